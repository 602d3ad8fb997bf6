"""The accuracy gate: reads the gold and fails where a kind is read worse than its floor in tests/floors.json.

    python tools/gate.py                               compare with the floors
    python tools/gate.py --misses 5                    and show what was missed and what was wrong
    python tools/gate.py --update                      raise the floors to what was reached, take in a changed gold
    python tools/gate.py --update --allow-regression   let floors fall; the commit says why
    python tools/gate.py --gold FILE.yaml              score the pages that another file names, without floors

The project's own cases and pages are always read, each YAML file in tests/gold with the pages that it names as one
gold; the texts beside the project only where they are.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from comity.kinds import Vocabulary, load_vocabulary
from comity.model import Statement
from comity.reading import read
from comity.sources import Taken, make_document
from gold import hash_gold, load_cases, load_pages, load_pairs
from scoring import Gold, Score, Tally, score_all, tally_text

ROOT = Path(__file__).parent.parent
FLOORS = ROOT / "tests" / "floors.json"
CORPORA = ROOT.parent / "shared" / "corpora"
PAIRS = ("seeds", "coded/factbook", "coded/rdcr", "historical/rdcr")
# F1 moves by less than this only by rounding.
TOLERANCE = 0.0005
# Pages that stand for the unseen ones: what is missed in them is never shown, so that nobody mends for them.
HELD_OUT = "heldout"


def find_corpora(vocabulary: Vocabulary) -> Iterator[tuple[str, list[Gold]]]:
    """Name and texts of each gold that is there."""
    yield "cases", load_cases(ROOT / "tests" / "cases", vocabulary)
    for path in sorted((ROOT / "tests" / "gold").glob("*.yaml")):
        yield path.stem, load_pages(path, vocabulary)
    for name in PAIRS:
        if (CORPORA / name).is_dir():
            yield name, load_pairs(CORPORA / name)


def read_gold(gold: Gold, vocabulary: Vocabulary) -> list[Statement]:
    """What the reader reads in a gold text."""
    document = make_document(Taken("gold", gold.text.encode()))
    source = replace(document.source, **dict(gold.given))  # type: ignore[arg-type]
    return read(replace(document, source=source), vocabulary)


def tally_corpus(golds: list[Gold], vocabulary: Vocabulary) -> Tally:
    """The tally over all texts of a gold."""
    tally = Tally()
    for gold in golds:
        tally_text(gold, read_gold(gold, vocabulary), vocabulary, tally)
    return tally


def measure(score: Score, *, is_partial: bool) -> float | None:
    """What is held against the floor: F1, or recall where only part of the claims were coded."""
    return score.recall if is_partial else (score.f1 if score.gold else None)


def find_falls(floors: Mapping[str, float], reached: Mapping[str, float], tolerance: float) -> Iterator[str]:
    """A sentence for each kind that is read worse than its floor."""
    for kind, floor in floors.items():
        if reached.get(kind, 0.0) < floor - tolerance:
            yield f"{kind}: {reached.get(kind, 0.0):.4f} is below its floor {floor:.4f}"


def round_down(value: float) -> float:
    """The value with four digits, never above it."""
    return int(value * 10_000) / 10_000


def merge_floors(old: Mapping[str, float], reached: Mapping[str, float], *, may_fall: bool) -> dict[str, float]:
    """The floors of kinds that were wanted: raised to what was reached, lowered only where that is allowed."""
    floors = {kind: round_down(value) for kind, value in reached.items()}
    return floors if may_fall else {kind: max(value, old.get(kind, 0.0)) for kind, value in floors.items()}


def print_scores(name: str, golds: list[Gold], scores: Mapping[str, Score]) -> None:
    """A table of one gold."""
    print(f"\n{name}: {len(golds)} texts")
    print(f"  {'kind':14} {'gold':>5} {'read':>5} {'hits':>5}  prec   rec    f1  whole")
    for kind, score in scores.items():
        shares = (score.precision, score.recall, score.f1, score.whole)
        cells = " ".join("    -" if share is None else f"{share:5.2f}" for share in shares)
        print(f"  {kind:14} {score.gold:5} {score.read:5} {score.hits:5} {cells}")


def print_misses(tally: Tally, golds: list[Gold], most: int) -> None:
    """The first missed and wrong claims."""
    texts = {gold.name: gold.text for gold in golds}
    for word, claims in (("missed", tally.missed), ("wrong", tally.wrong)):
        for name, claim in claims[:most]:
            quote = " ".join((claim.quote or texts[name][claim.evidence.start : claim.evidence.end]).split())
            what = f"{claim.kind}/{claim.action} {dict(claim.roles)} {claim.when}"
            print(f"  {word} {Path(name).name} {what} «{quote[:120]}»")


def check_corpus(
    name: str, golds: list[Gold], known: dict[str, Any], vocabulary: Vocabulary, arguments: argparse.Namespace
) -> list[str]:
    """The problems of one gold; with --update its new floors stand in `known` instead."""
    tally = tally_corpus(golds, vocabulary)
    scores = score_all(tally, vocabulary)
    print_scores(name, golds, scores)
    if name != HELD_OUT:
        print_misses(tally, golds, arguments.misses)
    is_partial = bool(golds) and all(gold.is_partial for gold in golds)
    measured = {kind: measure(score, is_partial=is_partial) for kind, score in scores.items() if score.gold}
    reached = {kind: value or 0.0 for kind, value in measured.items()}
    entry = known.get(name, {})
    falls = list(find_falls(entry.get("floors", {}), reached, TOLERANCE))
    if arguments.update and (arguments.allow_regression or not falls):
        floors = merge_floors(entry.get("floors", {}), reached, may_fall=arguments.allow_regression)
        known[name] = {"sha256": hash_gold(golds), "texts": len(golds), "floors": floors}
        return []
    if entry.get("sha256") != hash_gold(golds):
        falls.append("the gold has changed; look at the difference, then run: python tools/gate.py --update")
    return [f"{name}: {fall}" for fall in falls]


def main() -> None:
    """Run the gate; exit status 1 where something fell."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--allow-regression", action="store_true")
    parser.add_argument("--misses", type=int, default=0)
    parser.add_argument("--gold", type=Path, metavar="FILE.yaml")
    arguments = parser.parse_args()
    vocabulary = load_vocabulary()
    if arguments.gold:
        golds = load_pages(arguments.gold, vocabulary)
        tally = tally_corpus(golds, vocabulary)
        print_scores(arguments.gold.stem, golds, score_all(tally, vocabulary))
        print_misses(tally, golds, arguments.misses)
        return
    known = json.loads(FLOORS.read_text()) if FLOORS.exists() else {"corpora": {}}
    problems: list[str] = []
    for name, golds in find_corpora(vocabulary):
        problems += check_corpus(name, golds, known["corpora"], vocabulary, arguments)
    if arguments.update:
        FLOORS.write_text(json.dumps(known, indent=1) + "\n")
    for problem in problems:
        print(f"gate: {problem}", file=sys.stderr)
    print(f"gate: {'FAILED' if problems else 'passed'}")
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
