"""Words that a pattern needs: where they stand nowhere, it matches nowhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from comity.kinds import load_vocabulary
from comity.reading.cues import Cue, Lexicon, compile_lexicon
from comity.reading.needed import PatternFinder, Sought, needed_words
from comity.reading.nouns import fold_case

CASES = Path(__file__).parents[1] / "cases"


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        pytest.param("sign(?:ed|s)", {"sign"}, id="what stands before a choice"),
        pytest.param("(?:embass|consul)", {"embass", "consul"}, id="each of a choice"),
        pytest.param("(?:embassy|.)", set(), id="a choice that matches anything"),
        pytest.param("(?:very )?old", {"old"}, id="what may be left out"),
        pytest.param(r"\w+ed", {"ed"}, id="behind a class of letters"),
        pytest.param(r"\d{4}", set(), id="no letter"),
        pytest.param("(?!signed)x", set(), id="what must not stand there"),
        pytest.param("(?-i:Accession) to", {"accession"}, id="in small letters"),
        pytest.param("re-opened", {"re opened"}, id="a hyphen as a blank"),
    ],
)
def test_words_of_a_pattern(pattern, words):
    assert needed_words(re.compile(pattern, re.IGNORECASE)) == words


def list_cues(lexicon: Lexicon) -> Iterator[Cue]:
    """The cues that a noun, an office or a heading calls up."""
    for cues in (*lexicon.by_noun.values(), *lexicon.figures.values(), lexicon.offices, lexicon.headed):
        yield from cues
    for of_lemma in lexicon.by_lemma.values():
        yield from (cue for _, cue, _ in of_lemma.all)


def test_no_match_of_the_vocabulary_lacks_a_word_that_it_needs():
    lexicon = compile_lexicon(load_vocabulary())
    asked: dict[str, set[Sought]] = {}
    for cue in list_cues(lexicon):
        asked.setdefault(cue.kind, set()).update(filter(None, (cue.needs, cue.unless)))
    matched = 0
    for kind, patterns in asked.items():
        cases = yaml.safe_load((CASES / f"{kind}.yaml").read_text(encoding="utf-8"))
        for text in (str(case.get("text") or "") for case in cases):
            found = [one for one in patterns if one.search(text) is not None]
            matched += len(found)
            assert [one.pattern.pattern for one in found if one.is_out(fold_case(text))] == []
    assert matched > len(asked)


def test_patterns_are_found_in_one_pass_as_each_by_itself():
    patterns = {"two": re.compile(r"\b(?:two|both) countries\b"), "year": re.compile(r"\b\d{4}\b")}
    text = f"Both of them. {'And on. ' * 60}The two countries met in 1992, both countries again in 1995."
    found = sorted((name, match.start()) for name, match in PatternFinder(patterns).find(text, fold_case(text)))
    assert found == sorted((name, match.start()) for name, one in patterns.items() for match in one.finditer(text))
