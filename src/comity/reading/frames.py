"""Cues matched against a sentence: which noun phrase fills which role, before the document's context.

A place is where a role may stand: the subject, the object, a preposition ("to", "in", "with"), or a place at the cue's
noun ("noun.adjective": *Turkish* embassy; "noun.of": embassy *of Turkey*). Places are tried in the cue's order.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from comity.reading.candidates import Candidate, noun_entry
from comity.reading.clause import Clause
from comity.reading.cues import Cue, Noun
from comity.reading.figures import match_figures
from comity.reading.occasions import is_signed_above
from comity.reading.party import Group, Party
from comity.reading.places import Sentence
from comity.reading.registry import heads_post, is_organisation, names_state
from comity.reading.tokens import Token


def find_candidates(
    sentence: Sentence,
    by_lemma: dict[str, list[Cue]],
    by_noun: dict[tuple[str, str], list[Cue]],
    figures: Sequence[Cue],
    offices: Sequence[Cue],
) -> list[Candidate]:
    """All matches of cues in a sentence, those of verbs first."""
    found: list[Candidate] = []
    used: set[tuple[str, int]] = set()
    named = {(noun.kind, noun.group) for token in sentence.tokens if token.tag == "H" for noun in token.data}
    told: set[tuple[str, int]] = set()  # with their amount, by a verb
    for clause in sentence.clauses:
        for cue in by_lemma.get(clause.lemma, ()):
            if cue.object is not None and (cue.kind, cue.object) not in named:
                continue
            for candidate in _match_verb(sentence, clause, cue):
                found.append(candidate)
                if candidate.noun is not None and clause.start <= candidate.noun < clause.right:
                    used.add((cue.kind, candidate.noun))
                if candidate.noun is not None:
                    told.update([(cue.kind, candidate.noun)] if cue.amount else ())
                if cue.amount:
                    told.add((cue.kind, id(clause)))
    for candidate in match_figures(sentence, figures):
        kind = candidate.cue.kind
        if (kind, candidate.noun or 0) not in told and (kind, id(candidate.clause)) not in told:
            found.append(candidate)
            used.add((kind, candidate.noun or 0))
    found.extend(_match_offices(sentence, offices))
    for i, token in enumerate(sentence.tokens):
        if token.tag != "H":
            continue
        for noun in token.data:
            for cue in by_noun.get((noun.kind, noun.group), ()):
                if (noun.kind, i) in used and not cue.is_spare:
                    continue
                match = _match_noun(sentence, i, noun, cue)
                if match is not None:
                    found.append(match)
    governed = {
        (one.cue.kind, id(clause)) for one in found for clause in _governed(sentence, one.clause, one.cue.governs)
    }
    return [one for one in found if (one.cue.kind, id(one.clause)) not in governed]


def _match_verb(sentence: Sentence, clause: Clause, cue: Cue) -> Iterator[Candidate]:
    if cue.voice != "any" and (cue.voice == "passive") != clause.is_passive:
        return
    rest = next((rest for lemma, rest in cue.verbs if lemma == clause.lemma and has_rest(sentence, clause, rest)), None)
    if rest is None or not _passes(sentence, clause, cue):
        return
    if cue.amount in ("required", "money") and not _has_amount(sentence, clause, cue.amount):
        return
    if cue.governs and not _governs(sentence, clause, cue.governs):
        return
    if cue.object is None:
        if cue.complement is None or has_complement(sentence, clause, cue.complement):
            yield Candidate(cue, clause, None, None)
        return
    for i in find_things(sentence, clause, cue):
        entry = noun_entry(sentence.tokens[i], cue.kind, cue.object)
        if entry is not None and not sentence.phrase(i).is_modifier and not _is_apposition(sentence, clause, i, cue):
            yield Candidate(cue, clause, i, entry)


def _governs(sentence: Sentence, clause: Clause, lemmas: Collection[str]) -> bool:
    """Whether an infinitive of one of these verbs hangs on a verb: "asked the ambassador to *leave*"."""
    return any(_governed(sentence, clause, lemmas))


def _governed(sentence: Sentence, clause: Clause | None, lemmas: Collection[str]) -> Iterator[Clause]:
    """The infinitives of these verbs that hang on a verb; none where no verb is asked for."""
    for other in sentence.clauses if lemmas and clause is not None else ():
        if other.parent is clause and other.relation == "infinitive" and other.lemma in lemmas:
            yield other


def _has_amount(sentence: Sentence, clause: Clause, wanted: str) -> bool:
    return any(
        sentence.tag(i) == "M" and (wanted != "money" or sentence.tokens[i].data.rule == "money")
        for i in range(clause.start, clause.right)
    )


def _is_apposition(sentence: Sentence, clause: Clause, i: int, cue: Cue) -> bool:
    """Whether the noun only tells what the one before it is: "its embassy in Accra, its first mission there"."""
    left = sentence.phrase(i).left
    if clause.is_passive or sentence.tag(left - 1) != "," or sentence.tag(left) != "T":
        return False
    things = [k for k in range(clause.verb[1], left) if noun_entry(sentence.tokens[k], cue.kind, cue.object or "")]
    end = min(sentence.phrase(i).right + 1, len(sentence.tokens))
    return bool(things) and "and" not in (sentence.lower(k) for k in range(left, end))


def has_rest(sentence: Sentence, clause: Clause, rest: str) -> bool:
    """Whether the words of a verb's cue beyond the verb follow it: "enter *into force*"."""
    if not rest:
        return True
    words = rest.split()
    for i in range(clause.verb[1], min(clause.verb[1] + 6, len(sentence.tokens))):
        if [sentence.lower(i + n) for n in range(len(words))] == words:
            return True
        if sentence.tag(i) in "VX,;":
            return False
    return False


