"""Structure of plain text: the text goes in, blocks come out; not a character is changed.

Lines are the unit: a paragraph is one long line, or lines that were wrapped at one width.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from comity.model import Block, BlockKind, Evidence, Reference, Table
from comity.sources.boilerplate import find_tail, is_notice
from comity.sources.headers import is_header_of_figures
from comity.sources.references import find_number, has_caret, is_reference_heading, make_reference
from comity.sources.stamps import is_stamp

LINE = re.compile(r"[^\r\n\f\x0b\u2028\u2029]+")
BREAK = re.compile(r"\r\n|[\r\n\f\x0b\u2028\u2029]")
ITEM = re.compile(r"\s*(?:[•▪‣◦·●○■□➢✓]|[*+–—-](?=\s)|\(?\d{1,3}[.)](?=\s)|\(?[a-z][.)](?=\s))\s*")
BULLET = re.compile(r"\s*[•▪‣◦·●○■□*+–—-]\s*")
CAPTION = re.compile(
    r"(?:Map|Photo(?:graph)?|Picture|Image|Figure|Fig\.|Flag|Flags|Coat of arms|Emblem|Logo)\s+"
    r"(?:of|showing|indicating|by|from|\d)",
    re.IGNORECASE,
)
UNDERLINE = re.compile(r"\s*(={3,}|-{3,}|~{3,}|\*{3,}|_{3,})\s*$")
TRAILING_NUMBER = re.compile(r"(.*?\S)[\s.…]+(\d{1,3})\s*$")
LEADING_NUMBER = re.compile(r"\s*(\d{1,2}(?:\.\d{1,2})*)[.)]?\s+(\S.*)$")
FINAL_STOP = re.compile(r"[.!?…。！？;,:][\"”’»)\]]*(?:\[[^\[\]\s]{1,8}\])*\s*$")
SENTENCE_END = re.compile(r"[.!?…。！？:][\"”’»)\]]*$")
CONTENTS = frozenset(("contents", "table of contents", "içindekiler", "inhalt", "sommaire", "índice", "содержание"))

# Columns of a table that is set with blanks; two do between figures.
GAP = re.compile(r"(?<=[^\s.!?:]) {3,}(?=\S)|(?<=[\d%]) {2}(?=[−-]?\d)")
# A key and its value, which no heading has: "Embassy: Accra".
KEYED = re.compile(r"[^\W\d_][^:.!?]{1,60}: \S")

# The key of a line that does not go on the line before; a name with its years, which is no heading.
KEY = re.compile(r"[A-Z][^\W\d_]*(?: [\w'’-]+){0,4}: \S")
DATED_END = re.compile(
    r",\s(?:\d{1,2}\s)?(?:[A-Z][a-z]+\s)?(?:1[5-9]|20)\d\d"
    r"(?:\s?[–-]\s?(?:\d{2,4}|present))?(?: \([^()]{1,60}\))?$"
)
# A line that begins with its year is an entry: "1996 – Visit of the President".
DATED_START = re.compile(r"(?:1[5-9]|20)\d\d(?:\s[–—-]|:)\s\S")
# "1978 January India": no line of prose goes on so.
YEAR_START = re.compile(r"(?:1[5-9]|20)\d\d,? (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\b")
# "(Auckland 19 November 1994)" below the name of a treaty.
BRACKETED = re.compile(r"\([^()]{4,60} (?:1[5-9]|20)\d\d\)")
# A line that is a date by which a page says of when it is.
STAMP = re.compile(r"(?:date:? )?(?:1[5-9]|20)\d\d-\d\d-\d\d(?:[ T]\d\d:\d\d(?::\d\d)?)?\s*$", re.IGNORECASE)
# What copies of wikis have behind headings.
EDIT = re.compile(r"\s*\[edit(?: source)?\]\s*$")
# A line of a list of names with what is said of each: "Kenya – 12 December 1963", "Embassy: Accra".
LISTED = re.compile(r"^[^\W\d_][^.!?:–—]{1,60}(?: [–—-]|:) \S")

# What ends the line of a table or list without marks of columns: the mark of a note, years in brackets.
NOTED_END = re.compile(r"\S ?(?:\[[\da-z]{1,3}\]|\([^()]{0,20}\d{4}[^()]{0,20}\)[.,;]?)$")

LONGEST_HEADING = 100
MOST_HEADING_WORDS = 14
# A cell that is a date: "12 May 1990", "May 12, 1990", "12.05.1990", "1990", "1990–1995", "15 June – 16 June, 2014";
# under the year of a heading "March 10-11", "3–5 May".
_YEAR_DATE = (
    r"(?:[^\W\d_]{3,9}\.?,? )?(?:\d{1,2}(?:st|nd|rd|th)?[ .,/–-]{1,2}){0,3}(?:[^\W\d_]{3,9}\.?,? )?(?:\d{1,2}, )?"
    r"(?:1[5-9]|20)\d\d(?:[-–]\d{2,4}){0,2}"
)
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_SHORT_DATE = rf"(?:{_MONTH} {_DAY}(?: ?[-–] ?(?:{_MONTH} )?{_DAY})?|{_DAY}(?: ?[-–] ?{_DAY})? {_MONTH})"
DATE_CELL = re.compile(
    rf"(?:{_YEAR_DATE}|(?:{_SHORT_DATE}|{_YEAR_DATE}) ?[-–] ?(?:{_YEAR_DATE}|{_SHORT_DATE})|{_SHORT_DATE})"
)
MOST_COLUMNS = 8
# Cells between bars, and the rule below the header: "Country | Since | Notes |", "---|---|---|".
# "A. In force" stands below a heading without a letter.
LETTERED = re.compile(r"\(?(?:[A-Z]|\d{1,2}|[IVX]{1,4})[.)]+\s+\S")
# What an encyclopaedia prints below a heading to point elsewhere.
HATNOTE = re.compile(r"(?:Main articles?|See also|Further information|Main page)(?: on| in)?: \S", re.IGNORECASE)
BARRED = re.compile(r" \||\| ")
BAR_RULE = re.compile(r"[\s|:+-]*-{2}[\s|:+-]*")
BAR = re.compile(r"\s*\|\s*")
COUNTED = re.compile(r"1[.)]?")
NUMBER_CELL = re.compile(r"\d{1,3}[.)]?|No\.|S\.?/?No?\.?|Ser\.|#")
# "to Finland", "from Estonia": a line that heads those below it.
DIRECTION = re.compile(r"(?:to|from) [^\W\d_]", re.I)
# What a column of dates is called.
DATED_HEAD = re.compile(r"date|year|sign|force|since|from|until|period|time|join|established|when|opened|closed", re.I)
FEWEST_BARRED = 8
LONGEST_TITLE = 200
# Of a menu in one line: so many links at least, none with more characters.
FEWEST_LINKS = 4
LONGEST_LINK = 30
# Lines between these widths may be wrapped; mail wraps at 72 to 78, typescripts at up to 110, printers of lists at 132.
NARROWEST_WRAP, WIDEST_WRAP = 40, 140
# The lines that begin small in prose broken anywhere at least: names and numbers begin the others.
SHARE_OF_SMALL = 0.25
# What no line of prose ends with that does not go on in the next.
LONGEST_END = 8  # no word of the next pattern is longer
UNFINISHED = re.compile(
    r"(?:,|\b(?:in|on|at|to|of|and|or|the|an?|with|from|for|by|than|between|since|until|was|were|is|are|its|their|his|her|as|"
    r"that|which|who|about|around|over|nearly|some|EUR|USD)|[$€£])$"
)
# A title is looked for among the first lines of a page; above it stand at most the site's name and its buttons.
TITLE_LINES = 12
# Of them the first may tell when and by whom a report was published.
STAMP_LINES = 3


@dataclass(frozen=True, slots=True)
class Line:
    """A line or several wrapped ones: where it stands, its words, and whether an empty line comes before."""

    start: int
    end: int
    text: str
    after_gap: bool
    kind: BlockKind = "paragraph"
    level: int = 0
    cells: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Structure:
    """What is found in a plain text beside its characters."""

    title: str | None
    blocks: tuple[Block, ...]
    references: tuple[Reference, ...]
    tables: tuple[Table, ...]


def find_structure(text: str, *, has_title: bool = True) -> Structure:
    """The title, blocks, tables and references of a plain text; a later part of a long one has no title of its own."""
    lines = list(join_wrapped(list_lines(text)))
    for step in STEPS:
        if has_title or step is not mark_title:
            lines = step(lines)
    blocks = tuple(Block(line.kind, line.start, line.end, line.level) for line in lines)
    title = next((line.text.strip() for line in lines if line.kind == "title"), None)
    return Structure(title, blocks, tuple(list_references(lines)), tuple(list_tables(lines, text)))


def list_lines(text: str) -> Iterator[Line]:
    """The lines that are not empty, without the space around them."""
    previous_end = 0
    for found in LINE.finditer(text):
        words = found[0].strip()
        if not words:
            continue
        if "\t" in words:  # an empty first cell
            words = found[0].rstrip().lstrip(" ")
        start = found.start() + found[0].index(words[0])
        breaks = sum(1 for _ in BREAK.finditer(text, previous_end, start))
        yield Line(start, start + len(words), words, breaks > 1 or previous_end == 0)
        previous_end = start + len(words)


def join_wrapped(lines: Iterator[Line]) -> Iterator[Line]:
    """The lines of wrapped paragraphs joined; all others as they are."""
    run: list[Line] = []
    for line in lines:
        is_apart = line.after_gap or (starts_block(line) and not is_unfinished(run[-1].text if run else ""))
        goes_on = run and (
            NARROWEST_WRAP <= len(run[-1].text) <= WIDEST_WRAP or is_cut(run[-1], line) or is_ragged(run)
        )
        if run and (is_apart or not goes_on):
            yield from join_run(run)
            run = []
        run.append(line)
    yield from join_run(run)


def is_unfinished(text: str) -> bool:
    """Whether the last word is one after which no sentence ends."""
    return UNFINISHED.search(text, max(len(text) - LONGEST_END, 0)) is not None


def is_cut(line: Line, following: Line) -> bool:
    """Whether a line ends in the middle of a sentence: by its last word, or by the small letter of the next."""
    is_small = following.text[0].islower() and FINAL_STOP.search(line.text) is None
    return (is_small or is_unfinished(line.text)) and not LISTED.match(line.text)


def is_ragged(run: Sequence[Line]) -> bool:
    """Whether many lines begin small: prose broken anywhere, wherever its names stand."""
    small = sum(line.text[0].islower() for line in run)
    is_wide = any(len(line.text) >= NARROWEST_WRAP for line in run)
    return is_wide and len(run) > 5 and small > SHARE_OF_SMALL * len(run)


def is_full(line: Line, following: Line, width: int) -> bool:
    """Whether a line goes on in the next: no room for its first word, or a sentence that is cut where none ends."""
    if following.text[0].islower() and FINAL_STOP.search(line.text) is None:
        return True
    if is_unfinished(line.text) and not LISTED.match(line.text):
        return True
    return len(line.text) + 1 + len(following.text.split(maxsplit=1)[0]) > width


def starts_block(line: Line) -> bool:
    """Whether a line is an item, an entry or a rule and so never goes on the line before."""
    text = line.text
    if KEY.match(text) or STAMP.match(text) or YEAR_START.match(text):
        return True
    return (
        ITEM.match(text) is not None or find_number(text) is not None or "\t" in text or has_bars(text) or has_gap(text)
    )


def has_bars(text: str) -> bool:
    """Whether bars set columns apart, or the line is the rule below their heads."""
    return ("|" in text and BARRED.search(text) is not None) or ("--" in text and BAR_RULE.fullmatch(text) is not None)


def has_gap(text: str) -> bool:
    """Whether blanks set columns apart."""
    return "   " in text and GAP.search(text) is not None


def split_block(text: str, *, is_typed: bool) -> list[tuple[int, int]]:
    """Where the parts of a block of several lines stand: paragraphs and items of a typescript, else items alone."""
    if is_typed:
        return [(line.start, line.end) for line in join_wrapped(list_lines(text))]
    lines = list(list_lines(text))
    starts = [line.start for line in lines if starts_block(line)]
    if len(starts) < 2:
        return [(0, len(text))]
    bounds = [0, *(start for start in starts if start), len(text)]
    return [(start, end - (end < len(text))) for start, end in pairwise(bounds)]


def join_run(run: Sequence[Line]) -> Iterator[Line]:
    """One line where the run was wrapped: no line has room for the first word of the next."""
    if len(run) < 2:
        yield from run
        return
    width = max(len(line.text) for line in run)
    is_wrapped = is_ragged(run) or all(is_full(line, following, width) for line, following in pairwise(run))
    # A sentence that ends where its line ends says nothing of the next line, unless more lines were wrapped so.
    ends_apart = SENTENCE_END.search(run[0].text) if len(run) == 2 else FINAL_STOP.search(run[-1].text) is None
    is_list = any(all(pattern.search(line.text) for line in run) for pattern in (LISTED, NOTED_END))
    if not is_wrapped or ends_apart or is_list or UNDERLINE.match(run[-1].text):
        yield from join_cut(run)
        return
    yield join_all(run)


def join_cut(run: Sequence[Line]) -> Iterator[Line]:
    """The lines, each with those before it that end with a word that wants another ("was minister to")."""
    held: list[Line] = []
    for line in run:
        held.append(line)
        if not is_unfinished(line.text) or line.text.endswith(",") or LISTED.match(line.text):
            yield join_all(held)
            held = []
    if held:
        yield join_all(held)


def join_all(run: Sequence[Line]) -> Line:
    """One line made of several."""
    return Line(run[0].start, run[-1].end, " ".join(line.text for line in run), run[0].after_gap)


def mark_contents(lines: list[Line]) -> list[Line]:
    """Lists of contents become boilerplate: items that count up ("History 1"), or that name later headings."""
    short = Counter(line.text.casefold() for line in lines if len(line.text) <= LONGEST_HEADING)
    marked = list(lines)
    for start, end in list_runs(lines, is_short):
        titled = start > 0 and lines[start - 1].text.strip(" :").casefold() in CONTENTS
        first = start - 1 if titled else start
        opens = lines[start].text.strip(" :").casefold() in CONTENTS
        entries = lines[start + opens : end]
        if len(entries) >= 2 and (counts_up(entries) or names_headings(entries, short, titled=titled or opens)):
            for index in range(first, end):
                marked[index] = replace(lines[index], kind="boilerplate")
    return marked


def is_short(line: Line) -> bool:
    """Whether a line could be an entry of a list of contents."""
    if len(line.text) > LONGEST_HEADING or FINAL_STOP.search(line.text):
        return False
    if line.text.strip(" :").casefold() in CONTENTS:
        return True
    is_numbered = LEADING_NUMBER.match(line.text) or TRAILING_NUMBER.match(line.text)
    return BULLET.match(line.text) is not None or is_numbered is not None


def list_runs(lines: Sequence[Line], is_member: Callable[[Line], bool], least: int = 2) -> Iterator[tuple[int, int]]:
    """Start and end of each run of two or more lines that are members."""
    start = 0
    for index in range(len(lines) + 1):
        if index < len(lines) and is_member(lines[index]):
            continue
        if index - start >= least:
            yield start, index
        start = index + 1


def counts_up(entries: Sequence[Line]) -> bool:
    """Whether the numbers behind bulleted entries are 1, 2, 3 …, as a copied list of contents has them."""
    found = [TRAILING_NUMBER.match(line.text) for line in entries]
    numbers = [int(each[2]) for each in found if each]
    return len(numbers) == len(entries) and numbers == list(range(1, len(numbers) + 1))


def names_headings(entries: Sequence[Line], short: Counter[str], *, titled: bool) -> bool:
    """Whether entries recur as lines of their own further on: most of them, or half below the word "Contents"."""
    again = sum(1 for line in entries if short[name_entry(line.text).casefold()] > 0)
    return again * 2 >= len(entries) if titled else again >= 3 and again * 4 >= len(entries) * 3


def name_entry(text: str) -> str:
    """The words of an entry without its bullet and numbers; not its own line unless something is left away."""
    words = BULLET.sub("", text, count=1)
    found = LEADING_NUMBER.match(words)
    words = found[2] if found else words
    found = TRAILING_NUMBER.match(words)
    words = found[1] if found else words
    return words if words != text else "\0"


def mark_title(lines: list[Line]) -> list[Line]:
    """The title: the first line that is repeated near the top, else the first line if it is like a title.

    What stands above a repeated title is the site's own.
    """
    top = [index for index in range(min(TITLE_LINES, len(lines))) if is_like_title(lines, index)]
    again = Counter(lines[index].text.casefold() for index in top)
    repeated = [index for index in top if again[lines[index].text.casefold()] > 1]
    if not repeated:
        first = next((index for index in range(min(STAMP_LINES, len(lines))) if not is_stamp(lines[index].text)), 0)
        return put(lines, {first: "title"}) if first in top and len(lines) > 1 else lines
    title = repeated[0]
    copies = [index for index in repeated[1:] if lines[index].text.casefold() == lines[title].text.casefold()]
    above: dict[int, BlockKind] = dict.fromkeys(range(title), "boilerplate")
    return put(lines, above | dict.fromkeys(copies, "boilerplate") | {title: "title"})


def is_like_title(lines: Sequence[Line], index: int) -> bool:
    """Whether a line could be a title: words, few, without a final stop, no item or row, and something follows."""
    line = lines[index]
    if "|" in line.text or not any(character.isalpha() for character in line.text):
        return False
    if line.kind != "paragraph" or len(line.text) > LONGEST_TITLE or index + 1 >= len(lines):
        return False
    if is_notice(line.text) or DATE_CELL.fullmatch(line.text.strip()):
        return False
    return FINAL_STOP.search(line.text) is None and ITEM.match(line.text) is None and "\t" not in line.text


def put(lines: Sequence[Line], kinds: dict[int, BlockKind], level: int = 0) -> list[Line]:
    """The lines, some of them with another kind."""
    return [
        replace(line, kind=kinds[index], level=level) if index in kinds else line for index, line in enumerate(lines)
    ]


def part_cells(lines: list[Line]) -> list[Line]:
    """Cells on lines of their own with bars between them made lines without bars: "|", "States", "|", "1992"."""
    parted: list[Line] = []
    done = 0
    for start, end in list_runs(lines, is_barred_cell, least=FEWEST_BARRED):
        run = lines[start:end]
        if 3 * sum("|" in line.text for line in run) < len(run):
            continue
        parted += [*lines[done:start], *(cell for line in run if (cell := without_bars(line)) is not None)]
        done = end
    return [*parted, *lines[done:]]


def is_barred_cell(line: Line) -> bool:
    """Whether a line is short and has bars at its ends alone."""
    words = line.text.strip(" |")
    return line.kind == "paragraph" and len(line.text) <= LONGEST_HEADING and not has_bars(words) and "|" not in words


def without_bars(line: Line) -> Line | None:
    """The line without the bars at its ends; None where it is nothing else."""
    words = line.text.strip(" |")
    start = line.start + line.text.index(words)
    return replace(line, start=start, end=start + len(words), text=words) if words else None


def join_pairs(lines: list[Line]) -> list[Line]:
    """Numbered items each with a date on the line below made rows of two cells: "1. Bhutan", "15 June 2014"."""
    joined: list[Line] = []
    for line in lines:
        above = joined[-1] if joined else None
        is_pair = (
            above is not None
            and above.kind == line.kind == "paragraph"
            and ITEM.match(above.text) is not None
            and len(above.text) <= LONGEST_HEADING
            and FINAL_STOP.search(above.text) is None
            and DATE_CELL.fullmatch(line.text) is not None
        )
        if above is not None and is_pair:
            item = ITEM.match(above.text)
            words = replace(above, start=above.start + (item.end() if item is not None else 0))
            joined[-1] = replace(join_row([words, line]), start=above.start)
        else:
            joined.append(line)
    return joined if sum(bool(line.cells) for line in joined) > 1 else lines


def join_cells(lines: list[Line]) -> list[Line]:
    """Tables copied with each cell on a line of its own: their lines joined to rows.

    Dates tell the width: they stand in one column, so at one distance from each other.
    """
    joined: list[Line] = []
    done = 0
    for start, end in list_runs(lines, is_cell):
        shape = find_shape([DATE_CELL.fullmatch(line.text) is not None for line in lines[start:end]])
        if shape is None:
            continue
        first, width = start + shape[0], shape[1]
        if shape[0] == width - 1 > 0 and COUNTED.fullmatch(lines[first].text):  # nothing heads the numbers
            joined += [*lines[done:start], join_row(lines[start:first])]
            done = first
        if any(DIRECTION.match(line.text) for line in lines[first : first + width]):
            first += width  # "Most important visits", "to Finland" head all rows, not their columns
        joined += lines[done:first]
        over = find_heads(lines[start:end], shape)
        if over is not None and first == start + shape[0]:
            # a line of its own stands between the heads of the columns and the first row
            joined = [*joined[: len(joined) - (first - start)], *lines[start : start + over]]
            first = start + over
            body = first + width
            while DATE_CELL.fullmatch(lines[body].text) is None:
                body += 1
            body -= next(column for column in range(width) if DATED_HEAD.search(lines[first + column].text))
            joined += [join_row(lines[first : first + width]), *lines[first + width : body]]
            first = body
        joined += [join_row(lines[index : index + width]) for index in range(first, end, width)]
        done = end
    return [*joined, *lines[done:]]


def is_cell(line: Line) -> bool:
    """Whether a line may be a cell of a table: it is short, no sentence, item or row."""
    if NUMBER_CELL.fullmatch(line.text):
        return line.kind == "paragraph"
    if line.kind != "paragraph" or len(line.text) > LONGEST_HEADING or FINAL_STOP.search(line.text):
        return False
    return ITEM.match(line.text) is None and not is_row(line) and KEYED.match(line.text) is None


def find_shape(dated: Sequence[bool]) -> tuple[int, int] | None:
    """Where a table begins in a run of cells, and its width; None where they are none. `dated`: which are dates."""
    places = [index for index, is_dated in enumerate(dated) if is_dated]
    if len(places) < 2:
        return None
    for width in range(2, MOST_COLUMNS + 1):
        first = len(dated) % width
        columns = {(place - first) % width for place in places}
        body = [place - first for place in places if place >= first]
        rows = (len(dated) - first) // width
        has_header = bool(body) and body[0] >= width
        is_regular = len(body) == len(columns) * (rows - has_header) and len(body) == len(places)
        if rows - has_header >= 2 and is_regular and len(columns) < width:
            return first, width
    return None


def find_heads(run: Sequence[Line], shape: tuple[int, int]) -> int | None:
    """Where the heads of the columns begin in a run of cells, if not where its shape has them; None where it is right.

    The heads of the columns of dates are called so, and no others: "Title", "Date of signature", "Date of entry".
    """
    first, width = shape
    dated = [DATE_CELL.fullmatch(line.text) is not None for line in run]
    columns = {(place - first) % width for place, is_dated in enumerate(dated) if is_dated and place >= first}
    top = next((place for place, is_dated in enumerate(dated) if is_dated), 0) - min(columns, default=0)

    def fits(start: int) -> bool:
        return all(
            (DATED_HEAD.search(run[start + column].text) is not None) == (column in columns) for column in range(width)
        )

    if top < width or fits(top - width):
        return None
    return next((start for start in range(top - width - 1, -1, -1) if fits(start)), None)


def join_row(cells: Sequence[Line]) -> Line:
    """The row that cells on lines of their own make."""
    words = " | ".join(cell.text for cell in cells)
    spans = tuple(Evidence(cell.start, cell.end) for cell in cells)
    return Line(cells[0].start, cells[-1].end, words, cells[0].after_gap, "row", cells=spans)


def mark_references(lines: list[Line]) -> list[Line]:
    """Entries of the list of references: numbered lines with a caret, or numbered below such a heading."""
    marked, within = list(lines), False
    for index, line in enumerate(lines):
        if line.kind != "paragraph":
            continue
        if is_heading(lines, index) or is_reference_heading(line.text):
            within = is_reference_heading(line.text)
        elif has_caret(line.text) or (within and (find_number(line.text) or ITEM.match(line.text))):
            marked[index] = replace(line, kind="reference")
    return marked


def mark_notices(lines: list[Line]) -> list[Line]:
    """Notices anywhere, and all that closes the page behind the last reference or at its end."""
    last = max((index for index, line in enumerate(lines) if line.kind == "reference"), default=0)
    tail = find_tail([line.text for line in lines[last + 1 :]]) + last + 1 if lines else 0
    return [
        replace(line, kind="boilerplate")
        if line.kind == "paragraph" and (index >= tail or (len(line.text) < LONGEST_TITLE and is_notice(line.text)))
        else line
        for index, line in enumerate(lines)
    ]


def mark_menus(lines: list[Line]) -> list[Line]:
    """A row of short words between bars that stands alone is a menu: "News | Embassy | Contact"."""
    return [
        replace(line, kind="boilerplate") if line.kind == "paragraph" and is_menu(lines, index) else line
        for index, line in enumerate(lines)
    ]


def is_menu(lines: Sequence[Line], index: int) -> bool:
    """Whether a line has four or more cells of a few words without a figure, and no row beside it."""
    if lines[index].text.count("|") < FEWEST_LINKS - 1:
        return False
    cells = BAR.split(lines[index].text.strip(" |"))
    if len(cells) < FEWEST_LINKS or any(len(cell) > LONGEST_LINK or re.search(r"\d", cell) for cell in cells):
        return False
    near = (*lines[max(0, index - 1) : index], *lines[index + 1 : index + 2])
    return not any(has_bars(line.text) for line in near)


def mark_headings(lines: list[Line]) -> list[Line]:
    """Headings, items, captions and rules; what is left are paragraphs."""
    return [
        line
        if line.kind != "paragraph" or kind == "paragraph"
        else replace(line, kind=kind, level=0 if kind != "heading" else 2 if LETTERED.match(line.text) else 1)
        for index, line in enumerate(lines)
        for kind in (find_kind(lines, index),)
    ]


def find_kind(lines: Sequence[Line], index: int) -> BlockKind:
    """The kind of a line that no other step has claimed."""
    line = lines[index]
    if UNDERLINE.match(line.text):
        return "boilerplate"
    if is_row(line):
        return "row"
    if CAPTION.match(line.text) and FINAL_STOP.search(line.text) is None:
        return "caption"
    if is_heading(lines, index):
        return "heading"
    return "item" if ITEM.match(line.text) else "paragraph"


def is_heading(lines: Sequence[Line], index: int) -> bool:
    """Whether a line is short, has no final stop and no citation mark, stands apart, and something follows it."""
    line = lines[index]
    if len(line.text) > LONGEST_TITLE:
        return False
    line = replace(line, text=EDIT.sub("", line.text))
    if is_capital_heading(lines, index):
        return True
    if len(line.text) > LONGEST_HEADING or len(line.text.split()) > MOST_HEADING_WORDS or index + 1 >= len(lines):
        return False
    if HATNOTE.match(line.text):
        return False
    if FINAL_STOP.search(line.text) or ITEM.match(line.text) or is_row(line) or line.text.endswith("]"):
        return False
    if DATED_END.search(line.text) or DATED_START.match(line.text) or YEAR_START.match(line.text):
        return False
    if BRACKETED.fullmatch(line.text):
        return False
    if KEYED.match(line.text) and line.text[-4:].isdigit():
        return False
    if KEYED.match(line.text) and any(KEYED.match(near.text) for near in (*lines[index - 1 : index], lines[index + 1])):
        return False
    following = lines[index + 1]
    if UNDERLINE.match(following.text) and not following.after_gap:
        return True
    is_apart = line.after_gap or len(lines[index - 1].text) > LONGEST_HEADING
    return is_apart and (following.after_gap or len(following.text) > LONGEST_HEADING or starts_block(following))


def is_capital_heading(lines: Sequence[Line], index: int) -> bool:
    """Whether a line, or two joined, stands apart in capitals, with more words than a name has."""
    line = lines[index]
    if not line.after_gap or index + 1 >= len(lines) or is_row(line):
        return False
    if KEYED.match(line.text) and line.text[-4:].isdigit():
        return False
    if not lines[index + 1].after_gap and not lines[index + 1].text.startswith("("):
        return False
    return len(line.text) <= LONGEST_TITLE and line.text.isupper() and len(line.text.split()) > 4


def is_row(line: Line) -> bool:
    """Whether a line has cells: a separator, a tab, or a gap between columns."""
    return bool(line.cells) or "\t" in line.text or has_bars(line.text) or has_gap(line.text)


STEPS: tuple[Callable[[list[Line]], list[Line]], ...] = (
    mark_contents, mark_title, part_cells, join_pairs, join_cells, mark_references, mark_notices, mark_menus,
    mark_headings,
)  # fmt: skip


def list_references(lines: Sequence[Line]) -> Iterator[Reference]:
    """The references in order; an entry without a printed number has its place in the list."""
    for count, line in enumerate((line for line in lines if line.kind == "reference"), 1):
        number, words = find_number(line.text) or ("", 0)
        if not number and (item := ITEM.match(line.text)):
            words = item.end()
        yield make_reference(number or str(count), line.start, line.end, line.text[words:])


def list_tables(lines: Sequence[Line], text: str) -> list[Table]:
    """Tables: two or more rows with as many cells; the first is the header if a rule of bars stands below it or no cell
    of it has a digit. Below such a rule a row with more or fewer cells is none of the table's. A line between rows of
    one width is the caption of those below it, under the same header; so is, in a table copied with tabs, what a row
    tells below it."""
    tables: list[Table] = []
    header: tuple[Evidence, ...] = ()
    last = 0
    for start, end in list_runs(lines, lambda line: line.kind == "row", least=1):
        is_tabbed = bool(header) and "\t" in text[header[0].start : header[-1].end] and "\t" in lines[start].text
        if end - start < 2 and not is_tabbed:
            header, last = lines[start].cells, end
            continue
        run = [line for line in lines[start:end] if not BAR_RULE.fullmatch(line.text)]
        is_ruled = len(run) > 1 and len(run) < end - start and BAR_RULE.fullmatch(lines[start + 1].text) is not None
        rows = [split_cells(line) for line in run]
        if is_ruled:
            run, rows = keep_width(run, rows)
        if len(rows) > 2 and len(rows[0]) == len(rows[1]) - 1 and lines[start].start:  # nothing heads the first column
            rows[0] = (Evidence(lines[start].start - 1, lines[start].start), *rows[0])
        goes_on = is_tabbed or (bool(header) and start == last + 1)
        rows = set_under(rows, run, text, len(header) if goes_on else 0)
        if not rows or not rows[0]:
            header, last = (), end
            continue
        words = [split_words(line) for line in run]
        words[0] = [""] * (len(rows[0]) - len(words[0])) + words[0]
        has_header = is_ruled or not any(map(str.isdigit, run[0].text)) or is_header_of_figures(words)
        if has_header:
            header, rows = rows[0], rows[1:]
        elif not goes_on or len(header) < max(map(len, rows)) or (not is_tabbed and len(header) > len(rows[0])):
            header = ()
        if has_header and len(header) == 2 and not words[0][1]:  # an infobox under its name
            tables.append(Table(header[0], (), tuple(rows)))
            header, last = (), end
            continue
        is_headed = bool(header) and not has_header and start == last + 1 and is_caption(lines[start - 1])
        above = Evidence(lines[start - 1].start, lines[start - 1].end) if is_headed else None
        last = end
        if goes_on and header and not has_header and above is None:
            tables[-1] = replace(tables[-1], rows=(*tables[-1].rows, *rows))
        elif rows:
            tables.append(Table(above, header, tuple(rows)))
    return tables


def is_caption(line: Line) -> bool:
    """Whether a line between rows can head those below it: it is short and no sentence."""
    return len(line.text) <= LONGEST_HEADING and FINAL_STOP.search(line.text) is None


def set_under(
    rows: Sequence[tuple[Evidence, ...]], run: Sequence[Line], text: str, width: int
) -> list[tuple[Evidence, ...]]:
    """The rows with each cell in its column, where some have an empty one; none where it is not told which. `width`:
    of the header above, 0 where they have none yet."""
    widths = {len(row) for row in rows}
    if len(widths) < 2:
        return list(rows)
    if max(width, len(rows[0])) < max(widths):
        return []
    if "\t" in text[run[0].start : run[0].end]:
        return list(rows)  # what is empty at the end of a line was cut off
    if len(rows) < 3 or len(rows[0]) < max(widths):
        return []
    if has_bars(run[0].text) or any(line.cells for line in run):
        return list(rows)
    margins = [text.rfind("\n", 0, line.start) + 1 for line in run]
    columns = [(cell.start - margins[0], cell.end - margins[0]) for cell in rows[0]]
    placed = [rows[0]]
    for row, margin in zip(rows[1:], margins[1:], strict=True):
        places = [find_column(cell.start - margin, cell.end - margin, columns) for cell in row]
        if any(later <= earlier for earlier, later in zip(places, places[1:], strict=False)):
            return []
        cells: list[Evidence] = []
        for place, cell in zip(places, row, strict=True):
            empty = place - len(cells)
            cells += [Evidence(cell.start - 1 - n, cell.start - n) for n in range(empty, 0, -1)]
            cells.append(cell)
        placed.append(tuple(cells))
    return placed


def find_column(start: int, end: int, columns: Sequence[tuple[int, int]]) -> int:
    """The column that a cell stands under: the one whose head it meets, else the one whose side it is nearest to."""
    return max(
        range(len(columns)),
        key=lambda index: (
            min(end, columns[index][1]) - max(start, columns[index][0]),
            -min(abs(start - columns[index][0]), abs(end - columns[index][1])),
        ),
    )


def keep_width(
    run: Sequence[Line], rows: Sequence[tuple[Evidence, ...]]
) -> tuple[list[Line], list[tuple[Evidence, ...]]]:
    """The rows that have as many cells as the first, with their lines."""
    kept = [index for index, row in enumerate(rows) if len(row) == len(rows[0])]
    return [run[index] for index in kept], [rows[index] for index in kept]


def split_words(line: Line) -> list[str]:
    """The words of a row's cells."""
    return [line.text[cell.start - line.start : cell.end - line.start].strip(" |") for cell in split_cells(line)]


