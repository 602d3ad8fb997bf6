"""Findings of text: damaged sentences and characters, claims without a citation, dead numbers, lost quotes."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from comity.checking.case import Case, make_finding
from comity.checking.sentences import Sentence
from comity.model import Block, Citation, Document, Evidence, Finding, Place, Statement

_MARKS = re.compile(r"\[[^\[\]]{1,12}\]")
_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")
# What opens a sentence that must go on: a time or place, a comma, and then its subject.
_OPENING = re.compile(
    r"(?:In|On|At|By|During|After|Before|Since|Until|From|Under|Following|Throughout|Within)\s[^,.;:]{2,60},\s"
)
# Words on which no English sentence ends; a lone letter may be a name ("Plan A").
_HANGING = frozenset("the a an and or nor its their our of".split())
_HANGING_CUT = _HANGING | frozenset(
    "to with for from by in at on between into which that who whose as than but is are was were has have had".split()
)
_TERMINAL = re.compile(r"[.!?…:;\"”’»)\]]$")
# Encoded twice (UTF-8 read as Latin-1 or Windows-1252), and the sign for what could not be decoded.
_MOJIBAKE = re.compile(
    r"�|Ã[\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹Œ‘’“”•–—˜™š›œžŸ]|â€[\u0080-\u00bf™œ“”˜¦\u009d]|Ä[\u0080-\u009f±Ÿ]|Å[\u0080-\u009fŸž]"
)
# One of these is in whatever the pattern finds, and in few texts: the quick look before it.
_BROKEN = ("�", "Ã", "â€", "Ä", "Å")
MIN_WORDS_CUT = 8
MIN_CITATIONS = 3


# -- damaged ---------------------------------------------------------------------------------------------------------


@functools.cache
def nonverbs() -> frozenset[str]:
    """The words that are no verb."""
    lines = (Path(__file__).parent / "nonverbs.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def find_damaged(case: Case) -> Iterator[Finding]:
    """Sentences that have lost their verb or their end."""
    for sentence in case.sentences:
        what = damage_of(sentence)
        if what:
            place, reason = case.place_of_sentence(sentence), f"The sentence is damaged: {what}."
            yield make_finding("C501", reason, [place], settle="An earlier version of the page.")


def damage_of(sentence: Sentence) -> str:
    """What is wrong with a sentence, in words; '' where nothing can be told for sure."""
    text = _MARKS.sub("", sentence.text).strip()
    words = _WORD.findall(text)
    if len(words) < 4:
        return ""
    if text.endswith("."):
        if words[-1] in _HANGING and text[:-1].rstrip().endswith(words[-1]):
            return f"it ends on “{words[-1]}”"
        if _OPENING.match(text) and has_no_verb(text, words):
            return "it opens with a time or place and names a subject, but has no verb"
        return ""
    is_last = sentence.end >= sentence.block.end - 2
    if is_last and len(words) >= MIN_WORDS_CUT and not _TERMINAL.search(text) and is_cut(text, words):
        return f"it breaks off after “{words[-1]}”"
    return ""


def has_no_verb(text: str, words: Sequence[str]) -> bool:
    """Whether each word is a name, a number, or known to be no verb. Doubt speaks for the sentence."""
    return all(
        word.casefold() in nonverbs() or word[0].isdigit() or (word[0].isupper() and at > 0)
        for at, word in enumerate(words)
    ) and not re.search(r"\b[A-Za-z]\.[A-Za-z]\.$|\b[A-Z][a-z]{0,2}\.$", text)


def is_cut(text: str, words: Sequence[str]) -> bool:
    """Whether a text without a stop ends where no text ends: on a comma, or on a word that calls for another."""
    return text.endswith((",", "-", "–")) or (words[-1] in _HANGING_CUT and text.endswith(words[-1]))


def find_mojibake(case: Case) -> Iterator[Finding]:
    """Characters that were decoded wrongly: one finding a source, with the first places."""
    for sha, document in case.documents.items():
        text = document.text
        if not any(mark in text for mark in _BROKEN):
            continue
        spans = read_spans(case, document)
        broken = [found.start() for start, end in spans for found in _MOJIBAKE.finditer(text, start, end)]
        if broken:
            places = [word_at(case, sha, text, at) for at in broken[:5]]
            times = "once" if len(broken) == 1 else f"{len(broken)} times"
            reason = f"The page has characters that were decoded wrongly, {times}: “{places[0].quote}”."
            yield make_finding("C505", reason, places, settle="The page read again with the encoding that it names.")


def read_spans(case: Case, document: Document) -> Iterator[tuple[int, int]]:
    """The parts of a text that are read: all of a page; of a table without blocks, the rows that are stated."""
    if document.blocks:
        yield 0, len(document.text)
        return
    rows = {statement.evidence for statement in case.told_in(document.source.sha256)}
    yield from sorted((row.start, row.end) for row in rows)


def word_at(case: Case, sha: str, text: str, at: int) -> Place:
    """The place of the word around an offset."""
    start = max(text.rfind(" ", 0, at), text.rfind("\n", 0, at)) + 1
    end = min((found for found in (text.find(" ", at), text.find("\n", at)) if found >= 0), default=len(text))
    return case.place(sha, start, max(end, at + 1))


# -- citations -------------------------------------------------------------------------------------------------------


def find_uncited(case: Case) -> Iterator[Finding]:
    """Claims without a citation in a source that otherwise cites: no mark from there to the paragraph's end."""
    for sha, document in sorted(case.documents.items()):
        if len(document.citations) < MIN_CITATIONS or not document.references:
            continue
        statements = case.told_in(sha)
        bare = [statement for statement in statements if is_bare(document, statement)]
        if bare and len(bare) * 2 < len(statements):
            places = [case.place_of(statement) for statement in bare]
            count = "a claim" if len(places) == 1 else f"{len(places)} claims"
            reason = f"The page cites its sources elsewhere, but gives none for {count} here."
            settle = "A source for each, or the mark that was lost."
            yield make_finding("C502", reason, places, statements=bare, settle=settle)