def _passes(sentence: Sentence, clause: Clause, cue: Cue) -> bool:
    if cue.unless is None and cue.needs is None:
        return True
    right = clause.right
    # "pledged 5 million to help refugees", "is in Oslo to attend a session"
    goes_on = clause.lemma == "become" or (clause.lemma == "be" and cue.object is None)
    if cue.verbs and (goes_on or cue.amount in ("required", "money")):
        right = max([right, *(c.right for c in sentence.clauses if c.relation == "infinitive" and c.parent is clause)])
    if cue.needs is not None and not cue.needs.search(sentence.words(clause.start, right)):
        return False
    first = clause.subject[0] if clause.subject[0] < clause.subject[1] <= clause.verb[0] else clause.start
    return cue.unless is None or not cue.unless.search(sentence.words(first, right))  # not in what is fronted


def has_complement(sentence: Sentence, clause: Clause, kind: str) -> bool:
    """Whether the verb has a complement of that kind: an organisation, an office, a state, a guest, …"""
    if kind == "organisation":
        taken_up = () if clause.antecedent is None else (clause.antecedent,)
        return any(
            sentence.tag(i) == "E"
            and sentence.tag(i + 1) != "Z"
            and any(is_organisation(code) for party in sentence.tokens[i].data for code in party.states)
            for i in (*taken_up, *range(clause.verb[1], clause.right))
        )
    if kind == "office":
        return any(
            sentence.tag(i) == "E" and any(heads_post(party.office) for party in sentence.tokens[i].data)
            for i in range(clause.verb[1], clause.right)
        )
    if kind == "state":
        return any(
            sentence.tag(i) == "E"
            and any(not is_organisation(code) for party in sentence.tokens[i].data for code in party.states)
            for i in sentence.objects(clause)
        )
    if kind == "itself":  # "the country became the Republic of A"
        groups = [
            [sentence.tokens[i].data for i in places if sentence.tag(i) == "E"]
            for places in (sentence.subjects(clause), sentence.objects(clause))
        ]
        own, other = (
            {c for group in side for party in group for c in sentence.context.states_of(party)} for side in groups
        )
        return bool(own & other)
    if kind == "guest":
        hosts = [sentence.tokens[i] for i in sentence.subjects(clause) if sentence.tag(i) in "EC"]
        guests = [sentence.tokens[i] for i in sentence.objects(clause) if sentence.tag(i) == "E"]
        is_state = bool(hosts) and not any(token.tag == "E" and _is_somebody(token.data) for token in hosts)
        return is_state and any(_is_somebody(token.data) for token in guests)
    if kind == "traveller":
        subjects = [sentence.tokens[i].data for i in sentence.subjects(clause) if sentence.tag(i) == "E"]
        subjects += [sentence.tokens[i].data for i in sentence.leaders(clause)]
        known = [tuple(sentence.context.person_of(party) for party in group) for group in subjects]
        is_delegation = any(words_of(sentence, i) & DELEGATIONS for i in range(*clause.subject))
        return (is_delegation or any(_is_official(group) for group in (*subjects, *known))) and not any(
            _is_envoy(sentence.context.person_of(party)) for group in subjects for party in group
        )
    if kind == "sent":
        objects = [sentence.tokens[i].data for i in sentence.objects(clause) if sentence.tag(i) == "E"]
        return any(_is_envoy(sentence.context.person_of(party)) for group in objects for party in group)
    if kind == "envoy":
        subjects = [sentence.tokens[i].data for i in sentence.subjects(clause) if sentence.tag(i) == "E"]
        return any(_is_envoy(sentence.context.person_of(party)) for group in subjects for party in group)
    if kind == "officials":
        sides = (range(*clause.subject), range(clause.verb[1], clause.right))
        if any(
            sentence.tag(i) == "E" and sum(_is_somebody((party,)) for party in sentence.tokens[i].data) > 1
            for i in sides[0]
        ):
            return True  # "Presidents N and M met"
        return all(
            any(
                sentence.tag(i) == "E" and sentence.tag(i + 1) != "Z" and _is_official(sentence.tokens[i].data)
                for i in side
            )
            for side in sides
        )
    return any(sentence.tag(i) in "EC" for i in range(clause.verb[1], clause.right))


