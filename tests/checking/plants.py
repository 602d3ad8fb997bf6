"""The faults that are planted, by code: a draw goes in, pages with the fault come out."""

from __future__ import annotations

from datetime import date, timedelta

from tests.checking.planting import LANDS, MONTHS, ORDINALS, WEEKDAYS, WORLD, Draw, Plant, make_html


def two_days(key):
    """Two pages that give two days for what happens once."""

    def make(draw: Draw) -> Plant:
        treaty = draw.pick(WORLD["treaties"])
        days = draw.day, draw.day + timedelta(days=draw.chance.randint(3, 60))
        told = draw.two(key, *({"day": draw.write_day(day), "treaty": treaty} for day in days))
        plant = Plant(f"two days: {key}", ("C101",), on=draw.soon(days[1].year))
        return plant.add("a.txt", draw.page(draw.title, told[0])).add("b.txt", draw.page(draw.other_title(), told[1]))

    return make


def two_firsts(draw):
    day = draw.write_day(draw.day)
    told = draw.two("first", {"x": draw.a, "day": day}, {"x": draw.b, "day": day})
    plant = Plant("two firsts", ("C102",), on=draw.soon(draw.day.year))
    return plant.add("a.txt", draw.page("Recognition", told[0])).add("b.txt", draw.page("A short history", told[1]))


def not_the_earliest(draw):
    first = draw.say("first", x=draw.a, day=draw.write_day(draw.day))
    before = draw.day - timedelta(days=draw.chance.randint(2, 15))
    early = draw.say("recognised_by", x=draw.b, day=draw.write_day(before))
    plant = Plant("not the earliest", ("C103",), on=draw.soon(draw.day.year))
    return plant.add("a.txt", draw.page("Recognition", first)).add("b.txt", draw.page("A short history", early))


def two_seats(draw):
    held = draw.say("seat", city=draw.b.city)
    moved = draw.say("moved", city=draw.b.capital, old=draw.b.city)
    plant = Plant("two seats", ("C104",))
    return plant.add("a.txt", draw.page(draw.title, held)).add("b.txt", draw.page(draw.other_title(), moved))


def restored_first(draw):
    earlier = draw.day - timedelta(days=draw.chance.randint(40, 600))
    told = [draw.say("severed", day=draw.write_day(draw.day)), draw.say("restored", day=draw.write_day(earlier))]
    return Plant("restored first", ("C105",), on=draw.soon(draw.day.year)).add("a.txt", draw.page(draw.title, *told))


def ratified_first(draw):
    treaty = draw.pick(WORLD["treaties"])
    earlier = draw.day - timedelta(days=draw.chance.randint(40, 600))
    told = [draw.say("signed", treaty=treaty, day=draw.write_day(draw.day)),
            draw.say("ratified", treaty=treaty, day=draw.write_day(earlier))]  # fmt: skip
    return Plant("ratified first", ("C105",), on=draw.soon(draw.day.year)).add("a.txt", draw.page(draw.title, *told))


# States of which no earlier one of the name was there within fifty years.
YOUNG = "DZA SEN MLI GHA KEN UGA ZMB NAM AGO MOZ MLT CYP FJI SVN HRV UZB".split()


def before_its_life(draw):
    land = draw.pick([land for land in LANDS if land.code in YOUNG])
    year = land.since - draw.chance.randint(9, 30)
    draw.lands[1] = land
    draw.lands[0] = draw.pick([one for one in LANDS if one.since == 1900])
    told = draw.say("opened", day=draw.write_day(date(year, draw.chance.randint(1, 12), 5)))
    return Plant("before its life", ("C106",)).add("a.txt", draw.page(draw.title, told))


def not_in_office(draw):
    who, state, year = draw.pick(WORLD["ministers"])
    day = draw.write_day(date(year, draw.chance.randint(2, 4), draw.chance.randint(1, 28)))
    told = draw.say("in_office", who=who, state=state, day=day)
    return Plant("not in office", ("C112",), on=draw.soon(year)).add("a.txt", draw.page("A chronicle", told))


def not_the_capital(draw):
    city, state, year = draw.pick(WORLD["capitals"])
    told = draw.say("capital", city=city, state=state, year=year)
    return Plant("not the capital", ("C113",), on=draw.soon(year)).add("a.txt", draw.page("A chronicle", told))


