"""Who depends on whom: pages that cite each other or copy each other's words are one witness, not two.

In: statements and documents. Out: `Dependence`, which counts the independent origins of a claim and says why.
A source in the record is recognised in a reference by its address, or by its title where that says enough and no
publisher speaks against it. What cannot be told is taken as independent.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from comity.checking.lazy import lazy
from comity.checking.likeness import fold
from comity.model import Citation, Document, Evidence, Reference, Source, Statement
from comity.sources.copies import (
    COMPARED_KINDS,
    MIN_COPIED_WORDS,
    Compared,
    Sketch,
    find_candidates,
    is_copy,
    list_words,
    make_shingles,
    make_sketch,
    shares_words,
)
from comity.sources.credits import find_credit

# A title of fewer words ("Bilateral relations", "Foreign policy") names too many pages.
MIN_TITLE_WORDS = 4
# Of one claim's statements up to this number each is compared with each; beyond, only those that share words.
MANY = 12
MOST_HOLDERS = 8
# "Relations were established." is said by everyone.
FEWEST_WORDS = 5
PUBLISHER_EMPTY = frozenset("the of for and republic ministry foreign affairs department state government".split())


@dataclass(frozen=True)
class Tie:
    """Why one statement is no witness of its own: `source` rests on `on` (a source, or a reference outside)."""

    statement: Statement
    how: str
    on: str
    reference: Reference | None = None
    original: Statement | None = None


def plain_address(address: str | None) -> str:
    """An address without scheme, www, final slash and fragment, in small letters."""
    if not address:
        return ""
    return re.sub(r"^[a-z]+://(?:www\.)?", "", address.strip().casefold()).split("#")[0].rstrip("/")


def is_web_address(address: str | None) -> bool:
    """Whether an address is one of the web."""
    return bool(address and re.match(r"https?://", address))


def is_reference_to(reference: Reference, source: Source) -> bool:
    """Whether a reference names this source: by its address, or by its title, unless address or publisher disagree."""
    if reference.url and is_web_address(source.address):
        return plain_address(reference.url) == plain_address(source.address)
    titles = fold(reference.title or ""), fold(source.title or "")
    if not titles[0] or titles[0] != titles[1] or len(titles[0].split()) < MIN_TITLE_WORDS:
        return False
    return is_same_publisher(reference.publisher, source.publisher)


def is_same_publisher(left: str | None, right: str | None) -> bool:
    """Whether two publishers can be one: unknown, or equal but for words such as "ministry" and a state's own form.

    >>> is_same_publisher("Turkish Ministry of Foreign Affairs", "Republic of Turkey, Ministry of Foreign Affairs")
    True
    >>> is_same_publisher("Eurasia Daily", "World Herald")
    False
    """
    if not left or not right:
        return True
    mine, yours = fold(left).split(), fold(right).split()
    if set(mine) <= set(yours) or set(yours) <= set(mine):
        return True
    stems = [{word[:4] for word in words if word not in PUBLISHER_EMPTY} for words in (mine, yours)]
    return bool(stems[0] & stems[1])


def citations_of(statement: Statement, citations: Sequence[Citation]) -> Iterator[Citation]:
    """The citations of its source whose claim shares characters with the statement's evidence.

    `citations` are sorted by their claim.
    """
    at = bisect_left(citations, statement.evidence.start, key=lambda citation: citation.claim.end)
    for citation in citations[at:]:
        if citation.claim.start >= statement.evidence.end:
            break
        if covers(citation.claim, statement.evidence):
            yield citation


def covers(claim: Evidence, evidence: Evidence) -> bool:
    """Whether at least half of the evidence lies in the citation's claim."""
    shared = min(claim.end, evidence.end) - max(claim.start, evidence.start)
    return shared * 2 >= evidence.end - evidence.start


