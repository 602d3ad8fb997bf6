"""Acts of states and organisations on days on which they did not exist."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from comity.checking.case import Case
from comity.checking.claims import Cluster
from comity.checking.constraints import contradiction, told_by, values_of
from comity.checking.naming import name_entity
from comity.checking.wording import name_time
from comity.errors import UnknownNameError
from comity.model import Finding, When
from comity.names import state
from comity.names.organisations import organisation
from comity.names.spans import first_day, last_day

# Lists and governments disagree by days or months on when a state began (declared, recognised, seated).
MARGIN = timedelta(days=366)


def find_outside_life(case: Case) -> Iterator[Finding]:
    """Claims on a time at which one of their parties was not there yet, or no more."""
    for rule in case.rules_named("lives"):
        for cluster in case.asserted.get(rule.kind.name, ()):
            codes = {code for role in rule.words("roles") for code in values_of(cluster.lead, role)}
            for code in sorted(codes):
                told = outside(code, cluster, case.on)
                if told:
                    reason = f"{told_by(case, cluster)} tells of {name_time(cluster.when)}: {told}."
                    yield contradiction(
                        case, "C106", reason, cluster, settle="Whether its predecessor is meant, or the date is a slip."
                    )


def outside(code: str, cluster: Cluster, on: date) -> str:
    """In words, why a party was not there; '' where it was, or where that is not known."""
    begin, end = life_of(code)
    when = cluster.when
    first, last = (None, None) if when is None else (when.first_day, when.last_day)
    if when is None or when.is_approximate or when.is_uncertain:
        return ""
    if begin and last is not None and last + MARGIN < first_day(begin):
        return f"{name_entity(code, on=on)} began on {name_time(When(begin))}"
    if end and first is not None and first > last_day(end) + MARGIN:
        return f"{name_entity(code, on=last_day(end))} ended on {name_time(When(end))}"
    return ""


def life_of(code: str) -> tuple[str | None, str | None]:
    """The days on which a state or organisation began and ended; None where open or unknown."""
    try:
        known = state(code)
        return known.begin, known.end
    except UnknownNameError:
        pass
    try:
        body = organisation(code)
        return body.founded, body.ended
    except UnknownNameError:
        return None, None
