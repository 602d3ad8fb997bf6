"""Cues matched against a sentence: which noun phrase fills which role, before the document's context.

A place is where a role may stand: the subject, the object, a preposition ("to", "in", "with"), or a place at the cue's
noun ("noun.adjective": *Turkish* embassy; "noun.of": embassy *of Turkey*). Places are tried in the cue's order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from comity.reading.clauses import Clause
from comity.reading.context import Context
from comity.reading.cues import Cue, Noun
from comity.reading.english import English
from comity.reading.parties import HEADS_OF_MISSION, Group, Party
from comity.reading.registry import is_organisation
from comity.reading.tokens import DASHES, Token, look_up

MAX_MODIFIERS = 7


@dataclass
class NounPhrase:
    """What stands around a cue noun."""

    left: int
    head: int
    right: int
    adjectives: list[tuple[str, ...]] = field(default_factory=list)
    possessive: Group = ()
    pronoun: str | None = None
    dates: list[int] = field(default_factory=list)
    words: list[Token] = field(default_factory=list)
    pps: list[tuple[str, int]] = field(default_factory=list)
    is_negated: bool = False
    is_modifier: bool = False  # "embassy staff": the noun only tells of another


class Sentence:
    """The tokens of one sentence with its clauses, and look-ups by place."""

    def __init__(
        self,
        tokens: Sequence[Token],
        clauses: Sequence[Clause],
        english: English,
        context: Context,
        city_state: Callable[[Any], tuple[str, ...]],
    ) -> None:
        self.tokens = tokens
        self.clauses = clauses
        self.english = english
        self.context = context
        self.city_state = city_state
        self.tag, self.lower = look_up(tokens)
        self._phrases: dict[int, NounPhrase] = {}
        self._words: dict[tuple[int, int], str] = {}
        for i, token in enumerate(tokens):
            if token.tag == "E" and token.data[0].pronoun == "it":
                token.data = (replace(token.data[0], states=self.antecedent(i)),)
            elif token.tag == "E" and token.data[0].pronoun in ("latter", "former"):
                token.data = (replace(token.data[0], states=self.named_before(i, token.data[0].pronoun)),)
            elif token.tag == "E" and token.data[0].pronoun == "he":
                token.data = (self.person_before(i) or token.data[0],)

    def words(self, first: int, last: int) -> str:
        """The words of the tokens first..last, a blank between; what many cues ask for the same clause."""
        if (first, last) not in self._words:
            self._words[first, last] = " ".join([token.text for token in self.tokens[first:last]])
        return self._words[first, last]

    # -- noun phrases ------------------------------------------------------------------------------------------

    def phrase(self, i: int) -> NounPhrase:
        """The noun phrase whose noun is token i."""
        if i not in self._phrases:
            self._phrases[i] = self._make_phrase(i)
        return self._phrases[i]

    def _make_phrase(self, i: int) -> NounPhrase:
        phrase = NounPhrase(left=i, head=i, right=i + 1)
        self._look_left(phrase)
        phrase.right = self._look_right(i + 1, phrase)
        return phrase

    def _look_left(self, phrase: NounPhrase) -> None:
        k = phrase.head - 1
        while k >= 0 and phrase.head - k <= MAX_MODIFIERS + 3:
            token = self.tokens[k]
            if token.tag == "T":
                phrase.left = k
                phrase.pronoun = POSSESSIVES.get(token.lower)
                phrase.is_negated = token.lower == "no"
                phrase.words.append(token)
                if token.lower in ("both", "all") or phrase.pronoun is None:
                    return
                return
            if (
                token.tag == "J"
                and self.lower(k + 1) in DASHES
                and self.lower(k + 2).endswith(
                    (
                        "brokered",
                        "led",
                        "backed",
                        "mediated",
                        "sponsored",
                        "speaking",
                        "born",
                        "based",
                        "funded",
                        "drafted",
                        "style",
                    )
                )
            ):
                pass  # "US-brokered" is no American agreement
            elif token.tag == "J":
                phrase.adjectives.insert(0, token.data)
            elif token.tag == "Z" and self.tag(k - 1) == "E":
                phrase.possessive, phrase.left = self.tokens[k - 1].data, k - 1
                k -= 1
                if self.lower(k - 1) == "of":
                    return
                k -= 1
                while self.tag(k) == "T" or self.lower(k) in self.english.light:
                    phrase.left = k
                    k -= 1
                return
            elif (
                token.tag == "E"
                and all(self.tag(n) in "QH" and self.tokens[n].text[:1].isupper() for n in range(k + 1, phrase.head))
                and token.data[0].states
                and not token.data[0].person
                and self.tag(k - 1) not in "I"
            ):
                phrase.adjectives.insert(0, tuple(code for party in token.data for code in party.states))
            elif token.tag == "D" and self.lower(k - 1) not in ("in", "on", "since"):
                phrase.dates.append(k)
            elif (
                token.tag in "QWAOCH"
                or token.lower in DASHES
                or token.lower in self.english.light
                or token.lower in ('"', "“", "”")
            ) or (
                token.tag == "V"
                and (token.lower.endswith(("ed", "ing")) or token.lower in self.english.hedges)
                and self.tag(k - 1) in "TZJ"
            ):
                phrase.words.append(token)
            elif (
                token.lower == "and" and self.tag(k - 1) in "JQW" and self.tag(k + 1) in "JQW" and phrase.left == k + 1
            ) or (
                token.tag == ","
                and self.tag(k - 1) in "WQJ"
                and self.tag(k + 1) in "WQJ"
                and self.lower(k - 1) not in ("however", "therefore")
            ):
                pass
            else:
                return
            phrase.left = k
            k -= 1

    def _look_right(self, i: int, phrase: NounPhrase) -> int:
        """Note the prepositional phrases that follow; gives where they end."""
        if self.tag(i) == "(":
            close = next((k for k in range(i, min(i + 12, len(self.tokens))) if self.tag(k) == ")"), None)
            i = close + 1 if close is not None else i
        if self.tag(i) == "C" or (
            self.tag(i) == "E"
            and self.tokens[i].data[0].states
            and not self.tokens[i].data[0].person
            and self.tokens[phrase.head].text[0].isupper()
        ):
            phrase.pps.append(("in", i))
            i += 1
        elif self.tag(i) in "WH" and self.lower(i) not in self.english.light:
            phrase.is_modifier = True
        while i < len(self.tokens):
            if self.tag(i) == "(" and self.tag(i + 1) == "D" and self.tag(i + 2) == ")":
                phrase.dates.append(i + 1)
                i += 3
                continue
            if self.tag(i) == "I" or self.lower(i) == "as":
                target = self._target(i + 1)
                if target is None:
                    if self.tag(i + 1) in "VX" or self.tag(i) != "I":
                        return i
                    i = self._noun_end(i + 1)
                    continue
                phrase.pps.append((self.lower(i), target))
                i = target + 1
            elif self.tag(i) == "D":
                phrase.dates.append(i)
                i += 1
            elif (
                self.tag(i) in '["”'
                or self.tag(i) == ","
                and (self.tag(i + 1) in "D" or (self.tag(i + 1) == "I" and self.lower(i + 1) in PLACE_WORDS))
                or (
                    self.lower(i) == "and"
                    and self.tag(i + 1) == "I"
                    and self.lower(i + 1) in PLACE_WORDS
                    and self._target(i + 2) is not None
                )
            ):
                i += 1
            else:
                return i
        return i

    def _target(self, i: int) -> int | None:
        """The mention that a preposition before token i governs: at most a few modifiers further."""
        k = i
        for _ in range(MAX_MODIFIERS):
            tag = self.tag(k)
            if tag == "H" and self.tag(k + 1) == "H":
                k += 1
                continue
            if tag in "ECHDM":
                return k
            if self.lower(k) == "such" and self.lower(k + 1) == "as":
                k += 2  # "members of international organizations such as the UN"
                continue
            if (
                tag in 'TWAQJO"“'
                or self.lower(k) in self.english.light
                or self.lower(k) == "both"
                or (tag == "I" and self.lower(k) == "of")
                or tag == "Z"
                or (tag == "V" and self.tag(k - 1) in "TJA" and self.lower(k).endswith(("ed", "ing")))
            ):
                k += 1
                continue
            return None
        return None

    def _noun_end(self, i: int) -> int:
        while self.tag(i) in "TWAQJO" or self.lower(i) in self.english.light:
            i += 1
        return max(i, i)

    # -- places ------------------------------------------------------------------------------------------------

    def antecedent(self, i: int) -> tuple[str, ...]:
        """The one state that "it" or "its" at token i stands for, of those named before it in the sentence: the nearest
        subject, else the nearest of all."""
        own = (
            next((clause for clause in self.clauses if clause.verb[1] <= i < clause.right), None)
            if self.tag(i) == "E"
            else None
        )
        barred = (
            tuple(
                code
                for k in range(*own.subject)
                if self.tag(k) == "E"
                for party in self.tokens[k].data
                for code in party.states
            )
            if own
            else ()
        )
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
        for start, end in spans:
            for k in range(end - 1, start - 1, -1):
                if self.tag(k) == "E" and k != i:
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
        return ()

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

    def person_before(self, i: int) -> Party | None:
        """The person named last before token i in the sentence, a subject before others."""
        groups = [
            self.tokens[k].data
            for clause in self.clauses
            for k in range(*clause.subject)
            if k < i and self.tag(k) == "E"
        ]
        groups += [] if groups else [self.tokens[k].data for k in range(i) if self.tag(k) == "E"]
        people: list[Party] = [party for group in groups for party in group if party.person]
        if people:
            return people[-1]
        return next(iter(self._people_after(i)), None)

    def is_governed(self, i: int, start: int = 0) -> bool:
        """Whether a preposition stands before the phrase at token i, not before token `start`."""
        k = i - 1
        while k >= 0 and (
            self.tag(k) in 'TAJQ"“'
            or self.lower(k) in self.english.light
            or (self.tag(k) == "W" and self.tag(k - 1) in "TJIWQ")
        ):
            if self.lower(k) in TIMES:
                return False  # "in recent years Denmark": the preposition governs the years
            k -= 1
        return self.tag(k) == "I" and k >= start

    def subjects(self, clause: Clause) -> Iterator[int]:
        """The tokens E, C and H of the subject that no preposition governs."""
        for i in range(*clause.subject):
            is_named_post = self.tag(i) == "E" and self.tag(i - 1) == "H" and self.tokens[i - 1].text[0].isupper()
            if is_named_post:
                continue  # "Legation Luxembourg reopened"
            if self.tag(i) in "ECH" and self.tag(i + 1) != "Z" and not self.is_governed(i, clause.subject[0]):
                yield i

    def objects(self, clause: Clause) -> Iterator[int]:
        """The tokens E, C and H after the verb that no preposition governs."""
        if clause.antecedent is not None and not any(self.tag(i) in "ECH" for i in range(clause.verb[1], clause.right)):
            yield clause.antecedent  # "Cyprus, which Turkey does not recognise"
        for i in range(clause.verb[1], clause.right):
            if self.tag(i) in "ECHJ" and not self.is_governed(i):
                if self.tag(i) == "J" and self.lower(i + 1) not in STATE_NOUNS:
                    continue  # "absorbed Ukrainian territory" is no act on Ukraine
                yield i

    def prepositional(self, name: str, start: int, end: int) -> Iterator[int]:
        """The mentions that this preposition governs in tokens start..end."""
        i = start
        while i < end:
            if (self.tag(i) == "I" or self.lower(i) == name) and self.lower(i) == name:
                target = self._target(i + 1)
                if target is not None and target < end:
                    yield target
                    i = target
            i += 1


STATE_NOUNS = frozenset("independence sovereignty statehood government republic state".split())
TIMES = frozenset("year years month months week weeks day days decade decades century centuries time times".split())
POSSESSIVES = {"its": "it", "their": "they", "his": "he", "her": "he", "our": "we"}
PLACE_WORDS = frozenset("in at to with between by from for of on near".split())


@dataclass
class Candidate:
    """A match of a cue: which tokens fill which role; entities are resolved by `Filler`."""

    cue: Cue
    clause: Clause | None
    noun: int | None
    noun_entry: Noun | None
    amount: int | None = None
    party: int | None = None
    date: int | None = None
    roles: dict[str, list[str]] = field(default_factory=dict)
    parties: dict[str, list[Party]] = field(default_factory=dict)
    notes: list[tuple[str, str]] = field(default_factory=list)  # what explain tells: role and place, or why not


def find_candidates(
    sentence: Sentence,
    by_lemma: dict[str, list[Cue]],
    by_noun: dict[tuple[str, str], list[Cue]],
    figures: Sequence[Cue],
    offices: Sequence[Cue],
) -> list[Candidate]:
    """All matches of cues in a sentence, those of verbs first."""
    found: list[Candidate] = []
    used: set[tuple[str, int]] = set()
    named = {(noun.kind, noun.group) for token in sentence.tokens if token.tag == "H" for noun in token.data}
    told: set[tuple[str, int]] = set()  # with their amount, by a verb
    for clause in sentence.clauses:
        for cue in by_lemma.get(clause.lemma, ()):
            if cue.object is not None and (cue.kind, cue.object) not in named:
                continue
            for candidate in _match_verb(sentence, clause, cue):
                found.append(candidate)
                if candidate.noun is not None:
                    used.add((cue.kind, candidate.noun))
                    told.update([(cue.kind, candidate.noun)] if cue.amount else ())
                if cue.amount:
                    told.add((cue.kind, id(clause)))
    for candidate in _match_figures(sentence, figures):
        kind = candidate.cue.kind
        if (kind, candidate.noun or 0) not in told and (kind, id(candidate.clause)) not in told:
            found.append(candidate)
            used.add((kind, candidate.noun or 0))
    found.extend(_match_offices(sentence, offices))
    for i, token in enumerate(sentence.tokens):
        if token.tag != "H":
            continue
        for noun in token.data:
            if (noun.kind, i) in used:
                continue
            for cue in by_noun.get((noun.kind, noun.group), ()):
                match = _match_noun(sentence, i, noun, cue)
                if match is not None:
                    found.append(match)
    return found


def noun_entry(token: Token, kind: str, group: str) -> Noun | None:
    """What the vocabulary says of a cue noun in a group of a kind; None where it is not in that group."""
    return (
        next((noun for noun in token.data if noun.kind == kind and noun.group == group), None)
        if token.tag == "H"
        else None
    )


def _match_verb(sentence: Sentence, clause: Clause, cue: Cue) -> Iterator[Candidate]:
    if cue.voice != "any" and (cue.voice == "passive") != clause.is_passive:
        return
    rest = next((rest for lemma, rest in cue.verbs if lemma == clause.lemma and has_rest(sentence, clause, rest)), None)
    if rest is None or not _passes(sentence, clause, cue):
        return
    if cue.object is None:
        if cue.complement is None or has_complement(sentence, clause, cue.complement):
            yield Candidate(cue, clause, None, None)
        return
    for i in find_things(sentence, clause, cue):
        entry = noun_entry(sentence.tokens[i], cue.kind, cue.object)
        if entry is not None and not sentence.phrase(i).is_modifier:
            yield Candidate(cue, clause, i, entry)


def has_rest(sentence: Sentence, clause: Clause, rest: str) -> bool:
    """Whether the words of a verb's cue beyond the verb follow it: "enter *into force*"."""
    if not rest:
        return True
    words = rest.split()
    for i in range(clause.verb[1], min(clause.verb[1] + 6, len(sentence.tokens))):
        if [sentence.lower(i + n) for n in range(len(words))] == words:
            return True
        if sentence.tag(i) in "VX,;":
            return False
    return False


