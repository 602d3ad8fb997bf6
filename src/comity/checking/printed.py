"""How exactly a figure is printed: the rounding that decides whether two figures can be one.

`556.8 million` is printed to a tenth of a million: the figure lies within 0.05 million of it. In: an amount and the
characters that give it. Out: half of the last printed place, in whole units.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from comity.model import Amount

SCALES = {
    "thousand": 1e3, "k": 1e3, "million": 1e6, "millions": 1e6, "mln": 1e6, "mn": 1e6, "m": 1e6, "billion": 1e9,
    "billions": 1e9, "bn": 1e9, "bln": 1e9, "b": 1e9, "milliard": 1e9, "trillion": 1e12, "trn": 1e12, "tn": 1e12,
}  # fmt: skip
SCALE_AFTER = re.compile(r"\s{0,2}[-\u00a0]?\s?([A-Za-z]{1,9})\b")
# Where the text does not show the figure, the codebook's tolerance for equal amounts.
UNSEEN = 0.005
# "about", and the figures that are given as more than or up to a round number.
APPROXIMATE = 0.1


def half_step(amount: Amount, quote: str) -> float:
    """Half of the last place to which the quote prints the amount; 0.5 % of it where the quote does not show it.

    >>> half_step(Amount(556.8e6, "USD"), "reached USD 556.8 million")
    50000.0
    >>> half_step(Amount(13.8, "percent"), "13.8% growth")
    0.05
    """
    steps = [step for value, step in printed_numbers(quote) if abs(value - amount.value) <= 1e-9 * abs(amount.value)]
    seen = min(steps, default=None)
    exact = UNSEEN * abs(amount.value) if seen is None else seen / 2
    return max(exact, APPROXIMATE * abs(amount.value)) if amount.bound == "approx" else exact


def printed_numbers(text: str) -> Iterator[tuple[float, float]]:
    """Each number of a text in whole units with the worth of its last printed place, in every reading of its marks."""
    for found in re.finditer(r"\d(?:[\d.,]*\d)?", text):
        after = SCALE_AFTER.match(text, found.end())
        scale = SCALES.get(after.group(1).lower(), 1.0) if after else 1.0
        for value, places in readings(found.group()):
            yield value * scale, scale * 10.0**-places


def readings(digits: str) -> Iterator[tuple[float, int]]:
    """The values that digits with commas and stops can mean, each with its decimal places: '3,1' is 3.1, not 31.

    >>> list(readings("3,1")), list(readings("1,250")), list(readings("1,250.5"))
    ([(3.1, 1)], [(1250.0, 0), (1.25, 3)], [(1250.5, 1)])
    """
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", digits):
        whole, _, part = digits.partition(".")
        yield float(digits.replace(",", "")), len(part)
    elif re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", digits):
        whole, _, part = digits.partition(",")
        yield float(whole.replace(".", "") + "." + (part or "0")), len(part)
    if re.fullmatch(r"\d+[.,]\d+", digits):
        yield float(digits.replace(",", ".")), len(re.split(r"[.,]", digits)[1])
    elif digits.isdigit():
        yield float(digits), 0


def can_be_equal(left: Amount, right: Amount, left_quote: str, right_quote: str) -> bool:
    """Whether two figures can be one: their roundings meet, or a bound or range lets them."""
    low, high = reach(left, left_quote), reach(right, right_quote)
    return low[0] <= high[1] and high[0] <= low[1]


def reach(amount: Amount, quote: str) -> tuple[float, float]:
    """The least and the greatest value that a printed amount can mean."""
    step = max(half_step(amount, quote), UNSEEN * abs(amount.value))
    least, most = amount.value - step, (amount.to if amount.to is not None else amount.value) + step
    if amount.bound == "min":
        return least, float("inf")
    return (0.0, most) if amount.bound == "max" else (least, most)
