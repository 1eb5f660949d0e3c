"""The encoding of an HTML page: what its bytes are, not only what it says.

In: bytes. Out: the name of a codec of Python. Browsers save a page as UTF-8 and leave its declaration as it was, so
bytes that are valid UTF-8 are UTF-8 whatever the page declares.
"""

import codecs
import re

_DECLARED = re.compile(
    rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w:.-]{2,40})|<\?xml[^>]{0,200}?encoding=[\"']([\w:.-]{2,40})",
    re.IGNORECASE,
)
# A declaration stands among so many first bytes, behind the comments of programs that save pages.
_HEAD = 16_384
# Labels that browsers read as a larger code page (WHATWG Encoding Standard, "Names and labels").
_LARGER = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
    "tis-620": "cp874",
}
# A declared encoding that leaves more than one invalid byte in so many is not the page's.
_SAMPLE, _MOST_INVALID = 400_000, 2000


def find_declared_encoding(data: bytes) -> str | None:
    """Return the codec that the page declares; None if it declares none, or one that does not fit its bytes."""
    match = _DECLARED.search(data[:_HEAD])
    if match is None:
        return None
    try:
        name = codecs.lookup((match[1] or match[2]).decode("ascii")).name
    except LookupError:
        return None
    name = _LARGER.get(name, name)
    if name.startswith(
        ("utf", "idna", "punycode", "unicode", "raw", "base64", "hex", "rot", "zlib", "bz2", "quopri", "uu")
    ):
        return None  # the bytes decide about UTF-8; a page with one byte a letter is not UTF-16
    sample = data[:_SAMPLE]
    return name if sample.decode(name, "replace").count("\ufffd") * _MOST_INVALID <= len(sample) else None