def _passes(sentence: Sentence, clause: Clause, cue: Cue) -> bool:
    if cue.unless is None and cue.needs is None:
        return True
    text = sentence.words(clause.start, clause.right)
    return not (cue.unless and cue.unless.search(text)) and bool(cue.needs is None or cue.needs.search(text))


def has_complement(sentence: Sentence, clause: Clause, kind: str) -> bool:
    """Whether the verb has a complement of that kind: an organisation, an office, a state, a guest, …"""
    if kind == "organisation":
        return any(
            sentence.tag(i) == "E"
            and any(is_organisation(code) for party in sentence.tokens[i].data for code in party.states)
            for i in range(clause.verb[1], clause.right)
        )
    if kind == "office":
        return any(
            sentence.tag(i) == "E" and any(party.office in HEADS_OF_MISSION for party in sentence.tokens[i].data)
            for i in range(clause.verb[1], clause.right)
        )
    if kind == "state":
        return any(
            sentence.tag(i) == "E"
            and any(not is_organisation(code) for party in sentence.tokens[i].data for code in party.states)
            for i in sentence.objects(clause)
        )
    if kind == "guest":
        hosts = [sentence.tokens[i] for i in sentence.subjects(clause) if sentence.tag(i) in "EC"]
        guests = [sentence.tokens[i] for i in sentence.objects(clause) if sentence.tag(i) == "E"]
        is_state = bool(hosts) and not any(token.tag == "E" and _is_somebody(token.data) for token in hosts)
        return is_state and any(_is_somebody(token.data) for token in guests)
    if kind == "officials":
        sides = (range(*clause.subject), range(clause.verb[1], clause.right))
        if any(
            sentence.tag(i) == "E" and sum(_is_somebody((party,)) for party in sentence.tokens[i].data) > 1
            for i in sides[0]
        ):
            return True  # "Presidents N and M met"
        return all(
            any(
                sentence.tag(i) == "E" and sentence.tag(i + 1) != "Z" and _is_official(sentence.tokens[i].data)
                for i in side
            )
            for side in sides
        )
    return any(sentence.tag(i) in "EC" for i in range(clause.verb[1], clause.right))