DELEGATIONS = frozenset(("delegation", "delegations"))


def words_of(sentence: Sentence, i: int) -> set[str]:
    """The words of a token that no preposition governs, and of which a party was made: "a Tanzanian delegation"."""
    return set() if sentence.is_governed(i) else set(sentence.lower(i).split())


def find_things(sentence: Sentence, clause: Clause, cue: Cue) -> Iterator[int]:
    """The cue nouns that undergo the verb: its object, or in the passive its subject."""
    is_alone = clause.lemma == "become" or not _has_object(sentence, clause)
    if clause.is_passive or (cue.is_intransitive and is_alone):
        yield from (
            i
            for i in range(*clause.subject)
            if sentence.tag(i) == "H"
            and (not _is_deep(sentence, i, clause.subject[0]) or _is_head(sentence, i, clause))
        )
    yield from _taken_up(sentence, clause, cue)
    if not clause.is_passive or clause.lemma in GIVING:
        yield from (
            i
            for i in range(clause.verb[1], clause.right)
            if sentence.tag(i) == "H" and not _is_deep(sentence, i, clause.verb[1], _words_after(clause, cue))
        )
        yield from _before_relative(sentence, clause, cue)
    if clause.is_passive:
        yield from _added(sentence, clause)
    yield from _relative_head(sentence, clause, cue)


def _added(sentence: Sentence, clause: Clause) -> Iterator[int]:
    """What underwent a passive verb beside its subject: "a pact was signed, *as well as a protocol*"."""
    is_added = False
    for i in range(clause.verb[1], clause.right):
        if sentence.tag(i) != "H":
            continue
        left = sentence.phrase(i).left
        words = [sentence.lower(k) for k in range(max(clause.verb[1], left - 3), left)]
        if words[-1:] in (["on"], ["of"], ["for"], ["in"]):
            continue
        is_added = any(words[-n:] in ADDING for n in (1, 2, 3)) or (is_added and _goes_on(words))
        if is_added:
            yield i


