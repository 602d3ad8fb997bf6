"""Names of people as texts write them: with honorifics, particles and initials; and what only looks like one."""

from __future__ import annotations

import functools
import re

from comity.reading.english import load_english

MAX_WORDS = 6
# "von Weizsäcker", "bin Hamad", "van der Berg": written small within a name.
PARTICLES = frozenset(
    "de del della dell dos das do da di du des den der dei van von vom zu zur ten ter te "
    "bin ibn bint ben el al la le los las lo y e ul ud of-the".split()
)
# "al-Busaidi", "el‑Masri", "d'Estaing": the particle joined to its name.
_JOINED = re.compile(
    r"(?:(?:al|el|il|as|ash|ad|adh|an|ar|at|ath|az|ul|ud|ur|us|uz|bin|ibn|abu|ben)[-‐‑]|(?:d|l|dell|dall|n|m)['’ʼ])[^\W\d_a-z]"
)
# Cells that lost the space between them: "holderJohn Hill", "Hill26".
_GLUED = re.compile(r"\b[a-z]{4,}[A-Z]|[^\W\d_]\d")


def begins_with_particle(word: str) -> bool:
    """Whether a word with a small first letter is a name with its particle.

    >>> begins_with_particle("al-Busaidi"), begins_with_particle("all-weather")
    (True, False)
    """
    return _JOINED.match(word) is not None


@functools.cache
def _honorific() -> re.Pattern[str]:
    words = sorted(load_english().honorifics, key=len, reverse=True)
    return re.compile(rf"^(?:(?:{'|'.join(words)})(?:\.\s*|\s+|$))+")


@functools.cache
def _orders() -> re.Pattern[str]:
    return re.compile(rf"(?<=[a-z])(?:,? (?:{'|'.join(load_english().orders)}))+$")


@functools.cache
def _thing() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(load_english().things)})\b")


@functools.lru_cache(maxsize=20_000)
def clean_person(text: str) -> str:
    """The name without honorifics, line breaks and a stop at its end.

    >>> clean_person("H.E. Mr. Samir Haddad"), clean_person("Tan Sri Dato' Anwar Hassan"), clean_person("Ann Lee CMG")
    ('Samir Haddad', 'Anwar Hassan', 'Ann Lee')
    """
    name = _CROWNED.sub("", _honorific().sub("", " ".join(text.split())))
    return _orders().sub("", name).strip(" ,")


# "King Hamad bin Isa": a king with more names than one has them without his title.
_CROWNED = re.compile(r"^(?:King|Queen|Emperor) (?=[^\W\d_]+ [^\W\d_])")


def names_thing(name: str) -> bool:
    """Whether one of the capitalised words is a thing's: "Trade Fair Committee"."""
    return _thing().search(name) is not None


def looks_like_name(text: str) -> bool:
    """Whether capitalised words may name a person: two to six words, none of them a thing's."""
    name = clean_person(text)
    if _GLUED.search(name) is not None:
        return False
    return 2 <= len(name.split()) <= MAX_WORDS and not names_thing(name) and not name.isupper()


def is_honoured(text: str) -> bool:
    """Whether an honorific stands before the name: "Hon. Karl Hansen", "Right Honourable Ann Lee"."""
    return _honorific().match(text) is not None and looks_like_name(text)


def is_addressed(text: str) -> bool:
    """Whether one word is a person's name because an honorific stands before it: "Lord Carrick"."""
    name = clean_person(text)
    return name != " ".join(text.split()) and len(name.split()) == 1 and len(name) > 2 and not names_thing(name)


def portfolio_end(text: str) -> int:
    """How many words at the beginning tell what a minister is responsible for.

    >>> portfolio_end("Foreign Affairs Karl Hansen"), portfolio_end("Karl Hansen")
    (2, 0)
    """
    words = text.split()
    return next((n for n, word in enumerate(words) if word.casefold() not in load_english().portfolios), len(words))


def without_portfolio(text: str) -> str | None:
    """The name that follows a portfolio: "State Secretary for *Foreign Affairs* N"; None where none does."""
    end = portfolio_end(text)
    rest = " ".join(text.split()[end:])
    return rest if end and looks_like_name(rest) else None