def wrong_numbers(draw):
    number = draw.chance.randint(4, 11)
    later = draw.day + timedelta(days=draw.chance.randint(200, 700))
    values = [{"ordinal": ORDINALS[number], "city": draw.a.capital, "day": draw.write_day(draw.day)},
              {"ordinal": ORDINALS[number - 1], "city": draw.b.capital, "day": draw.write_day(later)}]  # fmt: skip
    told = draw.two("session", *values)
    plant = Plant("wrong numbers", ("C107",), on=draw.soon(later.year))
    return plant.add("a.txt", draw.page(draw.title, told[0])).add("b.txt", draw.page(draw.other_title(), told[1]))


def write_days(start, end):
    if start.month == end.month:
        return f"{start.day} to {end.day} {MONTHS[start.month - 1]} {start.year}"
    return f"{start.day} {MONTHS[start.month - 1]} to {end.day} {MONTHS[end.month - 1]} {start.year}"


def two_places(draw):
    start = draw.day
    stays = [(start, start + timedelta(days=5)), (start + timedelta(days=2), start + timedelta(days=7))]
    values = [{"host": land, "days": write_days(*stay)} for land, stay in zip(draw.lands[1:3], stays, strict=True)]
    told = draw.two("stay", *values)
    plant = Plant("two places", ("C108",), on=draw.soon(start.year + 1))
    return plant.add("a.txt", draw.page("Journeys", told[0])).add("b.txt", draw.page("A diary", told[1]))


def two_ranks(draw):
    day = draw.write_day(draw.day)
    plant = Plant("two ranks", ("C109",), on=draw.soon(draw.day.year))
    first, second = draw.chance.sample(range(3), 2)  # two wordings: the same words would be a copy
    claims = WORLD["claims"]["state_visit"][first], WORLD["claims"]["working_visit"][second]
    plant.add("a.txt", draw.page(draw.title, draw.fill(claims[0], day=day)))
    return plant.add("b.txt", draw.page(draw.other_title(), draw.fill(claims[1], day=day)))


def two_figures(draw):
    year = draw.first_year
    sums = [draw.sum(draw.million), draw.sum(round(draw.million * draw.chance.uniform(1.15, 1.8), 1))]
    told = draw.two("trade", *({"sum": one, "year": year} for one in sums))
    plant = Plant("two figures", ("C110",), on=draw.soon(year))
    return plant.add("a.txt", draw.page(draw.title, told[0])).add("b.txt", draw.page(draw.other_title(), told[1]))


def denied(draw):
    month = f"{MONTHS[draw.day.month - 1]} {draw.day.year}"
    plant = Plant("denied", ("C111",), on=draw.soon(draw.day.year))
    plant.add("a.txt", draw.page(draw.title, draw.say("visited", month=month)))
    return plant.add("b.txt", draw.page(draw.other_title(), draw.say("not_visited", month=month)))


# -- witnesses -------------------------------------------------------------------------------------------------------


def rests_on(draw):
    title = f"Political relations of {draw.a.name} with {draw.b.name}"
    publisher = f"Ministry of Foreign Affairs of {draw.a.name}"
    told = draw.two("relations", *({"day": draw.write_day(draw.day)} for _ in range(2)))
    plant = Plant("rests on", ("C201",), on=draw.soon(draw.day.year))
    plant.add("ministry.html", make_html(title, [told[0]], publisher=publisher))
    entry = f'"{title}". {publisher}. Retrieved 3 May {draw.day.year + 1}.'
    return plant.add("article.html", make_html(draw.other_title(), [f"{told[1][:-1]}.[1]"], [entry]))


def same_words(draw):
    day = draw.write_day(draw.day)
    told = (
        f"After long talks behind closed doors in {draw.lands[2].capital}, {draw.a.name} and {draw.b.name} "
        f"established diplomatic relations on {day}, to the surprise of most observers."
    )
    plant = Plant("same words", ("C202",), on=draw.soon(draw.day.year))
    return plant.add("a.txt", draw.page(draw.title, told)).add("b.txt", draw.page(draw.other_title(), told))


