"""Short stories in twenty languages with their people and countries, and how well intake tags them.

In: the files of `tagged/`, one a language. Out: stories, figures from 0 to 1. In a file, a story is a line
`# headline`, lines with a key, then its paragraphs. Keys: `people` (separated by `;`; behind `=` shorter or longer
forms that are right too), `optional` people, who count neither way, `about` and `named` (codes of countries).

Run in tests/: `python -m quality.tagged` for all figures, `python -m quality.tagged ru` for the mistakes in a language.
"""

import re
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec
from quality.score import Measured, harmonic

from generator.ingest.story import Story
from generator.ingest.tag.annotate import Annotation, annotate
from generator.model.article import PrintedFields
from generator.model.source import Provenance
from generator.reference.tables import Tables
from generator.text.normalise import fold_key

HERE = Path(__file__).parent / "tagged"
_FIELD = re.compile(r"(people|optional|about|named): (.+)")


class TaggedStory(msgspec.Struct, frozen=True):
    """A story with its gold: accepted forms of the name of each person, and codes of countries."""

    language: str
    title: str
    paragraphs: tuple[str, ...]
    people: tuple[tuple[str, ...], ...]
    optional: tuple[tuple[str, ...], ...]
    about: frozenset[str]
    named: frozenset[str]


class Counts(msgspec.Struct, frozen=True):
    """How many were given, right, and wanted."""

    given: int
    right: int
    wanted: int

    @property
    def precision(self) -> float:
        """The share of the given that is right."""
        return self.right / self.given if self.given else 0.0

    @property
    def recall(self) -> float:
        """The share of the wanted that was given."""
        return self.right / self.wanted if self.wanted else 0.0


def load_tagged() -> list[TaggedStory]:
    """Load the stories of all languages."""
    return [
        _parse_story(path.stem, block)
        for path in sorted(HERE.glob("*.txt"))
        for block in path.read_text(encoding="utf-8").removeprefix("# ").split("\n# ")
    ]


def _parse_story(language: str, block: str) -> TaggedStory:
    title, *lines = block.strip().splitlines()
    fields = {match[1]: match[2] for line in lines if (match := _FIELD.fullmatch(line))}
    return TaggedStory(
        language=language,
        title=title,
        paragraphs=tuple(line for line in lines if not _FIELD.fullmatch(line)),
        people=_parse_people(fields.get("people", "")),
        optional=_parse_people(fields.get("optional", "")),
        about=frozenset(fields.get("about", "").split()),
        named=frozenset(fields.get("named", "").split()),
    )


def _parse_people(text: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(form.strip() for form in forms.split("=")) for forms in text.split(";") if forms.strip())


def annotate_tagged(story: TaggedStory, tables: Tables) -> Annotation:
    """Tag a story as intake does."""
    provenance = Provenance(path="story.txt", sha256="0", start=0, end=1)
    bare_story = Story(provenance=provenance, printed=PrintedFields(title=story.title), paragraphs=story.paragraphs)
    return annotate(bare_story, tables.countries, tables.person_finder)


def compare_people(story: TaggedStory, names: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return the names that are wrong, and the people who are missing."""
    missing = {people[0]: {fold_key(form) for form in people} for people in story.people}
    optional = {fold_key(form) for people in story.optional for form in people}
    wrong = []
    for name in names:
        match = next((person for person, forms in missing.items() if fold_key(name) in forms), None)
        if match:
            del missing[match]
        elif fold_key(name) not in optional:
            wrong.append(name)
    return wrong, list(missing)


def measure_tags(stories: Iterable[TaggedStory], tables: Tables) -> Measured:
    """Return precision and recall of people, of the countries filed under, and recall of the countries named.

    Each figure has its worst stories: the headline, what is wrong, what is missing.
    """
    codes = {country.name: country.code for country in tables.countries.countries.values()}
    people, about, evoked = [], [], []
    worst: dict[str, list[str]] = {"people": [], "about": [], "named": []}
    for story in stories:
        annotation = annotate_tagged(story, tables)
        wrong, missing = compare_people(story, annotation.people)
        right = len(story.people) - len(missing)
        people.append(Counts(right + len(wrong), right, len(story.people)))
        filed = {str(codes[name]) for name in annotation.countries}
        about.append(Counts(len(filed), len(filed & story.about), len(story.about)))
        wanted = story.about | story.named
        found = filed | {str(codes[name]) for name in annotation.mentions}
        evoked.append(Counts(len(found), len(found & wanted), len(wanted)))
        for key, too_many, too_few in (
            ("people", wrong, missing),
            ("about", filed - story.about, story.about - filed),
            ("named", found - wanted, wanted - found),
        ):
            if too_many or too_few:
                worst[key].append(f"{story.title}: wrong {sorted(too_many)}, missing {sorted(too_few)}")
    persons, filed_under, names = map(add_counts, (people, about, evoked))
    figures = {
        "people, precision": persons.precision,
        "people, recall": persons.recall,
        "countries filed under, F1": harmonic(filed_under.precision, filed_under.recall),
        "countries named, precision": names.precision,
        "countries named, recall": names.recall,
    }
    keys = {"people": "people", "countries filed under": "about", "countries named": "named"}
    return Measured(figures, {name: worst[keys[name.partition(", ")[0]]] for name in figures})


def add_counts(counts: Iterable[Counts]) -> Counts:
    """Return the sum of counts."""
    rows = list(counts)
    return Counts(sum(row.given for row in rows), sum(row.right for row in rows), sum(row.wanted for row in rows))


def main(languages: Sequence[str]) -> None:
    """Print the figures of all languages, or the mistakes of these."""
    stories, tables = load_tagged(), Tables()
    for language in languages or sorted({story.language for story in stories}):
        measured = measure_tags([story for story in stories if story.language == language], tables)
        sys.stdout.write(f"{language}  " + "  ".join(f"{n} {v:.3f}" for n, v in measured.figures.items()) + "\n")
        for name in ("people, recall", "countries filed under, F1", "countries named, recall") if languages else ():
            sys.stdout.write("".join(f"  {name.partition(',')[0]}: {line}\n" for line in measured.worst[name]))


if __name__ == "__main__":
    main(sys.argv[1:])
