"""Pages from the network: an address goes in; the server's answer, kept as a WARC record, comes out as `Taken`.

Every hop is aimed anew (`guard`) and connected to by the number that was checked. One request at a time, with a pause
for each host, after asking robots.txt. What touches the world (resolver, connection, clocks) is passed in.
"""

from __future__ import annotations

import contextlib
import queue
import socket
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from http.client import HTTPException
from importlib.metadata import version
from typing import Any, Protocol
from urllib.parse import urljoin

from comity.errors import SourceError
from comity.sources import robots
from comity.sources.bounds import LARGEST_DOCUMENT
from comity.sources.guard import Resolve, Target, aim
from comity.sources.taking import Taken
from comity.sources.warc import TOLD, decode_content, write_record, write_response

MOST_REDIRECTS = 5
TIMEOUT_SECONDS = 30.0
CONNECT_SECONDS = 10.0
PAUSE_SECONDS = 1.0
# A server that is busy is asked once more, after as long as it asks for, up to this.
LONGEST_BACK_OFF = 60.0
BACK_OFF_SECONDS = 5.0
BUSY = frozenset((429, 503))
REDIRECTS = frozenset((301, 302, 303, 307, 308))
STANDING = frozenset((200, 401, 403, 404, 410, 429, 451))
CHUNK_BYTES = 1 << 16
TOO_SLOW = "it did not come whole in time"
AGENT = "Comity"


class Response(Protocol):
    """What a connection answers; urllib3's response is one."""

    status: int
    reason: str | None
    headers: Mapping[str, str]

    def stream(self, amt: int, decode_content: bool) -> Iterator[bytes]:
        """The content, piece by piece, as it comes."""

    def close(self) -> None:
        """The connection is given up."""


