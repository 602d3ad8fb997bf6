"""The arithmetic of figures: growth against its two amounts, totals against their parts, shares against totals.

A figure can be as far off as its print rounds it: "556.8 million" by 0.05 million. What rounding can mend is not told.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from comity.checking.case import Case, make_finding
from comity.checking.claims import Claim, Heading
from comity.checking.lazy import lazy
from comity.checking.printed import SCALES, half_step, printed_numbers
from comity.checking.rules import Rule
from comity.checking.sentences import Sentence
from comity.checking.spans import only_year
from comity.checking.wording import name_amount, name_number, name_thing, name_time
from comity.model import Amount, Finding, Statement
from comity.model.when import shift_years


@dataclass(eq=False)
class Figure:
    """A figure of one source: its claim, value, and how far its print may round."""

    claim: Claim
    amount: Amount

    @lazy
    def step(self) -> float:
        """Half of its last printed place."""
        return half_step(self.amount, self.statement.quote)

    @property
    def statement(self) -> Statement:
        """The statement that gives it."""
        return self.claim.statement

    @property
    def low(self) -> float:
        """The least that it can mean."""
        return self.amount.value - self.step

    @property
    def high(self) -> float:
        """The most that it can mean."""
        return self.amount.value + self.step


def figures_of(case: Case, rule: Rule, names: Iterable[str], is_wanted: Callable[[Heading], bool]) -> list[Figure]:
    """The plain figures of a rule's kind (asserted, of one period, without bound or range); none where none is wanted.

    Few tables give a growth or a total: without one, nothing is to be reckoned. What is wanted gives these `names`.
    """
    if not case.gives(rule.kind.name, *names) or not case.says(rule.kind.name, is_wanted):
        return []
    claims = [claim for cluster in case.told(rule.kind.name) for claim in cluster.claims]
    found: dict[Hashable, Figure] = {}
    for claim in claims:
        amount = claim.statement.amount
        if amount and amount.to is None and amount.bound in (None, "approx") and only_year(claim.statement.when):
            found.setdefault((claim.statement.id, claim.parties), Figure(claim, amount))
    return list(found.values())


# -- growth ----------------------------------------------------------------------------------------------------------


def find_wrong_growth(case: Case) -> Iterator[Finding]:
    """A growth in percent that does not follow from the two amounts that the same source gives."""
    for rule in case.rules_named("growth"):
        figures, rates = list_rates(case, rule)
        tables = group_figures(figures, lambda one: one.claim.parties) if rates else {}
        for one, rate in rates:
            before = base_of(one, tables)
            if before is not None:
                yield from check_growth(case, one, before, rate)


def list_rates(case: Case, rule: Rule) -> tuple[list[Figure], list[tuple[Figure, float]]]:
    """The figures of a rule's kind, and those with a growth rate."""

    def rate_of(told: Statement | Heading) -> float | None:
        rate = told.attribute(rule.word("by"))
        return float(rate) if isinstance(rate, int | float) else None

    figures = figures_of(case, rule, [rule.word("by")], lambda heading: rate_of(heading) is not None)
    grown = ((one, rate_of(one.statement)) for one in figures)
    return figures, [(one, rate) for one, rate in grown if rate is not None]


def group_figures(figures: Sequence[Figure], who: Callable[[Figure], Hashable]) -> dict[Hashable, list[Figure]]:
    """The figures of one source, period and unit that are of the same parties, as `who` tells them."""
    found: dict[Hashable, list[Figure]] = defaultdict(list)
    for one in figures:
        found[one.statement.source, one.statement.when, one.amount.unit.casefold(), who(one)].append(one)
    return found


def find_growth_across(case: Case) -> Iterator[Finding]:
    """A growth whose earlier amount only another source gives, and which does not follow from it."""
    for rule in case.rules_named("growth"):
        figures, rates = list_rates(case, rule)
        tables = group_figures(figures, lambda one: one.claim.parties) if rates else {}
        every: dict[Hashable, list[Figure]] = defaultdict(list)
        for one in figures if rates else ():
            every[one.statement.when, one.amount.unit.casefold(), one.claim.parties].append(one)
        for one, rate in rates:
            if base_of(one, tables) is None and (before := base_elsewhere(one, every)) is not None:
                yield from check_growth(case, one, before, rate, code="C306")


