"""Times in running English text: digits and month names are found first, then what stands around them is read.

What enters is any text, a sentence or a document; what leaves are mentions in order, with offsets in code points. A
date that needs another one to be complete ("on 4 May", "the following year") has no `when` but a `partial`, which
`resolve_date` completes. A mention begins at its first word of time ("early 2004", "Monday, 5 May"): prepositions
stand outside; "since", "until", "by", "before" and "after" are told by `relation`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from comity.model.when import When, parse_when, shift_years, year_of
from comity.reading import date_words as w
from comity.reading.date_digits import write_months, write_period
from comity.reading.date_piece import Parts, Piece
from comity.reading.date_pieces import find_pieces, settle_order
from comity.reading.relative import Partial, resolve_partial

Relation = Literal["since", "until", "by", "before", "after"]
RELATION_NAMES: dict[str, Relation] = {
    "since": "since", "from": "since", "until": "until", "by": "by", "before": "before", "after": "after",
}  # fmt: skip
EXTENTS = {"since": "{}/..", "after": "{}/..", "until": "../{}", "by": "../{}", "before": "../{}"}


@dataclass(slots=True, unsafe_hash=True)  # a frozen one takes four times as long to make
class DateMention:
    """A time at `start` to `end` (excluded).

    `when` is None where the text alone does not tell; then `partial` says what it lacks. `rule` names the form
    ("day", "month", "year", "decade", "interval", "relative" …). `relation` is the word before that makes it a bound;
    `when` leaves it out, `extent` carries it.
    """

    start: int
    end: int
    when: When | None
    rule: str
    relation: Relation | None = None
    partial: Partial | None = None

    @property
    def extent(self) -> When | None:
        """The time with its relation: "since 1992" is 1992/.., "until 2004" ../2004; `when` where it has none."""
        return make_extent(self.when, self.relation)


def make_extent(when: When | None, relation: Relation | None) -> When | None:
    """The open interval that a relation makes of a date; the date itself where it has none or is no plain date."""
    if when is None or relation is None or when.precision in ("interval", "open", "set"):
        return when
    return parse_when(EXTENTS[relation].format(when))


def find_dates(text: str) -> list[DateMention]:
    """The times of the text, in order, not overlapping.

    >>> [(mention.when.edtf, mention.rule) for mention in find_dates("Talks on 22-24 May 2012; ties since the 1990s.")]
    [('2012-05-22/2012-05-24', 'interval'), ('199X', 'decade')]
    """
    pieces = complete_lists(text, join_ranges(text, settle_order(text, list(find_pieces(text)))))
    return [mention for piece in pieces if (mention := make_mention(text, piece)) is not None]


def resolve_date(
    mention: DateMention, anchor: When | None, published: date | None, *, is_past: bool | None = None
) -> When | None:
    """The time of a mention, an incomplete one completed from the date before it or the day of publication.

    None where these do not tell. `is_past` says whether the sentence speaks of the past, where the caller knows.

    >>> [mention] = find_dates("The embassy was opened in March.")
    >>> resolve_date(mention, When("1993"), None)
    When(edtf='1993-03')
    """
    if mention.when is not None or mention.partial is None:
        return mention.when
    return resolve_partial(mention.partial, anchor, published, is_past=is_past)


def anniversary_of(number: int, when: When) -> When | None:
    """The year that an anniversary remembers: the 150th in 2023 is of 1873. None where the year is not known.

    The day is left out: what is remembered need not have happened on the day of the feast.

    >>> anniversary_of(150, When("2023-10-29"))
    When(edtf='1873')
    """
    year = year_of(when)
    return None if year is None else shift_years(When(f"{year:04}"), -number)


def apply_marks(piece: Piece) -> Piece:
    """The piece with season, quarter, half, months and fiscal year of the words before put into its EDTF."""
    year = piece.first.year
    if piece.mark("season"):
        return apply_season(piece)
    if year is None or piece.first.month or "X" in year or piece.last:
        return piece
    if piece.mark("period"):
        return replace(piece, edtf=write_period(year, piece.mark("period"), int(piece.mark("number"))), rule="period")
    if piece.mark("fraction"):
        return apply_fraction(piece, year)
    if piece.mark("side"):
        return apply_months(piece, year)
    # A fiscal year begins on another day in each state and may be named by either of its years.
    return replace(piece, edtf=f"{year}~", rule="fiscal year") if piece.mark("fiscal") else piece


def apply_season(piece: Piece) -> Piece:
    """Spring 1994; the winter of 1994–95 is named by the year that it began in."""
    year = piece.first.year or (piece.edtf or "")[:4]
    if len(year) != 4 or "X" in year or piece.first.month:
        return piece
    return replace(piece, edtf=f"{year}-{w.SEASON_CODES[piece.mark('season')]}", last=None, rule="season")


def apply_fraction(piece: Piece, year: str) -> Piece:
    """The first half, the last quarter of a year."""
    kind, nth = piece.mark("fraction"), piece.mark("nth")
    count = {"half": 2, "quarter": 4}[kind]
    number = {"last": count, "final": count}.get(nth) or w.ORDINAL_WORDS[nth]
    edtf = write_period(year, kind, number)
    return replace(piece, edtf=edtf, rule="period") if edtf else piece


def apply_months(piece: Piece, year: str) -> Piece:
    """The first nine months of a year."""
    word = piece.mark("count")
    count = int(word) if word.isdigit() else w.NUMBER_WORDS.get(word, 1)
    if not 1 <= count <= 12:
        return piece
    first, last = (1, count) if piece.mark("side") == "first" else (13 - count, 12)
    return replace(piece, edtf=write_months(year, first, last), rule="period")


# ---- neighbours


def join_ranges(text: str, pieces: list[Piece]) -> list[Piece]:
    """The pieces, those that are the two ends of one range made one."""
    joined: list[Piece] = []
    for piece in map(apply_marks, pieces):
        merged = join_pair(text, joined[-1], piece) if joined else None
        if merged is None:
            joined.append(piece)
        else:
            joined[-1] = merged
    return joined


def join_pair(text: str, a: Piece, b: Piece) -> Piece | None:
    """The range from `a` to `b`; None where the text between does not make one of them."""
    if b.start - a.end > 48 or not is_end(a) or not is_end(b):
        return None
    join = w.JOIN.fullmatch(text, a.end, b.begin)
    if join is None or join["comma"] or (join["and"] and (a.mark("relation") != "between" or join["and"] == "or")):
        return None
    if join["dash"] and a.first.year and a.first.grain != b.first.grain and not is_later_year(a.first, b.first):
        return None
    return make_range(a, b)


def is_later_year(a: Parts, b: Parts) -> bool:
    """Whether a time of office or the like ends in a later year: "21 January 1921 – 1932", "1931 – 4 May 1935"."""
    years = (a.year, b.year)
    return all(year is not None and year.isdigit() for year in years) and str(a.year) < str(b.year)


def is_end(piece: Piece) -> bool:
    """Whether the piece can be the end of a range: a plain date, decade or century."""
    is_plain = piece.last is None and piece.partial is None and piece.shift is None
    return is_plain and (piece.edtf is None or (piece.rule in ("century", "season") and "/" not in piece.edtf))


def make_range(a: Piece, b: Piece) -> Piece | None:
    """One piece of two, the year that one of them lacks taken from the other; None where it would run backward."""
    if a.edtf or b.edtf:
        return make_written_range(a, b)
    first, last = a.first, b.first
    if first.year is None and first.month and last.year and last.month:
        is_across = first.month > last.month
        first = replace(first, year=str(int(last.year) - is_across) if last.year.isdigit() else last.year)
    elif last.year is None and first.year and last.month and first.month and last.month >= first.month:
        last = replace(last, year=first.year)
    if first.year is None and last.year is None and first.month and last.month:
        return replace(a, end=b.end, first=first, last=last, link="-", rule="interval")
    edtf = f"{write_point(first, a)}/{write_point(last, b)}"
    return replace(a, end=b.end, edtf=edtf, rule="interval") if parse_when(edtf) else None


def make_written_range(a: Piece, b: Piece) -> Piece | None:
    """A range of which one end is a century or season."""
    edtf = f"{a.edtf or a.first}/{b.edtf or b.first}"
    return replace(a, end=b.end, edtf=edtf, rule="interval") if parse_when(edtf) else None


def write_point(parts: Parts, piece: Piece) -> str:
    """The parts in EDTF, with the mark of what is approximate."""
    return f"{parts}~" if piece.mark("approximate") else str(parts)


def complete_lists(text: str, pieces: list[Piece]) -> list[Piece]:
    """The pieces, a year that stands once behind a list given to all of it: "2 March and 5 April 1992"."""
    completed = pieces[:]
    for index in range(len(pieces) - 2, -1, -1):
        completed[index] = complete_from_next(text, completed[index], completed[index + 1])
    return completed


def complete_from_next(text: str, a: Piece, b: Piece) -> Piece:
    """The piece with the year of the next one, if they stand in one list and in order."""
    if a.first.year or not a.first.month or a.edtf or a.shift or not b.first.year or not b.first.month or b.edtf:
        return a
    join = w.JOIN.fullmatch(text, a.end, b.begin) if b.start - a.end <= 48 else None
    last = a.last or a.first
    if join is None or (last.month or 0, last.day or 0) > (b.first.month, b.first.day or 31):
        return a
    return replace(a, first=replace(a.first, year=b.first.year), last=a.last and replace(a.last, year=b.first.year))


# ---- the mention


def make_mention(text: str, piece: Piece) -> DateMention | None:
    """The mention that a piece makes; None where its parts make no date."""
    relation = find_relation(text, piece)
    start, end, edtf, rule, partial = piece.begin, piece.end, write_edtf(piece), piece.rule, piece.partial
    if edtf is None and partial is None:
        partial = make_partial(piece, find_side(text, piece))
    still = w.STILL.match(text, end) if edtf and "/" not in edtf else None
    if still:
        end, edtf, rule, relation = still.end(), f"{edtf}/..", "interval", None
    doubt = w.DOUBT.match(text, end) if edtf and edtf[-1] not in "]}" and "/" not in edtf else None
    if doubt and edtf:
        end, edtf = doubt.end(), edtf[:-1] + "%" if edtf.endswith("~") else f"{edtf}?"
    when = parse_when(edtf) if edtf else None
    if when is None and partial is None:
        return None
    if when is not None and when.precision == "interval" and "/" in when.edtf:
        rule, relation = ("interval", None) if rule == "day" else (rule, relation if rule != "interval" else None)
    return DateMention(start, end, when, rule, relation, None if when else partial)


def find_relation(text: str, piece: Piece) -> Relation | None:
    """The word before that makes the time a bound: "since", or "post-" before the year itself."""
    if text.endswith("the ", 0, piece.start) and w.OF_PAPER.match(text, piece.end):
        return None  # "by the 1972 Treaty of Amity"
    affix = next((word for word in w.AFFIXES if text.endswith(word, 0, piece.start)), "")
    return RELATION_NAMES.get(w.AFFIXES.get(affix) or w.RELATIONS.get(piece.mark("relation"), ""))


def write_edtf(piece: Piece) -> str | None:
    """The EDTF of a piece; None where its year is not in the text."""
    if piece.edtf:
        return mark_approximate(piece.edtf, piece) if piece.rule != "interval" else piece.edtf
    if piece.first.year is None or piece.shift:
        return None
    if piece.last is None:
        return mark_approximate(str(piece.first), piece)
    return write_days(piece, piece.last)


def mark_approximate(edtf: str, piece: Piece) -> str:
    """The EDTF with "~" where the words before say "about"."""
    is_plain = "/" not in edtf and not edtf.endswith(("~", "]"))
    return f"{edtf}~" if piece.mark("approximate") and is_plain else edtf


def write_days(piece: Piece, last: Parts) -> str:
    """Days of one month: a range, or where they do not follow on each other all (or one) of them."""
    is_list = piece.link in ("and", ", and", "&", "/") and piece.mark("relation") != "between"
    if piece.link.endswith("or"):
        return f"[{piece.first},{last}]"
    if is_list and (last.day or 0) - (piece.first.day or 0) > 1:
        return f"{{{piece.first},{last}}}"
    return f"{piece.first}/{last}"


SIDES = {"last": -1, "next": 1}
LONGEST_SIDE = 6


def find_side(text: str, piece: Piece) -> int:
    """-1 for a month or day with "last" before it, 1 with "next", else 0."""
    before = text[max(0, piece.start - LONGEST_SIDE) : piece.start].lower()
    return next((side for word, side in SIDES.items() if before.endswith(f"{word} ")), 0)


def make_partial(piece: Piece, side: int) -> Partial | None:
    """What a date without a year leaves to be completed; `side` as in `Partial`."""
    first, last, shift = piece.first, piece.last, piece.shift
    if first.month is None:
        return None
    return Partial(
        base=shift.base if shift else "published" if side else "anchor", unit="part", side=0 if shift else side,
        shift=shift.shift if shift else 0, month=first.month, day=first.day,
        to_month=last.month if last else None, to_day=last.day if last else None,
    )  # fmt: skip
