"""The journeys of a user in a browser, with a script and without; axe on every page; hostile texts come to nothing."""

import json
import re
import shutil
import subprocess
import threading
import time
from urllib.parse import unquote

import pytest
from tests.web.browser import CHROMIUM, FLAGS
from tests.web.conftest import TOKEN

from comity.web import make_app

playwright = pytest.importorskip("playwright.sync_api", reason="the browser tests need playwright")
uvicorn = pytest.importorskip("uvicorn")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="the browser tests need chromium"),
]

NEWS = "Turkey's foreign minister visited Astana on 3 May 2021. Kazakhstan opened a consulate in Izmir in 2019."
PAGES = [
    "/", "/?first=KAZ", "/KAZ/TUR", "/KAZ/TUR/brief", "/KAZ/TUR/timeline", "/KAZ/TUR/check", "/KAZ/TUR/changes", "/KAZ",
    "/sources", "/search?q=embassy", "/world?kind=mission&on=2014-01-01", "/changes", "/review", "/read", "/sign-in",
    "/docs", "/flag?claim=A%20claim", "/nowhere/at/all",
]  # fmt: skip
HOSTILE = (
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "'-alert(1)-'", "javascript:alert(1)",
    "</title><svg onload=alert(1)>", "{{7*7}}", "<a href=\"javascript:alert(1)\">x</a>", "&lt;script&gt;alert(1)",
)  # fmt: skip


@pytest.fixture
def address(make_settings):
    """The address of a running site."""
    import socket

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    app = make_app(make_settings(hosts=(f"127.0.0.1:{port}",)))
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="error", ws="none"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    for _ in range(200):
        if server.started:
            break
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(10)


@pytest.fixture(scope="module")
def chromium():
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium, address):
    """Opens a page of the site; asked nothing but the site, without errors and dialogs, at its end."""
    opened, troubles = [], []

    def open_(path, **options):
        context = chromium.new_context(base_url=address, **options)
        page = context.new_page()
        page.on("dialog", lambda dialog: (troubles.append(f"dialog {dialog.message}"), dialog.dismiss()))
        page.on("pageerror", lambda error: troubles.append(f"error {error}"))
        page.on("request", lambda asked: None if asked.url.startswith(address) else troubles.append(asked.url))
        page.on("console", lambda said: troubles.append(said.text) if "Content Security" in said.text else None)
        opened.append(context)
        page.goto(path)
        return page

    yield open_
    for context in opened:
        context.close()
    assert troubles == []


def sign_in(page, back="/"):
    page.goto(f"/sign-in?back={back}")
    page.fill("input[name=token]", TOKEN)
    page.click("main button")
    page.wait_for_url(lambda url: "/sign-in" not in url)


@pytest.mark.parametrize("script", [True, False], ids=["with JavaScript", "without"])
def test_a_pair_is_found_and_a_sentence_opened_to_its_quote(script, open_page):
    page = open_page("/", java_script_enabled=script)
    page.fill("input[name=first]", "Kazakhstan")
    page.fill("input[name=second]", "Turkey")
    page.click(".choose button")
    page.wait_for_url("**/KAZ/TUR*")
    proof = page.locator("details.why").first
    proof.locator("summary").click()
    quote = proof.locator("mark").first
    words = quote.inner_text()
    proof.locator("a.kept").first.click()
    page.wait_for_url("**/source/**")
    marked = page.locator("mark#quote")
    assert " ".join(marked.inner_text().split())[:30] == " ".join(words.split())[:30]
    assert marked.is_visible()
    assert "Publisher" in page.locator("aside.about").inner_text()


def test_two_states_are_chosen_on_the_map(open_page):
    page = open_page("/")
    page.locator("svg.world a[aria-label='Kazakhstan']").click(position={"x": 40, "y": 20})
    page.wait_for_url("**first=KAZ")
    page.locator("svg.world a[aria-label='Türkiye']").click()
    page.wait_for_url("**/KAZ/TUR")


@pytest.mark.parametrize("script", [True, False], ids=["with JavaScript", "without"])
def test_a_page_is_read_and_what_it_changes_is_seen(script, open_page):
    page = open_page("/", java_script_enabled=script)
    sign_in(page, "/read")
    page.set_input_files("input[type=file]", {"name": "news.txt", "mimeType": "text/plain", "buffer": NEWS.encode()})
    page.click("main button")
    page.wait_for_selector("text=What it changes")
    assert "3 May 2021" in page.locator("main").inner_text()
    page.goto("/KAZ/TUR/timeline")
    assert "3 May 2021" in page.locator("main").inner_text()


@pytest.mark.parametrize("script", [True, False], ids=["with JavaScript", "without"])
def test_a_contradiction_is_settled(script, open_page):
    page = open_page("/", java_script_enabled=script)
    sign_in(page, "/review?state=KAZ")
    page.goto("/review?state=KAZ&state=TUR")
    item = page.locator("[data-item]", has=page.locator("a[href^='/finding/C1']")).first
    reason = item.locator(".reason").first.inner_text()
    side = item.locator(".claimed").first
    side.locator("form.decide input[name=why]").first.fill("It has moved since.")
    side.locator("button[value=reject]").click()
    page.wait_for_url("**/review?state=KAZ&state=TUR")
    assert reason not in page.locator("main").inner_text()
    page.goto("/KAZ/TUR/check")
    assert reason not in page.locator("main").inner_text()


