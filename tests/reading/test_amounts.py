"""Amounts in running text: money, shares and counts, what is none, and hostile input."""

from __future__ import annotations

from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.reading.amounts import find_amounts
from comity.reading.numbers import parse_digits
from comity.reading.units import ADJECTIVES, CODES, CURRENCY_WORDS, SYMBOLS

# text | the amounts in it: value, "to" its upper end, unit, and its bound behind an @
ROWS = r"""
3,1 billion USD | 3100000000 USD
3.1 billion USD | 3100000000 USD
USD 556.8 million | 556800000 USD
USD556.8 million | 556800000 USD
556,8 million euros | 556800000 EUR
$500 million | 500000000 USD
$ 500 million | 500000000 USD
$500-million loan | 500000000 USD
$5 million USD | 5000000 USD
US$1.2bn | 1200000000 USD
US $ 5 million | 5000000 USD
U.S. $5 million | 5000000 USD
2 billion US dollars | 2000000000 USD
2 billion U.S. dollars | 2000000000 USD
2 billion dollars | 2000000000 USD
500 MILLION DOLLARS | 500000000 USD
1 dollar | 1 USD
$1,234,567.89 | 1234567.89 USD
1.234.567,89 euros | 1234567.89 EUR
1 200 000 USD | 1200000 USD
€ 300 000 | 300000 EUR
CHF 1'500'000 | 1500000 CHF
USD 3.100 | 3100 USD
USD 3.125 billion | 3125000000 USD
USD 3,100 | 3100 USD
€300m | 300000000 EUR
50m euros | 50000000 EUR
EUR 2.5 bn | 2500000000 EUR
2.5 mln EUR | 2500000 EUR
£4.5 billion | 4500000000 GBP
20 million pounds sterling | 20000000 GBP
10 million Egyptian pounds | 10000000 EGP
¥300 billion | 300000000000 JPY
5 billion yen | 5000000000 JPY
RMB 10 billion | 10000000000 CNY
10 billion Chinese yuan | 10000000000 CNY
AED 5 million | 5000000 AED
5 million UAE dirhams | 5000000 AED
5 million Moroccan dirhams | 5000000 MAD
Rs 500 crore | 5000000000 INR
Rs. 20 lakh | 2000000 INR
10 lakh rupees | 1000000 INR
3 billion Pakistani rupees | 3000000000 PKR
EC$1.5 million | 1500000 XCD
A$20 million | 20000000 AUD
Australian $5 million | 5000000 AUD
10 million Australian dollars | 10000000 AUD
NZ$ 3 million | 3000000 NZD
HK$2bn | 2000000000 HKD
CHF 38.2 million | 38200000 CHF
50,000 Swiss francs | 50000 CHF
200 million CFA francs | 200000000 XOF
R500 million | 500000000 ZAR
R$ 2 billion | 2000000000 BRL
5 million Kazakh tenge | 5000000 KZT
5 million tenge | 5000000 KZT
100 million Turkish lira | 100000000 TRY
100 million lira | 100000000 TRY
₺5 million | 5000000 TRY
300 million rubles | 300000000 RUB
300 million Belarusian roubles | 300000000 BYN
40 million Swedish kronor | 40000000 SEK
40 million Danish kroner | 40000000 DKK
7 million Deutsche marks | 7000000 DEM
SDR 5 million | 5000000 XDR
half a billion dollars | 500000000 USD
Half a million euros | 500000 EUR
two and a half million dollars | 2500000 USD
one hundred thousand dollars | 100000 USD
five million euros | 5000000 EUR
a million dollars | 1000000 USD
TRY 5 million | 5000000 TRY
more than 17 billion dollars | 17000000000 USD@min
over $5 billion | 5000000000 USD@min
exceeded $5 billion | 5000000000 USD@min
at least $5 billion | 5000000000 USD@min
in excess of $5 billion | 5000000000 USD@min
$20 billion or more | 20000000000 USD@min
well over $5 billion | 5000000000 USD@min
up to $5 billion | 5000000000 USD@max
less than $5 billion | 5000000000 USD@max
no more than 5 % | 5 percent@max
about $5 billion | 5000000000 USD@approx
some 5 billion dollars | 5000000000 USD@approx
nearly $5 billion | 5000000000 USD@approx
almost $1 billion | 1000000000 USD@approx
roughly 40% | 40 percent@approx
an estimated 40% | 40 percent@approx
~5% | 5 percent@approx
>10% | 10 percent@min
a total of $5 billion | 5000000000 USD
$7-9 billion | 7000000000 to 9000000000 USD
$7–9 billion | 7000000000 to 9000000000 USD
between $2 and 3 billion | 2000000000 to 3000000000 USD
between $2 billion and $3 billion | 2000000000 to 3000000000 USD
$2 billion to $3 billion | 2000000000 to 3000000000 USD
between 5 and 6 million euros | 5000000 to 6000000 EUR
from 500 to 556.8 million USD | 500000000 USD; 556800000 USD
from USD 500 million to USD 556.8 million | 500000000 USD; 556800000 USD
from $5 million to €6 million | 5000000 USD; 6000000 EUR
rose 13.8% from $200 million in 2004 to $500 million in 2005 | 13.8 percent; 200000000 USD; 500000000 USD
13.8 % | 13.8 percent
13.8% | 13.8 percent
13,8 % | 13.8 percent
13.8 per cent | 13.8 percent
13.8 percent | 13.8 percent
five percent | 5 percent
0.5% | 0.5 percent
1.2 percentage points | 1.2 percentage points
from 5% to 7% | 5 percent; 7 percent
10-15 per cent | 10 to 15 percent
10% to 15% | 10 to 15 percent
between 10% and 15% | 10 to 15 percent
some 3,000 Turkish firms | 3000 firms@approx
130 Turkish companies | 130 firms
400 joint ventures | 400 firms
over 100 Kazakh-Turkish joint enterprises | 100 firms@min
one company | 1 firms
a dozen companies | 12 firms
120 projects | 120 projects
two hundred students | 200 persons
200 university students | 200 persons
one million tourists | 1000000 persons
5.6 million people | 5600000 persons
300m people | 300000000 persons
15,000 to 20,000 citizens | 15000 to 20000 persons
between 15,000 and 20,000 Turkish citizens | 15000 to 20000 persons
20-30 students | 20 to 30 persons
15 000 workers | 15000 persons
15.000 citizens | 15000 persons
about 2000 people | 2000 persons@approx
in 1500 schools | 1500 schools
some 2012 students | 2012 persons@approx
one hundred and twenty students | 120 persons
twenty-five agreements | 25 agreements
Two hundred Turkish businessmen | 200 persons
from 120 to 200 students | 120 persons; 200 persons
1,000 soldiers and 20 officers | 1000 persons; 20 persons
3 million tonnes of oil | 3000000 tonnes
5 million tons of wheat | 5000000 tonnes
1,200 km | 1200 kilometres
450 MW | 450 megawatts
1.5 million barrels per day | 1500000 barrels
10 billion cubic metres | 10000000000 cubic metres
300 scholarships | 300 scholarships
more than\n120 projects | 120 projects@min
"""

