"""Strings that try to be more than text, for the tests that they come out as text."""

import itertools

from comity.model import Decision

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
JOINED = tuple(a + b for a, b in itertools.product(('"', "'", "}}", "]]", "|"), ("<b>", "=1", "{{x}}", "#x", "\n* y")))
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
        yield (source, f"Met: {string}", "meeting", None,
               {"between": ["KAZ", "TUR"], "person": [string], "mechanism": [string], "city": [string]}, {}, None,
               "planned", None)  # fmt: skip
        yield (source, f"Sent: {string}", "envoy", "appointed",
               {"sender": ["KAZ"], "host": ["TUR"], "person": [string]}, {"office": "ambassador"}, "2013", "asserted",
               None)  # fmt: skip


def doubt(statements):
    """A decision on each statement, with its own words as who says it and why."""
    for statement in statements:
        yield Decision(statement.id, "flagged", statement.quote, "2026-01-01T00:00:00Z", statement.quote)


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
    return write(claims, sources, decide=doubt, **rest)


# Two thousand more, made of the parts of such strings in all combinations that differ for some parser.
TAGS = (
    "script", "img", "svg", "iframe", "object", "embed", "base", "link", "meta", "style", "form", "input", "button",
    "video", "audio", "body", "details", "math", "template", "textarea", "title", "xmp", "noscript", "frameset",
    "applet", "marquee", "plaintext", "select", "portal", "dialog", "ref", "nowiki", "gallery", "includeonly", "w:p",
    "w:fldSimple",
)  # fmt: skip
AROUND_TAGS = (
    "<{}>x", "<{} src=x onerror=alert(1)>", "</{}>", "<{}/onload=alert(1)//", "\"><{} autofocus onfocus=alert(1)>",
    "'><{}>", "<{}\n>", "<\x00{}>", "&lt;{}&gt;", "<!--<{}>-->", "]]><{}>", "<<{}>>", "<{} style=x:expression(1)>",
    "`<{}>`", "{{{{<{}>}}}}", "[<{}>](x)",
)  # fmt: skip
EVENTS = (
    "onclick", "onerror", "onload", "onmouseover", "onfocus", "onblur", "onbegin", "ontoggle", "onpointerenter",
    "onanimationstart", "ontransitionend", "onhashchange", "onmessage", "onpageshow", "ONWHEEL", "oncut",
)  # fmt: skip
AROUND_EVENTS = (
    "\" {}=\"alert(1)", "' {}='alert(1)", "` {}=`alert(1)", " {}=alert(1) ", "x\"\t{}=alert(1)//", "x'/{}=alert(1)/",
    "\\\" {}=alert(1)", "&quot; {}=alert(1)", "\n{}=alert(1)", "x\x0c{}=alert(1)",
)  # fmt: skip
SCHEMES = (
    "javascript", "JAVASCRIPT", "vbscript", "data", "file", "blob", "filesystem", "view-source", "jar", "ms-word",
    "tel", "sms", "chrome", "about", "livescript", "mocha", "feed",
)  # fmt: skip
AROUND_SCHEMES = (
    "{}:alert(1)", " {}:alert(1)", "\x01{}:alert(1)", "{}\t:alert(1)", "{}&colon;alert(1)", "{}%3Aalert(1)",
    "[x]({}:alert(1))", "[{}:alert(1) x]", "<{}:alert(1)>", "url({}:alert(1))", "http://a.example/?u={}:x", "//{}:x@y",
)  # fmt: skip
BRACES = (
    ("{{", "}}"), ("{%", "%}"), ("{#", "#}"), ("${", "}"), ("#{", "}"), ("<%", "%>"), ("[[", "]]"), ("{{{", "}}}"),
    ("<?", "?>"), ("{|", "|}"), ("-{", "}-"), ("$(", ")"), ("\\(", "\\)"), ("@(", ")"), ("#[", "]"), ("<<", ">>"),
)  # fmt: skip
INSIDE = ("7*7", "x.__class__", "subst:Delete", "|x=1", "config", "File:x.svg", "eval('1')", "read(\"/etc/passwd\")",
          "#if:1|x", "/", "\n", "")  # fmt: skip
