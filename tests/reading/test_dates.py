"""Times in running text: every usual form, what is none, what needs another date, and hostile input."""

from __future__ import annotations

from datetime import date
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.model.when import When
from comity.reading.dates import anniversary_of, find_dates, resolve_date

# text | the times in it, each with its relation behind an @ where it has one; - where there is none
COMPLETE = r"""
on 2 March 1992 | 1992-03-02
on March 2, 1992 | 1992-03-02
March 2 1992 | 1992-03-02
March 2nd, 1992 | 1992-03-02
the 2nd of March 1992 | 1992-03-02
the 2nd of March, 1992 | 1992-03-02
1st January, 1992 | 1992-01-01
the 23rd day of May 1969 | 1969-05-23
2 MARCH 1992 | 1992-03-02
02 March 1992 | 1992-03-02
2-March-1992 | 1992-03-02
1 Jan. 1992 | 1992-01-01
Sept. 11, 2001 | 2001-09-11
11 Sept 2001 | 2001-09-11
Dec 25, 1991 | 1991-12-25
Monday, 5 May 2014 | 2014-05-05
on Monday 5 May 2014 | 2014-05-05
Mon, 5 May 2014 | 2014-05-05
Monday, May 5, 2014 | 2014-05-05
Monday the 5th of May 2014 | 2014-05-05
Signed in Ankara, 15 October 2009. | 2009-10-15
(2 March 1992) | 1992-03-02
at 10.30 on 5 May 2014 | 2014-05-05
dated 7 June 1994, | 1994-06-07
on or about 5 May 1992 | 1992-05-05~
30 February 2001 | 2001-02
on or shortly before January 21, 1849 | 1849-01-21~
29 February 2000 | 2000-02-29
On 2 March\n1992 | 1992-03-02
11 September 2001 attacks | 2001-09-11
2015-03-12 | 2015-03-12
2015/03/12 | 2015-03-12
12.03.2015 | 2015-03-12
2.3.2015 | 2015-03-02
25/03/2015 | 2015-03-25
03/25/2015 | 2015-03-25
05/05/2015 | 2015-05-05
12/03/2015 | [2015-03-12,2015-12-03]
12-03-2015 | [2015-03-12,2015-12-03]
on 22-24 May 2012 | 2012-05-22/2012-05-24
22–24 May 2012 | 2012-05-22/2012-05-24
22 – 24 May 2012 | 2012-05-22/2012-05-24
22 to 24 May 2012 | 2012-05-22/2012-05-24
from 22 to 24 May 2012 | 2012-05-22/2012-05-24
from the 22nd to the 24th of May 2012 | 2012-05-22/2012-05-24
between 22 and 24 May 2012 | 2012-05-22/2012-05-24
May 22 to 24, 2012 | 2012-05-22/2012-05-24
May 22-24, 2012 | 2012-05-22/2012-05-24
May 22–24 2012 | 2012-05-22/2012-05-24
22 and 23 May 2012 | 2012-05-22/2012-05-23
5/6 May 2014 | 2014-05-05/2014-05-06
3, 4 and 5 May 2012 | 2012-05-03/2012-05-05
2 and 14 May 2012 | {2012-05-02,2012-05-14}
2 or 3 May 2012 | [2012-05-02,2012-05-03]
30 April – 3 May 2012 | 2012-04-30/2012-05-03
30 April-3 May 2012 | 2012-04-30/2012-05-03
from 30 April to 3 May 2012 | 2012-04-30/2012-05-03
from April 30 to May 3, 2012 | 2012-04-30/2012-05-03
April 30-May 3, 2012 | 2012-04-30/2012-05-03
30 December - 2 January 2013 | 2012-12-30/2013-01-02
from 30 April 1999 to 3 May 2000 | 1999-04-30/2000-05-03
from 2 March 1992 until 5 May 1993 | 1992-03-02/1993-05-05
11-12 October 2012 | 2012-10-11/2012-10-12
in October 2009 | 2009-10
October, 2009 | 2009-10
October of 2009 | 2009-10
in Oct. 2009 | 2009-10
early March 1992 | 1992-03
mid-March 1992 | 1992-03
at the end of March 1992 | 1992-03
in the month of March 1992 | 1992-03
2014-05 | 2014-05
from March to May 2012 | 2012-03/2012-05
between March and May 1992 | 1992-03/1992-05
January-September 2005 | 2005-01/2005-09
Jan.–Sept. 2005 | 2005-01/2005-09
from March 2012 to May 2013 | 2012-03/2013-05
March 1992–May 1993 | 1992-03/1993-05
in 2012 | 2012
2005 | 2005
(1992) | 1992
the 2005 agreement | 2005
In 2005 exports grew | 2005
In 2019 students came | 2019
in the year 1839 | 1839
in the year 987 | 0987
in AD 987 or 988 AD | 0988
44 BC | -0043
in early 2004 | 2004
late 2004 | 2004
in mid-2004 | 2004
at the end of 2015 | 2015
in the middle of 2015 | 2015
at the turn of 2015 | 2015
circa 2006 | 2006~
1971? | 1971?
2 March 1971 (?) | 1971-03-02?
circa 1971? | 1971%
Was it in 1990? | 1990?
c. 1850 | 1850~
ca. 1850 | 1850~
about 2006 | 2006~
around 2006 | 2006~
approximately 2006 | 2006~
between 1943 and 1945 | 1943/1945
from 1936 to 1941 | 1936/1941
from 1992 until 2004 | 1992/2004
1936 to 1941 | 1936/1941
1918-1921 | 1918/1921
1918–1921 | 1918/1921
1918 - 1921 | 1918/1921
1918/1921 | 1918/1921
1961–64 | 1961/1964
1961-64 | 1961/1964
1999-00 | 1999/2000
1992/93 | 1992/1993
2011-12 | 2011/2012
from 2004 to the present | 2004/..
1992–present | 1992/..
from 1992 onwards | 1992/..
in 1992-1995 and 2001 | 1992/1995 2001
in 1992, 1995 and 2001 | 1992 1995 2001
the 1990s | 199X
the 1990's | 199X
the late 1990s | 199X
in the seventies | 197X
since the late eighties | 198X@since
in the nineteen-fifties | 195X
between the sixties and the nineties | 196X/199X
in the eighties of the nineteenth century | 18XX
the mid-1960s | 196X
in the early to mid-1990s | 199X
in the 1970s and 1980s | 197X 198X
from the 1970s to the 1990s | 197X/199X
in the 1900s | 19XX
in the 2000s | 200X
the 19th century | 18XX
nineteenth century | 18XX
the Twentieth Century | 19XX
early 20th century | 19XX
the second half of the 19th century | 18XX
19th-century treaties | 18XX
16th to 18th centuries | 15XX/17XX
from the 16th century to the 18th century | 15XX/17XX
since 1992 | 1992@since
ever since 1992 | 1992@since
Since March 1992, | 1992-03@since
since the early 1990s | 199X@since
from 2 March 1992 | 1992-03-02@since
until 2004 | 2004@until
till May 2004 | 2004-05@until
up to 2004 | 2004@until
until at least 2030 | 2030@until
by 1839 | 1839@by
by the end of 2015 | 2015@by
no later than 5 May 2015 | 2015-05-05@by
before 1914 | 1914@before
prior to 1914 | 1914@before
after 1991 | 1991@after
post-1991 ties | 1991@after
as of 1 May 2013 | 2013-05-01
in the spring of 1994 | 1994-21
spring 1994 | 1994-21
Summer 1994 | 1994-22
autumn of 1994 | 1994-23
in the fall of 1994 | 1994-23
the winter of 1994-95 | 1994-24
Q3 2020 | 2020-07/2020-09
in Q1 of 2020 | 2020-01/2020-03
3Q 2020 | 2020-07/2020-09
H1 2014 | 2014-01/2014-06
the first half of 2014 | 2014-01/2014-06
the second half of 2014 | 2014-07/2014-12
the third quarter of 2014 | 2014-07/2014-09
the last quarter of 2014 | 2014-10/2014-12
the first nine months of 2005 | 2005-01/2005-09
the first 9 months of 2005 | 2005-01/2005-09
the last three months of 2005 | 2005-10/2005-12
in fiscal year 2012/13 | 2012/2013
fiscal year 2019 | 2019~
FY2019 | 2019~
2 March and 5 April 1992 | 1992-03-02 1992-04-05
2 March, 5 April and 6 May 1992 | 1992-03-02 1992-04-05 1992-05-06
in March and April 1992 | 1992-03 1992-04
May 5, 2012 and June 6, 2013 | 2012-05-05 2013-06-06
"""

