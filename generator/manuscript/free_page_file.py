"""A free page's file: bytes in, a FreePage out. Without a `slug`, the file name is the slug."""

import posixpath

from generator.manuscript import frontmatter
from generator.manuscript.field_readers import SLUG_RULE, FieldReader
from generator.manuscript.utf8 import decode_utf8
from generator.model.article import FreePage, Slug
from generator.model.problem import Result
from generator.text.slugs import is_slug, make_slug

KEYS = ("title", "slug", "draft")


def parse_free_page(path: str, data: bytes) -> Result[FreePage | None]:
    """Parse the free page in the file `path` (relative to the root) with the bytes `data`; None with a problem."""
    text = decode_utf8(path, data)
    split = frontmatter.split(path, text.value) if text.value is not None else None
    if split is None or split.value is None:
        return Result(None, split.problems if split else text.problems)
    reader = FieldReader(path, split.value)
    title = reader.read_title("page")
    page_slug = reader.read_text("slug") or make_slug(posixpath.splitext(posixpath.basename(path))[0], "page")
    if not is_slug(page_slug):
        reader.add_problem("slug", f"`{page_slug[:100]}` is not valid in an address", SLUG_RULE)
    is_draft = reader.read_flag("draft")
    reader.collect_unknown(KEYS)
    is_draft = is_draft or reader.is_hidden
    page = FreePage(title=title, slug=Slug(page_slug), body=reader.read_body(), path=path, draft=is_draft)
    return Result(page if reader.is_usable else None, tuple(reader.problems))
