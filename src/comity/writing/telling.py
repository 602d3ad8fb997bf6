"""Facts as sentences: merged as their kinds say, each with its standing and, where disputed, with who says it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from comity.kinds import Kind
from comity.model import Fact, Statement
from comity.writing import words
from comity.writing.binder import Binder
from comity.writing.claims import ClaimWords
from comity.writing.phrases import Mode, load_phrases
from comity.writing.phrasing import find_mutual, merge_claims, write_claim
from comity.writing.tree import Sentence
from comity.writing.view import View

PRESENT: frozenset[Mode] = frozenset({"holds", "planned", "hoped"})


def write_sentences(view: View, facts: Iterable[Fact], binder: Binder) -> list[Sentence]:
    """The facts in sentences, in order of time; facts that differ only in what the kind lists are one sentence."""
    return [binder.sentence(text, members) for text, members in write_texts(view, facts, binder)]


def write_texts(view: View, facts: Iterable[Fact], binder: Binder) -> list[tuple[str, list[Fact]]]:
    """The sentences of facts as text, each with its facts; what reads the same is said once."""
    said: dict[str, list[Fact]] = {}
    before: object = None
    for told in join_mutual(view, merge_facts(view, facts)):
        claim, mode, members = told.claim, told.mode, told.facts
        matter = (claim.kind, *(sorted(claim.role(role)) for role in view.vocabulary[claim.kind].key_roles))
        claim_words = replace(words_of(view, claim, mode), is_again=matter == before, is_mutual=told.is_mutual)
        text = write_claim(claim_words, mode)
        before = matter
        if any(fact.standing == "disputed" for fact in members):
            sources = (one.source for fact in members for one in fact.statements)
            text = f"according to {binder.name_sources(sources)}, {text}"
        said.setdefault(words.end_sentence(text), []).extend(members)
    return list(said.items())


@dataclass(frozen=True, slots=True)
class Telling:
    """A claim to be written, with its mode and facts; `is_mutual`: the other party did the same."""

    claim: Statement
    mode: Mode
    facts: list[Fact]
    is_mutual: bool = False


def join_mutual(view: View, merged: Sequence[tuple[Statement, Mode, list[Fact]]]) -> Iterator[Telling]:
    """The claims in their order; what two parties did to each other at one time as one, where its kind has words."""
    partners: dict[int, int] = {}
    for kind in {claim.kind: view.vocabulary[claim.kind] for claim, _, _ in merged}.values():
        numbers = [
            number for number, (claim, mode, facts) in enumerate(merged)
            if claim.kind == kind.name and mode == "happened" and has_mutual(kind, claim)
            and not any(fact.standing == "disputed" for fact in facts)
        ]  # fmt: skip
        found = find_mutual([merged[number][0] for number in numbers], kind)
        partners |= {numbers[one]: numbers[other] for one, other in found}
    second = set(partners.values())
    for number, (claim, mode, facts) in enumerate(merged):
        if number in second:
            continue
        if number not in partners:
            yield Telling(claim, mode, facts)
            continue
        other, _, others = merged[partners[number]]
        first_role = view.vocabulary[claim.kind].key_roles[0]
        shown = claim if view.pair[0] in claim.role(first_role) else other
        yield Telling(shown, mode, [*facts, *others], is_mutual=True)


def has_mutual(kind: Kind, claim: Statement) -> bool:
    """Whether the kind has a sentence for what two parties did to each other."""
    found = load_phrases(kind).of(claim.action)
    return found is not None and "mutual" in found.parts


def merge_facts(view: View, facts: Iterable[Fact]) -> list[tuple[Statement, Mode, list[Fact]]]:
    """The claims to be written with their mode and facts: merged as their kinds say, otherwise one by one."""
    groups: dict[object, list[Fact]] = {}
    for fact in facts:
        claim = fact.claim
        found = load_phrases(view.kind(fact)).of(claim.action)
        alone = None if found is not None and found.merge else fact.id
        key = (claim.kind, claim.action, view.mode(fact), fact.standing == "disputed", alone)
        groups.setdefault(key, []).append(fact)
    merged = []
    for members in groups.values():
        found = load_phrases(view.kind(members[0])).of(members[0].claim.action)
        claims = [fact.claim for fact in members]
        for claim, numbers in merge_claims(claims, found.merge if found is not None else ()):
            merged.append((claim, view.mode(members[0]), [members[number] for number in numbers]))
    return merged


def words_of(view: View, claim: Statement, mode: Mode) -> ClaimWords:
    """The claim ready to be written, with the names of its own day or, where it is present, of the page's."""
    return ClaimWords(claim, view.vocabulary[claim.kind], view.setting, is_present=mode in PRESENT)
