"""Records: what a line, a row or a cell lists, as fields of one type each, with the words that label them.

"Kenya – 12 December 1963" is a state and a date, "Embassy: Accra" a city under the label "Embassy", a row of a table
its cells under its header. In: tokens with parties joined. Out: `Record`s, or none where the words are prose.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from comity.reading.dates import find_dates
from comity.reading.headings import Heading
from comity.reading.holder_rows import LEADS, begins, find_held, is_before_name
from comity.reading.registry import is_organisation
from comity.reading.tokens import Token

SEPARATORS = frozenset(",;:|()[–—-•*>…/")
# Between a separator and the value: "(since 1992)", "in Accra", "the Netherlands".
LIGHT = frozenset("the his her in on at since from until to of as and signed dated est established no".split())
# A text between separators with more words than this is prose.
LONGEST_TEXT = 24
MOST_FIELDS = 24
# What a label announces may be a long list: a mark for every third token, so many tokens at most.
LONGEST_LIST = 600
# A label is a few words without a verb.
LONGEST_LABEL = 14
NOTE_MARKS = frozenset(f"{opens}{sign}{closes}" for opens, closes in ("()", "[]") for sign in [*"123456789abc*†", "**"])


@dataclass(frozen=True, slots=True)
class Field:
    """One value: its type (entries, "TYPES"), its tokens, and the label over it or before it ("" where it has none)."""

    type: str
    tokens: tuple[Token, ...]
    label: str = ""
    head: Heading | None = None

    @property
    def start(self) -> int:
        """Where its first token begins."""
        return self.tokens[0].start

    @property
    def end(self) -> int:
        """Where its last token ends."""
        return self.tokens[-1].end

    @property
    def states(self) -> tuple[str, ...]:
        """The states and organisations that its tokens name."""
        return tuple(
            dict.fromkeys(code for token in self.tokens if token.tag == "E" for p in token.data for code in p.states)
        )

    def words(self, text: str) -> str:
        """Its characters with single spaces."""
        return " ".join(text[self.start : self.end].split())


@dataclass(frozen=True, slots=True)
class Record:
    """The fields of one line or row, and the characters that it spans."""

    fields: tuple[Field, ...]
    start: int
    end: int

    def of_type(self, name: str) -> list[Field]:
        """Its fields of a type."""
        return [field for field in self.fields if field.type == name]


def clean_label(words: str) -> str:
    """The words of a label in small letters, without what stands in brackets and without marks at its ends.

    >>> clean_label("Exports (USD million)"), clean_label(" Date*:")
    ('exports', 'date')
    """
    return " ".join(re.sub(r"\([^()]*\)|\[[^\[\]]*\]", " ", words).casefold().split()).strip(" *†‡:.,#–-|")


def split_fields(tokens: Sequence[Token], label: str = "", head: Heading | None = None) -> list[Field]:
    """The fields in a run of tokens; one text where they are prose."""
    tokens = _without_marks(tokens)
    if not tokens:
        return []
    lead = next((lead for lead in LEADS if tuple(token.lower for token in tokens[: len(lead)]) == lead), None)
    if lead is not None and len(tokens) > len(lead):
        last = len(tokens) - (tokens[-1].tag == ".")
        return split_fields(tokens[len(lead) : last], " ".join(lead), head)
    if (held := find_held(tokens)) is not None:
        return _split_row(tokens, held, label, head)
    turns = list(_turns(tokens))
    if turns:
        told = [
            Field("date", (tokens[date],), f"{tokens[word].lower} {label}".strip(), head) for word, _, date, _ in turns
        ]
        rest = split_fields(tokens[turns[-1][3] :], told[-1].label, head)
        return [*split_fields(tokens[: turns[0][1]], label, head), *told, *rest]
    kept, steps = _take_steps(tokens)
    if is_long(tokens) or any(is_verb(token) and not _is_note(kept, i) for i, token in enumerate(kept)):
        return [Field("text", tuple(tokens), label, head)]
    tokens = [part for token in kept for part in _halves(token)]
    fields: list[Field] = []
    run: list[Token] = []
    for i, token in enumerate(tokens):
        name = type_of(token) if _stands_free(tokens, i) else None
        if name is None and not separates(tokens, i):
            run.append(token)
            continue
        fields += _end_run(run, label, head)
        called = VISITED if name == "person" and token.lower.startswith(VISITED) else steps.get(token.start, label)
        fields += [Field(name, (token,), called, head)] if name is not None else []
        run = []
    return [*fields, *_end_run(run, label, head)]


def _split_row(tokens: Sequence[Token], held: tuple[int, int], label: str, head: Heading | None) -> list[Field]:
    """The fields of a row of holders: who, when, the states named behind a lead ("also accredited to"), other words."""
    behind = tokens[held[1] :]
    lead = next((k for k in range(len(behind)) for words in LEADS if begins(behind[k:], words)), len(behind))
    columns = (tokens[: held[0]], tokens[held[0] : held[1]], behind[lead:])
    fields = [one for part in columns if part for one in split_fields(part, label, head)]
    return [*fields, *([Field("text", tuple(behind[:lead]), label, head)] if lead else [])]


def _turns(tokens: Sequence[Token]) -> Iterator[tuple[int, int, int, int]]:
    """What happened after the first date of a cell: "24 May 1975, severed 17 May 2016, 3 June 2023 restored". Gives the
    verb, where the words between the dates begin, the date, and where what is said of it ends."""
    last = None
    first = next((i for i, token in enumerate(tokens) if token.tag == "D"), 0)
    if any(token.lower not in LIGHT for token in tokens[:first]):
        return
    for i, token in enumerate(tokens):
        if token.tag != "D":
            continue
        between = range(i) if last is None else range(last, i)
        verbs = [k for k in between if tokens[k].lower.endswith(PAST)]
        end = i + 1
        if not verbs and i + 1 < len(tokens) and tokens[i + 1].lower.endswith(PAST):
            verbs, end = [i + 1], i + 2
        if last is not None and len(verbs) == 1 and all(k in verbs or tokens[k].tag in ",;(KAI" for k in between):
            yield verbs[0], last, i, end
        last = end


# How the words end by which a state of affairs begins again or ends.
PAST = ("ed", "broken", "cut")


def _take_steps(tokens: Sequence[Token]) -> tuple[list[Token], dict[int, str]]:
    """The tokens without the words that tell what a date is that of, and these words by where their date begins: "in
    force" of "in force since 18 February 1995", "terminated" of "terminated on 20 June 2020"."""
    kept: list[Token] = []
    steps: dict[int, str] = {}
    for token in tokens:
        if token.tag == "D":
            k = len(kept)
            while k and kept[k - 1].lower in LIGHT and kept[k - 1].lower not in STEPS:
                k -= 1
            name, first = step_before(kept[:k])
            if name is not None and first > 0:
                del kept[first:]
                steps[token.start] = name
        kept.append(token)
    return kept, steps


