"""Writing against its budget (design, "Budgets"): an article with its map in 50 ms. `writing.py [--rounds N]`.

Side by side in one run (A B A B …, same facts): the article as a tree with its pictures and as HTML, and what it takes
to put the same number of bytes through the template engine with nothing to decide, so that the ratio tells what the
writing itself costs. The pages are the invented relations of the tests (some twenty claims each) and, to see how the
time grows, one pair with a thousand visits. The time is that of the process on one core. Checking is measured by
`checking.py` and not counted here.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any

import jinja2

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests.writing.conftest import make_documents, make_statements
from tests.writing.invented import PAIRS, SOURCES, make_claims

from comity.checking import check
from comity.kinds import load_vocabulary
from comity.writing import render_html, write_article

BUDGET_MS = 50.0
ON = date(2026, 11, 22)
MANY = 1_000
PLAIN = jinja2.Environment(autoescape=True).from_string("{% for one in parts %}<p>{{ one }}</p>{% endfor %}")


def many_visits(pair: tuple[str, str]) -> list[Any]:
    """A thousand visits one way."""
    sender, host = pair
    return [
        ("a" * 64, f"Visit {number}.", "visit", None, {"sender": [sender], "host": [host], "visitor": [f"N {number}"]},
         {"office": "president"}, f"{1950 + number % 70}-{number % 12 + 1:02}-{number % 28 + 1:02}", "asserted", None)
        for number in range(MANY)
    ]  # fmt: skip


def prepare(pair: tuple[str, str], claims: list[Any]) -> Callable[[], str]:
    """What writes the article on a pair as HTML, all before it done."""
    vocabulary = load_vocabulary()
    documents = make_documents(claims, SOURCES)
    checked = check(list(make_statements(claims, documents)), documents, vocabulary, on=ON)
    return lambda: render_html(write_article(checked, documents, vocabulary, pair, on=ON))


def measure(do: Callable[[], object]) -> float:
    """Milliseconds of one turn."""
    start = time.process_time()
    do()
    return (time.process_time() - start) * 1000


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    pages = [prepare(pair, make_claims(pair, number)) for number, pair in enumerate(PAIRS)]
    texts = [page() for page in pages]
    written, filled = [], []
    for _ in range(rounds):
        for page, text in zip(pages, texts, strict=True):
            parts = [text[start : start + 200] for start in range(0, len(text), 200)]
            written.append(measure(page))
            filled.append(measure(lambda parts=parts: PLAIN.render(parts=parts)))
    big = prepare(PAIRS[0], many_visits(PAIRS[0]))
    size = len(big())
    grown = median(measure(big) for _ in range(rounds))
    middle = median(written)
    kilobytes = sum(map(len, texts)) // len(texts) // 1024
    print(f"article with its map: {middle:.1f} ms in the median, {max(written):.1f} at most (budget {BUDGET_MS:.0f})")
    print(f"  {len(texts)} pages of {kilobytes} KB; {middle / median(filled):.0f} times the template engine alone")
    print(f"{MANY:,} visits: {grown:.0f} ms, {size // 1024:,} KB, {grown / MANY:.2f} ms a fact")
    return int(middle > BUDGET_MS)


if __name__ == "__main__":
    raise SystemExit(main())
