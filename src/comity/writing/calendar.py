"""The timeline as an iCalendar file (RFC 5545): each event on its day, and the anniversaries of what then began.

What has no full date stands in no calendar: a month is no day.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from comity.kinds import Vocabulary
from comity.model import Fact
from comity.model.shown import clean
from comity.model.when import When
from comity.writing.claims import ClaimWords, Setting
from comity.writing.phrases import load_phrases
from comity.writing.timeline import TimelineRow
from comity.writing.words import capitalise

LINE_OCTETS = 75
YEARLY = "FREQ=YEARLY"
LEAP_DAY = "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1"  # what began on 29 February is kept on the last day of the month
STATUS = {"expected": "TENTATIVE", "denied": "CANCELLED"}


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a calendar: whole days, `last` included; `rule` tells how it comes again."""

    uid: str
    first: date
    last: date
    summary: str
    description: str
    kind: str
    status: str
    rule: str = ""


def write_calendar(
    facts: Iterable[Fact], rows: Iterable[TimelineRow], vocabulary: Vocabulary, *, on: date, name: str
) -> str:
    """The calendar of facts with their rows of the timeline; `name` is shown by calendar programs."""
    by_id = {fact.id: fact for fact in facts}
    entries = [one for row in rows for one in make_entries(by_id[row.id], row, vocabulary, on)]
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Comity//Relations between states//EN", "CALSCALE:GREGORIAN",
             f"X-WR-CALNAME:{escape(name)}"]  # fmt: skip
    lines += [line for entry in entries for line in write_entry(entry, on)]
    return "".join(f"{fold(line)}\r\n" for line in [*lines, "END:VCALENDAR"])


def make_entries(fact: Fact, row: TimelineRow, vocabulary: Vocabulary, on: date) -> Iterator[Entry]:
    """The event of a fact and its anniversary, where it has a full date."""
    days = whole_days(fact.claim.when)
    if days is None:
        return
    first, last = days
    told = f"{capitalise(row.standing)}. {row.sources} {'source' if row.sources == 1 else 'sources'}. Fact {row.id}."
    status = STATUS.get(row.standing, "CONFIRMED")
    yield Entry(f"{row.id}@comity", first, last, row.sentence, told, row.kind, status)
    noun = name_beginning(fact, vocabulary, on)
    if noun and first == last:
        summary = f"Anniversary of {noun} ({first.year})"
        following = keep_day(first, first.year + 1)
        if following is not None:
            uid, rule = f"{row.id}-anniversary@comity", LEAP_DAY if (first.month, first.day) == (2, 29) else YEARLY
            yield Entry(uid, following, following, summary, told, row.kind, status, rule)


def whole_days(when: When | None) -> tuple[date, date] | None:
    """The first and last day of a time that is known to the day; None for any other."""
    if when is None or when.is_approximate or when.is_uncertain or when.has_unspecified:
        return None
    first, last = when.first_day, when.last_day
    if first is None or last is None or when.precision not in ("day", "interval"):
        return None
    if when.precision == "interval" and not all(len(end) == len("2012-10-11") for end in when.edtf.split("/")):
        return None
    return first, last


def name_beginning(fact: Fact, vocabulary: Vocabulary, on: date) -> str | None:
    """What a fact began, as its kind names it; None where it began nothing, or only was to."""
    kind = vocabulary[fact.claim.kind]
    if fact.claim.modality != "asserted" or kind.step(fact.claim.action) != "begins":
        return None
    found = load_phrases(kind).of(fact.claim.action)
    noun = found.parts.get("noun") if found is not None else None
    return ClaimWords(fact.claim, kind, Setting((), on)).write(noun) if noun is not None else None


def keep_day(day: date, year: int) -> date | None:
    """The same day in another year, 29 February on the 28th where there is none; None after the year 9999."""
    if year > date.max.year:
        return None
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)


def write_entry(entry: Entry, on: date) -> Iterator[str]:
    """The lines of an entry, not yet folded."""
    yield "BEGIN:VEVENT"
    yield f"UID:{entry.uid}"
    yield f"DTSTAMP:{on:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{write_day(entry.first)}"
    if entry.last < date.max:
        yield f"DTEND;VALUE=DATE:{write_day(entry.last + timedelta(days=1))}"
    if entry.rule:
        yield f"RRULE:{entry.rule}"
    yield f"SUMMARY:{escape(entry.summary)}"
    yield f"DESCRIPTION:{escape(entry.description)}"
    yield f"CATEGORIES:{escape(entry.kind)}"
    yield f"STATUS:{entry.status}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def write_day(day: date) -> str:
    """A day as YYYYMMDD."""
    return f"{day.year:04}{day.month:02}{day.day:02}"


def escape(text: str) -> str:
    r"""The text with what separates values made plain.

    >>> escape("a, b; c\\d")
    'a\\, b\\; c\\\\d'
    """
    return clean(text).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")


def fold(line: str) -> str:
    """The line in pieces of at most 75 octets, no character broken.

    >>> [len(piece.encode()) for piece in fold("ü" * 60).split("\\r\\n")]
    [74, 47]
    """
    pieces, room = [""], LINE_OCTETS
    size = 0
    for character in line:
        octets = len(character.encode())
        if size + octets > room:
            pieces.append("")
            size, room = 0, LINE_OCTETS - 1
        pieces[-1] += character
        size += octets
    return "\r\n ".join(pieces)
