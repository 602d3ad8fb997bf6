"""Spreadsheets and XML as tables: the rows that a person sees, dates as days; what a hostile file asks is refused."""

from __future__ import annotations

import io
import json
import zipfile

import pytest
from click.testing import CliRunner

from comity.cli import cli
from comity.errors import SourceError
from comity.exchange.marked import list_marked
from comity.exchange.spreadsheets import write_sheet

STYLES = (
    '<styleSheet xmlns="m"><numFmts><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd"/></numFmts>'
    '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="165"/></cellXfs>'
    "</styleSheet>"
)
SHARED = "<sst xmlns='m'><si><t>from</t></si><si><t>TUR</t></si><si><r><t>Ayla </t></r><r><t>Demir</t></r></si></sst>"
SHEET = """<worksheet xmlns="m"><sheetData>
<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>to</t></is></c>
 <c r="C1" t="inlineStr"><is><t>minister</t></is></c><c r="D1" t="inlineStr"><is><t>arrived</t></is></c></row>
<row r="3"><c r="A3" t="s"><v>1</v></c><c r="B3" t="str"><f>"K"&amp;"AZ"</f><v>KAZ</v></c>
 <c r="C3" t="s"><v>2</v></c><c r="D3" s="1"><v>40302</v></c></row>
<row r="4"><c r="A4" t="s"><v>1</v></c><c r="B4" t="str"><v>XQX</v></c><c r="D4"><v>2010</v></c></row>
</sheetData></worksheet>"""
BOOK = (
    '<workbook xmlns:r="r"><sheets><sheet name="Notes" r:id="r1"/><sheet name="Visits" r:id="r2"/></sheets></workbook>'
)
LINKS = (
    '<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/>'
    '<Relationship Id="r2" Target="worksheets/sheet2.xml"/></Relationships>'
)
XLSX = {
    "xl/workbook.xml": BOOK, "xl/_rels/workbook.xml.rels": LINKS, "xl/sharedStrings.xml": SHARED,
    "xl/styles.xml": STYLES, "xl/worksheets/sheet1.xml": "<worksheet><sheetData/></worksheet>",
    "xl/worksheets/sheet2.xml": SHEET,
}  # fmt: skip
ODS = {
    "content.xml": """<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x"><office:body>
<office:spreadsheet><table:table table:name="Visits">
<table:table-row><table:table-cell><text:p>from</text:p></table:table-cell><table:table-cell><text:p>to</text:p>
</table:table-cell><table:table-cell><text:p>minister</text:p></table:table-cell>
<table:table-cell><text:p>arrived</text:p></table:table-cell></table:table-row>
<table:table-row><table:table-cell table:number-columns-repeated="1024"/></table:table-row>
<table:table-row><table:table-cell><text:p>TUR</text:p></table:table-cell><table:table-cell><text:p>KAZ</text:p>
</table:table-cell><table:table-cell><text:p>Ayla</text:p><text:p>Demir</text:p></table:table-cell>
<table:table-cell office:value-type="date" office:date-value="2010-05-04"><text:p>4/5/10</text:p></table:table-cell>
</table:table-row>
<table:table-row><table:table-cell><text:p>TUR</text:p></table:table-cell><table:table-cell><text:p>XQX</text:p>
</table:table-cell><table:table-cell/><table:table-cell office:value="2010"><text:p>2,010</text:p></table:table-cell>
</table:table-row>
<table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="1024"/>
</table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"""
}
TEXT = "from\tto\tminister\tarrived\n\nTUR\tKAZ\tAyla Demir\t2010-05-04\nTUR\tXQX\t\t2010\n"
MAPPING = """
mapping: mine
describes: Visits.
{more}
statements:
  - kind: visit
    roles: {{sender: {{column: {left}, list: iso3}}, host: {{column: to, list: iso3}}, visitor: {visitor}}}
    when: arrived
"""


def pack(entries):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in entries.items():
            archive.writestr(name, text)
    return data.getvalue()


@pytest.mark.parametrize("entries", [pytest.param(XLSX, id="xlsx"), pytest.param(ODS, id="ods")])
def test_a_sheet_is_read_row_by_row(entries):
    assert write_sheet(pack(entries), "visits", "Visits") == TEXT


