"""A large case in parts, each checked by a process of its own; the result is that of one process.

A part has all statements on some parties of a kind, and of a kind that ties together what is on different parties, all.
So each part is a case of its own for what is found within an affair or a kind. What rests on single statements, on
documents or on all sources is found here; so is who rests on whom, among the claims that the parts name. The processes
live until the facts are asked for, or nobody can ask any more.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import zlib
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from multiprocessing.connection import Connection
from typing import Any

from comity.checking.case import Case
from comity.checking.checks import Check, Keyed, run_checks
from comity.checking.claims import Claim, Heading, list_roles
from comity.checking.facts import fact_order, make_facts
from comity.checking.gathering import Cluster, Mixed, in_order
from comity.checking.likeness import fold
from comity.checking.origins import Groups
from comity.checking.shapes import Shape
from comity.errors import ComityError
from comity.model import Decision, Fact, Finding, Roles, Statement
from comity.model.making import make_known_fact

# Of fewer statements for each process (two seconds of its work), or among two, sharing out saves little.
FEWEST = 100_000
FEWEST_PROCESSES = 3
# The rules that tie together claims on different parties.
TYING = ("one_first", "one_body")

ENDED = (
    "A process that checked a part of the statements has ended early: it was killed, or there is not enough memory. "
    "Check again where more memory is free, or only some states."
)

Said = tuple[str, Roles]
# The number of each claim's statement in its part, and its roles where they are not the statement's.
Packed = tuple[tuple[int, Roles | None], ...]


def count_processes(statements: int) -> int:
    """How many processes so many statements are worth: 1 where no other can be begun safely, or no processor is free.

    A copy of this process has this thread alone, so there must be no other.
    """
    can_fork = "fork" in multiprocessing.get_all_start_methods() and threading.active_count() == 1
    if not can_fork or multiprocessing.current_process().daemon:
        return 1
    count = min(count_processors() - int(os.getloadavg()[0]), statements // FEWEST)
    return count if count >= FEWEST_PROCESSES else 1


def count_processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def part_statements(case: Case, count: int) -> list[tuple[Statement, ...]]:
    """The statements in so many parts; what a check of affairs ties together is in one of them."""
    tying = frozenset(rule.kind.name for rule in case.rules if rule.name in TYING)
    each = {(one.kind, one.roles): one for one in case.statements}
    keys = {said: list_keys(case.shapes.get(said[0]), one, tying) for said, one in each.items()}
    several = [told for told in keys.values() if len(told) > 1]
    groups = Groups(chain.from_iterable(several))
    for first, *others in several:
        for other in others:
            groups.join(first, other)
    joined = {key: groups.find(key) for key in chain.from_iterable(several)}
    part_of = {said: zlib.crc32(joined.get(told[0], told[0]).encode()) % count for said, told in keys.items()}
    parts: list[list[Statement]] = [[] for _ in range(count)]
    for one in case.statements:
        parts[part_of[one.kind, one.roles]].append(one)
    return [tuple(part) for part in parts]


def list_keys(shape: Shape | None, statement: Statement, tying: Collection[str]) -> list[str]:
    """What the claims of a statement hang together with others by: the kind, and the parties."""
    if shape is None or statement.kind in tying:
        return [statement.kind]
    keys: list[str] = []
    for roles in list_roles(statement.roles, shape):
        parties = {fold(one) for role, entities in roles if role in shape.party_roles for one in entities}
        keys.append("\0".join([statement.kind, *sorted(parties)]))
    return keys or [statement.kind]


class Parts:
    """A case that is checked in parts: `findings` once, and after it `facts`."""

    def __init__(self, case: Case, checks: Sequence[Check], decisions: Mapping[str, Decision], count: int) -> None:
        self.case, self.checks = case, checks
        self.statements = part_statements(case, count)
        self._lock = threading.Lock()
        self._facts: tuple[Fact, ...] | None = None
        self._connections: list[Connection] = []
        self.processes: list[multiprocessing.process.BaseProcess] = []
        context = multiprocessing.get_context("fork")
        shared = {"dependence": case.dependence, "rules": case.rules, "shapes": case.shapes}
        for statements in self.statements:
            part = Case(statements, case.documents, case.vocabulary, case.on)
            vars(part).update(shared)
            mine, theirs = context.Pipe()
            process = context.Process(target=work, args=(theirs, part, checks, decisions), daemon=True)
            process.start()
            theirs.close()
            self._connections.append(mine)
            self.processes.append(process)

    def findings(self) -> Iterator[Finding]:
        """The findings of all checks, as `run_checks` gives them, in any order."""
        yield from run_checks(self.case, [one for one in self.checks if one.scope in ("statement", "source")])
        touched: dict[str, dict[Any, list[Cluster]]] = defaultdict(lambda: defaultdict(list))
        replaced: list[str] = []
        for statements, (found, touching, ids) in zip(self.statements, self._receive(), strict=True):
            yield from found
            replaced += ids
            for code, key, packed in touching:
                touched[code][key].append(self._unpack(statements, packed))
        vars(self.case)["replaced"] = frozenset(replaced)
        for one in self.checks:
            if is_shared(one):
                yield from run_checks(self.case, [replace(one, find=among(one.find, touched[one.code]))])
        yield from run_checks(self.case, [one for one in self.checks if one.scope == "all"])

    def facts(self, findings: Sequence[Finding]) -> tuple[Fact, ...]:
        """The facts, as `make_facts` gives them of these findings. Two threads may ask at once."""
        with self._lock:
            if self._facts is None:
                self._send([one for one in findings if one.code.startswith("C1")])
                told = zip(self.statements, self._receive(), strict=True)
                facts = [make_fact(statements, *row) for statements, rows in told for row in rows]
                self._facts = tuple(sorted(facts, key=fact_order))
        return self._facts

    def _send(self, findings: Sequence[Finding]) -> None:
        """The findings to each process."""
        for connection in self._connections:
            try:
                connection.send(findings)
            except OSError as error:
                raise ComityError(ENDED) from error

    def _receive(self) -> Iterator[Any]:
        """What each process says next."""
        for connection in self._connections:
            try:
                yield connection.recv()
            except (EOFError, OSError) as error:
                raise ComityError(ENDED) from error

    def _unpack(self, statements: Sequence[Statement], packed: Packed) -> Cluster:
        """The cluster of some claims of a part."""
        claims: list[Claim] = []
        for number, roles in packed:
            one = statements[number]
            shape = self.case.shapes[one.kind]
            heading = Heading(shape, one.action, one.modality, roles or one.roles, one.attributes)
            claims.append(Claim(one, heading))
        return Mixed(claims)


def is_shared(check: Check) -> bool:
    """Whether what touches each other for a check may lie in several parts."""
    return check.scope == "key" and isinstance(check.find, Keyed) and not check.find.is_of_kind


def among(find: Any, touched: Mapping[Any, Sequence[Cluster]]) -> Keyed:
    """The same check on what touches each other there, in order."""
    told = [(key, cluster) for key, clusters in touched.items() for cluster in in_order(clusters)]
    return Keyed(lambda case: told, find.find_among)


def make_fact(
    statements: Sequence[Statement], id: str, numbers: Sequence[int], roles: Roles | None, *rest: Any
) -> Fact:
    """The fact of what a process says of its part."""
    told = tuple([statements[number] for number in numbers])
    claim = told[0] if roles is None else replace(told[0], roles=roles)
    return make_known_fact(id, claim, told, *rest)


# -- in the other process --------------------------------------------------------------------------------------------


def work(connection: Connection, case: Case, checks: Sequence[Check], decisions: Mapping[str, Decision]) -> None:
    """Sends the findings of a part; and if some are sent back, which make facts disputed, the facts."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process is stopped by it, and then this one
    number_of = {one.id: number for number, one in enumerate(case.statements)}
    own = [one for one in checks if one.scope in ("affair", "key") and not is_shared(one)]
    found = [*run_checks(case, own)]
    touching = [
        (one.code, key, tuple(pack(cluster, number_of)))
        for one in checks
        if isinstance(one.find, Keyed) and is_shared(one)
        for key, cluster in one.find.touching(case)
    ]
    connection.send((found, touching, case.replaced))
    try:
        findings = connection.recv()
    except EOFError:
        return  # nobody asks for the facts
    connection.send([
        (fact.id, [number_of[one.id] for one in fact.statements],
         None if fact.claim is fact.statements[0] else fact.claim.roles, fact.standing, fact.origins, fact.reasons)
        for fact in make_facts(case, findings, decisions)
    ])  # fmt: skip


def pack(cluster: Cluster, number_of: Mapping[str, int]) -> Iterator[tuple[int, Roles | None]]:
    """The claims of a cluster as numbers."""
    for claim in cluster.claims:
        is_whole = claim.statement.roles == claim.heading.roles
        yield number_of[claim.statement.id], None if is_whole else claim.heading.roles
