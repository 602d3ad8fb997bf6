"""The clauses of a sentence: each verb with its subject, what follows it, its voice and its modality.

In: tokens with parties joined. Out: `Clause`s in order. No grammar of English: a few rules on word classes that decide,
for every verb, which tokens are its subject and which may be its complements.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from comity.reading.clause import Clause, Span
from comity.reading.clause_modality import GOALS
from comity.reading.clause_subjects import Subjects
from comity.reading.english import English, VerbForm
from comity.reading.tokens import LookUp, Token


def find_clauses(
    tokens: Sequence[Token], english: English, verbs: dict[str, VerbForm], look: LookUp, *, is_story: bool = False
) -> list[Clause]:
    """The clauses in the order of their verbs."""
    return _Finder(tokens, english, verbs, look, is_story=is_story).run()


class _Finder(Subjects):
    def run(self) -> list[Clause]:
        i = 0
        while i < len(self.tokens):
            if self.tag(i) in "VX" and not (
                (self.tag(i) == "X" and self.lower(i) in ("may",) and self.tag(i + 1) in "DM")
                or (self.lower(i) == "force" and self.lower(i - 1) == "to" and self.lower(i - 2) == "in")
                or self._is_attributive(i)
                or self._is_inverted(i)
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

    def _is_inverted(self, i: int) -> bool:
        """Whether the auxiliary at token i stands before its subject: "only in 1995 *was* A granted a loan"."""
        is_before = self.tag(i) == "X" and self.tag(i + 1) == "E" and self.tag(i + 2) in "VX"
        return is_before and self.lower(i) not in MODALS and self.lower(0) in FRONTED

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
        self._give_fronted()
        if len(self.clauses) == 1 and self.clauses[0].is_infinitive and self.tag(self.clauses[0].verb[0] - 2) == "E":
            self.clauses[0].modality = "planned"
        for clause, following in zip(self.clauses, self.clauses[1:], strict=False):
            if clause.relation != "gerund" or clause.subject != (0, 0) or following.relation != "main":
                continue
            if self.tag(clause.verb[0] - 1) == "W":
                continue  # "*trucks* leaving A for B, the minister said"
            if any(self.tag(i) == "," for i in range(clause.verb[1], following.subject[0] + 1)):
                clause.subject = following.subject
            elif clause.verb[0] == 0:  # "Joining the EU is a goal": what is joined has not been
                clause.modality = "hoped" if self._names_goal() else None

    def _give_fronted(self) -> None:
        """ "*Opened* in 1995, the embassy has ten staff": it was opened."""
        if len(self.clauses) < 2 or self.clauses[0].verb != (0, 1) or self.clauses[0].subject != (0, 0):
            return
        first, following = self.clauses[:2]
        form = self.tokens[0].data
        is_participle = isinstance(form, VerbForm) and "participle" in form.forms and not form.forms & {"base"}
        starts = following.subject[0]
        is_apart = following.relation == "main" and starts > 2 and self.tag(starts - 1) == ","
        is_clear = self.tag(1) in "ID" and not any(self.tag(i) in "VX" for i in range(1, starts))
        if is_participle and is_apart and is_clear:
            first.subject, first.is_passive = following.subject, True

    def _is_attributive(self, i: int) -> bool:
        """Whether a participle only describes what a preposition governs: "money for *improved* access"."""
        is_governed = self.tag(i) == "V" and self.tag(i - 1) == "I" and self.lower(i - 1) in GOVERNING
        return is_governed and self.lower(i).endswith("ed") and self.tag(i + 1) in "WHQ"

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
                or (self.tag(k) == "D" and self.tag(i) == "X" and self.tag(k + 1) == "V")  # "will today open"
                or self._is_dated_within(i, k)
                or (self.tag(k) == "," and self.tag(k + 1) == "A" and self.tag(k + 2) in "V,")
            ):
                k += 1
            if self.tag(k) == "X" or (self.tag(k) == "V" and self.tag(i) == "X"):
                i = k
                continue
            return start, i + 1

    def _is_dated_within(self, i: int, k: int) -> bool:
        """Whether token k is of a date between the parts of a verb group: "will *on Monday* sign", "has in May met"."""
        if self.tag(i) != "X" or self.lower(i) in self.english.be and self.lower(i) != "be":
            return False
        if self.tag(k) == "I" and self.lower(k) in ("on", "in"):
            return self.tag(k + 1) == "D" and self.tag(k + 2) == "V"
        return self.tag(k) == "D" and self.tag(k - 1) == "I" and self.tag(k + 1) == "V"

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
        if group[0] > 1 and self._is_inverted(group[0] - 2):
            auxiliaries.insert(0, self.lower(group[0] - 2))
        be = any(word in self.english.be for word in auxiliaries)
        is_participle = main.tag == "V" and (form is None or bool(form.forms & {"participle", "past"}))
        is_ing = main.lower.endswith("ing") and not be and (main.tag == "V" or not auxiliaries)
        is_ing = is_ing or auxiliaries[:1] == ["having"]  # "Having gained independence, A opened"
        is_ing = is_ing or (auxiliaries[:1] == ["being"] and self._is_dated_aside(group))
        before = group[0] - 1
        while self.tag(before) == "A":
            before -= 1  # "the second nation to officially recognise it"
        infinitive = (
            self.lower(before) == "to"
            and (not any(word in self.english.have for word in auxiliaries[:1]) or self._is_reported(before))
            and not (not auxiliaries and is_participle and not be and form is not None and "base" not in form.forms)
        )
        group = (before + 1, group[1]) if infinitive else group
        can_be_reduced = is_participle and (form is None or "participle" in form.forms)  # never "withdrew"
        reduced = not auxiliaries and can_be_reduced and not is_ing and self._is_reduced(group)
        clause = Clause(
            verb=group, lemma=lemma, left=0, right=len(self.tokens), subject=(0, 0),
            is_passive=(be and is_participle and not main.lower.endswith("ing")) or reduced,
            is_ing=is_ing, is_infinitive=infinitive, modality="asserted", parent=None, relation="main",
        )  # fmt: skip
        self.set_subject(clause, reduced)
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

    def _is_reported(self, before: int) -> bool:
        """Whether the perfect behind "to" at this token is what is told of the subject: "is said *to have joined*"."""
        return bool(self.clauses) and self.clauses[-1].is_passive and self.clauses[-1].verb[1] == before

    def _is_dated_aside(self, group: Span) -> bool:
        """Whether a gerund in the passive has a time of its own: "after *being admitted* to the UN in 1955, A"."""
        end = next((i for i in range(group[1], len(self.tokens)) if self.tag(i) in ",;VX."), group[1])
        return self.tag(group[0] - 1) in "^I" and any(self.tag(i) == "D" for i in range(group[1], end))

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
        stops = [
            i
            for i, token in enumerate(self.tokens)
            if token.tag in ";KU"
            or (token.tag in "-–—" and self.bounds.is_dash(i))
            or (token.tag == "," and self._opens_effect(i))
        ]
        for clause in self.clauses:
            for i in [i for i in stops if clause.verb[1] <= i < clause.right]:
                if (
                    (self.tag(i) == ";" and not self._is_in_list(clause, i))
                    or self.bounds.is_dash(i)
                    or self.tag(i) == ","
                    or (self.tag(i) == "K" and self.lower(i + 1) == "that")  # "noting that A did and that B is"
                    or (
                        self.tag(i) in "U"
                        and self.lower(i) in ("when", "while", "whereas", "although", "because", "if", "where", "after")
                    )
                ):
                    clause.right = i
                    break

    def _opens_effect(self, i: int) -> bool:
        """Whether behind the comma at token i a participle tells what came of the act: ", *angering* Peru"."""
        k = i + 1 + (self.tag(i + 1) == "A")
        if (k == i + 1 and self.tag(i - 1) != "D") or self.lower(k) in self.english.light:
            return False  # "Kenya, *neighbouring* Uganda and Chad"
        return self.tag(k) == "W" and self.lower(k).endswith("ing") and self.tag(k + 1) == "E"

    def _is_in_list(self, clause: Clause, i: int) -> bool:
        """Whether the semicolon parts members of a list that a colon opens: "signed two papers: a treaty; a pact"."""
        return clause is self.clauses[-1] and any(self.tag(k) == ":" for k in range(clause.verb[1], i))


# Prepositions after which no clause begins with a participle.
GOVERNING = frozenset("on for with by through under from into".split())


def _plain(word: str) -> str:
    """A regular past without its ending, for verbs that no list has."""
    return word[:-2] if word.endswith("ed") else word


# What stands at the head of a clause whose auxiliary comes before its subject.
FRONTED = frozenset("only not never nor neither".split())
MODALS = frozenset("will would shall should may might can could must".split())
APPOSED = {"independent": "E", "open": "HC"}  # by what it may be said of
NAMING = frozenset("appoint nominate name elect select choose commission designate".split())
