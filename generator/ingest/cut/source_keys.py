"""The key of a page among all pages of an archive: the path of its file, and its locator if the file has many."""

# No name of a file has this character.
_BETWEEN = "\0"


def format_page_key(path: str, locator: str) -> str:
    """Return the key of the page at `locator` in the file at `path`; the path if the page is the file."""
    return f"{path}{_BETWEEN}{locator}" if locator else path


def get_page_path(key: str) -> str:
    """Return the path of the file in which the page with `key` is."""
    return key.partition(_BETWEEN)[0]


def get_page_locator(key: str) -> str:
    """Return the locator of the page with `key` in its file."""
    return key.partition(_BETWEEN)[2]