def find_things(sentence: Sentence, clause: Clause, cue: Cue) -> Iterator[int]:
    """The cue nouns that undergo the verb: its object, or in the passive its subject."""
    if clause.is_passive or (cue.is_intransitive and not any(sentence.tag(i) == "H" for i in sentence.objects(clause))):
        yield from (
            i for i in range(*clause.subject) if sentence.tag(i) == "H" and not _is_deep(sentence, i, clause.subject[0])
        )
    yield from _taken_up(sentence, clause, cue)
    if not clause.is_passive:
        yield from (
            i
            for i in range(clause.verb[1], clause.right)
            if sentence.tag(i) == "H" and not _is_deep(sentence, i, clause.verb[1], _words_after(clause, cue))
        )
        yield from _before_relative(sentence, clause)


def _words_after(clause: Clause, cue: Cue) -> tuple[str, ...]:
    """The words that belong to the verb: "entered *into* relations"."""
    return tuple(word for lemma, rest in cue.verbs if lemma == clause.lemma for word in rest.split())


def _before_relative(sentence: Sentence, clause: Clause) -> Iterator[int]:
    """ "the treaty that A and B signed": the noun before "that" is what was signed."""
    first = clause.subject[0] - 1
    if sentence.lower(first) in ("that", "which") and sentence.tag(first - 1) == "H" and sentence.tag(first + 1) == "E":
        yield first - 1


