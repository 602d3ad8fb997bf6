"""Text made fit to be shown: on a page, in a table, on a terminal."""

from __future__ import annotations

import re

# Control characters (terminal escapes among them), marks of direction, halves of surrogate pairs and what Unicode
# keeps from use: none of them is text, and each can make a page or a terminal show something else than it says.
_NO_TEXT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufeff"
    "\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)


def clean(text: str) -> str:
    """The text on one line, without characters that are none.

    >>> clean("a\\x1b[31m  b\\n")
    'a[31m b'
    """
    return " ".join(_NO_TEXT.sub("", text).split())