def shared_reference(draw):
    told = draw.two("relations", *({"day": draw.write_day(draw.day)} for _ in range(2)))
    entry = f'"{draw.a.name} and {draw.b.name} open a new chapter". The Harbour Courier. Retrieved 3 May 2020.'
    plant = Plant("shared reference", ("C203",), on=draw.soon(draw.day.year))
    for name, title, words in (("a.html", draw.title, told[0]), ("b.html", draw.other_title(), told[1])):
        plant.add(name, make_html(title, [f"{words[:-1]}.[1]"], [entry]))
    return plant


def not_carried(draw):
    title = f"Political relations of {draw.a.name} with {draw.b.name}"
    publisher = f"Ministry of Foreign Affairs of {draw.a.name}"
    other = draw.write_day(draw.day - timedelta(days=800))
    plant = Plant("not carried", ("C204",), on=draw.soon(draw.day.year))
    plant.add("ministry.html", make_html(title, [draw.say("relations", day=other)], publisher=publisher))
    entry = f'"{title}". {publisher}. Retrieved 3 May {draw.day.year + 1}.'
    told = draw.say("signed", treaty=draw.pick(WORLD["treaties"]), day=draw.write_day(draw.day))
    return plant.add("article.html", make_html(draw.other_title(), [f"{told[:-1]}.[1]"], [entry]))


# -- arithmetic ------------------------------------------------------------------------------------------------------


def wrong_growth(draw):
    year, percent = draw.first_year, draw.chance.randint(8, 60)
    after = round(draw.million * (1 + percent / 100), 1)
    printed = percent + draw.pick([-5, 6, 9, 12])
    first = draw.say("trade", sum=draw.sum(draw.million), year=year)
    second = draw.say("trade_grew", sum=draw.sum(after), year=year, next=year + 1, percent=printed)
    return Plant("growth", ("C301",), on=draw.soon(year + 1)).add("a.txt", draw.page(draw.title, first, second))


def wrong_fall(draw):
    year, percent = draw.first_year, draw.chance.randint(8, 40)
    after = round(draw.million * (1 - percent / 100), 1)
    first = draw.say("trade", sum=draw.sum(draw.million), year=year)
    second = draw.say("trade_fell", sum=draw.sum(after), year=year, next=year + 1, percent=percent + 7)
    return Plant("fall", ("C301",), on=draw.soon(year + 1)).add("a.txt", draw.page(draw.title, first, second))


def wrong_sentence(draw):
    year, percent = draw.first_year, draw.chance.randint(8, 60)
    ends = {"one": draw.sum(draw.million), "two": draw.sum(round(draw.million * (1 + percent / 100), 1))}
    told = draw.say("from_to", **ends, year=year, next=year + 3, percent=percent + draw.pick([-6, 8, 15]))
    return Plant("from to", ("C302",), on=draw.soon(year + 3)).add("a.txt", draw.page(draw.title, told))


def not_doubled(draw):
    year = draw.first_year
    ends = {"one": draw.sum(draw.million), "two": draw.sum(round(draw.million * draw.chance.uniform(1.2, 1.6), 1))}
    told = draw.say("doubled", **ends, year=year, next=year + 5)
    return Plant("doubled", ("C302",), on=draw.soon(year + 5)).add("a.txt", draw.page(draw.title, told))


def flows(draw, total):
    year, back = draw.first_year, round(draw.million * draw.chance.uniform(0.3, 0.8), 1)
    told = [
        draw.say("export_ab", sum=draw.sum(draw.million), year=year),
        draw.say("export_ba", sum=draw.sum(back), year=year),
        draw.say("trade", sum=draw.sum(round((draw.million + back) * total, 1)), year=year),
    ]
    return draw.page(draw.title, *told)


def wrong_sum(draw):
    plant = Plant("sum", ("C303",), on=draw.soon(draw.first_year))
    return plant.add("a.txt", flows(draw, draw.pick([0.8, 0.9, 1.15, 1.3])))


