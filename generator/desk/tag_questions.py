"""Questions about stories whose file lists no countries or no people: are the suggested ones right.

In: the review queue. Out: questions in the order of the files. The file is the memory of the answer.
"""

from collections.abc import Iterator, Mapping

from generator.desk.question import Answer, KeyValue, Question, QuestionKind, SetKeys
from generator.desk.review_queue import ReviewQueue
from generator.desk.story_questions import compute_question_id
from generator.suggest_tags import TagSuggestion

_LABELS = {"countries": "about", "mentions": "also named", "people": "people"}


def list_tag_questions(queue: ReviewQueue) -> Iterator[Question]:
    """Yield a question for each published story with suggested tags."""
    identifiers = {manuscript.path: identifier for identifier, manuscript in queue.articles.items()}
    for suggestion in sorted(queue.scan.tag_suggestions, key=lambda item: item.path):
        identifier = identifiers.get(suggestion.path)
        if identifier is None:
            continue
        title = queue.articles[identifier].article.printed.title
        yield Question(
            id=compute_question_id(QuestionKind.TAGS, identifier, *suggestion.values),
            kind=QuestionKind.TAGS,
            text=f"Is “{title}” about these countries and people?",
            about=(identifier, *suggestion.names),
            hint="; ".join(f"{_LABELS[key]}: {', '.join(names)}" for key, names in suggestion.values.items()),
            answers=tuple(_list_answers(suggestion)),
        )


def _list_answers(suggestion: TagSuggestion) -> Iterator[Answer]:
    """Yield the answers to a suggestion: all of it, a part, nothing."""
    values = suggestion.values
    country_values = {key: names for key, names in values.items() if key != "people"}
    yield _build_answer("y", "yes: list them", suggestion, values)
    if country_values and suggestion.people:
        yield _build_answer("1", "only the countries: no people", suggestion, {**country_values, "people": ()})
        people_only = {**dict.fromkeys(country_values, ()), "people": suggestion.people}
        yield _build_answer("2", "only the people: no countries", suggestion, people_only)
    yield _build_answer("k", "none: empty lists, and this is not asked again", suggestion,
                        dict.fromkeys(values, ()))  # fmt: skip


def _build_answer(letter: str, words: str, suggestion: TagSuggestion, values: Mapping[str, KeyValue]) -> Answer:
    return Answer(
        letter=letter, words=words, action=SetKeys(path=suggestion.path, sha256=suggestion.sha256, values=values)
    )
