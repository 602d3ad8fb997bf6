"""Work at the record by pages: reading into it, deciding, flagging, watching; and the map of the world."""

import html
import re
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest
from tests.web.conftest import TOKEN

PAIR = "/KAZ/TUR"
NEWS = "Turkey's foreign minister visited Astana on 3 May 2021. Kazakhstan opened an embassy in Ankara in 1992."
ATOM = "{http://www.w3.org/2005/Atom}"
OWN = {"origin": "http://testserver"}


@pytest.fixture
def signed(open_site):
    """A browser that has signed in."""
    site = open_site()
    answer = site.post("/sign-in", data={"token": TOKEN, "back": PAIR}, headers=OWN, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, PAIR)
    site.headers.update(OWN)
    return site


def test_session_is_kept_from_scripts_and_other_sites(open_site):
    answer = open_site().post("/sign-in", data={"token": TOKEN}, headers=OWN, follow_redirects=False)
    cookie = answer.headers["set-cookie"].casefold()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert TOKEN not in cookie


def test_wrong_token_opens_nothing(site):
    assert site.post("/sign-in", data={"token": "wrong"}, headers=OWN).status_code == 401


@pytest.mark.parametrize("back", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)"])
def test_signing_in_leads_to_this_site_alone(back, site):
    answer = site.post("/sign-in", data={"token": TOKEN, "back": back}, headers=OWN, follow_redirects=False)
    assert answer.headers["location"] == "/"


def test_signing_out_ends_the_session(signed):
    session = signed.cookies["comity_session"]
    assert signed.post("/read", data={"text": NEWS}).status_code == 200
    signed.post("/sign-out")
    signed.cookies.set("comity_session", session)
    assert signed.post("/read", data={"text": NEWS}).status_code == 401


@pytest.mark.parametrize("address", ["/read", "/decide"])
def test_pages_are_not_written_to_without_a_token(address, site):
    assert site.post(address, data={"text": NEWS, "id": "abcd", "verb": "flag"}, headers=OWN).status_code == 401


def test_a_session_alone_does_not_write_from_elsewhere(signed):
    for headers in ({"origin": "https://evil.example"}, {"origin": "null"}, {"sec-fetch-site": "cross-site"}):
        assert signed.post("/read", data={"text": NEWS}, headers=headers).status_code == 403
    del signed.headers["origin"]
    assert signed.post("/read", data={"text": NEWS}).status_code == 403


def test_contributors_read_and_do_not_decide(open_site):
    from comity.web import User
    from comity.web.settings import hash_token

    site = open_site(users=(User("ben", "contributor", hash_token("ben's")),))
    site.headers["authorization"] = "Bearer ben's"
    assert site.post("/read", data={"text": NEWS}).status_code == 200
    answer = site.post("/decide", data={"id": "abcdef", "verb": "flag"})
    assert answer.status_code == 403
    assert "needs the role editor" in answer.text


def test_reading_a_text_tells_what_it_changes(signed):
    text = signed.post("/read", data={"text": NEWS, "name": "note.txt"}).text
    assert "What it changes" in text
    assert "visited" in text
    again = signed.post("/read", data={"text": NEWS, "name": "note.txt"}).text
    assert "known already" in again
    assert "What it changes" not in again


def test_files_are_read_under_their_names(signed):
    files = [("file", ("../../note.txt", NEWS.encode())), ("file", ("empty.txt", b"  "))]
    answer = signed.post("/read", files=files[:1])
    assert "<h2>note.txt</h2>" in answer.text
    assert signed.post("/read", files=files[1:]).status_code == 400


def test_an_address_is_fetched_by_the_guarded_way(open_site):
    from comity.sources import Taken

    asked = []

    def make_fetch(today):
        def fetch(address):
            asked.append((address, today.isoformat()))
            return Taken(address, f"<title>News</title><p>{NEWS}</p>".encode(), today.isoformat())

        return fetch

    site = open_site(fetch=make_fetch)
    site.headers["authorization"] = f"Bearer {TOKEN}"
    answer = site.post("/read", data={"address": "https://www.example.org/news"})
    assert asked == [("https://www.example.org/news", "2026-11-22")]
    assert "What it changes" in answer.text


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:8000/", "http://10.0.0.1/x", "http://localhost/", "file:///etc/passwd"]
)
def test_private_addresses_are_told_and_not_fetched(address, signed):
    answer = signed.post("/read", data={"address": address})
    assert "trouble" in answer.text
    assert "root:" not in answer.text


def test_too_large_a_document_is_refused(open_site):
    from comity.web import Limits

    site = open_site(limits=Limits(body_bytes=100_000))
    site.headers["authorization"] = f"Bearer {TOKEN}"
    assert site.post("/read", files={"file": ("a.txt", b"a" * 200_000)}).status_code == 413


