"""What a kind's file says of lists: a user's kind is read from one, and a broken entry is refused with its line."""

from pathlib import Path

import pytest

from comity.errors import KindError
from comity.kinds import load_vocabulary
from comity.reading import read
from comity.reading.cues import compile_lexicon
from comity.sources import Taken, make_document

TOYS = Path(__file__).parents[1] / "toy"
LIST = "Harbours leased by Norway\n\nChile – 3 May 1990\nPeru – 7 June 1992\n"


def read_list(text):
    statements = read(make_document(Taken("list.txt", text.encode())), load_vocabulary(TOYS))
    return [(one.role("lessor"), one.role("lessee"), str(one.when)) for one in statements if one.kind == "lease"]


def test_a_kind_of_ones_own_is_read_from_a_list():
    assert read_list(LIST) == [(("NOR",), ("CHL",), "1990-05-03"), (("NOR",), ("PER",), "1992-06-07")]


@pytest.mark.parametrize(
    "title",
    [
        pytest.param("Harbours in Norway", id="the-heading-tells-nothing"),
        pytest.param("Leased harbours", id="nobody-leases"),
        pytest.param("Expired harbour leases by Norway", id="barred"),
    ],
)
def test_what_the_heading_does_not_tell_is_left_out(title):
    assert read_list(LIST.replace("Harbours leased by Norway", title)) == []


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        pytest.param("value: date", "values: date", ["'values' is not a key of an entry", "'value'?"], id="key"),
        pytest.param("    value: date\n", "", ["value is missing", "name, about, value and roles"], id="no-value"),
        pytest.param("value: date", "value: day", ["'day' is not a place", "date"], id="type"),
        pytest.param("[state]", "[label.under]", ["'under' is not a place", "adjective"], id="side"),
        pytest.param("lessee: [s", "lessees: [s", ["'lessees' is not a role of 'lease'", "'lessee'?"], id="role"),
        pytest.param("[expired]", "['(expired']", ["is no pattern", "regular expression"], id="pattern"),
        pytest.param("{words: {harbour", "{word: {harbour", ["'word' is not a rule", "'words'?"], id="rule"),
    ],
)
def test_a_broken_entry_is_refused(tmp_path, old, new, words):
    text = (TOYS / "lease.yaml").read_text()
    head, entries = text[: text.index("entries:")], text[text.index("entries:") :]
    assert old in entries
    path = tmp_path / "lease.yaml"
    path.write_text(head + entries.replace(old, new, 1))
    vocabulary = load_vocabulary(tmp_path)
    with pytest.raises(KindError) as caught:
        compile_lexicon(vocabulary)
    assert str(caught.value).startswith(f"{path}:{head.count(chr(10)) + 2}: entries: a list of harbours")
    assert [word for word in words if word not in str(caught.value)] == []
