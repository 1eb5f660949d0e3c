"""Decode a saved page: bytes in, lines of clean text with byte offsets out.

A file without plain text (empty, binary, HTML, mail …) gives None and a notice. No guess is silent: any encoding except
UTF-8 is a notice.
"""

import codecs
import re
from collections import Counter
from html import unescape

from generator.ingest.cut.encodings import guess_code_page
from generator.ingest.cut.file_kinds import find_kind
from generator.model.document import DocumentLine, SourceDocument
from generator.model.problem import Problem, Result
from generator.text import digest
from generator.text.normalise import clean_line

_LINE_END = re.compile(b"\r\n|\n|\r")
# UTF-8 also has NEL and the Unicode separators, whose bytes are letters or symbols in code pages.
_LINE_END_UTF8 = re.compile(b"\r\n|\n|\r|\xe2\x80[\xa8\xa9]|\xc2\x85")
_UNICODE_LINE_ENDS = (b"\xe2\x80\xa8", b"\xe2\x80\xa9", b"\xc2\x85")
_WIDE_LINE_END = re.compile("\r\n|\n|\r|\u2028|\u2029|\x85")
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Text has a control character now and then; above one in thirty, the file is a picture or an archive.
_BINARY_SHARE = 1 / 30
_CONTROL_BYTES = bytes(n for n in range(0x20) if n not in b"\t\n\v\f\r\x1b")
_BINARY_BYTES = 200_000
# Bytes of ASCII that need cleaning.
_ODD_BYTES = bytes(n for n in (*range(0x20), 0x7F) if n != ord("\n"))
# Control characters, and line ends that are more than a line feed.
_ODD_ASCII = re.compile(rb"[^\n\x20-\x7e]|&#?\w{2,31};")
# UTF-8 letters that were read as windows-1252 or ISO 8859-1: "Ã©", "â€™", "Ð°", "Ù…".
_MOJIBAKE = re.compile(
    "[\u00c2-\u00ce\u00d0\u00d1\u00d7-\u00da\u00e2][\u0080-\u00bf\u0152-\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]"
)
# All of them in UTF-8 begin so.
_MOJIBAKE_BYTES = re.compile(rb"\xc3[\x82-\x8e\x90\x91\x97-\x9a\xa2][\xc2\xc5\xc6\xcb\xe2]")
_ENTITY = re.compile(r"&(?:amp;)?(?:[a-zA-Z]{2,31}\d{0,2}|#\d{1,7}|#[xX][\da-fA-F]{1,6});")
_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
# Quotation marks, dashes and the ellipsis of windows-1252, which editors paste into lines of UTF-8.
_PASTED = re.compile(rb"[\x20-\x7e][\x85\x91-\x97](?=[\x20-\x7e]|$)")
_STRAY = re.compile("[\udc80-\udcff]")
_STRAYS = re.compile("[\udc80-\udcff]+")
_STRAYS_BY_LONG = 8
_SAMPLE = 1_000_000


def decode(path: str, data: bytes) -> Result[SourceDocument | None]:
    """Return the document of the file `path` (relative to the root) with the bytes `data`; None without text."""
    if not data.strip():
        return Result(
            None, (Problem.notice(path, "empty file", "the file is empty", "save the page again or delete it"),)
        )
    if kind := find_kind(data):
        step = "save the page as HTML or plain text, or move the file out of content/sources"
        return Result(None, (Problem.notice(path, "not plain text", f"this file is {kind}, not plain text", step),))
    encoding, mark_size = read_byte_order_mark(data)
    if encoding is None and _is_binary(data):
        step = "saved pages are HTML or plain text; save the page as either, or move the file out of content/sources"
        return Result(None, (Problem.notice(path, "binary file", "this is not a text file", step),))
    problems: list[Problem] = []
    if encoding is None:
        encoding = guess_encoding(data)
        if encoding != "utf-8":
            problems.append(report_decoding(path, encoding))
    lines = _split_lines(data, encoding, mark_size)
    if encoding == "utf-8":
        lines, problem = _with_other_encodings(path, lines, data)
        problems += [problem] if problem else []
    if repaired_lines := _repair_lines(lines, data, encoding):
        lines = [repaired_lines.get(n, line) for n, line in enumerate(lines)]
        fact = f"{len(repaired_lines)} of its lines were decoded wrongly before they were saved; they are repaired"
        problems.append(Problem.notice(path, "letters repaired", fact, "compare the page with its original"))
    if any("\ufffd" in line.text for line in lines):
        fact = f"some bytes are invalid in {encoding}; U+FFFD replaces them"
        problems.append(Problem.notice(path, "bytes not decoded", fact, "compare the page with its original"))
    document = SourceDocument(
        path=path, sha256=digest.sha256(data), size=len(data), encoding=encoding, lines=tuple(lines)
    )
    return Result(document, tuple(problems))


