"""A site: whole or not at all, every page linked, opened from disk, with the map and the search that it promises."""

import hashlib
import html.parser
import os
import re
import shutil
from datetime import date
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from bench.pairs import make_record
from tests.writing import hostile
from tests.writing.test_hostile import Walker

from comity.errors import ComityError
from comity.model import Document, Evidence, Source, make_statement
from comity.record import open_record
from comity.site import SiteSettings, build_site
from comity.site.addresses import name_file
from comity.site.building import new_folder
from comity.site.maps import SCALE, cut, find_box

ON = date(2026, 11, 22)
STATES = 5
CHROMIUM = os.environ.get("COMITY_CHROMIUM") or shutil.which("chromium")


@pytest.fixture(scope="module")
def record(tmp_path_factory):
    path = tmp_path_factory.mktemp("record") / "pairs.db"
    make_record(str(path), STATES)
    return str(path)


@pytest.fixture(scope="module")
def site(record, tmp_path_factory):
    folder = tmp_path_factory.mktemp("site") / "public"
    assert build_site(SiteSettings(record, (), ON), folder) == STATES * (STATES - 1) // 2
    return folder


class Addresses(html.parser.HTMLParser):
    """The addresses and the names of places of a page."""

    def __init__(self):
        super().__init__()
        self.found, self.ids = [], set()

    def handle_starttag(self, tag, attributes):
        self.found += [value for name, value in attributes if name in ("href", "src")]
        self.ids |= {value for name, value in attributes if name == "id"}


def read(path):
    parser = Addresses()
    parser.feed(path.read_text(encoding="utf-8"))
    return parser


def test_every_page_is_there_and_every_link_leads_somewhere(site):
    pages = {path.resolve(): read(path) for path in site.rglob("*.html")}
    assert len(pages) == STATES * (STATES - 1) // 2 + STATES + 2
    reached = set()
    for path, page in pages.items():
        for address in page.found:
            if address.startswith(("mailto:", "https://", "http://")):
                continue
            where, _, place = address.partition("#")
            target = (path.parent / unquote(where)).resolve() if where else path
            assert target.exists(), (path, address)
            if place and target in pages:
                assert place in pages[target].ids, (path, address)
            reached.add(target)
    assert set(pages) <= reached | {(site / "index.html").resolve()}


def test_claims_can_be_flagged_and_mailed(site):
    letters = [one for one in read(next((site / "pairs").glob("*.html"))).found if one.startswith("mailto:?")]
    assert len(letters) > 5
    assert any("Doubtful" in letter for letter in letters)


def test_nothing_is_asked_of_the_network(site):
    for path in site.rglob("*"):
        if path.suffix in (".html", ".css", ".svg"):
            text = re.sub(r'<a [^>]*href="[^"]*"|xmlns="[^"]*"', "", path.read_text(encoding="utf-8"))
            assert not re.search(r"(?:src|href)=\"(?:https?:)?//|url\(|@import", text), path


def test_twice_gives_the_same_and_replaces_the_first(record, site, tmp_path):
    folder = tmp_path / "again"
    build_site(SiteSettings(record, (), ON), folder)
    (folder / "stale.html").write_text("x", encoding="utf-8")
    build_site(SiteSettings(record, (), ON, processes=2), folder)
    assert {one.relative_to(folder): one.read_bytes() for one in folder.rglob("*") if one.is_file()} == {
        one.relative_to(site): one.read_bytes() for one in site.rglob("*") if one.is_file()
    }  # fmt: skip
    assert [one.name for one in tmp_path.iterdir()] == ["again"]


def test_a_folder_of_other_things_is_left_alone(record, tmp_path):
    (tmp_path / "letters.txt").write_text("dear", encoding="utf-8")
    with pytest.raises(ComityError, match="no site of Comity"):
        build_site(SiteSettings(record, (), ON), tmp_path)
    assert [one.name for one in tmp_path.iterdir()] == ["letters.txt"]


