"""Errors by what the caller can do. A message says where, what was found, what was allowed, how to mend it.

ComityError               everything that a user can mend; the command line exits with status 2
├── KindError             a file of the vocabulary is wrong
├── MappingError          the mapping of a table is wrong
├── CheckError            a check of one's own is wrong
├── SourceError           a source cannot be read
├── UnknownNameError      a state or other name is unknown (with near names)
└── RecordError           the record cannot be opened, read or written
"""


class ComityError(Exception):
    """Wrong use or unreadable input; the message says how to mend it."""


class KindError(ComityError):
    """A file of the vocabulary is not what it must be."""


class MappingError(ComityError):
    """A file that maps the columns of a table to kinds is not what it must be."""


class CheckError(ComityError):
    """A check of one's own is not what it must be."""


class SourceError(ComityError):
    """A source is missing, empty, or not of a kind that can be read."""


class UnknownNameError(ComityError):
    """A state, organisation or other name that is not known; near names are offered."""


class RecordError(ComityError):
    """The record is missing, of another version, or cannot be written."""
