"""A cue's noun that tells by itself, without a verb: not as a modifier, in a title, or as a part of another noun."""

from __future__ import annotations

from comity.reading.candidates import Candidate, noun_entry
from comity.reading.clause import Clause
from comity.reading.cues import Cue, Noun
from comity.reading.occasions import is_signed_above
from comity.reading.places import Sentence
from comity.reading.tokens import Token


def match_noun(sentence: Sentence, i: int, noun: Noun, cue: Cue) -> Candidate | None:
    """The cue at the noun of token i; None where the noun does not tell it."""
    phrase = sentence.phrase(i)
    if phrase.is_modifier or (cue.needs and cue.needs.is_out(sentence.folded)):
        return None
    clause = sentence.clause_of(i)
    if (
        clause is not None
        and clause.lemma == "be"
        and clause.subject[0] <= i < clause.subject[1]
        and _is_named_again(sentence, clause, noun)
    ):
        return None
    if is_in_title(sentence, i) or _is_part_of_another(sentence, i, noun):
        return None
    if is_abbreviation(sentence, i, noun.kind, noun.group):
        return None
    if cue.needs or (cue.unless and not cue.unless.is_out(sentence.folded)):
        words = sentence.tokens[max(0, _list_start(sentence, i, noun) - 3) : max(phrase.right, i + 1) + 2]
        text = " ".join(token.text for token in words)
        if (cue.unless and cue.unless.search(text)) or (cue.needs and not cue.needs.search(text)):
            return None
    if (cue.is_bare and sentence.clauses) or (cue.is_entry and not _is_entry(sentence, i, noun)):
        return None
    if cue.is_entry and cue.unless and cue.unless.search(sentence.context.headings.text()):
        return None  # under "Agreements that are being prepared"
    if clause is not None and i >= clause.subject[0] and cue.unless_verbs & _lemmas(clause, i):
        return None
    if cue.support and (clause is None or clause.lemma not in cue.support):
        return None
    return Candidate(cue, clause, i, noun)


def _lemmas(clause: Clause, i: int) -> set[str]:
    """The verb of the noun's clause, and of the one to whose noun that is joined: "*cut* its aid, which led to"."""
    parent = clause.parent
    is_joined = clause.relation == "relative" and parent is not None and parent.verb[1] <= i < clause.verb[0]
    return {clause.lemma, parent.lemma} if is_joined and parent is not None else {clause.lemma}


def is_abbreviation(sentence: Sentence, i: int, kind: str, group: str) -> bool:
    """Whether the noun stands alone in brackets behind one of its group, which it shortens: "a memorandum (*MoU*)",
    "a Free Trade Agreement (*FTA*)"."""
    if sentence.tag(i - 1) != "(" or sentence.tag(i + 1) != ")":
        return False
    return any(noun_entry(sentence.tokens[k], kind, group) is not None for k in range(max(i - 8, 0), i - 1))


def _list_start(sentence: Sentence, i: int, noun: Noun) -> int:
    """Where the phrase begins, or the first of those that it is listed with: "of *a treaty* on A and of one on B", "of
    *five agreements*, among them one on C"."""
    left = sentence.phrase(i).left
    is_one_of = sentence.lower(left - 1) == "them" and sentence.lower(left - 2) in ("among", "amongst")
    k = left - 3 if is_one_of else left - 2 if sentence.tag(left - 1) == "I" else left - 1
    if sentence.tag(k) not in ("K", ",", ":"):
        return left
    for other in range(k - 1, max(k - 14, -1), -1):
        if sentence.tag(other) in "VX;":
            return left
        if noun_entry(sentence.tokens[other], noun.kind, noun.group) is not None:
            return _list_start(sentence, other, noun)
    return left


def _is_part_of_another(sentence: Sentence, i: int, noun: Noun) -> bool:
    """Whether a noun of the same group has it after a preposition: "the Additional Article to the *Convention*"."""
    k = sentence.phrase(i).left - 1
    if sentence.tag(k) != "I" or sentence.lower(k) not in ("to", "of", "for", "amending", "supplementing", "modifying"):
        return False
    while k > 0 and sentence.tag(k - 1) in "QWA":
        k -= 1
    return k > 0 and noun_entry(sentence.tokens[k - 1], noun.kind, noun.group) is not None


def _is_entry(sentence: Sentence, i: int, noun: Noun) -> bool:
    """Whether the noun opens an entry of a list that is headed so: "Agreements: … Agreement on youth policy"."""
    headed = any(other.kind == noun.kind for other in sentence.context.headings.nouns())
    headed = headed or (noun.group in ("paper", "programme") and is_signed_above(sentence.context))
    first = next((k for k, token in enumerate(sentence.tokens) if not _opens_entry(sentence, k, token)), 0)
    dash = next(
        (k for k, token in enumerate(sentence.tokens) if token.text in ("–", "—", "--", "-", ":")), len(sentence.tokens)
    )
    is_bare = not any(sentence.tag(k) == "X" for k in range(dash))
    return headed and is_bare and sentence.phrase(i).left <= first


def _opens_entry(sentence: Sentence, k: int, token: Token) -> bool:
    """Whether the token is a bullet, a number, an article, a quotation mark or the letter of an item: "(b) the …"."""
    return token.tag in '•*-–—()[]0123456789.DT"“' or (len(token.text) == 1 and sentence.tag(k + 1) == ")")


def is_in_title(sentence: Sentence, i: int) -> bool:
    """Whether the noun is a word of a title: "the Commission on Trade and Economic *Cooperation*"."""
    if not sentence.tokens[i].text[:1].isupper() or i < 2:
        return False
    if sentence.tag(i - 1) == "Q" and sentence.tag(i + 1) in "QH" and sentence.tokens[i + 1].text[:1].isupper():
        return True  # "the Export Import Bank"
    if sentence.tag(i - 1) == "T" and sentence.tag(i - 2) in ",K" and _names_paper(sentence, i):
        return False  # "the Agreement on Tourism, the *Agreement* on Air Services"
    k = i - 1
    while (
        k > 0
        and (sentence.tokens[k].text[:1].isupper() or sentence.lower(k) in ("of", "on", "and", "the", "in", "for", ","))
        and sentence.tag(k) != "."
    ):
        if (
            sentence.tag(k) == "H"
            and sentence.tokens[k].text[0].isupper()
            and any(noun.group in ("paper", "body") for noun in sentence.tokens[k].data)
        ):
            return True
        k -= 1
    return sentence.tag(i + 1) == "H" and sentence.tokens[i + 1].text[:1].isupper()


def _names_paper(sentence: Sentence, i: int) -> bool:
    return any(noun.group == "paper" for noun in sentence.tokens[i].data)


def _is_named_again(sentence: Sentence, clause: Clause, noun: Noun) -> bool:
    """ "The first treaty was a Treaty of Peace": it is told under its name."""
    return any(
        noun_entry(sentence.tokens[k], noun.kind, noun.group)
        for k in range(clause.verb[1], clause.right)
        if not sentence.is_governed(k)
    )
