from datetime import date

import pytest

from comity.errors import UnknownNameError
from comity.names.cities import capitals, cities, city, find_capitals, find_cities, surface_forms
from comity.names.organisations import organisations
from comity.names.spans import first_day, last_day
from comity.names.states import load_states
from comity.names.tables import load_rows


@pytest.mark.parametrize(
    ("name", "today", "state"),
    [
        pytest.param("Astana", "Astana", "KAZ", id="astana"),
        pytest.param("Nur-Sultan", "Astana", "KAZ", id="nur-sultan"),
        pytest.param("Akmola", "Astana", "KAZ", id="akmola"),
        pytest.param("Alma-Ata", "Almaty", "KAZ", id="alma-ata"),
        pytest.param("Leningrad", "Saint Petersburg", "RUS", id="leningrad"),
        pytest.param("Saigon", "Ho Chi Minh City", "VNM", id="saigon"),
        pytest.param("Bombay", "Mumbai", "IND", id="bombay"),
        pytest.param("Constantinople", "Istanbul", "TUR", id="constantinople"),
        pytest.param("Lourenço Marques", "Maputo", "MOZ", id="lourenco-marques"),
        pytest.param("Lourenco Marques", "Maputo", "MOZ", id="accent-lost"),
        pytest.param("Peking", "Beijing", "CHN", id="peking"),
        pytest.param("Léopoldville", "Kinshasa", "COD", id="leopoldville"),
        pytest.param("Salisbury", "Harare", "ZWE", id="salisbury"),
        pytest.param("Batavia", "Jakarta", "IDN", id="batavia"),
        pytest.param("Kiev", "Kyiv", "UKR", id="kiev"),
        pytest.param("Köln", "Cologne", "DEU", id="local-name"),
        pytest.param("The Hague", "The Hague", "NLD", id="hague"),
        pytest.param("Tripoli", "Tripoli", "LBY", id="capital-first"),
        pytest.param("Georgetown", "Georgetown", "GUY", id="capital-before-the-larger"),
        pytest.param("Birmingham", "Birmingham", "GBR", id="larger-first"),
        pytest.param("Panama City", "Panama City", "PAN", id="panama-city"),
        pytest.param("Washington, D.C.", "Washington", "USA", id="washington"),
        pytest.param("Pristina", "Pristina", "XKX", id="pristina"),
    ],
)
def test_name_has_its_city(name, today, state):
    found = city(name)
    assert (found.name, found.state) == (today, state)


@pytest.mark.parametrize(
    ("name", "on", "called"),
    [
        pytest.param("Astana", "1995-01-01", "Akmola", id="akmola"),
        pytest.param("Astana", "2000-01-01", "Astana", id="astana"),
        pytest.param("Astana", "2022-09-01", "Nur-Sultan", id="nur-sultan"),
        pytest.param("Astana", "2022-12-01", "Astana", id="astana-again"),
        pytest.param("Saint Petersburg", "1916-01-01", "Petrograd", id="petrograd"),
        pytest.param("Saint Petersburg", "1950-01-01", "Leningrad", id="leningrad"),
        pytest.param("Istanbul", "1900-01-01", "Constantinople", id="constantinople"),
        pytest.param("Jakarta", "1930-01-01", "Batavia", id="batavia"),
        pytest.param("Paris", "1900-01-01", "Paris", id="never-renamed"),
    ],
)
def test_name_at_a_date(name, on, called):
    assert city(name).name_on(date.fromisoformat(on)) == called


@pytest.mark.parametrize(
    ("name", "on", "states"),
    [
        pytest.param("Almaty", "1980-01-01", ("SUN",), id="soviet"),
        pytest.param("Almaty", "1900-01-01", ("RUS",), id="russian-empire"),
        pytest.param("Almaty", "2000-01-01", ("KAZ",), id="today"),
        pytest.param("Moscow", "1950-01-01", ("SUN",), id="moscow-soviet"),
        pytest.param("Leipzig", "1960-01-01", ("DDR",), id="east-germany"),
        pytest.param("Munich", "1960-01-01", ("DEU",), id="west-germany"),
        pytest.param("Berlin", "1960-01-01", ("DDR", "DEU"), id="divided"),
        pytest.param("Saigon", "1965-01-01", ("cow:RVN",), id="south-vietnam"),
        pytest.param("Hanoi", "1965-01-01", ("VNM",), id="north-vietnam"),
        pytest.param("Aden", "1980-01-01", ("YMD",), id="south-yemen"),
        pytest.param("Zagreb", "1980-01-01", ("YUG",), id="yugoslavia"),
        pytest.param("Zagreb", "1900-01-01", ("cow:AUH",), id="austria-hungary"),
        pytest.param("Riga", "1930-01-01", ("LVA",), id="between-the-wars"),
        pytest.param("Riga", "1960-01-01", ("SUN",), id="annexed"),
        pytest.param("Rome", "1860-01-01", ("cow:PAP",), id="papal-states"),
        pytest.param("Dhaka", "1960-01-01", ("PAK",), id="east-pakistan"),
        pytest.param("Juba", "2000-01-01", ("SDN",), id="before-south-sudan"),
        pytest.param("Honolulu", "1880-01-01", ("x:hawaii",), id="hawaii"),
        pytest.param("Bratislava", "1980-01-01", ("CSK",), id="czechoslovakia"),
        pytest.param("Podgorica", "2005-01-01", ("SCG",), id="serbia-and-montenegro"),
        pytest.param("Seoul", "1930-01-01", ("JPN",), id="korea-annexed"),
        pytest.param("Hong Kong", "1990-01-01", ("GBR",), id="colony"),
    ],
)
def test_state_at_a_date(name, on, states):
    found = city(name)
    assert found.states_on(date.fromisoformat(on)) == states
    assert found.state_on(date.fromisoformat(on)) == (states[0] if len(states) == 1 else None)


