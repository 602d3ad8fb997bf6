"""Mappings: those that come with Comity state what their rows say; a wrong one is named with its mend."""

from __future__ import annotations

from datetime import date

import pytest

from comity.checking import check
from comity.errors import MappingError
from comity.exchange.mapping import find_mapping, load_mapping, load_mappings, recognise
from comity.exchange.stating import read_table
from comity.exchange.tables import list_columns
from comity.kinds import load_vocabulary
from comity.sources import Taken

VOCABULARY = load_vocabulary()
MAPPINGS = load_mappings(VOCABULARY)
EXCHANGE = "ccode1,ccode2,year,DR_at_1,DR_at_2,DE,version\n"
STATES = "stateabb,ccode,statenme,styear,stmonth,stday,endyear,endmonth,endday,version\n"
ALLIANCES = (
    "version4id,ccode1,state_name1,ccode2,state_name2,dyad_st_day,dyad_st_month,dyad_st_year,dyad_end_day,"
    "dyad_end_month,dyad_end_year,left_censor,right_censor,defense,neutrality,nonaggression,entente,version\n"
)
RELATIONS = "state1,state2,start,startPrecision,end,endPrecision\n"
MISSIONS = "mission,sender,host,type,city,inception,inceptionPrecision,dissolved,dissolvedPrecision\n"
Q = "http://www.wikidata.org/entity/Q"
MEETING = (
    '{"id": "m/1", "country": "peru", "kind": "meeting", "action": null, "roles": {"between": ["PER", "KEN"]}, '
    '"attributes": {"ordinal": SECOND}, "when": "1999", "modality": "asserted", "amount": null, "evidence": null}\n'
)
VISIT = (
    '{"id": "v/1", "country": "peru", "kind": "visit", "action": null, "roles": {"visitor": ["Ana Ruiz"], '
    '"sender": ["PER"], "host": ["USA"]}, "attributes": {"office": "president"}, "when": "WHEN", '
    '"modality": "asserted", "amount": null, "evidence": null, "note": ""}\n'
)


def read(name, text):
    suffix = ".jsonl" if text.startswith("{") else ".csv"
    return read_table(Taken(f"table{suffix}", text.encode()), MAPPINGS[name], VOCABULARY)


def told(statement):
    return (statement.kind, statement.action, dict(statement.roles), str(statement.when))


@pytest.mark.parametrize(
    ("name", "text", "statements"),
    [
        pytest.param("cow-diplomatic-exchange", EXCHANGE + "2,200,1950,3,1,1,2006.1\n", [
            ("envoy", "serves", {"sender": ("GBR",), "host": ("USA",)}, "1950"),
            ("envoy", "serves", {"sender": ("USA",), "host": ("GBR",)}, "1950")], id="exchange"),
        pytest.param("cow-diplomatic-exchange", EXCHANGE + "2,365,1980,0,-9,0,2006.1\n", [], id="none-and-missing"),
        pytest.param("cow-diplomatic-exchange", EXCHANGE + "2,365,1980,3,0,1,2006.1\n", [
            ("envoy", "serves", {"sender": ("SUN",), "host": ("USA",)}, "1980")], id="code-of-its-year"),
        pytest.param("cow-states", STATES + "KZK,705,Kazakhstan,1991,12,16,2016,12,31,2016\n", [
            ("membership", "belongs", {"member": ("KAZ",), "organisation": ("Correlates of War state system",)},
             "1991-12-16/2016-12-31")], id="tenure"),
        pytest.param("cow-alliances", ALLIANCES + "9,200,United Kingdom,235,Portugal,1,1,1816,,,,1,1,1,0,1,0,4.1\n", [
            ("agreement", "in_force", {"between": ("GBR", "PRT")}, "1816-01-01")], id="alliance-still-in-force"),
        pytest.param("cow-alliances", ALLIANCES + "8,200,UK,220,France,,3,1854,15,4,1856,0,0,1,0,1,0,4.1\n", [
            ("agreement", "in_force", {"between": ("GBR", "FRA")}, "1854-03/1856-04-15")], id="day-not-known"),
        pytest.param("wikidata-relations", RELATIONS + f"{Q}232,{Q}43,1992-01-01T00:00:00Z,9,,\n", [
            ("relations", "established", {"between": ("KAZ", "TUR")}, "1992")], id="precision-of-a-year"),
        pytest.param("wikidata-missions", MISSIONS + f"x,{Q}43,{Q}232,embassy,Astana,1992-03-01T00:00:00Z,10,,\n", [
            ("mission", "opened", {"sender": ("TUR",), "host": ("KAZ",), "city": ("Astana",)}, "1992-03")],
            id="mission"),
        pytest.param("historical", VISIT.replace("WHEN", "1999-05-03/1999-05-05"), [
            ("visit", None, {"sender": ("PER",), "host": ("USA",), "visitor": ("Ana Ruiz",)},
             "1999-05-03/1999-05-05")], id="historical"),
    ],
)  # fmt: skip
def test_rows_state(name, text, statements):
    table = read(name, text)
    assert list(map(told, table.statements)) == statements
    assert table.faults == ()
    for statement in table.statements:
        assert table.document.text[statement.evidence.start : statement.evidence.end] == statement.quote


