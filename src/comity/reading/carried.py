"""Figures that go on from the one told before: "This figure rose to USD 3 billion in 2021", "It fell to …".

In: a sentence in which an amount measures no noun of its own. Out: the last figure's statement with the new amount and
time; nothing where the subject takes up anything else, or where no new time is told beside a dated figure.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from comity.model import Amount
from comity.reading.amount_dates import is_former
from comity.reading.candidates import Candidate
from comity.reading.clause import Clause
from comity.reading.cues import Lexicon
from comity.reading.evidence import find_evidence
from comity.reading.fill import Filled, Filler
from comity.reading.modality import read_modality
from comity.reading.places import Sentence
from comity.reading.times import choose_time

FIGURES = frozenset("figure figures amount number volume total sum value level turnover flow flows".split())
REACHES = frozenset("reach stand amount total exceed hit double triple surpass be decline decrease increase".split())


# What a total is called: it takes up no part of it, as exports are of trade.
WHOLES = frozenset("volume total turnover".split())


@dataclass(slots=True)
class Told:
    """The figure told last: what measured it, and its statement; and the last one that both sides share."""

    candidate: Candidate
    filled: Filled
    whole: Told | None = None


def take_up(sentence: Sentence, used: Collection[int | None], last: Told | None) -> Iterator[Filled]:
    """The statements of amounts whose subject stands for the figure told last; `used` are those that measure nouns."""
    if last is None:
        return
    last = last.whole or last if _named_as(sentence, WHOLES) else last
    for clause in sentence.clauses:
        if not (_stands_for_figure(sentence, clause) or _moves_figure(sentence, clause)):
            continue
        for i in range(clause.verb[1], clause.right):
            if (
                sentence.tag(i) != "M"
                or i in used
                or not _is_like(sentence.tokens[i].data.amount.unit, last.filled.amount)
            ):
                continue
            candidate = Candidate(last.candidate.cue, clause, None, last.candidate.noun_entry, amount=i)
            time = choose_time(sentence, candidate, None, replace(sentence.context, told=None))
            modality = read_modality(sentence, candidate)
            if modality is None or (time.when is None and last.filled.time.when is not None):
                continue
            start, end = find_evidence(sentence, candidate)
            attributes = {
                name: value for name, value in last.filled.attributes.items() if not name.endswith("_percent")
            }
            yield replace(
                last.filled,
                amount=sentence.tokens[i].data.amount,
                time=time,
                modality=modality,
                attributes=attributes,
                start=start,
                end=end,
                notes=[("figure", "the one told before")],
            )


def note_mention(sentence: Sentence, candidates: Sequence[Candidate], filler: Filler, lexicon: Lexicon) -> Told | None:
    """What "it was worth" may take up in the sentence after: a noun that is measured, and that nothing measured yet."""
    if any(candidate.amount is not None for candidate in candidates):
        return None
    for i, token in enumerate(sentence.tokens):
        for noun in token.data if token.tag == "H" else ():
            for cue in lexicon.sums.get((noun.kind, noun.group), ()):
                candidate = Candidate(cue, sentence.clause_of(i), i, noun)
                filled = list(filler.fill(candidate, lexicon.kinds[cue.kind]))
                if len(filled) == 1 and filled[0].modality == "asserted":
                    return Told(candidate, filled[0])
    return None


def note_figure(sentence: Sentence, candidate: Candidate, filled: Sequence[Filled], before: Told | None) -> Told | None:
    """What later words may take up: the last figure that made one statement, and not what it was before."""
    if candidate.amount is None or len(filled) != 1 or (before and is_former(sentence, candidate.amount)):
        return before
    told = Told(candidate, filled[0])
    whole = told if "between" in filled[0].roles else before.whole if before is not None else None
    return replace(told, whole=whole)


def _named_as(sentence: Sentence, names: Collection[str]) -> bool:
    return any(
        sentence.lower(i) in names and sentence.lower(i - 1) in ("the", "this", "that")
        for i in range(1, len(sentence.tokens))
    )


def _stands_for_figure(sentence: Sentence, clause: Clause) -> bool:
    """Whether the subject is "this figure", "the total", or "it" that rises, falls or reaches."""
    fronted = next((i for i in range(*clause.subject) if sentence.tag(i) not in "IDA,"), clause.subject[0])
    words = [sentence.lower(i) for i in range(fronted, clause.subject[1])]
    moves = sentence.english.rises.fullmatch(clause.lemma) or sentence.english.falls.fullmatch(clause.lemma)
    if words == ["they"]:  # "exports were A; they had been B in 2014"
        return bool(moves) or sentence.tag(clause.verb[1]) == "M"
    if words in (["it"], ["this"]):
        is_worth = sentence.lower(clause.verb[1]) in ("worth", "valued")
        return bool(moves) or (clause.lemma in REACHES and (clause.lemma != "be" or is_worth))
    is_named = len(words) == 2 and words[0] in ("this", "the", "that", "these") and words[1] in FIGURES
    return is_named and (bool(moves) or clause.lemma in REACHES)


def _moves_figure(sentence: Sentence, clause: Clause) -> bool:
    """Whether the verb raises or lowers "the volume", "this figure"."""
    words = [sentence.lower(i) for i in range(clause.verb[1], clause.verb[1] + 2)]
    moves = clause.lemma in ("raise", "bring", "lift", "take", "double") or sentence.english.rises.fullmatch(
        clause.lemma
    )
    return bool(moves) and (words[0] == "it" or (words[0] in ("this", "the", "that") and words[1] in FIGURES))


def _is_like(unit: str, last: Amount | None) -> bool:
    is_money = len(unit) == 3 and unit.isupper()
    if last is None:
        return is_money
    return unit == last.unit or (is_money and len(last.unit) == 3 and last.unit.isupper())
