"""What the API takes and gives, as its OpenAPI document tells it. The columns are those of `comity.exchange`."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field


class Model(BaseModel):
    """What has these keys and no others."""

    model_config = ConfigDict(extra="forbid")


class Trouble(Model):
    """Why there is no answer, and how to mend it."""

    error: str


class Claim(Model):
    """What is claimed; what is not known is null."""

    kind: str
    action: str | None
    roles: str
    attributes: str
    when: str | None
    first_day: str | None
    last_day: str | None
    modality: Literal["asserted", "planned", "hoped", "denied"]
    value: float | None
    to: float | None
    unit: str | None
    bound: str | None


class StatementRow(Claim):
    """A statement with its place in its source."""

    id: str
    start: int
    end: int
    quote: str
    source: str
    cue: str


class FactRow(Claim):
    """A fact: its most precise claim, its standing, and what it rests on."""

    id: str
    standing: str
    origins: int
    statements: str
    sources: str
    reasons: str
    quote: str


class FindingRow(Model):
    """A finding, with its first place."""

    id: str
    code: str
    severity: Literal["error", "warning", "note"]
    reason: str
    arithmetic: str | None
    settle: str | None
    address: str | None
    line: int | None
    column: int | None
    quote: str | None
    places: int


class SourceRow(Model):
    """A source; what is not known is null."""

    sha256: str
    address: str
    title: str | None
    publisher: str | None
    author: str | None
    author_state: str | None
    published: str | None
    updated: str | None
    retrieved: str | None
    language: str | None
    licence: str | None
    media_type: str
    size: int


class TimelineEntry(Model):
    """A dated fact with its sentence."""

    when: str
    time: str
    sentence: str
    kind: str
    standing: str
    sources: int
    id: str


class NameRow(Model):
    """A bearer of a name: whether it is meant, and why."""

    name: str
    standing: Literal["meant", "possible", "not meant", "unknown"]
    code: str | None = None
    type: str | None = None
    label: str | None = None
    reason: str | None = None


class PageOf(Model):
    """A page of rows; `next` is the cursor of the page after it, null on the last."""

    next: str | None


class StatementPage(PageOf):
    """Statements."""

    items: list[StatementRow]


class FactPage(PageOf):
    """Facts."""

    items: list[FactRow]


class FindingPage(PageOf):
    """Findings."""

    items: list[FindingRow]


class SourcePage(PageOf):
    """Sources."""

    items: list[SourceRow]


class TimelinePage(PageOf):
    """A timeline."""

    items: list[TimelineEntry]


class NamePage(PageOf):
    """Names."""

    items: list[NameRow]


class Passage(Model):
    """Characters of a source's text, counted from 0; `total` is how many it has."""

    source: str
    start: int
    end: int
    total: int
    text: str


class DecisionIn(Model):
    """What is said of a statement or a finding. What is rejected or corrected needs `why`; a correction needs `to`."""

    id: str = Field(pattern="^[0-9a-f]{4,32}$")
    verb: Literal["accept", "reject", "correct", "flag"]
    why: str = Field(default="", max_length=2000)
    to: str | None = Field(default=None, max_length=4000, description="Keys of the codebook's form, as JSON.")


class DecisionOut(Model):
    """A decision as it was kept."""

    subject: str
    verb: str
    who: str
    at: str
    why: str
    correction: str | None


class ReadIn(Model):
    """A document to read: an address of the web, or a text with a name."""

    address: str | None = Field(default=None, max_length=2000)
    text: str | None = Field(default=None, max_length=4_000_000)
    name: str = Field(default="text", min_length=1, max_length=200)


class ReadOut(Model):
    """What was read of one document, and what that changed."""

    address: str
    source: str | None
    is_new: bool
    statements: int
    learnt: list[str]
    withdrawn: list[str]
    trouble: str | None
