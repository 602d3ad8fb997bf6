"""A page as Markdown: numbered references with ways back, and the quotes of each source under its reference.

What comes from sources is escaped: it can neither make markup nor HTML.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from comity.model.shown import clean
from comity.writing.citation import cite_source, is_web_address
from comity.writing.tree import (
    Block,
    Figure,
    Items,
    Note,
    Page,
    Paragraph,
    Quote,
    Sentence,
    Support,
    TableBlock,
    join_quotes,
)

_MARKUP = re.compile(r"([\\`*_\[\]{}<>|~$#])|(?<![\w])([!])(?=\[)")
_LINE_MARKUP = re.compile(r"^(\d+)([.)])(?=\s)|^([-+=])(?=\s|$|[-+=])")
_LINKS = re.compile(r"(?i)\b(https?|ftp|mailto|javascript|data|file|vbscript):|(?<=\w)@(?=\w)|\bwww\.")


def render_markdown(page: Page) -> str:
    """The page as Markdown."""
    lines = [f"# {escape(page.title)}", "", f"*{escape(page.description)}*", ""]
    lines += [line for note in page.notes for line in (f"_{escape(note.text)}_", "")]
    lines += write_block(page.lead)
    if page.infobox is not None and page.infobox.rows:
        lines += ["| At a glance | |", "| --- | --- |"]
        for row in page.infobox.rows:
            values = "<br>".join(write_sentence(value) for value in row.values)
            lines.append(f"| **{escape(row.label)}** | {values} |")
        lines.append("")
    for section in page.sections:
        lines += [f"## {escape(section.heading)}", ""]
        for block in section.blocks:
            lines += write_block(block)
    if page.see_also:
        lines += ["## See also", "", *(f"- {escape(one.text)}" for one in page.see_also), ""]
    lines += write_references(page)
    return "\n".join(lines).rstrip("\n") + "\n"


def escape(text: str) -> str:
    """The text with everything that Markdown or HTML would take for markup made plain.

    >>> escape("<b>*x*</b> [a](javascript:b)")
    '\\\\<b\\\\>\\\\*x\\\\*\\\\</b\\\\> \\\\[a\\\\](javascript&#58;b)'
    """
    tidy = clean(text).replace("&", "&amp;")
    tidy = _MARKUP.sub(lambda match: f"\\{match[0]}", tidy)
    tidy = _LINE_MARKUP.sub(lambda match: f"{match[1]}\\{match[2]}" if match[1] else f"\\{match[3]}", tidy)
    return _LINKS.sub(lambda match: match[0].replace(":", "&#58;").replace("@", "&#64;").replace(".", "&#46;"), tidy)


def write_marks(support: Support) -> str:
    """The marks of a support, each a link to its reference and a place to come back to."""
    return "".join(f'<a id="{mark.anchor}"></a>[\\[{mark.number}\\]](#ref-{mark.number})' for mark in support.marks)


def write_sentence(one: Sentence | Note) -> str:
    """A sentence with its marks; a note in italics."""
    return f"{escape(one.text)}{write_marks(one.support)}" if isinstance(one, Sentence) else f"_{escape(one.text)}_"


def write_block(block: Block) -> list[str]:
    """A block with the empty line after it."""
    if isinstance(block, Paragraph):
        return [" ".join(map(write_sentence, block.sentences)), ""] if block.sentences else []
    if isinstance(block, Items):
        return [*(f"- {write_sentence(one)}" for one in block.sentences), ""]
    if isinstance(block, Figure):
        return [f"_{escape(block.picture.alternative)}_{write_marks(block.support)}", ""]
    return write_table(block)


def write_table(table: TableBlock) -> list[str]:
    """A table with its caption above it and its sources in the last column."""
    lines = [f"**{escape(table.caption)}**", ""] if table.caption else []
    lines += [table_row([*table.header, "Sources"]), "|" + " --- |" * (len(table.header) + 1)]
    for row in table.rows:
        lines.append(f"{table_row(row.cells)} {write_marks(row.support)} |")
    return [*lines, ""]


def table_row(cells: Sequence[str]) -> str:
    """Cells between bars."""
    return "| " + " | ".join(escape(cell) or " " for cell in cells) + " |"


def write_references(page: Page) -> Iterator[str]:
    """The references, each with ways back, what is known of the source, and the quotes that the page rests on."""
    if not page.references:
        return
    yield from ("## References", "")
    for entry in page.references:
        back = " ".join(f"[{use.use}](#{use.anchor})" for use in entry.uses)
        cited = " ".join(escape(part) for part in cite_source(entry.source, page.house.dates))
        address = clean(entry.source.address)
        if is_web_address(address) and not re.search(r"[\s<>()\[\]]", address):
            cited += f" <{address}>"
        yield f'{entry.number}. <a id="ref-{entry.number}"></a>{back} {cited} SHA-256 `{entry.source.sha256}`.'
        for quote in quotes_of(page, entry.number):
            line = f" (line {quote.line})" if quote.line else ""
            identity = f" `{quote.statement}`" if quote.statement else ""
            yield f"   - “{escape(quote.quote)}”{line}{identity}"
    yield ""


def quotes_of(page: Page, number: int) -> list[Quote]:
    """The quotes of one source on a page, in the order of the source, each once with all its statements."""
    quotes = [quote for proof in page.proofs.values() for quote in proof.quotes if quote.number == number]
    return sorted(join_quotes(quotes), key=lambda quote: (quote.line or 0, quote.quote))
