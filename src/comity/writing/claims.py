"""One claim in words: what each field of a template is, by the kind's roles and attributes, at the claim's date."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from comity import names
from comity.kinds import Kind
from comity.model import Statement, When
from comity.model.when import Style
from comity.names.offices import office_words
from comity.writing import words
from comity.writing.house import PLAIN, House
from comity.writing.template import Template

MOST_NAMED = 4  # parties of a claim that are named; of more, the others are counted


@dataclass(frozen=True, slots=True)
class Setting:
    """What is the same for a whole page: its two states, its day, and the manners of the house."""

    pair: tuple[str, ...] = ()
    on: date | None = None
    house: House = PLAIN


@dataclass(frozen=True)
class ClaimWords:
    """Fills the fields of templates from one claim. `extra` are fields that the caller has written.

    `is_present`: the names are those of the page's day, not of the claim's. `is_again`: the sentence before was on the
    same matter. `is_mutual`: the second party did the same to the first.
    """

    claim: Statement
    kind: Kind
    setting: Setting
    extra: Mapping[str, str] | None = None
    is_present: bool = False
    is_again: bool = False
    is_mutual: bool = False

    def __call__(self, name: str, forms: tuple[str, ...]) -> str | None:
        """The field in these forms; None where the claim does not give it."""
        if name.startswith("?"):
            return "" if self.meets(*name[1:].partition("=")[::2]) else None
        if self.extra is not None and name in self.extra:
            return self.extra[name]
        if name == "when":
            return write_time(self.claim.when, forms, self.setting.house.dates)
        if name == "amount":
            return (
                None if self.claim.amount is None else words.amount_words(self.claim.amount, is_bare="number" in forms)
            )
        if name in self.kind.roles:
            return self.write_role(name, forms)
        value = self.claim.attribute(name)
        return (
            None
            if value is None
            else write_value(value, forms, self, is_listed=bool(self.kind.attributes[name].values))
        )

    def meets(self, name: str, value: str) -> bool:
        """Whether a field is known, or has this value; of a role: "one" or "many"; of `action` which it is."""
        if name in self.kind.roles:
            count = len(self.claim.role(name))
            return count > 0 if not value else (count == 1) if value == "one" else count > 1
        if name == "action":
            return self.claim.action == value
        if name in ("amount", "when"):
            return (getattr(self.claim, name) is not None) == (value != "none")
        found = self.claim.attribute(name)
        return found is not None if not value else str(found) == value

    @property
    def day(self) -> date | None:
        """The day whose names are used: that of the claim, otherwise that of the page."""
        when = None if self.is_present else self.claim.when
        return (when.first_day or when.last_day or self.setting.on) if when is not None else self.setting.on

    def write_role(self, name: str, forms: tuple[str, ...]) -> str | None:
        """The entities of a role, as its type has it."""
        entities = self.claim.role(name)
        write = WRITERS.get(self.kind.roles[name].type, write_plain)
        text = write(self, entities, forms) if entities or "titled" in forms else None
        return words.capitalise(text) if text and "capital" in forms else text

    def name_state(self, code: str) -> str:
        """A state's name at the claim's date, with its article."""
        return self.setting.house.name_in_text(code, on=self.day)

    def name(self, code: str) -> str:
        """A state's or organisation's name at the claim's date."""
        return self.setting.house.name(code, on=self.day)

    def write(self, template: Template) -> str | None:
        """The template filled by the claim; None where a needed field has no value."""
        return template.write(self, self.setting.house.spell)


@functools.lru_cache(maxsize=4096)
def write_time(when: When | None, forms: tuple[str, ...], style: Style) -> str | None:
    """A time with its preposition; "bare" without."""
    return None if when is None else when.in_words(style, bare="bare" in forms)


