"""What a page says of itself, and where."""

from __future__ import annotations

import pytest

PAGE = "<html><head>{head}</head><body>{top}<h1>Relations of A and B</h1><p>They are good.</p>{end}</body></html>"


def linked_data(properties: str) -> str:
    return f'<script type="application/ld+json">{{"@type": "Article", {properties}}}</script>'


@pytest.mark.parametrize(
    ("head", "end", "name", "value", "where"),
    [
        pytest.param("<title>Relations of A and B | Site</title>", "", "title", "Relations of A and B", "h1", id="h1"),
        pytest.param("<title>Relations of A and B | The Site</title>", "", "publisher", "The Site", "title",
                     id="site-behind-title"),
        pytest.param('<meta property="og:site_name" content="The Site">', "", "publisher", "The Site",
                     "meta og:site_name", id="site-name"),
        pytest.param(linked_data('"publisher": {"name": "The Press"}'), "", "publisher", "The Press",
                     "JSON-LD publisher", id="linked-publisher"),
        pytest.param(linked_data('"datePublished": "2014-02-04T10:00:00+03:00"'), "", "published", "2014-02-04",
                     "JSON-LD datePublished", id="linked-date"),
        pytest.param('<script type="application/ld+json">{"@graph": [{"dateModified": "2015"}]}</script>', "",
                     "updated", "2015", "JSON-LD dateModified", id="linked-graph"),
        pytest.param('<meta name="author" content="Ayla Demir">', "", "author", "Ayla Demir", "meta author",
                     id="author"),
        pytest.param('<meta name="DC.date" content="4 February 2014">', "", "published", "2014-02-04", "meta dc.date",
                     id="dublin-core"),
        pytest.param("", "<p>Last updated: 5 May 2015</p>", "updated", "2015-05-05", "text", id="last-updated"),
        pytest.param("", "<footer>This page was last edited on 3 March 2012, at 10:00.</footer>", "updated",
                     "2012-03-03", "text", id="last-edited"),
        pytest.param("", "<p>Published on <time class=published datetime='2014-02-04T10:00'>Tuesday</time>",
                     "published", "2014-02-04", "time element", id="time"),
        pytest.param("", "<footer>© 2014–2016 Ministry of A. All rights reserved.</footer>", "publisher",
                     "Ministry of A", "copyright line", id="copyright"),
        pytest.param("", "<footer><a rel=license href='https://creativecommons.org/licenses/by/4.0/'>x</a></footer>",
                     "licence", "CC BY 4.0", "link rel=license", id="licence-link"),
        pytest.param("", "<footer>All content is available under the Open Government Licence v3.0, except where "
                     "otherwise stated. © Crown copyright</footer>", "licence", "OGL 3.0", "text", id="licence-text"),
        pytest.param("<html lang=tr>", "", "language", "tr", "html lang", id="language"),
        pytest.param('<meta property="og:locale" content="en_GB">', "", "language", "en-GB", "meta og:locale",
                     id="locale"),
    ],
)  # fmt: skip
def test_property_and_where_it_stands(read, head, end, name, value, where):
    document = read(PAGE.format(head=head, top="", end=end))
    assert getattr(document.source, name) == value
    assert dict(document.signals)[name] == where


@pytest.mark.parametrize("name", ["publisher", "author", "author_state", "published", "updated", "language", "licence"])
def test_what_is_not_stated_is_not_set(read, name):
    page = PAGE.format(head="<title>News</title>", top="", end="<p>On 4 May 2012 the copyright law changed.</p>")
    assert getattr(read(page).source, name) is None


@pytest.mark.parametrize(
    "head",
    [
        pytest.param(linked_data('"datePublished": "03/04/2014"'), id="two-readings"),
        pytest.param(linked_data('"datePublished": "2014-13-40"'), id="no-such-day"),
        pytest.param('<script type="application/ld+json">{"datePublished": </script>', id="broken-json"),
        pytest.param('<script type="application/ld+json">' + "[" * 100_000 + "</script>", id="deep-json"),
        pytest.param('<meta name="date" content="">', id="empty"),
    ],
)
def test_date_is_never_invented(read, head):
    assert read(PAGE.format(head=head, top="", end="")).source.published is None


def test_ministry_speaks_for_its_state(read):
    page = PAGE.format(head='<meta name="publisher" content="Turkish Ministry of Foreign Affairs">', top="", end="")
    assert read(page).source.author_state == "TUR"
