"""The record: an append-only store of sources, statements and decisions, SQLite by default, PostgreSQL by address."""

from comity.record.adding import Added, Loaded
from comity.record.changes import Change, Spell
from comity.record.identities import Found
from comity.record.kept import KnownFact, is_of_one_state
from comity.record.news import Mark, News, Touched
from comity.record.queries import Day
from comity.record.readers import hash_vocabulary
from comity.record.record import Record, open_record
from comity.record.searching import Hit
from comity.record.verifying import Problem, Progress

__all__ = [
    "Added", "Change", "Day", "Found", "Hit", "KnownFact", "Loaded", "Mark", "News", "Problem", "Progress", "Record",
    "Spell", "Touched", "hash_vocabulary", "is_of_one_state", "open_record",
]  # fmt: skip
