"""What a question of the API may be given, each with its form and what it does, as the OpenAPI document tells it."""

import re
from datetime import date as Date  # noqa: N812 - `date` would hide what parameters are called
from typing import Annotated

from fastapi import Path, Query
from pydantic import BeforeValidator, StringConstraints

from comity.model import Severity
from comity.model.fact import Standing
from comity.web.api.answers import Form

A_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def check_day(given: object) -> object:
    """What is given as a day; raises ValueError where it is written otherwise: a number is no day."""
    if isinstance(given, str) and A_DAY.fullmatch(given) is None:
        raise ValueError("a day is written YYYY-MM-DD, such as 2013-05-01")
    return given


Origin = Annotated[
    str | None,
    Query(description="Only of this source, by its SHA-256 or the first digits.", pattern="^[0-9a-fA-F]{4,64}$"),
]
Digits = Annotated[str, Path(pattern="^[0-9a-fA-F]{4,64}$", description="A SHA-256, or its first digits.")]
Identity = Annotated[str, Path(pattern="^[0-9a-fA-F]{4,32}$", description="An id, or its first digits.")]
Day = Annotated[Date | None, BeforeValidator(check_day)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=200)]
State = Annotated[
    list[Name] | None,
    Query(
        description="A state by code or any name; once or twice.",
        max_length=2,
        examples=[["KAZ", "TUR"]],
        json_schema_extra={"uniqueItems": True},
    ),
]
On = Annotated[Day, Query(description="As the world stood on this day; today without it.")]
KnownAt = Annotated[Day, Query(description="As the record knew on this day; all that it has without it.")]
Kind = Annotated[str | None, Query(description="Only of this kind.", max_length=60)]
Cursor = Annotated[
    str | None, Query(description="`next` of the page before.", pattern="^[A-Za-z0-9_-]+$", max_length=200)
]
Code = Annotated[str | None, Query(description="Only of this code or group.", pattern="^[A-Z][0-9]{0,3}$")]
Least = Annotated[Severity | None, Query(description="The least severity.")]
Stands = Annotated[Standing | None, Query(description="Only of this standing.")]
Limit = Annotated[int | None, Query(description="Rows on a page.", ge=1, le=10_000)]
Format = Annotated[Form | None, Query(description="The form, in place of the header Accept.")]
Words = Annotated[str | None, Query(description="Only whose quotes have these words.", max_length=300)]
