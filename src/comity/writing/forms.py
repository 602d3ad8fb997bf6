"""The forms in which a page can leave, by name."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from types import MappingProxyType

from comity.writing.html import render_html
from comity.writing.markdown import render_markdown
from comity.writing.text import render_text
from comity.writing.tree import Page


def render_json(page: Page) -> str:
    """The tree as JSON: each block with its type, each claim with its facts, statements and marks."""
    return json.dumps(page.to_json(), ensure_ascii=False, indent=1) + "\n"


FORMS: Mapping[str, Callable[[Page], str]] = MappingProxyType(
    {"html": render_html, "md": render_markdown, "text": render_text, "json": render_json}
)


def render(page: Page, form: str) -> str:
    """The page in the form of that name: one of `FORMS`."""
    return FORMS[form](page)
