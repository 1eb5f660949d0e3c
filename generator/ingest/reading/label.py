"""What each unit around a story is: headline, section, byline, date, caption, body or furniture.

In: a page and what was judged of it. Out: segments, whose blocks hold every unit once. Which units are text is decided
in judge.py; here the lines around the text get their names, by what they print and where they stand.
"""

import re
from collections.abc import Mapping, Sequence

import msgspec

from generator.ingest.reading import boilerplate, picture_credits
from generator.ingest.reading.bylines import is_byline, parse_byline
from generator.ingest.reading.picture_credits import find_labelled_caption
from generator.ingest.reading.pieces import Page
from generator.ingest.reading.read_story import Signature, choose_signature
from generator.ingest.reading.units import Unit
from generator.model.document import SourceDocument
from generator.model.source import Block, Label, Segment
from generator.text.dates import read_date_line
from generator.text.normalise import fold_key

# Captions, dates and bylines stand at most so many units above the headline.
_HEAD_REACH = 6
# A story's date stands so near above its headline; farther up it is the day on which the page was looked at.
_DATE_REACH = 2
# A byline or date stands among so many first units of the text, if no headline parts them from it.
_SIGNED_REACH = 4
# What signs a story is looked for so many units above its headline or text, and below it.
_SIGNED_ABOVE, _SIGNED_BELOW = 30, 25
_STANDFIRST_WORDS = range(5, 61)
_CAPTION_WORDS = 90
# What may end a caption, and how long a credit on a line of its own is.
_BRACKETS, _CREDIT_LENGTH = frozenset(")]"), 80
# "2/14" above a picture of a gallery.
_PICTURE_COUNT = re.compile(r"\d{1,3}\s?(?:/|of)\s?\d{1,3}")
_SECTION_WORDS = range(1, 5)
# What stands above a headline and says of what kind the story is.
_GENRES = frozenset(
    """analysis|opinion|comment|commentary|editorial|interview|exclusive|explainer|feature|features|profile|obituary
    |obituaries|review|live|update|breaking|special report|investigation|long read|the long read|fact check|q a|essay
    |column|dispatch|reportage|portrait|kommentar|analyse|leitartikel|nachruf|entretien|enquête|enquete|tribune
    |chronique|récit|recit|análisis|analisis|opinión|opinion|entrevista|reportaje|crónica|cronica|editoriale|intervista
    |commento|análise|reportagem|تحليل|رأي|مقابلة|حوار|تقرير|خاص|انتقاد|интервью|мнение|анализ|репортаж
    |комментарий|söyleşi|analiz|yorum|röportaj""".replace("\n", "")
    .replace("    ", "")
    .split("|")
)


# Why a line of a page with nothing else on it is what it is.
_PLAIN = {
    Label.HEADLINE: "first line of the page",
    Label.BODY: "running text",
    Label.BYLINE: "a line that says who wrote it",
    Label.DATE: "a line that is a date",
    Label.PRINT_EDITION: "print-edition line",
    Label.FURNITURE: "",
}


class StoryRows(msgspec.Struct):
    """A story by its units: those of its text in order, its headline and standfirst (-1: none).

    `probability` is how likely it is a story, `odds` are the log-odds that it begins there (None: nothing is above it).
    """

    body: list[int]
    headline: int
    probability: float
    reason: str
    sure: bool
    runners_up: tuple[str, ...] = ()
    standfirst: int = -1

    @property
    def first(self) -> int:
        """The first unit of the text."""
        return self.body[0]

    @property
    def last(self) -> int:
        """The last unit of the text."""
        return self.body[-1]


