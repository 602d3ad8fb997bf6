"""Participles that stand for a clause: "the embassy *opened* in 1992 was", "a treaty *signed* in Paris"."""

from __future__ import annotations

from collections.abc import Sequence

from comity.reading.clause import Clause, Span
from comity.reading.clause_bounds import Bounds
from comity.reading.clause_modality import ClauseModality
from comity.reading.english import English, VerbForm
from comity.reading.tokens import LookUp, Token

# Verbs whose object is often a clause without "that".
SPOKEN = frozenset(
    "say claim report state note tell allege argue insist contend assert explain reveal stress emphasise emphasize "
    "underline believe think know hope announce declare suggest confirm deny add warn see hear feel expect be become "
    "remain show mean wish want fear ensure agree".split()
)
CONSEQUENT = frozenset("becoming".split())  # "visited A *becoming* the first to do so"
SEATED = frozenset("based stationed".split())  # "appointed a consul *based* in A"
MADE_UP = frozenset("made composed comprised formed constituted".split())
HELD = frozenset("held organised organized hosted convened arranged staged".split())


# Verbs that keep an object in the passive: "granted a loan by A".
GIVING = frozenset("grant give award offer accord lend promise pledge".split())


class Participles:
    """The tokens of a sentence with the clauses found so far; which participles open one of their own."""

    def __init__(
        self, tokens: Sequence[Token], english: English, verbs: dict[str, VerbForm], look: LookUp, *, is_story: bool
    ) -> None:
        self.tokens = tokens
        self.english = english
        self.verbs = verbs
        self.clauses: list[Clause] = []
        self.tag, self.lower = look
        self.bounds = Bounds(tokens, look)
        self.modality = ClauseModality(tokens, english, verbs, look, is_story=is_story)

    def _is_reduced(self, group: Span) -> bool:
        """ "the embassy opened in 1992 was", "a treaty signed in Paris": a participle after its noun, without "be"."""
        after = group[1]
        last = self._before_brackets(group[0] - 1)
        before = self.tag(last)
        after += self.lower(after) == "up" and self.lower(group[0]) == "set"  # "a group *set up* in 2014"
        while self.tag(after) == "A":
            after += 1
        if before == "U" and self._is_conceded(last, group[1]):
            return True
        if before == "E" and self.lower(last - 1) == "with" and self.tag(last - 2) in "^,":
            return self.tag(after) in "ID" and group[1] - group[0] == 1  # "with A admitted to O in 1995, B"
        if before == "E" and self.tag(last - 1) in "HW" and self.tag(last - 2) in "THWJ" and self.lower(after) != "by":
            return False  # "criticised the embassy A opened in 1995"
        if before in "KR" or (self.tag(after) in "EHT" and not (before == "," and self._is_given(group[0], after))):
            return False
        if before == "^":
            return self.lower(after) == "by"
        if before == "," and self.bounds.naming_start(group[0] - 1, 0) is not None:
            return False
        if before == "," and (self._goes_on_behind_relative(last) or self._goes_on_behind_inset(last)):
            return self.lower(after) == "by"
        if before in ",(":
            return self.lower(after) == "by" or (
                (
                    self.tag(self._before_brackets(group[0] - 2)) in "HQE"
                    or (self.tag(group[0] - 2) == "W" and (before == "(" or self._is_set_in(after)))
                )
                and (self.tag(after) in "ID" or self._is_given(group[0], after))
                and (self.lower(after) != "to" or (before == "," and not self.clauses and self._is_set_in(after)))
                and not (self.tag(after + 1) == "D" and self.tag(after + 2) == "E")  # "instructed on 3 May the envoy"
            )
        if self._goes_on_with_object(last, after):
            return True
        if before in "QW" and self._is_event(group[0], last, after):
            return True
        if before in "WHQ" and self._is_made_up(group):
            return True
        if before in "HQ" or (before == "W" and self.lower(after) == "by"):
            return self.lower(after) == "by" or (
                before == "H" and (self.bounds.verb_follows(after) or self._is_told_of(last, after))
            )
        if before in "EM" and self.tag(after) in "IU" and self._is_in_object(last):
            return True
        is_seat = self.lower(group[0]) in SEATED and self.lower(after) in ("in", "at") and bool(self.clauses)
        return before == "E" and (self.lower(after) == "by" or self._is_planned(group) or is_seat)

    def _goes_on_behind_relative(self, comma: int) -> bool:
        """Whether a relative clause between commas follows the subject, whose verb is still to come: "Minister N, who
        was in Lima on a visit, *met* with"."""
        first = self.clauses[0] if self.clauses else None
        if first is None or first.relation != "relative":
            return False
        if any(clause.relation not in ("relative", "infinitive") for clause in self.clauses):
            return False  # "Minister N, who left for A to attend a summit, *arrived* in B"
        opening = first.left - 1 if self.tag(first.left) == "R" else first.left - 2
        is_set_in = first.subordinator in ("who", "which") and self.tag(opening) == ","
        return is_set_in and not any(self.tag(i) == "," for i in range(self.clauses[-1].verb[1], comma))

    def _goes_on_behind_inset(self, comma: int) -> bool:
        """Whether a person opens the sentence, of whom commas part where or on what he is: "Minister N, on a visit to
        Peru, *met* with"."""
        opening = next((i for i in range(comma - 1, 0, -1) if self.tag(i) == ","), 0)
        if self.clauses or self.lower(opening + 1) not in ("in", "on") or self.tag(opening + 2) == "D":
            return False
        if any(self.tag(i) == "," and self.tag(i + 1) in "VX" for i in range(comma + 1, len(self.tokens))):
            return False  # "Ambassador N, in Oslo since May, accredited to Iceland, presented"
        who = self.tokens[opening - 1] if opening else None
        return who is not None and who.tag == "E" and any(party.person or party.office for party in who.data)

    def _is_in_object(self, last: int) -> bool:
        """Whether the noun at token `last` ends the object of a verb that tells of an act, so that a participle goes on
        with it: "received letters from *three envoys* posted to A"; not "said *three envoys* travelled to A"."""
        previous = self.clauses[-1] if self.clauses else None
        if previous is None or previous.is_passive or previous.lemma in SPOKEN or previous.subject == (0, 0):
            return False
        between = range(previous.verb[1], last)
        return len(between) > 1 and not any(self.tag(i) in ",;:URK()" for i in between)

    def _goes_on_with_object(self, last: int, after: int) -> bool:
        """ "abrogated *the treaty of friendship* formerly signed with A": the noun is the object of the verb before."""
        while self.tag(last) == "A":
            last -= 1
        previous = self.clauses[-1] if self.clauses else None
        if previous is None or previous.is_passive or previous.lemma in SPOKEN or previous.subject == (0, 0):
            return False
        words = range(previous.verb[1], last + 1)
        if len(words) < 2 or not all(self.tag(i) in "TWJQAHMZ" or self.lower(i) in ("of", "on") for i in words):
            return False
        return self.tag(last) in "HW" and self.tag(after) == "I" and self.lower(after) != "to"

    def _is_conceded(self, conjunction: int, after: int) -> bool:
        """Whether a participle with a conjunction is set in between commas: "A, *though divided over it*, joined"."""
        end = next((i for i in range(after, min(after + 12, len(self.tokens))) if self.tag(i) in ",VX;."), after)
        return self.tag(conjunction - 1) == "," and self.tag(end) == "," and self.tag(end + 1) in "VXA"

    def _is_given(self, verb: int, after: int) -> bool:
        """Whether by whom something was given is told behind it: "Ghana, *granted* a loan by Kenya in 1995, held"."""
        form = self.verbs.get(self.lower(verb))
        if form is None or form.lemma not in GIVING:
            return False
        comma = next((i for i in range(after, min(after + 14, len(self.tokens))) if self.tag(i) in ",VX;"), after)
        return self.tag(comma) == "," and any(self.lower(i) == "by" for i in range(after, comma))

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
        after += self.lower(after) == "up"
        if not self.clauses or self.tag(after) != "I":
            return False
        k = noun - 1
        while k >= self.clauses[-1].verb[1] and self.tag(k) in "TWJQAH":
            k -= 1
        return k >= self.clauses[-1].verb[1] and self.tag(k) == "I"

    def _is_event(self, verb: int, noun: int, after: int) -> bool:
        """ "received his letters at *a ceremony* held in the palace": what is held is told with a verb before it."""
        return self.lower(verb) in HELD and self._is_told_of(noun, after)

    def _is_made_up(self, group: Span) -> bool:
        """ "a bloc *made up of* A and B", "an alliance *composed of* A and B"."""
        after = group[1] + (self.lower(group[1]) == "up")
        return self.lower(group[0]) in MADE_UP and self.lower(after) == "of"

    def _is_what_it_is(self, clause: Clause | None, k: int) -> bool:
        """Whether the noun at token k only tells what the subject of that clause is: "O is *a regional bloc*"."""
        if clause is None or clause.lemma != "be" or clause.subject == (0, 0) or k < clause.verb[1] + 1:
            return False
        words = range(clause.verb[1] + 1, k + 1)
        return self.lower(clause.verb[1]) in ("a", "an") and all(self.tag(i) in "WJQAH-" for i in words)

    def _is_planned(self, group: Span) -> bool:
        """ "his visit to Serbia planned for May"."""
        return self.lower(group[0]) in ("planned", "scheduled", "slated") and self.lower(group[1]) == "for"
