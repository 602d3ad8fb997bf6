"""Lists that share one predicate: "wars in 1956, 1967 and 1973", "treaties with Egypt in 1979 and Jordan in 1994".

Each member is read with the rest of the sentence as if it stood alone: the sentence is read once for each, and what
comes out twice is one claim.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from comity.reading.careers import tell_posts
from comity.reading.dates import resolve_date
from comity.reading.fellows import tell_fellows
from comity.reading.gapped import (
    is_person,
    tell_again,
    tell_elided,
    tell_fronted,
    tell_gapped,
    tell_partners,
    tell_posted,
    tell_raised,
    tell_resumed,
)  # fmt: skip
from comity.reading.ordinals import read_ordinal
from comity.reading.registry import is_organisation
from comity.reading.respective import AGAIN, after_separator, tell_growth, tell_in_turn, tell_respectively, tell_sums
from comity.reading.rosters import tell_off
from comity.reading.second_halves import tell_capacities, tell_halves
from comity.reading.tokens import Token

# Prepositions that a list may say again before its next member.
REPEATED = frozenset("with to in by from at of".split())
# Prepositions before the date of a member.
DATING = frozenset("in on since between until during".split())
# More members than this are a table, not a sentence.
MAX_MEMBERS = 8


def distribute(tokens: Sequence[Token], *, is_part: bool = False) -> list[list[Token]]:
    """The sentence once for each member of its first two lists; the sentence itself where it has none."""
    tokens = _without_marks(tokens)
    posts = tell_posts(tokens) or tell_off(tokens) or tell_fellows(tokens)
    if posts:
        return posts
    if told_off := _told_off(tokens):
        return told_off
    words = [token.lower for token in tokens]
    if "respectively" in words:
        told = tell_in_turn(tokens) or tell_respectively(tokens, "M") or tell_respectively(tokens, "D")
        if told or any(token.tag == "M" for token in tokens):
            return told or [list(tokens)]
        tokens = [token for token in tokens if token.lower != "respectively"]
    halves = tell_elided(tokens) or tell_resumed(tokens) or tell_capacities(tokens)
    if halves:
        return halves
    if [token.tag for token in tokens].count("D") < 2:
        return tell_growth(tokens) or [list(tokens)]
    held = (
        tell_halves(tokens)
        or tell_in_turn(tokens)
        or tell_sums(tokens)
        or _held(tokens)
        or tell_posted(tokens)
        or tell_raised(tokens)
    )
    held = held or tell_fronted(tokens) or tell_again(tokens)
    held = held or tell_gapped(tokens) or _followed(tokens) or _routed(tokens) or _another(tokens)
    held = held or tell_partners(tokens)
    if held:
        return held
    for i, token in enumerate(tokens):
        if token.tag not in "DEC":
            continue
        members = _dates(tokens, i) or _dated(tokens, i)
        if len(members) > 1:
            start, end = members[0][0], members[-1][1]
            spans = [_in_order(tokens[first:last]) for first, last in members[:MAX_MEMBERS]]
            rest = tokens[end:]
            is_of_last = [token.lower for token in rest[:2]] == [",", "when"]  # "in 1990 and in 1995, *when* he …"
            rests = [*[rest[-1:] if is_of_last else rest] * (len(spans) - 1), rest]
            ends = zip(_reckon(spans), rests, strict=True)
            parts = [[*tokens[:start], *span, *tail] for one, tail in ends for span in _each_date(one)]
            return parts if is_part else [each for part in parts for each in distribute(part, is_part=True)]
    return [list(tokens)]


def _without_marks(tokens: Sequence[Token]) -> Sequence[Token]:
    """The tokens without the numbers in brackets by which a sentence lists: "(i) a treaty on A and (ii) one on B"."""
    marks = [i for i in range(len(tokens) - 2) if tokens[i].tag == "(" and tokens[i + 2].tag == ")"]
    marks = [i for i in marks if tokens[i + 1].lower in MARKS]
    if len(marks) < 2:
        return tokens
    dropped = {k for i in marks for k in (i, i + 1, i + 2)}
    return [token for i, token in enumerate(tokens) if i not in dropped]


MARKS = frozenset("i ii iii iv v vi vii viii ix x a b c d e f g 1 2 3 4 5 6 7 8 9".split())


def _told_off(tokens: Sequence[Token]) -> list[list[Token]]:
    """Holders of one office, each behind his state: "met *the foreign ministers of A, N; B, M; and C, P*"."""
    for i, token in enumerate(tokens):
        if token.tag != "E" or not token.data[0].office or not token.data[0].states or " of " not in token.text:
            continue
        if "ministers of " not in token.text and "presidents of " not in token.text:
            continue
        end, parties = i + 1, list(token.data)
        while (k := _after_marks(tokens, end)) is not None:
            parties += tokens[k].data
            end = k + 1
        if parties[0].person:
            parties = [replace(parties[0], person=None), replace(parties[0], states=(), office=None), *parties[1:]]
        states, people = parties[::2], parties[1::2]
        if len(states) < 2 or len(states) != len(people) or any(party.person or not party.states for party in states):
            return []
        if any(not party.person or party.states or party.office for party in people):
            return []
        each = [
            replace(one, data=(replace(parties[0], states=state.states, person=person.person, is_sure=True),))
            for one, state, person in zip([token] * len(states), states, people, strict=True)
        ]
        return [[*tokens[:i], one, *tokens[end:]] for one in each[:MAX_MEMBERS]]
    return []


def _after_marks(tokens: Sequence[Token], i: int) -> int | None:
    """The party behind marks and "and" from token i on."""
    k = i
    while k < len(tokens) and tokens[k].tag in ",;K":
        k += 1
    return k if i < k < len(tokens) and tokens[k].tag == "E" else None


def _in_order(span: Sequence[Token]) -> list[Token]:
    """A member as it stands after the verb: its party or city, then its date."""
    if len(span) < 3 or span[-1].tag not in "EC":
        return list(span)
    date = next(i for i, token in enumerate(span) if token.tag == "D")
    return [span[-1], *([span[date - 1]] if span[date - 1].tag == "I" else []), span[date]]


def _each_date(span: list[Token]) -> list[list[Token]]:
    """A member once for each date in its brackets: "N (in 1995 and 2000)"."""
    if len(span) < 2 or span[1].tag != "(":
        return [span]
    dates = [token for token in span if token.tag == "D"]
    is_plain = span[2].lower == "as" or all(token.lower in ("in", "on") for token in span if token.tag == "I")
    return [[span[0], span[1], date, span[-1]] for date in dates] if is_plain else [span]


def _reckon(spans: Sequence[list[Token]]) -> list[list[Token]]:
    """The members with a date that counts from the one before it ("two days later") as that date."""
    before = None
    for span in spans:
        for i, token in enumerate(span):
            if token.tag == "D":
                when = token.data.when or resolve_date(token.data, anchor=before, published=None)
                if when is not None and token.data.when is None:
                    span[i] = replace(token, data=replace(token.data, when=when))
                before = when or before
    return list(spans)


def _dates(tokens: Sequence[Token], i: int) -> list[tuple[int, int]]:
    """A list of bare dates from token i on: spans of tokens."""
    members: list[tuple[int, int]] = []
    while i < len(tokens) and tokens[i].tag == "D" and tokens[i].data.relation is None:
        members.append((i, i + 1))
        following = after_separator(tokens, i + 1)
        if following is None:
            break
        again = tokens[following - 1].lower in AGAIN and tokens[following].tag == "I"  # "and again in 2009"
        i = following + 1 if again else _after_words(tokens, following)
    return members if _is_plain(tokens, members) and not _opens_clause(tokens, members) else []


def _opens_clause(tokens: Sequence[Token], members: Sequence[tuple[int, int]]) -> bool:
    """Whether the last date is that of a clause of its own: "established relations in 1975, and *a year later* A opened
    an embassy"."""
    if not any(token.tag == "V" for token in tokens[: members[0][0]]):
        return False
    last = members[-1][1]
    if last == len(tokens):
        return False
    if tokens[last - 1].data.partial is not None and tokens[last].tag == "V":
        return True  # "recognised it in 1975 and four days later opened an embassy"
    rest = tokens[last + (tokens[last].tag == ",") :]
    end = next((k for k, token in enumerate(rest[:LONGEST_SUBJECT]) if token.tag in "VX,;.:KURD"), None)
    return end is not None and end > 0 and rest[0].tag in "ETQPJH" and rest[end].tag in "VX"


