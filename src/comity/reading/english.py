"""The English that the reader knows besides the cues: word classes, verb forms, and what one verb says of another."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from comity.kinds.vocabulary import PlainLoader

VOWELS = "aeiou"


@dataclass(frozen=True, slots=True)
class VerbForm:
    """A form of a verb: lemma, and which of its forms it can be."""

    lemma: str
    forms: frozenset[str]  # of: base, third, past, participle, ing


@dataclass(frozen=True)
class English:
    """The word classes of `english.yaml`; all in lower case."""

    classes: Mapping[str, str]  # word -> tag of the token
    verbs: Mapping[str, VerbForm]
    irregular: Mapping[str, tuple[str, ...]]
    governors: Mapping[str, str]  # lemma or word -> modality
    modals: Mapping[str, str]
    hedges: Mapping[str, str]
    noun_governors: Mapping[str, str | None]  # None: nothing is claimed
    be: frozenset[str]
    have: frozenset[str]
    light: frozenset[str]
    governments: frozenset[str]
    person_words: frozenset[str]
    callings: frozenset[str]
    ruling: frozenset[str]
    pair_phrases: tuple[str, ...]
    focus_phrases: tuple[str, ...]
    latter_phrases: tuple[str, ...]
    body_phrases: tuple[str, ...]
    neighbour_phrases: tuple[str, ...]
    own_phrases: tuple[str, ...]
    rises: re.Pattern[str]  # one word by which a figure goes up
    falls: re.Pattern[str]
    agencies: Mapping[str, str]  # name of an agency -> state
    groups: Mapping[str, tuple[str, ...]]  # name of several states -> each of them
    saying: frozenset[str]  # forms of verbs by which somebody says something
    speakers: frozenset[str]  # who speaks without a name: "ministry"
    honorifics: tuple[str, ...]  # patterns of what stands before a person's name
    orders: tuple[str, ...]  # letters of orders, degrees and seats that stand behind one
    portfolios: frozenset[str]  # folded words of what a minister is responsible for
    things: tuple[str, ...]  # patterns of words that no person's name has
    people: Sequence[Any] = ()  # the cue nouns for which a counted people stands: "300 Moroccans"


@functools.cache
def load_english() -> English:
    """The tables, made once a process."""
    form = yaml.load((Path(__file__).parent / "english.yaml").read_text(encoding="utf-8"), Loader=PlainLoader)  # noqa: S506
    irregular = {lemma: tuple(forms) for lemma, forms in form["irregular"].items()}
    return English(
        classes=_classes(form),
        verbs=_verb_forms(sorted({*form["common_verbs"], *irregular}), irregular),
        irregular=irregular,
        governors=_turned(form["governors"]),
        modals=_turned(form["modals"]),
        hedges=_turned(form["hedges"]),
        noun_governors={
            word: None if modality == "unreal" else modality
            for word, modality in _turned(form["noun_governors"]).items()
        },
        be=frozenset(form["be"]),
        have=frozenset(form["have"]),
        light=frozenset(form["light_adjectives"]),
        governments=frozenset(form["government_words"]),
        person_words=frozenset(form["person_words"]),
        callings=frozenset(form["callings"]),
        ruling=frozenset(form["ruling_words"]),
        pair_phrases=tuple(form["pair_phrases"]),
        focus_phrases=tuple(form["focus_phrases"]),
        latter_phrases=tuple(form["latter_phrases"]),
        body_phrases=tuple(form["body_phrases"]),
        neighbour_phrases=tuple(form["neighbour_phrases"]),
        own_phrases=tuple(form["own_phrases"]),
        rises=re.compile("|".join(form["rises"])),
        falls=re.compile("|".join(form["falls"])),
        agencies=form["agencies"],
        groups={name: tuple(codes) for name, codes in form["groups"].items()},
        saying=frozenset(_verb_forms(form["verbs_of_saying"], irregular)),
        speakers=frozenset(form["speakers"]),
        honorifics=tuple(form["honorifics"]),
        orders=tuple(form["orders"]),
        portfolios=frozenset(word.casefold() for word in form["portfolios"]),
        things=tuple(form["things"]),
    )


TAG_OF = (  # later classes win
    ("adverbs", "A"), ("determiners", "T"), ("pronouns", "N"), ("subordinators", "U"), ("relatives", "R"),
    ("conjunctions", "K"), ("prepositions", "I"), ("modals", "X"), ("do", "X"), ("have", "X"), ("be", "X"),
)  # fmt: skip


def _classes(form: Mapping[str, Any]) -> dict[str, str]:
    classes: dict[str, str] = {}
    for name, tag in TAG_OF:
        words = form[name]
        flat = [word for group in words.values() for word in group] if isinstance(words, dict) else words
        classes.update(dict.fromkeys(map(str, flat), tag))
    return classes


def _turned(groups: Mapping[str, Iterable[str]]) -> dict[str, str]:
    return {str(word): group for group, words in groups.items() for word in words}


def _verb_forms(lemmas: Iterable[str], irregular: Mapping[str, tuple[str, ...]]) -> dict[str, VerbForm]:
    table: dict[str, VerbForm] = {}
    for lemma in lemmas:
        for form, names in inflect(lemma, irregular).items():
            table.setdefault(form, VerbForm(lemma, frozenset(names)))
    return table


def inflect(lemma: str, irregular: Mapping[str, tuple[str, ...]]) -> dict[str, set[str]]:
    """The forms of a verb with what each can be. British and American doubling and -ise/-ize are both given.

    >>> sorted(inflect("open", {}))
    ['open', 'opened', 'opening', 'opens']
    """
    forms: dict[str, set[str]] = {}
    if lemma in irregular:
        third, past, participle, ing = irregular[lemma]
        pairs = [(lemma, "base"), (third, "third"), (past, "past"), (participle, "participle"), (ing, "ing")]
    else:
        pairs = _regular(lemma)
    for form, name in pairs:
        forms.setdefault(form, set()).add(name)
    return forms


def _regular(lemma: str) -> list[tuple[str, str]]:
    stem = lemma[:-1] if lemma.endswith("e") else lemma
    third = lemma + ("es" if lemma.endswith(("s", "x", "z", "ch", "sh")) else "s")
    past, ing = stem + "ed", stem + "ing"
    if lemma.endswith("y") and lemma[-2] not in VOWELS:
        third, past, ing = lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing"
    if lemma.endswith("ee"):
        past, ing = lemma + "d", lemma + "ing"
    return [(lemma, "base"), (third, "third"), (past, "past"), (past, "participle"), (ing, "ing")]
