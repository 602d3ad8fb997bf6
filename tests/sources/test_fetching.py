"""Fetching, with a resolver and connections of our own: no packet leaves this machine."""

from __future__ import annotations

import contextlib
import gzip
import http.server
import socket
import threading
import time
from dataclasses import dataclass, field, replace
from types import SimpleNamespace

import pytest

from comity.errors import SourceError
from comity.sources import fetching, make_document, take_each
from comity.sources.fetching import Fetcher, Known, connect_pinned, resolve_host

PUBLIC = {"www.mfa.gov.tr": ["93.184.215.14"], "mfa.gov.kz": ["93.184.215.15"], "evil.un.org": ["93.184.215.16"]}
URL = "https://www.mfa.gov.tr/relations"
PAGE = b"<html><h1>Relations</h1><p>Turkey has an embassy in Astana."
ROBOTS = "https://www.mfa.gov.tr/robots.txt"


@dataclass
class Reply:
    status: int = 200
    content: bytes = PAGE
    headers: dict[str, str] = field(default_factory=lambda: {"Content-Type": "text/html; charset=utf-8"})
    reason: str = "X"
    piece_seconds: float = 0

    def stream(self, amt, decode_content):
        assert not decode_content
        for start in range(0, len(self.content), amt):
            World.now += self.piece_seconds
            yield self.content[start : start + amt]

    def close(self):
        pass


class World:
    """What answers: pages by address; it notes each request and how long was slept."""

    now = 0.0

    def __init__(self, pages, hosts=PUBLIC):
        World.now = 0.0
        self.pages = {ROBOTS: Reply(404)} | pages
        self.hosts = dict(hosts)
        self.asked: list[tuple[str, str, dict[str, str]]] = []
        self.slept: list[float] = []
        self.looked_up: list[str] = []

    def resolve(self, host):
        self.looked_up.append(host)
        if host not in self.hosts:
            raise OSError(-2, "Name or service not known")
        return self.hosts[host]

    def connect(self, target, headers, seconds):
        self.asked.append((target.url, target.number, dict(headers)))
        reply = self.pages.get(target.url, Reply(404))
        if isinstance(reply, list):
            reply = reply.pop(0)
        if isinstance(reply, OSError):
            raise reply
        return reply

    def sleep(self, seconds):
        self.slept.append(seconds)
        World.now += seconds

    def fetcher(self):
        return Fetcher("2026-11-22", self.resolve, self.connect, lambda: World.now, self.sleep)


def redirect(to: str, status: int = 302) -> Reply:
    return Reply(status, b"", {"Location": to})


def test_page_is_kept_as_a_record_and_read():
    world = World({URL: Reply()})
    taken = world.fetcher()(URL)
    document = make_document(taken)
    assert (document.source.address, document.source.retrieved) == (URL, "2026-11-22")
    assert document.text == "Relations\n\nTurkey has an embassy in Astana."
    assert document.source.author_state == "TUR"
    assert world.asked[-1][1] == "93.184.215.14"
    assert world.asked[-1][2]["Host"] == "www.mfa.gov.tr"
    assert world.asked[-1][2]["User-Agent"].startswith("Comity/")
    assert world.fetcher()(URL).data == taken.data


@pytest.mark.parametrize(
    "reply",
    [
        pytest.param(Reply(200, gzip.compress(PAGE), {"Content-Encoding": "gzip"}), id="gzip"),
        pytest.param(Reply(200, PAGE, {"Transfer-Encoding": "chunked"}), id="chunks-joined-already"),
        pytest.param(Reply(200, PAGE.replace(b"Astana", b"Almat\xfd"), {"Content-Type": "text/html; charset=cp1254"}),
                     id="encoding-of-the-header"),
    ],
)  # fmt: skip
def test_content_is_undone(reply):
    text = make_document(World({URL: reply}).fetcher()(URL)).text
    assert text.replace("Almatı", "Astana").endswith("Turkey has an embassy in Astana.")


@pytest.mark.parametrize(
    ("reply", "standing"),
    [
        pytest.param(Reply(404), "gone (404, not found)", id="not-found"),
        pytest.param(Reply(410), "gone (410, gone)", id="gone"),
        pytest.param(Reply(403), "blocked (403, forbidden)", id="forbidden"),
        pytest.param(Reply(451), "blocked (451, barred for legal reasons)", id="barred"),
        pytest.param([Reply(429), Reply(429)], "blocked (429, too many requests)", id="too-many"),
    ],
)
def test_gone_and_blocked_are_known_of_the_source(reply, standing):
    document = make_document(World({URL: reply}).fetcher()(URL))
    assert (document.text, document.blocks, dict(document.signals)["standing"]) == ("", (), standing)


