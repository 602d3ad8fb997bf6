"""Sentences of every kind, action and standing in many settings: none of them is bad English."""

import itertools
import re
from datetime import date

import pytest
from tests.writing.invented import PAIRS as INVENTED
from tests.writing.invented import SOURCES, make_claims

from comity.kinds import load_vocabulary
from comity.model import Amount, When, make_statement
from comity.writing.claims import ClaimWords, Setting
from comity.writing.phrases import MODES
from comity.writing.phrasing import write_claim
from comity.writing.tree import Figure, Paragraph
from comity.writing.words import end_sentence

VOCABULARY = load_vocabulary()
PAIRS = [("KAZ", "TUR"), ("USA", "GMB"), ("NLD", "PHL")]
VALUES = {
    "person": [["Ayla Demir"], ["Ayla Demir", "Jan Novak"], []],
    "city": [["Oslo"], []],
    "organisation": [["OSCE"], ["OTS", "UN"]],
    "name": [["Joint Economic Commission"], []],
    "office": ["president", "charge_daffaires", "first_lady", None],
    "number": [2, 13.8, None],
    "text": ["harbour", None],
}
WHENS = ["1992-03-02", "2012", "2012-05-22/2012-05-24", "199X", "../2004", "2006~", None]
AMOUNTS = [Amount(3.1e9, "USD"), Amount(17e9, "EUR", bound="min"), Amount(2e6, "KZT", bound="max")]
AMOUNTS_OF = {
    "people": [Amount(15000, "persons", to=20000), Amount(300, "persons", bound="approx")],
    "investment": [Amount(30, "firms"), Amount(3.1e9, "USD"), Amount(4, "percent")],
}
NEEDS_AMOUNT = {"trade", "investment", "aid", "people"}
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
BAD = [
    (r"  ", "two spaces"),
    (r"\b(?:a|an) (?:a|an|the)\b", "two articles"),
    (r"\ba (?:[aeio]|hono|u(?!ni|se))", "a before a vowel"),
    (r"\ban (?:[bcdfgjklmnpqrstvwyz]|uni|euro)", "an before a consonant"),
    (r"\b(\w+) \1\b", "a word twice"),
    (
        r"(?<!hoped )\b(?:in|on|at|of|to|for|from|by|with|and) (?:in|on|at|since|until|from|to)\b",
        "two prepositions",
    ),
    (r"\b(?:in|on|at|of|to|for|from|by|with|between|and|the|a|an)[.,;)](?<!hoped for\.)", "a word that hangs"),
    (r"None|null|nan|\[|\]|\{|\}|\||_|\x00", "what is no word"),
    (r"\(\)|\( | \)| [.,;]|[.,;:]\.", "punctuation"),
    (r"^[a-z]|[^.”]$", "no capital or no stop"),
    (r"^(?:Kazakhstan|Turkey|Türkiye|The United States|The Gambia) (?:are|were|have|hope|belong)\b", "a plural verb"),
    (r"^(?:Kazakhstan|The Netherlands) and [\w ]+? (?:is|was|has|hopes|belongs) ", "a singular verb"),
    (r"^The two countries (?:is|was|has|hopes|belongs)\b", "a singular verb"),
    (r"\ba (?:firms|contracts|people|sanctions)\b", "a before a plural"),
    (r"'s's|s's\b", "two possessives"),
    (r"[a-z](?:on|in|since) \d", "words run together"),
    (
        r"\b(?:was|were|is|are|has|have|had|will) (?:was|were|is|are|has|have|had|will)\b(?<!have had)(?<!has had)",
        "two verbs",
    ),
    (r"\b(?:did not|is to|was to|are to|were to|hopes? to) \w+(?:ed|ied)\b(?<!need)(?<!exceed)", "a past after 'to'"),
    (r"\bthe (?:the|a|an|its|their|his|her)\b", "two determiners"),
    (r"\bbetween (?!.* and |the two\b)", "between one"),
    (rf"\b(?:{MONTHS}) \d{{1,2}}\b(?!,| \d)(?<!\d)", "a date the wrong way round"),
    (rf"\bon (?:(?:{MONTHS})\b|\d{{4}}\b(?!-))", "on a month"),
    (rf"\bin \d{{1,2}} (?:{MONTHS})\b", "in a day"),
    (r"\bsince (?:since|until|from|between)\b|\bsince \S+ to\b", "since a range"),
    (r",,|\.\.|;;|\?\?|!!| ,|,\)|\(,", "two marks"),
    (r"\b0 (?:percent|%)|\d{5,}(?!\d*%)(?<!\d{4}-)", "a number without its commas"),
    (r"\$ |€ |£ ", "a sign apart from its sum"),
    (r"\b(?:first|second|third|fourth|\d+th) (?:first|second|third|fourth|\d+th)\b", "two ordinals"),
    (r"\b1 (?:projects|firms|people|persons)\b", "a plural of one"),
    (r"\bmore than (?:more|about|up to)\b|\babout (?:about|up to|more)\b", "two bounds"),
    (r"\b(?:president|prime minister|foreign minister) (?:president|prime minister|foreign minister)\b", "two offices"),
    (r"(?i)\bx:|\bcow:|[a-z]_[a-z]", "a code"),
    (r"\b(?:Kazakhstan|Turkey) (?:Kazakhstan|Turkey)\b", "two states side by side"),
    (r"\bof of\b|\bto be be\b|\bto the two countries\b$", "a word too many"),
]
# Faults of sentences that captions and lists of words may have.
OF_LISTS = {"no capital or no stop", "punctuation", "between one"}
SENTENCE_WITHOUT_ARTICLE = re.compile(r"(?<!\bthe )(?<!\bThe )\b(?:United States|Gambia|Netherlands|Philippines)\b")