NONE = """
500 million dollars
Resolution 1701
Resolution No. 1990
Resolutions 1990 (of the Council)
Article 2004 of the code
page 1992
pp. 1992-3000
No. 1990
nr 1990
1,500 students
in 1500 schools
1992 students
over 2000 people
some 2000 came
about 2000 people
more than 1900
USD 2000
$1992
€ 2000
2000 dollars
1999 km
2000 tonnes
1990-metre
2000-strong
flight 1990
tel. 555 1990
+7 7172 2005
S/RES/1990
version 1992.5
12:30
1992.5 million
20045
1850%
room 2004
Boeing 1990
the number 1990
at 2000 GMT
#1990
1401
in 1200 lines
May I come in?
May he live long
March on Rome
They may 5
in march
We march 5 miles
Jan Smith
Sun and Wed
August company
April Jones
Dec
recently
every year
all day
the year of culture
2 Maybe
31/02/2015
13.13.2015
1992-13-45
ISBN 978-0-1992-1234
1.2 March-like
the nineteenth hole
two years after the war
years
today's world
"""


def split_rows(table: str) -> list[tuple[str, str]]:
    """The rows of a table, `\\n` in a text standing for the end of a line."""
    rows = [row.split(" | ") for row in table.strip().splitlines()]
    return [(row[0].replace("\\n", "\n"), row[1] if len(row) > 1 else "") for row in rows]


