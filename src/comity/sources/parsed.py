"""What a page's markup comes to: pieces, the regions that they stand in, and what the head says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from comity.sources.draft import Piece


@dataclass(frozen=True, slots=True)
class Region:
    """A part of the page: "main", "article", "strong" or "weak" boilerplate, or "" for all else."""

    kind: str = ""


@dataclass(slots=True)
class Head:
    """What a page says of itself outside its prose."""

    title: str = ""
    language: str = ""
    base: str = ""
    metas: list[tuple[str, str]] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)
    scripts: list[str] = field(default_factory=list)
    times: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Markup:
    """The pieces of a page, its regions by number, its head, and how many characters are hidden.

    `parents` are the parts in which the page's parts stand, by number; part 0 is the page.
    """

    pieces: list[Piece]
    regions: list[Region]
    head: Head
    hidden: int
    parents: Sequence[int] = (0,)
