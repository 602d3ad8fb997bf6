"""Candidates made into statements: roles resolved by type and context, attributes, modality, time, evidence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Any

from comity.kinds import Kind
from comity.model import Modality, When
from comity.reading.attributes import Attributes
from comity.reading.candidates import Candidate
from comity.reading.clause import tells_now
from comity.reading.dates_of_acts import find_dates
from comity.reading.entities import PRONOUNS, Entities
from comity.reading.evidence import find_evidence
from comity.reading.modality import read_modality
from comity.reading.named_later import find_counted
from comity.reading.occasions import note_papers, note_signing, time_of_occasion
from comity.reading.party import Party
from comity.reading.places import Sentence
from comity.reading.registry import seat_then
from comity.reading.roles import Roles
from comity.reading.speech import find_speaker
from comity.reading.times import ABOVE, BEFOREHAND, OF_NO_TIME, REMEMBERED, Time, choose_time
from comity.reading.titles import read_name, read_number
from comity.reading.unreal import is_no_longer


@dataclass
class Filled:
    """A statement in the making, with offsets in the document's text."""

    kind: str
    action: str | None
    roles: dict[str, list[str]]
    attributes: dict[str, Any]
    modality: Modality
    time: Time
    amount: Any
    start: int
    end: int
    cue: str
    notes: list[tuple[str, str]] = field(default_factory=list)  # role and the place that filled it
    strength: int = 0
    counted: Party | None = None  # the people whom the words only count: "five ambassadors"
    takes_up: bool = False  # "the memorandum": what was told of before
    is_done: bool = False  # told in prose as done: not as what goes on now, or was before what is told
    is_news: bool = False  # what a main clause tells as done, with no date and not before something else


