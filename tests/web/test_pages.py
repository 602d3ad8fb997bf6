"""The pages that one reads: what they show, where they lead, what they refuse."""

import html
import re

import pytest

PAIR = "/KAZ/TUR"
PAGES = [
    "/", "/?first=KAZ", "/search?q=embassy", "/sources", "/KAZ", PAIR, f"{PAIR}?on=1993-01-01", f"{PAIR}/brief",
    f"{PAIR}/timeline", f"{PAIR}/check", "/sign-in", "/finding/C104",
    f"{PAIR}/changes", "/changes", "/read", "/review", "/review?state=KAZ&state=TUR", "/world",
    "/world?kind=visit&on=2013-01-01",
    "/flag?claim=x", "/docs",
]  # fmt: skip


@pytest.mark.parametrize("address", PAGES)
def test_page_is_shown(address, site):
    answer = site.get(address)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "<h1" in answer.text


@pytest.mark.parametrize("address", PAGES)
def test_page_has_no_script_or_style_within_and_asks_no_other_host(address, site):
    text = site.get(address).text
    assert not re.search(r"<script(?! src=\"/static/)|<style|\sstyle=|\son[a-z]+=", text)
    loaded = re.findall(r"<(?:script|link|img)[^>]+(?:src|href)=\"([^\"]+)\"", text)
    assert len(loaded) > 3
    assert all(one.startswith("/static/") or one.endswith(".atom") for one in loaded)


def test_home_names_the_pairs_and_what_came_in(site):
    text = site.get("/").text
    assert 'href="/KAZ/TUR"' in text
    assert "2 sources" in text
    assert "learnt" in text


