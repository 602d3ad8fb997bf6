"""Our own articles, read again: what they tell in sentences and tables is what they were written from."""

import re

import pytest
from tests.writing.invented import PAIRS, SOURCES, make_claims

from comity.intake import read_taken
from comity.kinds import load_vocabulary
from comity.sources.taking import Taken
from comity.writing import render_html
from comity.writing.tree import TableBlock
from scoring import is_same_claim, split_claims

VOCABULARY = load_vocabulary()
# What is on the page but not told by it: what a claim rests on, the list of sources, the pictures, the contents.
APART = re.compile(
    r'<details class="why">.*?</details>|<sup class="cite">.*?</sup>|<svg.*?</svg>|<nav.*?</nav>'
    r'|<section class="(?:refs|sources)">.*?</section>|<aside.*?</aside>',
    re.DOTALL,
)
LEAST_RECALL = 0.95


def read_again(page):
    """What is read in the article as its readers see it."""
    text = APART.sub("", render_html(page))
    return read_taken(Taken("article.html", text.encode()), VOCABULARY).statements


def told_claims(page):
    """The claims that the article tells, each once and by itself."""
    rows = [row for one in page.sections for block in one.blocks if isinstance(block, TableBlock) for row in block.rows]
    told = {fact for one in (*page.sentences(), *rows) for fact in one.support.facts}
    return told


def lost_claims(make_page, number):
    """How many claims an article tells, and those of them that are not read again."""
    pair = PAIRS[number]
    claims = make_claims(pair, number)
    page = make_page(claims, SOURCES, pair=pair)
    facts = make_facts(claims)
    told = [claim for fact in facts if fact.id in told_claims(page)
            for claim in split_claims(fact.claim, VOCABULARY[fact.claim.kind])]  # fmt: skip
    read = [one for statement in read_again(page) for one in split_claims(statement, VOCABULARY[statement.kind])]
    lost = [one for one in told if not any(is_same_claim(one, other, VOCABULARY[one.kind]) for other in read)]
    return len(told), lost


def make_facts(claims):
    """The facts of the claims, as the page has them."""
    from tests.writing.conftest import ON, make_documents, make_statements

    from comity.checking import check

    documents = make_documents(claims, SOURCES)
    return check(list(make_statements(claims, documents)), documents, VOCABULARY, on=ON).facts


@pytest.mark.slow
def test_articles_are_read_back(make_page):
    found = [lost_claims(make_page, number) for number in range(len(PAIRS))]
    told = sum(count for count, _ in found)
    lost = [f"{one.kind} {one.action} {dict(one.roles)} {one.when}" for _, claims in found for one in claims]
    assert told > 400
    assert 1 - len(lost) / told >= LEAST_RECALL, "\n".join(lost)
