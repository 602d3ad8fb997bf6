"""HTML to pieces: markup goes in; blocks, table cells, links and citation marks come out, and what its head says.

One pass over the tokens with a stack of open elements, no tree and no recursion: the time is linear in the
markup, however deep or broken it is (docs/sources.md has the measures that chose the tokenizer).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import cast
from urllib.parse import unquote, urljoin

from turbohtml import Tokenizer

from comity.model import BlockKind
from comity.sources.boilerplate import opens_section
from comity.sources.bounds import check_markup
from comity.sources.citations import NUMBER
from comity.sources.draft import Piece, Span
from comity.sources.elements import (
    BLOCK,
    CELLS,
    CLOSES,
    DROPPED,
    HEADINGS,
    KIND_OF,
    PARTS,
    TABLE_PARTS,
    VOID,
    find_hiding_selectors,
)
from comity.sources.open_elements import Open, open_table_part, weigh_cell
from comity.sources.parsed import Head, Markup, Region
from comity.sources.sight import DROP, HIDE, SEEN, classify, find_sight
from comity.sources.wrapping import split_block

CHUNK = 1 << 20
# Zero-width and direction controls, soft hyphens, tag characters, C0 controls: a reader does not see them.
# Joiners (200C, 200D) stay: Persian and Indic words are spelt with them.
INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\U000e0000-\U000e007f]+"
)
SUPERSCRIPT = str.maketrans("0123456789+-−n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻ⁿ")
POWER = re.compile(r"[0-9+−n-]{1,4}")
MEASURED = re.compile(r"(?:\d|(?<![^\W\d_])(?:[kcmd]?m|ft|mi|in|sq|[a-z]))$")
MARK_NUMBER = re.compile(NUMBER)
CITED_ANCHOR = re.compile(
    r"(?:^|[^a-z])(?:cite_?note|fn|ftn|foot_?note|end_?note|edn|note|ref|bib|citation)", re.IGNORECASE
)
BACK_ANCHOR = re.compile(r"cite_?ref|(?:fn|ftn|edn|note)_?-?ref|backlink|ref-?back|^ref_", re.IGNORECASE)
MARK_CLASS = re.compile(r"footnote|reference|noteref|citation", re.IGNORECASE)
BACK_LINKS = frozenset("^↑↩⤴") | frozenset("abcdefghijklmnopqrstuvwxyz") | {"↩︎", "Jump up", "Back", "back"}
# What wikis print behind a heading for whoever wants to change the section.
EDIT_LINK = re.compile(
    r"\s*\[\s{0,3}(?:edit|edit source|change|bearbeiten|modifier|editar|modifica|düzenle|править|ред\.|өңдеу)"
    r"(?:\s{0,3}\|[^\[\]]{0,40})?\s{0,3}\]$",
    re.IGNORECASE,
)
# What announces another page is shorter.
LONGEST_TEASER = 200
# "[note 12]" and "16 December 1991" are shorter.
LONGEST_MARK = 80


@dataclass(slots=True)
class Section:
    """A part of an element that leads elsewhere: the element, the region that it had, and its heading's level."""

    inside: Open
    region: int
    level: int
    is_whole: bool


def read_markup(markup: str, *, address: str = "") -> Markup:
    """The pieces of a page; links are resolved against `address` where it is one of the network.

    Raises SourceError for a page of too many tags.
    """
    check_markup(markup, address)
    walker = Walker(address)
    tokenizer = Tokenizer()
    for start in range(0, len(markup), CHUNK):
        tokenizer.feed(markup[start : start + CHUNK])
        tokenizer.dispatch(walker)
    tokenizer.close()
    tokenizer.dispatch(walker)
    return walker.finish()


