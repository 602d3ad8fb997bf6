"""What others do likewise: "Chad followed suit in 1991", "Canada and Britain took similar steps".

In: a sentence, and what was told last. Out: the last claim with the new subject in the place of who did it; nothing
where the subject names no state, or where it is not plain who did it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from comity.kinds import Vocabulary
from comity.reading.acting import find_acting
from comity.reading.candidates import Candidate
from comity.reading.carried import Told
from comity.reading.clause import Clause
from comity.reading.evidence import find_evidence
from comity.reading.fill import Filled, Filler
from comity.reading.modality import read_modality
from comity.reading.places import Sentence
from comity.reading.times import choose_time

# Words of the verb and what follows it that are looked at.
LONGEST = 5
_LIKEWISE = re.compile(
    r"(?:\w+ )?(?:follow(?:s|ed|ing)? "
    r"(?:suit|(?:its|their|his|this|that|the same|the) (?:example|lead|step|move|decision))"
    r"|(?:took|takes?|taken|adopted|introduced|imposed|announced|made) (?:a |an |the )?(?:similar|same|identical) "
    r"(?:steps?|measures?|actions?|moves?|decisions?)"
    r"|(?:did|done|does) (?:the same|likewise))\b",
    re.IGNORECASE,
)


def find_likewise(
    sentence: Sentence, filler: Filler, told: Sequence[Told], before: Sequence[Told], kinds: Vocabulary
) -> Iterator[Filled]:
    """The statements of clauses whose subjects did what the sentence told last, else one `before` it."""
    for clause in sentence.clauses:
        words = sentence.words(clause.verb[0], min(clause.verb[1] + LONGEST, len(sentence.tokens)))
        if clause.is_passive or not _LIKEWISE.match(words):
            continue
        start = sentence.tokens[clause.left].start
        last = _last([one for one in told if one.filled.start < start]) or _last(before)
        if last:
            yield from _repeat(sentence, filler, clause, last, kinds)


def _last(told: Sequence[Told]) -> list[Told]:
    """The acts told last, of one kind."""
    acts = [one for one in told if one.filled.action and one.candidate.cue.verbs and one.filled.modality == "asserted"]
    return [
        one for one in acts if (one.filled.kind, one.filled.action) == (acts[-1].filled.kind, acts[-1].filled.action)
    ]


def _repeat(
    sentence: Sentence, filler: Filler, clause: Clause, last: Sequence[Told], kinds: Vocabulary
) -> Iterator[Filled]:
    filled = last[-1].filled
    candidate = Candidate(last[-1].candidate.cue, clause, None, last[-1].candidate.noun_entry)
    modality = read_modality(sentence, candidate)
    if modality is None:
        return
    step, context = kinds[filled.kind].step(filled.action), replace(sentence.context, told=None)
    time = choose_time(sentence, candidate, step, context)
    start, end = find_evidence(sentence, candidate)
    for code in _doers(filler, clause):
        roles = _replaced(code, last, kinds)
        if roles is not None:
            yield replace(
                filled,
                roles=roles,
                attributes={name: value for name, value in filled.attributes.items() if name != "speaker"},
                modality=modality,
                time=time,
                amount=None,
                start=start,
                end=end,
                notes=[("likewise", "what was told before")],
            )


def _doers(filler: Filler, clause: Clause) -> list[str]:
    at = filler.roles.at
    found = [
        code for item in find_acting(at.sentence, clause) for code in at.convert(item, "party", "subject", {}, "by")
    ]
    return list(dict.fromkeys(found))


def _replaced(code: str, last: Sequence[Told], kinds: Vocabulary) -> dict[str, list[str]] | None:
    """The roles of what was told last with another in the place of who did it; None where that is not plain."""
    filled = last[-1].filled
    roles = kinds[filled.kind].roles
    keys = [name for name in kinds[filled.kind].key_roles if roles[name].type == "party" and filled.roles.get(name)]
    if keys == ["between"]:
        shared = set.intersection(*(set(one.filled.roles["between"]) for one in last))
        if len(shared) != 1 and ("between", "subject") in last[-1].filled.notes:
            shared = set(filled.roles["between"][1:])
        return {"between": [code, *shared]} if len(shared) == 1 and code not in shared else None
    if len(keys) < 2 or code in filled.roles[keys[1]]:
        return None
    return {keys[0]: [code], keys[1]: list(filled.roles[keys[1]])}
