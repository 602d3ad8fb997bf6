"""Faults put in on purpose are found, and pages without a fault are left alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

HERE = Path(__file__).parent


def load_cases(name: str) -> list[Any]:
    cases = yaml.safe_load((HERE / name).read_text(encoding="utf-8"))
    return [pytest.param(case, id=case["name"].replace(" ", "-")) for case in cases]


@pytest.mark.parametrize("case", load_cases("planted.yaml"))
def test_planted_fault_is_found(case, make_pages):
    assert make_pages(case).codes() == sorted(case["finds"])


@pytest.mark.parametrize("case", load_cases("clean.yaml"))
def test_nothing_is_found_in_clean_pages(case, make_pages):
    assert make_pages(case).codes() == []
