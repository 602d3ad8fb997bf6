"""Texts that want to come alive, in every field that takes a text: nothing of them is live in any page."""

import html
import re
from urllib.parse import quote, urlencode
from xml.etree import ElementTree

import pytest
from starlette.testclient import TestClient
from tests.web.conftest import TODAY
from tests.web.hostile import find_live, make_strings

import comity
from comity.names import load_states
from comity.sources import Taken
from comity.web import Limits, Settings, User, make_app
from comity.web.settings import hash_token

pytestmark = pytest.mark.slow
STRINGS = make_strings()
CODES = [code for code, state in load_states().items() if state.status == "un"]
PAIRS = [(CODES[number % 150], CODES[number % 150 + 1]) for number in range(len(STRINGS))]
# Each takes a text in its address.
ADDRESSES = (
    "/search?q={}", "/?first={}", "/?on={}", "/find?first={}", "/find?first=KAZ&second={}",
    "/find?first=KAZ&second=TUR&on={}",
    "/{}", "/{}/TUR", "/KAZ/{}", "/KAZ/TUR/{}", "/KAZ?sort={}", "/KAZ?known_at={}", "/KAZ/TUR?on={}",
    "/KAZ/TUR/brief?known_at={}", "/KAZ/TUR/changes?since={}", "/world?kind={}", "/world?on={}", "/review?state={}",
    "/source/{}", "/statement/{}", "/finding/{}", "/sign-in?back={}", "/flag?claim={}&id={}&back={}", "/static/{}",
    "/read?{}", "/sources?{}",
)  # fmt: skip
API_ADDRESSES = (
    "/api/v1/facts?state={}", "/api/v1/facts?kind={}", "/api/v1/facts?on={}", "/api/v1/facts?cursor={}",
    "/api/v1/facts?limit={}",
    "/api/v1/facts?format={}", "/api/v1/facts?standing={}", "/api/v1/statements?q={}", "/api/v1/statements?source={}",
    "/api/v1/statements/{}", "/api/v1/findings?code={}", "/api/v1/findings?severity={}", "/api/v1/sources/{}",
    "/api/v1/sources/{}/text?start={}", "/api/v1/names?name={}", "/api/v1/{}",
)  # fmt: skip


def name_of(number):
    """A user's name: what a TOML file can hold."""
    return STRINGS[number].replace("\x00", "")


