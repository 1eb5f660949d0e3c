"""Escape text for XML, and for a block of data in a page.

In: any text. Out: the same text in a form that XML or HTML can hold. The meaning of the text does not matter here.
"""

# Characters that XML 1.0 cannot hold.
_FORBIDDEN = {code: None for code in (*range(0x20), 0xFFFE, 0xFFFF) if chr(code) not in "\t\n\r"}
_XML_ESCAPES = _FORBIDDEN | str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})
_SCRIPT_ESCAPES = (("<", "\\u003c"), (">", "\\u003e"), ("&", "\\u0026"), ("\u2028", "\\u2028"), ("\u2029", "\\u2029"))


def escape_xml(text: str) -> str:
    """Escape `text` for XML, as text or attribute value; characters that XML cannot hold are dropped."""
    return text.translate(_XML_ESCAPES)


def escape_script_json(json: str) -> str:
    """Escape JSON for a `<script>` of a page: nothing in it can end the block or begin a comment.

    Nor can a browser mistake it for a page, whatever type a host sends.
    """
    for character, escape in _SCRIPT_ESCAPES:
        json = json.replace(character, escape)
    return json
