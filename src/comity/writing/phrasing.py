"""Claims as sentences: which template of a kind writes a claim of which action and standing.

See docs/writing.md for what the section may hold. A template that lacks what it needs is passed over; in the end a
plain general sentence says what the statement gives, so that every fact can be written.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from comity.checking.times import has_term
from comity.kinds import Kind
from comity.model import Statement
from comity.writing import words
from comity.writing.claims import ClaimWords, is_state, order_parties
from comity.writing.phrases import ActionPhrases, Mode, load_phrases
from comity.writing.template import Choice, Field, Fill, Part, Template, parse_template

# Where a kind says nothing of a mode: what is made of subject and verb.
COMPOSED: Mapping[Mode, str] = MappingProxyType({
    "happened": "{subject} {did}", "holds": "{subject} {does}", "held": "{subject} {did}",
    "planned": "{subject} {is} to {do}", "overdue": "{subject} {was} to {do}", "hoped": "{subject} {hopes} to {do}",
    "denied": "{subject} did not {do}",
})  # fmt: skip
VERBS = {"is": ("is", "are"), "was": ("was", "were"), "hopes": ("hopes", "hope")}
NOUNS_OF_MODE: Mapping[Mode, str] = MappingProxyType({
    "planned": "{noun} is planned", "overdue": "{noun} was planned", "hoped": "{noun} is sought",
    "denied": "{noun} is denied",
})  # fmt: skip


def write_claim(claim: ClaimWords, mode: Mode) -> str:
    """The claim as the words of a sentence, without capital and stop; every claim can be written.

    >>> from comity.kinds import load_vocabulary
    >>> from comity.writing.claims import Setting
    >>> from comity.model import When, make_statement
    >>> made = make_statement("relations", "established", roles={"between": ["KAZ", "TUR"]}, when=When("1992-03-02"))
    >>> write_claim(ClaimWords(made, load_vocabulary()["relations"], Setting(("KAZ", "TUR"))), "happened")
    'diplomatic relations between Kazakhstan and Turkey were established on 2 March 1992'
    """
    found = load_phrases(claim.kind).of(claim.claim.action)
    text = found and (write_mode(claim, found, mode) or write_composed(claim, found, mode))
    return text or write_generally(claim, mode)


def write_mode(claim: ClaimWords, found: ActionPhrases, mode: Mode) -> str | None:
    """The whole sentence that the kind gives for the mode, or for what two parties did to each other."""
    template = found.parts.get("mutual") if claim.is_mutual and mode == "happened" else found.modes.get(mode)
    return None if template is None else with_time(claim, claim.write(template), mode)


def write_composed(claim: ClaimWords, found: ActionPhrases, mode: Mode) -> str | None:
    """The sentence made of the kind's subject and verb, or of its noun."""
    is_plural = found.is_plural or is_many(claim, found)

    def fill(name: str, forms: tuple[str, ...]) -> str | None:
        if name in VERBS:
            return VERBS[name][is_plural]
        if name == "done":
            return (fill("do", ()) or "").removeprefix("be ")
        if name == "subject" and claim.is_again and "again" in found.parts:
            name = "again"
        part = found.parts.get(name) or (found.parts.get("did") if name == "does" else None)
        return None if part is None else claim.write(part)

    for frame in (choose_frame(claim, found, mode, fill), NOUNS_OF_MODE.get(mode)):
        if frame is not None and (text := parse_template(frame).write(fill)) is not None:
            return with_time(claim, text, mode)
    return None


def choose_frame(claim: ClaimWords, found: ActionPhrases, mode: Mode, fill: Fill) -> str | None:
    """The frame of subject and verb: only who acts can hope, and what is done to something was not done to it."""
    if mode == "hoped":
        subject = found.parts.get("subject")
        first = leading_field(subject.parts, claim) if subject is not None else None
        if first is None or first.name not in claim.kind.roles:
            return None
    if mode == "denied" and (fill("do", ()) or "").startswith("be "):
        return "{subject} {was} not {done}"
    return COMPOSED.get(mode)


def with_time(claim: ClaimWords, text: str | None, mode: Mode) -> str | None:
    """The text with its time, unless its template has placed it; what has none and should is marked."""
    if text is None or claim.claim.when is None:
        undated = load_phrases(claim.kind).undated if mode == "happened" else None
        return f"{text} ({undated})" if text and undated else text
    bare = claim("when", ("bare",)) or ""
    is_of_plan = mode == "overdue" and claim.claim.when.precision != "open" and not has_term(claim.claim)
    if is_of_plan and bare not in text:
        return f"as of {bare}, {text}"  # the act itself was to come later
    return text if bare in text else f"{text} {claim('when', ())}"


