"""Some hundred hostile strings, in every field that a source fills, come out of every form as text."""

import csv
import io
import json
import re
import zipfile

import mwparserfromhell
import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from tests.writing import hostile
from tests.writing.test_hostile import ALLOWED, walk

from comity.exchange.lines import csv_lines, tsv_lines
from comity.kinds import load_vocabulary
from comity.model.shown import clean
from comity.writing import render, render_bytes
from comity.writing.bibliography import write_ris
from comity.writing.calendar import escape as escape_ics
from comity.writing.calendar import fold
from comity.writing.proof import make_bundle, render_proof
from comity.writing.sheets import Cell, Sheet, render_sheet_page

AT_ONCE = 30
PAGES = [hostile.ALL[start : start + AT_ONCE] for start in range(0, len(hostile.ALL), AT_ONCE)]
COMBINED = [hostile.COMBINED[start : start + AT_ONCE * 3] for start in range(0, len(hostile.COMBINED), AT_ONCE * 3)]
EACH = [*map(pytest.param, PAGES), *(pytest.param(page, marks=pytest.mark.slow) for page in COMBINED)]
TEMPLATES = {"Short description", "Use dmy dates", "Infobox bilateral relations", "cite web", "cite report", "Reflist",
             "Abbr"}  # fmt: skip
TAGS = {"ref", "br", "b", "table", "tr", "td", "th", "li", "i"}
ACTIVE = ("/JavaScript", "/JS", "/Launch", "/EmbeddedFile", "/SubmitForm", "/ImportData", "/RichMedia")


@pytest.fixture(params=EACH, ids=[f"page {number}" for number in range(len(EACH))], scope="module")
def page(request, make_page):
    """A page full of hostile strings."""
    return hostile.make_page(make_page, request.param)


def test_html(page):
    walker = walk(render(page, "html"))
    assert walker.tags <= ALLOWED
    assert not {name for name in walker.attributes if name.startswith("on")}
    assert all(re.match(r"(?:#|mailto:\?|https?://)", address) for address in walker.addresses)


def test_wikitext(page):
    code = mwparserfromhell.parse(render(page, "wiki"))
    assert {str(one.name).strip() for one in code.filter_templates()} <= TEMPLATES
    assert {str(one.tag).strip() for one in code.filter_tags()} <= TAGS
    assert not code.filter_comments()
    assert not code.filter_arguments()
    assert all(re.fullmatch(r"[\w ()',.–-]+|Category:Bilateral relations of (?:Kazakhstan|Türkiye)", str(one.title))
               for one in code.filter_wikilinks())  # fmt: skip
    allowed = {str(param.value).strip() for one in code.filter_templates() for param in one.params
               if str(param.name).strip() in ("url", "archive-url")}  # fmt: skip
    assert {str(one.url) for one in code.filter_external_links()} <= allowed
    assert all(re.match(r"https?://[^\s|{}\[\]<>\"]+$", one) for one in allowed)
    assert "~~~" not in str(code)
    assert "__" not in re.sub(r"https?://\S+", "", str(code))


def test_docx(page):
    with zipfile.ZipFile(io.BytesIO(render_bytes(page, "docx"))) as archive:
        document, relations = archive.read("word/document.xml").decode(), archive.read("word/_rels/document.xml.rels")
        notes = archive.read("word/footnotes.xml").decode()
    assert re.findall(r"<w:instrText>(.*?)</w:instrText>", document + notes) in ([], [r' TOC \o "1-1" \h \n '])
    assert all(re.fullmatch(r" NOTEREF _Note\d+ \\f \\h ", one) for one in re.findall(r'w:instr="([^"]*)"', document))
    outside = re.findall(r'Target="([^"]*)" TargetMode="External"', relations.decode())
    assert all(re.match("https?://", address) for address in outside)
    assert "w:object" not in document + notes


def test_pdf(page):
    with pikepdf.open(io.BytesIO(render_bytes(page, "pdf"))) as pdf:
        assert "/StructTreeRoot" in pdf.Root
        dictionaries = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary)]
        assert not {key for one in dictionaries for key in one} & set(ACTIVE)
        actions = [one for one in dictionaries if "/URI" in one]
        assert all(re.match(b"https?://", bytes(one.URI)) for one in actions)


def test_proof(page):
    text = re.sub(r"<script>.*?</script>", "", render_proof(make_bundle(page)), count=1, flags=re.DOTALL)
    walker = walk(text)
    assert walker.tags <= ALLOWED | {"h3", "label", "input", "br"}
    assert not {name for name in walker.attributes if name.startswith("on")}
    assert all(re.match(r"#|https?://", address) for address in walker.addresses)


