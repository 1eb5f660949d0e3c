"""Questions about people: does a name belong to one of several people, and is a new name a person at all.

In: the review queue. Out: questions in stable order: names that most stories print first.
"""

from collections.abc import Iterator

from generator.desk.question import Answer, CreateRecord, Question, QuestionKind, WriteDecisions
from generator.desk.review_queue import ReviewQueue
from generator.desk.story_questions import build_decision, compute_question_id
from generator.edits import build_record, get_record_path
from generator.model.decision import DecisionSubject, Ruling
from generator.text.counts import format_count
from generator.text.normalise import fold_key

# A person named by fewer stories is not worth an editor's minute.
_MIN_STORIES = 2
# A doubtful name is worth it if it is probably a person's in half a story or more.
_MIN_EXPECTED = 0.5
# The keys of answers that name a person.
_LETTERS = "123456789"


def list_spelling_questions(queue: ReviewQueue) -> Iterator[Question]:
    """Yield a question for each name that fits several people and has its own page until somebody decides."""
    for problem in queue.problems:
        name, *candidates = problem.about or ("",)
        if problem.kind != "suggestion" or not candidates:
            continue
        same_answers = (
            Answer(
                letter=letter,
                words=f"{candidate}: one page for both",
                action=_build_ruling(Ruling.SAME, name, [candidate]),
            )
            for letter, candidate in zip(_LETTERS, candidates, strict=False)
        )
        listing = ", ".join(candidates[:-1]) + f" or {candidates[-1]}"
        yield Question(
            id=compute_question_id(QuestionKind.SPELLING, name, *candidates),
            kind=QuestionKind.SPELLING,
            text=f"Who is {name}: {listing}?",
            about=(name, *candidates),
            hint="the name fits each of them",
            answers=(
                *same_answers,
                Answer(
                    letter="d",
                    words="none of them: a page of its own",
                    action=_build_ruling(Ruling.DIFFERENT, name, candidates),
                ),
                Answer(
                    letter="u",
                    words="unsure: a page of its own, and this is not asked again",
                    action=_build_ruling(Ruling.UNSURE, name, candidates),
                ),
                _build_ignore_answer(name),
            ),
        )


def list_person_questions(queue: ReviewQueue) -> Iterator[Question]:
    """Yield a question for each person in several stories whom no decision or record mentions."""
    people = queue.scan.site.people.items()
    ranked_people = sorted((-len(item.entries), item.person.name, identifier) for identifier, item in people)
    for number, name, identifier in ranked_people:
        names = queue.scan.site.people[identifier].person.spellings
        if -number < _MIN_STORIES or queue.review_log.has_person(name, identifier, *names):
            continue
        if {fold_key(item) for item in (*names, name, identifier)} & queue.record_keys:
            continue
        variants = [item for item in names if item != name]
        keep_decisions = (build_decision(DecisionSubject.PERSON, Ruling.KEEP, name),)
        yield Question(
            id=compute_question_id(QuestionKind.PERSON, identifier),
            kind=QuestionKind.PERSON,
            text=f"Is {name} a person?",
            about=(name, *variants),
            hint=f"{-number} stories" + (f"; also printed as {', '.join(variants)}" if variants else ""),
            answers=(
                Answer(letter="k", words="yes, and the page is right", action=WriteDecisions(decisions=keep_decisions)),
                Answer(
                    letter="b",
                    words="yes: begin a record, for a note, dates, more spellings",
                    action=CreateRecord(path=get_record_path(name), values=build_record(name, identifier, names)),
                ),
                *(
                    Answer(
                        letter=letter,
                        words=f"yes, but {variant} is another: a page for each",
                        action=_build_ruling(Ruling.DIFFERENT, name, [variant]),
                    )
                    for letter, variant in zip(_LETTERS, variants, strict=False)
                ),
                _build_ignore_answer(*names),
            ),
        )


def list_name_questions(queue: ReviewQueue) -> Iterator[Question]:
    """Yield a question for each doubtful name that no decision or record mentions.

    Those come first that are most likely people in most stories; an unlikely name of few stories is not asked about.
    """
    doubtful_people = sorted(queue.doubtful_names.values(), key=lambda item: (-item.expected_stories, item.name))
    for person in doubtful_people:
        name, likely = person.name, max(person.articles.values())
        if person.expected_stories < _MIN_EXPECTED or queue.review_log.has_person(name):
            continue
        if fold_key(name) in queue.record_keys:
            continue
        keep_decisions = (build_decision(DecisionSubject.PERSON, Ruling.KEEP, name),)
        yield Question(
            id=compute_question_id(QuestionKind.NAME, fold_key(name)),
            kind=QuestionKind.NAME,
            text=f"Is {name} a person?",
            about=(name,),
            hint=f"{likely * 100:.0f} % likely, in {format_count(len(person.articles), 'story', 'stories')}",
            answers=(
                Answer(
                    letter="k",
                    words="yes: every story that prints the name lists it",
                    action=WriteDecisions(decisions=keep_decisions),
                ),
                Answer(
                    letter="b",
                    words="yes: begin a record, for a note, dates, more spellings",
                    action=CreateRecord(path=get_record_path(name), values={"name": name}),
                ),
                _build_ignore_answer(name),
            ),
        )


def _build_ruling(ruling: Ruling, name: str, candidates: list[str]) -> WriteDecisions:
    return WriteDecisions(
        decisions=tuple(build_decision(DecisionSubject.PERSON, ruling, name, candidate) for candidate in candidates)
    )


def _build_ignore_answer(*names: str) -> Answer:
    decisions = tuple(build_decision(DecisionSubject.PERSON, Ruling.IGNORE, name) for name in names)
    return Answer(
        letter="i", words="no person: no page, and no story names it", action=WriteDecisions(decisions=decisions)
    )
