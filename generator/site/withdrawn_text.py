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
from generator.text.normalise import key
from generator.text.plain import plain_text

_INLINE = re.compile(r"</?(?:a|abbr|b|cite|em|i|mark|q|small|span|strong|sub|sup|wbr)\b[^>]*>", re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>")
# A paragraph or headline of fewer words may be anybody's. A headline is then looked for where it stands by itself, as a
# link or a value does, unless it is a single word.
_FEWEST_WORDS, _FEWEST_ALONE = 6, 2
_ELEMENT = re.compile(r'[\n\t"]')
# A paragraph stands where so large a share of its runs of four words does: at its edges signs may have come to it.
_STANDS = 0.7


class Withdrawn(Value, frozen=True):
    """A story that is withdrawn: its file, its headline, its text as Markdown (empty where the file is gone)."""

    path: str
    title: str
    body: str = ""


class Standing(Value, frozen=True):
    """Where a withdrawn story is still to be read: `urls` in the site; files of `stories` that are published, too."""

    urls: tuple[str, ...]
    stories: tuple[str, ...]


class _Passage(msgspec.Struct, frozen=True):
    """A paragraph or headline: the position of its story, its runs of words, or a short headline, folded."""

    story: int
    runs: frozenset[int]
    alone: str = ""


def standing(
    withdrawn: Sequence[Withdrawn], published: Iterable[tuple[str, str, str]], files: Iterable[tuple[str, str]]
) -> Mapping[str, Standing]:
    """By path, what of each of `withdrawn` is still to be read; a story of which nothing is has no entry.

    `published` are path, headline and body of every story on the site, `files` URL and text of every file in it.
    """
    passages = list(dict.fromkeys(passage for n, one in enumerate(withdrawn) for passage in _passages(n, one)))
    if not passages:
        return {}
    telling = frozenset().union(*(one.runs for one in passages))
    stories: dict[int, set[str]] = defaultdict(set)
    shared: set[int] = set()
    for path, title, body in published:
        for n in _found(passages, telling, f"{title}\n{plain_text(body)}"):
            stories[passages[n].story].add(path)
            shared.add(n)
    own = [one for n, one in enumerate(passages) if n not in shared]
    urls: dict[int, set[str]] = defaultdict(set)
    for url, text in files:
        for n in _found(own, telling, _read(text)):
            urls[own[n].story].add(url)
    return {
        one.path: Standing(urls=tuple(sorted(urls[n])), stories=tuple(sorted(stories[n])))
        for n, one in enumerate(withdrawn)
        if urls[n] or stories[n]
    }


def _found(passages: Sequence[_Passage], telling: frozenset[int], text: str) -> list[int]:
    """The positions of the passages that stand in `text`."""
    here = _all_runs(text) & telling
    folded = key(text)
    alone = {one.alone for one in passages if one.alone and one.alone in folded}
    if alone:
        alone &= set(map(key, _ELEMENT.split(text)))
    if not (here or alone):
        return []
    return [
        n
        for n, one in enumerate(passages)
        if (len(one.runs & here) >= _STANDS * len(one.runs) if one.runs else one.alone in alone)
    ]


def _passages(n: int, story: Withdrawn) -> Iterator[_Passage]:
    """What is looked for of the n-th story."""
    for text in (story.title, *plain_text(story.body).split("\n\n")):
        if runs := _runs(text):
            yield _Passage(n, runs)
    if not _runs(story.title) and len(shingles.words(story.title)) >= _FEWEST_ALONE:
        yield _Passage(n, frozenset(), key(story.title))


def _runs(text: str) -> frozenset[int]:
    """The runs of words of a passage; none where it is too short to be told from another's."""
    words = shingles.words(text)
    return checksums.unpacked(shingles.shingles(words)) if len(words) >= _FEWEST_WORDS else frozenset()


def _all_runs(text: str) -> frozenset[int]:
    return checksums.unpacked(shingles.shingles(shingles.words(text)))


def _read(text: str) -> str:
    """What is to be read in a file of the site: without tags, in a feed also those that are escaped."""
    for _ in range(2):
        if "<" in text:
            text = _TAG.sub("\n", _INLINE.sub("", text))
        if "&" in text:
            text = html.unescape(text)
    return text
