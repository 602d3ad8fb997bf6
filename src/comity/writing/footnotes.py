"""Footnotes of a DOCX file: the part that python-docx has not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
PART_NAME = "/word/footnotes.xml"
SEPARATORS = (("separator", "-1"), ("continuationSeparator", "0"))
TEXT_STYLE, MARK_STYLE = "FootnoteText", "FootnoteReference"
FIRST_BOOKMARK = 10_000  # the numbers below are those of headings


class Footnotes:
    """The footnotes of one document, numbered as they come; `attach` puts them into the file."""

    def __init__(self, document: Document) -> None:
        from docx.oxml.ns import nsdecls
        from docx.oxml.parser import parse_xml

        self.document = document
        self.count = 0
        self.root: Any = parse_xml(f"<w:footnotes {nsdecls('w')}/>")
        add_styles(document)
        for kind, number in SEPARATORS:
            note = make("w:footnote", type=kind, id=number)
            note.append(nest("w:p", nest("w:r", make(f"w:{kind}"))))
            self.root.append(note)

    def add(self, paragraph: Paragraph, text: str) -> int:
        """A mark at the end of a paragraph and its note; the note's number."""
        self.count += 1
        paragraph._p.append(make("w:bookmarkStart", id=str(FIRST_BOOKMARK + self.count), name=name_mark(self.count)))
        paragraph._p.append(nest("w:r", style_mark(), make("w:footnoteReference", id=str(self.count))))
        paragraph._p.append(make("w:bookmarkEnd", id=str(FIRST_BOOKMARK + self.count)))
        properties = nest("w:pPr", make("w:pStyle", val=TEXT_STYLE))
        mark = nest("w:r", style_mark(), make("w:footnoteRef"))
        words = make("w:t")
        words.text = f" {text}"
        words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        note = make("w:footnote", id=str(self.count))
        note.append(nest("w:p", properties, mark, nest("w:r", words)))
        self.root.append(note)
        return self.count

    def refer(self, paragraph: Paragraph, number: int) -> None:
        """The mark of a note that stands elsewhere, as a field that follows its number."""
        field = make("w:fldSimple", instr=f" NOTEREF {name_mark(number)} \\f \\h ")
        field.append(write_mark(str(number)))
        paragraph._p.append(field)

    def add_comma(self, paragraph: Paragraph) -> None:
        """What stands between two marks."""
        paragraph._p.append(write_mark(","))

    def attach(self) -> None:
        """Put the part into the document's package."""
        from docx.opc.oxml import serialize_part_xml
        from docx.opc.packuri import PackURI
        from docx.opc.part import Part

        package = self.document.part.package
        part = Part(PackURI(PART_NAME), CONTENT_TYPE, serialize_part_xml(self.root), package)
        self.document.part.relate_to(part, RELATION)
        notes = make("w:footnotePr")
        for _, number in SEPARATORS:
            notes.append(make("w:footnote", id=number))
        settings = self.document.settings.element
        # The order of settings is fixed; all that may stand before the footnotes' is passed over.
        after = settings.find(make("w:compat").tag)
        settings.append(notes) if after is None else after.addprevious(notes)


def name_mark(number: int) -> str:
    """The bookmark of a note's mark."""
    return f"_Note{number}"


def style_mark() -> Any:
    """The properties of a mark."""
    return nest("w:rPr", make("w:rStyle", val=MARK_STYLE))


def write_mark(text: str) -> Any:
    """A run in the style of marks."""
    words = make("w:t")
    words.text = text
    return nest("w:r", style_mark(), words)


def add_styles(document: Document) -> None:
    """The styles of a note's text and of its mark."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Pt

    text = document.styles.add_style("footnote text", WD_STYLE_TYPE.PARAGRAPH)
    text.element.set(make_name("w:styleId"), TEXT_STYLE)
    text.base_style = document.styles["Normal"]
    text.font.size = Pt(8.5)
    text.paragraph_format.space_after = Pt(1)
    mark = document.styles.add_style("footnote reference", WD_STYLE_TYPE.CHARACTER)
    mark.element.set(make_name("w:styleId"), MARK_STYLE)
    mark.font.superscript = True


def make_name(name: str) -> str:
    """A name with its namespace."""
    from docx.oxml.ns import qn

    return qn(name)


def make(tag: str, **attributes: str) -> Any:
    """An element of the word processor's vocabulary."""
    from docx.oxml.parser import OxmlElement

    element: Any = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(make_name(f"w:{name}"), value)
    return element


def nest(tag: str, *children: Any) -> Any:
    """An element with children."""
    element = make(tag)
    for child in children:
        element.append(child)
    return element
