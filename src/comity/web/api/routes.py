"""The routes of the API. Each is a question that the command line and the Python face answer too."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC, datetime
from datetime import date as Date  # noqa: N812 - `date` would hide what parameters are called
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from comity.api import find_states
from comity.deciding import VERBS, find_subject, keep_decision, make_decision
from comity.errors import ComityError
from comity.exchange import (
    FACT_COLUMNS,
    FINDING_COLUMNS,
    SOURCE_COLUMNS,
    STATEMENT_COLUMNS,
    fact_row,
    finding_row,
    source_row,
    statement_row,
)
from comity.model import SEVERITIES
from comity.names import resolve
from comity.names.rows import NAME_COLUMNS, list_rows
from comity.web.answering import rest_on
from comity.web.api import answers
from comity.web.api.models import (
    AddressIn,
    Corrected,
    DecisionIn,
    DecisionOut,
    FactPage,
    FindingPage,
    NamePage,
    Passage,
    ReadIn,
    ReadOut,
    SourcePage,
    SourceRow,
    StatementPage,
    StatementRow,
    TimelinePage,
    Trouble,
)
from comity.web.api.parameters import (
    Code,
    Cursor,
    Digits,
    Format,
    Identity,
    Kind,
    KnownAt,
    Least,
    Limit,
    Name,
    On,
    Origin,
    Stands,
    State,
    Words,
)
from comity.web.intake import read_address, read_upload
from comity.web.library import Days, Library
from comity.web.pages import site_of
from comity.writing import TIMELINE_COLUMNS, write_timeline

MOST_PASSAGE = 20_000
ROUTER = APIRouter(
    prefix="/api/v1",
    responses={"4XX": {"model": Trouble, "description": "Asked wrongly, not found, or not allowed."},
               "5XX": {"model": Trouble, "description": "Too much at once, or too long."}},
)  # fmt: skip


def library_of(request: Request) -> Library:
    """The record."""
    return site_of(request).library


def usual_limit(limit: int | None, form: str, library: Library) -> int:
    """Rows on a page: a hundred in JSON, all that one answer may have in a file."""
    most = library.settings.limits.rows
    return min(limit or (answers.USUAL_PAGE if form == "json" else most), most)


def find_codes(request: Request, state: list[str] | None) -> tuple[str, ...]:
    """The codes of the states that are asked for; the answer rests on what is known of these."""
    codes = tuple(find_states(tuple(state or ())))
    rest_on(request, (codes,) if codes else None)
    return codes


def check_kind(library: Library, kind: str | None) -> None:
    """Nothing; raises ComityError for what is no kind."""
    if kind is not None:
        library.record.vocabulary.find(kind)


@ROUTER.get("/statements", responses=answers.describe_rows(StatementPage), response_class=Response)
def list_statements(
    request: Request, state: State = None, kind: Kind = None,
    source: Origin = None, q: Words = None, on: On = None, known_at: KnownAt = None, cursor: Cursor = None,
    limit: Limit = None, format: Format = None,
) -> Response:  # fmt: skip
    """Statements that stand: of states, of a kind, of a source, or with words in their quotes.

    `on` asks for those whose own time has the day in it. Words are sought in the record as it is, the best first.
    """
    library, form = library_of(request), answers.choose_form(request, format)
    check_kind(library, kind)
    codes, most = find_codes(request, state), usual_limit(limit, form, library)
    if q is None and not codes:
        after = read_number(cursor)
        found = library.record.store.page_statements(
            most + 1, after=after, kind=kind, source=source, known_at=known_at, on=on
        )
        rows = [statement_row(one) for _, one in found[:most]]
        following = answers.write_cursor(str(found[most - 1][0])) if len(found) > most else None
        return answers.answer(request, rows, STATEMENT_COLUMNS, form, following)
    if q is not None:
        statements = [one for one in library.record.search(q) if kind in (None, one.kind)]
        statements = [one for one in statements if set(codes) <= {code for _, named in one.roles for code in named}]
        statements = [one for one in statements if source is None or one.source.startswith(source.casefold())]
    else:
        statements = list(library.record.statements(*codes, kind=kind, source=source, known_at=known_at))
    statements = [one for one in statements if on is None or holds(one, on)]
    page, following = answers.find_page([statement_row(one) for one in statements], "id", cursor, most)
    return answers.answer(request, page, STATEMENT_COLUMNS, form, following)


def holds(statement: Any, on: Date) -> bool:
    """Whether the time of a statement has the day in it."""
    when = statement.when
    if when is None:
        return False
    first, last = when.first_day, when.last_day
    return (first is None or first <= on) and (last is None or on <= last)


def read_number(cursor: str | None) -> int:
    """The number of the row that the cursor comes after; 0 for none."""
    key = "0" if cursor is None else answers.read_cursor(cursor)
    if not key.isdecimal() or len(key) > 18:
        raise HTTPException(404, "The cursor is of another question. Begin again without one.")
    return int(key)


@ROUTER.get("/statements/{id}", response_model=StatementRow)
def show_statement(request: Request, id: Identity) -> Response:
    """One statement, by its id or the first digits of it."""
    from comity.model import Statement

    found = library_of(request).record.store.find(id)
    if not isinstance(found, Statement):
        raise ComityError(f"{id!r} is no statement.")
    return JSONResponse(statement_row(found))


@ROUTER.get("/facts", responses=answers.describe_rows(FactPage), response_class=Response)
def list_facts(
    request: Request, state: State = None, kind: Kind = None,
    standing: Stands = None, on: On = None, known_at: KnownAt = None,
    cursor: Cursor = None, limit: Limit = None, format: Format = None,
) -> Response:  # fmt: skip
    """The facts on two states, on one, or all, as `comity facts` gives them."""
    library, form = library_of(request), answers.choose_form(request, format)
    check_kind(library, kind)
    codes, days = find_codes(request, state), Days(on, known_at)
    facts = library.facts(codes, days, kind)
    rows = [fact_row(one) for one in facts if standing in (None, one.standing)]
    page, following = answers.find_page(rows, "id", cursor, usual_limit(limit, form, library))
    return answers.answer(request, page, FACT_COLUMNS, form, following)


@ROUTER.get("/timeline", responses=answers.describe_rows(TimelinePage), response_class=Response)
def list_timeline(
    request: Request, state: State = None, on: On = None, known_at: KnownAt = None, cursor: Cursor = None,
    limit: Limit = None, format: Format = None,
) -> Response:  # fmt: skip
    """The dated facts in the order of time, each with its sentence, as `comity timeline` gives them."""
    library, form = library_of(request), answers.choose_form(request, format)
    codes, days, day = find_codes(request, state), Days(on, known_at), on or library.today()
    rows = [asdict(row) for row in write_timeline(library.facts(codes, days), library.record.vocabulary, on=day)]
    page, following = answers.find_page(rows, "id", cursor, usual_limit(limit, form, library))
    return answers.answer(request, page, TIMELINE_COLUMNS, form, following)


@ROUTER.get("/findings", responses=answers.describe_rows(FindingPage), response_class=Response)
def list_findings(
    request: Request, state: State = None, code: Code = None,
    severity: Least = None, on: On = None,
    known_at: KnownAt = None, cursor: Cursor = None, limit: Limit = None, format: Format = None,
) -> Response:  # fmt: skip
    """What is wrong, doubtful or missing; `code` may be that of a group (C1), `severity` is the least."""
    library, form = library_of(request), answers.choose_form(request, format)
    checked, documents = library.look(find_codes(request, state), Days(on, known_at))
    least = len(SEVERITIES) if severity is None else SEVERITIES.index(severity)
    coded = [one for one in checked.findings if one.code.startswith(code or "")]
    told = [one for one in coded if SEVERITIES.index(one.severity) <= least]
    addresses = {sha256: document.source.address for sha256, document in documents.items()}
    rows = [finding_row(one, addresses) for one in told]
    page, following = answers.find_page(rows, "id", cursor, usual_limit(limit, form, library))
    return answers.answer(request, page, FINDING_COLUMNS, form, following)


@ROUTER.get("/sources", responses=answers.describe_rows(SourcePage), response_class=Response)
def list_sources(request: Request, cursor: Cursor = None, limit: Limit = None, format: Format = None) -> Response:
    """The sources in the order in which they came, as `comity sources` gives them."""
    library, form = library_of(request), answers.choose_form(request, format)
    rows = [source_row(one) for one in library.sources()]
    page, following = answers.find_page(rows, "sha256", cursor, usual_limit(limit, form, library))
    return answers.answer(request, page, SOURCE_COLUMNS, form, following)


@ROUTER.get("/sources/{sha256}", response_model=SourceRow)
def show_source(request: Request, sha256: Digits) -> Response:
    """One source, by its SHA-256 or the first digits of it."""
    return JSONResponse(source_row(library_of(request).record.store.source(sha256)))


@ROUTER.get("/sources/{sha256}/text", response_model=Passage)
def show_passage(
    request: Request, sha256: Digits, start: Annotated[int, Query(ge=0, le=10**9)] = 0,
    end: Annotated[int | None, Query(ge=0, le=10**9)] = None,
) -> Response:  # fmt: skip
    """Characters of a source's text: at most 20,000, and those that there are."""
    document = library_of(request).record.store.document(sha256)
    total = len(document.text)
    first = min(start, total)
    last = max(first, min(total if end is None else end, total, first + MOST_PASSAGE))
    return JSONResponse({
        "source": document.source.sha256, "start": first, "end": last, "total": total,
        "text": document.text[first:last],
    })  # fmt: skip