def is_many(claim: ClaimWords, found: ActionPhrases) -> bool:
    """Whether the subject begins with parties of which there are several."""
    subject = found.parts.get("subject")
    first = leading_field(subject.parts, claim) if subject is not None else None
    return first is not None and not {"s", "adjective"} & set(first.forms) and len(claim.claim.role(first.name)) > 1


def leading_field(parts: Sequence[Part], claim: ClaimWords) -> Field | None:
    """The field with which the written text begins; None where it begins with a word."""
    for part in parts:
        if isinstance(part, Field) and not part.is_condition:
            return part
        if isinstance(part, Choice):
            for option in part.options:
                if claim.write(Template("", option)) is not None:
                    return leading_field(option, claim)
        if isinstance(part, str):
            return None
    return None


GENERAL_VERBS: Mapping[Mode, str] = MappingProxyType({
    "happened": "gives", "holds": "gives", "held": "gave", "planned": "gives as planned", "overdue": "gave as planned",
    "hoped": "gives as hoped for", "denied": "denies",
})  # fmt: skip


def write_generally(claim: ClaimWords, mode: Mode) -> str:
    """A plain sentence from what the statement gives: for kinds and cases without a template."""
    statement = claim.claim
    codes = tuple(code for _, entities in statement.roles for code in entities if is_state(code))
    parties = words.join_words(claim.name_state(code) for code in order_parties(codes, claim.setting.pair))
    given = [words.plain_words(statement.kind), words.plain_words(statement.action or "")]
    given += [f"{words.plain_words(name)} {words.plain_words(value)}" for name, value in statement.attributes]
    given += [
        f"{words.plain_words(name)} {words.join_words(entities)}"
        for name, entities in statement.roles
        if not all(map(is_state, entities))
    ]
    given += [claim("amount", ()) or "", claim("when", ("bare",)) or ""]
    return f"a statement{f' on {parties}' if parties else ''} {GENERAL_VERBS[mode]}: {', '.join(filter(None, given))}"


def find_mutual(claims: Sequence[Statement], kind: Kind) -> list[tuple[int, int]]:
    """The numbers of claims that say of two parties, each way, the same at the same time."""
    seen: dict[object, int] = {}
    pairs = []
    for number, claim in enumerate(claims):
        parties = tuple(claim.role(role) for role in kind.key_roles if kind.roles[role].type == "party")
        rest = (claim.action, claim.when, claim.modality)
        other = seen.get((parties[::-1], rest)) if len(parties) == 2 and all(map(len, parties)) else None
        if other is not None and parties[0] != parties[1]:
            pairs.append((other, number))
        seen.setdefault((parties, rest), number)
    return pairs


def merge_claims(claims: Sequence[Statement], merge: Sequence[str]) -> list[tuple[Statement, list[int]]]:
    """Claims that differ only in the fields of `merge`, one after the other, made one; with their numbers.

    A role has the entities of all, an attribute their values as a list in words.
    """
    groups = [(claim, [number]) for number, claim in enumerate(claims)]
    for field_name in merge:
        alike: dict[object, list[tuple[Statement, list[int]]]] = {}
        for claim, numbers in groups:
            roles = tuple((name, tuple(sorted(entities))) for name, entities in claim.roles if name != field_name)
            attributes = tuple(one for one in claim.attributes if one[0] != field_name)
            key = (claim.kind, claim.action, roles, attributes, claim.when, claim.modality, claim.amount)
            alike.setdefault(key, []).append((claim, numbers))
        groups = [
            (merge_field([claim for claim, _ in group], field_name), [one for _, numbers in group for one in numbers])
            for group in alike.values()
        ]
    return groups


def merge_field(claims: Sequence[Statement], name: str) -> Statement:
    """The first of the claims, with what all of them have in a role or attribute."""
    first = claims[0]
    if len(claims) == 1:
        return first
    if any(claim.role(name) for claim in claims):
        entities = tuple(dict.fromkeys(one for claim in claims for one in claim.role(name)))
        return replace(first, roles=tuple(sorted({**dict(first.roles), name: entities}.items())))
    listed = words.join_words(str(claim.attribute(name)) for claim in claims if claim.attribute(name) is not None)
    return replace(first, attributes=tuple(sorted({**dict(first.attributes), name: listed}.items())))