def test_json_keeps_what_was_said(page):
    form = json.loads(render(page, "json"))
    assert len(form["references"]) > 1


def test_markdown_and_text(page):
    html = MarkdownIt("commonmark", {"html": True}).enable("table").render(render(page, "md"))
    assert set(re.findall(r"<([a-zA-Z][\w-]*)", html)) <= {
        "h1", "h2", "p", "em", "strong", "a", "ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td", "br",
        "code",
    }  # fmt: skip
    addresses = re.findall(r'(?:href|src)="([^"]*)"', html)
    assert all(address.startswith(("#", "https://", "http://")) for address in addresses)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", render(page, "text"))


def test_bibtex(page):
    text = render(page, "bibtex")
    plain = re.sub(r"\\(?:textbackslash|textasciitilde|textasciicircum)\{\}|\\[{}$&#_%]", "", text)
    entries = re.findall(r"^@(?:online|report|dataset|misc)\{[a-z0-9-]+,$", plain, re.MULTILINE)
    assert len(entries) == len(page.references) == plain.count("@online{") + plain.count("@misc{")
    assert plain.count("{") == plain.count("}")
    assert not re.search(r"\\[a-zA-Z]", plain)
    for line in plain.splitlines():
        assert re.fullmatch(r"@[a-z]+\{[a-z0-9-]+,|\}|| {2}[a-z]+ = \{.*\},", line)


def test_ris(page):
    lines = render(page, "ris").split("\r\n")
    assert all(re.fullmatch(r"[A-Z][A-Z0-9] {2}- [^\r\n\x00-\x1f]*", line) for line in lines[:-1])
    assert sum(line.startswith("ER  - ") for line in lines) == len(page.references)
    assert sum(line.startswith("TY  - ") for line in lines) == len(page.references)


def test_csl(page):
    for item in json.loads(render(page, "csl")):
        assert item["type"] in ("webpage", "document", "report")
        assert item.get("URL", "https://").startswith(("https://", "http://"))


@pytest.mark.parametrize("make_lines", [csv_lines, tsv_lines])
def test_spreadsheets_find_no_formula(make_lines):
    rows = [{"text": string, "after": string} for string in (*hostile.ALL, *hostile.COMBINED)]
    text = "".join(make_lines(rows, ("text", "after")))
    found = list(csv.reader(io.StringIO(text), delimiter="," if make_lines is csv_lines else "\t", quotechar='"',
                            quoting=csv.QUOTE_MINIMAL if make_lines is csv_lines else csv.QUOTE_NONE))  # fmt: skip
    assert len(found) == len(rows) + 1
    assert all(is_no_formula(cell) for row in found for cell in row)


def is_no_formula(cell):
    """Whether a spreadsheet takes the cell for text or a number."""
    return not re.match(r"[\s\x00]*[=+@\uff1d\uff0b\uff0d\uff20]|[\s\x00]*-(?!$|[\dX.][\dX./?~%-]*$)", cell)


@given(st.text(max_size=60))
def test_any_text_is_no_formula(text):
    (_, line) = csv_lines([{"a": text}], ("a",))
    ((cell,),) = csv.reader([line]) if line.strip() else (("",),)
    assert is_no_formula(cell)


@given(st.text(max_size=200))
def test_a_calendar_line_stays_one_line(text):
    folded = fold(f"SUMMARY:{escape_ics(text)}")
    pieces = folded.split("\r\n")
    assert all(piece.startswith(" ") for piece in pieces[1:])
    assert all(len(piece.encode()) <= 75 for piece in pieces)
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\n]", "".join(pieces))
    unfolded = pieces[0] + "".join(piece[1:] for piece in pieces[1:])
    assert re.sub(r"\\([\\;,])", r"\1", unfolded.removeprefix("SUMMARY:")) == clean(text)


@pytest.mark.parametrize("strings", [*PAGES, *COMBINED])
def test_table_page(strings):
    rows = tuple((Cell(one, address="x.html", key=one), Cell(one)) for one in strings)
    text = render_sheet_page(Sheet("T", strings[0], (strings[-1], "B"), rows))
    body = re.sub(r"<script>.*?</script>", "", text, count=1, flags=re.DOTALL)
    walker = walk(body)
    assert walker.tags <= ALLOWED
    assert set(walker.addresses) == {"x.html"}


def test_there_are_more_than_two_thousand():
    assert len(set(hostile.ALL)) > 250
    assert len({*hostile.ALL, *hostile.COMBINED}) > 2_700
    assert "visit" in load_vocabulary()
    assert write_ris([]) == ""
