"""Rows of those who held an office, whose columns the text does not keep: "N 1918–1925 Envoy Also accredited to A".

In: the tokens of a line with parties joined. Out: where its parts begin and end.
"""

from __future__ import annotations

from collections.abc import Sequence

from comity.reading.names_of_people import looks_like_name
from comity.reading.tokens import Token

# What a cell may say first of the states or cities that it lists.
LEADS = tuple(
    tuple(words.split())
    for words in (
        "also accredited to", "also accredited in", "also accredited at", "accredited also to", "accredited to",
        "concurrently accredited to", "concurrently", "with concurrent accreditation to", "with accreditation to",
    )
)  # fmt: skip


def find_held(tokens: Sequence[Token]) -> tuple[int, int] | None:
    """Where the time begins and ends in a row of holders whose columns the text does not keep: "N *1918–1925*
    Non-resident Envoy"; None where it is no such row."""
    first = next((i for i, token in enumerate(tokens[:MOST_NAMES]) if token.tag == "D"), 0)
    if not first or not (_is_person(tokens[:first])):
        return None
    last = first + 1
    while last + 1 < len(tokens) and tokens[last].tag in "-–—" and tokens[last + 1].tag == "D":
        last += 2
    rest = tokens[last:]
    if not rest or rest[0].tag not in "WQAOEH" or rest[0].text[0].islower():
        return None
    return first, last


def _is_person(tokens: Sequence[Token]) -> bool:
    """Whether the tokens are the name of a person and no more."""
    if len(tokens) == 1 and tokens[0].tag == "E":
        return all(party.person for party in tokens[0].data)
    return all(token.tag in "QPJL.-" for token in tokens) and looks_like_name(_text(tokens))


MOST_NAMES = 7


def begins(tokens: Sequence[Token], words: Sequence[str]) -> bool:
    """Whether the tokens begin with the words and go on."""
    return all(token.lower == word for token, word in zip(tokens, words, strict=False)) and len(tokens) > len(words)


def is_before_name(tokens: Sequence[Token], i: int) -> bool:
    """Whether a year stands right before a name that ends the line: "1979 María Díaz"."""
    words = tokens[i + 1 :]
    return i == 0 and 0 < len(words) < 5 and all(t.tag in "QPJ." for t in words) and looks_like_name(_text(words))


def _text(tokens: Sequence[Token]) -> str:
    return " ".join(token.text for token in tokens)
