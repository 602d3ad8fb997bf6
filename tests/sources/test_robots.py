"""robots.txt: what a site asks of us."""

from __future__ import annotations

import time

import pytest

from comity.sources.robots import Rules, fits, read_rules

TEXT = """# rules
User-agent: *
Disallow: /private/   # all of it
Allow: /private/open

User-agent: Other
User-agent: Comity/2
Crawl-delay: 2.5
Disallow: /*.pdf$
Disallow:
"""


@pytest.mark.parametrize(
    ("agent", "path", "is_allowed"),
    [
        pytest.param("Someone", "/", True, id="not-named"),
        pytest.param("Someone", "/private/x", False, id="for-all"),
        pytest.param("Someone", "/private/open/x", True, id="longer-pattern"),
        pytest.param("Someone", "/%70rivate/x", False, id="quoted-path"),
        pytest.param("Comity", "/private/x", True, id="own-group-alone"),
        pytest.param("comity", "/a/b.pdf", False, id="star-and-end"),
        pytest.param("Comity", "/a/b.pdf?x", True, id="end"),
    ],
)
def test_path_is_allowed(agent, path, is_allowed):
    assert read_rules(TEXT, agent).allows(path) is is_allowed


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        pytest.param("", Rules(), id="empty"),
        pytest.param("<html>not found", Rules(), id="a-page"),
        pytest.param("Disallow: /", Rules(), id="without-agent"),
        pytest.param("User-agent: *\nCrawl-delay: 9999", Rules(delay_seconds=60), id="delay-is-bounded"),
        pytest.param("User-agent: *\nCrawl-delay: soon", Rules(), id="delay-in-words"),
    ],
)
def test_what_is_broken_asks_nothing(text, rules):
    assert read_rules(text, "Comity") == rules


@pytest.mark.growth
@pytest.mark.parametrize("pattern", ["/" + "*a" * 50_000 + "$", "/" + "*" * 100_000, "/" + "a*" * 50_000 + "b"])
def test_hostile_patterns_are_quick(pattern):
    start = time.process_time()
    fits(pattern, "/" + "a" * 100_000)
    assert time.process_time() - start < 0.5
