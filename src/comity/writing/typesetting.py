"""Typesetting by typst: a template of ours, and the text as data that no template reads as markup.

Reproducible: the fonts are those that typst brings, and no clock is asked. Only for characters that these fonts lack
(Chinese, Devanagari, Thai …) those of the machine are asked, and where there are none either, the text is kept and
the file is no longer declared to be PDF/A and PDF/UA.
"""

from __future__ import annotations

from collections.abc import Mapping

from comity.errors import ComityError
from comity.writing.extras import import_extra

FONT = "Libertinus Serif"
STANDARDS = ("a-2a", "ua-1")
NO_GLYPH = "could not be displayed"


def typeset(template: str, inputs: Mapping[str, str], *, form: str = "pdf", ppi: float | None = None) -> bytes:
    """The file; `inputs` are `sys.inputs` of the template. Raises ComityError without the extra `documents`."""
    typst = import_extra("typst", form.upper())
    standards = list(STANDARDS) if form == "pdf" else []
    fault = ""
    for ignores_fonts, wanted in ((True, standards), (False, standards), (False, [])):
        try:
            made = typst.compile(
                template.encode(), format=form, sys_inputs=dict(inputs), timestamp=0, ppi=ppi,
                ignore_system_fonts=ignores_fonts, pdf_standards=wanted,
            )  # fmt: skip
        except typst.TypstError as error:
            fault = str(error)
            if NO_GLYPH not in fault:
                break
            continue
        assert isinstance(made, bytes)
        return made
    raise ComityError(f"{form.upper()} could not be made: {fault}. Try another form, such as HTML.")
