"""Every mention of a document in one pass: names, dates, amounts, cue nouns, phrases; none overlap."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from operator import itemgetter
from typing import Any

from comity.model import Amount, Document
from comity.names import Name, find_names
from comity.reading.amounts import BOUND_OF, AmountMention, find_amounts
from comity.reading.cues import Lexicon
from comity.reading.dates import find_dates
from comity.reading.ellipsis import find_elliptic
from comity.reading.english import English, VerbForm, load_english
from comity.reading.needed import PatternFinder
from comity.reading.nouns import fold_case
from comity.reading.numbers import read_number
from comity.reading.registry import OrganisationCode, is_called, is_own_name
from comity.reading.tokens import Mention

# Over the end of a cell or row nothing is one expression.
_CELL_END = re.compile(r"\t| \| ")
_FIRST_CELL = re.compile(r"\n[^\n|]{1,60} \| ")
TAG_OF_NAME = {
    "state": "S",
    "people": "L",
    "adjective": "J",
    "organisation": "G",
    "city": "C",
    "office": "O",
    "person": "P",
}


def _find_dates(text: str) -> Iterator[Mention]:
    """The dates; of one that reaches into another row the dates on both sides."""
    for date in find_dates(text):
        line = text.find("\n", date.start, date.end)
        if line < 0 or not _FIRST_CELL.match(text, line):
            yield Mention(date.start, date.end, "D", date)
            continue
        for start, end in ((date.start, line), (line + 1, date.end)):
            for part in find_dates(text[start:end]):
                part = replace(part, start=start + part.start, end=start + part.end)
                yield Mention(part.start, part.end, "D", part)


def find_mentions(text: str, folded: str, names: Sequence[Name], lexicon: Lexicon, english: English) -> list[Mention]:
    """The mentions in order; of two that overlap the longer stays, and of two as long the earlier in this list:
    dates, phrases, amounts, names, cue nouns."""
    amounts = find_amounts(text)
    has_cells = _CELL_END.search(text) is not None
    layers: tuple[Iterable[Mention], ...] = (
        _find_dates(text),
        _find_short_names(text, names),
        find_phrases(text, folded, english),
        (Mention(_bound_start(amount, text), _number_end(amount, text, lexicon), "M", amount) for amount in amounts),
        (Mention(name.start, name.end, _tag(name, text), _data(name)) for name in names),
        _count_peoples(text, names),
        (Mention(amount.start, amount.end, "M", amount) for amount in find_elliptic(text, amounts)),
        (Mention(start, end, "H", nouns) for start, end, nouns in lexicon.noun_finder.find(folded)),
    )
    found = [
        (mention.start - mention.end, rank, mention.start, mention)
        for rank, layer in enumerate(layers)
        for mention in layer
        if not (has_cells and _CELL_END.search(text, mention.start, mention.end))
    ]
    found.sort(key=itemgetter(0, 1, 2))
    return _disjoint([mention for _, _, _, mention in found], len(text))


_FORM = re.compile(
    r"(?<!United )\b(?:Federation|Confederation|Union|Empire|[Kk]ingdom|[Ss]ultanate|[Ee]mirate|[Pp]rincipality"
    r"|(?:[Gg]rand )?[Dd]uchy)\b"
)
FEW_STATES = 3
_BEFORE_SHORT = re.compile(r"\b[Tt]he \Z")
_AFTER_FORM = re.compile(r" (?:of\b|[A-Z])")


def _find_short_names(text: str, names: Sequence[Name]) -> Iterator[Mention]:
    """The form of a state for the state: "the Federation" after "the Federation of Central American States", where the
    text names nothing else of that form; "the kingdom" for the one of few states that is called so."""
    forms = list(_FORM.finditer(text))
    if not forms:
        return
    told: dict[str, set[str]] = {}
    inside: dict[int, Name] = {}
    for name in names:
        if name.type == "state" and (form := _FORM.search(text, name.start, name.end)) is not None:
            told.setdefault(form.group().casefold(), set()).add(name.code)
            inside[form.start()] = name
    is_short = {
        form.start(): _BEFORE_SHORT.search(text, max(0, form.start() - 4), form.start()) is not None
        and _AFTER_FORM.match(text, form.end()) is None
        for form in forms
    }
    others = {form.group().casefold() for form in forms if form.start() not in inside and not is_short[form.start()]}
    named = {name.code for name in names if name.type in ("state", "adjective")}
    for form in forms:
        word = form.group().casefold()
        codes = told.get(word, set())
        if not codes and (len(named) <= FEW_STATES or form.group()[0].isupper()):
            codes = {code for code in named if is_called(code, word)}
        if form.start() not in inside and is_short[form.start()] and len(codes) == 1 and word not in others:
            yield Mention(form.start() - len("the "), form.end(), "S", tuple(codes))


def _count_peoples(text: str, names: Sequence[Name]) -> Iterable[Mention]:
    """The numbers that count the people of a state by its own name: "3,000 Moroccans"."""
    for name in names:
        if name.type not in ("people", "adjective"):
            continue
        match = _COUNT_BEFORE.search(text, max(0, name.start - 40), name.start)
        noun = _NOUN_AFTER.match(text, name.end)
        if match is None and (numbered := _COUNT_AFTER.match(text, name.end)) is not None:
            number = read_number(text, numbered.start("number"))
            if number is not None and number.end == numbered.end("number"):
                bound = BOUND_OF[numbered["bound"].casefold()] if numbered["bound"] else None
                amount = Amount(float(number.total), "persons", bound)
                yield Mention(number.start, number.end, "M", AmountMention(number.start, number.end, amount, "demonym"))
            continue
        if match is None or (name.type == "adjective" and noun is not None):
            continue
        number = read_number(text, match.start("number"))
        if number is not None and number.end == match.end("number"):
            bound = BOUND_OF[match["bound"].casefold()] if match["bound"] else None
            amount = _range_of(text, match, name.start, Amount(float(number.total), "persons", bound))
            # "184,000 ethnic | Hungarians"
            end = number.start + len(text[number.start : name.start].rstrip())
            yield Mention(number.start, end, "M", AmountMention(number.start, end, amount, "demonym"))


def _range_of(text: str, match: re.Match[str], edge: int, high: Amount) -> Amount:
    """The range that a count ends: "30,000 to | 40,000 Argentines"; the count itself where no number stands before."""
    low = _LOW.search(text, max(0, edge - 60), match.start("number"))
    number = read_number(text, low.start("number")) if low is not None else None
    if low is None or number is None or number.end != low.end("number") or not number.total < high.value:
        return high
    if low["joint"] == "and" and not low["between"]:
        return high
    return Amount(float(number.total), high.unit, BOUND_OF.get((low["bound"] or "").casefold()), high.value)


_BOUNDS = "|".join(sorted(map(re.escape, BOUND_OF), key=len, reverse=True))
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_COUNT_BEFORE = re.compile(
    rf"(?:\b(?P<bound>{_BOUNDS})\s+)?"
    rf"(?<![\w.,])(?<![^\W\d]-)(?P<number>\d[\d.,]*(?:\s(?:million|thousand))?|(?:[a-z]+\s)?(?:hundred|thousand|million)|{_TENS})"
    r"(?:\sor\s(?:so|more))?\s(?:ethnic\s|expatriate\s)?\Z",
    re.IGNORECASE,
)
_LOW = re.compile(
    rf"(?:\b(?P<bound>{_BOUNDS})\s+)?(?P<between>\b(?:between|from)\s+)?"
    r"(?<![\w.,-])(?P<number>\d[\d.,]*)\s?(?P<joint>to|and|-|–)\s?\Z",
    re.IGNORECASE,
)
# "Bolivians in Chile numbered 142,600", "Tuvaluans in New Zealand: 4,653".
_COUNT_AFTER = re.compile(
    rf"(?:\s(?:living\s|residing\s|resident\s)?in\s(?:the\s)?[A-Z][\w .'’-]{{2,40}}?)?"
    rf"(?:\s(?:numbered|number|are estimated at|were estimated at|totall?ed|total)|:)\s(?:(?P<bound>{_BOUNDS})\s)?"
    r"(?P<number>\d[\d.,]*\d(?:\s(?:million|thousand))?)(?![\w%])"
)
# An adjective is a people only where no noun goes on from it: "8,000 Senegalese live", not "8,000 Senegalese books".
_NOUN_AFTER = re.compile(
    r"\s(?!(?:who|that|which|live[sd]?|living|resid\w+|work\w*|stud(?:y|ied|ying)|visit\w*|travel\w*|were|are|have|had|in|and|"
    r"at|to|on|from|settled|came|arrived)\b)[a-z]"
)


def _bound_start(amount: AmountMention, text: str) -> int:
    """Where an amount begins with its "more than", which compares no clauses."""
    than = _THAN.search(text, max(0, amount.start - 20), amount.start)
    return than.start() if than is not None else amount.start


_THAN = re.compile(r"\b(?:(?:no|not) )?(?:more|less|fewer|greater|higher|lower) than (?:the |a )?\Z", re.IGNORECASE)


def _number_end(amount: AmountMention, text: str, lexicon: Lexicon) -> int:
    """Where a count ends before what it counts, if that is a cue noun: "45 | Austrian companies"."""
    if amount.amount.unit == "percent" or amount.amount.unit.isupper():
        return amount.end
    nouns = list(lexicon.noun_finder.find(fold_case(text[amount.start : amount.end])))
    if not nouns or amount.start + nouns[-1][1] != amount.end:
        return amount.end
    number = _NUMBER.match(text, amount.start, amount.end)
    if number is not None:
        return number.end()
    in_words = read_number(text, amount.start)
    before = text[max(0, amount.start - 11) : amount.start].casefold()
    is_known = before.endswith(("the ", "both")) and before != "one of the "  # "the two agreements"
    return in_words.end if in_words is not None and not is_known else amount.end


_NUMBER = re.compile(r"(?:[^\W\d_]+\s+){0,3}?\d[\d.,]*(?:\s+(?:hundred|thousand|million|billion))*")


def _tag(name: Name, text: str) -> str:
    """The tag of a name; what is a state's name and its adjective alike ("Singapore") is left to the words around."""
    words = text[name.start : name.end]
    if name.type == "adjective" and (is_own_name(name.code, words) or (words.isupper() and words.isalpha())):
        return "L"
    return TAG_OF_NAME[name.type]


