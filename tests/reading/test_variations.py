"""What is told stays the same when what does not matter is told otherwise: names, dates, comments.

Each case of the collection is read as it stands and once more changed; the claims must be the same but for the change.
What one change in a hundred may do is left open: a name can mean a city, and a new line end can cut a list.
"""

from __future__ import annotations

import re
import textwrap
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import pytest
from tests.reading.test_cases import load_cases, make_case_document

from comity.kinds import Vocabulary, load_vocabulary
from comity.model import Document, Statement
from comity.reading import read
from comity.sources import Taken, make_document

Change = Callable[[str], str]

# Names of people as the world writes them, each with the part that is the name.
PEOPLE = {
    "Nguyễn Văn Lộc": "Nguyễn Văn Lộc",
    "Abdel Karim el-Sherif": "Abdel Karim el-Sherif",
    "Ms. Ana Lucía Prieto": "Ana Lucía Prieto",
    "J. P. van der Meer": "J. P. van der Meer",
    "Hamad bin Saif al-Riyami": "Hamad bin Saif al-Riyami",
    "Kim Song-ryol": "Kim Song-ryol",
    "Sir Geoffrey St. Clair": "Geoffrey St. Clair",
    "Mary O'Shea-Byrne": "Mary O'Shea-Byrne",
    "María José de la Vega": "María José de la Vega",
    "Md. Rafiqul Hossain": "Md. Rafiqul Hossain",
    "Datuk Seri Anwar Salleh": "Anwar Salleh",
    "Ioane Tuala Falesa": "Ioane Tuala Falesa",
    "Jean-Baptiste Ouattarra": "Jean-Baptiste Ouattarra",
    "Aleksandr V. Sorokin": "Aleksandr V. Sorokin",
    "HRH Prince Salman bin Turki": "Salman bin Turki",
    "Lt. Gen. Pedro Ramírez": "Pedro Ramírez",
    "Sheikha Noura bint Sultan": "Noura bint Sultan",
    "Ólafur Þór Einarsson": "Ólafur Þór Einarsson",
}
NAMED = ("visitor", "envoy", "person")
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
LONE_DAY = rf"(?<![–\-\d/])(?<!and )(?<!to )\b(\d\d?) ({MONTHS}) (\d{{4}})\b"
MOST_CHANGED = 0.01


def plain_documents() -> Iterator[Document]:
    """The cases in plain prose that are known to be read."""
    for parameter in load_cases():
        (case,) = parameter.values
        if "html" not in case and not parameter.marks and not re.search(r"[|{<]", case["text"]):
            yield make_case_document(case)


def reread(document: Document, text: str, vocabulary: Vocabulary) -> list[Statement]:
    """What is read when the text is another and all that was told of the source the same."""
    changed = make_document(Taken("case.txt", text.encode()))
    given = {name: getattr(document.source, name) for name in ("published", "author_state")}
    return read(replace(changed, source=replace(changed.source, **given)), vocabulary)


def tell(statements: Sequence[Statement], renamed: dict[str, str] | None = None) -> Counter[object]:
    """The claims without their places in the text; `renamed` says how names are called now."""
    renamed = renamed or {}
    return Counter(
        (
            one.kind, one.action, one.modality, str(one.when),
            tuple((name, tuple(sorted(renamed.get(value, value) for value in values))) for name, values in one.roles),
        )
        for one in statements
    )  # fmt: skip


def people_of(statements: Sequence[Statement]) -> set[str]:
    """The people whom the roles name."""
    return {value for one in statements for name, values in one.roles if name in NAMED for value in values}


def sentences_only(change: Change) -> Change:
    """The change made in each paragraph that is prose."""

    def apply(text: str) -> str:
        return "\n\n".join(
            change(part) if part.rstrip().endswith(".") and "\n" not in part and part[0] not in "-–•*" else part
            for part in text.split("\n\n")
        )

    return apply


CHANGES: dict[str, Change] = {
    "American dates": lambda text: re.sub(LONE_DAY, r"\2 \1, \3", text),
    "no-break spaces": lambda text: re.sub(r"(\d) (?=[A-Za-z])", "\\1\u00a0", text),
    "curled apostrophes": lambda text: text.replace("'", "’"),
    "a mark of reference": sentences_only(lambda part: part[:-1] + "[12][13]."),
    "the ministry said": sentences_only(lambda part: part[:-1] + ", the ministry said."),
    "an agency reported": sentences_only(lambda part: part[:-1] + ", the state news agency reported on Monday."),
    "told reporters": sentences_only(lambda part: part[:-1] + ", the spokesman told reporters."),
    "brackets": sentences_only(lambda part: f"({part[:-1]}.)"),
    "a bullet": sentences_only(lambda part: f"• {part}"),
    "lines of 76": sentences_only(lambda part: textwrap.fill(part, 76)),
}


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    """The kinds that come with the program."""
    return load_vocabulary()


@pytest.fixture(scope="module")
def documents() -> list[Document]:
    """All of them, made once."""
    return list(plain_documents())


@pytest.fixture(scope="module")
def told(documents: list[Document], vocabulary: Vocabulary) -> list[list[Statement]]:
    """What is read in each of them as it stands."""
    return [read(document, vocabulary) for document in documents]


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_of_form_changes_no_claim(
    name: str, documents: list[Document], told: list[list[Statement]], vocabulary: Vocabulary
) -> None:
    """Another form of date, a comment, a bracket, a bullet, a line end: the same claims."""
    tried, differing = 0, []
    for document, statements in zip(documents, told, strict=True):
        text = CHANGES[name](document.text)
        if text != document.text:
            tried += 1
            if tell(reread(document, text, vocabulary)) != tell(statements):
                differing.append(text)
    assert tried > 50
    assert len(differing) <= max(1, MOST_CHANGED * tried), differing[:5]


def test_people_of_any_name_are_read(
    documents: list[Document], told: list[list[Statement]], vocabulary: Vocabulary
) -> None:
    """With another person in his place the sentence tells the same of that person."""
    names = list(PEOPLE)
    tried, differing = 0, []
    for document, statements in zip(documents, told, strict=True):
        number = zlib.crc32(document.text.encode())  # the same names for a text, whatever stands beside it
        people = [name for name in people_of(statements) if name in document.text]
        if len(people) != 1 or len(people[0].split()) < 2:
            continue
        for name in (names[number % len(names)], names[(number * 7 + 5) % len(names)]):
            parts = document.text.split(people[0])
            surname = rf"\b{re.escape(people[0].split()[-1])}\b"
            text = name.join(re.sub(surname, name.split()[-1], part) for part in parts)
            tried += 1
            if tell(reread(document, text, vocabulary)) != tell(statements, {people[0]: PEOPLE[name]}):
                differing.append(text)
    assert tried > 200
    assert len(differing) <= MOST_CHANGED * tried, differing[:5]
