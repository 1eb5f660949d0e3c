"""The probabilities from which the reader's stories are kept and published."""

from generator.model.value import Value


class Thresholds(Value, frozen=True):
    """The [reading] table of the settings.

    A story is published if it is one with a probability of at least `publish_from`; from `keep_from` on it becomes a
    draft for an editor to decide on; below that there is no story. On pages of publishers that the model was not fitted
    to, 1.6 % of what is published from 0.5 on has less than a tenth in common with a story (reading/data/figures.md).
    """

    publish_from: float = 0.5
    keep_from: float = 0.25
