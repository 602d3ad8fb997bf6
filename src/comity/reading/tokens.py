"""A sentence as tokens: words with their class, and mentions (names, dates, amounts, cue nouns) as one token each.

In: the text, the span of a sentence, the mentions that lie in it. Out: `Token`s in order. Tags are one letter:

    E  party (state, organisation, person, office holder)    J  adjective of a state      C  city
    O  office       Q  capitalised words                     H  cue noun ("embassy")      D  date      M  amount
    V  verb         X  auxiliary or modal                    I  preposition               K  conjunction
    R  relative     U  subordinator   N  pronoun   T  determiner   A  adverb   Z  possessive   W  other
    and punctuation as it is
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

from comity.reading.english import English, load_english
from comity.reading.names_of_people import PARTICLES, begins_with_particle
from comity.reading.registry import is_named

_WORD = re.compile(
    r"([A-Z]?[a-z]++(?=[\s,;:)]))"  # what most words are: no other line could take them
    r"|\[\w{1,4}\]"  # citation mark
    r"|\[\s?(?:citation|clarification|verification|source|reference|page|year|better source) needed\s?\]"
    r"|[^\W\d_]\.(?:[^\W\d_]\.)+"  # U.S.
    r"|(?:Jr|Sr|Smt|Shri|Mr|Mrs|Ms|Mme|Dr|Prof|Eng|Ing|Gen|Maj|Brig|Lt|Col|Capt|Adm|Sen|Hon|Amb|Rev|Ven|Messrs|St|Ste|Md|Mohd|Rt)\.(?=[\s,])"
    r"|[A-Z]\.(?=[\s\w-])"  # an initial
    r"|(?:Kh|Sh|Ts|Ch|Yu|Ya|Ye|Zh|Dz|Gh)\.(?=\s?[A-Z][a-z])"  # one of two letters: "Kh.Battulga"
    r"|\d+(?:st|nd|rd|th)\b"
    r"|[^\W_]+(?:[-‐‑’'ʻʼ`][^\W_]+)*"
    r"|['’]s?(?=\W|$)|--|\S"
)
_NO_ADVERBS = frozenset(
    "family supply reply ally assembly rally monopoly anomaly friendly brotherly costly timely early daily "
    "weekly monthly yearly quarterly likely orderly july italy".split()
)
# Verbs whose base form is no noun: after a subject they are read as verbs, whatever follows.
NO_NOUNS = frozenset(
    "operate cooperate co-operate collaborate interact belong exist maintain retain participate enjoy live reside "
    "remain go consist study agree intend seek continue recognise recognize establish meet hold include "
    "comprise take consult confer negotiate become ratify impose terminate withdraw accede appoint sever expel restore "
    "resume reopen declare announce invade".split()
)
# What states do in headlines, as nouns seldom beside their names: "Peru and Chile ink pact".
SIGNING = frozenset("sign ink seal renew conclude".split())
# What several do together, behind words set between commas: "A and B, both republics, cooperate".
TOGETHER = frozenset("cooperate co-operate collaborate interact belong participate".split())
# What office holders do, after a plural: "Honorary consuls work in Cork".
SITTING = frozenset("work visit head lead act serve".split())
# Verbs that are nouns too, but not before "to": "A and B plan to build".
WISHES = frozenset("plan aim hope want wish seek expect pledge promise need".split())
DASHES = frozenset("-–—--")
NAMES_LIKE_WORDS = frozenset({"My", "An", "Do"})


@dataclass(slots=True, init=False)
class Token:
    """One word or mention; `data` holds what a mention stands for."""

    start: int
    end: int
    text: str
    tag: str
    data: Any
    lower: str
    codes: tuple[str, ...]  # of which states a counted people is

    def __init__(
        self, start: int, end: int, text: str, tag: str, data: Any = None, lower: str = "", codes: tuple[str, ...] = ()
    ) -> None:
        self.start, self.end, self.text, self.tag = start, end, text, tag
        self.data, self.lower, self.codes = data, lower or text.casefold(), codes


def states_of(token: Token) -> list[str]:
    """The states that a token names, by name or adjective."""
    if token.tag == "J":
        return list(token.data)
    return [code for party in token.data for code in party.states] if token.tag == "E" else []


class Mention(NamedTuple):
    """A span of the document that is one token: its tag and what it stands for. A tuple: a page has thousands."""

    start: int
    end: int
    tag: str
    data: Any


# How far beyond the ends of a sentence a rule may look.
_MARGIN = 32


# What gives the tag and the small letters of the token at a place; beyond both ends "^" and nothing.
LookUp = tuple[Callable[[int], str], Callable[[int], str]]


def look_up(tokens: Sequence[Token]) -> LookUp:
    """The look-up of a sentence's tokens as they are now."""
    tags = [token.tag for token in tokens] + ["^"] * _MARGIN
    words = [token.lower for token in tokens] + [""] * _MARGIN
    return tags.__getitem__, words.__getitem__


