"""Each story as Markdown beside its page, for whoever wants its text with its fields and no website around them.

In: the site. Out: URL and bytes of each file. It is what the archive says of the story: keys of an editor's own
stay in the archive.
"""

from collections.abc import Iterator

import msgspec

from generator.manuscript import article_file
from generator.site import urls
from generator.site.model import Site


def build_markdown_copies(site: Site) -> Iterator[tuple[str, bytes]]:
    """A file for each story, where the settings ask for them."""
    if not site.config.output.markdown_copies:
        return
    for entry in site.entries:
        address = urls.build_absolute(site.config.base_url, entry.url)
        article_copy = msgspec.structs.replace(entry.article, extra={"url": address})
        yield urls.markdown(entry.url), article_file.format_article(article_copy).encode()