def _taken_up(sentence: Sentence, clause: Clause, cue: Cue) -> Iterator[int]:
    """ "closed its embassy in 1975 and reopened it in 1979": the noun of the verb before."""
    following = sentence.lower(clause.verb[1])
    if clause.is_passive and [sentence.lower(i) for i in range(*clause.subject)] == ["it"]:
        yield from [i for i in range(clause.subject[0]) if sentence.tag(i) == "H"][
            -1:
        ]  # "an embassy until it was closed"
    parent = clause.parent
    if (
        following in ("it", "them")
        and clause.relation in ("coordinate", "main")
        and parent is not None
        and not clause.is_passive
    ):
        yield from (i for i in range(parent.verb[1], parent.right) if sentence.tag(i) == "H")


def _is_deep(sentence: Sentence, i: int, start: int, verb_words: tuple[str, ...] = ()) -> bool:
    """Whether a preposition governs the noun: not the verb's own, nor that of a list or of "establishment of"."""
    left = sentence.phrase(i).left
    return sentence.tag(left - 1) == "I" and left - 1 >= start and sentence.lower(left - 1) not in ("of", *verb_words)


def _match_noun(sentence: Sentence, i: int, noun: Noun, cue: Cue) -> Candidate | None:
    phrase = sentence.phrase(i)
    if phrase.is_modifier:
        return None
    clause = clause_of(sentence, i)
    if (
        clause is not None
        and clause.lemma == "be"
        and clause.subject[0] <= i < clause.subject[1]
        and _is_named_again(sentence, clause, noun)
    ):
        return None
    if is_in_title(sentence, i):
        return None
    if cue.unless or cue.needs:
        words = sentence.tokens[max(0, phrase.left - 3) : max(phrase.right, i + 1) + 2]
        text = " ".join(token.text for token in words)
        if (cue.unless and cue.unless.search(text)) or (cue.needs and not cue.needs.search(text)):
            return None
    if (cue.is_bare and sentence.clauses) or (cue.is_entry and not _is_entry(sentence, i, noun)):
        return None
    if clause is not None and clause.lemma in cue.unless_verbs and i >= clause.subject[0]:
        return None
    if cue.support and (clause is None or clause.lemma not in cue.support):
        return None
    return Candidate(cue, clause, i, noun)


