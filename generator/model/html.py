"""HTML that the program created, cleaned or escaped: the only text that templates print without escaping it."""

from generator.model.value import Value


class Html(Value, frozen=True):
    """A piece of HTML. Its creator has escaped or cleaned everything that came from elsewhere."""

    source: str

    def __html__(self) -> str:
        """The source, which Jinja2 and MarkupSafe print without escaping it again."""
        return self.source

    def __str__(self) -> str:
        return self.source