def report_decoding(path: str, encodings: str) -> Problem:
    """Return the notice that the file at `path` is not, or not all, in UTF-8."""
    return Problem.notice(path, "decoded", f"decoded from {encodings}", "save it as UTF-8 if letters look wrong")


def read_byte_order_mark(data: bytes) -> tuple[str | None, int]:
    """Return the encoding that a byte order mark names, and the length of the mark."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return encoding, len(mark)
    return None, 0


def _is_binary(data: bytes) -> bool:
    """Return whether there are too many control characters for text."""
    sample = data[:_BINARY_BYTES]
    return len(sample) - len(sample.translate(None, _CONTROL_BYTES)) > max(1, len(sample) * _BINARY_SHARE)


def guess_encoding(data: bytes) -> str:
    """Guess the encoding of unmarked text: UTF-8 if it fits, or fits most lines beyond ASCII."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return "utf-8"
    sample = data[:_SAMPLE]
    sequences = _SEQUENCE.findall(sample)
    strays = sum(map(len, _STRAYS.findall(sample.decode("utf-8", "surrogateescape"))))
    # Letters of code pages seldom form a UTF-8 sequence, and almost never one of three bytes.
    long = sum(len(sequence) > 2 for sequence in sequences)
    return "utf-8" if len(sequences) > strays or strays <= _STRAYS_BY_LONG * long else guess_code_page(data)


def _with_other_encodings(
    path: str, lines: list[DocumentLine], data: bytes
) -> tuple[list[DocumentLine], Problem | None]:
    """Return the lines of UTF-8 text, with those in a code page read from it, and a notice about them."""
    strange = [
        n
        for n, line in enumerate(lines)
        if "\ufffd" in line.text and b"\xef\xbf\xbd" not in data[line.start : line.end]
    ]
    whole = [n for n in strange if not _SEQUENCE.search(data[lines[n].start : lines[n].end])]
    pasted = [n for n in strange if n not in set(whole) and _PASTED.search(data[lines[n].start : lines[n].end])]
    whole = [n for n in whole if not _is_cut(data, lines[n])]
    if not whole and not pasted:
        return lines, None
    code_page = (
        guess_code_page(b"\n".join(data[lines[n].start : lines[n].end] for n in whole)) if whole else "windows-1252"
    )
    lines = list(lines)
    for n in whole:
        lines[n] = _build_line(data[lines[n].start : lines[n].end], code_page, lines[n].start)
    for n in pasted:
        lines[n] = _decode_pasted_signs(data, lines[n])
    count = Counter([code_page] * len(whole) + ["windows-1252"] * len(pasted))
    strange_lines = ", ".join(f"{number} of its lines from {name}" for name, number in count.items())
    return lines, report_decoding(path, f"UTF-8, and {strange_lines}")


def _is_cut(data: bytes, line: DocumentLine) -> bool:
    """Return whether the only invalid bytes of a line are a letter cut off by the end of the file."""
    raw = data[line.start : line.end]
    return line.end == len(data) and raw[:-3].isascii() and raw[-3:].lstrip(bytes(range(0x80)))[:1] >= b"\xc2"


def _decode_pasted_signs(data: bytes, line: DocumentLine) -> DocumentLine:
    """Return a line of UTF-8 with its pasted windows-1252 punctuation decoded."""
    text = data[line.start : line.end].decode("utf-8", "surrogateescape")
    text = _STRAY.sub(lambda match: bytes([ord(match[0]) - 0xDC00]).decode("cp1252", "replace"), text)
    return DocumentLine(clean_text(text), line.start, line.end)


def clean_markup_text(markup: str) -> str:
    """Return text of an HTML page cleaned. As in browsers, old entities need no semicolon: `&copy 2019`, `&#160`."""
    return clean_text(unescape(markup) if "&" in markup else markup)