def write_page(number):
    """A page with the text in its title, head and sentences."""
    one, two = (load_states()[code].name for code in PAIRS[number])
    text = html.escape(STRINGS[number])
    return (
        f'<html lang=en><head><title>{one}–{two} relations {text}</title><meta name=author content="{text}">'
        f'<meta property=og:site_name content="{text}"></head><body><h1>{one}–{two} relations {text}</h1>'
        f"<p>The president of {one} visited {two} on 3 May 2019 {text}.</p>"
        f"<p>{one} and {two} signed the {text} agreement in 2001.</p></body></html>"
    )


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A site into which every text has come by every way: file, address, pasted text, decisions, users."""
    record = tmp_path_factory.mktemp("hostile") / "comity.db"
    comity.open(record).close()

    def make_fetch(today):
        def fetch(address):
            number = int(address.partition("?")[0].rpartition("/")[2])
            return Taken(address, write_page(number).encode(), today.isoformat())

        return fetch

    users = tuple(User(name_of(number), "editor", hash_token(str(number))) for number in range(len(STRINGS)))
    settings = Settings(
        record=str(record), users=users, hosts=("testserver",), today=lambda: TODAY, fetch=make_fetch,
        limits=Limits(requests=10**6, writes=10**6),
    )  # fmt: skip
    with TestClient(make_app(settings), headers={"origin": "http://testserver"}) as client:
        yield client


def check(answer):
    """That nothing in a page is live, and that the policy is with it."""
    assert "script-src 'self'" in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    if answer.headers.get("content-type", "").startswith("text/html"):
        assert find_live(answer.text) == [], str(answer.url)[:200]
    location = answer.headers.get("location", "/")
    assert location.startswith(("/", "http://testserver/"))
    assert not location.startswith(("//", "/\\"))


def test_there_are_texts_enough():
    assert len(STRINGS) >= 500


def test_every_text_read_into_the_record_is_dead_on_every_page(site):
    for number, text in enumerate(STRINGS):
        bearer = {"authorization": f"Bearer {number}"}
        name = re.sub(r"[\r\n\"\x00]", "", text)[:200] or "x"
        page = write_page(number)
        files = {"file": (f"{name}.html", page.encode(errors="replace"))}
        fields = {"text": f"{text}\n\n{html.unescape(page.partition('<p>')[2])}", "name": text[:100]}
        answer = site.post("/read", files=files, data=fields, headers=bearer)
        assert answer.status_code == 200, (text, answer.text[-300:])
        check(answer)
        address = f"https://www.example.org/{number}?{quote(text)[:900]}"
        check(site.post("/read", data={"address": address}, headers=bearer))
        first, second = PAIRS[number]
        one = site.get(f"/api/v1/statements?state={first}&state={second}&limit=1").json()["items"][0]["id"]
        for verb in ("accept", "reject", "flag"):
            said = {"id": one, "verb": verb, "why": text, "back": text}
            check(site.post("/decide", data=said, headers=bearer, follow_redirects=False))
        for field in ("roles.sender", "when", text):
            said = {"id": one, "verb": "correct", "field": field, "value": text, "why": text}
            check(site.post("/decide", data=said, headers=bearer, follow_redirects=False))
    for first, second in dict.fromkeys(PAIRS):
        for end in ("", "/brief", "/timeline", "/check", "/changes?since=2000-01-01"):
            check(site.get(f"/{first}/{second}{end}"))
        check(site.get(f"/review?state={first}&state={second}", headers={"authorization": "Bearer 1"}))
        ElementTree.fromstring(site.get(f"/{first}/{second}/changes.atom").content)
    for row in site.get("/api/v1/sources?limit=10000").json()["items"]:
        check(site.get(f"/source/{row['sha256']}"))
        check(site.get(f"/source/{row['sha256']}?at=0-5"))
    for address in ("/", "/sources", "/changes", "/review", "/world?kind=visit&on=2019-12-31", "/search?q=visited"):
        check(site.get(address))
    ElementTree.fromstring(site.get("/changes.atom").content)


def test_every_text_is_dead_in_every_address(site):
    for text in STRINGS:
        words = quote(text, safe="", errors="replace")
        for address in ADDRESSES:
            check(site.get(address.replace("{}", words), follow_redirects=False))


def test_every_text_as_a_user_is_dead(site):
    for number in range(len(STRINGS)):
        answer = site.get("/sign-in", headers={"authorization": f"Bearer {number}"})
        check(answer)
        assert "Sign out" in answer.text
    for text in STRINGS[::5]:
        check(site.post("/sign-in", data={"token": text, "back": text}, follow_redirects=False))


def test_every_text_is_plain_data_to_programs(site):
    for text in STRINGS:
        words = quote(text, safe="", errors="replace")
        answers = [site.get(address.replace("{}", words)) for address in API_ADDRESSES]
        bearer, correction = {"authorization": "Bearer 1"}, {"id": "0" * 32, "verb": "correct"}
        answers += [
            site.post("/api/v1/decisions", json={"id": text, "verb": text, "why": text}, headers=bearer),
            site.post("/api/v1/decisions", json=correction | {"why": text, "to": {text: text}}, headers=bearer),
            site.post("/api/v1/read", json={"text": text, "name": text[:200] or "x"}, headers=bearer),
            site.post("/api/v1/read", json={"address": text}, headers=bearer),
            site.post("/api/v1/read", content=urlencode({text: text}), headers=bearer),
        ]
        for answer in answers:
            assert answer.headers["content-type"].startswith("application/json")
            assert answer.headers["x-content-type-options"] == "nosniff"
            assert answer.status_code < 500
            answer.json()
