"""Offices in the words of English texts → the codebook's office, its rank and what its holder does.

Three files: `offices.csv` (an office of the codebook: group, rank in that group's order of precedence, and the
broader office that it is a case of), `office_terms.csv` (the words for it), `office_portfolios.csv` (what a member
of a government is responsible for; the words around it are made here). Which state's office it is, is told only
where the words leave no other (Taoiseach).
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from comity.names.folding import fold_name
from comity.names.forms import Case, SurfaceForm
from comity.names.tables import load_rows, need

STATE_LEADERS = frozenset({"head_of_state", "head_of_government"})
# The words around a portfolio: term, plural, and whether it is the deputy.
PORTFOLIO_TERMS = (
    ("Minister of {}", "Ministers of {}", False),
    ("Minister for {}", "Ministers for {}", False),
    ("Acting Minister of {}", None, False),
    ("Federal Minister of {}", None, False),
    ("Federal Minister for {}", "Federal Ministers for {}", False),
    ("Union Minister of {}", None, False),
    ("Union Minister for {}", None, False),
    ("Second Minister of {}", None, False),
    ("Second Minister for {}", None, False),
    ("Coordinating Minister for {}", None, False),
    ("Cabinet Secretary for {}", "Cabinet Secretaries for {}", False),
    ("{} Minister", "{} Ministers", False),
    ("Acting {} Minister", None, False),
    ("Deputy Minister of {}", "Deputy Ministers of {}", True),
    ("Deputy Minister for {}", None, True),
    ("First Deputy Minister of {}", None, True),
    ("Vice Minister of {}", "Vice Ministers of {}", True),
    ("Vice-Minister of {}", None, True),
    ("Vice Minister for {}", None, True),
    ("Parliamentary Vice-Minister of {}", None, True),
    ("Parliamentary Vice-Minister for {}", None, True),
    ("Minister Delegate for {}", None, True),
    ("State Minister for {}", None, True),
    ("State Minister of {}", None, True),
    ("Minister of State for {}", None, True),
    ("Minister of State of {}", None, True),
    ("Undersecretary of {}", None, True),
    ("Undersecretary for {}", None, True),
    ("Parliamentary Secretary for {}", None, True),
    ("Assistant Minister of {}", None, True),
    ("Deputy {} Minister", "Deputy {} Ministers", True),
    ("First Deputy {} Minister", None, True),
    ("Vice {} Minister", "Vice {} Ministers", True),
    ("Vice-{} Minister", None, True),
    ("Assistant {} Minister", None, True),
)


# An office in running text, where its code does not say it.
OFFICE_WORDS = {
    "charge_daffaires": "chargé d'affaires", "attache": "attaché", "military_attache": "military attaché",
    "head_of_state": "head of state", "head_of_government": "head of government",
    "eu_high_representative": "EU High Representative", "governor_general": "governor-general",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Office:
    """One wording of an office.

    `rank` 1 is the highest of the group. `minister` heads a legation or belongs to a government: it counts as head
    of a mission, and the words about it ("of Health", "to Brazil") decide. `state` is None where any state has it.
    """

    term: str
    office: str
    group: str
    rank: int
    broader: str | None = None
    state: str | None = None

    @property
    def is_head_of_mission(self) -> bool:
        """Whether its holder heads a diplomatic mission."""
        return self.group == "mission"

    @property
    def is_consul(self) -> bool:
        """Whether its holder heads or belongs to a consulate."""
        return self.group == "consulate"

    @property
    def is_state_leader(self) -> bool:
        """Whether its holder is head of state or of government."""
        return self.group in STATE_LEADERS

    @property
    def is_foreign_minister(self) -> bool:
        """Whether its holder is responsible for foreign affairs in the government."""
        return self.group == "foreign_minister"


@dataclass(frozen=True, slots=True)
class _Term:
    text: str
    office: str
    state: str | None
    case: Case
    needs_context: bool


def office(name: str) -> Office:
    """The office of the codebook called `name`, under its own name.

    >>> office("charge_daffaires").is_head_of_mission
    True
    """
    return _offices()[name]


def find_office(term: str) -> Office | None:
    """The office that `term` names, in any case and with any apostrophe; None if there is none.

    >>> find_office("Minister for Foreign Affairs").office
    'foreign_minister'
    """
    return _by_term().get(_fold(term))


def offices() -> Mapping[str, Office]:
    """Every office of the codebook by its name."""
    return _offices()


def office_words(office: str) -> str:
    """An office in running text.

    >>> office_words("prime_minister"), office_words("charge_daffaires")
    ('prime minister', "chargé d'affaires")
    """
    return OFFICE_WORDS.get(office, office.replace("_", " "))


def surface_forms() -> Iterable[SurfaceForm]:
    """Every wording of every office, singular and plural, once."""
    return tuple(
        SurfaceForm(term.text, "office", term.office, case=term.case, needs_context=term.needs_context)
        for term in _terms().values()
    )


@functools.cache
def _offices() -> Mapping[str, Office]:
    return MappingProxyType(
        {
            need(row, "office"): Office(
                need(row, "office").replace("_", " "),
                need(row, "office"),
                need(row, "group"),
                int(need(row, "rank")),
                row["broader"],
            )
            for row in load_rows("offices.csv")
        }
    )


@functools.cache
def _terms() -> Mapping[str, _Term]:
    """Terms by their folded text; what is listed goes before what is made of a portfolio."""
    terms: dict[str, _Term] = {}
    for term in (*_listed_terms(), *_portfolio_terms()):
        terms.setdefault(_fold(term.text), term)
    return MappingProxyType(terms)


def _listed_terms() -> Iterator[_Term]:
    for row in load_rows("office_terms.csv"):
        flags = (row["flags"] or "").split()
        for text in filter(None, (row["term"], row["plural"])):
            case: Case = "exact" if "exact" in flags else "any"
            yield _Term(text, need(row, "office"), row["state"], case, "context" in flags)


def _portfolio_terms() -> Iterator[_Term]:
    for row in load_rows("office_portfolios.csv"):
        portfolio, name = need(row, "portfolio"), need(row, "office")
        deputy = "deputy_foreign_minister" if name == "foreign_minister" else "deputy_minister"
        for singular, plural, is_deputy in PORTFOLIO_TERMS:
            if portfolio.startswith("the ") and not singular.endswith("{}"):
                continue
            for pattern in filter(None, (singular, plural)):
                yield _Term(pattern.format(portfolio), deputy if is_deputy else name, None, "any", False)


@functools.cache
def _by_term() -> Mapping[str, Office]:
    found = {}
    for key, term in _terms().items():
        kind = _offices()[term.office]
        found[key] = Office(term.text, kind.office, kind.group, kind.rank, kind.broader, term.state)
    return MappingProxyType(found)


def _fold(term: str) -> str:
    return fold_name(term).casefold()