class Labeller:
    """Names the units of one page. What a unit prints is looked at once, and only near a story."""

    def __init__(self, page: Page, ruled: Mapping[int, str]) -> None:
        """`ruled` are units of which an editor says, in the profile of the publication, what they are."""
        self.page, self.ruled = page, ruled
        self._credits: dict[int, int] = {}

    def label_story(self, document: SourceDocument, story: StoryRows, zone: range) -> tuple[Segment, Signature]:
        """Return the segment of `story`, whose zone are the units `zone`, and which of its lines sign it."""
        body = frozenset(story.body)
        story.standfirst = self._find_standfirst(story)
        blocks = []
        gallery = self._find_gallery(story, zone)
        top = (story.headline if 0 <= story.headline < story.first else story.first) - _HEAD_REACH
        for n in zone:
            if n in body:
                label, reason = Label.BODY, "running text"
            elif n in gallery:
                label, reason = Label.CAPTION, "pictures below the text"
            elif n in self.ruled or top <= n <= story.last or self._may_be_print_edition(n):
                label, reason = self._label_unit(n, story)
            else:
                label, reason = Label.FURNITURE, ""
            blocks.append(self._build_block(document, n, label, reason))
        signature = self._sign(story, zone, blocks)
        _label_signature(blocks, signature)
        _label_biography(blocks, signature)
        own = [block for block in blocks if block.label is not Label.FURNITURE]
        segment = Segment(
            start=own[0].start,
            end=own[-1].end,
            reason=story.reason,
            blocks=tuple(blocks),
            sure=story.sure,
            probability=round(story.probability, 4),
            runners_up=story.runners_up,
        )
        return segment, signature

    def _find_gallery(self, story: StoryRows, zone: range) -> frozenset[int]:
        """Return the captions right below the text, with nothing but captions and numbers of pictures between."""
        below = range(story.last + 1, zone.stop)
        end = next(
            (n for n in below if n in self.ruled or not (self.is_picture_count(n) or self.is_caption(n))), zone.stop
        )
        return frozenset(n for n in range(story.last + 1, end) if not self.is_picture_count(n))

    def is_picture_count(self, n: int) -> bool:
        """Return whether a unit numbers a picture of a gallery."""
        text = self.page.units[n].text
        return text[:1].isdecimal() and _PICTURE_COUNT.fullmatch(text) is not None

    def _may_be_print_edition(self, n: int) -> bool:
        key = self.page.units[n].key
        return "print" in key or "edition" in key or "appear" in key or " page" in key

    def _sign(self, story: StoryRows, zone: range, blocks: Sequence[Block]) -> Signature:
        """Return the byline and date of a story, looked for around it."""
        top = story.headline if story.headline >= 0 else story.first
        start, stop = max(zone.start, top - _SIGNED_ABOVE), min(zone.stop, story.last + 1 + _SIGNED_BELOW)
        texts = [self._get_signing_text(n, story, blocks[n - zone.start]) for n in range(start, stop)]
        headline = story.headline - start if story.headline >= 0 else -1
        signature = choose_signature(texts, headline, [n - start for n in story.body])
        offset = start - zone.start
        return msgspec.structs.replace(
            signature,
            byline_block=signature.byline_block + offset if signature.byline_block >= 0 else -1,
            date_block=signature.date_block + offset if signature.date_block >= 0 else -1,
        )

    def _get_signing_text(self, n: int, story: StoryRows, block: Block) -> str:
        """Return what a unit may say of who wrote a story, or when; nothing if it is a caption."""
        if block.label is Label.CAPTION or n in self.ruled:
            return ""
        above = story.headline if story.headline >= 0 else story.body[0]
        if n < above and self.page.dates[n] and self._is_masthead(range(n + 1, above)):
            return ""
        return block.text

    def find_zone(self, headline: int, floor: int) -> int:
        """Return where the zone of a story begins: at the section line right above its headline, if there is one."""
        above = headline - 1
        if above >= floor and self._is_section(above) and self.page.blanks[above] > 0:
            return above
        return headline

    def _label_unit(self, n: int, story: StoryRows) -> tuple[Label, str]:
        """Return what a unit is that is no text."""
        if n in self.ruled:
            return Label.FURNITURE, self.ruled[n]
        if n == story.standfirst:
            return Label.STANDFIRST, "a sentence between the headline and the byline or date"
        if n == story.headline:
            return Label.HEADLINE, story.reason
        if n < story.first:
            return self._label_above_text(n, story)
        if n <= story.last:
            return self._label_in_text(n, story)
        if boilerplate.is_print_edition(self.page.units[n].text):
            return Label.PRINT_EDITION, "print-edition line"
        return Label.FURNITURE, ""

    def _label_above_text(self, n: int, story: StoryRows) -> tuple[Label, str]:
        """Return what a unit above the text is."""
        page, at = self.page, story.headline
        if 0 <= at < n and page.units[n].key == page.units[at].key:
            return Label.HEADLINE, "the headline again"
        base = at if at >= 0 else story.first
        if n < base - _HEAD_REACH:
            return Label.FURNITURE, ""
        if self.is_caption(n):
            return Label.CAPTION, self._explain_caption(n)
        if page.words[n] < 20 and is_byline(page.units[n].text):
            return Label.BYLINE, "a line that says who wrote it"
        if self._is_date(n):
            if n < at and self._is_masthead(range(n + 1, at)):
                return Label.FURNITURE, "the day of the visit, above the menu"
            return Label.DATE, "a line that is a date"
        if n < at:
            return self._label_above_headline(n, at)
        if page.words[n] > 3 and self._is_late_caption(n):
            return Label.CAPTION, "printed again, or with a name in brackets, above the text"
        return Label.FURNITURE, ""

    def _label_above_headline(self, n: int, at: int) -> tuple[Label, str]:
        """Return what a line above the headline at `at` is that is no date, byline or caption."""
        unit = self.page.units[n]
        if boilerplate.is_trail(unit.text):
            return Label.SECTION, "the trail of sections above the headline"
        if n == at - 1 and fold_key(unit.text) in _GENRES:
            return Label.KICKER, "what kind of story it is, above the headline"
        if n == at - 1 and self._is_section(n) and (self.page.blanks[n] > 0 or self._has_only_menu_above(n)):
            return Label.SECTION, "a short line above the headline"
        return Label.FURNITURE, ""

    def _label_in_text(self, n: int, story: StoryRows) -> tuple[Label, str]:
        """Return what a unit between the first and the last of the text is."""
        page = self.page
        if 0 <= story.headline < n and page.units[n].key == page.units[story.headline].key:
            return Label.FURNITURE, "the headline again"
        if self.is_caption(n):
            return Label.CAPTION, self._explain_caption(n)
        if n < story.first + _SIGNED_REACH and page.words[n] < 20:
            if is_byline(page.units[n].text):
                return Label.BYLINE, "a line that says who wrote it"
            if self._is_date(n):
                return Label.DATE, "a line that is a date"
        return Label.FURNITURE, ""

    def _find_standfirst(self, story: StoryRows) -> int:
        """Return the standfirst: the unit right below the headline, above the byline or date; -1 if there is none."""
        page, n, first = self.page, story.headline + 1, story.first
        if story.headline < 0 or story.headline >= first:
            return -1
        while n < first and (
            self.is_caption(n) or page.units[n].key == page.units[story.headline].key or page.words[n] < 3
        ):
            n += 1
        if n >= len(page.units) or n > first or page.words[n] not in _STANDFIRST_WORDS or page.datelines[n]:
            return -1
        unit = page.units[n]
        if unit.bullet or page.units[story.headline].key in unit.key or parse_byline(unit.text) or self._is_date(n):
            return -1
        below = range(n + 1, min(n + 4, story.body[-1]))
        signed = next((m for m in below if self._is_date(m) or is_byline(page.units[m].text)), None)
        text = next((m for m in below if page.prose[m] and not self.is_caption(m)), below.stop)
        return n if n != first and signed is not None and signed < text else -1

    def is_caption(self, n: int) -> bool:
        """Return whether a unit is a caption wherever it stands: printed twice in a row, or ended by a credit."""
        page = self.page
        marks = page.units[n].marks
        if marks is not None and marks.is_caption:
            return True
        if page.follows[n] and page.words[n] > 3:
            return True
        if page.pictures[n] and find_labelled_caption(page.units[n].text) is not None:
            return True
        if n and page.pictures[n - 1] and find_labelled_caption(page.units[n - 1].text) == "":
            return True
        credit = self.find_credit(n) if page.words[n] <= _CAPTION_WORDS else -1
        if credit >= 0 and (credit == 0 or not page.units[n].terminal):
            return True
        below = n + 1
        unit = page.units[n]
        if below < len(page.units) and unit.terminal and unit.text[-1] != "?" and 3 < page.words[n] <= 60:
            is_near = page.blanks[below] < 0 or (
                n > 0 and not page.units[below].blanks and self.is_picture_count(n - 1)
            )
            return is_near and self.find_credit(below) == 0
        return False

    def _explain_caption(self, n: int) -> str:
        marks = self.page.units[n].marks
        is_marked = marks is not None and marks.is_caption
        return "marked as a caption" if is_marked else "printed twice in a row or ended by a credit"

    def may_be_caption(self, n: int) -> bool:
        """Return whether anything at a unit or beside it suggests a picture, so that `is_caption` is worth asking."""
        page, last = self.page, len(self.page.units) - 1
        pictures, below = page.pictures, min(n + 1, last)
        marks = page.units[n].marks
        if marks is not None and marks.is_caption:
            return True
        if page.follows[n] or pictures[n] or pictures[below] or (n and pictures[n - 1]):
            return True
        text, next_text = page.units[n].text, page.units[below].text
        return (
            text[-1:] in _BRACKETS
            or ("/" in text and len(text) <= _CREDIT_LENGTH)
            or ("/" in next_text and len(next_text) <= _CREDIT_LENGTH)
        )

    def find_credit(self, n: int) -> int:
        """Return where a picture credit begins in a unit, -1 if none ends it."""
        if n not in self._credits:
            text = self.page.units[n].text
            is_page = boilerplate.find_rule(text) not in (None, "picture mark")
            self._credits[n] = -1 if is_page else picture_credits.find_credit_start(text)
        return self._credits[n]

    def _is_date(self, n: int) -> bool:
        if self.page.words[n] > 18:
            return False
        line = read_date_line(self.page.units[n].text)
        return line is not None and (line.is_whole or line.is_apart)

    def _is_masthead(self, between: range) -> bool:
        """Return whether the menu, or too much else, stands between a date and the headline below it."""
        units = self.page.units
        return len(between) > _DATE_REACH or any(
            units[n].bullet or boilerplate.find_rule(units[n].text) for n in between
        )

    def _is_section(self, n: int) -> bool:
        unit = self.page.units[n]
        words = self.page.words[n]
        if words not in _SECTION_WORDS or unit.bullet or unit.terminal or any(map(str.isdigit, unit.text)):
            return False
        return not (boilerplate.find_rule(unit.text) or self._is_date(n) or is_byline(unit.text))

    def _has_only_menu_above(self, n: int) -> bool:
        return all(unit.bullet or boilerplate.find_rule(unit.text) for unit in self.page.units[:n])

    def _is_late_caption(self, n: int) -> bool:
        unit = self.page.units[n]
        if boilerplate.find_rule(unit.text):
            return False
        return self.page.repeats[n] > 1 or picture_credits.has_name_in_brackets(unit.text)

    def _build_block(self, document: SourceDocument, n: int, label: Label, reason: str) -> Block:
        unit, lines = self.page.units[n], document.lines
        credit = self.find_credit(n) if label is Label.CAPTION else -1
        start, end = lines[unit.first].start, lines[unit.last].end
        return Block(unit.text, start, end, label, reason, credit, self.page.body[n])