def tokenise(text: str, start: int, end: int, mentions: Sequence[Mention], english: English) -> list[Token]:
    """The tokens of text[start:end]; `mentions` are in order and do not overlap."""
    tokens: list[Token] = []
    at = start
    for mention in mentions:
        if at < mention.start:
            tokens.extend(_words(text, at, mention.start))
        tokens.append(Token(mention.start, mention.end, text[mention.start : mention.end], mention.tag, mention.data))
        at = mention.end
    tokens.extend(_words(text, at, end))
    tags = {token.tag for token in tokens}
    tokens = _without_open_brackets(tokens)
    tokens = _without_seats(tokens) if _SEATED.search(text, start, end) else tokens
    tokens = _without_short_names(tokens) if ")" in tags else tokens
    tokens = tokens if tags.isdisjoint(QUOTES) else _without_quotes(tokens)
    _tag_verbs(tokens, english)
    if not tags.isdisjoint("LJ"):
        _tag_peoples(tokens, english)
    _tag_start(tokens, english)
    _tag_days(tokens)
    if not tags.isdisjoint("OQP"):
        _tag_names(tokens)
    return tokens if tags.isdisjoint("QP") else _join_capitals(tokens, text)


def _without_open_brackets(tokens: list[Token]) -> list[Token]:
    """The tokens without the bracket of a passage of which this sentence is the first or the last."""
    if not tokens or (tokens[0].tag != "(" and tokens[-1].tag != ")"):
        return tokens
    tags = [token.tag for token in tokens]
    first = 1 if tags[:1] == ["("] and ")" not in tags else 0
    last = len(tokens) - (tags[-1:] == [")"] and "(" not in tags)
    return tokens[first:last]


def _without_seats(tokens: list[Token]) -> list[Token]:
    """The tokens with a place or a state as part of the word that only tells what somebody is of another: "the
    *London-based* Ambassador of Kenya", "the *Peru-born* minister", "*US-backed* Mali"."""
    for i in range(len(tokens) - 3, -1, -1):
        place, dash, seat = tokens[i : i + 3]
        is_beside = dash.text in DASHES and place.end == dash.start and dash.end == seat.start
        if is_beside and place.tag in ("C" if seat.lower == "based" else "SGCJ") and seat.lower in SEATED:
            tokens[i : i + 3] = [Token(place.start, seat.end, f"{place.text}-{seat.lower}", "W")]
    return tokens


SEATED = frozenset(
    "based born allied backed aligned educated trained supported supplied sponsored armed equipped friendly "
    "occupied".split()
)
_SEATED = re.compile(rf"[-–—](?:{'|'.join(sorted(SEATED))})\b")


def _without_short_names(tokens: list[Token]) -> list[Token]:
    """The tokens without the short name in brackets behind the full one: "to the Arab League *(LAS)*, N, met"."""
    short = [
        i
        for i in range(1, len(tokens) - 2)
        if tokens[i].tag == "("
        and tokens[i + 2].tag == ")"
        and tokens[i + 1].tag in "SG"
        and tokens[i - 1].tag in "SG"
        and tokens[i + 1].data == tokens[i - 1].data
    ]
    dropped = {k for i in short for k in (i, i + 1, i + 2)}
    return [token for i, token in enumerate(tokens) if i not in dropped] if dropped else tokens


def _without_quotes(tokens: list[Token]) -> list[Token]:
    """The tokens without the marks about a few plain words of a phrase: a "strategic partnership"."""
    marks = [i for i, token in enumerate(tokens) if token.tag in QUOTES]
    dropped: set[int] = set()
    for first, last in pairwise(marks):
        inside = tokens[first + 1 : last]
        is_phrase = 0 < len(inside) <= LONGEST_QUOTED and all(token.tag in "WHAJTI-" for token in inside)
        if is_phrase and first and first not in dropped and tokens[first - 1].tag in "TWJIZAH":
            dropped |= {first, last}
    return [token for i, token in enumerate(tokens) if i not in dropped] if dropped else tokens


