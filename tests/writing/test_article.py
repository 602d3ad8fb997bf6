"""The article as a tree: what it says, in which order, on which day, and that all of it rests on statements."""

from datetime import date

import pytest

from comity.writing.tree import Figure, Note, Row, Sentence, Support, TableBlock


def texts(page):
    """All sentences, and the cells of all tables."""
    rows = (row for one in page.sections for block in one.blocks if isinstance(block, TableBlock) for row in block.rows)
    return [*(one.text for one in page.sentences()), *(" ".join(row.cells) for row in rows)]


def section(page, heading):
    return next(one for one in page.sections if one.heading == heading)


def tables(page, heading):
    return [block for block in section(page, heading).blocks if isinstance(block, TableBlock)]


@pytest.mark.parametrize("sentence", [
    pytest.param("Turkey was the first state to recognise Kazakhstan, on 16 December 1991.", id="name of the time"),
    pytest.param("The two have been bound by a strategic partnership since October 2009.", id="partnership"),
    pytest.param("Türkiye has an embassy in Astana.", id="mission now"),
    pytest.param("Trade between the two amounted to US$600 million in 2005.", id="latest trade"),
    pytest.param("Both belong to the Organization for Security and Co-operation in Europe.", id="organisations"),
])  # fmt: skip
def test_lead_tells_what_matters(article, sentence):
    assert sentence in [one.text for one in article.lead.sentences]


@pytest.mark.parametrize("sentence", [
    pytest.param("Trade between Kazakhstan and Turkey was forecast to reach US$1 billion in 2006.", id="forecast"),
    pytest.param("The two countries have considered an oil refinery.", id="hoped"),
    pytest.param("Turkey moved its embassy to Astana in 1998.", id="moved"),
])  # fmt: skip
def test_body_tells_by_standing(article, sentence):
    assert sentence in texts(article)


def test_sections_stand_in_the_order_of_an_encyclopaedia(article):
    headings = [one.heading for one in article.sections]
    assert headings == [
        "History", "Diplomatic missions", "Visits", "Economic relations", "Projects", "International organisations",
        "Where sources disagree", "What to check",
    ]  # fmt: skip


def test_missions_have_their_time(article):
    (table,) = tables(article, "Diplomatic missions")
    assert table.caption == "Missions of Türkiye in Kazakhstan"
    assert [row.cells[:4] for row in table.rows] == [
        ("Embassy", "Almaty", "March 1992", "1998"), ("Embassy", "Astana", "1998", "—"),
    ]  # fmt: skip


def test_one_visit_is_no_table_and_one_to_come_is_told(article):
    (section,) = (one for one in article.sections if one.heading == "Visits")
    assert [one.text for block in section.blocks for one in block.sentences] == [
        "President Nazarbayev of Kazakhstan paid an official visit to Turkey on 11 October 2012.",
        "The prime minister of Türkiye is to visit Kazakhstan in March 2027.",
    ]


def test_visits_are_told_each_way_and_planned_ones_in_prose(make_page):
    visits = [("visit", None, {"sender": [sender], "host": [host], "visitor": ["Lund"]}, {"office": "president"}, day,
               None) for sender, host, day in (("KAZ", "TUR", "2001-05-02"), ("KAZ", "TUR", "2003-05-02"),
                                               ("TUR", "KAZ", "2002-05-02"))]  # fmt: skip
    claims = [*make_claims(*visits), ("e" * 64, "He will go.", "visit", None, {"sender": ["TUR"], "host": ["KAZ"]},
                                      {"office": "president"}, "2027", "planned", None)]  # fmt: skip
    page = make_page(claims, {"e" * 64: {**LIST["e" * 64], "published": "2025"}})
    assert [(table.caption, [row.cells[0] for row in table.rows]) for table in tables(page, "Visits")] == [
        ("Visits from Kazakhstan to Türkiye", ["2 May 2001", "2 May 2003"]),
        ("Visits from Türkiye to Kazakhstan", ["2 May 2002"]),
    ]
    assert "The president of Türkiye is to visit Kazakhstan in 2027." in [one.text for one in page.sentences()]


def test_forecasts_are_marked_in_the_table(article):
    (table,) = tables(article, "Economic relations")
    assert [(row.cells[0], row.cells[-1]) for row in table.rows] == [
        ("2006", "was expected"), ("2005", "—"), ("2004", "—"),
    ]  # fmt: skip


