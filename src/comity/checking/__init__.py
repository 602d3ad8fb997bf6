"""Checking: statements go in; facts (claims that are the same) and findings (what is wrong or doubtful) come out.

    check(statements, documents, vocabulary, on=day)    facts and findings
    find_facts(statements, documents, …)                 the facts alone
    holds_on(facts, on=day, vocabulary=vocabulary)      the states of affairs that held on a day
    write_text / _markdown / _html / _json / _sarif     findings for people and programs
    explain_code("C104")                                the page of a code

Pure and deterministic: no clock, no network; the order of the statements does not matter, nor do repetitions.
"""

from comity.checking.case import Case, make_finding
from comity.checking.checks import CHECKS, Check
from comity.checking.courses import holds_on
from comity.checking.engine import Checked, check, correct, find_facts
from comity.checking.faults import Fault
from comity.checking.pages import Page, explain_code, load_pages, write_pages
from comity.checking.plugins import load_checks
from comity.checking.report import write_json, write_sarif, write_text
from comity.checking.report_pages import write_html, write_markdown
from comity.checking.review import Review
from comity.checking.settings import CheckSettings
from comity.checking.silencing import Silence, Silenced

__all__ = [
    "CHECKS", "Case", "Check", "CheckSettings", "Checked", "Fault", "Page", "Review", "Silence", "Silenced", "check",
    "correct", "explain_code", "find_facts", "holds_on", "load_checks", "load_pages", "make_finding", "write_html",
    "write_json", "write_markdown", "write_pages", "write_sarif", "write_text",
]  # fmt: skip
