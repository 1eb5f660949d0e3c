"""Explain the people of a story: the words around each name, its probability, the weightiest evidence.

In: a story, the finder of people, the names of its people. Out: evidence for a person or a program to read, also about
names that are not likely enough to be tagged.
"""

from collections.abc import Collection, Iterator

from generator.ingest.story import Story
from generator.ingest.tag.find_persons import PersonFinder
from generator.model.value import Value

# The number of characters shown on each side of a name.
_CONTEXT_LENGTH = 24
# The probability from which a name that is not tagged is shown, and the evidence that is shown.
_DOUBTFUL_FROM = 0.1
_MOST_WEIGHED, _LEAST_WEIGHT = 6, 0.3


class PersonEvidence(Value, frozen=True):
    """A person by the fullest form of the name, its first place, and the words around it.

    `probability` is how likely it is a person, None if that was not computed (another script, an editor's record).
    `is_tagged` is false for a name that is not likely enough. `weighed` are the weightiest pieces of evidence for and
    against it, in log-odds.
    """

    name: str
    place: str
    words: str
    probability: float | None = None
    is_tagged: bool = True
    weighed: tuple[tuple[str, float], ...] = ()


def build_person_evidence(story: Story, finder: PersonFinder, people: Collection[str]) -> Iterator[PersonEvidence]:
    """Yield the `people` of a story and names that may be people's, with the words around the first full print."""
    candidates = {person.name: person for person in finder.assess(story.paragraphs)}
    doubtful = [name for name, person in candidates.items() if person.probability >= _DOUBTFUL_FROM]
    for name in dict.fromkeys((*people, *doubtful)):
        n, position = next(((n, text.find(name)) for n, text in enumerate(story.paragraphs) if name in text), (-1, -1))
        words = _extract_context(story.paragraphs[n], position, position + len(name)) if position >= 0 else ""
        candidate = candidates.get(name)
        weights = finder.list_weights(candidate) if candidate else ()
        weighed = tuple((item, round(weight, 1)) for item, weight in weights if abs(weight) >= _LEAST_WEIGHT)
        yield PersonEvidence(
            name=name,
            place=f"paragraph {n + 1}" if position >= 0 else "",
            words=words,
            probability=round(candidate.probability, 3) if candidate else None,
            is_tagged=name in people,
            weighed=weighed[:_MOST_WEIGHED],
        )


def _extract_context(text: str, start: int, end: int) -> str:
    """Return the text around the characters from `start` to `end`, cut between words."""
    first, last = max(0, start - _CONTEXT_LENGTH), min(len(text), end + _CONTEXT_LENGTH)
    before, after = text[first:start], text[end:last]
    if first and " " in before:
        before = "… " + before.split(" ", 1)[1]
    if last < len(text) and " " in after:
        after = after.rsplit(" ", 1)[0] + " …"
    return before + text[start:end] + after
