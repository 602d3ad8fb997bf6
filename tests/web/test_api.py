"""The JSON API: the same rows as the command line, in pages; what it refuses; what writing it takes."""

import io
import json

import pytest
from click.testing import CliRunner

from comity.cli import cli

FACTS = "/api/v1/facts?state=KAZ&state=TUR&on=2026-11-22"


def run(pages, *arguments):
    """What the command line prints."""
    result = CliRunner().invoke(cli, [*arguments, "--record", str(pages / "comity.db")])
    assert result.exit_code in (0, 1), result.output
    return result.stdout_bytes


QUESTIONS = [
    pytest.param(["facts", "KAZ", "TUR", "--on", "2026-11-22"], FACTS, id="facts"),
    pytest.param(["facts", "KAZ", "TUR", "--on", "1993-01-01", "--kind", "mission"],
                 "/api/v1/facts?state=Kazakhstan&state=Turkey&on=1993-01-01&kind=mission", id="of a kind"),
    pytest.param(["timeline", "KAZ", "TUR", "--on", "2026-11-22"],
                 "/api/v1/timeline?state=KAZ&state=TUR&on=2026-11-22", id="timeline"),
    pytest.param(["search", "embassy"], "/api/v1/statements?q=embassy", id="search"),
]  # fmt: skip


@pytest.mark.parametrize("form", ["csv", "jsonl", "tsv"])
@pytest.mark.parametrize(("arguments", "address"), QUESTIONS)
def test_rows_are_those_of_the_command_line_to_the_byte(arguments, address, form, site, pages):
    answer = site.get(f"{address}&format={form}")
    assert answer.status_code == 200
    printed = run(pages, *arguments, "-f", form)
    assert len(printed) > 500
    assert answer.content == printed


@pytest.mark.parametrize(("arguments", "address"), QUESTIONS)
def test_json_has_the_same_values(arguments, address, site, pages):
    answer = site.get(f"{address}&limit=1000").json()
    assert answer["items"] == json.loads(run(pages, *arguments, "-f", "json"))
    assert answer["next"] is None


@pytest.mark.parametrize(("accept", "kind"), [
    pytest.param("application/json", "application/json", id="json"),
    pytest.param("text/csv", "text/csv; charset=utf-8", id="csv"),
    pytest.param("text/csv;q=0.5, application/x-ndjson", "application/x-ndjson", id="the weightier"),
    pytest.param("image/png, */*;q=0.1", "application/json", id="anything"),
    pytest.param("application/vnd.apache.parquet", "application/vnd.apache.parquet", id="parquet"),
])  # fmt: skip
def test_form_is_that_of_the_header(accept, kind, site):
    if "parquet" in kind:
        pytest.importorskip("pyarrow")
    answer = site.get(FACTS, headers={"accept": accept})
    assert (answer.status_code, answer.headers["content-type"]) == (200, kind)


def test_what_cannot_be_given_is_told(site):
    answer = site.get(FACTS, headers={"accept": "image/png"})
    assert answer.status_code == 406
    assert "text/csv" in answer.json()["error"]


def test_parquet_has_the_same_rows(site):
    parquet = pytest.importorskip("pyarrow.parquet")
    table = parquet.read_table(io.BytesIO(site.get(f"{FACTS}&format=parquet").content))
    assert table.to_pylist() == site.get(f"{FACTS}&limit=1000").json()["items"]


@pytest.mark.parametrize("address", [
    FACTS, "/api/v1/statements", "/api/v1/statements?state=KAZ&state=TUR", "/api/v1/findings?state=KAZ&state=TUR",
    "/api/v1/sources", "/api/v1/timeline?state=KAZ&state=TUR",
])  # fmt: skip
def test_pages_come_to_the_whole(address, site):
    whole = site.get(address, params={"limit": 1000}).json()["items"]
    assert len(whole) > 1
    found, cursor = [], None
    for _ in range(len(whole) + 1):
        answer = site.get(address, params={"limit": 3, **({"cursor": cursor} if cursor else {})})
        page = answer.json()
        assert len(page["items"]) <= 3
        assert ('rel="next"' in answer.headers.get("link", "")) == (page["next"] is not None)
        found += page["items"]
        cursor = page["next"]
        if cursor is None:
            break
    assert found == whole


