"""A time in EDTF as lists of references take it: in a citation template of an encyclopaedia, in CSL, BibTeX and RIS.

None is given where a form has no way to say the time: nothing is added to it, and nothing left out.
"""

from __future__ import annotations

import re
from typing import Any

from comity.model.edtf import SEASON_MONTHS, Parsed, Point, parse_edtf
from comity.model.when import Style, When

# The seasons that CSL numbers, by the codes of EDTF with and without a hemisphere.
CSL_SEASONS = {code: (code - 21) % 4 + 1 for code in SEASON_MONTHS if code <= 32}


def write_cs1_date(when: When, style: Style = "british") -> str | None:
    """The time as Citation Style 1 takes it; None where it has no form for it.

    >>> write_cs1_date(When("2014-02-04")), write_cs1_date(When("2006~")), write_cs1_date(When("199X"))
    ('4 February 2014', 'c. 2006', None)
    """
    point = only_point(when)
    if point is None or point.is_unspecified or "?" in point.qualifiers or "%" in point.qualifiers:
        return None
    if int(point.year) < 100 or (point.month and int(point.month) > 24):
        return None
    words = When(re.sub("[?~%]", "", when.edtf)).in_words(style, bare=True)
    if point.precision == "season":
        words = words[:1].upper() + words[1:]
    return words if not point.qualifiers else f"c. {words}" if point.precision == "year" else None


def write_csl_date(when: When) -> dict[str, Any]:
    """The time as CSL-JSON has it: `date-parts` where they say it in full, otherwise the text as `literal`.

    >>> write_csl_date(When("2014-02")), write_csl_date(When("2006~"))
    ({'date-parts': [[2014, 2]]}, {'date-parts': [[2006]], 'circa': True})
    """
    parsed = parse_edtf(when.edtf)
    ends = parsed.members[0] if parsed.form in ("date", "interval") else ()
    points = [end for end in ends if isinstance(end, Point)]
    if len(points) != 2 or any(point.is_unspecified for point in points):
        return {"literal": when.edtf}
    if parsed.form == "date":
        points = points[:1]
    seasons = {int(point.month) for point in points if point.precision == "season"}
    if seasons and (len(points) > 1 or not seasons <= set(CSL_SEASONS)):
        return {"literal": when.edtf}
    form: dict[str, Any] = {"date-parts": [list_parts(point, with_month=not seasons) for point in points]}
    if seasons:
        form["season"] = CSL_SEASONS[seasons.pop()]
    if any(point.qualifiers for point in points):
        form["circa"] = True
    return form


def list_parts(point: Point, *, with_month: bool = True) -> list[int]:
    """Year, month and day as numbers, as far as they are known."""
    parts = (point.year, point.month, point.day) if with_month else (point.year,)
    return [int(part) for part in parts if part]


def write_ris_date(when: When) -> tuple[str | None, str]:
    """The year (None where it is not one known year) and the date as RIS has it: YYYY/MM/DD/what else is to be said.

    >>> write_ris_date(When("2014-02-04")), write_ris_date(When("2006~")), write_ris_date(When("199X"))
    (('2014', '2014/02/04/'), ('2006', '2006///about 2006'), (None, '///the 1990s'))
    """
    point = only_point(when)
    words = when.in_words(bare=True)
    if point is None or "X" in point.year or point.year.startswith("-"):
        return None, f"///{words}"
    month, day = ("" if "X" in part or (part and int(part) > 12) else part for part in (point.month, point.day))
    is_whole = not point.qualifiers and (month, day) == (point.month, point.day)
    return point.year, f"{point.year}/{month}/{day if month else ''}/{'' if is_whole else words}"


def only_point(when: When) -> Point | None:
    """The one date that the time is; None for an interval or a set, and for years of five digits."""
    parsed: Parsed = parse_edtf(when.edtf)
    if parsed.form != "date":
        return None
    point = parsed.members[0][0]
    return point if isinstance(point, Point) and len(point.year.lstrip("-")) == 4 else None
