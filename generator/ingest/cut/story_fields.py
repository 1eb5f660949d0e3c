"""What a segment prints about itself: headline, dates, byline, dateline, figures, publication.

In: a labelled segment of a source document. Out: a story. Nothing is invented: a field that the page
does not print stays None.
"""

import re
from collections.abc import Iterable, Iterator

from generator.ingest.cut import boilerplate, picture_credits
from generator.ingest.cut.datelines import find_dateline_end, parse_dateline
from generator.ingest.story import Story
from generator.model.article import DateBasis, Figure, PartialDate, PrintedFields
from generator.model.source import Block, Label, Provenance, Segment, SourceDocument
from generator.text import dates
from generator.text.detect_language import detect_language
from generator.text.normalise import fold_key

_PRINTED_IN = re.compile(
    r"(?:(?i:print(?:ed)? edition of|edition of|(?:in|from) print in|printed in|appeared in|published in|from))\s+"
    r"(?:(?i:print) (?:on|of)\s[^,]{3,30}(?:,\s\d{4})?,\sin\s)?"
    r"(?P<name>(?:[Tt]he |[Ll]e |[Ll]a |[Ee]l |[Dd]ie |[Dd]er )?[A-ZÀ-Þ][^,.;:()\d]{1,60}?)"
    r"(?=\s*(?:,|\.|;|\(|$)|\s+(?:on|of|dated|for|from|under|with|at|in|as|print)\b|['’]s\b)"
)
_RIGHTS = re.compile(
    r"(?i:(?:©|\(c\)|copyright)(?:\s*(?:©|\(c\)|copyright|\d{4}(?:\s*[-–]\s*\d{2,4})?|by|,))*)\s*"
    r"(?P<name>[A-ZÀ-Þ][\w'’&-]*(?:\s(?:[A-ZÀ-Þ][\w'’&-]*|of|de|and|&)){0,5})"
)
_NO_NAME = re.compile(r"(?:all|copyright|rights|reserved|inc|ltd|site|powered)\b", re.IGNORECASE)
_COMPANY = re.compile(
    r"[,\s]+(?:all rights.*|inc|ltd|llc|plc|gmbh|media|group|company|co|publishing)\.?$", re.IGNORECASE
)
_PRINT_PAGE = re.compile(r"\b(?i:page|p\.|seite|página|pagina|صفحة)\s?(?P<page>[A-Z]{0,2}-?\d{1,3}[A-Z]?)\b")
_IN_DATELINE = re.compile(r"\((?P<agency>[^()]{2,30})\)\s*$")
_AGENCY = re.compile(
    r"\b(?:Associated Press|Agence France-Presse|United Press International|Reuters|Press Association|Bloomberg|Xinhua"
    r"|Deutsche Presse-Agentur|Anadolu(?: Agency)?|Inter Press Service|AP|AFP|UPI|DPA|dpa|EFE|ANSA|TASS|SANA|WAM|MENA"
    r"|رويترز|فرانس برس|أ ف ب|الأناضول|سانا)\b"
)
_URL_DATE = re.compile(r"https?://\S{0,300}?/((?:19|20)\d\d)[/-](\d\d)(?:[/-](\d\d))?(?=\D)")
# So much of the text tells its language.
_SAMPLE = 450
_FIRST = 5
_LEDE_WORDS = 12
_LEDE_LENGTH = 120


def read_story(segment: Segment, document: SourceDocument) -> Story:
    """The story of `segment`; where the page prints no headline, its first words stand for it."""
    by_label = _group_by_label(segment.blocks)
    body = by_label.get(Label.BODY, [])
    figures = tuple(_build_figures(by_label.get(Label.CAPTION, [])))
    lead = body[0].text if body else ""
    date, basis = _find_date(by_label, segment.blocks, parse_dateline(lead), figures)
    printed = PrintedFields(
        title=_choose_title(by_label.get(Label.HEADLINE, []), lead),
        date=date,
        date_basis=basis,
        publication=_find_publication(by_label),
        section=_find_section(by_label),
        page=_find_page(by_label),
        kicker=_find_first(by_label, Label.KICKER),
        byline=next((_clean_byline(block.text) for block in by_label.get(Label.BYLINE, [])), None),
        agency=_find_agency(by_label, segment.blocks, parse_dateline(lead)),
        dateline=parse_dateline(lead),
        language=detect_language(" ".join(block.text for block in body[:_FIRST])[:_SAMPLE]),
        summary=_find_first(by_label, Label.STANDFIRST),
        figures=figures,
    )
    return Story(
        provenance=Provenance(path=document.path, sha256=document.sha256, start=segment.start, end=segment.end),
        printed=printed,
        paragraphs=tuple(_build_paragraphs(body)),
    )


def _group_by_label(blocks: Iterable[Block]) -> dict[Label, list[Block]]:
    """The blocks under their labels, in order."""
    blocks_by_label: dict[Label, list[Block]] = {}
    for block in blocks:
        blocks_by_label.setdefault(block.label, []).append(block)
    return blocks_by_label