QUOTES = frozenset('"“”')
LONGEST_QUOTED = 5


def _words(text: str, start: int, end: int) -> list[Token]:
    tokens: list[Token] = []
    for match in _WORD.finditer(text, start, end):
        word = match.group()
        first, last = match.span()
        if match.lastindex is None and len(word) > 2 and word.endswith(("'s", "’s")):
            tag, lower = _classify(word[:-2])
            tokens.append(Token(first, last - 2, word[:-2], tag, None, lower))
            tokens.append(Token(last - 2, last, word[-2:], "Z"))
        else:
            tag, lower = _classify(word)
            tokens.append(Token(first, last, word, tag, None, lower))
    return tokens


OWNING = frozenset(("'", "’", "'s", "’s"))


@functools.lru_cache(maxsize=20_000)
def _classify(word: str) -> tuple[str, str]:
    """The tag of a word by itself, and its small letters."""
    classes = load_english().classes
    lower = word.casefold()
    if word in OWNING:
        return "Z", lower
    if not word[0].isalnum():
        return "[" if word[0] == "[" and len(word) > 1 else word[0], lower
    if lower in classes and (word[0].islower() or classes[lower] in "IKTNURXA"):
        return classes[lower], lower
    if word[0].isupper() or begins_with_particle(word):
        return "Q", lower
    if lower.endswith("ly") and lower not in _NO_ADVERBS and len(lower) > 4:
        return "A", lower
    return "W", lower


# "visited the DPRK twice", "four times": what follows is no noun of the state's.
COUNTS = frozenset("twice thrice three four five six seven eight nine ten several many as than in".split())


def _tag_peoples(tokens: list[Token], english: English) -> None:
    """ "the Portuguese" are the state; in "the Portuguese colony" they are its adjective; 300 of them are people."""
    ends = [None, *tokens], tokens, [*tokens[1:], None]
    for i, (before, token, following) in enumerate(zip(*ends, strict=False)):
        if token.tag in "LJ" and (_is_demonym(before) or _is_numbered(tokens, i)):
            token.tag, token.data, token.codes = "H", english.people, token.data
        if token.tag == "L":
            is_adjective = (
                following is not None
                and following.tag in "WHOQ"
                and following.start - token.end == 1
                and following.lower not in COUNTS
            )
            token.tag = "J" if is_adjective else "S"


def _tag_start(tokens: list[Token], english: English) -> None:
    """A capitalised first word is a name only where the next word goes on with it."""
    first = next((i for i, token in enumerate(tokens) if token.tag not in "\"“'([•-–*‘"), None)
    if first is None or tokens[first].tag != "Q":
        return
    following = tokens[first + 1] if first + 1 < len(tokens) else None
    if following is not None and (following.tag in "QZP" or _is_joined_by_particle(tokens, first)):
        return
    lower = tokens[first].lower
    if following is None or following.tag not in "VXA,OEJ(" or lower in english.light or lower.endswith(("ing", "ly")):
        tokens[first].tag = "W"
        if lower.endswith("ed") and following is not None and following.tag == "H":
            return  # "Armed clashes"
        _tag_verbs(tokens[first : first + 1], english)


def _tag_days(tokens: list[Token]) -> None:
    """ "*On the day* it became independent, D" is as much as "*when* it became independent on D"."""
    for i, token in enumerate(tokens[:-4]):
        if not i or token.lower != "on" or tokens[i + 1].lower not in ("the", "that"):
            continue
        day = i + 2 + (tokens[i + 2].lower in ("very", "same"))
        verb = next((k for k in range(day + 1, min(day + 6, len(tokens))) if tokens[k].tag in "VXI,.;"), day)
        if tokens[day].lower != "day" or tokens[verb].tag not in "VX" or verb < day + 2:
            continue
        for each in tokens[i:day]:
            each.tag = "A"
        tokens[day].tag, tokens[day].lower = "U", "when"
        if tokens[day + 1].lower in ("that", "when"):
            tokens[day + 1].tag = "A"
        mark = next((k for k in range(verb, len(tokens) - 2) if tokens[k].tag == ","), 0)
        if mark and tokens[mark + 1].tag == "D" and tokens[mark + 2].tag in ".,;":
            tokens[mark].tag, tokens[mark].lower = "I", "on"