def label_plain_page(
    document: SourceDocument, units: Sequence[Unit], story: StoryRows, signature: Signature
) -> Segment:
    """Return the segment of a story that is all of its page."""
    blocks = []
    for n, unit in enumerate(units):
        label = Label.HEADLINE if n == story.headline else Label.BODY if n <= story.last else Label.FURNITURE
        if n != story.headline and n < story.first:
            label = Label.BYLINE if n == signature.byline_block else Label.DATE
        elif n > story.last and boilerplate.is_print_edition(unit.text):
            label = Label.PRINT_EDITION
        start, end = document.lines[unit.first].start, document.lines[unit.last].end
        blocks.append(Block(unit.text, start, end, label, _PLAIN[label]))
    _label_biography(blocks, signature)
    return Segment(
        start=blocks[0].start,
        end=max(block.end for block in blocks if block.label is not Label.FURNITURE),
        reason=story.reason,
        blocks=tuple(blocks),
        probability=story.probability,
    )


def _label_biography(blocks: list[Block], signature: Signature) -> None:
    """Name what stands below the text about its writer, whose full name begins it."""
    names = tuple(f"{name} " for name in signature.byline.names if " " in name) if signature.byline else ()
    body = [n for n, block in enumerate(blocks) if names and block.label is Label.BODY]
    while len(body) > 1 and blocks[body[-1]].text.startswith(names):
        n = body.pop()
        blocks[n] = msgspec.structs.replace(blocks[n], label=Label.FURNITURE, reason="about the writer, below the text")


def _label_signature(blocks: list[Block], signature: Signature) -> None:
    """Name the lines that were chosen as byline and date, if they are no text and nothing else."""
    for n, label, reason in (
        (signature.byline_block, Label.BYLINE, "the line that says who wrote it"),
        (signature.date_block, Label.DATE, "the line that says when it was published"),
    ):
        if n >= 0 and blocks[n].label is Label.FURNITURE:
            blocks[n] = msgspec.structs.replace(blocks[n], label=label, reason=reason)
