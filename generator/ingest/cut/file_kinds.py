"""Recognise files that are not plain text despite their name: HTML, JSON, mail, PDF and others.

In: the bytes of a file. Out: the name of its kind, or None for plain text. Only the beginning is examined.
"""

import re

_HEAD = 4096
_MAGIC = (
    (b"%PDF-", "a PDF"),
    (b"{\\rtf", "RTF"),
    (b"%!PS", "PostScript"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an office document"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
)
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,500}?-->\s*){0,3}<(?:!doctype\s+html|html[\s>]|head[\s>]|body[\s>])",
    re.IGNORECASE | re.DOTALL,
)
_XML = re.compile(rb"\s*<\?xml\s[^>]{0,200}\?>|\s*<(?:rss|feed|urlset|svg)[\s>]", re.IGNORECASE)
_TAG = re.compile(
    rb"</?(?:div|p|span|a|td|tr|table|ul|ol|li|br|script|style|meta|link|img|h[1-6]|section|article|header|footer"
    rb"|nav|strong|em|b|i)(?:\s[^<>]{0,400})?/?>",
    re.IGNORECASE,
)
# Text that begins with a tag and in which tags have this share of the first bytes is a fragment of HTML.
_TAGS, _TAG_SHARE = 6, 0.12
_JSON = re.compile(
    rb'\s*(?:\{\s*"(?:[^"\\\n]|\\.){0,200}"\s*:|\[\s*(?:\{\s*"(?:[^"\\\n]|\\.){0,200}"\s*:|\[|"(?:[^"\\]|\\.){0,200}"\s*[,\]]))'
)
_JSON_END = re.compile(rb"[}\]]\s*,?\s*$")
_MAIL_HEADER = re.compile(
    rb"(?m)^(From|To|Subject|Date|Message-ID|MIME-Version|Received|Return-Path|Content-Type"
    rb"|Content-Transfer-Encoding|Delivered-To|X-[\w-]+):[ \t]",
    re.IGNORECASE,
)
_MAIL_START = re.compile(rb"\s*(?:From \S+ |[A-Z][\w-]*:[ \t])", re.IGNORECASE)
_MAIL_SURE = frozenset(
    (
        b"message-id",
        b"mime-version",
        b"received",
        b"return-path",
        b"content-type",
        b"content-transfer-encoding",
        b"delivered-to",
    )
)
_FEWEST_HEADERS = 3


def find_kind(data: bytes) -> str | None:
    """Return the kind of the file with the bytes `data`; None if it may be plain text."""
    head = data[:_HEAD].removeprefix(b"\xef\xbb\xbf")
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    if is_html(head):
        return "HTML"
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        head = head.replace(b"\x00", b"")[2:]
    if _XML.match(head):
        return "XML"
    if _JSON.match(head) and _JSON_END.search(data[-64:]):
        return "JSON"
    return "a mail message" if _is_mail(head) else None


def is_html(head: bytes) -> bool:
    """Return whether a file that begins with `head` is HTML, whole or in part."""
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        head = head.replace(b"\x00", b"")[2:]
    head = head.removeprefix(b"\xef\xbb\xbf")
    return head.lstrip()[:1] == b"<" and (_HTML.match(head) is not None or _is_fragment(head))


def _is_fragment(head: bytes) -> bool:
    """Return whether a file is HTML without the tags that every page has."""
    if not head.lstrip().startswith(b"<"):
        return False
    tags = _TAG.findall(head)
    return len(tags) >= _TAGS and sum(map(len, tags)) >= _TAG_SHARE * len(head)


def _is_mail(head: bytes) -> bool:
    """Return whether a file begins with the headers of a message."""
    if not _MAIL_START.match(head):
        return False
    top = head.replace(b"\r\n", b"\n").lstrip().split(b"\n\n", 1)[0]
    names = {match[1].lower() for match in _MAIL_HEADER.finditer(top)}
    sure = names & _MAIL_SURE
    return (
        (len(names) >= _FEWEST_HEADERS and bool(sure))
        or {b"from", b"to", b"subject"} <= names
        or {b"from", b"subject", b"date"} <= names
    )
