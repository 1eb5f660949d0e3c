"""The desk: what stands in the archive, and the questions about it that no editor has answered yet.

In: the archive's root. Out: a Desk, from which questions and their evidence are made. Nothing is changed here.
"""

from functools import cached_property
from pathlib import Path

from generator import pipeline
from generator.authority.reviewed import ReviewLog
from generator.edits import PEOPLE
from generator.manuscript import frontmatter
from generator.manuscript.utf8 import decode_utf8
from generator.model.article import ArticleId, Manuscript
from generator.model.problem import Problem
from generator.model.register import ArticleEntry
from generator.pipeline import ArchiveScan
from generator.reference.tables import Tables
from generator.store import content, disk
from generator.text.normalise import fold_key
from generator.text.plain import to_plain_text


class ReviewQueue:
    """What can be asked about at one moment. Articles are those whose file can be read and is meant for readers."""

    def __init__(self, root: Path, archive: ArchiveScan) -> None:
        self.root = root
        self.archive = archive
        self.review_log = ReviewLog(content.load_decisions(root).value, archive.register.people)
        paths = {entry.path: entry.id for entry in archive.register.articles.values()}
        self.articles: dict[ArticleId, Manuscript] = {
            paths[manuscript.path]: manuscript
            for manuscript in archive.articles.manuscripts
            if manuscript.path in paths and not (manuscript.article.draft or manuscript.article.withdrawn)
        }

    def get_entry(self, identifier: ArticleId) -> ArticleEntry:
        """The register's line of an article of the desk."""
        return self.archive.register.articles[identifier]

    def get_text(self, identifier: ArticleId) -> str:
        """The text of an article as it is read."""
        return to_plain_text(self.articles[identifier].article.body)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What a check would find."""
        return self.archive.problems

    @cached_property
    def record_keys(self) -> frozenset[str]:
        """The names in authority records of persons, folded, and the ids that these claim."""
        keys: set[str] = set()
        for name in disk.list_files(self.root / PEOPLE, ".md"):
            path = f"{PEOPLE}/{name}"
            data = content.read_file(path, str(self.root / path))
            text = decode_utf8(path, data).value if isinstance(data, bytes) else None
            split = frontmatter.split(path, text).value if text is not None else None
            for field in ("name", "variants", "id"):
                keys |= {
                    fold_key(field_text)
                    for field_text in frontmatter.parse_texts(split.values.get(field, "") if split else "") or ()
                }
        return frozenset(keys)


def load_review_queue(root: Path, day: str, tables: Tables) -> ReviewQueue:
    """The desk of the archive at `root` today."""
    return ReviewQueue(root, pipeline.scan_archive(root, day, tables))
