"""Whether what a cue tells is done, planned, hoped or denied: by its noun, its verb and what governs them."""

from __future__ import annotations

from typing import Any

from comity.model import Modality
from comity.reading.candidates import Candidate
from comity.reading.clause import Clause, tells_now
from comity.reading.places import Sentence
from comity.reading.unreal import is_of_work


def read_modality(sentence: Sentence, candidate: Candidate) -> Modality | None:
    """Asserted, denied, planned or hoped, by noun, verb and heading; none where the act is only imagined."""
    english = sentence.english
    clause = candidate.clause
    result: Modality | None = "asserted"
    anchor = candidate.noun if candidate.noun is not None else clause.verb[0] if clause is not None else 0
    if is_of_work(sentence.tokens, anchor):
        return None
    if candidate.noun is not None:
        phrase = sentence.phrase(candidate.noun)
        # "concluded his scheduled visit", "cancelled a planned visit": whatever it was before
        is_over = clause is not None and (clause.lemma in ENDING or candidate.cue.modality == "denied")
        for word in () if is_over else phrase.words:
            if word.lower in english.hedges:
                result = english.hedges[word.lower]  # type: ignore[assignment]
        for words in sentence.governors(candidate.noun):  # "the commitment to the opening of an embassy"
            governor = words.split()[0]
            if governor in FEASTS:
                break  # "ahead of the anniversary of the resumption of relations"
            result = english.noun_governors.get(governor, result)  # type: ignore[assignment]
        if result == "asserted" and [sentence.lower(phrase.right + k) for k in (0, 1)] == ["to", "be"]:
            result = "planned"  # "a meeting to be held in May"
        is_none = phrase.is_negated or sentence.lower(phrase.left - 1) in NEITHER or _is_none(sentence, candidate.noun)
        if is_none and not (_is_before(candidate.noun, clause) or _is_not_until(sentence, candidate.noun, clause)):
            result = "denied"  # "no embassy of A in B, nor a B embassy in A", "no restoration of relations"
    if clause is not None and (candidate.cue.verbs or candidate.amount is not None):
        result = clause.modality if result == "asserted" or clause.modality is None else result
        off = _cancelled(sentence, candidate.noun) if candidate.noun is not None else None
        if result == "asserted" and off is not None and off.parent is clause:
            result = CANCELS.get(off.lemma, "denied")  # "the visit had to be called off"
    elif clause is not None and candidate.noun is not None and result == "asserted":
        if clause.modality is None:
            return None
        is_object = clause.verb[1] <= candidate.noun < clause.right
        cancelling = _cancelled(sentence, candidate.noun)
        if cancelling is not None:
            clause, is_object = cancelling, not cancelling.is_passive
        if clause.lemma == "threaten" and is_object:
            return None
        if clause.lemma == "be" and sentence.lower(clause.verb[1]) in UNREAL and candidate.noun < clause.verb[0]:
            return None  # "a war between A and B is unthinkable"
        if cancelling is not None and clause.lemma in OCCURS:
            result = "denied"
        elif _cancels(sentence, clause) and (is_object or clause.is_passive):
            result = CANCELS[clause.lemma]
        elif (
            is_object
            and clause.lemma in NOUN_GOVERNORS
            and not clause.is_passive
            and not sentence.is_governed(sentence.head_of(candidate.noun))
        ):
            result = NOUN_GOVERNORS[clause.lemma]
        elif is_object and clause.lemma in CALLING and sentence.lower(clause.verb[1]) == "for":
            result = "hoped"  # "called for the lifting of the embargo"
        elif clause.is_passive and not is_object and clause.lemma in SCHEDULING:
            is_off = clause.modality == "denied"
            result = "denied" if is_off else "planned"  # "the next session is scheduled for May", "is not planned"
        elif is_object and _is_presupposed(sentence, candidate.noun, clause):
            result = "asserted"  # "agreed to deepen the partnership", "tried to show the signing": it is there
        elif clause.modality in ("hoped", "planned") and clause.lemma in candidate.cue.support:
            result = clause.modality  # "will result in an accord"
        elif _is_of_same_stay(sentence, candidate.noun, clause):
            result = "planned"
        elif clause.modality in ("hoped", "planned", "denied") and not _is_aside(sentence, candidate.noun, clause):
            result = clause.modality
        elif clause.modality == "planned" and _is_during(sentence, candidate.noun, clause):
            result = "planned"
    if result == "asserted" and clause is not None and _is_ahead(sentence, clause):
        result = "planned"
    is_stated = result is not None or (clause is not None and clause.relation == "infinitive")
    if candidate.cue.modality == "declared":
        # "decided to expel": the step is taken; not "agreed to expel", "is ready to expel"
        result = "asserted" if result == "planned" and not _is_wished(clause) else result
    elif candidate.cue.modality == "asserted" and is_stated:
        result = "asserted"  # "need no visa", "can travel": the rule holds
    elif candidate.cue.modality and (
        result == "asserted" or (result == "planned" and candidate.cue.modality == "hoped")
    ):
        result = candidate.cue.modality  # type: ignore[assignment]
    if result == "asserted" and clause is not None and candidate.noun is not None and _is_yet_to_be(sentence, clause):
        result = "planned"
    if result is not None and candidate.amount is not None and _is_forecast(sentence, candidate):
        result = "planned" if result == "asserted" else result
    if result in ("planned", "hoped") and candidate.amount is not None and _is_start(sentence, candidate.amount):
        result = "asserted"
    return result