def _goes_on(words: Sequence[str]) -> bool:
    """Whether a list goes on: "a protocol on trade *and* a memorandum", "…, *and on* …"."""
    return words[-1:] in (["and"], [","]) or words[-2:] == ["and", "also"]


ADDING = (
    ["as", "well", "as"], ["together", "with"], ["along", "with"], ["alongside"], ["including"], ["plus"],
    ["among", "them"], ["among", "which"], ["amongst", "them"], ["and", "also"], ["followed", "by"], [":"],
)  # fmt: skip


# Verbs that keep an object in the passive: "was granted a loan", "was given observer status".
GIVING = frozenset(
    "declare proclaim designate name grant give award offer accord allot assign lend promise pledge".split()
)


def _relative_head(sentence: Sentence, clause: Clause, cue: Cue) -> Iterator[int]:
    """What "which" takes up beyond the noun next to it: "signed a *treaty* on investments, which lapsed in 2015"."""
    is_apart = clause.relation == "gerund" and clause.is_passive and clause.subordinator in (",", "")
    if not (clause.relation == "relative" and (clause.is_passive or cue.is_intransitive)) and not is_apart:
        return
    if any(noun_entry(sentence.tokens[i], cue.kind, cue.object or "") for i in range(*clause.subject)):
        return
    start, end = clause.subject
    if end == clause.verb[0] and sentence.lower(start - 1) == "with" and sentence.tag(end - 1) == "H":
        return  # "relations in 1976, with *an embassy* opened in 1977"
    yield from _head_before(sentence, clause.left, cue, 'IRWTAKQEHJCD,()["“”')


def _head_before(sentence: Sentence, k: int, cue: Cue, tags: str) -> Iterator[int]:
    """The cue's noun to which the words before token k belong, as "on trade" belongs to "an agreement on trade"."""
    while k > 0 and sentence.tag(k - 1) in tags:
        k -= 1
        if noun_entry(sentence.tokens[k], cue.kind, cue.object or "") is not None:
            yield k
            return


def _has_object(sentence: Sentence, clause: Clause) -> bool:
    """Whether the verb has a thing as its object: a cue noun, or any with an article ("closed *its press office*")."""
    is_named = sentence.tag(clause.verb[1]) == "T" and sentence.lower(clause.verb[1]) not in ("all", "both", "the")
    is_idle = clause.lemma in COPULAS or sentence.lower(clause.verb[1] + 1) in IDLE_OBJECTS
    return any(sentence.tag(i) == "H" for i in sentence.objects(clause)) or (is_named and not is_idle)


COPULAS = frozenset("be become remain stay".split())
# "Opened its doors", "began its work" say no more than that it opened and began.
IDLE_OBJECTS = frozenset("doors gates activity activities work operations functions services business".split())


def _is_head(sentence: Sentence, i: int, clause: Clause) -> bool:
    """Whether the noun is what a relative clause tells of, though governed: "under *the treaty* that was signed", "with
    *the visit* paid by N"."""
    is_reduced = clause.is_passive and i == clause.verb[0] - 1 and sentence.tag(clause.verb[0]) == "V"
    return (
        (clause.relation == "relative" or is_reduced)
        and sentence.tag(clause.subject[0]) == "I"
        and sentence.phrase(i).left == clause.subject[0] + 1
    )


def _words_after(clause: Clause, cue: Cue) -> tuple[str, ...]:
    """The words that belong to the verb: "entered *into* relations"."""
    return tuple(word for lemma, rest in cue.verbs if lemma == clause.lemma for word in rest.split())


def _before_relative(sentence: Sentence, clause: Clause, cue: Cue) -> Iterator[int]:
    """ "the treaty of friendship that A and B signed": the noun before "that" is what was signed."""
    first = clause.subject[0] - 1
    following = sentence.tag(first + 2) if sentence.tag(first + 1) == "T" else sentence.tag(first + 1)
    is_named = following == "E" or sentence.lower(first + 1) in ("both", "each")
    if sentence.lower(first) in ("that", "which") and is_named:
        yield from _head_before(sentence, first, cue, 'IRWTAKQEHJCD()["“”' + "," * (sentence.lower(first) == "which"))


