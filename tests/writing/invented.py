"""Invented relations of real pairs of states: claims of nearly every kind, the same for the same pair each time.

People, titles, dates and figures are made up; each page has them in other places, so that what is tested on one pair is
tested on twenty.
"""

from comity.model import Amount
from comity.names import find_capitals

PAIRS = [
    ("PRT", "AGO"), ("CHL", "NOR"), ("EST", "GEO"), ("KEN", "NLD"), ("PER", "THA"), ("ISL", "LTU"), ("GHA", "IND"),
    ("USA", "GMB"), ("PHL", "MEX"), ("FRA", "MAR"), ("ZAF", "BRA"), ("JOR", "IRL"), ("FIN", "UZB"), ("CAN", "NZL"),
    ("POL", "VNM"), ("SWE", "ETH"), ("CZE", "URY"), ("ITA", "ARE"), ("AUT", "KOR"), ("LIE", "CRI"),
]  # fmt: skip
PEOPLE = ["Aldo Brenner", "Maria Soares", "Henrik Lund", "Amina Diallo", "Tomas Vega", "Ilse Kramer", "Jonas Petrov",
          "Rosa Mendes", "Karim Haddad", "Elena Novak"]  # fmt: skip
OFFICES = ["president", "prime_minister", "foreign_minister"]
SUBJECTS = ["air services", "the avoidance of double taxation", "the protection of investments", "fisheries",
            "cultural cooperation", "the abolition of visas"]  # fmt: skip
TITLES = ["Treaty of Friendship and Cooperation", "Convention on Extradition", "Free Trade Agreement"]
ORGANISATIONS = ["UN", "WTO", "UNESCO", "OPCW", "IMF"]
FIELDS = ["energy", "defence", "education", "transport", "health"]
OTHER_CITIES = {"PRT": "Porto", "NOR": "Bergen", "NLD": "Rotterdam", "THA": "Chiang Mai", "IND": "Mumbai",
                "USA": "Chicago", "MEX": "Guadalajara", "FRA": "Marseille", "BRA": "Recife", "CAN": "Toronto",
                "VNM": "Hue", "SWE": "Gothenburg", "ITA": "Milan", "KOR": "Busan", "POL": "Gdansk"}  # fmt: skip
SOURCES = {"a" * 64: {"title": "One page", "publisher": "Harbour Review", "published": "2025-04-10",
                      "address": "a.html"},
           "b" * 64: {"title": "Another page", "publisher": "Steppe Journal", "published": "2025-02-11",
                      "address": "b.html"}}  # fmt: skip


def make_claims(pair, number):
    """Claims on a pair, in the form that the `write` of conftest takes."""
    one, other = pair
    year = 1992 + number // 2

    def pick(values, shift=0):
        return values[(number + shift) % len(values)]

    def day(years, month, date):
        return f"{year + years}-{(month + number) % 12 + 1:02}-{(date + number) % 28 + 1:02}"

    home, there = (find_capitals(code)[0].name for code in pair)
    both, way, back = {"between": [one, other]}, {"sender": [one], "host": [other]}, {"sender": [other], "host": [one]}
    told = [
        ("recognition", "recognised", {"by": [one], "of": [other]}, {"rank": "first"} if number % 3 == 0 else {},
         day(0, 1, 3), "asserted", None),
        ("relations", "established", both, {}, day(1, 2, 5), "asserted", None),
        ("mission", "opened", {**way, "city": [there]}, {"type": "embassy"}, f"{year + 2}-{number % 12 + 1:02}",
         "asserted", None),
        ("mission", "opened", {**back, "city": [home]}, {"type": "embassy"}, str(year + 3), "asserted", None),
        ("visit", None, {**way, "visitor": [pick(PEOPLE)]}, {"office": pick(OFFICES), "rank": "state"},
         day(8, 4, 7), "asserted", None),
        ("visit", None, {**back, "visitor": [pick(PEOPLE, 1)]}, {"office": pick(OFFICES, 1), "rank": "official"},
         f"{day(9, 0, 0)[:7]}-10/{day(9, 0, 0)[:7]}-12", "asserted", None),
        ("visit", None, {**way, "visitor": [pick(PEOPLE, 2)]}, {"office": "foreign_minister"}, f"{year + 14}-05",
         "asserted", None),
        ("agreement", "signed", {**both, "city": [home]}, {"title": pick(TITLES), "type": pick(
            ["treaty", "convention", "agreement"])}, day(10, 6, 9), "asserted", None),
        ("agreement", "signed", both, {"type": "agreement", "subject": pick(SUBJECTS)}, day(11, 6, 9), "asserted",
         None),
        ("membership", "belongs", {"member": [one, other], "organisation": [pick(ORGANISATIONS),
                                                                            pick(ORGANISATIONS, 1)]}, {}, None,
         "asserted", None),
        ("trade", None, both, {"flow": "total"}, "2019", "asserted", Amount((300 + 7 * number) * 1e6, "USD")),
        ("trade", None, both, {"flow": "total"}, "2020", "asserted", Amount((1.1 + number / 10) * 1e9, "USD")),
        ("trade", None, {"exporter": [one], "importer": [other]}, {"flow": "export"}, "2021", "asserted",
         Amount((210 + number) * 1e6, "EUR")),
        ("investment", None, {"investor": [other], "host": [one]}, {"measure": "stock"}, "2020", "asserted",
         Amount((40 + number) * 1e6, "USD")),
        ("cooperation", None, both, {"field": pick(FIELDS)}, None, "asserted", None),
        ("meeting", None, {**both, "mechanism": ["Joint Economic Commission"], "city": [there]},
         {"ordinal": number % 9 + 2}, day(12, 3, 3), "asserted", None),
        ("mobility", "introduced", {"by": [one], "for": [other]}, {"measure": "visa_free"}, day(13, 3, 1), "asserted",
         None),
        ("visit", None, {**back, "visitor": [pick(PEOPLE, 3)]}, {"office": "president"}, "2026-12", "planned", None),
    ]  # fmt: skip
    if other in OTHER_CITIES:
        told.append(("mission", "maintained", {**way, "city": [OTHER_CITIES[other]]}, {"type": "consulate_general"},
                     None, "asserted", None))  # fmt: skip
    if number % 2:
        told += [
            ("partnership", "declared", both, {"level": "strategic_partnership"}, day(15, 1, 1), "asserted", None),
            ("envoy", "accredited", {**way, "person": [pick(PEOPLE, 4)]}, {"office": "ambassador"}, "2025-03-14",
             "asserted", None),
            ("aid", None, {"donor": [one], "recipient": [other]}, {"form": "grant"}, "2018", "asserted",
             Amount((5 + number) * 1e6, "EUR")),
            ("military", None, both, {"form": "exercise"}, "2017", "asserted", None),
        ]  # fmt: skip
    else:
        told += [
            ("relations", "severed", both, {}, day(5, 5, 5), "asserted", None),
            ("relations", "restored", both, {}, day(7, 5, 5), "asserted", None),
            ("sanction", "imposed", {"by": [one], "on": [other]}, {}, day(5, 7, 7), "asserted", None),
            ("sanction", "lifted", {"by": [one], "on": [other]}, {}, day(6, 7, 7), "asserted", None),
            ("people", None, {"of": [other], "in": [one]}, {"group": "students"}, "2020", "asserted",
             Amount(200 + number, "persons")),
        ]  # fmt: skip
    keys = list(SOURCES)
    return [(keys[count % 2], f"Sentence {count} of {one} and {other}.", *claim) for count, claim in enumerate(told)]
