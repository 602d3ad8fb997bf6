"""All relations of one state: a row a partner, as the record has it on the day."""

from datetime import date

import pytest

from comity.checking import check
from comity.kinds import load_vocabulary
from comity.writing.picture import read_style
from comity.writing.relations import RELATION_COLUMNS, write_relations
from comity.writing.sheets import hash_script, make_relations_sheet, render_sheet_page

from comity.model import Document, Evidence, Source, When, make_statement  # isort: skip

ON = date(2026, 11, 22)
SOURCE = "a" * 64
CLAIMS = [
    ("relations", "established", {"between": ["KAZ", "TUR"]}, {}, "1992-03-02", "asserted"),
    ("mission", "opened", {"sender": ["KAZ"], "host": ["NOR"], "city": ["Oslo"]}, {"type": "embassy"}, "2004",
     "asserted"),
    ("visit", None, {"sender": ["KAZ"], "host": ["NOR"]}, {"office": "president"}, "2027-05", "planned"),
    ("statehood", "independence", {"state": ["KAZ"]}, {}, "1991-12-16", "asserted"),
    ("visit", None, {"sender": ["TUR"], "host": ["NOR"]}, {"office": "president"}, "2011", "asserted"),
]  # fmt: skip


@pytest.fixture(scope="module")
def relations():
    lines = [f"Line {number}." for number in range(len(CLAIMS))]
    text = "\n".join(lines)
    documents = {SOURCE: Document(Source(sha256=SOURCE, address="a.html", media_type="text/html", size=1), text)}
    statements = [
        make_statement(kind, action, roles=roles, attributes=attributes, when=When(when), modality=modality,
                       evidence=Evidence(text.index(line), text.index(line) + len(line)), quote=line, source=SOURCE)
        for line, (kind, action, roles, attributes, when, modality) in zip(lines, CLAIMS, strict=True)
    ]  # fmt: skip
    vocabulary = load_vocabulary()
    kept = [one for one in statements if any("KAZ" in codes for _, codes in one.roles)]
    return write_relations(check(kept, documents, vocabulary, on=ON), documents, vocabulary, "KAZ", on=ON)


def test_a_row_for_each_partner(relations):
    assert [(row.partner, row.name, row.facts, row.expected) for row in relations] == [
        ("NOR", "Norway", 2, 1), ("TUR", "Türkiye", 1, 0),
    ]  # fmt: skip
    assert tuple(type(relations[0]).__dataclass_fields__) == RELATION_COLUMNS


def test_a_row_tells_what_holds_and_what_is_newest(relations):
    norway, turkey = relations
    assert norway.holds == "Kazakhstan in Norway: Embassy, Oslo"
    assert norway.newest == "Kazakhstan opened an embassy in Oslo in 2004."
    assert (norway.first_day, norway.last_day) == ("2004", "2004")
    assert turkey.holds == "Diplomatic relations: Since 2 March 1992"


def test_the_page_runs_only_its_own_script(relations):
    text = render_sheet_page(make_relations_sheet("Kazakhstan", relations, ON))
    script = read_style("sort.js")
    assert text.count("<script>") == 1
    assert f"<script>{script}</script>" in text
    assert f"script-src '{hash_script(script)}'" in text
    assert 'data-key="1992-03-02">2 March 1992</td>' in text
