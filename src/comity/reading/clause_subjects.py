"""Who is the subject of a verb: what stands before it, what the clause before has, or what a pronoun takes up."""

from __future__ import annotations

from comity.reading.clause import SIGNING, Clause, Span
from comity.reading.clause_modality import verb_forms
from comity.reading.clause_participles import CONSEQUENT, SEATED, SPOKEN, Participles

WHO = ("RH", "RE", "RQ", "RW")  # a relative pronoun and, before it, its noun without a comma
WORDS_FOR_STATES = frozenset("country state nation government power republic kingdom".split())
# Verbs whose object may do something itself: "supported *A* becoming independent".
FAVOURING = frozenset("support oppose favour favor back envisage prevent see".split())
REQUESTS = frozenset("invitation request appeal order instructions permission authority".split())
CONTROL_BY_OBJECT = frozenset(
    "ask invite urge allow permit force enable instruct authorise authorize order persuade encourage help "
    "require oblige empower appoint elect call prompt lead compel cause push drive pressure".split()
)
TIMES = frozenset("day year month week time moment date decade".split())
IN_COMPANY = frozenset("accompanied escorted flanked headed".split())
HAVING_MEMBERS = frozenset("comprising consisting uniting grouping linking joining including bringing".split())
THEREBY = frozenset(("thus", "thereby", "hereby"))


