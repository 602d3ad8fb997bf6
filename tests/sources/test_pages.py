"""HTML pages: blocks, tables, links, citations, and what is not read."""

from __future__ import annotations

import pytest

PROSE = "The two states have had diplomatic relations since 1992, and their presidents have met in many cities."


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        pytest.param("<p>one\n  two&nbsp;three</p>", "one two three", id="white-space"),
        pytest.param("<p>one<p>two", "one\n\ntwo", id="open-paragraphs"),
        pytest.param("<div>one<div>two</div>three</div>", "one\n\ntwo\n\nthree", id="divisions"),
        pytest.param("<p>one<br>two<br><br>three", "one\ntwo\n\nthree", id="breaks"),
        pytest.param("<p>o<b>n</b>e <i>two</i>, three", "one two, three", id="inline"),
        pytest.param("<p><b>one<p>two</b>three", "one\n\ntwothree", id="bold-over-paragraphs"),
        pytest.param("<ul><li>one<ul><li>two</ul><li>three</ul>", "one\ntwo\nthree", id="nested-list"),
        pytest.param("<dl><dt>one<dd>two<dt>three</dl>", "one: two\nthree", id="definitions"),
        pytest.param("<p>10<sup>6</sup> people, 5 km<sup>2</sup>", "10⁶ people, 5 km²", id="powers"),
        pytest.param("<p>on the 1<sup>st</sup> of May", "on the 1st of May", id="ordinals"),
        pytest.param("<p>on <time datetime='2012-05-04'>4 May</time>", "on 4 May", id="time"),
        pytest.param("<p>Er&shy;do\u200bğan\u202e", "Erdoğan", id="invisible-characters"),
        pytest.param("<p>می\u200cخواهد", "می\u200cخواهد", id="joiners-stay"),
        pytest.param("<p>a<span hidden>b</span><span style='display: none'>c</span>d", "ad", id="hidden"),
        pytest.param("<p>a<span class=x>b</span>c<style>.y{display:none}</style><i class=y>d</i>", "abc", id="style"),
        pytest.param("<style>@media print{.x{display:none}}</style><p>a<i class=x>b</i>", "ab", id="print-style"),
        pytest.param("<p hidden>a<p>b", "b", id="hidden-paragraph"),
        pytest.param("<div hidden>a<span>b</span>c<p>d</p>e</div>f", "f", id="hidden-nest"),
        pytest.param("<p>a<!-- b -->c<script>d</script><template>e</template><noscript>f</noscript>", "ac", id="code"),
        pytest.param("<p>a<svg><title>b</title><text>c</text></svg>d", "ad", id="drawing"),
        pytest.param("<p>a</div></span></td>b", "ab", id="stray-end-tags"),
        pytest.param("<head><title>T</title><p>a", "a", id="open-head"),
        pytest.param("<p>a<a name=x />b", "ab", id="self-closed-anchor"),
        pytest.param("<h2>Visits [<a href=e>edit</a>]</h2>", "Visits", id="edit-link"),
        pytest.param("<p>1 &lt; 2 &amp; 3 &#8217;", "1 < 2 & 3 ’", id="entities"),
    ],
)
def test_text_is_normalised(read, markup, text):
    assert read(f"<html>{markup}").text == text


def test_hidden_characters_are_counted(read):
    assert read("<p>a<span hidden>bc d</span>\u200b<script>xyz</script>").hidden == 4


@pytest.mark.parametrize(
    ("markup", "rows"),
    [
        pytest.param("<table><tr><th>When<th>Who<tr><td>2012<td>Demir</table>", [["When", "Who"], ["2012", "Demir"]],
                     id="open-cells"),
        pytest.param("<table><tr><th>When<th>Who<tr><td rowspan=2>2012<td>Demir<tr><td>Aydin</table>",
                     [["When", "Who"], ["2012", "Demir"], ["2012", "Aydin"]], id="rowspan"),
        pytest.param("<table><tr><th>a<th>b<tr><td colspan=2>c<tr><td>d<td>e</table>",
                     [["a", "b"], ["c", "c"], ["d", "e"]], id="colspan"),
        pytest.param("<table><tr><th>a<th>b<tr><td><p>c</p><p>d</p><td></table>", [["a", "b"], ["c d", " "]],
                     id="paragraphs-and-empty-cell"),
        pytest.param("<table><thead><tr><th>a<th>b</thead><tbody><tr><td>c<br>d<td><a href=x>e</a></table>",
                     [["a", "b"], ["c d", "e"]], id="sections"),
    ],
)  # fmt: skip
def test_table(read, words, markup, rows):
    document = read(f"<html>{markup}")
    (table,) = document.tables
    assert [[words(document, cell) for cell in row] for row in (table.header, *table.rows)] == rows
    assert {block.kind for block in document.blocks} == {"row"}


def test_table_has_its_caption(read, words):
    document = read("<html><table><caption>Visits</caption><tr><th>a<th>b<tr><td>c<td>d</table>")
    assert document.tables[0].caption is not None
    assert words(document, document.tables[0].caption) == "Visits"
    assert document.text == "Visits\n\na | b\nc | d"


