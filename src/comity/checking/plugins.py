"""Checks of one's own: Python files of a folder, or packages with the entry point `comity.checks`.

A file has a list `CHECKS`. Each check has a code (a letter other than C, and digits), a severity, a sentence, a
function from the case to its findings, and pages on which it must find something and others on which it must not.
"""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib.metadata import entry_points
from pathlib import Path
from types import ModuleType

from comity.checking.checks import CHECKS, Check
from comity.errors import CheckError
from comity.model import SEVERITIES, Finding

GROUP = "comity.checks"
OWN_CODE = re.compile(r"[ABD-Z]\d{2,4}")

# What checks a page's text: for `try_check`.
CheckText = Callable[[str, Sequence[Check]], Sequence[Finding]]


def load_checks(*folders: Path) -> tuple[Check, ...]:
    """The checks that come with Comity, those of installed packages and those of `folders`.

    Raises CheckError for a folder without checks, a file that cannot be run, a check that is none, a code given twice.
    """
    found = [*CHECKS, *installed_checks(), *(one for folder in folders for one in folder_checks(folder))]
    by_code: dict[str, Check] = {}
    for one in found:
        if one.code in by_code:
            raise CheckError(f"{one.code}: two checks have this code. Give one of them another.")
        by_code[one.code] = one
    return tuple(by_code.values())


def installed_checks() -> Iterator[Check]:
    """The checks of installed packages, in order of their names."""
    for point in sorted(entry_points(group=GROUP), key=lambda one: (one.name, one.value)):
        yield from list_checks(point.load(), f"the entry point {point.name} ({point.value})")


def folder_checks(folder: Path) -> Iterator[Check]:
    """The checks of the Python files of a folder, or of one file."""
    paths = [folder] if folder.suffix == ".py" else sorted(folder.glob("*.py"))
    paths = [path for path in paths if not path.name.startswith(("_", "test_"))]
    if not paths or not folder.exists():
        raise CheckError(f"{folder}: there are no checks: give a folder with Python files, or a file NAME.py.")
    for path in paths:
        yield from list_checks(getattr(run_file(path), "CHECKS", None), str(path))


def run_file(path: Path) -> ModuleType:
    """The module of a file of checks; raises CheckError where it cannot be run."""
    spec = importlib.util.spec_from_file_location(f"comity_checks_{path.stem}", path)
    if spec is None or spec.loader is None:
        raise CheckError(f"{path}: is no Python file.")
    module = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except (ImportError, SyntaxError, NameError, AttributeError, TypeError, ValueError, OSError) as error:
        raise CheckError(f"{path}: cannot be run: {type(error).__name__}: {error}.") from error
    return module


def list_checks(given: object, where: str) -> Iterator[Check]:
    """The checks that a file or package gives; raises CheckError for what is none."""
    listed = [given] if isinstance(given, Check) else given
    if not isinstance(listed, Iterable) or isinstance(listed, str):
        raise CheckError(f"{where}: has no list CHECKS of comity.checking.Check.")
    for one in listed:
        if not isinstance(one, Check):
            raise CheckError(f"{where}: CHECKS: {one!r} is no comity.checking.Check.")
        if not OWN_CODE.fullmatch(one.code):
            raise CheckError(
                f"{where}: {one.code!r} is no code for a check of one's own. Give a capital other than C and two to "
                "four digits, such as X101."
            )
        if one.severity not in SEVERITIES or not one.summary:
            raise CheckError(f"{where}: {one.code}: needs a severity ({', '.join(SEVERITIES)}) and a `summary`.")
        yield one


def try_check(check: Check, check_text: CheckText) -> Iterator[str]:
    """What is wrong with a check by its own examples, in words; nothing where all come out.

    `check_text` reads a page and gives the findings of these checks on it.
    """
    if not check.examples or not check.counter_examples:
        yield f"{check.code}: has no examples and counter-examples, so nobody can tell whether it works."
    for text in check.examples:
        if not any(one.code == check.code for one in check_text(text, [check])):
            yield f"{check.code}: finds nothing in its example {text!r}."
    for text in check.counter_examples:
        if any(one.code == check.code for one in check_text(text, [check])):
            yield f"{check.code}: finds something in its counter-example {text!r}."


def explain_check(check: Check) -> str:
    """The page of a check of one's own, as Markdown."""
    more = " ".join((check.find.__doc__ or "").split())
    shown = "".join(f"\nFound in: {text}\n" for text in check.examples)
    spared = "".join(f"\nNot found in: {text}\n" for text in check.counter_examples)
    return f"# {check.code} ({check.severity})\n\n{check.summary}\n" + (f"\n{more}\n" if more else "") + shown + spared
