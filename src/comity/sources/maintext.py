"""Which pieces of a page are its text and which are furniture: regions, links and notices decide."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from comity.model import BlockKind
from comity.sources.body import find_foreign, find_outside
from comity.sources.boilerplate import find_tail, is_notice
from comity.sources.contents import CONTENTS
from comity.sources.draft import Piece
from comity.sources.parsed import Region
from comity.sources.references import is_reference_heading

PROSE: frozenset[BlockKind] = frozenset(("paragraph", "item", "caption", "row"))
# A <main> with less text than this is empty or a shell; then the whole page is looked at.
SHORTEST_MAIN = 200
# A region that a class name calls boilerplate is the page's text after all if it holds more than this share of it.
RESCUED_SHARE = 0.6
# Runs of short pieces that are little but links are menus, and so is one piece of several links. A figure or
# more words than these make an entry a title (of an agreement, of a page cited), which is text.
MENU_RUN, MENU_WORDS, MENU_LINKS = 2, 5, 0.6
LINKS_OF_A_BAR = 3
# Two links are a bar where nothing but a stroke stands beside them.
LINKS_OF_A_PAIR, SHARE_OF_A_PAIR = 2, 0.85
# Above the first heading stand the site's name, its motto and the rubric; prose is longer.
LONGEST_SLOGAN = 100


def mark_boilerplate(
    pieces: Sequence[Piece], regions: Sequence[Region], parents: Sequence[int], *, cited: frozenset[str]
) -> None:
    """Nothing; the pieces that are furniture become boilerplate. Cited notes never do, wherever they stand."""
    text_regions = choose_regions(pieces, regions)
    tail = find_tail([piece.text for piece in pieces], first=1)
    while tail > 1 and is_only_link(pieces[tail - 1]):
        tail -= 1
    furniture = {index for index, piece in enumerate(pieces) if piece.region not in text_regions}
    furniture |= find_menus(pieces) | find_masthead(pieces, text_regions) | find_contents(pieces)
    said = {
        index for index, piece in enumerate(pieces)
        if (index >= tail or (len(piece.text) < SHORTEST_MAIN and is_notice(piece.text))) and not is_datum(piece)
    }  # fmt: skip
    furniture |= said
    furniture |= find_foreign(pieces, frozenset(furniture))
    furniture |= find_outside(pieces, parents, frozenset(furniture))
    for index in furniture:
        piece = pieces[index]
        if cited.isdisjoint(piece.anchors) and not (piece.kind == "heading" and piece.level == 1):
            piece.kind = "boilerplate"


def choose_regions(pieces: Sequence[Piece], regions: Sequence[Region]) -> frozenset[int]:
    """The numbers of the regions that hold the page's text."""
    lengths: Counter[int] = Counter()
    for piece in pieces:
        if piece.kind in PROSE and regions[piece.region].kind != "strong":
            lengths[piece.region] += len(piece.text)
    total = lengths.total()
    main = {number for number, region in enumerate(regions) if region.kind == "main"}
    if sum(lengths[number] for number in main) >= min(SHORTEST_MAIN, total / 2):
        inside = main | find_articles(regions, lengths, total)
        if main & inside:
            return frozenset(inside)
    articles = find_articles(regions, lengths, total)
    if articles:
        return articles
    rescued = {
        number
        for number, region in enumerate(regions)
        if region.kind == "weak" and lengths[number] > RESCUED_SHARE * total
    }
    open_regions = {number for number, region in enumerate(regions) if region.kind in ("", "main", "article")}
    return frozenset(open_regions | rescued)


def find_articles(regions: Sequence[Region], lengths: Counter[int], total: int) -> frozenset[int]:
    """The one article that is the page; none where several stand side by side, as on a list of news."""
    articles = [number for number, region in enumerate(regions) if region.kind == "article" and lengths[number]]
    if len(articles) == 1 and lengths[articles[0]] * 2 >= total:
        return frozenset(articles)
    return frozenset()