def _choose_title(headlines: list[Block], lead: str) -> str:
    """The headline as printed, or the first words of the text."""
    if headlines:
        return headlines[0].text
    words = lead[find_dateline_end(lead) :].split()
    title = " ".join(words[:_LEDE_WORDS])
    short = title[:_LEDE_LENGTH].rstrip()  # in some scripts a paragraph is one word
    return short + (" …" if len(words) > _LEDE_WORDS or short != title else "")


def _clean_byline(line: str) -> str:
    """The byline of a line that may hold a date beside it ("By Hala Nasser | November 8, 2017")."""
    parts = re.split(r"\s*[|•·]\s*|\s+[–—-]\s+", line)
    return " | ".join(part for part in parts if not dates.find_first_date(part)) or line


def _find_section(by_label: dict[Label, list[Block]]) -> str | None:
    """The section line, or the innermost section of the trail that is not the headline itself."""
    headlines = {fold_key(block.text) for block in by_label.get(Label.HEADLINE, [])}
    for block in reversed(by_label.get(Label.SECTION, [])):
        names = boilerplate.parse_sections(block.text) if boilerplate.is_trail(block.text) else (block.text,)
        if inner := [name for name in names if fold_key(name) not in headlines]:
            return inner[-1]
    return None


def _find_first(by_label: dict[Label, list[Block]], label: Label) -> str | None:
    """The first block with a label as printed."""
    return next((block.text for block in by_label.get(label, [])), None)


def _find_page(by_label: dict[Label, list[Block]]) -> str | None:
    """The page of the paper that the print-edition line names ("A12")."""
    matches = (_PRINT_PAGE.search(block.text) for block in by_label.get(Label.PRINT_EDITION, []))
    return next((match["page"] for match in matches if match), None)


def _find_agency(
    by_label: dict[Label, list[Block]], blocks: Iterable[Block], printed_dateline: str | None
) -> str | None:
    """The news agency as printed: in the dateline, in the byline, or signed below the story."""
    if printed_dateline and (match := _IN_DATELINE.search(printed_dateline)):
        return match["agency"].strip()
    for block in by_label.get(Label.BYLINE, []):
        if match := _AGENCY.search(block.text):
            return match[0]
    return next((block.text.rstrip(".") for block in blocks if block.reason == "sign-off"), None)


def _build_paragraphs(body: list[Block]) -> Iterator[str]:
    """The body's paragraphs, the first without its dateline."""
    for n, block in enumerate(body):
        text = block.text if n else block.text[find_dateline_end(block.text) :]
        yield re.sub(r" {2,}", " ", text)


def _build_figures(captions: list[Block]) -> Iterator[Figure]:
    """A figure for each caption that differs; a line that is only a credit joins the one before it."""
    figures_by_caption: dict[str, Figure] = {}
    last = ""
    for block in captions:
        caption, credit = picture_credits.split_credit(block.text, block.credit)
        name = fold_key(caption)
        if not name:
            if last and not figures_by_caption[last].credit:
                figures_by_caption[last] = Figure(caption=figures_by_caption[last].caption, credit=credit)
            continue
        if name not in figures_by_caption or (credit and not figures_by_caption[name].credit):
            figures_by_caption[name] = Figure(caption=caption, credit=credit)
        last = name
    yield from figures_by_caption.values()


def _find_date(
    by_label: dict[Label, list[Block]],
    blocks: Iterable[Block],
    printed_dateline: str | None,
    figures: tuple[Figure, ...],
) -> tuple[PartialDate | None, DateBasis | None]:
    """The day of publication by the best basis that the page prints; None where it prints none."""
    for block in by_label.get(Label.PRINT_EDITION, []):
        if date := dates.find_first_date(block.text):
            return date, DateBasis.PRINT_EDITION
    for block in (*by_label.get(Label.DATE, []), *by_label.get(Label.BYLINE, [])):
        if date := dates.parse_date_line(block.text) or dates.find_first_date(block.text):
            return date, DateBasis.PAGE
    if printed_dateline and (date := dates.find_first_date(printed_dateline)):
        return date, DateBasis.DATELINE
    for block in blocks:
        if (match := _URL_DATE.search(block.text)) and (
            date := PartialDate.from_numbers(*(int(n or 0) for n in match.groups()))
        ):
            return date, DateBasis.URL
    for figure in figures:
        date = dates.find_first_date(figure.caption)
        if date and date.day:
            return date, DateBasis.CAPTION
    return None, None


def _find_publication(by_label: dict[Label, list[Block]]) -> str | None:
    """The publication that the print-edition line or the page's rights notice names."""
    for block in by_label.get(Label.PRINT_EDITION, []):
        if match := _PRINTED_IN.search(block.text):
            return match["name"].strip()
    for block in by_label.get(Label.FURNITURE, []):
        if block.reason != "rights notice":
            continue
        match = _RIGHTS.match(block.text)
        if match and not _NO_NAME.match(match["name"]):
            return _COMPANY.sub("", match["name"]).strip()
    return None