@pytest.mark.parametrize(("text", "expected"), [pytest.param(*row, id=row[0]) for row in split_rows(COMPLETE)])
def test_times_are_found(text: str, expected: str) -> None:
    found = [f"{mention.when}" + (f"@{mention.relation}" if mention.relation else "") for mention in find_dates(text)]
    assert " ".join(found) == expected


@pytest.mark.parametrize("text", [pytest.param(row, id=row) for row, _ in split_rows(NONE)])
def test_what_is_no_time_is_left(text: str) -> None:
    assert find_dates(text) == []


@pytest.mark.parametrize(("text", "words"), [
    pytest.param("It was on Monday, 5 May 2014, in Oslo.", "Monday, 5 May 2014", id="weekday"),
    pytest.param("In the early 1990s ties grew.", "early 1990s", id="part-of-decade"),
    pytest.param("It ran between 1943 and 1945 only.", "1943 and 1945", id="between"),
    pytest.param("It opened on the 2nd of March 1992.", "2nd of March 1992", id="ordinal"),
    pytest.param("They met in Oct. in Oslo, in Dec. 1992.", "Dec. 1992", id="abbreviation"),
    pytest.param("A pact of about 2006 lapsed.", "about 2006", id="about"),
    pytest.param("the first half of the year 2014 was", "first half of the year 2014", id="half"),
    pytest.param("It closed in the following year.", "the following year", id="relative"),
    pytest.param("Ünlü çağrı: 5 May 2014 günü", "5 May 2014", id="code-points"),
    pytest.param("in May 2000 people came", "May", id="count-behind-month"),
    pytest.param("in May 12 companies came", "May", id="count-behind-month-as-day"),
])  # fmt: skip
def test_spans(text: str, words: str) -> None:
    [mention] = find_dates(text)
    assert text[mention.start : mention.end] == words


# text | anchor | day of publication | time; - for none
INCOMPLETE = r"""
March 14 | 2012 | - | 2012-03-14
on 4 May | 2012-03-02 | - | 2012-05-04
on the 4th of May | 2012 | - | 2012-05-04
in March | 1993 | - | 1993-03
in early March | 1993 | - | 1993-03
on 22-24 May | 2012 | - | 2012-05-22/2012-05-24
from 30 April to 3 May | 2012 | - | 2012-04-30/2012-05-03
from 30 December to 2 January | 2012 | - | 2012-12-30/2013-01-02
from March to May | 2012 | - | 2012-03/2012-05
29 February | 2013 | - | -
in March | 199X | - | -
in March | - | - | -
in March | - | 2024-05-07 | 2024-03
on 28 December | - | 2015-01-03 | 2014-12-28
on 4 January | - | 2014-12-30 | 2015-01-04
in March this year | 1990 | 2024-05-07 | 2024-03
in October last year | 1990 | 2024-05-07 | 2023-10
on 5 May of the same year | 1992 | - | 1992-05-05
on 5 May of the following year | 1992-03 | - | 1993-05-05
in May of that year | 1992-03-02 | - | 1992-05
that year | 1992-03-02 | - | 1992
later that year | 1992-03-02 | - | 1992
in the same year | 1992 | - | 1992
the following year | 1992-03-02 | - | 1993
the next year | 1992 | - | 1993
the previous year | 1992 | - | 1991
the year before | 1992 | - | 1991
the year after | 1992 | - | 1993
a year later | 1992-03 | - | 1993
two years later | 1992-03-02 | - | 1994
Two years later | 1992-03-02 | - | 1994
10 years later | 1992 | - | 2002
three years earlier | 1992 | - | 1989
that year | 1992/1995 | - | -
that year | - | 2024-05-07 | -
a decade later | 1992 | - | 2002~
in the same decade | 1992 | - | 199X
the following century | 1873 | - | 19XX
five years ago | 1992 | 2024-05-07 | 2019
this year | 1992 | 2024-05-07 | 2024
last year | 1992 | 2024-05-07 | 2023
next year | - | 2024-05-07 | 2025
next year | 1992 | - | -
earlier this year | - | 2024-05-07 | 2024
the same month | 1992-03-02 | - | 1992-03
the following month | 1992-12-02 | - | 1993-01
two months later | 1992-11 | - | 1993-01
two months later | 1992 | - | -
last month | - | 2024-01-07 | 2023-12
this month | - | 2024-05-07 | 2024-05
the same day | 2012-10-11 | - | 2012-10-11
the next day | 2012-12-31 | - | 2013-01-01
the following day | 2012-10-11/2012-10-12 | - | 2012-10-13
the previous day | 2012-10-11/2012-10-12 | - | 2012-10-10
the day before | 2012-10-11 | - | 2012-10-10
three days later | 2012-10-30 | - | 2012-11-02
the next day | 2012-10 | - | -
last week | - | 2024-05-07 | 2024-04-29/2024-05-05
yesterday | 1992 | 2024-03-01 | 2024-02-29
today | - | 2024-03-01 | 2024-03-01
tomorrow | - | 2024-02-29 | 2024-03-01
yesterday | 1992 | - | -
last Tuesday | - | 2024-05-07 | 2024-04-30
next Tuesday | - | 2024-05-07 | 2024-05-14
on Tuesday | - | 2024-05-07 | 2024-05-07
on Monday | - | 2024-05-07 | [2024-05-06,2024-05-13]
"""