STARTS = ("=", "+", "-", "@", "\t=", "\r=", "\n=", " =", "\x00=", "\ufeff=", "\u200b=", "\uff1d", "'=", "\"=", ";=",
          "|=", "\xa0=", "\u2212")  # fmt: skip
FUNCTIONS = (
    "1+1", "SUM(1)", "cmd|' /C calc'!A0", "HYPERLINK(\"http://evil.example\")", "IMPORTDATA(\"http://evil.example\")",
    "WEBSERVICE(A1)", "DDE(\"a\";\"b\")", "A1", "EXEC(\"x\")", "RTD(\"x\")", "IMAGE(\"http://evil.example/x.png\")",
)  # fmt: skip
BREAKS = ("\n", "\r", "\r\n", "\x0b", "\x0c", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029", "\\n", "\n\n", "\r\r")
FIELDS = (
    "ER  - ", "TY  - BOOK", "END:VEVENT", "BEGIN:VALARM", "X-A:b", "@article{x,", "}}", "|-", "== H ==", "* x", "# x",
    "> x", "```", "--- | ---", "<b>", "#set text(red)", "\\end{document}", "\"a\",\"b\"", "=1+1", "...\n", "%x", "1. x",
)  # fmt: skip
POINTS = (
    *range(0x00, 0x20), *range(0x7f, 0xa0, 3), 0x00ad, 0x034f, 0x061c, 0x115f, 0x17b4, 0x180e, 0x200b, 0x200c, 0x200d,
    0x200e, 0x200f, *range(0x202a, 0x202f), *range(0x2060, 0x206a), 0x3164, 0xfe0f, 0xfeff, 0xfff9, 0xfffa, 0xfffb,
    0xfffc, 0xfffe, 0xffff, 0x1d173, 0x1fffe, 0xe0001, 0xe0020, 0xe007f, 0xf0000, 0x10fffe,
)  # fmt: skip
AROUND_POINTS = ("{}x", "x{}y", "x{}", "<{}b>", "http://a.example/{}", "={}1+1")
STYLES = ("expression(alert(1))", "url(//evil.example)", "-moz-binding:url(x)", "behavior:url(x)",
          "@import '//evil.example'", "}*{display:none", "</style>", "position:fixed;inset:0")  # fmt: skip
AROUND_STYLES = ("{}", '" style="{}', "' style='{}", "x:{}", "/*{}*/", '<div style="{}">', "style={}", ";{};")
QUOTES = ('"', "'", "`", "\\", '\\\\"', "\\'", "\\u0022", "\\x27", "</script>", "-->", "]]>", "*/")
CODE = (";alert(1)//", "+alert(1)+", "}});alert(1)", "\n}", ":[", ',"x":1', "\u2028", "${alert(1)}", "\\", "<!--")
MARKS = ("*", "_", "**", "__", "~~", "`", "```", "''", "'''", "==", "#", "##", ">", "-", "+", "1.", "|", "||", "!!",
         "~~~~", "----", ":::", "^", "~", "$", "$$", "\\", "&", "&amp", "&#60", "&#x3c;", "@")  # fmt: skip
AROUND_MARKS = ("{0}x{0}", "{0} x", "x{0}", "x\n{0}\ny", "{0}[x](http://evil.example)", "{0}<b>", "![{0}](x)")
LINES_OF_MARKS = (
    (TAGS, AROUND_TAGS), (EVENTS, AROUND_EVENTS), (SCHEMES, AROUND_SCHEMES), (POINTS, AROUND_POINTS),
    (STYLES, AROUND_STYLES), (MARKS, AROUND_MARKS),
)  # fmt: skip


def combine():
    """Each part in each setting, and what stands beside each other in pairs."""
    for parts, settings in LINES_OF_MARKS:
        for part, setting in itertools.product(parts, settings):
            yield setting.format(chr(part) if isinstance(part, int) else part)
    yield from (f"{opened}{inside}{closed}" for (opened, closed), inside in itertools.product(BRACES, INSIDE))
    for firsts, seconds in ((STARTS, FUNCTIONS), (QUOTES, CODE)):
        yield from map("".join, itertools.product(firsts, seconds))
    yield from (f"x{broken}{field}" for broken, field in itertools.product(BREAKS, FIELDS))


COMBINED = tuple(dict.fromkeys(combine()))
