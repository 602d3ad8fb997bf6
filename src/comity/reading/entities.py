"""Who and what stands at a place of a sentence: tokens turned into states, organisations, people, cities and names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from comity.names import find_names
from comity.reading.candidates import Candidate
from comity.reading.clause import Clause
from comity.reading.complements import DELEGATIONS
from comity.reading.english import VerbForm
from comity.reading.party import Group, Party
from comity.reading.places import Sentence
from comity.reading.registry import heads_post, is_organisation
from comity.reading.titles import read_name
from comity.reading.tokens import Token


class Entities:
    """The entities of one sentence by place."""

    def __init__(self, sentence: Sentence, text: str) -> None:
        self.sentence = sentence
        self.context = sentence.context
        self.text = text

    def entities(
        self,
        candidate: Candidate,
        place: tuple[str, ...],
        kind: str,
        parties: dict[str, list[Party]],
        role: str,
        filled: dict[str, list[str]],
    ) -> list[str]:
        """The entities of a type at a place, in the text's order."""
        result: list[str] = []
        for name in place:
            if name == "other" and self.lacks_visitor(candidate, role, filled, parties):
                continue
            if name == "other":
                result.extend(
                    self.context.other(
                        code for codes in filled.values() for code in codes if codes is not filled.get("visitor")
                    )
                )
            elif name == "back" and self.context.visit is not None:
                came, stayed = self.context.visit
                going = stayed if role == "sender" else came
                result.append(going if going not in filled.get("sender", ()) else "")
            elif name == "along" and self.context.visit is not None:
                came, stayed = self.context.visit
                going = came if role == "sender" else stayed
                result.append(came if going in filled.get("sender", ()) else going)
            elif name == "told":
                known = self.context.shared.get((candidate.cue.kind, role))
                result.extend((self.context.focus or "",) if known is None else known)
            elif name == "home":
                result.extend(self._home(candidate, filled))
            elif name == "post" and self.context.post is not None:
                result.append(self.context.post[role == "host"])
            elif name == "pair":
                result.extend(self.context.pair or ())
            elif name == "both":
                result.extend(self.context.pair or () if self._is_of_both(candidate) else ())
            elif name == "focus":
                result.extend((self.context.focus,) if self.context.focus and self._may_be_focus(candidate) else ())
            else:
                for item in self.items(candidate, name):
                    result.extend(self.convert(item, kind, name, parties, role))
        return [code for code in dict.fromkeys(result) if code]

    def _home(self, candidate: Candidate, filled: dict[str, list[str]]) -> tuple[str, ...]:
        """The state that publishes the document, for an office of its own that is named without a state: "The Minister
        left for Oslo". An envoy may be another's: whose page it is, or that he is sent elsewhere, must be told."""
        clause, context = candidate.clause, self.context
        told = [code for codes in filled.values() for code in codes]
        tag, places = context.dateline or ("C", ())
        written = [code for place in places for code in (self.sentence.city_state(place) if tag == "C" else (place,))]
        written = written if told else []
        own = context.author or next(iter(written), context.actor or context.focus)
        if clause is None or own is None:
            return ()
        items = [item for item in self.subject_items(clause) if not isinstance(item, tuple) and item.tag == "E"]
        parties = [party for item in items for party in item.data]
        is_told = candidate.cue.complement == "office"  # "N was appointed ambassador to B"
        if is_told:
            sent = [party for group in self.complements(clause, "complement") for party in group]
            told += [code for party in sent for code in party.posted]
            is_told = bool(told)
        if not parties or any(context.states_of(party) or not (party.office or is_told) for party in parties):
            return ()
        if own in told:
            return ()
        if is_told and not any(party.office for party in parties):
            return (own,)
        if not any(heads_post(party.office) for party in parties) or context.is_mission:
            return (own,)
        return (own,) if told else ()

    def _is_of_both(self, candidate: Candidate) -> bool:
        """Whether the noun is told of each of the document's two states: "the two legations", "their respective
        missions", "both were raised"."""
        if candidate.noun is None:
            return False
        token, phrase = self.sentence.tokens[candidate.noun], self.sentence.phrase(candidate.noun)
        after = [self.sentence.lower(i) for i in range(candidate.noun + 1, candidate.noun + 4)]
        before = self.sentence.tokens[phrase.left - 1] if phrase.left else token
        is_two = before.tag == "E" and before.lower == "the two"
        is_each = is_two or any(word.lower in EACH for word in phrase.words) or "respective" in after
        return token.lower == "both" or (token.lower.endswith("s") and is_each)

    def _may_be_focus(self, candidate: Candidate) -> bool:
        """Whether the document's state may be meant though it is not named: nobody else is the subject."""
        clause = candidate.clause
        if clause is None:
            return True
        first = clause.subject[0]
        return not any(
            self.sentence.tag(i) in "ECQJ" and not (i > first and self.sentence.is_governed(i, first))
            for i in range(*clause.subject)
        )

    def _party(self, candidate: Candidate) -> Token:
        """The party that a candidate is about, where it is one of several alone."""
        token: Token = self.sentence.tokens[candidate.party or 0]
        return token if candidate.member is None else replace(token, data=(token.data[candidate.member],))

    def items(self, candidate: Candidate, place: str) -> Iterator[Any]:
        """What stands at a place: groups of parties, or tokens of cities and nouns."""
        sentence = self.sentence
        clause = candidate.clause
        if place == "party":
            if candidate.party is not None:
                yield self._party(candidate)
            return
        if place == "bracketed":
            k = candidate.amount or 0
            if k > 1 and sentence.tag(k - 1) == "(" and sentence.tag(k - 2) == "E":
                yield sentence.tokens[k - 2]
            return
        if place == "own":
            yield ("codes", (self.context.author,) if self.context.author else (), None)
            return
        if place == "body":
            yield ("codes", ((self.context.last_body,) if self.context.last_body else ()), None)
            return
        if place.startswith("heading."):
            yield ("codes", self._over(candidate, place.removeprefix("heading.")), None)
            return
        if place == "entry":
            yield from (
                ()
                if sentence.clauses
                else (
                    token for i, token in enumerate(sentence.tokens) if i != candidate.party and self._is_place(token)
                )
            )
            return
        if place.startswith("thing."):
            yield from self.things(clause, place.removeprefix("thing."))
            return
        if place.startswith("noun."):
            if candidate.noun is not None:
                yield from self.at_noun(candidate.noun, place.removeprefix("noun."))
            return
        if clause is None:
            return
        if candidate.amount is not None and place == "subject":
            yield from self.subject_items(_with_subject(clause))
        elif place == "subject" or (place == "agent" and not clause.is_passive):
            yield from self.subject_items(clause)
        elif place == "object" and not clause.is_passive:
            found = [sentence.tokens[i] for i in sentence.objects(clause) if sentence.tag(i) in "ECJ"][:1]
            for purpose in () if found else self._purposes(candidate):
                found = found or [sentence.tokens[i] for i in sentence.objects(purpose) if sentence.tag(i) in "ECJ"][:1]
            yield from found
        elif place == "object":
            yield from self.subject_items(clause)
        elif place == "agent":
            yield from (sentence.tokens[i] for i in sentence.prepositional("by", clause.verb[1], clause.right))
        elif place == "leader":
            yield from (sentence.tokens[i] for i in sentence.leaders(clause))
        elif place == "anywhere":
            yield from () if clause.antecedent is None else (sentence.tokens[clause.antecedent],)
            governed = (c.right for c in sentence.clauses if c.parent is clause and c.lemma in candidate.cue.governs)
            right = max([clause.right, *governed])  # "ceased to be a member of O"
            yield from (token for token in sentence.tokens[clause.verb[1] : right] if token.tag == "E")
            yield from _behind_brackets(sentence, clause.verb[1], right)
        elif place in ("as", "complement"):
            yield from (("office", place, group) for group in self.complements(clause, place))
        elif place == "posted" and candidate.party is not None:
            yield ("posted", place, self._party(candidate).data)
        elif place == "posted":
            yield from (("posted", place, group) for group in self._named_at(candidate.noun))
            acting = [sentence.tokens[i] for i in sentence.objects(clause)] if not clause.is_passive else []
            for item in [*self.subject_items(clause), *acting]:
                if not isinstance(item, tuple) and item.tag == "E":
                    yield ("posted", place, item.data)
        elif place in ("adjective", "possessive"):
            tag = "J" if place == "adjective" else "E"
            yield from (
                token
                for i, token in enumerate(sentence.tokens[clause.verb[1] : clause.right], clause.verb[1])
                if token.tag == tag and (tag == "J" or sentence.tag(i + 1) == "Z")
            )
        else:
            spans = [(clause.verb[1], clause.right), (clause.left, clause.verb[0])]
            if sentence.lower(clause.left - 1) in ("which", "whom") and sentence.lower(clause.left - 2) == place:
                yield from self._taken_up(clause.left - 3)
            if candidate.amount is not None and candidate.noun is not None and candidate.noun < clause.verb[0]:
                spans.append((candidate.noun, clause.verb[0]))  # "the projects undertaken by firms of A in B reached"
            if candidate.amount is not None:
                spans.insert(0, (candidate.amount + 1, self._next_amount(candidate.amount, clause.right)))
            parent = clause.parent
            if clause.relation == "coordinate" and clause.is_passive and parent is not None and parent.is_passive:
                spans.append((parent.verb[1], parent.right))  # "was imposed on A by B in 1986 and lifted in 2004"
            spans += [(purpose.verb[1], purpose.right) for purpose in self._purposes(candidate)]
            for start, end in spans:
                found = [sentence.tokens[self._of_counted(i)] for i in sentence.prepositional(place, start, end)]
                if found:
                    yield from found
                    return

    def _named_at(self, noun: int | None) -> Iterator[Group]:
        """The parties to which a noun belongs: "the recall of *the ambassador of A to B*", "*her* term", "letters from
        *the envoy of A to B*"."""
        for place in ("of", "from", "possessive"):
            for item in self.at_noun(noun, place) if noun is not None else ():
                if isinstance(item, tuple):
                    yield item[2]
                elif item.tag == "E":
                    yield item.data

    def _over(self, candidate: Candidate, place: str) -> tuple[str, ...]:
        """The states at a place of the headings, else of a title that has a noun of the kind."""
        title = self.context.title
        is_of_kind = any(noun.kind == candidate.cue.kind for noun in title.nouns)
        is_told = is_of_kind and candidate.amount is None and place != "party"
        return self.context.headings.states(place) or (title.states.get(place, ()) if is_told else ())

    def _of_counted(self, i: int) -> int:
        """Where it is told of which state those are who are counted at token i: "on nine officials *from Peru*", "on
        two firms and five officers linked to *Peru*"."""
        sentence = self.sentence
        if sentence.tag(i) != "M" or sentence.tokens[i].data.amount.unit not in COUNTED:
            return i
        k = i + 1
        while sentence.tag(k) in "KMWHO," or sentence.lower(k) in LINKED:
            k += 1
        at = k + 1 + (sentence.tag(k + 1) == "T")
        return at if sentence.lower(k) in ("from", "of", "to", "with") and sentence.tag(at) == "E" else i

    def _taken_up(self, i: int) -> Iterator[Any]:
        """What a preposition with "which" after token i governs: "*Peru*, with which Chile had a dispute"."""
        i -= self.sentence.tag(i) == ","
        yield from (self.sentence.tokens[i],) if self.sentence.tag(i) in "EC" else ()

    def _purposes(self, candidate: Candidate) -> list[Clause]:
        """What a sum was given for: "gave 5 million *to rebuild schools in A*"."""
        clause, clauses = candidate.clause, self.sentence.clauses
        if not candidate.cue.verbs or candidate.cue.amount not in ("required", "money"):
            return []
        return [other for other in clauses if other.relation == "infinitive" and other.parent is clause]

    def _next_amount(self, i: int, end: int) -> int:
        """Where the words of an amount end: at the next amount of its unit, or at the same place if there is none."""
        unit = self.sentence.tokens[i].data.amount.unit
        return next(
            (
                k
                for k in range(i + 1, end)
                if self.sentence.tag(k) == "M" and self.sentence.tokens[k].data.amount.unit == unit
            ),
            end,
        )

    def _is_place(self, token: Any) -> bool:
        return token.tag == "C" or (
            token.tag == "E" and not any(party.person or party.office or party.pronoun for party in token.data)
        )

    def complements(self, clause: Any, place: str) -> Iterator[Group]:
        """The office after the verb ("appointed *ambassador to B*"), or after "as"."""
        for i in range(clause.verb[1], clause.right):
            if self.sentence.tag(i) == "E" and any(party.office for party in self.sentence.tokens[i].data):
                k = i - 1
                while self.sentence.tag(k) == "T" or self.sentence.lower(k) in self.sentence.english.light:
                    k -= 1
                if place == "complement" or self.sentence.lower(k) == "as":
                    yield self.sentence.tokens[i].data
                    return

    def things(self, clause: Any, place: str) -> Iterator[Any]:
        """The place at the cue nouns of the clause, else of its parent: "the embassy *in Almaty* was opened with N"."""
        seen = 0
        while clause is not None and seen < 4:
            for start, end in (clause.subject, (clause.verb[1], clause.right)):
                for i in range(start, end):
                    if self.sentence.tag(i) == "H":
                        found = list(self.at_noun(i, place))
                        if found:
                            yield from found
                            return
            clause, seen = clause.parent, seen + 1

    def subject_items(self, clause: Any) -> list[Any]:
        """The tokens for states and persons that are the subject, else the firms that stand there."""
        found = [self.sentence.tokens[i] for i in self.sentence.subjects(clause)]
        found = found[:1] if found and found[0].tag in "EC" else [token for token in found if token.tag in "EC"][:1]
        found = found or self._senders(clause)
        if not found:
            return list(self._firms(clause))
        first = found[0]
        if clause.subordinator == "who" and first.tag == "E" and len(first.data) > 1 and self._is_singular(clause):
            found = [replace(first, data=first.data[-1:])]  # "President N and Prime Minister M, who is in B"
        elif clause.subordinator == "who" and first.tag == "E":
            found[0] = self._who_is(first)
        return [*found, *self._company(clause)] if found else []

    def _who_is(self, told: Token) -> Token:
        """One of whom it is told what he is: "*N* is *a British diplomat* who served in A" has a name and a state."""
        tokens, sentence = self.sentence.tokens, self.sentence
        names = (clause for clause in sentence.clauses if clause.lemma == "be")
        main = next((clause for clause in names if tokens[clause.verb[1] : clause.right][:1] == [told]), None)
        if main is None or len(told.data) != 1 or told.data[0].person:
            return told
        named = [party for i in sentence.subjects(main) if tokens[i].tag == "E" for party in tokens[i].data]
        if len(named) != 1 or not named[0].person or heads_post(told.data[0].office):
            return told
        return replace(told, data=(replace(named[0], states=told.data[0].states),))

    def _senders(self, clause: Any) -> list[Any]:
        """Whose delegation the subject is: "a delegation of the Ministry of Health of *Peru*"."""
        start, end = clause.subject
        if not any(self.sentence.lower(i) in DELEGATIONS for i in range(start, end)):
            return []
        parties = [i for i in range(start, end) if self.sentence.tag(i) == "E"]
        before = {i: i - 1 - (self.sentence.tag(i - 1) == "T") for i in parties}
        return [self.sentence.tokens[i] for i in parties if self.sentence.lower(before[i]) in SENT_BY][-1:]

    def _is_singular(self, clause: Clause) -> bool:
        """Whether the verb's form is that of one who acts: "is", "was", "has", "arrives"."""
        word = self.sentence.tokens[clause.verb[0]]
        if word.tag == "X":
            return word.lower in ("is", "was", "has")
        return isinstance(word.data, VerbForm) and "third" in word.data.forms

    def _firms(self, clause: Any) -> Iterator[Any]:
        """Whose firms the subject names: "Turkish construction companies"."""
        for i in self.sentence.subjects(clause):
            token = self.sentence.tokens[i]
            if token.tag != "H" or token.codes:
                continue
            if token.lower in self.sentence.english.governments or any(noun.group in PEOPLE for noun in token.data):
                for place in ("adjective", "possessive", "of", "from"):
                    yield from self.at_noun(i, place)

    def _company(self, clause: Any) -> list[Any]:
        """ "A, along with B and C, was", "A left O together with B": those who did it with the subject."""
        sentence = self.sentence
        return [
            sentence.tokens[i]
            for i in sentence.prepositional("with", clause.subject[1], clause.right)
            if any(
                sentence.lower(k) in ("along", "together") and sentence.lower(k + 1) == "with"
                for k in range(max(clause.subject[1], i - 4), i)
            )
        ]

    def at_noun(self, i: int, place: str) -> Iterator[Any]:
        """What stands at a place of the phrase of a noun: "possessive", "of", "adjective", "between", …"""
        phrase = self.sentence.phrase(i)
        if place == "peer":
            yield from self._of_peer(i, ("possessive", "adjective", "of"), ("from", "to"))
        elif place == "partner":
            yield from self._of_peer(i, ("with",), ("to", "from"))
        elif place == "adjective":
            for codes in phrase.adjectives:
                yield ("codes", codes, None)
        elif place == "apposed":
            if self.sentence.tag(phrase.left - 1) in ",(" and self.sentence.tag(phrase.left - 2) == "E":
                yield self.sentence.tokens[phrase.left - 2]  # "A and B, both members of O"
        elif place == "self":
            yield from (token for token in (self.sentence.tokens[i],) if token.text[0].isupper())
        elif place == "modifier":
            yield from (token for token in self.sentence.tokens[phrase.left : i] if token.tag == "H")
        elif place == "possessive":
            if phrase.possessive:
                yield ("group", None, phrase.possessive)
            elif phrase.pronoun:
                inside = self.sentence.antecedent(phrase.left) if phrase.pronoun == "it" else ()
                person = self.sentence.person_before(phrase.left) if phrase.pronoun == "he" else None
                yield ("group", None, (person or Party(0, 1, states=inside, pronoun=phrase.pronoun),))
            else:
                yield from self._of_act(phrase.left)
        else:
            for preposition, target in phrase.pps:
                if preposition == place:
                    yield self.sentence.tokens[target]

    def _of_act(self, left: int) -> Iterator[Any]:
        """Whose act it is that governs the phrase at token `left`: "upon *Zambia's* attainment of independence"."""
        sentence, k = self.sentence, left - 2
        if sentence.lower(left - 1) != "of" or sentence.tag(k) != "W":
            return
        while sentence.tag(k) in "WA" or sentence.lower(k) in sentence.english.light:
            k -= 1
        if sentence.tag(k) == "Z" and sentence.tag(k - 1) == "E":
            yield ("group", None, sentence.tokens[k - 1].data)

    def _of_peer(self, i: int, places: Sequence[str], ways: tuple[str, str]) -> Iterator[Any]:
        """Whose the noun before it is, for one that stands bare: "Indian exports of X and imports of Y". `ways` are the
        prepositions that tell it of what goes out and of what comes in: exports *from*, imports *to*."""
        sentence = self.sentence
        kinds = {noun.kind for noun in sentence.tokens[i].data}
        for k in range(i - 1, max(i - 16, -1), -1):
            if sentence.tag(k) == "H" and any(noun.kind in kinds for noun in sentence.tokens[k].data):
                for place in (*places, ways[sentence.lower(k).startswith("import")]):
                    found = list(self.at_noun(k, place))
                    if found:
                        yield from found
                        return

    def convert(self, item: Any, kind: str, place: str, parties: dict[str, list[Party]], role: str) -> list[str]:
        """An item as entities of a type; what is of another type gives nothing."""
        if isinstance(item, tuple):
            return self._special(item, kind, parties, role)
        if item.tag == "E":
            return self._of_group(item.data, kind, parties, role)
        if item.tag == "J" and kind in ("party",):
            return list(item.data)
        if item.tag == "M" and kind == "party" and item.data.amount.unit in COUNTED:  # "on 30 Kenyan officials"
            return [name.code for name in find_names(item.text) if name.type == "adjective"]
        if item.tag == "C":
            if kind == "city":
                return [city.code for city in item.data]
            if kind == "party":
                return [code for city in item.data for code in self.sentence.city_state(city)]
        if item.tag == "H" and kind == "name":
            at = next(k for k, token in enumerate(self.sentence.tokens) if token is item)
            if item.lower in PRONOUNS:
                return []
            name = self.context.full_names.get(item.text) or read_name(self.sentence, self.text, at)
            return [name] if name and any(noun.group == "body" for noun in item.data) else []
        if item.tag == "H" and kind == "party":
            # "to the court of Spain", "with the signing of an accord with X": the states at that noun
            phrase = self.sentence.phrase(self.sentence.tokens.index(item))
            is_people = any(noun.group in PEOPLE for noun in item.data)
            if place == "noun.with" or (is_people and phrase.adjectives):
                return [code for codes in phrase.adjectives for code in codes]  # "firms with Kazakh capital"
            if item.lower in self.sentence.english.governments and phrase.adjectives:
                return [code for codes in phrase.adjectives for code in codes]  # "between Thai and Cambodian troops"
            if place in ("between", "noun.between"):
                return []
            return [
                code
                for name, target in phrase.pps
                if name == "of" and self.sentence.tag(target) == "E"
                for code in self._of_group(self.sentence.tokens[target].data, kind, {}, role)
            ]
        return []

    def _special(self, item: tuple[Any, ...], kind: str, parties: dict[str, list[Party]], role: str) -> list[str]:
        name, value, group = item
        if name == "codes":
            return (
                list(value)
                if kind == "party"
                else [code for code in value if is_organisation(code)]
                if kind == "organisation"
                else []
            )
        if name == "group":
            return self._of_group(group, kind, parties, role)
        if name == "office":
            if kind == "city":
                return [party.city.code for party in group if party.city is not None]
            if kind != "party":
                return []
            if role == "host":
                return [code for party in group for code in party.posted] or [
                    code for party in group if party.city is not None for code in self.sentence.city_state(party.city)
                ]
            return [code for party in group for code in party.states]
        if kind == "city":
            return [party.city.code for party in group if party.city is not None]
        if kind != "party":
            return []
        if value == "posted":
            known = [self.context.person_of(party) for party in group]
            direct = [code for party in known for code in party.posted]
            return direct or [
                code for party in known if party.city is not None for code in self.sentence.city_state(party.city)
            ]
        return [code for party in group if party.city is not None for code in self.sentence.city_state(party.city)]

    def _of_group(self, group: Group, kind: str, parties: dict[str, list[Party]], role: str) -> list[str]:
        if kind == "party":
            parties.setdefault(role, []).extend(group)
            return [code for party in group for code in self.context.states_of(party)]
        if kind == "organisation":
            return [code for party in group for code in party.states if is_organisation(code)]
        if kind == "person":
            named = [self.context.person_of(party) for party in group]
            parties.setdefault(role, []).extend(party for party in named if party.person or party.office)
            return [party.person for party in named if party.person]
        return []

    def lacks_visitor(
        self, candidate: Candidate, role: str, filled: dict[str, list[str]], parties: dict[str, list[Party]]
    ) -> bool:
        """Whether a visit that names nobody is given the document's other state: "Visits to Latvia:" is not."""
        if candidate.cue.kind != "visit" or candidate.cue.verbs or candidate.cue.heading or role != "sender":
            return False
        return not filled.get("visitor") and not any(party.office for group in parties.values() for party in group)


