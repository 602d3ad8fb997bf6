"""Near-copies: which sentences of one document stand, nearly word for word, in another. Pure functions.

In: documents. Out: `Copy`, which names the passages on both sides and, where dates tell, whose text it is. Sentences
are compared by their shingles (runs of five words, hashed); of a document only a sample is kept for look-ups: the
hashes that are 0 mod 8, and the least of each sentence, so that no sentence is without one.
"""

from __future__ import annotations

import functools
import hashlib
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, combinations, pairwise, repeat

from comity.model import Document, Evidence
from comity.sources.citations import list_sentence_starts

SHINGLE_WORDS = 5
SAMPLE = 8
# Swept 0.5-0.9 on sentences that two pages of the seeds share in content but not in words: at 0.6 none was taken for a
# copy; a copied sentence with one word changed in sixteen still has 0.6 of its shingles.
MIN_SHARED = 0.6
MIN_COPIED_WORDS = 10
# Between two documents that share a sentence, others that were edited more are recognised too. Swept 0.2-0.6 on the
# pairs of tests/sources/data/copies.yaml: the same passages from 0.25 to 0.4.
MIN_SHARED_NEARBY = 0.35
# So much of a short document in a longer one is a copy, though every sentence was edited.
MIN_SHARED_OF_DOCUMENT = 0.3
# A sentence that stands in so many documents is a formula ("exchanged views on regional and international issues").
MOST_HOLDERS = 8
MIN_COMMON = 3
# One formula, or one short sentence ("X and Y established relations on 2 March 1992"), says nothing; three were copied.
MIN_FORMULAS = 3
MIN_TELLING = 8
COMPARED_KINDS = frozenset(("paragraph", "item", "caption"))
MARK = re.compile(r"\[[^\[\]\s]{1,8}\]")
# A run of words is prose where one of its words is: not capitalised, not short, none of these.
SHORTEST_PROSE = 4
MIN_SHINGLES = 4
LITTLE_WORDS = frozenset("between with from zwischen entre avec между della delle ile arasında".split())
WORD = re.compile(r"[^\W_]+")
# Letters that do not fall apart into a letter and its accent.
LETTERS = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe"})
FACTOR = 0x9E3779B97F4A7C15
MASK = (1 << 64) - 1
LEADING_FACTOR = pow(FACTOR, SHINGLE_WORDS, 1 << 64)
NO_WORD = (0, 0, False)


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of one document and the sentence of another that has its words."""

    here: Evidence
    there: Evidence


@dataclass(frozen=True, slots=True)
class Copy:
    """Two documents with the same words. `by` is the later one; where dates do not tell, `is_dated` is False.

    `share` is how much of the shorter document stands in the other, by shingles. In `passages`, `here` is of `by`.
    """

    by: str
    of: str
    passages: tuple[Passage, ...]
    share: float
    is_dated: bool


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, the hashes of its shingles, and whether it names nothing, as the formulas of communiqués do."""

    span: Evidence
    shingles: frozenset[int]
    is_formula: bool = False


@dataclass(frozen=True, slots=True)
class Sketch:
    """What of a document is kept to find its copies: the sampled hashes."""

    source: str
    sampled: frozenset[int]


def find_copies(documents: Mapping[str, Document]) -> list[Copy]:
    """The near-copies among documents (by SHA-256), in the order of their sources."""
    sketches = {sha: make_sketch(document) for sha, document in documents.items()}
    compared = Compared(documents)
    found = (compared.compare(left, right) for left, right in find_candidates(sketches.values()))
    return [copy for copy in found if copy is not None]


def find_candidates(sketches: Iterable[Sketch]) -> list[tuple[str, str]]:
    """The pairs of sources that share a sampled hash, in order.

    What many sources have is a formula or a text with many mirrors: neighbours in the list of its holders are a pair
    only where they share several such hashes, so that the pairs grow with the number of sources and not its square.
    """
    holders: dict[int, list[str]] = defaultdict(list)
    for sketch in sketches:
        for value in sketch.sampled:
            holders[value].append(sketch.source)
    shared = [sorted(sources) for sources in holders.values() if len(sources) > 1]
    rare = {pair for sources in shared if len(sources) <= MOST_HOLDERS for pair in combinations(sources, 2)}
    common = Counter(pair for sources in shared if len(sources) > MOST_HOLDERS for pair in pairwise(sources))
    return sorted(rare | {pair for pair, count in common.items() if count >= MIN_COMMON})


