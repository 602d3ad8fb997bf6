"""What a page says of itself and not of the world: navigation, notices, licence, copyright, terms.

The cues are those that pages print by custom or by law; none is the name of a site.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

# At the end of a page: rights, terms, marks, membership.
CLOSING_CUE = re.compile(
    r"\ball rights reserved\b|©|^\s*(?:copyright\s*)?\(c\)\s*\d{4}|\bcopyright\s+(?:\(c\)|\d{4})"
    r"|\btel(?:ephone)?\b\.?:? ?[+(\d]"
    r"|\bterms (?:of|and conditions of) (?:use|service)\b|\bprivacy (?:policy|notice|statement)\b"
    r"|\badditional terms may apply\b|\bcreative commons\b|\bregistered trade ?marks?\b|\bopen government licen[cs]e\b"
    r"|\bcrown copyright\b|\bgnu free documentation licen[cs]e\b|\bcookie (?:policy|settings|preferences)\b"
    r"|\b(?:this (?:page|article|document|content) was (?:last )?(?:edited|modified|sourced from|reproduced from))\b"
    r"|\bnot affiliated with\b|\bnon-?profit organi[sz]ation\b|\bpowered by\b|^\s*retrieved from\b"
    r"|\bvisitors? (?:number|no\.|counter)|\bbest viewed (?:with|in|at)\b|\bwebmaster\b|[\w.-]+@[\w-]+\.[\w.-]+"
    r"|^\s*(?:contact us|about us|disclaimer|accessibility|sitemap|site map|back to top|print this page)\s*$",
    re.IGNORECASE,
)
# One of these is in every cue of the end of a page, as NOTICE_WORDS below.
CLOSING_WORDS = (
    "all rights", "©", "(c)", "copyright", "tel", "terms", "privacy", "creative commons", "registered trade",
    "open government", "gnu free", "cookie", "page was", "article was", "document was", "content was", "affiliated",
    "profit", "powered by", "retrieved from", "visitor", "best viewed", "webmaster", "@", "contact us", "about us",
    "disclaimer", "accessibility", "sitemap", "site map", "back to top", "print this page",
)  # fmt: skip
# Anywhere on a page: words to the reader's hand, not to the reader.
NOTICE_CUE = re.compile(
    r"\b(?:we|this (?:web)?site) uses? cookies\b|\baccept (?:all )?cookies\b|\bskip to (?:main )?content\b"
    r"|\b(?:enable|requires?) javascript\b|\bjump to (?:navigation|search|content)\b|\bsubscribe to our\b"
    r"|\bsign up (?:for|to) (?:our|the) [\w ]{0,20}newsletter\b|^\s*flag as inappropriate\s*$"
    r"|^\s*(?:e-?mail this (?:article|page)|share|tweet|print|e-?mail|advertisement|sponsored|menu|search|home)\s*$"
    r"|^\s*\[?edit(?: source)?\]?\s*$"
    r"|^\s*(?:(?:click to )?share (?:this|on [\w ]{2,20})|read more|follow us(?: on .{0,20})?)\s*:?\s*$"
    r"|^\s*you are here\b|^\s*(?:page )?last (?:updated|modified|edited|reviewed)\b|\blast updated .{0,40}\bupdates$"
    r"|^\s*(?:written|posted|published|printed) (?:by|on|from|in)\b[^.!?]{0,80}$|^\s*\d+ min(?:utes)? read$"
    r"|\bguests? online\b|\b(?:in|to) your inbox\b|\b(?:free or|become a) paid (?:subscriber|member)\b"
    r"|^\s*(?:enjoy(?:ing|ed)|liked?) (?:this|what) [^.]{1,40}\?$|^\s*(?:back )?to the top\b|^\s*on this page\s*:?\s*$"
    r"|^\s*(?:was this|did you find this) [^.]{1,40}\?$|^\s*log in\b.{0,20}\bto (?:post|comment)"
    r"|^\s*(?:views|shares|downloads|photo(?: credit)?|image credit)\s*:|^\s*(?:←|«)?\s*(?:previous|next)\s*(?::|$)"
    r"|^\s*(?:source|url|link|permalink)\s*:?\s*https?://\S+$|^\s*article continues below\b"
    r"|^\s*(?:(?:print(?:er)?|version|friendly|close|window|e-?mail|pdf|save|send|to|a|friend|top|of|page|back"
    r"|permanent|link|this|reply|copy|\d+ comments?)\b\W*){2,9}$",
    re.IGNORECASE,
)
# The whole heading of a part of a page that leads elsewhere or is the readers' own.
SECTION_CUE = re.compile(
    r"(?:(?:other|latest|recent|more|related|top|all|our) (?:news|stories|articles|posts|headlines|publications"
    r"|content|links|pages|press releases)|more on this story|you (?:may|might) also (?:like|be interested in)"
    r"|read (?:also|next)|(?:most|also) (?:read|viewed)"
    r"|popular|recommended(?: for you)?|about the authors?"
    r"|discussion about this post|news ?feed|in this section|share this|comments(?: \(\d+\))?"
    r"|\d+ comments|leave a (?:comment|reply)|who's online|archives|related|follow us|newsletter|post navigation|tags"
    r"|weitere (?:nachrichten|meldungen|artikel)|à lire aussi|articles? (?:liés|similaires)|lire aussi"
    r"|otras noticias|noticias relacionadas|другие новости|новости по теме|читайте также|[iİ]lgili haberler"
    r"|diğer haberler)"
    r"\s*:?",
    re.IGNORECASE,
)
LONGEST_CUE = 60
# One of these is in every notice; looking for them first takes a fifth of the time of the pattern.
NOTICE_WORDS = (
    "cookie", "skip to", "javascript", "jump to", "subscribe", "sign up", "flag as", "mail", "share", "tweet", "print",
    "edit", "advertisement", "sponsored", "menu", "search", "home", "read more", "follow us", "you are", "last ",
    "written",
    "posted", "published", "min", "online", "views", "downloads", "photo", "image", "previous", "next", "http",
    "window", "friend", "top", "link", "pdf", "comment", "continues", "inbox", "paid", "enjoy", "like", "on this page",
    "was this", "find this", "log in",
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
    return any(map(start.__contains__, NOTICE_WORDS)) and NOTICE_CUE.search(start) is not None


def opens_section(text: str) -> bool:
    """Whether a heading opens a part of the page that is not its text.

    >>> opens_section("You may also like"), opens_section("Related agreements")
    (True, False)
    """
    return len(text) <= LONGEST_CUE and SECTION_CUE.fullmatch(text.strip()) is not None


def is_closing(text: str) -> bool:
    """Whether a block is one of those that close a page."""
    ends = (text[:LOOKED_AT], text[-LOOKED_AT:]) if len(text) > LOOKED_AT else (text,)
    return any(any(map(end.lower().__contains__, CLOSING_WORDS)) and CLOSING_CUE.search(end) for end in ends)


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
