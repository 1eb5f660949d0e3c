"""Text where markup takes text: escaped for XML, and for a block of data in a page.

In: any text. Out: the same text as XML or HTML can hold it. What the text means is not known here.
"""

# What XML 1.0 has no way to write.
_FORBIDDEN = {code: None for code in (*range(0x20), 0xFFFE, 0xFFFF) if chr(code) not in "\t\n\r"}
_XML_ESCAPES = _FORBIDDEN | str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})
_SCRIPT_ESCAPES = (("<", "\\u003c"), (">", "\\u003e"), ("&", "\\u0026"), ("\u2028", "\\u2028"), ("\u2029", "\\u2029"))


def escape_xml(text: str) -> str:
    """`text` for XML, as text or as the value of an attribute; what XML cannot hold is left out."""
    return text.translate(_XML_ESCAPES)


def escape_script_json(json: str) -> str:
    """JSON that may stand in a `<script>` of a page: nothing in it can end the block or begin a comment.

    Nor is it taken for a page, whatever a host says that it is.
    """
    for character, escape in _SCRIPT_ESCAPES:
        json = json.replace(character, escape)
    return json
