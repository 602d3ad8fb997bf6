"""One sentence read: its cues matched and filled, and what it leaves behind for those after it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from comity.kinds import Kind
from comity.model import When
from comity.names import Name
from comity.names.states import load_states
from comity.reading.anaphora import note_thing, take_up_abbreviations, take_up_things, take_up_two
from comity.reading.candidates import Candidate
from comity.reading.carried import Told, note_figure, note_mention, take_up
from comity.reading.clause import tells_now
from comity.reading.clauses import find_clauses
from comity.reading.context import Context
from comity.reading.cues import Lexicon
from comity.reading.distribution import distribute
from comity.reading.elided_nouns import take_up_ordinals
from comity.reading.english import English
from comity.reading.fill import Filled, Filler
from comity.reading.frames import find_candidates, match_headed
from comity.reading.gapped import tell_subjects
from comity.reading.likewise import find_likewise
from comity.reading.listed import find_list_lead, go_on, level_marks
from comity.reading.named_later import name_counted, name_later
from comity.reading.nouns_as_verbs import tag_verbs
from comity.reading.occasions import note_occasion
from comity.reading.office_parties import PRESENTLY
from comity.reading.parties import find_parties
from comity.reading.place_words import take_up_there
from comity.reading.places import Sentence
from comity.reading.registry import city_states, has_ended, lies_in
from comity.reading.remembering import (
    note_equals,
    note_guest,
    note_origin,
    note_people,
    note_sent,
    note_sentence,
    note_shared,
)
from comity.reading.reports import skip_stamp, take_up_dateline
from comity.reading.speech import set_apart
from comity.reading.tokens import Mention, Token, look_up, states_of, tokenise
from comity.reading.units import OWN_DOLLARS, OWN_MONEY


@dataclass(frozen=True)
class Reading:
    """One sentence as it was read: what explain shows."""

    start: int
    end: int
    tokens: Sequence[Token]
    sentence: Sentence
    candidates: Sequence[Candidate]
    filled: Sequence[Filled]


def read_sentence(
    text: str, start: int, end: int, mentions: Sequence[Mention], lexicon: Lexicon, english: English, context: Context
) -> Reading:
    """One sentence read; the context is changed by it."""
    tokens = skip_stamp(tokenise(text, start, end, mentions, english), context)
    context.now = next((token.data.when for token in tokens if token.tag == "D" and token.data.when is not None), None)
    take_up_abbreviations(tokens, text, context)
    take_up_dateline(tokens, context)
    tokens = take_up_things(tokens, context, lexicon)
    take_up_ordinals(tokens, context)
    level_marks(tokens)
    tokens = find_parties(tokens, english, context.person_state, context.is_known)
    tokens = take_up_there(list(tag_verbs(tokens, lexicon.verbs)), context)
    note_people(tokens, context)
    tokens = take_up_two(tokens, context)
    note_origin(tokens, context, english)
    listed = go_on(tokens, context)
    return read_tokens(listed, text, lexicon, english, context, None if listed is tokens else (start, end))


def lead_list(
    text: str, start: int, end: int, mentions: Sequence[Mention], lexicon: Lexicon, english: English, context: Context
) -> None:
    """Keep what the line over a list says of each of the names below it; the line itself is not read."""
    tokens = find_parties(
        tokenise(text, start, end, mentions, english), english, context.person_state, context.is_known
    )
    context.list_lead = tuple(find_list_lead(list(tag_verbs(tokens, lexicon.verbs))))


def _own_money(tokens: Sequence[Token], context: Context) -> list[Token]:
    """The tokens with bare dollars as those of the state that publishes the document, where it has its own; and bare
    rupees and shillings as those of the one state that has some and is told of."""
    return [
        replace(token, data=replace(token.data, amount=replace(token.data.amount, unit=unit)))
        if token.tag == "M"
        and _BARE.search(token.text)
        and (unit := _own_unit(token.data.amount.unit, tokens, context))
        else token
        for token in tokens
    ]


def _own_unit(unit: str | None, tokens: Sequence[Token], context: Context) -> str | None:
    """Whose money it is that several have by one name; None where that cannot be told."""
    if unit == "USD":
        return OWN_DOLLARS.get(context.author or "")
    own = OWN_MONEY.get(unit or "", {})
    owners = {*(code for token in tokens for code in states_of(token)), *context.two(), context.author} & own.keys()
    return next(own[owner] for owner in owners if owner) if len(owners) == 1 else None


_BARE = re.compile(r"^\$\s?\d|^[^$A-Z]*\b(?:dollars?|rupees?|shillings?|kwachas?)$|^(?:Rs|Re|₨|Sh|Shs)\b")


def read_tokens(
    tokens: Sequence[Token],
    text: str,
    lexicon: Lexicon,
    english: English,
    context: Context,
    span: tuple[int, int] | None,
) -> Reading:
    """Tokens read as a sentence; what comes of them has the evidence `span`, where one is given."""
    tokens = _own_money(tokens, context)
    told = set_apart(tokens, text, english)
    parts = tell_subjects(told.tokens, context.focus) or distribute(told.tokens)
    readings = [_match(part, text, lexicon, english, context, told.speaker) for part in parts]
    sentence, candidates = readings[0][:2]
    is_asked = tokens[-1].text.endswith("?")  # a question claims nothing
    filled = _without_bare([entry for _, _, entries in readings for entry in entries if not is_asked])
    note_sentence(sentence, context)
    if len(sentence.named) == 1 and filled:
        _note_two(sentence, filled, context)
    note_thing(sentence, candidates, context)
    context.papers, context.papers_counted = context.papers_counted, None
    context.visitors = frozenset(
        name.split(" ")[-1]
        for entry in filled
        if "stay" in lexicon.kinds[entry.kind].dates
        for name in entry.roles.get("visitor", ())
    )
    for entry in filled:
        note_sent(entry, context)
        if "stay" in lexicon.kinds[entry.kind].dates:
            context.visit_time = entry.time.when
        if span is not None:
            entry.start, entry.end = span
    start, end = span or (tokens[0].start, tokens[-1].end)
    return Reading(start, end, tokens, sentence, candidates, filled)


def _note_two(sentence: Sentence, filled: Sequence[Filled], context: Context) -> None:
    """Remember the two states of a sentence that names one, and tells of it and of whom the document is about."""
    two = {*sentence.named, context.focus}
    told = [[code for codes in entry.roles.values() for code in codes if code in load_states()] for entry in filled]
    if all(len(codes) == 2 and set(codes) == two for codes in told):
        context.told_two = tuple(told[0])


def _without_bare(filled: Sequence[Filled]) -> list[Filled]:
    """The statements without those that say of the same parties less than another of the sentence: that there was
    aid, beside how much it was."""
    summed = {_parties_of(entry) for entry in filled if entry.amount is not None}
    if not summed:
        return list(filled)
    return [entry for entry in filled if entry.amount is not None or _parties_of(entry) not in summed]


def _parties_of(entry: Filled) -> tuple[str, Sequence[tuple[str, Sequence[str]]]]:
    return entry.kind, tuple((role, tuple(entry.roles[role])) for role in sorted(entry.roles))


def _is_ahead(tokens: Sequence[Token], context: Context) -> bool:
    """Whether a date lies after the day on which the document was published."""
    whens = (token.data.when for token in tokens if token.tag == "D" and token.data.when is not None)
    day = context.published
    return day is not None and any(when.last_day is None or when.last_day > day for when in whens)


def _match(
    tokens: list[Token], text: str, lexicon: Lexicon, english: English, context: Context, speaker: str | None
) -> tuple[Sentence, list[Candidate], list[Filled]]:
    """The tokens of a sentence with the cues that match and the statements that come of them."""
    is_story = not context.is_report and not _is_ahead(tokens, context)
    look = look_up(tokens)
    clauses = find_clauses(tokens, english, lexicon.verbs, look, is_story=is_story)
    note_equals(tokens, clauses, context)
    is_now = any(clause.relation == "main" and tells_now(tokens, clause) for clause in clauses) and context.now is None
    sentence = Sentence(tokens, clauses, english, context, lambda city: seat_of(city, context, is_now=is_now), look)
    candidates = find_candidates(sentence, lexicon)
    filler = Filler(sentence, text, speaker)
    filled = list(name_later(sentence, context))
    counted: tuple[Filled, Kind] | None = None
    used: set[int | None] = set()
    told: list[Told] = []
    figure = context.figure
    for candidate in candidates:
        named = f"{candidate.cue.kind}: {candidate.cue.name}"
        is_told = any(entry.kind == candidate.cue.kind and entry.cue != named for entry in filled)
        if candidate.cue.is_named and is_told and not _is_now(candidate, sentence):
            continue  # more is told of one who is named so: that he was recalled, that he presented his credentials
        if candidate.cue.is_spare and any(one.candidate.noun == candidate.noun for one in told):
            continue
        entries = []
        for entry in filler.fill(candidate, lexicon.kinds[candidate.cue.kind]):
            if entry.counted is None:
                entries.append(entry)
                continue
            counted = counted or (entry, lexicon.kinds[entry.kind])
            end = entry.counted.end
            start = next((i for i, token in enumerate(sentence.tokens) if token.start >= end), len(sentence.tokens))
            entries += name_counted(sentence, *counted, start)
        figure = note_figure(sentence, candidate, entries, figure)
        used |= {candidate.amount} if entries else set()
        filled += entries
        for entry in entries:
            kind = lexicon.kinds[entry.kind]
            if kind.is_post and entry.modality == "asserted":
                context.post = (entry.roles["sender"][0], entry.roles["host"][0])
                context.posts.add(context.post)
                if kind.step(entry.action) == "begins" and _goes_on(sentence, candidate):
                    note_sent(entry, context, is_last=False)
            if entry.time.when is not None and entry.modality == "asserted" and _is_day(entry.time.when):
                context.last_day = entry.time.when
            if "stay" in kind.dates:
                context.visit = (entry.roles["sender"][0], entry.roles["host"][0])
                note_guest(entry, context)
            note_occasion(entry, kind, context)
            context.sides[entry.kind] = tuple(entry.roles.get("between", ()))
            note_shared(entry, context)
            told.append(Told(candidate, entry))
    filled += find_likewise(sentence, filler, told, context.claims, lexicon.kinds)
    context.claims = told or context.claims
    if counted is not None:
        context.counted, context.is_counted_near = counted, True
    filled += take_up(sentence, used, figure)
    context.figure = note_mention(sentence, candidates, filler, lexicon) or figure
    if context.headings.stack:
        kinds = {entry.kind for entry in filled}
        headed = [candidate for candidate in match_headed(sentence, lexicon.headed) if candidate.cue.kind not in kinds]
        candidates = [*candidates, *headed]
        filled += [entry for candidate in headed for entry in filler.fill(candidate, lexicon.kinds[candidate.cue.kind])]
    return sentence, candidates, filled


def _is_now(candidate: Candidate, sentence: Sentence) -> bool:
    """Whether one is called what he is at the time: "N, *currently* ambassador to A, was appointed to B"."""
    words = sentence.lower(candidate.party).split() if candidate.party is not None else []
    return bool(PRESENTLY & set(words))


def _goes_on(sentence: Sentence, candidate: Candidate) -> bool:
    """Whether the subject does more in the sentence: "N was appointed to A *and presented his credentials*"."""
    return any(
        clause.relation == "coordinate" and clause.parent is candidate.clause and not clause.is_passive
        for clause in sentence.clauses
        if candidate.clause is not None
    )


def seat_of(city: Name, context: Context, *, is_now: bool = False) -> tuple[str, ...]:
    """The state in which a city lies: one that the document is about, else one that it names, else that of today.
    What is told of the present is told of no state that has ended."""
    near = _near(context)
    if any(lies_in(city.code, code) for code in near):
        return city_states(city, near)
    return city_states(city, frozenset([code for code in context.named if not (is_now and has_ended(code))]))


def _near(context: Context) -> tuple[str, ...]:
    return context.pair or ((context.focus,) if context.focus else ())


def _is_day(when: When) -> bool:
    return when.first_day is not None and when.first_day == when.last_day
