"""The finder: forms of a name, offsets, other types of names, the cache."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.names import Name, cache, find_names
from comity.names.folding import fold
from comity.names.spellings import build_table

CORPUS = Path(__file__).parents[3] / "shared" / "corpora" / "historical" / "rdcr"


def found(text: str, **options: object) -> list[tuple[str, str, str]]:
    return [(text[name.start : name.end], name.type, name.code) for name in find_names(text, **options)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Turkey's law", [("Turkey", "state", "TUR")], id="possessive"),
        pytest.param("Turkey’s law", [("Turkey", "state", "TUR")], id="curly-possessive"),
        pytest.param("“Turkey”", [("Turkey", "state", "TUR")], id="curly-quotes"),
        pytest.param("the United\n   States", [("United\n   States", "state", "USA")], id="line-break"),
        pytest.param("the United\r\nStates", [("United\r\nStates", "state", "USA")], id="windows-line-break"),
        pytest.param("the United  States", [("United  States", "state", "USA")], id="two-blanks"),
        pytest.param("the United\u00a0States", [("United\u00a0States", "state", "USA")], id="fixed-blank"),
        pytest.param("United\n\nStates", [], id="paragraphs-part"),
        pytest.param("KAZAKHSTAN", [("KAZAKHSTAN", "state", "KAZ")], id="capitals"),
        pytest.param("Cote d'Ivoire", [("Cote d'Ivoire", "state", "CIV")], id="accents-lost"),
        pytest.param("Côte d’Ivoire", [("Côte d’Ivoire", "state", "CIV")], id="accents-kept"),
        pytest.param("TÜRKİYE", [("TÜRKİYE", "state", "TUR")], id="dotted-capital"),
        pytest.param("Turkeyesque Nigerian", [("Nigerian", "adjective", "NGA")], id="whole-words"),
        pytest.param("Kazakh–Turkish", [("Kazakh", "adjective", "KAZ"), ("Turkish", "adjective", "TUR")], id="en-dash"),
        pytest.param("Sino-Soviet", [("Sino", "adjective", "CHN"), ("Soviet", "adjective", "SUN")], id="combining"),
        pytest.param("Sino and Franco", [], id="combining-needs-hyphen"),
        pytest.param("the U.S. recognized", [("U.S.", "state", "USA")], id="us-as-noun"),
        pytest.param("the U.S. embassy", [("U.S.", "adjective", "USA")], id="us-as-adjective"),
        pytest.param("tell us", [], id="pronoun"),
        pytest.param("Serbia and Montenegro", [("Serbia and Montenegro", "state", "SCG")], id="longest"),
        pytest.param("the foreign minister", [("foreign minister", "office", "foreign_minister")], id="office"),
        pytest.param("members of the OSCE", [("OSCE", "organisation", "OSCE")], id="organisation"),
        pytest.param("the Turkic Council met", [("Turkic Council", "organisation", "OTS")], id="renamed-organisation"),
        pytest.param("a consulate in Leningrad", [("Leningrad", "city", "Saint Petersburg")], id="former-city"),
        pytest.param("an embassy in Nice", [("Nice", "city", "Nice")], id="city-that-is-a-word"),
        pytest.param("Nice weather", [], id="word-that-is-a-city"),
        pytest.param("Москва", [], id="other-script"),
        pytest.param("", [], id="empty"),
    ],
)
def test_names_are_found(text, expected):
    relevant = [one for one in found(text) if one[1] != "office" or "minister" in text]
    assert [one for one in relevant if one[0] != "consulate"] == expected


def test_the_day_decides_where_the_sentence_does_not():
    assert find_names("Korea agreed.", on=date(1890, 1, 1)) == [Name(0, 5, "state", "cow:KOR")]
    assert find_names("Korea agreed.", on=date(1990, 1, 1)) == [Name(0, 5, "state", "KOR", ("PRK",))]
    assert find_names("Korea agreed in 1890.", on=date(1990, 1, 1)) == [Name(0, 5, "state", "cow:KOR")]


def test_the_context_decides():
    assert find_names("Korea agreed.", on=date(1990, 1, 1), context=["PRK"]) == [Name(0, 5, "state", "PRK")]


texts = st.lists(
    st.sampled_from("Türkiye|the United  States|Côte d’Ivoire|\n|\n\n|\t| |x|Қазақстан|é|U.S.|—|’s".split("|")),
    max_size=12,
).map("".join)


@given(texts)
@settings(max_examples=200, deadline=None)
def test_offsets_are_those_of_the_text(text):
    names = find_names(text)
    assert all(0 <= name.start < name.end <= len(text) for name in names)
    assert all(left.end <= right.start for left, right in zip(names, names[1:], strict=False))
    known = {"turkiye", "united states", "cote d'ivoire", "u.s."}
    spelled = {fold(text[name.start : name.end]).text.strip().casefold() for name in names if name.type == "state"}
    assert spelled <= known


@pytest.mark.growth
@pytest.mark.parametrize(
    "hostile", ["Turkey ", "the ", "U.S.", "Congo ", "  ", "1990 Korea. ", "Saint ", "Ankara and ", "Texas ", "US US"]
)
def test_time_grows_with_the_text_only(hostile):
    def seconds(count: int) -> float:
        text = hostile * count
        times = []
        for _ in range(3):
            begin = time.perf_counter()
            find_names(text)
            times.append(time.perf_counter() - begin)
        return min(times)

    small, large = seconds(1_500), seconds(3_000)
    assert large < max(3.2 * small, 0.05)


def test_cache_is_written_once_and_read_back(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    table = cache.load_cached(lambda: (["a", "b"], [0, 1], [("state", "X", "", "")]))
    assert cache.load_cached(lambda: pytest.fail("built twice")) == table
    (kept,) = (tmp_path / "comity").iterdir()
    kept.write_text("damaged")
    assert cache.load_cached(lambda: table) == table
    assert json.loads(kept.read_text())[1] == [0, 1]


def test_table_is_the_same_every_time():
    assert build_table() == build_table()


def test_two_processes_may_build_the_cache_at_once(tmp_path):
    program = "from comity.names import find_names; print(find_names('Türkiye')[0].code)"
    environment = {"XDG_CACHE_HOME": str(tmp_path), "PATH": ""}
    running = [
        subprocess.Popen([sys.executable, "-c", program], env=environment, stdout=subprocess.PIPE) for _ in range(2)
    ]
    assert [process.communicate()[0].strip() for process in running] == [b"TUR", b"TUR"]
    assert len(list((tmp_path / "comity").glob("names-*"))) == 1


def test_without_a_place_for_the_cache_names_are_found_all_the_same(tmp_path):
    (tmp_path / "comity").write_text("a file where the folder should be")
    program = "from comity.names import find_names; print(find_names('Türkiye')[0].code)"
    environment = {"XDG_CACHE_HOME": str(tmp_path), "PATH": ""}
    run = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, check=True)
    assert run.stdout.strip() == b"TUR"


@pytest.mark.skipif(not CORPUS.exists(), reason="the historical corpus is not here")
def test_a_page_names_its_own_state():
    pages = sorted(CORPUS.glob("*.txt"))
    missing = [page.name for page in pages if not {"USA"} <= {n.code for n in find_names(page.read_text("utf-8"))}]
    assert missing == []
