"""Pictures as PNG and as PDF, through typst."""

from __future__ import annotations

import re

from comity.writing.picture import Picture, standalone
from comity.writing.typesetting import FONT, typeset

PIXELS_PER_INCH = 200
_FONTS = re.compile(r"font-family:[^;}]+")
PICTURE = """
#set page(width: auto, height: auto, margin: 0pt)
#set document(title: sys.inputs.title)
#image(bytes(sys.inputs.picture), format: "svg", alt: sys.inputs.title, width: 16cm)
"""


def write_picture(picture: Picture, form: str) -> bytes:
    """The picture as "png" or "pdf"; raises ComityError without the extra `documents`."""
    inputs = {"picture": settable_svg(picture), "title": picture.alternative}
    return typeset(PICTURE, inputs, form=form, ppi=PIXELS_PER_INCH)


def settable_svg(picture: Picture) -> str:
    """The picture as an SVG file whose letters are those of the typesetter."""
    return _FONTS.sub(f'font-family: "{FONT}"', standalone(picture))