NONE = """
5 May 2012
in 1992
1992 students
In 2019 students came
Resolution 1701
Article 5 projects
No. 5 students
5th session
G20 countries
ALL 5
TOP 5
TRY 2
MAD 3
Vitamin K 2
300 m
300m-long
20.5.2012
+7 7172 555 1234
hundreds of students
thousands of dollars
one of the firms
two of them
a hundred times
556.8 million
5 of the firms
12 and the students
10. The students
"""


def split_rows(table: str) -> list[tuple[str, str]]:
    """The rows of a table, `\\n` in a text standing for the end of a line."""
    rows = [row.split(" | ") for row in table.strip().splitlines()]
    return [(row[0].replace("\\n", "\n"), row[1] if len(row) > 1 else "") for row in rows]


def describe(text: str) -> str:
    """The amounts of a text in the form of the table."""
    found = [mention.amount for mention in find_amounts(text)]
    return "; ".join(
        f"{amount.value:.12g}{'' if amount.to is None else f' to {amount.to:.12g}'} {amount.unit}"
        f"{'@' + amount.bound if amount.bound else ''}"
        for amount in found
    )


@pytest.mark.parametrize(("text", "expected"), [pytest.param(*row, id=row[0]) for row in split_rows(ROWS)])
def test_amounts_are_found(text: str, expected: str) -> None:
    assert describe(text) == expected


