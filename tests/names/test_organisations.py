from datetime import date

import pytest

from comity.errors import UnknownNameError
from comity.names.organisations import find_organisation, organisation, organisations, surface_forms
from comity.names.spans import first_day, last_day
from comity.names.states import load_states

ALL = list(organisations().values())


@pytest.mark.parametrize(("name", "code"), [
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
])
def test_name_has_its_organisation(name, code):
    found = find_organisation(name)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize(("code", "on", "name"), [
    pytest.param("OTS", "2013-05-01", "Turkic Council", id="turkic-council"),
    pytest.param("OTS", "2023-05-01", "Organization of Turkic States", id="turkic-states"),
    pytest.param("OSCE", "1990-05-01", "Conference on Security and Co-operation in Europe", id="conference"),
    pytest.param("OIC", "2000-01-01", "Organization of the Islamic Conference", id="conference-islamic"),
    pytest.param("EU", "1980-01-01", "European Economic Community", id="community"),
    pytest.param("EU", "2000-01-01", "European Union", id="union"),
    pytest.param("IMO", "1970-01-01", "Inter-Governmental Maritime Consultative Organization", id="only-official"),
    pytest.param("PIF", "1980-01-01", "South Pacific Forum", id="south-pacific"),
])
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
