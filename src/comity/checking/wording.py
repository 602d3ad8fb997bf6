"""Claims in words, for findings and reasons: plain English that a diplomat reads once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from comity.checking.claims import Claim
from comity.checking.naming import name_entity
from comity.checking.rules import Rule
from comity.kinds import Kind
from comity.model import Amount, When
from comity.names.offices import office_words

ROLE_WORDS = {
    "between": "between", "sender": "of", "host": "in", "by": "by", "of": "of", "in": "in", "for": "for", "on": "on",
    "exporter": "from", "importer": "to", "donor": "from", "recipient": "to", "investor": "of", "member": "of",
    "organisation": "in", "state": "of", "owner": "of",
}  # fmt: skip
SHOWN_NAMES = 6
MAX_QUOTE = 200
SCALES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))


def join_words(words: Iterable[str], last: str = "and") -> str:
    """The words as a list in a sentence.

    >>> join_words(["a", "b", "c"])
    'a, b and c'
    """
    listed = list(words)
    return listed[0] if len(listed) == 1 else f"{', '.join(listed[:-1])} {last} {listed[-1]}" if listed else ""


def join_names(names: Iterable[str]) -> str:
    """The names as a list in a sentence; of many, the first and how many more there are.

    >>> join_names(map(str, range(12)))
    '0, 1, 2, 3, 4, 5 and 6 others'
    """
    listed = list(names)
    more = len(listed) - SHOWN_NAMES
    return join_words(listed if more < 3 else [*listed[:SHOWN_NAMES], f"{more} others"])


def one_line(quote: str) -> str:
    """A quote in one line, cut where it is long."""
    words = " ".join(quote.split())
    return words if len(words) <= MAX_QUOTE else f"{words[:MAX_QUOTE].rsplit(' ', 1)[0]} …"


def plain(word: str) -> str:
    """A code of the vocabulary as words: 'consulate_general' is 'consulate general'."""
    return office_words(word)


def name_thing(claim: Claim, rules: Sequence[Rule], *, on: date) -> str:
    """What a claim is about, with its parties: 'the embassy of Türkiye in Kazakhstan'."""
    return f"the {name_noun(claim, rules)} {name_parties(claim, on=on)}".rstrip()


def name_noun(claim: Claim, rules: Sequence[Rule]) -> str:
    """What a claim is about, as its kind calls it (`rule: called`)."""
    called = next((rule for rule in rules if rule.name == "called" and rule.kind.name == claim.kind.name), None)
    if called is None:
        return plain(claim.kind.name)
    value = claim.narrowed.attribute(called.word("attribute")) if called.word("attribute") else None
    return plain(str(value)) if value else called.word("noun")


def name_topic(kind: Kind, rules: Sequence[Rule]) -> str:
    """What all statements of a kind are about: 'diplomatic missions'."""
    called = next((rule for rule in rules if rule.name == "called" and rule.kind.name == kind.name), None)
    return (called.word("topic") if called else "") or plain(kind.name)


def name_parties(claim: Claim, *, on: date) -> str:
    """The parties of a claim with their prepositions: 'of Türkiye in Kazakhstan'."""
    given = [(role, claim.narrowed.role(role)) for role in claim.kind.key_roles if claim.narrowed.role(role)]
    return " ".join(
        f"{ROLE_WORDS.get(role, role)} {join_words(name_entity(entity, on=on) for entity in sorted(entities))}"
        for role, entities in given
    )


def name_time(when: When | None) -> str:
    """A time in words without its preposition; 'an unknown date' where there is none.

    >>> name_time(When("1992-03-02"))
    '2 March 1992'
    """
    return "an unknown date" if when is None else when.in_words(bare=True)


def name_amount(amount: Amount) -> str:
    """An amount in words.

    >>> name_amount(Amount(556.8e6, "USD")), name_amount(Amount(1.2, "percent"))
    ('USD 556.8 million', '1.2 %')
    """
    number = name_number(amount.value) if amount.to is None else f"{name_number(amount.value)}–{name_number(amount.to)}"
    bound = {"min": "more than ", "max": "up to ", "approx": "about "}.get(amount.bound or "", "")
    if amount.unit == "percent":
        return f"{bound}{number} %"
    return f"{bound}{amount.unit} {number}" if amount.unit.isupper() else f"{bound}{number} {plain(amount.unit)}"


def name_number(value: float) -> str:
    """A number with its scale.

    >>> name_number(3.1e9), name_number(45000), name_number(0.5)
    ('3.1 billion', '45,000', '0.5')
    """
    for scale, word in SCALES:
        if abs(value) >= scale:
            return f"{round(value / scale, 4):g} {word}"
    return f"{value:,.0f}" if value == int(value) else f"{value:,.4g}"
