"""Pages for the measurement of main text: 42 layouts × 3 texts, with what of each is main text, by construction."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jinja2
import yaml

HERE = Path(__file__).parent
# Which texts a layout carries. The rules were mended on one part of the layouts; those in HELD were not looked at.
TEXTS = {
    "a_wordpress_ministry": "releases", "b_drupal_ministry": "countries", "c_joomla_embassy": "countries",
    "d_sharepoint_ministry": "countries", "e_tables_1998": "countries", "f_mediawiki_vector": "articles",
    "g_mediawiki_2022": "articles", "h_news_site": "releases", "i_govuk": "countries", "j_hashed_react": "releases",
    "k_angular_portal": "releases", "l_embassy_sidebar": "countries", "m_print_version": "releases",
    "n_definition_list": "countries", "o_mostly_table": "countries", "p_press_release": "releases",
    "q_cookie_wall": "releases", "r_web_archive": "countries", "s_preformatted": "releases", "t_amp": "releases",
    "u_deep_nesting": "articles", "v_several_articles": "releases", "w_mobile_menu": "releases",
    "x_nested_tables_2003": "articles",
    "aa_portal_tabs": "visits", "ab_drupal_views": "countries", "ac_wordpress_blocks": "releases",
    "ad_font_frames": "visits", "ae_embassy_side_tables": "visits", "af_amp_news": "releases",
    "ag_print_cms": "releases", "ah_wiki_minerva": "articles", "ai_wiki_monobook": "articles",
    "aj_newsletter": "visits", "ak_arabic_chrome": "visits", "al_russian_chrome": "countries",
    "am_chinese_chrome": "countries", "an_turkish_aspx": "visits", "ao_liferay_assets": "releases",
    "ap_news_agency_live": "releases", "aq_union_ecl": "releases", "ar_zebra_intranet": "visits",
}  # fmt: skip
HELD = frozenset((
    "am_chinese_chrome", "an_turkish_aspx", "ao_liferay_assets", "ap_news_agency_live", "aq_union_ecl",
    "ar_zebra_intranet",
))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Annotated:
    """A page with its blocks of main text (kind, text).

    `either` may be kept or not: titles, the page's own date, numbers of rows.
    """

    layout: str
    number: int
    html: str
    blocks: tuple[tuple[str, str], ...]
    either: tuple[str, ...]

    @property
    def held(self) -> bool:
        return self.layout in HELD


def make_pages() -> Iterator[Annotated]:
    """The 126 pages, in the order of their layouts."""
    texts = yaml.safe_load((HERE / "texts.yaml").read_text(encoding="utf-8"))
    loader = jinja2.FileSystemLoader(HERE / "layouts")
    environment = jinja2.Environment(loader=loader, trim_blocks=True, autoescape=False)
    environment.filters |= {
        "inline": write_inline, "read": strip_marks, "folded": lambda text: textwrap.fill(text, 72)
    }  # fmt: skip
    for layout, group in TEXTS.items():
        template = environment.get_template(f"{layout}.html")
        for number, text in enumerate(texts[group]):
            whole = [text] if layout != "v_several_articles" else [*texts[group][number:], *texts[group][:number]]
            yield Annotated(
                layout,
                number,
                template.render(text, texts=whole),
                tuple(block for one in whole for block in list_blocks(one["blocks"])),
                (*map(str, range(1, 10)), "References", *(one[key] for one in whole for key in ("title", "words"))),
            )


def list_blocks(blocks: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """Each block of main text with its kind: heading, paragraph, item, cell, caption, reference."""
    for block in blocks:
        match block:
            case {"h": text}:
                yield "heading", text
            case {"p": text}:
                yield "paragraph", strip_marks(text)
            case {"ul": items}:
                yield from (("item", strip_marks(item)) for item in items)
            case {"table": table}:
                yield "caption", table["caption"]
                yield from (("cell", cell) for row in table["rows"] for cell in row)
            case {"fig": text}:
                yield "caption", text
            case {"refs": entries}:
                yield from (("reference", entry) for entry in entries)


def strip_marks(text: str) -> str:
    """The text as it is read on the page, without marks of citations."""
    return re.sub(r"@[^|@]+\|([^@]+)@", r"\1", re.sub(r"\{\d+\}", "", text))


def write_inline(text: str, manner: str = "plain") -> str:
    """The text's markup: `time`, `sup`, and in a wiki the marks of citations."""
    mark = r'<sup id="cite_ref-\1" class="reference"><a href="#cite_note-\1">[\1]</a></sup>' if manner == "wiki" else ""
    text = re.sub(r"\{(\d+)\}", mark, text)
    text = re.sub(r"@([^|@]+)\|([^@]+)@", r'<time datetime="\1">\2</time>', text)
    return re.sub(r"10\^(\d)", r"10<sup>\1</sup>", text)