# The most tokens of a subject that stands between a date and its verb.
LONGEST_SUBJECT = 12


def _after_words(tokens: Sequence[Token], i: int) -> int:
    """The date at token i, or after "de jure in" where it ends the sentence: "de facto in 1920 and de jure in 1921"."""
    k = i
    while k < len(tokens) and (tokens[k].tag == "A" or tokens[k].lower in ("de", "jure", "facto")):
        k += 1
    k += k < len(tokens) and tokens[k].lower in ("in", "on")
    is_last = k + 1 < len(tokens) and tokens[k].tag == "D" and tokens[k + 1].tag in ".;"
    return k if is_last else i


def _is_plain(tokens: Sequence[Token], members: Sequence[tuple[int, int]]) -> bool:
    """Whether the last two are joined by "and": "on 2 May 1990, 1991 saw" is no list."""
    words = [token.lower for token in tokens[members[-2][1] : members[-1][0]]] if len(members) > 1 else []
    return bool({"and", "&", "or"} & set(words))


def _dated(tokens: Sequence[Token], i: int) -> list[tuple[int, int]]:
    """A list of parties or cities, each with its own date: "Egypt in 1979 and Jordan in 1994"."""
    members: list[tuple[int, int]] = []
    while True:
        end = _dated_end(tokens, i)
        if end is None:
            return members
        members.append((i, end))
        following = after_separator(tokens, end)
        if following is None:
            return members
        i = following
        turned = _turned_end(tokens, i)
        if turned is not None:
            return [*members, turned]
        while i < len(tokens) and (tokens[i].tag == "T" or tokens[i].lower in REPEATED):
            i += 1


