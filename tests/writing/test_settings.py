"""Pairs of every sort: states that are no more, hostile ones, those of which little is known."""

from datetime import date

import pytest

from comity.writing import render
from comity.writing.tree import Note, TableBlock

SOURCE = "e" * 64
SOURCES = {SOURCE: {"title": "A page", "address": "a.txt", "published": "2020"}}


def tell(*claims):
    """Claims of one source in short: kind, action, roles, attributes, when, and a modality."""
    return [
        (SOURCE, f"Line {number}.", kind, action, roles, attributes, when, rest[0] if rest else "asserted", None)
        for number, (kind, action, roles, attributes, when, *rest) in enumerate(claims)
    ]


def texts(page):
    return [one.text for one in page.sentences()]


TEXAS = tell(
    ("recognition", "recognised", {"by": ["FRA"], "of": ["x:texas"]}, {}, "1839-09-25"),
    ("relations", "established", {"between": ["FRA", "x:texas"]}, {}, "1839-09-25"),
    ("mission", "maintained", {"sender": ["x:texas"], "host": ["FRA"], "city": ["Paris"]}, {"type": "legation"}, None),
    ("agreement", "signed", {"between": ["FRA", "x:texas"]}, {"type": "treaty"}, "1839", "planned"),
)


@pytest.mark.parametrize("form", ["article", "brief"])
def test_nothing_holds_for_a_state_that_is_no_more(make_page, form):
    page = make_page(TEXAS, SOURCES, pair=("x:texas", "FRA"), form=form)
    told = texts(page)
    assert "Diplomatic relations between France and Texas were established on 25 September 1839." in told
    assert "Texas had a legation in Paris." in told
    assert not any(word in text.split() for text in told for word in ("has", "have", "is"))
    assert "Texas existed until 29 December 1845." in [note.text for note in page.notes]
    assert "out of date" not in render(page, "text")


def test_what_held_in_its_days_is_told_as_holding_in_its_days(make_page):
    page = make_page(TEXAS, SOURCES, pair=("x:texas", "FRA"), on=date(1840, 1, 1))
    assert "France and Texas have had diplomatic relations since 25 September 1839." in texts(page)


def test_the_encyclopaedia_tells_them_as_past(make_page):
    past, present = (
        render(make_page(TEXAS, SOURCES, pair=("x:texas", "FRA"), on=on), "wiki")
        for on in (date(2026, 1, 1), date(1840, 1, 1))
    )
    assert "'''France–Texas relations''' were the bilateral relations" in past
    assert "'''France–Texas relations''' are the bilateral relations" in present


@pytest.mark.parametrize(("claim", "lead"), [
    pytest.param(("sanction", "imposed", {"by": ["NOR"], "on": ["MMR"]}, {}, "2021-06-03"),
                 "Norway has had sanctions on Myanmar since 3 June 2021.", id="sanctions"),
    pytest.param(("conflict", "ended", {"between": ["NOR", "MMR"]}, {"form": "war"}, "2000"),
                 "The war between the two ended in 2000.", id="war"),
    pytest.param(("envoy", "appointed", {"sender": ["NOR"], "host": ["MMR"], "person": ["Lars Tveit"]},
                  {"office": "ambassador"}, "2019"),
                 "The last envoy of Norway to Myanmar on record is Lars Tveit, ambassador, appointed in 2019.",
                 id="envoy"),
])  # fmt: skip
def test_the_lead_tells_what_there_is(make_page, claim, lead):
    page = make_page(tell(claim), SOURCES, pair=("NOR", "MMR"))
    assert page.lead.sentences[0].text == lead


@pytest.mark.parametrize(("claim", "sentence"), [
    pytest.param(("recognition", "recognised", {"by": ["NOR"], "of": ["MMR"]}, {"object": "government"}, None,
                  "denied"),
                 "Norway does not recognise the government of Myanmar.", id="not recognised"),
    pytest.param(("conflict", None, {"between": ["NOR", "MMR"]}, {"form": "crisis"}, "2007", "denied"),
                 "There was no crisis between the two countries in 2007.", id="no crisis"),
    pytest.param(("conflict", None, {"between": ["NOR", "MMR"]}, {"form": "war"}, "1962"),
                 "There was a war between the two countries in 1962.", id="war"),
    pytest.param(("aid", None, {"donor": ["NOR"], "recipient": ["MMR"]}, {"form": "credit"}, "1959"),
                 "Norway gave Burma a credit in 1959.", id="credit"),
    pytest.param(("meeting", None, {"between": ["NOR", "MMR"], "person": ["Lund"], "city": ["Oslo"]}, {}, "2001"),
                 "Lund held talks in Oslo in 2001.", id="one person"),
    pytest.param(("meeting", None, {"between": ["NOR", "MMR"], "person": ["Lund", "Tun"]}, {}, "2001"),
                 "Lund and Tun met in 2001.", id="two people"),
    pytest.param(("mission", "maintained", {"sender": ["NOR"], "host": ["MMR"]}, {"type": "embassy"}, None, "denied"),
                 "Norway did not have an embassy in Myanmar.", id="no embassy"),
])  # fmt: skip
def test_it_is_said_in_a_sentence(make_page, claim, sentence):
    page = make_page(tell(claim), SOURCES, pair=("NOR", "MMR"))
    assert sentence in texts(page)
    assert not any(isinstance(block, TableBlock) for section in page.sections for block in section.blocks)


