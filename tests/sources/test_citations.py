"""Claims before citation marks."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        pytest.param("Ankara met Baku.[1]", [("1", "Ankara met Baku.")], id="after-the-stop"),
        pytest.param("Ankara met Baku[1].", [("1", "Ankara met Baku")], id="before-the-stop"),
        pytest.param("Ankara met Baku.[1] Cairo met Delhi.[2]",
                     [("1", "Ankara met Baku."), ("2", "Cairo met Delhi.")], id="two-sentences"),
        pytest.param("Ankara met Baku. Cairo met Delhi.[2]", [("2", "Cairo met Delhi.")], id="only-the-last-sentence"),
        pytest.param("Ankara met Baku,[1] and Cairo met Delhi.[2]",
                     [("1", "Ankara met Baku,"), ("2", "and Cairo met Delhi.")], id="clauses"),
        pytest.param("Ankara met Baku.[1][2]",
                     [("1", "Ankara met Baku."), ("2", "Ankara met Baku.")], id="side-by-side"),
        pytest.param("Mr. Demir of the U.S. State Dept. met J. Aydin.[3]",
                     [("3", "Mr. Demir of the U.S. State Dept. met J. Aydin.")], id="abbreviations"),
        pytest.param("It grew by 3.5 per cent.[note 2]", [("note 2", "It grew by 3.5 per cent.")], id="note"),
        pytest.param("He said [sic] in [1992] so.", [], id="insertions"),
        pytest.param("[1] Ankara met Baku.", [], id="number-of-the-block"),
    ],
)  # fmt: skip
def test_claim_of_a_mark(read, words, text, claims):
    document = read(text)
    assert [(citation.number, words(document, citation.claim)) for citation in document.citations] == claims


def test_marks_of_entries_are_no_citations(read):
    document = read("A and B\n\nAnkara met Baku.[1]\n\nReferences\n\n1. Demir, see also.[2]")
    assert [citation.number for citation in document.citations] == ["1"]
