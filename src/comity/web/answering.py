"""Answers worked out once: kept while what they rest on is as it was, given with an ETag, waited for so long.

An answer that is kept is found before anything of the site's own is asked: by what is asked, by whom and on which day.
Work that takes too long is not thrown away: it goes on, and who asks again gets what it came to.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from comity.web.ledger import Rests
from comity.web.library import Library
from comity.web.protection import TooLarge, read_headers, refuse

KeyOf = Callable[[Scope], Hashable]
"""Under which an answer is kept: what is asked, by whom, on which day."""

# What an answer takes in memory beside its body, about.
HEAD_BYTES = 2_000
ANSWER = "comity.answer"


@dataclass(slots=True)
class Answer:
    """A whole answer, what of the record it rests on, and the version of the record before it was worked out."""

    version: int
    rests: Rests = None
    status: int = 500
    headers: list[tuple[bytes, bytes]] = field(default_factory=list)
    body: bytes = b""
    etag: bytes = b""

    def seal(self) -> None:
        """Give it an ETag, by its bytes."""
        self.etag = f'"{hashlib.sha256(self.body).hexdigest()[:24]}"'.encode()
        self.headers = [(name, value) for name, value in self.headers if name != b"content-length"]
        self.headers += [(b"etag", self.etag), (b"content-length", str(len(self.body)).encode())]

    @property
    def size(self) -> int:
        """The bytes of memory that it takes, about."""
        return len(self.body) + HEAD_BYTES


def rest_on(request: Request, rests: Rests) -> None:
    """Note what of the record the answer to a request rests on; without that, it rests on all."""
    request.scope[ANSWER].rests = rests


class Answering:
    """An application whose answers to GET are kept and shared; `key_of` tells under what."""

    def __init__(self, app: ASGIApp, library: Library, key_of: KeyOf) -> None:
        self.app = app
        self.library = library
        self.key_of = key_of
        self.limits = library.settings.limits
        self.kept: OrderedDict[Hashable, Answer] = OrderedDict()
        self.kept_bytes = 0
        self.at_work: dict[Hashable, tuple[Answer, asyncio.Task[None]]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
        elif scope["method"] in ("GET", "HEAD"):
            if self.library.is_due():
                await run_in_threadpool(self.library.ledger.refresh)
            key = self.key_of(scope)
            kept = self.find(key)
            if kept is None:
                await self.work_out(scope, receive, send, key, self.limits.seconds)
            else:
                await give(kept, scope, send)
        else:
            await self.work_out(scope, receive, send, None, self.limits.reading_seconds)

    def find(self, key: Hashable) -> Answer | None:
        """The kept answer, where nothing has changed that it rests on."""
        kept = self.kept.get(key)
        if kept is None or self.library.ledger.last_change(kept.rests) > kept.version:
            return None
        self.kept.move_to_end(key)
        return kept

    async def work_out(self, scope: Scope, receive: Receive, send: Send, key: Hashable, seconds: float) -> None:
        """Work the answer out, or wait for who does so already; without a key it is for this request alone."""
        version = self.library.ledger.version
        work = object() if key is None else (key, version)
        if work not in self.at_work:
            if len(self.at_work) >= self.limits.at_work:
                await refuse(scope, send, 503, "Too much is being worked out at once. Ask again in some seconds.")
                return
            answer = Answer(version)
            self.at_work[work] = answer, asyncio.create_task(self.ask(scope, receive, answer))
            self.at_work[work][1].add_done_callback(lambda _: self.finish(work, key))
        answer, task = self.at_work[work]
        await asyncio.wait([task], timeout=seconds)
        if not task.done():
            reason = f"The answer takes longer than {seconds:g} seconds. It is worked on: ask again, or ask for less."
            await refuse(scope, send, 503, reason)
            return
        error = task.exception()
        if not isinstance(error, TooLarge):
            await give(answer, scope, send)
        if error is not None:  # told to who asked; the server writes it down
            raise error

    async def ask(self, scope: Scope, receive: Receive, answer: Answer) -> None:
        """Have the application fill in the answer."""

        async def take(message: Message) -> None:
            if message["type"] == "http.response.start":
                answer.status, answer.headers = message["status"], list(message.get("headers", ()))
            elif message["type"] == "http.response.body":
                answer.body += message.get("body", b"")

        method = "GET" if scope["method"] == "HEAD" else scope["method"]
        await self.app({**scope, "method": method, ANSWER: answer}, receive, take)
        if method == "GET" and answer.status == 200:
            answer.seal()

    def finish(self, work: Hashable, key: Hashable) -> None:
        """Keep what was worked out, and let the oldest go where there is too much."""
        answer, _ = self.at_work.pop(work)
        if not answer.etag or any(name == b"set-cookie" for name, _ in answer.headers):
            return
        before = self.kept.pop(key, None)
        self.kept[key] = answer
        self.kept_bytes += answer.size - (before.size if before else 0)
        while self.kept_bytes > self.limits.cache_bytes:
            _, oldest = self.kept.popitem(last=False)
            self.kept_bytes -= oldest.size


async def give(answer: Answer, scope: Scope, send: Send) -> None:
    """Send an answer, or tell that it is the one that is known already."""
    asked = read_headers(scope).get(b"if-none-match") if answer.etag else None
    if asked is not None and answer.etag in [mark.strip().removeprefix(b"W/") for mark in asked.split(b",")]:
        headers = [(name, value) for name, value in answer.headers if name not in (b"content-length", b"content-type")]
        await send({"type": "http.response.start", "status": 304, "headers": headers})
        await send({"type": "http.response.body", "body": b""})
        return
    await send({"type": "http.response.start", "status": answer.status, "headers": answer.headers})
    await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else answer.body})