class Walker:
    """The tokens' receiver: keeps the open elements and the piece under construction."""

    def __init__(self, address: str) -> None:
        self.head = Head(base=address if "://" in address else "")
        self.pieces: list[Piece] = []
        self.regions = [Region()]
        self.parents = [0]
        self.hidden = 0
        self.hiding: set[str] = set()
        self.stack = [Open("", SEEN, 0, "paragraph", 0, None, None, True, {})]
        self.places: dict[str, list[int]] = {}
        self.cell_bounds: list[int] = []
        self.blocks = [0]
        self.context = self.stack[0]
        self.parts: list[str] = []
        self.length = 0
        self.serial = 0
        self.space = False
        self.lines = 0
        self.spans: list[Span] = []
        self.anchors: list[str] = []
        self.waiting_anchors: list[str] = []
        self.open_bracket = False
        self.ends_with_link = False
        self.is_typed = False
        self.section: Section | None = None

    # Tokens

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str]]) -> None:
        """Nothing; an element begins."""
        if tag in CLOSES:
            self.close_optional(*CLOSES[tag])
        if tag in BLOCK:
            self.close_optional(("p",), ("td", "th", "caption", "table", "button"))
        values = dict(reversed(attributes)) if attributes else {}
        if tag in VOID:
            self.take_void(tag, values)
            return
        self.note_anchor(values)
        if self.is_without_effect(tag, values):
            return
        self.push(tag, values)

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str]]) -> None:
        """Nothing; an element without content, or one that only looks so: a slash ends no block in HTML."""
        if tag in BLOCK:
            self.handle_starttag(tag, attributes)
        elif tag in VOID:
            self.take_void(tag, dict(attributes))
        else:
            self.note_anchor(dict(attributes))

    def handle_endtag(self, tag: str) -> None:
        """Nothing; an element ends, with all that is open inside it, unless a cell or block bounds it."""
        places = self.places.get(tag)
        if not places:
            return
        place = places[-1]
        if tag not in BLOCK and tag not in DROPPED and self.blocks[-1] > place:
            return
        if tag not in TABLE_PARTS and self.cell_bounds and self.cell_bounds[-1] > place:
            return
        self.pop_to(place)

    def handle_data(self, data: str) -> None:
        """Nothing; text goes to the piece under construction, or to whoever captures it."""
        top = self.stack[-1]
        if top.captured is not None:
            top.captured.append(data)
        elif top.sight == SEEN:
            if "\n" in data and self.places.get("pre"):
                self.add_lines(data)
            else:
                self.add(data)
        elif top.sight == HIDE:
            self.hidden += sum(map(len, data.split()))

    def handle_comment(self, data: str) -> None:
        """Nothing; comments are not read."""

    def handle_decl(self, decl: str) -> None:
        """Nothing; every page is read as HTML."""

    def handle_pi(self, data: str) -> None:
        """Nothing; instructions are not read."""

    # Elements

    def is_without_effect(self, tag: str, values: dict[str, str]) -> bool:
        """Whether an inline element changes nothing; its end tag then finds nothing to end."""
        if tag in BLOCK or tag in DROPPED or tag in ("a", "sup", "time") or "-" in tag or self.places.get(tag):
            return False
        return not values or find_sight(values, self.hiding) == SEEN

    def push(self, tag: str, values: dict[str, str]) -> None:
        """Nothing; the element is opened with what it inherits and what it changes."""
        # A component of a program ("app-footer") is a block, unless it stands within a line.
        is_block = tag in BLOCK or ("-" in tag and not self.length)
        if is_block and self.stack[-1].sight == SEEN:
            self.flush()
        parent = self.stack[-1]
        if tag == "a" and self.ends_with_link and self.length:
            self.space = True
        if tag in HEADINGS:
            self.end_section(HEADINGS[tag])
        is_dropped = tag in DROPPED and not (tag == "button" and parent.kind == "heading")  # heads of accordions
        sight = parent.sight or (DROP if is_dropped else find_sight(values, self.hiding) if values else SEEN)
        opened = Open(tag, sight, parent.region, parent.kind, parent.level, parent.cell, parent.grid, is_block, values)
        opened.serial, opened.parts, opened.length, opened.before = (
            self.serial, len(self.parts), self.length, len(self.pieces)
        )  # fmt: skip
        opened.place = parent.place
        if tag in PARTS and sight == SEEN:
            opened.place = len(self.parents)
            self.parents.append(parent.place)
        if is_block:
            opened.region = self.find_region(tag, values, parent.region)
            self.set_kind(opened, parent)
            self.blocks.append(len(self.stack))
        if is_dropped:
            opened.captured = [] if self.is_captured(tag, values) else None
        if tag in TABLE_PARTS and sight == SEEN:
            open_table_part(opened)
        if tag in CELLS or tag == "table":
            self.cell_bounds.append(len(self.stack))
        self.places.setdefault(tag, []).append(len(self.stack))
        self.stack.append(opened)
        if tag == "html":
            self.head.language = values.get("lang") or values.get("xml:lang") or self.head.language

    def set_kind(self, opened: Open, parent: Open) -> None:
        """Nothing; the kind of block that text inside makes: lists and sections begin anew, paragraphs inherit."""
        tag = opened.tag
        if tag in KIND_OF:
            opened.kind = cast(BlockKind, KIND_OF[tag])
            opened.level = HEADINGS.get(tag, 0)
        elif tag in ("ul", "ol", "dl", "section", "article", "main", "body", "table"):
            opened.kind, opened.level = "paragraph", 0
        if tag in HEADINGS and parent.cell is not None:
            parent.cell.grid.is_layout = True

    def is_captured(self, tag: str, values: dict[str, str]) -> bool:
        """Whether the text of a dropped element is wanted for itself: the title, styles, linked data."""
        if self.places.get("svg"):
            return False
        return tag in ("title", "style") or (tag == "script" and "ld+json" in values.get("type", "").lower())

    def find_region(self, tag: str, values: dict[str, str], region: int) -> int:
        """The number of the region inside an element; strong boilerplate holds all that is in it."""
        inside = self.regions[region].kind
        if inside == "strong" or tag in ("html", "body"):
            return region
        kind = classify(tag, values, inside)
        if not kind or kind == inside or (inside == "weak" and kind != "strong"):
            return region
        self.regions.append(Region(kind))
        return len(self.regions) - 1

    def start_section(self, opened: Open) -> None:
        """Nothing; where the block that has just ended heads a part that leads elsewhere, what follows is weak.

        It ends with the element around it, at a heading of the same rank, or, where prose came before, at a long piece.
        """
        piece, parent = self.pieces[-1], self.stack[-1]
        is_whole = parent.before == len(self.pieces) - 1 and parent.tag not in ("", "html", "body", "main", "article")
        if piece.kind not in ("heading", "paragraph") or not (is_whole or piece.kind == "heading"):
            return
        if self.regions[parent.region].kind in ("strong", "weak") or not opens_section(piece.text):
            return
        self.end_section(0)
        self.section = Section(parent, parent.region, piece.level or len(HEADINGS), is_whole)
        self.regions.append(Region("weak"))
        parent.region = piece.region = len(self.regions) - 1

    def end_section(self, level: int) -> None:
        """Nothing; a heading of a rank (from 1; 0 is above all) ends the part before it."""
        section = self.section
        if section is not None and level <= section.level:
            section.inside.region = section.region
            self.section = None

    def close_optional(self, tags: tuple[str, ...], bounds: tuple[str, ...]) -> None:
        """Nothing; the open elements of these names end, unless a bound is open inside them."""
        open_places = [places[-1] for tag in tags if (places := self.places.get(tag))]
        if not open_places:
            return
        bound = max((places[-1] for tag in bounds if (places := self.places.get(tag))), default=0)
        within = [place for place in open_places if place > bound]
        if within:
            self.pop_to(min(within))

    def pop_to(self, place: int) -> None:
        """Nothing; the element at a place of the stack ends, and all inside it."""
        while len(self.stack) > place:
            opened = self.stack.pop()
            self.places[opened.tag].pop()
            if opened.is_block:
                self.blocks.pop()
            if self.cell_bounds and self.cell_bounds[-1] == len(self.stack):
                self.cell_bounds.pop()
            self.end(opened)

    def end(self, opened: Open) -> None:
        """Nothing; what an element's end brings about."""
        if opened.captured is not None:
            self.take_captured(opened.tag, "".join(opened.captured))
        if opened.sight != SEEN:
            return
        if opened.is_block and self.length:
            self.flush()
            self.start_section(opened)
        if ender := ENDERS.get(opened.tag):
            ender(self, opened)

    def take_captured(self, tag: str, text: str) -> None:
        """Nothing; a title, style sheet or script of linked data is kept."""
        if tag == "title":
            self.head.title = self.head.title or " ".join(text.split())
        elif tag == "style":
            self.hiding |= find_hiding_selectors(text)
        else:
            self.head.scripts.append(text)

    def take_void(self, tag: str, values: dict[str, str]) -> None:
        """Nothing; an element without content."""
        if tag == "br":
            self.lines += self.stack[-1].sight == SEEN
        elif tag == "hr":
            self.flush()
        elif tag == "meta":
            name = values.get("property") or values.get("name") or values.get("itemprop") or values.get("http-equiv")
            if name and values.get("content", "").strip():
                self.head.metas.append((name.strip().lower(), values["content"].strip()))
        elif tag == "link" and values.get("href"):
            self.head.links.append((values.get("rel", "").lower(), values["href"].strip()))
        elif tag == "base" and values.get("href"):
            self.head.base = self.resolve(values["href"]) or self.head.base

    def note_anchor(self, values: dict[str, str]) -> None:
        """Nothing; a place that links can point to. It belongs to the piece that its text makes."""
        for name in (values.get("id"), values.get("name")) if values else ():
            if name:
                if self.length and self.stack[-1].sight == SEEN:
                    self.anchors.append(name)
                else:
                    self.waiting_anchors.append(name)

    # Tables

    def end_cell(self, opened: Open) -> None:
        """Nothing; a cell without text still stands in its row."""
        if opened.cell is not None and not (self.pieces and self.pieces[-1].cell is opened.cell):
            self.pieces.append(
                Piece("row", "", cell=opened.cell, grid=opened.grid, region=opened.region, place=opened.place)
            )

    def end_table(self, opened: Open) -> None:
        """Nothing; a table of one column is layout."""
        if opened.grid is not None and opened.grid.columns < 2:
            opened.grid.is_layout = True

    # Inline

    def end_link(self, opened: Open) -> None:
        """Nothing; a link, a citation mark or a back-link ends."""
        self.ends_with_link = True
        target = opened.attributes.get("href", "").strip()
        if not target or opened.serial != self.serial or self.length == opened.length:
            return
        page, hash_, anchor = target.partition("#")
        anchor = unquote(anchor)
        if hash_ and (not page or CITED_ANCHOR.search(anchor) or BACK_ANCHOR.search(anchor)):
            self.end_inner_link(opened, self.read_since(opened), anchor)
        elif address := self.resolve(target):
            if "license" in opened.attributes.get("rel", "").lower().split():
                self.head.links.append(("license", address))
            start = opened.length + (self.parts[opened.parts] in (" ", "\n"))
            self.spans.append(Span("link", start, self.length, address))

    def read_since(self, opened: Open) -> str:
        """The words inside an element; "" where they are too many for a mark, so that nesting costs nothing."""
        is_short = opened.serial == self.serial and self.length - opened.length <= LONGEST_MARK
        return "".join(self.parts[opened.parts :]) if is_short else ""

    def end_inner_link(self, opened: Open, words: str, anchor: str) -> None:
        """Nothing; a link within the page: a mark gets its brackets, a back-link goes."""
        number = words.strip(" [](){}")
        if BACK_ANCHOR.search(anchor):
            if number in BACK_LINKS:
                self.cut(opened.parts)
        elif MARK_NUMBER.fullmatch(number) and self.is_mark(opened, anchor):
            self.add_mark(opened.parts, number, anchor)

    def is_mark(self, opened: Open, anchor: str) -> bool:
        """Whether a link on a number is a citation mark: by its anchor, its role or class, or because it is raised."""
        classes = f"{opened.attributes.get('class', '')} {opened.attributes.get('role', '')}"
        return bool(CITED_ANCHOR.search(anchor) or MARK_CLASS.search(classes) or self.places.get("sup"))

    def add_mark(self, parts: int, number: str, anchor: str) -> None:
        """Nothing; the words since `parts` become a mark in brackets, so that no number before runs into it."""
        words = self.cut(parts)
        is_bracketed = words.strip().startswith("[") or not self.is_after_bracket()
        text = f"[{number}]" if is_bracketed else number
        start = self.length - (not is_bracketed)
        self.parts.append(text)
        self.length += len(text)
        self.open_bracket = not is_bracketed
        self.spans.append(Span("mark", start, self.length, anchor, number))

    def is_after_bracket(self) -> bool:
        """Whether the last character is an opening bracket."""
        return bool(self.parts) and self.parts[-1].endswith("[")

    def cut(self, parts: int) -> str:
        """The words since `parts`, which are taken out of the piece."""
        words = "".join(self.parts[parts:])
        del self.parts[parts:]
        self.length -= len(words)
        while self.spans and self.spans[-1].end > self.length:
            self.spans.pop()
        return words

    def end_superscript(self, opened: Open) -> None:
        """Nothing; raised digits are a power ("10⁶", "km²") behind a number or unit, else a citation mark."""
        raised = self.read_since(opened).strip()
        has_mark = bool(self.spans) and self.spans[-1].kind == "mark" and self.spans[-1].end > opened.length
        if not raised or has_mark:
            return
        before = "".join(self.parts[max(opened.parts - 4, 0) : opened.parts])[-8:]
        if POWER.fullmatch(raised) and MEASURED.search(before):
            self.cut(opened.parts)
            self.append(raised.translate(SUPERSCRIPT))
        elif before and (raised.isdigit() or raised.startswith("[")) and MARK_NUMBER.fullmatch(raised.strip("[]")):
            self.add_mark(opened.parts, raised.strip("[]"), "")

    def end_time(self, opened: Open) -> None:
        """Nothing; a machine-readable date is kept with the words that stand for it."""
        words = self.read_since(opened)
        use = f"{opened.attributes.get('itemprop', '')} {opened.attributes.get('class', '')}".lower()
        if "pubdate" in opened.attributes:
            use = f"published {use}"
        self.head.times.append((use, opened.attributes.get("datetime") or words))

    # Text

    def append(self, text: str) -> None:
        """Nothing; characters are appended as they are."""
        self.parts.append(text)
        self.length += len(text)

    def add_lines(self, data: str) -> None:
        """Nothing; text whose line ends are seen is appended line by line."""
        self.is_typed = True
        for number, line in enumerate(data.split("\n")):
            self.lines += number > 0
            self.add(line)

    def add(self, data: str) -> None:
        """Nothing; text is appended with its white space collapsed and without what cannot be seen."""
        if not data.isascii() or "\x00" in data:
            data = INVISIBLE.sub(self.count_hidden, data)
        words = data.split()
        self.ends_with_link = self.ends_with_link and not data
        if not words:
            self.space = self.space or bool(data)
            return
        if not self.length:
            self.context = self.stack[-1]
            self.anchors, self.waiting_anchors = self.waiting_anchors, []
        elif self.lines > 1:
            self.flush()
            self.context = self.stack[-1]
        elif self.lines:
            self.append("\n")
        elif self.space or data[0].isspace():
            self.append(" ")
        self.lines = 0
        text = " ".join(words)
        if self.open_bracket and text.startswith("]") and self.spans:
            self.spans[-1].end += 1
        self.open_bracket = False
        self.append(text)
        self.space = data[-1].isspace()

    def count_hidden(self, found: re.Match[str]) -> str:
        """Nothing in the place of characters that cannot be seen; they are counted."""
        self.hidden += len(found[0])
        return ""

    def flush(self) -> None:
        """Nothing; the piece under construction is finished."""
        self.space = False
        self.lines = 0
        if not self.length:
            return
        context = self.context
        text = "".join(self.parts)
        if context.kind == "heading" and text.endswith("]"):
            text = EDIT_LINK.sub("", text) or text
            self.spans = [span for span in self.spans if span.end <= len(text)]
        if context.cell is not None:
            weigh_cell(context.cell, len(text))
        section = self.section
        if section and not section.is_whole and context.region == section.inside.region and len(text) > LONGEST_TEASER:
            context.region = section.region
            self.end_section(0)
        whole = Piece(
            context.kind, text, context.level, self.spans, context.cell, context.grid, tuple(self.anchors),
            context.region, context.place, is_term=context.tag == "dt" and context.cell is None,
        )  # fmt: skip
        self.pieces.extend(cut_piece(whole, split_block(text, is_typed=self.is_typed)) if "\n" in text else (whole,))
        self.is_typed = False
        self.parts, self.spans, self.anchors, self.length = [], [], [], 0
        self.serial += 1

    def resolve(self, target: str) -> str | None:
        """The address that a link leads to; None for what is none (scripts, data)."""
        if target.lower().startswith(("javascript:", "data:", "about:", "blob:")):
            return None
        try:
            return urljoin(self.head.base, target) if self.head.base else target
        except ValueError:
            return None

    def finish(self) -> Markup:
        """All that was found; elements still open end here."""
        self.pop_to(1)
        self.flush()
        return Markup(self.pieces, self.regions, self.head, self.hidden, self.parents)


ENDERS: dict[str, Callable[[Walker, Open], None]] = {
    "a": Walker.end_link,
    "sup": Walker.end_superscript,
    "time": Walker.end_time,
    "td": Walker.end_cell,
    "th": Walker.end_cell,
    "table": Walker.end_table,
}


def cut_piece(piece: Piece, bounds: Sequence[tuple[int, int]]) -> Iterator[Piece]:
    """The parts of a piece between bounds, with their spans; the first has its anchors."""
    for start, end in bounds:
        spans = [
            Span(span.kind, span.start - start, min(span.end, end) - start, span.value, span.number)
            for span in piece.spans if start <= span.start < end
        ]  # fmt: skip
        anchors = piece.anchors if start == bounds[0][0] else ()
        yield replace(piece, text=piece.text[start:end], spans=spans, anchors=anchors)