def _is_entry(sentence: Sentence, i: int, noun: Noun) -> bool:
    """Whether the noun opens an entry of a list that is headed so: "Agreements: … Agreement on youth policy"."""
    headed = any(other.kind == noun.kind and other.group == noun.group for other in sentence.context.headings.nouns())
    first = next((k for k, token in enumerate(sentence.tokens) if token.tag not in "•*-–—()[]0123456789.DT"), 0)
    dash = next(
        (k for k, token in enumerate(sentence.tokens) if token.text in ("–", "—", "--", "-", ":")), len(sentence.tokens)
    )
    is_bare = not any(sentence.tag(k) == "X" for k in range(dash))
    return headed and is_bare and sentence.phrase(i).left <= first


def is_in_title(sentence: Sentence, i: int) -> bool:
    """Whether the noun is a word of a title: "the Commission on Trade and Economic *Cooperation*"."""
    if not sentence.tokens[i].text[0].isupper() or i < 2:
        return False
    if sentence.tag(i - 1) == "Q" and sentence.tag(i + 1) in "QH" and sentence.tokens[i + 1].text[0].isupper():
        return True  # "the Export Import Bank"
    k = i - 1
    while (
        k > 0
        and (sentence.tokens[k].text[:1].isupper() or sentence.lower(k) in ("of", "on", "and", "the", "in", "for", ","))
        and sentence.tag(k) != "."
    ):
        if (
            sentence.tag(k) == "H"
            and sentence.tokens[k].text[0].isupper()
            and any(noun.group in ("paper", "body") for noun in sentence.tokens[k].data)
        ):
            return True
        k -= 1
    return sentence.tag(i + 1) == "H" and sentence.tokens[i + 1].text[0].isupper()