def test_two_states_are_found_by_any_name(site):
    answer = site.get("/find", params={"first": "Republic of Kazakhstan", "second": "Turkey"}, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/KAZ/TUR")
    answer = site.get("/find?first=KAZ&second=TUR&on=2013-05-01", follow_redirects=False)
    assert answer.headers["location"] == "/KAZ/TUR?on=2013-05-01"


def test_names_in_an_address_lead_to_the_codes(site):
    answer = site.get("/Kazakhstan/Türkiye/timeline?on=2013-05-01", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (307, "/KAZ/TUR/timeline?on=2013-05-01")


@pytest.mark.parametrize(("address", "status", "words"), [
    pytest.param("/Kazahkstan/TUR", 404, "Did you mean", id="unknown state"),
    pytest.param("/KAZ/KAZ", 400, "one state", id="one state twice"),
    pytest.param("/KAZ/TUR?on=May", 400, "YYYY-MM-DD", id="no day"),
    pytest.param("/source/abcdef", 404, "no source begins with", id="no source"),
    pytest.param("/statement/abcdef", 404, "no statement", id="no statement"),
    pytest.param("/finding/X999", 404, "No finding", id="no code"),
    pytest.param("/KAZ/TUR/nothing", 404, "Not found", id="no page"),
    pytest.param("/search?q=" + "a" * 400, 400, "at most 300", id="too many words"),
])  # fmt: skip
def test_what_cannot_be_shown_is_told(address, status, words, site):
    answer = site.get(address)
    assert answer.status_code == status
    assert words in html.unescape(answer.text)


def test_article_tells_of_the_day_asked_for(site):
    early, late = site.get(f"{PAIR}?on=1993-01-01").text, site.get(PAIR).text
    assert "Kazakhstan–Turkey relations" in early
    assert "Kazakhstan–Türkiye relations" in late
    assert "/KAZ/TUR?on=1993-01-01" in early
    assert "/KAZ/TUR?on=2026-11-22" in late
    assert "US$3.1 billion" not in early


def test_every_quote_of_the_article_leads_to_its_place_in_the_kept_page(site):
    text = site.get(PAIR).text
    proofs = re.findall(r"<mark>(.*?)</mark>.*?class=\"kept\" href=\"([^\"]+)\"", text, re.DOTALL)
    assert len(proofs) > 20
    for quote, address in set(proofs):
        kept = site.get(html.unescape(address).partition("#")[0]).text
        marked = "".join(re.findall(r"<mark[^>]*>(.*?)</mark>", kept, re.DOTALL))
        assert re.sub(r"\s", "", marked) == re.sub(r"\s", "", quote)
        assert 'id="quote"' in kept


def test_source_has_its_particulars_and_marks_what_it_states(site):
    address = re.search(r"/source/[0-9a-f]{64}", site.get("/sources").text)[0]
    text = site.get(address).text
    assert "SHA" in text or "Sha256" in text
    assert text.count('class="stated"') > 10
    assert "Licence" in text


@pytest.mark.parametrize("span", ["5", "9-3", "0-99999999", "a-b", "3-3"])
def test_a_place_outside_the_text_is_refused(span, site):
    address = re.search(r"/source/[0-9a-f]{64}", site.get("/sources").text)[0]
    assert site.get(f"{address}?at={span}").status_code == 400


def test_statement_leads_to_its_quote(site, pages):
    import comity

    with comity.open(pages / "comity.db") as record:
        statement = record.statements("KAZ", "TUR")[0]
    answer = site.get(f"/statement/{statement.id}", follow_redirects=False)
    assert statement.source in answer.headers["location"]


def test_search_leads_to_quotes_and_to_the_states_named(site):
    text = site.get("/search?q=embassy Ankara").text
    assert "/source/" in text
    text = site.get("/search?q=Kazakhstan and Türkiye").text
    assert 'href="/KAZ/TUR"' in text


def test_check_report_has_every_finding_with_its_quotes(site, pages):
    import comity

    with comity.open(pages / "comity.db") as record:
        findings = record.findings("KAZ", "TUR", on="2026-11-22")
    text = site.get(f"{PAIR}/check").text
    assert all(f'id="f{one.id}"' in text for one in findings)
    assert len(findings) > 3


def test_nothing_was_known_before_it_was_read(site):
    assert "has no statement" in site.get(f"{PAIR}?known_at=2001-01-01").text


def test_pages_follow_the_manner_of_the_house(open_site):
    from comity.writing import House

    site = open_site(house=House("american", "american", {"KAZ": "Qazaqstan"}))
    article = site.get(PAIR).text
    assert "Qazaqstan–Türkiye relations" in article
    assert re.search(r"[A-Z][a-z]+ \d{1,2}, \d{4}", article)
    for address in ("/", "/KAZ", f"{PAIR}/timeline", f"{PAIR}/changes", "/search?q=embassy"):
        assert "Qazaqstan" in site.get(address).text, address
    assert "October 11" in site.get(f"{PAIR}/timeline").text


def test_a_state_is_told_as_on_the_command_line(site, pages):
    import comity

    with comity.open(pages / "comity.db") as record:
        _, relations = record.relations("KAZ", on="2026-11-22")
    text = html.unescape(site.get("/KAZ").text)
    assert relations
    for row in relations:
        assert f">{row.name}<" in text
        assert row.holds in text
        assert row.newest in text
    assert site.get("/KAZ?sort=newest").status_code == 200
    assert site.get("/KAZ?sort=nothing").status_code == 400


def test_a_record_without_anything_is_shown(tmp_path):
    from starlette.testclient import TestClient

    import comity
    from comity.web import Settings, make_app

    with comity.open(tmp_path / "empty.db"):
        pass
    site = TestClient(make_app(Settings(record=str(tmp_path / "empty.db"), hosts=("testserver",))))
    for address in ["/", "/KAZ", PAIR, f"{PAIR}/timeline", f"{PAIR}/check", "/sources", "/changes", "/review", "/world",
                    "/search?q=embassy", f"{PAIR}/changes", "/changes.atom"]:  # fmt: skip
        assert site.get(address).status_code == 200, address
    assert "The record is empty" in site.get("/").text
