"""Bytes of a saved page in, lines of clean text with byte offsets out.

A file that holds no text (empty, binary) gives None and says so. Nothing is guessed silently: any
encoding but UTF-8 is a notice.
"""

import codecs
import re

from generator.model.problem import Problem, Result
from generator.model.source import DocumentLine, SourceDocument
from generator.text import digest
from generator.text.normalise import clean_line

_LINE_END = re.compile(b"\r\n|\n|\r")
_WIDE_LINE_END = re.compile("\r\n|\n|\r")
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Text has a control character now and then; above one in thirty it is a picture or an archive.
_BINARY_SHARE = 1 / 30
_CONTROL_BYTES = bytes(n for n in range(0x20) if n not in b"\t\n\v\f\r\x1b")
# Control characters, and line ends that are more than a line feed.
_ODD_ASCII = re.compile(rb"[^\n\x20-\x7e]")
# What letters of UTF-8 look like in windows-1252 or ISO 8859-1: "Ã©", "â€™", "Ð°", "Ù…".
_MOJIBAKE = re.compile(
    "[\u00c2-\u00ce\u00d0\u00d1\u00d7-\u00da\u00e2][\u0080-\u00bf\u0152-\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]"
)
# Unicode blocks that Western text uses; any other block in the detector's answer means another script.
_LATIN_BLOCKS = ("Basic Latin", "Latin", "General Punctuation", "Currency", "Control", "Letterlike", "Number")
# These are never written without a mark, but short texts look like them to the detector.
_WIDE_ENCODINGS = ["utf_7", "utf_16", "utf_16_be", "utf_16_le", "utf_32", "utf_32_be", "utf_32_le"]
# The detector looks at the start of a large file only; more changes nothing but the time it takes.
_DETECT_BYTES = 200_000


def decode(path: str, data: bytes) -> Result[SourceDocument | None]:
    """The document of the file `path` (relative to the root) whose bytes are `data`; None without text."""
    if not data.strip():
        return Result(
            None, (Problem.notice(path, "empty file", "the file is empty", "save the page again or delete it"),)
        )
    encoding, mark_size = _read_byte_order_mark(data)
    if encoding is None and _is_binary(data):
        step = "saved pages are plain text (.txt); move it out of content/sources or save the page as text"
        return Result(None, (Problem.notice(path, "binary file", "this is no text file", step),))
    problems: tuple[Problem, ...] = ()
    if encoding is None:
        encoding = _guess_encoding(data)
        if encoding != "utf-8":
            fact = f"decoded from {encoding}"
            problems = (Problem.notice(path, "decoded", fact, "save it as UTF-8 if letters look wrong"),)
    lines = _split_lines(data, encoding, mark_size)
    if repaired_lines := _repair_lines(lines, data, encoding):
        lines = [repaired_lines.get(n, line) for n, line in enumerate(lines)]
        fact = f"{len(repaired_lines)} of its lines were decoded wrongly before they were saved; they are repaired"
        problems = (*problems, Problem.notice(path, "letters mended", fact, "compare the page with its original"))
    if any("\ufffd" in line.text for line in lines):
        fact = f"some bytes are no {encoding}; U+FFFD stands in their place"
        problems = (*problems, Problem.notice(path, "bytes not decoded", fact, "compare the page with its original"))
    document = SourceDocument(
        path=path, sha256=digest.sha256(data), size=len(data), encoding=encoding, lines=tuple(lines)
    )
    return Result(document, problems)


def _read_byte_order_mark(data: bytes) -> tuple[str | None, int]:
    """The encoding that a byte order mark names, and the length of the mark."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return encoding, len(mark)
    return None, 0


def _is_binary(data: bytes) -> bool:
    """Whether control characters are too many for text."""
    sample = data[:_DETECT_BYTES]
    return len(sample) - len(sample.translate(None, _CONTROL_BYTES)) > max(1, len(sample) * _BINARY_SHARE)


def _guess_encoding(data: bytes) -> str:
    """The encoding of unmarked text: UTF-8 where it fits, or all but does (a page cut in mid-letter)."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return "utf-8"
    text = data.decode("utf-8", "replace")
    letters = sum(c > "\x7f" for c in text)
    if text.count("\ufffd") * 10 <= letters:
        return "utf-8"
    return _detect_encoding(data[:_DETECT_BYTES])


