"""A kind in a user's folder is read, checked and written without a line of Python."""

from pathlib import Path

import pytest

import comity

TOYS = Path(__file__).parent / "toy"
TEXT = """Relations between Norway and Chile

Norway leased the harbour of Bergen to Chile on 3 May 1990.
"""
OTHER = """A history of harbours

Norway leased the harbour of Bergen to Chile on 7 June 1992.
"""


@pytest.fixture
def record(tmp_path):
    (tmp_path / "one.txt").write_text(TEXT)
    (tmp_path / "two.txt").write_text(OTHER)
    with comity.open(tmp_path / "comity.db", kinds=[TOYS]) as opened:
        opened.read(tmp_path)
        yield opened


def test_it_is_read(record):
    statement = record.statements("NOR", "CHL", kind="lease")[0]
    assert (statement.role("lessor"), statement.role("lessee")) == (("NOR",), ("CHL",))
    assert (statement.action, statement.attribute("thing"), str(statement.when)) == ("leased", "harbour", "1990-05-03")


def test_it_is_checked(record):
    (finding,) = (one for one in record.findings("NOR", "CHL") if one.code == "C101")
    assert "lease" in finding.reason
    assert len(finding.places) == 2


def test_it_is_written(record):
    article = record.article("NOR", "CHL", on="2026-01-01")
    assert "Leases" in [section.heading for section in article.sections]
    sentences = [sentence.text for sentence in article.sentences() if "harbour" in sentence.text]
    assert any("Norway let Chile use its harbour" in text and "1990" in text for text in sentences)
