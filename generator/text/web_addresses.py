"""Check addresses of the web. In: a text. Out: whether it is an address that a page may link to."""

from urllib.parse import urlsplit


def is_web_address(text: str) -> bool:
    """Return whether `text` is an absolute http or https address without spaces and control characters."""
    if any(character.isspace() or not character.isprintable() for character in text):
        return False
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)
