"""Cues matched against a sentence: the verbs, nouns, figures, offices and headings that tell of a kind.

What comes out are candidates; who fills their roles is found in `roles`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from comity.reading.candidates import Candidate, noun_entry
from comity.reading.clause import Clause
from comity.reading.complements import has_complement, is_somebody
from comity.reading.cues import NO_REST, Cue, Lexicon, Rest
from comity.reading.figures import match_figures
from comity.reading.noun_frames import is_abbreviation, match_noun
from comity.reading.places import Sentence
from comity.reading.registry import names_state
from comity.reading.undergoers import find_undergoers


def find_candidates(sentence: Sentence, lexicon: Lexicon) -> list[Candidate]:
    """All matches of cues in a sentence: of verbs, of figures, of offices, of nouns by themselves."""
    verbs = list(_match_verbs(sentence, lexicon))
    summed = {(one.cue.kind, place) for one in verbs if one.cue.amount for place in (id(one.clause), one.noun)}
    figures = [
        one
        for one in match_figures(sentence, lexicon.figures)
        if (one.cue.kind, one.noun or 0) not in summed and (one.cue.kind, id(one.clause)) not in summed
    ]
    used = {
        (one.cue.kind, one.noun)
        for one in verbs
        if one.clause is not None and one.noun is not None and one.clause.start <= one.noun < one.clause.right
    }
    used |= {(one.cue.kind, one.noun or 0) for one in figures}
    offices = _match_offices(sentence, lexicon.offices)
    found = [*verbs, *figures, *offices, *_match_nouns(sentence, lexicon, used)]
    hanging = {
        (one.cue.kind, id(clause))
        for one in found
        if one.cue.governs
        for clause in governed(sentence, one.clause, one.cue.governs)
    }
    return [one for one in found if (one.cue.kind, id(one.clause)) not in hanging] if hanging else found


def _match_verbs(sentence: Sentence, lexicon: Lexicon) -> Iterator[Candidate]:
    named = {(noun.kind, noun.group) for token in sentence.tokens if token.tag == "H" for noun in token.data}
    for clause in sentence.clauses:
        cues = lexicon.by_lemma.get(clause.lemma)
        for _, cue, rests in cues.of(named) if cues is not None else ():
            if cue.voice != "any" and (cue.voice == "passive") != clause.is_passive:
                continue
            if rests == NO_REST or any(has_rest(sentence, clause, rest) for rest in rests):
                yield from _match_verb(sentence, clause, cue)


def _match_nouns(sentence: Sentence, lexicon: Lexicon, used: Collection[tuple[str, int]]) -> Iterator[Candidate]:
    """The nouns that tell by themselves; those of which a verb or a figure tells, only with cues that ask for it."""
    for i, token in enumerate(sentence.tokens):
        for noun in token.data if token.tag == "H" else ():
            for cue in lexicon.by_noun.get((noun.kind, noun.group), ()):
                if (noun.kind, i) not in used or cue.is_spare:
                    match = match_noun(sentence, i, noun, cue)
                    yield from [match] if match is not None else []


def _match_verb(sentence: Sentence, clause: Clause, cue: Cue) -> Iterator[Candidate]:
    if not _passes(sentence, clause, cue):
        return
    if cue.amount in ("required", "money") and not _has_amount(sentence, clause, cue.amount):
        return
    if cue.governs and not any(governed(sentence, clause, cue.governs)):
        return
    if cue.object is None:
        if cue.complement is None or has_complement(sentence, clause, cue.complement):
            yield Candidate(cue, clause, None, None)
        return
    for i in find_undergoers(sentence, clause, cue):
        entry = noun_entry(sentence.tokens[i], cue.kind, cue.object)
        if entry is not None and not sentence.phrase(i).is_modifier and not _is_apposition(sentence, clause, i, cue):
            yield Candidate(cue, clause, i, entry)


def governed(sentence: Sentence, clause: Clause | None, lemmas: Collection[str]) -> Iterator[Clause]:
    """What of these verbs hangs on a verb: "asked the ambassador to *leave*", "joined with A in *forming* O"."""
    for other in sentence.clauses if lemmas and clause is not None else ():
        is_thing = other.relation == "gerund" and other.subordinator == "in"
        if other.parent is clause and other.lemma in lemmas and (is_thing or other.relation == "infinitive"):
            yield other


def _has_amount(sentence: Sentence, clause: Clause, wanted: str) -> bool:
    return any(
        sentence.tag(i) == "M" and (wanted != "money" or sentence.tokens[i].data.rule == "money")
        for i in range(clause.start, clause.right)
    )


def _is_apposition(sentence: Sentence, clause: Clause, i: int, cue: Cue) -> bool:
    """Whether the noun only tells what the one before it is: "its embassy in Accra, its first mission there"."""
    left = sentence.phrase(i).left
    if is_abbreviation(sentence, i, cue.kind, cue.object or ""):
        return True
    if clause.is_passive or sentence.tag(left - 1) != "," or sentence.tag(left) != "T":
        return False
    if any(preposition == "in" and sentence.tag(target) == "C" for preposition, target in sentence.phrase(i).pps):
        return False  # "an embassy in Accra, *a consulate in Kumasi*, and consulates elsewhere": each has its own place
    things = [k for k in range(clause.verb[1], left) if noun_entry(sentence.tokens[k], cue.kind, cue.object or "")]
    end = min(sentence.phrase(i).right + 1, len(sentence.tokens))
    return bool(things) and "and" not in (sentence.lower(k) for k in range(left, end))


def has_rest(sentence: Sentence, clause: Clause, rest: Rest) -> bool:
    """Whether the words of a verb's cue beyond the verb follow it: "enter *into force*"."""
    if not rest:
        return True
    for i in range(clause.verb[1], min(clause.verb[1] + 6, len(sentence.tokens))):
        if sentence.lower(i) == rest[0] and all(sentence.lower(i + n) == word for n, word in enumerate(rest)):
            return True
        if sentence.tag(i) in "VX,;":
            return False
    return False


