"""Processes share out the work of a check, and the result is that of one."""

from __future__ import annotations

import os
import signal
import threading
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.checking.test_review import statement

from comity.checking import Case, check, parts
from comity.checking.parts import Parts, count_processes, part_statements
from comity.errors import ComityError
from comity.model import Decision, When, make_statement

ON = date(2026, 11, 22)
# From Python 3.12 on; the threads are those of the program that runs the tests.
pytestmark = pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning")


@pytest.mark.parametrize("count", [2, 3])
def test_many_pages_in_parts_give_what_all_give(count, many, vocabulary):
    alone = check(*many, vocabulary, on=ON, processes=1)
    decided = [Decision(one.id, "rejected", "Editor", "2026-01-01", "Known.") for one in alone.findings[::3]]
    decided += [Decision(one.id, "rejected", "Editor", "2026-01-01", "No.") for one in many[0][::7]]
    assert {one.code for one in alone.findings} >= {"C101", "C108", "C201", "C202", "C203", "C401"}
    assert check(*many, vocabulary, on=ON, processes=count) == alone
    one, shared = (check(*many, vocabulary, on=ON, decisions=decided, processes=n) for n in (1, count))
    assert shared.silenced
    assert shared == one


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(told=st.lists(statement(), min_size=2, max_size=14))
def test_any_statements_in_parts(told, vocabulary):
    assert check(told, {}, vocabulary, on=ON, processes=3) == check(told, {}, vocabulary, on=ON, processes=1)


def test_a_statement_on_many_holds_its_parties_together(vocabulary):
    pairs = [["KAZ", "TUR"], ["KAZ", "PER"], ["TUR", "PER"], ["GHA", "TGO"], ["GHA", "KEN"], ["KAZ", "TUR", "PER"]]
    told = [
        make_statement("recognition", "recognised", roles={"by": pair[:-1], "of": pair[-1:]}, when=When(f"199{year}"))
        for year, pair in enumerate(pairs)
    ] + [make_statement("membership", "joined", roles={"member": pair, "organisation": ["OTS"]}) for pair in pairs]
    case = Case(tuple(told), {}, vocabulary, ON)
    shared = part_statements(case, 50)
    assert sorted(one.id for part in shared for one in part) == sorted(one.id for one in told)
    of_recognition = {at for at, part in enumerate(shared) for one in part if one.kind == "recognition"}
    assert len(of_recognition) == 1  # who was first is asked of all
    home = {entity: at for at, part in enumerate(shared) for one in part for entity in one.role("member")}
    assert home["KAZ"] == home["TUR"] == home["PER"]
    assert home["GHA"] == home["TGO"] == home["KEN"]


@pytest.mark.parametrize(("statements", "load", "processes"), [
    pytest.param(10_000_000, 0.4, 8, id="idle"), pytest.param(10_000_000, 4.2, 4, id="four-free"),
    pytest.param(10_000_000, 30.0, 1, id="busy"), pytest.param(50_000, 0.0, 1, id="little-to-do"),
    pytest.param(10_000_000, 6.0, 1, id="two-free"), pytest.param(350_000, 0.0, 3, id="enough-for-three")])  # fmt: skip
def test_as_many_processes_as_are_free_and_worth_it(statements, load, processes, monkeypatch):
    monkeypatch.setattr(parts, "count_processors", lambda: 8)
    monkeypatch.setattr(os, "getloadavg", lambda: (load, 0.0, 0.0))
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    assert count_processes(statements) == processes
    monkeypatch.setattr(threading, "active_count", lambda: 2)
    assert count_processes(statements) == 1


def test_a_process_that_is_killed_is_told(many, vocabulary):
    running = Parts(Case(tuple({one.id: one for one in many[0]}.values()), many[1], vocabulary, ON), [], {}, 2)
    assert list(running.findings()) == []
    os.kill(running.processes[0].pid, signal.SIGKILL)
    with pytest.raises(ComityError, match="ended early"):
        running.facts([])
