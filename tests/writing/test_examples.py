"""The examples in docs/examples: whole pages, whose every quote stands in a page of our own."""

import re
from html import unescape

import pytest

from comity.demo import sample_pages
from comity.intake import read_all
from comity.kinds import load_vocabulary

NAMES = ["kaz-tur", "bol-chl", "isl-ltu"]


@pytest.fixture(scope="module")
def texts(root):
    """The text of each page from which the examples are made."""
    pages = [*(root / "docs" / "examples" / "sources").glob("*.html"), *sample_pages()]
    return " ".join(" ".join(one.document.text.split()) for one in read_all(map(str, pages), load_vocabulary()))


@pytest.mark.parametrize("name", NAMES)
def test_every_quote_stands_in_a_page_of_ours(root, texts, name):
    html = (root / "docs" / "examples" / f"{name}.html").read_text(encoding="utf-8")
    quotes = {unescape(re.sub("<[^>]+>", "", quote)) for quote in re.findall(r"<mark>(.*?)</mark>", html, re.DOTALL)}
    assert len(quotes) > 2
    assert not [quote for quote in quotes if " ".join(quote.split()) not in texts]


@pytest.mark.parametrize("name", NAMES)
def test_links_lead_somewhere(root, name):
    html = (root / "docs" / "examples" / f"{name}.html").read_text(encoding="utf-8")
    assert set(re.findall(r'href="#([^"]+)"', html)) <= set(re.findall(r'id="([^"]+)"', html))


@pytest.mark.parametrize("name", NAMES)
def test_each_has_its_brief(root, name):
    assert "Sources" in (root / "docs" / "examples" / f"{name}-brief.txt").read_text(encoding="utf-8")
