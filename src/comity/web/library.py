"""The record as a site asks it: what was made of it is kept until it differs; one writes at a time."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from comity.api import OpenRecord, open_record
from comity.checking import Checked
from comity.model import Document, Source
from comity.web.settings import Settings

Made = TypeVar("Made")
# So long an answer may lag behind what another program writes into the record.
STAMP_SECONDS = 0.1
MOST_KEPT = 64


@dataclass(frozen=True, slots=True)
class Days:
    """The two days of a question: the world as it stood `on` (None: today), the record as it was `known_at`."""

    on: date | None = None
    known_at: date | None = None


class Library:
    """An open record for many threads."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.record: OpenRecord = open_record(settings.record, kinds=settings.kinds, create=False)
        self.writing = threading.RLock()
        self._kept: OrderedDict[Hashable, object] = OrderedDict()
        self._lock = threading.Lock()
        self._stamp = ""
        self._stamped = 0.0

    def close(self) -> None:
        """Let the record go."""
        self.record.close()

    def today(self) -> date:
        """The day that it is."""
        return self.settings.today()

    def stamp(self) -> str:
        """What differs once the record differs."""
        now = time.monotonic()
        if now - self._stamped > STAMP_SECONDS:
            self._stamp, self._stamped = self.record.store.stamp(), now
        return self._stamp

    def has_changed(self) -> None:
        """Forget the stamp: this program has just written."""
        self._stamped = 0.0

    def keep(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """What `make` gives, made once for the key and the record as it is."""
        whole = (key, self.stamp(), self.today())
        with self._lock:
            if whole in self._kept:
                self._kept.move_to_end(whole)
                return self._kept[whole]  # type: ignore[return-value]
        made = make()
        with self._lock:
            self._kept[whole] = made
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
        return made

    def check(self, states: tuple[str, ...], days: Days) -> Checked:
        """Facts and findings on none, one or two states."""
        on = days.on or self.today()
        return self.keep(
            ("check", states, on, days.known_at),
            lambda: self.record.check(*states, on=on, known_at=days.known_at),
        )

    def documents(self, states: tuple[str, ...], days: Days) -> dict[str, Document]:
        """The documents that the statements on these states are from."""
        return self.keep(
            ("documents", states, days.known_at), lambda: self.record.documents(*states, known_at=days.known_at)
        )

    def sources(self) -> Sequence[Source]:
        """The sources in the order in which they came."""
        return self.keep("sources", self.record.sources)

    def addresses(self) -> dict[str, str]:
        """The address of each source by its SHA-256."""
        return self.keep("addresses", lambda: {one.sha256: one.address for one in self.sources()})