def _tag_names(tokens: Sequence[Token]) -> None:
    """A title that is a name: "Noura bint *Sultan*"."""
    for before, token in pairwise(tokens):
        if token.tag == "O" and before.lower in ("bin", "bint", "ibn", "ben") and token.text.istitle():
            token.tag, token.data = "Q", None
    for i, token in enumerate(tokens):
        is_inside = token.text in NAMES_LIKE_WORDS and 0 < i < len(tokens) - 1
        if is_inside and tokens[i - 1].tag in "QP" and tokens[i + 1].tag == "Q":
            token.tag, token.data = "Q", None  # "Pham Thi *My* Linh"


def _is_joined_by_particle(tokens: Sequence[Token], i: int) -> bool:
    """Whether a particle goes on to a name: "Said *bin* Hamad"."""
    return i + 2 < len(tokens) and tokens[i + 1].lower in PARTICLES and tokens[i + 2].tag in "QP"


def _is_demonym(token: Token | None) -> bool:
    return token is not None and token.tag == "M" and token.data.rule == "demonym"


def _is_numbered(tokens: Sequence[Token], i: int) -> bool:
    """Whether the number of a people follows: "Bolivians in Chile numbered *142,600*"."""
    place = next((k for k in range(i + 1, min(i + 10, len(tokens))) if tokens[k].tag in "MLJ;."), None)
    return place is not None and _is_demonym(tokens[place])


def _tag_verbs(tokens: list[Token], english: English) -> None:
    for i, token in enumerate(tokens):
        if token.lower in TAGGED_BY_PLACE:
            _tag_by_place(tokens, i, english)
        if token.tag == "H":
            _tag_headline(tokens, i, english)
        if token.tag != "W":
            continue
        if token.lower not in english.verbs and not token.lower.endswith("ed"):
            continue
        if i > 1 and tokens[i - 1].text in DASHES and tokens[i - 1].end == token.start:
            continue  # "US-brokered"
        if token.lower == "second" and i > 1 and tokens[i - 1].tag in "K," and tokens[i - 2].lower == "first":
            continue  # "the first and second meetings"
        form = english.verbs.get(token.lower)
        if i > 1 and token.lower.endswith("s") and tokens[i - 1].tag == "W" and tokens[i - 2].lower == "for":
            continue  # "a visa for tourist stays"
        if token.lower == "date" and tokens[i - 1].lower == "to" and (i < 2 or tokens[i - 2].tag in ",K"):
            continue  # "To date, A has approved"
        before = next((tokens[k] for k in range(i - 1, -1, -1) if tokens[k].tag != "A"), None)
        if before is not None and before.tag == "D" and i > 1 and tokens[i - 2].tag == "X":
            before = tokens[i - 2]  # "will today undertake"
        before = _asked(tokens, i) or before
        is_governed = before is not None and before.tag == "I" and before.lower != "to"
        if i and tokens[i - 1].lower == "newly" and i + 1 < len(tokens) and tokens[i + 1].tag in "OHWQ":
            continue  # "five newly appointed ambassadors"
        if is_governed and tokens[i - 1].lower.endswith("ly") and not token.lower.endswith("ing"):
            continue  # "credentials of newly appointed ambassadors"
        if before is not None and before.tag == "Z" and tokens[i - 1].lower == "newly":
            continue  # "Peru's newly appointed ambassador"
        is_told_of = before is not None and before.tag == "W" and token.lower.endswith("ing")
        if is_told_of and before is not None and (before.lower in english.light or before.lower.endswith(ADJECTIVAL)):
            continue  # "a new building", "on diplomatic training"
        if before is not None and before.lower in LIKENING and token.lower.endswith("s"):
            continue  # "took similar steps"
        if token.lower == "states" and before is not None and before.lower in STATELY:
            continue  # "emerged as independent states"
        if token.lower == "trading" and i + 1 < len(tokens) and tokens[i + 1].lower in TRADERS:
            continue
        if form is not None and _can_be_verb(
            form.lemma, form.forms, before, tokens[i + 1] if i + 1 < len(tokens) else None
        ):
            token.tag, token.data = "V", form
        elif (
            form is None
            and token.lower.endswith("ed")
            and len(token.lower) > 4
            and (before is None or before.tag not in "TZIJ")
        ):
            token.tag = "V"