def write_parties(claim: ClaimWords, entities: tuple[str, ...], forms: tuple[str, ...]) -> str:
    """States: "Kazakhstan and Türkiye"; `both`: "the two countries" for the page's pair; `s`, `adjective`, `plain`."""
    ordered = order_parties(entities, claim.setting.pair)
    if "both" in forms and len(ordered) == 2 and set(ordered) == set(claim.setting.pair):
        return "the two countries"
    if "adjective" in forms:
        adjectives = [names.adjective(code, on=claim.day) if is_state(code) else None for code in ordered]
        if all(adjectives):
            return words.join_words(filter(None, adjectives))
        return words.join_words(words.possessive(claim.name_state(code)) for code in ordered)
    if "each" in forms and set(ordered) == set(claim.setting.pair) and len(ordered) == 2:
        return "each other"
    named = [claim.name(code) if "plain" in forms else claim.name_state(code) for code in ordered]
    if len(named) > MOST_NAMED:
        count = len(named) - MOST_NAMED + 1
        named = [*named[: MOST_NAMED - 1], f"{words.count_words(count)} other states"]
    joined = words.join_words(named)
    return words.possessive(joined) if "s" in forms else joined


def write_people(claim: ClaimWords, entities: tuple[str, ...], forms: tuple[str, ...]) -> str | None:
    """People; `titled` with the office: "President Nazarbayev", without a name "the president"."""
    office = str(claim.claim.attribute("office") or "")
    if "titled" not in forms or not office:
        return words.join_words(entities) or None
    if not entities:
        return f"the {office_words(office)}"
    title = words.office_title(office)
    first = f"{title} {entities[0]}" if title else f"{entities[0]}, {office_words(office)},"
    return words.join_words([first, *entities[1:]])


def write_organisations(claim: ClaimWords, entities: tuple[str, ...], forms: tuple[str, ...]) -> str:
    """Organisations by their name at the claim's date, with "the"; `short`: their acronym; `few`: of many the first."""
    if "short" in forms:
        return words.join_words(code.removeprefix("x:") for code in entities)
    named = [words.name_body(claim.name(code)) for code in entities]
    if "few" in forms and len(named) > MOST_NAMED + 1:
        more = f"{words.count_words(len(named) - MOST_NAMED)} other organisations"
        named[MOST_NAMED:] = [claim.setting.house.spell(more)]
    return words.join_words(named)


def write_plain(claim: ClaimWords, entities: tuple[str, ...], forms: tuple[str, ...]) -> str:
    """Cities and names as they are; `the` with their article, `a` with theirs."""
    return words.join_words(shape(entity, forms) for entity in entities)


WRITERS: dict[str, Callable[[ClaimWords, tuple[str, ...], tuple[str, ...]], str | None]] = {
    "party": write_parties, "person": write_people, "organisation": write_organisations,
}  # fmt: skip


def write_value(value: object, forms: tuple[str, ...], claim: ClaimWords, *, is_listed: bool = False) -> str | None:
    """An attribute: codes as words; `th` an ordinal, `change` a growth rate, `state` a state's name."""
    for form in forms:
        if form in NUMBER_FORMS:
            return NUMBER_FORMS[form](float(value)) if isinstance(value, int | float) else None
    if "state" in forms:
        return claim.name_state(str(value)) if is_state(str(value)) else str(value)
    if isinstance(value, float):
        return f"{value:,.6g}"
    text = office_words(str(value))
    return shape(claim.setting.house.spell(text) if is_listed else text, forms)


NUMBER_FORMS: dict[str, Callable[[float], str]] = {"th": words.ordinal, "change": words.change_words}


def shape(text: str, forms: Sequence[str]) -> str:
    """The text in the forms that any text can have: `a`, `the`, `capital`, `lower`."""
    if "lower" in forms:
        text = words.decapitalise(text)
    if "capital" in forms:
        text = words.capitalise(text)
    if "a" in forms:
        return words.indefinite(text)
    return text if "the" not in forms or text.lower().startswith(("the ", "a ", "an ")) else f"the {text}"


FORMS = frozenset({
    "bare", "both", "each", "number", "adjective", "plain", "s", "titled", "short", "few",
    "the", "a", "capital", "lower",
    "state", *NUMBER_FORMS,
})  # fmt: skip


def order_parties(entities: tuple[str, ...], pair: tuple[str, ...]) -> list[str]:
    """The parties, those of the page first and in its order; a party alone stays alone."""
    rest = [code for code in entities if code not in pair]
    return list(dict.fromkeys([*(code for code in pair if code in entities), *rest]))


def is_state(code: str) -> bool:
    """Whether the code is that of a state."""
    return code in names.load_states()
