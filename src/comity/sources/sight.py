"""What of a page a reader sees as its matter: elements that are hidden, tools, and the regions of boilerplate."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from comity.sources.elements import (
    HIDDEN_CLASSES,
    HIDDEN_STYLE,
    STRONG_ELEMENTS,
    STRONG_ROLES,
    TOOL_CLASSES,
    WEAK_ELEMENTS,
    WEAK_IDS,
    WEAK_ROLES,
    has_weak_class,
)

SEEN, DROP, HIDE = 0, 1, 2


def find_sight(values: Mapping[str, str], hiding: Collection[str]) -> int:
    """Whether an element is seen, hidden from a reader, or a tool that is dropped; `hiding`: selectors of styles."""
    if "hidden" in values or values.get("aria-hidden", "").strip().lower() == "true":
        return HIDE
    if "style" in values and HIDDEN_STYLE.search(values["style"]):
        return HIDE
    if classes := values.get("class"):
        names = classes.split()
        if not HIDDEN_CLASSES.isdisjoint(names):
            return HIDE
        if hiding and any("." + name in hiding for name in names):
            return HIDE
        if not TOOL_CLASSES.isdisjoint(names):
            return DROP
    return HIDE if hiding and "#" + values.get("id", "") in hiding else SEEN


def classify(tag: str, values: Mapping[str, str], inside: str) -> str:
    """The kind of region that an element opens; "" if none."""
    role = values.get("role", "").lower()
    if tag in STRONG_ELEMENTS or role in STRONG_ROLES:
        return "strong"
    if tag == "main" or role == "main":
        return "main"
    if tag == "article" or role == "article":
        return inside or "article"
    if tag in WEAK_ELEMENTS or role in WEAK_ROLES or (tag == "header" and not inside):
        return "weak"
    if (classes := values.get("class")) and has_weak_class(classes):
        return "weak"
    name = values.get("id", "")
    if (name and (name.lower() in WEAK_IDS or has_weak_class(name))) or ("-" in tag and has_weak_class(tag)):
        return "weak"
    return ""