def split_bars(line: Line) -> tuple[Evidence, ...]:
    """The spans of cells between bars; bars at both ends only close the row. An empty cell is its bar."""
    text = line.text
    first = BAR.match(text)
    start = first.end() if first is not None else 0
    cells = []
    for bar in BAR.finditer(text, start):
        cells.append(Evidence(line.start + start, line.start + max(bar.start(), start + 1)))
        start = bar.end()
    if start < len(text):
        cells.append(Evidence(line.start + start, line.start + len(text)))
    return tuple(cells)


def split_cells(line: Line) -> tuple[Evidence, ...]:
    """The spans of a row's cells; an empty cell is its separator."""
    if line.cells:
        return line.cells
    if "\t" not in line.text and BARRED.search(line.text):
        return split_bars(line)
    if "\t" not in line.text:
        ends = [*(found.start() for found in GAP.finditer(line.text)), len(line.text)]
        starts = [0, *(found.end() for found in GAP.finditer(line.text))]
        return tuple(Evidence(line.start + start, line.start + end) for start, end in zip(starts, ends, strict=True))
    cells, position = [], 0
    for cell in line.text.split("\t"):
        end = position + len(cell)
        cells.append(Evidence(line.start + position, line.start + max(end, position + 1)))
        position = end + 1
    return tuple(cells)
