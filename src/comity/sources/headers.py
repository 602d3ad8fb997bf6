"""Which rows of a table are its header where the markup does not say."""

from __future__ import annotations

import re
from collections.abc import Sequence

YEAR = re.compile(r"(?:FY ?)?(?:1[5-9]|20)\d\d(?:[-–/]\d{2,4})?(?:\s*[*†]|\s*\(\w{1,12}\.?\))?")
NUMBER = re.compile(r"[~≈<>+−–-]?\s*\(?\d[\d.,' \u00a0]*\)?\s*[%*†]?|[–—-]|\.{1,3}|n/?a\.?", re.IGNORECASE)
# The share of cells below a header of figures that are figures.
FIGURES_SHARE = 0.6


def is_header_of_figures(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first row heads columns of figures: words, or years, over numbers.

    >>> is_header_of_figures([["Partner", "Exports 2021"], ["Kenya", "8.6"], ["Uganda", "3.4"]])
    True
    >>> is_header_of_figures([["", "2021", "2022"], ["Exports", "8.6", "9.1"]])
    True
    >>> is_header_of_figures([["2021", "8.6"], ["2022", "9.1"]])
    False
    """
    first, rest = rows[0], [cell.strip() for row in rows[1:] for cell in row[1:]]
    heads = [cell.strip() for cell in first[1:]]
    if not heads or not rest or YEAR.fullmatch(first[0].strip()) or NUMBER.fullmatch(first[0].strip()):
        return False
    if any(NUMBER.fullmatch(cell) and not YEAR.fullmatch(cell) for cell in heads) or not all(heads):
        return False
    figures = sum(NUMBER.fullmatch(cell) is not None and YEAR.fullmatch(cell) is None for cell in rest)
    return figures >= FIGURES_SHARE * len(rest)
