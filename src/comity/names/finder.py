"""Text → the names in it: states, adjectives, people, organisations, cities, offices and persons.

One automaton holds all spellings of all names, and the longer names in which a state's name is something else
("Gulf of Mexico"). Its matches are cut to whole words and the longest; most of what is left is decided by a table,
the rest by a rule with the words around it.
"""

from __future__ import annotations

import functools
import importlib
import importlib.util
import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from datetime import date

import ahocorasick_rs

from comity.names.cache import load_cached
from comity.names.folding import Folded, fold, fold_name
from comity.names.forms import SurfaceForm
from comity.names.resolution import Days, days_of_year, decide, load_bearers, overlaps, year_before, year_in_sentence
from comity.names.states import load_states
from comity.names.tables import load_rows, need

LISTS = ("states", "organisations", "offices", "cities", "people")
# Where several lists have the same text, the earlier type is meant.
_ORDER = {"state": 0, "organisation": 1, "adjective": 2, "people": 3, "office": 4, "city": 5, "person": 6}
_WORD = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_")


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a text: its characters, what it is, and whom it means.

    `type` is "state", "adjective", "people" (code: the state's), "organisation" (its acronym of today), "city" (its
    English name of today), "office" (the codebook's) or "person". Where the text does not decide, `code` is the
    likeliest and `others` are the rest; a careful reader leaves such a name out.
    """

    start: int
    end: int
    type: str
    code: str
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """What a spelling stands for: a type and code, and the rule that has to agree ("" for none)."""

    type: str
    code: str
    rule: str = ""
    argument: str = ""


@dataclass(slots=True)
class _Reading:
    """What the rules may look at: the text, and lazily what is decided in it already."""

    folded: Folded
    on: date | None
    given: Collection[str]
    kept: list[tuple[int, int, int]]
    entries: list[Entry]
    codes: frozenset[str] | None = field(default=None)

    def codes_found(self) -> frozenset[str]:
        """The codes that need no rule, of the whole text, and those of the caller."""
        if self.codes is None:
            found = {self.entries[entry].code for _, _, entry in self.kept if self.entries[entry].rule in ("", "dual")}
            self.codes = frozenset(found | set(self.given))
        return self.codes

    def window(self, start: int, end: int, reach: int = 400) -> str:
        """The text around a name."""
        return self.folded.text[max(0, start - reach) : end + reach]

    def days_near(self, start: int) -> Days | None:
        """The time a name is to be taken at: the year of its sentence, else the caller's day, else the last year told."""
        text = self.folded.text
        year = year_in_sentence(text, start)
        if year is None and self.on is not None:
            return self.on, self.on
        year = year or year_before(text, start, reach=600)
        return None if year is None else days_of_year(year)


Decision = tuple[str, tuple[str, ...]] | None
Rule = Callable[[_Reading, int, int, Entry], Decision]


def all_forms() -> Iterator[SurfaceForm]:
    """The surface forms of every list of names."""
    for name in LISTS:
        if importlib.util.find_spec(f"comity.names.{name}"):
            yield from importlib.import_module(f"comity.names.{name}").surface_forms()


_SMALL_WORDS = re.compile(r" (?:Of|And|For|The|To|In|At|On|En|Des|De)(?= )|\b[Dd]'(?=[A-Z])|'S\b")


def _spellings(form: SurfaceForm) -> set[str]:
    """The folded spellings to look for: as written and in capitals; in any case, also small and as a sentence begins."""
    text = fold_name(form.text)
    if form.case == "exact":
        # "I-Kiribati" and acronyms have no other form; "us" in capitals would be the United States.
        return {text, text.upper()} if len(text) > 2 else {text}
    small = text.lower()
    title = _SMALL_WORDS.sub(lambda match: match.group().lower(), text.title())
    return {text, small, text.upper(), small[:1].upper() + small[1:], title, title.replace(" Ad Interim", " ad interim")}


def build_table() -> tuple[list[str], list[int], list[Entry]]:
    """All spellings, the entry of each, and the entries."""
    by_spelling: dict[str, list[SurfaceForm]] = {}
    for form in all_forms():
        for spelling in sorted(_spellings(form)):
            by_spelling.setdefault(spelling, []).append(form)
    entries: dict[Entry, int] = {}
    table = {spelling: entries.setdefault(_entry(spelling, forms), len(entries)) for spelling, forms in by_spelling.items()}
    for row in load_rows("not_states.csv"):
        for spelling, entry in _blockers(need(row, "text"), need(row, "kind")):
            table[spelling] = entries.setdefault(entry, len(entries))
    return list(table), list(table.values()), list(entries)


def _blockers(text: str, kind: str) -> Iterator[tuple[str, Entry]]:
    folded = fold_name(text)
    if kind == "whole":
        yield folded, Entry("", "", "not")
        yield folded.upper(), Entry("", "", "not")
    elif kind == "before":
        yield f"{folded} ", Entry("", "", "before")
    else:
        yield f" {folded}", Entry("", "", "after")


def _entry(spelling: str, forms: list[SurfaceForm]) -> Entry:
    """The entry of a spelling that one or more forms share."""
    first = min(forms, key=lambda form: (form.needs_context, _ORDER[form.type]))
    bearers, senses = load_bearers(), load_senses()
    name = fold_name(first.text)
    if first.type in ("state", "adjective", "people") and name in bearers:
        return Entry(first.type, first.code, "ambiguous", name)
    if first.type == "state" and name in senses:
        return Entry(first.type, first.code, "senses", name)
    if first.type in ("state", "adjective", "people") and _lives_on(first.code, name):
        return Entry(first.type, first.code, "ended", name)
    if first.needs_context:
        return Entry(first.type, first.code, "context")
    if {"state", "adjective"} <= {form.type for form in forms if form.code == first.code}:
        return Entry("state", first.code, "dual")
    return Entry(first.type, first.code)


@functools.cache
def load_senses() -> dict[str, tuple[str, ...]]:
    """The other senses of a state's name, by the name: surname, bird, a state of the Union …"""
    return {need(row, "name"): tuple(need(row, "senses").split(";")) for row in load_rows("homographs.csv")}


@functools.cache
def _given_names() -> frozenset[str]:
    return frozenset(need(row, "name") for row in load_rows("given_names.csv"))


# Lands of today whose name was a state's; the name alone is the land unless the time is the state's.
_LANDS = frozenset(
    "Texas;Texan;Texans;Hawaii;Hawai'i;Hawaiian;Hawaiians;Hawaiian Islands;Bavaria;Bavarian;Bavarians;Baden;Saxony;Saxon;Saxons;"
    "Hanover;Hannover;Hanoverian;Hanoverians;Tuscany;Tuscan;Tuscans;Parma;Parmesan;Modena;Modenese;Wurttemberg;Oldenburg;"
    "Zanzibar;Zanzibari;Zanzibaris;Zanzibar and Pemba;Tibet;Tibetan;Tibetans;Thibet;Katanga;Katangan;Katangese;"
    "Transvaal;Bukhara;Bokhara;Bukharan;Bokharan;Khiva;Kokand;Khokand;Sikkim;Sikkimese;Neapolitan;Neapolitans;Sicilian;"
    "Papal;Pontifical;Hesse-Kassel;Hesse-Darmstadt;Biafra;Danzig;Zululand;Ryukyuan;Transcaucasian;Tuvan;Hanseatic;"
    "Hanseatic Cities;Mecklenburg-Schwerin;Mecklenburg-Strelitz;Schaumburg-Lippe;Orange Free State;Canal Zone;Saar Basin;"
    "Moorish;Tripolitania;Tripolitan;Habsburg;Hapsburg;Arab Union;Nejd;Annam;Muscat;Tahiti".split(";")
)


def _lives_on(code: str, name: str) -> bool:
    return name in _LANDS and load_states()[code].status == "ended"


class Finder:
    """The automaton with its table; built once a process."""

    def __init__(self, spellings: list[str], entry_of: list[int], entries: list[Entry]) -> None:
        self._entry_of = entry_of
        self._entries = entries
        self._by_spelling = dict(zip(spellings, entry_of, strict=True))
        self._automaton = ahocorasick_rs.AhoCorasick(
            spellings,
            matchkind=ahocorasick_rs.MatchKind.Standard,
            store_patterns=False,
            implementation=ahocorasick_rs.Implementation.ContiguousNFA,
        )

    def entry(self, name: str) -> Entry | None:
        """The entry of a whole spelling; None where it is unknown."""
        known = self._by_spelling.get(fold_name(name))
        return None if known is None else self._entries[known]

    def find(self, text: str, on: date | None, given: Collection[str]) -> list[Name]:
        """The names of the text in their order."""
        folded = fold(text)
        kept = self._longest(folded.text)
        if not kept:
            return []
        reading = _Reading(folded, on, given, kept, self._entries)
        return list(self._decided(reading, kept))

    def _longest(self, text: str) -> list[tuple[int, int, int]]:
        """Whole-word matches, the leftmost and longest of those that overlap, with their entries."""
        word, entry_of = _WORD, self._entry_of
        kept: list[tuple[int, int, int]] = []
        for spelling, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            if (text[end] in word and text[end - 1] in word) or (text[start - 1] in word and text[start] in word):
                continue
            while kept and kept[-1][0] >= start:
                kept.pop()
            if not kept or kept[-1][1] <= start:
                kept.append((start, end, entry_of[spelling]))
        return kept

    def _decided(self, reading: _Reading, kept: list[tuple[int, int, int]]) -> Iterator[Name]:
        entries, offset = self._entries, reading.folded.offset
        blocked_at = -1
        last = len(kept) - 1
        for number, (start, end, known) in enumerate(kept):
            entry = entries[known]
            if entry.rule in ("not", "before", "after"):
                blocked_at = end if entry.rule == "before" else blocked_at
                continue
            if start == blocked_at or (number < last and kept[number + 1][0] == end and entries[kept[number + 1][2]].rule == "after"):
                continue
            others: tuple[str, ...] = ()
            type_, code = entry.type, entry.code
            if entry.rule == "dual":
                type_ = _state_or_adjective(reading.folded.text, end)
            elif entry.rule:
                decision = RULES[entry.rule](reading, start, end, entry)
                if decision is None:
                    continue
                code, others = decision
            text_end = end - 1 if reading.folded.text[end - 1] == "-" else end
            yield Name(offset(start), offset(text_end - 1) + 1, type_, code, others)


_NOUN_AFTER = re.compile(r" [a-z]{3,}|-| [A-Z][a-z]")
_NO_NOUN = frozenset(
    "and or to in of on for with has had have is was were are will would also did does may can could must should shall "
    "since until from by at as that which who when where while after before under over into not agreed recognized "
    "recognised signed said announced established maintained severed opened closed sent gave took became began "
    "remains remained continues continued supports supported plans wants joined left made".split()
)


def _state_or_adjective(text: str, end: int) -> str:
    """For "U.S.", "UK", "New Zealand": an adjective before a noun, else the state."""
    after = _NOUN_AFTER.match(text, end)
    if after is None:
        return "state"
    word = re.match(r"[ -]*([A-Za-z]*)", text[end : end + 30])
    first = word[1] if word else ""
    return "state" if first in _NO_NOUN or first.endswith("ed") else "adjective"


def _by_bearers(reading: _Reading, start: int, end: int, entry: Entry) -> Decision:
    if entry.type == "state" and entry.argument in load_senses() and _is_something_else(reading, start, end, entry):
        return None
    bearers = load_bearers()[entry.argument]
    context = [*reading.codes_found(), reading.window(start, end)]
    chosen, possible = decide(entry.argument, bearers, reading.days_near(start), context)
    if chosen:
        return chosen.code, ()
    if not possible:
        return None
    return possible[0].code, tuple(bearer.code for bearer in possible[1:])


def _by_senses(reading: _Reading, start: int, end: int, entry: Entry) -> Decision:
    return None if _is_something_else(reading, start, end, entry) else (entry.code, ())


def _is_something_else(reading: _Reading, start: int, end: int, entry: Entry) -> bool:
    return any(SENSES[sense](reading, start, end) for sense in load_senses()[entry.argument])


def _by_time(reading: _Reading, start: int, end: int, entry: Entry) -> Decision:
    """A land that was a state: that state where the years around it are the state's, or its full name is in the text."""
    known = load_states()[entry.code]
    on = reading.days_near(start)
    if on is not None:
        return (entry.code, ()) if overlaps(on, known.begin or "1500", known.end) else None
    return (entry.code, ()) if entry.code in reading.codes_found() else None


_PLACE_BEFORE = re.compile(r"\b(?:in|at|to|from|near|via|of|between|and|outside) $")


def _by_context(reading: _Reading, start: int, end: int, entry: Entry) -> Decision:
    """A word that is mostly something else: a city after "in", "to" …; the rest where it is named without doubt."""
    if entry.type == "city":
        return (entry.code, ()) if _PLACE_BEFORE.search(reading.folded.text, max(0, start - 10), start) else None
    return (entry.code, ()) if entry.code in reading.codes_found() else None


def _word_before(text: str, start: int) -> str:
    word = re.search(r"([A-Za-z.'-]+) $", text[max(0, start - 20) : start])
    return word[1] if word else ""


def _word_after(text: str, end: int) -> str:
    word = re.match(r" ([A-Za-z'-]+)", text[end : end + 25])
    return word[1] if word else ""


_INITIAL = re.compile(r"[A-Z]\.")


def _is_surname(reading: _Reading, start: int, end: int) -> bool:
    before = _word_before(reading.folded.text, start)
    return before in _given_names() or bool(_INITIAL.fullmatch(before))


_TITLES_AFTER = frozenset(
    "President King Prince Princess Queen Prime Foreign Defense Defence Minister Ministers Ministry Embassy Ambassador "
    "Government Parliament Chancellor Premier Emir Sultan Crown Deputy Vice Finance Interior Air Army Navy National "
    "Office Mission Desk Consul Consulate Legation Charge Secretary General Strategic High Supreme Central Republic "
    "Relations Treaty Agreement Pact War Conflict Accord Accords Border Summit Day".split()
)
_PLACED = frozenset("in to of from with between and against for by at on that over toward towards near within via the into".split())


def _is_given_name(reading: _Reading, start: int, end: int) -> bool:
    after = _word_after(reading.folded.text, end)
    if not after[:1].isupper() or after in _TITLES_AFTER or not after[1:].replace("'", "").replace("-", "").isalpha():
        return False
    if after.isupper() or any(name == end + 1 and reading.entries[known].type for name, _, known in _names_after(reading, end)):
        return False
    return _word_before(reading.folded.text, start).lower() not in _PLACED


def _names_after(reading: _Reading, end: int) -> Iterator[tuple[int, int, int]]:
    return (kept for kept in reading.kept if kept[0] == end + 1)


_AMERICAN = re.compile(
    r"\b(?:Atlanta|Savannah|Augusta|Macon|Marietta|Valdosta|Decatur|Albany|Columbus|Alabama|Florida|Tennessee|Carolina|Carolinas|Mississippi|"
    r"Louisiana|Virginia|Kentucky|Arkansas|Warm Springs|Plains|Sea Island|Fort Benning|Fort Gordon|Governor|Congressman|Senator|peach|peaches|Oglethorpe)\b"
)
_CAUCASIAN = re.compile(
    r"\b(?:Tbilisi|Abkhaz|Abkhazia|Ossetia|Ossetian|Batumi|Poti|Sukhumi|Saakashvili|Shevardnadze|Gamsakhurdia|Zourabichvili|Ivanishvili|"
    r"Armenia|Armenian|Azerbaijan|Azerbaijani|Russia|Russian|Soviet|Moscow|Caucasus|Ukraine|Moldova|Turkey|Turkiye|Georgian|NATO|GUAM|CIS|Kazakhstan)\b"
)


def _is_american(reading: _Reading, start: int, end: int) -> bool:
    text = reading.folded.text
    if re.search(r"\b(?:State|Governor|University|Supreme Court|Colony|Province) of $", text[max(0, start - 25) : start]):
        return True
    window = text[max(0, start - 120) : end + 120]
    return bool(_AMERICAN.search(window)) and not _CAUCASIAN.search(window)


def _is_no_more(reading: _Reading, start: int, end: int) -> bool:
    """Texas and Hawaii: a state of the Union, unless a year of the republic or kingdom is near."""
    return False


_TABLE = re.compile(
    r"\b(?:roast|roasted|dinner|dinners|stuffing|stuffed|gravy|sandwich|sandwiches|Thanksgiving|breast|bird|birds|hunting|hunters|poultry|farm|farms|"
    r"carve|carved|carving|oven|cranberry|drumstick|meat|feathers|gobble|vulture|club|burger|cooked|smoked|ham|chicken|recipe|trot)\b"
)


def _is_bird(reading: _Reading, start: int, end: int) -> bool:
    """Food or fowl within the sentence and nothing of states."""
    text = reading.folded.text
    after = re.match(r" (?:and (?:ham|chicken|gravy|stuffing|dressing)|sandwich|sandwiches|breast|burger|club|trot|vulture|shoot|farm|hunting|dinner)", text[end:])
    if after:
        return True
    before = _word_before(text, start)
    if before.lower() in {"roast", "wild", "smoked", "christmas", "thanksgiving", "roasted", "frozen", "stuffed", "cold"}:
        return True
    sentence = text[max(text.rfind(". ", 0, start), 0) : end + 60]
    others = sum(1 for kept in reading.kept if abs(kept[0] - start) < 200 and reading.entries[kept[2]].type in ("state", "adjective", "office"))
    return bool(_TABLE.search(sentence)) and others < 2


def _is_pepper(reading: _Reading, start: int, end: int) -> bool:
    return bool(re.match(r" (?:pepper|peppers|sauce|powder|con carne|peppers)\b", reading.folded.text[end : end + 15]))


_AMERICAN_STATE = re.compile(
    r", (?:Indiana|Illinois|Ohio|Maine|Missouri|Pennsylvania|Tennessee|Kentucky|New York|New Hampshire|Nebraska|Iowa|Kansas|Michigan|Florida|Texas|"
    r"Georgia|Oregon|Virginia|Connecticut|Vermont|Massachusetts|Wisconsin|Minnesota|Ontario|Oklahoma|Colorado|California|Mississippi|Alabama|Arkansas)\b"
)


def _is_town(reading: _Reading, start: int, end: int) -> bool:
    return bool(_AMERICAN_STATE.match(reading.folded.text, end))


def _is_pronoun(reading: _Reading, start: int, end: int) -> bool:
    """"US" within a line of capitals may be the pronoun."""
    before, after = _word_before(reading.folded.text, start), _word_after(reading.folded.text, end)
    shouted = [word for word in (before, after) if len(word) > 1 and word.isupper()]
    return len(shouted) == 2 or (before.isupper() and len(before) > 3 and not after[:1].isupper() and not after.islower())


SENSES: dict[str, Callable[[_Reading, int, int], bool]] = {
    "surname": _is_surname,
    "given": _is_given_name,
    "us-state": _is_american,
    "us-state-now": _is_no_more,
    "bird": _is_bird,
    "food": _is_pepper,
    "place": _is_town,
    "pronoun": _is_pronoun,
}
RULES: dict[str, Rule] = {
    "ambiguous": _by_bearers,
    "senses": _by_senses,
    "ended": _by_time,
    "context": _by_context,
}


@functools.cache
def load_finder() -> Finder:
    """The finder over every list, from the cache where there is one."""
    spellings, entry_of, rows = load_cached(lambda: _as_plain(build_table()))
    return Finder(spellings, entry_of, [Entry(*row) for row in rows])


def _as_plain(table: tuple[list[str], list[int], list[Entry]]) -> tuple[list[str], list[int], list[tuple[str, str, str, str]]]:
    spellings, entry_of, entries = table
    return spellings, entry_of, [(entry.type, entry.code, entry.rule, entry.argument) for entry in entries]


def find_names(text: str, *, on: date | None = None, context: Collection[str] = ()) -> list[Name]:
    """The names in a text: whole words, the longest, in order, none overlapping.

    `on` is the day the text speaks of where it names no year itself; `context` are codes and words known of it
    (the states a page is about).
    >>> [(name.type, name.code) for name in find_names("Turkey’s president met the Kazakh delegation.")]
    [('state', 'TUR'), ('office', 'president'), ('adjective', 'KAZ')]
    """
    return load_finder().find(text, on, context)