Connect = Callable[[Target, Mapping[str, str], float], Response]
"""Asks a target with these headers and so many seconds; raises OSError where no answer comes."""


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer that was read to its end."""

    target: Target
    status: int
    reason: str
    headers: tuple[tuple[str, str], ...]
    content: bytes

    def header(self, name: str) -> str:
        """The first header of a name; "" where there is none."""
        return next((value for key, value in self.headers if key.lower() == name), "")


@dataclass(frozen=True, slots=True)
class Known:
    """What an earlier answer said of itself, so that the server need not send the same again."""

    etag: str = ""
    modified: str = ""

    def as_headers(self) -> dict[str, str]:
        """The headers of a conditional request."""
        stated = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in stated.items() if value}


@dataclass
class Fetcher:
    """Fetches pages, politely; remembers each site's rules and when it was last asked."""

    day: str
    resolve: Resolve = field(default_factory=lambda: resolve_host)
    connect: Connect = field(default_factory=lambda: connect_pinned)
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    agent: str = ""
    _rules: dict[str, robots.Rules] = field(default_factory=dict)
    _silent: dict[str, str] = field(default_factory=dict)
    _asked: dict[str, float] = field(default_factory=dict)

    def __call__(self, url: str) -> Taken:
        """What stands at an address, kept as a record; raises SourceError where nothing was answered.

        A page that is gone, or that its site does not give to us, is a record too: that is known of it then.
        """
        taken = self.fetch(url)
        assert taken is not None  # only a conditional request is answered by nothing
        return taken

    def fetch(self, url: str, known: Known | None = None) -> Taken | None:
        """As calling it; None where the server says that what is `known` is unchanged."""
        target = self._aim(url)
        for _ in range(MOST_REDIRECTS + 1):
            if not self._rules_of(target).allows(target.path):
                return self._tell(url, target, "blocked (robots.txt of the site)")
            answered = self._ask_twice(target, known.as_headers() if known else {})
            if answered.status == 304 and known:
                return None
            if answered.status not in REDIRECTS or not answered.header("location"):
                return self._keep(url, answered)
            target = self._aim(urljoin(target.url, answered.header("location")), sent_by=url)
        raise make_error(url, f"it redirects more than {MOST_REDIRECTS} times")

    def _aim(self, url: str, *, sent_by: str = "") -> Target:
        try:
            return aim(url, self.resolve)
        except SourceError as error:
            if sent_by:
                raise SourceError(f"{sent_by}: it redirects to an address that is refused. {error}") from error
            raise
        except OSError as error:
            raise make_error(url, f"its host was not found ({error.strerror or error})") from error

    def _keep(self, url: str, answered: Answered) -> Taken:
        if answered.status not in STANDING:
            raise make_error(url, f"the server answered {answered.status} {answered.reason}".rstrip())
        status = f"HTTP/1.1 {answered.status} {answered.reason}".rstrip()
        # The pieces that it came in are joined already; archives name such a header so.
        headers = [
            (f"X-Archive-Orig-{name}" if name.lower() == "transfer-encoding" else name, value)
            for name, value in answered.headers
        ]
        data = write_response(
            answered.target.url, day=self.day, status=status, headers=headers, content=answered.content
        )
        return Taken(url, data, self.day)

    def _tell(self, url: str, target: Target, standing: str) -> Taken:
        block = f"{TOLD}{standing}\r\n".encode()
        data = write_record("metadata", target.url, day=self.day, media_type="application/warc-fields", block=block)
        return Taken(url, data, self.day)

    def _rules_of(self, target: Target) -> robots.Rules:
        """What the target's site asks of us. Where its robots.txt cannot be had, nothing is fetched (RFC 9309)."""
        if target.site in self._silent:
            raise make_error(target.url, self._silent[target.site])
        if target.site not in self._rules:
            try:
                self._rules[target.site] = self._read_rules(target)
            except SourceError as error:
                self._silent[target.site] = "its site gave no robots.txt before"
                raise SourceError(f"{target.url}: the rules of its site cannot be read. {error}") from error
        return self._rules[target.site]

    def _read_rules(self, target: Target) -> robots.Rules:
        place = self._aim(f"{target.site}/robots.txt")
        for _ in range(MOST_REDIRECTS + 1):
            answered = self._ask(place, {})
            if answered.status in REDIRECTS and answered.header("location"):
                place = self._aim(urljoin(place.url, answered.header("location")), sent_by=target.url)
                continue
            if answered.status == 200:
                content = decode_content(answered.content, answered.header("content-encoding"), place.url)
                return robots.read_rules(content[: robots.LARGEST].decode("utf-8-sig", errors="replace"), AGENT)
            if 400 <= answered.status < 500 and answered.status not in BUSY:
                return robots.ALL
            raise make_error(place.url, f"the server answered {answered.status}")
        return robots.ALL

    def _ask_twice(self, target: Target, headers: Mapping[str, str]) -> Answered:
        answered = self._ask(target, headers)
        if answered.status not in BUSY:
            return answered
        asked = answered.header("retry-after")
        seconds = float(asked) if asked.isdecimal() and len(asked) < 6 else BACK_OFF_SECONDS
        if seconds > LONGEST_BACK_OFF:
            return answered
        self.sleep(seconds)
        return self._ask(target, headers)

    def _ask(self, target: Target, headers: Mapping[str, str]) -> Answered:
        """One request, after the pause that its host is due."""
        self._wait(target)
        deadline = self.clock() + TIMEOUT_SECONDS
        stated = {
            "Host": target.authority, "User-Agent": self.agent or name_agent(), "Accept-Encoding": "gzip",
            "Accept": "text/html,application/xhtml+xml,application/pdf,text/plain,*/*;q=0.5", **headers,
        }  # fmt: skip
        try:
            response = self.connect(target, stated, TIMEOUT_SECONDS)
            with contextlib.closing(response):
                content = self._read(target, response, deadline)
        except OSError as error:
            found = f"no answer came ({describe(error)})" if self.clock() < deadline else TOO_SLOW
            raise make_error(target.url, found) from error
        finally:
            self._asked[target.host] = self.clock()
        return Answered(target, response.status, response.reason or "", tuple(response.headers.items()), content)

    def _read(self, target: Target, response: Response, deadline: float) -> bytes:
        parts, size = [], 0
        for part in response.stream(CHUNK_BYTES, decode_content=False):
            parts.append(part)
            size += len(part)
            if size > LARGEST_DOCUMENT:
                raise make_error(target.url, f"it has more than {LARGEST_DOCUMENT:,} bytes")
            if self.clock() > deadline:
                break
        if self.clock() > deadline:  # what has no stated length and is cut off looks whole
            raise make_error(target.url, TOO_SLOW)
        return b"".join(parts)

    def _wait(self, target: Target) -> None:
        last = self._asked.get(target.host)
        if last is None:
            return
        pause = max(PAUSE_SECONDS, self._rules.get(target.site, robots.ALL).delay_seconds)
        if (left := last + pause - self.clock()) > 0:
            self.sleep(left)