def test_next_page_is_named_with_all_that_was_asked(site):
    answer = site.get(f"{FACTS}&limit=5")
    link = answer.headers["link"].partition(">")[0].removeprefix("<")
    assert site.get(link).json()["items"] == site.get(f"{FACTS}&limit=10").json()["items"][5:]


@pytest.mark.parametrize(("address", "status", "words"), [
    pytest.param("/api/v1/facts?state=Kazahkstan", 404, "Did you mean", id="unknown state"),
    pytest.param("/api/v1/facts?state=KAZ&state=KAZ", 400, "one state", id="one state twice"),
    pytest.param("/api/v1/facts?state=KAZ&state=TUR&state=RUS", 400, "state", id="three states"),
    pytest.param("/api/v1/facts?kind=picnic", 400, "picnic", id="no kind"),
    pytest.param("/api/v1/facts?on=tomorrow", 400, "on", id="no day"),
    pytest.param("/api/v1/facts?limit=0", 400, "limit", id="no rows"),
    pytest.param("/api/v1/facts?limit=10001", 400, "limit", id="too many rows"),
    pytest.param("/api/v1/facts?cursor=%20", 400, "cursor", id="no cursor"),
    pytest.param("/api/v1/facts?cursor=bm9uZQ", 404, "Begin again", id="a row that is gone"),
    pytest.param("/api/v1/statements?cursor=bm9uZQ", 404, "Begin again", id="a cursor of another question"),
    pytest.param("/api/v1/statements/zz", 400, "id", id="no identity"),
    pytest.param("/api/v1/sources/abcd/text", 404, "no source", id="no source"),
    pytest.param("/api/v1/names", 400, "name", id="no name"),
    pytest.param("/api/v1/nothing", 404, "Not Found", id="no route"),
])  # fmt: skip
def test_what_cannot_be_asked_is_told(address, status, words, site):
    answer = site.get(address)
    assert answer.status_code == status
    assert set(answer.json()) == {"error"}
    assert words in answer.json()["error"]


def test_statement_source_and_passage_agree(site):
    row = site.get("/api/v1/statements?state=KAZ&state=TUR&limit=1").json()["items"][0]
    assert site.get(f"/api/v1/statements/{row['id'][:10]}").json() == row
    assert site.get(f"/api/v1/sources/{row['source']}").json()["sha256"] == row["source"]
    passage = site.get(f"/api/v1/sources/{row['source']}/text?start={row['start']}&end={row['end']}").json()
    assert passage["text"] == row["quote"]


def test_names_are_resolved_on_a_day(site):
    rows = site.get("/api/v1/names?name=Turkey&name=Nur-Sultan").json()["items"]
    assert [row["code"] for row in rows if row["standing"] == "meant"][:1] == ["TUR"]


def test_what_was_known_on_a_day_is_asked(site):
    assert site.get(f"{FACTS}&known_at=2001-01-01").json()["items"] == []


@pytest.mark.parametrize("address", ["/api/v1/decisions", "/api/v1/read"])
def test_writing_needs_a_token(address, site, open_site):
    body = {"id": "abcdef", "verb": "flag"} if "decisions" in address else {"text": "Words."}
    assert site.post(address, json=body).status_code == 401
    assert site.post(address, json=body, headers={"authorization": "Bearer wrong"}).status_code == 401
    assert open_site(users=()).post(address, json=body).status_code == 403


def test_a_decision_is_kept_and_followed(editor, site):
    row = next(one for one in site.get(FACTS + "&limit=1000").json()["items"] if one["kind"] == "trade")
    ids = row["statements"].split()
    for id in ids:
        answer = editor.post("/api/v1/decisions", json={"id": id, "verb": "reject", "why": "A slip."})
        assert answer.status_code == 200
        assert answer.json()["who"] == "ada"
    left = editor.get(FACTS + "&limit=1000").json()["items"]
    assert row["id"] not in [one["id"] for one in left]


