"""Wikitext to markup: headings, lists, tables, links and notes; templates by what they print, not by running them.

Templates whose words carry content (citations, languages, amounts, infoboxes) are written out; others are left away.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from comity.errors import SourceError
from comity.sources.properties import Signal

LARGEST = 4 * 1024 * 1024
DEEPEST = 40
SKIPPED_LINKS = re.compile(r"\s*:?(?:file|image|category|datei|bild|kategorie|fichier|catégorie|dosya|kategori|файл|"
                           r"категория|media)\s*:", re.IGNORECASE)  # fmt: skip
LINE_TAGS = {"*": "li", "#": "li", ":": "p", ";": "li"}
BOLD = re.compile(r"(?<!')'''([^'\n\[\]{}|<>]{2,200})'''(?!')")
SKIPPED_TAGS = frozenset(("gallery", "math", "timeline", "score", "syntaxhighlight", "imagemap", "templatestyles"))
# Templates that print one of their values: the number of it, from the left or (negative) from the right.
PRINTED = {
    "lang": 1, "nowrap": 0, "small": 0, "big": 0, "abbr": 0, "nobold": 0, "flag": 0, "flagu": 0, "flagcountry": 0,
    "country": 0, "native name": 1, "transl": -1, "transliteration": -1, "nobr": 0, "ill": 0, "illm": 0,
    "sortname": -1,
    "langx": 1, "usd": 0, "interlanguage link": 0,
}  # fmt: skip
CURRENCIES = {"us$": "US$", "usd": "US$", "€": "€", "eur": "€", "euro": "€", "gbp": "£", "£": "£", "inr": "₹", "¥": "¥"}
DATES = frozenset(("date", "start date", "end date", "dts", "start-date", "birth date", "death date", "release date"))


def read_wikitext(text: str, *, address: str) -> tuple[str, tuple[Signal, ...]]:
    """The markup of a wikitext page and its title, which pages repeat in bold; raises SourceError for a huge one."""
    import mwparserfromhell

    if len(text) > LARGEST:
        raise SourceError(
            f"{address}: this wikitext has {len(text):,} characters. A page may have {LARGEST:,} (MediaWiki's own "
            f"bound is half of that). Split it into its pages."
        )
    writer = Writer()
    body = writer.write(mwparserfromhell.parse(text).nodes, 0)
    notes = "".join(f'<li id="cite_note-{number}">{words}</li>' for number, words in enumerate(writer.notes, 1))
    title = BOLD.search(text)
    signals = (Signal("title", " ".join(title[1].split()), "bold words of the lead"),) if title else ()
    return f"<html><body>{mark_blocks(body)}<ol class=references>{notes}</ol>", signals


def mark_blocks(body: str) -> str:
    """The markup with items and paragraphs marked: a line is an item, and an empty line ends a paragraph."""
    blocks = []
    for line in body.split("\n"):
        if not line.strip():
            blocks.append("<p>")
        elif line.startswith("<li>"):
            blocks.append(f"<ul>{line}</ul>")
        else:
            blocks.append(line)
    return "\n".join(blocks)


class Writer:
    """Writes nodes as markup and gathers the notes."""

    def __init__(self) -> None:
        self.notes: list[str] = []
        self.names: dict[str, int] = {}

    def write(self, nodes: Iterable[Any], depth: int) -> str:
        """The markup of nodes; what is nested too deep is left away."""
        if depth > DEEPEST:
            return ""
        return "".join(self.write_node(node, depth + 1) for node in nodes)

    def write_node(self, node: Any, depth: int) -> str:
        """The markup of one node, by its type."""
        write = NODES.get(type(node).__name__)
        return write(self, node, depth) if write else ""

    def write_text(self, node: Any, depth: int) -> str:
        """Text as it is."""
        return html.escape(str(node.value), quote=False)

    def write_entity(self, node: Any, depth: int) -> str:
        """An entity as it is."""
        return str(node)

    def write_heading(self, node: Any, depth: int) -> str:
        """A heading."""
        level = min(max(int(node.level), 1), 6)
        return f"<h{level}>{self.write(node.title.nodes, depth)}</h{level}>"

    def write_link(self, node: Any, depth: int) -> str:
        """The words of a link to another page; files and categories are left away."""
        if SKIPPED_LINKS.match(str(node.title)):
            return ""
        return self.write((node.text or node.title).nodes, depth)

    def write_address(self, node: Any, depth: int) -> str:
        """A link to an address."""
        target = html.escape(str(node.url), quote=True)
        return f'<a href="{target}">{self.write(node.title.nodes, depth) if node.title else target}</a>'

    def write_tag(self, node: Any, depth: int) -> str:
        """An element: a note, a list's item, or an element of HTML."""
        name = str(node.tag).strip().lower()
        if name == "ref":
            return self.write_note(node, depth)
        if name in SKIPPED_TAGS:
            return ""
        if node.wiki_markup in LINE_TAGS:
            return f"<{LINE_TAGS[str(node.wiki_markup)]}>"
        if node.self_closing or node.contents is None:
            return "<br>" if name == "br" else ""
        return f"<{name}{write_spans(node)}>{self.write(node.contents.nodes, depth)}</{name}>"

    def write_note(self, node: Any, depth: int) -> str:
        """The mark of a note; the note is gathered, once for each name."""
        name = str(node.get("name").value).strip() if node.has("name") else ""
        words = "" if node.self_closing or node.contents is None else self.write(node.contents.nodes, depth)
        number = self.names.get(name)
        if number is None:
            self.notes.append(words)
            number = len(self.notes)
            if name:
                self.names[name] = number
        elif words and not self.notes[number - 1]:
            self.notes[number - 1] = words
        return f'<sup class=reference><a href="#cite_note-{number}">[{number}]</a></sup>'

    def write_value(self, key: str, value: Any, depth: int) -> str:
        """The markup of a template's value; an address stays as it is."""
        return str(value).strip() if "url" in key else self.write(value.nodes, depth).strip()

    def write_template(self, node: Any, depth: int) -> str:
        """What a template prints."""
        name = " ".join(str(node.name).replace("_", " ").split()).casefold()
        values = {key: self.write_value(key, param.value, depth) for param in node.params if (key := name_key(param))}
        if name == "citation" or name.startswith("cite "):
            return write_citation(values)
        if name.startswith("infobox"):
            return write_infobox(values)
        return write_inline(name, values, [values[key] for key in values if key.isdigit()])


def name_key(param: Any) -> str:
    """The name of a template's value in lower case."""
    return str(param.name).strip().casefold()


NODES: Mapping[str, Callable[[Writer, Any, int], str]] = {
    "Text": Writer.write_text,
    "HTMLEntity": Writer.write_entity,
    "Heading": Writer.write_heading,
    "Wikilink": Writer.write_link,
    "ExternalLink": Writer.write_address,
    "Tag": Writer.write_tag,
    "Template": Writer.write_template,
}


def write_spans(node: Any) -> str:
    """The attributes of a cell that say how far it reaches."""
    spans = ""
    for name in ("rowspan", "colspan"):
        if node.has(name) and (digits := str(node.get(name).value).strip("\"' ")).isdigit():
            spans += f" {name}={digits}"
    return spans


def write_inline(name: str, values: Mapping[str, str], numbered: list[str]) -> str:
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