class Subjects(Participles):
    """Gives each clause its subject, and with it the relation to the clause before."""

    def set_subject(self, clause: Clause, reduced: bool) -> None:
        """Give a clause its subject, its territory to the left and its relation; `reduced`: it is a bare participle."""
        previous = self.clauses[-1] if self.clauses else None
        floor = previous.verb[1] if previous else 0
        k = clause.verb[0] - 1
        while k >= floor and (self.tag(k) in 'A["“”' or self.lower(k) == "not" or self._is_then(k, floor)):
            k -= 1
        k = self._before_brackets(k) if reduced else k
        k = self._before_time(k, floor) if previous is not None and not clause.is_infinitive else k
        naming = self.bounds.naming_start(k, floor) if self.tag(k) == "," and previous is not None else None
        if clause.is_infinitive:
            self._infinitive(clause, previous, floor)
        elif naming is not None and not clause.is_ing:
            clause.subject, clause.left = (self.bounds.phrase_start(naming - 1, 0), naming), k
        elif reduced and self.tag(k) == "U":
            clause.subject, clause.left = (self.bounds.phrase_start(k - 2, floor), k - 1), k - 1
            clause.relation, clause.parent = "relative", previous
        elif reduced and self.tag(k) == "E" and self.lower(k - 1) == "with" and self.tag(k - 2) in "^,":
            clause.subject, clause.left, clause.relation, clause.parent = (k, k + 1), k, "relative", previous
        elif reduced and self.tag(k) in ",(" and self.tag(k - 1) in "HQEW":
            start = self.bounds.named_thing(k - 1, floor)
            clause.subject, clause.left, clause.relation, clause.parent = (start, k), k, "relative", previous
        elif (
            reduced
            and previous is not None
            and k >= floor
            and self.tag(k) in "WHQEM"
            and (
                self.lower(clause.verb[1]) == "by"
                or self.lower(clause.verb[0]) in SEATED
                or self._is_planned(clause.verb)
                or self._is_made_up(clause.verb)
                or (self.tag(k) in "EM" and self._is_in_object(k))
                or (self.tag(k) == "H" and self._is_told_of(k, clause.verb[1]))
                or self._is_event(clause.verb[0], k, clause.verb[1])
            )
        ):
            # "an invitation extended by N": what is said of the last noun cuts nothing off from the verb before it
            start = k if self.tag(k) == "E" else self._after_with(k, self.bounds.phrase_start(k, floor))
            clause.subject, clause.left = (start, k + 1), clause.verb[0]
            clause.relation, clause.parent = "relative", previous
            if self._is_made_up(clause.verb) and self._is_what_it_is(previous, k):
                clause.subject = previous.subject  # "O is a bloc made up of A and B"
        elif clause.is_ing or (reduced and (k < 0 or self.tag(k) in ",(")):
            self._participle(clause, previous, floor, k)
        elif previous is not None and self.tag(k) in "DC" and self.lower(clause.verb[0]) in IN_COMPANY:
            clause.relation, clause.parent, clause.subject = "gerund", previous, previous.subject
            clause.left = clause.verb[0]  # "visited A in 2011 accompanied by N"
        elif self.tag(k) == "R":
            self._relative(clause, floor, k)
        elif self.tag(k) == "," and (told := self._before_quantity(previous)) is not None:
            clause.subject, clause.left = (self.bounds.phrase_start(told - 1, 0), told), 0
        elif (
            k < floor
            or self.tag(k) in "K;"
            or (
                self.tag(k) == ","
                and previous is not None
                and self.bounds.nothing_between(floor, k)
                and not self.bounds.closes_aside(floor, k)
            )
        ):
            self._coordinate(clause, previous, floor, k)
        elif self.tag(k) == "U" and previous is not None:
            clause.parent, clause.relation, clause.subject, clause.left, clause.subordinator = (
                previous,
                "subordinate",
                previous.subject,
                k,
                self.lower(k),
            )
        else:
            self._finite(clause, previous, floor, k)

    def _after_with(self, k: int, start: int) -> int:
        """Where the words begin of which something is said beside the clause: "…, with *an embassy* opened in 1977"."""
        i = k
        while i > start and self.tag(i) in "TWJQHAZ":
            i -= 1
        return i + 1 if i > start and self.lower(i) == "with" else start

    def _is_then(self, k: int, floor: int) -> bool:
        """ "and *the Allies* then occupied it": no word that joins, but an adverb after a subject of its own."""
        if self.lower(k) != "then" or self.tag(k - 1) not in "EHQW":
            return False
        start = self.bounds.phrase_start(k - 1, floor)
        return self.tag(start) in "TEQ" and self.tag(start - 1) in "K,;^"

    def _before_time(self, k: int, floor: int) -> int:
        """The "and" before a time alone: "recognised it in 1970 *and* on 3 May 1972 opened", "*and*, in 1972,
        opened"; else k."""
        last = k - (self.tag(k) == ",")
        i = last
        while i > floor and self.tag(i) in "DIT":
            i -= 1
        first, i = i + 1, i - (last < k and self.tag(i) == ",")
        return i if i < last and self.lower(i) in ("and", "then", "but") and self._is_time(first, last + 1) else k

    def _before_quantity(self, previous: Clause | None) -> int | None:
        """Where the words end that an aside on some of them follows: "*six envoys*, four of whom live abroad,"."""
        if previous is None or previous.subordinator not in ("whom", "which") or self.lower(previous.left - 1) != "of":
            return None
        comma = next((i for i in range(previous.left - 2, previous.left - 5, -1) if self.tag(i) in ",^"), 0)
        return comma if comma > 0 and self.tag(comma - 1) in "EHW" else None

    def _infinitive(self, clause: Clause, previous: Clause | None, floor: int) -> None:
        clause.relation, clause.parent, clause.left = "infinitive", previous, clause.verb[0] - 1
        if previous is None:
            clause.left, clause.subject = 0, (0, clause.verb[0] - 1)
            return
        owner = self.bounds.owner(clause.verb[0] - 2)
        if owner is not None and owner >= floor:
            clause.subject = (owner, owner + 1)  # "supported India's bid to join"
            return
        objects = [i for i in range(floor, clause.verb[0]) if self.tag(i) == "E"]
        called = previous.lemma == "call" and bool(objects) and self.lower(objects[0] - 1) in ("on", "upon")
        # "urged A to recognise B", "sent A an invitation to recognise B"
        controls = previous.lemma in CONTROL_BY_OBJECT or self.lower(clause.verb[0] - 2) in REQUESTS
        # "extended an invitation to A to visit B"
        if objects and self._is_requested(objects[0]):
            called = controls = True
        if objects and controls and (called or self.tag(objects[0] - 1) != "I"):
            clause.subject = (objects[0], objects[0] + 1)
        else:
            clause.subject = previous.subject

    def _is_requested(self, i: int) -> bool:
        """Whether an invitation goes to who stands at token i: "an invitation *to A*"."""
        return self.lower(i - 1) == "to" and self.lower(i - 2) in REQUESTS

    def _participle(self, clause: Clause, previous: Clause | None, floor: int, k: int) -> None:
        """ ", opening an embassy": its subject is the main verb's; "the visit marking": what stands before."""
        clause.left = max(k, floor)
        if previous is not None and (self.tag(k) in ",KIU(" or k < floor):
            clause.relation, clause.parent, clause.subject = "gerund", previous, previous.subject
            clause.subordinator = self.lower(k)
        elif previous is not None and (
            any(self.lower(i) in THEREBY for i in range(k + 1, clause.verb[0]))
            or (
                self.lower(clause.verb[0]) in CONSEQUENT
                and previous.subject != (0, 0)
                and not (self.tag(k) == "E" and (previous.lemma in FAVOURING or self.lower(k - 1) == "with"))
            )
        ):
            clause.left = clause.verb[0]
            clause.relation, clause.parent, clause.subject = "gerund", previous, previous.subject
        elif self.tag(k) == "H" and previous is not None and previous.lemma in SIGNING and not previous.is_passive:
            clause.relation, clause.parent, clause.subject = "gerund", previous, previous.subject
            clause.left = k + 1
        elif previous is not None and self.lower(clause.verb[0]) in HAVING_MEMBERS and self._is_what_it_is(previous, k):
            # "O is a bloc comprising A and B"
            clause.relation, clause.left, clause.parent = "gerund", clause.verb[0], previous
            clause.subject = previous.subject
        elif self.tag(k) in "EH":
            start = k if self.tag(k) == "E" else self.bounds.phrase_start(k, floor)
            # "waived visas for citizens holding passports": the verb before keeps its object
            left = k + 1 if previous is not None and self.tag(k) == "H" and start == previous.verb[1] else start
            clause.relation, clause.subject, clause.left = "gerund", (start, k + 1), left
            clause.parent = previous
        else:
            clause.relation, clause.left, clause.subordinator = "gerund", max(k, floor), self.lower(k)
            clause.parent = previous
            if previous is not None and self.tag(k) == "D" and k > floor:  # "visited A in March 2009 leading a group"
                clause.left, clause.subject = clause.verb[0], previous.subject

    def _relative(self, clause: Clause, floor: int, k: int) -> None:
        end = k
        while end > 0 and self.tag(end - 1) in ",I[":
            end -= 1
        end = self._before_brackets(end - 1) + 1
        clause.relation = "relative"
        clause.left = k
        clause.parent = self.clauses[-1] if self.clauses else None
        clause.subordinator = self.lower(k)
        if end:
            clause.subject = (self.bounds.phrase_start(end - 1, floor), end)
        equal = self.clauses[-1] if self.clauses else None
        if equal is not None and equal.lemma == "be" and not any(self.tag(i) in "EH" for i in range(*clause.subject)):
            clause.subject = equal.subject  # "A was the first country that recognised B"

    def _coordinate(self, clause: Clause, previous: Clause | None, floor: int, k: int) -> None:
        if previous is None:
            clause.subject = (0, clause.verb[0])
            return
        head = self._before_aside(previous) if self.tag(k) == "," else None
        if head is not None:
            clause.subject, clause.left = head, k
            return
        is_told = previous.relation == "relative" and previous.is_passive and previous.parent is None
        if is_told and self.tag(previous.left - 1) + self.tag(previous.left) + self.tag(k) == "E,,":
            clause.subject, clause.left = previous.subject, k  # "A, encouraged by B, set up a council"
            return
        peer: Clause | None = previous
        while (
            peer is not None
            and peer.relation in ("infinitive", "gerund", "relative", "subordinate")
            and not self._is_peer(peer, clause)
        ):
            peer = peer.parent
        head = self._before_relative(previous) if peer is None and self.tag(k) == "," else None
        if head is not None:
            clause.subject, clause.left = head, k  # "A, which had refused it, sent its first ambassador"
            return
        peer = peer or previous
        clause.relation, clause.parent, clause.subject = "coordinate", peer, peer.subject
        clause.left = max(k, floor)
        if clause.lemma in ("be", "exist") and self.lower(clause.verb[0] - 1) == "there":
            clause.subject = clause.verb[0] - 1, clause.verb[0]  # "…, and there are fears": a subject of its own

    def _before_aside(self, gerund: Clause) -> Span | None:
        """The subject of an aside with a gerund and of the next verb: "*Peru*, after losing it, signed", "*Peru* in
        pursuing it, signed"; None where there is none."""
        while gerund.parent is not None:
            gerund = gerund.parent
        if gerund.relation != "gerund" or gerund.subject != (0, 0):
            return None
        end = gerund.verb[0]
        while self.tag(end - 1) in "IU":
            end -= 1
        end -= self.tag(end - 1) == ","
        if end == gerund.verb[0] or self.tag(end - 1) not in ("EHWQ)" if self.tag(end) == "," else "E"):
            return None
        subject = self.bounds.phrase_start(end - 1, 0), end
        gerund.subject = subject
        for clause in self.clauses:  # "A, hoping to join it, sent"
            if clause.parent is gerund and clause.relation == "infinitive" and clause.subject == (0, 0):
                clause.subject = subject
        return subject

    def _before_relative(self, clause: Clause) -> Span | None:
        """What stands before the outermost relative clause or one set in with a conjunction ("A, as papers reported,
        closed it"), that a comma parts from it; None where there is none."""
        outer = clause
        while outer.parent is not None:
            outer = outer.parent
        pronoun = outer.left if self.tag(outer.left) == "R" else outer.left - 1
        if outer.relation not in ("relative", "subordinate") or self.tag(pronoun) not in "RU":
            return None
        end = pronoun
        while end > 0 and self.tag(end - 1) == "I":
            end -= 1
        if self.tag(end - 1) != "," or self.tag(end - 2) not in "EHWQ)":
            return None
        return self.bounds.phrase_start(end - 2, 0), end - 1

    def _is_peer(self, peer: Clause, clause: Clause) -> bool:
        """Whether the verb goes on with that clause: a finite verb does not go on with an infinitive."""
        finite = (
            bool(verb_forms(self.tokens, clause, self.verbs) & {"past", "third"}) or self.tag(clause.verb[0]) == "X"
        )
        finite = finite and self.lower(clause.verb[0]) != "be"  # "to meet A and be received by B"
        if peer.relation in ("infinitive", "gerund") and finite:
            return False
        comma = any(self.tag(i) == "," for i in range(peer.verb[1], clause.verb[0]))
        if (
            peer.relation == "subordinate"
            and peer.subordinator in ("which", "who", "whom", "whose")
            and finite
            and comma
        ):
            return False
        opening = peer.left - 2 if self.tag(peer.left - 1) in "UR" else peer.left - 1
        return not (peer.relation in ("relative", "subordinate") and comma and self.tag(opening) == ",")

    def _finite(self, clause: Clause, previous: Clause | None, floor: int, k: int) -> None:
        j = k
        while j > floor and self.tag(j) in "IDA,":
            j -= 1
        if j < k and self.tag(j) == "R" and self.lower(j) == "who":
            self._relative(clause, floor, j)  # "N, who in 2009 was the first to visit A"
            return
        is_purpose = self.lower(0) == "to" or self.lower(0) + self.lower(1) == "inorder"
        if previous is not None and previous.relation == "infinitive" and previous.parent is None and not is_purpose:
            clause.subject, clause.left = previous.subject, previous.left  # "the first minister to reside there was N"
            after, called = clause.verb[1], self.lower(previous.subject[1] - 1)
            if clause.lemma == "be" and called in WORDS_FOR_STATES and self.tag(after) == "E":
                previous.subject = (after, after + 1)  # "the first country to recognise B was A"
            return
        if previous is not None and (head := self._before_restricting(previous, floor, k)) is not None:
            clause.subject, clause.left = head, clause.verb[0]
            return
        if previous is not None and self._goes_on_after_who(previous, floor, k):
            clause.subject, clause.left = previous.subject, clause.verb[0]
            return
        if previous is not None and self._goes_on_after_participle(previous, floor, k):
            clause.subject, clause.left = previous.subject, clause.verb[0]
            clause.parent = previous
            return
        if previous is not None and (tied := self._before_governed(previous, floor, k)) is not None:
            clause.subject, clause.left = tied, clause.verb[0]
            return
        if self.tag(k) == ",":
            k = self._before_parenthesis(k, floor)
        elif self.tag(k) == ")":
            opening = next((i for i in range(k - 1, -1, -1) if self.tag(i) in "()"), 0)
            if previous is not None and 0 < opening <= previous.verb[0] and self.tag(opening) == "(":
                clause.subject = (self.bounds.phrase_start(opening - 1, 0), opening)
                clause.left = clause.verb[0]  # "the dispute (which led to a war in 1960) was resolved"
                return
            while k > floor and self.tag(k) != "(":
                k -= 1
            k -= 1
        elif k > 0 and self.bounds.is_dash(k):  # "A – a country rich in forests – joined"
            last = (previous.verb[0] if previous else k) - 1
            opening = next((i for i in range(last, 0, -1) if self.bounds.is_dash(i)), 0)
            if opening and not any(c.verb[0] < opening for c in self.clauses):
                clause.subject = (self.bounds.phrase_start(opening - 1, 0), opening)
                clause.left = clause.verb[0]  # "A – with which B had severed relations – held elections"
                return
        start = self.bounds.phrase_start(k, floor if k >= floor else 0)
        if previous is not None and start == previous.verb[1] and self.tag(start) + self.tag(start + 1) == "ID":
            start += 2  # "Until it was renamed in 1997 the country was known"
        if previous is not None and previous.relation == "relative" and self._is_time(start, k + 1):
            clause.subject, clause.left = previous.subject, clause.verb[0]  # "the post, set up the same year, is"
            return
        if self.lower(start) == "with" and self.lower(clause.verb[0]) == "being":
            start += 1  # "…, with *the embassy* being opened in 2007"
        clause.subject = (start, k + 1)
        left = start
        while left > floor and self.tag(left - 1) not in "UR;:" and not self._is_after_act(left, start, floor):
            left -= 1
        if previous is not None and self.tag(left - 1) in "UR":
            clause.relation, clause.subordinator = "subordinate", self.lower(left - 1)
            clause.parent = previous
            clause.antecedent = self.bounds.taken_up(left - 1)
        elif self.tag(left - 1) in "UR":
            clause.relation, clause.subordinator = "subordinate", self.lower(left - 1)
            clause.antecedent = self.bounds.taken_up(left - 1)
        elif previous is not None:
            clause.parent = previous
            if not self._is_after_act(left, start, floor):
                left = self.bounds.own_left(start, floor)
            if self.lower(start - 1) in ("after", "before", "until", "since"):
                clause.relation, clause.subordinator = "subordinate", self.lower(start - 1)
            elif any(c.subordinator for c in (previous,)) and previous.relation == "subordinate" and previous.left <= 1:
                clause.relation = "main"
            else:
                clause.relation = "main"
        elif self.lower(start - 1) in ("after", "before", "until", "since") and left == 0 and start == 1:
            clause.relation, clause.subordinator = "subordinate", self.lower(start - 1)
        clause.left = left

    def _is_after_act(self, i: int, start: int, floor: int) -> bool:
        """Whether a clause opens at token i that tells after what the act of the verb before came: "as a new state on
        3 May 1975, *soon after it* gained independence"."""
        if self.lower(start - 1) not in ("after", "before", "until", "since") or floor == 0:
            return False
        k = start - 2 - (self.tag(start - 2) == "A")
        return i == k + 1 and self.tag(k) == ","

    def _is_time(self, start: int, end: int) -> bool:
        """Whether nothing but a date stands in tokens start..end."""
        return start < end and all(self.tag(i) in "DIT" for i in range(start, end)) and self.tag(end - 1) == "D"

    def _before_restricting(self, previous: Clause, floor: int, k: int) -> Span | None:
        """The noun before words that restrict it, where its own verb follows them: "*the treaty* [that A signed with B
        in 1993] has been used", "*the embassy* [A opened in 1995] was", "*the fact* [that A joined] surprised"."""
        if any(self.tag(i) in ",;:URK()" or self.bounds.is_dash(i) for i in range(floor, k + 1)):
            return None
        first = previous.verb[0]
        is_bare = previous.relation == "main" and self.tag(first - 2) + self.tag(first - 1) == "HE"
        if previous.subordinator in ("that", "which"):
            head = previous.left - 1 - (self.tag(previous.left) != "R")
        elif is_bare:
            head = first - 2
        else:
            return None
        start = self.bounds.phrase_start(head, 0)
        is_noun = self.tag(head) in "HWM" or (self.tag(head) == "E" and self.tag(start) == "T")
        is_restricted = is_noun and self.tag(start) in "TJEH" and self.lower(head) not in TIMES
        is_named = previous.subordinator == "that" and self.tag(start) == "T" and k > floor
        is_free = self.tag(start - 1) in "^,UR;" and (self.tag(floor) in "IDH" or is_named)
        return (start, head + 1) if is_restricted and is_free else None

    def _goes_on_after_who(self, previous: Clause, floor: int, k: int) -> bool:
        """ "the troops [that were kept in B since 1976 as a guard] left": only phrases with prepositions follow it."""
        if previous.relation != "relative" or self.tag(previous.left) + self.tag(previous.left - 1) not in WHO:
            return False
        if self.tag(floor) == "T" and not previous.is_passive and previous.lemma not in SPOKEN:
            is_object = all(self.tag(i) in "TWHJA" for i in range(floor, k + 1))
            return is_object and self.tag(k + 1) == "X"  # "the envoys [who presented their credentials] were"
        return self.tag(floor) == "I" and not any(self.tag(i) in ",;:URK()" for i in range(floor, k + 1))

    def _goes_on_after_participle(self, previous: Clause, floor: int, k: int) -> bool:
        """ "the treaty [signed in Oslo in 1951] was replaced", "the pact [setting up the council] was signed": no noun
        that could be a subject stands between."""
        if previous.verb[1] - previous.verb[0] != 1 or previous.relation == "coordinate":
            return False
        head = previous.subject[1] - 1
        if previous.relation == "gerund" and not previous.is_passive and previous.verb[0] == head + 1:
            return self.tag(head) == "H" and not any(self.tag(i) in ",;:URVX" for i in range(floor, k + 1))
        if not previous.is_passive:
            return False
        return self.tag(floor) in "ID" and not any(self.tag(i) in ",;:URK()VX" for i in range(floor, k + 1))

    def _before_governed(self, previous: Clause, floor: int, k: int) -> Span | None:
        """The noun before a gerund that a preposition ties to it: "*talks* [on establishing relations] began", "*an
        accord* [on setting up a council to promote trade] was signed"."""
        gerund: Clause | None = previous
        while gerund is not None and gerund.relation == "infinitive":
            gerund = gerund.parent
        if gerund is None or gerund.relation != "gerund" or gerund.parent is not None:
            return None
        end = gerund.verb[0] - 1
        if self.tag(end) != "I" or end < 1 or any(self.tag(i) in ",;:URKX" for i in range(gerund.verb[1], floor)):
            return None
        if self.tag(end - 1) not in "HW" or any(self.tag(i) in ",;:URKVX" for i in range(floor, k + 1)):
            return None
        return self.bounds.phrase_start(end - 1, 0), end

    def _before_parenthesis(self, k: int, floor: int) -> int:
        """The last token before the words between commas that end at k; brackets among them have their own."""
        depth = 0
        for i in range(k - 1, floor - 1, -1):
            depth += (self.tag(i) == ")") - (self.tag(i) == "(")
            if depth > 0:
                continue
            if self.tag(i) in "UR":
                return k - 1  # "when the Consul, Alan Lukens, presented": the comma closes an apposition
            if self.tag(i) == ",":
                return i - 1
        for earlier in reversed(self.clauses):
            if earlier.relation in ("relative", "gerund") and earlier.left > 0:
                i = earlier.left
                while i > 0 and self.tag(i) != ",":
                    i -= 1
                return max(i - 1, 0)
        return k - 1
