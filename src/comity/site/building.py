"""Builds a site: the pairs shared out among processes, all files in a new folder that takes its name at the end."""

from __future__ import annotations

import gc
import multiprocessing
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from comity import checking
from comity.api import MOST_PARTNERS, OpenRecord, is_on_sources, open_record
from comity.errors import ComityError
from comity.model import Decision, Document, Source, Statement
from comity.record import is_of_one_state
from comity.site.addresses import pair_page, state_page
from comity.site.maps import stack_maps, write_maps
from comity.site.pages import read_asset, write_home, write_index, write_pair, write_sources, write_state, write_style
from comity.writing.article import write_article
from comity.writing.claims import is_state
from comity.writing.house import PLAIN
from comity.writing.relations import Relation, make_relation, parties_of
from comity.writing.view import find_days, is_known

MARK = ".comity-site"
PAIRS_AT_ONCE = 60
# Objects between two walks of the collector: a page is some ten thousand objects without cycles.
COLLECT_AFTER = 200_000

Watch = Callable[[Iterable[list["Made"]], Sequence[object]], Iterable[list["Made"]]]


@dataclass(frozen=True, slots=True)
class SiteSettings:
    """What a site is made from: the record's address, kinds of one's own, the day, and how many processes make it."""

    record: str
    kinds: tuple[Path, ...] = ()
    on: date = date.min
    processes: int = 1


@dataclass(frozen=True, slots=True)
class Made:
    """A pair whose page is written, with its row on the page of each of the two states."""

    pair: tuple[str, str]
    rows: tuple[Relation, Relation]


def build_site(settings: SiteSettings, folder: Path, watch: Watch = lambda parts, _: parts) -> int:
    """Write the site into a folder, whole or not at all; the number of pairs.

    The folder must be new, empty, or an earlier site, which is replaced. `watch` is given what is made, part by part.
    """
    with open_record(settings.record, kinds=settings.kinds, create=False) as record:
        pairs = [pair for pair in record.store.pairs() if all(map(is_state, pair))]
        sources = list(record.sources())
    states = sorted({code for pair in pairs for code in pair})
    with new_folder(folder) as part:
        write_frame(part, sources, settings.on)
        parts = [pairs[start : start + PAIRS_AT_ONCE] for start in range(0, len(pairs), PAIRS_AT_ONCE)]
        made = [one for group in watch(make_parts(settings, part, parts, states), parts) for one in group]
        write_states(part, made, settings.on)
    return len(made)


@contextmanager
def new_folder(folder: Path) -> Iterator[Path]:
    """A folder that takes the name at the end; after an error nothing is left of it and what was there stays."""
    real = folder.resolve()
    if real.exists() and not (real.is_dir() and ((real / MARK).exists() or not any(real.iterdir()))):
        raise ComityError(f"{folder}: there is something that is no site of Comity. Name a new or an empty folder.")
    part, old = (real.with_name(f".{real.name}.{os.getpid()}.{word}") for word in ("part", "old"))
    part.mkdir(parents=True)
    try:
        yield part
        (part / MARK).write_text("Made by 'comity site', which replaces this folder.\n", encoding="utf-8")
        if real.exists():
            real.rename(old)
        part.rename(real)
    finally:
        shutil.rmtree(part, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)


def write_frame(folder: Path, sources: Sequence[Source], on: date) -> None:
    """What all pages share, and the list of sources."""
    for name in ("pairs", "states"):
        (folder / name).mkdir()
    write_maps(folder)
    write_file(folder / "style.css", write_style())
    write_file(folder / "search.js", read_asset("search.js"))
    write_file(folder / "sources.html", write_sources(sources, on))


def write_states(folder: Path, made: Sequence[Made], on: date) -> None:
    """The pages of the states, the home page and what its search knows."""
    rows: dict[str, list[Relation]] = {}
    for one in made:
        for code, row in zip(one.pair, one.rows, strict=True):
            rows.setdefault(code, []).append(row)
    for code, partners in rows.items():
        partners.sort(key=lambda row: (row.name.casefold(), row.partner))
        write_file(folder / state_page(code), write_state(code, partners, on))
    write_file(folder / "index.html", write_home({code: len(found) for code, found in rows.items()}, len(made), on))
    write_file(folder / "pairs.js", write_index(rows, (one.pair for one in made), on))


def write_file(path: Path, text: str) -> None:
    """A file of the new folder."""
    path.write_bytes(text.encode())


def make_parts(
    settings: SiteSettings, folder: Path, parts: Sequence[Sequence[tuple[str, str]]], states: Sequence[str]
) -> Iterator[list[Made]]:
    """The pages of the pairs, part by part as they are done."""
    make = partial(make_part, settings, folder, frozenset(states))
    if settings.processes == 1:
        yield from map(make, parts)
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(settings.processes, mp_context=context) as pool:
        yield from pool.map(make, parts)


