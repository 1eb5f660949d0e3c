"""A free page's file: bytes in, a FreePage out. The slug comes from the file's name where none is written."""

import posixpath

from generator.manuscript import frontmatter
from generator.manuscript.field_readers import SLUG_RULE, Reader
from generator.manuscript.utf8 import utf8
from generator.model.article import FreePage, Slug
from generator.model.problem import Found
from generator.text.slugs import is_slug, slug

KEYS = ("title", "slug")


def read(path: str, data: bytes) -> Found[FreePage | None]:
    """The free page in the file `path` (relative to the root) whose bytes are `data`; None with a problem."""
    text = utf8(path, data)
    split = frontmatter.split(path, text.value) if text.value is not None else None
    if split is None or split.value is None:
        return Found(None, split.problems if split else text.problems)
    reader = Reader(path, split.value)
    title = reader.title("page")
    wanted = reader.text("slug") or slug(posixpath.splitext(posixpath.basename(path))[0], "page")
    if not is_slug(wanted):
        reader.wrong("slug", f"`{wanted[:100]}` cannot stand in an address", SLUG_RULE)
    reader.unknown(KEYS)
    page = FreePage(title=title, slug=Slug(wanted), body=split.value.body, path=path)
    return Found(page if reader.is_usable else None, tuple(reader.problems))
