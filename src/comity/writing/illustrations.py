"""The pictures of a page, from its facts: the timeline, figures and counts by year, the map of posts.

Each gives the picture with the facts that it shows, so that it can be bound to its sources like a sentence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from comity import names
from comity.kinds import Kind
from comity.model import Fact
from comity.writing import words
from comity.writing.charts import Bar, draw_bars, draw_directions
from comity.writing.claims import ClaimWords
from comity.writing.phrases import Phrases, TablePlan, load_phrases
from comity.writing.phrasing import write_claim
from comity.writing.picture import Picture
from comity.writing.post_map import Post, draw_posts
from comity.writing.tables import split_facts
from comity.writing.telling import words_of
from comity.writing.timeline_drawing import Lane, Moment, draw_timeline
from comity.writing.view import View

Illustration = tuple[Picture, list[Fact]]

LEAST_MOMENTS = 4
LEAST_BARS = 3
LEAST_COUNTED = 10  # visits: fewer are read from their table
MOST_CHARTS = 3  # of one kind: those with most figures


def show_timeline(view: View) -> Illustration | None:
    """All that is dated, but for figures, in a lane for each section."""
    shown: dict[str, list[Fact]] = {}
    for kind in sorted(view.vocabulary.values(), key=lambda kind: (kind.order, kind.name)):
        plan = load_phrases(kind).table
        if plan is not None and plan.chart == "amount":
            continue
        facts = [fact for fact in view.facts if fact.claim.kind == kind.name and is_dated(fact)]
        if facts:
            shown.setdefault(view.house.spell(kind.heading), []).extend(facts)
    facts = [fact for group in shown.values() for fact in group]
    if len(facts) < LEAST_MOMENTS:
        return None
    lanes = [Lane(heading, tuple(make_moment(view, fact) for fact in group)) for heading, group in shown.items()]
    picture = draw_timeline(lanes, until=view.on)
    return None if picture is None else (picture, facts)


def is_dated(fact: Fact) -> bool:
    """Whether a fact has a time with a known end, and is not denied."""
    when = fact.claim.when
    return when is not None and (when.first_day or when.last_day) is not None and fact.claim.modality != "denied"


def make_moment(view: View, fact: Fact) -> Moment:
    """A fact as a mark of the timeline."""
    assert fact.claim.when is not None
    mode = view.mode(fact)
    text = words.end_sentence(write_claim(words_of(view, fact.claim, mode), mode))
    return Moment(
        fact.claim.when, text, fact.id, fact.standing == "disputed", fact.claim.modality in ("planned", "hoped")
    )


def show_table(view: View, kind: Kind, facts: Sequence[Fact], plan: TablePlan) -> Iterator[Illustration]:
    """The pictures that a kind's table asks for: figures by year, counts by year, the map of its places."""
    if plan.chart == "amount":
        yield from show_figures(view, kind, facts, plan)
    if plan.chart == "count" and (counted := show_counts(view, facts, plan)) is not None:
        yield counted
    if plan.map is not None:
        yield from show_posts(view, kind, facts, plan)


def group_by_measure(view: View, kind: Kind, facts: Sequence[Fact], plan: TablePlan) -> dict[str, list[Fact]]:
    """The figures of a kind by what they measure, as the column "Measure" of its table has it."""
    groups: dict[str, list[Fact]] = {}
    for fact in facts:
        measure = ClaimWords(fact.claim, kind, view.setting, is_present=True).write(plan.columns["Measure"])
        groups.setdefault(" ".join((measure or kind.name).split()), []).append(fact)
    return groups


