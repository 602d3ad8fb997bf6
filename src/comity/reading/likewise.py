"""What others do likewise: "Chad followed suit in 1991", "Canada and Britain took similar steps",
"Chad followed in 1991".

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
from comity.reading.tokens import Token

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
# What takes up the act told last in the same sentence, by a subject of its own: else it may be one only wished.
_SO = re.compile(r"(?:had |have |has )?(?:did|done|does) so\b", re.IGNORECASE)
# The same with its own time: it goes on with the sentence before.
_SO_THEN = re.compile(r"(?:had )?(?:did|done) so (?:\w+ )?(?:in|on) (?:\w+ ){0,2}\d", re.IGNORECASE)
_FOLLOWED = re.compile(r"followed (?:in|on) (?:\w+ ){0,2}\d")


def find_likewise(
    sentence: Sentence, filler: Filler, told: Sequence[Told], before: Sequence[Told], kinds: Vocabulary
) -> Iterator[Filled]:
    """The statements of clauses whose subjects did what the sentence told last, else one `before` it."""
    for clause in sentence.clauses:
        words = sentence.words(clause.verb[0], min(clause.verb[1] + LONGEST, len(sentence.tokens)))
        doer = _doer_behind(sentence, clause)
        is_so = doer is not None or (clause.relation != "coordinate" and _SO.match(words) is not None)
        is_follower = _FOLLOWED.match(words) and all(sentence.tag(i) in "ET" for i in range(*clause.subject))
        is_after = clause.relation == "main" and _SO_THEN.match(words) is not None
        if clause.is_passive or not (is_so or is_follower or _LIKEWISE.match(words)):
            continue
        start = sentence.tokens[clause.left].start
        last = _last([one for one in told if one.filled.start < start]) or (
            [] if is_so and not is_after else _last(before)
        )
        if last:
            doers = find_acting(sentence, clause) if doer is None else [sentence.tokens[doer]]
            yield from _repeat(sentence, filler, clause, doers, last, kinds)


def _last(told: Sequence[Told]) -> list[Told]:
    """The acts told last, of one kind."""
    acts = [one for one in told if one.filled.action and one.candidate.cue.verbs and one.filled.modality == "asserted"]
    return [
        one for one in acts if (one.filled.kind, one.filled.action) == (acts[-1].filled.kind, acts[-1].filled.action)
    ]


def _repeat(
    sentence: Sentence,
    filler: Filler,
    clause: Clause,
    doers: Sequence[Token],
    last: Sequence[Told],
    kinds: Vocabulary,
) -> Iterator[Filled]:
    filled = last[-1].filled
    candidate = Candidate(last[-1].candidate.cue, clause, None, last[-1].candidate.noun_entry)
    modality = read_modality(sentence, candidate)
    if modality is None:
        return
    step, context = kinds[filled.kind].step(filled.action), replace(sentence.context, told=None)
    time = choose_time(sentence, candidate, step, context)
    start, end = find_evidence(sentence, candidate)
    at = filler.roles.at
    codes = [code for item in doers for code in at.convert(item, "party", "subject", {}, "by")]
    for code in dict.fromkeys(codes):
        roles = _replaced(code, last, kinds)
        if roles is not None:
            yield replace(
                filled,
                roles=roles,
                attributes={
                    name: value for name, value in filled.attributes.items() if name not in ("speaker", "rank")
                },
                modality=modality,
                time=time,
                amount=None,
                start=start,
                end=end,
                notes=[("likewise", "what was told before")],
            )


def _doer_behind(sentence: Sentence, clause: Clause) -> int | None:
    """The token of who stands behind the verb: "and so did *Peru*", "as had *Peru* in 1991"; None elsewhere."""
    start, end = clause.verb
    is_alone = end - start == 1 and sentence.lower(start) in ("did", "does", "had", "has")
    is_told = sentence.lower(start - 1) in ("so", "as") and sentence.tag(end) == "E"
    return end if is_alone and is_told and sentence.tag(end + 1) in "ID.,;K^" else None


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
    if code in filled.roles.get(keys[0], ()) if keys else True:
        return None
    others = [name for name in kinds[filled.kind].key_roles if name != keys[0]]
    if any(not filled.roles.get(name) or code in filled.roles[name] for name in others):
        return None
    return {keys[0]: [code], **{name: list(filled.roles[name]) for name in others}}
