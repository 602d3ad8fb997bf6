"""The record: sources, statements and decisions, added and never erased. In and out: the model; beneath: SQL.

Two times are kept. When a claim holds in the world is the statement's `when`; when the record learnt it, and when a
reader no longer found it, are the row's. `known_at` asks for the second: what did we know on that day.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache, cached_property, partial
from importlib.metadata import PackageNotFoundError, version
from types import TracebackType
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, Engine, Select, func, insert, select, update
from sqlalchemy.exc import DBAPIError

from comity.errors import RecordError
from comity.kinds import Vocabulary, load_vocabulary
from comity.model import Decision, Document, Finding, Source, Statement
from comity.record import adding, kept, queries
from comity.record.adding import Place, Reader
from comity.record.demand import DocumentOnDemand
from comity.record.faults import told_as_record_errors
from comity.record.forms import PartyFinder, hash_decision, make_document_of_form, make_statement_of_row
from comity.record.kept import KnownFact
from comity.record.news import MOST_TOUCHED, Mark, News, find_mark, find_news
from comity.record.opening import begin_writing, open_engine, parse_address, tell_address
from comity.record.queries import Day
from comity.record.tables import COPY, DECISION, DOCUMENT, RUN, SOURCE, STATEMENT, TEXT
from comity.record.verifying import Problem, Progress, verify

FEWEST_DIGITS = 4
"""A prefix of an identity has at least so many hexadecimal digits."""

MOST_LISTED = 10
READ_AT_ONCE = 5_000
SOURCES_AT_ONCE = 500
PROGRAM = "comity"


@dataclass(frozen=True, slots=True)
class Added:
    """What adding a source changed: the statements that are new to the record, and the ids of those withdrawn."""

    source: str
    is_new: bool
    statements: tuple[Statement, ...] = ()
    withdrawn: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Loaded:
    """What loading a data set changed, in numbers of statements."""

    source: str
    is_new: bool
    statements: int = 0
    withdrawn: int = 0


@dataclass(frozen=True, slots=True)
class Spell:
    """A time for which the record held a statement, and who read it; `withdrawn_at` is None while it stands."""

    statement: Statement
    learnt_at: str
    withdrawn_at: str | None
    reader: str
    program: str
    vocabulary: str


@dataclass(frozen=True, slots=True)
class Change:
    """A statement that came in or was withdrawn, and when."""

    at: str
    verb: Literal["learnt", "withdrawn"]
    statement: Statement


@dataclass(frozen=True, slots=True)
class Hit:
    """A statement whose quote has the words sought; `snippet` is the quote with these in brackets."""

    statement: Statement
    snippet: str


Found = Statement | Source | Decision


def now_in_utc() -> datetime:
    """The clock of a record that was given none."""
    return datetime.now(UTC)


def open_record(
    address: str = "comity.db",
    *,
    create: bool = True,
    clock: Callable[[], datetime] = now_in_utc,
    reader: str = "rules",
    vocabulary: Vocabulary | None = None,
) -> Record:
    """The record at a path or a database's address, to be closed or used by `with`; made where there is none.

    `reader` names who makes the statements that will be added; `vocabulary` tells which roles are parties (None: the
    one that comes with Comity). Raises RecordError for what is no record, of a later version, or cannot be reached.

    >>> with open_record(":memory:") as record:
    ...     record.sources()
    []
    """
    engine = open_engine(str(address), create=create)
    return Record(engine, tell_address(parse_address(str(address))), clock, reader, vocabulary)


# What a change of the record is called, and the column that tells when.
CHANGES: tuple[tuple[Literal["learnt", "withdrawn"], Any], ...] = (
    ("learnt", STATEMENT.c.learnt_at),
    ("withdrawn", STATEMENT.c.withdrawn_at),
)


class Record:
    """An open record. Many may read it at once; one writes at a time, the others wait up to twenty seconds."""

    def __init__(
        self, engine: Engine, where: str, clock: Callable[[], datetime], reader: str, vocabulary: Vocabulary | None
    ) -> None:
        self._engine = engine
        self._clock = clock
        self._reader_name = reader
        self._given_vocabulary = vocabulary
        self._run: int | None = None
        self._is_loading = False
        self.where = where

    def __enter__(self) -> Record:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Dates the end of this reader's run, if it wrote anything, and lets the database go."""
        try:
            if self._run is not None:
                with self._writing() as connection:
                    connection.execute(update(RUN).where(RUN.c.number == self._run).values(ended=self._now()))
        finally:
            self._run = None
            self._engine.dispose()

    # Adding ------------------------------------------------------------------------------------------------------

    def add(self, document: Document, data: bytes, statements: Iterable[Statement]) -> Added:
        """Keeps a source, its document and its statements, all or nothing; the same again changes nothing.

        Of a source that is known, statements that are new come in, and those that this reader made before and no
        longer makes are withdrawn as of now. Where the vocabulary now names other parties, they are found by these.
        Raises RecordError where bytes, quotes and identities do not agree.
        """
        adding.check_document(document, data)
        form = adding.make_document_form(document)
        keyed = adding.key_statements(statements, document)
        sha256 = document.source.sha256
        with self._reading() as connection:
            if self._is_unchanged(connection, document, form, keyed):
                return Added(sha256, is_new=False)
        with self._writing() as connection:
            now = self._now()  # by its turn: what is written later has the later time
            is_new, place = self._place(connection, document, data, form, now)
            standing = {} if is_new else adding.find_standing(connection, place.source)
            new, lost = self._compare(keyed, standing)
            moved = adding.find_moved(connection, keyed, standing, self._parties)
            adding.move(connection, moved)
            gone = [standing[key].number for key in lost]
            adding.withdraw(connection, gone, now)
            first, end = adding.add_rows(connection, new.values(), place, self._parties, now)
            adding.index_quotes(connection, first, end)
            adding.make_indexes(connection)
            self._let_go(connection, None if moved else touched_by_adding(place, first, end, gone))
        self._run = place.run
        return Added(sha256, is_new, tuple(new.values()), tuple(key.hex() for key in lost))

    def add_statements(self, document: Document, data: bytes, statements: Iterable[Statement]) -> Loaded:
        """As `add`, for data sets: the statements are streamed, in order of their evidence, and their number given.

        All or nothing still. Their quotes enter the search index at the first search. A load larger than what the
        record holds makes the indexes anew afterwards, which is quicker than keeping them row by row.
        """
        adding.check_document(document, data)
        form = adding.make_document_form(document)
        with self._writing() as connection:
            now = self._now()
            makes_indexes = not self._is_loading and adding.is_worth_new_indexes(connection, document)
            is_new, place = self._place(connection, document, data, form, now)
            standing = {} if is_new else adding.find_standing(connection, place.source)
            kept: set[bytes] = set()
            if makes_indexes:
                adding.drop_indexes(connection)
            stream, is_wanted = adding.stream_checked(statements, document), adding.make_filter(standing, kept)
            first, end = adding.add_rows(connection, stream, place, self._parties, now, is_wanted)
            gone = [row for key, row in standing.items() if key not in kept and row.reader == self._reader_name]
            lost = [row.number for row in gone]
            adding.withdraw(connection, lost, now)
            adding.note_unindexed(connection, first, end)
            if not self._is_loading:
                adding.make_indexes(connection)
            self._let_go(connection, touched_by_adding(place, first, end, lost))
        self._run = place.run
        return Loaded(document.source.sha256, is_new, end - first, len(lost))

    @contextmanager
    def loading(self) -> Iterator[None]:
        """Within it, data sets are added without indexes, which are made at its end: for many large ones in a row.

        Each data set is still kept whole by itself. Until the end, other programs are answered, slowly. Where the
        process is killed meanwhile, the next adding makes the indexes.
        """
        with self._writing() as connection:
            adding.drop_indexes(connection)
        self._is_loading = True
        try:
            yield
        finally:
            self._is_loading = False
            with self._writing() as connection:
                adding.make_indexes(connection)

    def _is_unchanged(
        self, connection: Connection, document: Document, form: adding.DocumentForm, keyed: dict[bytes, Statement]
    ) -> bool:
        source = adding.find_source(connection, document)
        if source is None or not adding.is_document_kept(connection, source, form):
            return False
        standing = adding.find_standing(connection, source)
        if adding.find_moved(connection, keyed, standing, self._parties):
            return False
        return self._compare(keyed, standing) == ({}, [])

    def _compare(
        self, keyed: dict[bytes, Statement], standing: adding.Standing
    ) -> tuple[dict[bytes, Statement], list[bytes]]:
        """The statements that are new, and the keys of those that this reader has lost.

        One with the same identity and other words (its text was made anew) is both.
        """
        new = {key: made for key, made in keyed.items() if key not in standing or standing[key].quote != made.quote}
        lost = [
            key for key, row in standing.items() if key in new or (key not in keyed and row.reader == self._reader_name)
        ]
        return new, lost

    def _place(
        self, connection: Connection, document: Document, data: bytes, form: adding.DocumentForm, now: str
    ) -> tuple[bool, Place]:
        """Whether the source is new, and the numbers under which its statements are kept; adds what is missing."""
        known = adding.find_source(connection, document)
        source = adding.add_source(connection, document, data, now) if known is None else known
        is_kept = adding.is_document_kept(connection, source, form)
        if is_kept:
            text = adding.find_text(connection, form)
        else:
            text = adding.add_document(connection, document, form, source, now)
        run = self._run if self._run is not None else adding.add_run(connection, self._reader, now)
        return known is None, Place(source, text or 0, run, is_told_anew=known is not None and not is_kept)

    # Decisions ---------------------------------------------------------------------------------------------------

    def decide(self, decision: Decision, finding: Finding | None = None) -> str:
        """Adds what a person said, and gives its id; the same decision again changes nothing.

        `finding` is the one that was decided on: with it, the facts of pairs that it does not touch stay kept.
        """
        key = hash_decision(decision)
        columns = ("subject", "verb", "who", "at", "why", "correction")
        with self._writing() as connection:
            if connection.execute(select(DECISION.c.number).where(DECISION.c.id == key)).first() is None:
                number = adding.next_number(connection, DECISION.c.number)
                values = {name: getattr(decision, name) for name in columns}
                connection.execute(insert(DECISION).values(number=number, id=key, **values))
                self._let_go(connection, kept.rest_on_decided(decision.subject, finding))
        return key.hex()

    def decisions(self, subject: str | None = None) -> list[Decision]:
        """The decisions in the order in which they were added, of one statement or finding or of all."""
        query = select(*DECISION_COLUMNS).order_by(DECISION.c.number)
        if subject is not None:
            query = query.where(DECISION.c.subject == subject)
        with self._reading() as connection:
            return [Decision(*row) for row in connection.execute(query)]

    # Sources -----------------------------------------------------------------------------------------------------

    def sources(self, sha256s: Iterable[str] | None = None) -> list[Source]:
        """The sources in the order in which they came: all, or those of these SHA-256 that the record has."""
        query = queries.select_sources().order_by(SOURCE.c.number)
        if sha256s is not None:
            query = query.where(SOURCE.c.sha256.in_([bytes.fromhex(sha256) for sha256 in set(sha256s)]))
        with self._reading() as connection:
            return [make_source(row) for row in connection.execute(query)]

    def source(self, sha256: str) -> Source:
        """The source of that SHA-256, or of a prefix that only one has; raises RecordError where there is none."""
        with self._reading() as connection:
            return make_source(self._one_source(connection, sha256))

    def document(self, sha256: str) -> Document:
        """The document of a source, as it was made last; raises RecordError where there is none."""
        whole = self.source(sha256).sha256
        return self.documents([whole])[whole]

    def documents(self, sha256s: Iterable[str]) -> dict[str, Document]:
        """The documents of those sources, by SHA-256 in their order: what checking takes beside the statements."""
        wanted = list(dict.fromkeys(sha256s))
        query = queries.select_sources().add_columns(TEXT.c.text, DOCUMENT.c.structure)
        query = query.join(TEXT, TEXT.c.number == DOCUMENT.c.text)
        found: dict[str, Document] = {}
        with self._reading() as connection:
            for begin in range(0, len(wanted), SOURCES_AT_ONCE):
                keys = [bytes.fromhex(sha256) for sha256 in wanted[begin : begin + SOURCES_AT_ONCE]]
                for *row, text, structure in connection.execute(query.where(SOURCE.c.sha256.in_(keys))):
                    found[row[0].hex()] = make_document_of_form(make_source(row), text, structure)
        for sha256 in wanted:
            if sha256 not in found:
                raise self._not_one(sha256, "source", [])
        return {sha256: found[sha256] for sha256 in wanted}

    def documents_on_demand(self, sha256s: Iterable[str]) -> dict[str, Document]:
        """As `documents`, without their texts and structures, which are read when they are first asked for.

        A text is read by itself; with one structure all of them, since who asks for one asks for the others.
        """
        sources = self.sources(sha256s)
        structures = cache(partial(self._keep_structures, [one.sha256 for one in sources]))
        return {one.sha256: DocumentOnDemand(one, self._read_text, structures) for one in sources}

    def _keep_structures(self, sha256s: Sequence[str]) -> dict[str, Document]:
        """Documents without texts; sources of one structure (tables, most often) share one."""
        query = queries.select_last(SOURCE.c.sha256, DOCUMENT.c.structure)
        make = cache(lambda structure: make_document_of_form(Source("", "", "", 0), "", structure))
        return {sha256.hex(): make(structure) for sha256, structure in self._of_sources(query, sha256s)}

    def _read_text(self, sha256: str) -> str:
        query = queries.select_last(TEXT.c.text).join(TEXT, TEXT.c.number == DOCUMENT.c.text)
        return str(next(self._of_sources(query, [sha256]))[0])

    def _of_sources(self, query: Select[Any], sha256s: Sequence[str]) -> Iterator[Any]:
        """The rows of a query that are of these sources."""
        with self._reading() as connection:
            for begin in range(0, len(sha256s), SOURCES_AT_ONCE):
                keys = [bytes.fromhex(sha256) for sha256 in sha256s[begin : begin + SOURCES_AT_ONCE]]
                yield from connection.execute(query.where(SOURCE.c.sha256.in_(keys))).all()

    def data(self, sha256: str) -> bytes:
        """The bytes of a source as they were taken; raises RecordError where there is none or the copy is damaged."""
        with self._reading() as connection:
            key = self._one_source(connection, sha256)[0]
            query = select(COPY.c.bytes).join(SOURCE, SOURCE.c.number == COPY.c.source).where(SOURCE.c.sha256 == key)
            packed = connection.execute(query).scalar_one()
        try:
            return zlib.decompress(packed)
        except zlib.error as error:
            raise RecordError(
                f"{self.where}: the copy of source {key.hex()[:12]} is damaged ({error}). A copy is kept as it was "
                "taken. Run 'comity verify', and restore the record from your last copy of it."
            ) from error

    def _one_source(self, connection: Connection, prefix: str) -> Any:
        digits = self._check_prefix(prefix, 64)
        rows = connection.execute(
            queries.select_sources().where(queries.begins_with(SOURCE.c.sha256, digits, 32)).limit(MOST_LISTED + 1)
        ).all()
        if len(rows) != 1:
            raise self._not_one(prefix, "source", [f"{row[0].hex()} source {row[4] or row[1]}" for row in rows])
        return rows[0]

    # Statements --------------------------------------------------------------------------------------------------

    def statements(
        self,
        *,
        between: tuple[str, str] | None = None,
        state: str | None = None,
        kind: str | Collection[str] | None = None,
        source: str | None = None,
        known_at: Day | None = None,
        on: date | None = None,
    ) -> list[Statement]:
        """The statements that stand, in order of source and place; what is given narrows them.

        `between` wants both states among the parties, `state` the one; `kind` may be several; `source` is a
        SHA-256 or a prefix of it; `known_at` asks for what stood in the record then; `on` for a time in the world that
        has the day in it.
        """
        found = self.stream_statements(between=between, state=state, kind=kind, source=source, known_at=known_at, on=on)
        return sorted(found, key=place_of)

    def stream_statements(
        self,
        *,
        between: tuple[str, str] | None = None,
        state: str | None = None,
        kind: str | Collection[str] | None = None,
        source: str | None = None,
        known_at: Day | None = None,
        on: date | None = None,
    ) -> Iterator[Statement]:
        """As `statements`, one after the other in the order in which they came: for exports of millions."""
        query = queries.select_statements().where(queries.is_known(known_at))
        query = queries.narrow(query, between=between, state=state, kind=kind, on=on)
        with self._reading() as connection:
            if source is not None:
                key = self._one_source(connection, source)[0]
                number = select(SOURCE.c.number).where(SOURCE.c.sha256 == key).scalar_subquery()
                query = query.where(STATEMENT.c.source == number)
            yield from self._stream(connection, query)

    def page_statements(
        self,
        most: int,
        *,
        after: int = 0,
        kind: str | None = None,
        source: str | None = None,
        known_at: Day | None = None,
        on: date | None = None,
    ) -> list[tuple[int, Statement]]:
        """At most so many statements with their numbers, in the order in which they came, after that number."""
        query = queries.select_statements().add_columns(STATEMENT.c.number)
        query = queries.narrow(query.where(queries.is_known(known_at)), kind=kind, on=on)
        query = query.where(STATEMENT.c.number > after).order_by(STATEMENT.c.number).limit(most)
        with self._reading() as connection:
            if source is not None:
                key = self._one_source(connection, source)[0]
                number = select(SOURCE.c.number).where(SOURCE.c.sha256 == key).scalar_subquery()
                query = query.where(STATEMENT.c.source == number)
            return [(row[-1], make_statement_of_row(row[:-1])) for row in connection.execute(query)]

    def _stream(self, connection: Connection, query: Select[Any]) -> Iterator[Statement]:
        rows = connection.execution_options(yield_per=READ_AT_ONCE).execute(query)
        for part in rows.partitions():
            yield from map(make_statement_of_row, part)

    def history(self, statement: str) -> list[Spell]:
        """The spells for which the record held the statement of that id, the first first; empty where it never did."""
        query = (
            select(
                *queries.STATEMENT_COLUMNS, STATEMENT.c.learnt_at, STATEMENT.c.withdrawn_at, RUN.c.reader,
                RUN.c.program, RUN.c.vocabulary,
            )
            .join_from(STATEMENT, SOURCE, SOURCE.c.number == STATEMENT.c.source)
            .join(RUN, RUN.c.number == STATEMENT.c.run)
            .where(STATEMENT.c.id == bytes.fromhex(statement))
            .order_by(STATEMENT.c.number)
        )  # fmt: skip
        with self._reading() as connection:
            return [Spell(make_statement_of_row(row[:-5]), *row[-5:]) for row in connection.execute(query)]

    def changes(self, since: Day) -> list[Change]:
        """What was learnt or withdrawn from that day or moment on, in the order of the record's time."""
        moment = queries.parse_moment(since, at_end=False)
        found: list[Change] = []
        with self._reading() as connection:
            for verb, column in CHANGES:
                query = queries.select_statements().add_columns(column).where(column >= moment)
                rows = connection.execute(query)
                found.extend(Change(row[-1], verb, make_statement_of_row(row[:-1])) for row in rows)
        return sorted(found, key=lambda change: (change.at, change.verb, place_of(change.statement)))

    def recent(self, most: int, *, between: tuple[str, str] | None = None, state: str | None = None) -> list[Change]:
        """The newest changes, the last first: of all, or of statements with those parties."""
        found: list[Change] = []
        with self._reading() as connection:
            for verb, column in CHANGES:
                query = queries.select_statements().add_columns(column).where(column.is_not(None))
                query = queries.narrow(query, between=between, state=state)
                rows = connection.execute(query.order_by(column.desc(), STATEMENT.c.number.desc()).limit(most))
                found.extend(Change(row[-1], verb, make_statement_of_row(row[:-1])) for row in rows)
        return sorted(found, key=lambda change: change.at, reverse=True)[:most]

    def count_by_source(self) -> dict[str, int]:
        """The number of standing statements of each source that has any, by SHA-256."""
        standing = (
            select(STATEMENT.c.source, func.count().label("number"))
            .where(STATEMENT.c.withdrawn_at.is_(None))
            .group_by(STATEMENT.c.source)
            .subquery()
        )
        query = select(SOURCE.c.sha256, standing.c.number).join(standing, standing.c.source == SOURCE.c.number)
        with self._reading() as connection:
            return {sha256.hex(): number for sha256, number in connection.execute(query)}

    def pairs(self) -> dict[tuple[str, str], int]:
        """Each two states that standing statements have among their parties, in order, with the number of these."""
        with self._reading() as connection:
            return count_pairs(connection)

    def partners(self, state: str, most: int) -> list[str]:
        """The states on which, with this one, the record has most standing statements: the most first."""
        counts: dict[str, int] = {}
        with self._reading() as connection:
            for other, count in connection.execute(queries.select_partners(state)):
                counts[other] = counts.get(other, 0) + count
        return sorted(counts, key=lambda other: (-counts[other], other))[:most]

    def search(self, words: str, *, limit: int = 50) -> list[Hit]:
        """The statements whose quotes have all the words, the best first; a word that ends in * may go on.

        Case makes no difference, nor (in SQLite) do accents.
        """
        if not queries.quote_words(words):
            return []
        if self._engine.dialect.name == "sqlite":
            self._index_backlog()
            query, parameters = queries.search_sqlite(words, limit)
        else:
            query, parameters = queries.search_postgresql(words, limit), {}
        with self._reading() as connection:
            snippets: dict[int, str] = {row.number: row.snippet for row in connection.execute(query, parameters)}
            wanted = queries.select_statements().add_columns(STATEMENT.c.number)
            rows = connection.execute(wanted.where(STATEMENT.c.number.in_(list(snippets))))
            found = {row[-1]: make_statement_of_row(row[:-1]) for row in rows}
        return [Hit(found[number], snippet) for number, snippet in snippets.items()]

    def _index_backlog(self) -> None:
        """Takes into the search index what bulk loads have left to the first search."""
        backlog = "SELECT first, last FROM unindexed ORDER BY first"
        with self._reading() as connection:
            if not connection.exec_driver_sql(backlog).all():
                return
        with self._writing() as connection:
            for first, last in connection.exec_driver_sql(backlog).all():
                adding.index_quotes(connection, first, last + 1)
            connection.exec_driver_sql("DELETE FROM unindexed")

    # Facts of pairs ----------------------------------------------------------------------------------------------

    def turn(self) -> int:
        """How often something was added: what was worked out at one turn holds while it is that turn."""
        with self._reading() as connection:
            return kept.count_turns(connection)

    def kept_facts(self, pair: tuple[str, str], program: str) -> tuple[KnownFact, ...] | None:
        """The facts of a pair, as `program` (a hash of it) found them with this vocabulary; None where not kept.

        They are let go by whatever is added that they rest on: statements, sources and decisions.
        """
        with self._reading() as connection:
            return kept.find_kept(connection, pair_of(pair), program, self._reader.vocabulary)

    def keep_facts(self, pair: tuple[str, str], program: str, facts: Sequence[KnownFact], turn: int) -> bool:
        """Keeps the facts of a pair that were worked out from the record as it was at `turn`; whether it did.

        Not where something was added since, where another program writes just now, or where nothing can be written:
        what is kept saves time, and is not waited for.
        """
        try:
            with begin_writing(self._engine, waits=False) as connection:
                is_current = kept.count_turns(connection) == turn
                if is_current:
                    kept.keep(connection, pair_of(pair), program, self._reader.vocabulary, facts)
                return is_current
        except DBAPIError:
            return False

    def _let_go(self, connection: Connection, those: Sequence[ColumnElement[bool]] | None) -> None:
        of_one_state = [kind.name for kind in self._vocabulary.values() if kept.is_of_one_state(kind)]
        kept.let_go(connection, those, self._parties, of_one_state, self._reader.vocabulary)

    # Finding by identity -----------------------------------------------------------------------------------------

    def find(self, prefix: str) -> Found:
        """The statement, source or decision whose identity begins with those hexadecimal digits (four or more).

        Raises RecordError where there is none, or more than one; these are listed.
        """
        digits = self._check_prefix(prefix, 64)
        found: dict[str, tuple[str, Found]] = {}
        with self._reading() as connection:
            for key, told, thing in self._find_all(connection, digits):
                found[key] = (told, thing)
        if len(found) != 1:
            raise self._not_one(prefix, "statement, source or decision", [f"{key} {found[key][0]}" for key in found])
        return next(iter(found.values()))[1]

    def _find_all(self, connection: Connection, digits: str) -> Iterator[tuple[str, str, Found]]:
        """Identity, description and the thing itself; of a statement the last spell comes last."""
        sources = queries.select_sources().where(queries.begins_with(SOURCE.c.sha256, digits, 32))
        for row in connection.execute(sources.limit(MOST_LISTED + 1)):
            yield row[0].hex(), f"source {row[4] or row[1]}", make_source(row)
        if len(digits) > 32:
            return
        statements = queries.select_statements().where(queries.begins_with(STATEMENT.c.id, digits, 16))
        for row in connection.execute(statements.order_by(STATEMENT.c.number).limit(MOST_LISTED + 1)):
            statement = make_statement_of_row(row)
            yield statement.id, f"{statement.kind} {statement.quote[:50]!r}", statement
        decisions = select(DECISION.c.id, *DECISION_COLUMNS).where(queries.begins_with(DECISION.c.id, digits, 16))
        for row in connection.execute(decisions.limit(MOST_LISTED + 1)):
            yield row[0].hex(), f"decision {row[2]} by {row[3]}", Decision(*row[1:])

    def _check_prefix(self, prefix: str, most: int) -> str:
        digits = prefix.lower()
        if not FEWEST_DIGITS <= len(digits) <= most or set(digits) - set("0123456789abcdef"):
            raise RecordError(
                f"{self.where}: {prefix!r} is no identity. An identity, or its beginning, has {FEWEST_DIGITS} to "
                f"{most} hexadecimal digits. Copy it from the output of 'comity facts' or 'comity search'."
            )
        return digits

    def _not_one(self, prefix: str, what: str, found: list[str]) -> RecordError:
        if not found:
            return RecordError(
                f"{self.where}: no {what} begins with {prefix!r}. Allowed is the identity of one that the record has. "
                "Copy it from the output of 'comity facts' or 'comity search'."
            )
        listed = "\n".join(f"  {entry}" for entry in sorted(found)[:MOST_LISTED])
        more = "\n  …" if len(found) > MOST_LISTED else ""
        return RecordError(
            f"{self.where}: more than one {what} begins with {prefix!r}. One is needed. Give more digits of:\n"
            f"{listed}{more}"
        )

    # The whole ---------------------------------------------------------------------------------------------------

    def verify(self, progress: Progress | None = None) -> Iterator[Problem]:
        """Whatever does not agree with its hash, quote or offsets, one after the other; nothing in a sound record.

        `progress` is told what is done and what there is in all, in sources and statements together.
        """
        with self._reading() as connection:
            yield from verify(connection, progress)

    def count(self) -> tuple[int, int]:
        """The numbers of sources and of standing statements."""
        with self._reading() as connection:
            sources = connection.execute(select(func.count()).select_from(SOURCE)).scalar_one()
            return sources, count_standing(connection)

    def census(self) -> tuple[Mark, int, dict[tuple[str, str], int]]:
        """The number of standing statements and `pairs`, both as of the mark that comes with them."""
        with self._reading() as connection:
            if self._engine.dialect.name == "postgresql":
                connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            return find_mark(connection), count_standing(connection), count_pairs(connection)

    def mark(self) -> Mark:
        """How far the record has come: equal marks, equal answers."""
        with self._reading() as connection:
            return find_mark(connection)

    def news(self, since: Mark) -> News:
        """What came after a mark: the statements that came, went, or stand otherwise."""
        with self._reading() as connection:
            return find_news(connection, since, self._parties)

    # Beneath -----------------------------------------------------------------------------------------------------

    def _now(self) -> str:
        return queries.write_moment(self._clock())

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with told_as_record_errors(self.where), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with told_as_record_errors(self.where), begin_writing(self._engine) as connection:
            yield connection

    @cached_property
    def _vocabulary(self) -> Vocabulary:
        return load_vocabulary() if self._given_vocabulary is None else self._given_vocabulary

    @cached_property
    def _parties(self) -> PartyFinder:
        return PartyFinder(
            {
                kind.name: frozenset(role.name for role in kind.roles.values() if role.type == "party")
                for kind in self._vocabulary.values()
            }
        )

    @cached_property
    def _reader(self) -> Reader:
        return Reader(self._reader_name, tell_program(), hash_vocabulary(self._vocabulary))