def _is_named_again(sentence: Sentence, clause: Clause, noun: Noun) -> bool:
    """ "The first treaty was a Treaty of Peace": it is told under its name."""
    return any(
        noun_entry(sentence.tokens[k], noun.kind, noun.group)
        for k in range(clause.verb[1], clause.right)
        if not sentence.is_governed(k)
    )


def clause_of(sentence: Sentence, i: int) -> Clause | None:
    """The clause in whose subject or after whose verb token i stands."""
    best = None
    for clause in sentence.clauses:
        if clause.subject[0] <= i < clause.subject[1] and clause.relation not in ("coordinate", "infinitive", "gerund"):
            return clause
        if clause.verb[1] <= i < clause.right:
            best = clause
    if best is None:
        best = next((clause for clause in sentence.clauses if clause.left <= i < clause.right), None)
    return best


def _match_figures(sentence: Sentence, cues: Sequence[Cue]) -> Iterator[Candidate]:
    """Every amount with the cue noun that it measures, one for each kind: in its clause, else in the clause before."""
    amounts = [i for i, token in enumerate(sentence.tokens) if token.tag == "M"]
    if not amounts:
        return
    found: dict[int, list[Candidate]] = {}
    for candidate in _measure(sentence, amounts, cues):
        found.setdefault(candidate.amount or 0, []).append(candidate)
    sums = {
        (candidate.cue.kind, candidate.noun)
        for own in found.values()
        for candidate in own
        if _is_sum(sentence, candidate)
    }
    for i, candidates in found.items():
        if (
            sentence.tokens[i].data.amount.unit == "percent"
        ):  # growth that is told beside the sum is an attribute of that
            candidates = [candidate for candidate in candidates if (candidate.cue.kind, candidate.noun) not in sums]
        if not candidates:
            continue
        nearest = min(candidates, key=lambda candidate: _distance(sentence, i, candidate.noun or 0)).noun
        yield from (candidate for candidate in candidates if candidate.noun == nearest)


