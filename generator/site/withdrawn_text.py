"""Where the words of a withdrawn story still stand in the finished site.

In: the withdrawn stories, the texts of those that are published, the files of the site. Out: for each story the files
that show its headline or a paragraph of it. Case, punctuation and markup do not matter. What another story that is
published says too is not looked for, but told: the site shows it in its own right.
"""

import html
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from generator.model.value import Value
from generator.text import checksums, shingles
from generator.text.normalise import fold_key
from generator.text.plain import to_plain_text

_INLINE = re.compile(r"</?(?:a|abbr|b|cite|em|i|mark|q|small|span|strong|sub|sup|wbr)\b[^>]*>", re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>")
# A paragraph or headline of fewer words may be anybody's. A headline is then looked for where it stands by itself, as a
# link or a value does, unless it is a single word.
_FEWEST_WORDS, _FEWEST_ALONE = 6, 2
_ELEMENT = re.compile(r'[\n\t"]')
# A paragraph stands where so large a share of its runs of four words does: at its edges signs may have come to it.
_MIN_SHARE = 0.7


class WithdrawnStory(Value, frozen=True):
    """A story that is withdrawn: its file, its headline, its text as Markdown (empty where the file is gone)."""

    path: str
    title: str
    body: str = ""


class RemainingText(Value, frozen=True):
    """Where a withdrawn story is still to be read: `urls` in the site; files of `stories` that are published, too."""

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
    """By path, what of each of `withdrawn_stories` is still to be read; a story of which nothing is has no entry.

    `published_stories` are path, headline and body of every story on the site, `files` URL and text of every file in it.
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
    """The positions of the passages that stand in `text`."""
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
    """What is looked for of the n-th story."""
    for text in (story.title, *to_plain_text(story.body).split("\n\n")):
        if runs := _compute_runs(text):
            yield _WithdrawnPassage(position, runs)
    if not _compute_runs(story.title) and len(shingles.split_words(story.title)) >= _FEWEST_ALONE:
        yield _WithdrawnPassage(position, frozenset(), fold_key(story.title))


def _compute_runs(text: str) -> frozenset[int]:
    """The runs of words of a passage; none where it is too short to be told from another's."""
    words = shingles.split_words(text)
    return checksums.unpack_checksums(shingles.compute_shingles(words)) if len(words) >= _FEWEST_WORDS else frozenset()


def _compute_all_runs(text: str) -> frozenset[int]:
    return checksums.unpack_checksums(shingles.compute_shingles(shingles.split_words(text)))


def _extract_text(text: str) -> str:
    """What is to be read in a file of the site: without tags, in a feed also those that are escaped."""
    for _ in range(2):
        if "<" in text:
            text = _TAG.sub("\n", _INLINE.sub("", text))
        if "&" in text:
            text = html.unescape(text)
    return text
