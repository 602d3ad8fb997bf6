"""The time that a record gives for what it tells of: dates in its fields, else in a heading."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from comity.model import When
from comity.model.when import make_interval
from comity.reading.dates import find_dates, resolve_date
from comity.reading.entries import Place
from comity.reading.labels import fits
from comity.reading.listing_match import Match, Surroundings, find_standing
from comity.reading.reckoning import relate
from comity.reading.records import Field


def find_when(around: Surroundings, match: Match) -> When | None:
    """The date, or the period from one field to another, at the places that the entry asks for; None where none is."""
    step = around.kinds[match.entry.kind].step(match.entry.action)
    end = _date_field(around, match, match.entry.until, ())
    start = _date_field(around, match, match.entry.when, (end,))
    first, last = (None if one is None else _resolve(around, one, step) for one in (start, end))
    if first is None and any(place.name == "heading" for place in match.entry.when):
        first = _of_heading(around)
    if match.entry.says is not None and not match.entry.when:
        dates = find_dates(find_standing(around, match.entry, match.record) or "")
        first = resolve_date(dates[0], anchor=None, published=around.context.published) if dates else first
    if match.entry.until and first is not None and last is not None:
        ends = (str(first).split("/")[0], str(last).split("/")[-1])
        return When("/".join(ends)) if ends[0] <= ends[1] else None
    if match.entry.until and first is not None and step == "holds" and "/" not in str(first):
        return make_interval(first, None) if match.value.label else first
    return first


def _date_field(
    around: Surroundings, match: Match, places: Sequence[Place], taken: Sequence[Field | None]
) -> Field | None:
    dates = [one for one in match.record.of_type("date") if one is not match.value and one not in taken]
    for place in places:
        if place.name == "after":
            return _next(around, match, "date")
        fields = (
            [match.value]
            if place.name == "value"
            else [one for one in dates if _is_dated_by(around, match, place, one)]
        )
        if len(fields) == 1 and fields[0].type == "date" and place.name in ("value", "date"):
            return fields[0]
    return None


def _is_dated_by(around: Surroundings, match: Match, place: Place, one: Field) -> bool:
    """Whether a date stands where the place asks for it, or, for a bare one, beside the value under its label:
    "chief of mission: N (since 2019)"."""
    is_beside = match.is_labelled and one.label == match.value.label and match.value.type == "person"
    return fits(place, one) or (place.label is None and is_beside)


def _next(around: Surroundings, match: Match, name: str) -> Field | None:
    """The field of a type that comes right after the value, in a record where every such value has its own."""
    fields = match.record.fields
    after = [following for one, following in zip(fields, fields[1:], strict=False) if one.type == match.value.type]
    is_paired = len(after) == len(match.record.of_type(match.value.type)) and all(one.type == name for one in after)
    place = next((i for i, one in enumerate(fields) if one is match.value), len(fields))
    return fields[place + 1] if is_paired and place + 1 < len(fields) else None


def _of_heading(around: Surroundings) -> When | None:
    """The day, month or year that the innermost heading with one gives; no period."""
    when = _date_over(around)
    return when if isinstance(when, When) and "/" not in str(when) else None


def _resolve(around: Surroundings, one: Field, step: str | None) -> When | None:
    mention = one.tokens[0].data
    anchor = _date_over(around)
    if mention.when is None and anchor is None:
        return None
    when = resolve_date(mention, anchor=anchor, published=around.context.published)
    return None if when is None else relate(when, mention.relation, step)


def _date_over(around: Surroundings) -> Any:
    """What the date in the innermost heading with one gives."""
    over = around.context.headings.date()
    return over.data.when if over is not None else None
