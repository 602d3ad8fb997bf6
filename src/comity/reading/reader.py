"""The deterministic reader: a document's statements, by the cues of the kinds. Same input, same output."""

from __future__ import annotations

import functools
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise
from operator import attrgetter

from comity.kinds import Vocabulary
from comity.model import Document, Evidence, Statement, make_statement
from comity.names import Name, find_names
from comity.names.resolution import find_years
from comity.reading.context import Context
from comity.reading.cues import Lexicon, compile_lexicon
from comity.reading.english import English, VerbForm, load_english
from comity.reading.fill import Filled
from comity.reading.heading_lines import names_what_follows
from comity.reading.headings import Heading, make_heading
from comity.reading.lines import level
from comity.reading.listed import ListLines
from comity.reading.listings import Listings
from comity.reading.matching import Reading, lead_list, read_sentence, read_tokens, seat_of
from comity.reading.mentions import find_mentions
from comity.reading.named_later import leads_in
from comity.reading.nouns import fold_case
from comity.reading.page import Page
from comity.reading.parties import find_parties
from comity.reading.passage import Passage
from comity.reading.passages import Passages
from comity.reading.places import Sentence
from comity.reading.records import Record, join_card, says_nothing
from comity.reading.registry import has_begun, is_organisation, person_states
from comity.reading.remembering import note_unread
from comity.reading.repeated import drop_repeated
from comity.reading.reports import find_place, skip_dateline
from comity.reading.tokens import Mention, Token, look_up, tokenise
from comity.reading.topics import make_context, title_of
from comity.reading.unnamed import blank_out, find_silent, is_sparse
from comity.reading.untimed import drop_untimed

# The noun in the kinds' vocabulary that "300 Moroccans" stands for.
DEMONYM = "people of that nation"


def read(document: Document, vocabulary: Vocabulary) -> list[Statement]:
    """The document's statements in the order of their evidence."""
    filled = [entry for reading in read_sentences(document, vocabulary) for entry in reading.filled]
    kept = drop_untimed(drop_repeated(filled, vocabulary), document, vocabulary)
    statements = [_statement(entry, document) for entry in kept]
    statements.sort(key=lambda statement: (statement.evidence, statement.kind))
    together = groupby(statements, key=lambda statement: (statement.evidence, statement.kind))
    groups = [list(group) for _, group in together]  # the name of a statement is a hash: only where it decides
    return [one for group in groups for one in (sorted(group, key=_id) if len(group) > 1 else group)]


_id = attrgetter("id")


