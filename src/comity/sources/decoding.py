"""Bytes to text: by a byte order mark, by what an HTML page declares, else UTF-8; nothing is guessed.

Line ends are kept as they are, so that offsets count the file's own characters.
"""

from __future__ import annotations

import codecs
import re

from comity.errors import SourceError
from comity.sources.sniffing import BYTE_ORDER_MARKS

DECLARED = re.compile(rb"<meta\s[^>]{0,500}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
DECLARED_XML = re.compile(rb"\s*<\?xml\s[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]{1,40})", re.IGNORECASE)
DECLARED_WITHIN = 4096

# The Encoding Standard (WHATWG): pages that declare these mean windows-1252 and windows-1254.
MEANT = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "utf-16": "utf-8", "utf-16-le": "utf-8"}


def decode(data: bytes, *, address: str, declared: str | None = None) -> str:
    """The text of bytes; raises SourceError with the byte, its line and the encoding tried.

    >>> decode("Erdoğan\\r\\n".encode("utf-16"), address="a.txt")
    'Erdoğan\\r\\n'
    """
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return decode_as(data, encoding, address, "has the byte order mark of").removeprefix("\ufeff")
    encoding = find_codec(declared) or "utf-8"
    return decode_as(data, encoding, address, "declares" if find_codec(declared) else "was taken for")


def join_surrogates(text: str) -> str:
    """The text with halves of characters beyond the first plane put together; a half alone is U+FFFD.

    Files that escape characters (JSON, PDF) may hold halves, which no database or page takes.

    >>> join_surrogates("\\ud83c\\uddf9 and \\ud83c")
    '🇹 and �'
    """
    if text.isascii():
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def find_declared(data: bytes) -> str | None:
    """The encoding that an HTML or XML page names in its first 4 KiB; None where it names none."""
    start = data[:DECLARED_WITHIN]
    found = DECLARED_XML.match(start) or DECLARED.search(start)
    return None if found is None else found[1].decode("ascii", errors="ignore")


def find_codec(declared: str | None) -> str | None:
    """Python's name of a declared encoding as browsers understand it; None where no such encoding exists."""
    if declared is None:
        return None
    try:
        name = codecs.lookup(declared).name
    except LookupError:
        return None
    return MEANT.get(name, name) if is_text_codec(name) else None


def is_text_codec(name: str) -> bool:
    """Whether a codec turns bytes into text; Python has others (zip, hex) that no page may ask for."""
    if name in ("idna", "punycode", "unicode_escape", "raw_unicode_escape", "unicode-escape", "raw-unicode-escape"):
        return False
    try:
        return isinstance(b"a".decode(name), str)
    except (LookupError, UnicodeError):
        return name.startswith("utf-")


def decode_as(data: bytes, encoding: str, address: str, why: str) -> str:
    """The text in one encoding; raises SourceError where a byte does not fit."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding.startswith("cp125"):
            return decode_windows(data, encoding)
        raise SourceError(describe(data, error, address, why)) from error


def decode_windows(data: bytes, encoding: str) -> str:
    """The text in a Windows encoding; bytes that it leaves open become control characters, as in every browser."""
    table = [bytes([byte]).decode(encoding, errors="ignore") or chr(byte) for byte in range(256)]
    return data.decode("latin-1").translate(dict(enumerate(table)))


def describe(data: bytes, error: UnicodeDecodeError, address: str, why: str) -> str:
    """The message for a byte that does not fit: where, what, what is allowed, the mend."""
    line = data.count(b"\n", 0, error.start) + 1
    column = error.start - (data.rfind(b"\n", 0, error.start) + 1) + 1
    name = error.encoding.upper()
    shell_name = address if address != "-" else "FILE"
    return (
        f"{address}:{line}:{column}: byte 0x{data[error.start]:02X} is not {name}, which the source {why}. "
        f"Comity reads UTF-8, UTF-16 with a byte order mark, and the encoding that an HTML page declares. "
        f"If you know the encoding, convert the file: iconv -f WINDOWS-1252 -t UTF-8 '{shell_name}' > converted"
    )
