"""The proof of a page: every claim with its facts and quotes, sealed by hashes that the browser reckons again."""

import hashlib
import json
import os
import re
import shutil
from pathlib import Path

import pytest
from tests.writing import hostile
from tests.writing.test_hostile import walk

from comity.writing.picture import read_style
from comity.writing.proof import make_bundle, render_proof
from comity.writing.sheets import hash_script
from comity.writing.tree import TableBlock

CHROMIUM = os.environ.get("COMITY_CHROMIUM") or shutil.which("chromium")


@pytest.fixture(scope="module")
def bundle(article):
    return make_bundle(article)


def test_every_claim_of_the_page_is_in_it(article, bundle):
    texts = {claim.text for claim in bundle.claims}
    assert {one.text for one in article.sentences()} <= texts
    blocks = [block for one in article.sections for block in one.blocks if isinstance(block, TableBlock)]
    assert {", ".join(row.cells) for block in blocks for row in block.rows} <= texts
    assert {fact.id for fact in bundle.facts} == set(article.proofs)
    assert all(claim.facts for claim in bundle.claims)


def test_hashes_are_those_of_the_lists(bundle):
    fact = bundle.facts[0]
    quote = fact.quotes[0]
    listed = [
        quote.statement, quote.source, quote.start, quote.end, quote.modality, quote.when, quote.before, quote.quote,
        quote.after, quote.verbatim,
    ]  # fmt: skip
    assert quote.sha256 == sha256_of(listed)
    assert fact.sha256 == sha256_of([fact.id, fact.standing, list(fact.reasons), [one.sha256 for one in fact.quotes]])
    assert bundle.sha256 == sha256_of([bundle.title, bundle.on, [claim.sha256 for claim in bundle.claims]])
    assert quote.verbatim == hashlib.sha256(quote.quote.encode()).hexdigest()


def sha256_of(values):
    return hashlib.sha256(json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()


def test_the_page_runs_only_its_own_script(bundle):
    text = render_proof(bundle)
    assert text.count("<script>") == 1
    assert f"script-src '{hash_script(read_style('proof.js'))}'" in text
    assert not re.search(r"(?:src|href)=\"(?!#|https?://)", text)


def test_hostile_strings_stay_text(make_page):
    for start in range(0, len(hostile.ALL), 60):
        page = hostile.make_page(make_page, hostile.ALL[start : start + 60])
        text = render_proof(make_bundle(page))
        walker = walk(re.sub(r"<script>.*?</script>|<input[^>]*>|<br>", "", text, flags=re.DOTALL))
        assert not {name for name in walker.attributes if name.startswith("on")}
        assert not walker.tags & {"script", "img", "iframe", "base", "svg", "object"}
        assert all(re.match(r"#|https?://", address) for address in walker.addresses)


@pytest.mark.slow
@pytest.mark.skipif(CHROMIUM is None, reason="needs chromium")
def test_the_browser_reckons_the_same_and_finds_a_change(chromium, make_page, tmp_path):
    page = hostile.make_page(make_page, hostile.ALL[:40])
    text = render_proof(make_bundle(page))
    Path(tmp_path / "good.html").write_text(text, encoding="utf-8")
    Path(tmp_path / "bad.html").write_text(text.replace("<mark>Said", "<mark>Sung", 1), encoding="utf-8")
    view = chromium.new_page()
    told = []
    for name in ("good", "bad"):
        view.goto(f"file://{tmp_path}/{name}.html")
        view.wait_for_selector("#verdict.good, #verdict.bad")
        told.append(view.inner_text("#verdict"))
    view.set_input_files("#file", str(tmp_path / "good.html"))
    view.wait_for_selector('#told:has-text("No source has these bytes")')
    assert told[0].startswith("Unchanged: ")
    assert told[1].startswith("Changed: ")
