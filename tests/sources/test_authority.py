"""For whom a publisher speaks."""

from __future__ import annotations

import pytest

from comity.sources.authority import find_author_state


@pytest.mark.parametrize(
    ("publisher", "address", "state"),
    [
        pytest.param("Ministry of Foreign Affairs of the Republic of Türkiye", "", "TUR", id="ministry-of"),
        pytest.param("Turkish Ministry of Foreign Affairs", "", "TUR", id="adjective"),
        pytest.param("U.S. Department of State", "", "USA", id="department"),
        pytest.param("Embassy of the Republic of Kazakhstan in Turkey", "", "KAZ", id="embassy-of"),
        pytest.param("Turkish Embassy in Kazakhstan", "", "TUR", id="embassy-in"),
        pytest.param("Foreign, Commonwealth & Development Office", "", "GBR", id="by-name"),
        pytest.param("Ministry of Foreign Affairs", "", None, id="state-not-said"),
        pytest.param("Ministry of Foreign Affairs", "https://www.mfa.gov.tr/x", "TUR", id="organ-on-state-host"),
        pytest.param(None, "https://www.gov.uk/world/kazakhstan", "GBR", id="host"),
        pytest.param(None, "https://diplomatie.gouv.fr/x", "FRA", id="host-label"),
        pytest.param(None, "https://www.mofa.go.jp/x", "JPN", id="go-host"),
        pytest.param(None, "https://mzv.gov.cz/x", "CZE", id="ministry-label"),
        pytest.param(None, "https://2009-2017.state.gov/x", "USA", id="federal-host"),
        pytest.param("City of Leeds", "https://www.leeds.gov.uk/x", None, id="town"),
        pytest.param("State of California", "https://www.ca.gov/x", None, id="state-of-a-federation"),
        pytest.param("The Economic Times of India", "https://example.com/", None, id="newspaper"),
        pytest.param("Jamestown Foundation", "", None, id="foundation"),
        pytest.param(None, "mfa.gov.tr", None, id="path-is-no-host"),
        pytest.param(None, "https://[broken", None, id="broken-address"),
        pytest.param(None, "", None, id="nothing"),
    ],
)
def test_state_that_speaks(publisher, address, state):
    assert find_author_state(publisher, address) == state
