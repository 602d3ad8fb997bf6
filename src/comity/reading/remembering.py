"""What a sentence leaves behind for those after it: its people with their offices, its states, its dates."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from comity.model import When
from comity.names.people import is_given_name
from comity.reading.clause import Clause
from comity.reading.context import Context
from comity.reading.dates import resolve_date
from comity.reading.dates_of_acts import is_compared
from comity.reading.english import English
from comity.reading.fill import Filled
from comity.reading.names_of_people import clean_person
from comity.reading.parties import SUCCESSORS
from comity.reading.party import Party
from comity.reading.places import Sentence
from comity.reading.registry import is_organisation
from comity.reading.tokens import Token

# "Ana Ruiz has been", "Mr. Juan Soto opened": who begins a sentence.
_BEGINNING = re.compile(
    r"(?:(?:Mr|Ms|Mrs|Dr)\.? )?(?P<name>[^\W\d_a-z][\w'’-]+(?: [^\W\d_a-z][\w'’-]+){1,3})"
    r" (?:is|was|has|had|will|[a-z]{3,}ed)\b"
)
# What a figure without a date of its own is of: a year, years, or months of a year told before.
_PERIOD = re.compile(r"\d{4}(?:/\d{4})?|(\d{4})-\d\d/\1-\d\d")


def note_shared(entry: Filled, context: Context) -> None:
    """Keep who stands in a role in all that the document told of a kind so far; nobody where they differ."""
    for role, codes in entry.roles.items():
        known = context.shared.setdefault((entry.kind, role), tuple(codes))
        if known != tuple(codes):
            context.shared[entry.kind, role] = ()


def note_people(tokens: Sequence[Token], context: Context) -> None:
    """Remember who is named with an office or a state."""
    context.offices = {}
    for token in tokens:
        if token.tag == "E":
            for party in token.data:
                if party.office and party.states:
                    context.offices[party.office] = party.start
                if SUCCESSORS & set(token.lower.split()) and context.last_person is not None and party.person:
                    context.note_person(replace(context.last_person, person=party.person))
                elif party.person and (party.office or party.states) and party.is_sure:
                    context.note_person(party)


def note_origin(tokens: Sequence[Token], context: Context, english: English) -> None:
    """Of which state the one is whose life the text tells: "HOLT, Anders, Danish lawyer and diplomatist, was born"."""
    if context.last_person is not None or context.pair is not None:
        return
    i = next((i for i, token in enumerate(tokens) if token.tag == "J" and _names_calling(tokens, i, english)), None)
    words = context.title.text.split()
    first = tokens[0]
    if i is None or first.tag not in "EQP" or any(token.tag == "V" for token in tokens[:i]):
        return
    named = first.data[0].person if first.tag == "E" and len(first.data) == 1 else None
    if named is None and {word.casefold().strip(",") for word in words} & set(first.lower.split()):
        last, _, given = context.title.text.partition(", ")
        named = " ".join((given.split(" (")[0], last)) if given else context.title.text
    if named is not None:
        party = Party(0, 1, states=tuple(tokens[i].data), person=named, office="diplomat")
        context.note_person(party)
        context.last_person = party


def _names_calling(tokens: Sequence[Token], i: int, english: English) -> bool:
    """Whether what the adjective at token i is said of is a calling: "Danish naval officer"."""
    for token in tokens[i + 1 : i + 4]:
        if token.lower in english.callings:
            return True
        if token.tag not in "WA":
            return False
    return False


def note_equals(tokens: Sequence[Token], clauses: Sequence[Clause], context: Context) -> None:
    """ "The first U.S. Minister was N", "N became Ambassador to B": the office is the person's."""
    for clause in clauses:
        if clause.lemma in SUCCEEDING and not clause.is_passive:
            _note_succeeded(tokens, clause, context)
        if clause.lemma not in ("be", "become") or clause.modality != "asserted":
            continue
        left = next((party for i in range(*clause.subject) if tokens[i].tag == "E" for party in tokens[i].data), None)
        right = next(
            (party for i in range(clause.verb[1], clause.right) if tokens[i].tag == "E" for party in tokens[i].data),
            None,
        )
        if left is None or right is None:
            continue
        if left.office and not left.person and right.person and not right.office:
            context.note_person(replace(left, person=right.person))
        elif left.office and not left.person and left.states and right.person and not right.states:
            context.note_person(replace(left, person=right.person, office=right.office))
        elif left.person and right.office and not right.person:
            context.note_person(replace(right, person=left.person))
            context.last_person = replace(right, person=left.person)


SUCCEEDING = frozenset(("replace", "succeed"))  # who is named has the office of him who comes after


