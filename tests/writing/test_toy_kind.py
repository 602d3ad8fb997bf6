"""A kind in a user's folder is written by its own sentences, and one without sentences plainly."""

import pytest

from comity.kinds import load_vocabulary
from comity.writing.tree import TableBlock

LEASE = """
kind: lease
description: One state lets another use a harbour for a time.
roles:
  lessor: {type: party, key: true}
  lessee: {type: party, key: true}
attributes:
  thing: {values: [harbour, base], key: true}
actions: [leased, ended]
course: {begins: [leased], ends: [ended]}
section: {heading: Leases, order: 65}
"""
SENTENCES = """
sentences:
  lead_order: 9
  box: {label: "Leased to {lessee}", value: "{thing:capital}"}
  leased:
    subject: "{lessor}"
    did: "leased {thing:a} to {lessee}"
    do: "lease {thing:a} to {lessee}"
    lead: "{lessee} has the use of {thing:a} of {lessor}"
  ended: "the lease of {thing:a} by {lessor} ended"
  table: {row: [lessor, thing], least: 1, prose: [leased, ended], columns: {What: "{thing:capital}", Since: "{since}"}}
"""
CLAIMS = [
    ("c" * 64, "Norway leased a harbour.", "lease", "leased", {"lessor": ["NOR"], "lessee": ["CHL"]},
     {"thing": "harbour"}, "1990-05-03", "asserted", None),
    ("c" * 64, "Norway hopes to lease a base.", "lease", "leased", {"lessor": ["NOR"], "lessee": ["CHL"]},
     {"thing": "base"}, None, "hoped", None),
]  # fmt: skip
SOURCES = {"c" * 64: {"title": "Harbours", "address": "h.txt", "published": "2001"}}


def write_toy(make_page, tmp_path, text):
    (tmp_path / "lease.yaml").write_text(text)
    return make_page(CLAIMS, SOURCES, pair=("NOR", "CHL"), vocabulary=load_vocabulary(tmp_path))


@pytest.mark.parametrize("sentence", [
    pytest.param("Norway leased a harbour to Chile on 3 May 1990.", id="past"),
    pytest.param("Norway hopes to lease a base to Chile.", id="hoped"),
    pytest.param("Chile has the use of a harbour of Norway.", id="lead"),
    pytest.param("Harbour", id="infobox"),
])  # fmt: skip
def test_it_is_written_by_its_sentences(make_page, tmp_path, sentence):
    page = write_toy(make_page, tmp_path, LEASE + SENTENCES)
    assert sentence in [one.text for one in page.sentences()]
    assert "Leases" in [one.heading for one in page.sections]


def test_it_has_its_table(make_page, tmp_path):
    page = write_toy(make_page, tmp_path, LEASE + SENTENCES)
    (section,) = (one for one in page.sections if one.heading == "Leases")
    (table,) = (block for block in section.blocks if isinstance(block, TableBlock))
    assert [row.cells for row in table.rows] == [("Harbour", "3 May 1990")]


def test_a_kind_without_sentences_is_written_plainly(make_page, tmp_path):
    page = write_toy(make_page, tmp_path, LEASE)
    assert "A statement on Chile and Norway gives: lease, leased, thing harbour, 3 May 1990." in [
        one.text for one in page.sentences()
    ]
