"""Rows as an answer: a page of them in the form that is asked for, with the cursor of the next."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Literal
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from comity.exchange.lines import FORMS, Row

Form = Literal["json", "jsonl", "csv", "tsv", "parquet"]
MEDIA_TYPES: dict[str, str] = {
    "json": "application/json", "jsonl": "application/x-ndjson", "csv": "text/csv; charset=utf-8",
    "tsv": "text/tab-separated-values; charset=utf-8", "parquet": "application/vnd.apache.parquet",
}  # fmt: skip
FORM_OF_TYPE = {kind.partition(";")[0]: form for form, kind in MEDIA_TYPES.items()} | {
    "*/*": "json", "application/*": "json", "text/*": "csv", "text/html": "json", "application/jsonl": "jsonl",
}  # fmt: skip
USUAL_PAGE = 100


def choose_form(request: Request, form: Form | None) -> str:
    """The form of the answer: as `format` says, or else as the header Accept does; raises HTTPException 406."""
    if form is not None:
        return form
    accepted = [part.split(";") for part in request.headers.get("accept", "*/*").split(",")]
    ranked = sorted(accepted, key=lambda parts: -weigh(parts[1:]))
    for parts in ranked:
        if (known := FORM_OF_TYPE.get(parts[0].strip().casefold())) and weigh(parts[1:]) > 0:
            return known
    raise HTTPException(406, f"Nothing that is accepted can be given. There are {', '.join(sorted(FORM_OF_TYPE))}.")


def weigh(parameters: Sequence[str]) -> float:
    """The weight of a media type in the header Accept.

    >>> weigh([" q=0.5"]), weigh([])
    (0.5, 1.0)
    """
    for parameter in parameters:
        name, _, value = parameter.strip().partition("=")
        if name == "q":
            try:
                return float(value)
            except ValueError:
                return 0.0
    return 1.0


def write_cursor(key: str) -> str:
    """The cursor after the row of that key.

    >>> read_cursor(write_cursor("3f9a"))
    '3f9a'
    """
    return base64.urlsafe_b64encode(key.encode()).decode().rstrip("=")


def read_cursor(cursor: str) -> str:
    """The key of the row that the cursor comes after; raises HTTPException for what is no cursor."""
    try:
        return base64.b64decode(cursor + "=" * (-len(cursor) % 4), b"-_", validate=True).decode("ascii")
    except (ValueError, UnicodeDecodeError) as error:
        reason = "That is no cursor. Take it from 'next' of the page before, or leave it out."
        raise HTTPException(404, reason) from error


def find_page(rows: Sequence[Row], key: str, cursor: str | None, limit: int) -> tuple[Sequence[Row], str | None]:
    """The rows after the cursor, and the cursor after them; `key` is the column that tells rows apart."""
    start = 0
    if cursor is not None:
        last = read_cursor(cursor)
        found = [number for number, row in enumerate(rows) if str(row[key]) == last]
        if not found:
            raise HTTPException(404, "The record has changed since that page was given. Begin again without a cursor.")
        start = found[0] + 1
    page = rows[start : start + limit]
    has_more = start + limit < len(rows)
    return page, write_cursor(str(page[-1][key])) if has_more and page else None


def answer(request: Request, rows: Sequence[Row], columns: Sequence[str], form: str, following: str | None) -> Response:
    """The rows in their form; the next page is named in JSON and by a header Link."""
    headers = {}
    if following is not None:
        query = [(name, value) for name, value in request.query_params.multi_items() if name != "cursor"]
        headers["link"] = f'<{request.url.path}?{urlencode([*query, ("cursor", following)])}>; rel="next"'
    headers["vary"] = "accept"
    return Response(write_body(rows, columns, form, following), headers=headers, media_type=MEDIA_TYPES[form])


def write_body(rows: Iterable[Row], columns: Sequence[str], form: str, following: str | None) -> bytes:
    """The rows as bytes: those of the command line, but for JSON, which has the cursor beside them."""
    if form == "json":
        body = {"items": [dict(row) for row in rows], "next": following}
        return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
    if form == "parquet":
        try:
            from comity.exchange.arrow import write_parquet

            return write_parquet(rows, columns)
        except ImportError as error:
            raise HTTPException(406, "Parquet needs the extra 'data': pip install 'comity[data]'.") from error
    write: Callable[[Iterable[Row], Sequence[str]], Iterable[str]] = FORMS[form]
    return "".join(write(rows, columns)).encode()


def describe_rows(model: type[Any]) -> dict[int | str, dict[str, Any]]:
    """The answers of a list, as the OpenAPI document has them."""
    kinds = [kind.partition(";")[0] for form, kind in MEDIA_TYPES.items() if form != "json"]
    others = {kind: {"schema": {"type": "string"}} for kind in kinds}
    return {200: {"model": model, "content": others, "description": "A page of rows."}}