class Dependence:
    """The ties among the sources of a record, looked up claim by claim."""

    def __init__(self, documents: Mapping[str, Document]) -> None:
        self.documents = dict(documents)
        self._compared = Compared(self.documents)
        self._sketches: dict[str, Sketch] = {}
        self._citations: dict[str, Sequence[Citation]] = {}
        self._references: dict[str, Mapping[str, Reference]] = {}
        self._published: dict[str, str] = {}
        self._voices: dict[str, frozenset[str]] = {}
        self._prose: dict[str, bool] = {}
        self._list(documents)

    def _list(self, documents: Mapping[str, Document]) -> None:
        for sha, document in documents.items():
            order = sorted(document.citations, key=lambda citation: (citation.claim.end, citation.claim.start))
            self._citations[sha] = order
            self._references[sha] = {reference.number: reference for reference in document.references}
            self._published[sha] = document.source.published or document.source.updated or "9999"

    def extend(self, documents: Mapping[str, Document]) -> set[tuple[str, str]]:
        """More documents; the references, as (source, number), that name another source of the record than before."""
        if not documents:
            return set()
        before = self.matches
        self.documents.update(documents)
        self._list(documents)
        for name in ("matches", "_by_name", "_alike"):
            vars(self).pop(name, None)
        return {key for key in {*before, *self.matches} if before.get(key) != self.matches.get(key)}

    @lazy
    def matches(self) -> Mapping[tuple[str, str], str]:
        """(source, number of the reference) → the source of the record that the reference names."""
        found = {}
        for sha in sorted(self.documents):
            for reference in self.documents[sha].references:
                likely = {other for name in names_of(reference) for other in self._by_name.get(name, ())} - {sha}
                named = [other for other in likely if is_reference_to(reference, self.documents[other].source)]
                if len(named) == 1:
                    found[sha, reference.number] = named[0]
        return found

    @lazy
    def _by_name(self) -> Mapping[str, Sequence[str]]:
        found: dict[str, list[str]] = {}
        for sha, document in self.documents.items():
            for name in {plain_address(document.source.address), fold(document.source.title or "")}:
                found.setdefault(name, []).append(sha)
        return found

    def references_of(self, statement: Statement) -> list[Reference]:
        """The references that its source gives for a statement, in the order of its list."""
        if not self._citations.get(statement.source):
            return []
        numbers = dict.fromkeys(
            citation.number for citation in citations_of(statement, self._citations.get(statement.source, ()))
        )
        known = self._references.get(statement.source, {})
        return [known[number] for number in numbers if number in known]

    def ties(self, statements: Sequence[Statement]) -> list[Tie]:
        """Why some of the statements of one claim are no witnesses of their own, the cited ones first."""
        citing = (statement for statement in statements if self._citations.get(statement.source))
        return [*(tie for statement in citing for tie in self._cited(statement)), *self._copied(statements)]

    def _cited(self, statement: Statement) -> Iterator[Tie]:
        for reference in self.references_of(statement):
            named = self.matches.get((statement.source, reference.number))
            yield Tie(statement, "cites", named or outside(reference), reference)

    def _copied(self, statements: Sequence[Statement]) -> Iterator[Tie]:
        if len(statements) > MANY:
            yield from self._copied_of_many(sorted(statements, key=self._age))
            return
        is_prose = len({one.source for one in statements if self._is_prose(one.source)}) > 1
        words = [(one, list_words(one.quote)) for one in statements]
        told = [(one, said) for one, said in words if is_prose or len(said) >= MIN_COPIED_WORDS]
        if len(told) < 2:
            return  # neither long quotes, nor pages of prose around them
        shingles = {one.id: make_shingles(said) for one, said in told}
        for original, later in itertools.combinations(sorted((one for one, _ in told), key=self._age), 2):
            if later.source != original.source and (
                shares_words(shingles[later.id], shingles[original.id])
                or (is_prose and self._is_passage(later, original))
            ):
                yield Tie(later, "copies", original.source, original=original)

    def _is_prose(self, sha: str) -> bool:
        """Whether a source has text that is compared with that of others: a table has none."""
        known = self._prose.get(sha)
        if known is None:
            document = self.documents.get(sha)
            kinds = () if document is None else {block.kind for block in document.blocks}
            known = self._prose[sha] = not COMPARED_KINDS.isdisjoint(kinds)
        return known

    def _copied_of_many(self, ordered: Sequence[Statement]) -> Iterator[Tie]:
        """The ties that suffice to join the copies: none between two statements that others join already."""
        groups = Groups(statement.id for statement in ordered)
        for at, before in enumerate(self._list_likely(ordered)):
            later = ordered[at]
            for original in (ordered[number] for number in sorted(before)):
                is_joined = groups.find(later.id) == groups.find(original.id)
                if not is_joined and later.source != original.source and self._has_same_words(later, original):
                    groups.join(later.id, original.id)
                    yield Tie(later, "copies", original.source, original=original)

    def _list_likely(self, ordered: Sequence[Statement]) -> Iterator[set[int]]:
        """For each statement, the numbers of earlier ones that share words with it: in the quote or in the document."""
        holders: dict[object, list[int]] = {}
        for at, statement in enumerate(ordered):
            marks = [*make_shingles(list_words(statement.quote)), *self._alike.get(statement.source, ())]
            yield {number for mark in marks for number in holders.get(mark, ())}
            for mark in marks:
                held = holders.setdefault(mark, [])
                if len(held) < MOST_HOLDERS:
                    held.append(at)

    @lazy
    def _alike(self) -> Mapping[str, list[tuple[str, str]]]:
        """For each source, the pairs that it forms with others whose documents share sentences."""
        found: dict[str, list[tuple[str, str]]] = {}
        for sha, document in self.documents.items():
            if sha not in self._sketches:
                self._sketches[sha] = make_sketch(document)
        for pair in find_candidates(self._sketches[sha] for sha in self.documents):
            for source in pair:
                found.setdefault(source, []).append(pair)
        return found

    def _has_same_words(self, left: Statement, right: Statement) -> bool:
        """Whether the quotes of two statements, or the sentences in which they stand, are one text."""
        return is_copy(left.quote, right.quote) or self._is_passage(left, right)

    def _is_passage(self, left: Statement, right: Statement) -> bool:
        """Whether two statements stand in sentences that the one document has from the other."""
        if left.source not in self.documents or right.source not in self.documents:
            return False
        copy = self._compared.compare(left.source, right.source)
        if copy is None:
            return False
        if has_same_few_words(left.quote, right.quote):
            return True
        here, there = (left, right) if copy.by == left.source else (right, left)
        return any(
            covers(passage.here, here.evidence) and covers(passage.there, there.evidence) for passage in copy.passages
        )

    def _age(self, statement: Statement) -> tuple[str, str, str]:
        return (self._published.get(statement.source, "9999"), statement.source, statement.id)

    def origins(self, sources: Sequence[str], ties: Collection[Tie]) -> Sequence[Sequence[str]]:
        """The sources of one claim in groups: those of one group are one witness. `ties` are those of the claim."""
        carrying = frozenset(sources)
        groups = Groups(carrying)
        outer: dict[str, str] = {}
        for tie in ties:
            if tie.on in carrying:
                groups.join(tie.statement.source, tie.on)
            elif tie.reference is not None and tie.on:
                groups.join(tie.statement.source, outer.setdefault(tie.on, tie.statement.source))
        for sha, other in self._of_one_publisher(sources):
            groups.join(sha, other)
        return groups.all()

    def _of_one_publisher(self, sources: Sequence[str]) -> Iterator[tuple[str, str]]:
        """Pairs of sources of one publisher, or that print the reports of one agency."""
        first: dict[str, str] = {}
        for sha in sources:
            for name in self._voices_in(sha):
                yield sha, first.setdefault(name, sha)

    def _voices_in(self, sha: str) -> frozenset[str]:
        """Who publishes a source, and whose report it prints."""
        known = self._voices.get(sha)
        if known is None:
            document = self.documents.get(sha)
            named = () if document is None else (fold(document.source.publisher or ""), find_credit(document))
            known = self._voices[sha] = frozenset(name for name in named if name)
        return known


