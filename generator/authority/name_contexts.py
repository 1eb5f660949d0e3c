"""What the words around a country's name make of it in English: a language, a dish, a street, a shout in capitals.

In: a text and the offsets of a name. Out: whether the name means no country there. Names of persons need more than
their neighbours and are left to ingest/tag/person_places.py.
"""

import re

from generator.model.authority import NameKind

# "English-language", "French-speaking", "Spanish lessons": a language, not a country.
_LANGUAGE = re.compile(
    r"[-‑ ](?:language|speaking|speakers?|lessons?|class(?:es)?|grammar|dictionar(?:y|ies)|subtitles|alphabet"
    r"|spelling)\b"
)
# "translated the poem from Greek into English"
_TRANSLATION = re.compile(r"\btranslat\w+\b[^.;:]{0,40}\s(?:from|into|to)\s(?:[A-Z]\w+\s(?:into|to|and)\s)?$")
# "gave a speech in Spanish", "spoke English, French and Spanish", "teaches German".
_LANGUAGE_BEFORE = re.compile(
    r"\b(?:in|into|speaks?|spoke|spoken|speaking|fluent|teach(?:es|ing)?|taught|learn(?:s|ed|t|ing)?"
    r"|stud(?:y|ies|ied|ying)|understands?|understood)\s(?:[A-Z]\w+(?:,\s(?:and\s)?|\sand\s))*$"
)
_LANGUAGE_AFTER = re.compile(
    r"[,.;:)]|\s(?:and|or|into|at|on|in|from|since|as|well|fluently|before|but|to|with|that|when|while|during)\b|$"
)
_LANGUAGE_REACH = 60
# Dishes, plants, animals, diseases and things named after a nation, whatever the nation: "French fries", "German
# measles".
_THINGS = re.compile(
    r"[- ](?:pastr(?:y|ies)|fries|toast|bulldogs?|poodles?|shepherds?|mastiffs?|terriers?|wolfhounds?|setters?|hounds?"
    r"|sheepdogs?|horns?|kiss|kisses|windows?|dressers?|braids?|manicures?|delight|rugs?|baths?|bathhouse|measles|flu"
    r"|ovens?|courage|uncle|muffins?|breakfasts?|roulette|dolls?|salads?|yogh?urts?|chorus|dumplings?|waffles?"
    r"|pancakes?|omelettes?|stews?|curr(?:y|ies)|puddings?|sprouts|army kni(?:fe|ves)|summer|ink|whispers|chequers"
    r"|checkers|lanterns?|standoff|wave|rarebit|dressing|wax|knotweed|maples?|moss|lilac|iris|roses?|ivy|oaks?|cats?"
    r"|kittens?|pon(?:y|ies)|heels?|slippers?|takeaways?|mythology|tragedy|numerals?|blinds|massages?|polish|requiem)\b",
    re.IGNORECASE,
)
# What is named after one nation only; that of another is from there: "Swiss cheese", but "Dutch cheese".
_NAMED_THINGS = frozenset(
    "swiss cheese,swiss roll,swiss rolls,swiss chard,irish coffee,turkish coffee,cuban coffee,persian carpet,persian "
    "carpets,french press,french bread,french dressing,french door,french doors,french leave,italian dressing,"
    "dutch door,dutch treat,greek fire,english rose,english tea,brazilian nut,canadian bacon,jersey cow,jersey cows,"
    "jersey cattle,"
    "guernsey cow,guernsey cows,japanese garden,"
    "japanese gardens,mexican hat,russian doll,indian ink,cuban sandwich,"
    "danish blue,welsh corgi,welsh cake,welsh cakes,cuban cigar,cuban cigars,german chocolate,chinese whispers,"
    "norwegian wood,scottish fold,afghan hound,peruvian lily,bengal tiger".split(",")
)
_NEXT_WORD = re.compile(r" ([^\W\d_]+)")
# What streets, parts of towns and schools have behind a name: "Jamaica Street", "Holland Park".
_STREETS = re.compile(
    r" (?:Street|St|Road|Rd|Avenue|Ave|Lane|Drive|Terrace|Boulevard|Crescent|Close|Place|Plain|Heights|Township|County"
    r"|Creek|Mills|Springs|Hill|Hills|Square|Park|Pike|Town|Wharf|Quay"
    r"|(?:High|Middle|Elementary) School)\b"
)
# Hospitals and schools called after saints: "St George's, University of London".
_SAINT = re.compile(r"(?:St|Saint)\b")
_HOUSES = re.compile(
    r"(?:['’]s)?,? (?:Hospital|University|College|School|Church|Cathedral|Park|Medical|Chapel|Parish)\b"
)
# What parts of towns have before it: "Little Italy".
_LITTLE = re.compile(r"\bLittle $")
_NAME_KINDS = frozenset(
    {NameKind.NAME, NameKind.WEAK, NameKind.HISTORIC, NameKind.CAPITAL, NameKind.CITY, NameKind.PART}
)
# "TELL US MORE": no small letter this near, and so many capitals.
_SHOUT_REACH, _SHOUT_LETTERS = 12, 8
# "Polish the silver".
_POLISHING = re.compile(r" (?:the|your|it|them|up|off)\b")


def is_other_thing(text: str, start: int, end: int, kind: NameKind) -> bool:
    """Return whether the name of a country at these offsets means something else, by the words around it."""
    following = _NEXT_WORD.match(text, end)
    if following and f"{text[start:end]} {following[1]}".lower() in _NAMED_THINGS:
        return True
    if kind is NameKind.ADJECTIVE:
        return _is_language(text, start, end) or bool(
            _THINGS.match(text, end) or (text[start:end] == "Polish" and _POLISHING.match(text, end))
        )
    if kind is NameKind.CAPITAL and _SAINT.match(text, start) and _HOUSES.match(text, end):
        return True
    if kind in _NAME_KINDS:
        is_street = kind is not NameKind.CITY and _STREETS.match(text, end)
        return bool(is_street or _LITTLE.search(text, max(0, start - len("Little ")), start))
    return False


def is_shouted(text: str, start: int, end: int) -> bool:
    """Return whether the words around these offsets are all in capitals, so that "US" may be a pronoun."""
    around = text[max(0, start - _SHOUT_REACH) : end + _SHOUT_REACH]
    return around == around.upper() and sum(map(str.isalpha, around)) >= _SHOUT_LETTERS


def _is_language(text: str, start: int, end: int) -> bool:
    """Return whether the adjective at these offsets means a language."""
    preceding_text = text[max(0, start - _LANGUAGE_REACH) : start]
    return bool(
        _LANGUAGE.match(text, end)
        or (_LANGUAGE_AFTER.match(text, end) and _LANGUAGE_BEFORE.search(preceding_text))
        or _TRANSLATION.search(preceding_text)
    )
