"""What the words around a clause make of its truth: what is denied, imagined, feared or told in a novel is no claim.

In: a clause with its verb, subject and parent, and the tokens around. Out: "denied", None where nothing is claimed, or
"asserted" where nothing speaks against it. A clause's own auxiliaries and governing verbs are `clause_modality`'s.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from comity.model import Modality
from comity.reading.english import English
from comity.reading.tokens import LookUp, Token

if TYPE_CHECKING:
    from comity.reading.clause import Clause

# Before "that": what follows is said not to be so.
DENYING = frozenset(
    "deny denies denied denying refute refutes refuted refuting disprove disproved untrue false incorrect wrong".split()
)
# Before "that": what follows is thought, feared or told without being known.
SUPPOSING = frozenset(
    "imagine imagined imagining suppose supposed supposing assume assumes assumed assuming assumption "
    "assumptions pretend pretends pretended pretending believe believes believed belief beliefs suspect suspects "
    "suspected suspicion suspicions fear fears feared speculate speculates speculated speculation speculations "
    "rumour rumours rumoured rumor rumors rumored hypothesis doubt doubts doubted unclear uncertain unlikely "
    "doubtful conceivable possible impossible probable likely impression dream dreamt dreamed hint "
    "hints hinted hoax myth legend scenario event case condition".split()
)
HEARSAY = frozenset("reports claims allegations accusations allegation accusation claim".split())  # as nouns
EVIDENCE = frozenset("evidence proof sign signs indication indications record".split())  # where there is none
LITTLE = frozenset("no little without any".split())
# In front of a participle in -ing: what it names was not done.
NOT_DONE = frozenset({("instead", "of"), ("short", "of"), ("far", "from"), ("verge", "of"), ("brink", "of")})
ALMOST = frozenset("almost nearly narrowly".split())
# In front of an auxiliary and its subject: "at no time did A recognise B", "nor did A".
NEVER = frozenset("no nor neither never not little rarely seldom hardly".split())
IF = frozenset("should had were".split())
ASKING = frozenset("do does did".split())
FICTION = frozenset("film movie novel play thriller simulation scenario fiction dream".split())
WORKS = frozenset("book article thesis dissertation essay novel film lecture documentary exhibition author".split())
QUOTES = frozenset('"“”')
CHARGING = frozenset("accuse suspect".split())  # somebody of what he may not have done
WAITING = frozenset("take wait arrange vote".split())  # "it took ten years for A to recognise B": it did


class Setting:
    """What surrounds the clauses of one sentence."""

    def __init__(self, tokens: Sequence[Token], english: English, look: LookUp) -> None:
        self.tokens = tokens
        self.english = english
        self.tag, self.lower = look
        self.is_fiction = self._opens_in_fiction()

    def read(self, clause: Clause) -> Modality | None:
        """Asserted, denied, or None where the words around make it no claim."""
        if self.is_fiction or self._is_as_if(clause) or self._is_for_one(clause) or self._is_nearly(clause):
            return None
        to = clause.verb[0] - 1
        if self.lower(to) == "to" and self.lower(to - 1) in SUPPOSING - self.english.governors.keys():
            return None  # "is rumoured to have opened an embassy"
        if self._is_charge(clause):
            return None
        if self._is_undone(clause):
            return "denied"
        if clause.subordinator == "that" and clause.relation == "subordinate":
            return self._of_content(clause)
        return self._of_inversion(clause)

    def _opens_in_fiction(self) -> bool:
        """ "In the film, A invades B"."""
        if self.lower(0) != "in":
            return False
        end = next((i for i in range(1, 8) if self.tag(i) in ",VXE."), 0)
        return any(self.lower(i) in FICTION for i in range(1, end))

    def _is_as_if(self, clause: Clause) -> bool:
        """ "acted as though it had closed its embassy"."""
        return clause.subordinator == "though" and any(
            (self.lower(i - 1), self.lower(i)) == ("as", "though") for i in (clause.left, clause.left - 1)
        )

    def _is_for_one(self, clause: Clause) -> bool:
        """ "It would be unwise *for A to* recognise B": what would be, unless it is said to have been awaited."""
        to = clause.verb[0] - 1
        if not clause.is_infinitive or self.tag(to - 1) != "E" or self.lower(to - 2) != "for":
            return False
        word = self.lower(to - 3)
        is_governed = word in self.english.governors or word in self.english.noun_governors
        return not is_governed and (clause.parent is None or clause.parent.lemma not in WAITING)

    def _is_nearly(self, clause: Clause) -> bool:
        """ "almost severed relations", not "nearly doubled to 5 million"."""
        words = {self.lower(i) for i in range(clause.verb[0] - 1, clause.verb[1])}
        return bool(words & ALMOST) and not any(self.tag(i) == "M" for i in range(clause.verb[1], clause.verb[1] + 4))

    def _is_undone(self, clause: Clause) -> bool:
        """ "without recognising B", "instead of opening an embassy"."""
        if not clause.is_ing:
            return False
        before = (clause.subject[0] if clause.subject[1] == clause.verb[0] else clause.verb[0]) - 1
        return self.lower(before) == "without" or (self.lower(before - 1), self.lower(before)) in NOT_DONE

    def _is_charge(self, clause: Clause) -> bool:
        """ "is accused *of invading* B"."""
        parent = clause.parent
        return parent is not None and parent.lemma in CHARGING and self.lower(clause.verb[0] - 1) == "of"

    def _of_content(self, clause: Clause) -> Modality | None:
        """What the word before "that" says of what follows."""
        that = clause.subject[0] - 1 if self.lower(clause.subject[0] - 1) == "that" else clause.left
        i = that - 1
        while i > 0 and self.tag(i) in "DA":
            i -= 1 + (self.tag(i - 1) == "I")  # "denied *on Monday* that"
        word = self.lower(i)
        if word in DENYING:
            return "denied"
        if word in SUPPOSING and self.lower(i - 1) not in LITTLE:
            return None  # not "no doubt that"
        if (word in HEARSAY and self.tag(i) != "V") or (word in EVIDENCE and self.lower(i - 1) in LITTLE):
            return None
        return "asserted"

    def _of_inversion(self, clause: Clause) -> Modality | None:
        """Denied after "at no time did", None after "Should A recognise B, …"."""
        start = clause.subject[0]
        if clause.subject[1] > clause.verb[0] or self.tag(start - 1) != "X" or clause.subject[0] == clause.subject[1]:
            return "asserted"
        auxiliary = self.lower(start - 1)
        if auxiliary in IF and (start == 1 or self.tag(start - 2) in ",;"):
            return None
        if auxiliary in ASKING or auxiliary in self.english.modals or auxiliary in self.english.have:
            before = {word for i in range(max(0, start - 5), start - 1) for word in self.lower(i).split()}
            return "denied" if before & NEVER else "asserted"
        return "asserted"


def is_no_longer(tokens: Sequence[Token], clause: Clause) -> bool:
    """ "*no longer* wishes to join", "is *no longer* a member"."""
    words = [token.lower for token in tokens[max(0, clause.verb[0] - 2) : clause.verb[1] + 2]]
    return ("no", "longer") in pairwise(words)


def is_of_work(tokens: Sequence[Token], i: int) -> bool:
    """Whether token i stands in the name of a book or a film: "the author of 'A's recognition of B' (2004)"."""
    marks = [k for k, token in enumerate(tokens) if token.text in QUOTES]
    opening = max((k for k in marks[::2] if k < i), default=None)
    if opening is None or any(opening < k < i for k in marks):
        return False
    return any(token.lower in WORKS for token in tokens[max(0, opening - 3) : opening])
