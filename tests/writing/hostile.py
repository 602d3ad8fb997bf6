"""Strings that try to be more than text, for the tests that they come out as text."""

import itertools

ADDRESSES = (
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)", " javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>", "vbscript:msgbox(1)", "file:///etc/passwd", "//evil.example/x",
    "http://evil.example/'\"><svg/onload=alert(1)>", "https://evil.example/|}}[[x]]",
    "mailto:a@evil.example?bcc=b@evil.example", "blob:https://evil.example/1", "https://evil.example/{{x}}",
    "http://[::1", "http://user:pass@evil.example/", "https://evil.example/ -->", "ftp://evil.example/x", "tel:+100",
    "urn:x:y", "magnet:?xt=1",
)  # fmt: skip
MARKUP = (
    "<script>alert(1)</script>", "</script><script>alert(1)</script>", "<img src=x onerror=alert(1)>",
    "\"><img src=x onerror=alert(1)>", "' onmouseover='alert(1)", "</style><svg onload=alert(1)>", "</title><b>x",
    "<!-- --><![CDATA[x]]>", "<a href=\"javascript:alert(1)\">x</a>", "<iframe src=//evil.example>",
    "<base href=//evil.example>", "<meta http-equiv=refresh content=0>", "<math><mi xlink:href=x>", "<details open>",
    "<template><b>", "&lt;b&gt; &amp; &#60;i&#62;", "&#x202e;", "<?xml version='1.0'?>",
    "<!DOCTYPE x [<!ENTITY a 'b'>]>", "]]>", "</w:t><w:br/>", "<w:instrText>DDE x</w:instrText>", "</figure></main>",
    "<object data=x>",
)  # fmt: skip
TEMPLATES = (
    "{{ 7 * 7 }}", "{% raw %}", "{# x #}", "${7*7}", "#{7*7}", "<%= 7*7 %>", "{0}", "{sender}", "%s%n", "%(x)s",
    "{{{1}}}", "{{subst:Delete}}", "{{#if:1|x}}", "{{DEFAULTSORT:x}}", "{{PAGENAME}}", "{{int:x}}",
)  # fmt: skip
WIKITEXT = (
    "[[File:x.svg|thumb]]", "[[Category:Hoaxes]]", "[[:en:x|y]]", "[https://evil.example x]", "'''bold'''", "''it''",
    "~~~~", "<ref>x</ref>", "<ref name=\"a\" />", "</ref>", "<nowiki>", "</nowiki>", "{| class=x", "|}", "|-", "! x",
    "|| y", "== H ==", "__NOTOC__", "__INDEX__", "#REDIRECT [[x]]", "----", ": x", "; x : y", "* x", "# x",
    "-{zh:x}-", "<gallery>", "ISBN 0-00-000000-0", "RFC 2324", "PMID 1", "|url=https://evil.example",
    "}} {{cite web|title=x", "<pre>x", "{{!}}", "<includeonly>x", "<br>", "=x=", "|last=x",
)  # fmt: skip
MARKDOWN = (
    "[x](javascript:alert(1))", "![x](http://evil.example/x.png)", "<http://evil.example>", "www.evil.example",
    "a@evil.example", "# h", "```\nx\n```", "a | b\n| --- |", "*x* _y_ ~~z~~", "[x]: http://evil.example", "- [ ] x",
    "\\", "\\\\", "1. x", "> q", "+ x", "    code", "[^1]: x", "$x$ $$y$$", ":smile:", "==x==",
)  # fmt: skip
TYPST = (
    "#(7*7)", "#set text(red)", "#panic()", "#read(\"/etc/passwd\")", "#import \"x.typ\"", "$ x^2 $", "= H",
    "#link(\"x\")", "@ref-1", "<ref-1>", "/* x */", "// x", "`x`", "#let x = 1", "#sys.inputs", "#eval(\"1\")", "~",
    "--- ...", "\\u{41}", "#image(\"/etc/passwd\")", "#\"x\"", "#[x]",
)  # fmt: skip
TEX = (
    "\\input{/etc/passwd}", "\\write18{x}", "}", "{", "}}", "@online{x,", "$", "%", "^^41", "\\end{document}",
    "x},\n y={z", "\\def\\x{}", "#1", "&", "~x_y^z",
)  # fmt: skip
FORMULAS = (
    "=1+1", "=cmd|' /C calc'!A0", "+1+1", "-1+1", "@SUM(1+1)", "\t=1+1", "\r=1+1", "\n=1+1", " =1+1",
    "=HYPERLINK(\"http://evil.example\",\"x\")", "=IMPORTXML(\"http://evil.example\",\"//a\")", "=WEBSERVICE(\"x\")",
    "\uff1d1+1", "\uff0b1", "\uff0d1", "\uff20SUM(1)", "-2+3+cmd|' /C calc'!A0", "+", "=", "@", "'=1+1",
    "=DDE(\"x\";\"y\";\"z\")", "\x00=1+1", "\u200e=1+1", "\ufeff=1+1", "-@x",
)  # fmt: skip
LINES = (
    "x\r\nER  - \r\nTY  - BOOK", "x\nEND:VEVENT\nBEGIN:VALARM", "x\r\nRRULE:FREQ=SECONDLY", "a\\nb", "a;b,c:d",
    "a\x0bb\x0cc", "a\u2028b\u2029c", "a\x85b", "a\x1cb\x1db\x1eb", "\\;\\,", "ATTACH:file:///x", "a\tb", "\r", "\n",
)  # fmt: skip
LETTERS = (
    "\x00", "a\x00b", "\x1b[31mred\x1b]0;title\x07", "\x1b]8;;http://evil.example\x07x", "\u202egnp.exe",
    "\u2066x\u2069", "\u200f\u200e", "\u061c", "\ufeff", "\ufffe\uffff", "\ufdd0", "\ufff9x\ufffa",
    "\U000e0041\U000e007f", "\x9b31m", "\x7f\x08", "e\u0301\u0302\u0303", "Z\u0351\u036b\u0343", "\u00ad",
    "\u200b\u200d", "\U0001f1f0\U0001f1ff", "日本語", "العربية", "עברית", "ไทย", "हिन्दी", "Қазақстан", "ქართული",
    "Հայաստան", "한국", "አማርኛ", "\ue000", "\U0010ffff", "ß", "ﬁ", "İ", "ǆ", "؀",
)  # fmt: skip
LONG = (
    "x" * 5_000, "<b>" * 1_000, "[" * 3_000, "{{" * 1_500, "'" * 3_000, "=" * 2_000, "&" * 2_000, "x " * 4_000,
    "\\" * 3_000, "\u0301" * 1_000, "*" * 2_000, "https://evil.example/" + "a" * 4_000,
)  # fmt: skip
JOINED = tuple(a + b for a, b in itertools.product(("\"", "'", "}}", "]]", "|"), ("<b>", "=1", "{{x}}", "#x", "\n* y")))
ALL = (*ADDRESSES, *MARKUP, *TEMPLATES, *WIKITEXT, *MARKDOWN, *TYPST, *TEX, *FORMULAS, *LINES, *LETTERS, *LONG, *JOINED)


