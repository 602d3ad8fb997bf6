"""English for facts: articles, lists, possessives, numbers, amounts, offices. Pure functions from values to words."""

from __future__ import annotations

import re
from collections.abc import Iterable

from comity.model import Amount
from comity.names.offices import office_words

# Names of states that take "the": by a word within them, and those whose single word is a plural or a river.
_TAKES_THE = re.compile(
    r"^(?:The )?(?:United|Union|Kingdom|Republic|Democratic|Federation|Federal|Commonwealth|Principality|Trust|Papal|"
    r"Grand Duchy|Central|Dominican|Czech Republic|Soviet|Holy|Ottoman|Russian|British|U\.S\.|Turks)\b"
    r"|\b(?:Islands|Republics?|Empire|Federation|Emirates|States|Confederation|Kingdom|Union|See|Territory)$"
    r"|\b(?:States of America|People's Republic)\b"
    r"|^(?:Netherlands|Philippines|Gambia|Bahamas|Maldives|Comoros|Vatican)$"
)
# Acronyms that are said as words and so stand without "the".
_SAID_AS_WORDS = frozenset({"NATO", "ASEAN", "OPEC", "UNESCO", "UNICEF", "BRICS", "MERCOSUR", "INTERPOL", "APEC"})
_VOWEL_SOUND = re.compile(
    r"^(?:[aeio]|u(?!ni|se|sa|ti|r[aiu]|k)|hon|hour|heir|8|11\b|18\b|[AEFHILMNORSX][A-Z]{1,}\b)", re.IGNORECASE
)
_CONSONANT_SOUND = re.compile(r"^(?:one\b|once|eu|ewe|u[ns]i|US\b|UN\b|UK\b)", re.IGNORECASE)
_SINGLE_LETTERS = re.compile(r"^[A-Z]{2,}\b")

_COMMA_TOO_MANY = re.compile(r",(?=$|\.| \()")
ORDINALS = ("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
BOUNDS = {"min": "more than ", "max": "up to ", "approx": "about "}
CURRENCY_SIGNS = {"USD": "US$", "EUR": "€", "GBP": "£", "JPY": "¥", "AUD": "A$", "CAD": "C$", "INR": "₹", "TRY": "₺"}
SCALES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))
UNIT_WORDS = {"persons": "people"}
# Offices that do not stand before a name as a title.
NO_TITLES = frozenset(
    "head_of_state head_of_government first_lady diplomat agent commercial_agent representative director chief "
    "junta_member member_of_parliament government_minister official".split()
)


def with_article(name: str) -> str:
    """The name of a state with "the" where English has it.

    >>> [with_article(name) for name in ("United States", "Gambia", "Kazakhstan", "Democratic Republic of the Congo")]
    ['the United States', 'the Gambia', 'Kazakhstan', 'the Democratic Republic of the Congo']
    """
    return f"the {name}" if _TAKES_THE.search(name) and not name.lower().startswith("the ") else name


def name_body(name: str) -> str:
    """The name of an organisation, council or treaty with "the", unless it is said as one word.

    >>> name_body("Organization of Turkic States"), name_body("NATO"), name_body("the Eurasian Forum")
    ('the Organization of Turkic States', 'NATO', 'the Eurasian Forum')
    """
    if name.lower().startswith("the ") or name.upper() in _SAID_AS_WORDS or (" " not in name and not name.isupper()):
        return name
    return f"the {name}"


def possessive(name: str) -> str:
    """The name with its possessive ending.

    >>> possessive("Türkiye"), possessive("the United States")
    ("Türkiye's", "the United States'")
    """
    return f"{name}'" if name.endswith("s") else f"{name}'s"


def indefinite(phrase: str) -> str:
    """The phrase with "a" or "an".

    >>> [indefinite(word) for word in ("embassy", "consulate general", "honorary consulate", "university", "FTA")]
    ['an embassy', 'a consulate general', 'an honorary consulate', 'a university', 'an FTA']
    """
    has_vowel = bool(_VOWEL_SOUND.match(phrase)) and not _CONSONANT_SOUND.match(phrase)
    if has_vowel and phrase[:1] in "FHLMNRSXfhlmnrsx" and phrase[:2].casefold() not in ("ho", "he"):
        has_vowel = bool(_SINGLE_LETTERS.match(phrase))
    return f"{'an' if has_vowel else 'a'} {phrase}"


def join_words(words: Iterable[str], last: str = "and") -> str:
    """The words as a list in a sentence, each once; parts that hold an "and" are parted by semicolons.

    >>> join_words(["a", "b", "a", "c"])
    'a, b and c'
    """
    listed = list(dict.fromkeys(word for word in words if word))
    if len(listed) < 2:
        return "".join(listed)
    if len(listed) > 2 and any(" and " in word and "," in word for word in listed):
        return f"{'; '.join(listed[:-1])}; {last} {listed[-1]}"
    return f"{', '.join(listed[:-1])} {last} {listed[-1]}"


def count_words(number: int) -> str:
    """A count in words up to ten.

    >>> count_words(3), count_words(12)
    ('three', '12')
    """
    return NUMBERS[number] if 0 <= number < len(NUMBERS) else f"{number:,}"