def _is_yet_to_be(sentence: Sentence, clause: Clause) -> bool:
    """Whether a verb tells what is yet to be done before it names it: "expected *to be signed* are two accords"."""
    if clause.lemma != "be" or clause.is_passive:
        return False
    fronted = [
        one for one in sentence.clauses if one.is_infinitive and one.is_passive and one.verb[1] <= clause.verb[0]
    ]
    return any(one.modality in ("asserted", "planned") and one.right <= clause.verb[1] for one in fronted[-1:])


def _is_start(sentence: Sentence, amount: int) -> bool:
    """Whether a sum is that from which one that is aimed at starts: "to bring trade to 9 million *from 5 million*"."""
    before = [k for k in range(max(0, amount - LONGEST_RISE), amount) if sentence.tag(k) == "M"]
    return sentence.lower(amount - 1) == "from" and any(sentence.lower(k - 1) == "to" for k in before)


LONGEST_RISE = 8


def _is_none(sentence: Sentence, noun: int) -> bool:
    """Whether there is none of what the noun belongs to: "there was *no* restoration of relations"."""
    head = sentence.head_of(noun)
    return head < sentence.phrase(noun).left and sentence.lower(head) == "no" and sentence.lower(head + 1) in ACTS


def _is_before(noun: int, clause: Clause | None) -> bool:
    """Whether the noun was named before the clause, which takes it up: "no post until 1990, when it opened *one*"."""
    return clause is not None and noun < clause.left and not clause.subject[0] <= noun < clause.subject[1]


def _is_not_until(sentence: Sentence, noun: int, clause: Clause | None) -> bool:
    """Whether what was not done till a day was done then: "no embassy was opened until 1990"."""
    if clause is None or clause.lemma in ("be", "have", "maintain"):
        return False
    return any(sentence.lower(i) == "until" for i in range(max(noun, clause.verb[1]), clause.right))


def _is_ahead(sentence: Sentence, clause: Clause) -> bool:
    """Whether the present tells of a day that is still to come: "the session takes place *next Sunday*", in news "he
    flies to A *on Friday*"."""
    if not tells_now(sentence.tokens, clause):
        return False
    is_going = sentence.context.is_report and clause.lemma in GOING
    days = [i for i in range(clause.verb[1], clause.right) if sentence.tag(i) == "D"]
    return any(sentence.lower(i).startswith(AHEAD) or (is_going and sentence.lower(i).endswith("day")) for i in days)


AHEAD = ("next ", "tomorrow", "later this ")
GOING = frozenset("fly travel leave depart go head move arrive meet begin".split())


def _cancels(sentence: Sentence, clause: Clause) -> bool:
    """Whether a verb says that something is not to be: "was cancelled", "had to be called off"."""
    return clause.lemma in CANCELS and (clause.lemma not in OFF or sentence.lower(clause.verb[1]) == "off")


def _cancelled(sentence: Sentence, noun: int) -> Any:
    """The clause that calls off what the noun names: "the visit, scheduled for May, was cancelled"."""
    return next(
        (
            clause
            for clause in sentence.clauses
            if (_cancels(sentence, clause) or (clause.lemma in OCCURS and clause.modality == "denied"))
            and (
                clause.subject[0] <= noun < clause.subject[1]
                if clause.is_passive or clause.lemma in OCCURS
                else sentence.phrase(noun).left == clause.verb[1]
            )
        ),
        None,
    )


def _is_aside(sentence: Sentence, noun: int, clause: Clause) -> bool:
    """Whether the noun stands in a phrase of its own ("could not attend because of the war with B"), and is not what
    is talked of ("agreed to start talks on an accord", "was not a resumption of relations")."""
    left = sentence.phrase(noun).left
    if clause.lemma == "be" and sentence.lower(left - 1) in ("of", "at"):
        return False  # "have never been at war"
    if clause.modality == "planned" and sentence.lower(left - 1) == "for":
        return False  # "will be in A for talks with N"
    if sentence.lower(left - 2) in ("negotiations", "talks", "work", "signing", "conclusion", "exchange"):
        return False
    return sentence.is_governed(sentence.phrase(noun).left)


