"""The gold of whole pages: every entry can be compared, so that no slip of the pen counts as a miss of the reader."""

from pathlib import Path

import pytest
import yaml

from comity.kinds import load_vocabulary
from comity.names import load_states
from comity.names.organisations import organisations
from gold import PLAIN_KEYS, load_pages

VOCABULARY = load_vocabulary()
FILES = sorted((Path(__file__).parent.parent / "gold").glob("*.yaml"))
CASES = [(path, case) for path in FILES for case in yaml.safe_load(path.read_text(encoding="utf-8"))]


def find_slips(form):
    """What no reader could hit: a field that the kind lacks, a value that is not in its list, a code of nobody."""
    kind = VOCABULARY[form["kind"]]
    for name, value in form.items():
        held = value if isinstance(value, list) else [value]
        if name in kind.roles:
            if kind.roles[name].type in ("party", "organisation"):
                yield from (one for one in held if one not in load_states() and one not in organisations())
        elif name in kind.attributes:
            values = kind.attributes[name].values
            yield from (one for one in held if values and one not in values)
        elif name not in PLAIN_KEYS:
            yield name
    if form.get("action") not in (None, *kind.actions):
        yield form["action"]


@pytest.mark.parametrize("case", [pytest.param(case, id=f"{path.stem}: {case['name']}") for path, case in CASES])
def test_entries_can_be_compared(case):
    assert not [(form, slip) for form in case["gives"] for slip in find_slips(form)]


def test_slips_are_found():
    assert list(find_slips({"kind": "visit", "action": "paid", "sender": "TUR", "host": "ATL", "guest": "N"})) == [
        "ATL", "guest", "paid",
    ]  # fmt: skip


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_page_is_gold_once(path):
    golds = load_pages(path, VOCABULARY)
    assert golds
    assert len({gold.text for gold in golds}) == len({gold.name for gold in golds}) == len(golds)
    if (folder := path.with_suffix("")).is_dir():
        named = {path.parent / case["page"] for other, case in CASES if other == path}
        assert named == set(folder.iterdir())
