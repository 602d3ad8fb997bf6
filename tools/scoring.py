"""How well a reader reads: statements against gold, as the codebook's "Comparing two statements" has it.

In: gold texts and what was read of each. Out: precision, recall and F1 by kind. What is a kind's key comes from the
vocabulary, nothing of it stands here.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher

from comity.kinds import Kind, Vocabulary
from comity.model import Statement

# Spelling of one name in two texts: "Cooperation Council" and "Co-operation Council" reach 0.97; two councils of
# different names stay below 0.8. Checked on the gold's mechanisms and titles.
MIN_NAME_LIKENESS = 0.85
MIN_LETTERS_TO_HOLD = 4
TO_COME = ("planned", "hoped")


@dataclass(frozen=True)
class Gold:
    """A text with the statements that a careful person reads in it.

    `optional` statements count neither when read nor when missed; statements within `ignored` are left out of account.
    Where only headings were coded (`is_partial`), what else is read is not wrong. `given` is told of the source.
    """

    name: str
    text: str
    statements: tuple[Statement, ...]
    optional: tuple[Statement, ...] = ()
    ignored: tuple[tuple[int, int], ...] = ()
    is_partial: bool = False
    given: tuple[tuple[str, str], ...] = ()


@dataclass
class Tally:
    """Counts of claims by kind."""

    gold: Counter[str] = field(default_factory=Counter)
    read: Counter[str] = field(default_factory=Counter)
    hits: Counter[str] = field(default_factory=Counter)
    whole: Counter[str] = field(default_factory=Counter)
    missed: list[tuple[str, Statement]] = field(default_factory=list)
    wrong: list[tuple[str, Statement]] = field(default_factory=list)


@dataclass(frozen=True)
class Score:
    """How well one kind, or a group of kinds, was read; a share without a denominator is None."""

    gold: int
    read: int
    hits: int
    whole_hits: int

    @property
    def recall(self) -> float | None:
        """The share of gold claims that were read."""
        return self.hits / self.gold if self.gold else None

    @property
    def precision(self) -> float | None:
        """The share of claims read that stand in the gold."""
        return self.hits / self.read if self.read else None

    @property
    def f1(self) -> float | None:
        """The harmonic mean of precision and recall."""
        return 2 * self.hits / (self.gold + self.read) if self.gold and self.read else None

    @property
    def whole(self) -> float | None:
        """The share of hits whose further roles and attributes agree too."""
        return self.whole_hits / self.hits if self.hits else None


def fold(name: object) -> str:
    """A name without case, accents and punctuation.

    >>> fold("High-Level Strategic Cooperation Council"), fold("Erdoğan")
    ('high level strategic cooperation council', 'erdogan')
    """
    letters = (letter for letter in unicodedata.normalize("NFKD", str(name)) if not unicodedata.combining(letter))
    return " ".join(re.findall(r"[a-z0-9]+", "".join(letters).casefold()))


def is_alike(left: object, right: object) -> bool:
    """Whether two names are one: equal once folded, one within the other, or spelt nearly alike.

    >>> is_alike("President Demir", "Demir"), is_alike("energy", "trade")
    (True, False)
    """
    short, long = sorted((fold(left), fold(right)), key=len)
    if short == long or (len(short) >= MIN_LETTERS_TO_HOLD and short in long):
        return True
    return SequenceMatcher(None, short, long).ratio() > MIN_NAME_LIKENESS


def split_claims(statement: Statement, kind: Kind) -> Iterator[Statement]:
    """One statement for each combination of its directed key roles; `between` stays one set."""
    lists = [role for role in kind.key_roles if role != "between" and len(statement.role(role)) > 1]
    for chosen in itertools.product(*(statement.role(role) for role in lists)):
        single = dict(zip(lists, chosen, strict=True))
        yield replace(
            statement,
            roles=tuple((name, (single[name],) if name in single else held) for name, held in statement.roles),
        )


def outlook(statement: Statement) -> str:
    """What holds, what is to come and what is denied are three different claims."""
    return "to come" if statement.modality in TO_COME else statement.modality


def has_same_key(gold: Statement, read: Statement, kind: Kind) -> bool:
    """Whether key roles and attributes agree, as far as the gold gives them."""
    roles = (role for role in kind.key_roles if gold.role(role))
    attributes = (name for name in kind.key_attributes if gold.attribute(name) is not None)
    return all(set(map(fold, gold.role(role))) == set(map(fold, read.role(role))) for role in roles) and all(
        is_alike(value_of(gold, name), value_of(read, name)) for name in attributes
    )


def value_of(statement: Statement, name: str) -> object:
    """An attribute's value; imports of A from B are exports of B to A, one flow."""
    value = statement.attribute(name)
    return "export" if (name, value) == ("flow", "import") else "" if value is None else value


