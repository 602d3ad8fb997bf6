"""The Python face: one open record with the verbs of the command line, which is built on it.

Days may be given as `date` or as "YYYY-MM-DD"; states by code or by any name. Without `on` the world is looked
at as it stands today.
"""

from __future__ import annotations

import functools
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from html import escape
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Generic, TypeVar, overload

from comity import checking
from comity.checking import CHECKS, Check, Checked, CheckSettings, Review
from comity.collector import collector_at_rest
from comity.errors import ComityError
from comity.exchange import Row, decision_row, fact_row, finding_row, source_row, statement_row
from comity.exchange.lines import plain
from comity.intake import Reading, make_fetch, read_all
from comity.keeping import choose_facts, find_facts, find_pair_facts
from comity.kinds import Vocabulary, load_vocabulary
from comity.model import Decision, Document, Fact, Finding, Source, StateCode, Statement
from comity.names import find_state
from comity.record import Added, Record, is_of_one_state
from comity.record import open_record as open_store
from comity.sources import list_addresses

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

    from comity.exchange.stating import TableReading
    from comity.writing import Article, Brief, House
    from comity.writing.relations import Relation


Day = date | str | None
MOST_SHOWN = 25
HIDDEN_COLUMNS = ("id", "statements", "sources", "source", "start", "end", "cue", "first_day", "last_day")
MOST_PARTNERS = 4  # of each state, for "See also"
# The id of a statement has so many digits, that of a finding half of them.
STATEMENT_DIGITS = 32
Item = TypeVar("Item", Statement, Fact, Finding, Source)


def open_record(
    address: str | Path = "comity.db", *, kinds: Iterable[str | Path] = (), create: bool = True
) -> OpenRecord:
    """The record at that address, made where there is none; `kinds` are folders with kinds of one's own."""
    vocabulary = load_vocabulary(*map(Path, kinds))
    return OpenRecord(open_store(str(address), create=create, vocabulary=vocabulary), vocabulary)


def read_source(source: str | Path, *, kinds: Iterable[str | Path] = ()) -> list[Statement]:
    """What a file or an address of the web states, without a record; raises SourceError where it cannot be read."""
    vocabulary = load_vocabulary(*map(Path, kinds))
    return [
        statement
        for one in read_all(list_addresses(str(source)), vocabulary, fetch=make_fetch(make_day(None)))
        for statement in one.statements
    ]


def check_readings(
    readings: Sequence[Reading], vocabulary: Vocabulary, *, on: Day = None, settings: CheckSettings | None = None,
    tables: Sequence[TableReading] = (), checks: Sequence[Check] = CHECKS,
) -> Checked:  # fmt: skip
    """Facts and findings of sources that are in no record; `tables` were read by a mapping of their columns."""
    sources: list[Reading | TableReading] = [*readings, *tables]
    statements = [statement for one in sources for statement in one.statements]
    documents = {one.document.source.sha256: one.document for one in sources}
    faults = [fault for one in tables for fault in one.faults]
    return checking.check(
        statements, documents, vocabulary, on=make_day(on), settings=settings, faults=faults, checks=checks
    )


def make_day(day: Day) -> date:
    """The day itself; today where none is given.

    >>> make_day("2013-05-01")
    datetime.date(2013, 5, 1)
    """
    if isinstance(day, date):
        return day
    try:
        return date.today() if day is None else date.fromisoformat(day)
    except ValueError as error:
        raise ComityError(f"{day!r} is not a day. Give it as YYYY-MM-DD, such as 2013-05-01.") from error


