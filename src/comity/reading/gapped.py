"""Further subjects without their verb: "A recognised B in May, C in June and D in 1992", "A opened its embassy in N in
1993 and B in M in 1994", once for each.

In: the tokens of a sentence, for the first the state that the document is about: of "recognised B in May, C in June" C
is another subject where B is that state, else another object, which `distribution` reads. Out: the sentence once for
each; nothing where it tells of none but the first. A state beside a body that is joined is a subject: "A joined O in
1963 and C in 1971".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from comity.reading.dates import resolve_date
from comity.reading.registry import is_organisation
from comity.reading.respective import after_separator
from comity.reading.tokens import Token


def tell_subjects(tokens: Sequence[Token], focus: str | None) -> list[list[Token]]:
    """The sentence once for each of the states that did it in its own time; nothing where it tells of none but the
    first."""
    if sum(token.tag == "D" for token in tokens) < 2:
        return []
    verb = next((i for i, token in enumerate(tokens) if token.tag in "VX"), 0)
    if not verb or not _is_state(tokens[verb - 1]) or not _begins(tokens, verb - 1):
        return []
    end = _date_end(tokens, verb + 1)
    k = next((i for i in range(verb + 1, end or 0) if tokens[i].tag in "EJ"), None)
    if end is None or not _is_done_alike(tokens[verb - 1 : end], None if k is None else k - verb + 1, focus):
        return []
    others: list[tuple[int, int]] = []
    following = after_separator(tokens, end)
    while following is not None:
        following += tokens[following].tag == "T"
        tags = "".join(token.tag for token in tokens[following : following + 3])
        if tags != "EID" or not _is_state(tokens[following]):
            break
        others.append((following, following + 3))
        following = after_separator(tokens, following + 3)
    if not others or tokens[others[-1][1]].tag not in ".;[":
        return []
    body, tail = tokens[verb : end - 2], tokens[others[-1][1] :]
    dated = _with_years([tokens[end - 1], *(tokens[last - 1] for _, last in others)])
    rest = ([tokens[i], *body, tokens[i + 1], date, *tail] for (i, _), date in zip(others, dated[1:], strict=True))
    return [[*tokens[:end], *tail], *rest]


def _with_years(dates: Sequence[Token]) -> list[Token]:
    """Dates told off, each without its year in that of the one before: "on 3 May 1960 … and on *25 December*"."""
    told: list[Token] = []
    for token in dates:
        anchor = told[-1].data.when if told else None
        when = token.data.when or (resolve_date(token.data, anchor=anchor, published=None) if anchor else None)
        told.append(token if when is None or token.data.when else replace(token, data=replace(token.data, when=when)))
    return told


def _date_end(tokens: Sequence[Token], i: int) -> int | None:
    """Where the first date after a preposition ends, before which there is no other verb, mark or sum."""
    while i < len(tokens) and tokens[i].tag in "XVA":
        i += 1
    for k in range(i, len(tokens) - 1):
        if tokens[k].tag in "VX,;M(":
            return None
        if tokens[k].tag + tokens[k + 1].tag == "ID":
            return k + 2
    return None


def _begins(tokens: Sequence[Token], i: int) -> bool:
    """Whether token i begins the sentence or what follows a comma: not "a pact with *Peru* was signed"."""
    i -= i > 0 and tokens[i - 1].tag == "T"
    return i == 0 or tokens[i - 1].tag in ",;:"


def _is_done_alike(told: Sequence[Token], goal: int | None, focus: str | None) -> bool:
    """Whether states that follow did what the first of `told` did: to nobody, to a body that is joined, or to the state
    that the document is about. "Signed a pact *with O* in 1994 and C in 1997" is of another pact."""
    if goal is None:
        return not any(token.tag == "H" for token in told)
    if all(map(is_organisation, _codes(told[goal]))):
        return all(told[i].tag in "VXATIH" and told[i].lower not in BESIDE for i in range(1, goal)) and not any(
            told[i].tag == "H" and told[i + 1].lower != "of" for i in range(1, goal)
        )
    is_active = told[1].tag == "V"
    return is_active and focus is not None and focus in _codes(told[goal]) and focus not in _codes(told[0])


BESIDE = frozenset("with by against for between".split())


def _is_state(token: Token) -> bool:
    is_party = token.tag == "E" and all(party.states and not party.person for party in token.data)
    return is_party and not any(map(is_organisation, _codes(token)))


def _codes(token: Token) -> tuple[str, ...]:
    return token.data if token.tag == "J" else tuple(code for party in token.data for code in party.states)


def tell_gapped(tokens: Sequence[Token]) -> list[list[Token]]:
    """Further subjects without their verb: "N visited A in 2006, L in 2008 and M in 2011", once for each. What follows
    the last is told of him: "and M in 2011, also attending the feast"."""
    k = next((i for i in range(len(tokens) - 4, 3, -1) if tokens[i].lower == "and" and _is_gap(tokens, i + 1)), None)
    if k is None or (k + 4 < len(tokens) and tokens[k + 4].tag not in ".;[,"):
        return []
    members, end = [k + 1], k - (tokens[k - 1].tag == ",")
    while end > 4 and _is_gap(tokens, end - 3) and tokens[end - 4].tag == ",":
        members.insert(0, end - 3)
        end -= 4
    if tokens[end - 1].tag != "D" or tokens[end - 2].tag != "I":
        return []
    verbs = [i for i in range(end) if tokens[i].tag == "V"]
    if verbs and verbs[-1] and is_person(tokens[verbs[-1] - 1]):
        subject: int | None = verbs[-1] - 1
    else:
        subject = next((i for i in range(verbs[0] if verbs else 0) if is_person(tokens[i])), None)
    after = verbs[-1] + 1 if verbs else end
    after += after < end and tokens[after].lower == "with"
    if subject is None or (after < end and is_person(tokens[after])):
        return []  # "N met M in 2006 and *L* in 2008": whom he met
    stop = [token for token in tokens[-1:] if token.tag == "."]
    head, act = tokens[:subject], tokens[subject + 1 : end - 2]
    told = [[*head, tokens[i], *act, tokens[i + 1], tokens[i + 2], *stop] for i in members[:-1]]
    return [[*tokens[:end], *stop], *told, [*head, tokens[k + 1], *act, *tokens[k + 2 :]]]


def _is_gap(tokens: Sequence[Token], i: int) -> bool:
    """Whether a person with a date and no verb stands at token i: "M in 2011"."""
    return i > 0 and is_person(tokens[i]) and "".join(token.tag for token in tokens[i + 1 : i + 3]) == "ID"


_POST = r"(T?(?:J|EZ)H|T?HIE)"
_POSTED = re.compile(
    rf"(?P<first>{_POST}(?:I[CE])?)(?P<verb>[XA]*V(?:I?V|T[VWH])?)(?P<when>ICID|IDIC|ID),?[KU]"
    rf"(?P<second>{_POST}(?:I[CE])??)(?P<then>ICID|IDIC|ID)(?=[.;,\[])"
)


def tell_posted(tokens: Sequence[Token]) -> list[list[Token]]:
    """A second embassy without its verb: "*A's embassy* was opened *in N in 2001* and *B's embassy in M in 2004*", "the
    *embassy of A in B* was opened *in 2001*, and *that of B in A in 2004*"."""
    found = _POSTED.search("".join(token.tag for token in tokens))
    if found is None:
        return []
    first, second = (tokens[slice(*found.span(group))] for group in ("first", "second"))
    if {token.lower for token in first if token.tag == "H"} != {token.lower for token in second if token.tag == "H"}:
        return []
    told = [*second, *tokens[slice(*found.span("verb"))], *tokens[slice(*found.span("then"))]]
    tail = tokens[found.end() :]
    return [[*tokens[: found.end("when")], *tail], [*tokens[: found.start()], *told, *tail]]


