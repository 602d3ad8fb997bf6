"""Texts that would come alive in a page that is careless with them, made from the ways in which that happens."""

from __future__ import annotations

from html.parser import HTMLParser
from itertools import product
from pathlib import Path

import yaml

WAYS: dict[str, list[str]] = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
LONG = ("a" * 3000, "<b>" * 400, "\u202e" * 50, "e\u0301" * 200)


def make_strings() -> list[str]:
    """Every way, with each of what breaks out of a place before it."""
    runs, handlers = WAYS["runs"], WAYS["handlers"]
    scripts = [
        f"{end}<{word}>{run}</{word}>"
        for end, word, run in product(WAYS["breaks"], ("script", "SCRIPT", "scr\tipt"), runs)
    ]
    events = [
        f"<{element} {handler}={runs[at % len(runs)]}>"
        for at, (element, handler) in enumerate(product(WAYS["elements"], handlers))
    ]
    attributes = [f"{end} {handler}={runs[0]} x=" for end, handler in product(WAYS["breaks"][:5], handlers)]
    links = [
        form.format(scheme + runs[0]) for scheme in WAYS["schemes"] for form in ("{}", '<a href="{}">x</a>', "[x]({})")
    ]
    drawn = ("script", "foreignObject", "use href=x", "animate", "set")
    drawings = [f"<svg><{element}>{runs[0]}</{element}></svg>" for element in drawn]
    others = [text for name in ("templates", "styles", "half_open", "unseen", "lines") for text in WAYS[name]]
    return list(dict.fromkeys([*scripts, *events, *attributes, *links, *drawings, *others, *LONG]))


class Markup(HTMLParser):
    """What is live in a page: elements with their attributes."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))


# What the site's own pages are made of; of these, none takes a script of a text.
OWN = frozenset(
    "a abbr article aside b blockquote body br button caption circle cite clippath code col colgroup datalist dd defs "
    "del desc details div dl dt em figcaption figure footer form g h1 h2 h3 h4 h5 h6 head header hr html i input kbd "
    "label li line link main mark meta nav ol option output p path polygon polyline pre q rect s script section select "
    "small span strong sub summary sup svg symbol table tbody td text textarea tfoot th thead time title tr tspan u ul "
    "use var wbr".split()
)
SCHEMES_ALLOWED = ("http://", "https://", "mailto:?", "/", "#", "?")


def find_live(text: str) -> list[str]:
    """What in a page could run, lead or load otherwise than the site means it to."""
    live = []
    for tag, attributes in Markup(text).elements:
        if tag not in OWN:
            live.append(f"<{tag}>")
        if tag == "script" and attributes.get("src") != "/static/site.js":
            live.append(f"script {attributes}")
        if tag == "link" and not str(attributes.get("href")).startswith("/"):
            live.append(f"link {attributes}")
        if tag == "meta" and "http-equiv" in attributes:
            live.append(f"meta {attributes}")
        for name, value in attributes.items():
            if name.startswith("on") or name in ("style", "srcdoc", "formaction", "xlink:href", "background"):
                live.append(f"{tag} {name}={value}")
            leads = name in ("href", "src", "action") and value is not None
            if leads and (not str(value).startswith(SCHEMES_ALLOWED) or str(value).startswith(("//", "/\\"))):
                live.append(f"{tag} {name}={value}")
    return live
