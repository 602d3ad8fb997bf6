"""Work at the record: reading documents into it, the queue of what is doubtful, and what people decide."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from comity.api import find_states
from comity.checking.engine import latest_decisions
from comity.deciding import VERBS, find_subject, keep_decision, make_decision
from comity.errors import ComityError
from comity.model import SEVERITIES, Decision, Finding, Source, Statement
from comity.web.access import own_path
from comity.web.intake import Outcome, read_address, read_upload
from comity.web.library import Days, Library
from comity.web.pages import read_days, render, site_of, state_address
from comity.web.proofs import ShownFinding, ShownQuote, show_facts, show_finding, show_statement
from comity.writing.html import write_mailto

MOST_SHOWN = 40
# Of a larger record the queue of one pair at a time is shown.
MOST_CHECKED = 20_000
MOST_FILES = 20
MOST_IDS = 50


# Reading -----------------------------------------------------------------------------------------------------------


def show_read(request: Request) -> Response:
    """The form for files, an address or a text."""
    return render(request, "read.html", title="Read", limits=site_of(request).library.settings.limits)


async def read(request: Request) -> Response:
    """What was read of the form's files, address or text, and what that changed."""
    site_of(request).access.need(request, "contributor")
    async with request.form(max_files=MOST_FILES, max_fields=10, max_part_size=4 << 20) as form:
        given = [
            (one.filename or "document", await one.read())
            for one in form.getlist("file")
            if isinstance(one, UploadFile) and one.filename
        ]
        address, text = (str(form.get(name, "")).strip() for name in ("address", "text"))
        name = str(form.get("name", "")).strip() or "pasted text"
    return await run_in_threadpool(read_all, request, given, address, (name, text))


def read_all(request: Request, files: Sequence[tuple[str, bytes]], address: str, text: tuple[str, str]) -> Response:
    """The page that tells what was read."""
    library = site_of(request).library
    outcomes = [one for name, data in files for one in read_upload(library, name, data)]
    if address:
        outcomes += read_address(library, address)
    if text[1]:
        outcomes += read_upload(library, text[0], text[1].encode(errors="replace"))
    if not outcomes:
        raise ComityError("There is nothing to read: give a file, an address or a text.")
    told = [tell_outcome(library, one) for one in outcomes]
    return render(request, "outcome.html", title="What was read", outcomes=told)


def tell_outcome(library: Library, outcome: Outcome) -> dict[str, Any]:
    """What came of a document, ready to be shown."""
    today = library.today()
    facts = [fact for one in outcome.changes for fact in (*one.new, *one.gone, *(after for _, after in one.changed))]
    findings = [finding for one in outcome.changes for finding in (*one.found, *one.settled)]
    sources = library.sources_of([*outcome.statements, *facts, *findings])
    claims = library.tell(outcome.statements)
    new = {one.id for one in outcome.added.statements} if outcome.added else set()
    shown = [
        (sentence, show_statement(one, sources), one.id in new)
        for one, sentence in zip(outcome.statements, claims, strict=True)
    ]
    changes = [
        {
            "address": state_address(*one.pair), "names": list(map(library.name, one.pair)),
            "is_any": one.is_any,
            "new": show_facts(library, one.new, sources, on=today),
            "changed": [
                (before.standing, *show_facts(library, [after], sources, on=today)) for before, after in one.changed
            ],
            "gone": show_facts(library, one.gone, sources, on=today),
            "found": [show_finding(each, sources) for each in one.found],
            "settled": [show_finding(each, sources) for each in one.settled],
        }
        for one in outcome.changes
    ]  # fmt: skip
    return {"outcome": outcome, "claims": shown, "changes": changes}


# The queue ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement to decide on: its sentence, its quote, what may be corrected, and what was said of it last."""

    statement: Statement
    sentence: str
    quote: ShownQuote
    fields: tuple[tuple[str, str], ...]
    last: Decision | None


@dataclass(frozen=True, slots=True)
class Item:
    """Something to decide: a finding with the statements that it rests on, or a statement that was flagged."""

    finding: ShownFinding | None
    claims: tuple[Claim, ...]
    last: Decision | None


def show_review(request: Request) -> Response:
    """What is doubtful and not yet decided: of two states, or of a record that is small enough."""
    library, days = site_of(request).library, read_days(request)
    codes = find_states([one for one in request.query_params.getlist("state") if one])
    _, statements = library.census.count()
    pairs = library.census.pairs()
    most = sorted(pairs, key=lambda pair: (-pairs[pair], pair))[:MOST_SHOWN]
    is_small = bool(codes) or statements <= MOST_CHECKED
    items = list_items(library, codes, days) if is_small else []
    return render(
        request, "review.html", title="Review", codes=codes, items=items[:MOST_SHOWN], total=len(items),
        is_small=is_small, pairs=[(pair, " – ".join(map(library.name, pair))) for pair in most],
    )  # fmt: skip


