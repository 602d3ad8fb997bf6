"""What one document may have: more than any that a person wrote, and so little that 200 MB of memory read it.

A tag costs up to 400 bytes of memory while a page is read, a character of text 10 to 25.
"""

from __future__ import annotations

import re

from comity.errors import SourceError

LARGEST_DOCUMENT = 32 * 1024 * 1024
# With pictures (PDF, DOCX, ODT), of many documents (ZIP), or in parts (plain text).
LARGEST_FILE = 128 * 1024 * 1024
MOST_CHARACTERS = 8_000_000
MOST_TAGS = 300_000
MOST_ATTRIBUTES = 300_000
LONG_TAG = re.compile(r"<[^<>]{1000000,}")
LONG_XML_TAG = re.compile(rb"<[^<>]{1000000,}")
BETWEEN_ATTRIBUTES = re.compile(r"[\s/]+|[\"'](?=[^\s/>])")


def check_bytes(data: bytes, address: str) -> None:
    """Nothing; raises SourceError for a document of too many bytes."""
    if len(data) > LARGEST_DOCUMENT:
        raise make_error(address, f"it has {len(data):,} bytes")


def check_characters(count: int, address: str) -> None:
    """Nothing; raises SourceError for a text of too many characters."""
    if count > MOST_CHARACTERS:
        raise make_error(address, f"its text has {count:,} characters")


def check_markup(markup: str, address: str) -> None:
    """Nothing; raises SourceError for a page of too many tags, or with a tag of too many attributes.

    A picture that is written into its tag is one attribute, however long.
    """
    if (count := markup.count("<")) > MOST_TAGS:
        raise make_error(address, f"it has {count:,} tags")
    for found in LONG_TAG.finditer(markup):
        if sum(1 for _ in BETWEEN_ATTRIBUTES.finditer(markup, *found.span())) > MOST_ATTRIBUTES:
            raise make_error(address, f"it has a tag with more than {MOST_ATTRIBUTES:,} attributes")


def check_xml(data: bytes, address: str) -> None:
    """Nothing; raises SourceError for XML of too many bytes or tags, or with a tag of more than a million bytes."""
    check_bytes(data, address)
    if (count := data.count(b"<")) > MOST_TAGS:
        raise make_error(address, f"it has {count:,} tags")
    if found := LONG_XML_TAG.search(data):
        raise make_error(address, f"it has a tag of {len(found[0]):,} bytes")


def make_error(address: str, found: str) -> SourceError:
    """The error for a document above the bounds."""
    return SourceError(
        f"{address}: this is more than one document: {found}. One may have {LARGEST_DOCUMENT >> 20} MiB, "
        f"{MOST_CHARACTERS:,} characters of text and {MOST_TAGS:,} tags. Split it, or save its text as plain text."
    )