def _taken_up(sentence: Sentence, clause: Clause, cue: Cue) -> Iterator[int]:
    """ "closed its embassy in 1975 and reopened it in 1979": the noun of the verb before."""
    following = sentence.lower(clause.verb[1])
    words = [sentence.lower(i) for i in range(*clause.subject) if sentence.tag(i) not in "A,"]
    if clause.is_passive and words in (
        ["it"],
        ["they"],
    ):  # "an embassy until it was closed", "ties until they were cut"
        nouns = [i for i in range(clause.subject[0]) if sentence.tag(i) == "H"]
        yield from [i for i in nouns if sentence.lower(i).endswith("s") == (words == ["they"])][-1:]
    if cue.is_intransitive and not clause.is_passive and clause.subject[0] > 0:
        yield from _stood_for(sentence, clause, cue)
    parent = clause.parent
    if (
        following in ("it", "them")
        and clause.relation in ("coordinate", "main", "infinitive")
        and parent is not None
        and not clause.is_passive
    ):
        spans = [(parent.verb[1], parent.right), *([parent.subject] if parent.is_passive else [])]
        found = [[i for i in range(*span) if sentence.tag(i) == "H"] for span in spans]
        yield from next(filter(None, found), [])  # "a pact was signed in 1990; A terminated it in 2013"


def _stood_for(sentence: Sentence, clause: Clause, cue: Cue) -> Iterator[int]:
    """The cue's noun that "it" or "they" as the subject of what happens to it takes up: "signed a pact; it lapsed"."""
    named = [i for i in range(*clause.subject) if sentence.tag(i) not in "IDA,"]
    if (
        len(named) != 1
        or sentence.lower(named[0]) not in ("it", "they")
        or any(sentence.tag(i) in "EH" for i in sentence.objects(clause))
    ):
        return
    nouns = [i for i in range(named[0]) if noun_entry(sentence.tokens[i], cue.kind, cue.object or "")]
    yield from [i for i in nouns if sentence.lower(i).endswith("s") == (sentence.lower(named[0]) == "they")][-1:]


def _is_deep(sentence: Sentence, i: int, start: int, verb_words: tuple[str, ...] = ()) -> bool:
    """Whether a preposition governs the noun: not the verb's own, nor that of a list or of "establishment of"."""
    left = sentence.phrase(i).left
    if sentence.tag(left - 1) != "I" or left - 1 < start:
        return False
    if sentence.lower(left - 1) == "of":
        is_part = sentence.lower(left - 2) in QUANTITIES  # "lifted most of its sanctions"
        return sentence.is_beforehand(i) and not is_part
    return sentence.lower(left - 1) not in verb_words and sentence.lower(left - 1) not in LISTING


# What opens a list of things that undergo the verb as what stands before does: "ten documents, *including* a treaty".
LISTING = frozenset("including plus".split())
QUANTITIES = frozenset("most some all many part rest majority".split())


def _match_noun(sentence: Sentence, i: int, noun: Noun, cue: Cue) -> Candidate | None:
    phrase = sentence.phrase(i)
    if phrase.is_modifier:
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
    if cue.unless or cue.needs:
        words = sentence.tokens[max(0, _list_start(sentence, i, noun) - 3) : max(phrase.right, i + 1) + 2]
        text = " ".join(token.text for token in words)
        if (cue.unless and cue.unless.search(text)) or (cue.needs and not cue.needs.search(text)):
            return None
    if (cue.is_bare and sentence.clauses) or (cue.is_entry and not _is_entry(sentence, i, noun)):
        return None
    if clause is not None and clause.lemma in cue.unless_verbs and i >= clause.subject[0]:
        return None
    if cue.support and (clause is None or clause.lemma not in cue.support):
        return None
    return Candidate(cue, clause, i, noun)


