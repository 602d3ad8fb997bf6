"""What amounts are counted in: currencies by ISO 4217 code, and counted nouns by their normal form. Tables alone.

Codes and names of currencies: ISO 4217, and for currencies replaced since 1990 its table A.3. A word that several
states use ("peso") has the code under which it is meant where nothing else is said, or none where nothing is.
"""

from __future__ import annotations

# word in the plural -> code where it stands alone; None: only with an adjective
CURRENCY_WORDS: dict[str, str | None] = {
    "dollars": "USD", "bucks": "USD", "euros": "EUR", "euro": "EUR", "ecus": "XEU", "pounds": "GBP",
    "pounds sterling": "GBP", "sterling": "GBP", "yen": "JPY", "yuan": "CNY", "renminbi": "CNY", "rupees": "INR",
    "rubles": "RUB", "roubles": "RUB", "francs": None, "marks": None, "lira": "TRY", "liras": "TRY", "lire": "ITL",
    "crowns": None, "kronor": "SEK", "kroner": None, "krone": None, "krona": None, "kronur": "ISK", "pesos": None,
    "reais": "BRL", "reals": "BRL", "rials": "IRR", "riyals": "SAR", "dinars": None, "dirhams": "AED", "won": "KRW",
    "rand": "ZAR", "rands": "ZAR", "shekels": "ILS", "baht": "THB", "ringgit": "MYR", "rupiah": "IDR", "dong": "VND",
    "hryvnia": "UAH", "hryvnias": "UAH", "hryvnya": "UAH", "tenge": "KZT", "soms": "KGS", "som": "KGS", "sums": None,
    "manats": "AZN", "manat": "AZN", "lari": "GEL", "drams": "AMD", "lei": "RON", "leu": "RON", "leva": "BGN",
    "zlotys": "PLN", "zloty": "PLN", "zlotych": "PLN", "forints": "HUF", "forint": "HUF", "korunas": "CZK",
    "kunas": "HRK", "denars": "MKD", "leks": "ALL", "somoni": "TJS", "afghanis": "AFN", "taka": "BDT", "takas": "BDT",
    "kyats": "MMK", "kyat": "MMK", "kip": "LAK", "riels": "KHR", "riel": "KHR", "tugriks": "MNT", "tögrög": "MNT",
    "naira": "NGN", "nairas": "NGN", "cedis": "GHS", "birr": "ETB", "shillings": "KES", "kwanza": "AOA",
    "kwanzas": "AOA", "kwacha": "ZMW", "pula": "BWP", "meticais": "MZN", "dalasi": "GMD", "leones": "SLE",
    "nakfa": "ERN", "ariary": "MGA", "guaranies": "PYG", "guaranis": "PYG", "quetzales": "GTQ", "quetzals": "GTQ",
    "lempiras": "HNL", "colones": "CRC", "balboas": "PAB", "bolivars": "VES", "bolivianos": "BOB", "soles": "PEN",
    "sols": "PEN", "gourdes": "HTG", "guilders": None, "florins": None, "kina": "PGK", "tala": "WST", "vatu": "VUV",
    "pa'anga": "TOP", "litas": "LTL", "lats": "LVL", "kroons": "EEK", "tolars": "SIT", "escudos": "PTE",
    "pesetas": "ESP", "schillings": "ATS", "drachmas": "GRD", "drachmae": "GRD", "deutschmarks": "DEM",
    "deutsche marks": "DEM", "ngultrum": "BTN", "rufiyaa": "MVR", "patacas": "MOP", "lilangeni": "SZL",
    "emalangeni": "SZL", "maloti": "LSL", "ouguiya": "MRU", "dobras": "STN", "sdrs": "XDR",
}  # fmt: skip

