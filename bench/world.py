"""A made world for the benches of checking: things that happened between states, each told by one data set or several.

Drawn by chance with a fixed seed, and as unequal as in life: a state of rank r is named 1/r^0.7 as often as the first;
four of ten statements are figures of trade. What happens once to a pair (relations, recognition, the first embassy) has
one true date. Of ten claims seven are told by one data set, two by two, one by three to five; of the further tellings
one of six gives only the year, one of fifty errs in the day or the figure. Two of a hundred are plans.
"""

from __future__ import annotations

import functools
import hashlib
import random
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from pairs import list_states

from comity.model import Amount, Document, Evidence, Source, Statement, When, make_statement
from comity.names import load_states

# kind, action, the two roles, the share of statements, and the years of which it is told
FORMS = (
    ("trade", None, "exporter", "importer", 40, (1950, 2024)),
    ("mission", "maintained", "sender", "host", 12, (1960, 2024)),
    ("mission", "opened", "sender", "host", 3, (1950, 2020)),
    ("envoy", "accredited", "sender", "host", 12, (1960, 2024)),
    ("visit", None, "sender", "host", 14, (1950, 2025)),
    ("meeting", None, "between", "between", 6, (1970, 2025)),
    ("agreement", "signed", "between", "between", 8, (1950, 2024)),
    ("relations", "established", "between", "between", 3, (1920, 1995)),
    ("recognition", "recognised", "by", "of", 2, (1920, 1995)),
)
ONCE = frozenset(("opened", "established", "recognised"))
SETS_TOGETHER = 5  # so many data sets tell of the same things
FAMILY = ("Aalto", "Bauer", "Costa", "Demir", "Evans", "Farah", "Garcia", "Haddad", "Ito", "Jansen", "Keita", "Lindt")
GIVEN = ("Ana", "Ben", "Cem", "Dina", "Emil", "Fay", "Gus", "Hana", "Ivo", "Jana", "Kofi", "Lea", "Max", "Nils", "Olga")
SUBJECTS = ("trade", "extradition", "culture", "air services", "double taxation", "fishing", "visas", "investment")

Dataset = tuple[Document, bytes, list[Statement]]


class Claim(NamedTuple):
    """Something that happened or was measured."""

    form: int
    one: str
    other: str
    day: str
    value: float
    person: str


@functools.cache
def begin_of(state: str) -> int:
    """The first whole year of a state; 0 where it is not known."""
    begin = load_states()[state].begin
    return int(begin[:4]) + 1 if begin else 0


def draw_claim(chance: random.Random, form: int, one: str, other: str) -> Claim:
    """One claim; what happens once to a pair has the same date whoever draws it."""
    kind, action, first, second, _, (begin, end) = FORMS[form]
    if first == second:
        one, other = sorted((one, other))
    if action in ONCE:
        chance = random.Random(f"{kind}{one}{other}")
    begin = max(begin, begin_of(one), begin_of(other))
    year = str(chance.randint(begin, max(begin, end)))
    if kind == "trade":
        chance = random.Random(f"{one}{other}{year}")  # a year's trade of a pair is one figure
    is_yearly = kind == "trade" or action == "maintained"
    day = year if is_yearly else f"{year}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    person = f"{chance.choice(GIVEN)} {''.join(chance.choices(FAMILY, k=3)).capitalize()}"
    return Claim(form, one, other, day, float(chance.randint(1, 90_000) * 10_000), person)


def tell(claim: Claim, chance: random.Random, *, is_first: bool) -> tuple[str, dict[str, Any]]:
    """A row on a claim, and what its statement says; further tellings may be vaguer, or err."""
    kind, action, first, second, _, _ = FORMS[claim.form]
    day, value = claim.day, claim.value
    if not is_first and len(day) > 4 and chance.random() < 1 / 6:
        day = day[:4]
    elif not is_first and chance.random() < 1 / 50:
        day = f"{day[:-2]}{(int(day[-2:]) + 2) % 28 + 1:02}" if len(day) > 4 else day
        value *= 1.1
    roles = {first: [claim.one, claim.other]} if first == second else {first: [claim.one], second: [claim.other]}
    attributes, amount, detail = {}, None, ""
    if kind == "trade":
        attributes, amount, detail = {"flow": "export"}, Amount(value, "USD"), f"{value:.0f} USD"
    elif kind == "mission":
        attributes, detail = {"type": "embassy"}, "embassy"
    elif kind == "envoy":
        attributes, roles["person"], detail = {"office": "ambassador"}, [claim.person], f"ambassador {claim.person}"
    elif kind == "visit":
        attributes, roles["visitor"], detail = {"rank": "official"}, [claim.person], f"official {claim.person}"
    elif kind == "agreement":
        detail = f"Agreement on {SUBJECTS[int(value) // 10_000 % 8]} no. {int(value) // 10_000 % 97}"
        attributes = {"title": detail, "type": "agreement"}
    row = f"{kind} {action or ''},{claim.one},{claim.other},{day},{detail}"
    modality = "planned" if chance.random() < 0.02 else "asserted"
    return row, {
        "kind": kind, "action": action, "roles": roles, "attributes": attributes, "when": When(day),
        "amount": amount, "modality": modality,
    }  # fmt: skip


def make_dataset(number: int, told: Sequence[tuple[Claim, bool]], chance: random.Random) -> Dataset:
    """One data set: a table with a row for each claim."""
    rows = [tell(claim, chance, is_first=is_first) for claim, is_first in told]
    lines = [f"{number}-{at},{row}" for at, (row, _) in enumerate(rows)]
    text = "\n".join(lines) + "\n"
    data = text.encode()
    sha256 = hashlib.sha256(data).hexdigest()
    statements, start = [], 0
    for line, (_, said) in zip(lines, rows, strict=True):
        evidence = Evidence(start, start + len(line))
        cue = f"table:{said['kind']}"
        statements.append(make_statement(**said, evidence=evidence, quote=line, source=sha256, cue=cue))
        start += len(line) + 1
    source = Source(
        sha256, f"set-{number}.csv", "text/csv", len(data), title=f"Data set {number}", publisher=f"Institute {number}",
        published="2026-01-01",
    )  # fmt: skip
    return Document(source, text), data, statements


def make_datasets(count: int, size: int, chance: random.Random) -> Iterator[Dataset]:
    """Data sets of about `size` statements until there are `count`; five and five tell of the same things."""
    states = list_states()
    chance.shuffle(states)
    weights = [1 / rank**0.7 for rank in range(1, len(states) + 1)]
    shares = [form[4] for form in FORMS]
    made = number = 0
    while made < count:
        told: list[list[tuple[Claim, bool]]] = [[] for _ in range(SETS_TOGETHER)]
        wanted = min(SETS_TOGETHER * size, count - made)
        while wanted > 0:
            form = chance.choices(range(len(FORMS)), shares)[0]
            one, other = chance.choices(states, weights, k=2)
            if one != other:
                claim = draw_claim(chance, form, one, other)
                times = chance.choices((1, 2, 3, 4, 5), (70, 20, 6, 3, 1))[0]
                tellers = chance.sample(range(SETS_TOGETHER), min(wanted, times))
                for at, teller in enumerate(tellers):
                    told[teller].append((claim, at == 0))
                wanted -= len(tellers)
        for claims in told:
            if claims:
                yield make_dataset(number, claims, chance)
                made, number = made + len(claims), number + 1