@pytest.mark.parametrize(
    ("text", "anchor", "published", "expected"),
    [pytest.param(*row.split(" | "), id=row) for row in INCOMPLETE.strip().splitlines()],
)
def test_incomplete_times_are_completed(text: str, anchor: str, published: str, expected: str) -> None:
    [mention] = find_dates(text)
    assert mention.when is None
    base = None if anchor == "-" else When(anchor)
    found = resolve_date(mention, base, None if published == "-" else date.fromisoformat(published))
    assert (found.edtf if found else "-") == expected


@pytest.mark.parametrize(("text", "is_past", "expected"), [
    pytest.param("on Monday", True, "2024-05-06", id="weekday-past"),
    pytest.param("on Monday", False, "2024-05-13", id="weekday-to-come"),
    pytest.param("on 8 May", True, "2023-05-08", id="day-past"),
    pytest.param("on 6 May", False, "2025-05-06", id="day-to-come"),
])  # fmt: skip
def test_tense_decides(text: str, is_past: bool, expected: str) -> None:
    [mention] = find_dates(text)
    assert resolve_date(mention, None, date(2024, 5, 7), is_past=is_past) == When(expected)


@pytest.mark.parametrize(("text", "extent"), [
    pytest.param("since 1992", "1992/..", id="since"), pytest.param("until May 2004", "../2004-05", id="until"),
    pytest.param("by 1839", "../1839", id="by"), pytest.param("after 1991", "1991/..", id="after"),
    pytest.param("in 1992", "1992", id="no-relation"), pytest.param("from 1992 to 1995", "1992/1995", id="range"),
])  # fmt: skip
def test_extent_carries_the_relation(text: str, extent: str) -> None:
    [mention] = find_dates(text)
    assert mention.extent == When(extent)


@pytest.mark.parametrize(("number", "when", "expected"), [
    pytest.param(150, "2023", "1873", id="year"), pytest.param(20, "2012-05-05", "1992", id="day-gives-its-year"),
    pytest.param(10, "199X", None, id="year-not-known"),
])  # fmt: skip
def test_anniversaries(number: int, when: str, expected: str | None) -> None:
    found = anniversary_of(number, When(when))
    assert (found.edtf if found else None) == expected


HOSTILE = ("1 ", "1992-", "1992 ", "May ", "1 May ", "May 1, ", "from 1992 to ", "the ", "in the ", "\n", "9", "1/",
           "1.",
           "1–", "Monday, ", "the same ", "two years ", "1st ", "between 1992 and ", "early ", "Q1 ", "first half of ",
           "1 May and ", "19th to ", "year ", "1990s–", "1, ", "1 or ")  # fmt: skip


@pytest.mark.growth
@pytest.mark.parametrize("unit", [pytest.param(unit, id=repr(unit)) for unit in HOSTILE])
def test_hostile_text_is_read_in_linear_time(unit: str) -> None:
    def seconds_of(size: int) -> float:
        start = perf_counter()
        find_dates((unit * size)[:size])
        return perf_counter() - start

    # Generous, for the machine is shared: a search that goes back over the text would take minutes.
    assert min(seconds_of(40_000) for _ in range(2)) < 1.5


@given(st.text(alphabet="0129 -–/.,MaymarchinsteAp\n", max_size=80))
def test_any_text_gives_mentions_in_order_and_twice_the_same(text: str) -> None:
    mentions = find_dates(text)
    edges = [edge for mention in mentions for edge in (mention.start, mention.end)]
    assert edges == sorted(edges)
    assert all(0 <= edge <= len(text) for edge in edges)
    assert all(mention.start < mention.end and (mention.when or mention.partial) for mention in mentions)
    assert find_dates(text) == mentions


def test_table_is_wide() -> None:
    assert len(split_rows(COMPLETE)) + len(split_rows(NONE)) >= 150