class Filler:
    """Fills the candidates of one sentence, which its author or a speaker tells."""

    def __init__(self, sentence: Sentence, text: str, speaker: str | None = None) -> None:
        self.sentence = sentence
        self.text = text
        self.speaker = speaker
        entities = Entities(sentence, text)
        self.roles = Roles(sentence, entities)
        self.attributes = Attributes(sentence, text, entities)

    def fill(self, candidate: Candidate, kind: Kind) -> Iterator[Filled]:
        """The statements of a candidate; none where a key role stays empty."""
        modality = candidate.modality = read_modality(self.sentence, candidate)
        step, context, clause = kind.step(candidate.cue.action), self.sentence.context, candidate.clause
        if modality == "asserted" and step == "holds" and clause and is_no_longer(self.sentence.tokens, clause):
            modality = candidate.modality = "denied"  # "no longer has an embassy"
        if modality is None:
            candidate.notes.append(("rejected", "hypothetical"))
            return
        parties: dict[str, list[Party]] = {}
        for roles in self.roles.fill(candidate, kind, parties):
            self._take_up_body(candidate, kind, roles)
            time = choose_time(self.sentence, candidate, step, context)
            if time.rule == REMEMBERED and modality in ("planned", "hoped"):  # only the feast is to come
                if time.when is None:
                    return
                modality = candidate.modality = "asserted"
            if (
                modality == "asserted"
                and candidate.cue.modality is None
                and _is_to_come(self.sentence, candidate, time.when)
            ):
                modality = candidate.modality = "planned"  # "the next event is N's visit in November"
            if time.when is None or time.rule == ABOVE:
                occasion = time_of_occasion(self.sentence, candidate, roles, step, context)
                if occasion is not None and (time.when is None or _lies_in(time.when, occasion.when)):
                    time = occasion
            if time.when is None and candidate.amount is not None and "carried" in candidate.cue.dates:
                time = self._of_figure_before(kind, roles) or time
            roles = self._then(kind, roles, time)
            start, end = find_evidence(self.sentence, candidate)
            attributes = self.attributes.read(candidate, kind, parties)
            if any(attribute.is_required and name not in attributes for name, attribute in kind.attributes.items()):
                return
            amount = _find_amount(self.sentence, candidate)
            if amount is None and candidate.cue.amount in ("required", "money"):
                return
            speaker = self.speaker or find_speaker(
                candidate.clause, self.sentence.tokens, self.text, self.sentence.english
            )
            if speaker is not None:
                attributes["speaker"] = speaker
            note_papers(self.sentence, candidate, roles, time)
            for values, date in self.attributes.each(candidate, attributes):
                if "title" in candidate.cue.attributes and self._names_none(candidate, values):
                    note_signing(roles, time, context)
                    return  # "sixteen agreements were signed" names none
                if any(name in kind.attributes and name not in values for name in candidate.cue.require):
                    return
                yield Filled(
                    kind=kind.name,
                    action=candidate.cue.action,
                    roles=roles,
                    attributes=values,
                    modality=modality,
                    time=time if date is None else self._time_at(date, candidate, step),
                    amount=amount,
                    start=start,
                    end=end,
                    cue=f"{kind.name}: {candidate.cue.name}",
                    notes=candidate.notes,
                    strength=2 if candidate.clause is not None and candidate.cue.verbs else 1,
                    counted=find_counted(candidate, kind, roles, parties, self.text),
                    takes_up=self._takes_up(candidate, values),
                    is_done=self._is_done(candidate, time),
                    is_news=self._is_news(candidate),
                )

    def _is_done(self, candidate: Candidate, time: Time) -> bool:
        """Whether it is told as done, and neither as what goes on now nor as what was before something else."""
        is_now = candidate.clause is not None and tells_now(self.sentence.tokens, candidate.clause)
        return not is_now and time.rule not in (REMEMBERED, OF_NO_TIME, BEFOREHAND)

    def _is_news(self, candidate: Candidate) -> bool:
        """Whether a main clause tells it as done, without a date: "have signed two agreements"."""
        clause = candidate.clause
        if clause is None or not candidate.cue.verbs or clause.relation not in ("main", "coordinate"):
            return False
        is_bare = clause.verb[1] - clause.verb[0] == 1
        if candidate.noun is not None and candidate.noun < clause.verb[0] and is_bare:
            return False  # "the agreement his predecessor signed"
        words = {self.sentence.lower(i) for i in range(*clause.verb)}
        is_dated = any(_names_day(self.sentence.tokens[i].data) for i in self.sentence.dates)
        return clause.modality == "asserted" and "had" not in words and not is_dated and not self._dates_of(candidate)

    def _dates_of(self, candidate: Candidate) -> list[int]:
        """The dates in the clause of a candidate."""
        clause = candidate.clause
        return [] if clause is None else find_dates(self.sentence, clause.left, clause.right)

    def _of_figure_before(self, kind: Kind, roles: dict[str, list[str]]) -> Time | None:
        """The time of the figure that ended the paragraph before, where it is of the same parties and the sentence has
        no date: "Trade was worth A last year. / Exports came to B"."""
        before = self.sentence.context.figure_before
        if before is None or any(token.tag == "D" for token in self.sentence.tokens):
            return None
        filled, tokens = before.filled, self.sentence.tokens
        is_same = filled.kind == kind.name and {*chain(*filled.roles.values())} == {*chain(*roles.values())}
        is_past = filled.modality == "asserted" and not any(tells_now(tokens, one) for one in self.sentence.clauses)
        return Time(filled.time.when, "the year of the figure before") if is_same and is_past else None

    def _take_up_body(self, candidate: Candidate, kind: Kind, roles: dict[str, list[str]]) -> None:
        """Remember the body that is named, or give "the third session" the name of the one told before."""
        noun, context, states = candidate.noun, self.sentence.context, roles.get("between", ())
        if noun is None or candidate.noun_entry is None or len(states) < 2:
            return
        word, session = self.sentence.lower(noun), read_number(self.sentence, self.text, noun)
        is_body = candidate.noun_entry.group == "body"
        for name in (name for name in candidate.cue.roles if kind.roles[name].type == "name"):
            told = roles.get(name) or []
            taken_up = context.body_of(states, session) if is_body or session is not None or word in SESSIONS else None
            if taken_up is not None and not told:
                roles[name] = [taken_up]
            for body in told:
                context.note_body(body, states, session)
            return
        if is_body and word not in PRONOUNS:
            context.note_body(read_name(self.sentence, self.text, noun) or word, states, session)

    def _time_at(self, date: int, candidate: Candidate, step: str | None) -> Time:
        """The time that the token of a date gives."""
        return choose_time(self.sentence, replace(candidate, date=date), step, self.sentence.context)

    def _then(self, kind: Kind, roles: dict[str, list[str]], time: Time) -> dict[str, list[str]]:
        """The roles with each state that the sentence does not name as it was then: of 1943, not Russia."""
        told = self.sentence.named
        if all(code in told for role, codes in roles.items() if kind.roles[role].type == "party" for code in codes):
            return dict(roles)
        named = self.sentence.context.named
        cities = [token.data[0].code for token in self.sentence.tokens if token.tag == "C"]
        return {
            role: [code if code in told else seat_then(cities, code, time.when, named) for code in codes]
            if kind.roles[role].type == "party"
            else codes
            for role, codes in roles.items()
        }

    def _names_none(self, candidate: Candidate, values: dict[str, Any]) -> bool:
        """Whether the noun only counts what is named elsewhere or nowhere."""
        if candidate.noun is None:
            return False
        return ("title" not in values and self._is_counted(candidate)) or self._is_told_off(candidate.noun)

    def _takes_up(self, candidate: Candidate, values: dict[str, Any]) -> bool:
        """Whether the noun is one that was told of before, named by nothing more: "the memorandum", "this accord"."""
        if candidate.noun is None or "subject" in values:
            return False
        phrase = self.sentence.phrase(candidate.noun)
        is_bare = phrase.right <= candidate.noun + 1 and phrase.left == candidate.noun
        is_pronoun = self.sentence.lower(candidate.noun) in ("it", "they")
        return is_bare and (is_pronoun or self.sentence.lower(phrase.left - 1) in ("the", "this", "that"))

    def _is_counted(self, candidate: Candidate) -> bool:
        """Whether a number above one stands before the noun."""
        if candidate.noun is None:
            return False
        left = self.sentence.phrase(candidate.noun).left
        if not left and self.sentence.tag(left) != "M":
            return False
        token = self.sentence.tokens[left if self.sentence.tag(left) == "M" else left - 1]
        return token.tag == "M" and token.data.rule == "count" and token.data.amount.value > 1

    def _is_told_off(self, noun: int) -> bool:
        """ "The treaties signed since then include a Trade Agreement": what is included is told by itself."""
        sentence = self.sentence
        kinds = {entry.kind for entry in sentence.tokens[noun].data}
        return any(
            clause.lemma in ("include", "comprise")
            and clause.subject[0] <= noun < clause.subject[1]
            and any(
                entry.kind in kinds
                for k in sentence.objects(clause)
                if sentence.tag(k) == "H"
                for entry in sentence.tokens[k].data
            )
            for clause in sentence.clauses
        )


