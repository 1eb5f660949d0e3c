"""The evidence that an editor sees with a question, read on demand from the current files.

In: the review queue and a question. Out: passages.
"""

from collections.abc import Iterator, Sequence
from itertools import islice

from generator.desk.question import Mark, Passage, Piece, Question, QuestionKind
from generator.desk.review_queue import ReviewQueue
from generator.ingest.cut.parse_page import cut_stories
from generator.ingest.cut.source_keys import format_page_key
from generator.ingest.inputs.read_capture import read_capture
from generator.model.article import ArticleId, PrintedFields
from generator.model.problem import Problem
from generator.model.source import Block, Label, Provenance, Segment
from generator.store import source_files
from generator.text import compare, sentences
from generator.text.compare import Side
from generator.text.normalise import fold_key

# The number of sentences shown for each spelling, and of page blocks on either side of a cut.
_MAX_SENTENCES, _MAX_BLOCKS = 3, 8
# The number of shared words shown on either side of words that differ.
_CONTEXT_WORDS = 8
# This much of a text or block is enough to recognise it.
_LEAD_LENGTH, _BLOCK_LENGTH = 300, 160
_SIDE_MARKS = {Side.BOTH: Mark.NONE, Side.FIRST: Mark.FIRST, Side.SECOND: Mark.SECOND}

PieceLine = tuple[Piece, ...]


def collect_passages(queue: ReviewQueue, question: Question) -> tuple[Passage, ...]:
    """Return the evidence for `question`."""
    if question.kind is QuestionKind.DUPLICATE:
        return tuple(_collect_pair_passages(queue, *map(ArticleId, question.about)))
    if question.kind in (QuestionKind.SPELLING, QuestionKind.PERSON):
        return tuple(passage for name in question.about for passage in _collect_spelling_passages(queue, name))
    if question.kind is QuestionKind.NAME:
        return tuple(_collect_name_passages(queue, question.about[0]))
    identifier = ArticleId(question.about[0])
    if question.kind is QuestionKind.CUT:
        return tuple(_collect_cut_passages(queue, identifier))
    if question.kind is QuestionKind.STORY:
        return tuple(_collect_story_passages(queue, identifier))
    if question.kind is QuestionKind.TAGS:
        return tuple(_collect_tag_passages(queue, identifier, question.about[1:]))
    return (_describe_article(queue, identifier),)


def _collect_pair_passages(queue: ReviewQueue, a: ArticleId, b: ArticleId) -> Iterator[Passage]:
    """Yield two stories and their texts, word by word."""
    for identifier in (a, b):
        yield _describe_article(queue, identifier, has_lead=False)
    lines = tuple(_format_runs(queue.get_text(a), queue.get_text(b)))
    yield Passage(heading="the texts, word for word", place="", lines=lines)


def _format_runs(first: str, second: str) -> Iterator[PieceLine]:
    """Yield the two texts in lines, with shared words shortened."""
    line: list[Piece] = []
    for run in compare.compare_words(first, second):
        text = run.text
        if run.side is Side.BOTH:
            words = text.split()
            if len(words) > 2 * _CONTEXT_WORDS:
                shortened_start = f"{' '.join(words[:_CONTEXT_WORDS])} … [{len(words) - 2 * _CONTEXT_WORDS} words]"
                if line:
                    yield (*line, Piece(text=shortened_start))
                line = []
                text = f"… {' '.join(words[-_CONTEXT_WORDS:])}"
        line.append(Piece(text=text, mark=_SIDE_MARKS[run.side]))
    if line:
        yield tuple(line)


def _describe_article(queue: ReviewQueue, identifier: ArticleId, *, has_lead: bool = True) -> Passage:
    """Describe a story by its fields and its beginning."""
    manuscript = queue.get_manuscript(identifier)
    copies = [copy.provenance for copy in queue.get_entry(identifier).copies]
    lines = [
        (Piece(text=line),)
        for line in (_describe_fields(manuscript.article.printed), *(_describe_copy(copy) for copy in copies))
        if line
    ]
    if has_lead:
        lines.append((Piece(text=_shorten(queue.get_text(identifier), _LEAD_LENGTH)),))
    return Passage(heading=manuscript.article.printed.title, place=manuscript.path, lines=tuple(lines))


def _describe_fields(printed: PrintedFields) -> str:
    """Describe the fields of an article in one line."""
    day = printed.date.iso if printed.date else "undated"
    basis = f" (by its {printed.date_basis.value})" if printed.date_basis else ""
    details = (printed.publication, printed.byline, printed.dateline)
    return " · ".join([day + basis, *(detail for detail in details if detail)])


def _describe_copy(copy: Provenance) -> str:
    return f"{copy.path}, bytes {copy.start:,} to {copy.end:,}"