DECISION_COLUMNS = (
    DECISION.c.subject, DECISION.c.verb, DECISION.c.who, DECISION.c.at, DECISION.c.why, DECISION.c.correction,
)  # fmt: skip


def pair_of(pair: tuple[str, str]) -> tuple[str, str]:
    """The two states in order of their codes."""
    first, second = sorted(pair)
    return first, second


def touched_by_adding(place: Place, first: int, end: int, gone: Sequence[int]) -> list[ColumnElement[bool]] | None:
    """What facts may rest on that an adding has changed: the rows that came and went, or all of a source."""
    if len(gone) > MOST_TOUCHED:
        return None
    changed: list[ColumnElement[bool]] = [STATEMENT.c.number.between(first, end - 1), STATEMENT.c.number.in_(gone)]
    if place.is_told_anew:
        changed.append(STATEMENT.c.source == place.source)
    return changed


def make_source(row: Any) -> Source:
    """The source of a row of `queries.select_sources`."""
    return Source(row[0].hex(), *row[1:])


def count_standing(connection: Connection) -> int:
    """The number of statements that stand."""
    query = select(func.count()).select_from(STATEMENT).where(STATEMENT.c.withdrawn_at.is_(None))
    return int(connection.execute(query).scalar_one())


def count_pairs(connection: Connection) -> dict[tuple[str, str], int]:
    """Each two states with the number of standing statements that have both, in order."""
    found: dict[tuple[str, str], int] = {}
    for one, two, count in connection.execute(queries.select_pairs()):
        if one < two:
            found[one, two] = found.get((one, two), 0) + count
    return dict(sorted(found.items()))


def place_of(statement: Statement) -> tuple[str, int, int, str]:
    """By what statements are ordered: source, place, and identity where two share a place."""
    return statement.source, statement.evidence.start, statement.evidence.end, statement.id


def hash_vocabulary(vocabulary: Vocabulary) -> str:
    """The SHA-256 (hex) of the files of the kinds, in the order of their names."""
    digest = hashlib.sha256()
    for name in sorted(vocabulary):
        digest.update(name.encode() + b"\0" + vocabulary[name].path.read_bytes())
    return digest.hexdigest()


def tell_program() -> str:
    """The program's name and version."""
    try:
        return f"{PROGRAM} {version(PROGRAM)}"
    except PackageNotFoundError:
        return PROGRAM  # run from its sources, without being installed
