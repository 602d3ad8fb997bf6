"""Figures: every amount with the cue noun that it measures, in its clause or near it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from comity.reading.candidates import Candidate, noun_entry
from comity.reading.clause import Clause
from comity.reading.cues import Cue
from comity.reading.places import Sentence


def match_figures(sentence: Sentence, cues: Mapping[str, Sequence[Cue]]) -> Iterator[Candidate]:
    """Every amount with the cue noun that it measures, one for each kind: in its clause, else in the clause before."""
    amounts = [i for i, token in enumerate(sentence.tokens) if token.tag == "M" and not _is_converted(sentence, i)]
    if not amounts:
        return
    found: dict[int, list[Candidate]] = {}
    for candidate in _measure(sentence, amounts, cues):
        found.setdefault(candidate.amount or 0, []).append(candidate)
    sums = {
        (candidate.cue.kind, candidate.noun)
        for own in found.values()
        for candidate in own
        if _is_sum(sentence, candidate)
    }
    for i, candidates in found.items():
        if (
            sentence.tokens[i].data.amount.unit == "percent"
        ):  # growth that is told beside the sum is an attribute of that
            candidates = [candidate for candidate in candidates if (candidate.cue.kind, candidate.noun) not in sums]
        if not candidates:
            continue
        nearest = min(candidates, key=lambda candidate: _distance(sentence, i, candidate.noun or 0)).noun
        yield from (candidate for candidate in candidates if candidate.noun == nearest)


def _is_converted(sentence: Sentence, i: int) -> bool:
    """Whether brackets tell the sum before them in another currency: "NOK 632 million (EUR 58 million)"."""
    if sentence.tag(i - 1) != "(" or sentence.tag(i + 1) != ")" or sentence.tag(i - 2) != "M":
        return False
    units = [sentence.tokens[k].data.amount.unit for k in (i - 2, i)]
    return units[0] != units[1] and all(len(unit) == 3 and unit.isupper() for unit in units)


def _is_sum(sentence: Sentence, candidate: Candidate) -> bool:
    return candidate.amount is not None and sentence.tokens[candidate.amount].data.amount.unit != "percent"


def _distance(sentence: Sentence, amount: int, noun: int) -> tuple[int, int]:
    """How far a noun stands from the amount that it may measure: first what is bound, then what stands before."""
    rank = 0 if noun > amount and _is_bound(sentence, amount, noun) else 1 if noun < amount else 2
    return rank, abs(noun - amount)


def _measure(sentence: Sentence, amounts: Sequence[int], cues: Mapping[str, Sequence[Cue]]) -> Iterator[Candidate]:
    """For every kind and amount the noun that the amount may measure."""
    named = {noun.kind for token in sentence.tokens if token.tag == "H" for noun in token.data}
    for kind, own in cues.items():
        if kind not in named:
            continue
        ordered = _find_respective(sentence, amounts, own)
        for i in amounts:
            fitting = [cue for cue in own if _unit_fits(cue, sentence.tokens[i].data.amount.unit)]
            nouns, date = ordered.get(i) or (_figure_nouns(sentence, i, fitting), None)
            found = (
                (cue, noun)
                for noun in nouns
                for cue in fitting
                if noun_entry(sentence.tokens[noun], kind, cue.noun or "")
            )
            match = next(
                (
                    (cue, noun)
                    for cue, noun in found
                    if _passes_near(sentence, cue, noun, i) and _may_count(sentence, noun, i)
                ),
                None,
            )
            if match is not None:
                cue, noun = match
                entry = noun_entry(sentence.tokens[noun], kind, cue.noun or "")
                yield Candidate(cue, _clause_of(sentence, i), noun, entry, amount=i, date=date)


def _clause_of(sentence: Sentence, amount: int) -> Clause | None:
    """The amount's clause; not one that is joined to what was told before: "*hope for* 5 million, which would be"."""
    clause = sentence.clause_of(amount)
    if clause is None or clause.relation != "relative" or amount >= clause.verb[0]:
        return clause
    before = [other for other in sentence.clauses if other.verb[1] <= amount and clause.left <= other.right]
    return before[-1] if before else clause


def _may_count(sentence: Sentence, noun: int, amount: int) -> bool:
    """Whether the amount may count the noun: of a counted people, none but its own; of what is in brackets, no amount
    behind them: "USD 8 million (imports: 2 million), reached 11 million"."""
    if noun < amount and (sentence.lower(amount - 2), sentence.lower(amount - 1)) == ("of", "which"):
        # "trade was 5 million, *of which 3 million* were exports"; but "of which 3% came from B"
        return all(sentence.tag(i) != "H" for i in range(amount + 1, min(amount + 7, len(sentence.tokens))))
    is_other = _is_step(sentence, amount) or _is_of_goods(sentence, noun, amount)
    if noun < amount and (_closes(sentence, noun, amount) or is_other):
        return False
    return not sentence.tokens[noun].codes or sentence.tokens[amount].data.rule == "demonym"


def _is_step(sentence: Sentence, amount: int) -> bool:
    """Whether a sum is by how much another has changed: "which is *a USD 8 million increase*"."""
    is_percent = sentence.tokens[amount].data.amount.unit == "percent"
    return not is_percent and sentence.lower(amount - 1) in ("a", "an") and sentence.lower(amount + 1) in STEPS


STEPS = frozenset("increase rise growth gain jump decrease decline drop fall reduction".split())