def _collect_spelling_passages(queue: ReviewQueue, name: str) -> Iterator[Passage]:
    """Yield the sentences that contain a name, newest story first."""
    count = 0
    for entry in queue.scan.site.entries:
        if name not in entry.article.people or entry.id not in queue.articles:
            continue
        lines = tuple(_find_sentences(queue, entry.id, name))
        excerpt = lines or ((Piece(text="named in its front matter only"),),)
        yield Passage(heading=f"{name}: {entry.printed.title}", place=queue.articles[entry.id].path, lines=excerpt)
        count += 1
        if count == _MAX_SENTENCES:
            return


def _collect_name_passages(queue: ReviewQueue, name: str) -> Iterator[Passage]:
    """Yield the sentences that contain a doubtful name, the stories first in which it is most likely a person's."""
    probabilities = queue.doubtful_names[fold_key(name)].articles
    ranked_ids = sorted(probabilities, key=lambda identifier: (-probabilities[identifier], identifier))
    for identifier in ranked_ids[:_MAX_SENTENCES]:
        manuscript = queue.articles[identifier]
        lines = tuple(_find_sentences(queue, identifier, name))
        yield Passage(heading=f"{name}: {manuscript.article.printed.title}", place=manuscript.path, lines=lines)


def _collect_tag_passages(queue: ReviewQueue, identifier: ArticleId, names: Sequence[str]) -> Iterator[Passage]:
    """Yield a story, and for each suggested name the first sentence that contains it."""
    yield _describe_article(queue, identifier)
    for name in names:
        if lines := tuple(islice(_find_sentences(queue, identifier, name), 1)):
            yield Passage(heading=name, place=queue.articles[identifier].path, lines=lines)


def _find_sentences(queue: ReviewQueue, identifier: ArticleId, name: str) -> Iterator[PieceLine]:
    """Yield the first sentences of a story that contain a name."""
    for sentence in islice(sentences.find_sentences(queue.get_text(identifier), name), _MAX_SENTENCES):
        yield Piece(text=sentence.before), Piece(text=sentence.phrase, mark=Mark.NAME), Piece(text=sentence.after)


def _collect_cut_passages(queue: ReviewQueue, identifier: ArticleId) -> Iterator[Passage]:
    """Yield the saved page around a cut, and the stories cut from it."""
    place = next(item.place for item in queue.scan.intake.doubts.cuts if item.article == identifier)
    segments = _read_segments(queue, place.path, place.locator)
    above = [block for item in segments if item.start < place.start for block in item.blocks]
    below = [block for item in segments if item.start == place.start for block in item.blocks]
    yield Passage(heading="the saved page above the cut", place=place.path, lines=_format_blocks(above[-_MAX_BLOCKS:]))
    yield Passage(heading="the saved page below the cut", place=place.path, lines=_format_blocks(below[:_MAX_BLOCKS]))
    weak_cut = next(item for item in queue.scan.intake.doubts.cuts if item.article == identifier)
    for item in (weak_cut.above, identifier):
        if item in queue.articles and item:
            yield _describe_article(queue, item)


def _collect_story_passages(queue: ReviewQueue, identifier: ArticleId) -> Iterator[Passage]:
    """Yield the saved page around a doubtful story, as it was read, and the story."""
    place = next((item.place for item in queue.scan.intake.doubts.stories if item.article == identifier), None)
    if place:
        blocks = [
            block
            for item in _read_segments(queue, place.path, place.locator)
            if item.start == place.start
            for block in _select_near_blocks(item.blocks)
        ]
        yield Passage(heading="the saved page", place=place.path, lines=_format_blocks(blocks))
    yield _describe_article(queue, identifier)


def _select_near_blocks(blocks: Sequence[Block]) -> Sequence[Block]:
    """Return the first blocks of a story with a few of the page above them."""
    first = next((n for n, block in enumerate(blocks) if block.label is not Label.FURNITURE), 0)
    return blocks[max(0, first - _MAX_BLOCKS // 2) : first + _MAX_BLOCKS]


def _read_segments(queue: ReviewQueue, path: str, locator: str) -> list[Segment]:
    """Read a saved page again; no segments if that is not possible any more."""
    capture = source_files.load_page(queue.root, path, locator)
    document = None if isinstance(capture, Problem) else read_capture(capture).value
    context = queue.scan.intake.get_context(format_page_key(path, locator))
    return [item for item, _ in cut_stories(document, context)] if document else []


def _format_blocks(blocks: Sequence[Block]) -> tuple[PieceLine, ...]:
    """Format blocks of a page, each with its label."""
    return tuple(
        (
            Piece(text=f"{block.label.value}:", mark=Mark.PAGE),
            Piece(
                text=_shorten(block.text, _BLOCK_LENGTH),
                mark=Mark.PAGE if block.label is Label.FURNITURE else Mark.NONE,
            ),
        )
        for block in blocks
    )


def _shorten(text: str, length: int) -> str:
    """Return the beginning of `text` on one line."""
    line = " ".join(text.split())
    return line if len(line) <= length else line[:length].rpartition(" ")[0] + " …"