def mirrored(draw):
    year, more = draw.first_year, draw.chance.uniform(1.05, 1.18)
    names = {"sum": draw.sum(draw.million), "year": year}
    out, into = WORLD["claims"]["export_ab"], WORLD["claims"]["export_ba"][1:]
    draw.lands[2:] = draw.b, draw.a
    first = draw.fill(draw.pick(out), **names)
    second = draw.pick(into).replace("{a.", "{x.").replace("{b.", "{y.")
    told = draw.fill(second, x=draw.b, y=draw.a, sum=draw.sum(round(draw.million * more, 1)), year=year)
    plant = Plant("mirrored", ("C114",), on=draw.soon(year))
    return plant.add("a.txt", draw.page(draw.title, first)).add("b.txt", draw.page(draw.other_title(), told))


def wrong_times(draw):
    times = draw.chance.randint(3, 8)
    word = "zero one two three four five six seven eight".split()[times]
    one = draw.sum(round(draw.million * times * draw.pick([0.5, 0.6, 1.5, 2])))
    told = draw.say("times", one=one, two=draw.sum(draw.million), word=word, year=draw.first_year)
    return Plant("times", ("C305",), on=draw.soon(draw.first_year)).add("a.txt", draw.page(draw.title, told))


def wrong_average(draw):
    year = draw.first_year
    two = draw.sum(round(draw.million * 5 * draw.pick([0.6, 1.3, 1.5])))
    told = draw.say("average", one=draw.sum(draw.million), two=two, year=year, next=year + 4)
    return Plant("average", ("C305",), on=draw.soon(year + 4)).add("a.txt", draw.page(draw.title, told))


def growth_across(draw):
    year, percent = draw.first_year, draw.chance.randint(8, 60)
    after = round(draw.million * (1 + percent / 100), 1)
    first = draw.say("trade", sum=draw.sum(draw.million), year=year)
    second = draw.say("trade_grew", sum=draw.sum(after), year=year, next=year + 1, percent=percent + 12)
    plant = Plant("growth across", ("C306",), on=draw.soon(year + 1))
    return plant.add("a.txt", draw.page(draw.title, first)).add("b.txt", draw.page(draw.other_title(), second))


def wrong_share(draw):
    part, percent = draw.million, draw.chance.randint(5, 60)
    whole = round(part * 100 / percent)
    printed = percent + draw.pick([-3, 4, 7, 11])
    told = draw.say("share", part=draw.sum(part), whole=draw.sum(whole), percent=printed)
    return Plant("share", ("C304",), on=draw.soon(draw.first_year)).add("a.txt", draw.page(draw.title, told))


# -- time ------------------------------------------------------------------------------------------------------------


def stale(draw):
    year = draw.first_year
    told = draw.say("trade", sum=draw.sum(draw.million), year=year)
    on = date(year + draw.chance.randint(5, 12), 3, 1)
    return Plant("stale", ("C401",), on=on).add("a.txt", draw.page(draw.title, told))


def overdue(draw):
    year = draw.first_year
    told = draw.say("forecast", sum=draw.sum(draw.million), year=year + 1)
    return Plant("overdue", ("C402",), on=draw.soon(year + 1)).add("a.txt", draw.page(draw.title, told))


def wrong_anniversary(draw):
    founded, n = draw.first_year, draw.pick([10, 15, 20, 25, 30, 40])
    told = draw.say("anniversary", founded=founded, n=n, year=founded + n + draw.pick([-5, 3, 5, 10]))
    return Plant("anniversary", ("C403",), on=date(2070, 1, 1)).add("a.txt", draw.page(draw.title, told))


def wrong_weekday(draw):
    name = WEEKDAYS[(draw.day.weekday() + draw.chance.randint(1, 6)) % 7]
    told = draw.say("weekday", weekday=name, day=draw.write_day(draw.day))
    return Plant("weekday", ("C404",), on=draw.soon(draw.day.year)).add("a.txt", draw.page(draw.title, told))


def too_early(draw):
    key = draw.pick(["relations", "opened", "state_visit"])
    told = draw.say(key, day=draw.write_day(draw.day))
    published = draw.day - timedelta(days=draw.chance.randint(30, 900))
    plant = Plant("too early", ("C405",), on=draw.soon(draw.day.year))
    return plant.add("a.html", make_html(draw.title, [told], published=published.isoformat()))


# -- text ------------------------------------------------------------------------------------------------------------


