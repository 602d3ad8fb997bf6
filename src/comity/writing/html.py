"""A page as one HTML file: styles within, no script, nothing fetched; every sentence opens to what it rests on.

All text is escaped by the template engine; an address becomes a link only if it is one of the web.
"""

from __future__ import annotations

import functools
import re
import string
from collections.abc import Callable
from pathlib import PurePosixPath
from typing import Protocol
from urllib.parse import urlsplit

import jinja2
from markupsafe import Markup, escape

from comity.model.shown import clean
from comity.model.when import Style, parse_when
from comity.writing.citation import cite_source, find_archive, is_web_address, name_author_state
from comity.writing.drawing import anchor_of_proof
from comity.writing.picture import read_style
from comity.writing.tree import (
    Block,
    Figure,
    Items,
    Page,
    Proof,
    Quote,
    ReferenceEntry,
    Sentence,
    Support,
    TableBlock,
    join_quotes,
)
from comity.writing.words import capitalise

LONGEST_LETTER = 700  # characters; mail programs cut what is much longer
LONGEST_QUOTE = 160
_DAY = re.compile(r"(?:\d{1,2} )?[A-Z][a-z]+ (?:\d{1,2}, )?\d{4}")
NOT_STATED = "Not stated"
SOURCE_COLUMNS = ("No.", "Source", "Publisher", "Dates", "Licence", "Address", "Statements", "SHA-256")


class Links(Protocol):
    """Where the claims of a page lead that stands among other pages, as addresses."""

    def quote(self, quote: Quote) -> str | None:
        """To the quote in the kept copy of its source; None where there is none."""

    def source(self, sha256: str) -> str:
        """To a source."""

    def flag(self, support: Support, text: str) -> str:
        """To where a claim is doubted."""

    def mail(self, support: Support, text: str) -> str:
        """To a letter that passes a claim on."""

    def mail_page(self) -> str:
        """To a letter that passes the page on."""

    def see(self, states: tuple[str, ...]) -> str | None:
        """To the page on one state or two; None where there is none."""


def render_html(page: Page) -> str:
    """The page as a self-contained HTML document."""
    return _render(page, None)


def render_sheet(page: Page, links: Links) -> str:
    """The page without a document around it, for a site: its styles are `style_sheet()`, its claims lead to `links`."""
    return _render(page, links)


def _render(page: Page, links: Links | None) -> str:
    names = {entry.number: entry.name for entry in page.references}
    template = make_environment(page.house.dates).get_template("sheet.html" if links else "page.html")
    return template.render(
        page=page, names=names, links=links, homes=find_homes(page), once=make_once(), style=Markup(style_sheet())
    )


def make_once() -> Callable[[Callable[[Support], Markup], Support], Markup]:
    """Calls a macro for a support once on a page: lead, box, text and table often rest on the same."""
    written: dict[tuple[tuple[str, ...], tuple[str, ...]], Markup] = {}

    def once(write: Callable[[Support], Markup], support: Support) -> Markup:
        key = support.facts, support.findings
        if key not in written:
            written[key] = write(support)
        return written[key]

    return once


def find_homes(page: Page) -> dict[Support, list[str]]:
    """For each support the names of the proofs that stand there first: in the body, above it, or in a figure."""
    body = [one for section in page.sections for block in section.blocks for one in supports_of(block)]
    above = [one.support for one in page.sentences()]
    drawn = [block.support for section in page.sections for block in section.blocks if isinstance(block, Figure)]
    homes: dict[Support, list[str]] = {}
    placed: set[str] = set()
    for support in (*body, *above, *drawn):
        names = {anchor_of_proof(one): None for one in (*support.facts, *support.findings)}
        homes.setdefault(support, [name for name in names if name not in placed])
        placed.update(names)
    return homes


def supports_of(block: Block) -> list[Support]:
    """The supports of the sentences or rows of a block; of a figure none."""
    if isinstance(block, TableBlock):
        return [row.support for row in block.rows]
    return [] if isinstance(block, Figure) else [one.support for one in block.sentences if isinstance(one, Sentence)]


def style_sheet() -> str:
    """The styles of a page."""
    return f"{read_style('style.css')}\n{read_style('picture.css')}"


@functools.cache
def make_environment(style: Style) -> jinja2.Environment:
    """The templates of pages, which escape all that they are given."""
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("comity.writing", "templates"), autoescape=True, undefined=jinja2.StrictUndefined
    )
    environment.filters.update(
        tidy=clean,
        marks=write_marks,
        tidy_inside=_clean_inside,
        keep_day=keep_day,
        capitalise=capitalise,
        slug=lambda text: "-".join(text.casefold().split()),
        is_items=lambda block: isinstance(block, Items),
        citation=lambda entry: cite_html(entry, style),
    )
    environment.globals.update(
        source_columns=SOURCE_COLUMNS, source_cells=lambda entry, links: list_source_cells(entry, links, style)
    )
    environment.globals.update(mail_flag=mail_flag, mail_claim=mail_claim, mail_page=mail_page, proofs_of=proofs_of)
    return environment


def write_marks(support: Support) -> Markup:
    """The marks of a support, each kept at its word by a joiner of no width; they are numbers and letters of ours."""
    mark = '\u2060<sup class="cite"><a id="{}" href="#ref-{}">[{}]</a></sup>'
    return Markup("".join(mark.format(one.anchor, one.number, one.number) for one in support.marks))


def keep_day(cell: str) -> str:
    """A cell that is a day, kept on one line.

    >>> keep_day("28 February 1974") == "28\\u00a0February\\u00a01974", keep_day("President Lund")
    (True, 'President Lund')
    """
    return cell.replace(" ", "\u00a0") if _DAY.fullmatch(cell) else cell


