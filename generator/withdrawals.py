"""Withdrawn stories: whether the finished site still shows them, and which files of the archive hold one.

In: the archive's root, the manuscripts, the register. Out: findings, and a list for whoever has to remove every trace.
Nothing is changed here.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from generator.model.article import Article, ArticleId, Manuscript
from generator.model.problem import Place, Problem, Severity
from generator.model.register import ArticleEntry, Register, State
from generator.model.value import Value
from generator.site.withdrawn_text import Standing, Withdrawn, standing
from generator.store import content, lock, output, register_file

# So many places are named in one finding.
_NAMED = 5
_STEP = (
    "run `backfile build`, which keeps old pages only while a file cannot be read; remove by hand what is not its own"
)


class Holder(Value, frozen=True):
    """A file that holds a story or tells of it, and what of it: for a saved page the bytes, and who else is in it."""

    place: Place
    what: str


def findings(root: Path, manuscripts: Sequence[Manuscript], known: Register) -> Iterator[Problem]:
    """A problem for each withdrawn story that the site in `output/` still shows, a notice where another story does."""
    found = _standing(root, manuscripts, _withdrawn(manuscripts, known))
    lines = {one.path: one.lines.get("withdrawn", 0) for one in manuscripts}
    for path, one in sorted(found.items()):
        place = Place(path=path, line=lines.get(path, 0))
        if one.urls:
            yield Problem(
                severity=Severity.PROBLEM,
                place=place,
                kind="withdrawn text",
                fact=f"this story is withdrawn and still stands in {_listed(f'output/{url}' for url in one.urls)}",
                step=_STEP,
            )
        if one.stories and path in lines:
            yield Problem(
                severity=Severity.NOTICE,
                place=place,
                kind="withdrawn text",
                fact=f"this story is withdrawn, and some of its words are published in {_listed(one.stories)}",
                step="nothing to do where that is meant; else withdraw or change that story too",
            )


def holders(root: Path, entry: ArticleEntry, manuscripts: Sequence[Manuscript], known: Register) -> Iterator[Holder]:
    """Every file that holds the story of `entry` or tells of it, in the order in which its text came to be there."""
    sizes = content.sizes(root)
    article = next((one.article for one in manuscripts if one.path == entry.path), None)
    for copy in sorted({copy.provenance for copy in entry.copies} | set(article.sources if article else ())):
        if copy.path in sizes:
            others = _also_there(copy.path, entry.id, known)
            shared = f"; it holds {_listed(others)} too" if others else "; nothing else is in it"
            what = f"saved page: bytes {copy.start:,} to {copy.end:,} of {sizes[copy.path]:,}{shared}"
            yield Holder(place=Place(path=copy.path), what=what)
    if (root / entry.path).exists():
        yield Holder(place=Place(path=entry.path), what="the article's file")
    if line := register_file.line(root, entry.id):
        what = "its line in the register: headline, addresses, digests. While it is there the story cannot come back"
        yield Holder(place=Place(path=register_file.PATH, line=line), what=what)
    for decision in content.decisions(root).value:
        if entry.id in (decision.a, decision.b):
            yield Holder(place=decision.place, what="a decision that names it")
    if (root / lock.FOLDER).is_dir():
        what = "what was worked out of the saved pages, and the preview: delete the folder"
        yield Holder(place=Place(path=lock.FOLDER), what=what)
    own = Withdrawn(path=entry.path, title=entry.title, body=article.body if article else "")
    found = _standing(root, [one for one in manuscripts if one.path != entry.path], [own])
    for url in found[entry.path].urls if entry.path in found else ():
        yield Holder(place=Place(path=f"{output.FOLDER}/{url}"), what="the site shows it; the next build takes it out")


def _withdrawn(manuscripts: Iterable[Manuscript], known: Register) -> list[Withdrawn]:
    """The stories that are withdrawn, by front matter or because their file is gone."""
    found = [
        Withdrawn(path=one.path, title=one.article.title, body=one.article.body)
        for one in manuscripts
        if one.article.withdrawn
    ]
    gone = [one for one in known.articles.values() if one.state is State.WITHDRAWN]
    return found + [Withdrawn(path=one.path, title=one.title) for one in gone]


def _standing(root: Path, manuscripts: Iterable[Manuscript], withdrawn: Sequence[Withdrawn]) -> dict[str, Standing]:
    """What of `withdrawn` is still to be read in the site on disk."""
    if not withdrawn or not (root / output.FOLDER).is_dir():
        return {}
    published = [
        (one.path, "\n".join((one.article.title, *_names(one.article))), one.article.body)
        for one in manuscripts
        if not (one.article.draft or one.article.withdrawn)
    ]
    published += [(page.path, page.title, page.body) for page in content.free_pages(root).value]
    return dict(standing(withdrawn, published, output.texts(root / output.FOLDER)))


def _names(article: Article) -> Iterator[str]:
    """The names that the site shows by themselves for an article: a short headline may be one of them."""
    yield from (*article.countries, *article.mentions, *article.people)
    yield from filter(None, (article.publication, article.section, article.kicker, article.byline, article.agency))


def _also_there(path: str, identifier: ArticleId, known: Register) -> list[str]:
    """The titles of other articles that a saved page holds."""
    return sorted(
        f"“{entry.title}”"
        for entry in known.articles.values()
        if entry.id != identifier and any(copy.provenance.path == path for copy in entry.copies)
    )


def _listed(some: Iterable[str]) -> str:
    """The first of `some`, and how many more there are."""
    shown = list(some)
    more = f" and {len(shown) - _NAMED} more" if len(shown) > _NAMED else ""
    return ", ".join(shown[:_NAMED]) + more
