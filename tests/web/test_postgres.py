"""The site over a record in PostgreSQL: where COMITY_TEST_POSTGRES names a database."""

import os

import pytest
from starlette.testclient import TestClient
from tests.record.conftest import make_schemas
from tests.web.conftest import TODAY, TOKEN

import comity
from comity.demo import sample_pages
from comity.web import Settings, User, make_app
from comity.web.settings import hash_token

ADDRESS = os.environ.get("COMITY_TEST_POSTGRES")
pytestmark = pytest.mark.skipif(not ADDRESS, reason="set COMITY_TEST_POSTGRES to a database's address")
PAGES = ["/", "/KAZ/TUR", "/KAZ/TUR/brief", "/KAZ/TUR/timeline", "/KAZ/TUR/check", "/KAZ/TUR/changes", "/KAZ",
         "/sources", "/search?q=embassy", "/world?kind=mission&on=2014-01-01", "/changes", "/review",
         "/KAZ/TUR/changes.atom"]  # fmt: skip


@pytest.fixture(scope="module")
def site():
    """A client that may write, of a site over the sample pages."""
    schemas = make_schemas(ADDRESS)
    address = next(schemas)()
    with comity.open(address) as opened:
        for page in sample_pages():
            opened.read(page)
    settings = Settings(
        record=address, users=(User("ada", "editor", hash_token(TOKEN)),), hosts=("testserver",), today=lambda: TODAY
    )
    with TestClient(make_app(settings), headers={"authorization": f"Bearer {TOKEN}"}) as client:
        yield client
    next(schemas, None)


@pytest.mark.parametrize("address", PAGES)
def test_page_is_shown(address, site):
    answer = site.get(address)
    assert answer.status_code == 200
    assert len(answer.text) > 500


def test_what_is_read_and_decided_is_in_the_next_answer(site):
    facts = "/api/v1/facts?state=KAZ&state=TUR&limit=1000"
    before = site.get(facts).json()["items"]
    text = "Turkey's foreign minister visited Astana on 3 May 2021."
    told = site.post("/api/v1/read", json={"text": text, "name": "news.txt"}).json()[0]
    after = site.get(facts).json()["items"]
    assert len(after) == len(before) + 1
    site.post("/api/v1/decisions", json={"id": told["learnt"][0], "verb": "reject", "why": "It was postponed."})
    assert site.get(facts).json()["items"] == before