def _data(name: Name) -> Any:
    if name.type == "organisation":
        return (OrganisationCode(name.code),)
    if name.type in ("state", "adjective", "people"):
        return (name.code,)
    return (name,) if name.type == "city" else name.code


# "in what is now Indonesia", "present-day Ghana": the state that follows is meant.
_NOW = re.compile(
    r"\b(?:what (?:is|was|are) (?:now|then|today)(?: called| known as)?|(?:present|modern)[- ]day)\b", re.IGNORECASE
)


# Wars of the world, in which two states are not meant.
_WARS = re.compile(
    r"\b(?:(?:First|Second) World War|World Wars?(?: (?:I{1,2}|One|Two|1|2)\b)?|Cold War|Great War|WWI{0,2})\b"
)


# "Both are members", "Two countries signed", "and both are members": of two that need no name.
_BOTH = re.compile(
    r"(?:(?<=\band )|(?<=\bwhile ))both(?= (?:are|were|have|had|belong|joined|became|signed|participate)\b)|"
    r"(?:(?<=^)|(?<=\n)|(?<=[.;\]] ))(?:Both|(?:Two )?(?:[Cc]ountries|[Nn]ations|[Ss]tates|[Ss]ides)"
    r"(?= (?!are\b|were\b|have\b)))(?=\s+(?:(?:also|later|then|both|have|had) )?(?:are|were|have|had|belong|joined|"
    r"recogni[sz]ed?|became|signed|established|agreed|opened|exchanged|concluded|participate|share|maintain)\b)"
)
# "in force since 1994", "is in force": said like a participle. Not of what enters, comes or remains in force.
_IN_FORCE = re.compile(
    r"(?<!enter )(?<!enters )(?<!entered )(?<!come )(?<!comes )(?<!came )(?<!went )(?<!put )"
    r"(?<!remain )(?<!remains )(?<!remained )"
    r"\b[Ii]n force(?:[\s,:]+(?:since|from|on|as of)|(?=[\s,:]+(?:[A-Z][a-z]{2,8}\.? )?\d))(?=\s)"
)


