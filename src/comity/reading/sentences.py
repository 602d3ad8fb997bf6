"""Sentences as spans: titles, initials and short forms end none, reference marks belong to theirs."""

from __future__ import annotations

import re
from collections.abc import Iterator

# A stop after one of these is no end of a sentence: titles, initials, and the short forms of diplomatic texts.
_SHORT = re.compile(
    r"(?:\b(?:[A-Z]|Kh|Sh|Ts|Ch|Yu|Ya|Ye|Zh|Dz|Gh|Mr|Mrs|Ms|Mme|Dr|Prof|Eng|Ing|Gen|Maj|Brig|Col|Capt|Cmdr|Lt|Sgt|Adm|Gov|Sen|Rep|Hon|Rev|Ven|St|Ste|Md|Mohd|Amb|Min|H\.E|Rt|Govt|Dept|Dy|Messrs|Rs|Smt|Shri|No|Nos|Art|Arts|para|paras|vol|pp|cf|ca|c|r|b|d|"
    r"approx|Inc|Ltd|Co|Corp|Jr|Sr|Ret|Retd|Rtd|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|e\.g|i\.e|vs|a\.i|Ph\.D|U\.S|U\.K|U\.N|U\.S\.A|U\.A\.E|E\.U|D\.C|Doc|Res|bn|mln)"
    r"|(?:^|\s)(?:U\.\s?S|U\.\s?K))\.$"
)
# "KES. 632 million", "Tk. 40 crore": what stands before a sum.
_MONEY = re.compile(r"\b(?:[A-Z]{3}|Tk|K?Shs?|Fr|Bs|Rp|Nu|Le)\.$")
_ENDS_ANYWAY = re.compile(
    r"\b(?:U\.S|U\.K|U\.N|U\.S\.A|U\.A\.E|E\.U|D\.C|B\.C|A\.D|a\.i|Jr|Sr|Inc|Ltd|Co|Corp|bn|mln)\.$"
)
# What points to another page, set above what is told: "See A–B relations A opened an embassy".
_POINTER = re.compile(r"\s*(?:See(?: also)?|Main article)s?:? [^.;:\n]{3,60}?\brelations(?=\s+[A-Z])")
_NUMBERED_WAR = re.compile(r"\bWar II?\.$")  # "after World War I. Germany …"
_STARTER = re.compile(
    r"(?:The|In|On|At|After|Before|During|Following|It|He|She|They|This|These|Those|That|Since|When|While|As|For|From|By|With|Both|Its|His|Her|Their|A|An|However|Although|Under|"
    r"Upon|Today|Later|Until|Relations|Diplomatic)\b"
)
_MARKS = re.compile(r"(?:\[[^\]\[]{1,12}\]|[\"”’')\]])+")
# What lists of news print without a blank behind its headline: "Minister visits OsloOn 3 May, Minister N visited Oslo".
_GLUED = (
    r"(?<=[a-zà-ž])(?=(?:The|In|On|At|After|Before|During|Following|This|Since|When|While|As|For|From|With|Both|His|Her|"
    r"Upon|Today|Between)\s)"
)
# "in Lima.In 1911": a stop without a blank behind it, before a word that begins sentences.
_TIGHT = (
    r"(?<=[a-zà-ž\d)])\.(?:\[[^\]\[\n]{1,12}\])*(?=(?:The|In|On|At|After|Before|During|Following|This|Since|When|While|"
    r"As|Both|Upon|Today|Between)\s+[\w(])"
)
# "of NATO .In 1955", "of NATO .Turkey left": the blank before the stop.
_LOOSE = r"(?<=\w)[^\S\n]\.(?=[A-Z][a-z]+[\s,])"
_BREAK = re.compile(
    _TIGHT
    + "|"
    + _LOOSE
    + r"|[.!?…](?:[\"”’')\]]|\[[^\]\[\n]{1,12}\])*(?=\s+(?:[\"“‘'(\[]|)*[A-Z0-9ÀÁÂÄÇÉÈÊÍÎÏÑÓÔÖŠÚÜŽĞİŞ])|"
    + _GLUED
)


BULLETS = "-–—•*·▪●○■►▶»"


def split_sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The spans of the sentences in text[start:end], in order, without white space around them.

    >>> text = "U.S. Ambassador J. B. Smith left.[1] The embassy closed."
    >>> [text[a:b] for a, b in split_sentences(text, 0, len(text))]
    ['U.S. Ambassador J. B. Smith left.[1]', 'The embassy closed.']
    """
    begin = start
    if pointer := _POINTER.match(text, start, end):
        yield from _trimmed(text, begin, pointer.end())
        begin = pointer.end()
    for stop in _BREAK.finditer(text, begin, end):
        if _is_end(text, begin, stop):
            yield from _trimmed(text, begin, stop.end())
            begin = stop.end()
    yield from _trimmed(text, begin, end)


def _is_end(text: str, begin: int, stop: re.Match[str]) -> bool:
    if stop.start() == stop.end() or text[stop.start()] != ".":
        return True
    before = text[max(begin, stop.start() - 12) : stop.start() + 1]
    after = text[stop.end() : stop.end() + 24].lstrip()
    if after[:1].isdigit() and _MONEY.search(before):
        return False
    if not _SHORT.search(before) or _NUMBERED_WAR.search(before):
        return True
    return bool(_ENDS_ANYWAY.search(before) and _STARTER.match(after))


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and (text[start].isspace() or (text[start] in BULLETS and text[start + 1 : start + 2].isspace())):
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if text[start : start + 1] == "(" and text[end - 1] == ")" and text.find(")", start) == end - 1:
        start, end = start + 1, end - 1  # "(In 1990 A recognised B.)"
    if start < end:
        yield start, end