def _is_sum(sentence: Sentence, candidate: Candidate) -> bool:
    return candidate.amount is not None and sentence.tokens[candidate.amount].data.amount.unit != "percent"


def _distance(sentence: Sentence, amount: int, noun: int) -> tuple[int, int]:
    """How far a noun stands from the amount that it may measure: first what is bound, then what stands before."""
    rank = 0 if noun > amount and _is_bound(sentence, amount, noun) else 1 if noun < amount else 2
    return rank, abs(noun - amount)


def _measure(sentence: Sentence, amounts: Sequence[int], cues: Sequence[Cue]) -> Iterator[Candidate]:
    """For every kind and amount the noun that the amount may measure."""
    for kind, own in _by_kind(cues).items():
        ordered = _find_respective(sentence, amounts, own)
        for i in amounts:
            fitting = [cue for cue in own if _unit_fits(cue, sentence.tokens[i].data.amount.unit)]
            nouns, date = ordered.get(i) or (_figure_nouns(sentence, i, fitting), None)
            found = (
                (cue, noun)
                for noun in nouns
                for cue in fitting
                if noun_entry(sentence.tokens[noun], kind, cue.noun or "")
            )
            match = next(((cue, noun) for cue, noun in found if _passes_near(sentence, cue, noun, i)), None)
            if match is not None:
                cue, noun = match
                entry = noun_entry(sentence.tokens[noun], kind, cue.noun or "")
                yield Candidate(cue, clause_of(sentence, i), noun, entry, amount=i, date=date)


def _by_kind(cues: Sequence[Cue]) -> dict[str, list[Cue]]:
    kinds: dict[str, list[Cue]] = {}
    for cue in cues:
        kinds.setdefault(cue.kind, []).append(cue)
    return kinds


def _passes_near(sentence: Sentence, cue: Cue, noun: int, amount: int) -> bool:
    if cue.unless is None and cue.needs is None:
        return True
    text = " ".join(token.text for token in sentence.tokens[max(0, min(noun, amount) - 5) : max(noun, amount) + 6])
    return not (cue.unless and cue.unless.search(text)) and bool(cue.needs is None or cue.needs.search(text))


def _find_respective(
    sentence: Sentence, amounts: Sequence[int], cues: Sequence[Cue]
) -> dict[int, tuple[list[int], int | None]]:
    """For each amount its noun and its date, where they are told in one order: "exports and imports were A and B
    respectively", "trade was A and B in 2018 and 2019 respectively"."""
    end = next((i for i, token in enumerate(sentence.tokens) if token.lower == "respectively"), None)
    listed = [i for i in amounts if end is not None and i < end]
    if end is None or len(listed) < 2:
        return {}
    nouns = [
        i for i in range(listed[0]) if any(noun_entry(sentence.tokens[i], cue.kind, cue.noun or "") for cue in cues)
    ]
    dates = [i for i, token in enumerate(sentence.tokens) if token.tag == "D" and i <= end + 6]
    if nouns and len(nouns) == len(listed):
        return {amount: ([noun], None) for amount, noun in zip(listed, nouns, strict=True)}
    if nouns and len(dates) == len(listed):
        return {amount: ([nouns[-1]], date) for amount, date in zip(listed, dates, strict=True)}
    return {}


