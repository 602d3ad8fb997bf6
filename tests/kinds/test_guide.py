"""docs/kinds.md names every key and place of the cue language, and its example is a kind."""

from __future__ import annotations

import re

import pytest

from comity.kinds.vocabulary import ATTRIBUTE_TYPES, KEYS, ROLE_TYPES, load_kind
from comity.reading.attributes import ATTRIBUTE_RULES
from comity.reading.cues import CUE_KEYS, PLACES
from comity.reading.entries import ENTRY_KEYS, PLAIN_PLACES, RULES, SIDES, TYPES
from comity.reading.titles import NOUN_PARTS


@pytest.fixture(scope="module")
def guide(root):
    return (root / "docs" / "kinds.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(KEYS, id="keys-of-a-kind"),
        pytest.param(ROLE_TYPES, id="types-of-roles"),
        pytest.param(ATTRIBUTE_TYPES, id="types-of-attributes"),
        pytest.param(sorted(CUE_KEYS), id="keys-of-a-cue"),
        pytest.param(sorted(PLACES), id="places"),
        pytest.param(sorted(ATTRIBUTE_RULES), id="rules-of-attributes"),
        pytest.param(sorted(NOUN_PARTS), id="parts-of-a-noun"),
        pytest.param((*ENTRY_KEYS, *RULES), id="keys-of-an-entry"),
        pytest.param((*TYPES, *PLAIN_PLACES, *SIDES), id="places-of-an-entry"),
    ],
)
def test_every_word_of_the_language_is_told(guide, words):
    assert [word for word in words if not re.search(rf"\b{word}\b", guide)] == []


def test_its_parts_make_a_kind(guide, tmp_path):
    blocks = re.findall(r"^```yaml\n(.*?)^```$", guide, re.MULTILINE | re.DOTALL)
    path = tmp_path / "lease.yaml"
    path.write_text("\n".join(blocks))
    assert load_kind(path).key_roles == ("lessor", "lessee")
