"""Find the words of a withdrawn story that are still in the finished site.

In: the withdrawn stories, the texts of published ones, the files of the site. Out: for each story, the files that show
its headline or a paragraph of it. Case, punctuation and markup do not matter. Text that another published story has too
is not searched but reported, because the site may show it.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from generator.model.value import Value
from generator.text import checksums, raw_html, shingles
from generator.text.normalise import fold_key
from generator.text.plain import to_plain_text

_INLINE = re.compile(r"</?(?:a|abbr|b|cite|em|i|mark|q|small|span|strong|sub|sup|wbr)\b[^>]*>", re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>")
# A paragraph or headline with fewer words may be anybody's. A short headline is searched only as a whole link or value,
# unless it is a single word.
_FEWEST_WORDS, _FEWEST_ALONE = 6, 2
_ELEMENT = re.compile(r'[\n\t"]')
# A paragraph counts as present if this share of its runs of four words is: its edges may have changed.
_MIN_SHARE = 0.7


class WithdrawnStory(Value, frozen=True):
    """A withdrawn story: its file, its headline, its text as Markdown (empty if the file is gone)."""

    path: str
    title: str
    body: str = ""


class RemainingText(Value, frozen=True):
    """Where a withdrawn story can still be read: `urls` in the site, and files of published `stories`."""

    urls: tuple[str, ...]
    stories: tuple[str, ...]


class _WithdrawnPassage(msgspec.Struct, frozen=True):
    """A paragraph or headline: the position of its story, its runs of words, or a short headline, folded."""

    story: int
    runs: frozenset[int]
    headline: str = ""


def find_remaining_text(
    withdrawn_stories: Sequence[WithdrawnStory],
    published_stories: Iterable[tuple[str, str, str]],
    files: Iterable[tuple[str, str]],
) -> Mapping[str, RemainingText]:
    """Return by path what can still be read of `withdrawn_stories`; a story without remains has no entry.

    `published_stories` holds path, headline and body of every story on the site, `files` URL and text of every file.
    """
    passages = list(
        dict.fromkeys(
            passage for position, item in enumerate(withdrawn_stories) for passage in _list_passages(position, item)
        )
    )
    if not passages:
        return {}
    passage_runs = frozenset().union(*(item.runs for item in passages))
    stories: dict[int, set[str]] = defaultdict(set)
    shared_positions: set[int] = set()
    for path, title, body in published_stories:
        for position in _find_passages(passages, passage_runs, f"{title}\n{to_plain_text(body)}"):
            stories[passages[position].story].add(path)
            shared_positions.add(position)
    own_passages = [item for position, item in enumerate(passages) if position not in shared_positions]
    urls: dict[int, set[str]] = defaultdict(set)
    for url, text in files:
        for position in _find_passages(own_passages, passage_runs, _extract_text(text)):
            urls[own_passages[position].story].add(url)
    return {
        item.path: RemainingText(urls=tuple(sorted(urls[position])), stories=tuple(sorted(stories[position])))
        for position, item in enumerate(withdrawn_stories)
        if urls[position] or stories[position]
    }


def _find_passages(passages: Sequence[_WithdrawnPassage], passage_runs: frozenset[int], text: str) -> list[int]:
    """Return the positions of the passages that are in `text`."""
    text_runs = _compute_all_runs(text) & passage_runs
    folded = fold_key(text)
    headlines = {passage.headline for passage in passages if passage.headline and passage.headline in folded}
    if headlines:
        headlines &= set(map(fold_key, _ELEMENT.split(text)))
    if not (text_runs or headlines):
        return []
    return [
        position
        for position, passage in enumerate(passages)
        if (
            len(passage.runs & text_runs) >= _MIN_SHARE * len(passage.runs)
            if passage.runs
            else passage.headline in headlines
        )
    ]


def _list_passages(position: int, story: WithdrawnStory) -> Iterator[_WithdrawnPassage]:
    """Yield the passages to search for of the n-th story."""
    for text in (story.title, *to_plain_text(story.body).split("\n\n")):
        if runs := _compute_runs(text):
            yield _WithdrawnPassage(position, runs)
    if not _compute_runs(story.title) and len(shingles.split_words(story.title)) >= _FEWEST_ALONE:
        yield _WithdrawnPassage(position, frozenset(), fold_key(story.title))


def _compute_runs(text: str) -> frozenset[int]:
    """Return the runs of words of a passage; none if it is too short to be distinctive."""
    words = shingles.split_words(text)
    return checksums.unpack_checksums(shingles.compute_shingles(words)) if len(words) >= _FEWEST_WORDS else frozenset()


def _compute_all_runs(text: str) -> frozenset[int]:
    return checksums.unpack_checksums(shingles.compute_shingles(shingles.split_words(text)))


def _extract_text(text: str) -> str:
    """Return the readable text of a file of the site: without tags, in a feed also without escaped ones."""
    for _ in range(2):
        if "<" in text:
            text = _TAG.sub("\n", _INLINE.sub("", text))
        if "&" in text:
            text = raw_html.unescape(text)
    return text
