"""Find stories whose files are gone, and decide whether a run may withdraw them without asking.

In: the archive, its article files as listed, how many losses an editor allowed. Out: why nothing may be withdrawn, and
the files whose stories stay as they are. Only a file whose folder could be listed counts as deleted, and only a few at
a time: a folder that was moved, a drive that is away and a checkout gone wrong look like deleted files too.
"""

import os
from collections.abc import Iterator

import msgspec

from generator import layout
from generator.archive import Archive
from generator.load_articles import Articles
from generator.model.problem import Problem
from generator.model.register import ArticleEntry, ArticleState
from generator.store.content import UNLISTED_KIND
from generator.text.counts import format_count

# The share of an archive's stories (in percent) that may be gone at once without a question, and a number that always
# may: to delete one or two files of a small archive is everyday work.
_SHARE, _FEW = 10, 2


class Losses(msgspec.Struct, frozen=True):
    """What is gone: the registered files that nobody found, and the `blockers` for which a run must withdraw none."""

    paths: frozenset[str]
    blockers: tuple[Problem, ...] = ()


def find_losses(archive: Archive, articles: Articles, allowed: int) -> Losses:
    """Return the files that are gone since the last run, and why their stories may not be withdrawn.

    `allowed` is the number of stories that an editor agreed to lose.
    """
    missing_entries = list(_list_missing(archive, articles))
    paths = frozenset(entry.path for entry in missing_entries)
    unlisted = tuple(
        problem
        for problem in (*archive.problems, *archive.page_problems, *articles.problems)
        if problem.kind == UNLISTED_KIND
    )
    if unlisted:
        return Losses(paths, unlisted)
    total = sum(entry.state is not ArticleState.WITHDRAWN for entry in archive.register.articles.values())
    count = len(missing_entries)
    if not count or count <= allowed:
        return Losses(paths)
    has_folder = os.path.isdir(archive.root / layout.ARTICLES)  # noqa: PTH112
    if has_folder and (count * 100 <= _SHARE * total or (count <= _FEW and count < max(total, 2))):
        return Losses(paths)
    return Losses(paths, (_build_problem(missing_entries, total, has_folder=has_folder),))


def _list_missing(archive: Archive, articles: Articles) -> Iterator[ArticleEntry]:
    """Yield the registered articles without a file: neither at its last path, nor with its id or headline elsewhere."""
    entries = archive.register.articles
    registered_paths = {entry.path for entry in entries.values()}
    moved_articles = [
        manuscript.article
        for manuscript in articles.manuscripts
        if not manuscript.article.id and manuscript.path not in registered_paths
    ]
    moved_titles = {article.printed.title for article in moved_articles}
    moved_slugs = {article.slug for article in moved_articles if article.slug}
    for entry in entries.values():
        if entry.state is ArticleState.WITHDRAWN or entry.path in articles.paths or entry.id in articles.files:
            continue
        is_by_hand = entry.written is None and not entry.copies
        if not (is_by_hand and (entry.title in moved_titles or moved_slugs.intersection(entry.slugs))):
            yield entry


def _build_problem(missing_entries: list[ArticleEntry], total: int, *, has_folder: bool) -> Problem:
    """Return the problem that too many stories are gone at once."""
    count = len(missing_entries)
    stories = f"{count:,} of {format_count(total, 'story', 'stories')}"
    first_path = min(entry.path for entry in missing_entries)
    fact = (
        f"the files of {stories} are gone since the last run, {first_path} first"
        if has_folder
        else f"this folder is gone, and with it the files of {stories}"
    )
    return Problem.must_fix(
        layout.ARTICLES,
        "lost stories",
        fact=fact,
        cause="a folder was moved, a drive is away, or files were deleted by mistake",
        step=f"put them back; or withdraw them for good with `backfile build --allow-loss {count}`",
    )
