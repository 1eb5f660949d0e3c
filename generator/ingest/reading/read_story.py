"""What a segment prints about itself: headline, dates, byline, dateline, figures, publication.

In: a labelled segment of a source document, with its byline and date as they were chosen among its lines. Out: a story.
Nothing is invented: a field that the page does not print stays None.
"""

import re
from collections.abc import Iterable, Sequence

import msgspec

from generator.ingest.reading import boilerplate
from generator.ingest.reading.bylines import Byline
from generator.ingest.reading.choose_byline import choose_byline
from generator.ingest.reading.datelines import Dateline, split_dateline
from generator.ingest.reading.page_dates import PageDate, choose_date, find_lede_date
from generator.ingest.reading.picture_credits import read_figures
from generator.ingest.reading.publications import find_print_publication, find_rights_holder, find_url, read_url_date
from generator.ingest.reading.structure import read_structure
from generator.ingest.story import Story
from generator.model.article import DateBasis, Figure, PartialDate, PrintedFields
from generator.model.document import SourceDocument
from generator.model.source import Block, Label, Provenance, Segment
from generator.text import dates
from generator.text.detect_language import detect_story_language
from generator.text.normalise import fold_key

_PRINT_PAGE = re.compile(r"\b(?i:page|p\.|seite|página|pagina|صفحة)\s?(?P<page>[A-Z]{0,2}-?\d{1,3}[A-Z]?)\b")
# Buttons that a page joins to its headline.
_BUTTON = (
    r"have your say|listen to (?:this |the )?(?:article|story)|read aloud|(?:save|share|print) this (?:article|story)"
    r"|artikel (?:anhören|merken|teilen)|écouter l['’]article|escuchar (?:el|este) artículo|ascolta l['’]articolo"
)
_BUTTONS = re.compile(
    rf"^(?:{_BUTTON})[\s:|·-]+(?=\S)|(?<=\S)[\s|·-]+(?:{_BUTTON}|\d+ (?:comments?|kommentare?))$", re.IGNORECASE
)
# What a line about rights has near its beginning.
_RIGHTS_MARK, _RIGHTS_REACH = re.compile(r"©|\(c\)|copyright", re.IGNORECASE), 120
_LEDE_WORDS = 12
_LEDE_LENGTH = 120
# A longer line is a paragraph, whose dates are not the story's.
_DATED = 200
# An agency signs among so many lines behind the text.
_SIGNED_REACH = 3


class Signature(msgspec.Struct, frozen=True):
    """The lines that sign a story, by their index among its blocks: byline and date."""

    language: str | None = None
    byline: Byline | None = None
    date: PageDate | None = None
    byline_block: int = -1
    date_block: int = -1


def choose_signature(texts: Sequence[str], headline: int, body: Sequence[int]) -> Signature:
    """Return the byline and date of a story among the lines `texts` of its zone; `body` are indexes of its text."""
    printed_language = detect_story_language(texts[n] for n in body)
    byline = choose_byline(texts, headline, body[0], body[-1])
    short = [text if len(text) <= _DATED else "" for text in texts]
    date = choose_date(short, headline, body[0], body[-1], printed_language)
    return Signature(
        printed_language,
        byline[1] if byline else None,
        date,
        byline[0] if byline else -1,
        date.line if date else -1,
    )


def read_story(segment: Segment, document: SourceDocument, signature: Signature) -> Story:
    """Return the story of `segment`; if the page prints no headline, its first words stand for it."""
    by_label: dict[Label, list[Block]] = {}
    for block in segment.blocks:
        by_label.setdefault(block.label, []).append(block)
    body = by_label.get(Label.BODY, [])
    figures = tuple(read_figures((block.text, block.credit) for block in by_label.get(Label.CAPTION, [])))
    dateline = split_dateline(body[0].text) if body else None
    date, basis = _read_date(by_label, segment.blocks, dateline, figures, signature)
    paragraphs, kinds = read_structure(body, document, dateline.end if dateline else 0)
    return Story(
        provenance=Provenance(
            path=document.path,
            sha256=document.sha256,
            start=segment.start,
            end=segment.end,
            locator=document.locator,
        ),
        printed=PrintedFields(
            title=_read_title(
                by_label.get(Label.HEADLINE, []), body[0].text[dateline.end if dateline else 0 :] if body else ""
            ),
            date=date,
            date_basis=basis,
            modified=signature.date.modified if signature.date else None,
            publication=_read_publication(by_label),
            section=_read_section(by_label),
            page=_read_page(by_label),
            kicker=_find_first_text(by_label, Label.KICKER),
            byline=signature.byline.text if signature.byline else None,
            agency=_read_agency(segment.blocks, dateline, signature),
            dateline=dateline.text if dateline else None,
            language=signature.language,
            summary=_find_first_text(by_label, Label.STANDFIRST),
            url=find_url([block.text for block in segment.blocks]),
            figures=figures,
        ),
        paragraphs=paragraphs,
        kinds=kinds,
        doubt=segment.doubt,
    )


