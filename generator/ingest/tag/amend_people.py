"""Add the people whom editors know to those that were recognised in a story, and leave out what is no person.

In: the recognised names, the story, the finder of known people. Out: the names for the front matter.
"""

from collections.abc import Sequence

from generator.authority.known_people import KnownMention, KnownPeopleFinder
from generator.ingest.story import Story
from generator.text.normalise import fold_key


def amend_people(names: Sequence[str], story: Story, finder: KnownPeopleFinder | None) -> tuple[str, ...]:
    """Return `names` without those ruled to be no person, and with every known person whom the story names.

    A known person is named by a name of their record in the text; a name in headline or standfirst needs a weak name or
    the family name in the text too.
    """
    if finder is None:
        return tuple(names)
    people = [name for name in names if fold_key(name) not in finder.known_people.ignored]
    if not finder.known_people.people:
        return tuple(people)
    text = "\n".join(story.paragraphs)
    mentions = finder.find(text)
    proofs: dict[int, list[KnownMention]] = {}
    for mention in mentions:
        if finder.is_proof(text, mention):
            proofs.setdefault(mention.n, []).append(mention)
    supported = {mention.n for mention in mentions if not mention.is_name}
    for heading in (story.printed.title, story.printed.summary or ""):
        for mention in finder.find(heading, in_title_case=True):
            if mention.is_name and mention.n in supported:
                proofs.setdefault(mention.n, [mention])
    for n, places in proofs.items():
        if not any(fold_key(name) in finder.keys[n] for name in people):
            people = _add_person(people, max(places, key=lambda place: len(place.name)), places, text)
    return tuple(people)


def _add_person(people: Sequence[str], mention: KnownMention, places: Sequence[KnownMention], text: str) -> list[str]:
    """Return `people` with the name of `mention` at its place, without names that are only a part of it."""
    printed = [text[place.start : place.end] for place in places]
    whole_names = [
        name for name in people if not (count := sum(form.count(name) for form in printed)) or count < text.count(name)
    ]
    at = sum(0 <= text.find(name) < places[0].start for name in whole_names)
    return [*whole_names[:at], mention.name, *whole_names[at:]]
