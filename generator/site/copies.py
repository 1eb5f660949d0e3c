"""The saved copies of a story, from the two places that know of them.

In: the copies in the register and the sources in the front matter. Out: each copy once, in the order of
receipt. Whether the files still exist is not asked.
"""

from collections.abc import Iterable

from generator.model.register import Copy
from generator.model.source import Provenance
from generator.site.site import SavedCopy

_Span = tuple[str, int, int]
_UNKNOWN = "~"  # sorts after every day


def join(registered: Iterable[Copy], sources: Iterable[Provenance]) -> tuple[SavedCopy, ...]:
    """Every copy once. The same span of the same bytes is one copy, however often the file was saved."""
    paths: dict[_Span, set[str]] = {}
    days: dict[_Span, str] = {}
    for copy in registered:
        span = _span(copy.provenance)
        paths.setdefault(span, set()).add(copy.provenance.path)
        days[span] = min(copy.received, days.get(span, _UNKNOWN))
    for source in sources:
        paths.setdefault(_span(source), set()).add(source.path)
    order = sorted(paths, key=lambda span: (days.get(span, _UNKNOWN), min(paths[span]), span))
    return tuple(_copy(span, paths[span], days.get(span)) for span in order)


def _span(source: Provenance) -> _Span:
    return source.sha256, source.start, source.end


def _copy(span: _Span, paths: set[str], received: str | None) -> SavedCopy:
    sha256, start, end = span
    return SavedCopy(paths=tuple(sorted(paths)), sha256=sha256, start=start, end=end, received=received)