def make_sketch(document: Document) -> Sketch:
    """The sketch of a document."""
    sampled: set[int] = set()
    for sentence in list_sentences(document):
        sampled.update(value for value in sentence.shingles if value % SAMPLE == 0)
        sampled.add(min(sentence.shingles))
    return Sketch(document.source.sha256, frozenset(sampled))


class Compared:
    """Compares documents two at a time; the sentences of each are hashed once."""

    def __init__(self, documents: Mapping[str, Document]) -> None:
        self._documents = documents
        self._sentences = functools.lru_cache(maxsize=256)(self._list_sentences)
        self._found: dict[tuple[str, str], Copy | None] = {}

    def _list_sentences(self, source: str) -> tuple[Sentence, ...]:
        return tuple(list_sentences(self._documents[source]))

    def compare(self, left: str, right: str) -> Copy | None:
        """What one of two documents has from the other; None where they share no sentence."""
        key = (left, right) if left < right else (right, left)
        if key not in self._found:
            self._found[key] = self._compare(*key)
        return self._found[key]

    def _compare(self, left: str, right: str) -> Copy | None:
        dates = [date_of(self._documents[source]) for source in (left, right)]
        earlier, later = (right, left) if dates[1] < dates[0] else (left, right)
        here, there = self._sentences(later), self._sentences(earlier)
        shared = measure_share(here, there)
        passages = match_sentences(here, there, is_close=shared >= MIN_SHARED_OF_DOCUMENT)
        if not passages:
            return None
        return Copy(later, earlier, tuple(passages), round(shared, 3), dates[0] != dates[1] and max(dates) < UNKNOWN)


UNKNOWN = "9999"


def date_of(document: Document) -> str:
    """The earliest day on which a document is known to have been public; "9999" where none is known."""
    source = document.source
    return min(filter(None, (source.published, source.updated)), default=UNKNOWN)


def measure_share(here: Sequence[Sentence], there: Sequence[Sentence]) -> float:
    """How much of the shorter of two texts stands in the other, from 0 to 1."""
    mine, yours = (set().union(*(sentence.shingles for sentence in part)) for part in (here, there))
    return len(mine & yours) / max(min(len(mine), len(yours)), 1)


def match_sentences(here: Sequence[Sentence], there: Sequence[Sentence], *, is_close: bool = False) -> list[Passage]:
    """The sentences of one text that stand in another, each with its best match; none where no match is near enough.

    Where one pair is alike beyond doubt, or the texts are known to be close, others may differ more.
    """
    matches = [(sentence, *find_nearest(sentence, held)) for held in (hold(there),) for sentence in here]
    sure = is_close or any(likeness >= MIN_SHARED for _, _, likeness in matches)
    alike = [
        (sentence, nearest)
        for sentence, nearest, likeness in matches
        if nearest is not None and sure and likeness >= MIN_SHARED_NEARBY
    ]
    telling = sum(len(sentence.shingles) for sentence, _ in alike if not sentence.is_formula)
    if len(alike) < MIN_FORMULAS and telling < MIN_TELLING:
        return []
    return [Passage(sentence.span, nearest.span) for sentence, nearest in alike]


def hold(sentences: Sequence[Sentence]) -> Mapping[int, list[Sentence]]:
    """For each shingle, the sentences that have it."""
    held: dict[int, list[Sentence]] = defaultdict(list)
    for sentence in sentences:
        for value in sentence.shingles:
            held[value].append(sentence)
    return held


