from datetime import date

import pytest

from comity.names.offices import offices
from comity.names.organisations import organisations
from comity.names.people import find_people, people, surface_forms
from comity.names.spans import first_day, last_day
from comity.names.states import load_states

# Serbia and Montenegro had the same codes as kingdoms before Yugoslavia.
KINGDOMS_BEFORE = frozenset({"SRB", "MNE"})


@pytest.mark.parametrize(
    ("name", "on", "person", "state", "office"),
    [
        pytest.param("Nazarbayev", "2009-10-22", "Nursultan Nazarbayev", "KAZ", "president", id="surname"),
        pytest.param("Erdoğan", "2012-05-22", "Recep Tayyip Erdoğan", "TUR", "prime_minister", id="as-prime-minister"),
        pytest.param("Erdogan", "2020-05-22", "Recep Tayyip Erdoğan", "TUR", "president", id="accent-lost"),
        pytest.param("Davutoğlu", "2013-04-26", "Ahmet Davutoğlu", "TUR", "foreign_minister", id="foreign-minister"),
        pytest.param("Xi Jinping", "2015-01-01", "Xi Jinping", "CHN", "president", id="surname-first"),
        pytest.param("Assad", "1980-01-01", "Hafez al-Assad", "SYR", "president", id="father"),
        pytest.param("Assad", "2010-01-01", "Bashar al-Assad", "SYR", "president", id="son"),
        pytest.param("Bush", "1990-01-01", "George H. W. Bush", "USA", "president", id="elder"),
        pytest.param("Bush", "2005-01-01", "George W. Bush", "USA", "president", id="younger"),
        pytest.param("Aliyev", "2000-01-01", "Heydar Aliyev", "AZE", "president", id="aliyev-father"),
        pytest.param("de Gaulle", "1965-01-01", "Charles de Gaulle", "FRA", "president", id="particle"),
        pytest.param("Queen Elizabeth II", "1990-01-01", "Elizabeth II", "GBR", "queen", id="queen"),
        pytest.param(
            "Guterres", "1998-01-01", "António Guterres", "PRT", "prime_minister", id="before-his-later-office"
        ),
        pytest.param(
            "António Guterres", "2020-01-01", "António Guterres", "UN", "secretary_general", id="organisation"
        ),
        pytest.param("Khrushchev", "1960-01-01", "Nikita Khrushchev", "SUN", "general_secretary", id="soviet"),
        pytest.param("John Forbes Kerry", "2014-01-01", "John Kerry", "USA", "secretary_of_state", id="name-between"),
        pytest.param("Justin P. J. Trudeau", "2018-01-01", "Justin Trudeau", "CAN", "prime_minister", id="initials"),
        pytest.param(
            "Metternich", "1820-01-01", "Klemens von Metternich", "cow:AUH", "foreign_minister", id="before-1848"
        ),
    ],
)
def test_name_has_its_person(name, on, person, state, office):
    found = find_people(name, on=date.fromisoformat(on))
    assert (person, state, office) in [(row.name, row.state, row.office) for row in found]


@pytest.mark.parametrize(
    ("name", "on"),
    [
        pytest.param("Nazarbayev", "2022-01-01", id="after-the-office"),
        pytest.param("Nobody Whatever", "2000-01-01", id="unknown"),
    ],
)
def test_who_held_no_office_is_not_found(name, on):
    assert find_people(name, on=date.fromisoformat(on)) == ()


@pytest.mark.parametrize("surname", ["Bush", "Brown", "May", "Park", "Kim", "Clinton", "Smith", "Castro", "Xi"])
def test_common_or_shared_surname_needs_context(surname):
    assert {form.needs_context for form in surface_forms() if form.text == surname} == {True}


@pytest.mark.parametrize("surname", ["Nazarbayev", "Erdoğan", "Merkel", "Putin", "Ahmadinejad"])
def test_distinctive_surname_needs_none(surname):
    assert {form.needs_context for form in surface_forms() if form.text == surname} == {False}


def test_there_are_many_of_many_states():
    assert len(people()) >= 1500
    assert len({row.state for row in people()}) >= 190


def test_rows_name_known_states_and_offices():
    states, bodies = set(load_states()), set(organisations())
    for row in people():
        assert row.state in states | bodies, row
        assert row.office in offices(), row


def test_dates_are_consistent_with_the_life_of_the_state():
    for row in people():
        assert row.since, row
        assert row.until is None or first_day(row.since) <= last_day(row.until), row
        state = load_states().get(row.state)
        if state and state.begin and row.state not in KINGDOMS_BEFORE:
            assert last_day(row.until or "9999") >= first_day(state.begin), row
        if state and state.end:
            assert first_day(row.since) <= last_day(state.end), row


def test_one_office_has_one_holder_at_a_time():
    # A collective presidency, the chairs of one organisation, and a partly known list have several.
    held = {}
    for row in people():
        if row.state in load_states() and row.state != "BIH" and (row.state, row.office) != ("NIC", "president"):
            span = (first_day(row.since), last_day(row.until or "9999"), row.name)
            held.setdefault((row.state, row.office), []).append(span)
    for key, spans in held.items():
        ordered = sorted(spans)
        for one, two in zip(ordered, ordered[1:], strict=False):
            # A year or a month as an end reaches to its last day: one and the same is no overlap.
            assert one[1] <= two[0] or one[1].year == two[0].year, (key, one, two)


def test_text_with_two_codes_is_marked():
    forms = {}
    for form in surface_forms():
        forms.setdefault(form.text, []).append(form)
    for text, found in forms.items():
        assert len(found) == 1 or all(form.needs_context for form in found), text