def _is_of_goods(sentence: Sentence, noun: int, amount: int) -> bool:
    """Whether an amount is that of the goods before its bracket, of a sum told before: "reached USD 8 million, with oil
    (USD 2 million)"."""
    if sentence.tag(amount - 1) != "(" or sentence.tag(amount + 1) != ")" or sentence.tag(amount - 2) != "W":
        return False
    if sentence.lower(amount - 3) not in ("and", ",", "as", "including", "being"):
        return False
    unit = sentence.tokens[amount].data.amount.unit
    told = (sentence.tokens[i] for i in range(noun + 1, amount) if sentence.tag(i) == "M")
    return any(token.data.amount.unit == unit for token in told)


def _closes(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a bracket that was open at the first token is closed before the last."""
    depth = 0
    for i in range(first + 1, last):
        depth += (sentence.tag(i) == "(") - (sentence.tag(i) == ")")
        if depth < 0:
            return True
    return False


def _passes_near(sentence: Sentence, cue: Cue, noun: int, amount: int) -> bool:
    if cue.unless is None and cue.needs is None:
        return True
    text = " ".join(token.text for token in sentence.tokens[max(0, min(noun, amount) - 5) : max(noun, amount) + 6])
    return not (cue.unless and cue.unless.search(text)) and bool(cue.needs is None or cue.needs.search(text))


def _find_respective(
    sentence: Sentence, amounts: Sequence[int], cues: Sequence[Cue]
) -> dict[int, tuple[list[int], int | None]]:
    """For each amount its noun and its date, where they are told in one order: "exports and imports were A and B
    respectively", "trade was A and B in 2018 and 2019 respectively"."""
    end = next((i for i, token in enumerate(sentence.tokens) if token.lower == "respectively"), None)
    listed = [i for i in amounts if end is not None and i < end]
    if end is None or len(listed) < 2:
        return {}
    nouns = [
        i for i in range(listed[0]) if any(noun_entry(sentence.tokens[i], cue.kind, cue.noun or "") for cue in cues)
    ]
    dates = [i for i, token in enumerate(sentence.tokens) if token.tag == "D" and i <= end + 6]
    if nouns and len(nouns) == len(listed):
        return {amount: ([noun], None) for amount, noun in zip(listed, nouns, strict=True)}
    if nouns and len(dates) == len(listed):
        return {amount: ([nouns[-1]], date) for amount, date in zip(listed, dates, strict=True)}
    return {}


def _unit_fits(cue: Cue, unit: str) -> bool:
    is_money = len(unit) == 3 and unit.isupper()
    return (
        unit in cue.figure
        or (is_money and "money" in cue.figure)
        or ("count" in cue.figure and not is_money and unit != "percent")
    )


def _figure_nouns(sentence: Sentence, amount: int, cues: Sequence[Cue]) -> list[int]:
    """The cue nouns that an amount may measure, the likeliest first: the one bound to it ("USD 3 billion in trade"),
    then those before it from near to far, its own clause first, then those after it."""

    groups = {(cue.kind, cue.noun) for cue in cues}
    nouns = [
        i
        for i, token in enumerate(sentence.tokens)
        if token.tag == "H" and any((noun.kind, noun.group) in groups for noun in token.data)
    ]
    bound = [i for i in nouns if amount < i < amount + 6][:1]
    bound = [i for i in bound if _is_bound(sentence, amount, i)]
    start, end = _stretch_start(sentence, amount), _stretch_end(sentence, amount)
    before = [i for i in nouns[::-1] if start <= i < amount]
    after = [i for i in nouns if amount < i < end]
    if sentence.tokens[amount].data.amount.unit == "percent":  # "trade by 23 percent, and freight by 50 percent"
        first = max(
            (i for i in range(amount) if sentence.tag(i) == "M" and sentence.tokens[i].data.amount.unit == "percent"),
            default=-1,
        )
        goes_on = (
            sentence.tag(amount - 1) in "K," or sentence.tag(amount - 2) + sentence.tag(amount - 1) == "E("
        )  # "33% came from A and 28% from B"
        before = [i for i in before if i > first] or (before if goes_on else [])
    clause = sentence.clause_of(amount)
    if clause is not None:
        own = [i for i in before if clause.subject[0] <= i < clause.subject[1] or clause.left <= i < clause.right]
        is_measured = clause.relation == "relative" and clause.is_passive and clause.lemma in MEASURED
        before = own if is_measured else [*own, *(i for i in before if i not in own)]
    return [*bound, *(i for i in (*before, *after) if i not in bound)]


MEASURED = frozenset("estimate value".split())  # "projects estimated at 5 million": it measures its own noun


def _is_bound(sentence: Sentence, amount: int, noun: int) -> bool:
    """Whether the noun follows the amount at once, or after "in", "of", "worth of" and words that belong to it, or is
    what the amount was ("of which 1.9 billion were German imports")."""
    between = range(amount + 1, noun)
    if sentence.lower(amount + 1) in sentence.english.be:
        return len(between) > 1 and all(sentence.tag(i) == "J" for i in between[1:])
    return all(sentence.tag(i) in "WJATI" for i in between) and (
        not between or sentence.lower(amount + 1) in ("in", "of", "worth") or sentence.tag(amount + 1) == "J"
    )


def _stretch_start(sentence: Sentence, amount: int) -> int:
    return next((i + 1 for i in range(amount - 1, -1, -1) if sentence.tag(i) == ";"), 0)


def _stretch_end(sentence: Sentence, amount: int) -> int:
    limit = min(amount + 8, len(sentence.tokens))
    return next((i for i in range(amount + 1, limit) if sentence.tag(i) in ";."), limit)
