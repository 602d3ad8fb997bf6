"""A site of all pairs and one article with its map, against their budgets. `site.py [--states N] [--processes N]`.

Beside it, in the same run and on the same record: a plain Jinja2 generator that reads the statements of each pair and
puts them into a table, without checking or writing anything. Wall time and the time of the processors are both told:
on a busy machine only the second compares.
"""

from __future__ import annotations

import argparse
import functools
import multiprocessing
import os
import resource
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from pathlib import Path
from statistics import median

import jinja2
from pairs import STATES, make_record

import comity
from comity.record import open_record
from comity.site import SiteSettings, build_site
from comity.writing import render_html

SITE_BUDGET_SECONDS = 60.0
ARTICLE_BUDGET_SECONDS = 0.05
DAY = date(2026, 11, 22)
ARTICLES = 100
AT_ONCE = 60
PLAIN = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{{ pair }}</title></head><body><h1>{{ pair }}</h1><table>
{% for one in rows %}<tr><td>{{ one.when }}</td><td>{{ one.kind }}</td><td>{{ one.action }}</td>
<td>{% for name, codes in one.roles %}{{ name }}: {{ codes | join(", ") }} {% endfor %}</td>
<td>{{ one.quote }}</td></tr>{% endfor %}</table></body></html>"""


@functools.cache
def open_plain(path: str) -> tuple[object, jinja2.Template]:
    return open_record(path), jinja2.Environment(autoescape=True).from_string(PLAIN)


def write_plainly(path: str, folder: str, pairs: list[tuple[str, str]]) -> int:
    record, template = open_plain(path)
    for pair in pairs:
        text = template.render(pair="–".join(pair), rows=record.statements(between=pair))
        (Path(folder) / f"{'-'.join(pair)}.html").write_text(text, encoding="utf-8")
    return len(pairs)


def build_plainly(path: str, folder: str, processes: int) -> int:
    with open_record(path) as record:
        pairs = list(record.pairs())
    parts = [pairs[start : start + AT_ONCE] for start in range(0, len(pairs), AT_ONCE)]
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes, mp_context=context) as pool:
        return sum(pool.map(functools.partial(write_plainly, path, folder), parts))


def measure(work: Callable[[], int]) -> tuple[int, float, float]:
    """What the work gives, its seconds by the clock, and those of the processors."""

    def used() -> float:
        own, children = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
        return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime

    began, before = time.perf_counter(), used()
    given = work()
    return given, time.perf_counter() - began, used() - before


def measure_sites(path: str, folder: Path, processes: int) -> None:
    settings = SiteSettings(path, (), DAY, processes)
    count, seconds, spent = measure(lambda: build_site(settings, folder / "site"))
    (folder / "plain").mkdir()
    _, plain_seconds, plain_spent = measure(lambda: build_plainly(path, str(folder / "plain"), processes))
    size = sum(one.stat().st_size for one in (folder / "site").rglob("*.html")) / 1e6
    print(f"site of {count:,} pairs, {processes} processes, {size:,.0f} MB: {seconds:.0f} s by the clock "
          f"(budget {SITE_BUDGET_SECONDS:.0f} s for 19,000), {spent:.0f} s of processors, "
          f"{spent / count * 1000:.1f} ms a pair; load {os.getloadavg()[0]:.1f}")  # fmt: skip
    print(f"plain Jinja2 tables of the same: {plain_seconds:.0f} s by the clock, {plain_spent:.0f} s of processors")
    print(f"ratio: {seconds / plain_seconds:.2f} by the clock, {spent / plain_spent:.2f} of processors")


def measure_article(path: str) -> None:
    with comity.open(path) as record:
        pairs = list(record.store.pairs())
        drawn = pairs[:: max(1, len(pairs) // ARTICLES)]
        render_html(record.article(*drawn[0], on=DAY))
        times, spent = [], []
        for pair in drawn:
            began, used = time.perf_counter(), time.process_time()
            render_html(record.article(*pair, on=DAY))
            times.append(time.perf_counter() - began)
            spent.append(time.process_time() - used)
    print(f"an article with its map, median of {len(drawn)}: {median(times) * 1000:.0f} ms by the clock, "
          f"{median(spent) * 1000:.0f} ms of the processor (budget {ARTICLE_BUDGET_SECONDS * 1000:.0f})")  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--states", type=int, default=STATES)
    parser.add_argument("--processes", type=int, default=2)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        path = str(Path(name) / "pairs.db")
        make_record(path, options.states)
        measure_article(path)
        measure_sites(path, Path(name), options.processes)


if __name__ == "__main__":
    main()
