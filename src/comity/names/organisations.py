"""Organisations of states: their names through time, and their members at a date.

`organisations.csv` (founded, ended, what followed, seat), `organisation_names.csv` (names with the dates of their
use; organs such as the Security Council stand for their organisation), `members.csv` (a row for all states that
joined and left on the same days). What is not known with confidence is left out: `members_known` says whether the
list of members is whole.
"""

from __future__ import annotations

import functools
import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from comity.errors import UnknownNameError
from comity.names.folding import fold_name
from comity.names.forms import SurfaceForm
from comity.names.spans import is_within
from comity.names.tables import load_rows, need

# One word, two spellings in good print: each name stands in both.
SPELLINGS = (
    ("Organization", "Organisation"),
    ("Cooperation", "Co-operation"),
    ("Co-ordination", "Coordination"),
    ("Centre", "Center"),
    ("Labour", "Labor"),
    ("Defence", "Defense"),
    ("Programme", "Program"),
)
LABEL_KINDS = ("short", "official", "acronym")


@dataclass(frozen=True, slots=True)
class OrganisationName:
    """One name; `kind` is short, official, acronym, variant or organ; `since` and `until` None are open or unknown."""

    text: str
    kind: str
    since: str | None
    until: str | None
    needs_context: bool


@dataclass(frozen=True, slots=True)
class Member:
    """A state in an organisation; `status` is member, associate, observer, partner or suspended."""

    state: str
    joined: str | None
    left: str | None
    status: str


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation of states; `code` is its acronym of today."""

    code: str
    names: tuple[OrganisationName, ...]
    founded: str | None
    ended: str | None
    successor: str | None
    sphere: str
    seat: str | None
    members_known: bool
    members: tuple[Member, ...] = field(default=(), repr=False)

    def name_on(self, on: date | None = None) -> str:
        """The name in use on that day (without a day: the last one), as a label.

        >>> organisation("OTS").name_on(date(2013, 5, 1))
        'Turkic Council'
        """
        for kind in LABEL_KINDS:
            names = [name for name in self.names if name.kind == kind]
            in_use = [name for name in names if is_within(on, name.since, name.until)] if on else names
            if in_use:
                return max(in_use, key=lambda name: (name.until is None, name.since or "")).text
        return self.code

    def members_on(self, on: date, *, status: str = "member") -> tuple[str, ...]:
        """The states of that status on that day, in order of their codes; only what is known.

        >>> organisation("OTS").members_on(date(2013, 5, 1))
        ('AZE', 'KAZ', 'KGZ', 'TUR')
        """
        return tuple(sorted({m.state for m in self.members if m.status == status and is_within(on, m.joined, m.left)}))


def organisation(code: str) -> Organisation:
    """The organisation with this code; raises UnknownNameError.

    >>> organisation("OSCE").founded
    '1973-07-03'
    """
    try:
        return organisations()[code]
    except KeyError:
        raise UnknownNameError(
            f"{code!r} is not the acronym of an organisation. Allowed: OSCE, OIC, OTS and the like. "
            "Give its acronym of today, or look the name up with 'comity names NAME'."
        ) from None


def find_organisation(name: str) -> Organisation | None:
    """The organisation that has or had this name, in any case; None if there is none.

    >>> find_organisation("organisation of the Islamic Conference").code
    'OIC'
    """
    code = _code_by_name().get(fold_name(name).casefold())
    return organisations()[code] if code else None


@functools.cache
def organisations() -> Mapping[str, Organisation]:
    """Every organisation by its code."""
    names, members = _load_names(), _load_members()
    return MappingProxyType(
        {
            need(row, "code"): Organisation(
                code=need(row, "code"),
                names=tuple(names[need(row, "code")]),
                founded=row["founded"],
                ended=row["ended"],
                successor=row["successor"],
                sphere=need(row, "sphere"),
                seat=row["seat"],
                members_known=row["members_known"] == "yes",
                members=tuple(members[need(row, "code")]),
            )
            for row in load_rows("organisations.csv")
        }
    )


def surface_forms() -> Iterable[SurfaceForm]:
    """Every name of every organisation in both spellings, once."""
    forms: dict[tuple[str, str], SurfaceForm] = {}
    for known in organisations().values():
        for name in known.names:
            for text in _spell(name.text):
                form = SurfaceForm(
                    text,
                    "organisation",
                    known.code,
                    since=name.since,
                    until=name.until,
                    needs_context=name.needs_context,
                )
                forms.setdefault((text, known.code), form)
    return tuple(forms.values())


def _spell(text: str) -> Iterator[str]:
    """`text` in every mixture of the two spellings."""
    choices = [pair for pair in SPELLINGS if pair[0] in text or pair[1] in text]
    for picks in itertools.product((0, 1), repeat=len(choices)):
        spelt = text
        for pair, pick in zip(choices, picks, strict=True):
            spelt = spelt.replace(pair[0], "\0").replace(pair[1], "\0").replace("\0", pair[pick])
        yield spelt


def _load_names() -> defaultdict[str, list[OrganisationName]]:
    names: defaultdict[str, list[OrganisationName]] = defaultdict(list)
    for row in load_rows("organisation_names.csv"):
        name = OrganisationName(
            need(row, "name"), need(row, "kind"), row["since"], row["until"], row["flags"] == "context"
        )
        names[need(row, "code")].append(name)
    return names


def _load_members() -> defaultdict[str, list[Member]]:
    members: defaultdict[str, list[Member]] = defaultdict(list)
    for row in load_rows("members.csv"):
        for state in need(row, "states").split():
            members[need(row, "organisation")].append(Member(state, row["joined"], row["left"], need(row, "status")))
    return members


@functools.cache
def _code_by_name() -> Mapping[str, str]:
    return MappingProxyType({fold_name(form.text).casefold(): form.code for form in surface_forms()})