def make_claims(strings, source):
    """Claims in which each string stands wherever a source can put it."""
    for string in strings:
        yield (source, f"Said: {string}", "visit", None, {"sender": ["KAZ"], "host": ["TUR"], "visitor": [string]},
               {"office": "president"}, "2012-10-11", "asserted", None)  # fmt: skip
        yield (source, f"Signed: {string}", "agreement", "signed", {"between": ["KAZ", "TUR"], "city": [string]},
               {"title": string, "subject": string}, "2012-10-11", "asserted", None)  # fmt: skip
        yield (source, f"Made: {string}", "project", "started", {"between": ["KAZ", "TUR"]}, {"name": string}, None,
               "asserted", None)  # fmt: skip


def make_page(write, strings, **rest):
    """A page with all the strings: in claims of one source, and in the fields of a source each."""
    first = "f" * 64
    claims = list(make_claims(strings, first))
    sources = {first: {"title": "T", "publisher": "P", "address": "https://a.example/1", "retrieved": "2020-01-01"}}
    for number, string in enumerate(strings):
        sha256 = f"{number:064x}"
        sources[sha256] = {"title": string, "publisher": string, "author": string, "licence": string, "address": string,
                           "language": string, "published": "2019"}  # fmt: skip
        claims.append((sha256, f"Relations of {number} began.", "relations", "established", {"between": ["KAZ", "TUR"]},
                       {}, f"19{number % 90 + 10}-03-02", "asserted", None))  # fmt: skip
    return write(claims, sources, **rest)