def show_figures(view: View, kind: Kind, facts: Sequence[Fact], plan: TablePlan) -> Iterator[Illustration]:
    """A chart for each measure of which there are enough years; figures of the most frequent unit only."""
    told = [fact for fact in facts if fact.claim.amount is not None and fact.claim.modality != "denied"]
    charts = []
    for measure, group in group_by_measure(view, kind, told, plan).items():
        units = Counter(fact.claim.amount.unit for fact in group if fact.claim.amount is not None)
        unit = max(sorted(units), key=lambda one: units[one])
        drawn = [(bar, fact) for fact in group if (bar := make_bar(view, fact, unit)) is not None]
        if len({bar.year for bar, _ in drawn}) >= LEAST_BARS:
            charts.append((measure, unit, drawn))
    for measure, unit, drawn in sorted(charts, key=lambda chart: -len(chart[2]))[:MOST_CHARTS]:
        picture = draw_bars(measure, [bar for bar, _ in drawn], unit=words.unit_words(unit))
        if picture is not None:
            yield picture, [fact for _, fact in drawn]


def make_bar(view: View, fact: Fact, unit: str) -> Bar | None:
    """A figure as a bar; None where it is not of one year or not in that unit."""
    when, amount = fact.claim.when, fact.claim.amount
    if when is None or amount is None or amount.unit != unit or when.first_day is None or when.last_day is None:
        return None
    if when.first_day.year != when.last_day.year:
        return None
    return Bar(
        when.first_day.year, amount.to or amount.value, words.amount_words(amount), fact.id, amount.bound,
        fact.claim.modality in ("planned", "hoped"), fact.standing == "disputed",
    )  # fmt: skip


def show_counts(view: View, facts: Sequence[Fact], plan: TablePlan) -> Illustration | None:
    """How often by year, each state's up and the other's down."""
    counted = [fact for fact in facts if fact.claim.modality == "asserted" and fact.claim.when is not None
               and fact.claim.when.first_day is not None]  # fmt: skip
    sides = [[fact for fact in counted if plan.split and code in fact.claim.role(plan.split)] for code in view.pair]
    if len(counted) < LEAST_COUNTED:
        return None
    years = [[fact.claim.when.first_day.year for fact in side if fact.claim.when and fact.claim.when.first_day]
             for side in sides]  # fmt: skip
    labels = [caption_of(view, side, plan) or view.name(code) for side, code in zip(sides, view.pair, strict=True)]
    picture = draw_directions((labels[0], labels[1]), (years[0], years[1]))
    return None if picture is None else (picture, [fact for side in sides for fact in side])


def caption_of(view: View, facts: Sequence[Fact], plan: TablePlan) -> str | None:
    """What the table of these facts is called."""
    if plan.caption is None or not facts:
        return None
    claim = ClaimWords(facts[0].claim, view.kind(facts[0]), view.setting, is_present=True)
    return words.capitalise(claim.write(plan.caption) or "") or None


def show_posts(view: View, kind: Kind, facts: Sequence[Fact], plan: TablePlan) -> Iterator[Illustration]:
    """The map of the places of each table, of what holds on the day."""
    phrases = load_phrases(kind)
    for group in split_facts(view, facts, plan):
        held = [fact for fact in group if fact.id in view.holding]
        posts = [(post, fact) for fact in held for post in make_posts(view, fact, plan, phrases)]
        hosts = {
            code for fact in held for role in kind.key_roles if role != plan.split for code in fact.claim.role(role)
        }
        title = caption_of(view, held, plan)
        if title is None or len(hosts) != 1:
            continue
        picture = draw_posts(hosts.pop(), [post for post, _ in posts], title=title)
        if picture is not None:
            yield picture, list({fact.id: fact for _, fact in posts}.values())


def make_posts(view: View, fact: Fact, plan: TablePlan, phrases: Phrases) -> Iterator[Post]:
    """The places of a fact, as far as it is known where they lie."""
    assert plan.map is not None
    claim = ClaimWords(fact.claim, view.kind(fact), view.setting, is_present=True)
    text = claim.write(next(iter(plan.columns.values()))) or fact.claim.kind
    others = {code for name, codes in fact.claim.roles for code in codes if name != plan.split}
    is_chief = phrases.is_chief(fact.claim)
    for place in fact.claim.role(plan.map):
        known = [city for city in names.find_cities(place) if city.state in others]
        if known:
            yield Post(known[0].name, known[0].lon, known[0].lat, words.decapitalise(text), fact.id, is_chief)
