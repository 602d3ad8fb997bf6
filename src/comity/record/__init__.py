"""The record: an append-only store of sources, statements and decisions, SQLite by default, PostgreSQL by address."""

from comity.record.news import Mark, News, Touched
from comity.record.queries import Day
from comity.record.record import Added, Change, Found, Hit, Loaded, Record, Spell, hash_vocabulary, open_record
from comity.record.verifying import Problem, Progress

__all__ = [
    "Added", "Change", "Day", "Found", "Hit", "Loaded", "Mark", "News", "Problem", "Progress", "Record", "Spell",
    "Touched", "hash_vocabulary", "open_record",
]  # fmt: skip
