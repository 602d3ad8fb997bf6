"""Labels of fields: what they say beyond the type of what stands under them, and which of them a place asks for."""

from __future__ import annotations

import re

from comity.reading.entries import Place
from comity.reading.records import Field

# Labels that say no more than the type of what stands under them.
PLAIN_LABELS = {
    "state": r"(?:names? of )?(?:the )?(?:partner |foreign |other )?(?:countr(?:y|ies)|states?|nations?|partners?|"
    r"governments?)(?: names?)?(?: visited)?|places? (?:of visit|visited)|destinations?|"
    r"(?:\d{1,3} )?(?:(?:is|are) )?(?:(?:in|from) )?(?:the )?(?:africa|asia|europe|(?:latin |north |south )?americas?|"
    r"oceania|pacific|middle east|gulf(?: region)?|caribbean)|"
    r"countries and territories|countr(?:y|ies)/(?:region|territory)",
    "city": r"(?:host )?(?:cit(?:y|ies)|places?|locations?|venues?|towns?|seats?)(?: visited)?|where|areas? visited|"
    r"(?:date|time) and place|place and (?:date|time)|headquarters",
    "date": r"dates?|years?|when|days?|time|since|periods?|months?|dates? and place|place and date|dates? of visit|"
    r"period of visit|duration(?: of visit)?|"
    r"dates? established|date/place",
    "amount": r"amounts?|values?|sums?|totals?|volumes?",
    "person": r"(?:full )?names?|persons?",
    "organisation": r"(?:names? of )?(?:the )?(?:international )?organi[sz]ations?|names?|bod(?:y|ies)|institutions?",
    "text": r"titles?|names?|subjects?|descriptions?",
}
_PLAIN = {name: re.compile(pattern) for name, pattern in PLAIN_LABELS.items()}


def fits(place: Place, one: Field) -> bool:
    """Whether a field stands under the label that a place asks for; without one, under a label that says nothing.

    >>> from comity.reading.entries import Place
    >>> fits(Place("date"), Field("date", (), "year")), fits(Place("date"), Field("date", (), "national day"))
    (True, False)
    """
    if place.label is not None:
        return bool(one.label) and bool(place.label.search(one.label))
    return not one.label or bool(_PLAIN[one.type if one.type in _PLAIN else "text"].fullmatch(one.label))
