"""The nouns that undergo a verb: its object, in the passive its subject, and what "which" or "it" takes up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from comity.reading.candidates import noun_entry
from comity.reading.clause import Clause
from comity.reading.cues import Cue
from comity.reading.places import Sentence


def find_undergoers(sentence: Sentence, clause: Clause, cue: Cue) -> Iterator[int]:
    """The cue nouns that undergo the verb: its object, or in the passive its subject."""
    is_alone = clause.lemma == "become" or not _has_object(sentence, clause)
    if clause.is_passive or (cue.is_intransitive and is_alone):
        yield from (
            i
            for i in range(*clause.subject)
            if sentence.tag(i) == "H"
            and (not _is_deep(sentence, i, clause.subject[0]) or _is_head(sentence, i, clause))
        )
    yield from _taken_up(sentence, clause, cue)
    if not clause.is_passive or clause.lemma in GIVING:
        yield from (
            i
            for i in range(clause.verb[1], clause.right)
            if sentence.tag(i) == "H" and not _is_deep(sentence, i, clause.verb[1], _words_after(clause, cue))
        )
        yield from _before_relative(sentence, clause, cue)
    if clause.is_passive:
        yield from _added(sentence, clause)
    yield from _relative_head(sentence, clause, cue)


def _added(sentence: Sentence, clause: Clause) -> Iterator[int]:
    """What underwent a passive verb beside its subject: "a pact was signed, *as well as a protocol*"."""
    is_added = False
    for i in range(clause.verb[1], clause.right):
        if sentence.tag(i) != "H":
            continue
        left = sentence.phrase(i).left
        words = [sentence.lower(k) for k in range(max(clause.verb[1], left - 3), left)]
        if words[-1:] in (["on"], ["of"], ["for"], ["in"]):
            continue
        is_added = any(words[-n:] in ADDING for n in (1, 2, 3)) or (is_added and _goes_on(words))
        if is_added:
            yield i


def _goes_on(words: Sequence[str]) -> bool:
    """Whether a list goes on: "a protocol on trade *and* a memorandum", "…, *and on* …"."""
    return words[-1:] in (["and"], [","]) or words[-2:] == ["and", "also"]


ADDING = (
    ["as", "well", "as"], ["together", "with"], ["along", "with"], ["alongside"], ["including"], ["plus"],
    ["among", "them"], ["among", "which"], ["amongst", "them"], ["and", "also"], ["followed", "by"], [":"],
)  # fmt: skip


# Verbs that keep an object in the passive: "was granted a loan", "was given observer status".
GIVING = frozenset(
    "declare proclaim designate name grant give award offer accord allot assign lend promise pledge".split()
)


def _relative_head(sentence: Sentence, clause: Clause, cue: Cue) -> Iterator[int]:
    """What "which" takes up beyond the noun next to it: "signed a *treaty* on investments, which lapsed in 2015"."""
    is_apart = clause.relation == "gerund" and clause.is_passive and clause.subordinator in (",", "")
    if not (clause.relation == "relative" and (clause.is_passive or cue.is_intransitive)) and not is_apart:
        return
    if any(noun_entry(sentence.tokens[i], cue.kind, cue.object or "") for i in range(*clause.subject)):
        return
    start, end = clause.subject
    if end == clause.verb[0] and sentence.lower(start - 1) == "with" and sentence.tag(end - 1) == "H":
        return  # "relations in 1976, with *an embassy* opened in 1977"
    yield from _head_before(sentence, clause.left, cue, 'IRWTAKQEHJCD,()["“”')


def _head_before(sentence: Sentence, k: int, cue: Cue, tags: str) -> Iterator[int]:
    """The cue's noun to which the words before token k belong, as "on trade" belongs to "an agreement on trade"."""
    while k > 0 and sentence.tag(k - 1) in tags:
        k -= 1
        if noun_entry(sentence.tokens[k], cue.kind, cue.object or "") is not None:
            yield k
            return


def _has_object(sentence: Sentence, clause: Clause) -> bool:
    """Whether the verb has a thing as its object: a cue noun, or any with an article ("closed *its press office*")."""
    is_named = sentence.tag(clause.verb[1]) == "T" and sentence.lower(clause.verb[1]) not in ("all", "both", "the")
    is_idle = clause.lemma in COPULAS or sentence.lower(clause.verb[1] + 1) in IDLE_OBJECTS
    return any(sentence.tag(i) == "H" for i in sentence.objects(clause)) or (is_named and not is_idle)


COPULAS = frozenset("be become remain stay".split())


# "Opened its doors", "began its work" say no more than that it opened and began.
IDLE_OBJECTS = frozenset("doors gates activity activities work operations functions services business".split())


