"""The journeys of a user in a browser: with a script and without, by keyboard alone; hostile texts come to nothing."""

import re
from urllib.parse import quote, unquote

import pytest
from tests.web.browser import CHROMIUM, sign_in
from tests.web.conftest import TOKEN
from tests.web.hostile import make_strings

pytest.importorskip("playwright.sync_api", reason="the browser tests need playwright")
pytest.importorskip("uvicorn")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="the browser tests need chromium"),
]

NEWS = "Turkey's foreign minister visited Astana on 3 May 2021. Kazakhstan opened a consulate in Izmir in 2019."
# One of each dozen: all of them are tried without a browser in test_hostile.py.
HOSTILE = [text for text in make_strings() if text.isprintable() and len(text) < 300][::12]


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


LIVE = "main img, main script, main iframe, [onerror], [onload], [onclick], [onfocus], a[href^='javascript:' i]"


def test_hostile_texts_open_no_dialog_and_make_no_markup(open_page):
    page = open_page("/")
    sign_in(page)
    for hostile in HOSTILE:
        sentence = f"Turkey's foreign minister visited Astana on 3 May 2021 {hostile}. "
        page.goto("/read")
        page.fill("textarea[name=text]", f"Kazakhstan–Turkey relations {hostile}\n\n{sentence}")
        page.fill("input[name=name]", f"{hostile}.txt"[:120])
        page.click("main button")
        words = quote(hostile, safe="")
        for path in (
            f"/search?q={words}", f"/flag?claim={words}&id={words}&back={words}", f"/?first={words}", f"/{words}/TUR",
            f"/KAZ/TUR?on={words}", f"/sign-in?back={words}", f"/world?kind={words}", f"/finding/{words}",
        ):  # fmt: skip
            page.goto(path)
            assert page.locator(LIVE).count() == 0, path
    for path in ("/KAZ/TUR", "/KAZ/TUR/timeline", "/KAZ/TUR/check", "/KAZ/TUR/changes?since=2000-01-01", "/sources",
                 "/changes", "/review?state=KAZ&state=TUR", "/world?kind=visit&on=2021-12-31"):  # fmt: skip
        page.goto(path)
        page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
        page.mouse.move(300, 300)
        assert page.locator(LIVE).count() == 0, path
    page.goto("/sources")
    addresses = [one.get_attribute("href") for one in page.locator("tbody a").all()]
    for path in addresses[:: max(1, len(addresses) // 20)]:
        page.goto(path)
        assert page.locator(LIVE).count() == 0


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


def press_to(page, selector, most=80):
    """Go on by Tab until what is sought has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("(sought) => document.activeElement?.matches(sought)", selector):
            return
    raise AssertionError(f"{selector} is not reached by Tab")


def test_a_pair_is_found_read_and_decided_on_by_keyboard_alone(open_page):
    page = open_page("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    press_to(page, "main input[name=first]")
    page.keyboard.type("Kazakhstan")
    press_to(page, "main input[name=second]")
    page.keyboard.type("Turkey")
    page.keyboard.press("Enter")
    page.wait_for_url("**/KAZ/TUR*")
    press_to(page, "details.why > summary")
    page.keyboard.press("Enter")
    press_to(page, "details.why a.kept")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.matches('details.why:not([open]) > summary')")
    page.keyboard.press("Enter")
    press_to(page, "details.why a.kept")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("^http://[^/]+/source/"))
    press_to(page, "a.who")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("^http://[^/]+/sign-in"))
    press_to(page, "input[name=token]")
    page.keyboard.type(TOKEN)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("^http://[^/]+/source/"))
    press_to(page, "a[href='/review']")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("^http://[^/]+/review$"))
    before = page.locator("[data-item]").count()
    page.keyboard.press("j")
    with page.expect_navigation():
        page.keyboard.press("a")
    assert page.locator("[data-item]").count() == before - 1


def test_what_has_the_focus_is_seen(open_page):
    page = open_page("/KAZ/TUR")
    for _ in range(25):
        page.keyboard.press("Tab")
        outline = page.evaluate("getComputedStyle(document.activeElement).outline")
        assert "solid" in outline, page.evaluate("document.activeElement.outerHTML")[:200]
        assert float(re.search(r"([\d.]+)px", outline)[1]) >= 2


@pytest.mark.parametrize("path", [
    "/KAZ/TUR", "/KAZ/TUR/timeline", "/KAZ/TUR/check", "/world?on=2014-01-01", "/search?q=embassy", "/sources", "/KAZ",
])  # fmt: skip
def test_pages_are_read_without_a_script(path, open_page):
    page = open_page(path, java_script_enabled=False)
    assert len(page.locator("main").inner_text()) > 300
    for proof in page.locator("details.why > summary").all()[:3]:
        proof.click()
    assert page.locator(".slide").count() == 0 or not page.locator(".slide").first.is_visible()
