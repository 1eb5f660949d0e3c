"""What evidence for and against a person weighs, in log-odds: the table that tests/quality/fit_persons.py makes.

In: the text of person_weights.tsv. Out: the weights by name of evidence. They belong together; none can be changed
alone.
"""

import msgspec

MENTION, STORY = "mention", "story"


class PersonWeights(msgspec.Struct, frozen=True):
    """What each piece of evidence weighs: at a mention, and in a whole story."""

    mention: dict[str, float]
    person: dict[str, float]


def parse_person_weights(text: str) -> PersonWeights:
    """Parse lines `place TAB evidence TAB weight`, after lines that begin with `#`."""
    rows = [line.split("\t") for line in text.splitlines() if line and line[0] != "#"]
    return PersonWeights(
        {evidence: float(weight) for place, evidence, weight in rows if place == MENTION},
        {evidence: float(weight) for place, evidence, weight in rows if place == STORY},
    )


def format_person_weights(weights: PersonWeights) -> str:
    """Return the lines that `parse_person_weights` reads."""
    return "".join(
        f"{place}\t{evidence}\t{weight:.2f}\n"
        for place, table in ((MENTION, weights.mention), (STORY, weights.person))
        for evidence, weight in sorted(table.items())
    )
