"""Answers worked out once: kept while the record is as it was, given with an ETag, waited for so long and no longer.

Work that takes too long is not thrown away: it goes on, and who asks again gets what it came to.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable
from dataclasses import dataclass, field

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from comity.web.protection import refuse
from comity.web.settings import Limits

KeyOf = Callable[[Scope], Awaitable[Hashable]]
"""Under which an answer is kept: all that it depends on."""


@dataclass(slots=True)
class Answer:
    """A whole answer."""

    status: int = 500
    headers: list[tuple[bytes, bytes]] = field(default_factory=list)
    body: bytes = b""

    def seal(self) -> None:
        """Give it an ETag, by its bytes."""
        digest = hashlib.sha256(self.body).hexdigest()[:24]
        self.headers = [(name, value) for name, value in self.headers if name != b"content-length"]
        self.headers += [(b"etag", f'"{digest}"'.encode()), (b"content-length", str(len(self.body)).encode())]

    @property
    def etag(self) -> str:
        """Its ETag; empty where it was not sealed."""
        return next((value.decode() for name, value in self.headers if name == b"etag"), "")


class Answering:
    """An application whose answers to GET are kept and shared; `key_of` tells what one depends on."""

    def __init__(self, app: ASGIApp, key_of: KeyOf, limits: Limits) -> None:
        self.app = app
        self.key_of = key_of
        self.limits = limits
        self.kept: OrderedDict[Hashable, Answer] = OrderedDict()
        self.kept_bytes = 0
        self.at_work: dict[Hashable, asyncio.Task[Answer]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
        elif scope["method"] in ("GET", "HEAD"):
            await self.answer(scope, receive, send, await self.key_of(scope), self.limits.seconds)
        else:
            await self.answer(scope, receive, send, object(), self.limits.reading_seconds)

    async def answer(self, scope: Scope, receive: Receive, send: Send, key: Hashable, seconds: float) -> None:
        """Give the kept answer, or work it out and wait for it."""
        kept = self.kept.get(key)
        if kept is not None:
            self.kept.move_to_end(key)
            await give(kept, scope, send)
            return
        task = self.at_work.get(key)
        if task is None:
            if len(self.at_work) >= self.limits.at_work:
                await refuse(scope, send, 503, "Too much is being worked out at once. Ask again in some seconds.")
                return
            task = asyncio.create_task(self.work(scope, receive))
            self.at_work[key] = task
            task.add_done_callback(lambda done: self.keep(key, done))
        try:
            answer = await asyncio.wait_for(asyncio.shield(task), seconds)
        except TimeoutError:
            reason = f"The answer takes longer than {seconds:g} seconds. It is worked on: ask again, or ask for less."
            await refuse(scope, send, 503, reason)
            return
        await give(answer, scope, send)

    async def work(self, scope: Scope, receive: Receive) -> Answer:
        """The application's whole answer."""
        answer = Answer()
        parts: list[bytes] = []

        async def take(message: Message) -> None:
            if message["type"] == "http.response.start":
                answer.status, answer.headers = message["status"], list(message.get("headers", ()))
            elif message["type"] == "http.response.body":
                parts.append(message.get("body", b""))

        method = "GET" if scope["method"] == "HEAD" else scope["method"]
        await self.app({**scope, "method": method}, receive, take)
        answer.body = b"".join(parts)
        if method == "GET" and answer.status == 200:
            answer.seal()
        return answer

    def keep(self, key: Hashable, done: asyncio.Task[Answer]) -> None:
        """Keep what was worked out, and let the oldest go where there is too much."""
        self.at_work.pop(key, None)
        if done.cancelled() or done.exception() is not None:
            return
        answer = done.result()
        if not answer.etag or any(name == b"set-cookie" for name, _ in answer.headers):
            return
        self.kept[key] = answer
        self.kept_bytes += len(answer.body)
        while self.kept_bytes > self.limits.cache_bytes:
            _, oldest = self.kept.popitem(last=False)
            self.kept_bytes -= len(oldest.body)


async def give(answer: Answer, scope: Scope, send: Send) -> None:
    """Send an answer, or tell that it is the one that is known already."""
    asked = Headers(scope=scope).get("if-none-match", "")
    if answer.etag and answer.etag in [mark.strip().removeprefix("W/") for mark in asked.split(",")]:
        headers = [(name, value) for name, value in answer.headers if name not in (b"content-length", b"content-type")]
        await send({"type": "http.response.start", "status": 304, "headers": headers})
        await send({"type": "http.response.body", "body": b""})
        return
    await send({"type": "http.response.start", "status": answer.status, "headers": answer.headers})
    await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else answer.body})