LINKED = frozenset("linked tied connected related associated belonging loyal close".split())
COUNTED = frozenset({"persons", "firms"})
SENT_BY = frozenset({"of", "from"})
PEOPLE = frozenset({"citizens", "workers"})  # groups of nouns for people of a state
EACH = frozenset({"two", "both", "respective"})
PRONOUNS = frozenset({"it", "they", "both", "one", "which"})  # what takes up a noun told before


def _with_subject(clause: Clause) -> Clause:
    """The clause, or the one whose subject it shares: "A was the main partner, accounting for 38 percent"."""
    while clause.relation in ("gerund", "coordinate") and clause.subject[0] == clause.subject[1] and clause.parent:
        clause = clause.parent
    return clause


def _behind_brackets(sentence: Sentence, start: int, end: int) -> Iterator[Token]:
    """The parties with which a list goes on behind brackets that hold a clause: "members of A (which it led), *B*"."""
    tags = [sentence.tag(i) for i in range(start, end)]
    if tags.count("(") <= tags.count(")"):
        return
    closing = next((i for i in range(end, len(sentence.tokens)) if sentence.tag(i) == ")"), len(sentence.tokens))
    for i in range(closing + 1, len(sentence.tokens)):
        if sentence.tag(i) not in ",KTEZA":
            return
        if sentence.tag(i) == "E":
            token, is_owner = sentence.tokens[i], sentence.tag(i + 1) == "Z"  # "…, and NATO's Partnership for Peace"
            yield replace(token, data=token.data[: len(token.data) - is_owner])
