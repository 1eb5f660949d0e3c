"""What a person looks at before answering a question: read when it is asked for, and from the files as they are.

In: the desk and a question. Out: passages.
"""

from collections.abc import Iterator, Sequence
from itertools import islice

from generator.desk.question import Kind, Mark, Passage, Piece, Question
from generator.desk.review_queue import Desk
from generator.ingest.cut.decode import decode
from generator.ingest.cut.parse_page import cut
from generator.model.article import Article, ArticleId
from generator.model.source import Block, Label, Provenance
from generator.store import content
from generator.text import compare, sentences
from generator.text.compare import Side

# So many sentences are shown of each spelling, so many blocks of a page on either side of a cut.
_SENTENCES, _BLOCKS = 3, 8
# Of words that both texts have so many are shown on either side of those that differ.
_CONTEXT = 8
# So much of a text or block is enough to know it by.
_LEAD, _BLOCK = 300, 160
_SIDES = {Side.BOTH: Mark.NONE, Side.FIRST: Mark.FIRST, Side.SECOND: Mark.SECOND}

Line = tuple[Piece, ...]


def passages(desk: Desk, question: Question) -> tuple[Passage, ...]:
    """What there is to look at for `question`."""
    if question.kind is Kind.DUPLICATE:
        return tuple(_pair(desk, *map(ArticleId, question.about)))
    if question.kind in (Kind.SPELLING, Kind.PERSON):
        return tuple(one for name in question.about for one in _spelling(desk, name))
    identifier = ArticleId(question.about[0])
    if question.kind is Kind.CUT:
        return tuple(_cut(desk, identifier))
    return (_article(desk, identifier),)


def _pair(desk: Desk, a: ArticleId, b: ArticleId) -> Iterator[Passage]:
    """Two stories and their texts, word for word."""
    for identifier in (a, b):
        yield _article(desk, identifier, lead=False)
    lines = tuple(_runs(desk.text(a), desk.text(b)))
    yield Passage(heading="the texts, word for word", place="", lines=lines)


def _runs(first: str, second: str) -> Iterator[Line]:
    """The two texts in lines: what both have is shortened."""
    line: list[Piece] = []
    for run in compare.runs(first, second):
        text = run.text
        if run.side is Side.BOTH:
            words = text.split()
            if len(words) > 2 * _CONTEXT:
                left = f"{' '.join(words[:_CONTEXT])} … [{len(words) - 2 * _CONTEXT} words]"
                if line:
                    yield (*line, Piece(text=left))
                line = []
                text = f"… {' '.join(words[-_CONTEXT:])}"
        line.append(Piece(text=text, mark=_SIDES[run.side]))
    if line:
        yield tuple(line)


def _article(desk: Desk, identifier: ArticleId, *, lead: bool = True) -> Passage:
    """A story by its fields, and how it begins."""
    one = desk.articles[identifier]
    copies = [copy.provenance for copy in desk.entry(identifier).copies]
    lines = [(Piece(text=line),) for line in (_told(one.article), *(_saved(copy) for copy in copies)) if line]
    if lead:
        lines.append((Piece(text=_shortened(desk.text(identifier), _LEAD)),))
    return Passage(heading=one.article.title, place=one.path, lines=tuple(lines))


def _told(article: Article) -> str:
    """The fields of an article in a line."""
    day = article.date.iso if article.date else "undated"
    basis = f" (by its {article.date_basis.value})" if article.date_basis else ""
    rest = (article.publication, article.byline, article.dateline)
    return " · ".join([day + basis, *(one for one in rest if one)])


def _saved(copy: Provenance) -> str:
    return f"{copy.path}, bytes {copy.start:,} to {copy.end:,}"


def _spelling(desk: Desk, name: str) -> Iterator[Passage]:
    """The sentences in which a name stands, newest story first."""
    found = 0
    for entry in desk.surveyed.site.entries:
        if name not in entry.article.people or entry.id not in desk.articles:
            continue
        lines = tuple(
            (Piece(text=one.before), Piece(text=one.phrase, mark=Mark.NAME), Piece(text=one.after))
            for one in islice(sentences.holding(desk.text(entry.id), name), _SENTENCES)
        )
        told = lines or ((Piece(text="named in its front matter only"),),)
        yield Passage(heading=f"{name}: {entry.article.title}", place=desk.articles[entry.id].path, lines=told)
        found += 1
        if found == _SENTENCES:
            return


def _cut(desk: Desk, identifier: ArticleId) -> Iterator[Passage]:
    """The saved page around a cut, and the stories that came of it."""
    place = next(one.place for one in desk.surveyed.ingested.doubts.cuts if one.article == identifier)
    data = content.source(desk.root, place.path)
    document = decode(place.path, data).value if isinstance(data, bytes) else None
    segments = [one for one, _ in cut(document, desk.surveyed.ingested.house(place.path))] if document else []
    above = [block for one in segments if one.start < place.start for block in one.blocks]
    below = [block for one in segments if one.start == place.start for block in one.blocks]
    yield Passage(heading="the saved page above the cut", place=place.path, lines=_blocks(above[-_BLOCKS:]))
    yield Passage(heading="the saved page below the cut", place=place.path, lines=_blocks(below[:_BLOCKS]))
    weak = next(one for one in desk.surveyed.ingested.doubts.cuts if one.article == identifier)
    for one in (weak.above, identifier):
        if one in desk.articles and one:
            yield _article(desk, one)


def _blocks(some: Sequence[Block]) -> tuple[Line, ...]:
    """Blocks of a page, each with what it was taken for."""
    return tuple(
        (
            Piece(text=f"{block.label.value}:", mark=Mark.PAGE),
            Piece(
                text=_shortened(block.text, _BLOCK),
                mark=Mark.PAGE if block.label is Label.FURNITURE else Mark.NONE,
            ),
        )
        for block in some
    )


def _shortened(text: str, length: int) -> str:
    """The beginning of `text` on one line."""
    line = " ".join(text.split())
    return line if len(line) <= length else line[:length].rpartition(" ")[0] + " …"
