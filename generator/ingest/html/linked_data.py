"""Linked data of a page (JSON-LD): the article that the page is about.

In: the scripts of a page as text. Out: the node of the article, as it is written.
"""

import json
from collections.abc import Iterator, Mapping, Sequence

# schema.org has these kinds of articles; the names of most end like this.
_ARTICLES = ("Article", "BlogPosting", "Report", "Review", "LiveBlogPosting", "SocialMediaPosting", "Article>")
_REFERRING = frozenset(("author", "creator", "publisher"))
_MOST_VALUES = 20
_LONGEST, _DEEPEST, _MOST_NODES = 1_048_576, 50, 20_000

Node = Mapping[str, object]


def find_article(scripts: Sequence[str], addresses: frozenset[str]) -> Node | None:
    """Return the article of a page: the one with one of the page's `addresses`, or the first; None without any."""
    nodes = [node for script in scripts for node in _iterate_nodes(script)]
    articles = [node for node in nodes if _is_article(node)]
    if not articles:
        return None
    own = (node for node in articles if not addresses.isdisjoint(_list_addresses(node)))
    best = next(own, next((node for node in articles if node.get("headline")), articles[0]))
    named_nodes = {str(node["@id"]): node for node in reversed(nodes) if "@id" in node and "name" in node}
    return {key: _resolve(value, named_nodes) if key in _REFERRING else value for key, value in best.items()}


def _resolve(value: object, named_nodes: Mapping[str, Node]) -> object:
    """Return `value`, with the nodes that it refers to by their `@id`."""
    if isinstance(value, list):
        return [_resolve(item, named_nodes) for item in value[:_MOST_VALUES]]
    if isinstance(value, Mapping) and "name" not in value:
        return named_nodes.get(str(value.get("@id")), value)
    return value


def _iterate_nodes(script: str) -> Iterator[Node]:
    """Yield all nodes of a script in order, the outer before the inner."""
    text = script.strip().removeprefix("<!--").removeprefix("//<![CDATA[").removesuffix("-->").removesuffix("//]]>")
    if not text or len(text) > _LONGEST:
        return
    try:
        root: object = json.loads(text.strip().rstrip(";"), strict=False)
    except (ValueError, RecursionError):
        return
    waiting: list[tuple[object, int]] = [(root, 0)]
    for _ in range(_MOST_NODES):
        if not waiting:
            return
        value, depth = waiting.pop()
        if isinstance(value, Mapping):
            yield value
        children = value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else ()
        if depth < _DEEPEST:
            waiting += [(child, depth + 1) for child in reversed(list(children)) if isinstance(child, Mapping | list)]


def _is_article(node: Node) -> bool:
    kinds = node.get("@type")
    return any(
        isinstance(kind, str) and kind.endswith(_ARTICLES) for kind in (kinds if isinstance(kinds, list) else [kinds])
    )


def _list_addresses(node: Node) -> list[str]:
    page = node.get("mainEntityOfPage")
    values = [node.get("url"), node.get("@id"), page, page.get("@id") if isinstance(page, Mapping) else None]
    return [value for value in values if isinstance(value, str)]


def read_texts(value: object) -> list[str]:
    """Return the texts of a value that may be a text, a node with a name, or a list of these."""
    if isinstance(value, str):
        return [value] if value.strip() else []
    if isinstance(value, Mapping):
        return read_texts(value.get("name"))
    return [text for item in value[:_MOST_VALUES] for text in read_texts(item)] if isinstance(value, list) else []
