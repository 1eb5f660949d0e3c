"""The pages of the quality tests, with what is right kept beside each.

In: the material. Out: pages; for `bodies` one or more stories a page in every style, for `duplicates` every
story in every variant. The same material gives the same pages, byte for byte.
"""

import hashlib
from collections.abc import Iterator

import msgspec
from quality.material import Material, Text, page
from quality.styles import SEPARATORS, STYLES
from quality.variants import DATED, VARIANTS, followed, saved

# Every style is given one story in so many; over all styles each story gets its turn.
_TURN = 3
# Another story is set behind one story in so many.
_FOLLOWED = 3


class Page(msgspec.Struct, frozen=True):
    """A saved page: its name, the style or variant it was made in, and the stories on it in order."""

    name: str
    kind: str
    text: str
    stories: tuple[Text, ...]


def bodies(given: Material) -> list[Page]:
    """Pages on which the bodies are known: with one story in every style, then with several."""
    return [*_single(given), *_several(given)]


def duplicates(given: Material) -> list[Page]:
    """Pages of which it is known whether they hold the same story; the variant "saved" of each comes first."""
    return [*_copies(given), *_followed(given)]


def digest(pages: list[Page]) -> str:
    """What changes when a page or what is right for it does."""
    made = [(one.name, one.text, [(story.id, story.text) for story in one.stories]) for one in pages]
    return hashlib.sha256(msgspec.json.encode(made)).hexdigest()


def _single(given: Material) -> Iterator[Page]:
    for turn, (style, printed) in enumerate(STYLES.items()):
        for story in given.stories[turn % _TURN :: _TURN]:
            blocks = printed(given.setting(story, style))
            yield Page(f"{style}: {story.id}", style, page(blocks), (story,))


def _several(given: Material) -> Iterator[Page]:
    """Two stories to a page, and three to every third one."""
    for turn, (way, behind) in enumerate(SEPARATORS.items()):
        for n, first in enumerate(given.stories[turn % _TURN :: _TURN]):
            s = given.setting(first, way)
            stories = (first, *s.several(s.others, 2 if n % 3 == 0 else 1))
            top = STYLES["plain"](s) if way in _NEEDS_A_TOP else behind(s)
            blocks = [*top, *(block for one in stories[1:] for block in behind(given.setting(one, way)))]
            yield Page(f"{way}: {' + '.join(one.id for one in stories)}", way, page(blocks), stories)


# These are ways to set a story behind another, and none to begin a page.
_NEEDS_A_TOP = ("dateline without headline", "three stars", "rule and section")


def _copies(given: Material) -> Iterator[Page]:
    for story in given.stories:
        yield Page(f"saved: {story.id}", "saved", saved(given.setting(story, "saved")), (story,))
    for variant, (made, fits) in VARIANTS.items():
        for story in filter(fits, given.stories):
            if story.reprint and variant not in DATED:
                continue  # nobody could tell which of them it is
            s = given.setting(story, "saved" if variant == "exact copy" else variant)
            yield Page(f"{variant}: {story.id}", variant, made(s), (story,))


def _followed(given: Material) -> Iterator[Page]:
    """Copies with another story behind them."""
    for story in given.stories[::_FOLLOWED]:
        s = given.setting(story, "followed")
        other = s.pick(s.others)
        name = f"followed by another: {story.id} + {other.id}"
        yield Page(name, "followed by another", followed(s, given.setting(other, "behind")), (story, other))
