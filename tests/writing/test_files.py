"""DOCX and PDF: what word processors, readers aloud and lists of bookmarks need stands in the file."""

import io
import re
import shutil
import subprocess
import sys
import zipfile

import docx
import pikepdf
import pypdfium2
import pytest

from comity.errors import ComityError
from comity.model.shown import clean
from comity.writing import render, render_bytes
from comity.writing.pictures import settable_svg, write_picture
from comity.writing.tree import Figure, TableBlock


def told(page):
    """The words of a page, in its order: sentences, cells, headings."""
    yield from (one.text for one in page.lead.sentences)
    for section in page.sections:
        yield section.heading
        for block in section.blocks:
            if isinstance(block, TableBlock):
                yield from (cell for row in block.rows for cell in row.cells if cell != "—")
            elif not isinstance(block, Figure):
                yield from (one.text for one in block.sentences)


def letters(text):
    """The letters and digits of a text: no spaces, no marks such as [1]."""
    return re.sub(r"\W+", "", re.sub(r"\[\d+\]", "", text))


@pytest.fixture(scope="module")
def word(article):
    return render_bytes(article, "docx")


def read_part(data, name):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode()


def test_docx_has_every_word(article, word):
    document = docx.Document(io.BytesIO(word))
    text = letters("".join(one.text for one in document.element.iter() if one.tag.endswith("}t") and one.text))
    assert all(letters(clean(one)) in text for one in told(article))


def test_docx_has_a_footnote_for_each_source_and_later_marks_refer_to_it(article, word):
    body, notes = (read_part(word, f"word/{name}.xml") for name in ("document", "footnotes"))
    marks = re.findall(r'<w:footnoteReference w:id="(\d+)"', body)
    assert marks == [str(number) for number in range(1, len(article.references) + 1)]
    assert re.findall(r'<w:footnote w:id="(\d+)"', notes) == marks
    referred = re.findall(r'w:instr=" NOTEREF (_Note\d+) ', body)
    assert len(referred) > 20
    assert set(referred) <= set(re.findall(r'<w:bookmarkStart w:id="\d+" w:name="(_Note\d+)"', body))
    uses = sum(len({mark.number for mark in support.marks}) for support in article.supports())
    assert len(marks) + len(referred) == uses
    assert "Two neighbours" in notes
    assert "footnotes+xml" in read_part(word, "[Content_Types].xml")


def test_docx_has_headings_tables_and_a_picture_with_words(article, word):
    document = docx.Document(io.BytesIO(word))
    headings = [one.text for one in document.paragraphs if one.style.name == "Heading 1"]
    assert headings == [*(one.heading for one in article.sections), "See also", "References"]
    assert all("<w:tblHeader/>" in table.rows[0]._tr.xml for table in document.tables)
    assert len(document.tables) > 2
    figures = [block for section in article.sections for block in section.blocks if isinstance(block, Figure)]
    words = [article.infobox.map.alternative, *(one.picture.alternative for one in figures)]
    assert [one._inline.docPr.get("descr") for one in document.inline_shapes] == words
    body = read_part(word, "word/document.xml")
    assert "TOC \\o" in body
    anchors = set(re.findall(r'w:anchor="(\w+)"', body))
    assert anchors == set(re.findall(r'<w:bookmarkStart w:id="\d+" w:name="(_Toc\d+)"', body))


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_the_same_page_gives_the_same_bytes(article, brief, form):
    assert render_bytes(article, form) == render_bytes(article, form)
    assert render_bytes(brief, form).startswith(b"%PDF" if form == "pdf" else b"PK")


def test_pdf_is_tagged_and_declared_so(article):
    with pikepdf.open(io.BytesIO(render_bytes(article, "pdf"))) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang).startswith("en")
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert metadata["pdfaid:part"] == "2"
            assert metadata["dc:title"] == article.title
        tags = {str(one.S) for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and one.get("/S") is not None}
        assert {"/H1", "/P", "/Table", "/TH", "/TD", "/Figure", "/Link", "/L"} <= tags
        figures = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Figure"]
        assert any(article.infobox.map.alternative == str(one.get("/Alt")) for one in figures)
        with pdf.open_outline() as outline:
            titles = [one.title for one in outline.root]
        assert [one.heading for one in article.sections] == titles[: len(article.sections)]


def test_pdf_has_every_word(article):
    pages = pypdfium2.PdfDocument(render_bytes(article, "pdf"))
    lines = "".join(page.get_textpage().get_text_bounded() for page in pages)
    text = letters(re.sub(r"[-\ufffe\u2010\x02]\s*\n", "", lines))
    missing = [one for one in told(article) if letters(clean(one)).casefold() not in text.casefold()]
    assert not missing


def test_pictures_stand_alone(article):
    drawing = article.infobox.map
    assert "var(" not in settable_svg(drawing)
    assert ".first { fill: #1f4e79" in settable_svg(drawing)
    assert write_picture(drawing, "png").startswith(b"\x89PNG")
    assert write_picture(drawing, "pdf").startswith(b"%PDF")


def test_the_map_leaves_alone(article, brief):
    assert "<title>Map of Kazakhstan and Türkiye" in render(article, "svg")
    assert render_bytes(article, "png").startswith(b"\x89PNG")
    with pytest.raises(ComityError, match="has no map"):
        render_bytes(brief, "svg")


@pytest.mark.parametrize(("form", "module"), [("docx", "docx"), ("pdf", "typst"), ("png", "typst")])
def test_a_missing_extra_is_told_with_its_mend(article, monkeypatch, form, module):
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(ComityError, match=re.escape("pip install 'comity[documents]'")):
        render_bytes(article, form)


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
def test_libreoffice_opens_the_docx_without_loss(article, word, tmp_path):
    (tmp_path / "a.docx").write_bytes(word)
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/home", "--headless", "--convert-to", "pdf", "--outdir",
         tmp_path, tmp_path / "a.docx"], check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    pages = pypdfium2.PdfDocument(tmp_path / "a.pdf")
    text = letters("".join(page.get_textpage().get_text_bounded() for page in pages))
    assert all(letters(clean(one)) in text for one in told(article))
    assert letters("Relations with Kazakhstan. Ministry of Foreign Affairs of Türkiye. Published 4 February") in text


def test_the_text_form_is_text(article):
    assert render(article, "text").startswith("Kazakhstan–Türkiye relations\n===")
