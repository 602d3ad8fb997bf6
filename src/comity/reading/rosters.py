"""Those who did one thing, told off with their dates: "Leaders of A who visited B include N, Premier (May 1983 and July
1991), M, Speaker (June 1994)"; "N visited A in 1978; M, in 1980".

In: the tokens of a sentence with parties joined. Out: the sentence once for each person and date, as if it told of
that alone; nothing where it is no such list.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, dropwhile, islice, pairwise, takewhile

from comity.reading.registry import heads_post
from comity.reading.tokens import Token

MAX_MEMBERS = 32
NAMING = frozenset("include included been".split())
TELLING = frozenset("include includes included were are comprise".split())


def tell_off(tokens: Sequence[Token]) -> list[list[Token]]:
    """The sentence once for each of those who are told off; nothing where there are less than two."""
    if callers := list(islice(_callers(tokens), MAX_MEMBERS)):
        return callers
    who = next((i for i, token in enumerate(tokens) if token.lower == "who" and token.tag == "R"), 0)
    colon = next((i for i, token in enumerate(tokens) if token.tag == ":"), 0)
    if [token.lower for token in tokens[:2]] == ["the", "following"] and colon > 3:
        members = _listed_below(tokens, colon)
    elif colon > 2 and tokens[colon - 1].lower in TELLING and any(token.lower == "which" for token in tokens[colon:]):
        members = _places_below(tokens, colon)
    else:
        members = (
            _members_of_relative(tokens, who)
            if who > 0
            else chain(_holders(tokens), _followers(tokens), _by_turns(tokens))
        )
    found = list(islice(members, MAX_MEMBERS))
    return found if len(found) > 1 else []


def _members_of_relative(tokens: Sequence[Token], who: int) -> Iterator[list[Token]]:
    """Those of "leaders who visited B include N (May 1983), …", each as the subject of the verb behind "who"."""
    telling = next((i for i in range(who + 2, len(tokens)) if tokens[i].lower in TELLING), len(tokens))
    predicate = [token for token in tokens[who + 1 : telling] if token.tag != "A"]
    if not predicate or any(token.tag in ",;(" for token in predicate) or tokens[who + 1].tag not in "VXA":
        return
    home = next((token for token in tokens[:who] if token.tag == "E" and token.data[0].states), None)
    origin = next((i for i, token in enumerate(predicate) if token.lower == "from"), None)
    if origin is not None and origin + 1 < len(predicate) and predicate[origin + 1].tag == "E":
        home = predicate[origin + 1]
        predicate = [*predicate[:origin], *predicate[origin + 2 :]]
    start, end = telling + 1, tokens[-1]
    while start < len(tokens):
        opening = next((i for i in range(start, len(tokens)) if tokens[i].tag == "("), len(tokens))
        closing = next((i for i in range(opening, len(tokens)) if tokens[i].tag == ")"), len(tokens))
        person = next((token for token in tokens[start:opening] if _is_named(token)), None)
        dates = [token for token in tokens[opening:closing] if token.tag == "D"]
        if person is not None:
            yield from ([_of(person, home), *predicate, date, end] for date in dates)
        start = closing + 1


def _callers(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """Those of "From A: N (state visit, 1967); M (May 2003 and 2005)", "Visits from A include N (1967)", each one who
    came from A or went to B."""
    end = next((i for i, token in enumerate(tokens) if token.tag == ":" or token.lower in TELLING), 0)
    lead = [token for token in tokens[:end] if token.tag != "T"]
    ways = {one.lower: other for one, other in pairwise(lead) if one.tag == "I" and other.tag == "E"}
    if not ways or not ways.keys() <= WAYS or any(token.tag not in "HIEJWA" or _is_named(token) for token in lead):
        return
    if any(token.tag in "VX" for token in tokens[end + 1 :]) or (tokens[end].tag == "V" and lead[0].tag == "I"):
        return
    home = ways.get("from") or ways.get("by")
    nouns = [token for token in lead if token.tag == "H"]
    if any(noun.kind != "visit" for token in nouns for noun in token.data):
        return
    to = [token for pair in pairwise(lead) if pair[0].lower == "to" for token in pair]
    people = [i for i in range(end + 1, len(tokens)) if _is_caller(tokens[i])]
    for i, after in pairwise([*people, len(tokens)]):
        beside = [token for token in tokens[i + 1 : after] if token.tag in "H()W"]
        who = _of(tokens[i], home)
        whose = [*nouns[-1:], Token(who.start, who.start, "of", "I"), who, *to] if nouns else [who, *to, *beside]
        for date in tokens[i + 1 : after]:
            if date.tag == "D":
                yield [*whose, Token(date.start, date.start, "in", "I"), date, tokens[-1]]


def _is_caller(token: Token) -> bool:
    return token.tag == "E" and bool(token.data[0].person or token.data[0].office)


WAYS = frozenset(("from", "to", "by"))


def _places_below(tokens: Sequence[Token], colon: int) -> Iterator[list[Token]]:
    """Those of "A's consulates in B were: X, which opened in 1900, and closed in 1910; Y, which …", each as one thing
    in its own city."""
    things = list(takewhile(lambda token: token.tag not in "VX", tokens[:colon]))
    if not any(token.tag == "H" for token in things):
        return
    marks = [i for i in range(colon, len(tokens)) if tokens[i].tag in ":;"]
    opening = None
    for first, last in pairwise([*marks, len(tokens) - 1]):
        member = [*dropwhile(lambda token: token.tag in "KT", tokens[first + 1 : last])]
        which = next((i for i, token in enumerate(member) if token.lower == "which"), 0)
        told = member[which + 1 :]
        if not which and opening is not None and "".join(token.tag for token in member[1:3]) == "ID":
            told = [opening, *member[1:]]  # "and *Z* in 1905, and closed in 1907"
        if len(told) < 2 or member[0].tag not in "CQ" or told[0].tag not in "VX":
            return
        opening = opening or told[0]
        is_renamed = [token.tag for token in member[1:4]] == ["(", "C", ")"]
        place = member[2] if is_renamed else member[0]  # "Cristiania (Oslo)"
        yield [*things, Token(place.start, place.start, "in", "I"), place, *told, tokens[-1]]


def _listed_below(tokens: Sequence[Token], colon: int) -> Iterator[list[Token]]:
    """Those of "the following were ambassadors: N (1995–1999), M (since 1999)", each as the subject of the verb."""
    for i in range(colon + 1, len(tokens) - 2):
        closing = next((k for k in range(i + 2, len(tokens)) if tokens[k].tag == ")"), 0)
        if _is_named(tokens[i]) and tokens[i + 1].tag == "(" and closing and tokens[closing - 1].tag == "D":
            yield [tokens[i], *tokens[2:colon], *tokens[i + 2 : closing], tokens[-1]]


def _holders(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """Those of "the ambassadors of A to B included N (1995–1999) and M (since 1999)", each as one who was it."""
    verb = next((i for i, token in enumerate(tokens) if token.tag in "VX"), 0)
    while verb and verb + 1 < len(tokens) and tokens[verb + 1].tag in "VX":
        verb += 1
    post = next((token for token in tokens[:verb] if token.tag == "E"), None)
    if post is None or tokens[verb].lower not in NAMING or len(post.data) != 1:
        return
    if post.data[0].person or not heads_post(post.data[0].office) or tokens[0].tag not in "ET":
        return
    was = Token(post.end, post.end, "was", "X")
    for i in range(verb + 1, len(tokens) - 3):
        closing = next((k for k in range(i + 2, len(tokens)) if tokens[k].tag == ")"), 0)
        if _is_named(tokens[i]) and tokens[i + 1].tag == "(" and tokens[closing - 1].tag == "D":
            when = tokens[i + 2 : closing]
            yield [tokens[i], was, post, *([] if when[0].tag == "I" else [Token(i, i, "in", "I")]), *when, tokens[-1]]


def _of(person: Token, home: Token | None) -> Token:
    """The person with the state of the list, where none is told with him."""
    party = person.data[0]
    if party.states or home is None:
        return replace(person, data=(party,))
    return replace(person, data=(replace(party, states=home.data[0].states),))


def _followers(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """The sentence before the first semicolon, and with each of those who follow it with a date in place of the first:
    "N visited A in October 1978; M in December 1980; and P, in March 1995"."""
    stops = [i for i, token in enumerate(tokens) if token.tag == ";"]
    if not stops:
        return
    first = tokens[: stops[0]]
    subject = next((i for i, token in enumerate(first) if _is_named(token)), None)
    verb = next((i for i, token in enumerate(first) if token.tag == "V"), None)
    if subject is None or verb is None or subject > verb or first[-1].tag != "D" or first[-2].tag != "I":
        return
    members = [tokens[start + 1 : end] for start, end in zip(stops, [*stops[1:], len(tokens) - 1], strict=True)]
    members = [[token for token in member if token.tag not in ",K" and token.text != "."] for member in members]
    if any("".join(token.tag for token in member) != "EID" or not _is_named(member[0]) for member in members):
        return
    yield [*first, tokens[-1]]
    for person, _, date in members:
        yield [person, *first[verb:-1], date, tokens[-1]]


def _by_turns(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """The sentence with each of those by whom it was done, and the day: "visits were paid by N, Minister, in October
    2006; by M, in June 2007; and by P, in May 2010"."""
    stops = [i for i, token in enumerate(tokens) if token.tag == ";"]
    by = next((i for i, token in enumerate(tokens) if token.lower == "by" and i and tokens[i - 1].tag == "V"), 0)
    if not by or not stops or stops[0] < by:
        return
    members = [tokens[start + 1 : end] for start, end in pairwise([by - 1, *stops, len(tokens) - 1])]
    members = [list(dropwhile(lambda token: token.tag in ",K", member)) for member in members]
    if all(len(one) > 1 and one[0].lower == "by" and _is_named(one[1]) and one[-1].tag == "D" for one in members):
        yield from ([*tokens[:by], *member, tokens[-1]] for member in members)


def _is_named(token: Token) -> bool:
    return token.tag == "E" and bool(token.data[0].person)
