"""The server and its tools. All of them only look, unless writing was asked for at the start."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from importlib.metadata import version
from typing import Any

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp_types import ToolAnnotations

from comity.api import OpenRecord, make_day
from comity.deciding import VERBS, find_subject, keep_decision, make_decision
from comity.errors import ComityError
from comity.intake import Unread, make_fetch, read_bytes, read_each
from comity.mcp import answers
from comity.model import Statement
from comity.names import resolve
from comity.names.rows import list_rows
from comity.sources.taking import is_address
from comity.verdicts import judge
from comity.writing.timeline import write_claims

INSTRUCTIONS = (
    "A record of what is published on relations between states. Every answer carries the quote and the source that it "
    "rests on: cite these, and say so where sources disagree or the record cannot tell. States are given by code (KAZ) "
    "or any name, days as YYYY-MM-DD."
)
AROUND = 500
MOST_AROUND = 3_000
MOST_NAMES = 20
LOOKS = ToolAnnotations(read_only_hint=True, open_world_hint=False)
WRITES = ToolAnnotations(read_only_hint=False, destructive_hint=False, open_world_hint=True)


def make_server(record: OpenRecord, *, may_write: bool = False, today: Callable[[], date] = date.today) -> MCPServer:
    """The server over an open record."""
    server = MCPServer("comity", title="Comity", instructions=INSTRUCTIONS, version=version("comity"))
    tools = Tools(record, today)
    looking: tuple[Callable[..., object], ...] = (
        tools.resolve_names, tools.facts, tools.timeline, tools.check_claim, tools.search, tools.source_text,
    )  # fmt: skip
    writing: tuple[Callable[..., object], ...] = (tools.read_document, tools.decide)
    for tool in looking:
        server.add_tool(tell_errors(tool), annotations=LOOKS, structured_output=True)
    for tool in writing if may_write else ():
        server.add_tool(tell_errors(tool), annotations=WRITES, structured_output=True)
    return server


def tell_errors(tool: Callable[..., object]) -> Callable[..., object]:
    """The tool, whose errors that a caller can mend are told in their words."""

    @functools.wraps(tool)
    def told(*arguments: Any, **named: Any) -> object:
        try:
            return tool(*arguments, **named)
        except ComityError as error:
            raise ToolError(str(error)) from error

    return told


@dataclass(frozen=True)
class Tools:
    """The tools over one record; what each says of itself is what a model is told."""

    record: OpenRecord
    today: Callable[[], date]

    def day(self, on: str | None) -> date:
        """The day asked for, or today."""
        return self.today() if on is None else make_day(on)

    def resolve_names(self, names: list[str], on: str | None = None) -> answers.NamePage:
        """Whom names of states, organisations, cities or offices stand for on a day: code, label, and why."""
        if len(names) > MOST_NAMES:
            raise ComityError(f"{len(names)} names were given. Give at most {MOST_NAMES} at once.")
        day = self.day(on)
        rows = [row for name in names for row in list_rows(resolve(name[:200], on=day), day)]
        keys = ("standing", "code", "type", "label", "reason")
        return answers.NamePage([answers.NameAnswer(str(row["name"]), *(row.get(key) for key in keys)) for row in rows])

    def facts(
        self, first: str, second: str, on: str | None = None, known_at: str | None = None, kind: str | None = None,
        cursor: str | None = None, limit: int = 20,
    ) -> answers.FactPage:  # fmt: skip
        """The facts on two states as they stood on a day, each with its standing and the quotes that it rests on."""
        if kind is not None:
            self.record.vocabulary.find(kind)
        found = self.record.facts(first, second, kind=kind, on=self.day(on), known_at=known_at)
        return answers.page_facts(self.record, found, on=self.day(on), cursor=cursor, limit=limit, dated=False)

    def timeline(
        self, first: str, second: str, on: str | None = None, cursor: str | None = None, limit: int = 20
    ) -> answers.FactPage:
        """The dated facts on two states in the order of time, up to a day."""
        found = self.record.facts(first, second, on=self.day(on))
        return answers.page_facts(self.record, found, on=self.day(on), cursor=cursor, limit=limit, dated=True)

    def check_claim(self, claim: str, on: str | None = None) -> answers.ClaimPage:
        """Whether the record supports a claim, contradicts it, or cannot tell, with the quotes that show it.

        Give one full sentence that names the states and the date, such as "Turkey recognised Kazakhstan in 1991."
        """
        verdicts = judge(self.record, claim, on=self.day(on))
        told = write_claims([one.claim for one in verdicts], self.record.vocabulary, on=self.day(on))
        items = []
        for verdict, sentence in zip(verdicts, told, strict=True):
            shown = verdict.statements[: answers.MOST_QUOTES]
            sources = answers.find_sources(self.record, shown)
            quotes = [answers.make_quote(one, sources) for one in shown]
            items.append(answers.ClaimAnswer(sentence, verdict.ruling, verdict.reason, quotes))
        note = None if items else "Nothing that the record could hold is read in this sentence: cannot tell."
        return answers.ClaimPage(items, note)

    def search(self, words: str, limit: int = 20) -> answers.HitPage:
        """The statements whose quotes have all these words, the best first; a word that ends in * may go on."""
        hits = self.record.store.search(words[:300], limit=max(1, min(limit, answers.MOST_ITEMS)))
        return answers.write_hits(self.record, [hit.statement for hit in hits], on=self.today())

    def source_text(self, source: str, start: int, end: int, around: int = AROUND) -> answers.Passage:
        """The text of a source around a quote, as it was kept; `start` and `end` are those of the quote."""
        document = self.record.store.document(source)
        text, kept = document.text, document.source
        if not 0 <= start < end <= len(text) or end - start > MOST_AROUND:
            raise ComityError(f"{start} to {end} is no place of a quote in this text of {len(text)} characters.")
        reach = max(0, min(around, MOST_AROUND))
        return answers.Passage(
            before=text[max(0, start - reach) : start], quote=text[start:end], after=text[end : end + reach],
            title=kept.title or kept.address, publisher=kept.publisher, address=kept.address, published=kept.published,
            retrieved=kept.retrieved, source=kept.sha256, start=start, end=end,
        )  # fmt: skip

    def read_document(self, address: str | None = None, text: str | None = None, name: str = "text") -> answers.HitPage:
        """Read an address of the web (https://…) or a text into the record; what was read in it."""
        if address is not None and is_address(address):
            fetch = make_fetch(self.today())
            readings = read_each([address], self.record.vocabulary, fetch=fetch)
        elif text:
            readings = read_bytes(text.encode(errors="replace"), name.replace("/", " ")[:120], self.record.vocabulary)
        else:
            raise ComityError("Give an address that begins with https://, or a text.")
        statements: list[Statement] = []
        for one in readings:
            if isinstance(one, Unread):
                raise ComityError(one.reason)
            self.record.add(one)
            statements += one.statements
        return answers.write_hits(self.record, statements[: answers.MOST_ITEMS], on=self.today())

    def decide(self, id: str, verb: str, why: str, who: str) -> str:
        """Keep what a person said of a statement or finding: accept, reject (with a reason) or flag."""
        known = {name: verb for name, verb in VERBS.items() if name != "correct"}
        if verb not in known:
            raise ComityError(f"{verb!r} is nothing that can be decided here. Give {', '.join(known)}.")
        subject = find_subject(self.record, id, lambda: self.record.check(on=self.today()))
        at = datetime.now(UTC).isoformat(timespec="seconds")
        decision = make_decision(subject, known[verb], who, at, why.strip(), None)
        keep_decision(self.record, subject, decision)
        return f"{subject.id}: {decision.verb} by {decision.who}"
