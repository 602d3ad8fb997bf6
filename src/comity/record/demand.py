"""Documents whose text and structure are read from the record when they are first asked for.

The facts of a pair rest on a hundred sources, of most of which only the publisher and the date are asked: to read the
texts of all would take longer than everything else. The record must be open as long as such a document is used.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property

from comity.model import Block, Citation, Document, Link, Reference, Source, Table


class DocumentOnDemand(Document):
    """A document of which only the source is here: `read_text` gives its text.

    `read_structures` gives, for it and others by SHA-256, a document with all but the text.
    """

    _read_text: Callable[[str], str]
    _read_structures: Callable[[], Mapping[str, Document]]

    def __init__(
        self, source: Source, read_text: Callable[[str], str], read_structures: Callable[[], Mapping[str, Document]]
    ) -> None:
        vars(self).update(source=source, _read_text=read_text, _read_structures=read_structures)

    @cached_property
    def text(self) -> str:
        """The plain text."""
        return self._read_text(self.source.sha256)

    @cached_property
    def _structure(self) -> Document:
        return self._read_structures()[self.source.sha256]

    @property
    def blocks(self) -> tuple[Block, ...]:
        """As of `Document`, and so the following."""
        return self._structure.blocks

    @property
    def tables(self) -> tuple[Table, ...]:
        """The tables."""
        return self._structure.tables

    @property
    def references(self) -> tuple[Reference, ...]:
        """The references."""
        return self._structure.references

    @property
    def citations(self) -> tuple[Citation, ...]:
        """The citations."""
        return self._structure.citations

    @property
    def links(self) -> tuple[Link, ...]:
        """The links."""
        return self._structure.links

    @property
    def signals(self) -> tuple[tuple[str, str], ...]:
        """The signals."""
        return self._structure.signals

    @property
    def hidden(self) -> int:
        """The number of hidden characters."""
        return self._structure.hidden
