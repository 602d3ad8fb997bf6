"""Lists told in one order: "exports to *A and B* were *3 million and 2 million* respectively", "opened embassies in
*A and B* in *2001 and 2010* respectively", "the *first and second* sessions were held *in N in 2012 and in M in 2017*".

In: the tokens of a sentence with parties joined. Out: the sentence once for each, as if it told of that alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from comity.model import When
from comity.reading.ordinals import read_ordinal
from comity.reading.tokens import Token

AGAIN = frozenset(("again", "then", "later"))


@dataclass(frozen=True, slots=True)
class _Run:
    """Tokens start..end and what stands there for each member."""

    start: int
    end: int
    members: Sequence[Token]


def tell_respectively(tokens: Sequence[Token], tag: str) -> list[list[Token]]:
    """The sentence once for each amount (M) or date (D) of its first list, with its own party or city; nothing where
    no list has as many members."""
    lists = (_listed(tokens, i) for i, token in enumerate(tokens) if token.tag == tag)
    places = next((places for places in lists if len(places) > 1), [])
    if not places:
        return []
    first, count = places[0], len(places)
    told = _Run(first, places[-1] + 1, [tokens[i] for i in places])
    groups = [run for i in range(len(tokens)) if (run := _parties(tokens[i], i, count)) is not None]
    if tag == "M":
        runs = [run for run in groups if _are_states(run)][:1]
    else:
        cities = [run for i in range(first) if (run := _cities(tokens, i, count)) is not None][-1:]
        before = [run for run in groups if run.end <= first]
        runs = cities + (before[:1] if cities else before[-1:])
        if not runs:  # "in 1990 and 1992 legations were opened in A and B"
            behind = (run for i in range(places[-1] + 1, len(tokens)) if (run := _cities(tokens, i, count)) is not None)
            runs = [*behind, *(run for run in groups if run.start > places[-1])][:1]
    if not runs:
        return []
    return [_pick(tokens, [told, *runs], n) for n in range(count)]


_SUM = r"ID(?:I[TWQHJA]+)?"
_SUMS = re.compile(rf"M((?:I[TWQ]*E)?){_SUM}(?:(?:,|K|,K)[TWA]*M{_SUM})+(?=[.;,])")


def tell_sums(tokens: Sequence[Token]) -> list[list[Token]]:
    """Sums that share a verb, each with its date: "lent *3 million in 2006* for a dam and *5 million in 2016*"."""
    tags = "".join(token.tag for token in tokens)
    found = _SUMS.search(tags)
    if found is None or "V" not in tags[: found.start()]:
        return []
    start, end = found.span()
    sums = [i for i in range(start, end) if tokens[i].tag == "M"]
    if any(tokens[i].data.rule != "money" for i in sums):
        return []
    goal = tokens[start + 1 : start + 1 + len(found[1])]
    dates = [next(k for k in range(i, end) if tokens[k].tag == "D") for i in sums]
    return [
        [*tokens[:start], tokens[i], *goal, *tokens[date - 1 : date + 1], *tokens[end:]]
        for i, date in zip(sums, dates, strict=True)
    ]


def tell_growth(tokens: Sequence[Token]) -> list[list[Token]]:
    """A sum at each end of a period: "from 2015 to 2019 trade rose *from 12 million to 34 million*"."""
    i = next((i for i in range(len(tokens) - 3) if _is_growth(tokens[i : i + 4])), None)
    dates = [k for k, token in enumerate(tokens) if token.tag == "D"]
    if i is None or len(dates) != 1 or tokens[dates[0]].data.when is None:
        return []
    date = tokens[dates[0]]
    ends = str(date.data.when).split("/")
    if len(ends) != 2 or not all(end.isdigit() for end in ends):
        return []
    years = [replace(date, data=replace(date.data, when=When(end))) for end in ends]
    return [
        [*(year if token is date else token for token in [*tokens[: i + 2], *tokens[i + 4 :]])]
        if year is years[0]
        else [*(year if token is date else token for token in [*tokens[:i], *tokens[i + 2 :]])]
        for year in years
    ]


def _is_growth(tokens: Sequence[Token]) -> bool:
    """Whether "from M to M" begins here."""
    is_form = [token.lower for token in tokens[::2]] == ["from", "to"] and tokens[1].tag + tokens[3].tag == "MM"
    return is_form and all(token.data.rule == "money" for token in tokens[1::2])


_TIME = r"IT[AW]W(?:IC)?ID"
_TIMES = re.compile(rf"{_TIME}(?:(?:,K?|K){_TIME})+(?=[.;,])")


def _tell_times(tokens: Sequence[Token]) -> list[list[Token]]:
    """The sentence once for each of the times: "met *for the first time in N in 2011 and for the second time in M in
    2013*"."""
    found = _TIMES.search("".join(token.tag for token in tokens))
    if found is None:
        return []
    spans = [part.span() for part in re.finditer(_TIME, found.string[: found.end()])]
    if any(tokens[first + 3].lower != "time" or tokens[first].lower != "for" for first, _ in spans):
        return []
    head, tail = tokens[: spans[0][0]], tokens[found.end() :]
    return [[*head, *tokens[first:last], *tail] for first, last in spans]


