"""Questions about stories: are two the same, when and by whom was one printed, is it a story of its own.

In: the review queue. Out: questions in stable order, the best supported first.
"""

import posixpath
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from generator.desk.question import Answer, KeyValue, Question, QuestionKind, SetKeys, WriteDecisions
from generator.desk.review_queue import ReviewQueue
from generator.model.article import ArticleId, DateBasis, Manuscript, PartialDate
from generator.model.decision import ArticleAspect, Decision, DecisionSubject, Ruling
from generator.model.problem import Place
from generator.model.register import ArticleEntry
from generator.text import dates, digest

_NO_PLACE = Place(path="")
_DATE_IN_PATH = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_/]?(\d\d)[-_/]?(\d\d)(?!\d)")
# A folder suggests a publication if this many stories name one, and this share of them name the same.
_MIN_STORIES, _MIN_SHARE = 3, 0.8


def list_story_questions(queue: ReviewQueue) -> Iterator[Question]:
    """Yield all questions about stories that no editor has answered."""
    yield from _list_doubtful_questions(queue)
    yield from _list_duplicate_questions(queue)
    yield from _list_date_questions(queue)
    yield from _list_publication_questions(queue)
    yield from _list_cut_questions(queue)


def count_unguessed_publications(queue: ReviewQueue) -> int:
    """Count stories that name no publication and have no suggestion: these are not asked about."""
    manuscripts = [
        manuscript for identifier, manuscript in queue.articles.items() if _needs_publication(queue, identifier)
    ]
    return len(manuscripts) - sum(1 for _ in _list_publication_questions(queue))


def build_decision(
    subject: DecisionSubject, ruling: Ruling, a: str, b: str = "", about: ArticleAspect | None = None
) -> Decision:
    """Build a decision that nobody has signed yet."""
    return Decision(subject=subject, a=a, b=b, ruling=ruling, place=_NO_PLACE, about=about)


def compute_question_id(kind: QuestionKind, *about: str) -> str:
    """Compute the id of a question, which is stable while it is open."""
    return digest.compute_short_id(kind.value, *about)


def _list_doubtful_questions(queue: ReviewQueue) -> Iterator[Question]:
    """Yield a question for each draft that may be no story. Its file is the memory of the answer."""
    runners_up = {item.article: item.runners_up for item in queue.scan.intake.doubts.stories}
    publish: dict[str, KeyValue] = {"draft": False, "doubt": None}
    withdraw: dict[str, KeyValue] = {"withdrawn": True, "withdrawn_reason": "no story"}
    for identifier, manuscript in sorted(queue.doubtful.items(), key=lambda item: item[1].path):
        title = manuscript.article.printed.title
        headlines = [text for text in dict.fromkeys(runners_up.get(identifier, ())) if text != title]
        choices = (
            _build_keys_answer(str(n), f"a story with the headline “{text}”", manuscript, {"title": text, **publish})
            for n, text in enumerate(headlines, start=1)
        )
        yield Question(
            id=compute_question_id(QuestionKind.STORY, identifier),
            kind=QuestionKind.STORY,
            text=f"Is “{title}” a story?",
            about=(identifier,),
            hint=manuscript.article.doubt or "",
            answers=(
                _build_keys_answer("y", "a story: it is published", manuscript, publish),
                *choices,
                _build_keys_answer("e", "a story with another headline, which you type", manuscript, publish,
                                   typed_key="title"),
                _build_keys_answer("w", "no story: withdraw it", manuscript, withdraw),
            ),
        )  # fmt: skip


