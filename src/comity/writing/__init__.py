"""Writing: checked facts go in; the article, the brief, the timeline and the map come out. No language model.

    write_article(checked, documents, vocabulary, pair, on=day)     the article as a tree
    write_brief(checked, documents, vocabulary, pair, on=day)       the brief as a tree
    render_html / render_markdown / render_text / render_json       a tree in a form
"""

from comity.writing.article import write_article
from comity.writing.tree import Article, Brief, Page

__all__ = ["Article", "Brief", "Page", "write_article"]