def choices(kind):
    """For each role and attribute, what it may be."""
    for name, role in kind.roles.items():
        if role.type != "party":
            yield name, VALUES[role.type]
    for name, attribute in kind.attributes.items():
        values = [*attribute.values, None] if attribute.values else VALUES[attribute.type]
        yield name, [value for value in values if value is not None or not attribute.is_key]


def parties(kind, pair):
    """Both states in a role of both, or each in its own."""
    names = [name for name, role in kind.roles.items() if role.type == "party"]
    if "between" in names:
        yield {"between": list(pair)}
        names.remove("between")
    if len(names) == 2:
        yield dict(zip(names, ([pair[0]], [pair[1]]), strict=True))
    if len(names) == 1:
        yield {names[0]: list(pair)}
        yield {names[0]: [pair[0]]}


def statements(kind):
    """Statements of a kind in which each value occurs, not all combinations."""
    fields = dict(choices(kind))
    turns = max([len(values) for values in fields.values()], default=1) + 1
    for pair, action, turn in itertools.product(PAIRS, kind.actions or (None,), range(turns)):
        for given in parties(kind, pair):
            roles, attributes = dict(given), {}
            for shift, (name, values) in enumerate(fields.items()):
                value = values[(turn + shift) % len(values)] if turn else values[0]
                (roles if name in kind.roles else attributes)[name] = value
            if roles.get("member") is None and kind.name == "membership":
                continue
            when = WHENS[(turn + len(pair[0])) % len(WHENS)]
            yield make_statement(
                kind.name, action, roles={name: value for name, value in roles.items() if value}, attributes=attributes,
                when=None if when is None else When(when),
                amount=choose_amount(kind, turn),
            )  # fmt: skip


def choose_amount(kind, turn):
    amounts = AMOUNTS_OF.get(kind.name, AMOUNTS)
    return amounts[turn % len(amounts)] if kind.name in NEEDS_AMOUNT or turn % 2 else None


def sentences(kind):
    for statement in statements(kind):
        states = tuple(code for _, codes in statement.roles for code in codes if code.isupper() and len(code) == 3)[:2]
        for mode, pair in itertools.product(MODES, (states, ())):
            if mode in ("holds", "held") and kind.step(statement.action) != "holds":
                continue
            setting = Setting(pair, date(2026, 1, 1))
            yield end_sentence(write_claim(ClaimWords(statement, kind, setting), mode))


@pytest.mark.parametrize("kind", VOCABULARY.values(), ids=lambda kind: kind.name)
def test_no_sentence_is_bad_english(kind):
    faults = {}
    for sentence in sentences(kind):
        for pattern, fault in BAD:
            if match := re.search(pattern, sentence):
                faults.setdefault(f"{fault}: {match[0]!r}", sentence)
        if match := SENTENCE_WITHOUT_ARTICLE.search(sentence):
            faults.setdefault(f"no article: {match[0]}", sentence)
    assert not faults


def told_in(page):
    """All that a page says in words of its own: sentences, captions, headings, notes, pictures."""
    yield from (one.text for one in page.sentences() if one.text.endswith("."))
    yield from (note.text for note in page.notes)
    for section in page.sections:
        for block in section.blocks:
            if isinstance(block, Figure):
                yield from (block.picture.alternative, block.picture.caption)


@pytest.mark.parametrize("number", range(len(INVENTED)), ids=["-".join(pair) for pair in INVENTED])
@pytest.mark.parametrize("form", ["article", "brief"])
def test_no_page_is_bad_english(make_page, number, form):
    page = make_page(make_claims(INVENTED[number], number), SOURCES, pair=INVENTED[number], form=form)
    faults = [(fault, match[0], text) for text in told_in(page) for pattern, fault in BAD
              if fault not in OF_LISTS and (match := re.search(pattern, text))]  # fmt: skip
    assert not faults


def test_no_page_says_a_sentence_twice(make_page):
    for number, pair in enumerate(INVENTED):
        page = make_page(make_claims(pair, number), SOURCES, pair=pair)
        body = [one.text for section in page.sections for block in section.blocks
                if isinstance(block, Paragraph) for one in block.sentences]  # fmt: skip
        assert len(body) == len(set(body))


def test_there_are_enough_sentences():
    assert sum(len(set(sentences(kind))) for kind in VOCABULARY.values()) > 1000


@pytest.mark.parametrize("kind", VOCABULARY.values(), ids=lambda kind: kind.name)
def test_every_kind_is_written_by_its_own_sentences(kind):
    general = [sentence for sentence in sentences(kind) if sentence.startswith("A statement on ")]
    share = len(general) / len(list(sentences(kind)))
    assert share < 0.05
