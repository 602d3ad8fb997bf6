"""The same faults over many states, dates and figures; each template has a clean twin that differs in one word."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from datetime import date, timedelta

import pytest

MONTHS = "January February March April May June July August September October November December".split()


@dataclass(frozen=True)
class World:
    """Two states, a day and a figure."""

    left: str
    left_code: str
    right: str
    right_code: str
    cities: tuple[str, str]
    day: date
    million: float

    @property
    def between(self):
        return {"between": [self.left_code, self.right_code]}

    @property
    def way(self):
        return {"sender": [self.left_code], "host": [self.right_code]}


WORLDS = [
    World("Peru", "PER", "Ghana", "GHA", ("Accra", "Kumasi"), date(1962, 3, 14), 41.2),
    World("Norway", "NOR", "Chile", "CHL", ("Santiago", "Valparaíso"), date(1971, 11, 2), 380.0),
    World("Japan", "JPN", "Kenya", "KEN", ("Nairobi", "Mombasa"), date(1964, 6, 30), 912.5),
    World("Canada", "CAN", "Nepal", "NPL", ("Kathmandu", "Pokhara"), date(1965, 1, 18), 7.3),
    World("Brazil", "BRA", "Poland", "POL", ("Warsaw", "Łódź"), date(1961, 9, 9), 1204.0),
    World("Italy", "ITA", "Vietnam", "VNM", ("Hanoi", "Hue"), date(1973, 3, 23), 66.6),
    World("Egypt", "EGY", "Ireland", "IRL", ("Dublin", "Cork"), date(1975, 4, 4), 150.9),
    World("Cuba", "CUB", "Mongolia", "MNG", ("Ulaanbaatar", "Erdenet"), date(1960, 12, 7), 3.4),
    World("Spain", "ESP", "Jordan", "JOR", ("Amman", "Aqaba"), date(1989, 8, 21), 77.0),
    World("Iceland", "ISL", "Fiji", "FJI", ("Suva", "Nadi"), date(2004, 2, 29), 2.25),
]


def in_words(day):
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def two_dates(pages, world, is_faulty):
    other = world.day + timedelta(days=5 if is_faulty else 0)
    for name, day in (("a", world.day), ("b", other)):
        quote = f"diplomatic relations date from {in_words(day)}"
        pages.add(name, f"{world.left} and {world.right}\n\nOf page {name}: {quote}.")
        pages.state(name, quote, "relations", "established", roles=world.between, when=day.isoformat())
    return ["C101"]


def one_place(pages, world, is_faulty):
    here = world.cities[0 if is_faulty else 1]
    for name, verb, action, city in (
        ("a", "stands in", "maintained", here),
        ("b", "moved to", "moved", world.cities[1]),
    ):
        quote = f"the embassy {verb} {city}"
        pages.add(name, f"{world.left} and {world.right}\n\nToday {quote}.")
        pages.state(name, quote, "mission", action, roles={**world.way, "city": [city]}, attributes={"type": "embassy"})
    return ["C104"]


def ratified_first(pages, world, is_faulty):
    earlier = world.day - timedelta(days=300) if is_faulty else world.day + timedelta(days=300)
    pages.add("a", f"Treaties\n\nSigned on {in_words(world.day)}, it was ratified on {in_words(earlier)}.")
    for quote, action, day in ((f"Signed on {in_words(world.day)}", "signed", world.day),
                               (f"ratified on {in_words(earlier)}", "ratified", earlier)):  # fmt: skip
        pages.state("a", quote, "agreement", action, roles=world.between, when=day.isoformat(),
                    attributes={"title": f"{world.left} Fisheries Treaty"})  # fmt: skip
    return ["C105"]


def session_numbers(pages, world, is_faulty):
    pages.add("a", "Sessions\n\nThe earlier session met first. The later session met next.")
    numbers = (7, 6) if is_faulty else (6, 7)
    for quote, number, year in (("The earlier session", numbers[0], 0), ("The later session", numbers[1], 2)):
        pages.state("a", quote, "meeting", roles={**world.between, "mechanism": ["Joint Trade Board"]},
                    attributes={"ordinal": number}, when=str(world.day.year + year))  # fmt: skip
    return ["C107"]


def growth(pages, world, is_faulty):
    year, after = world.day.year, round(world.million * 1.25, 2)
    percent = 40 if is_faulty else 25
    pages.add("a", f"Trade\n\nTrade of {world.million} million became {after} million, up {percent}%, by {year + 1}.")
    for quote, value, when, attributes in (
        (f"{world.million} million", world.million, year, {}),
        (f"{after} million, up {percent}%", after, year + 1, {"change_percent": percent}),
    ):
        pages.state("a", quote, "trade", roles=world.between, when=str(when),
                    attributes={"flow": "total", **attributes},
                    amount={"value": value * 1e6, "unit": "USD"})  # fmt: skip
    return ["C301"]


def sums(pages, world, is_faulty):
    there, back = world.million, round(world.million / 2, 3)
    total = round((there + back) * (1.3 if is_faulty else 1), 3)
    pages.add("a", f"Flows\n\nThere {there} million, back {back} million, together {total} million.")
    flows = (
        (f"There {there} million", there, {"exporter": [world.left_code], "importer": [world.right_code]}, "export"),
        (f"back {back} million", back, {"exporter": [world.right_code], "importer": [world.left_code]}, "export"),
        (f"together {total} million", total, world.between, "total"),
    )
    for quote, value, roles, flow in flows:
        pages.state("a", quote, "trade", roles=roles, when=str(world.day.year), attributes={"flow": flow},
                    amount={"value": value * 1e6, "unit": "EUR"})  # fmt: skip
    return ["C303"]


def overdue(pages, world, is_faulty):
    year = world.day.year
    pages.add("a", f"Outlook\n\nTrade will be {world.million} million in {year}. It was 1 million in {year}.")
    form = {"roles": world.between, "when": str(year), "attributes": {"flow": "total"}}
    pages.state("a", f"will be {world.million} million in {year}", "trade", modality="planned",
                amount={"value": world.million * 1e6, "unit": "USD"}, **form)  # fmt: skip
    if not is_faulty:
        pages.state("a", f"was 1 million in {year}", "trade", amount={"value": 1e6, "unit": "USD"}, **form)
    return ["C402"]


def weekday(pages, world, is_faulty):
    names = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
    name = names[(world.day.weekday() + (3 if is_faulty else 0)) % 7]
    pages.add("a", f"Days\n\nThey met on {name}, {in_words(world.day)}.")
    return ["C404"]


def lost_verb(pages, world, is_faulty):
    verb = "" if is_faulty else " protested"
    pages.add("a", f"News\n\nThey met. In {in_words(world.day)}, the government of {world.right}{verb}. They left.")
    return ["C501"]


def resting(pages, world, is_faulty):
    title = f"Relations of {world.left} with {world.right}"
    cited = title if is_faulty else f"A history of the diplomacy of {world.left}"
    quote = f"since {in_words(world.day)}"
    pages.add("ministry", f"{title}\n\nThere are relations {quote}.")
    pages.add("article", f"{world.left} and {world.right}\n\nRelated {quote}.[1]", references={"1": {"title": cited}})
    for name in ("ministry", "article"):
        pages.state(name, quote, "relations", "established", roles=world.between, when=world.day.isoformat())
    return ["C201"]


TEMPLATES = (two_dates, one_place, ratified_first, session_numbers, growth, sums, overdue, weekday, lost_verb, resting)
ROWS = [
    pytest.param(template, world, id=f"{template.__name__}-{world.left_code}-{world.right_code}")
    for template, world in itertools.product(TEMPLATES, WORLDS)
]


@pytest.mark.parametrize(("template", "world"), ROWS)
def test_fault_is_found(template, world, pages):
    expected = template(pages, world, True)
    assert pages.codes() == expected


@pytest.mark.parametrize(("template", "world"), ROWS)
def test_clean_twin_is_left_alone(template, world, pages):
    template(pages, world, False)
    assert pages.codes() == []