@pytest.mark.parametrize(
    "markup",
    [
        pytest.param("<table><tr><td><h2>a</h2><p>b<td>c</table>", id="heading-in-cell"),
        pytest.param("<table><tr><td>a<tr><td>b</table>", id="one-column"),
        pytest.param("<table role=presentation><tr><td>a<td>b</table>", id="role"),
        pytest.param("<table><tr><td>a<table><tr><td>b</table><td>c</table>", id="nested"),
    ],
)
def test_layout_is_no_table(read, markup):
    document = read(f"<html>{markup}")
    assert document.tables == ()
    assert "|" not in document.text


MARKED = """<html><h1>A and B</h1><p>A met B.{mark} They agreed.</p>
<h2>Notes</h2><ol class=references><li id="cite_note-1">
<span class=mw-cite-backlink>^ <a href="#cite_ref-1">a</a></span>
<a href="https://mfa.example/x">"Relations of A and B"</a>. Ministry of A. Retrieved 4 February 2014.</li></ol>"""


@pytest.mark.parametrize(
    "mark",
    [
        pytest.param('<sup class=reference><a href="#cite_note-1"><span>[</span>1<span>]</span></a></sup>', id="wiki"),
        pytest.param('<sup><a href="#cite_note-1">1</a></sup>', id="raised"),
        pytest.param('[<a href="#cite_note-1">1</a>]', id="brackets-outside"),
        pytest.param('<a href="page.html#cite_note-1">[1]</a>', id="saved-page"),
        pytest.param('<a role=doc-noteref href="#cite_note-1">1</a>', id="role"),
        pytest.param("<sup>1</sup>", id="without-link"),
        pytest.param("<sup>[1]</sup>", id="bracket-without-link"),
    ],
)
def test_mark_leads_to_its_reference(read, words, mark):
    document = read(MARKED.format(mark=mark))
    (citation,), (reference,) = document.citations, document.references
    assert (words(document, citation.claim), words(document, citation.mark)) == ("A met B.", "[1]")
    assert (citation.number, reference.number) == ("1", "1")
    assert (reference.title, reference.publisher) == ("Relations of A and B", "Ministry of A")
    assert (reference.url, reference.retrieved) == ("https://mfa.example/x", "2014-02-04")


def test_notes_in_a_footer_are_references(read):
    note = "<footer><p id=fn7>The Review, 2004.</p></footer>"
    document = read(f'<html><p>A met B.<sup><a href="#fn7">7</a></sup></p>{note}')
    assert [reference.number for reference in document.references] == ["7"]


def test_links_are_resolved(read, words):
    document = read("<html><p>See <a href='/visits'>the visits</a>.", address="https://mfa.example/en/page")
    assert [(words(document, link.evidence), link.url) for link in document.links] == [
        ("the visits", "https://mfa.example/visits")
    ]


@pytest.mark.parametrize(
    "furniture",
    [
        pytest.param("<nav><p>X</p></nav>", id="nav"),
        pytest.param("<footer>X</footer>", id="footer"),
        pytest.param("<header><p>X</p></header>", id="header"),
        pytest.param("<div role=navigation>X</div>", id="role"),
        pytest.param("<div class=cookie-banner>X</div>", id="cookie-class"),
        pytest.param("<div class=siteFooter>X</div>", id="camel-case-class"),
        pytest.param("<div id=toc>X</div>", id="contents"),
        pytest.param("<aside>X</aside>", id="aside"),
        pytest.param("<p>We use cookies. X", id="cookie-notice"),
        pytest.param("<ul><li><a href=a>X</a><li><a href=b>Y</a><li><a href=c>Z</a></ul><p>.", id="menu"),
    ],
)
def test_furniture_is_boilerplate(read, words, furniture):
    document = read(f"<html><body>{furniture}<div class='foreign-relations'><h1>Relations</h1><p>{PROSE}</p></div>")
    kinds = {words(document, block): block.kind for block in document.blocks}
    assert {kind for text, kind in kinds.items() if "X" in text} == {"boilerplate"}
    assert kinds[PROSE] == "paragraph"
    assert kinds["Relations"] == "title"


@pytest.mark.parametrize(
    "markup",
    [
        pytest.param("<div class=sidebar><p>{}</p><p>{}</p></div>", id="weak-class-holds-all"),
        pytest.param("<main></main><p>{}</p><p>{}</p>", id="empty-main"),
        pytest.param("<article><p>{}</p></article><article><p>{}</p></article>", id="two-articles"),
        pytest.param("<article><header><p>{}</p></header><p>{}</p></article>", id="header-of-an-article"),
        pytest.param("<div id=social-ties class=section><p>{}</p><p>{}</p></div>", id="section"),
    ],
)
def test_text_is_no_boilerplate(read, markup):
    document = read("<html><body><h1>T</h1>" + markup.format(PROSE, PROSE[::-1]))
    assert [block.kind for block in document.blocks] == ["title", "paragraph", "paragraph"]


def test_nothing_is_lost_in_deep_nesting(read):
    document = read("<html>" + "<div>" * 100_000 + "deep <b>words</b>" + "</div>" * 100_000 + "<p>end")
    assert document.text == "deep words\n\nend"
