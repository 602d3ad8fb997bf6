"""The cues of the kinds, compiled: which words make which statement, and where its roles stand.

The form of a cue is told in docs/kinds.md, "Cues". In: a vocabulary. Out: one `Lexicon`, made once for each vocabulary.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from types import MappingProxyType
from typing import Any

from comity.errors import KindError
from comity.kinds import Kind, Vocabulary
from comity.kinds.vocabulary import Same, near
from comity.reading.english import VerbForm, inflect, load_english
from comity.reading.entries import Entry, compile_entries
from comity.reading.needed import Sought
from comity.reading.nouns import NounFinder, StemFinder, fold_case

PREPOSITIONS = frozenset(
    "of in at to with between by from for on into near within against towards toward over under through "
    "including".split()
)
PLACES = (
    frozenset(
        {
            "party",
            "as",
            "anywhere",
            "modifier",
            "self",
            "complement",
            "subject",
            "object",
            "agent",
            "posted",
            "post",
            "other",
            "pair",
            "both",
            "focus",
            "topic",
            "teller",
            "adjective",
            "possessive",
            "back",
            "along",
            "home",
            "receiver",
            "leader",
            "entry",
            "own",
            "body",
            "visit",
            "peer",
            "partner",
            "bracketed",
            "told",
            "apposed",
            "made",
        }
    )
    | PREPOSITIONS
)
COMPLEMENTS = frozenset("party state organisation office officials guest traveller envoy sent itself".split())
CUE_KEYS = frozenset({
    "name", "action", "verbs", "noun", "object", "complement", "roles", "attributes", "amount", "voice",
    "unless", "needs", "modality", "intransitive", "figure", "each",
    "when", "support", "offices", "named", "governs", "require", "unless_verbs", "strict", "heading", "entry", "bare",
    "spare",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Noun:
    """A cue noun: the kind and the group that it belongs to, and the attributes that it gives."""

    kind: str
    group: str
    attributes: Mapping[str, Any]
    of: str | None = None  # the state whose it is by its name: the Goethe-Institut
    is_stay: bool = False  # "during the visit" tells of the time of one


@dataclass(frozen=True)
class Cue:
    """One way of speaking of a kind. `roles` lists for each role the places where it may stand, the best first."""

    kind: str
    name: str
    action: str | None
    verbs: tuple[tuple[str, str], ...]  # lemma and the words that follow it ("set", "up")
    noun: str | None
    object: str | None
    complement: str | None  # what the verb must have beside it, one of `COMPLEMENTS`
    roles: Mapping[str, tuple[tuple[str, ...], ...]]
    attributes: Mapping[str, Any]
    amount: str | None  # "required", "optional"
    voice: str
    unless: Sought | None
    needs: Sought | None
    modality: str | None
    is_intransitive: bool
    figure: tuple[str, ...]
    support: tuple[str, ...]
    offices: tuple[str, ...]  # called up by a party with one of these offices and a name
    is_named: bool  # by one with its state, wherever it stands; else after "with"
    governs: frozenset[str]  # one of these hangs on the verb ("ordered N to *leave*", "joined in *forming* O")
    unless_verbs: frozenset[str]  # verbs that say something else of the noun ("recognised its independence")
    is_bare: bool  # only where no verb stands: a row, an entry of a list
    is_strict: bool  # both parties must be named: the document's pair does not fill in
    each: str | None  # the attribute of which every value that the words give makes a statement
    is_spare: bool  # a noun that tells it where a verb's cue had it and told nothing
    is_entry: bool  # a noun that is an entry by itself, under a heading that has a noun of its group
    heading: str | None  # called up by an entry under a heading that has a noun of this group
    require: tuple[str, ...]  # roles without which it is no statement, besides the key
    when: str | None
    dates: tuple[str, ...]  # how dates of the kind go from one statement to the next


Rest = tuple[str, ...]  # the words of a verb's cue beyond the verb
NO_REST: list[Rest] = [()]


class VerbCues:
    """The cues of one verb in their order, each with what must follow the verb: one of these runs of words."""

    def __init__(self) -> None:
        self.all: list[tuple[int, Cue, list[Rest]]] = []
        self._bare: list[tuple[int, Cue, list[Rest]]] = []
        self._by_object: dict[tuple[str, str], list[tuple[int, Cue, list[Rest]]]] = {}

    def add(self, cue: Cue, rest: Rest) -> None:
        """Add a cue of the verb, or to the one added last another run of words."""
        if self.all and self.all[-1][1] is cue:
            self.all[-1][2].append(rest)
            return
        entry = (len(self.all), cue, [rest])
        self.all.append(entry)
        (self._bare if cue.object is None else self._by_object.setdefault((cue.kind, cue.object), [])).append(entry)

    def of(self, named: Collection[tuple[str, str]]) -> list[tuple[int, Cue, list[Rest]]]:
        """The cues without a noun as their object, and those whose noun is named."""
        found = [entry for group in named for entry in self._by_object.get(group, ())]
        return sorted([*self._bare, *found], key=itemgetter(0)) if found else self._bare


@dataclass
class Lexicon:
    """All cues by what calls them up."""

    kinds: Vocabulary
    verbs: dict[str, VerbForm]
    by_lemma: dict[str, VerbCues] = field(default_factory=dict)
    by_noun: dict[tuple[str, str], list[Cue]] = field(default_factory=dict)
    figures: dict[str, list[Cue]] = field(default_factory=dict)  # by their kind
    sums: dict[tuple[str, str], list[Cue]] = field(default_factory=dict)  # figures of money by kind and noun
    offices: list[Cue] = field(default_factory=list)
    headed: list[Cue] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    nouns: dict[str, list[Noun]] = field(default_factory=dict)
    noun_finder: NounFinder[list[Noun]] = field(default_factory=lambda: NounFinder({}))
    triggers: StemFinder = field(default_factory=lambda: StemFinder(()))


def compile_lexicon(vocabulary: Vocabulary) -> Lexicon:
    """The lexicon of a vocabulary; raises KindError where a cue is not what it must be."""
    return _compile(Same(vocabulary))


@functools.lru_cache(maxsize=4)
def _compile(same: Same) -> Lexicon:
    english = load_english()
    lexicon = Lexicon(same.vocabulary, dict(english.verbs))
    for kind in same.vocabulary.values():
        _add_nouns(lexicon, kind)
        lexicon.entries += compile_entries(kind)
        for number, form in enumerate(kind.cues):
            _add_cue(lexicon, _cue(kind, form, number))
    for lemma in sorted(lexicon.by_lemma):
        for word, names in inflect(lemma, english.irregular).items():
            lexicon.verbs[word] = VerbForm(lemma, frozenset(names))
    lexicon.noun_finder = NounFinder(lexicon.nouns)
    stems = {_stem(lemma, english.irregular) for lemma in lexicon.by_lemma} | {
        fold_case(word)[:5] for word in lexicon.nouns
    }
    lexicon.triggers = StemFinder(
        sorted(stem for group in stems for stem in ([group] if isinstance(group, str) else group))
    )
    return lexicon


def _stem(lemma: str, irregular: Mapping[str, tuple[str, ...]]) -> str | tuple[str, ...]:
    """What every form of a verb begins with; of an irregular one, all its forms."""
    return (lemma, *irregular[lemma]) if lemma in irregular else lemma[:-1]


def _add_nouns(lexicon: Lexicon, kind: Kind) -> None:
    for group, entries in kind.nouns.items():
        for entry in entries:
            words: dict[str, Any] = entry if isinstance(entry, dict) else {"words": [entry]}
            for word in words["words"]:
                given = MappingProxyType(words.get("set") or {})
                noun = Noun(kind.name, group, given, words.get("of"), "stay" in kind.dates)
                for form in _numbers(str(word).casefold()):
                    if noun not in lexicon.nouns.setdefault(form, []):
                        lexicon.nouns[form].append(noun)


def _numbers(word: str) -> tuple[str, ...]:
    """A noun in singular and plural; what ends in -s is taken as given.

    >>> _numbers("consular post"), _numbers("embassy"), _numbers("exports")
    (('consular post', 'consular posts'), ('embassy', 'embassies'), ('exports',))
    """
    if word.endswith("s"):
        return (word,)
    return (word, word[:-1] + "ies" if word.endswith("y") and word[-2] not in "aeiou" else word + "s")


def _add_cue(lexicon: Lexicon, cue: Cue) -> None:
    for lemma, rest in cue.verbs:
        lexicon.by_lemma.setdefault(lemma, VerbCues()).add(cue, tuple(rest.split()))
    if cue.heading:
        lexicon.headed.append(cue)
    elif cue.offices:
        lexicon.offices.append(cue)
    elif cue.figure:
        lexicon.figures.setdefault(cue.kind, []).append(cue)
        if "money" in cue.figure:
            lexicon.sums.setdefault((cue.kind, cue.noun or ""), []).append(cue)
    elif cue.noun and not cue.verbs:
        lexicon.by_noun.setdefault((cue.kind, cue.noun), []).append(cue)


def _cue(kind: Kind, form: Mapping[str, Any], number: int) -> Cue:
    where = f"{kind.path}:{kind.line('cues', str(number))}: cues: {form.get('name') or number}"
    for key in form:
        if key not in CUE_KEYS:
            raise KindError(
                f"{where}: {key!r} is not a key of a cue.{near(str(key), sorted(CUE_KEYS))} Allowed: "
                f"{', '.join(sorted(CUE_KEYS))}."
            )
    for noun in (form.get("noun"), form.get("object"), form.get("heading")):
        if noun is not None and noun not in kind.nouns:
            raise KindError(
                f"{where}: {noun!r} is not a group of nouns.{near(str(noun), kind.nouns)} Allowed: "
                f"{', '.join(kind.nouns) or 'none: add nouns'}."
            )
    complement = form.get("complement")
    if complement is not None and complement not in COMPLEMENTS:
        raise KindError(
            f"{where}: complement: {complement!r} is not a complement.{near(str(complement), sorted(COMPLEMENTS))} "
            f"Allowed: {', '.join(sorted(COMPLEMENTS))}."
        )
    action = form.get("action")
    if action is not None and action not in kind.actions:
        raise KindError(
            f"{where}: action: {action!r} is not an action of {kind.name!r}.{near(str(action), kind.actions)} "
            f"Allowed: {', '.join(kind.actions)}."
        )
    return Cue(
        kind=kind.name,
        name=str(form.get("name") or _name(form)),
        action=action,
        verbs=tuple(_verb(str(verb)) for verb in form.get("verbs") or ()),
        noun=form.get("noun"),
        object=form.get("object"),
        complement=complement,
        roles=MappingProxyType(
            _organisations_first(
                {role: _places(where, kind, role, places) for role, places in (form.get("roles") or {}).items()}, kind
            )
        ),
        attributes=MappingProxyType(form.get("attributes") or {}),
        amount=form.get("amount"),
        voice=form.get("voice") or "any",
        unless=_pattern(where, form.get("unless")),
        needs=_pattern(where, form.get("needs")),
        modality=form.get("modality"),
        is_intransitive=bool(form.get("intransitive")),
        figure=tuple(form.get("figure") or ()),
        support=tuple(form.get("support") or ()),
        offices=tuple(form.get("offices") or ()),
        is_named=bool(form.get("named")),
        governs=frozenset(form.get("governs") or ()),
        is_bare=bool(form.get("bare")),
        is_strict=bool(form.get("strict")),
        is_spare=bool(form.get("spare")),
        is_entry=bool(form.get("entry")),
        heading=form.get("heading"),
        each=form.get("each"),
        unless_verbs=frozenset(form.get("unless_verbs") or ()),
        require=tuple(form.get("require") or ()),
        when=form.get("when"),
        dates=kind.dates,
    )


Places = tuple[tuple[str, ...], ...]


def _organisations_first(roles: Mapping[str, Places], kind: Kind) -> dict[str, Places]:
    """The roles in the order in which they are filled: what is an organisation is no party."""
    return dict(sorted(roles.items(), key=lambda item: kind.roles[item[0]].type != "organisation"))


def _name(form: Mapping[str, Any]) -> str:
    verbs = form.get("verbs") or ()
    return " ".join(
        str(part)
        for part in (form.get("action") or "", verbs[0] if verbs else "", form.get("object") or form.get("noun") or "")
        if part
    )


def _verb(text: str) -> tuple[str, str]:
    lemma, _, rest = text.partition(" ")
    return lemma, rest


def _pattern(where: str, source: object) -> Sought | None:
    if source is None:
        return None
    alternatives = source if isinstance(source, list) else [source]
    try:
        return Sought(re.compile(r"\b(?:" + "|".join(map(str, alternatives)) + r")", re.IGNORECASE))
    except re.error as error:
        raise KindError(
            f"{where}: {source!r} is no pattern: {error}. Allowed: words, or a regular expression."
        ) from error


def _places(where: str, kind: Kind, role: str, places: object) -> tuple[tuple[str, ...], ...]:
    if role not in kind.roles:
        raise KindError(
            f"{where}: roles: {role!r} is not a role of {kind.name!r}.{near(role, kind.roles)} Roles: "
            f"{', '.join(kind.roles)}."
        )
    listed: Sequence[object] = places if isinstance(places, list) else [places]
    result = tuple(tuple(part.strip() for part in str(place).split("+")) for place in listed)
    for part in (part for place in result for part in place):
        name = part.removeprefix("noun.").removeprefix("thing.").removeprefix("heading.")
        if name not in PLACES:
            raise KindError(
                f"{where}: roles: {role}: {part!r} is not a place.{near(name, sorted(PLACES))} Allowed: "
                f"{', '.join(sorted(PLACES))}."
            )
    return result
