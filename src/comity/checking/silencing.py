"""Findings that somebody silenced, each with the reason: kept beside the others, so that a report can show them.

Three ways: a decision in the record, an entry of the project's configuration, or a comment in the source itself:

    <!-- comity: silence C501 The sentence is quoted as the treaty has it. -->
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from comity.model import Finding

# HTML, Markdown and wikitext have one form of comment. A silence without a reason is none.
COMMENT = re.compile(
    rb"<!--\s{0,9}comity:\s{0,9}silence\s{1,9}([A-Z]\d{1,4}|[0-9a-f]{8,16})\s{1,9}([^\s<>-][^<>]{0,500}?)\s{0,9}-->"
)


@dataclass(frozen=True)
class Silence:
    """A code, a group of codes, or the first digits of a finding's id; and why it is not told."""

    subject: str
    why: str

    def covers(self, finding: Finding) -> bool:
        """Whether a finding is meant."""
        if self.subject[:1].isupper():
            return finding.code.startswith(self.subject)
        return finding.id.startswith(self.subject)


@dataclass(frozen=True)
class Silenced:
    """A finding that is not told, why, and whether the source says so itself or somebody else does."""

    finding: Finding
    why: str
    place: Literal["inSource", "external"] = "external"


def find_silences(data: bytes) -> tuple[Silence, ...]:
    """The silences that comments of a source ask for.

    >>> find_silences(b"<!-- comity: silence C501 So it stands in the treaty. -->")
    (Silence(subject='C501', why='So it stands in the treaty.'),)
    """
    pairs = ((found[1].decode("ascii"), found[2].decode("utf-8", "replace")) for found in COMMENT.finditer(data))
    return tuple(Silence(subject, why) for subject, why in pairs)


def part(
    findings: Iterable[Finding], wanted: Sequence[Silence], in_source: Mapping[str, Sequence[Silence]]
) -> tuple[list[Finding], list[Silenced]]:
    """The findings that are told, and those that are silenced.

    `in_source` has the silences of each source by SHA-256; they hold for findings whose first place is there.
    """
    told: list[Finding] = []
    silenced: list[Silenced] = []
    for finding in findings:
        own = in_source.get(finding.places[0].source, ()) if finding.places else ()
        by_comment = next((one for one in own if one.covers(finding)), None)
        by_other = next((one for one in wanted if one.covers(finding)), None)
        if by_comment is not None:
            silenced.append(Silenced(finding, by_comment.why, "inSource"))
        elif by_other is not None:
            silenced.append(Silenced(finding, by_other.why))
        else:
            told.append(finding)
    return told, silenced
