"""What holds for every page: evidence lies in the text, nothing is raised, nothing depends on chance or order."""

import contextlib
import hashlib
import json
import os
import random
import re
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from time import process_time

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import comity.demo
from comity.errors import SourceError
from comity.kinds import load_vocabulary
from comity.model import Document
from comity.reading import read
from comity.sources import Taken, make_document

VOCABULARY = load_vocabulary()
PAGES = sorted(Path(comity.demo.__file__).parent.glob("*.html"))
CASES = Path(__file__).parents[1] / "cases"
# COMITY_TEST_MUTANTS=10000 reads as many mutated pages.
MUTANTS = int(os.environ.get("COMITY_TEST_MUTANTS", "300"))
WORDS = (
    "Turkey Kazakhstan Turkish Kazakh Ankara the two countries both sides it he his President Minister of Foreign "
    "Affairs Ahmet Demir ambassador embassy treaty visit visited opened signed recognised established relations "
    "appointed was were to in on at by from with between and or , ; : . ( ) [1] – — ' 's \" “ ” | \n \n\n 1992 "
    "3 May 1992 2010s since until USD 3.1 billion 5% 2nd first not planned will would United Nations UN joined "
    "exports trade respectively which who that after before because – if no İ é \u0301 \u202e \u200b \x00 \ufffd ﬁ ß"
).split(" ")


def read_page(data: bytes) -> tuple[Document, list[str]]:
    """The document of a page and its statements as lines."""
    document = make_document(Taken("page.html", data))
    return document, [json.dumps(one.to_json(), sort_keys=True) for one in read(document, VOCABULARY)]


def read_lines(path: Path) -> list[str]:
    """The statements of a page; what another process is asked for."""
    return read_page(path.read_bytes())[1]


def assert_readable(data: bytes) -> None:
    """Read what sources take; what they refuse they refuse with a message of their own."""
    with contextlib.suppress(SourceError):
        assert_in_text(make_document(Taken("page.html", data)))


def assert_in_text(document: Document) -> None:
    for statement in read(document, VOCABULARY):
        start, end = statement.evidence.start, statement.evidence.end
        assert 0 <= start < end <= len(document.text)
        assert statement.quote == document.text[start:end]
        assert statement.quote.strip() == statement.quote
        assert statement.source == document.source.sha256


@given(st.lists(st.sampled_from(WORDS), max_size=120).map(" ".join))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
def test_evidence_lies_in_text_of_its_words(text):
    assert_readable(text.encode())


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=400))
@settings(max_examples=100, deadline=None, derandomize=True)
def test_evidence_lies_in_any_text(text):
    assert_readable(text.encode())


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_evidence_lies_in_text_of_pages(page):
    document, lines = read_page(page.read_bytes())
    assert lines
    assert_in_text(document)


