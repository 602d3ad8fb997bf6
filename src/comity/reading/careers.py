"""Posts that one person held one after the other: "ambassador to A (1995–1999) and to B (2001–2005)", "from 1998 to
2002 he was ambassador to A, and from 2006 ambassador to B".

In: the tokens of a sentence with parties joined. Out: the sentence once for each post, as if it told of that alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from comity.reading.registry import heads_post
from comity.reading.respective import after_separator
from comity.reading.tokens import Token

MAX_POSTS = 12
BESIDE = frozenset(("in", "from", "between", "during", "since", "until"))


def tell_posts(tokens: Sequence[Token]) -> list[list[Token]]:
    """The sentence once for each post; nothing where it tells of one or none."""
    if in_cities := _posts_in_cities(tokens):
        return in_cities
    if [token.tag for token in tokens].count("D") < 2:
        return []
    for i, token in enumerate(tokens):
        if _is_post(token):
            return _dated_posts(tokens, i) or _posts_after_dates(tokens, i)
    return []


def _posts_in_cities(tokens: Sequence[Token]) -> list[list[Token]]:
    """A post that one held in several cities at a time: "was *envoy in A*, B and *C* from 1922 to 1928"."""
    for i, token in enumerate(tokens):
        if token.tag != "E" or not _is_post(token) or (token.data[0].city is None and not token.data[0].posted):
            continue
        posts, k = [token], i + 1
        while (n := after_separator(tokens, k)) is not None and n < len(tokens) and tokens[n].tag == "C":
            post = _like(token, tokens[n])
            if post is None:
                break
            posts.append(post)
            k = n + 1
        if len(posts) > 1 and k < len(tokens) and tokens[k].tag in "I(.;," and tokens[k - 2].lower == "and":
            return [[*tokens[:i], post, *tokens[k:]] for post in posts]
    return []


def _is_post(token: Token) -> bool:
    return token.tag == "E" and len(token.data) == 1 and heads_post(token.data[0].office) and not token.data[0].person


def _dated_posts(tokens: Sequence[Token], i: int) -> list[list[Token]]:
    """Posts with a date behind each: the first at token i, whose office the others may share."""
    members: list[list[Token]] = []
    k, end = i, _date_end(tokens, _beside(tokens, i))
    while end is not None and len(members) < MAX_POSTS:
        post = _like(tokens[i], tokens[k], _bracketed(tokens, k))
        if post is None:
            break
        members.append([post, *tokens[_beside(tokens, k) : end]])
        last = end
        if (n := _behind(tokens, end)) is not None and (post := _like(tokens[i], tokens[n])) is not None:
            members.append([post, *tokens[n - 2 : n]])  # "consul in A in 1907 and *from 1907 to 1909 consul in B*"
            last = n + 1
            break
        k = _next(tokens, end)
        end = _date_end(tokens, _beside(tokens, k)) if k > last and k < len(tokens) else None
    if len(members) < 2:
        return []
    return [[*tokens[:i], *member, *tokens[last:]] for member in members]


def _beside(tokens: Sequence[Token], k: int) -> int:
    """The place behind the party at token k and a second one in brackets: "to A (and B) *from* 1966"."""
    tags = "".join(token.tag for token in tokens[k + 1 : k + 6])
    return k + 5 if tags.startswith("(KE)") else k + 4 if tags.startswith("(E)") else k + 1


def _date_end(tokens: Sequence[Token], k: int) -> int | None:
    """Where a date ends that stands from token k on, in brackets or after a preposition or a comma."""
    tags = "".join(token.tag for token in tokens[k : k + 4])
    if tags.startswith("(D)"):
        return k + 3
    if tags.startswith("ID") and tokens[k].lower in BESIDE:
        return k + 2
    return k + 2 if tags.startswith(",D") else None


def _next(tokens: Sequence[Token], k: int) -> int:
    """The place of the next member behind a comma, "and" or "then" and the preposition before it; k where none is."""
    start = k
    while k < len(tokens) and (
        tokens[k].tag in ",;" or tokens[k].lower in ("and", "then", "later", "as", "subsequently")
    ):
        k += 1
    if k == start and not (k < len(tokens) and tokens[k].lower == "to"):  # "from 1962 *to* B from 1966"
        return start
    while k < len(tokens) and (tokens[k].lower in ("to", "in", "at", "as") or tokens[k].tag == "T"):
        k += 1
    return k


def _bracketed(tokens: Sequence[Token], k: int) -> tuple[str, ...]:
    """The states named in brackets behind token k."""
    inside = tokens[k + 1 : _beside(tokens, k)]
    return tuple(code for token in inside if token.tag == "E" for party in token.data for code in party.states)


def _like(first: Token, other: Token, also: tuple[str, ...] = ()) -> Token | None:
    """The other post: itself, or the first one's office in the states or city at the token; else None."""
    if other is first:
        own = first.data[0]
        return replace(first, data=(replace(own, posted=(*own.posted, *also)),)) if also else first
    own = first.data[0]
    if other.tag == "C":
        words = f"{(own.office or '').replace('_', ' ')} in {other.text}"
        data = (replace(own, posted=(), city=other.data[0]),)
        return replace(other, text=words, lower=words.casefold(), tag="E", data=data)
    if other.tag != "E" or other.data[0].pronoun or other.data[0].person:
        return None
    party = other.data[0]
    if len(other.data) > 1:  # "in A, B and C from 1960 to 1966"
        if any(one.office or one.person or not one.states for one in other.data):
            return None
        party = replace(party, states=tuple(code for one in other.data for code in one.states))
    if party.office:
        return (
            replace(other, data=(replace(party, states=party.states or own.states),))
            if heads_post(party.office)
            else None
        )
    return replace(other, data=(replace(own, posted=(*party.states, *also), city=None),))


def _posts_after_dates(tokens: Sequence[Token], i: int) -> list[list[Token]]:
    """Posts with a date before each: "from 1998 to 2002 he was *post*, and from 2006 to 2010 *post*"."""
    date = next((k for k in range(i - 1, -1, -1) if tokens[k].tag == "D"), None)
    if date is None or date == 0 or tokens[date - 1].tag != "I":
        return []
    found = [[*tokens[: i + 1]]]
    k = i + 1
    while True:
        n = _behind(tokens, k)
        if n is None or (post := _like(tokens[i], tokens[n])) is None:
            break
        found.append([*tokens[: date - 1], *tokens[n - 2 : n], *tokens[date + 1 : i], post])
        k = n + 1
    tail = list(tokens[k:])
    return [[*one, *tail] for one in found] if len(found) > 1 else []


def _behind(tokens: Sequence[Token], k: int) -> int | None:
    """The place of a post with a date before it, behind a comma or "and" at token k."""
    start = k
    while k < len(tokens) and (tokens[k].tag in ",;" or tokens[k].lower in ("and", "then", "later")):
        k += 1
    if k == start or k + 2 >= len(tokens) or tokens[k].tag + tokens[k + 1].tag != "ID":
        return None
    return k + 2 if tokens[k].lower in BESIDE and _is_post(tokens[k + 2]) else None
