"""Findings of time: what has gone stale, forecasts that nobody followed up, days that cannot be."""

from __future__ import annotations

import heapq
import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from operator import attrgetter

from comity.checking.case import Case, make_finding
from comity.checking.claims import agrees_in_attributes, agrees_in_roles
from comity.checking.constraints import told_by
from comity.checking.gathering import Cluster, in_order
from comity.checking.spans import is_same_time, span_of
from comity.checking.wording import name_amount, name_noun, name_thing, name_time, name_topic, plain
from comity.kinds import Kind
from comity.model import Finding, Statement, When
from comity.model.when import parse_when

# For each set of parties, the newest statements as (last day, id, statement), one of each source.
Newest = Mapping[frozenset[str], Sequence[tuple[date, str, Statement]]]
Days = tuple[date | None, date | None]
DAYS_IN_YEAR = 365.25
ID = attrgetter("id")
# Of a table with thousands of rows, the newest are quoted.
FEW_ROWS = 3
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTH = "|".join(MONTHS)
_WEEKDAY = re.compile(
    rf"\b({'|'.join(WEEKDAYS)}),?\s+(?:the\s+)?(?:(\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?\s+({_MONTH})|({_MONTH})\s+(\d{{1,2}})),?\s+(\d{{4}})\b"
)
_YEAR = re.compile(r"(?<![\d.,/])(?:1[89]\d\d|20\d\d)(?![\d/]|[.,]\d)")
_ANNIVERSARY = re.compile(
    r"(?P<n>\d{1,3})(?:st|nd|rd|th)\s+anniversary\b.{0,200}?"
    r"\b(?:established|founded|signed|opened|independence|set up|created|concluded|recogni[sz]ed)\b[^.;]{0,100}?"
    r"\b(?:in|on)\s+(?:\d{1,2}\s+\w+\s+|\w+\s+\d{1,2},\s+|\w+\s+)?(?P<founded>1[5-9]\d\d|20\d\d)\b",
    re.IGNORECASE,
)


# "by 2025", "will open in 2011", "is to be held in May 2011": the year that follows is when it is due; so is a time
# that is told from the day of the report ("next year").
_TERM = (
    r"\b(?:by|will|shall|(?:is|are|was|were) (?:due )?to|scheduled|planned for|expected|due)\b[^.;]{{0,80}}?\b{}\b"
    r"|\b(?:next|coming|later (?:this|in the)) (?:days?|weeks?|months?|years?|spring|summer|autumn|fall|winter)\b"
)


# -- stale ----------------------------------------------------------------------------------------------------------


def find_stale(case: Case) -> Iterator[Finding]:
    """For each source and kind, figures and states of affairs that are older than the kind allows.

    What a later state has replaced is history, and old by right.
    """
    replaced = case.replaced
    for name, standing in case.standing.items():
        kind = case.vocabulary[name]
        statements = [one for one in standing if one.id not in replaced] if replaced else standing
        times: dict[str, set[str | None]] = defaultdict(set)
        for one in statements:
            times[one.source].add(None if one.when is None else one.when.edtf)
        old = {sha: days for sha, known in times.items() if (days := age_of(case, sha, kind, known)) is not None}
        if old:
            oldest = min((newest for newest, _ in old.values() if newest is not None), default=date.max)
            others = newest_of_parties(standing, oldest)
            by_source: dict[str, list[Statement]] = defaultdict(list)
            for one in statements:
                by_source[one.source].append(one)
            for sha, days in old.items():
                yield tell_age(case, sha, kind, by_source[sha], days, others)


def parties_of(statement: Statement) -> frozenset[str]:
    """All that a statement names in its roles."""
    return frozenset(entity for _, entities in statement.roles for entity in entities)


def newest_of_parties(statements: Sequence[Statement], after: date) -> Newest:
    """For each set of parties, of what is after a day, the newest of each of the two sources that have the newest."""
    best: dict[frozenset[str], dict[str, tuple[date, str, Statement]]] = defaultdict(dict)
    for one in statements:
        day = last_day(one.when)
        if day is not None and day > after:
            told = best[parties_of(one)]
            mine = (day, one.id, one)
            if one.source not in told or told[one.source][:2] < mine[:2]:
                told[one.source] = mine
    return {parties: heapq.nlargest(2, told.values(), key=lambda found: found[:2]) for parties, told in best.items()}