def test_the_first_sheet_without_a_name():
    assert write_sheet(pack(XLSX), "visits.xlsx") == ""
    assert write_sheet(pack(ODS), "visits.ods") == TEXT


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'


@pytest.mark.parametrize(
    ("entries", "message"),
    [
        pytest.param({"a.txt": "x"}, "this is no spreadsheet", id="another-archive"),
        pytest.param({**XLSX, "xl/workbook.xml": BOMB + BOOK}, "declares entities", id="entities"),
        pytest.param({**XLSX, "xl/worksheets/sheet2.xml": "<row>"}, "cannot be read", id="broken"),
        pytest.param({**XLSX, "xl/_rels/workbook.xml.rels": "<R/>"}, "cannot be read", id="no-target"),
        pytest.param({**ODS, "content.xml": "<a>" * 9000 + "</a>" * 9000}, "nested deeper", id="deep"),
    ],
)
def test_what_is_none_is_refused(entries, message):
    with pytest.raises(SourceError, match=message):
        write_sheet(pack(entries), "visits.xlsx", "Visits")


def test_a_sheet_that_is_not_there_is_named():
    with pytest.raises(SourceError, match=r"there is no sheet 'Visit'\. Sheets: Notes, Visits"):
        write_sheet(pack(XLSX), "visits.xlsx", "Visit")


def check(tmp_path, name, data, **mapping):
    (tmp_path / name).write_bytes(data)
    form = {"more": "", "left": "from", "visitor": "minister", **mapping}
    (tmp_path / "mine.yaml").write_text(MAPPING.format(**form))
    arguments = [str(tmp_path / name), "--mapping", str(tmp_path / "mine.yaml"), "-f", "json", "-q", "--select", "C6"]
    return CliRunner().invoke(cli, ["check", *arguments])


@pytest.mark.parametrize(
    ("name", "entries"), [pytest.param("v.xlsx", XLSX, id="xlsx"), pytest.param("v.ods", ODS, id="ods")]
)
def test_a_finding_names_the_row_of_the_sheet(name, entries, tmp_path):
    shown = check(tmp_path, name, pack(entries), more="sheet: Visits")
    (found,) = json.loads(shown.stdout)
    assert (found["code"], found["places"][0]["line"]) == ("C601", 4)


PAGE = """<?xml version="1.0" encoding="UTF-8"?>
<visits xmlns="http://example.org/v">
  <!-- <visit><from>XXX</from></visit> -->
  <visit id="é1"><from>TUR</from><to>KAZ</to><who><name>Ayla Demir</name></who><arrived>2010-05-04</arrived></visit>
  <visit id="v2"><from>TUR</from><to>KAZ</to><who><name>Ayla</name></who>
    <arrived>2010-05-32</arrived></visit>
  <visit id="v3"><from>KAZ</from><to>KAZ</to><arrived>2010-05-06</arrived></visit>
</visits>
"""


def test_elements_of_xml_are_rows_with_their_characters():
    rows = list(list_marked(PAGE, "visit", "v.xml"))
    assert [row.cells["@id"] for row in rows] == ["é1", "v2", "v3"]
    assert [PAGE[row.start : row.end][:6] + PAGE[row.start : row.end][-8:] for row in rows] == ["<visit</visit>"] * 3
    assert rows[0].cells["who"] == {".": "", "name": "Ayla Demir"}


def test_xml_is_checked_by_a_mapping(tmp_path):
    shown = check(tmp_path, "v.xml", PAGE.encode(), more="rows: visit", visitor="who.name")
    found = json.loads(shown.stdout)
    assert [(one["code"], one["places"][0]["line"]) for one in found] == [("C601", 5), ("C604", 7)]


@pytest.mark.parametrize(
    ("text", "more", "message"),
    [
        pytest.param(PAGE, "", "rows: it is missing", id="no-rows"),
        pytest.param(BOMB + "<v/>", "rows: v", "declares entities", id="entities"),
        pytest.param("<v>", "rows: v", "cannot be read", id="broken"),
        pytest.param("<a>" * 9000, "rows: v", "nested deeper", id="deep"),
    ],
)
def test_xml_that_is_none_is_refused(text, more, message, tmp_path):
    shown = check(tmp_path, "v.xml", text.encode(), more=more)
    assert (shown.exit_code, message in shown.stderr) == (2, True)