_PARTNERED = re.compile(r"HI(?P<goal>T?[EC])(?P<act>[XA]*V)(?P<when>ID)")


def tell_partners(tokens: Sequence[Token]) -> list[list[Token]]:
    """Further partners of a noun, behind its verb: "*relations with A* were established in 1982, *with B in 1983*"."""
    for found in _PARTNERED.finditer("".join(token.tag for token in tokens)):
        first, last = found.start("goal"), found.end()
        members = [(tokens[slice(*found.span("goal"))], tokens[slice(*found.span("when"))])]
        while (k := after_separator(tokens, last)) is not None and tokens[k].lower == tokens[first - 1].lower:
            date = k + 2 + (tokens[k + 1].tag == "T")
            if "".join(token.tag for token in tokens[date - 1 : date + 2]) not in ("EID", "CID"):
                break
            members.append((tokens[k + 1 : date], tokens[date : date + 2]))
            last = date + 2
        if len(members) > 1:
            act, tail = tokens[slice(*found.span("act"))], tokens[last:]
            return [[*tokens[:first], *goal, *act, *when, *tail] for goal, when in members]
    return []


def tell_elided(tokens: Sequence[Token]) -> list[list[Token]]:
    """A second state without its verb: "A is represented in B through X, and C in D through Y", once for each."""
    verb = next((i for i, token in enumerate(tokens) if token.tag == "V"), len(tokens))
    if verb + 2 >= len(tokens) or tokens[verb + 1].tag != "I" or tokens[verb + 2].tag not in "ECT":
        return []
    subject = next((i for i in range(verb) if tokens[i].tag == "E"), None)
    if subject is None:
        return []
    for k in range(verb + 3, len(tokens) - 3):
        is_joint = tokens[k].lower in ("and", "while") and tokens[k + 1].tag == "E"
        if is_joint and tokens[k + 2].lower == tokens[verb + 1].lower and tokens[k + 3].tag in "ECT":
            if any(token.tag in "VX" for token in tokens[k:]):
                return []
            return [
                list(tokens[:k]),
                [*tokens[:subject], tokens[k + 1], *tokens[subject + 1 : verb + 1], *tokens[k + 2 :]],
            ]
    return []


