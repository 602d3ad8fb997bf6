"""Every page before an HTML checker and before axe. `make checkers` gets both; skipped without them."""

import json
import os
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest
from bench.pairs import make_record

from comity.kinds import load_vocabulary
from comity.site import SiteSettings, build_site
from comity.writing import render_html, write_timeline
from comity.writing.proof import make_bundle, render_proof
from comity.writing.sheets import make_timeline_sheet, render_sheet_page

ON = date(2026, 11, 22)
CHECKERS = Path(os.environ.get("COMITY_CHECKERS", ".checkers/node_modules"))
CHECKER, AXE = CHECKERS / "vnu-jar/build/dist/vnu.jar", CHECKERS / "axe-core/axe.min.js"
CHROMIUM = os.environ.get("COMITY_CHROMIUM") or shutil.which("chromium")
# The checker of styles does not know this property of SVG 2.
UNKNOWN = "“paint-order”"
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def pages(article, brief, facts, tmp_path_factory):
    """A file of each sort of page."""
    folder = tmp_path_factory.mktemp("pages")
    rows = write_timeline(facts, load_vocabulary(), on=ON)
    texts = {
        "article": render_html(article), "brief": render_html(brief), "proof": render_proof(make_bundle(article)),
        "timeline": render_sheet_page(make_timeline_sheet(("Kazakhstan", "Türkiye"), rows, ON)),
    }  # fmt: skip
    for name, text in texts.items():
        (folder / f"{name}.html").write_text(text, encoding="utf-8")
    make_record(str(folder / "pairs.db"), 5)
    build_site(SiteSettings(str(folder / "pairs.db"), (), ON), folder / "site")
    site = [next((folder / "site" / name).glob("*.html")) for name in ("pairs", "states")]
    return [*(folder / f"{name}.html" for name in texts), *site, *(folder / "site").glob("*.html")]


@pytest.mark.skipif(not CHECKER.exists() or shutil.which("java") is None, reason="needs make checkers and Java")
def test_html_is_valid(pages):
    told = subprocess.run(["java", "-jar", CHECKER, "--errors-only", "--format", "json", *pages], capture_output=True,
                          text=True, check=False, timeout=300)  # fmt: skip
    found = [one for one in json.loads(told.stderr)["messages"] if UNKNOWN not in one["message"]]
    assert [(one["url"], one.get("lastLine"), one["message"]) for one in found] == []


@pytest.mark.skipif(not AXE.exists() or CHROMIUM is None, reason="needs make checkers and chromium")
def test_pages_have_no_serious_fault_of_access(chromium, pages):
    context = chromium.new_context(bypass_csp=True)
    for path in pages:
        view = context.new_page()
        view.goto(f"file://{path}")
        view.evaluate(AXE.read_text(encoding="utf-8"))
        found = view.evaluate("axe.run()")
        assert len(found["passes"]) > 15
        grave = [one for one in found["violations"] if one["impact"] in ("serious", "critical")]
        assert [(path.name, one["id"], one["nodes"][0]["html"]) for one in grave] == []
        view.close()
