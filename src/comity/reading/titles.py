"""The names of things as the text gives them: a treaty's title and subject, a body's name, a meeting's ordinal."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from comity.reading.ordinals import read_ordinal
from comity.reading.places import Sentence


def read_title(sentence: Sentence, text: str, i: int) -> str | None:
    """The agreement's name: from its first capital or modifier to the end of "of …", "on …"."""
    phrase = sentence.phrase(i)
    first = next(
        (
            k
            for k in range(phrase.left, i + 1)
            if sentence.tokens[k].text[:1].isupper() and sentence.tag(k) not in "TJED"
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
    is_capital = sentence.tokens[i].text[:1].isupper()
    k += 1
    end = i + 1
    limit = min(len(sentence.tokens), i + 16)
    while k < limit:
        tag, token = sentence.tag(k), sentence.tokens[k]
        capital = token.text[:1].isupper()
        if (
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


def read_name(sentence: Sentence, text: str, i: int) -> str | None:
    """The name of a body: its capitalised words, or the words before the noun."""
    phrase = sentence.phrase(i)
    first = next(
        (
            k
            for k in range(phrase.left, i + 1)
            if sentence.tokens[k].text[:1].isupper() and sentence.tag(k) not in "TZDA"
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
    """The ordinal before a noun: 3 in "the third meeting"."""
    phrase = sentence.phrase(i)
    for k in range(max(0, phrase.left - 1), i):
        number = read_ordinal(sentence.lower(k))
        if number is not None:
            return number
    return None


def span_text(sentence: Sentence, text: str, first: int, end: int) -> str:
    """The words of the tokens first to end, with single spaces."""
    return " ".join(text[sentence.tokens[first].start : sentence.tokens[end - 1].end].split())


NOUN_PARTS: dict[str, Callable[[Sentence, str, int], Any]] = {
    "title": read_title,
    "topic": read_topic,
    "name": read_name,
    "ordinal": read_number,
}