def step_before(tokens: Sequence[Token]) -> tuple[str | None, int]:
    """The words at the end of these tokens that tell what a date is that of, and where they begin."""
    for first in range(max(len(tokens) - 3, 0), len(tokens)):
        words = re.sub(r" (?:since|from|on|as of)$", "", " ".join(token.lower for token in tokens[first:]))
        if words in STEPS:
            return words, first
    return None, len(tokens)


# Who is visited is no visitor: "Denmark, visiting Queen Astrid".
VISITED = "visiting"
# What a date beside a paper or a post may be that of.
STEPS = frozenset(
    {
        "signed", "concluded", "initialled", "ratified", "terminated", "denounced", "expired", "lapsed", "effective",
        "in force", "into force", "entered into force", "entry into force", "came into force", "entering into force",
    }
)  # fmt: skip


def _without_marks(tokens: Sequence[Token]) -> Sequence[Token]:
    """The tokens without the signs of doubt and of a note that follow them: "1972?", "Ottawa*", "Norway [2]"."""
    last = len(tokens)
    while last > 1 and (
        tokens[last - 1].text.strip("?*†‡§#") == ""
        or (last > 3 and "".join(token.text for token in tokens[last - 3 : last]) in NOTE_MARKS)
    ):
        last -= 1 if tokens[last - 1].text not in ")]" else 3
    return tokens[:last]


def _halves(token: Token) -> list[Token]:
    """A date that is two with a stroke between them: "8 June 2006 / 26 September 2006"; a state and who was visited
    there, "Denmark, visiting King N"."""
    if token.tag == "E" and f", {VISITED} " in token.text:
        first, rest = token.text.split(", ", 1)
        first = first.rstrip()
        states = tuple(code for party in token.data for code in party.states)
        place = replace(token.data[0], person=None, office=None, states=states)
        return [
            Token(token.start, token.start + len(first), first, "E", (place,)),
            Token(token.end - len(rest), token.end, rest, "E", token.data),
        ]
    if token.tag != "D" or " / " not in token.text:
        return [token]
    first, second = token.text.split(" / ", 1)
    halves = []
    for words, start in ((first, token.start), (second, token.end - len(second))):
        dates = find_dates(words)
        if len(dates) != 1:
            return [token]
        halves.append(Token(start, start + len(words), words, "D", dates[0]))
    return halves


def separates(tokens: Sequence[Token], i: int) -> bool:
    """Whether a mark stands between two values: no hyphen within a word."""
    if tokens[i].tag == "-" and 0 < i < len(tokens) - 1:
        return tokens[i - 1].end < tokens[i].start or tokens[i].end < tokens[i + 1].start
    return tokens[i].tag in SEPARATORS


