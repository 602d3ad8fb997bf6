"""Where the pages of a site stand, and what the claims of an article lead to there."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from comity.writing.html import mail_claim, mail_flag, mail_page
from comity.writing.tree import Page, Quote, Support

UP = "../"


def name_file(*codes: str) -> str:
    """The name of the page on one state or two, whatever their order.

    >>> name_file("TUR", "KAZ"), name_file("cow:HAN")
    ('KAZ-TUR.html', 'cow_HAN.html')
    """
    return "-".join(sorted(codes)).replace(":", "_") + ".html"


def state_page(code: str) -> str:
    """The page of a state, from the top of the site."""
    return f"states/{name_file(code)}"


def pair_page(pair: Collection[str]) -> str:
    """The page of a pair, from the top of the site."""
    return f"pairs/{name_file(*pair)}"


def source_place(sha256: str) -> str:
    """The place of a source, from the top of the site."""
    return f"sources.html#s{sha256[:16]}"


@dataclass(frozen=True, slots=True)
class SiteLinks:
    """Where the claims of one article lead in the site. `states` are those that have a page."""

    page: Page
    states: frozenset[str]

    def quote(self, quote: Quote) -> str | None:
        """The sources themselves are no part of the site."""
        return None

    def source(self, sha256: str) -> str:
        """The source in the list of all."""
        return UP + source_place(sha256)

    def flag(self, support: Support, text: str) -> str:
        """A letter that says that a claim is doubted."""
        return mail_flag(self.page, support, text)

    def mail(self, support: Support, text: str) -> str:
        """A letter that passes a claim on with its evidence."""
        return mail_claim(self.page, support, text)

    def mail_page(self) -> str:
        """A letter that passes the lead on."""
        return mail_page(self.page)

    def see(self, states: tuple[str, ...]) -> str | None:
        """The page on a state or a pair; none for a state that has no page."""
        if not self.states.issuperset(states):
            return None
        return UP + (state_page(states[0]) if len(states) == 1 else pair_page(states))
