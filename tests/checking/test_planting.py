"""Three hundred and more faults planted in pages drawn by chance are found, and clean pages are left alone.

The whole way is measured, reader and all. `python -m tools.planted` prints what was missed.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.checking.planting import Draw, Outcome, run, score
from tests.checking.plants import TEMPLATES, clean_page

from comity.checking import load_pages
from comity.exchange.mapping import load_mapping
from comity.kinds import Vocabulary

OF_EACH, CLEAN = 12, 100
# None of these seeds was looked at when causes were mended; nearly all that is missed is missed by the reader.
SEEDS = ("alpha", "beta", "gamma")
LEAST_RECALL, LEAST_PRECISION = 0.95, 0.95
pytestmark = pytest.mark.slow
MAPPING = """
mapping: planted
describes: Visits of ministers, one a row.
missing: [""]
statements:
  - kind: visit
    roles: {sender: {column: from, list: iso3}, host: {column: to, list: iso3}, visitor: minister}
    attributes: {rank: {column: type, values: {"1": state, "2": official}}}
    when: {from: arrived, to: left}
"""


def plant_all(vocabulary: Vocabulary, folder: Path, seed: str) -> Iterator[tuple[str, Outcome]]:
    """The outcome of every draw of every code."""
    path = folder / "planted.yaml"
    path.write_text(MAPPING)
    mappings = {"planted": load_mapping(path, vocabulary)}
    for code, makers in TEMPLATES.items():
        for number in range(OF_EACH):
            plant = makers[number % len(makers)](Draw(f"{seed}/{code}/{number}"))
            yield code, run(plant, vocabulary, mappings)


def check_clean(vocabulary: Vocabulary, seed: str) -> Iterator[Outcome]:
    """The outcome of every clean page."""
    for number in range(CLEAN):
        yield run(clean_page(Draw(f"{seed}/clean/{number}")), vocabulary, {})


@pytest.fixture(scope="module", params=SEEDS)
def planted(request, vocabulary, tmp_path_factory):
    return list(plant_all(vocabulary, tmp_path_factory.mktemp("planted"), request.param))


def test_every_code_is_planted(planted):
    assert len(planted) > 300
    assert {code for code, _ in planted} == {page.code for page in load_pages()}


def test_planted_faults_are_found_and_little_else(planted):
    recall, precision = score([one for _, one in planted])
    assert recall >= LEAST_RECALL
    assert precision >= LEAST_PRECISION


@pytest.mark.parametrize("code", [page.code for page in load_pages()])
def test_most_faults_of_a_code_are_found(code, planted):
    mine = [one for known, one in planted if known == code]
    assert sum(bool(one.right) for one in mine) * 2 >= len(mine)


@pytest.mark.parametrize("seed", SEEDS)
def test_clean_pages_have_no_errors(seed, vocabulary):
    severities = {page.code: page.severity for page in load_pages()}
    assert not [code for one in check_clean(vocabulary, seed) for code in one.found if severities[code] == "error"]