def find_contradiction(site):
    """The ids of the first contradiction of the queue and of its statements."""
    text = site.get("/review?state=KAZ&state=TUR").text
    item = next(one for one in text.split("data-item")[1:] if "/finding/C1" in one)
    return list(dict.fromkeys(re.findall(r'name="id" value="([0-9a-f]+)"', item)))


def test_a_contradiction_is_settled_by_rejecting_one_side(signed):
    finding, *statements = find_contradiction(signed)
    assert len(statements) > 1
    data = {"id": statements[0], "verb": "reject", "why": "", "back": "/review"}
    assert signed.post("/decide", data=data).status_code == 400
    answer = signed.post("/decide", data=data | {"why": "It was moved."}, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/review")
    assert finding not in signed.get("/review?state=KAZ&state=TUR").text
    assert f"f{finding}" not in signed.get(f"{PAIR}/check").text


def test_an_accepted_finding_leaves_the_queue_and_stays_in_the_report(signed):
    finding, *_ = find_contradiction(signed)
    signed.post("/decide", data={"id": finding, "verb": "accept", "back": "/review"})
    assert f"f{finding}" not in signed.get("/review?state=KAZ&state=TUR").text
    assert f"f{finding}" in signed.get(f"{PAIR}/check").text


def test_a_statement_is_corrected_by_field(signed, pages):
    import comity

    with comity.open(pages / "comity.db") as record:
        visit = next(one for one in record.statements("KAZ", "TUR", kind="visit") if one.when)
    data = {"id": visit.id, "verb": "correct", "field": "when", "value": "1999-09-09", "why": "The gazette."}
    assert signed.post("/decide", data=data | {"field": "nothing"}).status_code == 400
    assert signed.post("/decide", data=data | {"value": "no day"}).status_code == 400
    assert signed.post("/decide", data=data).status_code == 200
    assert "9 September 1999" in signed.get(f"{PAIR}/timeline").text


def test_every_sentence_can_be_flagged_and_sent(signed):
    text = signed.get(PAIR).text
    flags = re.findall(r'href="(/flag\?[^"]+)"', text)
    letters = [unquote(one) for one in re.findall(r'href="(mailto:[^"]+)"', text)]
    assert len(flags) > 20
    assert len(letters) > 20
    assert all("http://testserver/KAZ/TUR?on=2026-11-22" in one for one in letters)
    assert any("“" in one for one in letters)
    page = signed.get(html.unescape(flags[0])).text
    ids = re.findall(r'name="id" value="([0-9a-f]+)"', page)
    assert signed.post("/decide", data={"id": ids, "verb": "flag", "why": "Hm.", "back": PAIR}).status_code == 200
    assert "Hm." in signed.get("/review?state=KAZ&state=TUR").text


def test_a_pair_is_watched_by_a_feed(signed):
    before = ElementTree.fromstring(signed.get(f"{PAIR}/changes.atom").content)
    signed.post("/read", data={"text": NEWS, "name": "note <b>&.txt"})
    answer = signed.get(f"{PAIR}/changes.atom")
    assert answer.headers["content-type"].startswith("application/atom+xml")
    after = ElementTree.fromstring(answer.content)
    ids = [one.text for one in after.iter(f"{ATOM}id")]
    assert len(ids) == len(set(ids)) > len(list(before.iter(f"{ATOM}id")))
    assert any("3 May 2021" in str(one.text) for one in after.iter(f"{ATOM}title"))
    assert ElementTree.fromstring(signed.get("/changes.atom").content).find(f"{ATOM}entry") is not None


def test_changes_of_a_pair_are_facts_then_and_now(signed):
    signed.post("/read", data={"text": NEWS, "name": "note.txt"})
    text = signed.get(f"{PAIR}/changes?since=2001-01-01").text
    assert "<h4>New</h4>" in text
    assert "Nothing has changed" in signed.get(f"{PAIR}/changes?since=2999-01-01").text


def test_world_draws_what_held_on_the_day(site):
    late, early = site.get("/world?kind=mission&on=2014-01-01").text, site.get("/world?kind=mission&on=1950-01-01").text
    assert len(re.findall('class="arc[ "]', late)) == 1
    assert not re.findall('class="arc[ "]', early)
    assert "0 facts that held on 1 January 1950" in early


def test_world_draws_what_happened_in_the_year(site):
    text = site.get("/world?kind=visit&on=2012-12-31").text
    assert re.search('class="arc[ "]', text)
    assert site.get("/world?kind=picnic").status_code == 400