# Money of one name that several states have, by what it is where none of them is told of: each one's own.
OWN_MONEY = {
    "INR": {"IND": "INR", "PAK": "PKR", "LKA": "LKR", "NPL": "NPR", "MUS": "MUR", "SYC": "SCR"},
    "KES": {"KEN": "KES", "TZA": "TZS", "UGA": "UGX", "SOM": "SOS"},
    "ZMW": {"ZMB": "ZMW", "MWI": "MWK"},
}
# States whose pages mean their own money by "dollars".
OWN_DOLLARS = {"CAN": "CAD", "AUS": "AUD", "NZL": "NZD", "SGP": "SGD", "TWN": "TWD", "HKG": "HKD"}

# adjective (or other word before) and the family of words that it can stand before -> code
ADJECTIVES: dict[str, tuple[str, ...]] = {
    "dollars": ("us USD", "u.s. USD", "american USD", "united states USD", "australian AUD", "canadian CAD",
                "new zealand NZD", "singapore SGD", "singaporean SGD", "hong kong HKD", "taiwan TWD", "taiwanese TWD",
                "new taiwan TWD", "namibian NAD", "namibia NAD", "jamaican JMD", "jamaica JMD", "barbados BBD",
                "barbadian BBD", "bahamian BSD", "bermudian BMD", "bermuda BMD", "belize BZD", "belizean BZD",
                "fijian FJD", "fiji FJD", "guyanese GYD", "guyana GYD", "surinamese SRD", "suriname SRD", "brunei BND",
                "liberian LRD", "solomon islands SBD", "trinidad and tobago TTD", "trinidadian TTD",
                "east caribbean XCD", "eastern caribbean XCD", "zimbabwean ZWL", "zimbabwe ZWL", "cayman KYD"),
    "pounds": ("british GBP", "uk GBP", "sterling GBP", "egyptian EGP", "lebanese LBP", "syrian SYP", "sudanese SDG",
               "south sudanese SSP", "irish IEP", "cypriot CYP", "cyprus CYP", "falkland islands FKP",
               "gibraltar GIP", "maltese MTL"),
    "francs": ("swiss CHF", "french FRF", "belgian BEF", "luxembourg LUF", "cfa XOF", "west african cfa XOF",
               "central african cfa XAF", "cfp XPF", "congolese CDF", "rwandan RWF", "rwanda RWF", "burundian BIF",
               "burundi BIF", "djiboutian DJF", "djibouti DJF", "guinean GNF", "guinea GNF", "comorian KMF"),
    "marks": ("german DEM", "deutsche DEM", "finnish FIM", "convertible BAM", "bosnian BAM", "east german DDM"),
    "lira": ("turkish TRY", "italian ITL", "syrian SYP", "lebanese LBP", "maltese MTL"),
    "kroner": ("danish DKK", "norwegian NOK", "swedish SEK", "icelandic ISK", "estonian EEK", "czech CZK",
               "slovak SKK"),
    "pesos": ("mexican MXN", "argentine ARS", "argentinian ARS", "chilean CLP", "colombian COP", "cuban CUP",
              "dominican DOP", "philippine PHP", "filipino PHP", "uruguayan UYU"),
    "rupees": ("indian INR", "pakistani PKR", "pakistan PKR", "sri lankan LKR", "sri lanka LKR", "nepalese NPR",
               "nepali NPR", "mauritian MUR", "mauritius MUR", "seychellois SCR", "seychelles SCR"),
    "rubles": ("russian RUB", "belarusian BYN", "belarussian BYN", "soviet SUR"),
    "rials": ("iranian IRR", "omani OMR", "yemeni YER", "qatari QAR", "saudi SAR"),
    "dinars": ("kuwaiti KWD", "kuwait KWD", "bahraini BHD", "bahrain BHD", "iraqi IQD", "jordanian JOD",
               "algerian DZD", "tunisian TND", "libyan LYD", "serbian RSD", "yugoslav YUM", "macedonian MKD",
               "sudanese SDD"),
    "dirhams": ("uae AED", "emirati AED", "moroccan MAD", "morocco MAD"),
    "won": ("south korean KRW", "korean KRW", "north korean KPW"),
    "sums": ("uzbek UZS", "uzbekistani UZS"),
    "soms": ("kyrgyz KGS", "kyrgyzstani KGS", "uzbek UZS"),
    "manats": ("azerbaijani AZN", "azeri AZN", "turkmen TMT"),
    "lei": ("romanian RON", "moldovan MDL"),
    "shillings": ("kenyan KES", "kenya KES", "ugandan UGX", "uganda UGX", "tanzanian TZS", "tanzania TZS",
                  "somali SOS", "austrian ATS"),
    "guilders": ("dutch NLG", "netherlands NLG", "antillean ANG", "aruban AWG"),
    "florins": ("aruban AWG", "dutch NLG"),
    "crowns": ("czech CZK", "slovak SKK", "swedish SEK", "danish DKK", "norwegian NOK", "estonian EEK",
               "czechoslovak CSK"),
    "kwacha": ("zambian ZMW", "malawian MWK", "malawi MWK"),
    "yuan": ("chinese CNY", "renminbi CNY"),
    "yen": ("japanese JPY",),
    "tenge": ("kazakh KZT", "kazakhstani KZT", "kazakhstan KZT"),
    "riyals": ("saudi SAR", "qatari QAR", "qatar QAR", "yemeni YER", "omani OMR"),
    "escudos": ("portuguese PTE", "cape verdean CVE", "cape verde CVE"),
}  # fmt: skip

