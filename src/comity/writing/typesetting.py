"""Typesetting by typst: a template of ours, and the text as data that no template reads as markup.

Reproducible: the fonts are those that typst brings, and no clock is asked. Only for characters that these fonts lack
(Chinese, Devanagari, Thai …) those of the machine are asked. What no font has is never a blank or a box: its characters
are written by their numbers ("[U+65E5 U+672C]"), and the template is told by the input `spelled`.
"""

from __future__ import annotations

import functools
import itertools
import re
import unicodedata
from collections.abc import Mapping

from comity.errors import ComityError
from comity.writing.extras import import_extra

FONT = "Libertinus Serif"
STANDARDS = ("a-2a", "ua-1")
MOST_SCRIPTS = 40  # in one text; the characters of one that no font has are spelled at once
LATIN_AND_LIKE = 0x0530  # below it the fonts of typst have every letter
_MISSING = re.compile(r'(?:the text|the PDF contains the codepoint) `"(.*?)"`')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")


def typeset(template: str, inputs: Mapping[str, str], *, form: str = "pdf", ppi: float | None = None) -> bytes:
    """The file; `inputs` are `sys.inputs` of the template. Raises ComityError without the extra `documents`."""
    typst = import_extra("typst", form.upper())
    given, is_alone = dict(inputs), True
    is_checked = form == "pdf" or max(map(ord, "".join(given.values())), default=0) < LATIN_AND_LIKE
    fault = ""
    for _ in range(MOST_SCRIPTS):
        made_form = form if is_checked else "pdf"  # only as PDF a missing letter is told
        try:
            made = typst.compile(
                template.encode(), format=made_form, sys_inputs=given, timestamp=0, ppi=ppi,
                ignore_system_fonts=is_alone, pdf_standards=list(STANDARDS) if made_form == "pdf" else [],
            )  # fmt: skip
        except typst.TypstError as error:
            fault = str(error)
            missing = _MISSING.search(fault)
            if missing is None:
                break
            if not is_alone:
                given = {name: spell_script(text, read_escapes(missing[1])) for name, text in given.items()}
                given["spelled"] = "yes"
            is_alone = False
            continue
        assert isinstance(made, bytes)
        if made_form == form:
            return made
        is_checked = True
    raise ComityError(f"{form.upper()} could not be made: {fault}. Try another form, such as HTML.")


def read_escapes(text: str) -> str:
    """The characters that a fault of typst names, some of them by their numbers.

    >>> read_escapes("\\\\u{41}b")
    'Ab'
    """
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)


def spell_script(text: str, missing: str) -> str:
    """The text with every character of the scripts of the missing ones by its number.

    >>> spell_script("Tokyo 東京 (とうきょう)", "東")
    'Tokyo [U+6771 U+4EAC] (とうきょう)'
    """
    scripts = set(map(name_script, missing))
    parts = itertools.groupby(text, key=lambda one: one >= "\x80" and name_script(one) in scripts)
    return "".join(
        f"[{' '.join(f'U+{ord(one):04X}' for one in run)}]" if is_missing else "".join(run) for is_missing, run in parts
    )


@functools.lru_cache(maxsize=4096)
def name_script(character: str) -> str:
    """What characters of one script share: the first word of their names, or their class where they have none."""
    return unicodedata.name(character, unicodedata.category(character)).split(" ", 1)[0].split("-")[0]
