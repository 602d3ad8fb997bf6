"""XML as a table: each element of one name is a row, with its characters in the text.

Cells are the values of the element (`@id`), the words of the elements within it (`start-date`), and theirs in turn
(`visitor.name`, `visitor.@role`). Where a name stands several times within a row, their words are parted by semicolons.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from xml.parsers import expat

from comity.exchange.tables import TableRow
from comity.sources.tagged import DEEPEST, DeclaredEntityError, cut_prefix, make_error, refuse_entity

Node = dict[str, Any]
TEXT = "."


class _Rows:
    """Listens to a parser; each whole row is kept with its bytes."""

    def __init__(self, parser: expat.XMLParserType, name: str) -> None:
        self.parser, self.name = parser, name
        self.rows: list[tuple[int, int, Node]] = []
        self.open: list[tuple[str, Node]] = []
        self.begin = 0
        self.depth = 0

    def start(self, name: str, values: dict[str, str]) -> None:
        """An element begins."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise ValueError(f"its elements are nested deeper than {DEEPEST:,}")
        name = cut_prefix(name)
        if self.open or name == self.name:
            if not self.open:
                self.begin = self.parser.CurrentByteIndex
            self.open.append((name, {f"@{cut_prefix(key)}": value for key, value in values.items()}))

    def words(self, text: str) -> None:
        """Characters between tags belong to the innermost element."""
        if self.open:
            node = self.open[-1][1]
            node[TEXT] = node.get(TEXT, "") + text

    def end(self, _name: str) -> None:
        """It ends: it goes into the one around it, or is a row."""
        self.depth -= 1
        if not self.open:
            return
        name, node = self.open.pop()
        node[TEXT] = " ".join(node.get(TEXT, "").split())
        if self.open:
            put(self.open[-1][1], name, node)
        else:
            self.rows.append((self.begin, self.parser.CurrentByteIndex, node))


def put(node: Node, name: str, inner: Node) -> None:
    """An inner element into its row: its words alone, or with all it has; the words of several in one."""
    value: Any = inner[TEXT] if len(inner) == 1 else inner
    before = node.get(name)
    node[name] = value if before is None else f"{words_of(before)};{words_of(value)}"


def words_of(value: Any) -> str:
    """The words of an element that stands several times."""
    return str(value.get(TEXT, "")) if isinstance(value, Mapping) else str(value)


def list_marked(text: str, name: str, address: str) -> Iterator[TableRow]:
    """One row for each element of that name; raises SourceError for what is no XML, too deep or hostile."""
    data = text.encode()
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True
    parser.EntityDeclHandler = refuse_entity
    listener = _Rows(parser, name)
    parser.StartElementHandler, parser.EndElementHandler = listener.start, listener.end
    parser.CharacterDataHandler = listener.words
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise make_error(address, "XML", f"line {error.lineno}, {expat.ErrorString(error.code)}") from error
    except (DeclaredEntityError, ValueError, LookupError) as error:
        raise make_error(address, "XML", str(error)) from error
    at_byte = at_character = 0
    for begin, end, node in listener.rows:
        start = at_character + len(data[at_byte:begin].decode())
        closing = data.find(b">", end) + 1 or len(data)
        stop = start + len(data[begin:closing].decode())
        at_byte, at_character = closing, stop
        yield TableRow(start, stop, node)