def base_elsewhere(grown: Figure, every: Mapping[Hashable, Sequence[Figure]]) -> Figure | None:
    """The figure one year earlier that all other sources agree on; None where they give none, or two."""
    earlier = None if grown.statement.when is None else shift_years(grown.statement.when, -1)
    near = every.get((earlier, grown.amount.unit.casefold(), grown.claim.parties), ())
    fitting = {figure.amount.value: figure for figure in near if is_same_measure(figure, grown)}
    sources = {figure.statement.source for figure in fitting.values()}
    return next(iter(fitting.values())) if len(fitting) == 1 and grown.statement.source not in sources else None


def base_of(grown: Figure, tables: Mapping[Hashable, Sequence[Figure]]) -> Figure | None:
    """The figure for the same thing one year earlier in the same source; None where it gives none, or two."""
    earlier = None if grown.statement.when is None else shift_years(grown.statement.when, -1)
    near = tables.get((grown.statement.source, earlier, grown.amount.unit.casefold(), grown.claim.parties), ())
    fitting = {figure.amount.value: figure for figure in near if is_same_measure(figure, grown)}
    return next(iter(fitting.values())) if len(fitting) == 1 else None


def is_same_measure(left: Figure, right: Figure) -> bool:
    """Whether two figures of the same parties measure the same thing."""
    names = [name for name in left.claim.kind.attributes if name not in left.claim.shape.details]
    return all(left.claim.narrowed.attribute(name) == right.claim.narrowed.attribute(name) for name in names)


def check_growth(case: Case, grown: Figure, before: Figure, percent: float, *, code: str = "C301") -> Iterator[Finding]:
    """The finding where a growth rate cannot be right, with the sum that shows it."""
    if before.low <= 0:
        return
    least, most = (grown.low / before.high - 1) * 100, (grown.high / before.low - 1) * 100
    step = half_step(Amount(abs(percent), "percent"), sentence_around(case, grown.statement))
    if any(least - step <= rate <= most + step for rate in (percent, -percent)):
        return
    follows = (grown.amount.value / before.amount.value - 1) * 100
    sum_ = (
        f"({name_number(grown.amount.value)} − {name_number(before.amount.value)}) "
        f"÷ {name_number(before.amount.value)} "
        f"= {follows:.2f} %, with rounding {least:.2f} to {most:.2f} %; printed: {percent:g} %."
    )
    ends = [f"{name_amount(one.amount)} ({name_time(one.statement.when)})" for one in (before, grown)]
    reason = f"A growth of {percent:g} % does not follow from {ends[0]} and {ends[1]}: that is {follows:.1f} %."
    shown = [grown.statement, before.statement]
    settle = "The statistics from which the figures are taken: one of the three is wrong or rounded."
    yield make_finding(code, reason, map(case.place_of, shown), statements=shown, arithmetic=sum_, settle=settle)


def sentence_around(case: Case, statement: Statement) -> str:
    """The sentence of a statement, as far as its document is here; otherwise its quote."""
    document = case.documents.get(statement.source)
    if document is None:
        return statement.quote
    return document.text[max(0, statement.evidence.start - 120) : statement.evidence.end + 120]


# -- sums and balances ----------------------------------------------------------------------------------------------


def find_wrong_sums_and_balances(case: Case) -> Iterator[Finding]:
    """Totals and balances that do not follow from the two flows that the same source gives for the same period."""
    yield from find_wrong_sums(case)
    yield from find_wrong_balances(case)


def find_wrong_sums(case: Case) -> Iterator[Finding]:
    """A total that is not the sum of the two flows that the same source gives for the same period."""
    for rule in case.rules_named("sum"):
        for whole, parts in with_parts(case, rule, "whole"):
            expected = parts[0].amount.value + parts[1].amount.value
            step = whole.step + parts[0].step + parts[1].step
            if abs(whole.amount.value - expected) > step * 1.000001:
                shown = " + ".join(name_number(part.amount.value) for part in parts)
                sum_ = f"{shown} = {name_number(expected)}; printed: {name_number(whole.amount.value)}."
                yield wrong_sum(case, "The total is not the sum of the two flows", whole, parts, sum_)


def find_wrong_balances(case: Case) -> Iterator[Finding]:
    """A balance that is not the difference of the two flows that the same source gives for the same period."""
    for rule in case.rules_named("difference"):
        for balance, parts in with_parts(case, rule, "balance"):
            expected = abs(parts[0].amount.value - parts[1].amount.value)
            step = balance.step + parts[0].step + parts[1].step
            if abs(abs(balance.amount.value) - expected) > step * 1.000001:
                shown = " − ".join(name_number(part.amount.value) for part in parts)
                sum_ = f"{shown} = {name_number(expected)}; printed: {name_number(abs(balance.amount.value))}."
                yield wrong_sum(case, "The balance is not the difference of the two flows", balance, parts, sum_)


