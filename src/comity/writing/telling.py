"""Facts as sentences: merged as their kinds say, each with its standing and, where disputed, with who says it."""

from __future__ import annotations

from collections.abc import Iterable

from comity.model import Fact, Statement
from comity.writing import words
from comity.writing.binder import Binder
from comity.writing.claims import ClaimWords
from comity.writing.phrasing import Mode, load_phrases, merge_claims, write_claim
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
    for claim, mode, members in merge_facts(view, facts):
        matter = (claim.kind, *(claim.role(role) for role in view.vocabulary[claim.kind].key_roles))
        text = write_claim(words_of(view, claim, mode, is_again=matter == before), mode)
        before = matter
        if any(fact.standing == "disputed" for fact in members):
            sources = (one.source for fact in members for one in fact.statements)
            text = f"according to {binder.name_sources(sources)}, {text}"
        said.setdefault(words.end_sentence(text), []).extend(members)
    return list(said.items())


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


def words_of(view: View, claim: Statement, mode: Mode, *, is_again: bool = False) -> ClaimWords:
    """The claim ready to be written, with the names of its own day or, where it is present, of the page's."""
    return ClaimWords(claim, view.vocabulary[claim.kind], view.setting, is_present=mode in PRESENT, is_again=is_again)
