"""What a page states about itself beside its text, for `--explain`: each value with the rule that read it."""

from collections.abc import Iterator

from generator.model.capture import Metadata
from generator.model.value import Value


class StatedEvidence(Value, frozen=True):
    """A value that a page states: what it is, the value, and the rule by which it was read."""

    name: str
    text: str
    rule: str


def list_stated(metadata: Metadata) -> Iterator[StatedEvidence]:
    """Yield what a page states: the first of several statements of one kind, which is the one that is trusted most."""
    for name in ("url", "canonical", "captured", "publication", "section", "language", "summary"):
        if stated := getattr(metadata, name):
            yield StatedEvidence(name=name, text=stated.text, rule=stated.rule)
    for name, values in (("headline", metadata.titles), ("byline", metadata.bylines)):
        for stated in values[:1]:
            yield StatedEvidence(name=name, text=stated.text, rule=stated.rule)
    for name, days in (("date", metadata.published[:1]), ("modified", (metadata.modified,))):
        for day in filter(None, days):
            yield StatedEvidence(name=name, text=day.day.iso, rule=day.rule)
    for stated in metadata.rights:
        yield StatedEvidence(name="rights", text=stated.text, rule=stated.rule)