def tell_in_turn(tokens: Sequence[Token]) -> list[list[Token]]:
    """The sentence once for each of the meetings counted together, with its own date and city; nothing where there are
    not as many dates."""
    if times := _tell_times(tokens):
        return times
    for i in range(len(tokens) - 4):
        if read_ordinal(tokens[i].lower) is None or tokens[i].tag == "D":
            continue
        places = _counted(tokens, i)
        noun = next((k for k in range(places[-1] + 1, len(tokens)) if tokens[k].tag not in "WJQE-"), len(tokens))
        if len(places) < 2 or noun == len(tokens) or tokens[noun].tag != "H":
            return []
        start = next((k for k in range(noun, len(tokens) - 1) if tokens[k].tag + tokens[k + 1].tag in ("IC", "ID")), -1)
        end, cities, dates = _held_in_turn(tokens, start)
        cities *= len(dates) if len(cities) == 1 else 1
        if start < 0 or len(dates) != len(places) or len(cities) not in (0, len(dates)):
            return []
        on = tokens[start]
        return [
            [*tokens[:i], tokens[place], *tokens[places[-1] + 1 : start]]
            + ([on, cities[n], on] if cities else [on])
            + [dates[n], *tokens[end:]]
            for n, place in enumerate(places)
        ]
    return []


def _counted(tokens: Sequence[Token], i: int) -> list[int]:
    """The places of ordinals that are told together: "the *first*, *second* and the *third* sessions"."""
    places = [i]
    while (k := after_separator(tokens, places[-1] + 1)) is not None and k < len(tokens) - 1:
        k += tokens[k].tag == "T"
        if read_ordinal(tokens[k].lower) is None or tokens[k].tag == "D":
            break
        places.append(k)
    return places


def _held_in_turn(tokens: Sequence[Token], start: int) -> tuple[int, list[Token], list[Token]]:
    """Where the run of cities and dates ends that begins at token `start`, and those cities and dates."""
    cities: list[Token] = []
    dates: list[Token] = []
    end = k = max(start, 0)
    while k < len(tokens) and (tokens[k].tag in "ICDK," or tokens[k].lower == "respectively"):
        if tokens[k].tag == "C":
            cities += [replace(tokens[k], data=(name,)) for name in tokens[k].data]
        if tokens[k].tag == "D":
            dates.append(tokens[k])
        if tokens[k].tag in "CD" or tokens[k].lower == "respectively":
            end = k + 1
        k += 1
    return end, cities, dates


def after_separator(tokens: Sequence[Token], i: int) -> int | None:
    """The place after a comma or semicolon, an "and", or both; None where neither stands at i."""
    k = i
    if k < len(tokens) and tokens[k].tag in ",;":
        k += 1
    if k < len(tokens) and tokens[k].lower in ("and", "&", "or"):
        k += 1
    if k > i and k + 1 < len(tokens) and tokens[k].lower in AGAIN and tokens[k + 1].tag in "ID":
        k += 1
    return k if k > i else None


def _pick(tokens: Sequence[Token], runs: Sequence[_Run], n: int) -> list[Token]:
    """The tokens with the member `n` alone of each run, and without "respectively"."""
    part = list(tokens)
    for run in sorted(runs, key=lambda run: -run.start):
        part[run.start : run.end] = [run.members[n]]
    return [token for token in part if token.lower != "respectively"]


def _parties(token: Token, i: int, count: int) -> _Run | None:
    """The parties of one token, where they are so many, all of them people or none."""
    if token.tag != "E" or len(token.data) != count or len({bool(party.person) for party in token.data}) > 1:
        return None
    return _Run(i, i + 1, [replace(token, data=(party,)) for party in token.data])


def _are_states(run: _Run) -> bool:
    return all(token.data[0].states and not token.data[0].person for token in run.members)


def _cities(tokens: Sequence[Token], i: int, count: int) -> _Run | None:
    """The list of cities that begins at token i, where they are so many."""
    if tokens[i].tag != "C" or (i and tokens[i - 1].tag in ",K"):
        return None
    if len(tokens[i].data) == count:
        return _Run(i, i + 1, [replace(tokens[i], data=(name,)) for name in tokens[i].data])
    places = _listed(tokens, i)
    return _Run(i, places[-1] + 1, [tokens[k] for k in places]) if len(places) == count else None


def _listed(tokens: Sequence[Token], first: int) -> list[int]:
    """The places of the members of a list of tokens with one tag, of which the first is given."""
    places = [first]
    while (k := after_separator(tokens, places[-1] + 1)) is not None and k < len(tokens):
        k += tokens[k].tag == "I"
        if k >= len(tokens) or tokens[k].tag != tokens[first].tag:
            break
        places.append(k)
    return places
