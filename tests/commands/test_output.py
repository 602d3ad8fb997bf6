"""How results leave."""

import errno
import json

import pytest

from comity.commands.output import choose_form, open_output, write_rows

ROWS = [{"kind": "visit", "quote": "a\tb\nc", "value": 3.1e9, "more": [1]}, {"kind": "trade", "quote": 'say "x"'}]
COLUMNS = ("kind", "quote", "value")


@pytest.mark.parametrize(("form", "text"), [
    pytest.param("tsv", 'kind\tquote\tvalue\nvisit\ta b c\t3100000000\ntrade\tsay "x"\t\n', id="tsv"),
    pytest.param("csv", 'kind,quote,value\r\nvisit,a b c,3100000000\r\ntrade,"say ""x""",\r\n', id="csv"),
    pytest.param("jsonl", "".join(json.dumps(row) + "\n" for row in ROWS), id="jsonl"),
    pytest.param("json", json.dumps(ROWS, indent=1) + "\n", id="json"),
])  # fmt: skip
def test_rows_are_written(form, text, tmp_path):
    write_rows(iter(ROWS), COLUMNS, form=form, output=tmp_path / "out")
    assert (tmp_path / "out").read_bytes().decode() == text


@pytest.mark.parametrize(("form", "name", "chosen"), [
    pytest.param(None, "x.csv", "csv", id="by name"),
    pytest.param("json", "x.csv", "json", id="asked for"),
    pytest.param(None, "x.data", "tsv", id="unknown ending"),
])  # fmt: skip
def test_form_is_chosen(form, name, chosen, tmp_path):
    assert choose_form(form, tmp_path / name) == chosen


def test_a_file_appears_only_when_whole(tmp_path):
    out = tmp_path / "out"
    out.write_text("before")
    with pytest.raises(RuntimeError), open_output(out) as stream:
        stream.write(b"half")
        raise RuntimeError
    assert out.read_text() == "before"
    assert list(tmp_path.iterdir()) == [out]


def test_a_refusal_names_the_file_asked_for(tmp_path):
    out = tmp_path / "none" / "out"
    with pytest.raises(OSError, match="No such file") as caught, open_output(out):
        pass
    assert (caught.value.errno, caught.value.filename) == (errno.ENOENT, str(out))


def test_a_link_is_followed(tmp_path):
    (tmp_path / "link").symlink_to(tmp_path / "real")
    write_rows(ROWS, COLUMNS, form="tsv", output=tmp_path / "link")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_text().startswith("kind")
