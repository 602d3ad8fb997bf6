"""What a page says of itself and not of the world: navigation, notices, licence, copyright, terms.

The cues are those that pages print by custom or by law; none is the name of a site.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

# At the end of a page: rights, terms, marks, membership.
CLOSING_CUE = re.compile(
    r"\ball rights reserved\b|^\s*(?:copyright\s*)?(?:©|\(c\)\s*\d{4})|\bcopyright\s+(?:©|\(c\)|\d{4})"
    r"|\bterms (?:of|and conditions of) (?:use|service)\b|\bprivacy (?:policy|notice|statement)\b"
    r"|\badditional terms may apply\b|\bcreative commons\b|\bregistered trade ?marks?\b|\bopen government licen[cs]e\b"
    r"|\bcrown copyright\b|\bgnu free documentation licen[cs]e\b|\bcookie (?:policy|settings|preferences)\b"
    r"|\b(?:this (?:page|article|document|content) was (?:last )?(?:edited|modified|sourced from|reproduced from))\b"
    r"|\bnot affiliated with\b|\bnon-?profit organi[sz]ation\b|\bpowered by\b|^\s*retrieved from\b"
    r"|^\s*(?:contact us|about us|disclaimer|accessibility|sitemap|site map|back to top|print this page)\s*$",
    re.IGNORECASE,
)
# Anywhere on a page: words to the reader's hand, not to the reader.
NOTICE_CUE = re.compile(
    r"\b(?:we|this (?:web)?site) uses? cookies\b|\baccept (?:all )?cookies\b|\bskip to (?:main )?content\b"
    r"|\b(?:enable|requires?) javascript\b|\bjump to (?:navigation|search|content)\b|\bsubscribe to our\b"
    r"|\bsign up (?:for|to) (?:our|the) [\w ]{0,20}newsletter\b|^\s*flag as inappropriate\s*$"
    r"|^\s*(?:e-?mail this (?:article|page)|share|tweet|print|e-?mail|advertisement|sponsored|menu|search|home)\s*$"
    r"|^\s*(?:share (?:this|on [\w ]{2,20})|read more|related (?:articles|news|stories)|follow us(?: on .{0,20})?)\s*$"
    r"|^\s*you are here\b",
    re.IGNORECASE,
)
# One of these is in every notice; looking for them first takes a fifth of the time of the pattern.
NOTICE_WORDS = (
    "cookie", "skip to", "javascript", "jump to", "subscribe", "sign up", "flag as", "mail", "share", "tweet", "print",
    "advertisement", "sponsored", "menu", "search", "home", "read more", "related", "follow us", "you are",
)  # fmt: skip
# Cues stand early in a block or it is short: a long paragraph on a copyright treaty is prose.
LOOKED_AT = 400
# A block without a cue between two blocks with one is part of the same notice.
GAP_BLOCKS = 1


def is_notice(text: str) -> bool:
    """Whether a block is a notice wherever it stands.

    >>> is_notice("We use cookies to improve this site."), is_notice("Turkey has an embassy in Astana.")
    (True, False)
    """
    start = text[:LOOKED_AT].lower()
    return any(word in start for word in NOTICE_WORDS) and NOTICE_CUE.search(start) is not None


def is_closing(text: str) -> bool:
    """Whether a block is one of those that close a page."""
    return CLOSING_CUE.search(text[:LOOKED_AT]) is not None or CLOSING_CUE.search(text[-LOOKED_AT:]) is not None


def find_tail(texts: Sequence[str], *, first: int = 0) -> int:
    """The index from which blocks close the page (rights, terms); the number of blocks where none does.

    Blocks are followed from the end: each has a cue, or stands between two that have one.

    >>> find_tail(["Turkey has an embassy.", "Copyright 2014", "Peer reviewed.", "All rights reserved."])
    1
    """
    start, gap = len(texts), 0
    for index in range(len(texts) - 1, first - 1, -1):
        if is_closing(texts[index]):
            start, gap = index, 0
        else:
            gap += 1
            if gap > GAP_BLOCKS + (start == len(texts)):
                break
    return start
