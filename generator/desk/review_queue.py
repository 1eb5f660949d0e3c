"""The desk: what stands in the archive, and the questions about it that no editor has answered yet.

In: the archive's root. Out: a Desk, from which questions and their evidence are made. Nothing is changed here.
"""

from functools import cached_property
from pathlib import Path

from generator import pipeline
from generator.authority.reviewed import Asked
from generator.edits import PEOPLE
from generator.manuscript import frontmatter
from generator.manuscript.utf8 import utf8
from generator.model.article import ArticleId, Manuscript
from generator.model.problem import Problem
from generator.model.register import ArticleEntry
from generator.pipeline import Surveyed
from generator.reference.tables import Tables
from generator.store import content, disk
from generator.text.normalise import key
from generator.text.plain import plain_text


class Desk:
    """What can be asked about at one moment. Articles are those whose file can be read and is meant for readers."""

    def __init__(self, root: Path, surveyed: Surveyed) -> None:
        self.root = root
        self.surveyed = surveyed
        self.asked = Asked(content.decisions(root).value, surveyed.register.people)
        paths = {entry.path: entry.id for entry in surveyed.register.articles.values()}
        self.articles: dict[ArticleId, Manuscript] = {
            paths[one.path]: one
            for one in surveyed.articles.manuscripts
            if one.path in paths and not (one.article.draft or one.article.withdrawn)
        }

    def entry(self, identifier: ArticleId) -> ArticleEntry:
        """The register's line of an article of the desk."""
        return self.surveyed.register.articles[identifier]

    def text(self, identifier: ArticleId) -> str:
        """The text of an article as it is read."""
        return plain_text(self.articles[identifier].article.body)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What a check would find."""
        return self.surveyed.problems

    @cached_property
    def recorded(self) -> frozenset[str]:
        """The names in authority records of persons, folded, and the ids that these claim."""
        found: set[str] = set()
        for name in disk.files(self.root / PEOPLE, ".md"):
            path = f"{PEOPLE}/{name}"
            data = content.read(path, str(self.root / path))
            text = utf8(path, data).value if isinstance(data, bytes) else None
            split = frontmatter.split(path, text).value if text is not None else None
            for field in ("name", "variants", "id"):
                found |= {key(one) for one in frontmatter.texts(split.values.get(field, "") if split else "") or ()}
        return frozenset(found)


def desk(root: Path, day: str, given: Tables) -> Desk:
    """The desk of the archive at `root` today."""
    return Desk(root, pipeline.survey(root, day, given))