def _list_duplicate_questions(queue: ReviewQueue) -> Iterator[Question]:
    """Yield a question for each pair of articles that may be one story."""
    groups = queue.scan.archive.editorial.rulings.articles.joined
    for pair in queue.scan.intake.doubts.pairs:
        a, b = pair.a, pair.b
        if (
            a not in queue.articles
            or b not in queue.articles
            or queue.review_log.has_pair(DecisionSubject.ARTICLE, a, b)
        ):
            continue
        if a in groups and groups[a] == groups.get(b):
            continue
        titles = " and ".join(f"“{queue.articles[identifier].article.printed.title}”" for identifier in (a, b))
        yield Question(
            id=compute_question_id(QuestionKind.DUPLICATE, a, b),
            kind=QuestionKind.DUPLICATE,
            text=f"Are {titles} one story?",
            about=(a, b),
            hint=f"{pair.share * 100:.0f} % of the word runs of the shorter stand in the other",
            answers=(
                _build_ruling_answer("s", "one story: published as one, the other address redirects, both files stay",
                      Ruling.SAME, a, b),
                _build_ruling_answer("d", "two stories: both stay", Ruling.DIFFERENT, a, b),
                _build_ruling_answer("u", "unsure: both stay, and this is not asked again", Ruling.UNSURE, a, b),
            ),
        )  # fmt: skip


def _build_ruling_answer(letter: str, words: str, ruling: Ruling, a: str, b: str) -> Answer:
    return Answer(
        letter=letter,
        words=words,
        action=WriteDecisions(decisions=(build_decision(DecisionSubject.ARTICLE, ruling, a, b),)),
    )


def _build_keep_answer(words: str, article: ArticleId, about: ArticleAspect) -> Answer:
    decision = build_decision(DecisionSubject.ARTICLE, Ruling.KEEP, article, about=about)
    return Answer(letter="k", words=words, action=WriteDecisions(decisions=(decision,)))


def _build_keys_answer(
    letter: str, words: str, manuscript: Manuscript, values: Mapping[str, KeyValue], typed_key: str = ""
) -> Answer:
    return Answer(
        letter=letter,
        words=words,
        action=SetKeys(path=manuscript.path, sha256=manuscript.sha256, values=values, typed_key=typed_key),
    )


def _list_date_questions(queue: ReviewQueue) -> Iterator[Question]:
    """Yield a question for each story without a day: those with a guess first."""
    candidates: list[tuple[bool, str, Question]] = []
    for identifier, manuscript in queue.articles.items():
        if manuscript.article.printed.date or queue.review_log.is_kept(identifier, ArticleAspect.DATE):
            continue
        date, why = _guess_date(queue, identifier)
        by_editor = DateBasis.EDITOR.value
        guess = (
            [_build_keys_answer("g", f"on {date.iso}", manuscript, {"date": date.iso, "date_basis": by_editor})]
            if date
            else []
        )
        question = Question(
            id=compute_question_id(QuestionKind.DATE, identifier),
            kind=QuestionKind.DATE,
            text=f"When was “{manuscript.article.printed.title}” published?",
            about=(identifier,),
            hint=f"{date.iso}: {why}" if date else "nothing suggests a day",
            answers=(
                *guess,
                _build_keys_answer("e", "on another day, which you type (2016-11-30, 2016-11, 2016)", manuscript,
                     {"date_basis": by_editor}, typed_key="date"),
                _build_keep_answer("unknown: it stays undated", identifier, ArticleAspect.DATE),
            ),
        )  # fmt: skip
        candidates.append((date is None, manuscript.path, question))
    yield from (question for _, _, question in sorted(candidates, key=lambda item: item[:2]))


def _guess_date(queue: ReviewQueue, identifier: ArticleId) -> tuple[PartialDate | None, str]:
    """Guess the day of a story and name the evidence; None if there is none."""
    entry = queue.get_entry(identifier)
    for text in _list_copy_differences(entry, "day"):
        if date := PartialDate.parse(text):
            return date, "another saved copy prints it"
    for path in sorted(copy.provenance.path for copy in entry.copies):
        for match in _DATE_IN_PATH.finditer(path):
            if date := PartialDate.from_numbers(*map(int, match.groups())):
                return date, f"the name of {path} has it"
    for mention in dates.find_dates(queue.get_text(identifier)):
        if mention.date and mention.date.day:
            return mention.date, "the first day that its text names"
    return None, ""


