"""How quickly times and amounts are found: megabytes a second on three kinds of text or on files."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from comity.reading.amounts import find_amounts
from comity.reading.dates import find_dates

PROSE = "Both governments reaffirmed their wish to widen the friendly exchange between their peoples and schools. "
DENSE = (
    "On 22-24 May 2012 the president paid a state visit, and trade rose by 13.8 % to USD 556.8 million in 2011. "
    "Since March 1992 some 3,000 Turkish firms have come; the embassy, opened two years later, moved in October 1997. "
)
TEXTS = {
    "few digits": (PROSE * 30 + DENSE) * 60,
    "dense": DENSE * 1000,
    "no digits": PROSE * 3000,
}
FINDERS: dict[str, Callable[[str], list[object]]] = {"dates": find_dates, "amounts": find_amounts}  # type: ignore[dict-item]


def measure_rate(find: Callable[[str], list[object]], text: str, rounds: int = 5) -> float:
    """The best rate of several rounds, in megabytes a second."""
    best = float("inf")
    for _ in range(rounds):
        start = perf_counter()
        find(text)
        best = min(best, perf_counter() - start)
    return len(text.encode()) / best / 1e6


def main() -> None:
    """One line for each finder and text."""
    texts = {Path(name).name: Path(name).read_text() for name in sys.argv[1:]} or TEXTS
    for label, text in texts.items():
        for name, find in FINDERS.items():
            print(f"{name:8} {label:12} {len(text) / 1e6:6.2f} MB  {measure_rate(find, text):8.1f} MB/s")


if __name__ == "__main__":
    main()