def _asked(tokens: Sequence[Token], i: int) -> Token | None:
    """The auxiliary before the name that stands before token i: "not until 1995 *did* Peru open"; else None."""
    k = i - 1
    while k > 0 and tokens[k].tag in "SGLJOQPB":
        k -= 1
    return tokens[k] if 0 < k < i - 1 and tokens[k].lower in ("did", "does", "do") else None


TAGGED_BY_PLACE = frozenset(("all", "each", "both", "as", "dated", "following", "visiting"))


def _tag_by_place(tokens: list[Token], i: int, english: English) -> None:
    """Words that are something else by what stands beside them."""
    token = tokens[i]
    if token.lower in ("all", "each", "both") and 0 < i < len(tokens) - 1 and tokens[i - 1].tag in "SGLBN":
        place = next((k for k in range(i + 1, len(tokens)) if tokens[k].tag != "A"), i)
        following = english.verbs.get(tokens[place].lower)
        is_verb = following is not None and ("past" in following.forms or following.lemma in NO_NOUNS)
        token.tag = "A" if is_verb else token.tag
    if token.lower == "dated" and i + 1 < len(tokens) and tokens[i + 1].tag == "D":
        token.tag = "I"
    if token.lower == "as" and i == 0 and [other.lower for other in tokens[i + 1 : i + 3]] == ["part", "of"]:
        token.tag = "I"
    if token.lower == "as" and 0 < i < len(tokens) - 1 and tokens[i - 1].tag == "V":
        token.tag = "I" if tokens[i + 1].lower in ("a", "an", *STATELY) else token.tag  # "emerged as a state"
    if token.lower == "visiting" and 0 < i < len(tokens) - 2 and tokens[i + 1].tag == "S":
        is_received = tokens[i - 1].tag == "V" or tokens[i - 1].lower in ("with", "between", "by")
        is_office = any(other.tag == "O" for other in tokens[i + 2 : i + 4])
        token.tag = "A" if is_received and is_office else token.tag  # "met with visiting US Secretary N"
    if token.lower == "following" and i and tokens[i - 1].lower == "the":
        token.tag = "A"  # "the following ambassadors": no preposition


def _tag_headline(tokens: list[Token], i: int, english: English) -> None:
    """ "President visits Ankara", "will visit Japan": a cue noun that is a verb between its subject and its object."""
    form = english.verbs.get(tokens[i].lower)
    if form is None or i == 0 or i + 1 == len(tokens):
        return
    if tokens[i].lower == "return" and tokens[i - 1].lower == "to" and tokens[i + 1].tag in "IA":
        tokens[i].tag, tokens[i].data = "V", form  # "told the ambassador to return home"
    if tokens[i + 1].tag not in "SCJTGBMO":
        return
    before = next((tokens[k] for k in range(i - 1, -1, -1) if tokens[k].tag != "A"), tokens[i - 1])
    before = _asked(tokens, i) or before
    is_base = "base" in form.forms and (
        (before.tag == "X" and before.lower not in english.have)
        or before.lower == "to"
        or (before.tag in "LJ" and i > 1 and _is_demonym(tokens[i - 2]))  # "2,000 Hungarians visit Tunisia"
    )
    goes_on = before.tag == "K" and form.lemma in GOING_ON and tokens[i + 1].tag == "M"
    is_base = is_base or ("base" in form.forms and before.lower == "and" and tokens[i + 1].tag in "TSC")
    is_sum = tokens[i + 1].tag == "M" and i + 2 < len(tokens) and tokens[i + 2].lower in ("to", "from")
    is_object = tokens[i + 1].tag in "SCJTO" or is_sum  # "A exports USD 4 million to B"
    if is_base or ("third" in form.forms and (goes_on or (before.tag in "SPOQ" and is_object))):
        tokens[i].tag, tokens[i].data = "V", form


