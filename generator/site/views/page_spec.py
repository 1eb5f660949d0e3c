"""One page that is to be rendered: where it goes, with which template, from which view.

A job is complete in itself: it can be sent to another process, and its digest says whether the page is new.
"""

from generator.model.value import Value


class PageSpec(Value, frozen=True):
    """`url` is relative to `output/`, `template` to `templates/`; `view` is all that the template sees."""

    url: str
    template: str
    view: Value