def age_of(case: Case, sha: str, kind: Kind, times: Collection[str | None]) -> Days | None:
    """The newest day of a source's statements of a kind, of these times, where they are too old, or old at best.

    With it, where some give no date, the newest day that the source names at all.
    """
    written = case.written(sha)
    given = {edtf or (None if written is None else written.edtf) for edtf in times}
    days = [day for edtf in given if edtf is not None and (day := span_of(edtf).last) is not None]
    newest = date.fromordinal(max(days)) if days else None
    bound = newest_day(case, sha) if None in given else None
    known = max((day for day in (newest, bound) if day is not None), default=None)
    is_old = known is not None and years_between(known, case.on) > float(kind.stale_after_years or 0)
    return (newest, bound) if is_old else None


def tell_age(
    case: Case, sha: str, kind: Kind, statements: Sequence[Statement], days: Days, others: Newest
) -> Finding:  # fmt: skip
    """The finding for a source whose statements of a kind are too old."""
    newest, bound = days
    newer = newer_elsewhere(case, sha, statements, newest, others)
    ordered = sorted(statements, key=lambda one: (-(last_day(one.when) or date.min).toordinal(), one.evidence, one.id))
    return stale_finding(case, kind, ordered, newest, bound, newer)


def stale_finding(
    case: Case, kind: Kind, ordered: Sequence[Statement], newest: date | None, bound: date | None, newer: str
) -> Finding:
    """The finding for one source and kind; it quotes the newest first."""
    what = name_topic(kind, case.rules)
    limit = f"a statement on {what} counts as old after {kind.stale_after_years:g} years"
    if bound is None or (newest is not None and newest >= bound):
        age = int(years_between(newest or case.on, case.on))
        of = time_of(ordered[0]) if ordered[0].when else f"{day_in_words(newest or case.on)}, the date of the page"
        told = f"The newest statement on {what} is for {of}, more than {age} years ago"
    else:
        age = int(years_between(bound, case.on))
        told = (
            f"The page gives no date for what it says on {what}"
            + ("" if newest is None else f" beyond {time_of(ordered[0])}")
            + f", and the newest year that it names is {bound.year}, more than {age} years ago"
        )
    reason = f"{told}; {limit}{newer}."
    shown = ordered[:FEW_ROWS] if ordered[0].source in case.tables else ordered
    settle = f"A newer source on {what}, or the page's own date."
    return make_finding("C401", reason, map(case.place_of, shown), statements=shown, settle=settle)


def newer_elsewhere(case: Case, sha: str, statements: Sequence[Statement], newest: date | None, others: Newest) -> str:
    """In words, the newest statement that another source has of the same parties; '' where there is none."""
    told = [
        found
        for parties in {parties_of(one) for one in statements}
        for found in others.get(parties, ())
        if found[2].source != sha
    ]
    best = max(told, key=lambda found: found[:2], default=(None, "", None))[2]
    if best is None or newest is None or (last_day(best.when) or date.min) <= newest:
        return ""
    return f"; {case.name_source(best.source)} has {time_of(best)}"


def time_of(statement: Statement) -> str:
    """The time of a statement in words."""
    return name_time(statement.when)


def last_day(when: When | None) -> date | None:
    """The last day of a time; None where it is open or missing."""
    number = None if when is None else span_of(when.edtf).last
    return None if number is None else date.fromordinal(number)


def years_between(earlier: date, later: date) -> float:
    """Years from one day to another."""
    return (later - earlier).days / DAYS_IN_YEAR


def day_in_words(day: date) -> str:
    """A day in words; the last of a year stands for the year."""
    return str(day.year) if (day.month, day.day) == (12, 31) else f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def newest_day(case: Case, sha: str) -> date | None:
    """The newest day or year that a source's text names, up to the day asked for: it was not written before."""
    document = case.documents.get(sha)
    told = [statement.when for statement in case.told_in(sha) if statement.modality == "asserted"]
    days = [day for when in told if (day := last_day(when)) is not None and day <= case.on]
    if document is not None:
        days.extend(day for day in days_in(document.text) if day <= case.on)
        dated = (reference.retrieved or reference.published for reference in document.references)
        days.extend(day for edtf in dated if (day := last_day(parse_when(edtf or ""))) is not None and day <= case.on)
    return max(days, default=None)


