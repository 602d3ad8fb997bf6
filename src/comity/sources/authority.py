"""For whom a publisher speaks: the name of an organ of a state, or its official address, gives the state.

Names are read with `comity.names`; a name that could be two states' gives none.
"""

from __future__ import annotations

import re
from functools import cache
from urllib.parse import urlsplit

from comity.model import StateCode

ORGAN = re.compile(
    r"\b(?:ministry|ministère|ministerio|bakanlığı|embassy|embassies|high commission|consulate|permanent mission|"
    r"permanent representation|government|presidency|(?:office of the )?president|prime minister(?:'s|’s)? office|"
    r"office of the prime minister|department of (?:state|foreign affairs|defen[cs]e|commerce)|state department|"
    r"foreign (?:office|ministry|service)|parliament|national assembly|cabinet office|chancellery)\b",
    re.IGNORECASE,
)
# Organs whose own name is enough; each is the official name (the governments' own sites).
ORGANS_BY_NAME = {
    "foreign, commonwealth & development office": "GBR",
    "foreign, commonwealth and development office": "GBR",
    "foreign & commonwealth office": "GBR",
    "foreign and commonwealth office": "GBR",
    "auswärtiges amt": "DEU",
    "european external action service": None,
}
# The label of governments below a country's domain: gov.tr, gouv.fr, go.jp, gc.ca, gv.at, admin.ch …
GOVERNMENT_LABELS = frozenset(("gov", "gob", "gouv", "gub", "govt", "go", "gc", "gv", "guv", "admin", "government"))
# Left of it, what belongs to the state as a whole; towns and provinces have names of their own there.
STATE_LABELS = frozenset((
    "mfa", "mofa", "mfaic", "mid", "mea", "mae", "mre", "mzv", "mofaic", "dfa", "dfat", "dirco", "minrel", "rree",
    "cancilleria", "foreign", "foreignaffairs", "foreignminister", "diplomatie", "diplomacy", "embassy", "president",
    "presidency", "pm", "pmo", "primeminister", "parliament", "mod", "international", "eda",
))  # fmt: skip
# Ministries of foreign affairs directly below a country's domain: mfa.gr, mid.ru, mzv.cz, esteri.it, um.dk.
MINISTRY_LABELS = frozenset(("mfa", "mid", "mzv", "esteri", "auswaertiges-amt", "msz", "vm", "um", "urm"))
FEDERAL_HOSTS = frozenset(("state.gov", "whitehouse.gov", "usembassy.gov", "defense.gov", "congress.gov"))


def find_author_state(publisher: str | None, address: str = "") -> StateCode | None:
    """The state that a publisher speaks for; None where it is no organ of a state, or of which is not said.

    >>> find_author_state("Embassy of Kazakhstan in Turkey"), find_author_state("Turkish Ministry of Foreign Affairs")
    ('KAZ', 'TUR')
    >>> find_author_state("Ministry of Foreign Affairs", "https://www.mfa.gov.tr/relations.en.mfa")
    'TUR'
    >>> find_author_state("The Economic Times") is None
    True
    """
    organ = ORGAN.search(publisher) if publisher else None
    if publisher:
        if (known := " ".join(publisher.casefold().split())) in ORGANS_BY_NAME:
            code = ORGANS_BY_NAME[known]
            return StateCode(code) if code else None
        if organ and (state := find_named_state(publisher, organ)):
            return state
    return find_state_of_host(find_host(address), is_organ=organ is not None)


def find_named_state(publisher: str, organ: re.Match[str]) -> StateCode | None:
    """The state named before an organ ("Turkish Embassy") or, else, first after it ("Embassy of Turkey in …")."""
    from comity.names.finder import find_names

    names = [name for name in find_names(publisher) if name.type in ("state", "adjective")]
    before = [name for name in names if name.end <= organ.start() and organ.start() - name.end <= 2]
    chosen = next(iter(before or [name for name in names if name.start >= organ.end()] or names), None)
    return None if chosen is None or chosen.others else StateCode(chosen.code)


def find_host(address: str) -> str:
    """The host of an address of the network, in lower case; "" for a path."""
    try:
        return (urlsplit(address).hostname or "") if "://" in address else ""
    except ValueError:
        return ""


def find_state_of_host(host: str, *, is_organ: bool) -> StateCode | None:
    """The state whose official host this is; below gov.xx the host's label or the organ must say that it is no town."""
    labels = host.removeprefix("www.").split(".")
    if labels[-1] in ("gov", "mil"):
        federal = is_organ or labels[-1] == "mil" or ".".join(labels[-2:]) in FEDERAL_HOSTS
        return StateCode("USA") if federal else None
    if len(labels) < 2 or len(labels[-1]) != 2:
        return None
    if labels[-2] in MINISTRY_LABELS:
        return find_state_of_domain(labels[-1])
    if labels[-2] not in GOVERNMENT_LABELS:
        return None
    is_states = is_organ or len(labels) == 2 or labels[-3] in STATE_LABELS
    return find_state_of_domain(labels[-1]) if is_states else None


@cache
def find_state_of_domain(domain: str) -> StateCode | None:
    """The state of a country's two-letter domain (ISO 3166-1, by the aliases in CLDR; "uk" is the one exception)."""
    from babel.core import get_global

    from comity.names.states import load_states

    living = {code for code, state in load_states().items() if not state.end}
    territory = "GB" if domain == "uk" else domain.upper()
    codes = [
        alias
        for alias, meant in get_global("territory_aliases").items()
        if alias in living and list(meant) == [territory]
    ]
    return StateCode(codes[0]) if len(codes) == 1 else None
