"""Why a sentence was read as it was: its mentions, clauses and cues, what filled each role, and what was rejected.

In: a document and the vocabulary. Out: plain data, one `Explained` a sentence, and its text. The sentences before are
read again too, for a sentence is read with what the document said till then.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace

from comity.kinds import Kind, Vocabulary
from comity.model import Document, Statement
from comity.reading.candidates import Candidate, noun_entry
from comity.reading.clause import Clause
from comity.reading.complements import has_complement
from comity.reading.cues import Cue, Lexicon, Rest, compile_lexicon
from comity.reading.fill import Filled
from comity.reading.frames import has_rest
from comity.reading.matching import Reading
from comity.reading.noun_frames import is_in_title
from comity.reading.party import Party
from comity.reading.places import Sentence
from comity.reading.reader import read_sentences
from comity.reading.sentences import split_sentences
from comity.reading.tokens import Token
from comity.reading.undergoers import find_undergoers
from comity.reading.untimed import is_untimed, tells_times

READ_BLOCKS = ("paragraph", "item", "row", "caption")
CLASSES = {"E": "party", "J": "of a state", "C": "city", "H": "cue noun", "D": "date", "M": "amount"}
PLACE_WORDS = {
    "subject": "the subject", "object": "the object", "agent": "who acts: the subject, or after \"by\"",
    "complement": "the office after the verb", "as": "the office after \"as\"", "posted": "where that person is posted",
    "back": "the other way than the visit told last", "home": "the state that publishes the document",
    "leader": "who leads the delegation", "receiver": "whose ruler receives, where it is reported",
    "party": "the party itself", "anywhere": "anywhere after the verb",
    "adjective": "an adjective after the verb", "possessive": "a possessive after the verb",
    "modifier": "the words before the noun", "self": "the noun itself",
    "other": "the other state of the document", "entry": "the list's entry",
    "pair": "the two states of the document", "focus": "the state that the document is about",
    "topic": "the state that the document is about, whoever acts",
    "teller": "the state of whose trade the title tells",
    "post": "the post that was spoken of before", "own": "the state that publishes the document",
    "body": "the organisation named last",
}  # fmt: skip
NOUN_WORDS = {"peer": "the party at the noun beside {}", "partner": "the other party at the noun beside {}",
              "adjective": "the adjective before {}", "possessive": "the possessive before {}",
              "modifier": "the words before {}"}  # fmt: skip
# What the compiler of cues puts around a cue's own patterns.
NEEDS_BEGIN, NEEDS_END = r"\b(?:", ")"
UNTIMED = "it is done on a day, and the document, which tells times, gives none for it"
REJECTED = {"hypothetical": "it is a condition or a question: nothing is claimed"}


@dataclass(frozen=True, slots=True)
class Seen:
    """A mention in a sentence: its characters, its class and what it stands for."""

    start: int
    end: int
    text: str
    means: str


@dataclass(frozen=True, slots=True)
class SeenClause:
    """A verb with its subject and what follows it."""

    verb: str
    subject: str
    rest: str
    traits: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RoleReason:
    """What a role was filled with, and the place where that stands."""

    role: str
    entities: tuple[str, ...]
    place: str


@dataclass(frozen=True, slots=True)
class Given:
    """A statement with the reasons for it."""

    filled: Filled
    roles: tuple[RoleReason, ...]


@dataclass(frozen=True, slots=True)
class Rejected:
    """A cue that the words call up, and why nothing came of it."""

    cue: str
    reason: str


@dataclass(frozen=True, slots=True)
class Explained:
    """A sentence as it was read; `nothing` tells why it gave no statement, None where it gave some."""

    start: int
    end: int
    text: str
    mentions: tuple[Seen, ...] = ()
    clauses: tuple[SeenClause, ...] = ()
    given: tuple[Given, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    nothing: str | None = None


def explain_document(document: Document, vocabulary: Vocabulary) -> Iterator[Explained]:
    """Every sentence that the reader looks at, in order."""
    lexicon = compile_lexicon(vocabulary)
    readings = list(read_sentences(document, vocabulary))
    is_timed = tells_times(document, [entry for reading in readings for entry in reading.filled])
    read = [_explain_reading(reading, document.text, lexicon, is_timed=is_timed) for reading in readings]
    yield from sorted([*read, *_passed_over(document, read)], key=lambda one: (one.start, one.end))


def _passed_over(document: Document, read: Sequence[Explained]) -> Iterator[Explained]:
    """The sentences of prose of which nothing was read, not even tried."""
    nothing = "no word of it calls up a cue, or it names no state, organisation, person or place"
    for block in document.blocks:
        for start, end in split_sentences(document.text, block.start, block.end) if block.kind in READ_BLOCKS else ():
            if not any(one.start < end and start < one.end for one in read):
                yield Explained(start, end, document.text[start:end], nothing=nothing)


def explain_statement(statement: Statement, document: Document, vocabulary: Vocabulary) -> Explained | None:
    """The sentence that a statement was read from, with the reasons for it alone; None where it is not read so now."""
    for one in explain_document(document, vocabulary):
        given = tuple(given for given in one.given if _is_of(given.filled, statement))
        if given:
            return replace(one, given=given, rejected=())
    return None


def _is_of(filled: Filled, statement: Statement) -> bool:
    """Whether a statement was made of what was filled."""
    roles = tuple(sorted((name, tuple(entities)) for name, entities in filled.roles.items() if entities))
    return (filled.kind, filled.action, filled.start, filled.end, roles) == (
        statement.kind, statement.action, statement.evidence.start, statement.evidence.end, statement.roles
    )  # fmt: skip


def write_explanation(explained: Explained) -> str:
    """The explanation as plain text."""
    lines = [mark_mentions(explained), "", *_write_mentions(explained.mentions), *_write_clauses(explained.clauses)]
    for given in explained.given:
        lines += _write_given(given)
    if explained.rejected:
        lines += ["Not read", *(f"  {one.cue}: {one.reason}" for one in explained.rejected), ""]
    if explained.nothing:
        lines += [f"Nothing is read: {explained.nothing}."]
    return "\n".join(lines).rstrip()


def mark_mentions(explained: Explained) -> str:
    """The sentence with its mentions in brackets.

    >>> mark_mentions(Explained(5, 17, "Chile waited", (Seen(5, 10, "Chile", "CHL"),)))
    '[Chile] waited'
    """
    text = explained.text
    for seen in reversed(explained.mentions):
        first, last = seen.start - explained.start, seen.end - explained.start
        text = f"{text[:first]}[{text[first:last]}]{text[last:]}"
    return " ".join(text.split())


def _explain_reading(reading: Reading, text: str, lexicon: Lexicon, *, is_timed: bool) -> Explained:
    untimed = [filled for filled in reading.filled if is_timed and is_untimed(filled, lexicon.kinds)]
    given = tuple(_give(one, lexicon.kinds[one.kind]) for one in reading.filled if one not in untimed)
    rejected = tuple(dict.fromkeys([*_reject(reading, lexicon), *(Rejected(one.cue, UNTIMED) for one in untimed)]))
    nothing = None
    if not given:
        nothing = "every cue that its words call up was rejected" if rejected else "no cue matches its verbs and nouns"
    return Explained(
        reading.start,
        reading.end,
        text[reading.start : reading.end],
        tuple(_see(token) for token in reading.sentence.tokens if token.tag in CLASSES),
        tuple(_see_clause(reading.sentence, clause) for clause in reading.sentence.clauses),
        given,
        rejected,
        nothing,
    )


def _see(token: Token) -> Seen:
    return Seen(token.start, token.end, " ".join(token.text.split()), f"{CLASSES[token.tag]}: {_meaning(token)}")


def _meaning(token: Token) -> str:
    if token.tag == "E":
        return " and ".join(map(_name_party, token.data))
    if token.tag == "H":
        return ", ".join(dict.fromkeys(f"{noun.kind} ({noun.group})" for noun in token.data))
    if token.tag == "D":
        return f"{token.data.when or 'from the context'} ({token.data.rule})"
    if token.tag == "M":
        return f"{token.data.amount.value:g} {token.data.amount.unit}"
    if token.tag == "C":
        return ", ".join(city.code for city in token.data)
    return ", ".join(map(str, token.data))


def _name_party(party: Party) -> str:
    told = [
        party.office or "",
        f"of {', '.join(party.states)}" if party.states and (party.office or party.person) else ", ".join(party.states),
        f"to {', '.join(party.posted)}" if party.posted else "",
        party.person or "",
        f"({party.pronoun}: looked up in the document)" if party.pronoun else "",
    ]
    return " ".join(filter(None, told)) or "unknown"


def _see_clause(sentence: Sentence, clause: Clause) -> SeenClause:
    def words(start: int, end: int) -> str:
        return " ".join(token.text for token in sentence.tokens[start:end]).strip(" ,.;")

    traits = (
        "passive" if clause.is_passive else "active",
        *([] if clause.modality == "asserted" else [clause.modality or "hypothetical"]),
        *([] if clause.relation == "main" else [f"{clause.relation} {clause.subordinator}".strip()]),
    )
    return SeenClause(words(*clause.verb), words(*clause.subject), words(clause.verb[1], clause.right), traits)


def _give(filled: Filled, kind: Kind) -> Given:
    reasons = []
    for name in kind.roles:
        if filled.roles.get(name):
            places = [place for role, place in filled.notes if role == name]
            reasons.append(RoleReason(name, tuple(filled.roles[name]), describe_places(places) or "of its company"))
    return Given(filled, tuple(reasons))


def describe_places(places: Sequence[str]) -> str:
    """Places of the cue language in words.

    >>> describe_places(["subject+with"]), describe_places(["noun.adjective"])
    ('the subject, and after "with"', 'the adjective before the cue noun')
    """
    parts = dict.fromkeys(part for place in places for part in place.split("+"))
    return ", and ".join(map(_describe_place, parts))


def _describe_place(place: str) -> str:
    where, _, name = place.rpartition(".")
    if where == "heading":
        return f"the heading above ({name})"
    if where:
        noun = "the cue noun" if where == "noun" else "a cue noun of the clause"
        return NOUN_WORDS.get(name, f'after "{name}" at {{}}').format(noun)
    return PLACE_WORDS.get(place, f'after "{place}"')


def _reject(reading: Reading, lexicon: Lexicon) -> Iterator[Rejected]:
    sentence = reading.sentence
    made = {filled.cue for filled in reading.filled}
    for candidate in reading.candidates:
        for role, note in candidate.notes:
            if role == "rejected" and _name_cue(candidate.cue) not in made:
                told = REJECTED.get(note) or _why_incomplete(candidate, lexicon.kinds[candidate.cue.kind])
                yield Rejected(_name_cue(candidate.cue), told)
    matched = {id(candidate.cue) for candidate in reading.candidates}
    used = {(candidate.cue.kind, candidate.noun) for candidate in reading.candidates if candidate.cue.verbs}
    for cue, reason in (*_unmatched_verbs(sentence, lexicon), *_unmatched_nouns(sentence, lexicon, used)):
        if id(cue) not in matched and reason is not None:
            yield Rejected(_name_cue(cue), reason)


def _unmatched_verbs(sentence: Sentence, lexicon: Lexicon) -> Iterator[tuple[Cue, str | None]]:
    for clause in sentence.clauses:
        cues = lexicon.by_lemma.get(clause.lemma)
        for _, cue, rests in cues.all if cues is not None else ():
            yield cue, why_verb_fails(sentence, clause, cue, rests)


def _unmatched_nouns(
    sentence: Sentence, lexicon: Lexicon, used: Container[tuple[str, int | None]]
) -> Iterator[tuple[Cue, str | None]]:
    for i, token in enumerate(sentence.tokens):
        for noun in token.data if token.tag == "H" else ():
            for cue in lexicon.by_noun.get((noun.kind, noun.group), ()) if (noun.kind, i) not in used else ():
                yield cue, why_noun_fails(sentence, i, cue)


def why_verb_fails(sentence: Sentence, clause: Clause, cue: Cue, rests: Sequence[Rest]) -> str | None:
    """Why a cue of this verb does not match the clause; None where the words do not come near it."""
    things = [
        i for i in find_undergoers(sentence, clause, cue) if noun_entry(sentence.tokens[i], cue.kind, cue.object or "")
    ]
    if (cue.object is not None and not things) or not any(has_rest(sentence, clause, rest) for rest in rests):
        return None
    if cue.voice != "any" and (cue.voice == "passive") != clause.is_passive:
        return f"the verb must be {cue.voice}"
    if cue.object is None and cue.complement is not None and not has_complement(sentence, clause, cue.complement):
        return f"no {cue.complement} follows the verb"
    text = " ".join(token.text for token in sentence.tokens[clause.start : clause.right])
    if things and all(sentence.phrase(i).is_modifier for i in things):
        return f"{sentence.tokens[things[0]].text!r} only tells of another noun"
    return _why_pattern(cue, text)


def why_noun_fails(sentence: Sentence, i: int, cue: Cue) -> str | None:
    """Why a cue of this noun does not match; None where no reason is to be told."""
    phrase, clause = sentence.phrase(i), sentence.clause_of(i)
    if phrase.is_modifier:
        return f"{sentence.tokens[i].text!r} only tells of another noun"
    if is_in_title(sentence, i):
        return f"{sentence.tokens[i].text!r} is part of a title"
    if clause is not None and clause.lemma in cue.unless_verbs:
        return f"the verb {clause.lemma!r} says something else of it"
    if cue.support and (clause is None or clause.lemma not in cue.support):
        return None
    words = sentence.tokens[max(0, phrase.left - 3) : max(phrase.right, i + 1) + 2]
    return _why_pattern(cue, " ".join(token.text for token in words))


def _why_pattern(cue: Cue, text: str) -> str | None:
    barred = cue.unless.search(text) if cue.unless is not None else None
    if barred is not None:
        return f"{barred.group()!r} stands there, and the cue is read unless it does"
    if cue.needs is not None and cue.needs.search(text) is None:
        return f"it needs one of: {cue.needs.pattern.pattern.removeprefix(NEEDS_BEGIN).removesuffix(NEEDS_END)}"
    return None


def _name_cue(cue: Cue) -> str:
    return f"{cue.kind}: {cue.name}"


def _why_incomplete(candidate: Candidate, kind: Kind) -> str:
    filled = {role for role, _ in candidate.notes}
    needed = [name for name in (*kind.key_roles, *candidate.cue.require) if name in candidate.cue.roles]
    empty = [name for name in dict.fromkeys(needed) if name not in filled]
    if not empty:
        return "its two sides are one, or too few states stand in its places"
    places = "; ".join(
        f"{name}: {describe_places(['+'.join(place) for place in candidate.cue.roles[name]])}" for name in empty
    )
    return f"nothing fits {' and '.join(empty)} ({places})"


def _write_mentions(mentions: Sequence[Seen]) -> list[str]:
    width = max((len(seen.text) for seen in mentions), default=0)
    return ["Mentions", *(f"  {seen.text:{width}}  {seen.means}" for seen in mentions), ""] if mentions else []


def _write_clauses(clauses: Sequence[SeenClause]) -> list[str]:
    lines = [f"  {one.subject or '–'} | {one.verb} | {one.rest}  ({', '.join(one.traits)})" for one in clauses]
    return ["Clauses (subject | verb | rest)", *lines, ""] if lines else []


def _write_given(given: Given) -> list[str]:
    filled = given.filled
    lines = [f"Read: {filled.kind}{' ' + filled.action if filled.action else ''}, {filled.modality}"]
    lines += [f"  {'cue':12} {filled.cue.partition(': ')[2]}"]
    lines += [f"  {one.role:12} {', '.join(one.entities)}: {one.place}" for one in given.roles]
    lines += [f"  {name:12} {value}" for name, value in filled.attributes.items()]
    lines += [f"  {'when':12} {filled.time.when or 'unknown'}: {filled.time.rule}"]
    if filled.amount is not None:
        lines += [f"  {'amount':12} {filled.amount.value:g} {filled.amount.unit}"]
    return [*lines, ""]
