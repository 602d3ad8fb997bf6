"""What PDF/UA-1 asks of the structure of a PDF, on articles and briefs of every sort; and letters that no font has."""

import io
import re

import pikepdf
import pypdfium2
import pytest
from tests.writing.invented import PAIRS, SOURCES, make_claims

from comity.writing import render_bytes
from comity.writing.typesetting import spell_script, typeset

PAGES = [(number, form) for number in (0, 5, 7) for form in ("article", "brief")]
HEADINGS = ("/H1", "/H2", "/H3", "/H4", "/H5", "/H6")
ROWS_OF = {"/TR": {"/Table", "/THead", "/TBody", "/TFoot"}, "/TH": {"/TR"}, "/TD": {"/TR"}, "/LI": {"/L"},
           "/Lbl": {"/LI"}, "/LBody": {"/LI"}}  # fmt: skip


@pytest.fixture(scope="module", params=PAGES, ids=[f"{'-'.join(PAIRS[number])} {form}" for number, form in PAGES])
def pdf(request, make_page):
    number, form = request.param
    page = make_page(make_claims(PAIRS[number], number), SOURCES, pair=PAIRS[number], form=form)
    with pikepdf.open(io.BytesIO(render_bytes(page, "pdf"))) as opened:
        yield opened


def walk(element, parent="/StructTreeRoot"):
    """Each element of the tree of tags, with the tag of its parent."""
    children = element.get("/K", [])
    tag = str(element.get("/S", "/StructTreeRoot"))
    if "/S" in element:
        yield element, tag, parent
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, pikepdf.Dictionary) and ("/S" in child):
            yield from walk(child, tag)


def elements(pdf):
    return list(walk(pdf.Root.StructTreeRoot))


def test_the_document_names_its_title_and_language(pdf):
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    assert str(pdf.Root.Lang).startswith("en")
    assert pdf.Root.MarkInfo.Marked
    assert all(page.obj.get("/Tabs") == "/S" for page in pdf.pages if "/Annots" in page.obj)
    assert all("/StructParents" in page.obj for page in pdf.pages)


def test_headings_go_down_one_by_one(pdf):
    levels = [HEADINGS.index(tag) + 1 for _, tag, _ in elements(pdf) if tag in HEADINGS]
    assert levels[0] == 1
    assert len(levels) > 2
    assert all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False))


def test_rows_and_items_stand_in_tables_and_lists(pdf):
    for _, tag, parent in elements(pdf):
        assert parent in ROWS_OF.get(tag, {parent})


def test_rows_of_a_table_have_as_many_cells_and_headers_a_scope(pdf):
    for table, tag, _ in elements(pdf):
        if tag != "/Table":
            continue
        rows = [list(walk(row)) for row, inner, _ in walk(table) if inner == "/TR"]
        assert len({sum(inner in ("/TH", "/TD") for _, inner, _ in row) for row in rows}) == 1
        heads = [cell for row in rows for cell, inner, _ in row if inner == "/TH"]
        assert heads
        assert all("/Scope" in str(head.A) or any("/Scope" in str(one) for one in head.A) for head in heads)


def test_pictures_and_links_have_words(pdf):
    pictures = [element for element, tag, _ in elements(pdf) if tag == "/Figure"]
    assert all(str(one.get("/Alt", "")).strip() for one in pictures)
    links = [one for page in pdf.pages for one in page.obj.get("/Annots", []) if one.Subtype == "/Link"]
    assert links
    assert all(str(one.get("/Contents", "")).strip() for one in links)


def test_fonts_are_within_and_their_letters_known(pdf):
    fonts = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/Font"]
    whole = [one for one in fonts if one.Subtype == "/Type0"]
    assert whole
    assert all("/ToUnicode" in one for one in whole)
    described = [one.FontDescriptor for one in fonts if "/FontDescriptor" in one]
    assert len(described) == len(whole)
    assert all({"/FontFile", "/FontFile2", "/FontFile3"} & set(one.keys()) for one in described)


def test_bookmarks_are_the_headings(pdf):
    with pdf.open_outline() as outline:
        titles = [one.title for one in outline.root]
    assert len(titles) == sum(tag in HEADINGS for _, tag, _ in elements(pdf)) > 2


LETTERS = "日本語 ไทย हिन्दी 한국어 አማርኛ ქართული \U00012000 \ue000 Қазақстан Ελλάδα"


def text_of(data):
    return "".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(data))


def test_no_letter_becomes_a_blank_or_a_box(make_page):
    claims = [("e" * 64, "They began.", "relations", "established", {"between": ["KAZ", "TUR"]}, {}, "1992-03-02",
               "asserted", None)]  # fmt: skip
    source = {"title": LETTERS, "publisher": LETTERS, "address": "a.html"}
    data = render_bytes(make_page(claims, {"e" * 64: source}), "pdf")
    text = re.sub(r"\s|\ufffe|\x02", "", text_of(data))
    for word in LETTERS.split():
        spelled = re.sub(r"\s", "", spell_script(word, word))
        assert word in text or spelled in text or all(f"{ord(one):04X}" in text or one in text for one in word)
    assert "U+E000" in text
    assert "Unicodenumbers" in text
    with pikepdf.open(io.BytesIO(data)) as pdf, pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"


def test_a_picture_has_no_blank_either():
    template = '#set document(title: "T")\n#set page(width: 9cm, height: 2cm)\n#sys.inputs.words'
    plain, spelled = (typeset(template, {"words": words}, form="png", ppi=30.0) for words in ("\ue000", "[U+E000]"))
    assert plain == spelled
