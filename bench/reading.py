"""Reading beside spaCy's tokenizer, by turns (A B A B …) on the same bytes: speed, ratio, and what it stands for.

    python bench/reading.py [--rounds N]

The tokenizer (`spacy.blank("en")`) installs everywhere; the small English pipeline, which does what a reader of
sentences needs, takes 60 times as long as its tokenizer on one core, so the tokenizer's speed calibrates the machine.
It is taken on prose: the project's examples say the same words so often that the tokenizer hardly has to look at them.
Texts: `dense`, the project's own examples; `html`, the same as pages; `empty`, text that names nobody; `historical`,
pages of the gold beside the project, where they are.
"""

from __future__ import annotations

import argparse
import sys
from contextlib import ExitStack
from pathlib import Path

from run import PEER, install_peer, start, take_turns, tell
from texts import CORPORA, HISTORICAL

PIPELINE_TIMES = 60
LEAST_TIMES, AIM_TIMES = 15, 50
EMPTY_BUDGET_MB = 50
HTML_BUDGET = 2.0


def measure(corpus: str, rounds: int) -> tuple[float, float]:
    """Megabytes a second of Comity and of the tokenizer."""
    with ExitStack() as stack:
        workers = [
            stack.enter_context(start(python, reader, corpus))
            for python, reader in ((Path(sys.executable), "comity"), (PEER, "spacy"))
        ]
        seconds = take_turns(workers, rounds)
        ours, peer = (worker.size / 1e6 / taken for worker, taken in zip(workers, seconds, strict=True))
    return ours, peer


def tell_dense(corpus: str, ours: float, peer: float, pipeline: float) -> None:
    times = ours / pipeline
    tell(f"{corpus}: Comity, tokenizer", f"{ours:.2f} MB/s, {peer:.2f} MB/s: {ours / peer:.2f}", "")
    tell(f"{corpus}: Comity / pipeline", f"{ours:.2f} MB/s, {pipeline:.3f} MB/s: {times:.1f}",
         f"at least {LEAST_TIMES}, aim {AIM_TIMES}", is_kept=times >= LEAST_TIMES)  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=7)
    rounds = parser.parse_args().rounds
    install_peer()
    speeds = {name: measure(name, rounds) for name in CORPORA if name != "historical" or HISTORICAL.is_dir()}
    pipeline = speeds["historical" if "historical" in speeds else "empty"][1] / PIPELINE_TIMES
    for name in ("dense", "historical"):
        if name in speeds:
            tell_dense(name, *speeds[name], pipeline)
    html = speeds["dense"][0] / speeds["html"][0] * pages_are_longer()
    tell("HTML / its plain text", f"{html:.2f}", f"at most {HTML_BUDGET}", is_kept=html <= HTML_BUDGET)
    ours, peer = speeds["empty"]
    tell("text that names nobody: Comity, tokenizer", f"{ours:.1f} MB/s, {peer:.2f} MB/s: {ours / peer:.1f}",
         f"{EMPTY_BUDGET_MB} MB/s", is_kept=ours >= EMPTY_BUDGET_MB)  # fmt: skip


def pages_are_longer() -> float:
    """How many times as many bytes the pages have as their text: speeds are of bytes, the budget of times."""
    plain, html = (sum(map(len, CORPORA[name]())) for name in ("dense", "html"))
    return html / plain


if __name__ == "__main__":
    main()