def read_sentences(document: Document, vocabulary: Vocabulary) -> Iterator[Reading]:
    """The document sentence by sentence, with all that was matched; the context grows from one to the next."""
    document = replace(document, text=level(document))
    lexicon = compile_lexicon(vocabulary)
    english = replace(load_english(), verbs=lexicon.verbs, people=lexicon.nouns.get(DEMONYM, ()))
    names = _in_title_sense(find_names(document.text), document)
    context = make_context(document, names)
    if is_sparse(names, context) and all(name.type == "office" for name in names):
        return
    silent = find_silent(document, names, context, english)
    text = blank_out(document.text, silent.values())
    folded = fold_case(text)
    triggers = lexicon.triggers.find(folded)
    mentions = find_mentions(text, folded, names, lexicon, english)
    title = context.title = _make_title(document, lexicon, english)
    page = Page(document, mentions, english, context)
    told = Heading(0) if title.is_sentence else title  # a headline tells what happened, not what lines list
    listings = Listings(lexicon, page, told)
    pair = context.pair
    paragraph: int | None = None
    card: Record | None = None
    openings = frozenset(block.start for block in document.blocks if block.kind == "paragraph")
    leads = ListLines(document)
    led_by: tuple[int, int] | None = None
    for passage in Passages(page, silent, title.text):
        context.pair = section_pair(context, pair) or _row_pair(context, passage.states)
        context.under = passage.under
        if paragraph is None or passage.start >= paragraph:
            context.told, context.figure_before, context.is_dated = None, context.figure, False
            context.figure = None
            context.sides.clear()
            context.is_occasion_near, context.lead = False, ()
            paragraph = _paragraph_end(document.text, passage.start)
        start, end = passage.start, passage.end
        list_line = leads.over(start)
        if list_line != led_by:
            led_by, context.list_lead = list_line, ()
            if list_line is not None:
                lead_list(document.text, *list_line, page.inside(*list_line), lexicon, english, context)
        if _POINTER.match(document.text, start):
            continue
        if context.counted is not None and leads_in(_line_before(document.text, start)):
            context.is_counted_near = True
        if context.is_report and start in openings:
            opening, start = start, min(skip_dateline(document, start, names), end)
            context.dateline = find_place(names, opening) if start > opening else context.dateline
            if start >= end:
                continue  # "MOSCOW, May 18. /TASS/." is a sentence by itself
        record = _record(passage, page, listings)
        if record is not None and says_nothing(record):
            continue
        card = _go_on(card, record, document.text) if passage.record is None else None
        listed = listings.read(card or record) if record is not None else []
        card = card or (record if record is not None and not record.fields[0].label else None)
        if listed:
            tokens = [token for field in record.fields for token in field.tokens] if record is not None else []
            sentence = Sentence(tokens, (), english, context, lambda city: seat_of(city, context), look_up(tokens))
            yield Reading(start, end, tokens, sentence, (), listed)
        if listed and record is not None and passage.record is None and end - record.end > SHORTEST_REST:
            start = record.end  # prose goes on
        elif listed or passage.is_listed or (card is not None and names_what_follows(document.text, end)):
            continue
        if passage.tokens:
            yield read_tokens(passage.tokens, document.text, lexicon, english, context, (start, end))
            continue
        is_silent = bisect_left(triggers, start) == bisect_left(triggers, end)
        if is_silent and not passage.is_entry and not context.list_lead:
            note_unread(document.text, start, end, context)
            continue
        inside = page.inside(start, end)
        is_taken_up = context.thing is not None and document.text.startswith(("It ", "They "), start)
        if not (inside or is_taken_up) or not (is_taken_up or _may_speak(inside, context)):
            note_unread(document.text, start, end, context)
            continue
        yield read_sentence(document.text, start, end, inside, lexicon, english, context)


# What is left of a line behind a record is read as prose if it has more characters.
SHORTEST_REST = 25
# A line with more characters is prose, but for a list of many values: a comma for every so many characters.
LONGEST_LINE = 250
LONGEST_LIST = 4000
LONGEST_VALUE = 25
# What only points to another page.
_POINTER = re.compile(r"(?:See also|Main articles?|Further information|Not to be confused with)\b")
# A clock time or an address of electronic mail: the line says when and by whom the page was made.
_STAMP = re.compile(r"\b\d{1,2}:\d\d\b|\w@\w")


# What stands behind a label: a colon, or a dash before the number of what is listed: "members - (35) Albania, …".
_LABEL_END = re.compile(r":|\w [-–—] \(\d{1,3}\) ")


def _record(passage: Passage, page: Page, listings: Listings) -> Record | None:
    """What a passage lists: a row's record, or that of a short line with a label or under a heading of lists."""
    if passage.record is not None or passage.tokens or _is_prose(page.text, passage.start, passage.end):
        return passage.record
    if not listings.topics.called_up and not _LABEL_END.search(page.text, passage.start, passage.end):
        return None
    return None if _STAMP.search(page.text, passage.start, passage.end) else page.line(passage.start, passage.end)


def _is_prose(text: str, start: int, end: int) -> bool:
    if end - start <= LONGEST_LINE:
        return False
    marks = text.count(",", start, end) + text.count(";", start, end)
    return end - start > LONGEST_LIST or marks * LONGEST_VALUE < end - start


def _go_on(card: Record | None, line: Record | None, text: str) -> Record | None:
    """The record of a name in the line before and of a labelled line that goes on with it; None where it does not."""
    if card is None or line is None or not line.fields[0].label or text[card.end : line.start].count("\n") != 1:
        return None
    return join_card(card, line)


def _row_pair(context: Context, states: Sequence[str]) -> tuple[str, str] | None:
    """The two states that a row is about: the document's one and the row's own."""
    if len(states) != 1 or context.focus is None or context.focus == states[0] or is_organisation(states[0]):
        return None
    return (context.focus, states[0])


