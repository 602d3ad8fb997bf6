"""Wikitext: its parts, its references, and what keeps it from being published."""

from dataclasses import replace

import mwparserfromhell
import pytest

from comity.model import Source
from comity.writing import preflight, render_wikitext
from comity.writing.wikitext import cite_wikitext, encode_address, name_reference

SHA256 = "c" * 64


@pytest.fixture(scope="module")
def code(article):
    return mwparserfromhell.parse(render_wikitext(article))


def templates(code, name):
    return [one for one in code.filter_templates() if one.name.matches(name)]


def test_head(code):
    text = str(code)
    assert text.startswith("{{Short description|1=Bilateral relations between Kazakhstan and Türkiye}}\n")
    assert "{{Use dmy dates|date=November 2026}}" in text
    (box,) = templates(code, "Infobox bilateral relations")
    given = {str(one.name).strip(): str(one.value).strip() for one in box.params}
    assert [given[number] for number in "123"] == ["Kazakhstan–Türkiye", "Kazakhstan", "Türkiye"]
    assert given["mission2"].startswith("Embassy, Astana<ref ")
    assert given.keys() == {"1", "2", "3", "mission2"}


def test_article_begins_with_its_subject_and_ends_with_categories(code):
    text = str(code)
    first = next(line for line in text.splitlines() if line.startswith("'''"))
    assert first.endswith("relations''' are the bilateral relations between [[Kazakhstan]] and [[Türkiye]].")
    assert text.endswith("[[Category:Bilateral relations of Kazakhstan|Türkiye]]\n"
                         "[[Category:Bilateral relations of Türkiye|Kazakhstan]]\n")  # fmt: skip


def test_each_reference_is_written_once_and_then_named(code):
    references = [one for one in code.filter_tags() if one.tag == "ref"]
    full = [one for one in references if not one.self_closing]
    assert len(full) == len(templates(code, "cite web")) + len(templates(code, "cite report")) == 2
    names = {str(one.get("name").value) for one in references}
    assert names == {str(one.get("name").value) for one in full}
    assert len(references) > 20


def test_sections_on_the_record_are_left_out(code):
    headings = [str(one.title).strip() for one in code.filter_headings()]
    assert "Diplomatic missions" in headings
    assert "What to check" not in headings
    assert "Nothing in the record" not in str(code)


def test_tables_are_sortable_with_a_header_for_each_column(code):
    tables = [one for one in code.filter_tags() if one.tag == "table"]
    assert len(tables) >= 2
    assert all('class="wikitable sortable"' in str(table) for table in tables)
    assert all('scope="col"' in str(table) for table in tables)


@pytest.mark.parametrize(("fields", "is_there"), [
    pytest.param({"address": "https://a.example/x", "title": "T", "published": "2014-02-04", "retrieved": "2020-05-01"},
                 "{{cite web |url=https://a.example/x |title=T |date=4 February 2014 |access-date=1 May 2020}}",
                 id="web"),
    pytest.param({"address": "http://web.archive.org/web/20140204101112/https://a.example/x", "title": "T"},
                 "{{cite web |url=https://a.example/x |title=T "
                 "|archive-url=http://web.archive.org/web/20140204101112/https://a.example/x "
                 "|archive-date=4 February 2014}}", id="archived"),
    pytest.param({"address": "a.html", "title": "T", "publisher": "P", "published": "2013~", "language": "tr"},
                 "{{cite report |title=T |publisher=P |language=tr |date=c. 2013}}", id="file"),
    pytest.param({"address": "https://a.example/x.pdf", "title": "T", "media_type": "application/pdf"},
                 "{{cite report |url=https://a.example/x.pdf |title=T}}", id="report"),
    pytest.param({"address": "javascript:alert(1)", "title": "a|b}}", "published": "199X"},
                 "{{cite report |title=a&#124;b&#125;&#125;}}", id="hostile"),
])  # fmt: skip
def test_sources_are_cited(fields, is_there):
    assert cite_wikitext(Source(**{"sha256": SHA256, "media_type": "text/html", "size": 1, **fields})) == is_there


def test_addresses_cannot_leave_their_field():
    assert encode_address("https://a.example/|}}[x] y\"<>'") == "https://a.example/%7C%7D%7D%5Bx%5D%20y%22%3C%3E%27"


def test_names_of_references_are_ascii_and_tell_apart(article):
    names = [name_reference(entry) for entry in article.references]
    assert names == ["steppe-journal-2013-r1", "ministry-of-foreign-affairs-2014-r2"]


def reasons(page, weight):
    return [fault.reason for fault in preflight(page) if fault.weight == weight]


def change_source(page, **fields):
    first, *rest = page.references
    return replace(page, references=(replace(first, source=replace(first.source, **fields)), *rest))


def test_a_sound_article_has_no_error(article):
    assert reasons(article, "error") == []
    assert any("readers cannot look it up" in reason for reason in reasons(article, "warning"))


@pytest.mark.parametrize(("fields", "told"), [
    pytest.param({"published": "2001"}, "is older than what it is cited for (2004)", id="older than its event"),
    pytest.param({"published": "2014", "retrieved": "2013-01-01"}, "after it was retrieved", id="retrieved before"),
    pytest.param({"title": None}, "has no title", id="no title"),
])  # fmt: skip
def test_errors_keep_it_back(article, fields, told):
    assert any(told in reason for reason in reasons(change_source(article, **fields), "error"))


@pytest.mark.parametrize(("fields", "told"), [
    pytest.param({"published": None}, "has no date", id="undated"),
    pytest.param({"published": "201X"}, "has no form in a citation template", id="decade"),
    pytest.param({"retrieved": None}, "has no day of access", id="no day of access"),
    pytest.param({"address": "https://web.archive.org/web/20140204/https://a.example/"}, "full stamp",
                 id="short stamp"),
])  # fmt: skip
def test_warnings_are_told(article, fields, told):
    assert any(told in reason for reason in reasons(change_source(article, **fields), "warning"))


def test_a_bare_claim_and_an_unfilled_template_are_errors(article):
    first, *rest = article.lead.sentences
    bare = replace(first, text="They {did} it.", support=replace(first.support, marks=()))
    page = replace(article, lead=replace(article.lead, sentences=(bare, *rest)))
    told = reasons(page, "error")
    assert any("no reference" in reason for reason in told)
    assert any("unfilled template" in reason for reason in told)
