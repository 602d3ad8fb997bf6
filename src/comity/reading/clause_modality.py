"""What a clause says of its truth: that it happened, is to come, is wished for or denied; None where it claims nothing.

In: a clause with its verb, subject and parent. Out: its modality, by auxiliaries, negation and governing words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from comity.model import Modality
from comity.reading.english import English, VerbForm
from comity.reading.tokens import LookUp, Token
from comity.reading.unreal import Setting, is_no_longer

if TYPE_CHECKING:
    from comity.reading.clause import Clause

# "We could highlight the visit of N", "it should be noted that": what is mentioned is told.
MENTIONING = frozenset("highlight note mention recall cite underline emphasise emphasize stress point add list".split())
ABLE = frozenset("can could may might must should".split())
FIRSTS = frozenset({"first", "second", "third", "last", "only"})
ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)")
PROPOSING = frozenset("propose suggest recommend request demand urge".split())
ABANDONING = frozenset("cancel abandon shelve scrap drop".split())
KEEPING = frozenset("keep prevent block stop bar hinder prohibit discourage refrain abstain".split())
WISHING = frozenset("interested keen intent desirous interest thinking dreaming bent".split())
TALKS = frozenset("talks negotiations consultations".split())
GOALS = frozenset(
    "goal goals aim aims objective objectives priority priorities ambition ambitions aspiration aspirations issue "
    "question matter".split()
)


# What verbs besides those of saying and planning make of a "would" behind them: no story, but what was laid down.
LAYING_DOWN = frozenset(
    "provide stipulate specify prescribe require mean ensure fear doubt predict assume suppose".split()
)
# Who decides to take one of these steps has taken it by that, as with what is decided "with effect from" a day.
DECIDING = frozenset("decide decision announce declare".split())
STEPS = frozenset("sever break cut suspend downgrade recall expel".split())
IN_EFFECT = frozenset({("with", "effect"), ("as", "of"), ("as", "from"), ("effect", "from")})
LONGEST_EFFECT = 40
UNREAL = frozenset("could might would should".split())
# With these "would" goes on with the story where no date stands: "would later join", "would go on to serve".
LATER = frozenset("later eventually subsequently ultimately soon again finally".split())


# What has been, whatever is to come of the verb before: "will meet in May, marking the anniversary of the pact".
REMEMBERING = frozenset("have mark commemorate celebrate recall follow build continue".split())
LISTING = frozenset("include comprise cover contain envisage foresee".split())
MERELY = frozenset(("only", "merely", "just", "simply"))
NEGATIONS = frozenset(("not", "never", "n't", "cannot", "hardly"))


class ClauseModality:
    """The modality of the clauses of one sentence. `is_story`: the document tells of what has been, as no news do."""

    def __init__(
        self,
        tokens: Sequence[Token],
        english: English,
        verbs: Mapping[str, VerbForm],
        look: LookUp,
        *,
        is_story: bool = False,
    ) -> None:
        self.tokens = tokens
        self.english = english
        self.verbs = verbs
        self.is_story = is_story
        self.tag, self.lower = look
        self.setting = Setting(tokens, english, look)

    def read(self, clause: Clause, auxiliaries: Sequence[str]) -> Modality | None:
        """The modality of a clause, given the auxiliaries of its verb."""
        english = self.english
        modality: Modality | None = "asserted"
        inherited = (
            clause.parent.modality
            if clause.parent is not None and clause.relation in ("infinitive", "coordinate")
            else "asserted"
        )
        if (
            clause.relation == "coordinate"
            and clause.parent is not None
            and (auxiliaries or verb_forms(self.tokens, clause, self.verbs) & {"past", "third"})
            and auxiliaries[:1] != ["be"]  # "is to meet A and be received by B"
            and (auxiliaries or not (clause.is_passive and clause.parent.is_passive))  # "should be drafted and signed"
        ):
            inherited = "asserted"
        if clause.relation == "infinitive" and clause.parent is not None:
            modality = self._governed(clause, clause.parent)
        elif clause.relation == "infinitive":
            modality = self._of_noun(clause)
        for word in auxiliaries:
            is_told = clause.lemma in MENTIONING and word in ABLE and not self._is_of_one(clause)
            if word in english.modals and not is_told and not (word == "would" and self._goes_on_telling(clause)):
                modality = english.modals[word]  # type: ignore[assignment]
        if inherited is None or (inherited != "asserted" and modality == "asserted"):
            modality = inherited
        if self._goes_on_denied(clause):
            modality = "denied"  # "never signed or ratified it"
        elif inherited == "denied" and modality in ("planned", "hoped") and clause.relation == "infinitive":
            modality = "denied"  # "do not intend to recall"
        if self._is_negated(clause):
            modality = "denied" if modality in ("asserted", "planned", "hoped") else modality
        if clause.relation == "gerund":
            modality = self._gerund(clause, modality)
        if clause.parent is None or clause.relation not in ("gerund", "infinitive"):
            modality = self._of_proposals(clause, modality)
        is_wish = list(auxiliaries) == ["be"] or (not auxiliaries and self._is_bare(clause))
        if clause.parent is not None and is_wish and (clause.subordinator == "that" or self._is_proposed(clause)):
            governed = self.english.governors.get(clause.parent.lemma)
            modality = governed if governed in ("hoped", "planned") else modality  # type: ignore[assignment]
        if modality == "planned" and clause.parent is not None and clause.parent.lemma == "hope":
            modality = "hoped"  # "hopes that flights will begin"
        if modality == "asserted" and not auxiliaries and self._comes_then(clause):
            modality = clause.parent.modality if clause.parent is not None else modality
        is_unreal = set(auxiliaries) & UNREAL and set(auxiliaries) & {"have"} and clause.lemma != "have"
        if clause.subordinator in ("if", "unless", "whether") or is_unreal:
            modality = None  # "could have joined in 1920"
        around = self.setting.read(clause)
        return around if around != "asserted" and modality is not None else modality

    def _comes_then(self, clause: Clause) -> bool:
        """Whether the clause tells when something is to be, and is itself to come: "will sign it *when they meet*"."""
        if clause.parent is None or clause.parent.modality not in ("planned", "hoped"):
            return False
        is_then = clause.subordinator in ("when", "once", "before", "until")
        return is_then and "past" not in verb_forms(self.tokens, clause, self.verbs)

    def _is_of_one(self, clause: Clause) -> bool:
        """Whether a state or a person named is the subject: "A may recall its envoy", not "it may be recalled that"."""
        last = clause.subject[1] - 1
        is_party = clause.subject[0] <= last and self.tag(last) == "E"
        return is_party and self.lower(last) not in ("we", "it", "one", "i", "you")

    def _goes_on_telling(self, clause: Clause) -> bool:
        """Whether "would" tells what came later in a story: "A would recognise B in 1921", "would later join"."""
        if not self.is_story or clause.subordinator in ("if", "unless", "whether", "that", "so", "as", "how", "what"):
            return False
        if self.lower(0) in ("if", "under", "according", "should", "were", "had") or self._is_laid_down(clause):
            return False
        later = {self.lower(i) for i in range(*clause.verb)} | {self.lower(clause.verb[1])}
        if later & LATER or clause.lemma == "go":
            return True
        dates = [token.data for token in self.tokens if token.tag == "D"]
        return any(date.when is not None and date.relation != "by" for date in dates)

    def _is_laid_down(self, clause: Clause) -> bool:
        """Whether a verb of saying, planning or wishing stands in the sentence, or "would have"."""
        governors = self.english.governors
        for i, token in enumerate(self.tokens):
            if clause.verb[0] <= i < clause.verb[1]:
                if token.lower in ("have", "n't", "only"):
                    return True
                continue
            word = token.data.lemma if isinstance(token.data, VerbForm) else token.lower
            if token.tag == "V" and (token.lower in self.english.saying or word in LAYING_DOWN):
                return True
            if token.tag == "V" and i < clause.verb[0] and governors.get(word) in ("planned", "hoped"):
                return True
            if word in ("if", "otherwise"):
                return True
        return False

    def _goes_on_denied(self, clause: Clause) -> bool:
        """Whether "or" joins the verb to one that is denied."""
        if clause.relation != "coordinate" or clause.parent is None or clause.parent.modality != "denied":
            return False
        return any(self.lower(i) in ("or", "nor") for i in range(clause.left, clause.verb[0]))

    def _is_proposed(self, clause: Clause) -> bool:
        """ "proposed the two sides soon negotiate": what is proposed follows at once, without "that"."""
        parent = clause.parent
        return parent is not None and parent.lemma in PROPOSING and clause.subject[0] == parent.verb[1]

    def _is_bare(self, clause: Clause) -> bool:
        """Whether the verb stands in its base form: "proposed that Nigeria join", "that a pact be signed"."""
        return "base" in verb_forms(self.tokens, clause, self.verbs) and not verb_forms(
            self.tokens, clause, self.verbs
        ) & {"past", "third"}

    def _gerund(self, clause: Clause, modality: Modality | None) -> Modality | None:
        """ "kept it from joining" is denied; "the goal of joining", "plans for opening" are still to come."""
        before = clause.verb[0] - 1
        if clause.parent is not None and self.lower(before) == "from" and clause.parent.lemma in KEEPING:
            return "denied"
        if clause.parent is not None and clause.parent.verb[1] == clause.verb[0]:  # "considers building"
            governed = self.english.governors.get(clause.parent.lemma, modality)
            return clause.parent.modality if governed == "asserted" else governed  # type: ignore[return-value]
        if clause.parent is not None and self.lower(before) == "by" and clause.parent.modality in ("planned", "hoped"):
            return clause.parent.modality  # "are set to raise it by signing"
        if clause.parent is not None and self.lower(before) in ("before", "after") and modality == "asserted":
            # "is to meet A before flying on to B"
            return clause.parent.modality if self.lower(before) == "before" else modality
        if clause.parent is not None and self.lower(before) == "including" and modality == "asserted":
            return clause.parent.modality  # "would take steps including closing its embassy"
        start = clause.subject[0] if clause.subject[1] == clause.verb[0] else clause.verb[0]
        if self.tag(start - 1) == "I":
            word = self.lower(start - 2)
            if clause.parent is not None and clause.parent.lemma in ABANDONING:
                return "denied"  # "abandoned the idea of joining"
            if self.lower(start - 3) == "no" and word in self.english.governors:
                return "denied"  # "has no intention of closing"
            if word == "working" and self.lower(start - 1) in ("on", "towards", "toward"):
                return "planned"  # "is working on opening an embassy"
            if self.lower(start - 1) in ("in", "on", "of", "to") and word in WISHING:
                return "hoped"  # "is interested in opening", "keen on joining"
            return "hoped" if word in GOALS or word in TALKS else self.english.noun_governors.get(word, modality)  # type: ignore[return-value]
        if self._goes_on_to_come(clause) and modality == "asserted" and clause.parent is not None:
            return clause.parent.modality  # "will add B to the list, allowing", "proposals include a text, holding"
        return modality

    def _goes_on_to_come(self, clause: Clause) -> bool:
        """Whether a participle behind a comma tells what comes of the verb before, which is still to come."""
        parent = clause.parent
        return (
            parent is not None
            and parent.modality in ("planned", "hoped")
            and parent.relation != "infinitive"  # "worked to restore unity, visiting B"
            and parent.verb[1] < clause.verb[0]
            and self.lower(clause.verb[0] - 1) == ","
            and clause.lemma not in REMEMBERING
            and clause.verb[1] - clause.verb[0] == 1
        )

    def _of_proposals(self, clause: Clause, modality: Modality | None) -> Modality | None:
        """ "The proposals include a meeting", "their plans envisage": what is listed is still to come."""
        end = clause.subject[1] - 1
        if modality != "asserted" or clause.lemma not in LISTING or end < clause.subject[0]:
            return modality
        heads = [self.lower(i) for i in range(*clause.subject) if self.tag(i) == "I"][:1]
        first = next((i - 1 for i in range(*clause.subject) if heads and self.tag(i) == "I"), end)
        return self.english.noun_governors.get(self.lower(first), modality)  # type: ignore[return-value]

    def _is_negated(self, clause: Clause) -> bool:
        words = [token.lower for token in self.tokens[clause.verb[0] : clause.verb[1]]]
        if self._is_not_only(clause):
            return False
        if clause.lemma in ("be", "have") and self.tag(clause.verb[1] - 1) == "X":
            words += [self.lower(clause.verb[1])]  # "is not a member"
        before = [token.lower for token in self.tokens[max(0, clause.verb[0] - 2) : clause.verb[0]]]
        first = self.tokens[clause.subject[0]].lower if clause.subject[0] < clause.subject[1] else ""
        negated = (
            first.startswith(("no ", "neither "))
            or first == "no"
            or not NEGATIONS.isdisjoint(words)
            or not NEGATIONS.isdisjoint(before)
            or any(word.endswith(("n't", "n’t")) for word in words)
            or self._is_of_neither(clause)
            or self.lower(clause.verb[1]) == "neither"  # "recognises neither A nor B"
        )
        if negated and ("not" in words or first.split()[:1] == ["no"]):
            for i in range(clause.verb[1], min(clause.verb[1] + 14, len(self.tokens))):
                if self.lower(i) == "until":
                    return False  # "did not recognise it until 1862": it did then
                if self.tag(i) in ";:":
                    break
        return negated

    def _is_not_only(self, clause: Clause) -> bool:
        """Whether "not" only leads on to more: "A *not only* recognised B but also", "was *not only* the first to"."""
        around = range(max(0, clause.verb[0] - 2), clause.verb[1] + 1)
        return any(self.lower(i) == "not" and self.lower(i + 1) in MERELY for i in around)

    def _is_of_neither(self, clause: Clause) -> bool:
        """Whether the subject is one of those of whom none acts: "neither A nor *B* has an embassy"."""
        start = clause.subject[0]
        is_last = clause.subject[1] <= clause.verb[0] and self.lower(start - 1) == "nor"
        return is_last and any(self.lower(i) == "neither" for i in range(max(0, start - 8), start))

    def _of_noun(self, clause: Clause) -> Modality | None:
        """What a noun says of an infinitive before any verb: "the *decision* of A to open an embassy was welcomed"."""
        governors = self.english.governors
        words = [self.lower(i) for i in range(clause.verb[0] - 2, -1, -1) if self.tag(i) not in "IE"]
        found = next((word for word in words if word in governors), None)
        return governors[found] if found is not None else "asserted"  # type: ignore[return-value]

    def _is_declared(self, clause: Clause, parent: Clause) -> bool:
        """Whether what a government has decided holds from then on: a step against one, or with a day of effect."""
        words = [self.lower(i) for i in range(clause.verb[1], min(clause.right, clause.verb[1] + LONGEST_EFFECT))]
        is_in_effect = any(pair in IN_EFFECT for pair in pairwise(words)) or "effective" in words
        return parent.modality == "asserted" and (clause.lemma in STEPS or is_in_effect)

    def _governed(self, clause: Clause, parent: Clause) -> Modality | None:
        """What the words before "to" say of the infinitive."""
        governors = self.english.governors
        is_perfect = self.lower(clause.verb[0]) == "have" and clause.verb[1] - clause.verb[0] > 1
        if is_perfect and parent.is_passive and governors.get(parent.lemma) not in ("planned", "hoped"):
            return parent.modality  # "is reported to have joined"
        if parent.lemma in ABANDONING or is_no_longer(self.tokens, parent):
            return "denied"
        for i in range(clause.verb[0] - 2, parent.verb[0] - 1, -1):
            token = self.tokens[i]
            if i >= parent.verb[1] and token.tag in "IK,":
                continue
            word = token.data.lemma if isinstance(token.data, VerbForm) else token.lower
            if self.lower(i) == "yet" and parent.lemma in ("have", "be", "remain"):
                return "denied"  # "has yet to recognise"
            if word == "invitation" and parent.lemma == "accept":
                return "planned"
            if self.lower(i - 1) == "no" and token.tag in "WHV" and token.lower in governors:
                return "denied"  # "has no plans to open"
            if token.lower in governors and token.lower not in ("to",):
                return governors[token.lower]  # type: ignore[return-value]
            if token.tag in "EO" and FIRSTS & set(token.lower.replace("-", " ").split()):
                return "asserted"  # "became the first head of state to visit"
            if parent.lemma == "become" and ORDINAL.fullmatch(token.lower):
                return "asserted"  # "became the 54th member of O to recognise it"
            if word in DECIDING and governors[word] == "planned" and self._is_declared(clause, parent):
                return "asserted"  # "has decided to sever relations", "decided to recognise it with effect from 2 May"
            if word in governors:
                return governors[word]  # type: ignore[return-value]
            if (
                token.tag == "X"
                and parent.verb[0] <= i < parent.verb[1]
                and token.lower in self.english.be
                and i == parent.verb[1] - 1
                and clause.verb[0] - 2 == i
            ):
                return "planned"  # "is to open"
        return None


def verb_forms(tokens: Sequence[Token], clause: Clause, verbs: Mapping[str, VerbForm]) -> frozenset[str]:
    """Which forms the clause's verb may have: base, third, past, participle, -ing."""
    form = verbs.get(tokens[clause.verb[1] - 1].lower)
    return form.forms if form else frozenset()
