"""Plain text: blocks without a change of a character."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest

SEEDS = Path(__file__).parents[3] / "shared" / "corpora" / "seeds"

LONG = "The two states have had diplomatic relations since 1992 and their presidents have met in many cities since then"


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        pytest.param(f"Relations of A and B\n\n{LONG}.\n", "title paragraph", id="title-and-paragraph"),
        pytest.param(f"{LONG}.", "paragraph", id="one-sentence"),
        pytest.param("Turkey has an embassy in Astana", "paragraph", id="one-line-is-no-title"),
        pytest.param(f"Site\nShare\nA and B\nA and B\n\n{LONG}.", "boilerplate boilerplate title boilerplate paragraph",
                     id="what-stands-above-a-repeated-title"),
        pytest.param(f"T\n\n{LONG}.\n\nVisits\n\n{LONG}.", "title paragraph heading paragraph", id="heading"),
        pytest.param(f"T\n2023-03-27 10:04:11\n\n{LONG}.", "title paragraph paragraph", id="stamp-below-the-title"),
        pytest.param(f"T\n\n{LONG}.\n\nVisits[edit]\n\n{LONG}.\n\nTrade\n\nedit\n\n{LONG}.",
                     "title paragraph heading paragraph heading boilerplate paragraph", id="headings-of-a-wiki"),
        pytest.param(f"T\n\n{LONG}.\nVisits\n{LONG}.", "title paragraph heading paragraph", id="heading-without-gaps"),
        pytest.param(f"T\n\n{LONG}.\n\nVisits\n------\n{LONG}.", "title paragraph heading boilerplate paragraph",
                     id="underlined-heading"),
        pytest.param(f"T\n\n{LONG}.\n\nIn July 2006, the two.[2]\n\n{LONG}.", "title paragraph paragraph paragraph",
                     id="short-sentence-with-mark"),
        pytest.param(f"T\n\n  • Visits 1\n  • Trade 2\n\n{LONG}.", "title boilerplate boilerplate paragraph",
                     id="contents-that-count"),
        pytest.param(f"T\n\nContents\n1 Visits\n2 Trade\n\nVisits\n\n{LONG}.\n\nTrade\n\n{LONG}.",
                     "title boilerplate boilerplate boilerplate heading paragraph heading paragraph",
                     id="contents-that-recur"),
        pytest.param(f"T\n\n{LONG}:\n• trade in 2012\n• energy in 2013", "title paragraph item item",
                     id="items-with-years"),
        pytest.param(f"T\n\n{LONG}:\n\n1. Treaty of 1992\n2. Treaty of 1995", "title paragraph item item",
                     id="numbered-items"),
        pytest.param(f"T\n\n{LONG}.[1]\n\nReferences\n\n1. A. Demir, Visits, 2004.\n2. The Review.",
                     "title paragraph heading reference reference", id="references-under-heading"),
        pytest.param(f'T\n\n{LONG}.[1]\n\n  1. ^ a b "Visits". The Review.', "title paragraph reference",
                     id="reference-by-caret"),
        pytest.param(f"T\n\n{LONG}.\n\nThis is under the Creative Commons Attribution License.\nEdited by peers.\n"
                     "© 2014 Demir Foundation. All rights reserved.",
                     "title paragraph boilerplate boilerplate boilerplate", id="closing"),
        pytest.param(f"T\n\nThe two signed a convention on copyright in 1992.\n\n{LONG}.", "title paragraph paragraph",
                     id="copyright-in-prose"),
        pytest.param("T\n\nDate\tVisitor\n2012\tDemir\n2013\tAydin", "title row row row", id="rows"),
        pytest.param(f"T\n\n{LONG}.\nVisits\nTo Peru\nMay 1992 |\nMinister A |\nJune 1994 |\nMinister B |\n"
                     f"To Ghana\nMay 1996 |\nMinister C |\nMay 1998 |\nMinister D |\n\nAgreements\n\n{LONG}.",
                     "title paragraph heading heading row row heading row row heading paragraph",
                     id="cells-on-lines-of-their-own-under-headings"),
        pytest.param(f"T\n\nMap showing A and B\n\n{LONG}.", "title caption paragraph", id="caption"),
    ],
)  # fmt: skip
def test_blocks(read, text, kinds):
    document = read(text)
    assert " ".join(block.kind for block in document.blocks) == kinds
    assert document.text == text


def test_wrapped_lines_are_one_paragraph(read, words):
    paragraph = f"{LONG}, and their ministers in more of them. They will meet again."
    text = f"Relations\n\n{textwrap.fill(paragraph, 72)}\n\n{textwrap.fill(paragraph, 60)}\n"
    document = read(text)
    assert [block.kind for block in document.blocks] == ["title", "paragraph", "paragraph"]
    assert words(document, document.blocks[1]).count("\n") == 2


def test_a_line_that_begins_with_a_mark_goes_on_with_the_line_before(read, words):
    text = "Peru\nis a member of the United Nations\n, the African Union\n, and others."
    document = read(f"Relations\n\n{text}\n\n, apart\n")
    assert [words(document, block).count("\n") for block in document.blocks[1:]] == [3, 0]


def test_paragraphs_of_a_wrapped_text_end_where_a_sentence_leaves_room(read, words):
    paragraph = f"{LONG}, and their ministers in more of them. They will meet again."
    text = "\n".join(textwrap.fill(paragraph, width) for width in (84, 84, 82))
    document = read(f"Relations\n\n{text}\n")
    paragraphs = [words(document, block) for block in document.blocks[1:]]
    assert [" ".join(one.split()) for one in paragraphs] == [paragraph] * 3


@pytest.mark.parametrize("end", [pytest.param(end, id=repr(end)) for end in ("\n", "\r\n", "\r")])
def test_line_ends_are_kept(read, words, end):
    text = end.join(["A and B", "", LONG + ".", "", "Visits", "", LONG + "."])
    document = read(text)
    assert document.text == text
    assert [words(document, block) for block in document.blocks] == [line for line in text.split(end) if line]


def test_table_has_header_and_cells(read, words):
    document = read("Visits\n\nDate\tVisitor\n2012\tDemir\n2013\tAydin")
    (table,) = document.tables
    assert [words(document, cell) for cell in table.header] == ["Date", "Visitor"]
    assert [[words(document, cell) for cell in row] for row in table.rows] == [["2012", "Demir"], ["2013", "Aydin"]]


def test_rows_below_a_header_and_a_sentence_have_its_columns(read, words):
    document = read(
        "Visits\n\nDate               Visitor              Place\n------------------ -------------------- ---------\n"
        "12–14 March 2007 was spent at sea, as both told the press in Oslo.\n"
        "3 October 2011     Aydin                Nairobi\n"
        "21 February 2014   Demir                Nairobi\n"
    )
    (table,) = document.tables
    assert [words(document, cell) for cell in table.header] == ["Date", "Visitor", "Place"]
    assert [words(document, row[1]) for row in table.rows] == ["Aydin", "Demir"]


def test_page_says_its_licence_publisher_and_date(read):
    document = read(
        f"A and B\nPublished: 4 February 2014\n\n{LONG}.\n\nLast updated on 5 May 2015.\n"
        "Available under the Creative Commons Attribution-ShareAlike License; additional terms may apply.\n"
        "Copyright © 2014 Demir Foundation. All rights reserved."
    )
    source = document.source
    assert (source.published, source.updated) == ("2014-02-04", "2015-05-05")
    assert (source.licence, source.publisher) == ("CC BY-SA", "Demir Foundation")
    assert ("publisher", "copyright line") in document.signals


def test_marks_of_a_table_are_no_title(read):
    document = read("Foreign relations of Norway\n\nChad | 1961 |\n|\nMali | 1962 |\n|\nPeru | 1963 |\n|\n")
    assert document.source.title == "Foreign relations of Norway"
    assert not [block for block in document.blocks if block.kind == "boilerplate"]


@pytest.mark.skipif(not SEEDS.exists(), reason="the shared corpora are not here")
def test_dump_of_an_encyclopaedia_page(read, words):
    text = (SEEDS / "article.txt").read_bytes().decode()
    document = read(text)
    assert document.text == text
    assert {citation.number for citation in document.citations} == {"1", "2"}
    assert [reference.retrieved for reference in document.references] == ["2014-02-04", "2008-10-10"]
    assert [words(document, block) for block in document.blocks if block.kind == "heading"] == [
        "Economic relations", "Strategic cooperation", "See also",
    ]  # fmt: skip
    assert document.blocks[-1].kind == "boilerplate"
