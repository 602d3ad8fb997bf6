"""The words that carry a claim: the smallest clause, as characters of the document's text."""

from __future__ import annotations

from comity.reading.candidates import Candidate
from comity.reading.frames import governed
from comity.reading.places import Sentence


def find_evidence(sentence: Sentence, candidate: Candidate) -> tuple[int, int]:
    """The characters of the smallest clause that carries the claim."""
    tokens = sentence.tokens
    if candidate.cue.heading:
        return tokens[0].start, tokens[-1].end
    first, last = len(tokens), 0
    clause = candidate.clause
    if clause is not None and (candidate.cue.verbs or candidate.amount is not None or candidate.party is not None):
        first, last = clause.verb[0], clause.right
        if clause.subject[1] > clause.subject[0]:
            first, last = min(first, clause.subject[0]), max(last, clause.subject[1])
        if clause.relation in ("main", "subordinate") or clause.subject[0] > clause.verb[0]:
            first = min(first, clause.left)
    if candidate.noun is not None:
        phrase = sentence.phrase(candidate.noun)
        first, last = min(first, phrase.left), max(last, phrase.right)
        if any(
            ("noun.bracketed",) in places for places in candidate.cue.roles.values()
        ):  # "the members of O (A and B)"
            last = next((i + 1 for i in range(last, len(tokens)) if tokens[i].tag == ")"), last)
    if candidate.cue.governs:  # "joined with A in forming O"
        last = max(last, *(other.right for other in governed(sentence, clause, candidate.cue.governs)))
    if candidate.party is not None:
        first, last = min(first, candidate.party), max(last, candidate.party + 1)
    if candidate.amount is not None and (clause is None or not clause.start <= candidate.amount < clause.right):
        first, last = min(first, candidate.amount), max(last, candidate.amount + 1)
    while last - 1 > first and tokens[last - 1].tag in ",;.:K[(":
        last -= 1
    while first < last - 1 and tokens[first].tag in ",;.:K[)•":
        first += 1
    span = tokens[first:last]  # what is told behind its verb may stand before it here
    return min(token.start for token in span), max(token.end for token in span)