def resolve_host(host: str, *, look_up: Callable[..., Any] = socket.getaddrinfo) -> list[str]:
    """The numbers of a host, as the system knows them; raises OSError where it does not tell within 10 seconds.

    The system's look-up knows no limit of time, so it runs in a thread that is left behind where it takes too long.
    """
    answers: queue.SimpleQueue[list[Any] | OSError] = queue.SimpleQueue()

    def ask() -> None:
        try:
            answers.put(look_up(host, None, type=socket.SOCK_STREAM))
        except OSError as error:
            answers.put(error)

    threading.Thread(target=ask, daemon=True).start()
    try:
        found = answers.get(timeout=CONNECT_SECONDS)
    except queue.Empty:
        raise TimeoutError(f"no answer within {CONNECT_SECONDS:.0f} seconds") from None
    if isinstance(found, OSError):
        raise found
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def connect_pinned(target: Target, headers: Mapping[str, str], seconds: float) -> Response:
    """The answer of the number that was checked; its certificate must be the name's. No proxy, no second look-up.

    The connection is broken after so many seconds: a server may send a byte at a time, in its headers too.
    """
    from urllib3.connection import HTTPConnection, HTTPSConnection

    place: Any = (target.number, target.port)
    connection: Any
    if target.scheme == "https":
        named: Any = {"server_hostname": target.host, "assert_hostname": target.host}
        connection = HTTPSConnection(*place, timeout=CONNECT_SECONDS, **named)
    else:
        connection = HTTPConnection(*place, timeout=CONNECT_SECONDS)
    with as_system_errors():
        connection.connect()
        connection.sock.settimeout(seconds)
        timer = threading.Timer(seconds, cut_off, (connection.sock,))
        timer.daemon = True
        timer.start()
        try:
            connection.request("GET", target.path, headers=dict(headers), preload_content=False, decode_content=False)
            return Read(connection.getresponse(), connection, timer)
        except BaseException:
            timer.cancel()
            connection.close()
            raise


def cut_off(connection: socket.socket) -> None:
    """Nothing; whoever waits for more of a connection waits no longer."""
    with contextlib.suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)


@contextlib.contextmanager
def as_system_errors() -> Iterator[None]:
    """Errors of the protocol are raised as the system's."""
    from urllib3.exceptions import HTTPError

    try:
        yield
    except (HTTPError, HTTPException) as error:
        raise OSError(str(error)) from error


class Read:
    """A response whose errors are the system's, with the timer that ends its connection."""

    def __init__(self, response: Any, connection: Any, timer: threading.Timer) -> None:
        self._response = response
        self._connection = connection
        self._timer = timer
        self.status: int = response.status
        self.reason: str | None = response.reason
        self.headers: Mapping[str, str] = response.headers

    def stream(self, amt: int, decode_content: bool) -> Iterator[bytes]:
        """The content, piece by piece."""
        with as_system_errors():
            yield from self._response.stream(amt, decode_content=decode_content)

    def close(self) -> None:
        """The connection is given up."""
        self._timer.cancel()
        self._response.close()
        self._connection.close()


def name_agent() -> str:
    """How Comity names itself to servers."""
    return f"{AGENT}/{version('comity')} (reads what is published on relations between states)"


def describe(error: OSError) -> str:
    """What the system says of an error."""
    return error.strerror or str(error) or type(error).__name__


def make_error(url: str, found: str) -> SourceError:
    """The error for an address from which nothing was had."""
    return SourceError(
        f"{url}: this page was not fetched: {found}. A page must come within {TIMEOUT_SECONDS:.0f} seconds, "
        f"{MOST_REDIRECTS} redirects and {LARGEST_DOCUMENT >> 20} MiB. Try again later, or save it and name the file."
    )
