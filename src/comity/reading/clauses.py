"""The clauses of a sentence: each verb with its subject, what follows it, its voice and its modality.

In: tokens with parties joined. Out: `Clause`s in order. No grammar of English: a few rules on word classes that decide,
for every verb, which tokens are its subject and which may be its complements.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from comity.model import Modality
from comity.reading.clause_bounds import Bounds
from comity.reading.clause_modality import GOALS, ClauseModality, verb_forms
from comity.reading.english import English, VerbForm
from comity.reading.tokens import Token, look_up

Span = tuple[int, int]


THEREBY = frozenset(("thus", "thereby", "hereby"))


@dataclass(slots=True)
class Clause:
    """A verb with its surroundings; spans count tokens."""

    verb: Span
    lemma: str
    left: int  # where its territory begins (fronted adverbials)
    right: int  # where it ends
    subject: Span
    is_passive: bool
    is_ing: bool
    is_infinitive: bool
    modality: Modality | None  # None: hypothetical, not to be read
    parent: Clause | None  # the clause whose subject or date it shares
    relation: str  # main, coordinate, relative, subordinate, infinitive, gerund
    subordinator: str = ""
    antecedent: int | None = None  # the token that a relative pronoun takes up as the verb's object

    @property
    def start(self) -> int:
        """The first token that belongs to it."""
        return min(self.left, self.subject[0], self.verb[0])


def find_clauses(
    tokens: Sequence[Token], english: English, verbs: dict[str, VerbForm], *, is_story: bool = False
) -> list[Clause]:
    """The clauses in the order of their verbs."""
    return _Finder(tokens, english, verbs, is_story=is_story).run()


def tells_now(tokens: Sequence[Token], clause: Clause) -> bool:
    """Whether the verb tells of the present, which no year told before dates: "is put at", "stands at", "is paying"."""
    first = tokens[clause.verb[0]]
    if first.tag == "X":
        is_alone = clause.verb[1] - clause.verb[0] == 1
        return first.lower in ("is", "are") or (is_alone and first.lower in ("has", "have"))
    forms = first.data.forms if isinstance(first.data, VerbForm) else frozenset()
    return "third" in forms or ("base" in forms and "past" not in forms and not clause.is_infinitive)


class _Finder:
    def __init__(
        self, tokens: Sequence[Token], english: English, verbs: dict[str, VerbForm], *, is_story: bool
    ) -> None:
        self.tokens = tokens
        self.english = english
        self.verbs = verbs
        self.clauses: list[Clause] = []
        self.tag, self.lower = look_up(tokens)
        self.bounds = Bounds(tokens)
        self.modality = ClauseModality(tokens, english, verbs, is_story=is_story)

    def run(self) -> list[Clause]:
        i = 0
        while i < len(self.tokens):
            if self.tag(i) in "VX" and not (
                (self.tag(i) == "X" and self.lower(i) in ("may",) and self.tag(i + 1) in "DM")
                or [self.lower(i - k) for k in (2, 1, 0)] == ["in", "to", "force"]
            ):
                group = self._group(i)
                if not self._is_transparent(group):
                    self._add(group)
                i = group[1]
            else:
                if self.lower(i) in APPOSED and self.tag(i - 1) == "," and self.tag(i - 2) in APPOSED[self.lower(i)]:
                    self._add_apposed(i)
                i += 1
        stop = next((i for i, token in enumerate(self.tokens) if token.tag == ";"), len(self.tokens))
        if not self.clauses or self.clauses[0].verb[0] > stop:
            self._add_verbless(stop)
        self._turn_round()
        self._give_subjects()
        self._deny_elliptic()
        self._limit()
        return self.clauses

    def _add_apposed(self, i: int) -> None:
        """ "A, independent from B since 1948, opened": what is said of A as if "which is" stood there."""
        right = next((k for k in range(i, len(self.tokens)) if self.tag(k) in ",;.)"), len(self.tokens))
        if self.tag(right - 1) != "D":
            return
        self.clauses.append(
            Clause(
                verb=(i, i), lemma="be", left=i, right=right, is_passive=False, is_ing=False,
                subject=(i - 2 if self.tag(i - 2) == "E" else self.bounds.phrase_start(i - 2, 0), i - 1),
                is_infinitive=False, modality="asserted", parent=self.clauses[-1] if self.clauses else None,
                relation="relative", subordinator="which",
            )
        )  # fmt: skip

    def _add_verbless(self, stop: int) -> None:
        """A headline that leaves "is" out: "Kenyan minister in Oslo for talks". It ends before token `stop`."""
        after = next((i for i, token in enumerate(self.tokens) if token.tag == "E"), -2) + 1
        words = {self.lower(i) for i in range(after + 1, stop) if self.tag(i) == "I"}
        start = self.bounds.phrase_start(after - 1, 0) if after > 0 else 0
        is_sited = after > 0 and any(party.city is not None for party in self.tokens[after - 1].data)
        is_told = self.lower(after) in (("for", "on") if is_sited else ("in", "on")) and (
            is_sited or bool(words & {"for", "on", "to"})
        )
        lemma = "be"
        if after > 0 and not is_told and self._heads_entry():  # "12–15 May – Minister N in Oslo; talks on trade"
            after += self.tag(after) == ","
            is_told = self.lower(after) == "in" and self.tag(after + 1) in "CE"
            lemma = "arrive"
        if not is_told or self.tag(start) not in "ETJ":
            return
        self.clauses.insert(
            0,
            Clause(
                verb=(after, after), lemma=lemma, left=start, right=stop, subject=(start, after),
                is_passive=False, is_ing=False, is_infinitive=False, modality="asserted", parent=None, relation="main",
            )
        )  # fmt: skip

    def _heads_entry(self) -> bool:
        """Whether a date and a dash open the sentence, as an entry of a chronology."""
        first = next((i for i, token in enumerate(self.tokens) if token.tag not in "•*-–—(["), 0)
        return self.tag(first) == "D" and (self.tag(first + 1) == ":" or self.bounds.is_dash(first + 1))

    def _turn_round(self) -> None:
        """ "Also accredited yesterday were N and M": who stands behind the verb is its subject."""
        if len(self.clauses) < 2:
            return
        first, second = self.clauses[:2]
        start, end = first.verb
        is_inverted = (
            second.lemma == "be"
            and self.tag(second.verb[1] - 1) == "X"
            and end - start == 1
            and start < 3
            and all(self.tag(i) in "A" for i in range(start))
            and all(self.tag(i) in "DAI" for i in range(end, second.verb[0]))
            and self.tag(second.verb[1]) in "ETJ"
        )
        if not is_inverted:
            return
        right = next((clause.left for clause in self.clauses[2:]), len(self.tokens))
        self.clauses[:2] = [
            replace(
                second, lemma=first.lemma, is_passive=True, left=0, subject=(second.verb[1], right), relation="main"
            )
        ]

    def _deny_elliptic(self) -> None:
        """ "had planned to stop in A, but did not": what was planned did not come about."""
        for clause, following in zip(self.clauses, self.clauses[1:], strict=False):
            i = following.verb[1]
            if (
                self.tag(i - 1) == "X"
                and self.lower(i) in ("not", "never")
                and self.tag(i + 1) in ".,;^["
                and self.lower(following.verb[0] - 1) == "but"
                and clause.modality in ("planned", "hoped")
            ):
                clause.modality = "denied"

    def _names_goal(self) -> bool:
        return any(token.lower in GOALS for token in self.tokens)

    def _is_transparent(self, group: Span) -> bool:
        """ "was appointed *to be* the first ambassador"."""
        return (
            self.lower(group[0]) == "be"
            and self.lower(group[0] - 1) == "to"
            and bool(self.clauses)
            and self.clauses[-1].lemma in NAMING
        )

    def _give_subjects(self) -> None:
        """ "After gaining independence, A joined": A gained it. "Minister to visit B": a headline, he will."""
        if len(self.clauses) == 1 and self.clauses[0].is_infinitive and self.tag(self.clauses[0].verb[0] - 2) == "E":
            self.clauses[0].modality = "planned"
        for clause, following in zip(self.clauses, self.clauses[1:], strict=False):
            if clause.relation != "gerund" or clause.subject != (0, 0) or following.relation != "main":
                continue
            if any(self.tag(i) == "," for i in range(clause.verb[1], following.subject[0] + 1)):
                clause.subject = following.subject
            elif clause.verb[0] == 0:  # "Joining the EU is a goal": what is joined has not been
                clause.modality = "hoped" if self._names_goal() else None

    def _group(self, i: int) -> Span:
        """The verb group at i: auxiliaries, adverbs, and the verb."""
        start = i
        while True:
            if self.tag(i) == "V":
                return start, i + 1
            k = i + 1
            while (
                self.tag(k) == "A"
                or self.lower(k) == "not"
                or (self.tag(k) == "," and self.tag(k + 1) == "A" and self.tag(k + 2) in "V,")
            ):
                k += 1
            if self.tag(k) == "X" or (self.tag(k) == "V" and self.tag(i) == "X"):
                i = k
                continue
            return start, i + 1

    def _add(self, group: Span) -> None:
        words = self.tokens[group[0] : group[1]]
        main = words[-1]
        form = None
        if main.tag == "V":
            form = main.data if isinstance(main.data, VerbForm) else self.verbs.get(main.lower)
        lemma = (
            form.lemma
            if form
            else (
                "be"
                if main.lower in self.english.be
                else "have"
                if main.lower in self.english.have
                else _plain(main.lower)
            )
        )
        auxiliaries = [word.lower for word in words[:-1]]
        be = any(word in self.english.be for word in auxiliaries)
        is_participle = main.tag == "V" and (form is None or bool(form.forms & {"participle", "past"}))
        is_ing = main.lower.endswith("ing") and not be and (main.tag == "V" or not auxiliaries)
        is_ing = is_ing or auxiliaries[:1] == ["having"]  # "Having gained independence, A opened"
        before = group[0] - 1
        while self.tag(before) == "A":
            before -= 1  # "the second nation to officially recognise it"
        infinitive = (
            self.lower(before) == "to"
            and not any(word in self.english.have for word in auxiliaries[:1])
            and not (is_participle and not be and form is not None and "base" not in form.forms)
        )
        group = (before + 1, group[1]) if infinitive else group
        reduced = not auxiliaries and is_participle and not is_ing and self._is_reduced(group)
        clause = Clause(
            verb=group, lemma=lemma, left=0, right=len(self.tokens), subject=(0, 0),
            is_passive=(be and is_participle and not is_ing) or reduced,
            is_ing=is_ing, is_infinitive=infinitive, modality="asserted", parent=None, relation="main",
        )  # fmt: skip
        self._set_subject(clause, reduced)
        if (
            clause.relation == "coordinate"
            and not auxiliaries
            and is_participle
            and not is_ing
            and clause.parent is not None
            and clause.parent.is_passive
        ):
            can_be = form is None or "participle" in form.forms
            # "was opened in Almaty and moved to Astana"; not "led by N, visited Nairobi"
            clause.is_passive = can_be and self.tag(group[1]) not in "ETHC"
        clause.modality = self.modality.read(clause, auxiliaries)
        self.clauses.append(clause)

    def _is_reduced(self, group: Span) -> bool:
        """ "the embassy opened in 1992 was", "a treaty signed in Paris": a participle after its noun, without "be"."""
        after = group[1]
        last = self._before_brackets(group[0] - 1)
        before = self.tag(last)
        while self.tag(after) == "A":
            after += 1
        if self.tag(after) in "EHT" or before in "KR":
            return False
        if before == "^":
            return self.lower(after) == "by"
        if before == "," and self.bounds.naming_start(group[0] - 1, 0) is not None:
            return False
        if before in ",(":
            return self.lower(after) == "by" or (
                (
                    self.tag(group[0] - 2) in "HQE"
                    or (self.tag(group[0] - 2) == "W" and (before == "(" or self._is_set_in(after)))
                )
                and self.tag(after) in "ID"
                and self.lower(after) not in ("to",)
                and not (self.tag(after + 1) == "D" and self.tag(after + 2) == "E")  # "instructed on 3 May the envoy"
            )
        if before in "QW" and self._is_event(group[0], last, after):
            return True
        if before in "HQ" or (before == "W" and self.lower(after) == "by"):
            return self.lower(after) == "by" or (
                before == "H" and (self.bounds.verb_follows(after) or self._is_told_of(last, after))
            )
        if before in "EM" and self.tag(after) in "IU" and self._is_in_object(last):
            return True
        is_seat = self.lower(group[0]) in SEATED and self.lower(after) in ("in", "at") and bool(self.clauses)
        return before == "E" and (self.lower(after) == "by" or self._is_planned(group) or is_seat)

    def _is_in_object(self, last: int) -> bool:
        """Whether the noun at token `last` ends the object of a verb that tells of an act, so that a participle goes on
        with it: "received letters from *three envoys* posted to A"; not "said *three envoys* travelled to A"."""
        previous = self.clauses[-1] if self.clauses else None
        if previous is None or previous.is_passive or previous.lemma in SPOKEN or previous.subject == (0, 0):
            return False
        between = range(previous.verb[1], last)
        return len(between) > 1 and not any(self.tag(i) in ",;:URK()" for i in between)

    def _is_set_in(self, after: int) -> bool:
        """Whether a comma and a verb follow the words from this token on: "…, negotiated since 2009, was signed"."""
        comma = next((i for i in range(after, min(after + 9, len(self.tokens))) if self.tag(i) in ",VX;"), None)
        return comma is not None and self.tag(comma) == "," and self.tag(comma + 1) in "XV"

    def _before_brackets(self, k: int) -> int:
        """The last token before brackets that end at k: "the *Commission* (JPCC) held in A"."""
        if self.tag(k) != ")":
            return k
        opening = next((i for i in range(k - 1, max(-1, k - 5), -1) if self.tag(i) == "("), None)
        return k if opening is None else opening - 1

    def _is_told_of(self, noun: int, after: int) -> bool:
        """ "is done through *the group* formed in 2014": a noun that a preposition governs, after a verb of its own."""
        if not self.clauses or self.tag(after) != "I":
            return False
        k = noun - 1
        while k >= self.clauses[-1].verb[1] and self.tag(k) in "TWJQAH":
            k -= 1
        return k >= self.clauses[-1].verb[1] and self.tag(k) == "I"

    def _is_event(self, verb: int, noun: int, after: int) -> bool:
        """ "received his letters at *a ceremony* held in the palace": what is held is told with a verb before it."""
        return self.lower(verb) in HELD and self._is_told_of(noun, after)

    def _is_planned(self, group: Span) -> bool:
        """ "his visit to Serbia planned for May"."""
        return self.lower(group[0]) in ("planned", "scheduled", "slated") and self.lower(group[1]) == "for"

    def _set_subject(self, clause: Clause, reduced: bool) -> None:
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
                or (self.tag(k) in "EM" and self._is_in_object(k))
                or (self.tag(k) == "H" and self._is_told_of(k, clause.verb[1]))
                or self._is_event(clause.verb[0], k, clause.verb[1])
            )
        ):
            # "an invitation extended by N": what is said of the last noun cuts nothing off from the verb before it
            start = k if self.tag(k) == "E" else self._after_with(k, self.bounds.phrase_start(k, floor))
            clause.subject, clause.left = (start, k + 1), clause.verb[0]
            clause.relation, clause.parent = "relative", previous
        elif clause.is_ing or (reduced and (k < 0 or self.tag(k) in ",(")):
            self._participle(clause, previous, floor, k)
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
        """The "and" before a time alone: "recognised it in 1970 *and* on 3 May 1972 opened an embassy"; else k."""
        i = k
        while i > floor and self.tag(i) in "DIT":
            i -= 1
        return i if i < k and self.lower(i) in ("and", "then", "but") and self._is_time(i + 1, k + 1) else k

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
        if objects and controls and (called or self.tag(objects[0] - 1) != "I"):
            clause.subject = (objects[0], objects[0] + 1)
        else:
            clause.subject = previous.subject

    def _participle(self, clause: Clause, previous: Clause | None, floor: int, k: int) -> None:
        """ ", opening an embassy": its subject is the main verb's; "the visit marking": what stands before."""
        clause.left = max(k, floor)
        if previous is not None and (self.tag(k) in ",KIU(" or k < floor):
            clause.relation, clause.parent, clause.subject = "gerund", previous, previous.subject
            clause.subordinator = self.lower(k)
        elif previous is not None and any(self.lower(i) in THEREBY for i in range(k + 1, clause.verb[0])):
            clause.relation, clause.parent, clause.subject = "gerund", previous, previous.subject
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
        by = previous.verb[0] - 1
        if (
            previous.relation == "gerund"
            and (previous.parent, previous.subject) == (None, (0, 0))
            and self.tag(by) == "I"
            and self.tag(by - 1) == "E"
            and self.tag(k) == ","
        ):  # "Peru, in keeping with its policy, signed", "Peru in pursuing its policy, recently signed"
            clause.subject, clause.left = (self.bounds.phrase_start(by - 1, 0), by), k
            previous.subject = clause.subject
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

    def _before_relative(self, clause: Clause) -> Span | None:
        """What stands before the outermost relative clause, that a comma parts from it; None where there is none."""
        outer = clause
        while outer.parent is not None:
            outer = outer.parent
        pronoun = outer.left if self.tag(outer.left) == "R" else outer.left - 1
        if outer.relation not in ("relative", "subordinate") or self.tag(pronoun) != "R":
            return None
        end = pronoun
        while end > 0 and self.tag(end - 1) == "I":
            end -= 1
        if self.tag(end - 1) != ",":
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
        if previous is not None and previous.relation == "infinitive" and previous.parent is None:
            clause.subject, clause.left = previous.subject, previous.left  # "the first minister to reside there was N"
            after, called = clause.verb[1], self.lower(previous.subject[1] - 1)
            if clause.lemma == "be" and called in WORDS_FOR_STATES and self.tag(after) == "E":
                previous.subject = (after, after + 1)  # "the first country to recognise B was A"
            return
        if previous is not None and self._goes_on_after_relative(previous, floor, k):
            head = previous.left - 2
            clause.subject, clause.left = (self.bounds.phrase_start(head, 0), head + 1), clause.verb[0]
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
            while k > floor and self.tag(k) != "(":
                k -= 1
            k -= 1
        start = self.bounds.phrase_start(k, floor if k >= floor else 0)
        if previous is not None and start == previous.verb[1] and self.tag(start) + self.tag(start + 1) == "ID":
            start += 2  # "Until it was renamed in 1997 the country was known"
        if previous is not None and previous.relation == "relative" and self._is_time(start, k + 1):
            clause.subject, clause.left = previous.subject, clause.verb[0]  # "the post, set up the same year, is"
            return
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

    def _goes_on_after_relative(self, previous: Clause, floor: int, k: int) -> bool:
        """ "the treaty [that A and B signed in 1993] has been used", "the pact [which entered into force last July]
        should": no noun that could be a subject stands before the second verb."""
        if previous.subordinator not in ("that", "which") or self.tag(previous.left - 2) not in "HE":
            return False
        return self.tag(floor) in "ID" and all(self.tag(i) in "IDWA" for i in range(floor, k + 1))

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
        """The noun before a gerund that a preposition ties to it: "*talks* [on establishing relations] began"."""
        end = previous.verb[0] - 1
        if previous.relation != "gerund" or previous.parent is not None or self.tag(end) != "I" or end < 1:
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

    def _limit(self) -> None:
        """What follows a verb is its own up to the next verb's subject, or to a conjunction that joins verbs."""
        for clause, following in zip(self.clauses, self.clauses[1:], strict=False):
            starts = [following.left, following.verb[0]]
            if following.relation in ("main", "subordinate"):
                starts.append(following.subject[0])
            clause.right = min(start for start in starts if start >= clause.verb[1])
        for clause, following in reversed(list(zip(self.clauses, self.clauses[1:], strict=False))):
            if (
                following.relation == "coordinate"
                and following.verb[0] - clause.verb[1] == 1
                and self.tag(clause.verb[1]) == "K"
            ):
                clause.right = following.right  # "occupied and annexed Estonia in 1940"
        for clause in self.clauses:
            for i in range(clause.verb[1], clause.right):
                if (
                    (self.tag(i) == ";" and not self._is_in_list(clause, i))
                    or self.bounds.is_dash(i)
                    or (self.tag(i) == "K" and self.lower(i + 1) == "that")  # "noting that A did and that B is"
                    or (
                        self.tag(i) in "U"
                        and self.lower(i) in ("when", "while", "whereas", "although", "because", "if", "where", "after")
                    )
                ):
                    clause.right = i
                    break

    def _is_in_list(self, clause: Clause, i: int) -> bool:
        """Whether the semicolon parts members of a list that a colon opens: "signed two papers: a treaty; a pact"."""
        return clause is self.clauses[-1] and any(self.tag(k) == ":" for k in range(clause.verb[1], i))


def _plain(word: str) -> str:
    """A regular past without its ending, for verbs that no list has."""
    return word[:-2] if word.endswith("ed") else word


WHO = ("RH", "RE", "RQ", "RW")  # a relative pronoun and, before it, its noun without a comma
APPOSED = {"independent": "E", "open": "HC"}  # by what it may be said of
SEATED = frozenset("based stationed".split())  # "appointed a consul *based* in A"
NAMING = frozenset("appoint nominate name elect select choose commission designate".split())
# Verbs whose object is often a clause without "that".
SPOKEN = frozenset(
    "say claim report state note tell allege argue insist contend assert explain reveal stress emphasise emphasize "
    "underline believe think know hope announce declare suggest confirm deny add warn see hear feel expect be become "
    "remain show mean wish want fear ensure agree".split()
)
WORDS_FOR_STATES = frozenset("country state nation government power republic kingdom".split())
REQUESTS = frozenset("invitation request appeal order instructions permission authority".split())
HELD = frozenset("held organised organized hosted convened arranged staged".split())
CONTROL_BY_OBJECT = frozenset(
    "ask invite urge allow permit force enable instruct authorise authorize order persuade encourage help "
    "require oblige empower appoint elect call prompt lead compel".split()
)