# other words of one family
SAME_FAMILY: dict[str, str] = {
    "roubles": "rubles", "liras": "lira", "lire": "lira", "kronor": "kroner", "krone": "kroner", "krona": "kroner",
    "kronur": "kroner", "korunas": "crowns", "drachmae": "drachmas", "manat": "manats", "som": "soms", "leu": "lei",
    "denars": "dinars", "renminbi": "yuan", "schillings": "shillings", "kroons": "kroner",
}  # fmt: skip

# what stands before the digits, beside the codes themselves
SYMBOLS: dict[str, str | None] = {
    "US$": "USD", "U.S.$": "USD", "US $": "USD", "USD$": "USD", "$": "USD", "A$": "AUD", "AU$": "AUD", "AUD$": "AUD",
    "C$": "CAD", "CA$": "CAD", "CAD$": "CAD", "Can$": "CAD", "CDN$": "CAD", "NZ$": "NZD", "S$": "SGD", "SG$": "SGD",
    "HK$": "HKD", "NT$": "TWD", "EC$": "XCD", "TT$": "TTD", "J$": "JMD", "JA$": "JMD", "BZ$": "BZD", "B$": None,
    "Bds$": "BBD", "BDS$": "BBD", "FJ$": "FJD", "F$": "FJD", "G$": "GYD", "N$": "NAD", "SI$": "SBD", "L$": "LRD",
    "dlrs": "USD", "Dlrs": "USD",
    "R$": "BRL", "MX$": "MXN", "Mex$": "MXN", "AR$": "ARS", "CL$": "CLP", "COL$": "COP", "RD$": "DOP", "Z$": "ZWL",
    "€": "EUR", "£": "GBP", "E£": "EGP", "LE": "EGP", "LL": "LBP", "IR£": "IEP", "¥": "JPY", "JP¥": "JPY",
    "CN¥": "CNY", "RMB¥": "CNY", "RMB": "CNY", "₹": "INR", "Rs.": "INR", "Rs": "INR", "Re.": "INR", "₨": None,
    "₽": "RUB", "₺": "TRY", "TL": "TRY", "₸": "KZT", "₼": "AZN", "₾": "GEL", "֏": "AMD", "₴": "UAH", "₩": "KRW",
    "₪": "ILS", "NIS": "ILS", "₦": "NGN", "₫": "VND", "฿": "THB", "₱": "PHP", "₵": "GHS", "GH₵": "GHS", "GH¢": "GHS",
    "₮": "MNT", "₭": "LAK", "៛": "KHR", "৳": "BDT", "Tk": "BDT", "Tk.": "BDT", "RM": "MYR", "Rp": "IDR", "R": "ZAR",
    "K": None, "KSh": "KES", "Ksh": "KES", "USh": "UGX", "TSh": "TZS", "CFA": "XOF", "FCFA": "XOF", "Fr.": None,
    "SFr": "CHF", "SFr.": "CHF", "Sfr": "CHF", "Dh": "AED", "Dhs": "AED", "DH": "MAD", "SR": "SAR", "SAR": "SAR",
    "QR": "QAR", "KD": "KWD", "BD": "BHD", "JD": "JOD", "RO": "OMR", "DM": "DEM", "ECU": "XEU", "SDR": "XDR",
                     "Ft": "HUF",
    "zł": "PLN", "Kč": "CZK", "PKRs": "PKR", "SLRs": "LKR",
}  # fmt: skip