def _can_be_verb(lemma: str, forms: frozenset[str], before: Token | None, after: Token | None) -> bool:
    """Whether the words around let a form that is often a noun ("visit", "host", "opening") be a verb."""
    tag = before.tag if before is not None else "^"
    if forms & {"past", "participle"}:
        return not (tag == "T" and after is not None and after.tag in "WHOQJSVM")
    if "ing" in forms:
        return tag not in "TZJ" or (after is not None and after.tag in "T")
    if "third" in forms:
        return (
            (
                tag in "SLGPBOQNRAWC)H"
                or (tag == "K" and lemma in GOING_ON and after is not None and after.tag in "TSLGIM")
                or (tag == "," and after is not None and after.lower in ("its", "their", "his", "her"))
            )
            and not (after is not None and after.tag in "VX" and after.lower != "having")
            and not (lemma == "need" and (after is None or after.tag in ".,;:)KI"))  # "meet its energy needs"
            and (lemma in NO_NOUNS or after is None or after.tag != "I" or after.lower not in ("of", "between"))
        )
    if before is not None and before.lower in HAVING:
        return False  # "has double taxation agreements"
    return (
        tag in "XN^B"
        or (before is not None and before.lower == "to")
        or (after is not None and after.lower == "to" and lemma in WISHES and tag in "SLGPQBH,")
        or (tag == "O" and before is not None and before.lower.endswith("s") and lemma in SITTING)
        or (lemma in NO_NOUNS and tag in "SLGPQWHMEOKD)")
        or (lemma in SIGNING and tag in "SLG" and after is not None and after.tag in "WHQMA")
        or (lemma in TOGETHER and tag == ",")
        or (lemma == "work" and after is not None and after.lower == "together" and tag in "SLGPQ)")
        or (lemma == "date" and after is not None and after.lower in ("back", "from"))
        or (tag in "SLGPKQWH" and after is not None and after.tag in "TSGJHC")
    )


STATELY = frozenset("independent sovereign member founding neighbouring neighboring new newly island other".split())
ADJECTIVAL = ("ic", "ical", "ional", "ural", "ous", "ive")
HAVING = frozenset("have has had having".split())
# Words of likeness that stand before a noun.
LIKENING = frozenset("similar same identical comparable further".split())
# Behind "trading", which is no verb then.
TRADERS = frozenset("partner partners bloc nation nations relations relationship company companies house post".split())
# Verbs whose third person is no plural noun, so that "and belongs to" goes on.
GOING_ON = frozenset(
    "belong be become remain participate maintain recognise recognize consider include join provide receive "
    "cooperate host send own operate invest supply absorb account "
    "purchase offer sell buy grant impose enjoy share lie border take give make hold".split()
)


def _join_capitals(tokens: list[Token], text: str) -> list[Token]:
    """Runs of capitalised words become one token Q; names of people (P) take their given names in."""
    joined: list[Token] = []
    i = 0
    while i < len(tokens):
        if tokens[i].tag not in "QP":
            joined.append(tokens[i])
            i += 1
            continue
        end = i + 1
        while end < len(tokens) and _goes_on(tokens, end):
            end += 1
        while tokens[end - 1].tag not in "QP":
            end -= 1
        run = tokens[i:end]
        person = next((token for token in run if token.tag == "P"), None)
        words = text[run[0].start : run[-1].end]
        is_meant = person is not None and (len(run) == 1 or is_named(person.data, words, person.text))
        whole = Token(
            run[0].start,
            run[-1].end,
            words,
            "P" if person else "Q",
            person.data if person is not None and is_meant else None,
        )
        joined.append(whole)
        i = end
    return joined


def _goes_on(tokens: list[Token], i: int) -> bool:
    token, before = tokens[i], tokens[i - 1]
    gap = token.start - before.end
    if token.tag in "QP":
        return gap <= 1 or before.lower in PARTICLES
    following = tokens[i + 1] if i + 1 < len(tokens) else None
    if following is None:
        return False
    if token.lower in PARTICLES and following.lower in PARTICLES and gap == 1:  # "van *der* Berg"
        return i + 2 < len(tokens) and tokens[i + 2].tag in "QP"
    if following.tag not in "QP":
        return False
    if token.text == "," and following.lower in ("jr.", "sr.", "jr", "sr", "ii", "iii"):
        return True
    if token.lower in PARTICLES and gap == 1:
        return True
    return token.text in ("-", "’", "'", "“", "”", '"') and gap == 0 and following.start == token.end