def days_in(text: str) -> Iterator[date]:
    """The last day of each year that a text names."""
    return (date(int(year.group()), 12, 31) for year in _YEAR.finditer(text))


def find_years(text: str) -> set[int]:
    """The years that a text names."""
    return {int(year.group()) for year in _YEAR.finditer(text)}


# -- overdue ---------------------------------------------------------------------------------------------------------


def find_overdue(case: Case) -> Iterator[Finding]:
    """What was planned or forecast for a time that has passed, with nothing that tells whether it came about."""
    later = {
        cluster: group.asserted
        for groups in case.dealings.values()
        for group in groups
        if not group.is_asserted
        for (_, outlook), part in group.gathered.items()
        if outlook == "to come"
        for cluster in part
        if is_due(cluster, case.on) and not any(is_followed_up(cluster, other) for other in group.asserted)
    }
    for cluster in in_order(later):
        yield overdue(case, cluster, later[cluster])


def is_due(cluster: Cluster, on: date) -> bool:
    """Whether what is to come should have come by a day: a figure's period is over, or words set a term."""
    day = last_day(cluster.when)
    return day is not None and day < on and has_term(cluster.lead.statement)


def has_term(statement: Statement) -> bool:
    """Whether the time of what is to come is the one at which it should come: that of a figure, or one set in words.

    "Agreed in 1995 to exchange ambassadors" dates the agreement, not the exchange.
    """
    day = last_day(statement.when)
    term = None if day is None else re.search(_TERM.format(day.year), statement.quote, re.IGNORECASE)
    return statement.amount is not None or term is not None


def is_followed_up(cluster: Cluster, other: Cluster) -> bool:
    """Whether an asserted claim tells what became of a plan: a figure for its period, or the act itself since."""
    mine, yours = cluster.lead, other.lead
    if mine.statement.amount is not None:
        return (
            other.when is not None
            and yours.statement.amount is not None
            and is_same_time(cluster.when, other.when)
            and has_same_key_attributes(cluster, other)
        )
    if mine.statement.action not in (None, yours.statement.action) or not agrees_in_roles(mine, yours):
        return False
    start = None if cluster.when is None else cluster.when.first_day
    told = last_day(other.when)
    return agrees_in_attributes(mine, yours) and (start is None or told is None or told >= start)


def has_same_key_attributes(cluster: Cluster, other: Cluster) -> bool:
    """Whether two claims measure the same."""
    names = cluster.lead.kind.key_attributes
    return all(cluster.lead.narrowed.attribute(name) == other.lead.narrowed.attribute(name) for name in names)


def overdue(case: Case, cluster: Cluster, later: Sequence[Cluster]) -> Finding:
    """The finding for a plan or forecast whose time has passed, with the next that is known of it."""
    claim = cluster.lead
    amount = claim.statement.amount
    what = (
        f"{name_amount(amount)} ({name_noun(claim, case.rules)})"
        if amount
        else name_thing(claim, case.rules, on=case.on)
    )
    action = f" ({plain(claim.statement.action)})" if claim.statement.action else ""
    word = "forecast or target" if amount else "plan" if claim.statement.modality == "planned" else "hope"
    reason = (
        f"The {word} of {what}{action} for {name_term(cluster.when)} in {told_by(case, cluster)} "
        f"was never followed up: nothing in the record tells what came of it{next_known(case, cluster, later)}."
    )
    shown = list(cluster.statements)
    settle = f"A figure for {name_term(cluster.when)}." if amount else "A report from that time or later."
    return make_finding("C402", reason, map(case.place_of, shown), statements=shown, settle=settle)


def name_term(when: When | None) -> str:
    """A time that is set, in words: "2006", "2025 at the latest"."""
    words = name_time(when)
    return f"{words.removeprefix('until ')} at the latest" if words.startswith("until ") else words


