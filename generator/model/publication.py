"""Profiles of publications, written by editors: how to recognise their pages, and which lines are not story text."""

from generator.model.value import Value


class LinePatterns(Value, frozen=True):
    """Patterns of folded lines: `whole` lines, and the words that lines begin with (each with a space behind)."""

    whole: tuple[str, ...] = ()
    begins: tuple[str, ...] = ()

    def has_match(self, folded_line: str) -> bool:
        """Return whether a folded line matches."""
        return folded_line in self.whole or f"{folded_line} ".startswith(self.begins)


class Publication(Value, frozen=True):
    """The profile in the file `path`. `recognise` are folded phrases; a story ends at a line that matches `ends`.

    `country` is the ISO 3166-1 code of the country where it is published, if the profile says so.
    """

    path: str
    name: str
    recognise: tuple[str, ...]
    furniture: LinePatterns = LinePatterns()
    ends: LinePatterns = LinePatterns()
    country: str = ""