def damaged(draw):
    told = draw.say("damaged", month=f"{MONTHS[draw.day.month - 1]} {draw.day.year}", year=draw.day.year)
    return Plant("damaged", ("C501",)).add("a.txt", draw.page(draw.title, told))


CHRONICLE = '"A chronicle of events by the day". State Press. 2004.'


def uncited(draw):
    cited = [
        draw.say("relations", day=draw.write_day(draw.day)),
        draw.say("opened", day=draw.write_day(draw.day + timedelta(days=90))),
        draw.say("signed", day=draw.write_day(draw.day + timedelta(days=120)), treaty=draw.pick(WORLD["treaties"])),
        draw.say("state_visit", day=draw.write_day(draw.day + timedelta(days=150))),
    ]
    bare = draw.say("uncited", year=draw.day.year)
    paragraphs = [f"{told}[{number}]" for number, told in zip((1, 2, 1, 2), cited, strict=True)]
    entries = ['"Annual report on the work of the service". National Archive. 2001.', CHRONICLE]
    plant = Plant("uncited", ("C502",), on=draw.soon(draw.day.year + 1))
    return plant.add("a.html", make_html(draw.title, [*paragraphs, bare], entries))


def dead_number(draw):
    number = draw.chance.randint(3, 9)
    told = draw.say("relations", day=draw.write_day(draw.day))
    other = draw.say("opened", day=draw.write_day(draw.day + timedelta(days=90)))
    plant = Plant("dead number", ("C503",), on=draw.soon(draw.day.year + 1))
    return plant.add("a.html", make_html(draw.title, [f"{told}[1]", f"{other}[{number}]"], [CHRONICLE]))


OLD_NAMES = (
    "Swaziland has a market for sugar in {a}.", "The wines of the Republic of Macedonia are sold in {a}.",
    "Teak from Burma is sold in {a}.", "Copper from Zaire was shown in {a}.", "Tea from Ceylon is drunk in {a}.",
    "Cotton from Upper Volta is spun in {a}.", "Carpets from Turkey are sold in {a}.",
    "Palm oil from Dahomey was sold in {a}.", "The Turkic Council keeps a library near {a}.",
)  # fmt: skip


def old_name(draw):
    told = draw.pick(OLD_NAMES).format(a=draw.a.capital)
    return Plant("old name", ("C504",)).add("a.txt", draw.page(draw.title, told))


BROKEN = (
    "The poet MÃ¼ller was born there.", "The town of SÃ£o JoÃ£o is nearby.", "It was â€œa great dayâ€\u009d for all.",
    "The cafÃ© is still open.", "Guests came from KrakÃ³w and BrnoÅ\u009f.", "The letter� was never opened.",
    "It is the countryâ€™s oldest port.",
)  # fmt: skip


def broken_characters(draw):
    return Plant("broken characters", ("C505",)).add("a.txt", draw.page(draw.title, draw.pick(BROKEN)))


def lost_quote(draw):
    told = draw.say("relations", day=draw.write_day(draw.day))
    plant = Plant("lost quote", ("C506",), on=draw.soon(draw.day.year), lost_quote=True)
    return plant.add("a.txt", f"{draw.title}\n\nIn short: {told} That is all.\n")


# -- tables ----------------------------------------------------------------------------------------------------------


def visit_rows(draw, count=6):
    """Rows of visits on different days, as the mapping `planted` reads them."""
    rows = []
    for at in range(count):
        left, right = draw.chance.sample([land for land in LANDS if land.since < draw.first_year], 2)
        start = draw.day + timedelta(days=40 * at)
        days = start.isoformat(), (start + timedelta(days=2)).isoformat()
        rows.append([left.code, right.code, draw.people[at % 4], *days, "1"])
    return rows


def write_table(rows):
    return "\n".join([",".join(("from", "to", "minister", "arrived", "left", "type")), *map(",".join, rows)]) + "\n"


def table(name, code, spoil):
    """A table of visits with one row spoilt."""

    def make(draw: Draw) -> Plant:
        rows = visit_rows(draw)
        spoil(draw, rows, draw.chance.randrange(len(rows)))
        plant = Plant(name, (code,), on=draw.soon(draw.day.year + 1), mapping="planted")
        return plant.add("visits.csv", write_table(rows))

    return make