def is_verb(token: Token) -> bool:
    """Whether a token is a verb that tells, no participle and none of the words about dates."""
    return token.tag in "XNU" or (token.tag == "V" and token.lower not in LIGHT and not token.lower.endswith("ing"))


def _is_note(tokens: Sequence[Token], i: int) -> bool:
    """Whether a word stands in brackets by itself, behind a value: "North Korea (suspended)"."""
    return 1 < i < len(tokens) - 1 and tokens[i - 1].text == "(" and tokens[i + 1].text == ")"


def _end_run(run: Sequence[Token], label: str, head: Heading | None) -> list[Field]:
    """The words gathered between separators as a text; light words alone are nothing."""
    first, last = 0, len(run)
    while first < last and (run[first].lower in LIGHT or not run[first].text[0].isalnum()):
        first += 1
    while last > first and (run[last - 1].lower in LIGHT or not run[last - 1].text[-1].isalnum()):
        last -= 1
    return [Field("text", tuple(run[first:last]), label, head)] if first < last else []


def type_of(token: Token) -> str | None:
    """The type of field that a token is by itself."""
    if token.tag == "E":
        parties = token.data
        if any(party.pronoun for party in parties):
            return None
        if any(party.person or party.office for party in parties):
            return "person"
        codes = [code for party in parties for code in party.states]
        if not codes:
            return None
        return "organisation" if all(is_organisation(code) for code in codes) else "state"
    return {"D": "date", "C": "city", "M": "amount"}.get(token.tag)


def _stands_free(tokens: Sequence[Token], i: int) -> bool:
    """Whether a value is bounded by separators, light words, ends, or other values."""
    k = i - 1
    while k >= 0 and tokens[k].lower in LIGHT:
        k -= 1
    before = k < 0 or tokens[k].tag in SEPARATORS or type_of(tokens[k]) is not None
    if before and tokens[i].tag == "D" and (_leads(tokens[:i]) or is_before_name(tokens, i)):
        return True
    k = i + 1
    while k < len(tokens) and tokens[k].lower in LIGHT:
        k += 1
    after = k == len(tokens) or tokens[k].tag in SEPARATORS or type_of(tokens[k]) is not None
    return before and after


def _leads(tokens: Sequence[Token]) -> bool:
    """Whether a line begins with a state and perhaps a city, as a row of a table whose columns the text does not keep:
    "Egypt Cairo 5–10 October 1964 Conference of …"."""
    types = [type_of(token) for token in tokens if token.lower not in LIGHT and token.tag not in SEPARATORS]
    return types[:1] == ["state"] and set(types) <= {"state", "city"}


def is_long(tokens: Sequence[Token]) -> bool:
    """Whether the tokens are more than a line of a list has: few values, or many with a mark behind each."""
    if len(tokens) <= 4 * LONGEST_TEXT:
        return False
    return len(tokens) > LONGEST_LIST or 3 * sum(token.tag in ",;" for token in tokens) < len(tokens)


def is_office(token: Token) -> bool:
    """Whether a party is an office without a name: "Ambassador of Norway"."""
    return token.tag == "E" and token.data[0].office is not None and not any(party.person for party in token.data)


NOTHING = frozenset("none nil vacant n/a n.a. tba - – — no not yet".split())


def says_nothing(record: Record) -> bool:
    """Whether what follows the label is that there is none: "Embassy: none (closed in 2018)"."""
    first = record.fields[0]
    return bool(first.label) and first.type == "text" and first.tokens[0].lower in NOTHING


def join_card(card: Record, line: Record) -> Record:
    """The record of lines that belong together: a name and dates, and below it "Credentials presented: …"."""
    return Record((*card.fields, *line.fields), card.start, line.end)


def label_rest(fields: Sequence[Field], make_label: Callable[[int, int], tuple[str, Heading]]) -> list[Field]:
    """The fields of a row without a header: the first, if it is a text, labels the others."""
    pairs = list(zip(fields[::2], fields[1::2], strict=False))
    if len(fields) > 2 and len(fields) % 2 == 0 and all(one.type == "text" != other.type for one, other in pairs):
        labels = [make_label(one.start, one.end) for one, _ in pairs]  # "Embassy of A, X | Embassy of B, Y"
        return [replace(other, label=words, head=head) for (_, other), (words, head) in zip(pairs, labels, strict=True)]
    first = fields[0]
    is_label = first.type == "text" or all(map(is_office, first.tokens))
    if len(fields) < 2 or not is_label or len(first.tokens) > LONGEST_LABEL:
        return list(fields)
    label, head = make_label(first.start, first.end)
    return [Field(field.type, field.tokens, label, head) for field in fields[1:]]