@pytest.mark.parametrize(
    ("state", "on", "names"),
    [
        pytest.param("KAZ", "1995-01-01", ["Almaty"], id="almaty"),
        pytest.param("KAZ", "2020-01-01", ["Astana"], id="astana"),
        pytest.param("DEU", "1960-01-01", ["Bonn"], id="bonn"),
        pytest.param("DDR", "1960-01-01", ["Berlin"], id="east-berlin"),
        pytest.param("BRA", "1950-01-01", ["Rio de Janeiro"], id="rio"),
        pytest.param("NGA", "1980-01-01", ["Lagos"], id="lagos"),
        pytest.param("TUR", "1900-01-01", ["Istanbul"], id="constantinople"),
        pytest.param("BOL", "2000-01-01", ["Sucre", "La Paz"], id="seat-of-government-after-the-capital"),
        pytest.param("SUN", "1980-01-01", ["Moscow"], id="moscow"),
        pytest.param("YMD", "1980-01-01", ["Aden"], id="aden"),
    ],
)
def test_capital_at_a_date(state, on, names):
    assert [found.name for found in find_capitals(state, on=date.fromisoformat(on))] == names


@pytest.mark.parametrize("name", ["Nice", "Reading", "Bath", "Split", "Mary", "Man", "Van", "Cork", "Mobile"])
def test_name_that_is_a_word_needs_context(name):
    assert {form.needs_context for form in surface_forms() if form.text == name} == {True}


@pytest.mark.parametrize("name", ["Paris", "Astana", "Geneva", "Istanbul", "Lima", "Rome", "Brest"])
def test_name_that_is_a_city_needs_none(name):
    assert {form.needs_context for form in surface_forms() if form.text == name} == {False}


def test_former_name_is_not_found_after_its_time():
    assert find_cities("Leningrad", on=date(1950, 1, 1))
    assert not find_cities("Leningrad", on=date(2020, 1, 1))


def test_unknown_city_offers_near_names():
    with pytest.raises(UnknownNameError, match="Astana"):
        city("Astanna")


def test_places_are_on_the_globe_and_in_known_states():
    for known in cities():
        assert -90 <= known.lat <= 90, known
        assert -180 <= known.lon <= 180, known
        assert known.state in load_states(), known


def test_names_belong_to_cities_of_the_list():
    listed = {(known.name, known.state) for known in cities()}
    assert {(row["city"], row["state"]) for row in load_rows("city_names.csv")} <= listed


def test_dates_of_names_are_consistent():
    for known in cities():
        for name in known.names:
            if name.since and name.until:
                assert first_day(name.since) <= last_day(name.until), (known.name, name)


def test_rows_of_states_name_states_and_regions_that_are_used():
    used = {region for known in cities() for region in known.regions} | set(load_states())
    for row in load_rows("city_states.csv"):
        assert row["state"] in load_states(), row
        assert row["region"] in used, row


def test_capitals_are_cities_and_one_at_a_time():
    held = {}
    for row in capitals():
        assert row.state in load_states(), row
        assert find_cities(row.city), row
        if row.role == "capital":
            held.setdefault(row.state, []).append((first_day(row.since or "0001"), last_day(row.until or "9999")))
    for state, spans in held.items():
        ordered = sorted(spans)
        assert all(one[1] < two[0] for one, two in zip(ordered, ordered[1:], strict=False)), state


def test_seats_of_organisations_are_cities():
    assert [one.seat for one in organisations().values() if one.seat and not find_cities(one.seat)] == []


def test_every_member_of_the_united_nations_has_a_capital():
    with_capital = {row.state for row in capitals() if not row.until}
    states = {code for code, state in load_states().items() if state.status in ("un", "observer")}
    # Nauru has only a seat of government; the Order of Malta sits in Rome, on the land of another.
    assert states - with_capital == {"x:order-of-malta"}


def test_text_with_two_codes_is_marked_but_for_one():
    clear = {}
    for form in surface_forms():
        if not form.needs_context:
            clear.setdefault(form.text, set()).add(form.code)
    assert {text: codes for text, codes in clear.items() if len(codes) > 1} == {}
