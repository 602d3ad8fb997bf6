"""Who says what a sentence tells, where that is not its author: "According to X, …", "…, X said", "X claims that …".

The speaker of a statement is kept as its attribute `speaker`, in the words of the text. A comment at the end or the
beginning of a sentence is no part of what is told, so the rest is read without it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from comity.reading.clause import Clause
from comity.reading.english import English
from comity.reading.registry import heads_post
from comity.reading.tokens import Token

# The longest comment: "…, the spokesman of the ministry in Lima told reporters on Monday after the cabinet had met."
MAX_COMMENT = 24
# What stands beside the verb of a comment: its speaker ("the spokesman of the ministry"), to whom and when he said it.
_SPEAKER = "WDIATCEQJH()"
_CIRCUMSTANCE = "WDIATCQ()"


class Told(NamedTuple):
    """What a sentence tells, and who says so; None where its author does."""

    tokens: list[Token]
    speaker: str | None


def set_apart(tokens: Sequence[Token], text: str, english: English) -> Told:
    """A sentence without the comment that names its speaker."""
    body = list(tokens)
    told = _after(body, text, english) or _before(body, text, english) or _within(body, text, english)
    return told or Told(body, None)


def _after(tokens: list[Token], text: str, english: English) -> Told | None:
    """ "…, the ministry said on Monday.", "…, according to the minister." """
    end = len(tokens) - (tokens[-1].tag == ".") if tokens else 0
    first = max(2, end - MAX_COMMENT)
    for comma in range(end - 2, first - 1, -1):
        if not tokens[comma].text.endswith(","):  # by itself, or closing the apposition of a party
            continue
        inside = tokens[comma + 1 : end]
        speaker = _read_source(inside, text, english) or _read_comment(inside, text, english)
        if speaker is not None and any(token.tag in "VX" for token in tokens[:comma]):
            if any(token.tag == "E" and any(heads_post(party.office) for party in token.data) for token in inside):
                return Told(tokens, speaker)  # "…, N, ambassador of A to B, said" tells that he serves there
            last = comma + (tokens[comma].tag != ",")
            return Told([*tokens[:last], *tokens[end:]], speaker)
    return None


def _before(tokens: list[Token], text: str, english: English) -> Told | None:
    """ "According to the ministry, …" """
    if tokens[0].lower != "according":
        return None
    comma = next((i for i in range(2, min(MAX_COMMENT, len(tokens) - 3)) if tokens[i].tag == ","), None)
    if comma is None:
        return None
    speaker = _read_source(tokens[:comma], text, english)
    return Told(tokens[comma + 1 :], speaker) if speaker is not None else None


def _within(tokens: list[Token], text: str, english: English) -> Told | None:
    """ "Peru, *according to the ministry*, opened …" """
    commas = [i for i, token in enumerate(tokens[:-1]) if token.tag == ","]
    for first, last in pairwise(commas):
        inside = tokens[first + 1 : last]
        speaker = _read_source(inside, text, english) if len(inside) <= MAX_COMMENT else None
        if speaker is not None and tokens[last + 1].lower not in ("and", "or"):  # no comment within a list
            return Told([*tokens[:first], *tokens[last + 1 :]], speaker)
    return None


def _read_source(tokens: Sequence[Token], text: str, english: English) -> str | None:
    """Whom "according to …" names; None where it names no one who speaks, or goes on with a verb."""
    if len(tokens) < 3 or tokens[0].lower != "according" or tokens[1].lower != "to":
        return None
    source = tokens[2:]
    return _words(source, text) if _can_speak(source, english) and not _has_verb(source) else None


def _read_comment(tokens: Sequence[Token], text: str, english: English) -> str | None:
    """The subject of a comment that is one clause with a verb of saying and nothing said after it."""
    verbs = [i for i, token in enumerate(tokens) if token.tag in "VX"]
    if len(verbs) not in (1, 2) or verbs[-1] - verbs[0] != len(verbs) - 1:
        return None
    verb = tokens[verbs[-1]]
    if not _is_saying(verb, english):
        return None
    before, after = tokens[: verbs[0]], tokens[verbs[-1] + 1 :]
    speaker, beside = (before, after) if before else (after, before)  # "…, said the minister"
    if any(token.tag not in _SPEAKER for token in speaker) or any(token.tag not in _CIRCUMSTANCE for token in beside):
        return None
    return _words(speaker, text) if _can_speak(speaker, english) else None


def find_speaker(clause: Clause | None, tokens: Sequence[Token], text: str, english: English) -> str | None:
    """The subject of the verb of saying over a clause: "*Chile* claims that Peru opened an embassy"."""
    while clause is not None and clause.parent is not None:
        over = clause.parent
        is_said = clause.relation == "subordinate" and clause.subordinator == "that"
        if is_said and _is_saying(tokens[over.verb[1] - 1], english) and not over.is_passive:
            subject = tokens[slice(*over.subject)]
            return _words(subject, text) if _can_speak(subject, english) else None
        clause = over
    return None


def _is_saying(token: Token, english: English) -> bool:
    return token.tag == "V" and token.lower in english.saying


def _has_verb(tokens: Sequence[Token]) -> bool:
    return any(token.tag in "VXUR;:" for token in tokens)


def _can_speak(tokens: Sequence[Token], english: English) -> bool:
    """Whether words name somebody: a state, an office, a person, or one who speaks ("the ministry", "sources")."""
    head = [token for token in tokens if token.tag != "T"][:1]
    if head and head[0].tag == "E" and all(party.pronoun is None for party in head[0].data):
        return True
    return any(word in english.speakers for token in tokens for word in token.lower.split())


def _words(tokens: Sequence[Token], text: str) -> str:
    """The words of a speaker behind a date or up to one: "*On 3 May* the minister", "the minister *on Monday*"."""
    while len(tokens) > 1 and (tokens[0].tag == "D" or (tokens[0].tag == "I" and tokens[1].tag == "D")):
        tokens = tokens[1 if tokens[0].tag == "D" else 2 :]
    tokens = tokens[1:] if len(tokens) > 1 and tokens[0].tag == "," else tokens
    end = next((i for i, token in enumerate(tokens) if token.tag == "D"), len(tokens))
    while end > 1 and tokens[end - 1].tag in "I(,":
        end -= 1
    tokens = tokens[:end]
    words = " ".join(text[tokens[0].start : tokens[-1].end].split()).strip(" ,")
    return words.removeprefix("the ").removeprefix("The ")
