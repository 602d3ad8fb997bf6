"""A page as wikitext for an encyclopaedia: infobox, named references with citation templates, tables, categories.

What comes from sources is escaped: it can make no markup, template, link or signature. What the page says of the
record (notes, findings, gaps) is for an editor's eyes and is left out. `preflight` tells what keeps a page from being
published.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal
from urllib.parse import quote as encode

from comity.model import Source
from comity.model.shown import clean
from comity.model.when import Style, parse_when
from comity.writing import words
from comity.writing.citation import find_archive, is_web_address
from comity.writing.dates import write_cs1_date
from comity.writing.tree import (
    Block,
    Figure,
    Infobox,
    Items,
    Note,
    Page,
    Paragraph,
    ReferenceEntry,
    Section,
    Sentence,
    Support,
    TableBlock,
)

# Sections on the record itself, by their anchors: findings and gaps are no part of an encyclopaedia.
EDITORIAL = frozenset({"check", "unsaid"})
FULL_STAMP = re.compile(r"/\d{14}(?:[a-z]{2}_)?/https?://")
PLACEHOLDER = re.compile(r"\{\??[a-z_]+(?:[:=][a-z_]+)*\}")

_ENTITIES = re.compile(r"[\[\]{}|<>&]|''+|~{3,}|__+|://|(?i:\b(?:mailto|news|javascript|data|tel|sms|urn|magnet):)")
_MAGIC = re.compile(r"\b(ISBN|RFC|PMID)\s+(?=\d)")
_FIRST = re.compile(r"^[*#:;=!+\-]")


def render_wikitext(page: Page) -> str:
    """The page as wikitext."""
    writer = References(page)
    lines = [*write_head(page, writer), "", *write_body(page, writer), *write_foot(page)]
    return "\n".join(lines).rstrip("\n") + "\n"


def escape(text: str) -> str:
    """The text with everything that wikitext or HTML would take for markup made plain.

    >>> escape("[[File:x]] {{y}} ''z''"), escape("* a")
    ('&#91;&#91;File:x&#93;&#93; &#123;&#123;y&#125;&#125; &#39;&#39;z&#39;&#39;', '&#42; a')
    """
    tidy = _ENTITIES.sub(lambda match: "".join(make_entity(match[0])), clean(text))
    tidy = _MAGIC.sub(lambda match: f"{match[1]}&#32;", tidy)
    return _FIRST.sub(lambda match: "".join(make_entity(match[0])), tidy)


def make_entity(found: str) -> Iterator[str]:
    """Each character as an entity; letters stay."""
    for character in found:
        yield character if character.isalnum() else f"&#{ord(character)};"


# The parts of the page


def write_head(page: Page, writer: References) -> Iterator[str]:
    """Short description, date style, infobox."""
    yield f"{{{{Short description|1={escape(page.description)}}}}}"
    day = date.fromisoformat(page.on)
    dates = "mdy" if writer.style == "american" else "dmy"
    yield f"{{{{Use {dates} dates|date={day:%B %Y}}}}}"
    if page.infobox is not None:
        yield from write_infobox(page, page.infobox, writer)


def write_infobox(page: Page, box: Infobox, writer: References) -> Iterator[str]:
    """The template for two states: their names, missions and envoys; the lead tells what else the box holds."""
    names = [escape(name) for name in name_pair(page)]
    yield "{{Infobox bilateral relations"
    yield from (f"| {number} = {value}" for number, value in enumerate(("–".join(names), *names), 1))
    for row in box.rows:
        if row.parameter:
            values = "<br>".join(write_sentence(value, writer) for value in row.values)
            yield f"| {row.parameter} = {values}"
    yield "}}"


def write_body(page: Page, writer: References) -> Iterator[str]:
    """The definition, the lead, the sections."""
    first, second = (link(name, the=True) for name in name_pair(page))
    if page.form == "article":
        verb = "were" if page.is_past else "are"
        yield f"'''{escape(page.title)}''' {verb} the bilateral relations between {first} and {second}."
    yield from write_block(page.lead, writer)
    for section in page.sections:
        if section.anchor not in EDITORIAL:
            yield from write_section(section, writer)


def write_section(section: Section, writer: References) -> Iterator[str]:
    """A section, if anything of it is for an encyclopaedia."""
    lines = [line for block in section.blocks for line in write_block(block, writer)]
    if any(lines):
        yield from (f"== {escape(section.heading)} ==", *lines)


def write_block(block: Block, writer: References) -> list[str]:
    """A block with the empty line after it; notes and pictures are left out."""
    if isinstance(block, TableBlock):
        return [*write_table(block, writer), ""]
    if isinstance(block, Figure):  # a picture would have to be uploaded first; what it shows is told in the text
        return []
    sentences = [one for one in block.sentences if isinstance(one, Sentence)]
    texts = [write_sentence(one, writer) for one in sentences]
    if not texts:
        return []
    return [*(f"* {text}" for text in texts), ""] if isinstance(block, Items) else [" ".join(texts), ""]


def write_sentence(one: Sentence, writer: References) -> str:
    """A sentence with its references."""
    return escape(one.text) + writer.mark(one.support)


def write_table(table: TableBlock, writer: References) -> Iterator[str]:
    """A sortable table, each row with its references in the last cell."""
    yield '{| class="wikitable sortable"'
    if table.caption:
        yield f"|+ {escape(table.caption)}"
    yield "|-"
    yield from (f'! scope="col" | {escape(head)}' for head in table.header)
    yield '! scope="col" class="unsortable" | {{Abbr|Ref.|Reference}}'
    for row in table.rows:
        yield "|-"
        yield from (f"| {escape(cell)}" for cell in row.cells)
        yield f"| {writer.mark(row.support)}"
    yield "|}"


def write_foot(page: Page) -> Iterator[str]:
    """See also, the list of references, the categories of an article."""
    if page.see_also:
        yield from ("== See also ==", *(f"* {link(one.text)}" for one in page.see_also), "")
    yield from ("== References ==", "{{Reflist}}", "")
    first, second = name_pair(page)
    for name, other in ((first, second), (second, first)) if page.form == "article" else ():
        with_the = words.with_article(name)
        yield f"[[Category:Bilateral relations of {plain_title(with_the)}|{plain_title(other)}]]"


def name_pair(page: Page) -> list[str]:
    """The names of the two states on the day of the page."""
    return [page.house.name(code, on=date.fromisoformat(page.on)) for code in page.pair]


def link(title: str, *, the: bool = False) -> str:
    """A link to a page of the encyclopaedia, "the" before a name that takes it."""
    before = "the " if the and words.with_article(title) != title else ""
    return f"{before}[[{plain_title(title)}]]"


def plain_title(text: str) -> str:
    """The text without the characters that no title can have."""
    return re.sub(r"[\[\]{}|<>#_&~]|''+|^[:/]", "", clean(text)).strip() or "Untitled"


# References


class References:
    """Names the references of a page; where one is first used, it is written in full."""

    def __init__(self, page: Page) -> None:
        self.entries = {entry.number: entry for entry in page.references}
        self.style = page.house.dates
        self.told: set[int] = set()

    def mark(self, support: Support) -> str:
        """The references of a support."""
        return "".join(map(self.write, dict.fromkeys(mark.number for mark in support.marks)))

    def write(self, number: int) -> str:
        """One reference: in full where it is used for the first time, otherwise its name."""
        name = name_reference(self.entries[number])
        if number in self.told:
            return f'<ref name="{name}" />'
        self.told.add(number)
        return f'<ref name="{name}">{cite_wikitext(self.entries[number].source, self.style)}</ref>'


def name_reference(entry: ReferenceEntry) -> str:
    """A name for a reference in ASCII: what published it, its year and its number."""
    source = entry.source
    text = unicodedata.normalize("NFKD", clean(source.publisher or source.title or "source"))
    slug = "-".join(re.findall(r"[a-z0-9]+", text.encode("ascii", "ignore").decode().casefold())[:4])[:32]
    when = parse_when(source.published) if source.published else None
    year = str(when.first_day.year) if when is not None and when.first_day is not None else ""
    return "-".join(part for part in (slug or "source", year, f"r{entry.number}") if part)


def cite_wikitext(source: Source, style: Style = "british") -> str:
    """A source as a citation template (Citation Style 1); a field that is not known is left out."""
    address, archive, stamp = split_archive(source.address)
    is_web = is_web_address(address)
    template = "cite web" if is_web and source.media_type != "application/pdf" else "cite report"
    fields = {
        "author": source.author and escape(source.author),
        "url": encode_address(address) if is_web else None,
        "title": source.title and escape(source.title),
        "publisher": source.publisher and escape(source.publisher),
        "language": source.language if source.language and re.fullmatch(r"(?!en\b)[a-zA-Z-]{2,12}", source.language)
        else None,
        "date": cite_date(source.published or source.updated, style),
        "access-date": cite_date(source.retrieved, style) if is_web else None,
        "archive-url": encode_address(archive) if archive else None,
        "archive-date": cite_date(stamp, style) if archive else None,
    }  # fmt: skip
    return "{{" + " ".join([template, *(f"|{name}={value}" for name, value in fields.items() if value)]) + "}}"


def cite_date(edtf: str | None, style: Style) -> str | None:
    """A date as the template takes it; None for one that is not known or that it cannot say."""
    when = parse_when(edtf) if edtf else None
    return None if when is None else write_cs1_date(when, style)


def split_archive(address: str) -> tuple[str, str | None, str | None]:
    """Address, that of its archived copy, and the day of the copy (EDTF); a plain address has no copy.

    >>> split_archive("https://web.archive.org/web/20140204000000/http://mfa.example/a")
    ('http://mfa.example/a', 'https://web.archive.org/web/20140204000000/http://mfa.example/a', '2014-02-04')
    """
    found = find_archive(clean(address))
    if found is None or not is_web_address(found.original):
        return clean(address), None, None
    return found.original, found.address, found.day


def encode_address(address: str) -> str:
    """An address with everything encoded that would end it in a template."""
    return encode(address, safe="/:?#@!$&()*+,;=%-._~")


# Before it is published


@dataclass(frozen=True, slots=True)
class Fault:
    """What stands in the way of publishing: an "error" keeps a page back, a "warning" an editor should see."""

    weight: Literal["error", "warning"]
    reason: str


def preflight(page: Page) -> list[Fault]:
    """What an encyclopaedia would object to; errors first."""
    found = [*find_bare(page), *find_unfilled(page), *find_early(page)]
    found += [fault for entry in page.references for fault in find_reference_faults(entry, page.house.dates)]
    return sorted(dict.fromkeys(found), key=lambda fault: fault.weight)


def find_bare(page: Page) -> Iterator[Fault]:
    """Claims without a reference."""
    for text, support in list_claims(page):
        if not support.marks:
            yield Fault("error", f"no reference: {text!r}.")


def find_unfilled(page: Page) -> Iterator[Fault]:
    """Fields of templates that stand in the text."""
    for text, _ in list_claims(page):
        if found := PLACEHOLDER.search(text):
            yield Fault("error", f"an unfilled template, {found[0]}: {text!r}.")


def list_claims(page: Page) -> Iterator[tuple[str, Support]]:
    """The sentences and rows that are published, each with its support."""
    blocks: list[Block] = [page.lead]
    if page.infobox is not None:
        blocks += [Paragraph(row.values) for row in page.infobox.rows if row.parameter]
    blocks += [block for section in page.sections if section.anchor not in EDITORIAL for block in section.blocks]
    for block in blocks:
        if isinstance(block, TableBlock):
            yield from ((", ".join(row.cells), row.support) for row in block.rows)
        elif not isinstance(block, Figure):
            yield from ((one.text, one.support) for one in block.sentences if not isinstance(one, Note))


def find_early(page: Page) -> Iterator[Fault]:
    """References that are older than what they are cited for."""
    days = {entry.number: last_day(entry.source.updated, entry.source.published) for entry in page.references}
    ids = dict.fromkeys(id for _, support in list_claims(page) for id in support.facts)
    for quote in (quote for id in ids for quote in page.proofs[id].quotes):
        written, when = days[quote.number], parse_when(quote.when) if quote.when else None
        if quote.modality != "asserted" or written is None or when is None or when.first_day is None:
            continue
        if written < when.first_day:
            yield Fault(
                "error",
                f"reference {quote.number} ({written}) is older than what it is cited for ({when}): "
                f"“{clean(quote.quote)}”. Correct the date of one of them with 'comity decide'.",
            )


def find_reference_faults(entry: ReferenceEntry, style: Style) -> Iterator[Fault]:
    """What is missing or cannot be in a reference."""
    source, where = entry.source, f"reference {entry.number} ({clean(entry.name)})"
    address, archive, _ = split_archive(source.address)
    if not clean(source.title or ""):
        yield Fault("error", f"{where} has no title, which its template needs.")
    if not is_web_address(address):
        yield Fault("warning", f"{where} has no address of the web ({address!r}): readers cannot look it up.")
    elif not source.retrieved:
        yield Fault("warning", f"{where} has no day of access; read it with --retrieved.")
    if archive is not None and not FULL_STAMP.search(archive):
        yield Fault("warning", f"{where}: the archived copy is not named by its full stamp of 14 digits.")
    yield from find_date_faults(source, where, style)


def find_date_faults(source: Source, where: str, style: Style) -> Iterator[Fault]:
    """Dates that are missing, contradict each other, or that the template cannot say."""
    published = source.published or source.updated
    if not published:
        yield Fault("warning", f"{where} has no date.")
    elif cite_date(published, style) is None:
        yield Fault("warning", f"{where}: its date, {published}, has no form in a citation template and is left out.")
    if (first := first_day(published)) and (taken := last_day(source.retrieved)) and taken < first:
        yield Fault("error", f"{where} is dated {published}, after it was retrieved ({source.retrieved}).")


def first_day(edtf: str | None) -> date | None:
    """The first day of a time; None where it is not known."""
    when = parse_when(edtf) if edtf else None
    return None if when is None else when.first_day


def last_day(*texts: str | None) -> date | None:
    """The last day of the latest of several times; None where none is known."""
    known: Iterable[date | None] = (when.last_day for text in texts if text and (when := parse_when(text)))
    return max((day for day in known if day is not None), default=None)