def _list_copy_differences(entry: ArticleEntry, field: str) -> Iterator[str]:
    """Yield the values that the other copies of a story have for `field`."""
    for copy in entry.copies:
        for difference in copy.witness.differs if copy.witness else ():
            if difference.what == field and difference.text != "not printed":
                yield difference.text


def _needs_publication(queue: ReviewQueue, identifier: ArticleId) -> bool:
    article = queue.articles[identifier].article
    return not article.printed.publication and not queue.review_log.is_kept(identifier, ArticleAspect.PUBLICATION)


def _list_publication_questions(queue: ReviewQueue) -> Iterator[Question]:
    """Yield a question for each story without a publication if there is a suggestion."""
    folder_publications = _find_folder_publications(queue)
    for identifier, manuscript in sorted(queue.articles.items(), key=lambda item: item[1].path):
        if not _needs_publication(queue, identifier):
            continue
        entry = queue.get_entry(identifier)
        folders = sorted({posixpath.dirname(copy.provenance.path) for copy in entry.copies} & set(folder_publications))
        guess = next(_list_copy_differences(entry, "publication"), None)
        why = "another saved copy names it"
        if guess is None and folders:
            guess, why = folder_publications[folders[0]], f"most stories in {folders[0]} are of it"
        if guess is None:
            continue
        yield Question(
            id=compute_question_id(QuestionKind.PUBLICATION, identifier),
            kind=QuestionKind.PUBLICATION,
            text=f"Which publication printed “{manuscript.article.printed.title}”?",
            about=(identifier,),
            hint=f"{guess}: {why}",
            answers=(
                _build_keys_answer("g", guess, manuscript, {"publication": guess}),
                _build_keys_answer("e", "another, which you type", manuscript, {}, typed_key="publication"),
                _build_keep_answer("unknown: it stays without", identifier, ArticleAspect.PUBLICATION),
            ),
        )


def _find_folder_publications(queue: ReviewQueue) -> dict[str, str]:
    """Return, for each folder of saved pages, the publication that nearly all its stories name."""
    counts_by_folder: dict[str, Counter[str]] = defaultdict(Counter)
    for identifier, manuscript in queue.articles.items():
        if manuscript.article.printed.publication:
            for folder in {posixpath.dirname(copy.provenance.path) for copy in queue.get_entry(identifier).copies}:
                counts_by_folder[folder][manuscript.article.printed.publication] += 1
    folder_publications = {}
    for folder, counts in counts_by_folder.items():
        name, number = min(counts.items(), key=lambda item: (-item[1], item[0]))
        if number >= _MIN_STORIES and number >= _MIN_SHARE * counts.total():
            folder_publications[folder] = name
    return folder_publications


def _list_cut_questions(queue: ReviewQueue) -> Iterator[Question]:
    """Yield a question for each story that may belong to the one above it. A story with several copies is certain."""
    for cut in queue.scan.intake.doubts.cuts:
        manuscript = queue.articles.get(cut.article)
        if (
            manuscript is None
            or len(queue.get_entry(cut.article).copies) > 1
            or queue.review_log.is_kept(cut.article, ArticleAspect.CUT)
        ):
            continue
        values: dict[str, KeyValue] = {"withdrawn": True, "withdrawn_reason": "no story of its own"}
        withdraw_words = "none: withdraw it. If it belongs to the story above, move its text there first"
        yield Question(
            id=compute_question_id(QuestionKind.CUT, cut.article),
            kind=QuestionKind.CUT,
            text=f"Is “{manuscript.article.printed.title}” a story of its own?",
            about=(cut.article,),
            hint=f"{cut.place.path}, from byte {cut.place.start:,}: {cut.reason}",
            answers=(
                _build_keep_answer("a story of its own: it stays", cut.article, ArticleAspect.CUT),
                _build_keys_answer("w", withdraw_words, manuscript, values),
            ),
        )
