"""What stands for a thing named before: "It was reopened", "both became embassies", "B opened one in Y", "HLC".

In: the tokens of a sentence before its parties are joined, and what the sentence before told of. Out: the tokens with
cue nouns in the places of pronouns and gaps.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from comity.reading.candidates import Candidate
from comity.reading.context import Context
from comity.reading.cues import Lexicon, Noun
from comity.reading.english import VerbForm
from comity.reading.places import Sentence
from comity.reading.registry import is_organisation
from comity.reading.tokens import Token, states_of


def note_thing(sentence: Sentence, candidates: Sequence[Candidate], context: Context) -> None:
    """Keep what the sentence told of, for "They were restored" in the next."""
    named = [c for c in candidates if c.noun is not None]
    nouns = [c.noun for c in named if c.noun is not None and (c.cue.verbs or _is_defined(sentence, c))]
    if not nouns:
        context.thing = None
        return
    token = sentence.tokens[_made_of(sentence, named[-1], nouns[-1])]
    context.thing = (tuple(token.data), token.lower.endswith("s")) if token.tag == "H" else None


def _made_of(sentence: Sentence, candidate: Candidate, noun: int) -> int:
    """What the thing is made: "The legation was reclassified as *a consulate*"; the noun itself where it stays."""
    clause = candidate.clause
    if clause is None or not any(sentence.lower(i) in MAKING for i in range(*clause.verb)):
        return noun
    groups = {(one.kind, one.group) for one in sentence.tokens[noun].data or ()}
    after = (i for i in range(clause.verb[1], clause.right) if i > noun and sentence.tag(i) == "H")
    return next((i for i in after if groups & {(one.kind, one.group) for one in sentence.tokens[i].data}), noun)


def take_up_two(tokens: list[Token], context: Context) -> list[Token]:
    """ "A and B said that *the two countries* …", "N of A met N of B, and *the two ministers*": the two that the
    sentence has named, where they are not of those that the document is about."""
    taken, named = list(tokens), dict[str, None]()
    for i, token in enumerate(tokens):
        if token.tag == "E" and [p.pronoun for p in token.data] in (["pair"], ["they"]) and not states_of(token):
            codes = tuple(code for code in named if not is_organisation(code))
            if len(codes) == 2 and len(named) == 2 and named.keys().isdisjoint(context.pair or ()):
                taken[i] = replace(token, data=(replace(token.data[0], states=codes, pronoun=None),))
        named.update(dict.fromkeys(states_of(token)))
    return taken


def _is_defined(sentence: Sentence, candidate: Candidate) -> bool:
    """Whether the noun says what the subject is: "The Sand War was *a war* between A and B"."""
    clause, noun = candidate.clause, candidate.noun or 0
    is_said = clause is not None and clause.lemma == "be" and sentence.phrase(noun).left == clause.verb[1]
    return is_said and sentence.lower(noun - 1) != "the"


def take_up_things(tokens: Sequence[Token], context: Context, lexicon: Lexicon) -> list[Token]:
    """The tokens with each pronoun and each gap that stands for a thing told before as a noun."""
    tokens = list(tokens)
    _take_up_first(tokens, context, lexicon)
    _take_up_object(tokens, context, lexicon)
    for i in [i for i in range(len(tokens) - 3, 0, -1) if tokens[i].lower in STANDING or tokens[i].tag == "Z"]:
        word = tokens[i].lower
        if word == "one" and tokens[i - 1].tag in "VX" and tokens[i + 1].tag == "I":
            if tokens[i + 1].lower == "of" and tokens[i - 1].tag == "X":
                continue  # "the dispute was one of the longest"
            nouns = _thing_before(tokens, i)  # "A opened an embassy in X, and B opened one in Y"
        elif word in ("one", "another") and tokens[i + 1].lower in ("on", "for", "concerning") and _goes_on(tokens, i):
            nouns = _first_of_list(tokens, i)  # "a protocol on trade and one on fisheries"
        elif word == "that" and tokens[i + 1].lower == "of" and any(noun.is_stay for noun in _thing_before(tokens, i)):
            nouns = _thing_before(tokens, i)  # "the visit of N to B and that of M to C"
        elif word == "those" and tokens[i + 1].lower == "of" and any(token.tag == "M" for token in tokens[i : i + 9]):
            nouns = _thing_before(tokens, i)  # "exports of A reached 5 million and those of B 3 million"
        elif word == "it" and _becomes(tokens, i, _thing_before(tokens, i)):
            nouns = _thing_before(tokens, i)  # "a consulate was opened; it became an embassy"
        elif tokens[i].tag == "Z" and tokens[i + 1].tag in "VX" and _begins_clause(tokens, i):
            nouns = _thing_before(tokens, i)  # "A's embassy opened in 1996, B's opened in 1998"
            if nouns:
                tokens.insert(i + 1, Token(tokens[i].end, tokens[i].end, "", "H", nouns))
            continue
        else:
            continue
        if nouns:
            tokens[i] = replace(tokens[i], tag="H", data=nouns)
    return tokens


STANDING = frozenset(("one", "another", "that", "those", "it"))


def _take_up_first(tokens: Sequence[Token], context: Context, lexicon: Lexicon) -> None:
    """ "They were restored in 1990", "In 1926 it was moved": the relations, the legation of the sentence before."""
    i = _after_date(tokens)
    if context.thing is None or len(tokens) < i + 3:
        return
    nouns, is_many = context.thing
    if tokens[i].tag == "T" and tokens[i + 1].lower in POSTS:  # "*The post* was closed": the consulate told of before
        if not is_many and tokens[i + 2].tag != "I" and any(_is_post(noun, lexicon) for noun in nouns):
            tokens[i + 1].tag, tokens[i + 1].data = "H", nouns
        return
    if tokens[i].lower not in ("they", "it", "both"):
        return
    if tokens[i].lower == "both":
        if _becomes(tokens, i, nouns):
            tokens[i].tag, tokens[i].data = "H", nouns
        return
    is_passive = tokens[i + 1].tag == "X" and any(token.tag == "V" for token in tokens[i + 2 : i + 4])
    is_told = is_passive or _becomes(tokens, i, nouns) or _happens(tokens[i:], nouns, lexicon)
    if (tokens[i].lower == "they") == is_many and is_told:
        tokens[i].tag, tokens[i].data = "H", nouns


POSTS = frozenset(("post", "office"))


def _is_post(noun: Noun, lexicon: Lexicon) -> bool:
    """Whether the noun is a mission, and not somebody who is sent."""
    kind = lexicon.kinds[noun.kind]
    return kind.is_post and kind.person_role is None


def _take_up_object(tokens: Sequence[Token], context: Context, lexicon: Lexicon) -> None:
    """ "The sanctions date from 1997. A eased *them*": what the verb is said of, where nothing else is named."""
    places = [i for i in range(1, len(tokens)) if tokens[i].lower in ("it", "them") and tokens[i - 1].tag == "V"]
    if context.thing is None or not places or any(token.tag == "H" for token in tokens[: places[0]]):
        return
    nouns, is_many = context.thing
    i = places[0]
    form = tokens[i - 1].data
    cues = lexicon.by_lemma.get(form.lemma) if isinstance(form, VerbForm) else None
    groups = {(noun.kind, noun.group) for noun in nouns}
    is_done = cues is not None and any((cue.kind, cue.object) in groups and () in rests for _, cue, rests in cues.all)
    if is_done and is_many == (tokens[i].lower == "them"):
        tokens[i].tag, tokens[i].data = "H", nouns


def _after_date(tokens: Sequence[Token]) -> int:
    """The place after the date or adverb that a sentence begins with: "In 1926", "On 3 May 1990,", "However"."""
    if len(tokens) < 3:
        return 0
    if tokens[0].tag == "A" or tokens[0].lower in OPENING:
        return 1 + (tokens[1].tag == ",")
    if tokens[0].tag == "D":  # "Five years later it was denounced"
        return 1 + (tokens[1].tag == ",")
    return 2 + (tokens[2].tag == ",") if tokens[0].tag == "I" and tokens[1].tag == "D" else 0


OPENING = frozenset("but however and".split())


def _becomes(tokens: Sequence[Token], i: int, nouns: Sequence[Noun]) -> bool:
    """Whether the verb after token i makes of such a thing another of its group: "it became an embassy"."""
    verb = next((k for k in range(i + 1, min(i + 4, len(tokens))) if tokens[k].tag == "V"), None)
    if verb is None or tokens[verb].lower not in MAKING:
        return False
    groups = {(noun.kind, noun.group) for noun in nouns}
    return any(
        (noun.kind, noun.group) in groups
        for token in tokens[verb + 1 : verb + 8]
        if token.tag == "H"
        for noun in token.data
    )


def _first_of_list(tokens: Sequence[Token], i: int) -> tuple[Noun, ...]:
    """The cue nouns named last before token i with an article or a number of their own, else those named last."""
    heads = (k for k in range(i - 1, 0, -1) if tokens[k].tag == "H" and tokens[k - 1].tag in "TM")
    head = next(heads, None)
    return _thing_before(tokens, i) if head is None else tuple(tokens[head].data)


def _goes_on(tokens: Sequence[Token], i: int) -> bool:
    """Whether the word at token i is the next of a list of things: behind "and", a comma or a colon."""
    return tokens[i - 1].lower in ("and", "plus") or tokens[i - 1].tag in ",:"


def _thing_before(tokens: Sequence[Token], i: int) -> tuple[Noun, ...]:
    """The cue nouns named last before token i."""
    return next((tuple(tokens[k].data) for k in range(i - 1, -1, -1) if tokens[k].tag == "H"), ())


def _begins_clause(tokens: Sequence[Token], i: int) -> bool:
    """Whether the name before the possessive at token i begins a clause: after a stop, a comma or "and"."""
    k = i - 2
    while k >= 0 and tokens[k].tag == "T":
        k -= 1
    return i > 2 and tokens[i - 1].tag in "SGCJ" and tokens[k].tag in ";,K:U"


MAKING = frozenset(
    """became become becomes made turned raised converted elevated upgraded transformed promoted reclassified
    redesignated""".split()
)


def _happens(tokens: Sequence[Token], nouns: Sequence[Noun], lexicon: Lexicon) -> bool:
    """Whether the verb tells what happens to such a thing, and has no object: "It lapsed", "It entered into force"."""
    verb = next((i for i, token in enumerate(tokens[:5]) if token.tag == "V"), 0)
    after = [token.lower for token in tokens[verb + 1 : verb + 3]]
    if not verb or (verb + 1 < len(tokens) and tokens[verb + 1].tag in "TEHJ"):
        return False
    form = tokens[verb].data if isinstance(tokens[verb].data, VerbForm) else lexicon.verbs.get(tokens[verb].lower)
    cues = lexicon.by_lemma.get(form.lemma) if form is not None else None
    groups = {(noun.kind, noun.group) for noun in nouns}
    return cues is not None and any(
        cue.is_intransitive
        and (cue.kind, cue.object) in groups
        and any(list(rest) == after[: len(rest)] for rest in rests)
        for _, cue, rests in cues.all
    )


def take_up_abbreviations(tokens: Sequence[Token], text: str, context: Context) -> None:
    """ "the High Level Council (HLC)" teaches HLC; later it stands for the whole name."""
    for i, token in enumerate(tokens):
        if token.tag == "Q" and token.text in context.abbreviations:
            token.tag, token.data = "H", context.abbreviations[token.text]
        elif token.tag == "Q" and token.text.isupper() and 2 < i < len(tokens) - 1:
            is_bracketed = tokens[i - 1].tag == "(" and tokens[i + 1].tag == ")"
            if is_bracketed and tokens[i - 2].tag == "H" and tokens[i - 2].text[0].isupper():
                context.abbreviations[token.text] = tokens[i - 2].data
                context.full_names[token.text] = _name_before(tokens, i - 2, text)


def _name_before(tokens: Sequence[Token], last: int, text: str) -> str:
    first = last
    while first > 0 and tokens[first - 1].text[:1].isupper() and tokens[first - 1].tag in "QHJ":
        first -= 1
    return " ".join(text[tokens[first].start : tokens[last].end].split())
