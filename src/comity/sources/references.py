"""Entries of a list of references: one printed entry goes in, its title, author, publisher, dates and address come out.

Each part is set only where the entry's form shows it: quotation marks, brackets, "Retrieved", an address.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from comity.model import Evidence, Reference
from comity.sources.dates import parse_date

HEADINGS = frozenset((
    "references", "reference list", "notes", "notes and references", "references and notes", "footnotes", "endnotes",
    "sources", "bibliography", "works cited", "citations", "literature", "kaynakça", "kaynaklar", "dipnotlar",
    "références", "notes et références", "quellen", "einzelnachweise", "referencias", "referências", "riferimenti",
    "примечания", "источники", "примітки", "дереккөздер", "ссылки", "注释", "参考文献", "脚注", "المراجع", "منابع",
))  # fmt: skip
# With the dots and the number of its page in a list of contents.
LONGEST_LIST_HEADING = 200
ENTRY = re.compile(r"\s*(?:\[(\d{1,3}|[a-z])\]|(\d{1,3})[.)]|(?=[\^↑]))\s*")
CARET = re.compile(r"\s*[\^↑]\s*")
RETRIEVED = re.compile(
    r"\b(?:retrieved|accessed|last accessed|access date:?|consulted|viewed|archived from the original|"
    r"erişim tarihi:?|abgerufen|consulté le|дата обращения:?)(?:\s+(?:on|am|le))?:?\s+",
    re.IGNORECASE,
)
ARCHIVED = re.compile(r"\barchived\b", re.IGNORECASE)
QUOTED = re.compile(r"[\"“„«]([^\"“”„«»]{2,400})[\"”“»]")
ADDRESS = re.compile(r"https?://[^\s<>\"“”\[\]]+[^\s<>\"“”\[\].,;:)]")
BRACKETED_DATE = re.compile(r"\(([^()]{4,40})\)")
VOLUME = re.compile(r"\s+(?:vol(?:ume)?\.?\s*)?\d{1,4}(?:\s*[(:,].*)?$", re.IGNORECASE)
BRACKETED_NAME = re.compile(r"\(([^\W\d_][^()]{2,80})\)\s*$")
STOP = re.compile(r"(?<![A-Z])(?<!\b[A-Z][a-z])(?<!\bU\.S)\.(?:\s+|$)")
ORGAN = re.compile(
    r"\b(?:ministry|embassy|consulate|department|government|office|agency|university|press|institute|organi[sz]ation|"
    r"bank|council|commission|times|post|news|journal|review|encyclopa?edia|secretariat|parliament|presidency)\b",
    re.IGNORECASE,
)
# Longer ones are no entries; the printed text is kept whole.
LONGEST_ENTRY = 2_000


@dataclass(frozen=True, slots=True)
class Parts:
    """What an entry says of itself; None where it does not say."""

    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    published: str | None = None
    retrieved: str | None = None
    url: str | None = None


def is_reference_heading(text: str) -> bool:
    """Whether a heading opens a list of references."""
    return len(text) <= LONGEST_LIST_HEADING and text.strip(" \t:.0123456789").casefold() in HEADINGS


def find_number(line: str) -> tuple[str, int] | None:
    """The printed number of an entry and where its words begin, its back-links (^ a b c) passed over; None if none.

    >>> find_number('  1. ^ a b "Relations between A and B".')
    ('1', 11)
    """
    found = ENTRY.match(line)
    if found is None:
        return None
    return found[1] or found[2] or "", skip_back_links(line, found.end())


def has_caret(line: str) -> bool:
    """Whether an entry has the caret of a back-link, which no other numbered line has."""
    found = ENTRY.match(line)
    return found is not None and CARET.match(line, found.end()) is not None


def skip_back_links(line: str, position: int) -> int:
    """Where the words begin behind "^ a b c" or "↑ 1.0 1.1": letters count only as long as they follow each other."""
    caret = CARET.match(line, position)
    if caret is None:
        return position
    position, count = caret.end(), 0
    while link := re.compile(r"(?:\d{1,3}\.(\d{1,3})|([a-z]{1,2}))\s+").match(line, position):
        expected = name_letter(count)
        if link[1] != str(count) and link[2] != expected:
            break
        position, count = link.end(), count + 1
    return position


def name_letter(index: int) -> str:
    """The letter of a back-link: a … z, aa, ab …"""
    letter = chr(ord("a") + index % 26)
    return letter if index < 26 else chr(ord("a") + index // 26 - 1) + letter


def make_reference(
    number: str, start: int, end: int, entry: str, *, url: str | None = None, title: str | None = None
) -> Reference:
    """The reference of an entry's words; `url` and `title` are those of its link, where the format keeps links."""
    parts = parse_entry(entry)
    return Reference(
        number=number,
        evidence=Evidence(start, end),
        text=entry,
        title=parts.title or title,
        publisher=parts.publisher,
        author=parts.author,
        published=parts.published,
        retrieved=parts.retrieved,
        url=parts.url or url,
    )


