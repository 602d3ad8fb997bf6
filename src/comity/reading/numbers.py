"""Numbers as English and its neighbours write them: digits with either separator, words, and words of scale."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from comity.reading.date_words import GAP, NUMBER_WORDS, words

SCALES: dict[str, Decimal] = {
    "hundred": Decimal(100), "thousand": Decimal(1000), "thousands": Decimal(1000), "k": Decimal(1000),
    "lakh": Decimal(10**5), "lakhs": Decimal(10**5), "lac": Decimal(10**5), "crore": Decimal(10**7),
    "crores": Decimal(10**7), "lakh crore": Decimal(10**12), "million": Decimal(10**6), "millions": Decimal(10**6),
    "mln": Decimal(10**6), "mn": Decimal(10**6), "mio": Decimal(10**6), "m": Decimal(10**6), "mil": Decimal(10**6),
    "billion": Decimal(10**9), "billions": Decimal(10**9), "bn": Decimal(10**9), "bln": Decimal(10**9),
    "b": Decimal(10**9), "milliard": Decimal(10**9), "milliards": Decimal(10**9), "thousand million": Decimal(10**9),
    "hundred thousand": Decimal(10**5), "hundred million": Decimal(10**8), "hundred billion": Decimal(10**11),
    "trillion": Decimal(10**12), "trn": Decimal(10**12), "tn": Decimal(10**12), "thousand billion": Decimal(10**12),
    "dozen": Decimal(12), "million million": Decimal(10**12),
}  # fmt: skip
TENS = {word: 10 * number for number, word in enumerate(
    "twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)}  # fmt: skip
SMALL = {word: number for word, number in NUMBER_WORDS.items() if number} | TENS
WORD_SCALES = ("hundred", "thousand", "million", "billion", "trillion", "dozen")

DIGITS = (
    r"(?:[0-9]{1,3}(?:(?P<group>[,.'’\u00a0\u2009\u202f ])[0-9]{3})(?:(?P=group)[0-9]{3}){0,5}(?:[.,][0-9]{1,4})?"
    r"|[0-9]{1,15}(?:[.,][0-9]{1,6})?)(?![0-9])"
)
SCALE_WORDS = "|".join(sorted((word for word in SCALES if len(word) > 1), key=len, reverse=True))
NUMBER = re.compile(DIGITS)
SCALE = words(
    rf"(?:(?: |-)?(?:(?P<short>mln|bln|mn|mio|bn|mil|trn|tn)\.(?= ?(?:[a-z,;)(€$£]|[A-Z]{{3}}\b|US))"
    rf"|(?P<word>{SCALE_WORDS})\b(?![A-Za-z]))|(?P<letter>[mMbBkK])(?![A-Za-z0-9²³]))",
    re.IGNORECASE,
)
LETTER_APART = words(r" (?P<letter>[mMbB])(?![A-Za-z0-9²³'’-])")
ONE_WORD = rf"(?:{'|'.join(sorted(SMALL, key=len, reverse=True))})"
WORD_NUMBER = words(
    rf"(?:(?P<half>half an?|half)|(?P<one>an?)|(?P<tens>{'|'.join(TENS)})"
    rf"(?:(?:-| )(?P<digit>{'|'.join(list(SMALL)[:9])}))?"
    rf"|(?P<small>{ONE_WORD}))(?P<plus_half> and a half)?"
    rf"(?P<scales>(?: (?:{'|'.join(WORD_SCALES)})\b){{0,2}})(?: and (?P<rest>{ONE_WORD})(?= [a-z]))?(?![\w-])",
    re.IGNORECASE,
)


@dataclass(slots=True, unsafe_hash=True)  # a frozen one takes four times as long to make
class Number:
    """A number where it stands: its value without the scale, the factor of the scale, and whether it was in words.

    `is_doubtful` marks a point before three digits: a fraction, or thousands. `is_letter`: the scale is one letter.
    """

    start: int
    end: int
    value: Decimal
    scale: Decimal | None = None
    is_word: bool = False
    is_doubtful: bool = False
    is_grouped: bool = False
    is_letter: bool = False

    @property
    def total(self) -> Decimal:
        """The value in whole units."""
        return self.value * (self.scale or 1)


def parse_digits(digits: str) -> Decimal:
    """The value of digits with separators, told apart by their form.

    >>> [str(parse_digits(text)) for text in ("3,1", "3,100", "1.234,5", "556.8", "15 000", "1,234,567")]
    ['3.1', '3100', '1234.5', '556.8', '15000', '1234567']
    """
    compact = re.sub("['’\u00a0\u2009\u202f ]", "", digits)
    marks = [mark for mark in compact if mark in ",."]
    if not marks:
        return Decimal(compact)
    last = marks[-1]
    tail = compact.rpartition(last)[2]
    is_group = len(tail) == 3 and (marks.count(last) > 1 or (last == "," and len(set(marks)) == 1))
    if is_group and not compact.startswith("0"):
        return Decimal(compact.replace(last, "").replace(",", "").replace(".", ""))
    whole = compact.rpartition(last)[0].replace(",", "").replace(".", "")
    return Decimal(f"{whole}.{tail}")


def read_number(text: str, start: int) -> Number | None:
    """The number in digits or words that begins at `start`, with its scale; None where there is none."""
    return read_digit_number(text, start) if text[start].isdigit() else read_word_number(text, start)


def read_digit_number(text: str, start: int) -> Number | None:
    """A number in digits: "3,1 billion", "1.2bn", "15 000"."""
    match = NUMBER.match(text, start)
    if match is None:
        return None
    digits, is_point = match[0], match["group"] == "."
    scale = SCALE.match(text, match.end())
    factor = (
        SCALES[re.sub(GAP, " ", (scale["short"] or scale["word"] or scale["letter"]).lower().rstrip("."))]
        if scale
        else None
    )
    is_one_point = is_point and digits.count(".") == 1 and "," not in digits
    return Number(
        start, scale.end() if scale else match.end(), parse_digits(digits), factor,
        is_doubtful=is_one_point, is_grouped=match["group"] is not None and not is_one_point,
        is_letter=bool(scale and scale["letter"]),
    )  # fmt: skip


def with_letter(text: str, number: Number) -> Number:
    """The number with a letter that stands apart as its scale, which only money has: "CHF 120 m"."""
    letter = LETTER_APART.match(text, number.end) if number.scale is None and not number.is_word else None
    if letter is None:
        return number
    return replace(number, end=letter.end(), scale=SCALES[letter["letter"].lower()], is_letter=True)


def read_word_number(text: str, start: int) -> Number | None:
    """A number in words: "two hundred", "half a billion", "twenty-five", "one and a half million"."""
    match = WORD_NUMBER.match(text, start)
    if match is None or ((match["one"] or match["half"]) and not match["scales"]):
        return None
    value = Decimal("0.5") if match["half"] else Decimal(1) if match["one"] else sum_words(match)
    if match["plus_half"]:
        value += Decimal("0.5")
    factor = Decimal(1)
    for scale in match["scales"].lower().split():
        factor *= SCALES[scale]
    if match["rest"] and factor == 1:
        return None
    value = value * factor + SMALL[match["rest"].lower()] if match["rest"] else value
    return Number(start, match.end(), value, None if match["rest"] or factor == 1 else factor, is_word=True)


def sum_words(match: re.Match[str]) -> Decimal:
    """The number before the scale."""
    if match["tens"]:
        return Decimal(TENS[match["tens"].lower()] + (SMALL[match["digit"].lower()] if match["digit"] else 0))
    return Decimal(SMALL[match["small"].lower()])
