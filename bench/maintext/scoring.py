"""How much of the annotated main text an extractor keeps, and how much else: by block and by word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from bench.maintext.pages import Annotated

from comity.model import Document

PROSE = frozenset({"heading", "paragraph", "item"})
POWERS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


@dataclass(slots=True)
class Count:
    """True, missed and wrong, added up."""

    hit: int = 0
    missed: int = 0
    wrong: int = 0

    def add(self, truth: Counter[str], found: Counter[str]) -> None:
        hit = (truth & found).total()
        self.hit += hit
        self.missed += truth.total() - hit
        self.wrong += found.total() - hit

    @property
    def precision(self) -> float:
        return self.hit / max(1, self.hit + self.wrong)

    @property
    def recall(self) -> float:
        return self.hit / max(1, self.hit + self.missed)

    @property
    def f1(self) -> float:
        return 2 * self.hit / max(1, 2 * self.hit + self.wrong + self.missed)


@dataclass(slots=True)
class Score:
    """What was counted on some pages; `kept` says of each date in `time`, power of ten and reference whether it is."""

    prose: Count = field(default_factory=Count)
    blocks: Count = field(default_factory=Count)
    words: Count = field(default_factory=Count)
    kept: dict[str, list[bool]] = field(default_factory=lambda: {"dates": [], "powers": [], "references": []})

    def add(self, page: Annotated, found: Iterable[str]) -> None:
        """Counts the blocks that an extractor gave for the page."""
        truth = Counter(normalise(text) for _, text in page.blocks)
        given = [part for block in found if (normal := normalise(block)) for part in split_term(normal, truth)]
        prose = Counter(normalise(text) for kind, text in page.blocks if kind in PROSE)
        either = {normalise(text).lower() for text in page.either}
        rest = Counter(given) - truth
        wrong = Counter({text: number for text, number in rest.items() if text.lower() not in either})
        kept = Counter(given) & truth
        self.blocks.add(truth, kept + wrong)
        self.prose.add(prose, (kept & prose) + wrong)
        self.words.add(count_words(truth), count_words(kept + wrong))
        text = " ".join(given)
        for name, wanted in find_wanted(page):
            self.kept[name].append(wanted in text)


def split_term(block: str, truth: Counter[str]) -> Iterator[str]:
    """The block; a term of a list of definitions and what is said of it are two ("Embassy: Accra")."""
    term, colon, said = block.partition(": ")
    yield from (term, said) if colon and block not in truth and term in truth and said in truth else (block,)


def find_wanted(page: Annotated) -> Iterator[tuple[str, str]]:
    """What must stand in the text: the words around each date in `time`, each power of ten, each reference."""
    for date in re.finditer(r"<time[^>]*>([^<]+)</time>([^<]{3,25})", page.html):
        yield "dates", normalise(date[1] + date[2])
    for power in re.finditer(r"10<sup>(\d)", page.html):
        yield "powers", f"10^{power[1]}"
    yield from (("references", normalise(text)) for kind, text in page.blocks if kind == "reference")


def count_words(blocks: Counter[str]) -> Counter[str]:
    """The words of all blocks."""
    words: Counter[str] = Counter()
    for block, number in blocks.items():
        for word in re.findall(r"\w+", block):
            words[word] += number
    return words


def normalise(block: str) -> str:
    """The block with single spaces, without marks of citations, bullets and numbers of entries; powers as `10^6`."""
    text = re.sub(r"\s*\[\d+\]", "", " ".join(block.split()))
    text = re.sub(r"10([⁰¹²³⁴⁵⁶⁷⁸⁹]+)", lambda power: "10^" + power[1].translate(POWERS), text)
    if re.fullmatch(r"[-\s]*", text):  # the rule below a table's header
        return ""
    return re.sub(r"^(?:[-–•*]\s+|\d+\.\s+|\^\s*(?:[ab]\s+)*)+", "", text).strip()


def list_kept(document: Document) -> Iterator[str]:
    """Comity's blocks of main text: all that are not boilerplate, rows by their cells."""
    for block in document.blocks:
        if block.kind != "boilerplate":
            yield from document.text[block.start : block.end].split("|")


def list_lines(text: str) -> Iterator[str]:
    """trafilatura's blocks: its lines, rows by their cells."""
    for line in text.splitlines():
        yield from line.split("|")