def _note_succeeded(tokens: Sequence[Token], clause: Clause, context: Context) -> None:
    """ "She replaces N": he held her office."""
    own = [party for i in range(*clause.subject) if tokens[i].tag == "E" for party in tokens[i].data]
    named = [party for i in range(clause.verb[1], clause.right) if tokens[i].tag == "E" for party in tokens[i].data]
    if len(named) != 1 or not named[0].person or named[0].office or not own:
        return
    successor = context.person_of(own[-1])
    if successor.office and successor.states:
        context.note_person(replace(successor, person=named[0].person))


def note_sent(entry: Filled, context: Context, *, is_last: bool = True) -> None:
    """Who is sent by a statement is known from then on: his state, his office, his post; "he" is who `is_last`."""
    for role, host in (("person", entry.roles.get("host", ())), ("visitor", ())):
        for name in (
            entry.roles.get(role, ()) if len(entry.roles.get("sender", ())) == 1 and role in entry.roles else ()
        ):
            office = entry.attributes.get("office")
            party = Party(0, 1, states=tuple(entry.roles["sender"]), person=name, office=office, posted=tuple(host))
            context.note_person(party)
            context.last_person = party if is_last else context.last_person


def note_guest(entry: Filled, context: Context) -> None:
    """Keep who paid the visit told last: "the guest"."""
    for name in entry.roles.get("visitor", ()):
        context.guest = Party(0, 1, states=tuple(entry.roles["sender"]), person=name)


def _note_day(sentence: Sentence, context: Context) -> None:
    """Keep the first day of which a report tells."""
    if not context.is_report or context.day is not None or not sentence.clauses:
        return
    for mention in (token.data for token in sentence.tokens if token.tag == "D"):
        when = resolve_date(mention, anchor=None, published=context.published, is_past=True)
        if when is not None and when.precision == "day":
            context.day = when
            return


def note_unread(text: str, start: int, end: int, context: Context) -> None:
    """Who begins a sentence that is not read is "he" in the next one, and nobody who was named before."""
    context.place = None
    found = _BEGINNING.match(text, start, end)
    if found is not None and is_given_name(found["name"].split()[0]):
        name = clean_person(found["name"])
        context.last_person = context.people.get(name.casefold()) or Party(0, 1, person=name)


def _find_leader(sentence: Sentence, context: Context) -> Party | None:
    """Who acts on another in the sentence and is "he" in the next one: "*he* met his counterpart, N. He then flew"."""
    clause = next((clause for clause in sentence.clauses if clause.relation == "main"), None)
    if clause is None or clause.is_passive or clause.lemma in INTRODUCING:
        return None
    subjects = [sentence.tokens[i].data for i in sentence.subjects(clause) if sentence.tag(i) == "E"]
    if len(subjects) != 1 or len(subjects[0]) != 1:
        return None
    party = context.person_of(subjects[0][0])
    return party if party.person and party.states else None


# Verbs whose object is who the text goes on with: "received the ambassador, N. He said".
INTRODUCING = frozenset(
    "receive welcome host greet appoint name nominate invite introduce replace succeed congratulate accept send".split()
)


def note_sentence(sentence: Sentence, context: Context) -> None:
    """Remember the states, organisations, parties and dates of a sentence that was read."""
    _note_day(sentence, context)
    parties = [party for token in sentence.tokens if token.tag == "E" for party in token.data]
    context.note_sentence(code for party in parties for code in party.states if not is_organisation(code))
    bodies = [code for party in parties for code in party.states if is_organisation(code)]
    context.last_body = bodies[-1] if bodies else context.last_body
    spans = [clause.subject for clause in sentence.clauses if clause.relation == "main"]
    leader = _find_leader(sentence, context)
    told_here: list[When] = []
    depth = 0
    inside: list[tuple[int, Token]] = []
    outside: list[tuple[int, Token]] = []
    for i, token in enumerate(sentence.tokens):
        depth += (token.tag == "(") - (token.tag == ")" and depth > 0)
        (inside if depth else outside).append((i, token))
    for i, token in (*inside, *outside):  # who is named in brackets is not "he" in the next sentence
        if token.tag == "E":
            is_subject = any(start <= i < end for start, end in spans) and not sentence.is_governed(i)
            context.note_group(token.data, is_subject=is_subject)
        elif token.tag == "D" and token.data.when is None:
            told = context.anchor if context.is_dated else None
            day = resolve_date(token.data, anchor=told, published=context.published, is_past=True)
            context.anchor = day if day is not None and (told or day.precision == "day") else context.anchor
        elif token.tag == "D" and token.data.when is not None and token.data.when.first_day is not None:
            context.anchor, context.is_dated = token.data.when, True
            is_plain = _PERIOD.fullmatch(str(token.data.when)) and token.data.relation is None
            if is_plain and not is_compared(sentence, i):
                told_here.append(token.data.when)
    context.told = max(told_here, key=str, default=context.told)  # "in 2018, up from 5 million in 2017"
    context.last_person = leader or context.last_person