def find_menus(pieces: Sequence[Piece]) -> frozenset[int]:
    """The indexes of pieces in runs of short ones that are little but links; entries of references are none."""
    menus = {index for index, piece in enumerate(pieces) if is_link_bar(piece)}
    run: list[int] = []
    for index, piece in enumerate(pieces):
        before = run[0] - 1 if run else index - 1
        announced = before >= 0 and is_only_link(piece) and is_notice(pieces[before].text)
        if announced or is_menu_entry(piece):
            run.append(index)
            continue
        menus.update(run if len(run) >= MENU_RUN and not follows_references(pieces, run[0]) else ())
        run = []
    menus.update(run if len(run) >= MENU_RUN and not follows_references(pieces, run[0]) else ())
    return frozenset(menus)


def find_masthead(pieces: Sequence[Piece], text_regions: frozenset[int]) -> frozenset[int]:
    """The indexes of what stands above the page's first heading, where that is short throughout."""
    first = next((i for i, piece in enumerate(pieces) if piece.kind == "heading" and piece.level == 1), 0)
    above = [i for i in range(first) if pieces[i].region in text_regions]
    if any(is_datum(pieces[i]) or len(pieces[i].text) > LONGEST_SLOGAN for i in above):
        return frozenset()
    return frozenset(above)


def find_contents(pieces: Sequence[Piece]) -> frozenset[int]:
    """The indexes of lists of contents: entries each of which is a heading further on, and the word above them."""
    headings = {simplify(piece.text): index for index, piece in enumerate(pieces) if piece.kind == "heading"}
    contents: set[int] = set()
    run: list[int] = []
    for index, piece in enumerate(pieces):
        if piece.kind == "item" and headings.get(simplify(piece.text), -1) > index:
            run.append(index)
            continue
        contents.update(run if len(run) >= MENU_RUN else ())
        run = []
    titled = {index - 1 for index in contents if index and simplify(pieces[index - 1].text) in CONTENTS}
    return frozenset(contents | titled)


def simplify(text: str) -> str:
    """The words of an entry without its number, space and case."""
    return " ".join(text.casefold().strip(" .:0123456789").split())


def is_only_link(piece: Piece) -> bool:
    """Whether a piece is short and all of it is links."""
    return piece.kind in ("item", "paragraph") and 0 < count_linked(piece) == len(piece.text) < LONGEST_SLOGAN


def is_menu_entry(piece: Piece) -> bool:
    """Whether a piece is short and little but links."""
    if piece.kind not in ("item", "paragraph") or is_datum(piece) or len(piece.text.split()) > MENU_WORDS:
        return False
    return count_linked(piece) > MENU_LINKS * len(piece.text) and not any(map(str.isdigit, piece.text))


def is_link_bar(piece: Piece) -> bool:
    """Whether a piece is several links side by side and little else, with neither figure nor full stop."""
    links = sum(span.kind == "link" for span in piece.spans)
    if piece.kind != "paragraph" or is_datum(piece) or links < LINKS_OF_A_PAIR or piece.text.endswith("."):
        return False
    label, colon, listed = piece.text.partition(": ")
    text = listed if colon and "," not in listed and " " not in label else piece.text
    share = MENU_LINKS if links >= LINKS_OF_A_BAR else SHARE_OF_A_PAIR
    return count_linked(piece) > share * len(text) and not any(map(str.isdigit, text))


def count_linked(piece: Piece) -> int:
    """How many characters of a piece are links."""
    return sum(span.end - span.start for span in piece.spans if span.kind == "link")


def is_datum(piece: Piece) -> bool:
    """Whether a piece is a cell of a table of data."""
    return piece.cell is not None and not piece.cell.grid.is_layout


def follows_references(pieces: Sequence[Piece], index: int) -> bool:
    """Whether the piece before opens a list of references."""
    return index > 0 and pieces[index - 1].kind == "heading" and is_reference_heading(pieces[index - 1].text)
