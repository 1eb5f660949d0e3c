"""From a capture to its lines: the one place that knows the media of payloads.

In: a capture. Out: its source document, and notices; None if it has no text.
"""

import msgspec

from generator.ingest.cut.decode import decode
from generator.model.capture import NO_METADATA, Capture, Media, Metadata
from generator.model.document import SourceDocument
from generator.model.problem import Result


def read_capture(capture: Capture) -> Result[SourceDocument | None]:
    """Return the document of `capture`: its lines, their marks, and what is stated beside them."""
    if capture.media is Media.HTML:
        from generator.ingest.html.read_page import read_page  # noqa: PLC0415  (archives of text do not need it)

        result = read_page(capture)
    else:
        result = decode(capture.path, capture.payload)
    document = result.value
    if document is None or not (capture.locator or capture.metadata != NO_METADATA):
        return result
    metadata = merge_metadata(capture.metadata, document.metadata)
    return Result(msgspec.structs.replace(document, locator=capture.locator, metadata=metadata), result.problems)


def merge_metadata(record: Metadata, page: Metadata) -> Metadata:
    """Return what a record and the page in it state: the record comes first, the page fills what it leaves open."""
    return Metadata(
        url=record.url or page.url,
        canonical=record.canonical or page.canonical,
        captured=record.captured or page.captured,
        titles=(*record.titles, *page.titles),
        bylines=(*record.bylines, *page.bylines),
        published=(*record.published, *page.published),
        modified=record.modified or page.modified,
        publication=record.publication or page.publication,
        section=record.section or page.section,
        language=record.language or page.language,
        summary=record.summary or page.summary,
        rights=(*record.rights, *page.rights),
        body=record.body or page.body,
    )