def with_parts(case: Case, rule: Rule, key: str) -> Iterator[tuple[Figure, list[Figure]]]:
    """Each whole of a rule with its two parts, the larger first: same source, period, unit and states."""
    values = rule.values(key)
    figures = figures_of(case, rule, values, lambda heading: has_values(heading, values))
    tables = group_figures(figures, lambda one: one.claim.states)
    for table in tables.values():
        parts = {one.claim.parties: one for one in table if has_values(one.statement, rule.values("parts"))}
        if len(parts) == 2:
            ordered = sorted(parts.values(), key=lambda part: (-part.amount.value, part.claim.order))
            yield from ((whole, ordered) for whole in table if has_values(whole.statement, rule.values(key)))


def has_values(told: Statement | Heading, values: Mapping[str, Sequence[str]]) -> bool:
    """Whether the attributes of a figure are among those that a rule names."""
    return all(str(told.attribute(name)) in allowed for name, allowed in values.items())


def wrong_sum(case: Case, what: str, whole: Figure, parts: Sequence[Figure], sum_: str) -> Finding:
    """The finding for a total or balance."""
    shown = [whole.statement, *(part.statement for part in parts)]
    thing = name_thing(whole.claim, case.rules, on=case.on)
    reason = f"{what} ({thing}, {name_time(whole.statement.when)}): {sum_}"
    settle = "The table from which the three figures are taken."
    return make_finding("C303", reason, map(case.place_of, shown), statements=shown, arithmetic=sum_, settle=settle)


# -- sums in one sentence --------------------------------------------------------------------------------------------

_NUMBER = r"(?P<{0}>\d(?:[\d.,]*\d)?)\s?(?P<{0}s>" + "|".join(sorted(SCALES, key=len, reverse=True)) + r")?\b"
_UNIT = r"(?:(?:USD|EUR|GBP|US dollars|US\$|\$|€|£|about|some|around|only|just|the)\s?)*"
_PERCENT = re.compile(r"(\d+(?:[.,]\d+)?)(?=\s?(?:%|per cent|percent)(?! point))")
_FROM_TO = re.compile(
    r"\bfrom\s+" + _UNIT + _NUMBER.format("a") + r"[^.;\d]{0,40}(?:\(?(?:in\s+)?\d{4}\)?)?[^.;\d]{0,20}?\bto\s+" + _UNIT
    + _NUMBER.format("b"),
    re.IGNORECASE,
)  # fmt: skip
_GROWTH = re.compile(
    r"\b(?:increas|grew|grow|rose|rise|rising|up by|jump|surg|fell|fall|declin|decreas|drop|shr[aiu]nk)", re.I
)
_SHARE_OF = re.compile(
    r"\bout of\b|\bof (?:a|the|its|their)?\s?(?:total|overall)\b|\btotal of\b|%\s?of\b|per ?cent of\b", re.IGNORECASE
)
# "doubled" of a figure that grew by 1.8 or 2.3 is usual English; what is told lies outside.
STATISTICS = "The statistics behind the sentence."
MULTIPLES = {"doubled": (1.75, 2.6), "tripled": (2.6, 3.6), "trebled": (2.6, 3.6), "quadrupled": (3.5, 4.6)}
_MULTIPLE = re.compile(r"\b(doubled|tripled|trebled|quadrupled)\b", re.IGNORECASE)


def find_wrong_sentences(case: Case) -> Iterator[Finding]:
    """Growth and multiples "from … to …" in one sentence that do not follow from its two amounts."""
    for sentence in case.sentences:
        pair = _FROM_TO.search(sentence.text)
        if pair is not None:
            before, after = scaled(pair, "a", pair["bs"]), scaled(pair, "b", pair["bs"])
            if before and after and not looks_like_years(pair):
                yield from check_sentence(case, sentence, before, after)


def looks_like_years(pair: re.Match[str]) -> bool:
    """Whether "from 1998 to 2004" is a span of years, or a range of percents."""
    both = (pair["a"], pair["b"])
    return all(re.fullmatch(r"(?:1[5-9]|20)\d\d", digits) for digits in both) and not (pair["as"] or pair["bs"])