def test_sources_that_disagree_are_named(article):
    (block,) = section(article, "Where sources disagree").blocks
    text = block.sentences[0].text
    assert text.startswith("According to ")
    assert "; according to " in text
    assert "2 March 1992" in text
    assert "3 March 1992" in text
    assert "the Ministry of Foreign Affairs of Türkiye" in text
    assert "Steppe Journal" in text


@pytest.mark.parametrize(("on", "is_there", "is_not"), [
    pytest.param("1991-12-31", "recognise Kazakhstan", "diplomatic relations", id="before relations"),
    pytest.param("1993-01-01", "Turkey has an embassy in Almaty.", "partnership", id="before the partnership"),
    pytest.param("1999-01-01", "Turkey has an embassy in Astana.", "visit", id="after the move"),
    pytest.param("2010-01-01", "Turkey has an embassy in Astana.", "Nazarbayev", id="before the visit"),
])  # fmt: skip
def test_article_tells_only_what_had_happened(make_page, on, is_there, is_not):
    page = make_page(on=date.fromisoformat(on))
    told = " ".join(texts(page))
    assert is_there in told
    assert is_not not in told
    assert page.title == "Kazakhstan–Turkey relations"


def test_sparse_record_gives_an_honest_article(make_page):
    page = make_page(claims=[], sources={})
    assert [type(one) for one in page.lead.sentences] == [Note]
    assert page.references == ()
    assert "Nothing in the record tells when diplomatic relations began." in [
        one.text for one in section(page, "What the record does not say").blocks[0].sentences
    ]


@pytest.mark.parametrize("form", ["article", "brief"])
def test_every_claim_has_a_source_and_every_source_a_claim(make_page, form):
    page = make_page(form=form)
    used = set()
    for support in page.supports():
        assert support.statements or support.findings
        assert support.marks
        used |= {mark.number for mark in support.marks}
        for one in (*support.facts, *support.findings):
            quotes = page.proofs[one].quotes
            assert {quote.number for quote in quotes} <= {mark.number for mark in support.marks}
    assert used == {entry.number for entry in page.references}


@pytest.mark.parametrize("form", ["article", "brief"])
def test_every_reference_leads_there_and_back(make_page, form):
    page = make_page(form=form)
    placed = [mark for support in page.supports() for mark in support.marks]
    listed = [use for entry in page.references for use in entry.uses]
    assert len(placed) == len(set(placed))
    assert sorted(placed, key=lambda mark: mark.anchor) == sorted(listed, key=lambda mark: mark.anchor)
    assert [entry.number for entry in page.references] == list(range(1, len(page.references) + 1))


def test_references_are_numbered_as_they_come(article):
    first_seen = list(dict.fromkeys(mark.number for support in article.supports() for mark in support.marks))
    assert first_seen == sorted(first_seen)


def test_quotes_are_the_characters_of_their_source(article):
    for proof in article.proofs.values():
        for quote in proof.quotes:
            assert quote.quote


def test_see_also_names_neighbouring_pairs(make_page):
    page = make_page(others={"KAZ": ["TUR", "UZB"], "TUR": ["GRC", "KAZ"]})
    assert [(one.text, one.states) for one in page.see_also] == [
        ("Foreign relations of Kazakhstan", ("KAZ",)), ("Kazakhstan–Uzbekistan relations", ("KAZ", "UZB")),
        ("Foreign relations of Türkiye", ("TUR",)), ("Greece–Türkiye relations", ("GRC", "TUR")),
        ("Organization for Security and Co-operation in Europe", ()),
    ]  # fmt: skip


def test_writing_twice_gives_the_same(make_page):
    assert make_page().to_json() == make_page(pair=("KAZ", "TUR")).to_json()


def test_claim_without_support_cannot_be_made():
    with pytest.raises(ValueError, match="needs the facts"):
        Support((), (), ())


def test_supports_cover_all_sentences_and_rows(article):
    pieces = list(article.sentences())
    rows = [
        row for one in article.sections for block in one.blocks if isinstance(block, TableBlock) for row in block.rows
    ]
    figures = [block for one in article.sections for block in one.blocks if isinstance(block, Figure)]
    assert all(isinstance(one, Sentence) for one in pieces)
    assert all(isinstance(one, Row) for one in rows)
    assert len(list(article.supports())) == len(pieces) + len(rows) + len(figures)


