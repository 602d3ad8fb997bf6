from datetime import date

import pytest

from comity.errors import UnknownNameError
from comity.names.organisations import find_organisation, organisation, organisations, surface_forms
from comity.names.spans import first_day, last_day
from comity.names.states import load_states

ALL = list(organisations().values())


@pytest.mark.parametrize(
    ("name", "code"),
    [
        pytest.param("OSCE", "OSCE", id="acronym"),
        pytest.param("CSCE", "OSCE", id="former-acronym"),
        pytest.param("Turkic Council", "OTS", id="former-name"),
        pytest.param("Cooperation Council of Turkic Speaking Countries", "OTS", id="variant"),
        pytest.param("Parliamentary Assembly of Turkic Speaking Countries", "TURKPA", id="turkpa"),
        pytest.param("Islamic Cooperation Organization", "OIC", id="turned-round"),
        pytest.param("Organisation of the Islamic Conference", "OIC", id="british-spelling"),
        pytest.param("Organization of the Islamic Conference", "OIC", id="american-spelling"),
        pytest.param("Organization for Economic Cooperation and Development", "OECD", id="both-words"),
        pytest.param("European Economic Community", "EU", id="predecessor-under-one-code"),
        pytest.param("Security Council", "UN", id="organ"),
        pytest.param("General Assembly", "UN", id="assembly"),
        pytest.param("Nonaligned Movement", "NAM", id="nonaligned"),
        pytest.param("Partnership for Peace", "PfP", id="pfp"),
        pytest.param("euro zone", "EMU", id="euro-zone"),
        pytest.param("Commonwealth of Independent States", "CIS", id="cis"),
        pytest.param("Commonwealth", "Commonwealth", id="commonwealth"),
        pytest.param("Baghdad Pact", "CENTO", id="baghdad-pact"),
        pytest.param("Organization of African Unity", "OAU", id="oau-is-its-own"),
        pytest.param("Conference on Interaction and Confidence-Building Measures in Asia", "CICA", id="cica"),
    ],
)
def test_name_has_its_organisation(name, code):
    found = find_organisation(name)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize(
    ("code", "on", "name"),
    [
        pytest.param("OTS", "2013-05-01", "Turkic Council", id="turkic-council"),
        pytest.param("OTS", "2023-05-01", "Organization of Turkic States", id="turkic-states"),
        pytest.param("OSCE", "1990-05-01", "Conference on Security and Co-operation in Europe", id="conference"),
        pytest.param("OIC", "2000-01-01", "Organization of the Islamic Conference", id="conference-islamic"),
        pytest.param("EU", "1980-01-01", "European Economic Community", id="community"),
        pytest.param("EU", "2000-01-01", "European Union", id="union"),
        pytest.param("IMO", "1970-01-01", "Inter-Governmental Maritime Consultative Organization", id="only-official"),
        pytest.param("PIF", "1980-01-01", "South Pacific Forum", id="south-pacific"),
    ],
)
def test_label_is_the_name_in_use(code, on, name):
    assert organisation(code).name_on(date.fromisoformat(on)) == name


@pytest.mark.parametrize("name", ["WHO", "GUAM", "CAN", "BIS"])
def test_acronym_that_is_a_word_needs_context(name):
    assert {form.needs_context for form in surface_forms() if form.text == name} == {True}


def test_unknown_code_tells_what_is_allowed():
    with pytest.raises(UnknownNameError, match="OSCE"):
        organisation("XYZZY")


def test_forms_are_unique():
    texts = [form.text for form in surface_forms()]
    assert len(texts) == len(set(texts))


@pytest.mark.parametrize("known", ALL, ids=lambda known: known.code)
def test_dates_are_consistent(known):
    if known.founded and known.ended:
        assert first_day(known.founded) <= last_day(known.ended)
    for name in known.names:
        if name.since and name.until:
            assert first_day(name.since) <= last_day(name.until), name
    if known.successor:
        assert known.successor in organisations()


