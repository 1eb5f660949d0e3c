"""What every byte of the saved pages counts as: article, duplicate, furniture or rejected.

In: a page's bytes and its segments; which copies are copies of record; the sizes on disk. Out: spans that tile a
page, the account of a page, the totals of an archive, and a problem wherever something does not add up.

A block of a story's own text (headline, byline, body …) counts for the story: as article in the copy of record, as
duplicate in any other copy. Other blocks are furniture. Line ends, blank lines and a byte order mark belong to the
story where it stands on both sides of them, and are furniture elsewhere. A file that gives no story is rejected whole.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from generator.model.article import ArticleId
from generator.model.problem import Found, Place, Problem, Severity
from generator.model.source import Block, Label, Provenance, Segment, SourceDocument
from generator.model.value import Value
from generator.text.normalise import clean_line

_LINE_ENDS = re.compile(rb"[\r\n]+")
# Of text that is in no part of its page so many characters are quoted.
_QUOTED = 40


class Span(msgspec.Struct, frozen=True, gc=False):
    """A run of bytes: the story that it counts for (position of its segment, None: furniture) and its block.

    `block` is None for what stands between blocks; `end` is exclusive.
    """

    start: int
    end: int
    story: int | None
    block: Block | None


class Told(msgspec.Struct, frozen=True, gc=False):
    """A story on a page: where it stands, how many bytes count for it, why the page is cut before it, how surely."""

    source: Provenance
    size: int
    reason: str = ""
    sure: bool = True


class Account(Value, frozen=True):
    """What the bytes of one saved page count as, as far as the page alone tells.

    `rejected` is None where the file was not looked into: then all of it counts so. `faults` are facts about parts
    that overlap, or leave text out.
    """

    path: str
    stories: tuple[Told, ...] = ()
    furniture: int = 0
    rejected: int | None = 0
    faults: tuple[str, ...] = ()


class Totals(Value, frozen=True):
    """Bytes by what they count as, over some saved pages. `size` is that on disk."""

    pages: int
    size: int
    article: int
    duplicate: int
    furniture: int
    rejected: int


def tile(size: int, segments: Iterable[Segment]) -> Iterator[Span]:
    """Every byte of a page of `size` bytes, in order, given the stories that it was cut into."""
    at, above = 0, None
    for n, segment in enumerate(segments):
        for block in segment.blocks:
            story = None if block.label is Label.FURNITURE else n
            if block.start > at:
                yield Span(at, block.start, story if story == above else None, None)
            yield Span(block.start, block.end, story, block)
            at, above = block.end, story
    if at < size:
        yield Span(at, size, None, None)


def account(path: str, data: bytes, document: SourceDocument | None, segments: Sequence[Segment]) -> Account:
    """The account of a page that was read: its bytes, the document in them (None: no text) and its stories."""
    if document is None or not segments:
        return Account(path=path, rejected=len(data))
    held: Counter[int | None] = Counter()
    for span in tile(document.size, segments):
        held[span.story] += span.end - span.start
    return Account(
        path=path,
        stories=tuple(
            Told(
                Provenance(path=path, sha256=document.sha256, start=one.start, end=one.end),
                held[n],
                one.reason,
                one.sure,
            )
            for n, one in enumerate(segments)
        ),
        furniture=held[None],
        faults=tuple(_faults(data, document.encoding, segments)),
    )


def unread(path: str) -> Account:
    """The account of a file that was not looked into: ignored, unreadable, or of a kind that is not read."""
    return Account(path=path, rejected=None)


def balance(
    accounts: Iterable[Account], copies: Mapping[ArticleId, Sequence[Provenance]], sizes: Mapping[str, int]
) -> Found[Totals]:
    """The totals of all pages, and a problem for each that does not add up.

    `copies` are those of each article, the copy of record first; `sizes` are those on disk by path.
    """
    record = {found[0] for found in copies.values()}
    owners = Counter(copy for found in copies.values() for copy in found)
    sums: Counter[str] = Counter()
    problems: list[Problem] = []
    seen: set[str] = set()
    for one in accounts:
        seen.add(one.path)
        size = sizes.get(one.path)
        rejected = (size or 0) if one.rejected is None else one.rejected
        article = sum(told.size for told in one.stories if told.source in record)
        duplicate = sum(told.size for told in one.stories if told.source not in record)
        held = article + duplicate + one.furniture + rejected
        sums.update(article=article, duplicate=duplicate, furniture=one.furniture, rejected=rejected, size=size or 0)
        if one.faults:
            problems.append(_fault(one.path, one.faults))
        elif one.rejected is not None and held != size:
            problems.append(_differs(one.path, held, size))
        problems += [_owned(told.source, owners[told.source]) for told in one.stories if owners[told.source] != 1]
    problems += [_differs(path, None, size) for path, size in sorted(sizes.items()) if path not in seen]
    totals = Totals(
        pages=len(seen),
        size=sums["size"],
        article=sums["article"],
        duplicate=sums["duplicate"],
        furniture=sums["furniture"],
        rejected=sums["rejected"],
    )
    return Found(totals, tuple(problems))


def printed(data: bytes, encoding: str) -> str:
    """What a run of bytes between line ends prints, on one line; empty where it is blank."""
    if encoding.startswith(("utf-16", "utf-32")):
        pieces = re.split("[\r\n]+", data.decode(encoding, "replace"))
    else:
        pieces = [raw.decode(encoding, "replace") for raw in _LINE_ENDS.split(data)]
    return " ".join(" ".join(map(clean_line, pieces)).split())


def _faults(data: bytes, encoding: str, segments: Sequence[Segment]) -> Iterator[str]:
    """What is wrong with the parts of a page, told from its bytes and not from the spans that were made of them.

    Every block begins where the one before it has ended or later, and in between nothing is printed; what counts
    for a story stands in its span.
    """
    blocks = sorted((block for one in segments for block in one.blocks), key=lambda block: (block.start, block.end))
    at = 0
    for block in blocks:
        if block.start < at:
            yield f"bytes {block.start:,} to {min(at, block.end):,} are counted twice"
        elif left := _left_out(data, at, block.start, encoding):
            yield left
        at = max(at, block.end)
    if at > len(data):
        yield f"a part of it ends at byte {at:,}, behind its {len(data):,} bytes"
    elif left := _left_out(data, at, len(data), encoding):
        yield left
    for one in segments:
        for block in one.blocks:
            if block.label is not Label.FURNITURE and not one.start <= block.start <= block.end <= one.end:
                where = f"the story at bytes {one.start:,} to {one.end:,}"
                yield f"{where} has a part outside of it, at bytes {block.start:,} to {block.end:,}"


def _left_out(data: bytes, start: int, end: int, encoding: str) -> str:
    """The fact that text stands between two parts of a page; empty where nothing is printed there."""
    between = data[start:end]
    if not between.strip():
        return ""
    text = printed(between, encoding)
    quoted = text if len(text) <= _QUOTED else text[:_QUOTED] + "…"
    return f"bytes {start:,} to {end:,} (“{quoted}”) are in no part of it" if text else ""


def _fault(path: str, faults: Sequence[str]) -> Problem:
    more = f", and so on at {len(faults) - 1} more places" if len(faults) > 1 else ""
    cause = "the program cuts this page wrongly"
    return _problem(path, faults[0] + more, cause, f"look at it with `backfile ingest --explain {path}` and report it")


def _differs(path: str, held: int | None, size: int | None) -> Problem:
    """The problem that a page's parts are not what is on disk; None: it is not counted, or not there."""
    parts = "no part of it is counted" if held is None else f"its parts come to {held:,} bytes"
    there = "the file is gone" if size is None else f"the file has {size:,} bytes"
    cause = "it was changed while this ran, or the program counts wrongly"
    return _problem(path, f"{parts}, {there}", cause, "run this again, and report it if it stays")


def _owned(source: Provenance, articles: int) -> Problem:
    fact = f"the story at bytes {source.start:,} to {source.end:,} is counted for {articles} articles instead of one"
    step = "if the register was merged by hand, restore it from version control; otherwise report it"
    return _problem(source.path, fact, "the register and the page contradict each other", step)


def _problem(path: str, fact: str, cause: str, step: str) -> Problem:
    return Problem(
        severity=Severity.PROBLEM, place=Place(path=path), kind="accounting", fact=fact, cause=cause, step=step
    )