def make_claims(*claims):
    return [("e" * 64, f"Sentence {number}.", kind, action, roles, attributes, when, "asserted", amount)
            for number, (kind, action, roles, attributes, when, amount) in enumerate(claims)]  # fmt: skip


BOTH = {"between": ["KAZ", "TUR"]}
POST = {"sender": ["TUR"], "host": ["KAZ"], "city": ["Astana"]}
LIST = {"e" * 64: {"title": "List", "address": "list.txt", "published": "2026"}}


@pytest.mark.parametrize(("claims", "told"), [
    pytest.param(
        [("relations", "established", BOTH, {}, "1992-03-02", None), ("relations", "severed", BOTH, {}, "2001", None)],
        "Kazakhstan and Türkiye have had no diplomatic relations since 2001.", id="severed",
    ),
    pytest.param(
        [("recognition", "recognised", {"by": ["KAZ"], "of": ["TUR"]}, {}, "1992-01-01", None),
         ("recognition", "recognised", {"by": ["TUR"], "of": ["KAZ"]}, {}, "1992-01-01", None)],
        "Kazakhstan and Turkey recognised each other on 1 January 1992.", id="each other",
    ),
    pytest.param(
        [("relations", "severed", BOTH, {}, "2001", None), ("relations", "restored", BOTH, {}, "2003", None)],
        "Relations were restored in 2003.", id="again",
    ),
    pytest.param(
        [("visit", None, {"sender": ["KAZ"], "host": ["TUR"]}, {"office": "president"}, "2012", None)],
        "The last visit on record is that of the president of Kazakhstan to Turkey in 2012.", id="last visit",
    ),
    pytest.param(
        [("envoy", "serves", {"sender": ["KAZ"], "host": ["TUR"], "person": ["A"]}, {"office": "ambassador"},
          "2001/2004", None)],
        "A represented Kazakhstan in Turkey as ambassador from 2001 to 2004.", id="over",
    ),
])  # fmt: skip
def test_sentences_by_what_stands_around(make_page, claims, told):
    assert told in texts(make_page(make_claims(*claims), LIST))


def test_what_is_raised_in_rank_ends(make_page):
    page = make_page(make_claims(
        ("mission", "opened", POST, {"type": "legation"}, "1992", None),
        ("mission", "upgraded", POST, {"type": "embassy"}, "1996", None),
    ), LIST)  # fmt: skip
    (table,) = tables(page, "Diplomatic missions")
    assert [row.cells for row in table.rows] == [
        ("Embassy", "Astana", "1996", "—"), ("Legation", "Astana", "1992", "1996"),
    ]  # fmt: skip
    assert "Türkiye has an embassy in Astana." in [one.text for one in page.lead.sentences]


def test_little_is_told_as_little(make_page):
    claims = make_claims(
        ("envoy", "accredited", {"sender": ["KAZ"], "host": ["TUR"], "person": ["A"]}, {"office": "ambassador"}, "2001",
         None),
        ("culture", "held", {"between": ["KAZ", "TUR"]}, {"form": "year_of_culture"}, "2003", None),
        ("aid", None, {"donor": ["TUR"], "recipient": ["KAZ"]}, {"form": "credit"}, "1999", None),
    )  # fmt: skip
    assert [one.text for one in make_page(claims, LIST).lead.sentences] == [
        "The last envoy of Kazakhstan to Turkey on record is A, ambassador, who presented credentials in 2001.",
        "The record has three statements on relations between Kazakhstan and Türkiye, from 1999 to 2003: on "
        "development and aid; envoys; culture and education.",
    ]


def test_envoys_of_long_ago_are_not_in_the_box(make_page):
    envoy = {"sender": ["KAZ"], "host": ["TUR"], "person": ["A"]}
    for day, is_there in (("2001-05-01", False), ("2025-05-01", True)):
        claims = make_claims(("envoy", "accredited", envoy, {"office": "ambassador"}, day, None))
        labels = [row.label for row in make_page(claims, LIST).infobox.rows]
        assert ("Envoy of Kazakhstan to Türkiye" in labels) == is_there


def test_each_piece_names_its_rule(article):
    rules = {one.rule for one in article.sentences()}
    assert "relations, established: lead" in rules
    assert "mission, maintained: infobox" in rules or "mission, moved: infobox" in rules
    assert all(": " in rule for rule in rules)