@functools.cache
def _phrase_pattern() -> re.Pattern[str]:
    english = load_english()
    phrases = [*english.pair_phrases, *english.focus_phrases, *english.own_phrases, *english.latter_phrases]
    phrases += english.body_phrases + english.neighbour_phrases
    return re.compile(
        rf"\b(?:{_alternatives([phrase.split() for phrase in phrases])})(?![\w-])(?!\s+of\b)", re.IGNORECASE
    )


@functools.cache
def _agency_pattern() -> re.Pattern[str]:
    names = sorted(map(re.escape, load_english().agencies), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(names)})\b")


@functools.cache
def _group_pattern() -> re.Pattern[str]:
    """Names of several states: "the three Baltic countries", not "the other Baltic countries"."""
    names = sorted(map(re.escape, load_english().groups), key=len, reverse=True)
    return re.compile(rf"(?<![Oo]ther )\b(?:[Aa]ll )?(?:[Tt]he )?(?:(?:three|five) )?({'|'.join(names)})(?![\w'’-])")


def _alternatives(phrases: Sequence[Sequence[str]]) -> str:
    """A pattern of phrases that shares their first words, so that most words of a text are passed by at the first
    letter; of phrases that begin alike the longest comes first."""
    rests: dict[str, list[Sequence[str]]] = {}
    for first, *rest in sorted(phrases, key=lambda words: -len(words[0])):
        rests.setdefault(first, []).append(rest)
    return "|".join(re.escape(first) + _rest(rest) for first, rest in rests.items())


