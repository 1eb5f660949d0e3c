"""Each story as Markdown beside its page, for those who want its text and fields without a website.

In: the site. Out: URL and bytes of each file. It holds what the archive knows of the story; an editor's own keys, and
what is for editors only, stay in the archive.
"""

from collections.abc import Iterator

import msgspec

from generator.manuscript import article_file
from generator.site import urls
from generator.site.model import Site


def build_markdown_copies(site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield a file for each story, if the settings ask for them."""
    if not site.config.output.markdown_copies:
        return
    for entry in site.entries:
        address = urls.build_absolute(site.config.base_url, entry.url)
        article_copy = msgspec.structs.replace(
            entry.article, doubt=None, withdrawn_reason=None, extra={"page_url": address}
        )
        yield urls.markdown(entry.url), article_file.format_article(article_copy).encode()
