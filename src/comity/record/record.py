"""The record: sources, statements and decisions, added and never erased. In and out: the model; beneath: SQL.

Two times are kept. When a claim holds in the world is the statement's `when`; when the record learnt it, and when a
reader no longer found it, are the row's. `known_at` asks for the second: what did we know on that day.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import cache, cached_property, partial
from types import TracebackType
from typing import TypeVar

from sqlalchemy import ColumnElement, Connection, Engine, update
from sqlalchemy.exc import DBAPIError

from comity.kinds import Vocabulary, load_vocabulary
from comity.model import Decision, Document, Finding, Source, Statement
from comity.record import adding, counting, holdings, kept, queries
from comity.record.adding import Added, Adder, Loaded
from comity.record.admitting import key_statements
from comity.record.changes import Change, Spell, find_changes, find_newest, find_spells, place_of
from comity.record.decisions import add_decision, list_decisions
from comity.record.demand import DocumentOnDemand
from comity.record.faults import told_as_record_errors
from comity.record.forms import PartyFinder, hash_decision, make_party_finder, make_source_of_row
from comity.record.identities import Found, find_one, find_source_row, make_identity_error
from comity.record.indexes import drop_indexes, find_unindexed, index_unindexed, make_indexes
from comity.record.kept import KnownFact
from comity.record.news import Mark, News, find_mark, find_news
from comity.record.opening import begin_writing, open_engine, parse_address, tell_address
from comity.record.placing import make_offer
from comity.record.queries import Day
from comity.record.readers import Reader, make_reader
from comity.record.searching import Hit, find_hits, quote_words
from comity.record.statements import narrow_to_source, page_statements, stream_statements
from comity.record.tables import RUN
from comity.record.verifying import Problem, Progress, verify

Asked = TypeVar("Asked")
Answer = TypeVar("Answer")


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
        offer = make_offer(document, data)
        keyed = key_statements(statements, document)
        with self._reading() as connection:
            if adding.is_unchanged(connection, offer, keyed, self._reader_name, self._parties):
                return Added(document.source.sha256, is_new=False)
        with self._writing() as connection:
            # The time is told by its turn: what is written later has the later time.
            added, written = adding.add(connection, offer, keyed, self._adder(), self._now())
            self._let_go(connection, written.touched)
        self._run = written.run
        return added

    def add_statements(self, document: Document, data: bytes, statements: Iterable[Statement]) -> Loaded:
        """As `add`, for data sets: the statements are streamed, in order of their evidence, and their number given.

        All or nothing still. Their quotes enter the search index at the first search. A load larger than what the
        record holds makes the indexes anew afterwards, which is quicker than keeping them row by row.
        """
        offer = make_offer(document, data)
        with self._writing() as connection:
            loaded, written = adding.load(
                connection, offer, statements, self._adder(), self._now(), is_one_of_many=self._is_loading
            )
            self._let_go(connection, written.touched)
        self._run = written.run
        return loaded

    @contextmanager
    def loading(self) -> Iterator[None]:
        """Within it, data sets are added without indexes, which are made at its end: for many large ones in a row.

        Each data set is still kept whole by itself. Until the end, other programs are answered, slowly. Where the
        process is killed meanwhile, the next adding makes the indexes.
        """
        with self._writing() as connection:
            drop_indexes(connection)
        self._is_loading = True
        try:
            yield
        finally:
            self._is_loading = False
            with self._writing() as connection:
                make_indexes(connection)

    # Decisions ---------------------------------------------------------------------------------------------------

    def decide(self, decision: Decision, finding: Finding | None = None) -> str:
        """Adds what a person said, and gives its id; the same decision again changes nothing.

        `finding` is the one that was decided on: with it, the facts of pairs that it does not touch stay kept.
        """
        with self._writing() as connection:
            if add_decision(connection, decision):
                self._let_go(connection, kept.rest_on_decided(decision.subject, finding))
        return hash_decision(decision).hex()

    def decisions(self, subject: str | None = None) -> list[Decision]:
        """The decisions in the order in which they were added, of one statement or finding or of all."""
        with self._reading() as connection:
            return list_decisions(connection, subject)

    # Sources -----------------------------------------------------------------------------------------------------

    def sources(self, sha256s: Iterable[str] | None = None) -> list[Source]:
        """The sources in the order in which they came: all, or those of these SHA-256 that the record has."""
        with self._reading() as connection:
            return holdings.list_sources(connection, sha256s)

    def source(self, sha256: str) -> Source:
        """The source of that SHA-256, or of a prefix that only one has; raises RecordError where there is none."""
        with self._reading() as connection:
            return make_source_of_row(find_source_row(connection, self.where, sha256))

    def document(self, sha256: str) -> Document:
        """The document of a source, as it was made last; raises RecordError where there is none."""
        whole = self.source(sha256).sha256
        return self.documents([whole])[whole]

    def documents(self, sha256s: Iterable[str]) -> dict[str, Document]:
        """The documents of those sources, by SHA-256 in their order: what checking takes beside the statements."""
        wanted = list(dict.fromkeys(sha256s))
        with self._reading() as connection:
            found = holdings.read_documents(connection, wanted)
        for sha256 in wanted:
            if sha256 not in found:
                raise make_identity_error(self.where, sha256, "source", [])
        return {sha256: found[sha256] for sha256 in wanted}

    def documents_on_demand(self, sha256s: Iterable[str]) -> dict[str, Document]:
        """As `documents`, without their texts and structures, which are read when they are first asked for.

        A text is read by itself; with one structure all of them, since who asks for one asks for the others.
        """
        sources = self.sources(sha256s)
        keys = [one.sha256 for one in sources]
        structures = cache(lambda: self._ask(holdings.read_structures, keys))
        return {
            one.sha256: DocumentOnDemand(one, partial(self._ask, holdings.read_text), structures) for one in sources
        }

    def data(self, sha256: str) -> bytes:
        """The bytes of a source as they were taken; raises RecordError where there is none or the copy is damaged."""
        with self._reading() as connection:
            return holdings.read_bytes(connection, self.where, sha256)

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
            yield from stream_statements(connection, narrow_to_source(connection, self.where, query, source))

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
        query = queries.select_statements().where(queries.is_known(known_at))
        query = queries.narrow(query, kind=kind, on=on)
        with self._reading() as connection:
            query = narrow_to_source(connection, self.where, query, source)
            return page_statements(connection, query, after, most)

    def history(self, statement: str) -> list[Spell]:
        """The spells for which the record held the statement of that id, the first first; empty where it never did."""
        with self._reading() as connection:
            return find_spells(connection, statement)

    def changes(self, since: Day) -> list[Change]:
        """What was learnt or withdrawn from that day or moment on, in the order of the record's time."""
        with self._reading() as connection:
            return find_changes(connection, since)

    def recent(self, most: int, *, between: tuple[str, str] | None = None, state: str | None = None) -> list[Change]:
        """The newest changes, the last first: of all, or of statements with those parties."""
        with self._reading() as connection:
            return find_newest(connection, most, between, state)

    def count_by_source(self) -> dict[str, int]:
        """The number of standing statements of each source that has any, by SHA-256."""
        with self._reading() as connection:
            return counting.count_by_source(connection)

    def pairs(self) -> dict[tuple[str, str], int]:
        """Each two states that standing statements have among their parties, in order, with the number of these."""
        with self._reading() as connection:
            return counting.count_pairs(connection)

    def partners(self, state: str, most: int) -> list[str]:
        """The states on which, with this one, the record has most standing statements: the most first."""
        with self._reading() as connection:
            return counting.find_partners(connection, state, most)

    def search(self, words: str, *, limit: int = 50) -> list[Hit]:
        """The statements whose quotes have all the words, the best first; a word that ends in * may go on.

        Case makes no difference, nor (in SQLite) do accents.
        """
        if not quote_words(words):
            return []
        with self._reading() as connection:
            is_behind = bool(find_unindexed(connection))
        if is_behind:
            with self._writing() as connection:
                index_unindexed(connection)
        with self._reading() as connection:
            return find_hits(connection, words, limit)

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
        with self._reading() as connection:
            return find_one(connection, self.where, prefix)

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
            return counting.count_sources(connection), counting.count_standing(connection)

    def census(self) -> tuple[Mark, int, dict[tuple[str, str], int]]:
        """The number of standing statements and `pairs`, both as of the mark that comes with them."""
        with self._reading() as connection:
            if self._engine.dialect.name == "postgresql":
                connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            return find_mark(connection), counting.count_standing(connection), counting.count_pairs(connection)

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

    def _adder(self) -> Adder:
        return Adder(self._reader, self._run, self._parties)

    def _ask(self, read: Callable[[Connection, Asked], Answer], asked: Asked) -> Answer:
        """What one of the functions that read from the database answers."""
        with self._reading() as connection:
            return read(connection, asked)

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
        return make_party_finder(self._vocabulary)

    @cached_property
    def _reader(self) -> Reader:
        return make_reader(self._reader_name, self._vocabulary)


def pair_of(pair: tuple[str, str]) -> tuple[str, str]:
    """The two states in order of their codes."""
    first, second = sorted(pair)
    return first, second
