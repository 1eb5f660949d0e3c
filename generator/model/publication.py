"""What editors wrote of a publication: how its pages are known, and which of their lines are page and not story."""

from generator.model.value import Value


class LinePatterns(Value, frozen=True):
    """Lines, folded: those that are `whole`, and what others begin with (whole words, a space behind)."""

    whole: tuple[str, ...] = ()
    begins: tuple[str, ...] = ()

    def has_match(self, folded_line: str) -> bool:
        """Whether the line that is `folded_line` so is one of these."""
        return folded_line in self.whole or f"{folded_line} ".startswith(self.begins)


class Publication(Value, frozen=True):
    """A profile, by the `path` of its file. `recognise` are phrases, folded; after one of `ends` a story is over."""

    path: str
    name: str
    recognise: tuple[str, ...]
    furniture: LinePatterns = LinePatterns()
    ends: LinePatterns = LinePatterns()