def test_an_error_leaves_what_was_there(tmp_path):
    folder = tmp_path / "public"
    with new_folder(folder) as part:
        (part / "index.html").write_text("first", encoding="utf-8")
    with pytest.raises(RuntimeError), new_folder(folder) as part:
        (part / "index.html").write_text("second", encoding="utf-8")
        raise RuntimeError
    assert (folder / "index.html").read_text(encoding="utf-8") == "first"
    assert [one.name for one in tmp_path.iterdir()] == ["public"]


def test_names_of_files_need_no_care():
    assert name_file("x:somaliland", "cow:HAN") == "cow_HAN-x_somaliland.html"


@pytest.mark.parametrize("pair", [("KAZ", "TUR"), ("FRA", "MCO"), ("NZL", "ISL"), ("NRU", "TUV"), ("RUS", "USA")])
def test_the_map_shows_both(pair):
    boxes = [find_box(code) for code in pair]
    x, y, width, height = (float(one) / SCALE for one in cut(*boxes).split(","))
    assert abs(width / height - 640 / 420) < 0.05
    for left, top, right, bottom in boxes:
        assert x - 1 <= (left + right) / 2 <= x + width + 1
        assert y - 1 <= (top + bottom) / 2 <= y + height + 1


@pytest.mark.slow
@pytest.mark.skipif(CHROMIUM is None, reason="needs chromium")
def test_it_opens_from_disk_and_finds(chromium, site):
    names = [path.stem for path in sorted((site / "pairs").glob("*.html"))]
    view = chromium.new_page()
    faults = []
    view.on("pageerror", lambda error: faults.append(str(error)))
    view.goto(f"file://{site}/index.html")
    view.fill("#words", names[0].replace("-", " ").lower())
    view.click("#results a")
    assert Path(urlsplit(view.url).path).stem == names[0]
    assert view.evaluate("[...document.images].every((one) => one.complete && one.naturalWidth > 0)")
    view.goto(f"file://{site}/states/{names[0][:3]}.html")
    view.click("table.rows th:nth-child(6) button")
    assert view.get_attribute("table.rows th:nth-child(6)", "aria-sort") == "ascending"
    assert not faults
    plain = chromium.new_context(java_script_enabled=False).new_page()
    plain.goto(f"file://{site}/index.html")
    assert not plain.is_visible("#search")
    assert plain.locator(".states a").count() == STATES


# Not the very long ones: telling apart some hundred names of thousands of letters takes minutes.
HOSTILE = [*hostile.ADDRESSES, *hostile.MARKUP, *hostile.TEMPLATES, *hostile.LINES, *hostile.LETTERS]


def test_hostile_strings_stay_text(tmp_path):
    lines = list(dict.fromkeys(line for one in HOSTILE for line in [" ".join(f"Said: {one}".split())]))
    text = "\n".join(lines)
    data = text.encode()
    source = Source(
        hashlib.sha256(data).hexdigest(), hostile.ADDRESSES[0], "text/plain", len(data), title=hostile.MARKUP[0],
        publisher=hostile.MARKUP[1], author=hostile.MARKUP[2], licence=hostile.MARKUP[3],
    )  # fmt: skip
    statements, start = [], 0
    for line in lines:
        statements.append(make_statement(
            "project", "started", roles={"between": ["KAZ", "TUR"]}, attributes={"name": line}, quote=line,
            evidence=Evidence(start, start + len(line)), source=source.sha256,
        ))  # fmt: skip
        start += len(line) + 1
    with open_record(str(tmp_path / "hostile.db")) as record:
        record.add(Document(source, text), data, statements)
    build_site(SiteSettings(str(tmp_path / "hostile.db"), (), ON), tmp_path / "public")
    for path in (tmp_path / "public").rglob("*.html"):
        page, shown = Walker(), path.read_text(encoding="utf-8")
        page.feed(re.sub(r"<script[^>]*>.*?</script>|<link[^>]*>|<img[^>]*>|<input[^>]*>", "", shown, flags=re.DOTALL))
        assert not {name for name in page.attributes if name.startswith("on")}
        assert not page.tags & {"script", "iframe", "base", "object", "form", "template", "math"}
        allowed = re.compile(r"#|mailto:\?|https?://|[./a-zA-Z]+(?:-[A-Z]+)?\.html(?:#|$)")
        assert all(allowed.match(address) for address in page.addresses)
