"""Pages in their forms: whole, self-contained, with references that lead there and back."""

import json
import re
from html.parser import HTMLParser

import pytest

from comity.writing import BINARY_FORMS, FORMS, render, render_html, render_markdown, render_text
from comity.writing.tree import Figure, TableBlock


class Ids(HTMLParser):
    """Notes the places of a page, and the places to which it links."""

    def __init__(self):
        super().__init__()
        self.places, self.links, self.sources = [], [], []

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        self.places += [given["id"]] if "id" in given else []
        self.links += [given["href"][1:]] if given.get("href", "").startswith("#") else []
        self.sources += [given[name] for name in ("src", "data", "srcset") if name in given]


def blocks(page, kind):
    return [block for section in page.sections for block in section.blocks if isinstance(block, kind)]


def proven_in(pieces):
    return {fact for one in pieces for fact in one.support.facts}


def read_ids(text):
    ids = Ids()
    ids.feed(text)
    return ids


@pytest.mark.parametrize("which", ["article", "brief"])
def test_html_links_lead_somewhere(request, which):
    ids = read_ids(render_html(request.getfixturevalue(which)))
    assert set(ids.links) <= set(ids.places)
    assert len(ids.places) == len(set(ids.places))
    assert {place for place in ids.places if place.startswith("cite-")} <= set(ids.links)


def test_html_fetches_nothing_and_runs_nothing(article):
    text = render_html(article)
    assert not read_ids(text).sources
    assert "<script" not in text
    assert "url(" not in text
    assert "@import" not in text
    assert "default-src 'none'" in text


def test_every_sentence_opens_to_its_quotes(article):
    text = render_html(article)
    pieces = [*article.sentences(), *(row for block in blocks(article, TableBlock) for row in block.rows)]
    figures = [block for block in blocks(article, Figure) if set(block.support.facts) - proven_in(pieces)]
    assert text.count('<details class="why">') == len(pieces) + len(figures)
    assert "Flag this" in text
    assert "mailto:?subject=" in text


@pytest.mark.parametrize("words", [
    pytest.param("prefers-color-scheme: dark", id="dark"),
    pytest.param("@media print", id="print"),
    pytest.param('name="viewport"', id="phone"),
    pytest.param('role="img"', id="map has a text"),
    pytest.param('<html lang="en">', id="language"),
])  # fmt: skip
def test_html_is_made_for_all_readers(article, words):
    assert words in render_html(article)


def test_markdown_references_lead_there_and_back(article):
    text = render_markdown(article)
    places = re.findall(r'<a id="([^"]+)">', text)
    links = re.findall(r"\]\(#([^)]+)\)", text)
    assert len(places) == len(set(places))
    assert set(links) == set(places)


@pytest.mark.parametrize("which", ["article", "brief"])
def test_text_fits_its_width(request, which):
    lines = render_text(request.getfixturevalue(which), width=80).splitlines()
    assert max(map(len, lines)) <= 80
    assert "Sources" in lines


@pytest.mark.parametrize("form", sorted(FORMS.keys() - BINARY_FORMS))
def test_no_form_holds_what_is_no_word(article, form):
    text = render(article, form)
    assert text.endswith("\n") or form == "html"
    assert not re.search(r"\bNone\b|Undefined|\{[a-z_]+\}|object at 0x", text.replace("{'", ""))


def test_json_is_the_tree(article):
    form = json.loads(render(article, "json"))
    assert form["title"] == article.title
    assert [section["heading"] for section in form["sections"]] == [one.heading for one in article.sections]
    assert {block["type"] for section in form["sections"] for block in section["blocks"]} == {
        "paragraph", "items", "tableblock", "figure",
    }  # fmt: skip
