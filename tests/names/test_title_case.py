"""Offices as titles are printed: capitals but for the small words."""

import pytest

from comity.names import find_names


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("Chargé d’Affaires ad interim", "charge_daffaires", id="curly-apostrophe-and-accent"),
        pytest.param("Charge d'Affaires", "charge_daffaires", id="plain"),
        pytest.param("Minister of Foreign Affairs", "foreign_minister", id="of"),
        pytest.param("Envoy Extraordinary and Minister Plenipotentiary", "minister", id="and"),
    ],
)
def test_office_in_title_case_is_found_whole(text, code):
    [name] = find_names(f"with Steven Mann as {text} in Baku")[:1]
    assert (name.code, name.end - name.start) == (code, len(text))