@ROUTER.get("/names", responses=answers.describe_rows(NamePage), response_class=Response)
def list_names(
    request: Request, name: Annotated[list[Name], Query(min_length=1, max_length=50)], on: On = None,
    format: Format = None,
) -> Response:  # fmt: skip
    """Whom names stand for on a day, as `comity names` tells it."""
    library, form = library_of(request), answers.choose_form(request, format)
    day = on or library.today()
    rest_on(request, ())
    rows = [row for one in name for row in list_rows(resolve(one, on=day), day)]
    return answers.answer(request, rows, NAME_COLUMNS, form, None)


@ROUTER.post("/decisions", response_model=DecisionOut)
def decide(request: Request, said: DecisionIn) -> Response:
    """Keep what an editor says of a statement or a finding."""
    user, library = site_of(request).access.need(request, "editor"), library_of(request)
    at = datetime.now(UTC).isoformat(timespec="seconds")
    correction = json.dumps(said.to) if isinstance(said, Corrected) else None
    with library.writing:
        # Only statements are corrected: no reason to check a whole record for an id that is none's.
        states = find_states(said.states)
        check = None if isinstance(said, Corrected) else lambda: library.check(states, Days())
        subject = find_subject(library.record, said.id, check)
        decision = make_decision(subject, VERBS[said.verb], user.name, at, said.why.strip(), correction)
        keep_decision(library.record, subject, decision)
    library.has_changed()
    return JSONResponse(asdict(decision))


@ROUTER.post("/read", response_model=list[ReadOut])
def read(request: Request, given: ReadIn) -> Response:
    """Read an address of the web or a text into the record; what that changed."""
    site_of(request).access.need(request, "contributor")
    library = library_of(request)
    if isinstance(given, AddressIn):
        readings = read_address(library, given.address)
    else:
        readings = read_upload(library, given.name, given.text.encode(errors="replace"))
    return JSONResponse([asdict(one.brief()) for one in readings])
