"""Writing: checked facts go in; the article, the brief, the timeline and the map come out. No language model.

write_article(checked, documents, vocabulary, pair, on=day)     the article as a tree
write_brief(checked, documents, vocabulary, pair, on=day)       the brief as a tree
render(page, "md"), render_bytes(page, "pdf")                   a tree in one of `FORMS`, by its name
render_html / render_markdown / render_text / render_json       a tree in a form
preflight(page)                                                 what an encyclopaedia would object to
write_timeline(facts, vocabulary, on=day)                       the dated facts as rows, each with its sentence
draw_locator(first, second, names=...)                          the map of two states as SVG
"""

from comity.writing.article import write_article
from comity.writing.brief import write_brief
from comity.writing.forms import BINARY_FORMS, FORM_OF_SUFFIX, FORMS, Form, render, render_bytes, render_json
from comity.writing.house import DATES, ENGLISHES, House
from comity.writing.html import render_html
from comity.writing.maps import draw_locator
from comity.writing.markdown import render_markdown
from comity.writing.outlines import Capital
from comity.writing.picture import Picture, standalone
from comity.writing.text import render_text
from comity.writing.timeline import TIMELINE_COLUMNS, TimelineRow, write_rows, write_timeline
from comity.writing.tree import Article, Brief, Page
from comity.writing.wikitext import Fault, preflight, render_wikitext

__all__ = [
    "BINARY_FORMS", "DATES", "ENGLISHES", "FORMS", "FORM_OF_SUFFIX", "TIMELINE_COLUMNS", "Article", "Brief", "Capital",
    "Fault", "Form", "House", "Page", "Picture", "TimelineRow", "draw_locator", "preflight", "render", "render_bytes",
    "render_html", "render_json", "render_markdown", "render_text", "render_wikitext", "standalone", "write_article",
    "write_brief", "write_rows", "write_timeline",
]  # fmt: skip
