"""Several people who each have a post of their own, and one verb for all: "received N, Ambassador of A; M, High
Commissioner of B", "appointed N ambassador to A and M ambassador to B", "also presenting letters were N of A, M of B".

In: the tokens of a sentence with parties joined. Out: the sentence once for each of them; nothing where they are not
told off so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from comity.reading.english import VerbForm
from comity.reading.party import Party
from comity.reading.registry import heads_post
from comity.reading.tokens import DASHES, Token

MAX_FELLOWS = 24
# Between them stand these, and notes in brackets: "(non-resident)".
MARKS = ",;K"
STATES = frozenset("states countries nations".split())
LONGEST_HEAD = 9
TELLING = frozenset("were was are is include included".split())
DID = VerbForm("", frozenset({"past"}))


def tell_fellows(tokens: Sequence[Token]) -> list[list[Token]]:
    """The sentence once for each of those who have posts of their own; nothing where there are less than two."""
    return _told_behind(tokens) or _of_states(tokens) or _listed(tokens) or _posted_in_turn(tokens)


def _posted_in_turn(tokens: Sequence[Token]) -> list[list[Token]]:
    """As many people as posts of one office: "*N and M* were appointed ambassadors *to A and B* (respectively)"."""
    for i, token in enumerate(tokens):
        if token.tag != "E" or len(token.data) != 1 or len(token.data[0].posted) < 2 or token.data[0].person:
            continue
        posted = token.data[0].posted
        k = next((k for k in range(i) if tokens[k].tag == "E" and len(tokens[k].data) == len(posted)), None)
        if k is None or not heads_post(token.data[0].office) or not all(party.person for party in tokens[k].data):
            return []
        tail = [other for other in tokens[i + 1 :] if other.lower != "respectively"]
        return [
            [*tokens[:k], replace(tokens[k], data=(party,)), *tokens[k + 1 : i]]
            + [replace(token, data=(replace(token.data[0], posted=(code,)),)), *tail]
            for party, code in zip(tokens[k].data, posted, strict=True)
        ]
    return []


def _of_states(tokens: Sequence[Token]) -> list[list[Token]]:
    """Holders of one office, told with their states: "the ambassadors of several states – *A N, B M and C P*", "– *A, B
    and C*"."""
    for i, token in enumerate(tokens):
        if token.tag != "E" or len(token.data) != 1 or token.data[0].states or not heads_post(token.data[0].office):
            continue
        words = [other.lower for other in tokens[i + 1 : i + LONGEST_HEAD]]
        dash = next((k for k, word in enumerate(words) if word in DASHES or word == ":"), None)
        if dash is None or words[:1] != ["of"] or not STATES & set(words[:dash]):
            continue
        start = end = i + 2 + dash
        parties: list[Party] = []
        while end < len(tokens) and (tokens[end].tag in "ET,K" and not any(p.office for p in tokens[end].data or ())):
            parties += tokens[end].data if tokens[end].tag == "E" else ()
            end += 1
        fellows = _paired(token.data[0], parties)
        return [
            [*tokens[:i], replace(token, end=tokens[end - 1].end, data=(party,)), *tokens[end:]]
            for party in fellows[:MAX_FELLOWS]
            if end > start
        ]
    return []


def _paired(holder: Party, parties: Sequence[Party]) -> list[Party]:
    """The holders of an office who are told as states, or as states with a name behind each."""
    codes = [one.states[0] for one in parties if len(one.states) == 1 and not one.person]
    names = [one.person for one in parties if one.person and not one.states]
    if len(parties) == len(codes) > 1:
        return [replace(holder, states=(code,)) for code in codes]
    if len(codes) < 2 or len(codes) != len(names) or len(codes) + len(names) != len(parties) or parties[0].person:
        return []
    if any(bool(one.person) == bool(other.person) for one, other in zip(parties, parties[1:], strict=False)):
        return []
    return [replace(holder, states=(code,), person=name) for code, name in zip(codes, names, strict=True)]


def _listed(tokens: Sequence[Token]) -> list[list[Token]]:
    """Each in turn in the place of all: those with a semicolon or a note between them, or with a post each."""
    for i, token in enumerate(tokens):
        if not _is_held(token):
            continue
        fellows, end, is_marked = _run(tokens, i)
        posts = {(party.states, party.posted, party.city and party.city.code) for one in fellows for party in one.data}
        is_sent = len(fellows) > 1 and len(posts) == len(fellows) and any(_is_sent(one) for one in fellows)
        is_sent = is_sent and (all(_is_sent(one) for one in fellows) or len({states for states, _, _ in posts}) == 1)
        if len(fellows) > 1 and (is_marked or is_sent):
            return [[*tokens[:i], one, *tokens[end:]] for one in fellows[:MAX_FELLOWS]]
    return []


def _told_behind(tokens: Sequence[Token]) -> list[list[Token]]:
    """Those who are named behind what they did: "also presenting *credentials* were N and M"; each as its subject."""
    start = next((i for i, token in enumerate(tokens[:4]) if token.tag != "A"), len(tokens))
    if start + 2 >= len(tokens) or tokens[start].tag != "V" or not isinstance(tokens[start].data, VerbForm):
        return []
    if "ing" not in tokens[start].data.forms:
        return []
    verb = replace(tokens[start], data=replace(DID, lemma=tokens[start].data.lemma))
    telling = next((i for i in range(start + 1, len(tokens)) if tokens[i].tag in "XVR;:"), len(tokens))
    behind = telling + 1
    if telling >= len(tokens) or tokens[telling].lower not in TELLING or telling < start + 2:
        return []
    while behind < len(tokens) and tokens[behind].tag in ":-–—":
        behind += 1
    if behind >= len(tokens) or not _is_named(tokens[behind]):
        return []
    fellows, end, _ = _run(tokens, behind)
    also = Token(verb.start, verb.start, "also", "A")
    done = [also, verb, *tokens[start + 1 : telling]]
    return [[one, *done, *tokens[end:]] for one in fellows[:MAX_FELLOWS]]


def _run(tokens: Sequence[Token], i: int) -> tuple[list[Token], int, bool]:
    """Those who follow each other from token i on, where the last ends, and whether more than commas parts them."""
    fellows: list[Token] = []
    is_marked, end = False, i
    while i < len(tokens) and _is_named(tokens[i]):
        fellows += [replace(tokens[i], data=(party,)) for party in tokens[i].data]
        end = i + 1
        note = next((k for k in range(end, min(end + 12, len(tokens))) if tokens[k].tag == ")"), 0)
        is_note = note and tokens[end].tag == "(" and not any(token.tag in "DV" for token in tokens[end:note])
        noted = note + 1 if is_note else end
        i = noted
        while i < len(tokens) and tokens[i].tag in MARKS:
            i += 1
        if i == noted:
            return fellows, noted, is_marked and len(fellows) > 1
        i += i < len(tokens) and tokens[i].lower in ("his", "her")  # "; *His* Excellency N"
        is_marked = is_marked or noted > end or any(token.tag == ";" for token in tokens[noted:i])
        end = noted
    return fellows, end, is_marked


def _is_named(token: Token) -> bool:
    """Whether the token names people alone, each with his state or post."""
    return token.tag == "E" and all(party.person and (party.states or party.posted) for party in token.data)


def _is_held(token: Token) -> bool:
    return _is_named(token) and any(heads_post(party.office) for party in token.data)


def _is_sent(token: Token) -> bool:
    return all(heads_post(party.office) and (party.posted or party.city) for party in token.data)