def _clean_inside(text: str) -> str:
    """The text of a quote on one line, with a space kept at its edges."""
    left, right = text[:1].isspace(), text[-1:].isspace()
    return f"{' ' if left else ''}{clean(text)}{' ' if right and clean(text) else ''}"


def _write_day(edtf: str | None, style: Style) -> str:
    when = parse_when(edtf) if edtf else None
    return NOT_STATED if when is None else when.in_words(style, bare=True)


def cite_html(entry: ReferenceEntry, style: Style) -> Markup:
    """The citation of a source with its address as a link, if it is one of the web."""
    parts = [escape(part) for part in cite_source(entry.source, style)]
    address = clean(entry.source.address)
    archive = find_archive(address)
    if archive is not None and is_web_address(archive.original):
        parts.append(Markup('<a href="{0}" rel="noreferrer noopener">{0}</a>, archived at').format(archive.original))
    if is_web_address(address):
        parts.append(Markup('<a href="{0}" rel="noreferrer noopener">{0}</a>').format(address))
    return Markup(" ").join(parts)


def list_source_cells(entry: ReferenceEntry, links: Links | None, style: Style) -> list[str]:
    """What the table of sources has of one, column by column."""
    source = entry.source
    title: str = clean(source.title or entry.name)
    if links is not None:
        title = Markup('<a href="{}">{}</a>').format(links.source(source.sha256), title)
    archive = find_archive(clean(source.address))
    place: str = PurePosixPath(clean(source.address)).name
    if is_web_address(clean(source.address)):
        place = Markup('<a href="{}" rel="noreferrer noopener">{}</a>').format(
            clean(source.address), "archived copy" if archive is not None else urlsplit(clean(source.address)).netloc
        )
    publisher = clean(source.publisher or NOT_STATED)
    speaker = f" (speaks for {name_author_state(source.author_state)})" if source.author_state else ""
    dates = [f"{word} {_write_day(edtf, style)}" for word, edtf in (
        ("published", source.published), ("updated", source.updated), ("retrieved", source.retrieved),
        ("archived", archive.day if archive is not None else None),
    ) if edtf]  # fmt: skip
    return [
        str(entry.number), title, publisher + speaker, capitalise("; ".join(dates) or NOT_STATED),
        clean(source.licence or NOT_STATED), place or NOT_STATED, str(entry.statements),
        Markup('<code title="{}">{}</code>').format(source.sha256, source.sha256[:12]),
    ]  # fmt: skip


def proofs_of(page: Page, support: Support) -> list[Proof]:
    """The proofs of a support, those of one standing and reason together, each quote once."""
    groups: dict[tuple[str, tuple[str, ...]], list[Quote]] = {}
    for id in (*support.facts, *support.findings):
        proof = page.proofs[id]
        groups.setdefault((proof.standing, proof.reasons), []).extend(proof.quotes)
    return [Proof("", key[0], key[1], tuple(join_quotes(quotes))) for key, quotes in groups.items()]


def mail_flag(page: Page, support: Support, text: str) -> str:
    """A mailto address that says that a claim is doubted."""
    return write_mailto(
        f"Doubtful: {page.title}", f"I doubt this claim:\n\n{text}\n\n{place_lines(page, support)}\n\nBecause: "
    )


def mail_claim(page: Page, support: Support, text: str) -> str:
    """A mailto address that passes a claim on with its evidence."""
    return write_mailto(page.title, f"{text}\n\n{quote_lines(page, support)}")


def mail_page(page: Page) -> str:
    """A mailto address that passes the lead on."""
    lead = " ".join(sentence.text for sentence in page.lead.sentences)
    return write_mailto(page.title, f"{page.title} ({page.on})\n\n{lead}")


def quote_lines(page: Page, support: Support) -> str:
    """The quotes behind a claim for a letter, each on a line with its place."""
    quotes = (quote for id in (*support.facts, *support.findings) for quote in page.proofs[id].quotes)
    lines = (f"“{clean(quote.quote)[:LONGEST_QUOTE]}” – {name_place(page, quote)}" for quote in quotes)
    return "\n".join(dict.fromkeys(lines))


def place_lines(page: Page, support: Support) -> str:
    """The places of the quotes behind a claim: who doubts it finds them there."""
    quotes = (quote for id in (*support.facts, *support.findings) for quote in page.proofs[id].quotes)
    return "\n".join(dict.fromkeys(name_place(page, quote) for quote in quotes))


def name_place(page: Page, quote: Quote) -> str:
    """The source of a quote, and its statement."""
    name = page.references[quote.number - 1].name
    return f"{name} ({quote.statement[:12]})" if quote.statement else name


def write_mailto(subject: str, body: str) -> str:
    """A mailto address without a recipient; everything in it is percent-encoded.

    >>> write_mailto("A & B", "x?y")
    'mailto:?subject=A%20%26%20B&body=x%3Fy'
    """
    return f"mailto:?subject={encode(clean(subject)[:200])}&body={encode(body[:LONGEST_LETTER])}"


_PLAIN = frozenset(string.ascii_letters + string.digits + "_.-~")
_ENCODED = [chr(byte) if chr(byte) in _PLAIN else f"%{byte:02X}" for byte in range(256)]


def encode(text: str) -> str:
    """The text percent-encoded, each letter but those of ASCII.

    >>> encode("Türkiye?\\n")
    'T%C3%BCrkiye%3F%0A'
    """
    return "%0A".join(map(encode_line, text.split("\n")))


@functools.lru_cache(maxsize=512)
def encode_line(line: str) -> str:
    """A line percent-encoded; the letters of a page share most of theirs."""
    return "".join(map(_ENCODED.__getitem__, line.encode(errors="replace")))
