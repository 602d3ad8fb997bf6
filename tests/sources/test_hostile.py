"""Hostile input: doubling it doubles the time, and nothing is raised but what a user can mend."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.errors import SourceError
from comity.sources import Taken, make_document

# The bound is 2.3 in the design; timing on a shared machine is noisy, quadratic time gives 4.
WORST_RATIO = 3.0
SMALL = 6_000

MARKUP = "<html><body>"
REFERENCES = "<html><h2>References</h2><ol><li>"
WIKI = "'''A''' [[B]]\n== H ==\n<ref>x</ref> "
MARKDOWN = "# A\n\n**b** [x](http://y)\n\n"
LETTER = "To: b\nDate: c\nMIME-Version: 1.0\n"
GENERATORS: dict[str, Callable[[int], str]] = {
    "nested-divisions": lambda n: MARKUP + "<div>" * n + "x" + "</div>" * n,
    "nested-bold": lambda n: MARKUP + "<p>" + "<b>x" * n,
    "bold-and-paragraphs": lambda n: MARKUP + "".join(f"<b id=i{i}>" for i in range(n)) + "<p>x" * n,
    "nested-links": lambda n: MARKUP + "<p>" + "<a href=x>y" * n,
    "nested-marks": lambda n: MARKUP + "<p>" + "<a href=#n1>1" * n,
    "nested-superscripts": lambda n: MARKUP + "<p>x" + "<sup>1" * n,
    "superscripts": lambda n: MARKUP + "<p>x" + "<sup>1</sup>" * n,
    "attributes": lambda n: MARKUP + "<p " + " ".join(f"a{i}=1" for i in range(4 * n)) + ">x",
    "classes": lambda n: MARKUP + '<p class="' + "aB " * 4 * n + '">x',
    "nested-tables": lambda n: MARKUP + "<table><tr><td>" * n + "x",
    "spanning-cells": lambda n: MARKUP + "<table>" + "<tr><td rowspan=999 colspan=999>a<td>b" * n,
    "open-tags": lambda n: MARKUP + "<" * 20 * n,
    "comments": lambda n: MARKUP + "<!--" * 10 * n,
    "nested-lists": lambda n: MARKUP + "<ul><li>" * n,
    "headings": lambda n: MARKUP + "<h1>x" * n,
    "marks": lambda n: MARKUP + "<p>" + 'a. B<a href="#cite_note-1">[1]</a>' * n,
    "anchors": lambda n: MARKUP + "".join(f"<p id=x{i}>a<a href=#fn{i}>1</a></p>" for i in range(n)),
    "references": lambda n: REFERENCES + '<li>"x". y. Retrieved 4 May 2010' * n,
    "retrievals": lambda n: REFERENCES + "Retrieved on " * 4 * n,
    "brackets": lambda n: REFERENCES + "(ab c " * 4 * n,
    "style": lambda n: "<html><style>" + ".a{display:none}" * n + "</style><p>x",
    "style-braces": lambda n: "<html><style>" + "{" * 10 * n + "</style><p>x",
    "linked-data": lambda n: '<html><script type="application/ld+json">' + "[" * 10 * n + "</script><p>x",
    "breaks": lambda n: MARKUP + "<p>" + "x<br><br>" * n,
    "copyrights": lambda n: MARKUP + "<footer><p>" + "copyright 2010 " * 10 * n,
    "zero-width": lambda n: MARKUP + "<p>" + "\u200bx" * 4 * n,
    "dots": lambda n: "x" + "." * 20 * n,
    "spaces": lambda n: "x" + " " * 20 * n + "y",
    "plain-marks": lambda n: "x " + "[1]" * n,
    "plain-lines": lambda n: "x\n" * n,
    "plain-items": lambda n: "1. x\n" * n,
    "plain-contents": lambda n: "".join(f"• History {i + 1}\n" for i in range(n)),
    "plain-wrapped": lambda n: ("word " * 12 + "\n") * n,
    "plain-carets": lambda n: "1. ^ " + "a " * 4 * n,
    "plain-quotes": lambda n: "1. ^ " + '"ab ' * 4 * n,
    "plain-punctuation": lambda n: "1. ^ " + "(,. " * 4 * n,
    "plain-initials": lambda n: "x " + "A. " * n + "[1]",
    "plain-numbers": lambda n: "1 " * 10 * n,
    "plain-tabs": lambda n: "a\t" * 10 * n,
    "plain-rule": lambda n: "-" * 4 * n + " a",
    "plain-pipes": lambda n: "a | " * 10 * n,
    "comments-before-text": lambda n: "<!-- -->" * 2 * n + "zz",
    "braces": lambda n: "{{" * 10 * n,
    "wiki-templates": lambda n: WIKI + "{{a|" * n,
    "wiki-closed-templates": lambda n: WIKI + "{{lang|fr|a" * n + "}}" * n,
    "wiki-links": lambda n: WIKI + "[[a|" * n,
    "wiki-addresses": lambda n: WIKI + "[http://a " * n,
    "wiki-notes": lambda n: WIKI + "<ref>" * n,
    "wiki-comments": lambda n: WIKI + "<!--" * n,
    "wiki-tables": lambda n: WIKI + "\n{|\n|-\n|a" * n,
    "wiki-quotes": lambda n: WIKI + "''''' a " * n,
    "markdown-brackets": lambda n: MARKDOWN + "[" * n,
    "markdown-stars": lambda n: MARKDOWN + "**a" * n,
    "markdown-notes": lambda n: MARKDOWN + "".join(f"[^{i}]: x\n\n" for i in range(n)),
    "tei-notes": lambda n: "<TEI><text><p>" + "a<note>b</note>" * n + "</p></text></TEI>",
    "tei-choices": lambda n: "<TEI><p>" + "<choice><sic>a</sic><corr>b</corr></choice>" * n + "</p></TEI>",
    "feed-elements": lambda n: "<feed><entry><content type='xhtml'>" + "<b>x</b>" * n + "</content></entry></feed>",
    "feed-sections": lambda n: "<rss><item><description>" + "<![CDATA[x]]>" * n + "</description></item></rss>",
    "json-keys": lambda n: '{"text": "x"' + "".join(f', "{i}": 1' for i in range(n)) + "}",
    "letter-headers": lambda n: LETTER + "X-a: b\n" * 4 * n + "\ntext",
    "letter-words": lambda n: LETTER + f"Subject: {'=?utf-8?q?a?= ' * n}\n\ntext",
    "letter-brackets": lambda n: LETTER + f"From: {'(' * n}\n\ntext",
}


def seconds_of(text: str) -> float:
    taken = Taken("page", text.encode())
    taken.sha256  # noqa: B018 - hashed before the clock runs
    start = time.process_time()
    make_document(taken)
    return time.process_time() - start


@pytest.mark.growth
@pytest.mark.parametrize("make", [pytest.param(make, id=name) for name, make in GENERATORS.items()])
def test_doubled_input_doubles_the_time(make):
    ratio = WORST_RATIO + 1
    for attempt in range(4):
        size = SMALL << attempt // 2  # twice the largest stays below what one document may have
        once, twice = min(seconds_of(make(size)) for _ in range(2)), min(seconds_of(make(2 * size)) for _ in range(2))
        ratio = twice / max(once, 0.002)
        if ratio <= WORST_RATIO:
            return
    pytest.fail(f"doubling takes {ratio:.1f} times as long")


PIECES = st.sampled_from([
    "<p>", "</p>", "<div hidden>", "</div>", "<table>", "<tr>", "<td>", "</table>", "<a href='#fn1'>", "</a>", "1",
    "<sup>", "</sup>", "[1]", "<li id=fn1>", "<ol>", "</ol>", "<h1>", "</h2>", "<br>", " ", "word", "\n", ".", "<",
    "&amp;", "<b>", "</b>", "<main>", "<nav>", "</nav>", "<caption>", "<th colspan=3 rowspan=2>", "<script>",
    "</script>", "<title>", "</title>", "\u200b", "é", "<time datetime=2010>", "<base href='http://[x'>", "“", "\t",
    " | ", "<h2>References</h2>", "1. ^ a ", "© 2010 ", "<article>", "<style>.a{display:none}", "</style>",
    "<i class=a>",
])  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.booleans(), st.lists(PIECES, max_size=60))
def test_any_mixture_gives_a_sound_document(is_html, pieces):
    text = ("<html>" if is_html else "T ") + "".join(pieces)
    document = make_document(Taken("page", text.encode()))
    assert is_html or document.text == text
    previous = 0
    for block in document.blocks:
        assert previous <= block.start < block.end <= len(document.text)
        previous = block.end
    spans = [citation.claim for citation in document.citations] + [citation.mark for citation in document.citations]
    spans += [reference.evidence for reference in document.references] + [link.evidence for link in document.links]
    spans += [cell for table in document.tables for row in (table.header, *table.rows) for cell in row]
    assert all(document.text[span.start : span.end] for span in spans)
    assert make_document(Taken("page", text.encode())) == document


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_give_a_document_or_an_error_with_the_mend(data):
    with contextlib.suppress(SourceError):
        assert make_document(Taken("page", data)).source.size == len(data)
