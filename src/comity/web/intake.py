"""Documents into the record, from a form or a program: what was read of each, and what that changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from comity.checking import Checked
from comity.errors import ComityError
from comity.intake import Reading, Unread, read_bytes, read_each
from comity.kinds import Vocabulary
from comity.model import Fact, Finding, Statement
from comity.model.shown import clean
from comity.record import Added
from comity.sources.taking import is_address
from comity.web.library import Days, Library

Pair = tuple[str, str]
# A document can be on many pairs, and a file have many documents: so many are looked at before and after.
MOST_PAIRS = 3
MOST_COMPARED = 5
LONGEST_NAME = 120


@dataclass(frozen=True)
class PairChange:
    """What became of the facts and findings on two states."""

    pair: Pair
    new: tuple[Fact, ...]
    changed: tuple[tuple[Fact, Fact], ...]
    gone: tuple[Fact, ...]
    found: tuple[Finding, ...]
    settled: tuple[Finding, ...]

    @property
    def is_any(self) -> bool:
        """Whether anything changed."""
        return any((self.new, self.changed, self.gone, self.found, self.settled))


@dataclass(frozen=True)
class Brief:
    """What was read of a document, in plain values."""

    address: str
    source: str | None
    is_new: bool
    statements: int
    learnt: list[str]
    withdrawn: list[str]
    trouble: str | None


@dataclass(frozen=True)
class Outcome:
    """What came of a document: what was added and what that changed, or why it could not be read."""

    address: str
    trouble: str | None = None
    added: Added | None = None
    statements: tuple[Statement, ...] = ()
    changes: tuple[PairChange, ...] = field(default=())

    def brief(self) -> Brief:
        """In plain values."""
        added = self.added
        return Brief(
            self.address, added.source if added else None, added is not None and added.is_new, len(self.statements),
            [one.id for one in added.statements] if added else [], list(added.withdrawn) if added else [], self.trouble,
        )  # fmt: skip


def read_address(library: Library, address: str) -> list[Outcome]:
    """What stands at an address of the web, into the record; raises ComityError for what is no such address."""
    if not is_address(address):
        raise ComityError(f"{address[:100]!r} is no address of the web. Give one that begins with https://.")
    fetch = library.settings.fetch(library.today())
    return list(keep(library, read_each([address], library.record.vocabulary, fetch=fetch)))


def read_upload(library: Library, name: str, data: bytes) -> list[Outcome]:
    """A file or a text, into the record under its name."""
    if not data.strip():
        raise ComityError("There is nothing to read: give a file, an address or a text.")
    return list(keep(library, read_bytes(data, tidy_name(name), library.record.vocabulary)))


def tidy_name(name: str) -> str:
    """The last part of a file's name, on one line and not too long.

    >>> tidy_name("../../etc/page.html"), tidy_name("")
    ('page.html', 'document')
    """
    last = PurePosixPath(clean(name).replace("\\", "/")).name
    return last[-LONGEST_NAME:] or "document"


def keep(library: Library, readings: Iterable[Reading | Unread]) -> Iterator[Outcome]:
    """Each reading into the record; of the first few, what it changed."""
    for number, one in enumerate(readings):
        if isinstance(one, Unread):
            yield Outcome(one.address, trouble=one.reason)
            continue
        with library.writing:
            pairs = find_pairs(one.statements, library.record.vocabulary) if number < MOST_COMPARED else []
            before = [library.check(pair, Days()) for pair in pairs]
            added = library.record.add(one)
            library.has_changed()
            after = [library.check(pair, Days()) for pair in pairs]
        changes = tuple(map(compare, pairs, before, after))
        yield Outcome(one.address, None, added, one.statements, changes)


def find_pairs(statements: Iterable[Statement], vocabulary: Vocabulary) -> list[Pair]:
    """The pairs of states that most of the statements are on."""
    counted: Counter[Pair] = Counter()
    for statement in statements:
        kind = vocabulary.get(statement.kind)
        roles = [name for name in kind.roles if kind.roles[name].type == "party"] if kind else []
        parties = sorted({code for name in roles for code in statement.role(name)})
        if len(parties) == 2:
            counted[parties[0], parties[1]] += 1
    return [pair for pair, _ in counted.most_common(MOST_PAIRS)]


def compare(pair: Pair, before: Checked, after: Checked) -> PairChange:
    """What differs between two looks at the same pair."""
    old, new = ({fact.id: fact for fact in checked.facts} for checked in (before, after))
    old_found, new_found = ({one.id: one for one in checked.findings} for checked in (before, after))
    return PairChange(
        pair,
        new=tuple(fact for id, fact in new.items() if id not in old),
        changed=tuple(
            (old[id], fact) for id, fact in new.items() if id in old and old[id].standing != fact.standing
        ),
        gone=tuple(fact for id, fact in old.items() if id not in new),
        found=tuple(one for id, one in new_found.items() if id not in old_found),
        settled=tuple(one for id, one in old_found.items() if id not in new_found),
    )  # fmt: skip
