"""Binds words to what they rest on: gives sources their numbers, marks their uses, keeps the proofs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

from comity.model import Document, Fact, Finding, Source, Statement
from comity.writing import words
from comity.writing.picture import Picture
from comity.writing.tree import Figure, Mark, Proof, Quote, ReferenceEntry, Row, Sentence, Support

AROUND = 90  # characters of the source shown before and after a quote
_OFFICE_OF_STATE = re.compile(
    r"^(?:Ministry|Department|Embassy|Government|Office|Presidency|Parliament|Prime Minister's|State|Foreign|European|"
    r"Republic|National|Federal|Permanent|Consulate|Council|World|United)\b"
)


class Binder:
    """What one page cites, in the order in which it is cited. One binder a page."""

    def __init__(self, documents: Mapping[str, Document]) -> None:
        self.documents = documents
        self.numbers: dict[str, int] = {}
        self.uses: dict[int, list[Mark]] = {}
        self.statements: dict[str, set[str]] = {}
        self.proofs: dict[str, Proof] = {}

    def sentence(
        self, text: str, facts: Iterable[Fact], findings: Iterable[Finding] = (), *, part: str = "sentence"
    ) -> Sentence:
        """The sentence with its support; `part` names the part of the page for which its kind has a rule."""
        facts, findings = tuple(facts), tuple(findings)
        return Sentence(text, self.support(facts, findings, text), name_rule(facts, findings, part))

    def row(self, cells: Iterable[str], facts: Iterable[Fact], *, part: str = "table") -> Row:
        """A row of a table with its support."""
        facts = tuple(facts)
        return Row(tuple(cells), self.support(facts, ()), name_rule(facts, (), part))

    def figure(self, picture: Picture, facts: Iterable[Fact], *, part: str) -> Figure:
        """A picture with its support."""
        facts = tuple(facts)
        return Figure(picture, self.support(facts, ()), name_rule(facts, (), part))

    def support(self, facts: tuple[Fact, ...], findings: tuple[Finding, ...], text: str = "") -> Support:
        """Support for a piece of text; its sources get numbers and marks. What the text tells is not proved again."""
        facts = tuple({fact.id: fact for fact in facts}.values())
        sources: dict[str, None] = {}
        for fact in facts:
            self.prove_fact(fact)
            for statement in fact.statements:
                sources[statement.source] = None
                self.statements.setdefault(statement.source, set()).add(statement.id)
        for finding in findings:
            sources.update(dict.fromkeys(place.source for place in finding.places))
        marks = sorted((self.mark(source) for source in sources), key=lambda mark: mark.number)
        for finding in findings:
            self.prove_finding(finding, text)
        ids = [statement.id for fact in facts for statement in fact.statements]
        ids += [one for finding in findings for one in finding.statements]
        return Support(
            facts=tuple(fact.id for fact in facts),
            statements=tuple(dict.fromkeys(ids)),
            marks=tuple(marks),
            findings=tuple(finding.id for finding in findings),
        )

    def number(self, source: str) -> int:
        """The number of a source; the next one when it is cited for the first time."""
        return self.numbers.setdefault(source, len(self.numbers) + 1)

    def mark(self, source: str) -> Mark:
        """One more use of a source."""
        number = self.number(source)
        used = self.uses.setdefault(number, [])
        used.append(Mark(number, letters(len(used))))
        return used[-1]

    def prove_fact(self, fact: Fact) -> None:
        """Keep why a fact stands."""
        if fact.id not in self.proofs:
            quotes = tuple(self.quote(statement) for statement in fact.statements)
            self.proofs[fact.id] = Proof(fact.id, fact.standing, fact.reasons, quotes)

    def prove_finding(self, finding: Finding, text: str) -> None:
        """Keep what a finding rests on, and its reason where the text does not tell it."""
        if finding.id in self.proofs:
            return
        quotes = []
        for place in finding.places:
            before, after = self.around(place.source, place.start, place.end)
            number = self.number(place.source)
            quotes.append(Quote("", number, before, place.quote, after, place.line, "", place.start, place.end))
        told = [
            one for one in (
                "" if finding.reason.rstrip(".") in text else finding.reason, finding.arithmetic,
                finding.settle and f"What would settle it: {finding.settle}",
            ) if one
        ]  # fmt: skip
        self.proofs[finding.id] = Proof(finding.id, f"{finding.severity} {finding.code}", tuple(told), tuple(quotes))

    def quote(self, statement: Statement) -> Quote:
        """The characters of a statement in their place."""
        start, end = statement.evidence.start, statement.evidence.end
        before, after = self.around(statement.source, start, end)
        document = self.documents.get(statement.source)
        quote = statement.quote or ("" if document is None else document.text[start:end])
        line = None if document is None else document.text.count("\n", 0, start) + 1
        number, when = self.number(statement.source), None if statement.when is None else str(statement.when)
        return Quote(statement.id, number, before, quote, after, line, statement.modality, start, end, when)

    def around(self, source: str, start: int, end: int) -> tuple[str, str]:
        """The words before and after a place within its paragraph."""
        document = self.documents.get(source)
        if document is None:
            return "", ""
        before = document.text[max(0, start - AROUND) : start].rsplit("\n", 1)[-1]
        after = document.text[end : end + AROUND].split("\n", 1)[0]
        if start > AROUND and len(before) == AROUND:
            before = "…" + before.split(" ", 1)[-1]
        if len(after) == AROUND:
            after = after.rsplit(" ", 1)[0] + "…"
        return before, after

    def references(self) -> tuple[ReferenceEntry, ...]:
        """The numbered list of references, each with its uses."""
        entries = []
        for sha256, number in self.numbers.items():
            source = self.source(sha256)
            used = tuple(self.uses.get(number, ()))
            entries.append(
                ReferenceEntry(number, source, self.name_source(sha256), used, len(self.statements.get(sha256, ())))
            )
        return tuple(entries)

    def source(self, sha256: str) -> Source:
        """The source of a hash; what is not at hand is known by its hash alone."""
        document = self.documents.get(sha256)
        if document is not None:
            return document.source
        return Source(sha256=sha256, address="", media_type="", size=0)

    def name_source(self, sha256: str) -> str:
        """A source as a sentence names it: its publisher, its title in quotation marks, or its file.

        Two sources of one publisher are told apart by their titles.
        """
        source = self.source(sha256)
        namesakes = [
            other for other, document in self.documents.items()
            if other != sha256 and document.source.publisher == source.publisher
        ]  # fmt: skip
        title = f"“{' '.join(source.title.split())}”" if source.title else None
        if source.publisher and not (namesakes and title):
            return name_publisher(source.publisher)
        if title:
            return f"{title} ({source.publisher})" if source.publisher else title
        file = " ".join(PurePosixPath(source.address).name.split())
        return f"“{file}”" if file else f"source {sha256[:8]}"

    def name_sources(self, sources: Iterable[str]) -> str:
        """Several sources in a sentence."""
        return words.join_words(self.name_source(source) for source in dict.fromkeys(sources))


def name_rule(facts: Iterable[Fact], findings: Iterable[Finding], part: str) -> str:
    """What wrote a piece of text: the kinds and actions whose file has the words, or the code of a finding.

    >>> from comity.model import make_statement
    >>> claim = make_statement("relations", "severed", roles={"between": ["CHL", "BOL"]})
    >>> name_rule([Fact("", claim, (), "confirmed", 1)], (), "lead")
    'relations, severed: lead'
    """
    wrote = [finding.code for finding in findings]
    if not wrote:
        wrote = [", ".join(filter(None, (fact.claim.kind, fact.claim.action))) for fact in facts]
    return f"{'; '.join(dict.fromkeys(wrote))}: {part}"


def name_publisher(publisher: str) -> str:
    """A publisher in running text, an office with "the".

    >>> name_publisher("Ministry of Foreign Affairs of Norland"), name_publisher("Reuters")
    ('the Ministry of Foreign Affairs of Norland', 'Reuters')
    """
    text = " ".join(publisher.split())
    return f"the {text}" if _OFFICE_OF_STATE.match(text) else text


def letters(number: int) -> str:
    """The name of a use: a, b, … z, aa, ab, …

    >>> letters(0), letters(25), letters(26)
    ('a', 'z', 'aa')
    """
    text = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(ord("a") + rest) + text
    return text
