"""What pages are made from: stories with their gold, and the words that sites print around them.

In: the tables beside this file. Out: values. Chance comes from a generator with a seed, so that the same
pages are made on every machine; only `random()` is asked, which is promised to stay the same.
"""

import random
import re
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import msgspec

HERE = Path(__file__).parent


class Text(msgspec.Struct, frozen=True):
    """A base story. `also` and `lead` are another headline and first paragraph for it.

    `follows` names the story whose event goes on here, `series` the notice that this is one number of,
    `background` the paragraphs that papers print below stories on its subject. None of them makes it a copy.
    A `reprint` differs from others of its series in nothing but the day that the page prints.
    """

    id: str
    title: str
    date: date
    text: str
    language: str = "en"
    also: str = ""
    lead: str = ""
    dateline: str = ""
    byline: str = ""
    section: str = ""
    background: str = ""
    follows: str = ""
    series: str = ""
    reprint: bool = False

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The gold body: without dateline."""
        return tuple(self.text.strip().split("\n\n"))


class Words(msgspec.Struct, frozen=True):
    """What sites of one language print around a story; see furniture.toml. `elsewhere` are headlines with teasers."""

    day: str
    months: str
    menu: list[str]
    trail: str
    sections: list[str]
    share: list[list[str]]
    byline: list[str]
    dated: list[str]
    print_edition: str
    captions: list[str]
    cookies: list[str]
    cookie_buttons: list[str]
    newsletter: list[list[str]]
    related: list[str]
    most_read: list[str]
    elsewhere: list[tuple[str, str]]
    continue_ad: list[str]
    comments_title: list[str]
    comments: list[list[str]]
    biography: str
    tags: str
    read_more: list[str]
    footer: list[str]


class Material(msgspec.Struct, frozen=True):
    """All that pages are made from."""

    stories: list[Text]
    words: dict[str, Words]
    backgrounds: dict[str, str]

    def setting(self, story: Text, purpose: str) -> "Setting":
        """`story` with everything that a page around it needs; the chances depend on both only."""
        others = [one for one in self.stories if one.language == story.language and apart(one, story)]
        if not others:
            others = [one for one in self.stories if one.language == "en"]
        chance = random.Random(f"{purpose}/{story.id}")
        background = self.backgrounds.get(story.background, "")
        return Setting(story, self.words.get(story.language, self.words["en"]), others, background, chance)


class Setting(msgspec.Struct, frozen=True):
    """A story about to be printed: the words around it, other stories of the site, and chance."""

    story: Text
    words: Words
    others: list[Text]
    background: str
    chance: random.Random

    def pick(self, some):
        """One of `some`."""
        return some[int(self.chance.random() * len(some))]

    def several(self, some, count):
        """`count` of `some`, in any order."""
        return sorted(some, key=lambda _: self.chance.random())[:count]

    def day(self, later: int = 0) -> str:
        """The story's day or one some days later, as sites of the language print it."""
        day = self.story.date + timedelta(days=later)
        month = self.words.months.split()[day.month - 1]
        return self.words.day.format(d=day.day, month=month, y=day.year)

    def dated(self, later: int = 0) -> str:
        """A line with the day of publication."""
        return self.pick(self.words.dated).format(day=self.day(later))

    def byline(self) -> str:
        """The story's byline, or one of the site's."""
        return self.story.byline or self.pick(self.words.byline)

    def section(self) -> str:
        """The story's section, or one of the site's."""
        return self.story.section or self.pick(self.words.sections)

    def elsewhere(self, count: int) -> list[tuple[str, str]]:
        """Headlines of the site's other stories, with a teaser each."""
        return self.several([*self.words.elsewhere, *((one.title, _teaser(one)) for one in self.others)], count)

    def body(self, *, dateline: str = "") -> list[str]:
        """The paragraphs as printed, the first behind its dateline."""
        place, (first, *rest) = self.story.dateline or dateline, self.story.paragraphs
        sign = "" if place.endswith((":", "-", "–")) or not place else self.pick([" -", " —", " –"])
        return [f"{place}{sign} {first}".strip(), *rest]


def load() -> Material:
    """The material in the tables beside this file."""
    stories = []
    for path in sorted((HERE / "stories").glob("*.toml")):
        found = msgspec.toml.decode(path.read_bytes(), type=dict[str, list[Text]])["story"]
        stories += [msgspec.structs.replace(one, lead=one.lead.strip()) for one in found]
    words = msgspec.toml.decode((HERE / "furniture.toml").read_bytes(), type=dict[str, Words])
    backgrounds = msgspec.toml.decode((HERE / "backgrounds.toml").read_bytes(), type=dict[str, str])
    return Material(stories, words, {name: text.strip() for name, text in backgrounds.items()})


def relation(a: Text, b: Text) -> str:
    """What makes two different stories look alike, empty where nothing does."""
    if a.follows == b.id or b.follows == a.id:
        return "follow-ups"
    if a.series and a.series == b.series:
        return "notices reprinted" if a.reprint else "notices of a series"
    return "same background" if a.background and a.background == b.background else ""


def apart(a: Text, b: Text) -> bool:
    """Whether two texts are different stories that have nothing to do with each other."""
    return a.id != b.id and not relation(a, b)


def sentences(text: str) -> list[str]:
    """The sentences of a paragraph, roughly."""
    return [part for part in re.split(r"(?<=[.!?؟])\s+|(?<=[。])(?!”)", text) if part]


def _teaser(text: Text) -> str:
    """The first sentence of a story, as lists of stories print it."""
    return sentences(text.paragraphs[0])[0]


def page(blocks: Sequence[str]) -> str:
    """Blocks as one page, a blank line between them; an empty block is two blank lines more."""
    return "\n\n".join(blocks).strip("\n") + "\n"
