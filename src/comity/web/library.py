"""The record as a site asks it: what was made of it is kept while it stands; one writes at a time."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from comity.api import OpenRecord, open_record
from comity.checking import Checked
from comity.keeping import choose_facts, date_facts
from comity.model import Document, Fact, Finding, Source, Statement
from comity.web.ledger import Census, Ledger, Rests
from comity.web.settings import Settings
from comity.writing.timeline import TimelineRow, write_claims, write_rows

Made = TypeVar("Made")
# So long an answer may lag behind what another program writes into the record.
LAG_SECONDS = 0.1
MOST_KEPT = 64


@dataclass(frozen=True, slots=True)
class Days:
    """The two days of a question: the world as it stood `on` (None: today), the record as it was `known_at`."""

    on: date | None = None
    known_at: date | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """What was made once, and the version of the record before it was."""

    made: object
    rests: Rests
    version: int


class Library:
    """An open record for many threads."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.record: OpenRecord = open_record(settings.record, kinds=settings.kinds, create=False)
        self.writing = threading.RLock()
        self.ledger = Ledger(self.record)
        self.census = Census(self.record)
        self._kept: OrderedDict[Hashable, Kept] = OrderedDict()
        self._lock = threading.Lock()
        self._looked = time.monotonic()

    def close(self) -> None:
        """Let the record go."""
        self.record.close()

    def today(self) -> date:
        """The day that it is."""
        return self.settings.today()

    def is_due(self) -> bool:
        """Whether it is time to look for what other programs have written; then whoever asks first looks."""
        now = time.monotonic()
        if now - self._looked < LAG_SECONDS:
            return False
        self._looked = now
        return True

    def has_changed(self) -> None:
        """Take in what this program has just written."""
        self.ledger.refresh()

    def keep(self, key: Hashable, make: Callable[[], Made], rests: Rests = None) -> Made:
        """What `make` gives, made once for the key and the day, while nothing changes that it rests on."""
        whole = (key, self.today())
        with self._lock:
            kept = self._kept.get(whole)
            if kept is not None and self.ledger.last_change(kept.rests) <= kept.version:
                self._kept.move_to_end(whole)
                return kept.made  # type: ignore[return-value]
        version = self.ledger.version
        made = make()
        with self._lock:
            self._kept[whole] = Kept(made, rests, version)
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
        return made

    def look(self, states: tuple[str, ...], days: Days) -> tuple[Checked, dict[str, Document]]:
        """Facts and findings on none, one or two states, and the documents by SHA-256 that they are from."""
        on = days.on or self.today()
        return self.keep(
            ("look", states, on, days.known_at),
            lambda: self.record.look(*states, on=on, known_at=days.known_at),
            (states,) if states else None,
        )

    def check(self, states: tuple[str, ...], days: Days) -> Checked:
        """Facts and findings on none, one or two states."""
        return self.look(states, days)[0]

    def facts(self, states: tuple[str, ...], days: Days, kind: str | None = None) -> Sequence[Fact]:
        """The facts that had happened, held or were announced by the day, as `comity facts` gives them."""
        on = days.on or self.today()
        if len(states) == 2 and days.known_at is None:  # the record keeps these
            return self.record.facts(*states, kind=kind, on=on)
        checked, documents = self.look(states, days)
        return choose_facts(date_facts(checked.facts, documents), on=on, kind=kind)

    def tell_facts(self, facts: Iterable[Fact], on: date) -> list[TimelineRow]:
        """Facts as sentences in the manner of the house, in the order of time; those without a date last."""
        return write_rows(facts, self.record.vocabulary, on=on, house=self.settings.house)

    def tell(self, statements: Iterable[Statement]) -> list[str]:
        """Each statement as a sentence in the manner of the house."""
        return write_claims(statements, self.record.vocabulary, on=self.today(), house=self.settings.house)

    def name(self, code: str, on: date | None = None) -> str:
        """The name of a state, an organisation or what else a role has, as the house writes it."""
        return self.settings.house.name(code, on=on)

    def sources(self) -> Sequence[Source]:
        """The sources in the order in which they came."""
        return self.keep("sources", self.record.sources)

    def sources_of(self, items: Iterable[Statement | Fact | Finding]) -> dict[str, Source]:
        """The sources that statements, facts and findings are from, by SHA-256."""
        wanted = {sha256 for one in items for sha256 in list_sources(one)}
        return {one.sha256: one for one in self.record.store.sources(wanted)}


def list_sources(item: Statement | Fact | Finding) -> Iterator[str]:
    """The SHA-256 of each source that something is from."""
    match item:
        case Statement():
            yield item.source
        case Fact():
            yield from (one.source for one in item.statements)
        case Finding():
            yield from (place.source for place in item.places)
