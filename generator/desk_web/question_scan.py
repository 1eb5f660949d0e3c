"""Read the archive for the questions that are open, and collect what the page of a question needs.

In: the archive's root. Out: values. A scan takes seconds in a large archive; `DeskThread` runs it in the background.
"""

from collections.abc import Mapping
from pathlib import Path

import msgspec

from generator import layout, review_terminal
from generator.desk import question_evidence
from generator.desk.question import Passage, Question, SetKeys
from generator.desk.review_queue import ReviewQueue, load_review_queue
from generator.desk.review_session import list_questions
from generator.reference.tables import Tables
from generator.store import disk, git, guarded_write, lock

# A build may hold the archive; a scan waits this many seconds for it.
_LOCK_TIMEOUT = 600.0


class QuestionScan(msgspec.Struct, frozen=True):
    """All open questions at one moment, and the digests of the decision files that they were generated from.

    `number` orders scans by their start. `editor` signs answers. `notes` are about what is not asked here.
    """

    number: int
    queue: ReviewQueue
    editor: str
    questions: tuple[Question, ...]
    decision_digests: Mapping[str, str]
    notes: tuple[str, ...]


class QuestionSheet(msgspec.Struct, frozen=True):
    """A question with what its page shows.

    `file_digests` are the article files that its passages and answers concern, as they were read; `links` lead from a
    path or name to a page of the preview.
    """

    question: Question
    passages: tuple[Passage, ...]
    file_digests: tuple[tuple[str, str], ...]
    links: Mapping[str, str]


def scan_questions(root: Path, day: str, tables: Tables, number: int) -> QuestionScan:
    """Return the questions that are open now. Raises GeneratorError if the archive cannot be read.

    Waits until no build is at work, then reads without the lock, as `backfile check` does.
    """
    with lock.lock_archive(root, "desk", wait=_LOCK_TIMEOUT):
        pass
    decision_digests = compute_decision_digests(root)
    queue = load_review_queue(root, day, tables)
    notes = tuple(review_terminal.list_notes(queue))
    return QuestionScan(number, queue, git.get_user_name(root), list_questions(queue), decision_digests, notes)


def compute_decision_digests(root: Path) -> dict[str, str]:
    """Return the digest of each file of decisions by its path."""
    paths = [f"{layout.DECISIONS}/{name}" for name in disk.list_files(root / layout.DECISIONS, ".jsonl")]
    return {path: guarded_write.read_with_digest(root, path)[1] for path in paths}


def build_sheet(queue: ReviewQueue, question: Question) -> QuestionSheet:
    """Return the question with its passages, files and links."""
    passages = question_evidence.collect_passages(queue, question)
    digests = {item.path: item.sha256 for item in (*queue.articles.values(), *queue.doubtful.values())}
    places = {item.place for item in passages} | {
        item.action.path for item in question.answers if isinstance(item.action, SetKeys)
    }
    site = queue.scan.site
    article_urls = {queue.articles[item.id].path: item.url for item in site.entries if item.id in queue.articles}
    person_urls = {
        name: item.url for item in site.people.values() for name in item.person.spellings if name in question.about
    }
    return QuestionSheet(
        question=question,
        passages=passages,
        file_digests=tuple((path, digests[path]) for path in sorted(places) if path in digests),
        links=person_urls | {path: url for path, url in article_urls.items() if path in places},
    )
