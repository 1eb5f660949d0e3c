"""Find the credit of a picture: where it begins in a line, and what it says.

In: a line of a page. Out: the offset of its credit, or caption and credit separately. Agencies are recognised by name,
photographers by the form "AGENCY/Name"; a known caption may name anybody.
"""

import re
from collections.abc import Iterable, Iterator

from generator.ingest.reading.bylines import is_byline
from generator.model.article import Figure
from generator.text.normalise import fold_key

_AGENCY = (
    r"(?:AP|AFP|EPA(?:-EFE)?|EFE|Reuters|REUTERS|Getty(?:[ ]Images)?|DPA|dpa|ANSA|PA|TASS|RIA[ ]Novosti|Xinhua|UPI|IRNA"
    r"|SANA|SPA|WAM|MENA|KUNA|NYT|NASA|ESA|UN[ ]Photo|UNHCR|IAEA|Handout|Courtesy|Supplied|File|Shutterstock|Bloomberg"
    r"|أ[ ]?ف[ ]?ب|رويترز|أ[ ]?ب|د[ ]?ب[ ]?أ|فرانس[ ]برس|غيتي|الأناضول|سانا|واس|وكالات|ТАСС|РИА[ ]Новости|新华社"
    r"|新華社|共同社"
    r"|Wikimedia(?:[ ]Commons)?|Al[ ]Jazeera|Anadolu(?:[ ]Agency)?)"
)
_KIND = r"(?:[Pp]hoto(?:graph|s)?|PHOTO|[Ii]mage|IMAGE|[Pp]icture|PICTURE|[Ii]llustration|[Dd]rawing|[Gg]raphic|[Cc]redit|CREDIT)"
_CREDIT = re.compile(
    rf"""
      \(\s*(?P<paren>(?:(?i:(?:photo|photograph|image|picture|file|pool|courtesy|handout|credit|illustration|drawing
      |graphic))\b[^()]{{0,100}}
                     |[^()]{{0,60}}\b{_AGENCY}\b[^()]{{0,60}}
                     |[A-Z]{{2,6}}(?:\s?/\s?[^()]{{2,50}})?(?=\s*\)\s*$)
                     |[^()]{{2,50}}\s?/\s?[A-Z][^()]{{1,40}}))\s*\)\s*\.?\s*$
    | (?P<square>\[[^\[\]/]{{2,50}}\s?/\s?[^\[\]/]{{2,50}}\])\s*$
    | (?:^|[.!?]["”’]?\s|\s[|–—-]\s)(?P<slash>{_AGENCY}\s?/\s?[^.!?/]{{2,60}}(?:/[^.!?/]{{2,30}})?
                     |[^.!?/]{{2,60}}\s?/\s?{_AGENCY}(?:\s?/\s?[^.!?]{{2,30}}|[ ](?:[Ff]ile|[Pp]ool|[Pp]hoto))?)\.?\s*$
    | (?:^|[.!?)\]"”’|]\s*|\s)(?P<label>{_KIND}(?:[ ](?:[Cc]redit|courtesy|by|via))?\s?(?::
    |\bby\b)\s*+[^.!?]{{2,80}})\.?\s*$
    | (?:^|[.!?]["”’]?\s)(?P<bare>{_AGENCY}(?:[ ](?:photo|file[ ]photo|image|pool))?)\s*$
    | [.!?]["”’]?\s(?P<capitals>[A-ZÀ-Þ]{{3}}[A-ZÀ-Þ .&'’-]{{0,40}}(?:\s?/\s?[^.!?/]{{2,50}})?)\s*$
    """,
    re.VERBOSE,
)
_MARK = re.compile(r"[/(:[,]")
# Labels of captions and credits in the languages of the press, with their separators.
_CAPTION_LABEL = re.compile(
    r"(?:image caption|media caption|video caption|photo caption|picture caption|caption|bildunterschrift"
    r"|bildbeschreibung|bildtext|bildlegende"
    r"|légende(?: de la photo)?|pie de foto|leyenda|didascalia|legenda|bijschrift|onderschrift|billedtekst"
    r"|bildetekst|kuvateksti|podpis|popisek"
    r"|подпись(?: к фото)?|на фото|图片说明|圖片說明|图说|写真説明|사진 설명|تعليق الصورة|التعليق على الصورة|تعليق "
    r"على الصورة|resim altyazısı|fotoğraf altı"
    r"|λεζάντα|keterangan gambar|chú thích ảnh)\s?(?:[,:：،-]\s*|$)",
    re.IGNORECASE,
)
_CREDIT_LABEL = re.compile(
    r"(?:(?:(?:image|media|video|photo|picture) (?:source|credit|copyright)|crédit photo)\s?,\s*(?=\S)"
    r"|(?:image (?:source|credit|copyright)|(?:photo|picture) (?:source|credit)|credits?|copyright|bildquelle"
    r"|bildnachweis|bildrechte|fotocredit|fotoquelle|fotos?|bild(?:er)?"
    r"|quelle|grafik|cr[ée]dits?(?: photos?)?|photo(?:s|graphie)?|imagen?|fotograf[íi]a|fotografie|crédito|foto de"
    r"|foto di|fotoğraf|görsel|beeld|foto's|kuvat?|zdjęcie"
    r"|fot\.?|zdj\.?|фото|источник фото|摄影|攝影|摄|圖|图|图源|图片来源|圖片來源|写真|撮影|사진|사진 출처|صورة"
    r"|تصوير|مصدر الصورة|الصورة|φωτογραφία|φωτό|צילום|sumber|gambar|ảnh)"
    r"\s?[:：|]\s*(?=\S)|[图圖摄攝]\s?/\s?(?=\S))",
    re.IGNORECASE,
)
# Any photographer and any newsroom, on a line of their own ("Piotr Wilk/The Echo").
_OWN_LINE = re.compile(
    r"[^\W\d_a-z][\w.'’-]*(?:\s(?:[^\W\d_a-z][\w.'’-]*|de|van|von|der|al|el|bin|di"
    r"|da)){1,3}\s?/\s?[^\W\d_a-z][\w.'’&-]*(?:\s[\w.'’&-]+){0,3}"
)
# The BBC prints the source of a picture above its caption.
_SOURCE_FIRST = re.compile(r"(?:image|media|video) (?:source|copyright)", re.IGNORECASE)
_CREDIT_WORDS, _OWN_LENGTH = 12, 80
# Only the end of a line can be a credit, so this much of it is examined.
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
    """Return the offset of a picture credit in `text`; -1 if none ends it."""
    if _is_credit_line(text):
        return 0
    base = max(0, len(text) - _WINDOW)
    window = text[base:]
    if not (_MARK.search(window) or window[-1:].isalpha()):
        return -1
    match = _CREDIT.search(window)
    if match is None:
        return -1
    name = match.lastgroup or ""
    if name == "capitals" and text.isupper():  # a headline in capitals that contains an abbreviation
        return -1
    if name == "paren" and is_byline(text):  # "Par Ann Lee (avec AFP)"
        return -1
    return base + match.start(name) - (name == "paren")