def _names_day(mention: Any) -> bool:
    """Whether a date is that of a day, or one that is counted from another: "on Tuesday", "last month"."""
    return mention.when is None or mention.when.precision == "day"


SESSIONS = frozenset("session round edition sitting".split())


def _is_to_come(sentence: Sentence, candidate: Candidate, when: When | None) -> bool:
    """Whether the present tells what something after the day of a report is: "the next event *is* N's visit in May"."""
    context, clause = sentence.context, candidate.clause
    if when is None or context.published is None or not context.is_report or clause is None:
        return False
    if when.precision != "month":
        return False  # "is in Oslo from 3 to 5 May": the report may go before by a day
    first = when.first_day if clause.lemma == "be" and tells_now(sentence.tokens, clause) else None
    return first is not None and first > context.published


def _find_amount(sentence: Sentence, candidate: Candidate) -> Any:
    """The amount that the candidate counts by, else the first one in its clause, after the verb, then before it."""
    if candidate.amount is not None:
        return sentence.tokens[candidate.amount].data.amount
    if not candidate.cue.amount or candidate.clause is None:
        return None
    verb, clause = candidate.clause.verb[1], candidate.clause
    places = [i for i in (*range(verb, clause.right), *range(clause.start, verb)) if sentence.tag(i) == "M"]
    for other in sentence.clauses:  # "provided aid to B amounting to 5 million"
        if other.parent is clause and other.relation == "gerund" and other.lemma in REACHING:
            places += [i for i in range(other.verb[1], other.right) if sentence.tag(i) == "M"]
    sums = [i for i in places if sentence.tokens[i].data.rule == "money"]
    if sums or candidate.cue.amount == "money":  # "five loans worth KD 29 million": the sum
        return sentence.tokens[sums[0]].data.amount if sums else None
    is_count = {i: sentence.tokens[i].data.rule == "count" for i in places}
    counted = [i for i in places if not (is_count[i] and sentence.lower(i - 1) in ("in", "across"))]  # "in 14 regions"
    return sentence.tokens[counted[0]].data.amount if counted else None


REACHING = frozenset("amount total value reach exceed worth".split())


def _lies_in(over: When, when: When | None) -> bool:
    """Whether a time is known, and a part of another."""
    return when is not None and over.contains(when)