def clean_text(text: str) -> str:
    """Return `text` cleaned, with HTML entities replaced by their characters."""
    if "&" in text and _ENTITY.search(text):
        text = _ENTITY.sub(lambda match: unescape(unescape(match[0])), text)
    clean = clean_line(text)
    # A soft hyphen at the end of a line is printed, and its word continues on the next.
    return f"{clean}-" if "\u00ad" in text[-3:] and text.rstrip().endswith("\u00ad") else clean


def _split_lines(data: bytes, encoding: str, mark_size: int) -> list[DocumentLine]:
    """Split all lines, with the offsets of their bytes in the file."""
    if encoding.startswith(("utf-16", "utf-32")):
        return _split_wide_lines(data, encoding, mark_size)
    if encoding == "utf-8" and not mark_size and data.isascii() and not _ODD_ASCII.search(data):
        return _split_ascii_lines(data.decode("ascii"))
    if b"\r" not in data and not (encoding == "utf-8" and any(sign in data for sign in _UNICODE_LINE_ENDS)):
        return _split_at_line_feeds(data, encoding, mark_size)
    lines, start = [], mark_size
    for match in (_LINE_END_UTF8 if encoding == "utf-8" else _LINE_END).finditer(data, mark_size):
        lines.append(_build_line(data[start : match.start()], encoding, start))
        start = match.end()
    if start < len(data):
        lines.append(_build_line(data[start:], encoding, start))
    return lines


def _split_ascii_lines(text: str) -> list[DocumentLine]:
    """Split text in which every character is one byte and only line ends need cleaning."""
    lines, start = [], 0
    for piece in text.split("\n"):
        lines.append(DocumentLine(piece.rstrip(), start, start + len(piece)))
        start += len(piece) + 1
    return lines if lines[-1].end > lines[-1].start else lines[:-1]


def _split_at_line_feeds(data: bytes, encoding: str, start: int) -> list[DocumentLine]:
    """Split text whose lines end in line feeds only; few of its lines need cleaning."""
    is_clean = encoding == "utf-8" and len(data.translate(None, _ODD_BYTES)) == len(data)
    lines = []
    for raw in data[start:].split(b"\n"):
        if not raw:
            text = ""
        elif is_clean and raw.isascii() and b"&" not in raw:
            text = raw.decode("ascii").rstrip()
        else:
            text = clean_text(raw.decode(encoding, "replace"))
        lines.append(DocumentLine(text, start, start + len(raw)))
        start += len(raw) + 1
    return lines if lines[-1].end > lines[-1].start else lines[:-1]


def _repair_lines(lines: list[DocumentLine], data: bytes, encoding: str) -> dict[int, DocumentLine]:
    """Return, by number, the repaired lines in which UTF-8 was read as another encoding ("cafÃ©").

    ftfy repairs a text only if all of it then makes sense, so nothing is repaired on a guess.
    """
    if data.isascii() or encoding.startswith(("utf-16", "utf-32")):
        return {}
    if encoding == "utf-8" and not _MOJIBAKE_BYTES.search(data):
        return {}
    mended = {}
    for n, line in enumerate(lines):
        if line.text.isascii():
            continue
        text = data[line.start : line.end].decode(encoding, "replace")
        if _MOJIBAKE.search(text):
            repaired_text = clean_text(repair_text(text))
            if repaired_text != line.text:
                mended[n] = DocumentLine(repaired_text, line.start, line.end)
    return mended


def repair_text(text: str) -> str:
    """Return `text` as ftfy repairs it, if it was read as another encoding."""
    if text.isascii() or not _MOJIBAKE.search(text):
        return text
    import ftfy  # noqa: PLC0415  (needed for few pages)

    return ftfy.fix_encoding(text)


def _build_line(raw: bytes, encoding: str, start: int) -> DocumentLine:
    return DocumentLine(clean_text(raw.decode(encoding, "replace")), start, start + len(raw))


def _split_wide_lines(data: bytes, encoding: str, mark_size: int) -> list[DocumentLine]:
    """Split lines of UTF-16 or UTF-32, in which a line end is more than a byte."""
    lines, start, last = [], mark_size, 0
    text = data[mark_size:].decode(encoding, "replace")
    for match in [*_WIDE_LINE_END.finditer(text), None]:
        piece = text[last : match.start() if match else len(text)]
        size = len(piece.encode(encoding, "replace"))
        if match or piece:  # a letter cut off at the end of the file has fewer bytes than its replacement
            lines.append(DocumentLine(clean_text(piece), start, start + size if match else len(data)))
        if match:
            start += size + len(match[0].encode(encoding))
            last = match.end()
    return lines
