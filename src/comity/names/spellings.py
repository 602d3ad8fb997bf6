"""All lists of names → one table of spellings, each with what it stands for and the rule that has to agree.

The table is plain data: it is kept in a file between runs (`cache`), and the finder builds its automaton from it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import astuple, dataclass

from comity.names import cities, offices, organisations, people, states
from comity.names.cache import Plain
from comity.names.folding import fold_name
from comity.names.forms import SurfaceForm
from comity.names.governments import capitals_by_city
from comity.names.resolution import load_bearers
from comity.names.senses import load_senses
from comity.names.states import load_states
from comity.names.tables import load_rows, need

# Where several lists have the same text, the earlier type is meant.
TYPES = ("state", "organisation", "adjective", "people", "office", "city", "person")
STATE_TYPES = frozenset({"state", "adjective", "people"})
BLOCKERS = frozenset({"whole", "before", "after", "beside"})
# Lands of today whose name was a state's: alone, the name is the land unless the time around it is the state's.
LANDS = frozenset(
    "Texas;Texan;Texans;Hawaii;Hawai'i;Hawaiian;Hawaiians;Hawaiian Islands;Bavaria;Bavarian;Bavarians;Baden;Saxony;"
    "Saxon;Saxons;Hanover;Hannover;Hanoverian;Hanoverians;Tuscany;Tuscan;Tuscans;Parma;Parmesan;Modena;Modenese;"
    "Wurttemberg;Oldenburg;Zanzibar;Zanzibari;Zanzibaris;Zanzibar and Pemba;Tibet;Tibetan;Tibetans;Thibet;Katanga;"
    "Katangan;Katangese;Transvaal;Bukhara;Bokhara;Bukharan;Bokharan;Khiva;Kokand;Khokand;Sikkim;Sikkimese;Neapolitan;"
    "Neapolitans;Sicilian;Pontifical;Biafra;Danzig;Zululand;Ryukyuan;Transcaucasian;Tuvan;Hanseatic;Hanseatic Cities;"
    "Mecklenburg-Schwerin;Mecklenburg-Strelitz;Schaumburg-Lippe;Canal Zone;Saar Basin;Habsburg;Hapsburg;Arab Union;"
    "Brunswick and Luneburg;Hesse-Kassel;Hesse-Darmstadt;Texian".split(";")
)
# Short forms that are mostly something else; they count where the state is named in full too.
SHORT_FORMS = frozenset(
    "CAR DPR LPR PMR MPR FSM SRV RMI KRG RF NDH RSA ROC RDC PNA SADR LPDR CSFR Cooks Marshalls Solomons Emirates "
    "Pak Caymans".split()
)


@dataclass(frozen=True, slots=True)
class Entry:
    """What a spelling stands for: a type and code, and the rule that has to agree ("" for none)."""

    type: str
    code: str
    rule: str = ""
    argument: str = ""


def all_forms() -> Iterator[SurfaceForm]:
    """The surface forms of every list of names."""
    for module in (states, organisations, offices, cities, people):
        yield from module.surface_forms()


def build_table() -> Plain:
    """All spellings, the number of each one's entry, and the entries."""
    by_spelling: dict[str, list[SurfaceForm]] = {}
    for form in all_forms():
        for spelling in sorted(_spell(form)):
            by_spelling.setdefault(spelling, []).append(form)
    entries: dict[Entry, int] = {}
    table = {text: entries.setdefault(_choose(forms), len(entries)) for text, forms in by_spelling.items()}
    for row in load_rows("not_states.csv"):
        kind = need(row, "kind")
        for text in _spell_blocker(fold_name(need(row, "text")), kind):
            table[text] = entries.setdefault(Entry("", "", kind), len(entries))
    return list(table), list(table.values()), [astuple(entry) for entry in entries]


# "Chargé d'Affaires ad interim", "Minister of Foreign Affairs and Trade": these stay small in a title.
_SMALL_WORDS = re.compile(r" (?:Of|And|For|The|To|In|At|On|En|Des|De)(?= )|\b[Dd]'(?=[A-Z])|'S\b")


def _spell(form: SurfaceForm) -> set[str]:
    """The folded spellings: as written and in capitals; where case is free, also small and as a sentence begins."""
    text = fold_name(form.text).removesuffix("-")
    if form.case == "exact":
        return {text, text.upper()} if len(text) > 3 else {text}
    small = text.lower()
    titled = _SMALL_WORDS.sub(lambda match: match.group().lower(), text.title())
    ad_interim = titled.replace(" Ad Interim", " ad interim").replace(" A.I", " a.i")
    return {text, small, text.upper(), small[:1].upper() + small[1:], titled, ad_interim}


def _spell_blocker(text: str, kind: str) -> tuple[str, ...]:
    return (text, text.upper()) if kind == "whole" else (text,)


def _choose(forms: list[SurfaceForm]) -> Entry:
    """The entry of a spelling that one or more forms share."""
    first = min(forms, key=lambda form: (form.needs_context, TYPES.index(form.type)))
    name = fold_name(first.text)
    if name.endswith("-"):
        return Entry(first.type, first.code, "combining")
    if first.type in STATE_TYPES:
        return _choose_state(first, name, forms)
    if first.needs_context:
        codes = dict.fromkeys(form.code for form in forms if form.type == first.type)
        return Entry(first.type, first.code, "context", "|".join(codes))
    if first.type == "city" and first.code in capitals_by_city():
        return Entry("city", first.code, "capital")
    return Entry(first.type, first.code)


def _choose_state(first: SurfaceForm, name: str, forms: list[SurfaceForm]) -> Entry:
    if name in SHORT_FORMS:
        return Entry(first.type, first.code, "context", first.code)
    if name in load_bearers():
        return Entry(first.type, first.code, "ambiguous", name)
    if name in load_senses():
        return Entry(first.type, first.code, "senses", name)
    if name in LANDS and load_states()[first.code].status == "ended":
        return Entry(first.type, first.code, "land")
    if {"state", "adjective"} <= {form.type for form in forms if form.code == first.code}:
        return Entry("state", first.code, "dual")
    return Entry(first.type, first.code)