def _turned_end(tokens: Sequence[Token], i: int) -> tuple[int, int] | None:
    """The last member with its date before it: "visited A on 3 May and, two days later, *B*"."""
    k = i
    while k < len(tokens) and (tokens[k].tag in ",I" or tokens[k].lower in AGAIN):
        k += 1
    if k == i or k + 1 >= len(tokens) or tokens[k].tag != "D" or tokens[i].tag not in ",I":
        return None
    k += 1
    while k < len(tokens) and (tokens[k].tag in ",T" or tokens[k].lower in ("to", "in", "also")):
        k += 1
    is_end = k + 1 < len(tokens) and tokens[k].tag in "EC" and tokens[k - 1].tag in ",TI"
    return (i, k + 1) if is_end and tokens[k + 1].tag not in "VX" else None  # "and, two days later, *B* left it"


def _dated_end(tokens: Sequence[Token], i: int) -> int | None:
    if i >= len(tokens) or tokens[i].tag not in "EC":
        return None
    other = "".join(token.tag for token in tokens[i + 1 : i + 5])
    i += 4 if other == "(AE)" else 3 if other.startswith("(E)") else 0  # "the OEEC (now OECD) in 1948"
    tags = "".join(token.tag for token in tokens[i + 1 : i + 4])
    if tags.startswith("(D)"):
        return i + 4
    if tags == "(ID" and i + 4 < len(tokens) and tokens[i + 4].tag == ")":
        return i + 5  # "N (from 28 February to 3 March)"
    close = next((k for k in range(i + 2, min(i + 12, len(tokens))) if tokens[k].tag == ")"), i)
    if tags.startswith("(") and all(token.tag in "DI,K" for token in tokens[i + 2 : close]):
        return close + 1 if close > i + 2 else None  # "N (in 1995 and 2000)"
    if tags.startswith("(") and tokens[i + 2].lower == "as" and is_person(tokens[i]):
        return close + 1 if tokens[close - 1].tag == "D" else None  # "N (as Minister of Trade in February 1995)"
    if tags.startswith("ID") and tokens[i + 1].lower in DATING:
        return i + 3
    if tags.startswith("D") and tokens[i + 1].data.when is None and tokens[i + 1].lower.endswith(" later"):
        return i + 2
    return None


def _held(tokens: Sequence[Token]) -> list[list[Token]]:
    """A second of the same kind: "the first meeting was held in A on D and the second in B on E", once for each."""
    for i in range(len(tokens)):
        if not _is_place_and_date(tokens, i):
            continue
        k = i + 4
        k += k < len(tokens) and tokens[k].tag == ","
        k += k < len(tokens) and tokens[k].lower in ("and", "while")
        k += k < len(tokens) and tokens[k].lower == "the"
        first = next((n for n in range(i) if read_ordinal(tokens[n].lower) is not None), None)
        if (
            first is None
            or k + 4 >= len(tokens)
            or read_ordinal(tokens[k].lower) is None
            or not _is_place_and_date(tokens, k + 1)
        ):
            continue
        head, tail = list(tokens[:i]), list(tokens[k + 5 :])
        return [
            [*head, *tokens[i : i + 4], *tail],
            [*head[:first], tokens[k], *head[first + 1 :], *tokens[k + 1 : k + 5], *tail],
        ]
    return []