def ordinal(number: float) -> str:
    """An ordinal number: in words to tenth.

    >>> ordinal(2), ordinal(12), ordinal(23)
    ('second', '12th', '23rd')
    """
    whole = int(number)
    if 0 < whole < len(ORDINALS):
        return ORDINALS[whole]
    ending = "th" if whole % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(whole % 10, "th")
    return f"{whole:,}{ending}"


def number_words(value: float) -> str:
    """A number with its scale, as exact as it is given.

    >>> number_words(3.1e9), number_words(556.8e6), number_words(15000), number_words(0.5)
    ('3.1 billion', '556.8 million', '15,000', '0.5')
    """
    for scale, word in SCALES:
        if abs(value) >= scale:
            return f"{value / scale:,.6g} {word}"
    return f"{value:,.0f}" if value == int(value) else f"{value:,.6g}"


def amount_words(amount: Amount, *, is_bare: bool = False) -> str:
    """An amount as a sentence has it; `is_bare` leaves out what is counted.

    >>> amount_words(Amount(17e9, "USD", bound="min")), amount_words(Amount(1.2, "percent"))
    ('more than US$17 billion', '1.2%')
    >>> amount_words(Amount(15000, "persons", to=20000)), amount_words(Amount(2e6, "KZT"))
    ('15,000 to 20,000 people', 'KZT 2 million')
    """
    bound = BOUNDS.get(amount.bound or "", "")
    number = number_words(amount.value) + ("" if amount.to is None else f" to {number_words(amount.to)}")
    if amount.unit == "percent":
        return f"{bound}{number}%"
    if amount.unit in CURRENCY_SIGNS:
        sign = CURRENCY_SIGNS[amount.unit]
        return f"{bound}{'−' if amount.value < 0 else ''}{sign}{number.lstrip('-').replace(' to ', f' to {sign}')}"
    if len(amount.unit) == 3 and amount.unit.isupper():
        return f"{bound}{amount.unit} {number}"
    if is_bare:
        return f"{bound}{number}"
    return f"{bound}{number} {count_noun(amount.unit, amount.value if amount.to is None else amount.to)}"


def unit_words(unit: str) -> str:
    """A unit by itself: a currency's sign or code, or what is counted.

    >>> unit_words("USD"), unit_words("persons"), unit_words("percent")
    ('US$', 'people', '%')
    """
    return "%" if unit == "percent" else CURRENCY_SIGNS.get(unit) or UNIT_WORDS.get(unit, unit.replace("_", " "))


def count_noun(unit: str, value: float) -> str:
    """The counted noun in its number.

    >>> count_noun("projects", 1), count_noun("persons", 2), count_noun("firms", 30)
    ('project', 'people', 'firms')
    """
    words = UNIT_WORDS.get(unit, unit.replace("_", " "))
    if value == 1:
        return (
            "person"
            if unit == "persons"
            else re.sub(r"ies$", "y", words)
            if words.endswith("ies")
            else words.removesuffix("s")
        )
    return words


def change_words(percent: float) -> str:
    """A growth rate: "up 13.8%", "down 4%", "unchanged"."""
    if percent == 0:
        return "unchanged"
    return f"{'up' if percent > 0 else 'down'} {abs(percent):,.6g}%"


def plain_words(value: object) -> str:
    """A code of the vocabulary as words; numbers as they are.

    >>> plain_words("consulate_general"), plain_words(2.0)
    ('consulate general', '2')
    """
    if isinstance(value, float) and value == int(value):
        return str(int(value))
    return str(value).replace("_", " ")


def office_title(office: str) -> str | None:
    """The office as it stands before a name; None for one that does not.

    >>> office_title("prime_minister"), office_title("charge_daffaires"), office_title("head_of_state")
    ('Prime Minister', "Chargé d'Affaires", None)
    """
    if office in NO_TITLES:
        return None
    small = {"of", "the", "at", "for", "and"}
    words = [word if word in small else word[:1].upper() + word[1:] for word in office_words(office).split(" ")]
    return " ".join(words).replace("d'affaires", "d'Affaires").replace("D'affaires", "d'Affaires")


def capitalise(sentence: str) -> str:
    """The sentence with a capital at its beginning, the rest untouched."""
    return sentence[:1].upper() + sentence[1:]


def decapitalise(text: str) -> str:
    """The text with a small first letter, unless it begins with an acronym.

    >>> decapitalise("Branch office"), decapitalise("UN office")
    ('branch office', 'UN office')
    """
    return text[:1].lower() + text[1:] if not text[1:2].isupper() else text


def end_sentence(text: str) -> str:
    """The text as one sentence: capital, one full stop, single spaces.

    >>> end_sentence("the United States  opened an embassy")
    'The United States opened an embassy.'
    """
    tidy = " ".join(text.split()).replace(" ,", ",").replace(" .", ".")
    tidy = _COMMA_TOO_MANY.sub("", tidy)
    return capitalise(tidy if tidy.endswith((".", "!", "?", ".”")) else f"{tidy}.")