def test_robots_are_asked_once_and_obeyed():
    rules = Reply(200, b"User-agent: *\nDisallow: /relations\nCrawl-delay: 7")
    world = World({ROBOTS: rules, "https://www.mfa.gov.tr/other": Reply()})
    fetch = world.fetcher()
    document = make_document(fetch(URL))
    assert dict(document.signals)["standing"] == "blocked (robots.txt of the site)"
    assert document.source.address == URL
    fetch("https://www.mfa.gov.tr/other")
    assert [url for url, _, _ in world.asked] == [ROBOTS, "https://www.mfa.gov.tr/other"]
    assert world.slept == [7]


@pytest.mark.parametrize("reply", [Reply(503), OSError("timed out")], ids=["503", "silent"])
def test_site_without_readable_rules_is_not_asked(reply):
    world = World({ROBOTS: reply, URL: Reply()})
    fetch = world.fetcher()
    for _ in range(2):
        with pytest.raises(SourceError, match="robots.txt"):
            fetch(URL)
    assert {url for url, _, _ in world.asked} == {ROBOTS}


def test_hosts_are_asked_one_at_a_time_with_a_pause():
    other = "https://mfa.gov.kz/x"
    world = World({URL: Reply(), other: Reply(), "https://mfa.gov.kz/robots.txt": Reply(404)})
    fetch = world.fetcher()
    for url in (URL, other, URL):
        fetch(url)
    assert world.slept == [1.0, 1.0]  # behind each robots.txt; the third page comes a second later anyway


def test_busy_server_is_asked_once_more_after_as_long_as_it_asks_for():
    busy = Reply(429, b"", {"Retry-After": "20"})
    world = World({URL: [busy, Reply()]})
    assert make_document(world.fetcher()(URL)).text
    assert 20 in world.slept


def test_unchanged_page_is_not_sent_again():
    world = World({URL: Reply(304, b"", {})})
    assert world.fetcher().fetch(URL, Known('"x"', "Tue, 04 Feb 2014 10:00:00 GMT")) is None
    assert world.asked[-1][2]["If-None-Match"] == '"x"'


def test_redirects_are_followed_and_aimed_anew():
    world = World({URL: redirect("http://mfa.gov.kz/a"), "http://mfa.gov.kz/a": redirect("/b", 301),
                   "http://mfa.gov.kz/b": Reply()})  # fmt: skip
    document = make_document(world.fetcher()(URL))
    assert document.source.address == "http://mfa.gov.kz/b"
    assert [number for url, number, _ in world.asked if "robots" not in url] == [
        "93.184.215.14", "93.184.215.15", "93.184.215.15",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "to",
    [
        "http://127.0.0.1/", "http://169.254.169.254/latest/meta-data", "//localhost/x", "file:///etc/passwd",
        "http://[::ffff:10.0.0.1]/", "https://evil.un.org:22/", "http://inside.un.org/", "https://user:x@un.org/",
    ],
)  # fmt: skip
def test_redirect_to_a_closed_place_is_refused_before_it_is_asked(to):
    world = World({URL: redirect(to)}, {**PUBLIC, "inside.un.org": ["10.1.2.3"]})
    with pytest.raises(SourceError, match="redirects to an address that is refused"):
        world.fetcher()(URL)
    assert [url for url, _, _ in world.asked] == [ROBOTS, URL]


def test_robots_may_not_lead_inside_either():
    world = World({ROBOTS: redirect("http://127.0.0.1/robots.txt"), URL: Reply()})
    with pytest.raises(SourceError, match="127.0.0.1"):
        world.fetcher()(URL)
    assert [url for url, _, _ in world.asked] == [ROBOTS]


def test_name_that_changes_between_look_up_and_connection_gains_nothing():
    world = World({URL: Reply()})
    answers = iter([["93.184.215.14"], ["127.0.0.1"], ["93.184.215.14"], ["127.0.0.1"]])
    world.resolve = lambda host: next(answers)
    with pytest.raises(SourceError, match=r"127\.0\.0\.1"):
        world.fetcher()(URL)
    assert {number for _, number, _ in world.asked} <= {"93.184.215.14"}


@pytest.mark.parametrize(
    ("pages", "message"),
    [
        pytest.param({URL: redirect(URL)}, "redirects more than 5 times", id="circle"),
        pytest.param({URL: Reply(200, bytes(65 * 1024 * 1024))}, "more than 33,554,432 bytes", id="too-large"),
        pytest.param({URL: Reply(200, bytes(1 << 22), piece_seconds=1)}, "did not come whole", id="drop-by-drop"),
        pytest.param({URL: Reply(500)}, "the server answered 500", id="error"),
        pytest.param({URL: OSError("refused")}, r"no answer came \(refused\)", id="no-answer"),
    ],
)
def test_what_is_not_had_says_so(pages, message):
    (untaken,) = take_each(URL, fetch=World(pages).fetcher())
    assert message.replace("\\", "") in untaken.reason
    assert "within 30 seconds, 5 redirects and 32 MiB. Try again later" in untaken.reason


