"""A site over a record of the two sample pages, asked in this process."""

from datetime import date

import pytest

import comity
from comity.demo import sample_pages

pytest.importorskip("fastapi", reason="pip install 'comity[web]'")

from starlette.testclient import TestClient

from comity.web import Settings, User, make_app
from comity.web.settings import hash_token

TODAY = date(2026, 11, 22)
TOKEN = "a token for tests"


@pytest.fixture
def pages(tmp_path):
    """The folder with the sample pages and their record."""
    for page in sample_pages():
        (tmp_path / page.name).write_bytes(page.read_bytes())
    with comity.open(tmp_path / "comity.db") as opened:
        opened.read(tmp_path / "encyclopaedia.html")
        opened.read(tmp_path / "ministry.html")
    return tmp_path


@pytest.fixture
def make_settings(pages):
    """Settings of a site over the record of the sample pages, with what a test changes."""

    def make(**changes):
        given = {
            "record": str(pages / "comity.db"),
            "users": (User("ada", "editor", hash_token(TOKEN)),),
            "hosts": ("testserver",),
            "today": lambda: TODAY,
            **changes,
        }
        return Settings(**given)

    return make


@pytest.fixture
def open_site(make_settings):
    """Opens a site with settings of a test's own; all are closed at its end."""
    opened = []

    def open_(**changes):
        client = TestClient(make_app(make_settings(**changes)))
        client.__enter__()
        opened.append(client)
        return client

    yield open_
    for client in opened:
        client.__exit__(None, None, None)


@pytest.fixture
def site(open_site):
    """A client of the site."""
    return open_site()


@pytest.fixture
def editor(open_site):
    """A client that may write."""
    client = open_site()
    client.headers["authorization"] = f"Bearer {TOKEN}"
    return client


@pytest.fixture
def address(make_settings):
    """The address of a running site."""
    from tests.web.browser import serving

    with serving(make_app, make_settings) as (_, address):
        yield address


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