def test_evidence_lies_in_text_of_cases():
    cases = [case for path in sorted(CASES.glob("*.yaml")) for case in yaml.safe_load(path.read_text()) or ()]
    for case in cases[:: max(1, len(cases) // 150)]:
        assert_in_text(make_document(Taken("case.txt", (case.get("html") or case["text"]).encode())))


# -- the same bytes, whatever the process ---------------------------------------------------------------------------

DIGEST = """
import sys, json, hashlib
from pathlib import Path
from comity.kinds import load_vocabulary
from comity.reading import read
from comity.sources import Taken, make_document
vocabulary = load_vocabulary()
lines = [json.dumps(one.to_json()) for path in sys.argv[1:]
         for one in read(make_document(Taken("page.html", Path(path).read_bytes())), vocabulary)]
print(len(lines), hashlib.sha256("\\n".join(lines).encode()).hexdigest())
"""


def test_statements_are_the_same_for_any_hash_seed():
    shown = {
        subprocess.run(
            [sys.executable, "-c", DIGEST, *PAGES], env={**os.environ, "PYTHONHASHSEED": seed}, text=True,
            capture_output=True, check=True,
        ).stdout
        for seed in ("0", "1", "4242")
    }  # fmt: skip
    assert len(shown) == 1
    assert not shown.pop().startswith("0 ")


def test_statements_are_the_same_over_two_processes():
    alone = [read_lines(page) for page in PAGES]
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        assert list(pool.map(read_lines, PAGES)) == alone


def test_statements_do_not_depend_on_what_was_read_before():
    alone = [read_lines(page) for page in PAGES]
    assert [read_lines(page) for page in reversed(PAGES)] == alone[::-1]


# -- mutated pages --------------------------------------------------------------------------------------------------


def mutate(data: bytes, dice: random.Random) -> bytes:
    """A page with some stretches cut out, doubled, moved, broken or overwritten."""
    page = bytearray(data)
    for _ in range(dice.randint(1, 12)):
        start = dice.randrange(len(page) or 1)
        stretch = bytes(page[start : start + dice.choice((1, 2, 8, 40, 300))])
        at = dice.randrange(len(page) + 1)
        how = dice.randrange(6)
        if how == 0:
            del page[start : start + len(stretch)]
        elif how == 1:
            page[at:at] = stretch * dice.randint(1, 5)
        elif how == 2:
            page[at:at] = dice.choice(WORDS).encode() + b" "
        elif how == 3:
            page[start : start + len(stretch)] = dice.randbytes(len(stretch))
        elif how == 4:
            page[start : start + len(stretch)] = stretch.swapcase()
        else:
            page[start : start + len(stretch)] = re.sub(rb"<[^>]*>|[.,;]", b" ", stretch)
    return bytes(page)


def test_mutated_pages_raise_nothing():
    dice = random.Random(20_130_501)
    originals = [page.read_bytes() for page in PAGES]
    # Pieces of pages are read in less time than pages, and rules meet their ends more often.
    for _ in range(MUTANTS):
        original = dice.choice(originals)
        start = dice.randrange(len(original))
        page = mutate(original[start : start + 4000], dice)
        assert_readable(page.decode("utf-8", "replace").encode())


# -- patterns of the kinds ------------------------------------------------------------------------------------------


def find_patterns() -> dict[str, re.Pattern[str]]:
    """Every pattern that the kinds' files give, as the reader compiles it."""
    found: dict[str, re.Pattern[str]] = {}
    for kind in VOCABULARY.values():
        for number, cue in enumerate(kind.cues):
            name = f"{kind.name} {cue.get('name') or number}"
            for key in ("unless", "needs"):
                sources = cue.get(key) or ()
                sources = sources if isinstance(sources, list) else [sources]
                if sources:
                    found[f"{name} {key}"] = re.compile(rf"\b(?:{'|'.join(map(str, sources))})", re.IGNORECASE)
            for attribute, rule in (cue.get("attributes") or {}).items():
                for how in ("text", "modifier"):
                    for source in (rule.get(how) or {}) if isinstance(rule, dict) else {}:
                        found[f"{name} {attribute} {source}"] = re.compile(rf"\b(?:{source})")
    return found


# Longer than any clause that a pattern is asked of; what takes less time than this on it has no ratio worth a verdict.
SIZE = 3_000
LEAST_SECONDS = 0.002
HOSTILE = {
    "blanks": " ", "letters": "a", "words": "the ", "digits": "1 ", "dots": ".", "names": "Turkey and Kazakhstan ",
    "to the": "to the ", "not": "not ", "of the of": "of the of ", "visit": "visit to the visit ",
    "first": "the first meeting of the ", "hyphens": "x-", "commas": "a, ", "lines": "\n", "ing": "signing of an ",
}  # fmt: skip


def list_words(pattern: str) -> list[str]:
    """The words of a pattern, each again and again: what it begins to match and never ends."""
    words = re.findall(r"[A-Za-z]{2,}", re.sub(r"\\[a-zA-Z]", " ", pattern))
    return [f"{word} " * 3 for word in dict.fromkeys(words)][:12] + [" ".join(words) + " "]


@pytest.mark.growth
def test_patterns_of_kinds_are_linear():
    slow = []
    for name, pattern in find_patterns().items():
        for text in (*HOSTILE.values(), *list_words(pattern.pattern)):
            one, two = (text * (size // len(text) + 1) for size in (SIZE, 2 * SIZE))
            if time_search(pattern, two) < LEAST_SECONDS:
                continue
            seconds = [min(time_search(pattern, each) for _ in range(3)) for each in (one, two)]
            if seconds[1] > 2.6 * seconds[0]:
                slow.append((name, text[:20], seconds))
    assert not slow


def time_search(pattern: re.Pattern[str], text: str) -> float:
    """The seconds of the processor for all matches."""
    began = process_time()
    for _ in pattern.finditer(text):
        pass
    return process_time() - began


def test_hash_of_the_source_is_that_of_its_bytes():
    data = PAGES[0].read_bytes()
    document, lines = read_page(data)
    assert {json.loads(line)["source"] for line in lines} == {hashlib.sha256(data).hexdigest()}
    assert document.source.sha256 == hashlib.sha256(data).hexdigest()