def has_same_time(gold: Statement, read: Statement) -> bool:
    """Whether what was read lies within the gold's time; where that has none, time is not compared."""
    return gold.when is None or (read.when is not None and gold.when.contains(read.when))


def has_same_amount(gold: Statement, read: Statement) -> bool:
    """Whether unit and value agree; where the gold has no amount, it is not compared."""
    return gold.amount is None or (read.amount is not None and gold.amount.is_same(read.amount))


def is_same_claim(gold: Statement, read: Statement, kind: Kind) -> bool:
    """Whether what was read is the gold's claim."""
    return (
        gold.kind == read.kind
        and gold.action in (None, read.action)
        and outlook(gold) == outlook(read)
        and has_same_key(gold, read, kind)
        and has_same_time(gold, read)
        and has_same_amount(gold, read)
    )


def is_whole(gold: Statement, read: Statement) -> bool:
    """Whether all that the gold names agrees: every role, every attribute, the modality."""
    roles = all(any(is_alike(one, other) for other in read.role(name)) for name, held in gold.roles for one in held)
    attributes = all(
        read.attribute(name) is not None and is_alike(value_of(gold, name), value_of(read, name))
        for name, _ in gold.attributes
    )
    return roles and attributes and gold.modality == read.modality


def pair_claims(gold: Sequence[Statement], read: Sequence[Statement], vocabulary: Vocabulary) -> dict[int, int]:
    """Which gold claim was read by which statement, each at most once, nearest evidence first."""
    near = sorted(
        (abs(wanted.evidence.start - found.evidence.start), i, j)
        for i, wanted in enumerate(gold)
        for j, found in enumerate(read)
        if is_same_claim(wanted, found, vocabulary[wanted.kind])
    )
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in near:
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return pairs


def split_all(statements: Iterable[Statement], vocabulary: Vocabulary) -> list[Statement]:
    """All claims of all statements of known kinds."""
    known = (statement for statement in statements if statement.kind in vocabulary)
    return [claim for statement in known for claim in split_claims(statement, vocabulary[statement.kind])]


def tally_text(gold: Gold, read: Sequence[Statement], vocabulary: Vocabulary, tally: Tally) -> None:
    """Add what was read of one text to the tally."""
    wanted = split_all(gold.statements, vocabulary)
    found = split_all((one for one in read if not is_within(one, gold.ignored)), vocabulary)
    pairs = pair_claims(wanted, found, vocabulary)
    rest = [j for j in range(len(found)) if j not in pairs.values()]
    spare = pair_claims(split_all(gold.optional, vocabulary), [found[j] for j in rest], vocabulary)
    excused = {rest[j] for j in spare.values()}
    wrong = [] if gold.is_partial else [found[j] for j in rest if j not in excused]
    for i, claim in enumerate(wanted):
        tally.gold[claim.kind] += 1
        if i in pairs:
            tally.hits[claim.kind] += 1
            tally.read[claim.kind] += not gold.is_partial
            tally.whole[claim.kind] += is_whole(claim, found[pairs[i]])
        else:
            tally.missed.append((gold.name, claim))
    for claim in wrong:
        tally.read[claim.kind] += 1
        tally.wrong.append((gold.name, claim))


def is_within(statement: Statement, spans: Iterable[tuple[int, int]]) -> bool:
    """Whether the evidence touches one of the spans."""
    return any(statement.evidence.start < end and start < statement.evidence.end for start, end in spans)


def score_kinds(tally: Tally, kinds: Iterable[str]) -> Score:
    """The score of these kinds together (micro-average)."""
    names = list(kinds)
    return Score(*(sum(counts[name] for name in names) for counts in (tally.gold, tally.read, tally.hits, tally.whole)))


def score_all(tally: Tally, vocabulary: Vocabulary) -> Mapping[str, Score]:
    """The score of each kind that was read or wanted, and of the core and the broad kinds together."""
    names = [name for name in vocabulary if tally.gold[name] or tally.read[name]]
    scores = {name: score_kinds(tally, [name]) for name in names}
    for group in ("core", "broad"):
        scores[group] = score_kinds(tally, [kind.name for kind in vocabulary.values() if kind.group == group])
    return scores
