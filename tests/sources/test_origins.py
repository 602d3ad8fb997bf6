"""How many witnesses a claim has, from the files to the facts: mirrors, agencies' reports and quoted texts are one."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from comity.cli import cli
from comity.model import Block, Document, Source
from comity.sources.credits import find_credit

ARTICLE = """<p>Ghana–Slovenia relations are the bilateral relations between Ghana and Slovenia. The two countries
established diplomatic relations on 14 March 1994 by an exchange of notes in New York.</p>
<p>Ghana opened an embassy in Ljubljana in May 2006. The Slovenian ambassador in Rabat is accredited to Ghana.</p>
<p>On 7 October 2011 President Danilo Demar of Slovenia paid an official visit to Accra, where both governments signed
an agreement on air services.</p>"""
MIRRORS = {
    "encyclopaedia": f"<title>Ghana–Slovenia relations - Openpedia</title><h1>Ghana–Slovenia relations</h1>{ARTICLE}",
    "mirror": f"<title>Ghana–Slovenia relations | Knowledge Base</title><div><a href=/>Home</a></div><h1>Ghana–Slovenia"
    f" relations</h1><div>{ARTICLE}</div><p>The text is licensed under Creative Commons.</p>",
    "shorter": "<title>Ghana–Slovenia relations - Wikizine</title><h2>Ghana–Slovenia relations</h2>"
    + ARTICLE.replace(" by an exchange of notes in New York", ""),
}
REPORT = (
    "The foreign ministers of Chile and Latvia signed an agreement on double taxation in Riga on 10 June 2015.",
    "Foreign Minister Kalve said that it would help timber exporters on both sides of the Atlantic.",
    "Chile opened an embassy in Riga in April 2013, and its ambassador has been there since 2014.",
    "Trade between the two countries amounted to 48 million dollars in 2014.",
)


def print_paper(name: str, title: str, body: str, day: str = "2015-06-11") -> str:
    head = f'<meta property="og:site_name" content="{name}"><meta property="article:published_time" content="{day}">'
    return f"<html><head>{head}</head><h1>{title}</h1>{body}<p>© {name}</p></html>"


SYNDICATED = {
    "whole": print_paper("The Valley Times", "Chile and Latvia sign", "<p>RIGA, 10 June 2015 (Reuters) - "
                         f"{REPORT[0]}</p>" + "".join(f"<p>{one}</p>" for one in REPORT[1:])),
    "shortened": print_paper("Harbour Post", "Riga: tax treaty", "<p>By Reuters</p>"
                             + "".join(f"<p>{one}</p>" for one in REPORT[:3])),
    "two sentences": print_paper("Daily Globe", "No double tax", f"<p>(Reuters) {REPORT[0]}</p><p>{REPORT[2]}</p>"),
}  # fmt: skip
REWRITTEN = {
    "one": print_paper("North", "Riga", "<p>RIGA (Reuters) - In April 2013 Chile opened an embassy in Riga.</p>"),
    "other": print_paper("South", "A house", "<p>Reuters</p><p>Chile's embassy in Riga was opened in April 2013.</p>"),
}
TOLD = """Latvia and Chile established diplomatic relations on 4 December 1991. The Embassy of the Republic of Latvia in
Santiago was opened on 3 September 2014."""
QUOTED = {
    "ministry": "<title>Political relations - Ministry of Foreign Affairs of the Republic of Latvia</title>"
    f"<h1>Relations with Chile</h1><p>{TOLD}</p><p>© Ministry of Foreign Affairs of the Republic of Latvia</p>",
    "paper": print_paper("Baltic Courier", "Latvia in Chile", "<p>The Ministry of Foreign Affairs of Latvia says on "
                         f"its website: “{TOLD}”</p><p>Our reporter tried the coffee.</p>"),
}  # fmt: skip
INDEPENDENT = {
    "one": print_paper("Northern Star", "Peru in Tallinn", "<p>TALLINN, 5 May 2016 – Peru opened an embassy in "
                       "Tallinn on 4 May 2016. Guests came to see the flag raised at noon.</p>", "2016-05-05"),
    "other": print_paper("Lima Herald", "A house for Peru", "<p>After years of waiting the moment came: on 4 May 2016 "
                         "Peru opened its embassy in Tallinn. The ambassador spoke; a choir sang.</p>", "2016-05-06"),
}  # fmt: skip


@pytest.mark.parametrize(
    ("pages", "kinds", "origins"),
    [
        pytest.param(MIRRORS, {"relations", "mission", "envoy", "visit", "agreement"}, 1, id="mirrors-of-an-article"),
        pytest.param(SYNDICATED, {"agreement", "mission"}, 1, id="one-agency-in-three-papers"),
        pytest.param(REWRITTEN, {"mission"}, 1, id="one-agency-in-other-words"),
        pytest.param(QUOTED, {"relations", "mission"}, 1, id="a-paper-that-quotes-the-ministry"),
        pytest.param(INDEPENDENT, {"mission"}, 2, id="two-papers"),
    ],
)
def test_witnesses_are_counted_by_where_they_have_it_from(tmp_path, pages, kinds, origins):
    for name, page in pages.items():
        (tmp_path / f"{name}.html").write_text(page)
    record = ["--record", str(tmp_path / "x.db")]
    assert CliRunner().invoke(cli, ["read", str(tmp_path), "-q", *record]).exit_code == 0
    facts = json.loads(CliRunner().invoke(cli, ["facts", "--format", "json", *record]).stdout)
    shared = [fact for fact in facts if len(fact["sources"].split()) == len(pages)]
    assert {fact["kind"] for fact in shared} >= kinds
    assert {fact["origins"] for fact in shared} == {origins}
    assert {fact["standing"] for fact in shared} == {"confirmed" if origins > 1 else "single source"}


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        pytest.param("RIGA, 10 June 2015 (Press Office) - The ministers met.", "press office", id="dateline"),
        pytest.param("(AP) — The ministers met.", "ap", id="head"),
        pytest.param("Source: Agence France-Presse", "agence france-presse", id="line"),
        pytest.param("By Anna Reporter", None, id="person"),
        pytest.param("The Organization of Turkic States (OTS) met in Riga.", None, id="abbreviation"),
        pytest.param("According to Reuters the ministers met in Riga.", None, id="named-in-the-text"),
    ],
)
def test_the_agency_is_the_one_that_is_credited(text, agency):
    source = Source("0" * 64, "page", "text/plain", len(text))
    document = Document(source, text, (Block("paragraph", 0, len(text)),))
    assert find_credit(document) == agency