def scaled(pair: re.Match[str], name: str, default: str | None) -> tuple[float, float] | None:
    """A number of a match in whole units with half of its last place; the scale of the second holds for both."""
    scale = pair[name + "s"] or default or ""
    return next(((value, step / 2) for value, step in printed_numbers(f"{pair[name]} {scale}".strip())), None)


def check_sentence(
    case: Case, sentence: Sentence, before: tuple[float, float], after: tuple[float, float]
) -> Iterator[Finding]:
    """The finding where the percent or the multiple of a sentence does not follow from its amounts."""
    low, high = (
        (after[0] - after[1]) / (before[0] + before[1]),
        (after[0] + after[1]) / max(before[0] - before[1], 1e-9),
    )
    percents = list(_PERCENT.finditer(sentence.text))
    multiple = _MULTIPLE.search(sentence.text)
    ratio = after[0] / before[0]
    if len(percents) == 1 and _GROWTH.search(sentence.text):
        value, step = next(printed_numbers(percents[0].group()))
        rates = sorted((abs(low - 1) * 100, abs(high - 1) * 100))
        if not rates[0] - step / 2 <= value <= rates[1] + step / 2 and not low <= 1 <= high:
            yield wrong_sentence(case, sentence, before[0], after[0], f"{percents[0].group()} %", (ratio - 1) * 100)
    elif multiple is not None and not percents:
        least, most = MULTIPLES[multiple.group().lower()]
        if high < least or (low > most and "more than" not in sentence.text.casefold()):
            yield wrong_sentence(case, sentence, before[0], after[0], f"“{multiple.group()}”", (ratio - 1) * 100)


def wrong_sentence(case: Case, sentence: Sentence, before: float, after: float, printed: str, rate: float) -> Finding:
    """The finding for a sentence whose sum does not come out."""
    ends = name_number(before), name_number(after)
    sum_ = f"{ends[1]} ÷ {ends[0]} = {after / before:.3g}, a change of {rate:.2f} %; printed: {printed}."
    reason = f"The sentence's own figures do not give {printed}: from {ends[0]} to {ends[1]} is {rate:.1f} %."
    return make_finding("C302", reason, [case.place_of_sentence(sentence)], arithmetic=sum_, settle=STATISTICS)


def find_wrong_shares(case: Case) -> Iterator[Finding]:
    """A share in percent that does not follow from the part and the total that stand in the same sentence."""
    for sentence in case.sentences:
        percents = list(_PERCENT.finditer(sentence.text))
        money = list(MONEY.finditer(sentence.text))
        if len(percents) == 1 and len(money) == 2 and is_share(sentence.text):
            values = [next(printed_numbers(f"{one['n']} {one['s']}")) for one in money]
            if money[0]["c"].strip().casefold() == money[1]["c"].strip().casefold():
                yield from check_share(case, sentence, percents[0].group(), values)


MONEY = re.compile(
    r"(?P<c>USD|EUR|GBP|US\$|\$|€|£)\s?(?P<n>\d(?:[\d.,]*\d)?)[\s-]?(?P<s>"
    + "|".join(sorted(SCALES, key=len, reverse=True))
    + r")\b"
)


def is_share(text: str) -> bool:
    """Whether a sentence sets a part against a total, and tells of no growth."""
    return (
        bool(_SHARE_OF.search(text))
        and not _GROWTH.search(text)
        and bool(re.search(r"\btotal\b|\bout of\b|\boverall\b", text))
    )


def check_share(
    case: Case, sentence: Sentence, percent: str, values: Sequence[tuple[float, float]]
) -> Iterator[Finding]:
    """The finding where part ÷ total is not the printed share."""
    (part, part_step), (whole, whole_step) = sorted(values)
    share, share_step = next(printed_numbers(percent))
    low = (part - part_step / 2) / (whole + whole_step / 2) * 100
    high = (part + part_step / 2) / max(whole - whole_step / 2, 1e-9) * 100
    if low - share_step / 2 <= share <= high + share_step / 2:
        return
    sum_ = f"{name_number(part)} ÷ {name_number(whole)} = {part / whole * 100:.2f} %; printed: {share:g} %."
    reason = (
        f"A share of {share:g} % does not follow from {name_number(part)} and the total of {name_number(whole)}: {sum_}"
    )
    yield make_finding("C304", reason, [case.place_of_sentence(sentence)], arithmetic=sum_, settle=STATISTICS)