def _is_presupposed(sentence: Sentence, noun: int, clause: Clause) -> bool:
    """Whether what the noun names, told as one that is known, is there whatever becomes of the verb: "agreed to deepen
    *the* partnership", not "to deepen cooperation"."""
    if clause.lemma not in PRESUPPOSING or clause.modality == "denied" or clause.is_passive:
        return False
    phrase = sentence.phrase(noun)
    return sentence.tag(phrase.left) in "TJZ" or sentence.tag(phrase.left - 1) in "TZ" or bool(phrase.adjectives)


def _is_of_same_stay(sentence: Sentence, noun: int, clause: Clause) -> bool:
    """Whether the noun says what a thing to come is: "*the visit* will take place in May and is *the first visit*"."""
    parent = clause.parent
    if clause.lemma != "be" or clause.relation != "coordinate" or parent is None or parent.modality != "planned":
        return False
    own = sentence.lower(noun)
    return noun >= clause.verb[1] and any(sentence.lower(i) == own for i in range(*clause.subject))


def _is_during(sentence: Sentence, noun: int, clause: Clause) -> bool:
    """Whether what is to come is to be done on it: "*during his visit* the minister will open a school", "is expected
    to sign an accord *during N's visit* to A"; not what was agreed on it."""
    phrase = sentence.phrase(noun)
    if sentence.lower(phrase.left - 1) not in ("during", "on") or phrase.dates:
        return False
    parent = clause.parent
    is_due = clause.relation == "infinitive" and parent is not None and parent.lemma in DUE
    is_during = sentence.lower(phrase.left - 1) == "during"
    return bool(phrase.pronoun) or (is_during and (is_due or clause.relation == "main"))


def _is_forecast(sentence: Sentence, candidate: Candidate) -> bool:
    amount = candidate.amount or 0
    words = [token.lower for token in sentence.tokens[max(0, amount - 6) : amount]]
    return any(word in ("target", "targeted", "slated", "forecast", "projected", "expected", "goal") for word in words)


def _is_wished(clause: Clause | None) -> bool:
    """Whether somebody has agreed or is about to do something, and has not ordered it."""
    if clause is None or clause.relation != "infinitive" or clause.parent is None:
        return False
    is_due = clause.parent.lemma == "be" and clause.parent.verb[1] == clause.verb[0] - 1  # "is to expel"
    return clause.parent.lemma not in ORDERING and not is_due


ORDERING = frozenset("decide declare announce resolve order say".split())
ACTS = frozenset(
    "restoration resumption establishment severance suspension opening closure closing reopening signing conclusion "
    "ratification recognition recall expulsion appointment visit meeting termination withdrawal lifting imposition "
    "introduction abolition upgrading downgrading".split()
)
FEASTS = frozenset("anniversary anniversaries jubilee celebration celebrations".split())
CANCELS: dict[str, Modality] = {
    "cancel": "denied",
    "call": "denied",  # off
    "put": "planned",  # off
    "abandon": "denied",
    "scrap": "denied",
    "shelve": "denied",
    "postpone": "planned",
    "reject": "denied",
    "block": "denied",
    "veto": "denied",
    "avoid": "denied",
    "avert": "denied",
}
OFF = frozenset(("call", "put"))
NEITHER = frozenset(("neither", "nor"))
UNREAL = frozenset("unthinkable impossible unlikely possible imminent inevitable conceivable likely".split())
ENDING = frozenset("complete conclude end finish wrap".split())  # "concluded his scheduled visit"
# What they are done to is there already, or is told as it was.
PRESUPPOSING = frozenset(
    "deepen strengthen intensify consolidate reinforce enhance further show describe celebrate commemorate mark "
    "recall remember honour honor".split()
)
CALLING = frozenset("call appeal ask press push hope".split())
OCCURS = frozenset("take occur happen materialise materialize come".split())  # "never took place", "did not come about"
SCHEDULING = frozenset("schedule plan expect slate foresee envisage".split())
DUE = SCHEDULING | {"set", "be"}
NOUN_GOVERNORS: dict[str, Modality] = {
    **dict.fromkeys(
        ("hope", "seek", "propose", "want", "request", "consider", "urge", "suggest", "desire", "discuss", "explore"),
        "hoped",
    ),
    **dict.fromkeys(("plan", "schedule", "prepare", "arrange", "expect", "await"), "planned"),
    **dict.fromkeys(("refuse", "rule", "lack", "avoid", "avert"), "denied"),
}
