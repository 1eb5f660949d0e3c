"""HTML that the program made itself, cleaned or escaped: the only strings that a template prints as they stand."""

from generator.model.value import Value


class Html(Value, frozen=True):
    """A piece of HTML. Whoever makes one has escaped or cleaned all that came from elsewhere."""

    source: str

    def __html__(self) -> str:
        """What Jinja2 and MarkupSafe print without escaping it again."""
        return self.source

    def __str__(self) -> str:
        return self.source
