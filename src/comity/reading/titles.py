"""The names of things as the text gives them: a treaty's title and subject, a body's name, a meeting's ordinal."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from comity.reading.ordinals import read_ordinal, read_roman
from comity.reading.places import Sentence


def read_title(sentence: Sentence, text: str, i: int) -> str | None:
    """The agreement's name: from its first capital or modifier to the end of "of …", "on …"."""
    phrase = sentence.phrase(i)
    if sentence.lower(i) in ("one", "another", "it", "they"):
        return None
    first = next(
        (
            k
            for k in range(phrase.left, i + 1)
            if sentence.tokens[k].text[:1].isupper() and sentence.tag(k) not in "TJEDM"
        ),
        None,
    )
    end = find_topic_end(sentence, i)
    if first is None:
        return None if end == i + 1 else span_text(sentence, text, i, end)
    while (
        first > phrase.left
        and sentence.tag(first - 1) in "JE"
        and sentence.tokens[first - 1].end + 1 >= sentence.tokens[first].start
        and sentence.tag(first) != "Q"
    ):
        first -= 1
    return span_text(sentence, text, first, end)


def read_topic(sentence: Sentence, text: str, i: int) -> str | None:
    """What follows "on", "of", "concerning" after the noun."""
    end = find_topic_end(sentence, i)
    if end <= i + 2:
        return None
    return span_text(sentence, text, i + 2, end).removeprefix("the ").casefold()


def find_topic_end(sentence: Sentence, i: int) -> int:
    """Where the subject of an agreement ends that follows its noun: "agreement *on air services*"."""
    k = i + 1
    if sentence.lower(k) not in ("of", "on", "for", "concerning", "regarding", "about", "against"):
        return i + 1
    if sentence.lower(k + 1) == "behalf":
        return i + 1
    is_capital = sentence.tokens[i].text[:1].isupper() and not _begins_small(sentence, k + 1)
    k += 1
    end = i + 1
    limit = min(len(sentence.tokens), i + 16)
    while k < limit:
        tag, token = sentence.tag(k), sentence.tokens[k]
        capital = token.text[:1].isupper()
        if (tag in ",K" and _comes_another(sentence, i, k)) or (
            tag in "VXUR;.(["
            or tag == "D"
            or (tag == "I" and token.lower in ("in", "between", "with", "by", "at", "to", "from", "during"))
        ):
            break
        if (
            is_capital
            and tag == ","
            and not (sentence.tokens[k + 1].text[:1].isupper() if k + 1 < limit else False)
            and sentence.lower(k + 1) != "and"
        ):
            break
        if tag == "," and not is_capital:
            break
        if tag in "QWHEJCO" and (capital or not is_capital):
            end = k + 1
        elif tag in "QWHEJCO" and is_capital and not capital and tag == "W":
            break
        if (
            tag == "K"
            and is_capital
            and k + 1 < limit
            and not sentence.tokens[k + 1].text[:1].isupper()
            and sentence.tag(k + 1) != "T"
        ):
            break
        if tag == "K" and not is_capital and sentence.tag(k + 1) not in "WJQ":
            break
        k += 1
    return end


def _comes_another(sentence: Sentence, i: int, k: int) -> bool:
    """Whether a mark at token k leads to another of what the noun at i names: "the Agreement on Air Services*, the
    Agreement* on Tourism"."""
    k += 1 + (sentence.tag(k) == "," and sentence.tag(k + 1) == "K")
    if sentence.tag(k) + sentence.tag(k + 1) != "TH":
        return False
    return bool({noun.group for noun in sentence.tokens[i].data} & {noun.group for noun in sentence.tokens[k + 1].data})


@dataclass(frozen=True, slots=True)
class Member:
    """One of those that a plural counts up: the parts of its name, and the token of its own date in brackets."""

    parts: Mapping[str, str]
    date: int | None


def _begins_small(sentence: Sentence, k: int) -> bool:
    """Whether the subject begins with a small letter: "the Agreement on the transfer of prisoners"."""
    k += sentence.tag(k) == "T"
    return sentence.tag(k) in "WH" and sentence.tokens[k].text[:1].islower()


def read_members(sentence: Sentence, text: str, i: int) -> list[Member]:
    """Each that a plural counts up: "agreements on trade, air services and tourism", "on trade (2001) and tourism
    (2004)"; empty where it does not."""
    start = _find_topics(sentence, i) if sentence.lower(i).split()[0].endswith(("s", "moranda")) else None
    if start is None:
        return []
    spans = _split_list(sentence, start)
    name = _singular(sentence.tokens[i].text)
    members = []
    for first, end in spans:
        topic = span_text(sentence, text, first, end).removeprefix("the ")
        parts = {"topic": topic.casefold(), "title": f"{name} on {topic}"}
        members.append(Member(parts, end + 1 if _is_dated(sentence, end) else None))
    return members if len(members) > 1 else []