def parse_entry(entry: str) -> Parts:
    """The parts of an entry.

    >>> parse_entry('Demir, Ayla (7 May 2006). "Two neighbours". The Review. Retrieved 10 October 2008.')
    Parts(title='Two neighbours', author='Demir, Ayla', publisher='The Review', published='2006-05-07',
          retrieved='2008-10-10', url=None)
    """
    entry = entry[:LONGEST_ENTRY]
    words, retrieved = split_retrieved(" ".join(entry.split()))
    address = ADDRESS.search(entry)
    words = ADDRESS.sub(" ", words).strip()
    quoted = QUOTED.search(words)
    url = address[0] if address else None
    if quoted is None:
        return parse_unquoted(words, retrieved, url)
    before, published_before = split_published(words[: quoted.start()])
    after, published_after = split_published(words[quoted.end() :])
    author, publisher = clean_name(before), find_publisher(after)
    if author and publisher is None and ORGAN.search(author):
        author, publisher = None, author
    return Parts(
        title=quoted[1].strip(" .,;"),
        author=author,
        publisher=publisher,
        published=published_before or published_after,
        retrieved=retrieved,
        url=url,
    )


def split_retrieved(words: str) -> tuple[str, str | None]:
    """The entry before "Retrieved …", and the date on which it was retrieved."""
    found = RETRIEVED.search(words)
    if found is None:
        return words, None
    dates = [(ARCHIVED.search(each[0]), words[each.end() : each.end() + 40]) for each in RETRIEVED.finditer(words)]
    retrieved = next((parse_date(rest) for archived, rest in dates if archived is None), None)
    return words[: found.start()].rstrip(" ,.;("), retrieved


def split_published(words: str) -> tuple[str, str | None]:
    """The words without a date in brackets or at their end, and that date."""
    for found in BRACKETED_DATE.finditer(words):
        if published := parse_date(found[1]):
            return words[: found.start()] + " " + words[found.end() :], published
    sentences = [sentence for sentence in STOP.split(words) if sentence.strip()]
    for sentence in reversed(sentences):
        if (published := parse_date(sentence.strip(" ,;"))) and len(sentence.strip()) < 20:
            return words.replace(sentence, " "), published
    before, comma, after = words.rstrip(" ,;.").rpartition(",")
    if comma and (published := parse_date(after)):
        return before, published
    return words, None


def clean_name(words: str) -> str | None:
    """A name without the punctuation around it; None where nothing is left."""
    name = re.sub(r"\s+([.,;])", r"\1", words).strip(" .,;:–-(")
    return name or None


def find_publisher(words: str) -> str | None:
    """Who published, from what stands behind the title: a name in brackets before the name of the periodical."""
    first = next((part for part in STOP.split(words.strip(" .,;")) if part.strip()), "")
    name = VOLUME.sub("", first.strip(" .,;"))
    bracketed = BRACKETED_NAME.search(name)
    return clean_name(bracketed[1] if bracketed else re.sub(r"\([^()]*\)", "", name).removeprefix("in "))


def parse_unquoted(words: str, retrieved: str | None, url: str | None) -> Parts:
    """The parts of an entry without quotation marks: "Author (date). Title. Publisher", or sentences.

    Of the sentences, one that names an organ is the publisher.
    """
    dated = BRACKETED_DATE.search(words)
    if dated and dated.start() and parse_date(dated[1]):
        names = [name for part in STOP.split(words[dated.end() :]) if (name := clean_name(part))]
        title, publisher = (*names, None, None)[:2]
        return Parts(title, clean_name(words[: dated.start()]), publisher, parse_date(dated[1]), retrieved, url)
    words, published = split_published(words)
    sentences = [name for part in STOP.split(words) if (name := clean_name(part))]
    organ = next((name for name in sentences if ORGAN.search(name) and len(name) < 100), None)
    rest = [name for name in sentences if name != organ]
    author = rest[0] if len(rest) > 1 and re.fullmatch(r"[^\W\d_][\w'’-]+, [^\W\d_][\w. '’-]{0,40}", rest[0]) else None
    title = next((name for name in rest if name != author), None)
    return Parts(title=title, author=author, publisher=organ, published=published, retrieved=retrieved, url=url)