def make_part(
    settings: SiteSettings, folder: Path, states: frozenset[str], pairs: Sequence[tuple[str, str]]
) -> list[Made]:
    """The pages of some pairs, written; the record stays open in the process for the next."""
    reader = open_reader(settings)
    return [made for pair in pairs if (made := reader.make(pair, folder, states)) is not None]


_READERS: dict[SiteSettings, PairReader] = {}


def open_reader(settings: SiteSettings) -> PairReader:
    """The reader of this process."""
    if settings not in _READERS:
        gc.set_threshold(COLLECT_AFTER)
        _READERS[settings] = PairReader(
            open_record(settings.record, kinds=settings.kinds, create=False), settings.on
        )  # fmt: skip
    return _READERS[settings]


class PairReader:
    """Reads the record pair by pair, what several pairs share only once."""

    def __init__(self, record: OpenRecord, on: date) -> None:
        self.record = record
        self.on = on
        self.documents: dict[str, Document] = {}
        self.shared: tuple[str, dict[str, list[Statement]]] = ("", {})
        self.partners: dict[str, list[str]] = {}
        self.alone: dict[str, list[Statement]] = {}
        self.decisions: list[Decision] = record.store.decisions()
        kinds = record.vocabulary.values()
        self.alone_kinds = [kind.name for kind in kinds if is_of_one_state(kind)]
        self.roles = {kind.name: [one.name for one in kind.roles.values() if one.type == "party"] for kind in kinds}

    def make(self, pair: tuple[str, str], folder: Path, states: frozenset[str]) -> Made | None:
        """The page of a pair, written, and its rows."""
        statements = self.statements(pair)
        documents = {one.source: self.document(one.source) for one in statements}
        checked = checking.check(
            statements, documents, self.record.vocabulary, on=self.on, decisions=self.decisions
        )  # fmt: skip
        of_both = {one.source for one in statements if set(pair) <= {code for _, codes in one.roles for code in codes}}
        findings = tuple(one for one in checked.findings if is_on_sources(one, of_both))
        checked = checked.tell(findings, checked.silenced)
        article = write_article(
            checked, documents, self.record.vocabulary, pair, on=self.on, others=self.find_others(pair), draw=stack_maps
        )
        write_file(folder / pair_page(pair), write_pair(article, states, self.on))
        written = find_days(documents, checked.facts)
        known = [fact for fact in checked.facts if is_known(fact, self.on, written)]
        both = [fact for fact in known if set(pair) <= parties_of(fact, self.record.vocabulary)]
        box = article.infobox.rows if article.infobox is not None else ()
        holds = "; ".join(f"{row.label}: {', '.join(value.text for value in row.values)}" for row in box)
        one, other = pair
        first = make_relation(other, both, holds, self.record.vocabulary, self.on)
        second = replace(first, partner=one, name=PLAIN.name(one, on=self.on))
        return Made(pair, (first, second))

    def statements(self, pair: tuple[str, str]) -> list[Statement]:
        """The statements on a pair: those that name both, and what became of each."""
        one, other = pair
        if self.shared[0] != one:
            self.shared = one, self.gather(one)
        found = [*self.shared[1].get(other, ()), *self.alone_of(one), *self.alone_of(other)]
        return list({statement.id: statement for statement in found}.values())

    def find_others(self, pair: tuple[str, str]) -> dict[str, list[str]]:
        """For each of the two the states on which, with it, the record has most."""
        for code in pair:
            if code not in self.partners:
                self.partners[code] = self.record.store.partners(code, MOST_PARTNERS)
        return {code: self.partners[code] for code in pair}

    def gather(self, state: str) -> dict[str, list[Statement]]:
        """The statements of a state by each other state that they name as a party."""
        found: dict[str, list[Statement]] = {}
        for statement in self.record.store.stream_statements(state=state):
            roles = self.roles.get(statement.kind, [])
            for code in {code for role in roles for code in statement.role(role)} - {state}:
                found.setdefault(code, []).append(statement)
        return found

    def alone_of(self, state: str) -> list[Statement]:
        """The statements of the kinds that can be on one state alone."""
        if state not in self.alone:
            self.alone[state] = [
                one for kind in self.alone_kinds for one in self.record.store.statements(state=state, kind=kind)
            ]  # fmt: skip
        return self.alone[state]

    def document(self, sha256: str) -> Document:
        """The document of a source."""
        if sha256 not in self.documents:
            self.documents[sha256] = self.record.store.document(sha256)
        return self.documents[sha256]