def has_same_few_words(left: str, right: str) -> bool:
    """Whether two quotes are alike word for word; on pages that share other sentences, a short one is shared too.

    >>> has_same_few_words("Ghana opened an embassy in Oslo.", "Ghana opened an embassy in Oslo[2]")
    True
    """
    words = list_words(left.casefold())
    return len(words) >= FEWEST_WORDS and words == list_words(right.casefold())


def names_of(reference: Reference) -> set[str]:
    """The address and the title by which a reference may name a source."""
    return {plain_address(reference.url), fold(reference.title or "")} - {""}


def outside(reference: Reference) -> str:
    """What names a reference outside the record, equal for two lists that give the same; '' if it says little."""
    if reference.url:
        return f"address {plain_address(reference.url)}"
    title = fold(reference.title or "")
    return f"title {title}" if len(title.split()) >= MIN_TITLE_WORDS else ""


class Groups:
    """Sets that are joined step by step."""

    def __init__(self, members: Iterable[str]) -> None:
        self._leader = {member: member for member in members}

    def find(self, member: str) -> str:
        """The least member of its group."""
        while self._leader[member] != member:
            self._leader[member] = self._leader[self._leader[member]]
            member = self._leader[member]
        return member

    def join(self, left: str, right: str) -> None:
        """Makes one group of the two."""
        least, most = sorted((self.find(left), self.find(right)))
        self._leader[most] = least

    def all(self) -> tuple[tuple[str, ...], ...]:
        """The groups, each sorted, in order."""
        groups: dict[str, list[str]] = {}
        for member in sorted(self._leader):
            groups.setdefault(self.find(member), []).append(member)
        return tuple(tuple(group) for _, group in sorted(groups.items()))
