"""The forms in which a page, its map or its references can leave, by name, with the endings of their files."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from comity.errors import ComityError
from comity.model import Source
from comity.writing.bibliography import write_bibtex, write_csl, write_ris
from comity.writing.html import render_html
from comity.writing.markdown import render_markdown
from comity.writing.picture import Picture, standalone
from comity.writing.pictures import write_picture
from comity.writing.portable import render_pdf
from comity.writing.text import render_text
from comity.writing.tree import Page
from comity.writing.wikitext import render_wikitext
from comity.writing.word import render_docx


@dataclass(frozen=True, slots=True)
class Form:
    """A form: how it is written, the endings of its files and its media type."""

    write: Callable[[Page], str | bytes]
    suffixes: tuple[str, ...]
    media_type: str


def render_json(page: Page) -> str:
    """The tree as JSON: each block with its type, each claim with its facts, statements and marks."""
    return json.dumps(page.to_json(), ensure_ascii=False, indent=1) + "\n"


def find_map(page: Page) -> Picture:
    """The map of a page; raises ComityError where it has none."""
    if page.infobox is None or page.infobox.map is None:
        raise ComityError(f"{page.title}: this page has no map. Ask for that of the article on two states of today.")
    return page.infobox.map


def sources_of(page: Page) -> list[Source]:
    """The sources of a page, in the order in which it cites them."""
    return [entry.source for entry in page.references]


DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FORMS: Mapping[str, Form] = MappingProxyType({
    "html": Form(render_html, (".html", ".htm"), "text/html"),
    "md": Form(render_markdown, (".md", ".markdown"), "text/markdown"),
    "text": Form(render_text, (".txt",), "text/plain"),
    "wiki": Form(render_wikitext, (".wiki", ".wikitext"), "text/x-wiki"),
    "docx": Form(render_docx, (".docx",), DOCX_TYPE),
    "pdf": Form(render_pdf, (".pdf",), "application/pdf"),
    "svg": Form(lambda page: standalone(find_map(page)), (".svg",), "image/svg+xml"),
    "png": Form(lambda page: write_picture(find_map(page), "png"), (".png",), "image/png"),
    "json": Form(render_json, (".json",), "application/json"),
    "csl": Form(lambda page: write_csl(sources_of(page)), (".csl",), "application/vnd.citationstyles.csl+json"),
    "bibtex": Form(lambda page: write_bibtex(sources_of(page)), (".bib",), "application/x-bibtex"),
    "ris": Form(lambda page: write_ris(sources_of(page)), (".ris",), "application/x-research-info-systems"),
})  # fmt: skip
FORM_OF_SUFFIX = {suffix: name for name, form in FORMS.items() for suffix in form.suffixes}
BINARY_FORMS = frozenset({"docx", "pdf", "png"})


def render(page: Page, form: str) -> str:
    """The page as text in the form of that name: one of `FORMS` that is no binary one."""
    text = FORMS[form].write(page)
    assert isinstance(text, str), f"{form} is bytes: use render_bytes"
    return text


def render_bytes(page: Page, form: str) -> bytes:
    """The page as the bytes of a file in the form of that name; raises ComityError where its extra is missing."""
    made = FORMS[form].write(page)
    return made if isinstance(made, bytes) else made.encode()
