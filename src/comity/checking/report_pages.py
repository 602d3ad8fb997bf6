"""Findings as pages for people: Markdown for a pull request or a mail, HTML for the browser."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from itertools import groupby

from comity.checking.pages import load_pages
from comity.checking.report import write_place
from comity.checking.wording import one_line
from comity.model import SEVERITIES, Finding

SPECIAL = str.maketrans({mark: f"\\{mark}" for mark in "\\`*_[]<>|#"})
# The three weights, told apart by their words and not by colour alone; dark and light as the reader's system has it.
STYLE = """
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
article { border-left: .3rem solid; padding-left: 1rem; margin: 1.5rem 0 }
article.error { border-color: #b3261e } article.warning { border-color: #b26a00 } article.note { border-color: #5f6b7a }
blockquote { margin: .3rem 0 .3rem 1rem } code { font-size: .9em; overflow-wrap: anywhere }
"""


def write_markdown(findings: Iterable[Finding], addresses: Mapping[str, str]) -> str:
    """A heading for each code, and a paragraph for each finding with its quotes and sums."""
    told = sorted(findings, key=weight)
    lines = ["# Findings", "", f"{count_in_words(told)}."]
    for code, group in groupby(told, key=lambda one: one.code):
        lines += ["", f"## {code}{title_of(code)}", ""]
        for finding in group:
            lines += [*markdown_lines(finding, addresses), ""]
    return "\n".join(lines).rstrip() + "\n"


def weight(finding: Finding) -> tuple[int, str]:
    """Errors first, and then by code."""
    return (SEVERITIES.index(finding.severity), finding.code)


def count_in_words(findings: Sequence[Finding]) -> str:
    """How many there are of each weight.

    >>> count_in_words([])
    'No findings'
    """
    counts = {severity: sum(one.severity == severity for one in findings) for severity in SEVERITIES}
    told = [f"{number} {severity}{'' if number == 1 else 's'}" for severity, number in counts.items() if number]
    return ", ".join(told) or "No findings"


def title_of(code: str) -> str:
    """': name' of a code; '' for a check of one's own."""
    return next((f": {page.name}" for page in load_pages() if page.code == code), "")


def markdown_lines(finding: Finding, addresses: Mapping[str, str]) -> Iterator[str]:
    """The lines of one finding."""
    yield f"- **{finding.severity}** {finding.reason.translate(SPECIAL)}"
    for place in finding.places:
        where = write_place(place, addresses)
        yield f"  > “{one_line(place.quote).translate(SPECIAL)}” — `{where}`"
        yield "  >"
    if finding.arithmetic:
        yield f"  Sum: {finding.arithmetic.translate(SPECIAL)}"
    if finding.settle:
        yield f"  To settle: {finding.settle.translate(SPECIAL)}"
    yield f"  `{finding.id}`"


def write_html(findings: Iterable[Finding], addresses: Mapping[str, str]) -> str:
    """A page of its own, without scripts and without anything from elsewhere."""
    told = sorted(findings, key=weight)
    body = "\n".join(html_section(code, list(group), addresses) for code, group in groupby(told, key=lambda o: o.code))
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>Findings</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>Findings</h1>\n"
        f"<p>{count_in_words(told)}.</p>\n{body}\n</main>\n</body>\n</html>\n"
    )


def html_section(code: str, findings: Sequence[Finding], addresses: Mapping[str, str]) -> str:
    """The findings of one code."""
    articles = "\n".join(html_article(finding, addresses) for finding in findings)
    return f'<section id="{escape(code)}">\n<h2>{escape(code + title_of(code))}</h2>\n{articles}\n</section>'


def html_article(finding: Finding, addresses: Mapping[str, str]) -> str:
    """One finding."""
    places = ((escape(one_line(place.quote)), escape(write_place(place, addresses))) for place in finding.places)
    quotes = "\n".join(f"<blockquote>“{quote}”<br><code>{where}</code></blockquote>" for quote, where in places)
    more = [("Sum", finding.arithmetic), ("To settle", finding.settle)]
    told = "\n".join(f"<p>{name}: {escape(text)}</p>" for name, text in more if text)
    return (
        f'<article class="{finding.severity}" id="f{escape(finding.id)}">\n'
        f"<p><strong>{finding.severity}</strong>: {escape(finding.reason)}</p>\n{quotes}\n{told}\n</article>"
    )
