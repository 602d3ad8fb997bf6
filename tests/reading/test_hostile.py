"""Hostile text costs no more than its length: twice the input takes at most 2.3 times as long, and nothing is raised.

Every generator fills the text with what one of the reader's rules looks far for. Reading alone is timed, in seconds of
the processor, by turns; the best of several rounds counts, for the machine is shared. Three sizes are read, and the
better of the two doublings counts: the step where the data outgrow the processor's cache falls on one of them, while
what grows with the square of the length takes four times as long in both.
"""

import hashlib
from collections.abc import Callable
from time import process_time

import pytest

from comity.kinds import load_vocabulary
from comity.model import Block, Document, Source
from comity.reading import read

VOCABULARY = load_vocabulary()
BUDGET = 2.3
# Many times the longest sentence that is read whole.
CHARACTERS = 15_000
ROUNDS = 3
# What takes less than this has no ratio worth a verdict.
LEAST_SECONDS = 0.01
PAIR = "Turkey and Kazakhstan "
PLAIN = "Turkey recognised Kazakhstan on 16 December 1991. "


def fill(*parts: str) -> Callable[[int], str]:
    """The parts in turn, until the size is reached."""
    whole = "".join(parts)
    return lambda size: whole * (size // len(whole))


def nest(left: str, right: str, core: str = PLAIN) -> Callable[[int], str]:
    """The core within as many brackets as the size allows."""
    return lambda size: left * (size // (len(left) + len(right))) + core + right * (size // (len(left) + len(right)))


def number(form: str) -> Callable[[int], str]:
    """The form again and again, `{}` a number that grows."""
    return lambda size: "".join(form.format(i) for i in range(size // len(form)))


HOSTILE: dict[str, Callable[[int], str]] = {
    "round brackets": nest("(", ")"),
    "square brackets": nest("[", "]"),
    "quotes": nest("“", "”"),
    "straight quotes": fill('"'),
    "brackets with a state": nest("(Turkey ", ")"),
    "dots": fill("."),
    "dots and blanks": fill(". "),
    "initials": fill("J. B. "),
    "digits": fill("1"),
    "digits apart": fill("1 "),
    "digits with commas": fill("1,"),
    "commas": fill(","),
    "capitals": fill("A"),
    "capitalised words": fill("Aaa "),
    "one endless sentence": fill(
        "Turkey opened an embassy in Kazakhstan and Kenya visited Chad when the minister signed a treaty with Peru, "
    ),
    "endless, with semicolons": fill("Turkey opened an embassy in Kazakhstan; "),
    "endless, one line each": fill("Turkey opened an embassy in Kazakhstan\n"),
    "dates": number("on 3 May {} "),
    "dates in a list": fill("3 May 1992, 4 May 1993 and "),
    "years": fill("1992 "),
    "year ranges": fill("1992-1993-"),
    "months": fill("May May of "),
    "names of states": fill("Turkey "),
    "states in a list": fill("Turkey, Kazakhstan, "),
    "states joined": fill("Turkey and Kazakhstan and "),
    "adjectives": fill("Turkish Kazakh "),
    "people": fill("President Ahmet Demir "),
    "people in apposition": fill("Ahmet Demir, President, "),
    "offices": fill("Ambassador Minister President "),
    "amounts": fill("USD 3.1 billion "),
    "amounts and percentages": fill("trade 5% $3 "),
    "scaled numbers": fill("$1 million 2 million "),
    "and": fill("and "),
    "dashes": fill("-"),
    "dashes apart": fill(PAIR, "– "),
    "combining marks": fill("e\u0301\u0302"),
    "many marks on one letter": lambda size: PAIR + "e" + "\u0301" * size,
    "bidirectional controls": fill("\u202e\u2066Turkey\u2069"),
    "replacement characters": fill("\ufffdTurkey"),  # what sources make of lone surrogates
    "zero bytes": fill("Turkey\0"),
    "capital dotted i": fill("İ"),
    "a very long word": lambda size: PLAIN + "x" * size,
    "a very long hyphenated word": lambda size: PLAIN + "x-" * (size // 2),
    "of the": fill("of the "),
    "visit of the visit": fill("the visit of the visit of "),
    "cue nouns": fill("embassy treaty visit "),
    "cue verbs": fill("opened signed visited "),
    "auxiliaries": fill("had been "),
    "adverbs before a verb": fill("very newly "),
    "infinitives": fill("agreed to plan to "),
    "relatives": fill("Turkey, which opened an embassy, "),
    "pronouns": fill("it and they, its "),
    "possessives": fill("Turkey's "),
    "apostrophes": fill("'s "),
    "the two countries": fill("the two countries "),
    "respectively": fill("exports of $3 and $4 respectively "),
    "number of": fill("number of citizens "),
    "the same claim": fill(PLAIN),
    "claims that differ": number("Turkey opened an embassy in Chad in city {}. On 3 May 1992 N visited Kenya. "),
    "claims of other days": lambda size: "".join(
        f"Turkey recognised Kenya on {1 + i % 28} May {1800 + i // 28}. " for i in range(size // 32)
    ),
    "blank lines": fill("\n"),
    "blanks": lambda size: PLAIN + " " * size + PLAIN,
    "abbreviations": fill("High Level Council (HLC) "),
    "newlines after dates": fill("3 May 1992:\n"),
}  # fmt: skip


def make_document(text: str) -> Document:
    """A document of one paragraph."""
    data = text.encode("utf-8", "surrogatepass")
    source = Source(hashlib.sha256(data).hexdigest(), "hostile", "text/plain", len(data), title=PAIR)
    return Document(source, text, (Block("paragraph", 0, len(text)),))


def measure(documents: list[Document]) -> list[float]:
    """The best seconds of each, by turns."""
    best = [float("inf")] * len(documents)
    for _ in range(ROUNDS):
        for i, document in enumerate(documents):
            began = process_time()
            read(document, VOCABULARY)
            best[i] = min(best[i], process_time() - began)
    return best


@pytest.mark.growth
@pytest.mark.parametrize("make", HOSTILE.values(), ids=HOSTILE.keys())
def test_twice_the_text_takes_twice_the_time(make):
    one, two, four = measure([make_document(make(size * CHARACTERS)) for size in (1, 2, 4)])
    assert four < LEAST_SECONDS or min(two / one, four / two) <= BUDGET, f"{one:.4f} s, {two:.4f} s, {four:.4f} s"


def test_long_sentences_are_read_in_their_parts():
    parts = ["Turkey opened an embassy in Kazakhstan on 3 May 1992", *["nothing else was told of it that day"] * 200]
    (statement,) = read(make_document("; ".join(parts) + "."), VOCABULARY)
    assert statement.quote == parts[0]


def test_what_is_too_long_for_a_sentence_is_left_out():
    assert read(make_document(PLAIN.rstrip(". ") + ", and nothing else" * 400 + "."), VOCABULARY) == []
