"""Questions about persons: is a name that fits several one of them, and is a new name a person at all.

In: the desk. Out: questions, in stable order: names that most stories print first.
"""

from collections.abc import Iterator

from generator.desk.question import Answer, Begin, Kind, Question, Rule
from generator.desk.review_queue import Desk
from generator.desk.story_questions import question_id, ruled
from generator.edits import record_of, record_path
from generator.model.decision import Ruling, Subject
from generator.text.normalise import key

# A person whom fewer stories name is not worth an editor's minute.
_FEWEST_STORIES = 2
# So many persons have an answer of their own.
_LETTERS = "123456789"


def spellings(desk: Desk) -> Iterator[Question]:
    """Names that fit several persons, and have a page of their own until somebody decides."""
    for problem in desk.problems:
        name, *others = problem.about or ("",)
        if problem.kind != "suggestion" or not others:
            continue
        same = (
            Answer(letter=letter, words=f"{other}: one page for both", act=_rules(Ruling.SAME, name, [other]))
            for letter, other in zip(_LETTERS, others, strict=False)
        )
        listed = ", ".join(others[:-1]) + f" or {others[-1]}"
        yield Question(
            id=question_id(Kind.SPELLING, name, *others),
            kind=Kind.SPELLING,
            asked=f"Who is {name}: {listed}?",
            about=(name, *others),
            hint="the name fits each of them",
            answers=(
                *same,
                Answer(
                    letter="d",
                    words="none of them: a page of its own",
                    act=_rules(Ruling.DIFFERENT, name, others),
                ),
                Answer(
                    letter="u",
                    words="cannot be told: a page of its own, and this is not asked again",
                    act=_rules(Ruling.UNSURE, name, others),
                ),
                _nobody(name),
            ),
        )


def new(desk: Desk) -> Iterator[Question]:
    """Persons whom several stories name, of whom no decision and no record tells."""
    named = desk.surveyed.site.people.items()
    counted = sorted((-len(one.entries), one.person.name, identifier) for identifier, one in named)
    for number, name, identifier in counted:
        names = desk.surveyed.site.people[identifier].person.spellings
        if -number < _FEWEST_STORIES or desk.asked.person(name, identifier, *names):
            continue
        if {key(one) for one in (*names, name, identifier)} & desk.recorded:
            continue
        others = [one for one in names if one != name]
        keep = (ruled(Subject.PERSON, Ruling.KEEP, name),)
        yield Question(
            id=question_id(Kind.PERSON, identifier),
            kind=Kind.PERSON,
            asked=f"Is {name} a person?",
            about=(name, *others),
            hint=f"{-number} stories" + (f"; also printed as {', '.join(others)}" if others else ""),
            answers=(
                Answer(letter="k", words="yes, and the page is right", act=Rule(decisions=keep)),
                Answer(
                    letter="b",
                    words="yes: begin a record, for a note, dates, more spellings",
                    act=Begin(path=record_path(name), values=record_of(name, identifier, names)),
                ),
                *(
                    Answer(
                        letter=letter,
                        words=f"yes, but {other} is another: a page for each",
                        act=_rules(Ruling.DIFFERENT, name, [other]),
                    )
                    for letter, other in zip(_LETTERS, others, strict=False)
                ),
                _nobody(*names),
            ),
        )


def _rules(ruling: Ruling, name: str, others: list[str]) -> Rule:
    return Rule(decisions=tuple(ruled(Subject.PERSON, ruling, name, other) for other in others))


def _nobody(*names: str) -> Answer:
    decisions = tuple(ruled(Subject.PERSON, Ruling.IGNORE, name) for name in names)
    return Answer(letter="i", words="no person: no page, and no story names it", act=Rule(decisions=decisions))