@pytest.mark.parametrize(
    ("name", "row", "code", "reason"),
    [
        pytest.param("cow-diplomatic-exchange", "2,2,1950,3,3,1,2006.1", "C604", "both USA", id="itself"),
        pytest.param("cow-diplomatic-exchange", "2,200,1950,3,7,1,2006.1", "C601", "'7' is not known", id="level"),
        pytest.param("cow-diplomatic-exchange", "2,705,1950,3,3,1,2006.1", "C601", "no state has the code '705'",
                     id="code-before-the-state"),
        pytest.param("cow-diplomatic-exchange", "2,200,195x,3,3,1,2006.1", "C601", "no number", id="year"),
        pytest.param("cow-diplomatic-exchange", "2,200,1950", "C605", "3 cells", id="cut"),
        pytest.param("cow-states", "UKG,200,UK,1990,2,30,2016,12,31,2016", "C601", "no date in the calendar", id="day"),
        pytest.param("cow-states", "UKG,200,UK,1990,2,3,1816,12,31,2016", "C603", "ends before it begins", id="back"),
        pytest.param("historical", VISIT.replace("WHEN", "1999-13").strip(), "C601", "1999-13", id="month-13"),
        pytest.param("historical", VISIT.replace("WHEN", "1999-05-05/1999-05-03").strip(), "C603", "backward",
                     id="stay"),
        pytest.param("historical", VISIT.replace("WHEN", "1999").replace('"USA"', '"PER"').strip(), "C604", "both PER",
                     id="own-state"),
        pytest.param("historical", VISIT.replace("WHEN", "1999").replace('"visit"', '"vist"').strip(), "C601", "'vist'",
                     id="kind"),
        pytest.param("historical", MEETING.replace("SECOND", '"second"').strip(), "C601", "ordinal: 'second'",
                     id="ordinal"),
    ],
)  # fmt: skip
def test_a_row_at_fault_is_told_with_its_line(name, row, code, reason):
    heads = {"cow-diplomatic-exchange": EXCHANGE, "cow-states": STATES, "historical": ""}
    table = read(name, f"{heads[name]}{row}\n")
    checked = check(
        table.statements, {table.document.source.sha256: table.document}, VOCABULARY, on=date(2026, 11, 22),
        faults=table.faults,
    )  # fmt: skip
    (finding,) = checked.findings
    assert (finding.code, finding.severity) == (code, "error")
    assert reason in finding.reason
    assert finding.places[0].line == (2 if heads[name] else 1)
    assert finding.places[0].quote == row


def test_a_doubled_row_is_told_and_a_later_tenure_is_not():
    rows = ("1816,1,1,1900,1,1", "1890,1,1,1910,1,1", "1945,5,8,2016,12,31")
    table = read("cow-states", STATES + "".join(f"BEL,211,Belgium,{row},2016\n" for row in rows[1:]))
    documents = {table.document.source.sha256: table.document}
    assert not check(table.statements, documents, VOCABULARY, on=date(2016, 12, 31)).findings
    table = read("cow-states", STATES + "".join(f"BEL,211,Belgium,{row},2016\n" for row in (rows[1], rows[1])))
    documents = {table.document.source.sha256: table.document}
    (finding,) = check(table.statements, documents, VOCABULARY, on=date(2016, 12, 31)).findings
    assert finding.code == "C602"
    assert [place.line for place in finding.places] == [2, 3]


