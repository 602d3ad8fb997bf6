"""Hosts, origins, headers and limits."""

import pytest

from comity.web import Limits
from comity.web.protection import HEADERS

ADDRESSES = ["/", "/KAZ/TUR", "/static/site.css", "/static/none.css", "/nowhere/at/all", "/sources"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_answer_has_the_policy(address, site):
    answer = site.get(address)
    for name, value in HEADERS:
        assert answer.headers[name] == value
    assert "cache-control" in answer.headers
    assert "unsafe" not in answer.headers["content-security-policy"]


@pytest.mark.parametrize("headers", [
    pytest.param({"host": "evil.example"}, id="foreign host"),
    pytest.param({"host": "testserver.evil.example"}, id="longer host"),
    pytest.param({"host": "testserver:81"}, id="other port"),
    pytest.param({"host": ""}, id="no host"),
    pytest.param({"origin": "https://evil.example"}, id="foreign origin"),
    pytest.param({"origin": "null"}, id="hidden origin"),
])  # fmt: skip
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_foreign_hosts_and_origins_are_refused(method, headers, site):
    answer = site.request(method, "/KAZ/TUR", headers=headers)
    assert answer.status_code in (403, 421)
    assert answer.headers["content-security-policy"]
    assert "KAZ" not in answer.text


def test_own_origin_is_taken(site):
    assert site.get("/", headers={"origin": "http://testserver"}).status_code == 200


def test_too_many_requests_are_refused(open_site):
    site = open_site(limits=Limits(requests=3))
    statuses = [site.get("/sign-in").status_code for _ in range(5)]
    assert statuses == [200, 200, 200, 429, 429]
    refused = site.get("/")
    assert "retry-after" in refused.headers
    assert "Wait a minute" in refused.text
    assert site.get("/static/site.css").status_code == 200


def test_too_long_an_address_is_refused(site):
    assert site.get("/search?q=" + "a" * 5000).status_code == 414


def test_too_large_a_form_is_refused(site):
    answer = site.post("/sign-in", data={"token": "a" * 300_000})
    assert answer.status_code == 413
    assert "bytes" in answer.text


def test_too_large_a_stream_is_refused(site):
    def parts():
        for _ in range(40):
            yield b"a" * 10_000

    answer = site.post("/sign-in", content=parts(), headers={"content-type": "application/x-www-form-urlencoded"})
    assert answer.status_code == 413


def test_what_takes_too_long_is_told_and_finished(open_site):
    site = open_site(limits=Limits(seconds=0.001))
    first = site.get("/KAZ/TUR")
    assert first.status_code == 503
    assert "ask again" in first.text
    for _ in range(200):
        answer = site.get("/KAZ/TUR")
        if answer.status_code == 200:
            break
    assert answer.status_code == 200


def test_an_answer_that_is_known_is_not_sent_again(site):
    first = site.get("/KAZ/TUR")
    again = site.get("/KAZ/TUR", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert site.get("/KAZ/TUR", headers={"if-none-match": '"other"'}).content == first.content


def test_head_is_answered_without_a_body(site):
    answer = site.head("/KAZ/TUR")
    assert (answer.status_code, answer.content) == (200, b"")
    assert int(answer.headers["content-length"]) == len(site.get("/KAZ/TUR").content)
