"""Texts for measuring, the same in every run."""

from __future__ import annotations

import random
import re
from pathlib import Path

import yaml

ROOT = Path(__file__).parent.parent
KINDS = ROOT / "src" / "comity" / "kinds"
SEED = 20_130_501
HISTORICAL = ROOT.parent / "shared" / "corpora" / "historical" / "rdcr"
PAGES = ROOT / "src" / "comity" / "demo"
PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)
MARKUP = re.compile(r"<sup.*?</sup>|<[^>]+>", re.DOTALL)
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
HOSTILE = {
    "nesting": lambda n: b"<html><body>" + b"<div>" * n + b"Turkey recognised Kazakhstan." + b"</div>" * n,
    "dots": lambda n: b"." * n,
    "digits": lambda n: b"1 " * (n // 2),
    "quotes": lambda n: b'"' * n,
    "commas": lambda n: b"Turkey, " * (n // 8),
    "tables": lambda n: b"<html><body><table>" + b"<tr><td>Turkey<td>2012" * (n // 22) + b"</table>",
}


def list_sentences() -> list[str]:
    """The examples of all kinds, and the paragraphs of the sample pages."""
    forms = (yaml.safe_load(path.read_text()) for path in sorted(KINDS.glob("*.yaml")))
    examples = [example["text"] for form in forms for example in form.get("examples") or ()]
    pages = "".join(path.read_text() for path in sorted(PAGES.glob("*.html")))
    return examples + [" ".join(MARKUP.sub("", part).split()) for part in PARAGRAPH.findall(pages)]


def make_dense(documents: int = 60, sentences: int = 40) -> list[bytes]:
    """Documents of sentences that state something, each with years of its own so that no cache holds their dates."""
    dice = random.Random(SEED)
    known = list_sentences()
    return ["\n\n".join(redate(dice.choice(known), dice) for _ in range(sentences)).encode() for _ in range(documents)]


def redate(sentence: str, dice: random.Random) -> str:
    """The sentence with other years."""
    return YEAR.sub(lambda _: str(dice.randint(1950, 2020)), sentence)


def make_empty(documents: int = 4, words: int = 100_000) -> list[bytes]:
    """Documents that name no state: the words of the licence, drawn at random."""
    dice = random.Random(SEED)
    known = (ROOT / "LICENSE").read_text().split()
    return [make_prose(known, words, dice).encode() for _ in range(documents)]


def make_prose(known: list[str], words: int, dice: random.Random) -> str:
    """Paragraphs of about a hundred words."""
    drawn = dice.choices(known, k=words)
    return "\n\n".join(" ".join(drawn[at : at + 100]) + "." for at in range(0, words, 100))


def make_html(documents: list[bytes]) -> list[bytes]:
    """The same documents as pages."""
    return [b"<!DOCTYPE html><html lang=en><head><title>Page</title></head><body><h1>Page</h1>\n"
            + b"\n".join(b"<p>" + part + b"</p>" for part in document.split(b"\n\n"))
            + b"</body></html>" for document in documents]  # fmt: skip


CORPORA = {
    "dense": make_dense,
    "empty": make_empty,
    "html": lambda: make_html(make_dense()),
    "historical": lambda: [path.read_bytes() for path in sorted(HISTORICAL.glob("*.txt"))],
}


def make_texts(name: str) -> list[bytes]:
    """The documents of a corpus, or one hostile document named `hostile:KIND:SIZE`."""
    if name.startswith("hostile:"):
        _, kind, size = name.split(":")
        return [HOSTILE[kind](int(size))]
    return CORPORA[name]()
