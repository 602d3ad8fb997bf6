"""Tables taken apart: each row with its characters; what has not the form of its table says so."""

from __future__ import annotations

import pytest

from comity.exchange.tables import find_cell, list_columns, list_rows


@pytest.mark.parametrize(
    ("text", "suffix", "rows"),
    [
        pytest.param("a,b\n1,2\n3,4", ".csv", [("1,2", {"a": "1", "b": "2"}), ("3,4", {"a": "3", "b": "4"})], id="csv"),
        pytest.param("a,b\r\n1,2\r\n", ".csv", [("1,2", {"a": "1", "b": "2"})], id="crlf"),
        pytest.param('a,b\n"1,\n5",2\n3,4\n', ".csv", [('"1,\n5",2', {"a": "1,\n5", "b": "2"}),
                     ("3,4", {"a": "3", "b": "4"})], id="line-within-marks"),
        pytest.param("a\tb\n1,0\t2\n", ".tsv", [("1,0\t2", {"a": "1,0", "b": "2"})], id="tsv"),
        pytest.param("a,b\n\n1,2\n", ".csv", [("1,2", {"a": "1", "b": "2"})], id="empty-line"),
        pytest.param("a,b\n1\u20282,3\n", ".csv", [("1\u20282,3", {"a": "1\u20282", "b": "3"})], id="other-separator"),
        pytest.param('{"a": {"b": 1}}\n\n {"a": 2}\n', ".jsonl", [('{"a": {"b": 1}}', {"a": {"b": 1}}),
                     ('{"a": 2}', {"a": 2})], id="json-lines"),
        pytest.param("", ".csv", [], id="nothing"),
    ],
)  # fmt: skip
def test_rows_with_their_characters(text, suffix, rows):
    assert [(text[row.start : row.end], row.cells) for row in list_rows(text, suffix)] == rows


@pytest.mark.parametrize(
    ("text", "suffix", "fault"),
    [
        pytest.param("a,b\n1\n", ".csv", "has 1 cells, the line of names has 2", id="too-few"),
        pytest.param("a,b\n1,2,3\n", ".csv", "has 3 cells", id="too-many"),
        pytest.param('a,b\n"1,2\n', ".csv", "no CSV", id="open-mark"),
        pytest.param('{"a": 1\n', ".jsonl", "no JSON", id="cut"),
        pytest.param("[1]\n", ".jsonl", "no JSON object", id="list"),
        pytest.param("[" * 100_000 + "\n", ".jsonl", "no JSON", id="hostile"),
    ],
)
def test_a_broken_row_says_so(text, suffix, fault):
    (row,) = list_rows(text, suffix)
    assert fault in row.fault
    assert row.cells == {}
    assert 0 <= row.start < row.end <= len(text)


def test_columns_are_those_of_the_first_whole_row():
    assert list_columns("a,b\n1\n1,2\n", ".csv") == {"a", "b"}
    assert list_columns("a,b\n", ".csv") == frozenset()


@pytest.mark.parametrize(
    ("column", "value"),
    [
        pytest.param("a.b", 1, id="nested"),
        pytest.param("c.d", 2, id="with-a-stop"),
        pytest.param("a.x", None, id="none"),
    ],
)
def test_cells_of_nested_objects(column, value):
    assert find_cell({"a": {"b": 1}, "c.d": 2}, column) == value