def _is_dated(sentence: Sentence, i: int) -> bool:
    """Whether a date alone in brackets begins at token i."""
    return sentence.tag(i) + sentence.tag(i + 1) + sentence.tag(i + 2) == "(D)"


def _find_topics(sentence: Sentence, i: int) -> int | None:
    """Where begins what a plural's members are about: "on …", "in the fields of …", at once or after date and place."""
    for k in range(i + 1, min(i + 9, len(sentence.tokens))):
        word, tag = sentence.lower(k), sentence.tag(k)
        if k == i + 2 and sentence.tag(i + 1) + sentence.tag(i + 3) == "()":
            continue  # "Memoranda of Understanding (MoUs) on"
        if word in ("on", "concerning", "regarding", "covering", "about", "for") and sentence.tag(k + 1) not in "DCEM":
            return k + 1 if k == i + 1 or sentence.tag(k - 1) in ",DC):" or word == "covering" else None
        if word == "in":
            fields = next((n for n in range(k + 1, k + 4) if sentence.lower(n) in FIELDS), None)
            if fields is not None and sentence.lower(fields + 1) == "of":
                return fields + 2
            is_list = sentence.tag(k + 1) == "W" and sentence.tag(k + 2) == "," and sentence.lower(k + 1) not in STATUS
            is_next = k == i + 1 or (sentence.tag(i + 1) == "(" and sentence.tag(k - 1) == ")" and k == i + 4)
            if is_next and is_list:
                return k + 1  # "memoranda (MoUs) in agriculture, health and education"
        if tag == "V" and sentence.lower(k) in SIGNED and sentence.lower(k + 1) == "on":
            begins = sentence.tag(k + 2) not in "DCEM" and not OCCASION & {sentence.lower(n) for n in (k + 2, k + 3)}
            return k + 2 if begins else None  # "agreements were signed on trade, tourism and health"
        if (tag in "VURH;." and word not in SIGNED) or (tag == "X" and sentence.lower(k) not in PASSIVE):
            return None
    return None


STATUS = frozenset("force effect place principle total writing question".split())
SIGNED = frozenset("signed concluded reached initialled adopted".split())
PASSIVE = frozenset("was were has have had been are being".split())
OCCASION = frozenset("behalf sidelines margins occasion".split())


def _split_list(sentence: Sentence, start: int) -> list[tuple[int, int]]:
    """The members of a list from token `start` on: spans of tokens. One where it is no list of things."""
    spans: list[tuple[int, int]] = []
    first = k = start
    has_comma = False
    while k < len(sentence.tokens) and k < start + 40:
        tag, word = sentence.tag(k), sentence.lower(k)
        is_mark = tag == "," or word in ("and", "&")
        if is_mark:
            spans += [(first, k)] if k > first else []
            has_comma = has_comma or (tag == "," and len(spans) < 9)
            k += 1
            while sentence.tag(k) == "," or sentence.lower(k) in ("and", "also", "on", "as", "well"):
                k += 1
            first = k
            if sentence.tag(k) in "EDVXURMA" or (sentence.tag(k) == "I" and word != "on"):
                first = len(sentence.tokens)
                break
            continue
        if _is_dated(sentence, k) and k > first:
            spans.append((first, k))
            first = k = k + 3
            continue
        if tag in "VXUR;.(:[" or (tag == "I" and word not in ("of", "for", "from", "against", "on")) or tag == "D":
            break
        k += 1
    while k > first and sentence.tag(k - 1) == "I":
        k -= 1  # "on trade and health *on* 3 May"
    spans += [(first, k)] if first < k else []
    if not _is_list(sentence, spans, has_comma=has_comma):
        return spans[:1]
    return _join_halves(sentence, _join_pairs(sentence, spans))