def test_fields_of_cooperation_are_one_list(make_page):
    page = make_page(tell(*(("cooperation", None, {"between": ["NOR", "MMR"]}, {"field": field}, None)
                            for field in ("energy", "defence", "health"))), SOURCES, pair=("NOR", "MMR"))  # fmt: skip
    (told,) = (text for text in texts(page) if "cooperate" in text)
    assert sorted(told.removeprefix("The two countries cooperate in ").rstrip(".").replace(" and ", ", ").split(", ")
                  ) == ["defence", "energy", "health"]  # fmt: skip


def test_what_was_raised_is_no_more_and_a_post_without_its_city_is_the_one_in_it(make_page):
    post = {"sender": ["TWN"], "host": ["NRU"]}
    page = make_page(tell(
        ("mission", "opened", {**post, "city": ["Yaren"]}, {"type": "consulate_general"}, None),
        ("mission", "upgraded", post, {"type": "embassy"}, "1990-08"),
        ("mission", "closed", {**post, "city": ["Yaren"]}, {"type": "embassy"}, "2019-01-24"),
    ), SOURCES, pair=("NRU", "TWN"))  # fmt: skip
    assert not any(one.text.startswith("Taiwan has") for one in page.lead.sentences)
    (table,) = (block for section in page.sections for block in section.blocks if isinstance(block, TableBlock))
    assert [row.cells for row in table.rows] == [
        ("Embassy", "Yaren", "August 1990", "24 January 2019"), ("Consulate general", "Yaren", "date not given",
                                                                "August 1990"),
    ]  # fmt: skip


def test_names_of_the_time_are_explained_in_one_line(make_page):
    page = make_page(tell(
        ("visit", None, {"sender": ["DEU"], "host": ["WSM"]}, {}, "1970"),
        ("relations", "established", {"between": ["DEU", "WSM"]}, {}, "1972-05-18"),
    ), SOURCES, pair=("DEU", "WSM"))  # fmt: skip
    assert [note.text for note in page.notes][1:] == [
        "Names are those of the time: Germany is West Germany and Samoa is Western Samoa in what is told of earlier "
        "years."
    ]
    of_the_kingdom = make_page(
        tell(("visit", None, {"sender": ["YUG"], "host": ["USA"]}, {}, "1925")), SOURCES, pair=("YUG", "USA")
    )
    assert any("Yugoslavia is the Kingdom of Serbs, Croats and Slovenes" in note.text for note in of_the_kingdom.notes)


def test_a_source_that_is_out_of_date_is_named_once(make_page):
    pair = {"between": ["NOR", "MMR"]}
    claims = [*tell(("partnership", "holds", pair, {"level": "strategic_partnership"}, "1999"),
                    ("envoy", "serves", {"sender": ["NOR"], "host": ["MMR"], "person": ["Lund"]}, {},
                     "1999"))]  # fmt: skip
    page = make_page(claims, {SOURCE: {**SOURCES[SOURCE], "published": "1999"}}, pair=("NOR", "MMR"))
    (told,) = (one for one in page.sentences() if "nothing newer" in one.text)
    assert told.text == "“A page”: nothing newer than 1999 on partnership and envoys."
    reasons = [reason for id in told.support.findings for reason in page.proofs[id].reasons]
    assert len([one for one in reasons if "counts as old" in one]) == 2


def test_a_brief_looks_for_a_head_only_where_a_mission_is(make_page):
    envoy = {"sender": ["NOR"], "host": ["MMR"], "person": ["Lund"]}
    for kind, expected in (("asserted", 1), ("denied", 0)):
        page = make_page(tell(
            ("mission", "maintained", {"sender": ["NOR"], "host": ["MMR"]}, {"type": "embassy"}, None, kind),
            ("envoy", "serves", envoy, {}, "1864"),
        ), SOURCES, pair=("NOR", "MMR"), form="brief")  # fmt: skip
        notes = [one for section in page.sections if section.anchor == "posts" for block in section.blocks
                 for one in block.sentences]  # fmt: skip
        assert len(notes) == expected
        assert all(isinstance(one, Note) for one in notes)


def test_next_visit_without_a_date_says_so_last(make_page):
    page = make_page(tell(("visit", None, {"sender": ["MMR"], "host": ["NOR"], "visitor": ["Tun"]},
                           {"office": "president"}, None, "hoped")),
                     SOURCES, pair=("NOR", "MMR"), form="brief")  # fmt: skip
    assert "President Tun, date not given" in render(page, "md")


def test_a_hope_that_came_true_is_not_written(make_page):
    claims = tell(
        ("recognition", "recognised", {"by": ["CHL"], "of": ["XKX"]}, {}, None, "hoped"),
        ("recognition", "recognised", {"by": ["CHL"], "of": ["XKX"]}, {}, "2010-05-05"),
        ("mission", "opened", {"sender": ["XKX"], "host": ["CHL"]}, {"type": "embassy"}, None, "hoped"),
    )
    told = " ".join(texts(make_page(claims, SOURCES, pair=("CHL", "XKX"))))
    assert "hopes to recognise" not in told
    assert "Chile recognised Kosovo on 5 May 2010." in told
    assert "hopes to open" in told
