"""The words and patterns by which English writes dates. `reading.dates` looks for digits and month names, then here."""

from __future__ import annotations

import re

from comity.reading.units import NOUN_FORMS, NOUNS, make_plural

MONTH_NUMBERS = {
    name: number
    for number, names in enumerate(
        ("January Jan", "February Feb", "March Mar", "April Apr", "May", "June Jun", "July Jul", "August Aug",
         "September Sept Sep", "October Oct", "November Nov", "December Dec"), start=1)
    for name in names.split()
}  # fmt: skip
FULL_MONTHS = frozenset(name for name in MONTH_NUMBERS if len(name) > 4 or name in ("May", "June", "July"))
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
# EDTF 21-24 leave open which hemisphere is meant; so does the text.
SEASON_CODES = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
NUMBER_WORDS = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen twenty".split())
}  # fmt: skip
ORDINAL_WORDS = {
    word: number
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
        "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(), start=1)
} | {"twenty-first": 21, "twenty first": 21}  # fmt: skip

DECADES = {
    word: number
    for number, word in enumerate(
        "twenties thirties forties fifties sixties seventies eighties nineties".split(), start=2
    )
}

# Every gap is bounded and no empty line lies within a date: hostile input stays linear.
GAP = r"(?:[^\S\n]{1,4}|[^\S\n]{0,4}\n[^\S\n]{0,8})"
SOME = rf"{GAP}?"
NAMES = sorted(MONTH_NUMBERS, key=len, reverse=True)
MONTH = rf"(?:{'|'.join(NAMES + [name.upper() for name in NAMES])})(?![^\W\d_])(?:(?<!May)\.(?={SOME}[0-9–—-]))?"
DAY = r"(?:0?[1-9]|[12][0-9]|3[01])(?:st|nd|rd|th)?(?![0-9A-Za-z%]|[.,][0-9])"
YEAR = r"(?:1[5-9]|2[01])[0-9]{2}(?![0-9])"
DASH = "[-–—−‑]"
WEEKDAY = rf"(?:{'|'.join(WEEKDAYS)})"
SHORT_WEEKDAY = rf"(?:{WEEKDAY}|(?:Mon|Tues?|Wed|Thurs?|Thu|Fri|Sat|Sun)\b\.?)"
COUNT = rf"(?:{'|'.join(NUMBER_WORDS)}|a|an|[1-9][0-9]?)"

ANCHOR = re.compile(
    rf"[0-9]+|\b(?:{'|'.join(sorted({n[:3] for n in NAMES} | {n[:3].upper() for n in NAMES}))})"
    r"|year|month|day|week|decade|[Cc]entur|morrow|\b(?:twen|thir|for|fif|six|seven|eigh|nine)ties\b"
    r"|(?:same|that) date|ours later|ours afterwards|same (?:morning|afternoon|evening|night)"
    r"|his (?:morning|afternoon|evening)|onight|ast (?:night|evening)"
)


