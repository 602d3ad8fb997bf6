"""Every row of the lists of states agrees with every other: codes, times, names, predecessors."""

from __future__ import annotations

import re
from datetime import date
from itertools import combinations

import pytest

from comity.names.resolution import load_bearers
from comity.names.spans import first_day, last_day
from comity.names.states import DatedName, load_states
from comity.names.tables import load_rows

STATES = list(load_states().values())
NEVER, ALWAYS = date(1, 1, 1), date(9999, 12, 31)
CODE = re.compile(r"[A-Z]{3}|cow:[A-Z]{3}|x:[a-z]+(-[a-z]+)*")


def begin_of(text: str | None) -> date:
    return first_day(text) if text else NEVER


def end_of(text: str | None) -> date:
    return last_day(text) if text else ALWAYS


def test_there_are_all_members_of_the_united_nations():
    assert sum(known.status == "un" for known in STATES) == 193


@pytest.mark.parametrize("known", STATES, ids=lambda known: known.code)
def test_state_is_consistent(known):
    assert CODE.fullmatch(known.code)
    assert begin_of(known.begin) <= end_of(known.end)
    assert all(
        begin_of(known.begin) < first_day(begin) < last_day(end) < end_of(known.end) for begin, end in known.gaps
    )
    assert (known.end is None) or known.status in ("ended", "territory", "other")
    assert set(known.predecessors) | set(known.successors) <= set(load_states())


@pytest.mark.parametrize("known", STATES, ids=lambda known: known.code)
def test_no_successor_is_older_than_the_end_of_its_predecessor(known):
    for code in known.predecessors:
        before = load_states()[code]
        starts = [known.begin, *(end for _, end in known.gaps)]
        assert not any(starts) or begin_of(before.begin) <= max(map(begin_of, starts))
    for code in known.successors:
        after = load_states()[code]
        assert end_of(after.end) >= end_of(known.end)


def meet(one: DatedName, two: DatedName) -> bool:
    return begin_of(one.since) <= end_of(two.until) and begin_of(two.since) <= end_of(one.until)


@pytest.mark.parametrize("known", STATES, ids=lambda known: known.code)
@pytest.mark.parametrize("kind", ["short", "official"])
def test_a_state_has_one_name_of_a_kind_a_day(known, kind):
    names = [name for name in known.names if name.kind == kind]
    if (known.code, kind) == ("CHN", "official"):  # the republic was proclaimed before the emperor gave way
        names = names[1:]
    assert [pair for pair in combinations(names, 2) if meet(*pair)] == []
    assert all(begin_of(name.since) <= end_of(name.until) for name in names)


@pytest.mark.parametrize("known", STATES, ids=lambda known: known.code)
def test_todays_names_are_the_last_of_the_dated_ones(known):
    for kind, today in (("short", known.name), ("official", known.official)):
        names = [name for name in known.names if name.kind == kind]
        if names and names[-1].until is None:
            assert today in {name.text for name in names if name.until is None}


def test_every_dated_name_has_a_source():
    rows = [row for row in load_rows("state_names.csv") if row["since"] or row["until"]]
    assert [row["name"] for row in rows if not row["source"]] == []


@pytest.mark.parametrize("name", load_bearers())
def test_bearers_of_a_name_are_states_with_that_name(name):
    for bearer in load_bearers()[name]:
        assert bearer.code in load_states()
        assert begin_of(bearer.since) <= end_of(bearer.until)
    assert any(not bearer.is_dated for bearer in load_bearers()[name])