def test_unknown_host_says_so():
    (untaken,) = take_each("https://nowhere.un.org/", fetch=World({}).fetcher())
    assert "its host was not found (Name or service not known)" in untaken.reason


class Handler(http.server.BaseHTTPRequestHandler):
    """A server on this machine: a page in pieces, a page without end, a page that never comes."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.send_response(404 if self.path == "/robots.txt" else 200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        said = b"" if self.path == "/robots.txt" else PAGE + f"<p>{self.headers['Host']}".encode()
        for part in (said[:7], said[7:], b""):
            if part or said == b"" or part == b"":
                self.wfile.write(b"%x\r\n%s\r\n" % (len(part), part))
            if not part:
                return

    def log_message(self, *_parts):
        pass


@pytest.fixture
def server():
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as made:
        thread = threading.Thread(target=made.serve_forever, daemon=True)
        thread.start()
        yield made
        made.shutdown()
        thread.join()


def lead_to(server, scheme="http"):
    """Connections of the real kind that end at a server of ours, wherever they were aimed."""
    return lambda target, headers, seconds: connect_pinned(
        replace(target, scheme=scheme, number="127.0.0.1", port=server.server_port), headers, seconds
    )


def test_real_connection_goes_to_the_number_with_the_name_in_its_header(server, monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9/")
    fetch = Fetcher("2026-11-22", lambda host: ["93.184.215.14"], lead_to(server), sleep=lambda seconds: None)
    document = make_document(fetch("http://www.mfa.gov.tr/x"))
    assert document.text.endswith("Turkey has an embassy in Astana.\n\nwww.mfa.gov.tr")


def drip(connection, data):
    for byte in data:
        connection.sendall(bytes([byte]))
        time.sleep(0.02)


OK = b"HTTP/1.1 200 OK\r\n"
SLOW = {
    "status": lambda connection: drip(connection, b"H" * 1_000),
    "header": lambda connection: (connection.sendall(OK), drip(connection, b"X-A: " + b"a" * 1_000)),
    "content": lambda connection: (connection.sendall(OK + b"\r\n"), drip(connection, PAGE * 100)),
    "pieces": lambda connection: (
        connection.sendall(OK + b"Transfer-Encoding: chunked\r\n\r\n"), drip(connection, b"1\r\na\r\n" * 1_000)
    ),
    "nothing": lambda connection: time.sleep(2),
}  # fmt: skip


@pytest.mark.parametrize("answer", [pytest.param(answer, id=name) for name, answer in SLOW.items()])
def test_server_that_drips_is_given_up(monkeypatch, answer):
    monkeypatch.setattr(fetching, "TIMEOUT_SECONDS", 0.3)

    def serve():
        for reply in (lambda connection: connection.sendall(b"HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n"), answer):
            connection, _ = listening.accept()
            with connection, contextlib.suppress(OSError):
                connection.recv(65_536)
                reply(connection)

    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        lead = lead_to(SimpleNamespace(server_port=listening.getsockname()[1]))
        fetch = Fetcher("2026-11-22", lambda host: ["93.184.215.14"], lead, sleep=lambda seconds: None)
        with pytest.raises(SourceError, match="did not come whole in time"):
            fetch("http://www.mfa.gov.tr/x")
        thread.join(5)
    assert not thread.is_alive()


def test_server_without_a_certificate_is_refused(server):
    fetch = Fetcher("2026-11-22", lambda host: ["93.184.215.14"], lead_to(server, "https"), sleep=lambda seconds: None)
    with pytest.raises(SourceError, match="no answer came .*SSL"):
        fetch(URL)


def test_a_look_up_that_gives_no_answer_is_given_up(monkeypatch):
    monkeypatch.setattr(fetching, "CONNECT_SECONDS", 0.05)
    released = threading.Event()
    with pytest.raises(TimeoutError, match="no answer within"):
        resolve_host("www.mfa.gov.tr", look_up=lambda *_, **__: released.wait(10))
    released.set()


def test_a_look_up_gives_each_number_once_and_its_errors():
    def look_up(host, port, type):
        if host != "www.mfa.gov.tr":
            raise OSError(-2, "Name or service not known")
        return [(None, None, None, "", ("93.184.215.14", 0)), (None, None, None, "", ("93.184.215.14", 0))]

    assert resolve_host("www.mfa.gov.tr", look_up=look_up) == ["93.184.215.14"]
    with pytest.raises(OSError, match="not known"):
        resolve_host("nowhere.mfa.gov.tr", look_up=look_up)
