"""Findings for people and programs: text like a linter's, JSON, and SARIF 2.1.0."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from urllib.parse import quote as quote_address

from comity.checking.checks import CHECKS, Check
from comity.checking.pages import load_pages
from comity.checking.silencing import Silenced
from comity.checking.wording import one_line
from comity.model import Finding, Place

SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def write_text(findings: Iterable[Finding], addresses: Mapping[str, str]) -> str:
    """A line `path:line:column: C104 error: reason` for each finding, with its quotes and sums beneath.

    `addresses` gives the path of each source by its SHA-256.
    """
    return "".join(f"{line}\n" for finding in findings for line in text_lines(finding, addresses))


def text_lines(finding: Finding, addresses: Mapping[str, str]) -> list[str]:
    """The lines of one finding, the first with the place to mend."""
    head = f"{finding.code} {finding.severity}: {finding.reason}"
    lines = [f"{write_place(finding.places[0], addresses)}: {head}" if finding.places else head]
    lines += [f"    “{one_line(place.quote)}”  {write_place(place, addresses)}" for place in finding.places]
    if finding.arithmetic:
        lines.append(f"    sum: {finding.arithmetic}")
    if finding.settle:
        lines.append(f"    to settle: {finding.settle}")
    return lines


def write_place(place: Place, addresses: Mapping[str, str]) -> str:
    """`path:line:column`."""
    return f"{addresses.get(place.source, place.source[:12])}:{place.line}:{place.column}"


def write_json(findings: Iterable[Finding], addresses: Mapping[str, str]) -> str:
    """A JSON list; each place has the address of its source."""
    forms = [
        {
            **asdict(finding),
            "places": [{"address": addresses.get(place.source), **asdict(place)} for place in finding.places],
        }
        for finding in findings
    ]
    return json.dumps(forms, ensure_ascii=False, indent=1) + "\n"


def write_sarif(
    findings: Iterable[Finding], addresses: Mapping[str, str], *, silenced: Sequence[Silenced] = (),
    checks: Sequence[Check] = CHECKS,
) -> str:  # fmt: skip
    """A SARIF 2.1.0 log, as code hosts and editors read it; what is silenced stands in it with its `suppressions`."""
    told = list(findings)
    codes = sorted({finding.code for finding in (*told, *(one.finding for one in silenced))})
    known = {check.code: check for check in checks}
    driver = {"name": "comity", "rules": [sarif_rule(code, known.get(code)) for code in codes]}
    hidden = [
        {
            **sarif_result(one.finding, addresses),
            "suppressions": [{"kind": one.place, "status": "accepted", "justification": one.why}],
        }
        for one in silenced
    ]
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [*({**sarif_result(one, addresses), "suppressions": []} for one in told), *hidden],
    }
    return json.dumps({"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1) + "\n"


def sarif_rule(code: str, check: Check | None = None) -> dict[str, object]:
    """The rule of a code; of a check of one's own, its sentence."""
    page = next((page for page in load_pages() if page.code == code), None)
    if page is None and check is not None:
        level = {"level": check.severity}
        return {"id": code, "shortDescription": {"text": check.summary}, "defaultConfiguration": level}
    if page is None:
        return {"id": code}
    return {
        "id": code,
        "name": page.name,
        "shortDescription": {"text": page.summary},
        "fullDescription": {"text": page.says},
        "defaultConfiguration": {"level": page.severity},
    }


def sarif_result(finding: Finding, addresses: Mapping[str, str]) -> dict[str, object]:
    """One finding: its first place is the location, the others are related."""
    places = [sarif_location(place, addresses) for place in finding.places]
    extra = [text for text in (finding.arithmetic, finding.settle and f"To settle: {finding.settle}") if text]
    return {
        "ruleId": finding.code,
        "level": finding.severity,
        "message": {"text": " ".join([finding.reason, *extra])},
        "locations": places[:1],
        "relatedLocations": [{"id": number, **place} for number, place in enumerate(places[1:], start=1)],
        "partialFingerprints": {"comityFinding/v1": finding.id},
    }


def sarif_location(place: Place, addresses: Mapping[str, str]) -> dict[str, object]:
    """One place; where a quote runs over lines, its end is on another line."""
    lines: Sequence[str] = place.quote.split("\n")
    end_column = len(lines[-1]) + (place.column if len(lines) == 1 else 1)
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": quote_address(addresses.get(place.source, place.source), safe="/:?=&#%")},
            "region": {
                "startLine": place.line,
                "startColumn": place.column,
                "endLine": place.line + len(lines) - 1,
                "endColumn": end_column,
                "charOffset": place.start,
                "charLength": place.end - place.start,
                "snippet": {"text": place.quote},
            },
        }
    }
