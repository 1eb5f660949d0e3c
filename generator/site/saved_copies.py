"""The saved copies of a story, from the two places that know of them.

In: the copies in the register and the sources in the front matter. Out: each copy once, in the order of
receipt. Whether the files still exist is not asked.
"""

from collections.abc import Iterable, Sequence

from generator.model.register import Copy, Witness
from generator.model.source import Provenance
from generator.site.model import SavedCopy

_Span = tuple[str, int, int]
_UNKNOWN = "~"  # sorts after every day


def join(registered: Sequence[Copy], sources: Iterable[Provenance]) -> tuple[SavedCopy, ...]:
    """Every copy once. The same span of the same bytes is one copy, however often the file was saved."""
    paths: dict[_Span, set[str]] = {}
    days: dict[_Span, str] = {}
    for copy in registered:
        span = _span(copy.provenance)
        paths.setdefault(span, set()).add(copy.provenance.path)
        days[span] = min(copy.received, days.get(span, _UNKNOWN))
    for source in sources:
        paths.setdefault(_span(source), set()).add(source.path)
    known = _witnesses(registered)
    order = sorted(paths, key=lambda span: (days.get(span, _UNKNOWN), min(paths[span]), span))
    return tuple(
        SavedCopy(
            paths=tuple(sorted(paths[span])),
            sha256=span[0],
            start=span[1],
            end=span[2],
            received=days.get(span),
            record=span in known and known[span] is None,
            witness=known.get(span),
        )
        for span in order
    )


def _witnesses(registered: Iterable[Copy]) -> dict[_Span, Witness | None]:
    """What is known of each copy that is a witness; None for the copy of record, under whatever path it was saved."""
    known: dict[_Span, Witness | None] = {}
    for copy in registered:
        span = _span(copy.provenance)
        if copy.record:
            known[span] = None
        elif copy.witness:
            known.setdefault(span, copy.witness)
    return known


def _span(source: Provenance) -> _Span:
    return source.sha256, source.start, source.end
