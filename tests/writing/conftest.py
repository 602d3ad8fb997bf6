"""Sources, statements and pages for the tests of writing: two pages of our own on two states."""

from datetime import date

import pytest

from comity.checking import check
from comity.kinds import load_vocabulary
from comity.model import Amount, Document, Evidence, Source, When, make_statement
from comity.writing import write_article, write_brief

ON = date(2026, 11, 22)
MINISTRY = "a" * 64
JOURNAL = "b" * 64
# Source, sentence, kind, action, roles, attributes, when, modality, amount.
CLAIMS = [
    (MINISTRY, "Turkey recognised Kazakhstan on 16 December 1991.", "recognition", "recognised",
     {"by": ["TUR"], "of": ["KAZ"]}, {"rank": "first"}, "1991-12-16", "asserted", None),
    (MINISTRY, "Relations began on 2 March 1992.", "relations", "established",
     {"between": ["KAZ", "TUR"]}, {}, "1992-03-02", "asserted", None),
    (MINISTRY, "An embassy opened in Almaty in March 1992.", "mission", "opened",
     {"sender": ["TUR"], "host": ["KAZ"], "city": ["Almaty"]}, {"type": "embassy"}, "1992-03", "asserted", None),
    (MINISTRY, "It moved to Astana in 1998.", "mission", "moved",
     {"sender": ["TUR"], "host": ["KAZ"], "city": ["Astana"]}, {"type": "embassy"}, "1998", "asserted", None),
    (MINISTRY, "A Strategic Partnership was declared in October 2009.", "partnership", "declared",
     {"between": ["KAZ", "TUR"]}, {"level": "strategic_partnership"}, "2009-10", "asserted", None),
    (MINISTRY, "The President visited Turkey on 11 October 2012.", "visit", None,
     {"sender": ["KAZ"], "host": ["TUR"], "visitor": ["Nazarbayev"]}, {"office": "president", "rank": "official"},
     "2012-10-11", "asserted", None),
    (MINISTRY, "The Prime Minister will visit Kazakhstan in March 2027.", "visit", None,
     {"sender": ["TUR"], "host": ["KAZ"]}, {"office": "prime_minister"}, "2027-03", "planned", None),
    (JOURNAL, "Trade was $500 million in 2004.", "trade", None,
     {"between": ["KAZ", "TUR"]}, {"flow": "total"}, "2004", "asserted", Amount(5e8, "USD")),
    (JOURNAL, "Trade was $600 million in 2005.", "trade", None,
     {"between": ["KAZ", "TUR"]}, {"flow": "total"}, "2005", "asserted", Amount(6e8, "USD")),
    (JOURNAL, "It was to reach $1 billion in 2006.", "trade", None,
     {"between": ["KAZ", "TUR"]}, {"flow": "total"}, "2006", "planned", Amount(1e9, "USD")),
    (JOURNAL, "Both belong to the OSCE.", "membership", "belongs",
     {"member": ["KAZ", "TUR"], "organisation": ["OSCE"]}, {}, None, "asserted", None),
    (JOURNAL, "Relations began on 3 March 1992.", "relations", "established",
     {"between": ["KAZ", "TUR"]}, {}, "1992-03-03", "asserted", None),
    (JOURNAL, "Kazakhstan considers a refinery with Turkey.", "project", "considered",
     {"between": ["KAZ", "TUR"]}, {"name": "oil refinery"}, None, "hoped", None),
]  # fmt: skip
SOURCES = {
    MINISTRY: {"title": "Relations with Kazakhstan", "publisher": "Ministry of Foreign Affairs of Türkiye",
               "author_state": "TUR", "published": "2014-02-04", "address": "https://ministry.example/relations"},
    JOURNAL: {"title": "Two neighbours", "publisher": "Steppe Journal", "published": "2013", "licence": "CC BY 4.0",
              "address": "journal.html"},
}  # fmt: skip


def make_documents(claims, sources):
    """A document for each source, its text the sentences of its claims, one a line."""
    return {
        sha256: Document(
            Source(sha256=sha256, media_type="text/plain", size=1, **form),
            "\n".join(claim[1] for claim in claims if claim[0] == sha256),
        )
        for sha256, form in sources.items()
    }


def make_statements(claims, documents):
    """The statements of the claims, each with its sentence as evidence."""
    for source, sentence, kind, action, roles, attributes, when, modality, amount in claims:
        start = documents[source].text.index(sentence)
        yield make_statement(
            kind, action, roles=roles, attributes=attributes, when=None if when is None else When(when),
            modality=modality, amount=amount, evidence=Evidence(start, start + len(sentence)), quote=sentence,
            source=source,
        )  # fmt: skip


def write(claims=CLAIMS, sources=SOURCES, *, on=ON, pair=("TUR", "KAZ"), vocabulary=None, form="article",
          decide=lambda statements: (), **rest):  # fmt: skip
    """The page on two states from claims; `decide` gives the decisions on their statements."""
    vocabulary = vocabulary or load_vocabulary()
    documents = make_documents(claims, sources)
    statements = list(make_statements(claims, documents))
    checked = check(statements, documents, vocabulary, on=on, decisions=list(decide(statements)))
    make = {"article": write_article, "brief": write_brief}[form]
    return make(checked, documents, vocabulary, pair, on=on, **rest)


@pytest.fixture(scope="session")
def article():
    """The article on the two states."""
    return write()


@pytest.fixture(scope="session")
def brief():
    """The brief on the two states."""
    return write(form="brief", since=date(2009, 1, 1))


@pytest.fixture(scope="session")
def facts():
    """The facts on the two states."""
    documents = make_documents(CLAIMS, SOURCES)
    return check(list(make_statements(CLAIMS, documents)), documents, load_vocabulary(), on=ON).facts


@pytest.fixture(scope="session")
def make_page():
    """Makes a page from claims."""
    return write
