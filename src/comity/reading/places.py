"""A sentence with its clauses, and look-ups by place: subject, object, what a preposition governs, who "it" is."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from comity.reading.clause import Clause
from comity.reading.context import Context
from comity.reading.dates_of_acts import tells_of_act
from comity.reading.english import English
from comity.reading.nouns import fold_case
from comity.reading.parties import FOR_STATES
from comity.reading.party import Party
from comity.reading.phrases import PhraseFinder, is_body
from comity.reading.registry import capital_of, is_organisation
from comity.reading.tokens import LookUp, Token, states_of


class Sentence:
    """The tokens of one sentence with its clauses, and look-ups by place."""

    def __init__(
        self,
        tokens: Sequence[Token],
        clauses: Sequence[Clause],
        english: English,
        context: Context,
        city_state: Callable[[Any], tuple[str, ...]],
        look: LookUp,
    ) -> None:
        self.tokens = tokens
        self.clauses = clauses
        self.english = english
        self.context = context
        self.city_state = city_state
        self.tag, self.lower = look
        self.phrases = PhraseFinder(tokens, english, look)
        self.phrase = self.phrases.phrase
        self._words: dict[tuple[int, int], str] = {}
        self._subjects: dict[tuple[Any, ...], list[int]] = {}
        self._objects: dict[tuple[Any, ...], list[int]] = {}
        for i, token in enumerate(tokens):
            if token.tag == "E" and token.data[0].pronoun == "it":
                token.data = (replace(token.data[0], states=self.antecedent(i)),)
            elif token.tag == "E" and token.data[0].pronoun in ("latter", "former"):
                token.data = (replace(token.data[0], states=self.named_before(i, token.data[0].pronoun)),)
            elif token.tag == "E" and token.data[0].pronoun == "they":
                token.data = (replace(token.data[0], states=self.several_before(i)),)
            elif token.tag == "E" and token.data[0].pronoun in ("focus", "neighbour", "region"):
                token.data = (replace(token.data[0], states=self._other_than_named(i)),)
            elif token.tag == "E" and token.lower == "we" and context.pair is None and self._is_quoted(i):
                token.data = (replace(token.data[0], states=self._speaker_states()),)
            elif token.tag == "E" and token.data[0].pronoun == "he" and not self._is_other_than_before(i):
                token.data = (self.person_before(i) or token.data[0],)

    def words(self, first: int, last: int) -> str:
        """The words of the tokens first..last, a blank between; what many cues ask for the same clause."""
        if (first, last) not in self._words:
            full = self.context.full_names
            self._words[first, last] = " ".join([full.get(token.text, token.text) for token in self.tokens[first:last]])
        return self._words[first, last]

    @functools.cached_property
    def folded(self) -> str:
        """All words in small letters, those of full names beside the short ones that stand for them."""
        words = self.words(0, len(self.tokens))
        plain = " ".join([token.text for token in self.tokens]) if self.context.full_names else ""
        return fold_case(f"{words} {plain}")

    @functools.cached_property
    def dates(self) -> list[int]:
        """The dates that tell of acts, in their order."""
        return [i for i, token in enumerate(self.tokens) if token.tag == "D" and tells_of_act(self, i)]

    @functools.cached_property
    def named(self) -> frozenset[str]:
        """The states that are named."""
        return frozenset([code for token in self.tokens for code in states_of(token)])

    @functools.cached_property
    def _places(self) -> dict[str, list[int]]:
        """Where each word stands."""
        places: dict[str, list[int]] = {}
        for i, token in enumerate(self.tokens):
            places.setdefault(token.lower, []).append(i)
        return places

    def clause_of(self, i: int) -> Clause | None:
        """The clause in whose subject or after whose verb token i stands."""
        best = None
        for clause in self.clauses:
            if clause.subject[0] <= i < clause.subject[1] and clause.relation not in (
                "coordinate",
                "infinitive",
                "gerund",
            ):
                return clause
            if clause.verb[1] <= i < clause.right:
                best = clause
        if best is None:
            best = next((clause for clause in self.clauses if clause.left <= i < clause.right), None)
        return best

    def _blamed_before(self, i: int) -> tuple[str, ...]:
        """The one state before "over its" or "for its": "sanctions on *Mali* over its invasion of A"."""
        if self.tag(i) != "T" or self.tag(i - 2) != "E" or self.lower(i - 1) not in ("over", "for"):
            return ()
        is_subject = any(clause.subject[0] <= i - 2 < clause.subject[1] for clause in self.clauses)
        codes = tuple(code for party in self.tokens[i - 2].data for code in party.states)
        return codes if len(codes) == 1 and not is_subject else ()

    def antecedent(self, i: int) -> tuple[str, ...]:
        """The one state that "it" or "its" at token i stands for, of those named before it in the sentence: the nearest
        subject, else the nearest of all."""
        recognised = self._recognised_before(i) or self._blamed_before(i) or self._same_object(i)
        if recognised:
            return recognised
        own = (
            next((clause for clause in self.clauses if clause.verb[1] <= i < clause.right), None)
            if self.tag(i) == "E"
            else None
        )
        subject = (self.tokens[k] for k in range(*own.subject) if self.tag(k) == "E") if own else ()
        barred = tuple(code for token in subject for party in token.data for code in party.states)
        spans = [
            clause.subject
            for clause in self.clauses
            if clause.subject[1] <= i and clause.subject[1] > clause.subject[0]
        ]
        around = next((clause.subject for clause in self.clauses if clause.verb[1] <= i < clause.right), None)
        spans.sort(
            key=lambda span: (span == around, next(c.relation == "main" for c in self.clauses if c.subject == span))
        )
        if not spans:  # "Following its independence, A joined": what comes
            spans = [clause.subject for clause in self.clauses if clause.relation == "main" and clause.subject[0] > i]
            spans = [*spans[:1], (0, i)]
        else:
            spans = [*spans[::-1], (0, i)]
        if around is not None and around[1] > around[0] > i:
            spans.insert(0, around)  # "After gaining its independence, A joined"
        barred = barred or self._partner_of(i)
        seat = self._seat_of(around) if self.tag(i) == "T" and around is not None else ()
        if seat:
            return seat
        for start, end in spans:
            order = sorted(range(end - 1, start - 1, -1), key=lambda k: self.tag(k - 1) == "I" and k > start)
            for k in order if self.tag(i) == "T" else range(end - 1, start - 1, -1):
                if self._is_beside(k, i):
                    continue
                if self.tag(k) == "E" and k != i and self.lower(k - 1) not in ("unlike", "like"):
                    codes = tuple(
                        code
                        for party in self.tokens[k].data
                        if not party.person
                        for code in (party.states or self.context.states_of(party))
                    )
                    if codes and codes == barred:
                        continue
                    if len(codes) == 1 and not is_organisation(codes[0]):
                        return codes
        return self._body_before(i)

    def _seat_of(self, subject: tuple[int, int]) -> tuple[str, ...]:
        """The state whose capital is a subject alone: "*Lima* opened its embassy in Oslo"."""
        places = [self.tokens[k] for k in range(*subject) if self.tag(k) in "EC"]
        last = self.tokens[subject[1] - 1] if subject[1] > subject[0] else None
        is_city = len(places) == 1 and places[0].tag == "C" and last is places[0] and len(last.data) == 1
        return capital_of(last.data[0].code) if is_city and last is not None else ()

    def _body_before(self, i: int) -> tuple[str, ...]:
        """The organisation that is the only one named before "it": "the bloc lifted the sanctions that it imposed"."""
        parties = [party for k in range(i) if self.tag(k) == "E" for party in self.tokens[k].data]
        codes = tuple(dict.fromkeys(code for party in parties for code in self.context.states_of(party)))
        return codes if len(codes) == 1 and parties[0].pronoun == "body" else ()

    def _same_object(self, i: int) -> tuple[str, ...]:
        """The state that is the object of the same verb before: "A recognised *B* late, while C had recognised it"."""
        own = next((n for n, clause in enumerate(self.clauses) if clause.verb[1] == i), 0)
        before = self.clauses[own - 1] if own else None
        if self.tag(i) != "E" or before is None or before.lemma != self.clauses[own].lemma or before.is_passive:
            return ()
        named = [self.tokens[k].data for k in self.objects(before) if self.tag(k) == "E"]
        codes = tuple(code for party in (named[0] if named else ()) for code in party.states)
        return codes if len(codes) == 1 else ()

    def _is_beside(self, k: int, i: int) -> bool:
        """Whether the state at token k stands beside who acts: "*With A* it signed", "with *A* as its sponsor, it"."""
        is_first = k == 1 or self.tag(k - 2) == ","
        return self.tag(i) == "E" and self.lower(k - 1) == "with" and is_first

    def _recognised_before(self, i: int) -> tuple[str, ...]:
        """The state that was recognised, where "it" comes after it: "A recognised B when it became a republic"."""
        own = next((clause for clause in self.clauses if clause.subject[0] <= i < clause.subject[1]), None)
        if self.tag(i) != "E" or own is None or own.lemma not in BECOMING:
            return ()
        before = [clause for clause in self.clauses if clause.verb[1] <= i][-1:]
        if not before or before[0].lemma not in ("recognise", "recognize", "acknowledge") or before[0].is_passive:
            return ()
        if not any(self.tag(k) in "UR" or self.lower(k) in BEFORE | {"after", "since"} for k in (i - 1, i - 2)):
            return ()
        named = [self.tokens[k].data for k in self.objects(before[0]) if self.tag(k) == "E" and k < i]
        codes = tuple(code for party in (named[0] if named else ()) for code in party.states)
        return codes if len(codes) == 1 else ()

    def _partner_of(self, i: int) -> tuple[str, ...]:
        """With whom the noun of "its" has to do: in "its exports to B", "its" is not B."""
        if self.tag(i) != "T":
            return ()
        head = next((k for k in range(i + 1, i + 5) if self.tag(k) == "H"), None)
        if head is None or self.tag(head + 1) != "I" or self.tag(head + 2) != "E":
            return ()
        return tuple(code for party in self.tokens[head + 2].data for code in party.states)

    def _people_after(self, i: int) -> Iterator[Party]:
        """ "On his trip to Peru, Minister Steinwender met": the subject that comes, where nobody was named before."""
        for clause in self.clauses:
            if clause.relation == "main" and clause.subject[0] > i:
                for k in range(*clause.subject):
                    yield from (party for party in self.tokens[k].data if party.person) if self.tag(k) == "E" else ()
                return

    def named_before(self, i: int, which: str) -> tuple[str, ...]:
        """The state named last (the latter) or last but one (the former) before token i."""
        codes = [code for k in range(i) if self.tag(k) == "E" for party in self.tokens[k].data for code in party.states]
        codes = list(dict.fromkeys(codes[::-1])) or list(self.context.last_pair[::-1])
        place = 0 if which == "latter" else 1
        return (codes[place],) if len(codes) > place else ()

    def several_before(self, i: int) -> tuple[str, ...]:
        """The states that "they" at token i stands for, where several said it: "*A and B* said they"."""
        said = [clause for clause in self.clauses if clause.verb[1] <= i][-1:]
        is_said = said and self.lower(said[0].verb[1] - 1) in self.english.saying and said[0].verb[1] >= i - 1
        for start, end in [said[0].subject] if is_said else []:
            named = [party for k in range(start, end) if self.tag(k) == "E" for party in self.tokens[k].data]
            codes = tuple(dict.fromkeys(code for party in named for code in party.states))
            if len(codes) > 1 and not any(is_organisation(code) for code in codes):
                return codes
        return ()

    def _speaker_states(self) -> tuple[str, ...]:
        """The states of who says what stands between marks: of the subject of the verb of saying, else of the person
        named last."""
        saying = (clause for clause in self.clauses if self.lower(clause.verb[1] - 1) in self.english.saying)
        said = [self.tokens[i].data for clause in saying for i in range(*clause.subject) if self.tag(i) == "E"]
        last = (self.context.last_person,) if self.context.last_person is not None else ()
        speakers = said[-1] if said else last
        return tuple(dict.fromkeys(code for party in speakers for code in self.context.states_of(party)))

    def _is_quoted(self, i: int) -> bool:
        """Whether somebody's own words stand at token i, between marks."""
        return any(self.tokens[k].text in '"“' for k in range(i)) or self.tokens[-1].text in '"”'

    def _other_than_named(self, i: int) -> tuple[str, ...]:
        """The other of the document's two states for "the Andean nation" in a sentence that names but one of them; its
        one state in a sentence that names none."""
        party: Party = self.tokens[i].data[0]
        context = self.context
        if party.pronoun == "focus" and self.tokens[i].lower.split()[-1] not in FOR_STATES:
            return party.states
        named = {code for token in self.tokens for code in states_of(token) if not is_organisation(code)}
        cities = (city for token in self.tokens if token.tag == "C" for city in token.data)
        named |= {code for city in cities for code in self.city_state(city)}
        if context.pair is None or context.focus is not None:
            is_meant = party.pronoun == "region" and context.focus is not None and not named
            return (context.focus or "",) if is_meant else party.states
        return tuple(code for code in context.pair if code not in named) if len(named & set(context.pair)) == 1 else ()

    def _is_other_than_before(self, i: int) -> bool:
        """Whether "him" is none of those named in the sentence, of whom there is but one, who acts on him."""
        groups = [token.data for token in self.tokens[:i] if token.tag == "E"]
        return self.lower(i) == "him" and sum(party.person is not None for group in groups for party in group) == 1

    def person_before(self, i: int) -> Party | None:
        """The person named last before token i in the sentence, a subject before others."""
        beside: Sequence[Party] = self.tokens[i - 2].data if self._is_accompanied(i) else ()
        if len(beside) == 1 and beside[0].person:
            return beside[0]
        groups = [
            self.tokens[k].data
            for clause in self.clauses
            for k in range(*clause.subject)
            if k < i and self.tag(k) == "E"
        ]
        inside = [clause for clause in self.clauses if clause.subject[0] == i and clause.right <= i]
        groups += (
            []
            if groups
            else [
                self.tokens[k].data
                for k in range(i)
                if self.tag(k) == "E" and not any(clause.left <= k < clause.right for clause in inside)
            ]
        )
        people: list[Party] = [party for group in groups for party in group if party.person]
        if people:
            return people[-1]
        return next(iter(self._people_after(i)), None)

    def _is_accompanied(self, i: int) -> bool:
        """Whether token i tells of him who is accompanied or welcomed: "joined President N on *his* tour", "received
        Ambassador N when *he* presented his credentials"."""
        clause = self.clause_of(i - 2) if self.lower(i - 1) in ON_HIS and self.tag(i - 2) == "E" else None
        return clause is not None and clause.lemma in ACCOMPANY and i - 2 >= clause.verb[1]

    def is_governed(self, i: int, start: int = 0) -> bool:
        """Whether a preposition stands before the phrase at token i, not before token `start`."""
        k = i - 1
        if self.tag(i) == "E" and self.lower(i) in NOMINATIVE:
            return self.tag(k) == "I" and k >= start  # "On account of the flood he": it has no modifiers
        while k >= 0 and (
            self.tag(k) in 'TAJQ"“'
            or (self.lower(k) in self.english.light and self.tag(k) != "V")  # "after *visiting* A"
            or (self.tag(k) == "W" and self.tag(k - 1) in "TJIWQ")
            or (self.tag(k) + self.tag(i) == "HH" and self.phrase(k).is_modifier)  # "of a *trade* agreement"
        ):
            if self.lower(k).rsplit(" ", 1)[-1] in TIMES:
                return False  # "in recent years Denmark": the preposition governs the years
            k -= 1
        return self.tag(k) == "I" and k >= start

    def governors(self, i: int) -> Iterator[str]:
        """The prepositions over the noun at token i, the nearest first, each with the word before it: "prior to", "of"
        in "prior to the opening of the embassy"."""
        k = self.phrase(i).left - 1
        while k >= 0 and self.tag(k) == "I":
            yield f"{self.lower(k - 1)} {self.lower(k)}" if k else self.lower(k)
            if self.lower(k) != "of":
                return
            k -= 1
            while k >= 0 and (self.tag(k) in "WHQJA" or self.lower(k) in self.english.light):
                k -= 1
            k -= self.tag(k) == "T"

    def head_of(self, i: int) -> int:
        """Where the phrase begins of the head that the noun at token i belongs to: "a break in relations"."""
        left = self.phrase(i).left
        while self.lower(left - 1) in ("of", "in") and self.tag(left - 2) == "W":
            left -= 2
            while left > 0 and (self.tag(left - 1) in "TWQJA" or self.lower(left - 1) in self.english.light):
                left -= 1
        return left

    def is_beforehand(self, i: int) -> bool:
        """Whether something else is told to have been before what the noun at token i names: "prior to the opening of",
        "in preparation of the meeting"."""
        return any(words.rsplit(" ", 1)[-1] in BEFORE or words in BEFOREHAND for words in self.governors(i))

    def subjects(self, clause: Clause) -> list[int]:
        """The tokens E, C and H of the subject that no preposition governs."""
        key = (clause.subject, clause.relation, clause.subordinator)
        if key not in self._subjects:
            self._subjects[key] = list(self._find_subjects(clause))
        return self._subjects[key]

    def _find_subjects(self, clause: Clause) -> Iterator[int]:
        last = clause.subject[1] - 1
        if (
            clause.subordinator == "who"
            and self.tag(last) == "E"
            and any(p.person or p.office for p in self.tokens[last].data)
        ):
            yield last  # "the visit was that of Minister N, who came in May"
            return
        is_found = False
        for i in range(*clause.subject):
            is_named_post = self.tag(i) == "E" and self.tag(i - 1) == "H" and self.tokens[i - 1].text[0].isupper()
            if is_named_post:
                continue  # "Legation Luxembourg reopened"
            is_owner = (
                clause.relation == "infinitive" and clause.subject[1] - clause.subject[0] == 1
            )  # "B's bid to join"
            if (
                self.tag(i) in "ECH"
                and (is_owner or self.tag(i + 1) != "Z")
                and not self.is_governed(i, clause.subject[0])
            ):
                is_found = True
                yield i
        is_relative = clause.relation == "relative" and self.tag(last) == "E" and clause.subordinator == "which"
        if is_relative and (not is_found or (self.is_governed(last, clause.subject[0]) and self._is_list(last))):
            yield last  # "became part of the Union, which had separated from C", "its ties with A and B, which left"

    def _is_list(self, i: int) -> bool:
        return len(self.tokens[i].data) > 1

    def leaders(self, clause: Clause) -> Iterator[int]:
        """Who leads the delegation that is the subject: "a delegation led by N visited"."""
        for i in range(clause.verb[0] - 1, 0, -1):
            if self.tag(i) == "V" and self.lower(i + 1) != "by":
                return
            if self.lower(i) in ("led", "headed") and self.lower(i + 1) == "by":
                yield from (k for k in self.prepositional("by", i + 1, clause.verb[0]) if self.tag(k) == "E")
                return
            if self.lower(i) == "under" and self.tag(i + 1) == "E" and self.lower(i - 1).endswith("delegation"):
                yield i + 1
                return

    def objects(self, clause: Clause) -> list[int]:
        """The tokens E, C and H after the verb that no preposition governs."""
        key = (clause.verb[1], clause.right, clause.antecedent)
        if key not in self._objects:
            self._objects[key] = list(self._find_objects(clause))
        return self._objects[key]

    def _find_objects(self, clause: Clause) -> Iterator[int]:
        if clause.antecedent is not None and not any(self.tag(i) in "ECH" for i in range(clause.verb[1], clause.right)):
            yield clause.antecedent  # "Cyprus, which Turkey does not recognise"
        for i in range(clause.verb[1], clause.right):
            if self.tag(i) in "ECHJ" and not self.is_governed(i):
                if self.tag(i) == "J" and self.lower(i + 1) not in STATE_NOUNS:
                    continue  # "absorbed Ukrainian territory" is no act on Ukraine
                if self.tag(i) == "E" and self.tag(i + 1) == "Z" and is_body(self.tokens[i]):
                    continue  # "joined the EU's measures" is not to join the EU
                if self.tag(i) + self.tag(i + 1) == "EE" and is_body(self.tokens[i]) and is_body(self.tokens[i + 1]):
                    continue  # "joined the EU Economic and Monetary Union"
                yield i

    def prepositional(self, name: str, start: int, end: int) -> Iterator[int]:
        """The mentions that this preposition governs in tokens start..end."""
        at = start
        for i in self._places.get(name, ()):
            if i < at or (self.lower(i - 1) in ACCOMPANYING and self.lower(i - 2) == "in"):
                continue
            if name in ("from", "by") and self.tag(i - 1) == "W" and self.lower(i - 2) in CIRCUMSTANCES:
                continue
            if i >= end:
                return
            target = self.phrases.target(i + 1)
            if target is not None and target < end:
                if not (name == "with" and self.lower(i - 1) in CONFORMING):
                    yield target
                at = target + 1


# "in solidarity with C": C is no partner.
ACCOMPANYING = frozenset(
    "solidarity line accordance conformity keeping compliance common contrast comparison parallel response reply "
    "reaction relation addition regard respect sympathy unison step".split()
)
# "despite protests from C", "under pressure by C": what was done came not from C.
CIRCUMSTANCES = frozenset("despite amid under with without".split())
ON_HIS = frozenset("on during as when while".split())
ACCOMPANY = frozenset("join accompany welcome receive greet".split())
NOMINATIVE = frozenset("he she it they we".split())


STATE_NOUNS = frozenset(
    "independence sovereignty statehood government republic state forces troops army navy soldiers".split()
)
BEFORE = frozenset("before until till".split())
# What is done "in compliance with" somebody is not done with him.
CONFORMING = frozenset("compliance accordance conformity line keeping connection parallel contrast comparison".split())
BECOMING = frozenset("become be gain regain achieve attain obtain win declare proclaim secede".split())
BEFOREHAND = frozenset(
    {"prior to", "ahead of", "advance of", "preparation of", "preparation for", "preparations for", "up to"}
)
TIMES = frozenset(
    "present moment year years month months week weeks day days decade decades century centuries time times "
    "war wars".split()
)
