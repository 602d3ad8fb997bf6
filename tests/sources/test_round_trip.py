"""One page in the files that the usual programs make of it (scripts/make_round_trip.py): the same is stated."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from comity.kinds import load_vocabulary
from comity.reading import read
from comity.sources import make_document, take

FOLDER = Path(__file__).parent / "round_trip"
FILES = sorted(path.name for path in FOLDER.iterdir() if path.name != "page.html")
CLAIMED = ("kind", "action", "roles", "attributes", "when", "modality", "amount")


def list_claims(name: str) -> list[str]:
    """What a file states, each as a line; that the quotes stand in its text is asserted."""
    (taken,) = take(str(FOLDER / name))
    document = make_document(taken)
    statements = read(document, load_vocabulary())
    assert all(document.text[one.evidence.start : one.evidence.end] == one.quote for one in statements)
    stated = [one.to_json() for one in statements]
    return sorted(json.dumps({key: claim[key] for key in CLAIMED}, sort_keys=True) for claim in stated)


@pytest.mark.parametrize("name", FILES)
def test_a_file_states_what_the_page_states(name: str) -> None:
    assert list_claims(name) == list_claims("page.html")


def test_the_page_states_its_visits_and_more() -> None:
    claims = [json.loads(claim) for claim in list_claims("page.html")]
    assert sum(claim["kind"] == "visit" for claim in claims) == 3
    assert len(claims) == 11


def test_each_program_is_there() -> None:
    assert {name.partition(".")[0] for name in FILES} == {"chromium", "dump", "libreoffice", "pandoc", "wget"}