def _is_credit_line(text: str) -> bool:
    """Return whether the whole line `text` is a credit, by its label or as a photographer and a newsroom."""
    if len(text) > _OWN_LENGTH or text.endswith(("!", "?", ";")):
        return False
    label = _CREDIT_LABEL.match(text)
    if label:
        return text[label.end() :].count(" ") < _CREDIT_WORDS and not text.endswith(".")
    return "/" in text and bool(_OWN_LINE.fullmatch(text)) and not text.isupper()


def find_labelled_caption(text: str) -> str | None:
    """Return the caption that a label announces in `text`, empty if it is on the next line; None without a label."""
    match = _CAPTION_LABEL.match(text)
    return text[match.end() :].strip() if match else None


def read_figures(captions: Iterable[tuple[str, int]]) -> Iterator[Figure]:
    """Yield a figure for each distinct caption; each line comes with its credit offset from `find_credit_start`.

    A line that is only a credit joins the caption above it; a source joins the caption below it.
    """
    figures: dict[str, Figure] = {}
    last, source = "", None
    for text, at in captions:
        caption, credit = split_credit(text, at)
        name = fold_key(caption)
        if not name:
            if _SOURCE_FIRST.match(text):
                source = credit
            elif last and not figures[last].credit:
                figures[last] = Figure(caption=figures[last].caption, credit=credit)
            continue
        credit, source = credit or source, None
        if name not in figures or (credit and not figures[name].credit):
            figures[name] = Figure(caption=caption, credit=credit)
        last = name
    yield from figures.values()


def has_name_in_brackets(text: str) -> bool:
    """Return whether `text` is a sentence with a name in brackets after it, like the captions of agencies."""
    return bool(_SENTENCE_IN_BRACKETS.search(text[-_WINDOW:]))


def split_credit(text: str, at: int) -> tuple[str, str | None]:
    """Split a known caption into caption and credit, with `at` from `find_credit_start`.

    Labels such as "Photo by" and "Image caption" belong to neither.
    """
    announced = find_labelled_caption(text)
    if announced is not None:
        at, text = at - (len(text) - len(announced)) if at > 0 else -1, announced
    if at < 0:  # a known caption may name an agency that is in no table
        unknown = _IN_BRACKETS.search(text)
        at = unknown.start() if unknown else -1
    if at < 0:
        return text, None
    caption, credit = text[:at].strip(), text[at:].strip()
    if credit[:1] in "([":
        credit = credit.strip("()[] .")
    label = _CREDIT_LABEL.match(credit) or _LABEL.match(credit)
    if label and label.end() < len(credit):
        credit = credit[label.end() :]
    return caption.rstrip(" |–—-"), credit.strip(" .|–—-") or None