@pytest.mark.parametrize("known", ALL, ids=lambda known: known.code)
def test_members_lie_within_the_life_of_organisation_and_state(known):
    for member in known.members:
        assert member.state in load_states(), member
        state = load_states()[member.state]
        if member.joined:
            assert last_day(member.joined) >= first_day(known.founded or member.joined), member
            assert state.end is None or first_day(member.joined) <= last_day(state.end), member
        if member.left:
            assert first_day(member.joined or member.left) <= last_day(member.left), member
            assert known.ended is None or first_day(member.left) <= last_day(known.ended), member


@pytest.mark.parametrize(
    ("code", "on", "count"),
    [
        pytest.param("UN", "1946-01-01", 51, id="first-members-of-the-un"),
        pytest.param("UN", "1989-12-31", 159, id="un-1989"),
        pytest.param("UN", "2020-01-01", 193, id="un-today"),
        pytest.param("EU", "1960-01-01", 6, id="six"),
        pytest.param("EU", "2019-01-01", 28, id="before-brexit"),
        pytest.param("EU", "2021-01-01", 27, id="after-brexit"),
        pytest.param("NATO", "2024-06-01", 32, id="nato"),
        pytest.param("OSCE", "2020-01-01", 57, id="osce"),
        pytest.param("COE", "2021-01-01", 47, id="council-of-europe"),
        pytest.param("COE", "2023-01-01", 46, id="without-russia"),
        pytest.param("OIC", "2011-01-01", 57, id="oic"),
        pytest.param("AU", "2020-01-01", 55, id="au"),
        pytest.param("OAU", "1963-06-01", 32, id="founders-of-the-oau"),
        pytest.param("LAS", "2010-01-01", 22, id="arab-league"),
        pytest.param("OECD", "2022-01-01", 38, id="oecd"),
        pytest.param("Commonwealth", "2023-01-01", 56, id="commonwealth"),
        pytest.param("WTO", "2025-01-01", 165, id="wto-without-the-eu"),
        pytest.param("OAS", "2010-01-01", 35, id="oas"),
        pytest.param("CELAC", "2012-01-01", 33, id="celac"),
        pytest.param("CARICOM", "2020-01-01", 15, id="caricom"),
        pytest.param("ASEAN", "2020-01-01", 10, id="asean"),
        pytest.param("APEC", "2020-01-01", 21, id="apec"),
        pytest.param("CICA", "2023-01-01", 28, id="cica"),
        pytest.param("SADC", "2020-01-01", 16, id="sadc"),
        pytest.param("ECOWAS", "2020-01-01", 15, id="ecowas"),
        pytest.param("ECOWAS", "2025-06-01", 12, id="ecowas-after-the-withdrawals"),
        pytest.param("Schengen", "2025-01-01", 29, id="schengen"),
        pytest.param("EMU", "2025-01-01", 20, id="euro-area"),
        pytest.param("OPEC", "2025-01-01", 12, id="opec"),
        pytest.param("SCO", "2025-01-01", 10, id="sco"),
        pytest.param("OTS", "2023-01-01", 5, id="ots"),
    ],
)
def test_number_of_members(code, on, count):
    assert len(organisation(code).members_on(date.fromisoformat(on))) == count


def test_members_of_the_forty_largest_are_known():
    assert sum(one.members_known for one in ALL) >= 40
    assert all(one.members for one in ALL if one.members_known)


@pytest.mark.parametrize("known", [one for one in ALL if one.members], ids=lambda known: known.code)
def test_no_state_is_twice_a_member_at_once(known):
    spans = {}
    for member in known.members:
        spans.setdefault((member.state, member.status), []).append(
            (first_day(member.joined or "0001"), last_day(member.left or "9999"))
        )
    for key, held in spans.items():
        ordered = sorted(held)
        assert all(one[1] <= two[0] for one, two in zip(ordered, ordered[1:], strict=False)), key
