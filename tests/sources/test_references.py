"""Entries of lists of references."""

from __future__ import annotations

import pytest

from comity.sources.references import find_number, is_reference_heading, parse_entry


@pytest.mark.parametrize(
    ("entry", "parts"),
    [
        pytest.param('"Relations of A and B". Ministry of Foreign Affairs of A. Retrieved 4 February 2014.',
                     {"title": "Relations of A and B", "publisher": "Ministry of Foreign Affairs of A",
                      "retrieved": "2014-02-04"}, id="page"),
        pytest.param('Demir, Ayla (7 May 2006). "Two neighbours". The Review (Ankara Institute) 3 (22). '
                     "Retrieved 10 October 2008.",
                     {"title": "Two neighbours", "author": "Demir, Ayla", "publisher": "Ankara Institute",
                      "published": "2006-05-07", "retrieved": "2008-10-10"}, id="periodical-with-publisher"),
        pytest.param("“Visit to Astana”, The Daily, 5 May 2010, https://example.org/a.",
                     {"title": "Visit to Astana", "publisher": "The Daily", "published": "2010-05-05",
                      "url": "https://example.org/a"}, id="commas-and-address"),
        pytest.param("Demir, A. (2004). Two neighbours. Ankara Press.",
                     {"title": "Two neighbours", "author": "Demir, A", "publisher": "Ankara Press",
                      "published": "2004"}, id="book"),
        pytest.param("Embassy of Peru in Oslo. Bilateral relations. March 2012.",
                     {"title": "Bilateral relations", "publisher": "Embassy of Peru in Oslo", "published": "2012-03"},
                     id="organ-first"),
        pytest.param('"Embassies". Ministry. Archived from the original on 3 May 2010. Retrieved 4 June 2011.',
                     {"title": "Embassies", "publisher": "Ministry", "retrieved": "2011-06-04"}, id="archived"),
        pytest.param('U.S. Department of State. "Note: B". March 2007.',
                     {"title": "Note: B", "publisher": "U.S. Department of State", "published": "2007-03"},
                     id="organ-before-title"),
        pytest.param("ibid.", {"title": "ibid"}, id="word"),
    ],
)  # fmt: skip
def test_parts_of_an_entry(entry, parts):
    read = parse_entry(entry)
    assert {name: value for name in read.__slots__ if (value := getattr(read, name)) is not None} == parts


@pytest.mark.parametrize(
    ("line", "number", "words"),
    [
        pytest.param("  1. ^ a b Words", "1", "Words", id="letters"),
        pytest.param("2. ↑ 2.0 2.1 Words", "2", "Words", id="numbers"),
        pytest.param("3. ^ A visit", "3", "A visit", id="capital-is-a-word"),
        pytest.param("3. ^ b visit", "3", "b visit", id="letters-begin-with-a"),
        pytest.param("[12] Words", "12", "Words", id="brackets"),
        pytest.param("^ Words", "", "Words", id="caret-only"),
    ],
)
def test_number_of_an_entry(line, number, words):
    found = find_number(line)
    assert found is not None
    assert (found[0], line[found[1] :]) == (number, words)


def test_prose_has_no_number():
    assert find_number("In 1992 they met.") is None


@pytest.mark.parametrize("heading", ["References", "6. Notes", "Kaynakça", "Références", "Einzelnachweise:"])
def test_headings_of_lists(heading):
    assert is_reference_heading(heading)