def _passes(sentence: Sentence, clause: Clause, cue: Cue) -> bool:
    if cue.needs is not None and cue.needs.is_out(sentence.folded):
        return False
    unless = None if cue.unless is None or cue.unless.is_out(sentence.folded) else cue.unless
    if unless is None and cue.needs is None:
        return True
    right = clause.right
    # "pledged 5 million to help refugees", "is in Oslo to attend a session"
    goes_on = clause.lemma in ("become", "go") or (clause.lemma == "be" and cue.object is None)
    if cue.verbs and (goes_on or cue.amount in ("required", "money")):
        right = max([right, *(c.right for c in sentence.clauses if c.relation == "infinitive" and c.parent is clause)])
    named = max(right, clause.subject[1]) if clause.is_passive else right  # "Set up in 1997, the joint body"
    if cue.needs is not None and not cue.needs.search(sentence.words(clause.start, named)):
        return False
    first = clause.subject[0] if clause.subject[0] < clause.subject[1] <= clause.verb[0] else clause.start
    return unless is None or not unless.search(sentence.words(first, right))  # not in what is fronted


def _match_offices(sentence: Sentence, cues: Sequence[Cue]) -> Iterator[Candidate]:
    """ "with N as chargé d'affaires": a party with office and name after a preposition of company; "Peru's ambassador
    to Chile, N, said": one that is told with its state, wherever it stands."""
    for i, token in enumerate(sentence.tokens):
        if token.tag == "E" and len(token.data) > 1 and sentence.clause_of(i) is not None:
            yield from _match_members(sentence, i, cues)
        if token.tag != "E" or len(token.data) != 1 or not token.data[0].person or not token.data[0].office:
            continue
        is_with = sentence.lower(i - 1) in ("with", "under")
        words = sentence.words(max(0, i - 2), i + 2)
        for cue in cues:
            if token.data[0].office not in cue.offices or sentence.clause_of(i) is None:
                continue
            if cue.is_named and (not names_state(token.text) or (cue.unless and cue.unless.search(words))):
                continue
            is_under = cue.needs is None or sentence.lower(i - 1) == "under"
            is_told = is_under or (cue.needs is not None and cue.needs.search(sentence.words(i, i + 4)))
            if cue.is_named or (is_with and is_told):
                yield Candidate(cue, sentence.clause_of(i), None, None, party=i)


def _match_members(sentence: Sentence, i: int, cues: Sequence[Cue]) -> Iterator[Candidate]:
    """Those of several named together who are told with state and post: "Minister N and Peru's envoy to Chile, M"."""
    text = sentence.tokens[i].text
    for number, party in enumerate(sentence.tokens[i].data):
        if not (party.person and party.office and party.states and party.posted):
            continue
        for cue in cues:
            if cue.is_named and party.office in cue.offices and not (cue.unless and cue.unless.search(text)):
                yield Candidate(cue, sentence.clause_of(i), None, None, party=i, member=number)


def match_headed(sentence: Sentence, cues: Sequence[Cue]) -> Iterator[Candidate]:
    """An entry under a heading that gives the kind: who is named, and a candidate for each date told apart."""
    nouns = sentence.context.headings.nouns()
    who = next((i for i, token in enumerate(sentence.tokens) if token.tag == "E" and is_somebody(token.data)), None)
    if who is None or any(clause.lemma not in ("be",) for clause in sentence.clauses):
        return
    dates: list[int | None] = [i for i, token in enumerate(sentence.tokens) if token.tag == "D"]
    for cue in cues:
        noun = next((noun for noun in nouns if noun.kind == cue.kind and noun.group == cue.heading), None)
        words = f"{sentence.context.headings.text()} {' '.join(token.text for token in sentence.tokens)}"
        if noun is not None and not (cue.unless and cue.unless.search(words)):
            yield from (Candidate(cue, None, None, noun, party=who, date=date) for date in dates or [None])
