"""A page as PDF by typst: tagged, with bookmarks, links between marks and references, and the map."""

from __future__ import annotations

import json
from importlib import resources
from typing import Any

from comity.model.shown import clean
from comity.model.when import Style
from comity.writing.citation import cite_source, is_web_address
from comity.writing.picture import Picture
from comity.writing.pictures import settable_svg
from comity.writing.tree import Block, Figure, Items, Note, Page, ReferenceEntry, Sentence, Support, TableBlock
from comity.writing.typesetting import typeset


def render_pdf(page: Page) -> bytes:
    """The page as PDF/A-2a and PDF/UA-1; the same page gives the same bytes."""
    template = resources.files("comity.writing").joinpath("templates/page.typ").read_text(encoding="utf-8")
    return typeset(template, {"page": json.dumps(make_data(page), ensure_ascii=False)})


def make_data(page: Page) -> dict[str, Any]:
    """What the template is given: plain text, numbers and addresses."""
    box = page.infobox
    return {
        "form": page.form,
        "title": clean(page.title),
        "description": clean(page.description),
        "on": page.on,
        "notes": [clean(note.text) for note in page.notes],
        "lead": make_block(page.lead),
        "map": None if box is None or box.map is None else make_picture(box.map),
        "box": [] if box is None else [
            {"label": clean(row.label), "values": [make_sentence(value) for value in row.values]} for row in box.rows
        ],
        "sections": [
            {"heading": clean(section.heading), "blocks": [make_block(block) for block in section.blocks]}
            for section in page.sections
        ],
        "see_also": [clean(one.text) for one in page.see_also],
        "references": [make_reference(entry, page.house.dates) for entry in page.references],
    }  # fmt: skip


def make_picture(picture: Picture) -> dict[str, str]:
    """A picture with what it shows in words."""
    return {
        "svg": settable_svg(picture), "alternative": clean(picture.alternative),
        "caption": clean(picture.caption),
    }  # fmt: skip


def make_block(block: Block) -> dict[str, Any]:
    """A block with its type."""
    if isinstance(block, TableBlock):
        header = [clean(head) for head in block.header]
        rows = [{"cells": [clean(cell) for cell in row.cells], "marks": list_marks(row.support)} for row in block.rows]
        return {"type": "table", "caption": clean(block.caption), "header": header, "rows": rows}
    if isinstance(block, Figure):
        return {"type": "figure", "picture": make_picture(block.picture), "marks": list_marks(block.support)}
    kind = "items" if isinstance(block, Items) else "paragraph"
    return {"type": kind, "sentences": [make_sentence(one) for one in block.sentences]}


def make_sentence(one: Sentence | Note) -> dict[str, Any]:
    """A sentence with its marks; a note has none."""
    marks = list_marks(one.support) if isinstance(one, Sentence) else None
    return {"text": clean(one.text), "marks": marks}


def list_marks(support: Support) -> list[int]:
    """The numbers of the references."""
    return list(dict.fromkeys(mark.number for mark in support.marks))


def make_reference(entry: ReferenceEntry, dates: Style) -> dict[str, Any]:
    """A reference in words, with its address where that is one of the web."""
    address = clean(entry.source.address)
    return {
        "number": entry.number,
        "text": " ".join(cite_source(entry.source, dates)),
        "address": address if is_web_address(address) else None,
        "sha256": entry.source.sha256,
    }