def _make_title(document: Document, lexicon: Lexicon, english: English) -> Heading:
    """The title as the outermost heading; empty where the first line stands for one."""
    title = title_of(document) if document.source.title or any(b.kind == "title" for b in document.blocks) else ""
    if not title.strip():
        return Heading(0)
    mentions = find_mentions(title, fold_case(title), find_names(title), lexicon, english)
    tokens = find_parties(tokenise(title, 0, len(title), mentions, english), english, person_states, lambda name: False)
    is_sentence = any(token.lower in HEADLINING or _tells(before, token) for before, token in pairwise(tokens))
    return replace(make_heading(tokens, 0, title, english), is_sentence=is_sentence)


def _tells(before: Token, token: Token) -> bool:
    """Whether a verb tells what the party before it does: "Peru *names* an envoy"."""
    is_verb = before.tag == "E" and token.tag == "V" and isinstance(token.data, VerbForm)
    return is_verb and "third" in token.data.forms


# What a headline says that its states do.
HEADLINING = frozenset(
    "says say resume resumes restore restores sever severs agree agrees recall recalls expel expels".split()
)


def _may_speak(mentions: Sequence[Mention], context: Context) -> bool:
    """Whether a sentence names somebody, or means somebody named before."""
    if context.pair is not None or context.focus is not None or any(h.states for h in context.headings.stack):
        return True
    tags = {mention.tag for mention in mentions}
    return bool(tags & set("SLJGCPO")) or ("B" in tags and bool(context.last_pair or context.last_two))


def _in_title_sense(names: list[Name], document: Document) -> list[Name]:
    """The names with what they mean in the title: where it says Russia, "Russia" of 1980 is not the Soviet Union.
    Not what was before the state of the title began ("Korea" of 1883), nor a longer name ("the Republic of China")."""
    title = title_of(document)
    codes = {name.code for name in find_names(title) if name.type in ("state", "adjective")}
    if not codes:
        return names
    text = document.text
    years = find_years(text)
    return [
        name._replace(code=bare, others=())
        if name.type in ("state", "adjective", "people")
        and name.code not in codes
        and ((words := text[name.start : name.end]).isalpha() or words in title)
        and (bare := _bare_code(words)) in codes
        and has_begun(bare, years.in_sentence(name.start))
        else name
        for name in names
    ]


@functools.lru_cache(maxsize=4000)
def _bare_code(words: str) -> str:
    """What a name means that stands alone."""
    names = find_names(words)
    return names[0].code if names else ""


def _line_before(text: str, start: int) -> str:
    """The last line with words before a place: what leads in a list stands there, even where it names nobody."""
    end = start
    while end > 0 and text[end - 1] in " \t\n-–—•*":
        end -= 1
    return text[text.rfind("\n", 0, end) + 1 : end]


def _paragraph_end(text: str, start: int) -> int:
    """Where the paragraph or line ends that a sentence begins in."""
    end = text.find("\n", start)
    return end if end != -1 else len(text)


def section_pair(context: Context, pair: tuple[str, str] | None) -> tuple[str, str] | None:
    """The two states that a section is about: its heading's own two, or the document's one and the heading's; none
    where the heading in a document on one state names two others, with which it deals in turn."""
    if pair is not None:
        return pair
    named = tuple(
        dict.fromkeys(code for heading in context.headings.stack for codes in heading.states.values() for code in codes)
    )
    named = tuple(code for code in named if not is_organisation(code))
    if len(named) == 2 and context.focus in (None, *named):
        return (named[0], named[1])
    if len(named) == 1 and context.focus is not None and context.focus != named[0]:
        return (context.focus, named[0])
    return None


def _statement(entry: Filled, document: Document) -> Statement:
    return make_statement(
        entry.kind,
        entry.action,
        roles={name: [str(entity) for entity in entities] for name, entities in entry.roles.items()},
        attributes=entry.attributes,
        when=entry.time.when,
        modality=entry.modality,
        amount=entry.amount,
        evidence=Evidence(entry.start, entry.end),
        quote=document.text[entry.start : entry.end],
        source=document.source.sha256,
        cue=entry.cue,
    )
