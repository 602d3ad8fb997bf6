"""The record: an append-only store of sources, statements and decisions, SQLite by default, PostgreSQL by address."""

from comity.record.kept import KnownFact, is_of_one_state
from comity.record.news import Mark, News, Touched
from comity.record.queries import Day
from comity.record.record import Added, Change, Found, Hit, Loaded, Record, Spell, hash_vocabulary, open_record
from comity.record.verifying import Problem, Progress

__all__ = [
    "Added", "Change", "Day", "Found", "Hit", "KnownFact", "Loaded", "Mark", "News", "Problem", "Progress", "Record",
    "Spell", "Touched", "hash_vocabulary", "is_of_one_state", "open_record",
]  # fmt: skip
