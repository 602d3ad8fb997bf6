"""Cue nouns that are verbs where a person is their object: "after *meeting* President N", "while *visiting* A"; and a
verb's form that is a noun: "a memorandum on *youth issues* with A"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from comity.reading.english import VerbForm
from comity.reading.tokens import NO_NOUNS, Token

# After which a form in -ing is a verb where somebody follows it.
BEFORE_VERBS = frozenset("after before upon on by when while since be".split())


def tag_verbs(tokens: Sequence[Token], verbs: Mapping[str, VerbForm]) -> Sequence[Token]:
    """The tokens with each cue noun in -ing that has somebody as its object as a verb, and "issues" as a word."""
    for i in [i for i in range(1, len(tokens) - 1) if tokens[i].lower == "issues" and tokens[i].tag == "V"]:
        if tokens[i - 1].tag in "QWHJ" and tokens[i + 1].tag in "I.,;KXV)":
            tokens = [*tokens[:i], replace(tokens[i], tag="W", data=None), *tokens[i + 1 :]]
    for i in [i for i in range(1, len(tokens) - 1) if tokens[i - 1].tag in "DE" and tokens[i].tag in "WH"]:
        form = verbs.get(tokens[i].lower)
        if form is not None and "third" in form.forms and _is_parted(tokens, i, form.lemma):
            tokens = [*tokens[:i], replace(tokens[i], tag="V", data=form), *tokens[i + 1 :]]
    places = [
        i
        for i in range(1, len(tokens) - 1)
        if tokens[i].tag == "H" and tokens[i].lower in verbs and tokens[i].lower.endswith("ing")
    ]
    found = [i for i in places if tokens[i - 1].lower in BEFORE_VERBS and _is_somebody(tokens, i + 1)]
    found += [
        i
        for i in range(1, len(tokens) - 1)
        if (tokens[i].tag == "H" or (tokens[i].tag == "W" and tokens[i - 1].tag == "D"))
        and "base" in getattr(verbs.get(tokens[i].lower), "forms", ())
        and _is_helped(tokens, i)
    ]
    if not found:
        return tokens
    result = list(tokens)
    for i in found:
        result[i] = replace(tokens[i], tag="V", data=verbs[tokens[i].lower])
    return result


def _is_helped(tokens: Sequence[Token], i: int) -> bool:
    """Whether "did", "will" or the like stands before token i, an adverb or a date apart: "did not *export*", "will on
    3 May *sign*"."""
    if i > 2 and tokens[i - 1].tag == "D":
        i -= 1 + (tokens[i - 2].lower in ("on", "in"))
    while i > 1 and tokens[i - 1].tag == "A":
        i -= 1
    return tokens[i - 1].tag == "X" and tokens[i - 1].lower in HELPING


HELPING = frozenset("do does did will would shall should may might can could must".split())


def _is_somebody(tokens: Sequence[Token], i: int) -> bool:
    """Whether a person or who holds an office stands at token i, an article or "with" apart."""
    while i < len(tokens) - 1 and (tokens[i].tag == "T" or tokens[i].lower == "with"):
        i += 1
    return tokens[i].tag == "E" and any(party.person or party.office for party in tokens[i].data)


def _is_parted(tokens: Sequence[Token], i: int, lemma: str) -> bool:
    """Whether a day, or the comma of an apposition, parts the verb at i from its subject: "President N of A *on Monday*
    begins a visit", "the President, N*,* receives the envoys"."""
    k = i - 1
    is_of_person = tokens[k].tag == "E" and any(party.person for party in tokens[k].data)
    if tokens[i + 1].tag not in ("TECJHID" if is_of_person or lemma in NO_NOUNS else "TECJH"):
        return False
    if tokens[i + 1].lower in ("of", "between"):
        return False
    if tokens[k].tag == "D":
        if tokens[k].text.isdigit():
            return False  # "the 2010 exports", "in 2010 visits to A"
        k -= 1 + (tokens[k - 1].lower == "on")
        return k >= 0 and tokens[k].tag == "E"
    return tokens[k].tag == "E" and tokens[k].text.endswith(",")
