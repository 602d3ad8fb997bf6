"""Time in the lists of names: ISO days, months or years as text, and whether a day lies between two of them.

An end that is only a year or a month reaches to its last day; an empty start or end is open or unknown.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date


def first_day(text: str) -> date:
    """The first day of an ISO day, month or year.

    >>> first_day("1992"), first_day("1992-03")
    (datetime.date(1992, 1, 1), datetime.date(1992, 3, 1))
    """
    year, month, day = [*map(int, text.split("-")), 1, 1][:3]
    return date(year, month, day)


def last_day(text: str) -> date:
    """The last day of an ISO day, month or year.

    >>> last_day("1992"), last_day("1992-02")
    (datetime.date(1992, 12, 31), datetime.date(1992, 2, 29))
    """
    parts = [*map(int, text.split("-"))]
    year, month = parts[0], parts[1] if len(parts) > 1 else 12
    return date(year, month, parts[2] if len(parts) > 2 else monthrange(year, month)[1])


def is_within(on: date, since: str | None, until: str | None) -> bool:
    """Whether `on` may lie between the two; an unknown end is no limit.

    >>> is_within(date(2020, 1, 1), "2019-03-23", "2022-09-17")
    True
    """
    return (not since or first_day(since) <= on) and (not until or on <= last_day(until))
