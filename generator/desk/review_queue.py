"""The review queue: the state of the archive, and the questions that no editor has answered yet.

In: a scan of the archive. Out: a ReviewQueue, from which questions and their evidence are made. Changes nothing.
"""

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from generator import layout, pipeline
from generator.archive import load_archive
from generator.authority.reviewed import ReviewLog
from generator.manuscript import frontmatter
from generator.manuscript.utf8 import decode_utf8
from generator.model.article import ArticleId, DoubtfulName, Manuscript
from generator.model.problem import Problem
from generator.model.register import ArticleEntry
from generator.model.value import Value
from generator.reference.tables import Tables
from generator.run_results import ArchiveScan
from generator.store import content, disk
from generator.text.name_parts import has_capitals
from generator.text.normalise import fold_key
from generator.text.plain import to_plain_text


class DoubtfulPerson(Value, frozen=True):
    """A name that may be a person's, and how likely it is (0 to 1) in each story that prints it."""

    name: str
    articles: dict[ArticleId, float]

    @property
    def expected_stories(self) -> float:
        """In how many stories it is a person's, by these probabilities."""
        return sum(self.articles.values())


class ReviewQueue:
    """What questions can be about at one moment.

    `articles` are those that are readable and meant for readers, `doubtful` the drafts that may be no stories.
    """

    def __init__(self, scan: ArchiveScan) -> None:
        self.root = scan.archive.root
        self.scan = scan
        self.review_log = ReviewLog(scan.archive.decisions, scan.register.people)
        paths = {entry.path: entry.id for entry in scan.register.articles.values()}
        self.articles: dict[ArticleId, Manuscript] = {
            paths[manuscript.path]: manuscript
            for manuscript in scan.articles.manuscripts
            if manuscript.path in paths and not (manuscript.article.draft or manuscript.article.withdrawn)
        }
        self.doubtful: dict[ArticleId, Manuscript] = {
            paths[manuscript.path]: manuscript
            for manuscript in scan.articles.manuscripts
            if manuscript.path in paths and manuscript.article.is_doubtful
        }

    def get_entry(self, identifier: ArticleId) -> ArticleEntry:
        """Return the register entry of an article in the queue."""
        return self.scan.register.articles[identifier]

    def get_manuscript(self, identifier: ArticleId) -> Manuscript:
        """Return the file of an article in the queue."""
        return self.articles.get(identifier) or self.doubtful[identifier]

    def get_text(self, identifier: ArticleId) -> str:
        """Return the text of an article as plain text."""
        return to_plain_text(self.get_manuscript(identifier).article.body)

    @cached_property
    def doubtful_names(self) -> dict[str, "DoubtfulPerson"]:
        """The names that intake left out because they may be no person, by key, without those that a story lists."""
        forms: dict[str, dict[ArticleId, DoubtfulName]] = {}
        for identifier, doubtful_names in sorted(self.scan.intake.plan.doubtful_names.items()):
            if identifier not in self.articles:
                continue
            listed_keys = set(map(fold_key, self.articles[identifier].article.people))
            for item in doubtful_names:
                if (key := fold_key(item.name)) and key not in listed_keys:
                    forms.setdefault(key, {})[identifier] = item
        return {key: _build_doubtful_person(names) for key, names in forms.items()}

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Return what a check would report."""
        return self.scan.problems

    @cached_property
    def record_keys(self) -> frozenset[str]:
        """Return the folded names in people's authority records, and the ids that the records claim."""
        keys: set[str] = set()
        for name in disk.list_files(self.root / layout.PEOPLE, ".md"):
            path = f"{layout.PEOPLE}/{name}"
            data = content.read_file(path, str(self.root / path))
            text = decode_utf8(path, data).value if isinstance(data, bytes) else None
            split = frontmatter.split(path, text).value if text is not None else None
            for field in ("name", "variants", "id"):
                keys |= {
                    fold_key(field_text)
                    for field_text in frontmatter.parse_texts(split.values.get(field, "") if split else "") or ()
                }
        return frozenset(keys)


def _build_doubtful_person(names: Mapping[ArticleId, DoubtfulName]) -> DoubtfulPerson:
    """Return a doubtful person by the likeliest of the forms that are not in capitals."""
    best = min(names.values(), key=lambda item: (has_capitals(item.name), -item.probability, item.name))
    return DoubtfulPerson(best.name, {identifier: item.probability for identifier, item in names.items()})


def load_review_queue(root: Path, day: str, tables: Tables) -> ReviewQueue:
    """Load the review queue of the archive at `root` as of `day`."""
    return ReviewQueue(pipeline.scan_archive(load_archive(root, tables), day))
