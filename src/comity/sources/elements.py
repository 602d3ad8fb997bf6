"""Names of HTML elements and of the classes that pages use by custom, by what they mean for a reader."""

from __future__ import annotations

import re

VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr")
)
BLOCK = frozenset((
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir", "div",
    "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header",
    "hgroup", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "search", "section", "summary",
    "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
))  # fmt: skip
# Never prose: programs, styles, controls, pictures' insides.
DROPPED = frozenset((
    "audio", "button", "canvas", "datalist", "iframe", "map", "noembed", "noframes", "noscript", "object",
    "script", "select", "style", "svg", "template", "textarea", "title", "video",
))  # fmt: skip
HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
# Elements that part a page; the other blocks are its text.
PARTS = frozenset((
    "article", "aside", "body", "center", "details", "dialog", "div", "fieldset", "footer", "form", "header", "main",
    "nav", "search", "section", "table", "td",
))  # fmt: skip
CELLS = frozenset(("td", "th"))
TABLE_PARTS = frozenset(("table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th"))

# A start tag ends the open elements named, if none of the bounds is open within them (HTML, "optional tags").
_TABLE_BOUNDS = ("table",)
_CELL_BOUNDS = ("table", "td", "th", "caption")
CLOSES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "li": (("li",), ("ul", "ol", "menu", "dir", *_CELL_BOUNDS)),
    "dt": (("dt", "dd"), ("dl", *_CELL_BOUNDS)),
    "dd": (("dt", "dd"), ("dl", *_CELL_BOUNDS)),
    "td": (("td", "th"), ("tr", *_TABLE_BOUNDS)),
    "th": (("td", "th"), ("tr", *_TABLE_BOUNDS)),
    "tr": (("tr", "td", "th", "caption"), _TABLE_BOUNDS),
    "tbody": (("tbody", "thead", "tfoot", "tr", "td", "th", "caption"), _TABLE_BOUNDS),
    "thead": (("tbody", "thead", "tfoot", "tr", "td", "th", "caption"), _TABLE_BOUNDS),
    "tfoot": (("tbody", "thead", "tfoot", "tr", "td", "th", "caption"), _TABLE_BOUNDS),
    **{heading: (tuple(HEADINGS), ("section", "article", "div", *_CELL_BOUNDS)) for heading in HEADINGS},
}

KIND_OF = {
    "li": "item", "dd": "item", "dt": "item", "caption": "caption", "figcaption": "caption",
    **dict.fromkeys(HEADINGS, "heading"),
}  # fmt: skip

STRONG_ELEMENTS = frozenset(("nav", "footer", "search"))
STRONG_ROLES = frozenset(
    ("navigation", "contentinfo", "search", "dialog", "alertdialog", "menu", "menubar", "tablist", "toolbar")
)
WEAK_ELEMENTS = frozenset(("aside", "dialog", "menu"))
WEAK_ROLES = frozenset(("banner", "complementary"))
# Words of class names. A container is weakly boilerplate where one opens or ends a class ("site-footer", "cookie-bar").
WEAK_WORDS = frozenset((
    "ad", "advert", "advertisement", "ads", "breadcrumb", "breadcrumbs", "catlinks", "comments", "consent",
    "cookie", "cookies", "dropdown", "footer", "gdpr", "masthead", "menu", "meta", "metadata", "nav", "navbar",
    "navbox", "navigation", "newsletter", "noprint", "offcanvas", "pager", "pagination", "portlet", "printfooter",
    "promo", "related", "share", "sharing", "sidebar", "sidenav", "skip", "social", "subscribe", "subscription", "tags",
    "toc", "toolbar", "topbar", "widget",
))  # fmt: skip
# These say so wherever they stand in a name ("sd-sharing-enabled").
TELLING_WORDS = frozenset(("breadcrumb", "breadcrumbs", "cookie", "cookies", "newsletter", "pagination", "sharing"))
# "site-header" is the site's; "entry-header" holds a title.
SITE_WORDS = frozenset(("app", "global", "main", "masthead", "site", "top"))
# These end a name and say nothing of what is in it.
BOX_WORDS = frozenset(("area", "block", "box", "container", "holder", "inner", "section", "wrap", "wrapper"))
STATE_WORDS = frozenset(("has", "with", "no", "without", "is", "js"))
WEAK_IDS = frozenset(("header", "sitesub", "contentsub", "sitenotice"))
# Dropped without a trace: tools of an editor, the carets of back-links.
TOOL_CLASSES = frozenset(("mw-editsection", "mw-cite-backlink", "mw-jump-link", "mw-indicators", "editsection"))
HIDDEN_CLASSES = frozenset(("sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "d-none"))
HIDDEN_STYLE = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|opacity\s*:\s*0(?:\.0+)?\s*(?:;|!|$)"
    r"|font-size\s*:\s*0(?:px|pt|em|rem|%)?\s*(?:;|!|$))",
    re.IGNORECASE,
)
CLASS_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
HIDING_RULE = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)\b", re.IGNORECASE)
SIMPLE_SELECTOR = re.compile(r"\s*(?:[a-z][a-z0-9]*)?([.#][\w-]+)\s*", re.IGNORECASE)


def has_weak_class(classes: str) -> bool:
    """Whether a class is the custom's name for navigation, notices or advertising.

    >>> has_weak_class("site-footer wide"), has_weak_class("has-sidebar"), has_weak_class("relations")
    (True, False, False)
    """
    for name in classes.split():
        words = [word.lower() for word in CLASS_WORD.findall(name)]
        if not words or words[0] in STATE_WORDS:
            continue
        while len(words) > 1 and words[-1] in BOX_WORDS:
            words.pop()
        if words[0] in WEAK_WORDS or words[-1] in WEAK_WORDS or (words[0] in SITE_WORDS and words[-1] == "header"):
            return True
        if not TELLING_WORDS.isdisjoint(words):
            return True
    return False


def find_hiding_selectors(style: str) -> set[str]:
    """The classes (".x") and ids ("#x") that a style sheet hides on every medium; rules within @-blocks do not count.

    >>> sorted(find_hiding_selectors(".a, #b {display: none} @media print {.c {display:none}} .d {color: red}"))
    ['#b', '.a']
    """
    hiding: set[str] = set()
    depth, opened, selector = 0, 0, ""
    start = 0
    for found in re.finditer(r"[{}]", style):
        if found[0] == "{":
            if depth == 0:
                selector, opened = style[start : found.start()], found.end()
            depth += 1
            continue
        depth = max(depth - 1, 0)
        if depth == 0:
            start = found.end()
            rule = style[opened : found.start()]
            if "@" not in selector and "{" not in rule and HIDING_RULE.search(rule):
                hiding.update(name[1] for part in selector.split(",") if (name := SIMPLE_SELECTOR.fullmatch(part)))
    return hiding