def _read_title(headlines: Sequence[Block], lead: str) -> str:
    """Return the headline as printed, or the first words of the text."""
    if headlines:
        plain = headlines[0].text.lstrip("# ")
        return _BUTTONS.sub("", plain) or plain or headlines[0].text
    words = lead.split()
    title = " ".join(words[:_LEDE_WORDS])
    short = title[:_LEDE_LENGTH].rstrip()  # in some scripts a paragraph is one word
    return short + (" …" if len(words) > _LEDE_WORDS or short != title else "")


def _read_section(by_label: dict[Label, list[Block]]) -> str | None:
    """Return the section line, or the innermost section of the trail that is not the headline itself."""
    headlines = {fold_key(block.text) for block in by_label.get(Label.HEADLINE, [])}
    for block in reversed(by_label.get(Label.SECTION, [])):
        names = boilerplate.parse_sections(block.text) if boilerplate.is_trail(block.text) else (block.text,)
        if inner := [name for name in names if fold_key(name) not in headlines]:
            return inner[-1]
    return None


def _find_first_text(by_label: dict[Label, list[Block]], label: Label) -> str | None:
    """Return the first block with a label as printed."""
    return next((block.text for block in by_label.get(label, [])), None)


def _read_page(by_label: dict[Label, list[Block]]) -> str | None:
    """Return the page of the paper that the print-edition line names ("A12")."""
    matches = (_PRINT_PAGE.search(block.text) for block in by_label.get(Label.PRINT_EDITION, []))
    return next((match["page"] for match in matches if match), None)


def _read_agency(blocks: Sequence[Block], dateline: Dateline | None, signature: Signature) -> str | None:
    """Return the news agency as printed: in the dateline, in the byline, or signed below the story."""
    if dateline and dateline.agency:
        return dateline.agency
    if signature.byline and signature.byline.agency:
        return signature.byline.agency
    last = max((n for n, block in enumerate(blocks) if block.label is Label.BODY), default=len(blocks))
    below = (block for block in blocks[last + 1 : last + 1 + _SIGNED_REACH] if boilerplate.is_sign_off(block.text))
    return next((block.text.strip().rstrip(".") for block in below), None)


def _read_date(
    by_label: dict[Label, list[Block]],
    blocks: Iterable[Block],
    dateline: Dateline | None,
    figures: tuple[Figure, ...],
    signature: Signature,
) -> tuple[PartialDate | None, DateBasis | None]:
    """Return the day of publication by the best basis that the page prints; None if it prints none."""
    body = by_label.get(Label.BODY, [])
    for block in by_label.get(Label.PRINT_EDITION, []):
        if mention := dates.find_date(block.text):
            return mention.date, DateBasis.PRINT_EDITION
    if signature.date and signature.date.date:
        return signature.date.date, signature.date.basis
    if dateline and dateline.date:
        return dateline.date, DateBasis.DATELINE
    if body and (date := find_lede_date(body[0].text)):
        return date, DateBasis.DATELINE
    for block in blocks:
        if "://" in block.text and (date := read_url_date(block.text)):
            return date, DateBasis.URL
    for figure in figures:
        pictured = dates.find_date(figure.caption)
        if pictured and pictured.date and pictured.date.day:
            return pictured.date, DateBasis.CAPTION
    return None, None


def _read_publication(by_label: dict[Label, list[Block]]) -> str | None:
    """Return the publication that the print-edition line or the page's rights notice names; no house of several."""
    for block in by_label.get(Label.PRINT_EDITION, []):
        if name := find_print_publication(block.text):
            return name
    for block in by_label.get(Label.FURNITURE, []):
        if _RIGHTS_MARK.search(block.text, 0, _RIGHTS_REACH) and (rights := find_rights_holder(block.text)):
            return None if rights.is_house else rights.name
    return None
