"""Writes docs/examples: an article and a brief on each of three pairs, from pages that we wrote ourselves.

    python scripts/make_examples.py

In: docs/examples/sources and the two sample pages of the program. Out: PAIR.html and PAIR-brief.txt.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import comity
from comity.demo import sample_pages
from comity.writing import render

HERE = Path(__file__).parent.parent / "docs" / "examples"
ON = "2026-11-22"
PAIRS = {
    ("KAZ", "TUR"): sample_pages(),
    ("BOL", "CHL"): [HERE / "sources" / "bolivia-chile-review.html", HERE / "sources" / "bolivia-chile-notes.html"],
    ("ISL", "LTU"): [HERE / "sources" / "iceland-lithuania.html"],
}


def main() -> None:
    for pair, pages in PAIRS.items():
        with tempfile.TemporaryDirectory() as folder, comity.open(Path(folder) / "comity.db") as record:
            for page in pages:
                copy = Path(folder) / page.name
                copy.write_bytes(page.read_bytes())
                record.read(copy)
            name = "-".join(pair).lower()
            (HERE / f"{name}.html").write_text(render(record.article(*pair, on=ON), "html"), encoding="utf-8")
            brief = render(record.brief(*pair, on=ON, since="2012-01-01"), "text")
            (HERE / f"{name}-brief.txt").write_text(brief.replace(f"{folder}/", ""), encoding="utf-8")


if __name__ == "__main__":
    main()