def _join_pairs(sentence: Sentence, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """ "trade and investment, arts and culture, and defence" are three: a comma that follows parts the members, and
    "and" stands within them."""
    joined: list[tuple[int, int]] = []
    last = max((k for k in range(len(spans)) if k and _is_behind_comma(sentence, spans[k - 1][1])), default=0)
    has_both = any(_is_behind_comma(sentence, end) and sentence.lower(end + 1) == "and" for _, end in spans[:-1])
    for k, (first, end) in enumerate(spans):
        is_within = k > 0 and not _is_behind_comma(sentence, spans[k - 1][1])
        is_pair = is_within and (k < last or (has_both and k > last))
        if is_pair and sentence.lower(first - 1) in ("and", "&"):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((first, end))
    return joined


def _is_behind_comma(sentence: Sentence, end: int) -> bool:
    """Whether a comma follows the member that ends before this token."""
    return sentence.tag(end) == ","


def _is_list(sentence: Sentence, spans: list[tuple[int, int]], *, has_comma: bool) -> bool:
    """Whether the members are things by themselves: not "economic, technical and cultural cooperation"."""
    if len(spans) < 2 or any(end - first > 9 for first, end in spans):
        return False
    heads = [sentence.lower(end - 1) for _, end in spans]
    if any(word.endswith(("ic", "al", "ive", "ary", "ous")) for word in heads[:-1]):
        return False
    return has_comma or heads[-1] not in ("cooperation", "co-operation", "relations", "matters", "affairs", "issues")


def _join_halves(sentence: Sentence, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """ "the promotion and protection of investments" is one: the first half waits for the "of" of the second."""
    joined: list[tuple[int, int]] = []
    for first, end in spans:
        words = [sentence.lower(k) for k in range(first, end)]
        last = joined[-1] if joined else None
        is_half = last is not None and not any(sentence.lower(k) == "of" for k in range(*last)) and "of" in words[1:2]
        if is_half and last is not None and last[1] - last[0] <= 3 and sentence.lower(first - 1) in ("and", "&"):
            joined[-1] = (last[0], end)
        else:
            joined.append((first, end))
    return joined


def _singular(noun: str) -> str:
    """One of what a noun in the plural names.

    >>> _singular("agreements"), _singular("Treaties"), _singular("memoranda of understanding")
    ('agreement', 'Treaty', 'memorandum of understanding')
    """
    first, _, rest = noun.partition(" of ")
    first = re.sub("moranda$|morandums$", "morandum", first)
    first = re.sub("ies$", "y", first) if first.endswith("ies") else first.removesuffix("s")
    return f"{first} of {rest}" if rest else first


FIELDS = frozenset("field fields area areas sphere spheres sector sectors domain domains".split())


def read_name(sentence: Sentence, text: str, i: int) -> str | None:
    """The name of a body: its capitalised words, or the words before the noun."""
    phrase = sentence.phrase(i)
    first = next(
        (
            k
            for k in range(phrase.left, i + 1)
            if sentence.tokens[k].text[:1].isupper()
            and sentence.tag(k) not in "TZDA"
            and (k == i or not read_roman(sentence.tokens[k].text))
        ),
        None,
    )
    if first is None:
        first = next(
            (
                k
                for k in range(phrase.left, i + 1)
                if sentence.tag(k) not in "TZEDA" and sentence.lower(k) not in sentence.english.light
            ),
            i,
        )
    end = (
        find_topic_end(sentence, i)
        if sentence.lower(i + 1) in ("on", "for", "of") and sentence.tokens[i].text[:1].isupper()
        else i + 1
    )
    return span_text(sentence, text, first, end)


def read_number(sentence: Sentence, text: str, i: int) -> int | None:
    """The ordinal of a noun: 3 in "the third meeting", and in "the commission met for its third session"."""
    phrase = sentence.phrase(i)
    words = [sentence.tokens[k].text for k in range(max(0, phrase.left - 1), i)]
    is_name = sentence.tokens[i].text[:1].isupper()  # "the IV Meeting"
    numbers = (read_ordinal(word.lower()) or (read_roman(word) if is_name else None) for word in words)
    number = next((one for one in numbers if one), None)
    if number is None and sentence.lower(phrase.left - 1) == "of" and sentence.tag(phrase.left - 2) == "H":
        number = read_number(sentence, text, phrase.left - 2)  # "the 4th meeting of the Commission"
    if number is None:
        own = [k for k in range(i + 1, len(sentence.tokens) - 2) if sentence.lower(k) in ("for", "in", "at")]
        is_counted = {k for k in own if sentence.lower(k + 1) in ("its", "their") or sentence.lower(k + 3) == "time"}
        after = [sentence.lower(k + 2) for k in own if k in is_counted]
        after += [sentence.lower(i + 3)] if sentence.tag(i + 1) == "," and sentence.lower(i + 2) == "the" else []
        number = next(map(read_ordinal, after), None)  # "met for the third time", "the last session, the 14th,"
    return number


def span_text(sentence: Sentence, text: str, first: int, end: int) -> str:
    """The words of the tokens first to end, with single spaces."""
    return " ".join(text[sentence.tokens[first].start : sentence.tokens[end - 1].end].split())


NOUN_PARTS: dict[str, Callable[[Sentence, str, int], Any]] = {
    "title": read_title,
    "topic": read_topic,
    "name": read_name,
    "ordinal": read_number,
}
