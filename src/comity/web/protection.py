"""What every request passes first: its host and origin, how much and how often it asks; what every answer carries.

A page of elsewhere must not reach a site on this machine: by a name that leads here (Host), or by a browser that
sends its own words (Origin). Both are refused before anything else is looked at.
"""

from __future__ import annotations

import json
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from html import escape
from urllib.parse import urlsplit

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from comity.web.settings import Limits

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
HEADERS: tuple[tuple[str, str], ...] = (
    ("content-security-policy", POLICY),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=(), interest-cohort=()"),
)
RAW_HEADERS = [(name.encode(), value.encode()) for name, value in HEADERS]
TITLES = {
    400: "That cannot be asked", 401: "Sign in", 403: "Not allowed", 404: "Not found", 405: "Not allowed",
    413: "Too large", 414: "Too long an address", 421: "Another site", 429: "Too many requests", 503: "Not yet ready",
}  # fmt: skip
# What is refused is told without the templates, which cost more than a refusal may.
PAGE = (
    '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>{title} – Comity</title>'
    '<meta name="viewport" content="width=device-width, initial-scale=1">'
    '<meta name="color-scheme" content="light dark">'
    '<link rel="icon" href="/static/icon.svg" type="image/svg+xml"><link rel="stylesheet" href="/static/page.css">'
    '<link rel="stylesheet" href="/static/site.css"></head>'
    '<body class="site"><main class="sheet narrow"><h1>{title}</h1>'
    '<p class="trouble">{reason}</p><p><a href="/">To the first page</a></p></main></body></html>\n'
)
SAFE_METHODS = ("GET", "HEAD", "OPTIONS")
LONGEST_ADDRESS = 4_000
MOST_CLIENTS = 10_000
MINUTE = 60.0


class TooLarge(Exception):  # noqa: N818 - told as an answer
    """The body is larger than is taken."""


class Protection:
    """An application behind the checks; `clock` counts seconds."""

    def __init__(
        self, app: ASGIApp, hosts: Iterable[str], limits: Limits, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.app = app
        self.hosts = frozenset(host.casefold() for host in hosts)
        self.limits = limits
        self.asked = Meter(limits.requests, clock)
        self.written = Meter(limits.writes, clock)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request, or refuses it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        guarded = guard_answer(send)
        refusal = self.find_refusal(scope)
        if refusal is not None:
            await refuse(scope, guarded, *refusal)
            return
        most = self.limits.body_bytes if may_be_large(scope) else self.limits.form_bytes
        try:
            await self.app(scope, count_body(receive, most), guarded)
        except TooLarge:
            await refuse(scope, guarded, 413, f"The body is larger than {most:,} bytes, the most that is taken here.")

    def find_refusal(self, scope: Scope) -> tuple[int, str] | None:
        """The status and reason for which a request is refused; None where it is not."""
        headers = read_headers(scope)
        host, origin = headers.get(b"host", b"").decode("latin-1").casefold(), headers.get(b"origin")
        if host not in self.hosts:
            return 421, "This site does not answer to that host. Open it by the address that it was started with."
        if origin is not None and find_host(origin.decode("latin-1")) != host:
            return 403, "This request comes from a page of another site."
        is_writing = scope["method"] not in SAFE_METHODS
        if is_writing and headers.get(b"sec-fetch-site", b"none") not in (b"same-origin", b"none"):
            return 403, "This request comes from a page of another site."
        if len(scope["path"]) + len(scope.get("query_string", b"")) > LONGEST_ADDRESS:
            return 414, f"The address is longer than {LONGEST_ADDRESS:,} characters."
        length = headers.get(b"content-length", b"0")
        most = self.limits.body_bytes if may_be_large(scope) else self.limits.form_bytes
        if not length.isdigit() or int(length) > most:
            return 413, f"The body is larger than {most:,} bytes, the most that is taken here."
        client = (scope.get("client") or ("", 0))[0]
        if is_asset(scope):  # so that what is refused below can be read as it was meant
            return None
        if not self.asked.allows(client) or (is_writing and not self.written.allows(client)):
            return 429, "Too many requests came from this address. Wait a minute and ask again."
        return None


def read_headers(scope: Scope) -> dict[bytes, bytes]:
    """The headers of a request by their names; of several with one name, the first."""
    return dict(reversed(scope["headers"]))


def find_host(origin: str) -> str:
    """The host and port of an origin; empty for what is none.

    >>> find_host("https://relations.example.org:8000"), find_host("null"), find_host("http://[")
    ('relations.example.org:8000', '', '')
    """
    try:
        return urlsplit(origin).netloc.casefold()
    except ValueError:
        return ""


class Meter:
    """Counts what each client asked in the running minute; at most `most`."""

    def __init__(self, most: int, clock: Callable[[], float]) -> None:
        self.most = most
        self.clock = clock
        self.counts: OrderedDict[str, tuple[float, int]] = OrderedDict()

    def allows(self, client: str) -> bool:
        """Whether one more is within the limit; counts it."""
        now = self.clock()
        began, count = self.counts.get(client, (now, 0))
        if now - began >= MINUTE:
            began, count = now, 0
        self.counts[client] = began, count + 1
        self.counts.move_to_end(client)
        if len(self.counts) > MOST_CLIENTS:
            self.counts.popitem(last=False)
        return count < self.most


def is_asset(scope: Scope) -> bool:
    """Whether a request is for one of the few files that every page has."""
    return str(scope["path"]).startswith("/static/") and scope["method"] in SAFE_METHODS


def may_be_large(scope: Scope) -> bool:
    """Whether a request may carry documents."""
    return str(scope["path"]).rstrip("/").endswith("/read")


def count_body(receive: Receive, most: int) -> Receive:
    """The same messages; raises TooLarge once their bodies have more bytes in all."""
    seen = 0

    async def counted() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > most:
            raise TooLarge
        return message

    return counted


def guard_answer(send: Send) -> Send:
    """The same answer, with the headers that every one has."""

    async def guarded(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = [*message.get("headers", ()), *RAW_HEADERS]
            if all(name != b"cache-control" for name, _ in headers):
                headers.append((b"cache-control", b"no-cache"))
            message["headers"] = headers
        await send(message)

    return guarded


def wants_json(scope: Scope) -> bool:
    """Whether a program asks: then troubles are told in JSON."""
    return str(scope["path"]).startswith(("/api/", "/mcp"))


async def refuse(scope: Scope, send: Send, status: int, reason: str) -> None:
    """An answer that says why there is none."""
    if wants_json(scope):
        body, kind = json.dumps({"error": reason}).encode(), b"application/json"
    else:
        body = PAGE.format(title=TITLES.get(status, "That did not work"), reason=escape(reason)).encode()
        kind = b"text/html; charset=utf-8"
    headers = [(b"content-type", kind), (b"content-length", str(len(body)).encode())]
    if status in (429, 503):
        headers.append((b"retry-after", b"60" if status == 429 else b"5"))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})
