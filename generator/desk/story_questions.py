"""Questions about stories: may two be one, when was one printed and by whom, is it a story of its own.

In: the desk. Out: questions, in stable order, those first for which most speaks.
"""

import posixpath
import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from generator.desk.question import Answer, Kind, Question, Rule, SetKeys
from generator.desk.review_queue import Desk
from generator.model.article import ArticleId, DateBasis, Manuscript, PartialDate
from generator.model.decision import About, Decision, Ruling, Subject
from generator.model.problem import Place
from generator.model.register import ArticleEntry
from generator.text import dates, digest

_NOWHERE = Place(path="")
_IN_PATH = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_/]?(\d\d)[-_/]?(\d\d)(?!\d)")
# A folder tells what publication its pages are of where so many stories name one, and so large a share the same.
_FEWEST, _MOST_AGREE = 3, 0.8


def questions(desk: Desk) -> Iterator[Question]:
    """All of them that no editor has answered."""
    yield from _duplicates(desk)
    yield from _dates(desk)
    yield from _publications(desk)
    yield from _cuts(desk)


def unguessed(desk: Desk) -> int:
    """How many stories name no publication, and nothing suggests one: these are not asked about."""
    without = [one for identifier, one in desk.articles.items() if _lacks_publication(desk, identifier)]
    return len(without) - sum(1 for _ in _publications(desk))


def ruled(subject: Subject, ruling: Ruling, a: str, b: str = "", about: About | None = None) -> Decision:
    """A decision that nobody has signed yet."""
    return Decision(subject=subject, a=a, b=b, ruling=ruling, place=_NOWHERE, about=about)


def question_id(kind: Kind, *about: str) -> str:
    """The id of a question: the same as long as it waits."""
    return digest.short(kind.value, *about)


def _duplicates(desk: Desk) -> Iterator[Question]:
    """Pairs of articles that may be one story."""
    joined = desk.surveyed.ingested.curated.rulings.articles.joined
    for pair in desk.surveyed.ingested.doubts.pairs:
        a, b = pair.a, pair.b
        if a not in desk.articles or b not in desk.articles or desk.asked.pair(Subject.ARTICLE, a, b):
            continue
        if a in joined and joined[a] == joined.get(b):
            continue
        titles = " and ".join(f"“{desk.articles[one].article.title}”" for one in (a, b))
        yield Question(
            id=question_id(Kind.DUPLICATE, a, b),
            kind=Kind.DUPLICATE,
            asked=f"Are {titles} one story?",
            about=(a, b),
            hint=f"{pair.shared * 100:.0f} % of the word runs of the shorter stand in the other",
            answers=(
                _rule("s", "one story: published as one, the other address leads there, both files stay",
                      Ruling.SAME, a, b),
                _rule("d", "two stories: both stay", Ruling.DIFFERENT, a, b),
                _rule("u", "cannot be told: both stay, and this is not asked again", Ruling.UNSURE, a, b),
            ),
        )  # fmt: skip


def _rule(letter: str, words: str, ruling: Ruling, a: str, b: str) -> Answer:
    return Answer(letter=letter, words=words, act=Rule(decisions=(ruled(Subject.ARTICLE, ruling, a, b),)))


def _keep(words: str, article: ArticleId, about: About) -> Answer:
    decision = ruled(Subject.ARTICLE, Ruling.KEEP, article, about=about)
    return Answer(letter="k", words=words, act=Rule(decisions=(decision,)))


def _set(letter: str, words: str, one: Manuscript, values: dict[str, str | bool], typed: str = "") -> Answer:
    return Answer(letter=letter, words=words, act=SetKeys(path=one.path, sha256=one.sha256, values=values, typed=typed))


def _dates(desk: Desk) -> Iterator[Question]:
    """Stories without a day: those first for which there is a guess."""
    found: list[tuple[bool, str, Question]] = []
    for identifier, one in desk.articles.items():
        if one.article.date or desk.asked.kept(identifier, About.DATE):
            continue
        date, why = _guessed_date(desk, identifier)
        by_editor = DateBasis.EDITOR.value
        guess = [_set("g", f"on {date.iso}", one, {"date": date.iso, "date_basis": by_editor})] if date else []
        question = Question(
            id=question_id(Kind.DATE, identifier),
            kind=Kind.DATE,
            asked=f"When was “{one.article.title}” published?",
            about=(identifier,),
            hint=f"{date.iso}: {why}" if date else "nothing suggests a day",
            answers=(
                *guess,
                _set("e", "on another day, which you type (2016-11-30, 2016-11, 2016)", one,
                     {"date_basis": by_editor}, typed="date"),
                _keep("it is not known: it stays undated", identifier, About.DATE),
            ),
        )  # fmt: skip
        found.append((date is None, one.path, question))
    yield from (question for _, _, question in sorted(found, key=lambda item: item[:2]))


