"""What a segment prints about itself: headline, dates, byline, dateline, figures, publication.

In: a labelled segment of a source document. Out: a story. Nothing is invented: a field that the page
does not print stays None.
"""

import re
from collections.abc import Iterable, Iterator

from generator.ingest.cut import boilerplate, picture_credits
from generator.ingest.cut.datelines import dateline, dateline_end
from generator.ingest.story import Story
from generator.model.article import DateBasis, Figure, PartialDate
from generator.model.source import Block, Label, Provenance, Segment, SourceDocument
from generator.text import dates
from generator.text.detect_language import language
from generator.text.normalise import key

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


def read(segment: Segment, document: SourceDocument) -> Story:
    """The story of `segment`; where the page prints no headline, its first words stand for it."""
    by_label = _by_label(segment.blocks)
    body = by_label.get(Label.BODY, [])
    figures = tuple(_figures(by_label.get(Label.CAPTION, [])))
    lead = body[0].text if body else ""
    date, basis = _date(by_label, segment.blocks, dateline(lead), figures)
    return Story(
        provenance=Provenance(path=document.path, sha256=document.sha256, start=segment.start, end=segment.end),
        title=_title(by_label.get(Label.HEADLINE, []), lead),
        paragraphs=tuple(_paragraphs(body)),
        date=date,
        date_basis=basis,
        publication=_publication(by_label),
        section=_section(by_label),
        page=_page(by_label),
        kicker=_first(by_label, Label.KICKER),
        byline=next((_byline(block.text) for block in by_label.get(Label.BYLINE, [])), None),
        agency=_agency(by_label, segment.blocks, dateline(lead)),
        dateline=dateline(lead),
        language=language(" ".join(block.text for block in body[:_FIRST])[:_SAMPLE]),
        summary=_first(by_label, Label.STANDFIRST),
        figures=figures,
    )


def _by_label(blocks: Iterable[Block]) -> dict[Label, list[Block]]:
    """The blocks under their labels, in order."""
    found: dict[Label, list[Block]] = {}
    for block in blocks:
        found.setdefault(block.label, []).append(block)
    return found


def _title(headlines: list[Block], lead: str) -> str:
    """The headline as printed, or the first words of the text."""
    if headlines:
        return headlines[0].text
    words = lead[dateline_end(lead) :].split()
    title = " ".join(words[:_LEDE_WORDS])
    short = title[:_LEDE_LENGTH].rstrip()  # in some scripts a paragraph is one word
    return short + (" …" if len(words) > _LEDE_WORDS or short != title else "")


def _byline(line: str) -> str:
    """The byline of a line that may hold a date beside it ("By Hala Nasser | November 8, 2017")."""
    parts = re.split(r"\s*[|•·]\s*|\s+[–—-]\s+", line)
    return " | ".join(part for part in parts if not dates.first(part)) or line


def _section(by_label: dict[Label, list[Block]]) -> str | None:
    """The section line, or the innermost section of the trail that is not the headline itself."""
    headlines = {key(block.text) for block in by_label.get(Label.HEADLINE, [])}
    for block in reversed(by_label.get(Label.SECTION, [])):
        names = boilerplate.sections(block.text) if boilerplate.is_trail(block.text) else (block.text,)
        if inner := [name for name in names if key(name) not in headlines]:
            return inner[-1]
    return None


def _first(by_label: dict[Label, list[Block]], label: Label) -> str | None:
    """The first block with a label as printed."""
    return next((block.text for block in by_label.get(label, [])), None)


def _page(by_label: dict[Label, list[Block]]) -> str | None:
    """The page of the paper that the print-edition line names ("A12")."""
    found = (_PRINT_PAGE.search(block.text) for block in by_label.get(Label.PRINT_EDITION, []))
    return next((match["page"] for match in found if match), None)


def _agency(by_label: dict[Label, list[Block]], blocks: Iterable[Block], printed_dateline: str | None) -> str | None:
    """The news agency as printed: in the dateline, in the byline, or signed below the story."""
    if printed_dateline and (match := _IN_DATELINE.search(printed_dateline)):
        return match["agency"].strip()
    for block in by_label.get(Label.BYLINE, []):
        if match := _AGENCY.search(block.text):
            return match[0]
    return next((block.text.rstrip(".") for block in blocks if block.reason == "sign-off"), None)


def _paragraphs(body: list[Block]) -> Iterator[str]:
    """The body's paragraphs, the first without its dateline."""
    for n, block in enumerate(body):
        text = block.text if n else block.text[dateline_end(block.text) :]
        yield re.sub(r" {2,}", " ", text)


def _figures(captions: list[Block]) -> Iterator[Figure]:
    """A figure for each caption that differs; a line that is only a credit joins the one before it."""
    seen: dict[str, Figure] = {}
    last = ""
    for block in captions:
        caption, credit = picture_credits.split(block.text, block.credit)
        name = key(caption)
        if not name:
            if last and not seen[last].credit:
                seen[last] = Figure(caption=seen[last].caption, credit=credit)
            continue
        if name not in seen or (credit and not seen[name].credit):
            seen[name] = Figure(caption=caption, credit=credit)
        last = name
    yield from seen.values()


def _date(
    by_label: dict[Label, list[Block]],
    blocks: Iterable[Block],
    printed_dateline: str | None,
    figures: tuple[Figure, ...],
) -> tuple[PartialDate | None, DateBasis | None]:
    """The day of publication by the best basis that the page prints; None where it prints none."""
    for block in by_label.get(Label.PRINT_EDITION, []):
        if date := dates.first(block.text):
            return date, DateBasis.PRINT_EDITION
    for block in (*by_label.get(Label.DATE, []), *by_label.get(Label.BYLINE, [])):
        if date := dates.whole_line(block.text) or dates.first(block.text):
            return date, DateBasis.PAGE
    if printed_dateline and (date := dates.first(printed_dateline)):
        return date, DateBasis.DATELINE
    for block in blocks:
        if (match := _URL_DATE.search(block.text)) and (date := PartialDate.of(*(int(n or 0) for n in match.groups()))):
            return date, DateBasis.URL
    for figure in figures:
        date = dates.first(figure.caption)
        if date and date.day:
            return date, DateBasis.CAPTION
    return None, None


def _publication(by_label: dict[Label, list[Block]]) -> str | None:
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
