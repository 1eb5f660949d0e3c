"""The credit of a picture: where in a line it begins, and what it says.

In: a line of a page. Out: the offset at which its credit begins, or the caption and credit apart. Agencies
by name, photographers by the shape "AGENCY/Name"; what is known to be a caption may name anybody.
"""

import re

_AGENCY = (
    r"(?:AP|AFP|EPA(?:-EFE)?|EFE|Reuters|REUTERS|Getty(?:[ ]Images)?|DPA|dpa|ANSA|PA|TASS|RIA[ ]Novosti|Xinhua|UPI|IRNA"
    r"|SANA|SPA|WAM|MENA|KUNA|NYT|NASA|ESA|UN[ ]Photo|UNHCR|IAEA|Handout|Courtesy|Supplied|File|Shutterstock|Bloomberg"
    r"|أ[ ]?ف[ ]?ب|رويترز|أ[ ]?ب|د[ ]?ب[ ]?أ|فرانس[ ]برس|غيتي|الأناضول|سانا|واس|وكالات|ТАСС|РИА[ ]Новости|新华社|新華社|共同社"
    r"|Wikimedia(?:[ ]Commons)?|Al[ ]Jazeera|Anadolu(?:[ ]Agency)?)"
)
_KIND = r"(?:[Pp]hoto(?:graph|s)?|PHOTO|[Ii]mage|IMAGE|[Pp]icture|PICTURE|[Ii]llustration|[Dd]rawing|[Gg]raphic|[Cc]redit|CREDIT)"
_CREDIT = re.compile(
    rf"""
      \(\s*(?P<paren>(?:(?i:(?:photo|photograph|image|picture|file|pool|courtesy|handout|credit|illustration|drawing|graphic))\b[^()]{{0,100}}
                     |[^()]{{0,60}}\b{_AGENCY}\b[^()]{{0,60}}
                     |[A-Z]{{2,6}}(?:\s?/\s?[^()]{{2,50}})?(?=\s*\)\s*$)
                     |[^()]{{2,50}}\s?/\s?[A-Z][^()]{{1,40}}))\s*\)\s*\.?\s*$
    | (?P<square>\[[^\[\]/]{{2,50}}\s?/\s?[^\[\]/]{{2,50}}\])\s*$
    | (?:^|[.!?]["”’]?\s|\s[|–—-]\s)(?P<slash>{_AGENCY}\s?/\s?[^.!?/]{{2,60}}(?:/[^.!?/]{{2,30}})?
                     |[^.!?/]{{2,60}}\s?/\s?{_AGENCY}(?:\s?/\s?[^.!?]{{2,30}}|[ ](?:[Ff]ile|[Pp]ool|[Pp]hoto))?)\.?\s*$
    | (?:^|[.!?)\]"”’|]\s*|\s)(?P<label>{_KIND}(?:[ ](?:[Cc]redit|courtesy|by|via))?\s?(?::|\bby\b)\s*+[^.!?]{{2,80}})\.?\s*$
    | (?:^|[.!?]["”’]?\s)(?P<bare>{_AGENCY}(?:[ ](?:photo|file[ ]photo|image|pool))?)\s*$
    | [.!?]["”’]?\s(?P<capitals>[A-ZÀ-Þ]{{3}}[A-ZÀ-Þ .&'’-]{{0,40}}(?:\s?/\s?[^.!?/]{{2,50}})?)\s*$
    """,
    re.VERBOSE,
)
_MARK = re.compile(r"[/(:[]")
# Only the end of a line can be a credit; so much of it is looked at.
_WINDOW = 170
_LABEL = re.compile(
    r"(?:(?:file|handout|pool|undated)?\s*(?:photo(?:graph)?s?|pictures?|images?|illustration|graphic|drawing)\s*"
    r"(?:credit|courtesy of|courtesy|via|from|by)?\s*(?:[:–—-]|\bby\b)?"
    r"|credit\s*:?|courtesy of|source\s*:)\s*",
    re.IGNORECASE,
)
_SENTENCE_IN_BRACKETS = re.compile(r"[.!?…][”\"’]? \((?:[^\W_][^()\s]*+\s?){1,6}\)$")
_IN_BRACKETS = re.compile(
    r"(?<=[.!?…\w”\"] )\((?!left|right|centre|center|above|below|top|bottom|file\)|[LRC]\))[^()]{2,60}\)\s*\.?$",
    re.IGNORECASE,
)


def find_credit_start(text: str) -> int:
    """Where in `text` the credit of a picture begins, -1 where none ends it."""
    base = max(0, len(text) - _WINDOW)
    window = text[base:]
    if not (_MARK.search(window) or window[-1:].isalpha()):
        return -1
    match = _CREDIT.search(window)
    if match is None:
        return -1
    name = match.lastgroup or ""
    if name == "capitals" and text.isupper():  # a headline in capitals with an abbreviation in it
        return -1
    return base + match.start(name) - (name == "paren")


def has_name_in_brackets(text: str) -> bool:
    """Whether `text` is a sentence with a name in brackets behind it, as captions of any agency have it."""
    return bool(_SENTENCE_IN_BRACKETS.search(text[-_WINDOW:]))


def split_credit(text: str, at: int) -> tuple[str, str | None]:
    """Caption and credit of what is known to be a caption, `at` as `find_credit_start` gave it.

    Labels such as "Photo by" are no part of the credit.
    """
    if at < 0:  # what is known to be a caption may name an agency that is in no table
        unknown = _IN_BRACKETS.search(text)
        at = unknown.start() if unknown else -1
    if at < 0:
        return text, None
    caption, credit = text[:at].strip(), text[at:].strip()
    if credit[:1] in "([":
        credit = credit.strip("()[] .")
    label = _LABEL.match(credit)
    if label and label.end() < len(credit):
        credit = credit[label.end() :]
    return caption.rstrip(" |–—-"), credit.strip(" .|–—-") or None