def _is_head(sentence: Sentence, i: int, clause: Clause) -> bool:
    """Whether the noun is what a relative clause tells of, though governed: "under *the treaty* that was signed", "with
    *the visit* paid by N"."""
    is_reduced = clause.is_passive and i == clause.verb[0] - 1 and sentence.tag(clause.verb[0]) == "V"
    return (
        (clause.relation == "relative" or is_reduced)
        and sentence.tag(clause.subject[0]) == "I"
        and sentence.phrase(i).left == clause.subject[0] + 1
    )


def _words_after(clause: Clause, cue: Cue) -> tuple[str, ...]:
    """The words that belong to the verb: "entered *into* relations"."""
    return tuple(word for lemma, rest in cue.verbs if lemma == clause.lemma for word in rest.split())


def _before_relative(sentence: Sentence, clause: Clause, cue: Cue) -> Iterator[int]:
    """ "the treaty of friendship that A and B signed": the noun before "that" is what was signed, and so is the one
    before a name alone."""
    first = clause.subject[0] - 1
    following = sentence.tag(first + 2) if sentence.tag(first + 1) == "T" else sentence.tag(first + 1)
    is_named = following == "E" or sentence.lower(first + 1) in ("both", "each")
    if sentence.lower(first) in ("that", "which") and is_named:
        yield from _head_before(sentence, first, cue, 'IRWTAKQEHJCD()["“”' + "," * (sentence.lower(first) == "which"))
    noun = clause.verb[0] - 2
    is_bare = sentence.tag(noun) + sentence.tag(noun + 1) == "HE" and sentence.tag(clause.verb[1]) in "IDA.,"
    is_bare = is_bare and not any(party.pronoun for party in sentence.tokens[noun + 1].data)
    is_fronted = is_bare and sentence.tag(sentence.phrase(noun).left - 1) == "I"  # "by the treaty Peru ceded"
    if is_bare and not is_fronted and noun_entry(sentence.tokens[noun], cue.kind, cue.object or "") is not None:
        yield noun  # "the embassy Peru opened in 1995"


def _taken_up(sentence: Sentence, clause: Clause, cue: Cue) -> Iterator[int]:
    """ "closed its embassy in 1975 and reopened it in 1979": the noun of the verb before."""
    following = sentence.lower(clause.verb[1])
    words = [sentence.lower(i) for i in range(*clause.subject) if sentence.tag(i) not in "A,"]
    if clause.is_passive and words in (
        ["it"],
        ["they"],
    ):  # "an embassy until it was closed", "ties until they were cut"
        nouns = [i for i in range(clause.subject[0]) if sentence.tag(i) == "H"]
        yield from [i for i in nouns if sentence.lower(i).endswith("s") == (words == ["they"])][-1:]
    if cue.is_intransitive and not clause.is_passive and clause.subject[0] > 0:
        yield from _stood_for(sentence, clause, cue)
    parent = clause.parent
    if (
        following in ("it", "them")
        and clause.relation in ("coordinate", "main", "infinitive")
        and parent is not None
        and not clause.is_passive
    ):
        spans: list[tuple[int, int]] = []
        while parent is not None:  # "opened an embassy in 1990, closed it in 1995 and reopened it in 2001"
            spans += [(parent.verb[1], parent.right), *([parent.subject] if parent.is_passive else [])]
            parent = parent.parent if sentence.lower(parent.verb[1]) == following else None
        found = [[i for i in range(*span) if sentence.tag(i) == "H"] for span in spans]
        yield from next(filter(None, found), [])  # "a pact was signed in 1990; A terminated it in 2013"


def _stood_for(sentence: Sentence, clause: Clause, cue: Cue) -> Iterator[int]:
    """The cue's noun that "it" or "they" as the subject of what happens to it takes up: "signed a pact; it lapsed"."""
    named = [i for i in range(*clause.subject) if sentence.tag(i) not in "IDA,"]
    if (
        len(named) != 1
        or sentence.lower(named[0]) not in ("it", "they")
        or any(sentence.tag(i) in "EH" for i in sentence.objects(clause))
    ):
        return
    nouns = [i for i in range(named[0]) if noun_entry(sentence.tokens[i], cue.kind, cue.object or "")]
    yield from [i for i in nouns if sentence.lower(i).endswith("s") == (sentence.lower(named[0]) == "they")][-1:]


def _is_deep(sentence: Sentence, i: int, start: int, verb_words: tuple[str, ...] = ()) -> bool:
    """Whether a preposition governs the noun: not the verb's own, nor that of a list or of "establishment of"."""
    left = sentence.phrase(i).left
    if sentence.tag(left - 1) != "I" or left - 1 < start:
        return False
    if sentence.lower(left - 1) == "of":
        is_part = sentence.lower(left - 2) in QUANTITIES  # "lifted most of its sanctions"
        return sentence.is_beforehand(i) and not is_part
    return sentence.lower(left - 1) not in verb_words and sentence.lower(left - 1) not in LISTING


# What opens a list of things that undergo the verb as what stands before does: "ten documents, *including* a treaty".
LISTING = frozenset("including plus".split())


QUANTITIES = frozenset("most some all many part rest majority".split())