@pytest.mark.parametrize("text", [pytest.param(row, id=row) for row, _ in split_rows(NONE)])
def test_what_is_no_amount_is_left(text: str) -> None:
    assert find_amounts(text) == []


@pytest.mark.parametrize(("text", "words", "noun"), [
    pytest.param("It gave some 3,000 Turkish firms aid.", "3,000 Turkish firms", "firms", id="count"),
    pytest.param("It cost US$ 5 million in all.", "US$ 5 million", "", id="prefix"),
    pytest.param("Çağrı: 5 milyon değil, 3,1 billion USD.", "3,1 billion USD", "", id="code-points"),
    pytest.param("A sum of $7-9 billion.", "$7-9 billion", "", id="range"),
    pytest.param("It grew by 13.8 per cent.", "13.8 per cent", "", id="percent"),
    pytest.param("Half a billion dollars went.", "Half a billion dollars", "", id="words"),
])  # fmt: skip
def test_spans(text: str, words: str, noun: str) -> None:
    [mention] = find_amounts(text)
    assert (text[mention.start : mention.end], mention.noun) == (words, noun)


@pytest.mark.parametrize(("digits", "value"), [
    pytest.param("3,1", "3.1", id="decimal-comma"), pytest.param("3,100", "3100", id="group"),
    pytest.param("3.1", "3.1", id="decimal-point"), pytest.param("1.234.567", "1234567", id="groups-by-point"),
    pytest.param("1,234.5", "1234.5", id="both"), pytest.param("1.234,5", "1234.5", id="both-other-way"),
    pytest.param("0,125", "0.125", id="fraction"), pytest.param("12 500", "12500", id="blank"),
    pytest.param("1,234,567", "1234567", id="groups"), pytest.param("3,1000", "3.1000", id="four-digits"),
])  # fmt: skip
def test_separators_are_told_by_form(digits: str, value: str) -> None:
    assert str(parse_digits(digits)) == value


def test_every_currency_of_the_tables_has_a_known_code() -> None:
    named = {code for code in [*CURRENCY_WORDS.values(), *SYMBOLS.values()] if code}
    named |= {entry.rpartition(" ")[2] for entries in ADJECTIVES.values() for entry in entries}
    assert named - CODES == set()


HOSTILE = ("1 ", "1,", "$", "$1", "1-", "1.", "1 000 ", "one ", "two hundred ", "a million ", "between 1 and ",
           "1 a ", "%", "from 5 to ", "5 million ", "9", "more than ", "1 Turkish ", "half ", "twenty-", "U.S. ",
           "5 West ")  # fmt: skip


@pytest.mark.growth
@pytest.mark.parametrize("unit", [pytest.param(unit, id=repr(unit)) for unit in HOSTILE])
def test_hostile_text_is_read_in_linear_time(unit: str) -> None:
    def seconds_of(size: int) -> float:
        start = perf_counter()
        find_amounts((unit * size)[:size])
        return perf_counter() - start

    # Generous, for the machine is shared: a search that goes back over the text would take minutes.
    assert min(seconds_of(40_000) for _ in range(2)) < 1.5


@given(st.text(alphabet="0123 ,.-–$€%milonbetwdrsaUSD\n", max_size=80))
def test_any_text_gives_mentions_in_order_and_twice_the_same(text: str) -> None:
    mentions = find_amounts(text)
    edges = [edge for mention in mentions for edge in (mention.start, mention.end)]
    assert edges == sorted(edges)
    assert all(0 <= edge <= len(text) for edge in edges)
    assert all(mention.start < mention.end for mention in mentions)
    assert find_amounts(text) == mentions


def test_table_is_wide() -> None:
    assert len(split_rows(ROWS)) + len(split_rows(NONE)) >= 100
