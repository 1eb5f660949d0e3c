"""Account for every byte of the saved pages: article, duplicate, furniture, markup or rejected.

In: a page's bytes and its segments; which copies are copies of record; the sizes on disk. Out: spans that cover a page
without gaps, the account of a page, the totals of an archive, and a problem wherever the sum is wrong.

A block of a story's own text (headline, byline, body …) counts for the story: as article in the copy of record, as
duplicate in any other copy. Other blocks are furniture. Line ends, blank lines and a byte order mark belong to the
story if it is on both sides of them, and are furniture elsewhere. Of a page with marks, only the bytes of its text
count as a block, and all others are markup. A file without a story is rejected as a whole.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import Enum

import msgspec

from generator.ingest.cut.source_keys import format_page_key
from generator.ingest.html.marked_text import extract_marked_text
from generator.model.article import ArticleId
from generator.model.capture import Capture
from generator.model.document import SourceDocument
from generator.model.problem import Problem, Result
from generator.model.source import Block, Label, Provenance, Segment
from generator.model.value import Value
from generator.text.counts import format_count
from generator.text.normalise import clean_line

_LINE_ENDS = re.compile(rb"[\r\n]+")
# The number of characters quoted from text that is in no part of its page.
_QUOTED_LENGTH = 40


class PageOutcome(Enum):
    """What became of a file in `content/sources/` before stories are looked for in it."""

    READ = "read"
    UNREADABLE = "unreadable"
    UNREAD_KIND = "kind not read"
    IGNORED = "ignored"
    RECORDS = "records"


class ByteSpan(msgspec.Struct, frozen=True, gc=False):
    """A run of bytes: the story that it counts for (position of its segment, None: furniture) and its block.

    `block` is None between blocks; `end` is exclusive.
    """

    start: int
    end: int
    story: int | None
    block: Block | None


class StoryAccount(msgspec.Struct, frozen=True, gc=False):
    """A story on a page: its place, size in bytes, the reason for the cut before it, the certainty of the cut.

    `runners_up` are other lines that may be the headline of a doubtful story.
    """

    source: Provenance
    size: int
    reason: str = ""
    is_sure: bool = True
    runners_up: tuple[str, ...] = ()


class PageAccount(Value, frozen=True):
    """What the bytes of one saved page count as, as far as the page alone decides.

    `rejected` is None if the file was not read: then all of it is rejected. `faults` are facts about parts that
    overlap, or leave text out. `lost_prose` counts the characters of running text in no story, if they are many.
    `markup` are bytes that no reader sees. `size` is that of the page if it is a record or compressed, None if the page
    is the file. The account of a file of records has only `parts`: what its bytes are, such as pages or headers, and
    their `size` if it is compressed.
    """

    path: str
    stories: tuple[StoryAccount, ...] = ()
    furniture: int = 0
    rejected: int | None = 0
    faults: tuple[str, ...] = ()
    outcome: PageOutcome = PageOutcome.READ
    lost_prose: int = 0
    markup: int = 0
    size: int | None = None
    locator: str = ""
    parts: tuple[tuple[str, int], ...] = ()

    @property
    def key(self) -> str:
        """The key of the page among all pages."""
        return format_page_key(self.path, self.locator)


class ByteTotals(Value, frozen=True):
    """Bytes by what they count as, over some saved pages. `size` is that of the pages, without compression.

    `markup` are tags, scripts and styles, which no reader sees.
    """

    pages: int
    size: int
    article: int
    duplicate: int
    furniture: int
    rejected: int
    markup: int = 0


def build_spans(size: int, segments: Iterable[Segment]) -> Iterator[ByteSpan]:
    """Yield every byte of a page of `size` bytes, in order, given its stories."""
    position, previous_story = 0, None
    for n, segment in enumerate(segments):
        for block in segment.blocks:
            story = None if block.label is Label.FURNITURE else n
            if block.start > position:
                yield ByteSpan(position, block.start, story if story == previous_story else None, None)
            yield ByteSpan(block.start, block.end, story, block)
            position, previous_story = block.end, story
    if position < size:
        yield ByteSpan(position, size, None, None)


def count_bytes(document: SourceDocument, segments: Iterable[Segment]) -> Counter[int | None]:
    """Return how many bytes of a page count for each story, by its number, and as furniture (None).

    The bytes of a page with marks that are no text count for nothing: they are markup.
    """
    byte_counts: Counter[int | None] = Counter()
    text_sizes = {line.start: marks.size for line, marks in zip(document.lines, document.marks, strict=False)}
    for span in build_spans(document.size, segments):
        if not text_sizes:
            byte_counts[span.story] += span.end - span.start
        elif span.block is not None:
            byte_counts[span.story] += text_sizes[span.start]
    return byte_counts


def build_account(capture: Capture, document: SourceDocument | None, segments: Sequence[Segment]) -> PageAccount:
    """Build the account of a page from its capture, its document (None: no text) and its stories."""
    path, data = capture.path, capture.payload
    size = len(data) if capture.locator or capture.is_packed else None
    if document is None:
        outcome = PageOutcome.UNREADABLE
        return PageAccount(path=path, rejected=len(data), outcome=outcome, size=size, locator=capture.locator)
    if not segments:
        return PageAccount(path=path, rejected=len(data), size=size, locator=capture.locator)
    byte_counts = count_bytes(document, segments)
    return PageAccount(
        path=path,
        stories=tuple(
            StoryAccount(
                Provenance(
                    path=path,
                    sha256=document.sha256,
                    start=segment.start,
                    end=segment.end,
                    locator=capture.locator,
                ),
                byte_counts[n],
                segment.reason,
                segment.sure,
                segment.runners_up if segment.doubt else (),
            )
            for n, segment in enumerate(segments)
        ),
        furniture=byte_counts[None],
        faults=tuple(_find_faults(data, document, segments)),
        markup=len(data) - byte_counts.total(),
        size=size,
        locator=capture.locator,
    )


def build_unread_account(path: str, outcome: PageOutcome) -> PageAccount:
    """Build the account of a file that was not read."""
    return PageAccount(path=path, rejected=None, outcome=outcome)


def compute_totals(
    accounts: Iterable[PageAccount], copies: Mapping[ArticleId, Sequence[Provenance]], sizes: Mapping[str, int]
) -> Result[ByteTotals]:
    """Compute the totals of all pages, and a problem for each page whose sum is wrong.

    `copies` lists each article's copies, the copy of record first; `sizes` are those on disk by path.
    """
    copies_of_record = {sources[0] for sources in copies.values()}
    owners = Counter(copy for sources in copies.values() for copy in sources)
    sums: Counter[str] = Counter()
    problems: list[Problem] = []
    seen_paths: set[str] = set()
    for account in accounts:
        seen_paths.add(account.path)
        if account.outcome is PageOutcome.RECORDS:
            problems += _check_records(account, sizes.get(account.path) if account.size is None else account.size)
            continue
        size = sizes.get(account.path) if account.size is None else account.size
        rejected = (size or 0) if account.rejected is None else account.rejected
        article = sum(story.size for story in account.stories if story.source in copies_of_record)
        duplicate = sum(story.size for story in account.stories if story.source not in copies_of_record)
        counted_size = article + duplicate + account.furniture + account.markup + rejected
        sums.update(
            article=article, duplicate=duplicate, furniture=account.furniture, rejected=rejected, size=size or 0
        )
        sums["markup"] += account.markup
        if account.faults:
            problems.append(_build_fault_problem(account.path, account.faults))
        elif account.rejected is not None and counted_size != size:
            problems.append(_build_size_problem(account.path, counted_size, size))
        problems += [
            _build_owner_problem(story.source, owners[story.source])
            for story in account.stories
            if owners[story.source] != 1
        ]
    problems += [
        _build_size_problem(path, None, size) for path, size in sorted(sizes.items()) if path not in seen_paths
    ]
    totals = ByteTotals(
        pages=sum(account.outcome is not PageOutcome.RECORDS for account in accounts),
        size=sums["size"],
        article=sums["article"],
        duplicate=sums["duplicate"],
        furniture=sums["furniture"],
        rejected=sums["rejected"],
        markup=sums["markup"],
    )
    return Result(totals, tuple(problems))


def extract_visible_text(data: bytes, document: SourceDocument) -> str:
    """Return the text that a reader sees of `data`, a part of the page `document`, on one line."""
    return (extract_marked_text if document.marks else extract_text)(data, document.encoding)


def extract_text(data: bytes, encoding: str) -> str:
    """Return the text of bytes between line ends, on one line; empty if it is blank."""
    if encoding.startswith(("utf-16", "utf-32")):
        pieces = re.split("[\r\n]+", data.decode(encoding, "replace"))
    else:
        pieces = [raw.decode(encoding, "replace") for raw in _LINE_ENDS.split(data)]
    return " ".join(" ".join(map(clean_line, pieces)).split())


def _check_records(account: PageAccount, size: int | None) -> Iterator[Problem]:
    """Yield a problem if the parts of a file of records do not match its size, without compression."""
    counted_size = sum(part for _, part in account.parts)
    if counted_size != size:
        yield _build_size_problem(account.path, counted_size, size)


def _find_faults(data: bytes, document: SourceDocument, segments: Sequence[Segment]) -> Iterator[str]:
    """Yield the faults in the parts of a page, derived from its bytes and not from the spans made of them.

    Every block must begin at the end of the one before it or later, and no text may be between them; what counts for a
    story must be inside its span.
    """
    blocks = sorted(
        (block for segment in segments for block in segment.blocks), key=lambda block: (block.start, block.end)
    )
    position = 0
    for block in blocks:
        if block.start < position:
            yield f"bytes {block.start:,} to {min(position, block.end):,} are counted twice"
        elif gap := _describe_gap(data, position, block.start, document):
            yield gap
        position = max(position, block.end)
    if position > len(data):
        yield f"a part of it ends at byte {position:,}, behind its {format_count(len(data), 'byte')}"
    elif gap := _describe_gap(data, position, len(data), document):
        yield gap
    for segment in segments:
        for block in segment.blocks:
            if block.label is not Label.FURNITURE and not segment.start <= block.start <= block.end <= segment.end:
                story_place = f"the story at bytes {segment.start:,} to {segment.end:,}"
                yield f"{story_place} has a part outside of it, at bytes {block.start:,} to {block.end:,}"


def _describe_gap(data: bytes, start: int, end: int, document: SourceDocument) -> str:
    """Describe text between two parts of a page; empty if there is none."""
    gap = data[start:end]
    if not gap.strip():
        return ""
    text = extract_visible_text(gap, document)
    quotation = text if len(text) <= _QUOTED_LENGTH else text[:_QUOTED_LENGTH] + "…"
    return f"bytes {start:,} to {end:,} (“{quotation}”) are in no part of it" if text else ""


def _build_fault_problem(path: str, faults: Sequence[str]) -> Problem:
    remainder = f", and so on at {format_count(len(faults) - 1, 'more place')}" if len(faults) > 1 else ""
    cause = "the program cuts this page wrongly"
    return Problem.must_fix(
        path,
        "accounting",
        faults[0] + remainder,
        f"look at it with `backfile ingest --explain {path}` and report it",
        cause,
    )


def _build_size_problem(path: str, counted_size: int | None, size: int | None) -> Problem:
    """Build the problem that a page's parts do not match its size on disk; None: not counted, or not on disk."""
    parts_fact = (
        "no part of it is counted"
        if counted_size is None
        else f"its parts come to {format_count(counted_size, 'byte')}"
    )
    file_fact = "the file is gone" if size is None else f"the file has {format_count(size, 'byte')}"
    cause = "it was changed while this ran, or the program counts wrongly"
    return Problem.must_fix(
        path, "accounting", f"{parts_fact}, {file_fact}", "run this again, and report it if it stays", cause
    )


def _build_owner_problem(source: Provenance, articles: int) -> Problem:
    fact = f"the story at bytes {source.start:,} to {source.end:,} is counted for {articles} articles instead of one"
    step = "if the register was merged by hand, restore it from version control; otherwise report it"
    return Problem.must_fix(source.path, "accounting", fact, step, "the register and the page contradict each other")