def test_the_queue_goes_by_keyboard(open_page):
    page = open_page("/")
    sign_in(page, "/review")
    page.goto("/review")
    before = page.locator("[data-item]").count()
    first = page.locator("[data-item]").first.locator(".reason").inner_text()
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    with page.expect_navigation():
        page.keyboard.press("a")
    assert page.locator("[data-item]").count() == before - 1
    assert page.locator("[data-item]").first.locator(".reason").inner_text() != first


def test_a_sentence_is_flagged_and_sent(open_page):
    page = open_page("/KAZ/TUR")
    sign_in(page, "/KAZ/TUR")
    proof = page.locator("details.why").nth(1)
    proof.locator("summary").click()
    letter = unquote(proof.locator("a", has_text="E-mail this").get_attribute("href"))
    assert letter.startswith("mailto:?subject=")
    assert "/KAZ/TUR?on=2026-11-22" in letter
    assert "“" in letter
    proof.locator("a", has_text="Flag this").click()
    claim = page.locator("blockquote.claim").inner_text()
    page.fill("textarea[name=why]", "Another page says otherwise.")
    page.click("main button")
    page.wait_for_url("**/KAZ/TUR*")
    page.goto("/review?state=KAZ&state=TUR")
    text = page.locator("main").inner_text()
    assert "Another page says otherwise." in text
    assert claim


def test_one_travels_to_1993_and_back(open_page):
    page = open_page("/KAZ/TUR")
    now = page.locator("h1").inner_text()
    page.locator("input[data-year]").evaluate(
        "(one) => { one.value = 1993; for (const kind of ['input', 'change']) one.dispatchEvent(new Event(kind)); }"
    )
    page.wait_for_url("**on=1993-*")
    assert "Turkey" in page.locator("h1").inner_text() != now
    assert page.locator("input[data-year]").input_value() == "1993"
    page.click("text=today")
    page.wait_for_url("**on=2026-11-22*")
    assert page.locator("h1").inner_text() == now
    page.go_back()
    assert "Turkey" in page.locator("h1").inner_text()


def test_one_travels_without_a_script(open_page):
    page = open_page("/KAZ/TUR", java_script_enabled=False)
    assert not page.locator("input[data-year]").is_visible()
    page.fill("input[name=on]", "1993-05-01")
    page.click(".days button")
    page.wait_for_url("**on=1993-05-01*")
    assert "Turkey" in page.locator("h1").inner_text()


@pytest.mark.parametrize("width", [380, 800, 1280])
@pytest.mark.parametrize("path", PAGES)
def test_no_page_is_wider_than_its_window(path, width, open_page):
    page = open_page(path, viewport={"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= width


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


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_serious(path, scheme, open_page, axe):
    page = open_page("/", color_scheme=scheme)
    sign_in(page)
    page.goto(path)
    for summary in page.locator("details > summary").all()[:3]:
        summary.click()
    page.evaluate(axe)
    found = page.evaluate("axe.run().then((told) => JSON.stringify(told.violations))")
    grave = [
        (one["id"], [node["html"][:120] for node in one["nodes"]][:3])
        for one in json.loads(found)
        if one["impact"] in ("serious", "critical")
    ]
    assert grave == []


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_texts_open_no_dialog_and_make_no_markup(hostile, open_page, address):
    page = open_page("/")
    sign_in(page)
    sentence = f"Turkey's foreign minister visited Astana on 3 May 2021 {hostile}. "
    page.goto("/read")
    page.fill("textarea[name=text]", f"Kazakhstan–Turkey relations {hostile}\n\n{sentence}")
    page.fill("input[name=name]", f"{hostile}.txt")
    page.click("main button")
    paths = [
        "/KAZ/TUR", "/KAZ/TUR/timeline", "/KAZ/TUR/check", "/sources", "/changes", "/review", "/world?kind=visit",
        f"/search?q={hostile}", f"/flag?claim={hostile}&id={hostile}&back={hostile}", f"/?first={hostile}",
        f"/{hostile}/TUR", f"/KAZ/TUR?on={hostile}", f"/source/{hostile}", f"/read?address={hostile}",
        f"/sign-in?back={hostile}", f"/world?kind={hostile}", f"/review?state={hostile}", f"/finding/{hostile}",
    ]  # fmt: skip
    for path in paths:
        page.goto(path.replace("#", "%23"))
        for proof in page.locator("details").all()[:4]:
            proof.evaluate("(one) => { one.open = true; }")
        assert page.locator("main img, main script, [onerror], [onload], a[href^='javascript:']").count() == 0
    page.goto("/sources")
    page.locator("tbody tr").last.locator("a").click()
    assert page.locator("main img, main script, [onerror], [onload], a[href^='javascript:']").count() == 0


def test_pages_print_without_what_only_a_screen_needs(open_page):
    page = open_page("/KAZ/TUR")
    page.emulate_media(media="print")
    assert not page.locator("header.bar").is_visible()
    assert page.locator("h1").is_visible()


def test_every_quote_of_an_article_is_named_for_readers_of_the_screen(open_page):
    page = open_page("/KAZ/TUR")
    summaries = page.locator("details.why > summary").all()
    assert summaries
    assert all(re.search(r"\w", one.get_attribute("aria-label") or "") for one in summaries[:20])
