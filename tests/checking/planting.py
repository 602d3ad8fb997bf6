"""Pages with a fault put in on purpose, drawn by chance with a fixed seed: states, days, people, figures, wordings.

Each fault is told in sentences of its own, several wordings to a claim, which were written down before the reader had
seen any of them: what it does not read counts as a fault that was missed. `measure` goes the whole way, from the bytes
of the pages to the findings.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path

import yaml

from comity.api import check_readings
from comity.exchange.mapping import TableMapping
from comity.exchange.stating import read_table
from comity.intake import Reading, read_taken
from comity.kinds import Vocabulary
from comity.model import Evidence
from comity.sources import Taken

MONTHS = "January February March April May June July August September October November December".split()
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
WORLD = yaml.safe_load((Path(__file__).parent / "planting.yaml").read_text(encoding="utf-8"))
ORDINALS = "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()


@dataclass(frozen=True)
class Land:
    """A state: name, adjective, code, capital, another city, and the first full year of its independence."""

    name: str
    adjective: str
    code: str
    capital: str
    city: str
    since: int


LANDS = tuple(Land(*row) for row in WORLD["lands"])


@dataclass
class Plant:
    """Pages by name (text, HTML or a table), the codes that are planted, and the day on which they are checked."""

    name: str
    codes: tuple[str, ...]
    pages: dict[str, bytes] = field(default_factory=dict)
    on: date = date(2026, 11, 22)
    mapping: TableMapping | str | None = None
    lost_quote: bool = False

    def add(self, name: str, text: str | bytes) -> Plant:
        """One more page."""
        self.pages[name] = text if isinstance(text, bytes) else text.encode()
        return self


@dataclass
class Draw:
    """What chance gives to one page or pair of pages; the same seed gives the same."""

    seed: str

    @cached_property
    def chance(self) -> random.Random:
        return random.Random(self.seed)

    def pick(self, things: Sequence):
        return self.chance.choice(things)

    @cached_property
    def lands(self) -> list[Land]:
        return self.chance.sample(LANDS, 4)

    @cached_property
    def a(self) -> Land:
        return self.lands[0]

    @cached_property
    def b(self) -> Land:
        return self.lands[1]

    @cached_property
    def first_year(self) -> int:
        """A year in which all four states are there, and long before the day of checking."""
        return self.chance.randint(max(max(land.since for land in self.lands) + 2, 1962), 2012)

    @cached_property
    def day(self) -> date:
        return date(self.first_year, 1, 1) + timedelta(days=self.chance.randint(20, 320))

    @cached_property
    def people(self) -> list[str]:
        given, names = WORLD["given"], WORLD["surnames"]
        surnames = self.chance.sample(names, 4)
        return [f"{self.pick(given)} {surname}" for surname in surnames]

    @cached_property
    def million(self) -> float:
        return self.pick([round(self.chance.uniform(20, 900)), round(self.chance.uniform(20, 900), 1)])

    @cached_property
    def money(self) -> str:
        return self.pick(["$", "USD ", "US$", "€"])

    def sum(self, million: float) -> str:
        return f"{self.money}{million:g} million"

    @cached_property
    def title(self) -> str:
        forms = ("{a}–{b} relations", "Relations between {a} and {b}", "{a} and {b}", "{a}'s relations with {b}")
        return self.pick(forms).format(a=self.a.name, b=self.b.name)

    def other_title(self) -> str:
        forms = ("Notes on {b} and {a}", "{b}–{a} ties in outline", "How {b} deals with {a}", "{b} and {a} compared")
        return self.pick(forms).format(a=self.a.name, b=self.b.name)

    def say(self, key: str, **given: object) -> str:
        """One of the wordings of a claim, filled."""
        return self.fill(self.pick(WORLD["claims"][key]), **given)

    def two(self, key: str, *given: Mapping[str, object]) -> list[str]:
        """Different wordings of one claim, each with its own values."""
        wordings = self.chance.sample(WORLD["claims"][key], len(given))
        return [self.fill(wording, **values) for wording, values in zip(wordings, given, strict=True)]

    def fill(self, wording: str, **given: object) -> str:
        people = dict(zip("pqrs", self.people, strict=True))
        told = wording.format(a=self.a, b=self.b, c=self.lands[2], d=self.lands[3], **people, **given)
        return told[0].upper() + told[1:]

    def page(self, title: str, *sentences: str) -> str:
        """A page of plain text: the sentences among others that claim nothing."""
        told = [*sentences]
        for filler in self.chance.sample(WORLD["fillers"], 3):
            told.insert(self.chance.randint(0, len(told)), self.fill(filler))
        return f"{title}\n\n{' '.join(told)}\n"

    def write_day(self, day: date) -> str:
        form = self.chance.randint(0, 2)
        month = MONTHS[day.month - 1]
        return (f"{day.day} {month} {day.year}", f"{month} {day.day}, {day.year}",
                f"{day.day} {month} {day.year}")[form]  # fmt: skip

    def soon(self, year: int) -> date:
        """A day of checking on which what is of that year is not yet old."""
        return date(year + 1, 6, 30)


def make_html(title: str, paragraphs: Sequence[str], references: Sequence[str] = (), *, published: str = "",
              publisher: str = "") -> str:  # fmt: skip
    """A page with its date, its publisher, its marks `[n]` as links, and its list of references."""
    body = "\n".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    for number in range(1, 10):
        body = body.replace(f"[{number}]", f'<sup><a href="#cite_note-{number}">[{number}]</a></sup>')
    entries = "\n".join(f'<li id="cite_note-{at}">{entry}</li>' for at, entry in enumerate(references, 1))
    listed = f'<h2>References</h2>\n<ol class="references">\n{entries}\n</ol>' if references else ""
    dated = f'<meta property="article:published_time" content="{published}">' if published else ""
    named = f'<meta property="og:site_name" content="{publisher}">' if publisher else ""
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>{title}</title>{dated}{named}</head>\n'
        f"<body><main><article><h1>{title}</h1>\n{body}\n{listed}</article></main></body></html>\n"
    )


@dataclass(frozen=True)
class Outcome:
    """What checking made of one plant: the codes that were planted and those that were found."""

    plant: Plant
    found: tuple[str, ...]

    @property
    def right(self) -> int:
        return sum((Counter(self.plant.codes) & Counter(self.found)).values())


def run(plant: Plant, vocabulary: Vocabulary, mappings: Mapping[str, TableMapping]) -> Outcome:
    """The plant read and checked, from its bytes."""
    tables, readings = [], []
    for name, data in plant.pages.items():
        if plant.mapping:
            tables.append(read_table(Taken(name, data), mappings[str(plant.mapping)], vocabulary))
        else:
            readings.append(read_taken(Taken(name, data), vocabulary))
    if plant.lost_quote:
        readings = [shift_quotes(one) for one in readings]
    findings = check_readings(readings, vocabulary, on=plant.on, tables=tables).findings
    return Outcome(plant, tuple(one.code for one in findings))


def shift_quotes(one: Reading) -> Reading:
    """The reading with its first statement's quote put a few characters off: what a careless reader would hand over."""
    from dataclasses import replace

    if not one.statements:
        return one
    first, *rest = one.statements
    span = first.evidence
    moved = replace(first, evidence=Evidence(span.start + 3, span.end + 3))
    return replace(one, statements=(moved, *rest))


def score(outcomes: Sequence[Outcome]) -> tuple[float, float]:
    """Recall and precision: a finding is right if it was planted; any other on its pages is wrong."""
    planted = sum(len(one.plant.codes) for one in outcomes)
    found = sum(len(one.found) for one in outcomes)
    right = sum(one.right for one in outcomes)
    return right / planted, right / max(1, found)


Template = Callable[[Draw], Plant]
