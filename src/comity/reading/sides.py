"""Who the two sides are where the sentence says it only in part: an unknown side, "they", "either country".

In: a sentence and a candidate of a kind that is between states. Out: whether one side is no state; the sides meant.
"""

from __future__ import annotations

from comity.reading.candidates import Candidate
from comity.reading.complements import words_of
from comity.reading.delegation_parties import DELEGATIONS
from comity.reading.places import Sentence
from comity.reading.registry import is_organisation
from comity.reading.tokens import DASHES, states_of

UNKNOWN = "?"
# Who bears such a name is no state, whatever adjective stands before it.
PRIVATE = frozenset(
    "federation association club university airways airline airlines bank chamber foundation team league orchestra "
    "church museum newspaper college academy hospital".split()
)


def is_with_unknown(sentence: Sentence, candidate: Candidate) -> bool:
    """Whether one side is a state, and the other, joined by "and", a name that is none or a part of the same state:
    "between A and the PLK"."""
    clause, spans = candidate.clause, []
    if clause is not None and not clause.is_passive:
        spans.append(clause.subject)
    if candidate.noun is not None:
        near = range(candidate.noun + 1, min(candidate.noun + 4, len(sentence.tokens)))
        start = next((i + 1 for i in near if sentence.lower(i) == "between"), None)
        spans += [(start, start + 9)] if start is not None else []
    for start, end in spans:
        for i in range(start + 1, min(end, len(sentence.tokens)) - 1):
            if sentence.lower(i) == "and":
                sides = [_stated(sentence, i - 1, -1, start), _stated(sentence, i + 1, 1, end)]
                known = [side for side in sides if side not in (None, UNKNOWN)]
                if (UNKNOWN in sides and known) or (len(known) == 2 and known[0] == known[1]):
                    return True
    return False


def _stated(sentence: Sentence, i: int, step: int, end: int) -> str | None:
    """The state named at token i, or beyond plain words in one direction; UNKNOWN for a name that is none."""
    while i != end and sentence.tag(i) in "TWA":
        i += step
    while i != end and step < 0 and sentence.tag(i) == "Q" and sentence.tag(i - 1) == "E":
        i -= 1  # "the UK Government"
    if sentence.tag(i) == "Q":
        return UNKNOWN
    if sentence.tag(i) != "E" or any(party.person for party in sentence.tokens[i].data):
        return None
    return " ".join(states_of(sentence.tokens[i])) or None


def takes_up_several(sentence: Sentence, candidate: Candidate) -> bool:
    """Whether "they" are the sides of several pairs told last: "A and B left C. They returned in 2005"."""
    clause, context = candidate.clause, sentence.context
    if clause is None or clause.subject[1] - clause.subject[0] != 1 or len(context.claims) < 2:
        return False
    told = context.claims[-1].filled
    is_they = sentence.lower(clause.subject[0]) == "they" and not context.pair
    return is_they and "between" in told.roles and told.kind == candidate.cue.kind and told.modality == "asserted"


def two_before(sentence: Sentence, candidate: Candidate) -> list[str]:
    """The two states that the sentence named before a clause that names none: "in either country", "A recognised B in
    1993, and relations were established in 1995"."""
    clause = candidate.clause
    if clause is None or clause.relation not in ("main", "coordinate") or not clause.left:
        return []
    named = [states_of(sentence.tokens[i]) for i in range(clause.left) if sentence.tag(i) == "E"]
    sets = [codes for codes in named if codes]
    if not sets or any(map(is_organisation, sets[-1])):
        return []
    if len(sets[-1]) == 2:
        return list(sets[-1])
    named_both = list(dict.fromkeys(code for codes in sets for code in codes))
    goes_on = clause.is_passive and "and" in (sentence.lower(clause.left), sentence.lower(clause.left - 1))
    return named_both if goes_on and len(named_both) == 2 else []


def has_foreign_subject(sentence: Sentence, candidate: Candidate) -> bool:
    """Whether an active verb has a subject that is no party: "130 countries recognised", "the company signed"."""
    clause = candidate.clause
    if clause is None or clause.is_passive or not candidate.cue.verbs or clause.subject == (0, 0):
        return False
    if any(words_of(sentence, i) & DELEGATIONS for i in range(*clause.subject)):
        return False  # "a delegation of the Senate": of one of the two
    last = sentence.tokens[clause.subject[1] - 1]
    if last.tag != "E" and last.lower.rpartition(" ")[2] in PRIVATE:
        return True  # "the Peruvian Football Federation"
    tags = [
        sentence.tag(i)
        for i in range(*clause.subject)
        if not (sentence.tag(i) == "J" and sentence.lower(i + 1) in DASHES)  # "the Saudi-led group"
    ]
    return bool(tags) and not set(tags) & set("ECHOJ") and bool(set(tags) & set("WQM"))


def has_foreign_agent(sentence: Sentence, candidate: Candidate) -> bool:
    """Whether a passive names by whom, and that is no party: "was recognised by several countries"."""
    clause = candidate.clause
    if clause is None or not clause.is_passive or not candidate.cue.verbs:
        return False
    words = [sentence.lower(i) for i in range(clause.verb[1], clause.right)]
    return "by" in words and not list(sentence.prepositional("by", clause.verb[1], clause.right))


def is_of_unknown(sentence: Sentence, candidate: Candidate) -> bool:
    """Whether the noun's "of" names somebody whom the reader does not know: "recognition of the so-called XYZ"."""
    if candidate.noun is None or sentence.lower(candidate.noun + 1) != "of":
        return False
    i = candidate.noun + 2
    while sentence.tag(i) in "TWA" or sentence.lower(i) in ('"', "“", "‘", "'"):
        i += 1
    return sentence.tag(i) == "Q" and sentence.tag(i + 1) not in "WHZ"
