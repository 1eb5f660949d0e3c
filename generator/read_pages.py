"""Read saved pages and parse them, with the help of other processes.

In: requests for pages, each with the digest of the page in the cache. Out: what became of each, in their order. Pages
whose bytes are those in the cache are not parsed again.
"""

from collections.abc import Sequence
from functools import partial
from itertools import chain, groupby
from pathlib import Path

import msgspec

from generator.ingest.cut.byte_accounting import PageOutcome
from generator.ingest.cut.page_context import PageContext
from generator.ingest.cut.parse_page import list_records_page, parse_page, skip_page
from generator.ingest.cut.source_keys import format_page_key
from generator.ingest.inputs.open_input import UNREAD_KIND
from generator.model.capture import NO_METADATA, Capture
from generator.model.problem import Problem, Result
from generator.store import source_files
from generator.store.intake_cache import CachedStory
from generator.store.processes import ProcessPool
from generator.text import digest

# The pages in one piece of work: enough that passing it to a process takes little of the time.
_BATCH_SIZE = 64
# To reach a record in a compressed file, all before it is unpacked: its records are read in so many batches at most.
_MOST_PACKED_BATCHES = 16
# Stands for the digest of a record that cannot be read.
_DAMAGED = "damaged"

_encode = msgspec.msgpack.encode


class PageRequest(msgspec.Struct, frozen=True):
    """A page to read: its path and locator, its digest in the cache (empty: none), checksums of recurring lines."""

    path: str
    locator: str = ""
    sha256: str = ""
    recurring: tuple[int, ...] = ()

    @property
    def key(self) -> str:
        """The key of the page among all pages."""
        return format_page_key(self.path, self.locator)


class PageResult(msgspec.Struct, frozen=True):
    """A page that was read, by its key, the parsed page and its stories encoded.

    Without `sha256` it could not be read, and `parsed_page` says why. Without `parsed_page` its bytes are those in the
    cache. `locators` are the records of a file that has many; each is a page of its own.
    """

    key: str
    sha256: str = ""
    parsed_page: bytes = b""
    stories: tuple[CachedStory, ...] = ()
    locators: tuple[str, ...] = ()


_RESULTS_DECODER = msgspec.msgpack.Decoder(list[PageResult])


def read_pages(root: Path, shared: PageContext, requests: Sequence[PageRequest], pool: ProcessPool) -> list[PageResult]:
    """Read pages with the help of `pool`."""
    has_packed = any(request.locator and request.path.lower().endswith(".gz") for request in requests)
    size = max(_BATCH_SIZE, len(requests) // _MOST_PACKED_BATCHES) if has_packed else _BATCH_SIZE
    batches = [requests[n : n + size] for n in range(0, len(requests), size)]
    encoded = pool.map(partial(_read_batch, root, shared), batches)
    return list(chain.from_iterable(map(_RESULTS_DECODER.decode, encoded)))


def _read_batch(root: Path, shared: PageContext, requests: Sequence[PageRequest]) -> bytes:
    """Read a batch of pages. The results are encoded, which takes a tenth of the time of pickling them."""
    results: list[PageResult] = []
    for path, group in groupby(requests, key=lambda request: request.path):
        records = list(group)
        if records[0].locator:
            captures = source_files.load_captures(root, path, [request.locator for request in records])
            results += map(partial(_parse_record, shared), records, captures)
        else:
            results += [_read_page(root, shared, request) for request in records]
    return _encode(results)


def _read_page(root: Path, shared: PageContext, request: PageRequest) -> PageResult:
    """Read a file: parse its page if its bytes are not those in the cache, or list its records."""
    opened = source_files.open_source(root, request.path)
    if opened.value is None:
        is_unread_kind = opened.problems[0].kind.startswith(UNREAD_KIND)
        outcome = PageOutcome.UNREAD_KIND if is_unread_kind else PageOutcome.UNREADABLE
        return PageResult(request.path, parsed_page=_encode(skip_page(request.path, outcome, *opened.problems)))
    if opened.value.records is None:
        assert opened.value.capture is not None
        return _parse_capture(shared, request, opened.value.capture, opened.problems)
    page = list_records_page(request.path, opened.value.records)
    encoded = _encode(page)
    return PageResult(request.path, digest.sha256(encoded), encoded, locators=page.locators)


def _parse_record(shared: PageContext, request: PageRequest, record: Result[Capture | None]) -> PageResult:
    """Parse a record. One that cannot be read is cached too, since its file is not read again until it changes."""
    if record.value is None:
        page = skip_page(request.path, PageOutcome.UNREADABLE, *record.problems)
        account = msgspec.structs.replace(page.account, locator=request.locator, size=0)
        return PageResult(request.key, _DAMAGED, _encode(msgspec.structs.replace(page, account=account)))
    return _parse_capture(shared, request, record.value, record.problems)


def _parse_capture(
    shared: PageContext, request: PageRequest, capture: Capture, problems: tuple[Problem, ...]
) -> PageResult:
    """Parse a page if its bytes are not those in the cache."""
    payload_sha256 = digest.sha256(capture.payload)
    sha256 = payload_sha256
    if capture.metadata != NO_METADATA:  # a record may change beside its payload
        sha256 = digest.sha256(payload_sha256.encode() + _encode(capture.metadata))
    if sha256 == request.sha256:
        return PageResult(request.key, sha256)
    context = msgspec.structs.replace(shared, recurring=frozenset(request.recurring))
    parse_result = parse_page(capture, context)
    page = parse_result.page
    if problems:
        page = msgspec.structs.replace(page, problems=(*problems, *page.problems))
    stories = tuple(
        CachedStory(request.key, payload_sha256, story.provenance.start, _encode(story))
        for story in parse_result.stories
    )
    return PageResult(request.key, sha256, _encode(page), stories)
