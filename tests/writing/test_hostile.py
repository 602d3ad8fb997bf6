"""Whatever a source says, a page shows it as text: no markup, no link that runs, no escape of the terminal."""

import json
import re
from html.parser import HTMLParser

import pytest
from markdown_it import MarkdownIt

from comity.writing import render_html, render_json, render_markdown, render_text

STRINGS = [
    pytest.param("<script>alert(1)</script>", id="script"),
    pytest.param("\"><img src=x onerror=alert(1)>", id="attribute"),
    pytest.param("' onmouseover='alert(1)", id="quote"),
    pytest.param("</style><svg onload=alert(1)>", id="style"),
    pytest.param("{{ 7 * 7 }}{% raw %}", id="template"),
    pytest.param("[click](javascript:alert(1))", id="markdown link"),
    pytest.param("![x](http://evil.example/x.png)", id="markdown image"),
    pytest.param("javascript:alert(1)", id="script address"),
    pytest.param("a | b\n| --- |\n# heading\n```", id="markdown blocks"),
    pytest.param("\x1b[31mred\x1b]0;title\x07\x00", id="terminal"),
    pytest.param("\u202egnp.exe", id="direction"),
    pytest.param("<!-- --><![CDATA[x]]>", id="comment"),
    pytest.param("&lt;b&gt; &amp; &#60;i&#62;", id="entities"),
    pytest.param("www.evil.example <http://evil.example>", id="bare address"),
]  # fmt: skip
ALLOWED = {
    "html", "head", "meta", "title", "style", "body", "div", "header", "h1", "h2", "p", "main", "span", "sup", "a",
    "details", "summary", "b", "blockquote", "mark", "footer", "code", "aside", "figure", "svg", "rect", "path",
    "circle", "text", "figcaption", "dl", "dt", "dd", "nav", "ol", "ul", "li", "section", "table", "caption", "thead",
    "tbody", "tr", "th", "td",
}  # fmt: skip


class Walker(HTMLParser):
    """Notes elements, their attributes and addresses, and checks that each end has its beginning."""

    EMPTY = frozenset({"meta", "input", "br"})

    def __init__(self):
        super().__init__()
        self.tags, self.attributes, self.addresses, self.open = set(), set(), [], []
        self.ids = []

    def handle_starttag(self, tag, attributes):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attributes}
        self.addresses += [value for name, value in attributes if name in ("href", "src")]
        self.ids += [value for name, value in attributes if name == "id"]
        if tag not in self.EMPTY:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        if tag not in self.EMPTY:
            self.open.pop()

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def walk(text):
    walker = Walker()
    walker.feed(text)
    walker.close()
    assert not walker.open
    return walker


def make_hostile(make_page, string, form):
    """A page in which the string stands wherever a source can put it."""
    sha256 = "d" * 64
    claims = [
        (sha256, f"Said: {string}", "visit", None, {"sender": ["KAZ"], "host": ["TUR"], "visitor": [string]},
         {"office": "president"}, "2012-10-11", "asserted", None),
        (sha256, f"Signed: {string}", "agreement", "signed", {"between": ["KAZ", "TUR"], "city": [string]},
         {"title": string, "subject": string}, None, "asserted", None),
        (sha256, f"Made: {string}", "project", "started", {"between": ["KAZ", "TUR"]}, {"name": string}, None,
         "asserted", None),
    ]  # fmt: skip
    source = {"title": string, "publisher": string, "author": string, "licence": string, "address": string}
    return make_page(claims, {sha256: source}, form=form)


@pytest.mark.parametrize("form", ["article", "brief"])
@pytest.mark.parametrize("string", STRINGS)
def test_html_is_inert(make_page, string, form):
    walker = walk(render_html(make_hostile(make_page, string, form)))
    assert walker.tags <= ALLOWED
    assert not {name for name in walker.attributes if name.startswith("on")}
    assert all(re.match(r"(?:#|mailto:\?|https?://)", address) for address in walker.addresses)
    assert len(walker.ids) == len(set(walker.ids))


@pytest.mark.parametrize("string", STRINGS)
def test_markdown_is_inert(make_page, string):
    text = render_markdown(make_hostile(make_page, string, "article"))
    html = MarkdownIt("commonmark", {"html": True, "linkify": False}).enable("table").render(text)
    addresses = re.findall(r'(?:href|src)="([^"]*)"', html)
    assert all(address.startswith("#") for address in addresses)
    assert not re.search(r"<(?:script|img|svg|style)\b", html)
    tags = set(re.findall(r"<([a-zA-Z][\w-]*)", html))
    assert tags <= {"h1", "h2", "p", "em", "strong", "a", "ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td",
                    "br", "code"}  # fmt: skip


@pytest.mark.parametrize("string", STRINGS)
def test_text_cannot_steer_the_terminal(make_page, string):
    text = render_text(make_hostile(make_page, string, "brief"))
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", text)


@pytest.mark.parametrize("string", STRINGS)
def test_json_keeps_what_was_said(make_page, string):
    form = json.loads(render_json(make_hostile(make_page, string, "article")))
    assert any(string.strip() in quote["quote"] for proof in form["proofs"].values() for quote in proof["quotes"])