def test_a_finding_is_decided_on_among_those_of_its_states(editor):
    found = editor.get("/api/v1/findings?state=KAZ&state=TUR").json()["items"][0]["id"]
    said = {"id": found, "verb": "reject", "why": "Two calendars."}
    assert editor.post("/api/v1/decisions", json={**said, "states": ["FRA", "Peru"]}).status_code == 404
    assert editor.post("/api/v1/decisions", json={**said, "states": ["Atlantis"]}).status_code in (400, 404)
    assert editor.post("/api/v1/decisions", json={**said, "states": ["TUR", "Kazakhstan"]}).status_code == 200
    left = editor.get("/api/v1/findings?state=KAZ&state=TUR").json()["items"]
    assert found not in [one["id"] for one in left]


@pytest.mark.parametrize(("body", "words"), [
    pytest.param({"id": "abcdef0123", "verb": "reject", "why": "x"}, "abcdef0123", id="nothing has that id"),
    pytest.param({"id": "zzzz", "verb": "flag"}, "id", id="no id"),
    pytest.param({"id": "abcdef", "verb": "burn"}, "verb", id="no verb"),
    pytest.param({"id": "abcdef", "verb": "flag", "more": 1}, "more", id="another key"),
])  # fmt: skip
def test_a_decision_that_can_be_none_is_refused(body, words, editor):
    answer = editor.post("/api/v1/decisions", json=body)
    assert answer.status_code in (400, 404)
    assert words in answer.json()["error"]


def test_a_text_is_read_into_the_record(editor):
    text = "Kazakhstan and Türkiye signed an agreement on trade in Ankara on 3 May 2021."
    first = editor.post("/api/v1/read", json={"text": text, "name": "../note.txt"}).json()[0]
    assert (first["address"], first["is_new"], first["trouble"]) == ("note.txt", True, None)
    assert len(first["learnt"]) == first["statements"] > 0
    again = editor.post("/api/v1/read", json={"text": text, "name": "note.txt"}).json()[0]
    assert (again["is_new"], again["learnt"]) == (False, [])
    rows = editor.get("/api/v1/statements?state=KAZ&state=TUR&limit=1000").json()["items"]
    assert {one["id"] for one in rows} >= set(first["learnt"])


@pytest.mark.parametrize("address", [
    "http://127.0.0.1/", "http://localhost:8000/x", "http://169.254.169.254/latest", "file:///etc/passwd", "gopher://x",
    "http://[::1]/", "page.html",
])  # fmt: skip
def test_private_addresses_are_not_fetched(address, editor):
    answer = editor.post("/api/v1/read", json={"address": address})
    told = answer.json()
    trouble = told["error"] if isinstance(told, dict) else told[0]["trouble"]
    assert trouble
    assert "root:" not in answer.text


def test_a_site_that_is_not_public_asks_for_a_token(open_site):
    from tests.web.conftest import TOKEN

    site = open_site(is_public=False)
    for address in ("/", "/KAZ/TUR", "/api/v1/sources", "/docs", "/api/v1/openapi.json"):
        assert site.get(address).status_code == 401
        assert site.get(address, headers={"authorization": f"Bearer {TOKEN}"}).status_code == 200
    assert site.get("/static/site.css").status_code == 200
    assert site.get("/sign-in").status_code == 200


def test_openapi_tells_every_route_and_the_page_names_them(site):
    form = site.get("/api/v1/openapi.json").json()
    page = site.get("/docs").text
    assert len(form["paths"]) >= 11
    assert all(path in page for path in form["paths"])


@pytest.mark.parametrize("day", ["0", "20130501", "2013-5-1", "2013-05-01T00:00:00", "1367366400", "2013-13-01"])
def test_a_day_is_written_in_one_way(day, site):
    answer = site.get("/api/v1/facts", params={"on": day})
    assert answer.status_code == 400
    assert "on" in answer.json()["error"]


def test_another_method_is_told_which_there_are(site):
    answer = site.request("TRACE", "/api/v1/sources")
    assert answer.status_code == 405
    assert "GET" in answer.headers["allow"]