CODES: frozenset[str] = frozenset(
    """
    AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BYR BZD CAD CDF
    CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL
    HRK HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD
    MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR
    RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SLL SOS SRD SSP STN SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS
    UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XDR XOF XPF YER ZAR ZMW ZWL
    DEM FRF ITL ESP NLG BEF LUF ATS FIM GRD IEP PTE SUR XEU YUM TRL ROL RUR SKK SIT EEK LTL LVL CYP MTL CSK DDM SDD
    """.split()
)

# singular nouns, all of one unit
NOUNS_OF_UNIT: dict[str, str] = {
    "persons": """
    person, people, human being, individual, inhabitant, resident, citizen, national, immigrant, emigrant,
    migrant, refugee, asylum seeker, worker, labourer, laborer, employee, expatriate, expat, tourist, visitor,
    traveller, traveler, holidaymaker, passenger, pilgrim, student, pupil, scholar, undergraduate, graduate,
    postgraduate, trainee, teacher, lecturer, professor, academic, researcher, scientist, expert, specialist,
    engineer, doctor, nurse, physician, soldier, troop, serviceman, servicewoman, peacekeeper, officer, cadet,
    marine, sailor, policeman, personnel, adviser, advisor, official, delegate, participant,
    representative, businessman, businesswoman, businesspeople, entrepreneur, investor, farmer, fisherman,
    miner, sportsman, athlete, artist, journalist, volunteer, member, speaker, descendant, settler, colonist,
    prisoner, detainee, hostage, casualty, victim, civilian, fatality, survivor, child, man, woman, adult,
    voter, deputy, pensioner, fighter, militant, evacuee, deportee, displaced person, patient, beneficiary,
    believer, Muslim, Christian, Jew, sportsperson, staff, follower, spouse, alumnus, foreigner
    """,
    "firms": """
    firm, company, enterprise, business, corporation, contractor, joint venture, subsidiary, exporter, importer,
    manufacturer, bank, supplier, start-up, startup, legal entity
    """,
    "households": "household, family", "tonnes": "tonne, ton, metric ton", "kilometres": "kilometre, kilometer, km",
    "metres": "metre, meter", "kilograms": "kilogram, kilogramme, kg", "hectares": "hectare, ha",
    "litres": "litre, liter",
    "square kilometres": "square kilometre, square kilometer, sq km, sq. km, km², km2",
    "cubic metres": "cubic metre, cubic meter, m³, m3, cu m", "megawatts": "megawatt, MW", "gigawatts": "gigawatt, GW",
    "kilowatts": "kilowatt, kW", "kilowatt hours": "kilowatt hour, kilowatt-hour, kWh",
    "gigawatt hours": "gigawatt hour, gigawatt-hour, GWh", "aircraft": "aircraft, plane, airplane, aeroplane",
    "ships": "ship, vessel", "agreements": "agreement, accord", "scholarships": "scholarship, bursary, stipend",
    "countries": "country, nation",
}  # fmt: skip
# singular nouns, each its own unit in the plural
OTHER_NOUNS = """
    project, programme, program, treaty, convention, protocol, contract, memorandum, document, visit, meeting,
    session, round, ministry, department, state, member state, city, town, village, municipality, province,
    region, district, school, university, college, institute, hospital, clinic, mosque, church, library, museum,
    centre, center, office, branch, shop, store, hotel, factory, plant, refinery, pipeline, road, bridge,
    railway, port, airport, flight, route, truck, lorry, vehicle, car, bus, train, wagon, locomotive, tractor,
    helicopter, fighter jet, jet, drone, missile, rocket, tank, gun, rifle, weapon, submarine, frigate, boat,
    satellite, reactor, turbine, barrel, bushel, mile, nautical mile, acre, foot, inch, yard, gallon, ounce,
    carat, head, animal, sheep, cow, horse, tree, book, film, song, exhibition, concert, festival, event,
    conference, seminar, workshop, course, grant, loan, place, seat, vote, visa, passport, licence, license,
    permit, application, house, home, apartment, flat, room, building, bed, dose, vaccine, ambulance, job,
    position, post, mission, embassy, consulate, unit, piece, item, case, incident, attack, clash, violation,
    death, mine, well, field, deposit, day, week, month, year, decade, hour, minute, language, organisation,
    organization, association, union, club, party, sector, article, provision, point, battalion, brigade,
    division, regiment, sanction, measure, product, container, parcel, package, share, bond, voyage, trip,
    delegation, team, group, tribe, community, settlement, camp, tent, stone, kind, part, page, volume, copy,
    word, link, website, station, outlet, restaurant, farm, garden, site, monument, statue, grave, island,
    checkpoint, crossing, base, facility, laboratory, machine, computer, tablet, device, entity, war
"""