@pytest.mark.parametrize(
    ("rows", "codes"),
    [
        pytest.param([("v/1", "1999-05-03", "Talks."), ("v/2", "1999-05-03", "Talks.")], ["C602"], id="but-for-the-id"),
        pytest.param([("v/1", "1999-05-03", "Talks."), ("v/2", "1999-05-03", "A dinner.")], [], id="another-note"),
        pytest.param([("v/1", "1999-05-03/1999-05-09", ""), ("v/2", "1999-05-04", "")], [], id="stop-of-a-journey"),
        pytest.param([("v/1", "1999-05-03", ""), ("v/2", "1999-05-04", "")], [], id="two-days"),
    ],
)
def test_rows_of_events_are_doubled_only_where_they_say_the_same(rows, codes):
    forms = [
        VISIT.replace("v/1", number).replace("WHEN", when).replace('"note": ""', f'"note": "{note}"')
        for number, when, note in rows
    ]
    table = read("historical", "".join(forms))
    documents = {table.document.source.sha256: table.document}
    checked = check(table.statements, documents, VOCABULARY, on=date(2000, 1, 1))
    assert [finding.code for finding in checked.findings] == codes


@pytest.mark.parametrize("name", MAPPINGS)
def test_a_mapping_says_what_it_is_for(name):
    assert MAPPINGS[name].describes.endswith(".")
    assert MAPPINGS[name].path.stem == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param(EXCHANGE + "2,200,1950,3,1,1,2006.1\n", "cow-diplomatic-exchange", id="exchange"),
        pytest.param(STATES + "UKG,200,UK,1816,1,1,2016,12,31,2016\n", "cow-states", id="states"),
        pytest.param("a,b\n1,2\n", None, id="unknown"),
    ],
)
def test_a_table_is_recognised_by_its_columns(text, name):
    found = recognise(list_columns(text, ".csv"), MAPPINGS.values())
    assert (found and found.name) == name


BASE = "mapping: mine\ndescribes: Mine.\nstatements:\n  - kind: visit\n    roles: {sender: a, host: b}\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param(BASE.replace("visit", "vist"), "Did you mean 'visit'", id="kind"),
        pytest.param(BASE.replace("sender", "sendr"), "Did you mean 'sender'", id="role"),
        pytest.param(BASE + "    wen: c\n", "'wen' is not a key", id="key"),
        pytest.param(BASE + "    when: {month: c}\n", "needs a column, a year", id="time"),
        pytest.param(BASE.replace("sender: a", "sender: {column: a, list: cowe}"), "Did you mean 'cow'", id="list"),
        pytest.param("mapping: mine\n", "describes: it is missing", id="description"),
        pytest.param("mapping: mine\ndescribes: Mine.\n", "needs statements", id="statements"),
        pytest.param("mapping: [\n", "is not YAML", id="yaml"),
    ],
)
def test_a_wrong_mapping_is_named_with_its_mend(text, message, tmp_path):
    path = tmp_path / "mine.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(MappingError, match=message) as caught:
        load_mapping(path, VOCABULARY)
    assert str(path) in str(caught.value)


def test_a_mapping_of_ones_own(tmp_path):
    path = tmp_path / "mine.yaml"
    path.write_text(
        "mapping: mine\ndescribes: Mine.\nstatements:\n  - kind: trade\n"
        "    roles: {between: {column: states, list: name, split: ';'}}\n    attributes: {flow: {value: total}}\n"
        "    when: year\n    amount: {column: volume, unit: USD, scale: 1000000}\n",
        encoding="utf-8",
    )
    table = read_table(
        Taken("t.csv", b"states,year,volume\nTurkey;Peru,2012,\"3,100\"\n"), find_mapping(str(path), VOCABULARY),
        VOCABULARY,
    )  # fmt: skip
    (statement,) = table.statements
    assert statement.role("between") == ("TUR", "PER")
    assert (statement.amount.value, statement.amount.unit) == (3.1e9, "USD")


def test_an_unknown_mapping_is_answered_with_a_near_name():
    with pytest.raises(MappingError, match="Did you mean 'cow-states'"):
        find_mapping("cow-state", VOCABULARY)