def list_items(library: Library, codes: tuple[str, ...], days: Days) -> list[Item]:
    """The findings that nobody has accepted, the heaviest first, and the statements that were flagged last."""
    checked, documents = library.look(codes, days)
    last = latest_decisions(library.record.store.decisions())
    by_id = {one.id: one for one in library.record.statements(*codes)}
    flagged = [by_id[id] for id, one in last.items() if one.verb == "flagged" and id in by_id]
    sources = {sha256: document.source for sha256, document in documents.items()}
    open_findings = [one for one in checked.findings if not is_settled(one, last)]
    items = [Item(None, make_claims(library, [one], last, sources), last[one.id]) for one in flagged]
    for one in sorted(open_findings, key=lambda one: (SEVERITIES.index(one.severity), one.code)):
        rests_on = [by_id[id] for id in one.statements if id in by_id]
        claims = make_claims(library, rests_on, last, sources)
        items.append(Item(show_finding(one, sources), claims, last.get(one.id)))
    return items


def is_settled(finding: Finding, last: dict[str, Decision]) -> bool:
    """Whether a person has looked at a finding and kept it."""
    return finding.id in last and last[finding.id].verb == "accepted"


def make_claims(
    library: Library, statements: Sequence[Statement], last: dict[str, Decision], sources: dict[str, Source]
) -> tuple[Claim, ...]:
    """The statements ready to be decided on."""
    told = library.tell(statements)
    return tuple(
        Claim(one, sentence, show_statement(one, sources), tuple(list_fields(one)), last.get(one.id))
        for one, sentence in zip(statements, told, strict=True)
    )


def list_fields(statement: Statement) -> Iterable[tuple[str, str]]:
    """What of a statement may be corrected: the field's name, and what it has now."""
    yield "when", str(statement.when or "")
    yield "modality", statement.modality
    yield "action", statement.action or ""
    for name, entities in statement.roles:
        yield f"roles.{name}", ", ".join(entities)
    for name, value in statement.attributes:
        yield f"attributes.{name}", str(value)


def write_correction(statement: Statement, field: str, value: str) -> str:
    """What changes, as keys of the codebook's form in JSON; raises ComityError for a field that there is not."""
    if field not in dict(list_fields(statement)):
        known = ", ".join(dict(list_fields(statement)))
        raise ComityError(f"{field!r} is nothing that this statement has. It has {known}.")
    part, _, name = field.partition(".")
    if not name:
        return json.dumps({part: value or None})
    form = statement.to_json()[part]
    new: object = [one.strip() for one in value.split(",") if one.strip()] if part == "roles" else value or None
    return json.dumps({part: {**form, name: new}})


# Deciding ----------------------------------------------------------------------------------------------------------


def show_flag(request: Request) -> Response:
    """The form on which a claim is doubted, with the statements that it rests on."""
    library = site_of(request).library
    ids = request.query_params.getlist("id")[:MOST_IDS]
    claim, back = request.query_params.get("claim", "")[:500], own_path(request.query_params.get("back", "/"))
    kept = [library.record.store.find(id) for id in dict.fromkeys(ids) if id and len(id) == 32]
    statements = [one for one in kept if isinstance(one, Statement)]
    sources = library.sources_of(statements)
    quotes = [show_statement(one, sources) for one in statements]
    home = f"{request.url.scheme}://{request.headers['host']}"
    body = "\n".join(["I doubt this claim:", "", claim, "", *(f"“{one.text}” – {one.source}" for one in quotes), "",
                      f"{home}{back}", "", "Because: "])  # fmt: skip
    return render(
        request, "flag.html", title="Flag this", claim=claim, back=back, ids=list(dict.fromkeys(ids)), quotes=quotes,
        letter=write_mailto(f"Doubtful: {claim[:80]}", body),
    )  # fmt: skip


async def decide(request: Request) -> Response:
    """Keep what an editor says of each of the form's statements or findings, and go back."""
    user = site_of(request).access.need(request, "editor")
    async with request.form(max_files=0, max_fields=MOST_IDS + 10) as form:
        given = form
    await run_in_threadpool(keep_decisions, request, given, user.name)
    return RedirectResponse(own_path(str(given.get("back", "/"))), 303)


def keep_decisions(request: Request, form: FormData, who: str) -> None:
    """Add the decisions: all of them, or none where one can be none."""
    library = site_of(request).library
    verb = VERBS.get(str(form.get("verb", "")))
    if verb is None:
        raise ComityError(f"{form.get('verb', '')!r} is nothing that can be decided. Choose {', '.join(VERBS)}.")
    at = datetime.now(UTC).isoformat(timespec="seconds")
    why = str(form.get("why", "")).strip()[:2000]
    codes = find_states([str(one) for one in form.getlist("state") if one])
    with library.writing:
        checks = functools.partial(library.check, codes, Days())
        subjects = [find_subject(library.record, str(id), checks) for id in form.getlist("id")]
        if not subjects:
            raise ComityError("Nothing was chosen to decide on.")
        decisions = []
        for subject in subjects:
            correction = None
            if verb == "corrected" and isinstance(subject, Statement):
                correction = write_correction(subject, str(form.get("field", "")), str(form.get("value", "")).strip())
            decisions.append(make_decision(subject, verb, who, at, why, correction))
        for subject, decision in zip(subjects, decisions, strict=True):
            keep_decision(library.record, subject, decision)
    library.has_changed()


ROUTES = [
    Route("/read", show_read),
    Route("/read", read, methods=["POST"]),
    Route("/review", show_review),
    Route("/flag", show_flag),
    Route("/decide", decide, methods=["POST"]),
]
