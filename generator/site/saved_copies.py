"""The saved copies of a story, from register and front matter.

In: the copies in the register and the sources in the front matter. Out: each copy once, in the order of accession.
Whether the files still exist does not matter here.
"""

from collections.abc import Iterable, Sequence

from generator.model.register import Copy, CopyComparison
from generator.model.source import Provenance
from generator.site.model import SavedCopy

_Span = tuple[str, int, int]
_UNKNOWN = "~"  # sorts after every day


def join_copies(registered: Sequence[Copy], sources: Iterable[Provenance]) -> tuple[SavedCopy, ...]:
    """Return every copy once. The same span of the same bytes is one copy, however often the file was saved."""
    places: dict[_Span, set[tuple[str, str]]] = {}
    received_days: dict[_Span, str] = {}
    for copy in registered:
        span = _get_span(copy.provenance)
        places.setdefault(span, set()).add((copy.provenance.path, copy.provenance.locator))
        received_days[span] = min(copy.received, received_days.get(span, _UNKNOWN))
    for source in sources:
        places.setdefault(_get_span(source), set()).add((source.path, source.locator))
    witnesses = _find_witnesses(registered)
    order = sorted(places, key=lambda span: (received_days.get(span, _UNKNOWN), min(places[span]), span))
    return tuple(
        SavedCopy(
            paths=tuple(path for path, _ in sorted(places[span])),
            sha256=span[0],
            start=span[1],
            end=span[2],
            received=received_days.get(span),
            is_record=span in witnesses and witnesses[span] is None,
            witness=witnesses.get(span),
            locators=tuple(locator for _, locator in sorted(places[span])),
        )
        for span in order
    )


def _find_witnesses(registered: Iterable[Copy]) -> dict[_Span, CopyComparison | None]:
    """Return the comparison of each copy; None for the copy of record, under any path."""
    witnesses: dict[_Span, CopyComparison | None] = {}
    for copy in registered:
        span = _get_span(copy.provenance)
        if copy.record:
            witnesses[span] = None
        elif copy.witness:
            witnesses.setdefault(span, copy.witness)
    return witnesses


def _get_span(source: Provenance) -> _Span:
    return source.sha256, source.start, source.end