def words(pattern: str, flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    """The pattern compiled, a blank in it standing for any gap between words."""
    return re.compile(pattern.replace(" ", GAP), flags)


# A reference mark may stand before the year: "December 23,[1] 1963".
YEAR_BEHIND = rf"(?:(?:,?(?: ?\[[0-9]{{1,3}}\])? |,|[-./])(?:of )?(?P<year>{YEAR}))?"
TIE = rf"{SOME}{DASH}{SOME}|{SOME}/{SOME}| to | till | until | through |,? and | & |,? or "
LINK = rf"(?:, (?P<between>{DAY}))?(?P<link>{TIE})"
DAYS = rf"(?P<day>{DAY})(?:{LINK}(?:the )?(?P<day2>{DAY}))?"
DAY_MONTH = words(rf"{DAYS}(?: (?:(?:day )?of )?|[-./])(?P<month>{MONTH}){YEAR_BEHIND}")
MONTH_DAY = words(rf"(?P<month>{MONTH})(?:{SOME}|-)(?:the )?{DAYS}{YEAR_BEHIND}")
MONTH_YEAR = words(rf"(?P<month>{MONTH})(?:(?:,? |,|[-./]|(?<=\.))(?:of )?(?P<year>{YEAR}))?")
YEAR_FIRST = re.compile(
    r"(?P<year>[0-9]{4})(?P<mark>[-./])(?P<month>0?[1-9]|1[0-2])(?P=mark)(?P<day>0?[1-9]|[12][0-9]|3[01])(?![0-9])"
)
# "1978 September, 3rd" opens a line of a chronology: the year before its month.
YEAR_MONTH = words(
    rf"(?P<year>{YEAR}),?{GAP}(?P<month>{MONTH})"
    rf"(?:(?:,? ?| the )(?P<day>{DAY})(?:{SOME}{DASH}{SOME}(?P<day2>{DAY}))?)?"
    rf"(?!,?{GAP}?{YEAR}|{SOME}{DASH}{SOME}[0-9])"
)
LINE_BEFORE = re.compile(r"(?:^|\n)[^\S\n]*(?:[•*·▪|–—-][^\S\n]*)?\Z")
YEAR_LAST = re.compile(
    rf"(?P<one>[0-9]{{1,2}})(?P<mark>[-./])[ ]?(?P<two>[0-9]{{1,2}})(?P=mark)[ ]?(?P<year>{YEAR})(?!{DASH}?[0-9])"
)
# "12 06 2007", "22-23 11 2010", "12–14.05.2009", "30.05.–02.06.2009": the day first, the month in two digits;
# no part of a telephone's number.
SPACED = re.compile(
    rf"(?P<day>[0-3]?[0-9])(?:\.(?P<first>0[1-9]|1[0-2]))?\.?(?:{SOME}{DASH}{SOME}(?P<day2>[0-3]?[0-9]))?"
    rf"(?P<mark>[ .])(?P<month>0[1-9]|1[0-2])(?P=mark)(?P<year>(?:1[6-9]|20)[0-9]{{2}})(?!{DASH}?[0-9]| [0-9])"
)
# "(6/2022)", "in 06/2022": elsewhere two numbers with a slash are a document's.
MONTH_AND_YEAR = re.compile(r"(?P<month>0?[1-9]|1[0-2])/(?P<year>(?:19|20)[0-9]{2})(?=[),.;|]|[^\S\n]{0,3}(?:$|[\n|]))")
ALONE_BEFORE = re.compile(r"(?:\(|\||^|\n|\b[Ii]n|\b[Ss]ince)[^\S\n]{0,3}\Z")
YEARS = re.compile(
    rf"(?P<year>{YEAR})(?:(?P<decade>['’]?s)(?![A-Za-z])|(?P<mark>{DASH}|/)(?P<short>[0-9]{{2}})(?![0-9A-Za-z]|[.,/-][0-9]))?"
)
CENTURY = words(
    rf"(?P<first>[0-9]{{1,2}})(?:st|nd|rd|th)?(?:(?:{SOME}{DASH}{SOME}| to | and | or )(?:the )?(?:early |late )?"
    rf"(?P<last>[0-9]{{1,2}})(?:st|nd|rd|th))?(?: |-)[Cc]entur(?:y|ies)\b(?! BCE?\b)"
)
CENTURY_WORD = words(
    rf"\b(?P<word>{'|'.join(sorted(ORDINAL_WORDS, key=len, reverse=True))})(?: |-)Centur(?:y|ies)\b(?! BCE?\b)",
    re.IGNORECASE,
)
DECADE = re.compile("|".join(DECADES))
# "in the sixties", "the late eighties"; not "in his eighties", nor "the eighties of the nineteenth century".
DECADE_WORD = words(
    r"\b(?:the|in|since|during)(?:(?: |-)(?:very|early|mid|middle|late))*(?: |-)"
    rf"(?P<word>(?:nineteen(?: |-))?(?P<tens>{'|'.join(DECADES)}))\b(?! (?:of|century|percent|degrees))",
    re.IGNORECASE,
)
ERA = re.compile(rf"(?P<year>[0-9]{{1,4}}){SOME}(?P<era>AD|CE|BCE|BC|A\.D\.|B\.C\.)(?![A-Za-z])")
PERIOD_FIRST = words(rf"(?P<number>[1-4])(?P<kind>[QH])(?: |-|/|of)?(?P<year>{YEAR})")

RELATIONS = {
    "since": "since", "ever since": "since", "from": "from", "starting": "since", "starting from": "since",
    "starting in": "since", "beginning in": "since", "beginning from": "since", "on or after": "since",
    "until": "until", "until at least": "until", "till": "until", "up until": "until",
    "up to": "until", "through": "until",
    "by": "by", "no later than": "by", "not later than": "by", "before": "before", "prior to": "before",
    "earlier than": "before", "on or before": "by", "after": "after", "later than": "after", "between": "between",
}  # fmt: skip
PREPOSITIONS = "in|on|at|of|during|dated|for|within|throughout|over|to|and|as of|as early as|as late as|back in"
APPROXIMATE = (
    "on or shortly before|on or shortly after|shortly before|shortly after|"
    "on or about|on or around|in or about|in or around|about|around|circa|ca|c|approximately|"
    "roughly|approx"
)
PARTS = (
    "very early|early|mid|late|very late|beginning of|start of|middle of|end of|close of|turn of|course of|"
    "early part of|latter part of|later part of|beginning|end|earlier in|later in|rest of"
)
LEFT = words(
    rf"(?<![\w-])(?:(?P<relation>{'|'.join(sorted(RELATIONS, key=len, reverse=True))}) )?"
    rf"(?:(?P<preposition>{PREPOSITIONS}) )?(?:(?P<approximate>{APPROXIMATE})(?: |\.{SOME}))?"
    rf"(?:the )?(?P<named>years? )?"
    rf"(?P<body>(?:(?P<part>{PARTS})(?: |-))?(?:the )?(?:months? of )?"
    rf"(?:(?P<nth>first|second|third|fourth|last|final)(?: |-)(?P<fraction>half|quarter) of )?"
    rf"(?:(?P<side>first|last) (?P<count>{COUNT}) months (?:of )?)?(?:the )?"
    rf"(?:(?P<period>[QH])(?P<number>[1-4])(?: |-|/|(?: of )))?"
    rf"(?:(?P<season>spring|summer|autumn|fall|winter)(?:, | | of (?:the year )?))?"
    rf"(?:(?P<fiscal>(?:fiscal|financial|budget|academic|school|marketing)(?: |-)year |FY(?: |-)?))?"
    rf"(?:{SHORT_WEEKDAY}(?:,? )(?:the )?)?(?:the )?(?:year )?)\Z",
    re.IGNORECASE,
)
# Words of LEFT; the pattern is tried only where these stand before a date.
LEFT_WORD = re.compile(r"[A-Za-z0-9]+")
LEFT_VOCABULARY = frozenset(
    re.findall(r"[a-z0-9]+", " ".join((*RELATIONS, PREPOSITIONS, APPROXIMATE, PARTS, *NUMBER_WORDS, *SEASON_CODES)))
    + """the year years month months of first second third fourth last final half quarter q1 q2 q3 q4 h1 h2 fiscal
    financial budget academic school marketing fy a an mon tue tues wed thu thur thurs fri sat sun""".split()
    + [day.lower() for day in WEEKDAYS]
    + [str(number) for number in range(1, 13)]
)
LEFT_REACH = 60
# What a year before it is of: "the 1972 *Treaty*".
OF_PAPER = re.compile(
    r" (?:[\w’'-]+ ){0,4}(?:treaty|agreement|convention|accord|protocol|pact|memorandum|declaration|communiqué)\b",
    re.IGNORECASE,
)
AFFIXES = {"post-": "after", "pre-": "before"}

# A number behind one of these is a number of something.
NUMBERED = words(
    r"(?:\b(?:resolutions?|articles?|arts?|pages?|pp?|nos?|nr|numbers?|flights?|sections?|sec|paragraphs?|paras?|"
    r"chapters?|rules?|rooms?|routes?|highways?|roads?|regulations?|directives?|decrees?|orders?|box|tel|phone|fax|"
    r"files?|items?|forms?|models?|boeing|airbus|buildings?|lines?|codes?|zip|isbn|issn|id|vol|volumes?|series|bill|"
    r"ext|extension|(?-i:area)|grid|ppm|version|serial|lot|table|figure|fig|appendix|annex|unscr?|a total of|total of|"
    r"more than|over|at least|less than|fewer than|nearly|almost|only|some|just|another|additional|all|"
    r"exactly|below|above|exceed(?:s|ed|ing)?|number of)\b[.:]? (?:\(|n[o°º]\.? )?"
    r"|[$€£¥₹₽₺₸#№§+=×*~^&@_\\][^\S\n]?|\bRs\.? |[0-9][)]?[^\S\n\t-]"
    r"|[0-9][,.:/°'’-]|(?<!\bmid)(?<!\bpost)(?<!\bpre)\b[-_/.:]|(?<![0-9])[:.])\Z",
    re.IGNORECASE,
)
CODE_BEFORE = re.compile(r"\b([A-Z]{3})\s\Z")
COUNTED_NOUNS = "|".join(
    sorted((re.sub(r"([.²³])", r"\\\1", form) for form in NOUN_FORMS if form == make_plural(form) or form not in NOUNS),
           key=len, reverse=True)
)  # fmt: skip
COUNTED = words(
    r"(?:[,.:][0-9]|%|°|'[0-9]|/(?!(?:1[5-9]|2[01])[0-9]{2}(?![0-9]))[0-9A-Za-z]|[A-Za-z_@]"
    r"|-(?!present|date|now|today|era|(?:1[5-9]|2[01])[0-9]{2}(?![0-9]))[A-Za-z0-9]"
    r"| (?:(?:new|foreign|local|young|other|more|additional|square|cubic|metric|or more|feet|km|kg|ha|m|MW|GW|ft|"
    r"hrs|hours|GMT|UTC|local time|per ?cent|percent|pct|hundred|thousand|million|billion|trillion|lakh|crore|"
    rf"dollars|euros|pounds|USD|EUR|tons|times|{COUNTED_NOUNS})\b))"
)
STRONG_BEFORE = words(
    r"(?:\b(?:[Ii]n|[Ss]ince|[Ss]ince about|[Bb]y|[Uu]ntil|[Tt]ill|[Ff]rom|[Bb]etween|[Dd]uring|[Bb]efore|[Aa]fter|"
    r"circa|ca\.|c\.|[Yy]ear|[Yy]ears|[Ee]arly|[Ll]ate|mid|of|to|and|[Tt]hrough|[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|"
    r"[Ww]inter|half of|end of|dated|about|around)(?: |-)(?:the )?)\Z"
)
FIRM_BEFORE = words(r"\b(?:[Ii]n|[Ss]ince|[Bb]y|[Uu]ntil|[Dd]uring)(?: the year)? \Z")
YEAR_WORD = words(r"\b[Yy]ears? \Z")
MONTH_ALONE_BEFORE = words(
    r"(?:\b(?:[Ii]n|[Ss]ince|[Uu]ntil|[Bb]y|[Dd]uring|[Ll]ast|[Nn]ext|[Tt]his|[Ee]arly|[Ll]ate|[Ff]rom|[Bb]etween|"
    r"(?:[Ee]nd|[Bb]eginning|[Ss]tart|[Mm]iddle|[Mm]onth) of|[Bb]efore|[Aa]fter|[Tt]hrough|[Ff]ollowing|[Pp]revious|"
    r"[Tt]hat|[Tt]hat same|[Tt]he same) "
    r"|\b[Mm]id-)\Z"
)
JOIN = words(
    rf"{SOME}(?P<dash>{DASH}|/){SOME}|,? (?P<to>to|until|till|up to|through|thru) (?:on |in )?(?:the )?"
    r"|,? (?P<and>and|&|or) (?:on |in )?(?:the )?|(?P<comma>, )(?:on |in )?"
)
# What the writer was not sure of: "1971?", "1971 (?)".
DOUBT = re.compile(r"\?(?=[\s,;)\]|]|\Z)| ?\(\?\)")
STILL = words(
    rf"(?:{SOME}{DASH}{SOME}| to | until | till )(?:the )?(?:present(?: day| time)?|date|today|now)\b| onwards?\b"
)
YEAR_OF_CONTEXT = words(
    r",? (?:of )?(?P<which>the same|that|this|the following|the next|next|last|the previous|the preceding|the current)"
    r" year\b"
)
