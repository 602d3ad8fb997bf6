"""What every test may ask for."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the project."""
    return ROOT


@pytest.fixture(scope="session")
def corpora() -> Path:
    """The folder of the gold texts, kept beside the project; the test is skipped where there is none."""
    folder = ROOT.parent / "shared" / "corpora"
    if not folder.is_dir():
        pytest.skip("the gold texts are not beside the project")
    return folder


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """The one browser of a process: playwright runs once in it."""
    from tests.web.browser import CHROMIUM, FLAGS

    playwright = pytest.importorskip("playwright.sync_api", reason="the browser tests need playwright")
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield browser
        browser.close()