def is_bare(document: Document, statement: Statement) -> bool:
    """Whether a statement stands in a paragraph that cites nothing from the statement to its end."""
    block = block_of(document, statement.evidence)
    if block is None or block.kind != "paragraph":
        return False
    return not any(is_after(citation, statement.evidence, block) for citation in document.citations)


def is_after(citation: Citation, evidence: Evidence, block: Block) -> bool:
    """Whether a mark stands in the block, not before the end of the evidence's words."""
    return evidence.start < citation.mark.end and citation.mark.start < block.end and citation.mark.end > evidence.start


def block_of(document: Document, evidence: Evidence) -> Block | None:
    """The block in which the evidence begins."""
    return next((block for block in document.blocks if block.start <= evidence.start < block.end), None)


def find_dead_numbers(case: Case) -> Iterator[Finding]:
    """Citation marks to which the list of references has no entry."""
    for sha, document in sorted(case.documents.items()):
        known = {reference.number for reference in document.references}
        if not known:
            continue
        dead = [citation for citation in document.citations if citation.number not in known]
        for number in sorted({citation.number for citation in dead}):
            places = [case.place(sha, one.mark.start, one.mark.end) for one in dead if one.number == number]
            reason = f"[{number}] leads nowhere: the list of references of {case.name_source(sha)} has no such entry."
            yield make_finding("C503", reason, places, settle="The entry that was lost, or the number that was meant.")


def find_lost_quotes(case: Case) -> Iterator[Finding]:
    """Statements whose quote does not stand at its place in the source."""
    texts = {sha: document.text for sha, document in case.documents.items()}
    # A quote is as long as its evidence: where it begins there, it ends there.
    lost = [
        one
        for one in case.statements
        if one.source in texts and not texts[one.source].startswith(one.quote, one.evidence.start)
    ]
    for statement in sorted(lost, key=lambda one: one.id):
        named = case.name_source(statement.source)
        reason = f"The quote of this statement is not what stands there in {named}: “{statement.quote}”."
        place = case.place_of(statement)
        yield make_finding("C506", reason, [place], statements=[statement], settle="Reading the source again.")