def _rest(phrases: Sequence[Sequence[str]]) -> str:
    longer = [phrase for phrase in phrases if phrase]
    if not longer:
        return ""
    return rf"(?:\s+(?:{_alternatives(longer)})){'?' if len(longer) < len(phrases) else ''}"


# What a "Declaration of Accession" joins is another treaty, of others and of another day.
_JOINED = re.compile(
    r"\bof Accession (?P<what>to (?:[^\s.;]+ ){1,24}?of (?:[A-Z][a-z]+ \d{1,2}, \d{4}|\d{1,2} [A-Z][a-z]+ \d{4}|\d{4})"
    r"(?:,? [Bb]etween (?:the |of |and |[A-Z][\w’'-]*(?: |(?=[.,;]))){2,16})?)"
)


def find_phrases(text: str, folded: str, english: English) -> Iterable[Mention]:
    """What stands for states without naming them, in no order, and what only looks so; `folded`: the text in small
    letters."""
    for name, match in _phrase_finder().find(text, folded):
        tag, make = _PHRASES[name]
        yield Mention(match.start(), match.end(), tag, make(match, english))
    for match in _JOINED.finditer(text) if "of accession " in folded else ():
        yield Mention(match.start("what"), match.end("what"), "W", None)


# What each pattern finds: its tag and what it stands for.
_PHRASES: dict[str, tuple[str, Callable[[re.Match[str], English], Any]]] = {
    "now": ("T", lambda match, english: None),
    "wars": ("W", lambda match, english: None),
    "phrases": ("B", lambda match, english: _reference(" ".join(match.group().casefold().split()), english)),
    "agencies": ("S", lambda match, english: (english.agencies[match.group()],)),
    "groups": ("S", lambda match, english: english.groups[match.group(1)]),
    "both": ("B", lambda match, english: "both" if match.group() == "both" else "pair"),
    "in force": ("V", lambda match, english: VerbForm("in-force", frozenset({"participle"}))),
}


@functools.cache
def _phrase_finder() -> PatternFinder[str]:
    patterns = (_NOW, _WARS, _phrase_pattern(), _agency_pattern(), _group_pattern(), _BOTH, _IN_FORCE)
    return PatternFinder(dict(zip(_PHRASES, patterns, strict=True)))


def _reference(words: str, english: English) -> str:
    """Which states a phrase means: the document's pair, its own, the former or the latter, else the one spoken of."""
    if words in english.pair_phrases:
        return "pair"
    if words in english.own_phrases:
        return "own"
    if words in english.body_phrases:
        return "body"
    if words in english.neighbour_phrases:
        return "neighbour"
    return words.removeprefix("the ") if words in english.latter_phrases else "focus"


def _disjoint(mentions: Iterable[Mention], length: int) -> list[Mention]:
    """The mentions that lie in none that came before, in the text's order."""
    kept: list[Mention] = []
    taken = bytearray(length)
    for mention in mentions:
        start, end = mention.start, mention.end
        if not taken[start] and not taken[end - 1]:
            kept.append(mention)
            taken[start:end] = b"\1" * (end - start)
    return sorted(kept, key=itemgetter(0))


def names_of(document: Document, find: Callable[..., list[Name]] = find_names) -> list[Name]:
    """The names in a document's text."""
    return find(document.text)
