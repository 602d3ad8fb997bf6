"""robots.txt (RFC 9309): whether a page may be fetched, and how long to wait between two. Pure, linear in its input."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import unquote

LARGEST = 512 * 1024
LINE = re.compile(r"\s*(user-agent|allow|disallow|crawl-delay)\s*:\s*([^#]*)", re.IGNORECASE)
LONGEST_DELAY = 60.0


@dataclass(frozen=True, slots=True)
class Rules:
    """What a site asks of us: patterns of paths, each allowed or not, and seconds to wait between two requests."""

    paths: tuple[tuple[str, bool], ...] = ()
    delay_seconds: float = 0.0

    def allows(self, path: str) -> bool:
        """Whether a path may be fetched: the longest pattern that fits decides, and of two the one that allows.

        >>> Rules((("/private", False), ("/private/open", True))).allows("/private/open.html")
        True
        """
        fitting = [(len(pattern), is_allowed) for pattern, is_allowed in self.paths if fits(pattern, unquote(path))]
        return max(fitting, default=(0, True))[1]


ALL = Rules()


def read_rules(text: str, agent: str) -> Rules:
    """The rules for an agent: those of the groups that name it, else those for all ("*")."""
    own: list[tuple[str, str]] = []
    general: list[tuple[str, str]] = []
    is_named = False
    for agents, lines in list_groups(text[:LARGEST]):
        if agent.lower() in agents:
            is_named = True
            own += lines
        elif "*" in agents:
            general += lines
    return make_rules(own if is_named else general)


def list_groups(text: str) -> Iterator[tuple[set[str], list[tuple[str, str]]]]:
    """Each group: the agents that it names, and its lines."""
    agents: set[str] = set()
    lines: list[tuple[str, str]] = []
    for line in text.splitlines():
        found = LINE.match(line)
        if found is None:
            continue
        name, value = found[1].lower(), found[2].strip()
        if name != "user-agent":
            lines.append((name, value))
            continue
        if lines:
            yield agents, lines
            agents, lines = set(), []
        agents.add(value.partition("/")[0].strip().lower())
    yield agents, lines


def make_rules(lines: Iterable[tuple[str, str]]) -> Rules:
    """The rules of lines; an empty pattern fits nothing."""
    paths, delay = [], 0.0
    for name, value in lines:
        if name == "crawl-delay":
            delay = min(float(value), LONGEST_DELAY) if re.fullmatch(r"\d{1,6}(?:\.\d{1,6})?", value) else delay
        elif value.startswith(("/", "*")):
            paths.append((unquote(value), name == "allow"))
    return Rules(tuple(paths), delay)


def fits(pattern: str, path: str) -> bool:
    """Whether a pattern fits a path: "*" stands for anything, "$" at its end for the end of the path.

    >>> fits("/*.pdf$", "/a/b.pdf"), fits("/*.pdf$", "/a/b.pdf?x"), fits("/a", "/abc")
    (True, False, True)
    """
    is_ended = pattern.endswith("$")
    first, *parts = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    position = len(first)
    for part in parts[:-1]:
        position = path.find(part, position)
        if position < 0:
            return False
        position += len(part)
    if not parts:
        return not is_ended or position == len(path)
    last = parts[-1]
    return (path.endswith(last) and len(path) - len(last) >= position) if is_ended else path.find(last, position) >= 0
