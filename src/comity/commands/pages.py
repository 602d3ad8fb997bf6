"""A written page in the form that was asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from comity import writing

if TYPE_CHECKING:
    from comity.writing import Page


def render(page: Page, form: str) -> str:
    """The page as HTML, Markdown, text for the terminal, or JSON (the tree itself)."""
    renderers = {
        "html": writing.render_html,
        "md": writing.render_markdown,
        "text": writing.render_text,
        "json": writing.render_json,
    }
    return renderers[form](page)