def _guessed_date(desk: Desk, identifier: ArticleId) -> tuple[PartialDate | None, str]:
    """A day that something suggests, and what; None where nothing does."""
    entry = desk.entry(identifier)
    for text in _of_copies(entry, "day"):
        if date := PartialDate.parse(text):
            return date, "another saved copy prints it"
    for path in sorted(copy.provenance.path for copy in entry.copies):
        for match in _IN_PATH.finditer(path):
            if date := PartialDate.of(*map(int, match.groups())):
                return date, f"the name of {path} has it"
    for mention in dates.find_dates(desk.text(identifier)):
        if mention.date and mention.date.day:
            return mention.date, "the first day that its text names"
    return None, ""


def _of_copies(entry: ArticleEntry, what: str) -> Iterator[str]:
    """What the other copies of a story have otherwise."""
    for copy in entry.copies:
        for one in copy.witness.differs if copy.witness else ():
            if one.what == what and one.text != "not printed":
                yield one.text


def _lacks_publication(desk: Desk, identifier: ArticleId) -> bool:
    article = desk.articles[identifier].article
    return not article.publication and not desk.asked.kept(identifier, About.PUBLICATION)


def _publications(desk: Desk) -> Iterator[Question]:
    """Stories that name no publication, where something suggests one."""
    houses = _houses(desk)
    for identifier, one in sorted(desk.articles.items(), key=lambda item: item[1].path):
        if not _lacks_publication(desk, identifier):
            continue
        entry = desk.entry(identifier)
        folders = sorted({posixpath.dirname(copy.provenance.path) for copy in entry.copies} & set(houses))
        guess = next(_of_copies(entry, "publication"), None)
        why = "another saved copy names it"
        if guess is None and folders:
            guess, why = houses[folders[0]], f"most stories in {folders[0]} are of it"
        if guess is None:
            continue
        yield Question(
            id=question_id(Kind.PUBLICATION, identifier),
            kind=Kind.PUBLICATION,
            asked=f"Which publication printed “{one.article.title}”?",
            about=(identifier,),
            hint=f"{guess}: {why}",
            answers=(
                _set("g", guess, one, {"publication": guess}),
                _set("e", "another, which you type", one, {}, typed="publication"),
                _keep("it is not known: it stays without", identifier, About.PUBLICATION),
            ),
        )


def _houses(desk: Desk) -> dict[str, str]:
    """The publication of nearly all stories that name one, by folder of saved pages."""
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    for identifier, one in desk.articles.items():
        if one.article.publication:
            for folder in {posixpath.dirname(copy.provenance.path) for copy in desk.entry(identifier).copies}:
                counted[folder][one.article.publication] += 1
    houses = {}
    for folder, counts in counted.items():
        name, number = min(counts.items(), key=lambda item: (-item[1], item[0]))
        if number >= _FEWEST and number >= _MOST_AGREE * counts.total():
            houses[folder] = name
    return houses


def _cuts(desk: Desk) -> Iterator[Question]:
    """Stories that may be part of the one above them on the page, or none. A story with several copies is one."""
    for cut in desk.surveyed.ingested.doubts.cuts:
        one = desk.articles.get(cut.article)
        if one is None or len(desk.entry(cut.article).copies) > 1 or desk.asked.kept(cut.article, About.CUT):
            continue
        values: dict[str, str | bool] = {"withdrawn": True, "withdrawn_reason": "no story of its own"}
        yield Question(
            id=question_id(Kind.CUT, cut.article),
            kind=Kind.CUT,
            asked=f"Is “{one.article.title}” a story of its own?",
            about=(cut.article,),
            hint=f"{cut.place.path}, from byte {cut.place.start:,}: {cut.reason}",
            answers=(
                _keep("a story of its own: it stays", cut.article, About.CUT),
                _set("w", "none: it is withdrawn. Where it belongs to the story above, move its text there first", one,
                     values),
            ),
        )  # fmt: skip
