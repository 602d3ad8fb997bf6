import pytest

from comity.names.offices import find_office, office, offices, surface_forms


@pytest.mark.parametrize(
    ("term", "name"),
    [
        pytest.param("President", "president", id="president"),
        pytest.param("presidents", "president", id="plural"),
        pytest.param("Prime Minister", "prime_minister", id="prime-minister"),
        pytest.param("PRIME MINISTER", "prime_minister", id="capitals"),
        pytest.param("Minister of Foreign Affairs", "foreign_minister", id="of-foreign-affairs"),
        pytest.param("Minister for Foreign Affairs", "foreign_minister", id="for-foreign-affairs"),
        pytest.param("foreign ministers", "foreign_minister", id="foreign-ministers"),
        pytest.param("External Affairs Minister", "foreign_minister", id="external-affairs"),
        pytest.param("Foreign Secretary", "foreign_minister", id="foreign-secretary"),
        pytest.param("Secretary of State", "secretary_of_state", id="secretary-of-state"),
        pytest.param("Secretary of State for Foreign Affairs", "foreign_minister", id="longer-secretary-of-state"),
        pytest.param("Deputy Minister of Foreign Affairs", "deputy_foreign_minister", id="deputy-foreign-minister"),
        pytest.param("Deputy Foreign Minister", "deputy_foreign_minister", id="deputy-foreign-minister-short"),
        pytest.param("Vice Minister of Trade", "deputy_minister", id="vice-minister"),
        pytest.param("Defense Minister", "defence_minister", id="american-spelling"),
        pytest.param("Minister of National Defence", "defence_minister", id="national-defence"),
        pytest.param("Minister of the Interior", "interior_minister", id="the-interior"),
        pytest.param("Ambassador Extraordinary and Plenipotentiary", "ambassador", id="full-title"),
        pytest.param("Envoy Extraordinary and Minister Plenipotentiary", "minister", id="envoy-extraordinary"),
        pytest.param("Minister Resident/Consul General", "minister_resident", id="minister-resident"),
        pytest.param("Chargé d’Affaires ad interim", "charge_daffaires", id="curly"),
        pytest.param("Charge d'Affaires a.i.", "charge_daffaires", id="accent-lost"),
        pytest.param("Consul-General", "consul_general", id="hyphen"),
        pytest.param("Consuls General", "consul_general", id="plural-inside"),
        pytest.param("Diplomatic Agent/Consul General", "diplomatic_agent", id="diplomatic-agent"),
        pytest.param("UN Secretary-General", "secretary_general", id="secretary-general"),
        pytest.param("president-elect", "president_elect", id="president-elect"),
        pytest.param("Amir", "emir", id="amir"),
        pytest.param("Taoiseach", "prime_minister", id="taoiseach"),
    ],
)
def test_term_has_its_office(term, name):
    found = find_office(term)
    assert found is not None
    assert found.office == name


@pytest.mark.parametrize("term", ["Presidency", "Ministry of Foreign Affairs", "", "Foreign"])
def test_what_is_no_office_is_none(term):
    assert find_office(term) is None


@pytest.mark.parametrize(
    ("name", "head_of_mission", "leader", "consul"),
    [
        pytest.param("ambassador", True, False, False, id="ambassador"),
        pytest.param("charge_daffaires", True, False, False, id="charge"),
        pytest.param("consul_general", False, False, True, id="consul-general"),
        pytest.param("prime_minister", False, True, False, id="prime-minister"),
        pytest.param("king", False, True, False, id="king"),
        pytest.param("foreign_minister", False, False, False, id="foreign-minister"),
    ],
)
def test_what_its_holder_does(name, head_of_mission, leader, consul):
    found = office(name)
    assert (found.is_head_of_mission, found.is_state_leader, found.is_consul) == (head_of_mission, leader, consul)


def test_secretary_of_state_is_a_foreign_minister():
    assert office("secretary_of_state").is_foreign_minister
    assert office("secretary_of_state").broader == "foreign_minister"


def test_forms_name_offices_of_the_list_once():
    forms = surface_forms()
    folded = [form.text.casefold() for form in forms]
    assert {form.code for form in forms} == set(offices())
    assert len(folded) == len(set(folded))


def test_broader_offices_are_in_the_list():
    assert {one.broader for one in offices().values() if one.broader} <= set(offices())