def _detect_encoding(sample: bytes) -> str:
    """What charset-normalizer makes of `sample`, windows-1252 where it hesitates among Latin ones.

    For Western text the detector names any of a dozen code pages that agree on most letters; web pages
    are windows-1252 (the WHATWG encoding standard reads even what calls itself ISO 8859-1 so).
    """
    import charset_normalizer  # noqa: PLC0415  (60 ms that a UTF-8 archive never pays)

    best = charset_normalizer.from_bytes(sample, cp_exclusion=_WIDE_ENCODINGS).best()
    is_latin = best is None or all(name.startswith(_LATIN_BLOCKS) for name in best.alphabets)
    if is_latin:
        try:
            text = sample.decode("cp1252")
        except UnicodeDecodeError:
            return best.encoding if best else "latin-1"
        # In a code page of Central Europe the same bytes give letters; in windows-1252 they give signs.
        if best is None or not re.search(r"[a-z][¡-¿×÷][a-z]", text):
            return "windows-1252"
    return best.encoding if best else "latin-1"


def _split_lines(data: bytes, encoding: str, mark_size: int) -> list[DocumentLine]:
    """All lines with the offsets of their bytes in the file."""
    if encoding.startswith(("utf-16", "utf-32")):
        return _split_wide_lines(data, encoding, mark_size)
    if encoding == "utf-8" and not mark_size and data.isascii() and not _ODD_ASCII.search(data):
        return _split_ascii_lines(data.decode("ascii"))
    lines, start = [], mark_size
    for match in _LINE_END.finditer(data, mark_size):
        lines.append(_build_line(data[start : match.start()], encoding, start))
        start = match.end()
    if start < len(data):
        lines.append(_build_line(data[start:], encoding, start))
    return lines


def _split_ascii_lines(text: str) -> list[DocumentLine]:
    """Lines of a text in which every character is a byte and nothing has to be cleaned but the ends of lines."""
    lines, start = [], 0
    for piece in text.split("\n"):
        lines.append(DocumentLine(piece.rstrip(), start, start + len(piece)))
        start += len(piece) + 1
    return lines if lines[-1].end > lines[-1].start else lines[:-1]


def _repair_lines(lines: list[DocumentLine], data: bytes, encoding: str) -> dict[int, DocumentLine]:
    """The lines, by number, in which UTF-8 was once taken for another encoding ("cafÃ©"), as they were meant.

    ftfy mends a text only where that makes sense of all of it, so nothing is mended on a guess.
    """
    if data.isascii() or encoding.startswith(("utf-16", "utf-32")):
        return {}
    repaired_lines = {}
    for n, line in enumerate(lines):
        if line.text.isascii():
            continue
        text = data[line.start : line.end].decode(encoding, "replace")
        if _MOJIBAKE.search(text):
            repaired_text = clean_line(_repair_text(text))
            if repaired_text != line.text:
                repaired_lines[n] = DocumentLine(repaired_text, line.start, line.end)
    return repaired_lines


def _repair_text(text: str) -> str:
    """`text` as ftfy mends it."""
    import ftfy  # noqa: PLC0415  (needed for few pages)

    return ftfy.fix_encoding(text)


def _build_line(raw: bytes, encoding: str, start: int) -> DocumentLine:
    return DocumentLine(clean_line(raw.decode(encoding, "replace")), start, start + len(raw))


def _split_wide_lines(data: bytes, encoding: str, mark_size: int) -> list[DocumentLine]:
    """Lines of UTF-16 or UTF-32, where a line end is more than a byte."""
    lines, start, last = [], mark_size, 0
    text = data[mark_size:].decode(encoding, "replace")
    for match in [*_WIDE_LINE_END.finditer(text), None]:
        piece = text[last : match.start() if match else len(text)]
        size = len(piece.encode(encoding, "replace"))
        if match or piece:  # a letter cut off at the end of the file has fewer bytes than its stand-in
            lines.append(DocumentLine(clean_line(piece), start, start + size if match else len(data)))
        if match:
            start += size + len(match[0].encode(encoding))
            last = match.end()
    return lines
