"""Every page at three widths, light and dark: axe finds nothing grave, and nothing is wider than the window.

What is refused is shown too: each status by the page that a person meets.
"""

import json
import shutil
import subprocess
from contextlib import contextmanager

import pytest
from tests.web.browser import CHROMIUM, serving, sign_in
from tests.web.conftest import TOKEN

import comity
from comity.web import Limits, User, make_app
from comity.web.settings import hash_token

pytest.importorskip("playwright.sync_api", reason="the browser tests need playwright")
pytest.importorskip("uvicorn")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="the browser tests need chromium"),
]

PAGES = [
    "/", "/?first=KAZ", "/KAZ/TUR", "/KAZ/TUR?on=1993-05-01", "/KAZ/TUR/brief", "/KAZ/TUR/timeline", "/KAZ/TUR/check",
    "/KAZ/TUR/changes?since=2001-01-01", "/KAZ", "/FRA/USA", "/FRA", "/sources", "/search?q=embassy", "/search?q=zzzz",
    "/world?kind=mission&on=2014-01-01", "/world?kind=visit&on=2012-12-31", "/changes", "/review",
    "/review?state=KAZ&state=TUR", "/read", "/sign-in", "/docs", "/flag?claim=A%20claim", "/finding/C104",
    "/nowhere/at/all", "/Kazahkstan/TUR", "/KAZ/TUR?on=May", "/search?q=" + "a" * 400,
]  # fmt: skip
EMPTY = ["/", "/KAZ", "/KAZ/TUR", "/KAZ/TUR/timeline", "/KAZ/TUR/check", "/sources", "/changes", "/review", "/world"]
LOOKS = [(scheme, width) for scheme in ("light", "dark") for width in (380, 800, 1280)]


@pytest.fixture(scope="session")
def axe(tmp_path_factory):
    """The source of axe-core, from npm; the test is skipped where it cannot be had."""
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("axe-core is had by npm, which is not here")
    folder = tmp_path_factory.mktemp("axe")
    asked = [npm, "install", "--silent", "--no-audit", "--no-fund", "--ignore-scripts", "axe-core@4.10.3"]
    try:
        done = subprocess.run(asked, cwd=folder, capture_output=True, timeout=120, check=False)
    except subprocess.TimeoutExpired:
        pytest.skip("axe-core did not come in time")
    script = folder / "node_modules" / "axe-core" / "axe.min.js"
    if done.returncode or not script.exists():
        pytest.skip("axe-core could not be installed")
    return script.read_text(encoding="utf-8")


@contextmanager
def window(chromium, address, scheme, width):
    """A page of a browser that looks so."""
    context = chromium.new_context(base_url=address, color_scheme=scheme, viewport={"width": width, "height": 800})
    yield context.new_page()
    context.close()


def find_grave(page, axe):
    """What axe finds serious or critical in the page that is open, with what it folds; and what is too wide."""
    page.evaluate("for (const one of [...document.querySelectorAll('details')].slice(0, 4)) one.open = true")
    page.evaluate(axe)
    found = json.loads(page.evaluate("axe.run().then((told) => JSON.stringify(told.violations))"))
    grave = [
        (page.url[:100], one["id"], [node["html"][:120] for node in one["nodes"]][:3])
        for one in found
        if one["impact"] in ("serious", "critical")
    ]
    if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
        grave.append((page.url[:100], "wider than the window", []))
    return grave


@pytest.mark.parametrize(("scheme", "width"), LOOKS)
def test_every_page(scheme, width, chromium, address, axe):
    grave = []
    with window(chromium, address, scheme, width) as page:
        sign_in(page)
        for path in PAGES:
            page.goto(path)
            grave += find_grave(page, axe)
        page.goto("/KAZ/TUR")
        page.goto(page.locator("details.why a.kept").first.get_attribute("href"))
        assert page.locator(".text").bounding_box()["width"] > 300
        grave += find_grave(page, axe)
        page.goto("/KAZ/TUR")
        page.goto(page.locator("a[href^='/flag']").first.get_attribute("href"))
        grave += find_grave(page, axe)
        page.goto("/read")
        page.fill("textarea[name=text]", "Turkey's foreign minister visited Astana on 3 May 2021.")
        with page.expect_navigation():
            page.click("main button")
        grave += find_grave(page, axe)
    assert grave == []


@pytest.mark.parametrize(("scheme", "width"), LOOKS)
def test_an_empty_record(scheme, width, chromium, make_settings, tmp_path, axe):
    comity.open(tmp_path / "empty.db").close()
    grave = []
    with (
        serving(make_app, make_settings, record=str(tmp_path / "empty.db")) as (_, address),
        window(chromium, address, scheme, width) as page,
    ):
        for path in EMPTY:
            page.goto(path)
            grave += find_grave(page, axe)
    assert grave == []


def ask_without_rights(page):
    """403: a contributor decides."""
    sign_in(page)
    page.goto("/KAZ/TUR")
    page.goto(page.locator("a[href^='/flag']").first.get_attribute("href"))
    page.fill("textarea", "Hm.")
    page.click("main button")


def ask_too_much(page):
    """413: a form that is too large."""
    page.goto("/sign-in")
    page.evaluate("document.querySelector('main input[name=token]').value = 'a'.repeat(300000)")
    page.click("main button")


def ask_twice(page):
    """503: what is not yet worked out; the styles are by the second time."""
    page.goto("/sign-in")
    page.wait_for_timeout(500)
    page.goto("/KAZ/TUR")


REFUSALS = {
    "401": ({"is_public": False}, lambda page: page.goto("/KAZ/TUR")),
    "403": ({"users": (User("ben", "contributor", hash_token(TOKEN)),)}, ask_without_rights),
    "413": ({}, ask_too_much),
    "414": ({}, lambda page: page.goto("/search?q=" + "a" * 5000)),
    "429": ({"limits": Limits(requests=4)}, lambda page: [page.goto("/sign-in") for _ in range(6)]),
    "500": ({}, lambda page: page.goto("/changes")),
    "503": ({"limits": Limits(seconds=0.000001)}, ask_twice),
}


@pytest.mark.parametrize("status", list(REFUSALS))
def test_what_is_refused(status, chromium, make_settings, axe, monkeypatch):
    changes, ask = REFUSALS[status]
    grave, seen = [], []
    for scheme, width in LOOKS:
        with serving(make_app, make_settings, **changes) as (app, address):
            if status == "500":
                monkeypatch.setattr(app.library.record.store, "recent", lambda most: 1 // 0)
            with window(chromium, address, scheme, width) as page:
                page.on("response", lambda answer: seen.append(answer.status))
                ask(page)
                assert page.locator("h1").inner_text()
                assert len(page.locator("main").inner_text()) > 30
                grave += find_grave(page, axe)
    assert grave == []
    assert int(status) in seen