def split_nouns(text: str) -> list[str]:
    """The nouns of a list with commas."""
    return [" ".join(noun.split()) for noun in text.split(",")]


# counted noun in the singular -> unit, empty where the unit is its own plural
NOUNS: dict[str, str] = dict.fromkeys(split_nouns(OTHER_NOUNS), "") | {
    noun: unit for unit, nouns in NOUNS_OF_UNIT.items() for noun in split_nouns(nouns)
}

PLURALS: dict[str, str] = {
    "people": "people", "person": "persons", "personnel": "personnel", "staff": "staff", "businesspeople":
    "businesspeople", "child": "children", "foot": "feet", "aircraft": "aircraft", "sheep": "sheep", "head": "head",
    "km": "km", "kg": "kg", "ha": "ha", "sq km": "sq km", "sq. km": "sq. km", "km²": "km²", "km2": "km2", "m³": "m³",
    "m3": "m3", "cu m": "cu m", "MW": "MW", "GW": "GW", "kW": "kW", "kWh": "kWh", "GWh": "GWh", "memorandum":
    "memoranda", "alumnus": "alumni", "marine": "marines", "sportsperson": "sportspeople",
}  # fmt: skip


def make_plural(noun: str) -> str:
    """The plural of a counted noun.

    >>> make_plural("company"), make_plural("businessman"), make_plural("bus")
    ('companies', 'businessmen', 'buses')
    """
    if noun in PLURALS:
        return PLURALS[noun]
    if noun == "man" or noun.endswith(("sman", "woman", "eman", "rman")):
        return noun[:-2] + "en"
    if noun.endswith("y") and noun[-2] not in "aeou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "ch", "sh")) else "s")


def list_noun_forms() -> dict[str, str]:
    """Every form of every counted noun, singular and plural, with its unit."""
    forms: dict[str, str] = {}
    for noun, unit in NOUNS.items():
        plural = make_plural(noun)
        forms[noun] = forms[plural] = unit or plural
    return forms


NOUN_FORMS = list_noun_forms()
