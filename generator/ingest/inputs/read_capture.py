"""From a capture to its lines: the one place that knows the media of payloads.

In: a capture. Out: its source document, and notices; None if it has no text.
"""

import msgspec

from generator.ingest.cut.decode import decode
from generator.model.capture import Capture, Media
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
    if document is None or not capture.locator:
        return result
    return Result(msgspec.structs.replace(document, locator=capture.locator), result.problems)