def _list_start(sentence: Sentence, i: int, noun: Noun) -> int:
    """Where the phrase begins, or the first of those that it is listed with: "of *a treaty* on A and of one on B"."""
    left = sentence.phrase(i).left
    k = left - 1 if sentence.tag(left - 1) != "I" else left - 2
    if sentence.tag(k) not in "K,":
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


def _is_named_again(sentence: Sentence, clause: Clause, noun: Noun) -> bool:
    """ "The first treaty was a Treaty of Peace": it is told under its name."""
    return any(
        noun_entry(sentence.tokens[k], noun.kind, noun.group)
        for k in range(clause.verb[1], clause.right)
        if not sentence.is_governed(k)
    )


def _match_offices(sentence: Sentence, cues: Sequence[Cue]) -> Iterator[Candidate]:
    """ "with N as chargé d'affaires": a party with office and name after a preposition of company; "Peru's ambassador
    to Chile, N, said": one that is told with its state, wherever it stands."""
    for i, token in enumerate(sentence.tokens):
        if token.tag == "E" and len(token.data) > 1 and sentence.clause_of(i) is not None:
            yield from _match_members(sentence, i, cues)
        if token.tag != "E" or len(token.data) != 1 or not token.data[0].person or not token.data[0].office:
            continue
        is_with = sentence.lower(i - 1) in ("with", "under")
        words = sentence.words(max(0, i - 2), i + 2)
        for cue in cues:
            if token.data[0].office not in cue.offices or sentence.clause_of(i) is None:
                continue
            if cue.is_named and (not names_state(token.text) or (cue.unless and cue.unless.search(words))):
                continue
            is_under = cue.needs is None or sentence.lower(i - 1) == "under"
            is_told = is_under or (cue.needs is not None and cue.needs.search(sentence.words(i, i + 4)))
            if cue.is_named or (is_with and is_told):
                yield Candidate(cue, sentence.clause_of(i), None, None, party=i)


def _match_members(sentence: Sentence, i: int, cues: Sequence[Cue]) -> Iterator[Candidate]:
    """Those of several named together who are told with state and post: "Minister N and Peru's envoy to Chile, M"."""
    text = sentence.tokens[i].text
    for number, party in enumerate(sentence.tokens[i].data):
        if not (party.person and party.office and party.states and party.posted):
            continue
        for cue in cues:
            if cue.is_named and party.office in cue.offices and not (cue.unless and cue.unless.search(text)):
                yield Candidate(cue, sentence.clause_of(i), None, None, party=i, member=number)


def match_headed(sentence: Sentence, cues: Sequence[Cue]) -> Iterator[Candidate]:
    """An entry under a heading that gives the kind: who is named, and a candidate for each date told apart."""
    nouns = sentence.context.headings.nouns()
    who = next((i for i, token in enumerate(sentence.tokens) if token.tag == "E" and _is_somebody(token.data)), None)
    if who is None or any(clause.lemma not in ("be",) for clause in sentence.clauses):
        return
    dates: list[int | None] = [i for i, token in enumerate(sentence.tokens) if token.tag == "D"]
    for cue in cues:
        noun = next((noun for noun in nouns if noun.kind == cue.kind and noun.group == cue.heading), None)
        words = f"{sentence.context.headings.text()} {' '.join(token.text for token in sentence.tokens)}"
        if noun is not None and not (cue.unless and cue.unless.search(words)):
            yield from (Candidate(cue, None, None, noun, party=who, date=date) for date in dates or [None])


def _is_official(group: Group) -> bool:
    return _is_somebody(group) or any(party.pronoun == "he" for party in group)


def _is_envoy(party: Party) -> bool:
    """Whether the party lives where it is sent; a minister may be an envoy or of the government, the words decide."""
    return heads_post(party.office) and (bool(party.posted) or party.office != "minister")


def _is_somebody(group: Group) -> bool:
    return any(party.office or (party.person and party.is_sure) for party in group)