_WHERE = r"(?:I?T?[CE](?:ID)?|IDI[CE])"
_DONE = re.compile(
    rf"(?P<subject>E)(?P<act>A?[VX]A*)(?P<thing>(?:[TJWQ]*H)?)(?P<where>{_WHERE})"
    rf"(?P<others>(?:(?:[;,]K?|K)T?E(?:[TJWQ]*H)?{_WHERE})+)(?=[.;\[]|,[^EC])"
)
_RESUMED = re.compile(rf"[;,]?K?T?(?P<subject>E)(?P<thing>(?:[TJWQ]*H)?)(?P<where>{_WHERE})")


def tell_resumed(tokens: Sequence[Token]) -> list[list[Token]]:
    """Further subjects with what they did elsewhere, without the verb: "A opened its embassy in N in 1993 and *B in M
    in 1994*", "A has an embassy in N and *B a consulate in M*", "N visited A in 2011 and *M B in 2013*"."""
    tags = "".join(token.tag for token in tokens)
    found = _DONE.search(tags)
    if found is None or not (found["thing"] or _are_people(tokens[found.start()])):
        return []
    is_of_people = _are_people(tokens[found.start()])
    head, tail = tokens[: found.start()], tokens[found.end() :]
    parts = [[*tokens[: found.end("where")], *tail]]
    for other in [found, *_RESUMED.finditer(tags, *found.span("others"))]:
        subject, thing, where = (tokens[slice(*other.span(group))] for group in ("subject", "thing", "where"))
        is_like = _are_people(subject[0]) if is_of_people else _are_plain_states(subject[0])
        is_placed = other["where"][0] == found["where"][0] and all(
            _are_plain_states(token) for token in where if token.tag == "E"
        )
        if not (is_like and is_placed) or ("D" in other["where"]) != ("D" in found["where"]):
            return []
        if other is not found:
            done = thing or tokens[slice(*found.span("thing"))]
            parts.append([*head, *subject, *tokens[slice(*found.span("act"))], *done, *where, *tail])
    return parts


_TO_AND_DATE = r"IT?[WQ]*HID"
_BECAME = re.compile(rf"V(?:[TWQJ]*[HE])?(?P<first>{_TO_AND_DATE})(?:,?K|,)(?P<second>{_TO_AND_DATE})(?=[.;,\[])")


def tell_raised(tokens: Sequence[Token]) -> list[list[Token]]:
    """What one thing became in turn: "was raised *to a legation in 1930* and *to an embassy in 1950*"."""
    found = _BECAME.search("".join(token.tag for token in tokens))
    if found is None:
        return []
    first, second = (tokens[slice(*found.span(group))] for group in ("first", "second"))
    if first[0].lower not in ("to", "into") or first[0].lower != second[0].lower:
        return []
    tail = tokens[found.end() :]
    return [[*tokens[: found.end("first")], *tail], [*tokens[: found.start("first")], *second, *tail]]


_IN_TURN = re.compile(r"(?P<first>ID,?E),?K(?P<second>ID,?E)(?P<rest>[XA]*V)")


def tell_fronted(tokens: Sequence[Token]) -> list[list[Token]]:
    """Subjects with their dates before them: "*In 2011 N* and *in 2012 M* visited A", once for each."""
    found = _IN_TURN.match("".join(token.tag for token in tokens))
    if found is None:
        return []
    rest = tokens[found.start("rest") :]
    return [[*tokens[slice(*found.span(group))], *rest] for group in ("first", "second")]


_AGAIN = re.compile(
    r"(?P<date>ID),?(?P<act>T?E[XA]*V[IT]*)(?P<first>E),?K(?P<then>ID),?[IT]*(?P<other>E)(?P<stop>[.;])"
)


def tell_again(tokens: Sequence[Token]) -> list[list[Token]]:
    """A second object with its own date in front: "In 1995 A joined O, *and in 1999 P*", once for each."""
    found = _AGAIN.fullmatch("".join(token.tag for token in tokens))
    if found is None:
        return []
    date, act, first, then, other, stop = (tokens[slice(*found.span(group))] for group in _AGAIN.groupindex)
    return [[*date, *act, *first, *stop], [*then, *act, *other, *stop]]


def _are_people(token: Token) -> bool:
    return bool(token.data) and all(party.person and not party.pronoun for party in token.data)


def _are_plain_states(token: Token) -> bool:
    return all(party.states and not party.person and not party.office for party in token.data)


def is_person(token: Token) -> bool:
    """Whether somebody stands at a token, by name or office."""
    return token.tag == "E" and any(party.office or party.person for party in token.data)