def _match_offices(sentence: Sentence, cues: Sequence[Cue]) -> Iterator[Candidate]:
    """ "with N as chargé d'affaires": a party with office and name after a preposition of company."""
    for i, token in enumerate(sentence.tokens):
        if (
            token.tag == "E"
            and len(token.data) == 1
            and token.data[0].person
            and sentence.lower(i - 1) in ("with", "under")
        ):
            for cue in cues:
                if token.data[0].office in cue.offices and clause_of(sentence, i) is not None:
                    yield Candidate(cue, clause_of(sentence, i), None, None, party=i)


def match_headed(sentence: Sentence, cues: Sequence[Cue]) -> Iterator[Candidate]:
    """An entry under a heading that gives the kind: who is named, and a candidate for each date told apart."""
    nouns = sentence.context.headings.nouns()
    who = next((i for i, token in enumerate(sentence.tokens) if token.tag == "E" and _is_somebody(token.data)), None)
    if who is None or any(clause.lemma not in ("be",) for clause in sentence.clauses):
        return
    dates: list[int | None] = [i for i, token in enumerate(sentence.tokens) if token.tag == "D"]
    for cue in cues:
        noun = next((noun for noun in nouns if noun.kind == cue.kind and noun.group == cue.heading), None)
        words = f"{sentence.context.headings.text()} {' '.join(token.text for token in sentence.tokens)}"
        if noun is not None and not (cue.unless and cue.unless.search(words)):
            yield from (Candidate(cue, None, None, noun, party=who, date=date) for date in dates or [None])


def _is_official(group: Group) -> bool:
    return _is_somebody(group) or any(party.pronoun == "he" for party in group)


def _is_somebody(group: Group) -> bool:
    return any(party.office or (party.person and party.is_sure) for party in group)


def _unit_fits(cue: Cue, unit: str) -> bool:
    is_money = len(unit) == 3 and unit.isupper()
    return (
        unit in cue.figure
        or (is_money and "money" in cue.figure)
        or ("count" in cue.figure and not is_money and unit != "percent")
    )


def _figure_nouns(sentence: Sentence, amount: int, cues: Sequence[Cue]) -> list[int]:
    """The cue nouns that an amount may measure, the likeliest first: the one bound to it ("USD 3 billion in trade"),
    then those before it from near to far, its own clause first, then those after it."""

    def is_noun(i: int) -> bool:
        return sentence.tag(i) == "H" and any(noun_entry(sentence.tokens[i], cue.kind, cue.noun or "") for cue in cues)

    bound = [i for i in range(amount + 1, min(amount + 6, len(sentence.tokens))) if is_noun(i)][:1]
    bound = [i for i in bound if _is_bound(sentence, amount, i)]
    before = [i for i in range(amount - 1, _stretch_start(sentence, amount) - 1, -1) if is_noun(i)]
    after = [i for i in range(amount + 1, _stretch_end(sentence, amount)) if is_noun(i)]
    if sentence.tokens[amount].data.amount.unit == "percent":  # "trade by 23 percent, and freight by 50 percent"
        first = max(
            (i for i in range(amount) if sentence.tag(i) == "M" and sentence.tokens[i].data.amount.unit == "percent"),
            default=-1,
        )
        before = [i for i in before if i > first]
    clause = clause_of(sentence, amount)
    if clause is not None:
        own = [i for i in before if clause.subject[0] <= i < clause.subject[1] or clause.left <= i < clause.right]
        before = [*own, *(i for i in before if i not in own)]
    return [*bound, *(i for i in (*before, *after) if i not in bound)]


def _is_bound(sentence: Sentence, amount: int, noun: int) -> bool:
    """Whether the noun follows the amount at once, or after "in", "of", "worth of" and words that belong to it."""
    between = range(amount + 1, noun)
    return all(sentence.tag(i) in "WJATI" for i in between) and (
        not between or sentence.lower(amount + 1) in ("in", "of", "worth") or sentence.tag(amount + 1) == "J"
    )


def _stretch_start(sentence: Sentence, amount: int) -> int:
    return next((i + 1 for i in range(amount - 1, -1, -1) if sentence.tag(i) == ";"), 0)


def _stretch_end(sentence: Sentence, amount: int) -> int:
    limit = min(amount + 8, len(sentence.tokens))
    return next((i for i in range(amount + 1, limit) if sentence.tag(i) in ";."), limit)
