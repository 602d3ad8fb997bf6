"""What the API takes and gives, as its OpenAPI document tells it. The columns are those of `comity.exchange`."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from comity.model.fact import Severity, Standing

Id = Annotated[str, Field(pattern="^[0-9a-f]{16,32}$")]
Sha256 = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
DayText = Annotated[str, Field(pattern="^[0-9]{4}-[0-9]{2}-[0-9]{2}$", description="YYYY-MM-DD")]
Edtf = Annotated[str, Field(description="A time in EDTF", examples=["1992-03-02", "2004/2007", "199X"])]
Reason = Annotated[str, Field(max_length=2000)]


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
    when: Edtf | None
    first_day: DayText | None
    last_day: DayText | None
    modality: Literal["asserted", "planned", "hoped", "denied"]
    value: float | None
    to: float | None
    unit: str | None
    bound: str | None


class StatementRow(Claim):
    """A statement with its place in its source."""

    id: Id
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    quote: str
    source: Sha256
    cue: str


class FactRow(Claim):
    """A fact: its most precise claim, its standing, and what it rests on."""

    id: Id
    standing: Standing
    origins: int = Field(ge=0)
    statements: str
    sources: str
    reasons: str
    quote: str


class FindingRow(Model):
    """A finding, with its first place."""

    id: Id
    code: str = Field(pattern="^[A-Z][0-9]+$")
    severity: Severity
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

    sha256: Sha256
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

    when: Edtf
    time: str
    sentence: str
    kind: str
    standing: Standing
    sources: int = Field(ge=1)
    id: Id


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

    source: Sha256
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    total: int = Field(ge=0)
    text: str


class Said(Model):
    """What is said of a statement or a finding, which is named by its id or the first digits of it.

    A finding is sought in all that the record has, or, much quicker, in what is known of these one or two `states`.
    """

    id: str = Field(pattern="^[0-9a-f]{4,32}$")
    states: list[Annotated[str, Field(max_length=200)]] = Field(default=[], max_length=2, examples=[["KAZ", "TUR"]])


class AcceptedOrFlagged(Said):
    """That it is right, or that it is doubted."""

    verb: Literal["accept", "flag"]
    why: Reason = ""


class Rejected(Said):
    """That it is wrong, and why."""

    verb: Literal["reject"]
    why: Reason = Field(pattern=r"\S")


class Corrected(Said):
    """What a statement should say: keys of the codebook's form, such as {"when": "1992-03-02"}; and why."""

    verb: Literal["correct"]
    why: Reason = Field(pattern=r"\S")
    to: dict[str, Any] = Field(min_length=1, examples=[{"when": "1992-03-02"}])


DecisionIn = Annotated[AcceptedOrFlagged | Rejected | Corrected, Field(discriminator="verb")]


class DecisionOut(Model):
    """A decision as it was kept."""

    subject: str
    verb: str
    who: str
    at: str
    why: str
    correction: str | None


class AddressIn(Model):
    """An address of the web, of which what stands there is read."""

    address: str = Field(
        pattern=r"^https?://[^\s/?#]+[^\s]*$", max_length=2000, examples=["https://www.example.org/visit"]
    )


class TextIn(Model):
    """A text, and the name under which it is kept."""

    text: str = Field(pattern=r"\S", max_length=4_000_000)
    name: str = Field(default="text", min_length=1, max_length=200)


ReadIn = AddressIn | TextIn


class ReadOut(Model):
    """What was read of one document, and what that changed."""

    address: str
    source: str | None
    is_new: bool
    statements: int
    learnt: list[str]
    withdrawn: list[str]
    trouble: str | None
