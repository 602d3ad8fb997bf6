"""Wikitext to markup: headings, lists, tables, links and notes; templates by what they print, not by running them.

Templates whose words carry content (citations, languages, amounts, infoboxes) are written out; others are left away.
One pass over the brackets with a stack, each pair written when it closes, and one over the lines: linear time,
where mwparserfromhell 0.7 takes over half a minute for 60 KB of open brackets (docs/sources.md). Elements of HTML pass.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from comity.sources.bounds import check_characters
from comity.sources.properties import Signal

# What is nested deeper is left as it stands, so that no text is copied outward more than this many times.
DEEPEST = 40
COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
SKIPPED = re.compile(
    r"<(gallery|math|timeline|score|syntaxhighlight|imagemap|templatestyles)\b[^<>]{0,500}(?:/>|>.*?(?:</\1\s{0,9}>|\Z))",
    re.DOTALL | re.IGNORECASE,
)
TOKEN = re.compile(
    r"\{\{|\}\}|\[\[|\]\]|\||<ref\b[^<>]{0,500}>|</ref\s{0,9}>"
    r"|\[https?://[^\s\[\]<>\"]{1,2000}(?:[ \t][^\[\]\n<>]{0,300})?\]|'{2,5}|__[A-Z]{3,20}__",
    re.IGNORECASE,
)
PAIRS = {"}}": "{{", "]]": "[["}
BOLD = re.compile(r"(?<!')'''([^'\n\[\]{}|<>]{2,200})'''(?!')")
REFERENCE_NAME = re.compile(r"\bname\s*=\s*[\"']?([^\"'<>/]{1,200})", re.IGNORECASE)
KEY = re.compile(r"\s*([^=<>{}\[\]|]{1,60}?)\s*=(.*)", re.DOTALL)
HEADING = re.compile(r"(={1,6})\s*(.{1,500}?)\s*\1\s*$")
ITEM = re.compile(r"[*#:;]+\s*")
CELL_ATTRIBUTES = re.compile(r"([^|<>\[\]]{0,300}=[^|<>\[\]]{0,300})\|(?!\|)")
SPANS = re.compile(r"\b(rowspan|colspan)\s*=\s*[\"']?(\d{1,4})", re.IGNORECASE)
SKIPPED_LINKS = re.compile(
    r"\s*:?(?:file|image|media|category|datei|bild|kategorie|fichier|catégorie|dosya|kategori|файл|категория)\s*:",
    re.IGNORECASE,
)
# Templates that print one of their values: the number of it, from the left or (negative) from the right.
PRINTED = {
    "lang": 1, "nowrap": 0, "small": 0, "big": 0, "abbr": 0, "nobold": 0, "flag": 0, "flagu": 0, "flagcountry": 0,
    "country": 0, "native name": 1, "transl": -1, "transliteration": -1, "nobr": 0, "ill": 0, "illm": 0,
    "sortname": -1, "langx": 1, "usd": 0, "interlanguage link": 0,
}  # fmt: skip
CURRENCIES = {"us$": "US$", "usd": "US$", "€": "€", "eur": "€", "euro": "€", "gbp": "£", "£": "£", "inr": "₹", "¥": "¥"}
DATES = frozenset(("date", "start date", "end date", "dts", "start-date", "birth date", "death date", "release date"))


def read_wikitext(text: str, *, address: str) -> tuple[str, tuple[Signal, ...]]:
    """The markup of a wikitext page and its title, which pages repeat in bold; raises SourceError for a huge one."""
    check_characters(len(text), address)
    bare = SKIPPED.sub("", COMMENT.sub("", text))
    writer = Writer()
    body = writer.write(bare)
    notes = "".join(f'<li id="cite_note-{number}">{words}</li>' for number, words in enumerate(writer.notes, 1))
    title = BOLD.search(bare)
    signals = (Signal("title", " ".join(title[1].split()), "bold words of the lead"),) if title else ()
    return f"<html><body>{write_lines(body)}<ol class=references>{notes}</ol>", signals


@dataclass(slots=True)
class Frame:
    """An open pair of brackets: what opened it, and its values so far, each in parts."""

    opener: str
    values: list[list[str]] = field(default_factory=lambda: [[]])

    def flatten(self) -> list[str]:
        """The parts as they stood, for brackets that are never closed."""
        parts = [self.opener if not self.opener.startswith("<") else ""]
        for number, value in enumerate(self.values):
            parts += ["|", *value] if number else value
        return parts


class Writer:
    """Writes brackets as markup when they close and gathers the notes."""

    def __init__(self) -> None:
        self.frames = [Frame("")]
        self.notes: list[str] = []
        self.names: dict[str, int] = {}

    def write(self, text: str) -> str:
        """The text with all that stands in brackets written as markup."""
        position = 0
        for found in TOKEN.finditer(text):
            self.append(text[position : found.start()])
            self.take(found[0])
            position = found.end()
        self.append(text[position:])
        self.flatten_to(0)
        return "".join(self.frames[0].values[0])

    def append(self, words: str) -> None:
        """Nothing; the words go to the innermost value."""
        if words:
            self.frames[-1].values[-1].append(words)

    def take(self, token: str) -> None:
        """Nothing; a bracket, a bar, a note or an address."""
        lowered = token[:5].lower()
        if token in ("{{", "[["):
            self.open(token)
        elif token in PAIRS:
            self.close(PAIRS[token], token)
        elif token == "|":
            self.bar()
        elif lowered.startswith("<ref"):
            self.open_note(token)
        elif lowered == "</ref":
            self.close("<ref", "")
        elif lowered.startswith("[http"):
            self.append(write_address(token))

    def open(self, opener: str) -> None:
        """Nothing; a pair begins."""
        if len(self.frames) > DEEPEST:
            self.append(opener)
        else:
            self.frames.append(Frame(opener))

    def bar(self) -> None:
        """Nothing; the next value begins, if a template or link is open."""
        if self.frames[-1].opener in ("{{", "[["):
            self.frames[-1].values.append([])
        else:
            self.append("|")

    def open_note(self, tag: str) -> None:
        """Nothing; a note begins, or one is cited again by its name."""
        if tag.endswith("/>"):
            self.append(self.cite(tag, ""))
        else:
            self.open(tag)

    def close(self, opener: str, literal: str) -> None:
        """Nothing; the innermost pair that was so opened is written; brackets left open in it are text."""
        place = len(self.frames) - 1
        while place and not self.frames[place].opener.lower().startswith(opener):
            place -= 1
        if not place:
            self.append(literal)
            return
        self.flatten_to(place)
        frame = self.frames.pop()
        values = ["".join(value) for value in frame.values]
        if opener == "{{":
            self.append(write_template(values))
        elif opener == "[[":
            self.append("" if SKIPPED_LINKS.match(values[0]) else values[-1])
        else:
            self.append(self.cite(frame.opener, "|".join(values)))

    def flatten_to(self, place: int) -> None:
        """Nothing; the frames above a place become text of the frame there."""
        unclosed = self.frames[place + 1 :]
        del self.frames[place + 1 :]
        for frame in unclosed:
            self.frames[place].values[-1].extend(frame.flatten())

    def cite(self, tag: str, words: str) -> str:
        """The mark of a note; the note is gathered, once for each name."""
        named = REFERENCE_NAME.search(tag)
        name = named[1].strip() if named else ""
        number = self.names.get(name)
        if number is None:
            self.notes.append(words)
            number = len(self.notes)
            if name:
                self.names[name] = number
        elif words and not self.notes[number - 1]:
            self.notes[number - 1] = words
        return f'<sup class=reference><a href="#cite_note-{number}">[{number}]</a></sup>'


def write_address(token: str) -> str:
    """A link to an address with its words."""
    target, _, words = token[1:-1].partition(" ")
    return f'<a href="{html.escape(target)}">{words.strip() or target}</a>'


def write_template(values: list[str]) -> str:
    """What a template prints."""
    name = " ".join(values[0].replace("_", " ").split()).casefold()
    named: dict[str, str] = {}
    numbered: list[str] = []
    for value in values[1:]:
        if found := KEY.match(value):
            named[found[1].casefold()] = found[2].strip()
        else:
            numbered.append(value.strip())
    if name == "citation" or name.startswith("cite "):
        return write_citation(named)
    if name.startswith("infobox"):
        return write_infobox(named)
    return write_inline(name, [*numbered, *(named[key] for key in named if key.isdigit())])


def write_lines(body: str) -> str:
    """The markup with headings, items, paragraphs and tables marked: in wikitext, lines say what they are."""
    return "\n".join(write_line(line) for line in body.split("\n"))


def write_line(line: str) -> str:
    """The markup of one line, by how it begins."""
    start = line.lstrip()
    if not start:
        return "<p>"
    if found := HEADING.match(start):
        level = len(found[1])
        return f"<h{level}>{found[2]}</h{level}>"
    for prefix, markup in (("{|", "<table>"), ("|}", "</table>"), ("|-", "<tr>"), ("----", "<hr>")):
        if start.startswith(prefix):
            return markup
    if start.startswith("|+"):
        return f"<caption>{start[2:]}</caption>"
    if start.startswith("!"):
        return "".join(write_cell("th", cell) for cell in re.split(r"!!|\|\|", start[1:]))
    if start.startswith("|"):
        return "".join(write_cell("td", cell) for cell in start[1:].split("||"))
    found = ITEM.match(line)
    if found is None:
        return line
    return f"<ul><li>{line[found.end() :]}</li></ul>" if ":" not in found[0] else f"<p>{line[found.end() :]}</p>"


def write_cell(tag: str, cell: str) -> str:
    """A cell, with how far it reaches; other attributes go."""
    found = CELL_ATTRIBUTES.match(cell)
    spans = "".join(f" {name}={count}" for name, count in SPANS.findall(found[1])) if found else ""
    return f"<{tag}{spans}>{cell[found.end() :] if found else cell}"


def write_inline(name: str, numbered: list[str]) -> str:
    """What a template prints within a sentence; "" for one that is not known to print words."""
    if not numbered:
        return ""
    if name in CURRENCIES:
        return f"{CURRENCIES[name]}{numbered[0]}"
    if name in DATES:
        return "-".join(part.zfill(2) for part in numbered[:3] if part.isdigit())
    if name in ("convert", "cvt"):
        return " ".join(numbered[:2])
    if name in ("as of", "asof"):
        return f"As of {'-'.join(numbered[:3])}"
    if name.startswith("lang-"):
        return numbered[0]
    if name in ("plainlist", "hlist", "ubl", "unbulleted list", "flatlist"):
        return "<br>".join(numbered)
    place = PRINTED.get(name)
    return "" if place is None or not -len(numbered) <= place < len(numbered) else numbered[place]


def write_citation(values: Mapping[str, str]) -> str:
    """A citation as the encyclopaedia prints it: author (date). "Title". Work (publisher). Retrieved date."""

    def value(*names: str) -> str:
        return next((values[name] for name in names if values.get(name)), "")

    author = value("author", "author1", "authors") or ", ".join(
        filter(None, (value("last", "last1", "surname"), value("first", "first1", "given")))
    )
    date, title, address = value("date", "year"), value("title", "chapter"), value("url", "chapter-url")
    quoted = f'"{title}"' if title else ""
    linked = f'<a href="{html.escape(html.unescape(address))}">{quoted}</a>' if address and quoted else quoted
    work, publisher = value("work", "website", "newspaper", "journal", "magazine"), value("publisher", "agency")
    carrier = f"{work} ({publisher})" if work and publisher and work != publisher else work or publisher
    dated = f" ({date})" if author and date else ""
    retrieved = value("access-date", "accessdate")
    accessed = f"Retrieved {retrieved}" if retrieved else ""
    parts = [f"{author}{dated}", linked, carrier, "" if author else date, accessed]
    return ". ".join(part for part in parts if part) + "."


def write_infobox(values: Mapping[str, str]) -> str:
    """The rows of an infobox as a table: what is named and has words."""
    rows = "".join(
        f"<tr><th>{name.replace('_', ' ')}</th><td>{words}</td></tr>"
        for name, words in values.items()
        if words and not name.isdigit() and not re.search(r"image|map|caption|width|size|style|filetype|alt\b", name)
    )
    return f"<table class=infobox>{rows}</table>"
