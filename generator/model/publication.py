"""What editors wrote of a publication: how its pages are known, and which of their lines are page and not story."""

from generator.model.value import Value


class Lines(Value, frozen=True):
    """Lines, folded: those that are `whole`, and what others begin with (whole words, a space behind)."""

    whole: tuple[str, ...] = ()
    begins: tuple[str, ...] = ()

    def hold(self, folded: str) -> bool:
        """Whether the line that is `folded` so is one of these."""
        return folded in self.whole or f"{folded} ".startswith(self.begins)


class Publication(Value, frozen=True):
    """A profile, by the `path` of its file. `recognise` are phrases, folded; after one of `ends` a story is over."""

    path: str
    name: str
    recognise: tuple[str, ...]
    furniture: Lines = Lines()
    ends: Lines = Lines()
