"""Withdrawn stories: find out whether the finished site still shows them, and which files have their text.

In: the archive, its articles, the register. Out: problems, and a list of files for whoever has to remove every trace of
a story. Changes nothing.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from generator import layout
from generator.archive import Archive
from generator.model.article import Article, ArticleId, FreePage, Manuscript
from generator.model.problem import Place, Problem
from generator.model.register import ArticleEntry, ArticleState, Register
from generator.model.value import Value
from generator.site.withdrawn_text import RemainingText, WithdrawnStory, find_remaining_text
from generator.store import content, output, register_file, source_files

# The most places that are named in one problem.
_MAX_LISTED = 5
_STEP = "run `backfile build`; it removes old pages unless an article file is unreadable; change your own files by hand"


class StoryTrace(Value, frozen=True):
    """A file that has a story or mentions it, and what it has: for a saved page the bytes, and which other stories."""

    place: Place
    what: str


def find_exposed_stories(archive: Archive, manuscripts: Sequence[Manuscript], register: Register) -> Iterator[Problem]:
    """Yield a problem for each withdrawn story in `output/`, and a notice if another story shows its words."""
    withdrawn_stories = _list_withdrawn(manuscripts, register)
    exposures = _find_exposed(archive.root, archive.free_pages, manuscripts, withdrawn_stories)
    lines = {item.path: item.lines.get("withdrawn", 0) for item in manuscripts}
    for path, item in sorted(exposures.items()):
        place = Place(path=path, line=lines.get(path, 0))
        if item.urls:
            paths = [f"{layout.OUTPUT}/{url}" for url in item.urls]
            yield Problem.must_fix(
                place,
                "withdrawn text",
                fact=f"this story is withdrawn but still appears in {_format_list(paths)}",
                step=_STEP,
            )
        if item.stories and path in lines:
            yield Problem.notice(
                place,
                "withdrawn text",
                fact=f"this story is withdrawn, but some of its words are published in {_format_list(item.stories)}",
                step="nothing to do if that is intended; otherwise withdraw or change that story too",
            )


def find_traces(
    root: Path, entry: ArticleEntry, manuscripts: Sequence[Manuscript], register: Register
) -> Iterator[StoryTrace]:
    """Yield every file that has the story of `entry` or mentions it, from the saved page to the site."""
    sizes = source_files.measure_sources(root)
    article = next((manuscript.article for manuscript in manuscripts if manuscript.path == entry.path), None)
    for copy in sorted({copy.provenance for copy in entry.copies} | set(article.sources if article else ())):
        if copy.path in sizes:
            other_titles = _list_other_titles(copy.path, entry.id, register)
            shared_note = f"; it also has {_format_list(other_titles)}" if other_titles else "; nothing else is in it"
            what = f"saved page: bytes {copy.start:,} to {copy.end:,} of {sizes[copy.path]:,}{shared_note}"
            yield StoryTrace(place=Place(path=copy.path), what=what)
    if (root / entry.path).exists():
        yield StoryTrace(place=Place(path=entry.path), what="the article's file")
    if line := register_file.find_line(root, entry.id):
        what = (
            "its line in the register: headline, addresses, digests; as long as it is there, the story cannot come back"
        )
        yield StoryTrace(place=Place(path=layout.REGISTER, line=line), what=what)
    for decision in content.load_decisions(root).value:
        if entry.id in (decision.a, decision.b):
            yield StoryTrace(place=decision.place, what="a decision that names it")
    if (root / layout.WORK).is_dir():
        what = "cached results of saved pages, and the preview; delete the folder"
        yield StoryTrace(place=Place(path=layout.WORK), what=what)
    withdrawn_story = WithdrawnStory(path=entry.path, title=entry.title, body=article.body if article else "")
    exposures = _find_exposed(
        root,
        content.load_free_pages(root).value,
        [manuscript for manuscript in manuscripts if manuscript.path != entry.path],
        [withdrawn_story],
    )
    for url in exposures[entry.path].urls if entry.path in exposures else ():
        yield StoryTrace(
            place=Place(path=f"{layout.OUTPUT}/{url}"), what="the site shows it; the next build removes it"
        )


def _list_withdrawn(manuscripts: Iterable[Manuscript], register: Register) -> list[WithdrawnStory]:
    """Return the withdrawn stories: those with a mark in the front matter, and those whose file is gone."""
    marked_stories = [
        WithdrawnStory(path=item.path, title=item.article.printed.title, body=item.article.body)
        for item in manuscripts
        if item.article.withdrawn
    ]
    deleted_entries = [item for item in register.articles.values() if item.state is ArticleState.WITHDRAWN]
    return marked_stories + [WithdrawnStory(path=item.path, title=item.title) for item in deleted_entries]


def _find_exposed(
    root: Path,
    free_pages: Iterable[FreePage],
    manuscripts: Iterable[Manuscript],
    withdrawn_stories: Sequence[WithdrawnStory],
) -> dict[str, RemainingText]:
    """Return what the site on disk still shows of `withdrawn_stories`, by path."""
    if not withdrawn_stories or not (root / layout.OUTPUT).is_dir():
        return {}
    published_texts = [
        (
            manuscript.path,
            "\n".join((manuscript.article.printed.title, *_list_names(manuscript.article))),
            manuscript.article.body,
        )
        for manuscript in manuscripts
        if not (manuscript.article.draft or manuscript.article.withdrawn)
    ]
    published_texts += [(page.path, page.title, page.body) for page in free_pages if not page.draft]
    return dict(find_remaining_text(withdrawn_stories, published_texts, output.read_texts(root / layout.OUTPUT)))


def _list_names(article: Article) -> Iterator[str]:
    """Yield the names that the site shows by themselves for an article; a short headline may equal one of them."""
    printed = article.printed
    yield from (*article.countries, *article.mentions, *article.people)
    yield from filter(None, (printed.publication, printed.section, printed.kicker, printed.byline, printed.agency))


def _list_other_titles(path: str, identifier: ArticleId, register: Register) -> list[str]:
    """Return the titles of the other articles on a saved page."""
    return sorted(
        f"“{entry.title}”"
        for entry in register.articles.values()
        if entry.id != identifier and any(copy.provenance.path == path for copy in entry.copies)
    )


def _format_list(texts: Iterable[str]) -> str:
    """Return the first of `texts` as a list, and how many more there are."""
    items = list(texts)
    remainder = f" and {len(items) - _MAX_LISTED} more" if len(items) > _MAX_LISTED else ""
    return ", ".join(items[:_MAX_LISTED]) + remainder
