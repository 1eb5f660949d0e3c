"""The probabilities from which the reader's stories are kept and published."""

from generator.model.value import Value


class Thresholds(Value, frozen=True):
    """The [reading] table of the settings.

    A story is published if it is one with a probability of at least `publish_from`; from `keep_from` on it becomes a
    draft for an editor to decide on; below that there is no story.
    """

    publish_from: float = 0.85
    keep_from: float = 0.4