def spoil_cell(draw, rows, at):
    slips = ((3, "2011-02-30"), (0, "XQX"), (5, "7"), (4, "next week"), (1, "999"), (3, "12/13/2009"))
    column, value = draw.pick(slips)
    rows[at][column] = value


def double_row(draw, rows, at):
    rows.insert(draw.chance.randrange(len(rows)), list(rows[at]))


def turn_row(draw, rows, at):
    rows[at][3], rows[at][4] = rows[at][4], rows[at][3]


def mirror_row(draw, rows, at):
    rows[at][1] = rows[at][0]


def break_row(draw, rows, at):
    if draw.chance.random() < 0.5:
        rows[at].append("x")
    else:
        rows[at].pop()


TEMPLATES = {
    "C101": (two_days("relations"), two_days("recognised"), two_days("signed"), two_days("opened")),
    "C102": (two_firsts,), "C103": (not_the_earliest,), "C104": (two_seats,),
    "C105": (restored_first, ratified_first), "C106": (before_its_life,), "C107": (wrong_numbers,),
    "C108": (two_places,), "C109": (two_ranks,), "C110": (two_figures,), "C111": (denied,),
    "C112": (not_in_office,), "C113": (not_the_capital,), "C114": (mirrored,),
    "C201": (rests_on,), "C202": (same_words,), "C203": (shared_reference,), "C204": (not_carried,),
    "C301": (wrong_growth, wrong_fall), "C302": (wrong_sentence, not_doubled), "C303": (wrong_sum,),
    "C304": (wrong_share,), "C305": (wrong_times, wrong_average), "C306": (growth_across,),
    "C401": (stale,), "C402": (overdue,), "C403": (wrong_anniversary,), "C404": (wrong_weekday,), "C405": (too_early,),
    "C501": (damaged,), "C502": (uncited,), "C503": (dead_number,), "C504": (old_name,), "C505": (broken_characters,),
    "C506": (lost_quote,),
    "C601": (table("cell", "C601", spoil_cell),), "C602": (table("doubled", "C602", double_row),),
    "C603": (table("backward", "C603", turn_row),), "C604": (table("itself", "C604", mirror_row),),
    "C605": (table("broken", "C605", break_row),),
}  # fmt: skip


def clean_page(draw):
    """A page on two states without a fault: what is told agrees, figures come out, and the vaguer repeats the exact."""
    year, day, treaty = draw.first_year, draw.day, draw.pick(WORLD["treaties"])
    percent, back = draw.chance.randint(5, 40), round(draw.million * 0.4, 1)
    after = round(draw.million * (1 + percent / 100), 1)

    def on(days):
        return draw.write_day(day + timedelta(days=days))

    told = [
        draw.say("relations", day=on(0)),
        draw.say("relations", day=on(0)),
        f"{draw.a.name} and {draw.b.name} established diplomatic relations in {day.year}.",
        draw.say("opened", day=on(60)),
        draw.say("signed", day=on(100), treaty=treaty),
        draw.say("ratified", day=on(300), treaty=treaty),
        draw.say("seat", city=draw.b.capital),
        draw.say("state_visit", day=on(400)),
        draw.say("session", ordinal="third", city=draw.a.capital, day=on(420)),
        draw.say("session", ordinal="fourth", city=draw.b.capital, day=on(800)),
        draw.say("trade", sum=draw.sum(draw.million), year=year + 3),
        draw.say("trade_grew", sum=draw.sum(after), year=year + 3, next=year + 4, percent=percent),
        draw.say("export_ab", sum=draw.sum(back), year=year + 3),
        draw.say("weekday", weekday=WEEKDAYS[day.weekday()], day=on(0)),
        draw.say("anniversary", founded=year, n=5, year=year + 5),
        draw.say("from_to", one=draw.sum(200), two=draw.sum(250), percent=25, year=year, next=year + 2),
        draw.say("severed", day=on(900)),
        draw.say("restored", day=on(1200)),
        draw.say("share", part=draw.sum(30), whole=draw.sum(120), percent=25),
    ]
    chosen = draw.chance.sample(told, 11)
    return Plant("clean", (), on=draw.soon(year + 5)).add("a.txt", draw.page(draw.title, *chosen))