def find_nearest(sentence: Sentence, held: Mapping[int, list[Sentence]]) -> tuple[Sentence | None, float]:
    """The sentence with the most shingles of this one, and how alike they are, from 0 to 1."""
    shared = Counter(
        number for value in sentence.shingles if value in held for number in map(id, held[value][:MOST_HOLDERS])
    )
    known = {id(one): one for value in sentence.shingles if value in held for one in held[value][:MOST_HOLDERS]}
    if not shared:
        return None, 0.0
    return max(
        ((known[number], likeness_of(sentence, known[number], count)) for number, count in shared.items()),
        key=lambda match: (match[1], -match[0].span.start),
    )


def likeness_of(left: Sentence, right: Sentence, shared: int) -> float:
    """How alike two sentences are, from 0 to 1: the part of the longer one that they share."""
    return shared / max(len(left.shingles), len(right.shingles))


def list_sentences(document: Document) -> Iterator[Sentence]:
    """The sentences of a document's prose that are long enough to be told apart from chance."""
    for block in document.blocks:
        if block.kind not in COMPARED_KINDS:
            continue
        starts = [*list_sentence_starts(document.text, block), block.end]
        for start, end in zip(starts, starts[1:], strict=False):
            words = list_words(document.text[start:end])
            shingles = make_shingles(words)
            if shingles:
                is_formula = not any(map(is_specific, words[1:]))
                yield Sentence(Evidence(start, end), shingles, is_formula)


def is_copy(left: str, right: str) -> bool:
    """Whether two sentences share their words: enough of the longer one's runs of five stand in the other.

    >>> is_copy("Diplomatic relations were established.", "Diplomatic relations were established.")
    False
    """
    return shares_words(make_shingles(list_words(left)), make_shingles(list_words(right)))


def shares_words(mine: frozenset[int], yours: frozenset[int]) -> bool:
    """Whether two sentences share their words, by their shingles."""
    return bool(mine and yours) and len(mine & yours) >= MIN_SHARED * max(len(mine), len(yours))


def is_specific(word: str) -> bool:
    """Whether a word within a sentence is a name or a number; a sentence without any is a formula of the trade."""
    return word[0].isupper() or any(map(str.isdigit, word))


def list_words(text: str) -> list[str]:
    """The words of a text, without citation marks.

    >>> list_words("Erdoğan visited Astana.[2]")
    ['Erdoğan', 'visited', 'Astana']
    """
    return WORD.findall(MARK.sub(" ", text) if "[" in text else text)


@functools.lru_cache(maxsize=4096)
def _make_shingles(words: tuple[str, ...]) -> frozenset[int]:
    return frozenset(list_shingles(words))


def make_shingles(words: Sequence[str]) -> frozenset[int]:
    """The hashes of the shingles of a sentence; none of one that has too few to be told apart from chance."""
    shingles = _make_shingles(tuple(words)) if len(words) >= MIN_COPIED_WORDS else frozenset()
    return shingles if len(shingles) >= MIN_SHINGLES else frozenset()


def list_shingles(words: Sequence[str]) -> Iterator[int]:
    """The hash of each run of five words that is prose: 64 bits, the same on every machine.

    A run of capitals and little words is the name of a treaty or an office, which everyone writes alike.
    """
    value = prose = 0
    weighed = [*map(weigh_word, words)]
    before = chain(repeat(NO_WORD, SHINGLE_WORDS), weighed)
    for index, ((added, _, is_prose), (_, gone, was_prose)) in enumerate(zip(weighed, before, strict=False), 1):
        value = (value * FACTOR + added - gone) & MASK
        prose += is_prose - was_prose
        if prose and index >= SHINGLE_WORDS:
            yield value


@functools.lru_cache(maxsize=1 << 17)
def weigh_word(word: str) -> tuple[int, int, bool]:
    """64 bits of the hash of a word without case and accents, the same when a run has left it, whether it is prose."""
    plain = word.casefold()
    if not plain.isascii():
        parts = unicodedata.normalize("NFKD", plain.translate(LETTERS))
        plain = "".join(letter for letter in parts if not unicodedata.combining(letter))
    is_prose = len(word) >= SHORTEST_PROSE and not is_specific(word) and plain not in LITTLE_WORDS
    value = int.from_bytes(hashlib.blake2b(plain.encode(), digest_size=8).digest(), "little")
    return value, value * LEADING_FACTOR & MASK, is_prose