def next_known(case: Case, cluster: Cluster, later: Sequence[Cluster]) -> str:
    """In words, the first figure after a forecast's period; '' where there is none."""
    end = last_day(cluster.when)
    after = [
        (day, one.lead.order, one)
        for one in later
        if one.lead.statement.amount and cluster.lead.statement.amount and has_same_key_attributes(cluster, one)
        and one.lead.statement.amount.unit == cluster.lead.statement.amount.unit
        and (day := last_day(one.when)) is not None and end is not None and day > end
    ]  # fmt: skip
    if not after:
        return ""
    _, _, best = min(after, key=lambda found: found[:2])
    amount = best.lead.statement.amount
    figure = "" if amount is None else name_amount(amount)
    return f"; the next figure is {figure} for {name_time(best.when)} ({told_by(case, best)})"


# -- days that cannot be ---------------------------------------------------------------------------------------------


def find_untimely(case: Case) -> Iterator[Finding]:
    """What is told as done of a day after the source was published, or after the day asked for."""
    written = {sha: day for sha in case.documents if (day := last_day(case.written(sha))) is not None}
    limits = {sha: min(day, case.on).toordinal() for sha, day in written.items()}
    today = case.on.toordinal()
    earliest = min([today, *limits.values()])
    times = {one.when.edtf for one in case.statements if one.when is not None}
    late = {edtf: first for edtf in times if (first := span_of(edtf).first) is not None and first > earliest}
    told = [one for one in case.statements if one.when is not None and one.when.edtf in late] if late else []
    for statement in sorted(told, key=ID):
        first = late[str(statement.when)]
        if first > limits.get(statement.source, today) and statement.modality == "asserted":
            yield untimely(case, statement, written.get(statement.source))


def untimely(case: Case, statement: Statement, written: date | None) -> Finding:
    """The finding for a statement about a day that its source cannot know."""
    if written is not None:
        reason = f"The page is of {day_in_words(written)}, but tells of {name_time(statement.when)} as past."
    else:
        reason = f"The page tells of {name_time(statement.when)} as past, which is after {day_in_words(case.on)}."
    settle = "Whether the date is a slip, or the page was changed after the date that it gives."
    return make_finding("C405", reason, [case.place_of(statement)], statements=[statement], settle=settle)


def find_wrong_weekdays(case: Case) -> Iterator[Finding]:
    """A weekday that does not fit its date."""
    for sentence in case.sentences:
        for found in _WEEKDAY.finditer(sentence.text):
            day = real_day(found)
            if day is not None and day.year >= 1923 and WEEKDAYS[day.weekday()] != found.group(1):
                sha = sentence.document.source.sha256
                place = case.place(sha, sentence.start + found.start(), sentence.start + found.end())
                reason = f"{day_in_words(day)} was a {WEEKDAYS[day.weekday()]}, not a {found.group(1)}."
                yield make_finding(
                    "C404", reason, [place], settle="The communiqué of the day: the date or the weekday is a slip."
                )


def real_day(found: re.Match[str]) -> date | None:
    """The day that a match names; None where there is no such day."""
    number, month, year = found.group(2) or found.group(5), found.group(3) or found.group(4), int(found.group(6))
    try:
        return date(year, MONTHS.index(month) + 1, int(number))
    except ValueError:
        return None


def find_wrong_anniversaries(case: Case) -> Iterator[Finding]:
    """An anniversary whose number does not fit the two years that its sentence gives."""
    for sentence in case.sentences:
        found = _ANNIVERSARY.search(sentence.text)
        if found is None:
            continue
        founded = int(found["founded"])
        years = find_years(sentence.text) - {founded}
        if len(years) == 1:
            celebrated = years.pop()
            if celebrated > founded and celebrated - founded != int(found["n"]):
                sum_ = f"{celebrated} − {founded} = {celebrated - founded}; printed: {found['n']}."
                reason = f"The anniversary does not fit its founding: {sum_}"
                yield make_finding(
                    "C403",
                    reason,
                    [case.place_of_sentence(sentence)],
                    arithmetic=sum_,
                    settle="The founding date from a document of the time.",
                )