def _followed(tokens: Sequence[Token]) -> list[list[Token]]:
    """Further subjects with their own dates: "A gained independence in June, followed by B in August (and C in 1960)",
    "In 1991 A declared independence, followed by B in 1992", and bodies that are joined, once for each."""
    k = next((i for i, token in enumerate(tokens) if token.lower == "followed"), 0)
    if k < 5 or tokens[k - 1].tag != "," or tokens[k + 1].lower != "by":
        return []
    verb = next((i for i in range(k) if tokens[i].tag in "VX"), 0)
    subject = next((i for i in range(verb) if tokens[i].tag == "E"), None)
    if subject is None or tokens[subject + 1].tag == "Z" or any(token.tag == "D" for token in tokens[verb : k - 2]):
        return []
    others: list[tuple[int, int]] = []
    after: int | None = k + 2
    while after is not None and len(others) < MAX_MEMBERS:
        after += tokens[after].tag == "T"
        if "".join(token.tag for token in tokens[after : after + 3]) != "EID":
            break
        others.append((after, after + 3))
        after = after_separator(tokens, after + 3)
    end = others[-1][1] if others else len(tokens)
    if end >= len(tokens) or tokens[end].tag not in ".;,[":
        return []
    if tokens[k - 2].tag == "D":
        start, rest = 0, k - 3 if tokens[k - 3].tag == "I" else k - 2
    elif subject > 1 and tokens[0].tag + tokens[1].tag == "ID":
        start, rest = subject, k - 1
    else:
        return []
    tail = list(tokens[end:])
    spans = ((tokens[first : first + 1], tokens[first + 1 : last]) for first, last in others)
    body = next((i for i in range(k - 1, verb, -1) if tokens[i].tag == "E" and _is_of_bodies(tokens[i])), None)
    place = body if body is not None and all(_is_of_bodies(tokens[first]) for first, _ in others) else subject
    return [
        [*tokens[: k - 1], *tail],
        *([*tokens[start:place], *name, *tokens[place + 1 : rest], *date, *tail] for name, date in spans),
    ]


def _is_of_bodies(token: Token) -> bool:
    """Whether a party is made of organisations alone."""
    return all(party.states and all(map(is_organisation, party.states)) for party in token.data)


def _routed(tokens: Sequence[Token]) -> list[list[Token]]:
    """Goals of one noun, each with its people and date: "the visits *to A by N in 2015* and *to B by M in 2018*"."""
    for i, token in enumerate(tokens):
        if token.tag != "H" or i + 1 >= len(tokens) or tokens[i + 1].tag != "I":
            continue
        members: list[tuple[int, int]] = []
        k: int | None = i + 1
        while k is not None and (end := _route_end(tokens, k)) is not None:
            members.append((k, end))
            k = after_separator(tokens, end)
        if len(members) > 1 and tokens[members[0][0]].lower == tokens[members[1][0]].lower:
            start, end = members[0][0], members[-1][1]
            return [[*tokens[:start], *tokens[first:last], *tokens[end:]] for first, last in members[:MAX_MEMBERS]]
    return []


def _route_end(tokens: Sequence[Token], k: int) -> int | None:
    """Where two or more phrases end that begin at k, a preposition and a party or city each, the last with a date."""
    count = 0
    while k + 1 < len(tokens) and tokens[k].tag == "I":
        k += 1
        if tokens[k].tag == "D":
            return k + 1 if count > 1 else None
        k += tokens[k].tag == "T"
        if k >= len(tokens) or tokens[k].tag not in "EC":
            return None
        count += 1
        k += 1
    return None


def _another(tokens: Sequence[Token]) -> list[list[Token]]:
    """A second of the kind without its noun: "paid *a state visit* to B in 2004 and *a working one* in 2009"."""
    k = next((i for i, token in enumerate(tokens) if token.lower in ("one", "another") and i > 3), None)
    if k is None:
        return []
    first = k
    while first > 0 and tokens[first - 1].tag in "TWQA" and tokens[k].lower == "one":
        first -= 1
    if tokens[first - 1].lower not in ("and", "then") or (tokens[k].lower == "one" and tokens[first].tag != "T"):
        return []
    noun = next((i for i in range(first) if tokens[i].tag == "H"), None)
    if noun is None or any(token.tag in "VX" for token in tokens[noun:k]):
        return []
    left = noun
    while left > 0 and tokens[left - 1].tag in "WQAJT":
        left -= 1
    words = [token for token in tokens[first:k] if tokens[k].lower == "one"] or list(tokens[left:noun])
    cut = first - 1 - (tokens[first - 2].tag == ",")
    date = next((i for i in range(noun, cut) if tokens[i].tag == "D"), None)
    if date is None or not any(token.tag == "D" for token in tokens[k:]):
        return []
    goal = list(tokens[noun + 1 : date - 1]) if tokens[k + 1].tag != "I" or tokens[k + 2].tag == "D" else []
    return [
        [*tokens[:cut], *tokens[len(tokens) - 1 :]],
        [*tokens[:left], *words, tokens[noun], *goal, *tokens[k + 1 :]],
    ]


def _is_place_and_date(tokens: Sequence[Token], i: int) -> bool:
    """Whether "in A on D" begins at token i."""
    tags = "".join(token.tag for token in tokens[i : i + 4])
    return len(tags) == 4 and tags[0] == "I" and tags[1] in "CE" and tags[2:] == "ID"
