"""A page as DOCX: styles, footnotes, a table of contents, tables with header rows, pictures with their words."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from comity.model.shown import clean
from comity.writing.citation import cite_source, is_web_address
from comity.writing.extras import import_extra
from comity.writing.footnotes import Footnotes, make, make_name, nest
from comity.writing.picture import Picture
from comity.writing.pictures import write_picture
from comity.writing.tree import Block, Figure, Infobox, Items, Note, Page, ReferenceEntry, Sentence, Support, TableBlock
from comity.writing.words import end_sentence

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

ZIP_TIME = (1980, 1, 1, 0, 0, 0)
INK, SOFT, BLUE = "1B1D21", "555B63", "24527F"
LINE = "C4C7CB"
TABLE_STYLE = "Table Grid"
SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")


def render_docx(page: Page) -> bytes:
    """The page as DOCX; needs the extra `documents`. The same page gives the same bytes."""
    import_extra("docx", "DOCX")
    return Writer(page).write()


class Writer:
    """One page on its way into a document."""

    def __init__(self, page: Page) -> None:
        import docx

        self.page = page
        self.document: Document = docx.Document()
        set_styles(self.document)
        self.footnotes = Footnotes(self.document)
        self.entries = {entry.number: entry for entry in page.references}
        self.noted: dict[int, int] = {}
        self.bookmarks = 0

    def write(self) -> bytes:
        """The whole file."""
        self.describe()
        self.document.add_heading(clean(self.page.title), 0)
        self.document.add_paragraph(clean(self.page.description), style="Subtitle")
        for note in self.page.notes:
            self.add_sentence(self.document.add_paragraph(), note)
        self.add_contents()
        self.add_block(self.page.lead)
        if self.page.infobox is not None:
            self.add_box(self.page.infobox)
        for section in self.page.sections:
            self.add_heading(section.heading)
            for block in section.blocks:
                self.add_block(block)
        if self.page.see_also:
            self.add_heading("See also")
            for one in self.page.see_also:
                self.document.add_paragraph(clean(one.text), style="List Bullet")
        self.add_references()
        self.footnotes.attach()
        stream = io.BytesIO()
        self.document.save(stream)
        return repack(stream.getvalue())

    def describe(self) -> None:
        """The properties of the file."""
        properties = self.document.core_properties
        properties.title = clean(self.page.title)[:255]
        properties.subject = clean(self.page.description)[:255]
        properties.author = properties.last_modified_by = "Comity"
        properties.comments = ""
        properties.language = "en-GB"
        properties.created = properties.modified = datetime.fromisoformat(self.page.on)

    # Blocks

    def add_heading(self, text: str) -> None:
        """A heading with a bookmark, to which the table of contents leads."""
        paragraph = self.document.add_heading(clean(text), 1)
        self.bookmarks += 1
        start = make("w:bookmarkStart", id=str(self.bookmarks), name=f"_Toc{self.bookmarks}")
        paragraph._p.insert(1, start)
        paragraph._p.append(make("w:bookmarkEnd", id=str(self.bookmarks)))

    def add_contents(self) -> None:
        """A field for the table of contents, filled in with the headings as they are."""
        from docx.shared import Pt

        headings = [section.heading for section in self.page.sections]
        headings += ["See also"] if self.page.see_also else []
        headings += ["References"] if self.page.references else []
        if len(headings) < 3 or self.page.form == "brief":  # a brief is two pages at most
            return
        for number, heading in enumerate(headings, 1):
            paragraph = self.document.add_paragraph(style="toc 1")
            if number == 1:
                paragraph._p.append(field("begin"))
                instruction = make("w:instrText")
                instruction.text = r' TOC \o "1-1" \h \n '
                paragraph._p.append(nest("w:r", instruction))
                paragraph._p.append(field("separate"))
            link = make("w:hyperlink", anchor=f"_Toc{number}", history="1")
            words = make("w:t")
            words.text = clean(heading)
            link.append(nest("w:r", words))
            paragraph._p.append(link)
            if number == len(headings):
                paragraph._p.append(field("end"))
                paragraph.paragraph_format.space_after = Pt(10)

    def add_block(self, block: Block) -> None:
        """A paragraph, list or table."""
        if isinstance(block, TableBlock):
            self.add_table(block)
        elif isinstance(block, Figure):
            self.add_note(self.add_picture(block.picture), block.support)
        elif isinstance(block, Items):
            for one in block.sentences:
                self.add_sentence(self.document.add_paragraph(style="List Bullet"), one)
        elif block.sentences:
            paragraph = self.document.add_paragraph()
            for number, one in enumerate(block.sentences):
                if number:
                    paragraph.add_run(" ")
                self.add_sentence(paragraph, one)

    def add_sentence(self, paragraph: Paragraph, one: Sentence | Note) -> None:
        """A sentence with its footnote; a note in italics."""
        run = paragraph.add_run(clean(one.text))
        if isinstance(one, Note):
            run.italic = True
        else:
            self.add_note(paragraph, one.support)

    def add_note(self, paragraph: Paragraph, support: Support) -> None:
        """The footnotes of a support: that of a source where it is first cited, later a reference to it."""
        numbers = dict.fromkeys(mark.number for mark in support.marks)
        for place, number in enumerate(numbers):
            if place:
                self.footnotes.add_comma(paragraph)
            if number in self.noted:
                self.footnotes.refer(paragraph, self.noted[number])
            else:
                self.noted[number] = self.footnotes.add(paragraph, end_sentence(self.cite(self.entries[number])))

    def cite(self, entry: ReferenceEntry) -> str:
        """A source in full."""
        address = clean(entry.source.address)
        parts = cite_source(entry.source, self.page.house.dates)
        return " ".join([*parts, address] if is_web_address(address) else parts)

    def add_table(self, block: TableBlock) -> None:
        """A table with its caption above and a header row that is repeated on each page."""
        if block.caption:
            caption = self.document.add_paragraph(clean(block.caption), style="Caption")
            caption.paragraph_format.keep_with_next = True
        header = [*map(clean, block.header), "Source"]
        table = self.make_table(header, block.caption or ", ".join(one for one in header if one))
        for row in block.rows:
            cells = table.add_row().cells
            for cell, text in zip(cells, row.cells, strict=False):
                cell.paragraphs[0].add_run(clean(text))
            self.add_note(cells[len(header) - 1].paragraphs[0], row.support)
        tighten(table)
        self.document.add_paragraph(style="Small")

    def make_table(self, header: Sequence[str], words: str) -> Any:
        """A table with its header row, and in words what it is."""
        table = self.document.add_table(1, len(header), style=TABLE_STYLE)
        properties = table._tbl.tblPr
        properties.append(make("w:tblCaption", val=clean(words)[:250]))
        row = table.rows[0]
        row._tr.get_or_add_trPr().append(make("w:tblHeader"))
        for cell, text in zip(row.cells, header, strict=True):
            if text:
                cell.paragraphs[0].add_run(text).bold = True
        return table

    def add_box(self, box: Infobox) -> None:
        """The map, and the lines of the box as a table."""
        if box.map is not None:
            self.add_picture(box.map)
        if not box.rows:
            return
        table = self.make_table(("At a glance", "What holds"), box.title)
        for line in box.rows:
            cells = table.add_row().cells
            cells[0].paragraphs[0].add_run(clean(line.label)).bold = True
            for number, value in enumerate(line.values):
                self.add_sentence(cells[1].add_paragraph() if number else cells[1].paragraphs[0], value)
        tighten(table)
        self.document.add_paragraph(style="Small")

    def add_picture(self, picture: Picture) -> Paragraph:
        """A picture with its words; its caption."""
        from docx.shared import Cm

        data = io.BytesIO(write_picture(picture, "png"))
        shape = self.document.add_picture(data, width=Cm(12))
        shape._inline.docPr.set("descr", clean(picture.alternative))
        self.document.paragraphs[-1].paragraph_format.keep_with_next = True
        return self.document.add_paragraph(clean(picture.caption), style="Caption")

    def add_references(self) -> None:
        """The sources, each with its address and the hash of its bytes."""
        if not self.page.references:
            return
        self.add_heading("References")
        for entry in self.page.references:
            paragraph = self.document.add_paragraph(style="Reference")
            paragraph.add_run(f"{entry.number}. " + " ".join(cite_source(entry.source, self.page.house.dates)) + " ")
            address = clean(entry.source.address)
            if is_web_address(address):
                self.add_link(paragraph, address)
            run = paragraph.add_run(f"SHA-256 {entry.source.sha256}")
            run.style = self.document.styles["Hash"]

    def add_link(self, paragraph: Paragraph, address: str) -> None:
        """An address of the web as a link."""
        relation = self.document.part.relate_to(
            address, "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink", is_external=True
        )
        link = make("w:hyperlink", history="1")
        link.set(make_name("r:id"), relation)
        words = make("w:t")
        words.text = address
        link.append(nest("w:r", nest("w:rPr", make("w:color", val=BLUE), make("w:u", val="single")), words))
        paragraph._p.append(link)
        paragraph.add_run(" ")


def field(kind: str) -> Any:
    """One of the three marks of a field."""
    return nest("w:r", make("w:fldChar", fldCharType=kind))


def set_styles(document: Document) -> None:
    """A page of A4 and quiet styles: the template's own, and three of ours."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Cm, Pt, RGBColor

    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.4)
    section.top_margin = section.bottom_margin = Cm(2.2)
    styles: Any = document.styles
    for name in ("toc 1", "Reference", "Small"):
        styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = styles["Normal"]
    styles.add_style("Hash", WD_STYLE_TYPE.CHARACTER).font.size = Pt(7)
    for name, size, colour in (
        ("Normal", 10.5, INK), ("Title", 22, INK), ("Heading 1", 14, INK), ("Subtitle", 11, SOFT),
        ("Caption", 9.5, INK), ("toc 1", 9.5, BLUE), ("Reference", 9.5, INK), ("Small", 4, INK),
    ):  # fmt: skip
        font = styles[name].font
        font.name, font.size, font.color.rgb = "Calibri", Pt(size), RGBColor.from_string(colour)
        set_fonts(styles[name].element)
    styles["Subtitle"].font.italic = False
    styles["toc 1"].paragraph_format.space_after = Pt(0)
    styles["Small"].paragraph_format.space_after = Pt(2)
    set_language(styles["Normal"].element)
    for edge in styles[TABLE_STYLE].element.iter(*(make_name(f"w:{side}") for side in SIDES)):
        edge.set(make_name("w:color"), LINE)


def set_fonts(style: Any) -> None:
    """One font for all scripts of a style, in place of the theme's."""
    fonts = style.rPr.find(make_name("w:rFonts"))
    for name in [one for one in fonts.attrib if one.endswith("Theme")]:
        del fonts.attrib[name]
    for name in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(make_name(f"w:{name}"), "Calibri")


def set_language(style: Any) -> None:
    """British English, for the speller and for readers aloud."""
    style.rPr.append(make("w:lang", val="en-GB"))


def tighten(table: Any) -> None:
    """Cells without space below their lines, rows that no page breaks."""
    from docx.shared import Pt

    for row in table.rows:
        row._tr.get_or_add_trPr().append(make("w:cantSplit"))
        for cell in row.cells:
            for paragraph in cell.paragraphs:
                paragraph.paragraph_format.space_after = Pt(1)


def repack(data: bytes) -> bytes:
    """The same archive with one time for all its parts, so that the same page gives the same bytes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for one in old.infolist():
            part = zipfile.ZipInfo(one.filename, ZIP_TIME)
            part.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(part, old.read(one))
    return stream.getvalue()