class OpenRecord:
    """An open record with its vocabulary; use it in a `with`, or `close()` it."""

    def __init__(self, store: Record, vocabulary: Vocabulary) -> None:
        self.store = store
        self.vocabulary = vocabulary

    def __enter__(self) -> OpenRecord:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the record."""
        self.store.close()

    def add(self, one: Reading) -> Added:
        """Keep a reading: all of it or nothing; a second time changes nothing."""
        return self.store.add(one.document, one.data, one.statements)

    def read(self, source: str | Path, *, retrieved: str | None = None) -> Rows[Statement]:
        """Read a file, a folder, standard input ("-") or an address of the web into the record; what was stated."""
        statements: list[Statement] = []
        fetch = make_fetch(make_day(None))
        for one in read_all(list_addresses(str(source)), self.vocabulary, retrieved=retrieved, fetch=fetch):
            self.add(one)
            statements += one.statements
        return Rows(statements)

    def sources(self) -> Rows[Source]:
        """The sources, in the order in which they were learnt."""
        return Rows(self.store.sources())

    def statements(
        self, *states: str, kind: str | None = None, source: str | None = None, known_at: Day = None
    ) -> Rows[Statement]:
        """The statements on none, one or two states, in order of source and place.

        Of two states: those with both among their parties, and what became of either state itself.
        """
        known = None if known_at is None else make_day(known_at)
        codes = find_states(states)
        ask = functools.partial(self.store.statements, source=source, known_at=known)
        if len(codes) < 2:
            return Rows(ask(state=codes[0] if codes else None, kind=kind))
        alone = [one.name for one in self.vocabulary.values() if is_of_one_state(one) and kind in (None, one.name)]
        found = ask(between=(codes[0], codes[1]), kind=kind)
        for code in codes if alone else ():
            found += ask(state=code, kind=alone)
        return Rows({one.id: one for one in found}.values())

    def documents(self, *states: str, known_at: Day = None) -> dict[str, Document]:
        """The documents by SHA-256 from which the statements on these states are; of no state, all."""
        return self._documents(self.statements(*states, known_at=known_at) if states or known_at is not None else None)

    def _documents(self, statements: Iterable[Statement] | None) -> dict[str, Document]:
        """The documents of statements; all, where there are none to go by."""
        if statements is None:
            return self.store.documents(source.sha256 for source in self.sources())
        return self.store.documents(one.source for one in statements)

    def check(
        self, *states: str, on: Day = None, known_at: Day = None, settings: CheckSettings | None = None,
        checks: Sequence[Check] = CHECKS,
    ) -> Checked:  # fmt: skip
        """Facts and findings on none, one or two states.

        What is found in a text as such counts for two states if the text speaks of both.
        """
        return self.look(*states, on=on, known_at=known_at, settings=settings, checks=checks)[0]

    @collector_at_rest()
    def look(
        self, *states: str, on: Day = None, known_at: Day = None, settings: CheckSettings | None = None,
        checks: Sequence[Check] = CHECKS,
    ) -> tuple[Checked, dict[str, Document]]:  # fmt: skip
        """As `check`, with the documents by SHA-256: what pages are written from."""
        statements = self.statements(*states, known_at=known_at)
        documents = self._documents(statements if states or known_at is not None else None)
        checked = checking.check(
            statements, documents, self.vocabulary, on=make_day(on), decisions=self._decisions(known_at),
            settings=settings, checks=checks,
        )  # fmt: skip
        if len(states) < 2:
            return checked, documents
        pair = set(find_states(states))
        of_both = {one.source for one in statements if pair <= {code for _, codes in one.roles for code in codes}}
        findings = tuple(one for one in checked.findings if is_on_sources(one, of_both))
        silenced = tuple(one for one in checked.silenced if is_on_sources(one.finding, of_both))
        return checked.tell(findings, silenced), documents

    def _decisions(self, known_at: Day) -> list[Decision]:
        """What people had decided by a day."""
        return [one for one in self.store.decisions() if known_at is None or one.at[:10] <= str(known_at)]

    @collector_at_rest()
    def review(self, *, on: Day = None, settings: CheckSettings | None = None) -> Review:
        """All that the record has, checked, and ready for further sources: each re-checks only what it touches."""
        review = Review(self.vocabulary, on=make_day(on), decisions=self.store.decisions(), settings=settings)
        review.add(self.statements(), self.documents())
        return review

    @collector_at_rest()
    def facts(self, *states: str, kind: str | None = None, on: Day = None, known_at: Day = None) -> Rows[Fact]:
        """The facts on none, one or two states: those that had happened, held or were announced by the day `on`.

        Those of two states are kept in the record, and found anew when something has changed that they rest on.
        """
        day, codes = make_day(on), find_states(states)
        ask = functools.partial(self.statements, *codes, known_at=known_at)
        if len(codes) == 2 and known_at is None:
            facts = find_pair_facts(self.store, (codes[0], codes[1]), ask, self.vocabulary, on=day)
        else:
            facts = find_facts(self.store, ask(), self.vocabulary, on=day, decisions=self._decisions(known_at))
        return Rows(choose_facts(facts, on=day, kind=kind))

    def findings(
        self, *states: str, on: Day = None, known_at: Day = None, settings: CheckSettings | None = None
    ) -> Rows[Finding]:
        """What is wrong, doubtful or missing in what is known of none, one or two states."""
        return Rows(self.check(*states, on=on, known_at=known_at, settings=settings).findings)

    def article(
        self, first: str, second: str, *, on: Day = None, known_at: Day = None, house: House | None = None
    ) -> Article:
        """The encyclopaedia article on two states: a tree, which `comity.writing` renders; `house` is its manner."""
        from comity.writing import write_article

        pair = find_pair(first, second)
        checked, documents = self.look(*pair, on=on, known_at=known_at)
        known = None if known_at is None else make_day(known_at)
        others: dict[str, list[str]] = {code: self.store.partners(code, MOST_PARTNERS) for code in pair}
        return write_article(
            checked, documents, self.vocabulary, pair, on=make_day(on), known_at=known, others=others, house=house
        )

    def brief(
        self, first: str, second: str, *, on: Day = None, known_at: Day = None, since: Day = None,
        house: House | None = None,
    ) -> Brief:  # fmt: skip
        """The desk brief on two states: a tree, which `comity.writing` renders; `house` is its manner."""
        from comity.writing import write_brief

        pair = find_pair(first, second)
        checked, documents = self.look(*pair, on=on, known_at=known_at)
        known, start = (None if day is None else make_day(day) for day in (known_at, since))
        changes = [] if start is None else self.store.changes(start)
        new = [change.statement.id for change in changes if change.verb == "learnt"]
        return write_brief(
            checked, documents, self.vocabulary, pair, on=make_day(on), known_at=known, since=start, new=new,
            house=house,
        )  # fmt: skip

    def relations(self, state: str, *, on: Day = None, known_at: Day = None) -> tuple[StateCode, list[Relation]]:
        """The code of a state, and its relations, one row a partner."""
        from comity.writing.relations import write_relations

        (code,) = find_states((state,))
        checked, documents = self.look(code, on=on, known_at=known_at)
        return code, write_relations(checked, documents, self.vocabulary, code, on=make_day(on))

    def decision_rows(self) -> list[Row]:
        """What people decided, in the order in which they did: a flat row for each decision, those before it kept."""
        decisions = self.store.decisions()
        last = {decision.subject: number for number, decision in enumerate(decisions)}
        kinds = {True: "statement", False: "finding"}
        return [
            decision_row(one, kinds[len(one.subject) == STATEMENT_DIGITS], holds=last[one.subject] == at)
            for at, one in enumerate(decisions)
        ]

    def search(self, words: str) -> Rows[Statement]:
        """The statements whose evidence has these words."""
        return Rows([hit.statement for hit in self.store.search(words)])


def find_pair(first: str, second: str) -> tuple[StateCode, StateCode]:
    """The codes of two states; raises as `find_states`."""
    one, other = find_states((first, second))
    return one, other


class Rows(Sequence[Item], Generic[Item]):
    """Statements, facts, findings or sources in their order, which can leave as rows or as a data frame."""

    def __init__(self, items: Iterable[Item]) -> None:
        self._items: tuple[Item, ...] = tuple(items)

    @overload
    def __getitem__(self, index: int) -> Item: ...
    @overload
    def __getitem__(self, index: slice) -> Rows[Item]: ...
    def __getitem__(self, index: int | slice) -> Item | Rows[Item]:
        return Rows(self._items[index]) if isinstance(index, slice) else self._items[index]

    def __len__(self) -> int:
        return len(self._items)

    def __repr__(self) -> str:
        return f"<{len(self)} rows>"

    def to_rows(self) -> list[Row]:
        """One flat row of plain values for each."""
        return [make_row(item) for item in self._items]

    def _repr_html_(self) -> str:
        """The first rows as a table, for a notebook."""
        return write_table(self.to_rows())

    def to_arrow(self) -> pyarrow.Table:
        """An Arrow table; needs the extra `data`."""
        from comity.exchange.arrow import make_arrow

        rows = self.to_rows()
        return make_arrow(rows, list(rows[0]) if rows else [])

    def to_polars(self) -> polars.DataFrame:
        """A polars data frame; needs the extra `data`."""
        import polars

        return polars.DataFrame(self.to_rows(), infer_schema_length=None)

    def to_pandas(self) -> pandas.DataFrame:
        """A pandas data frame; needs the extra `data`."""
        import pandas

        return pandas.DataFrame(self.to_rows())


def write_table(rows: Sequence[Row]) -> str:
    """The first rows as an HTML table, all text escaped."""
    columns = [name for name in (rows[0] if rows else ()) if name not in HIDDEN_COLUMNS]
    head = "".join(f"<th>{escape(name)}</th>" for name in columns)
    body = "".join(
        f"<tr>{''.join(f'<td>{escape(plain(row[name]))}</td>' for name in columns)}</tr>" for row in rows[:MOST_SHOWN]
    )
    more = f"<p>… and {len(rows) - MOST_SHOWN} more rows</p>" if len(rows) > MOST_SHOWN else ""
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"


def make_row(item: Statement | Fact | Finding | Source) -> Row:
    """The flat row of any noun."""
    match item:
        case Statement():
            return statement_row(item)
        case Fact():
            return fact_row(item)
        case Finding():
            return finding_row(item, {})
        case Source():
            return source_row(item)


def is_on_sources(finding: Finding, sources: Collection[str]) -> bool:
    """Whether a finding rests on statements, or else stands in one of these sources."""
    return bool(finding.statements) or any(place.source in sources for place in finding.places)


def find_states(names: Sequence[str]) -> tuple[StateCode, ...]:
    """The codes of states given by code or any name; raises UnknownNameError, or ComityError for more than two."""
    if len(names) > 2:
        raise ComityError(f"{len(names)} states were given: {', '.join(names)}. Give none, one or two.")
    codes = tuple(map(find_state, names))
    if len(set(codes)) < len(codes):
        raise ComityError(f"{' and '.join(names)} are one state, {codes[0]}. Give two states.")
    return codes
