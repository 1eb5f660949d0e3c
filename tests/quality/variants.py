"""The copies of a story that an archive meets: the same words saved again, and the same story told again.

In: a setting. Out: the text of a page. Every function is one way in which a copy differs from the story.
"""

import textwrap

from quality.material import Setting, page, sentences
from quality.styles import STYLES, footer, menu, related, share

_STRAIGHT = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "–": "-", "—": "--"})
# What an editor writes for the same; only in English.
_SYNONYMS = (
    ("said", "stated"), ("about", "around"), ("more than", "over"), ("began", "started"), ("some", "about"),
    ("because", "since"), ("but", "though"), ("after", "following"), ("percent", "per cent"), ("big", "large"),
    ("killed", "left dead"), ("children", "youngsters"), ("last year", "in the past year"), ("found", "discovered"),
    ("has been", "was"), ("expected", "due"), ("opened", "launched"), ("three", "3"), ("nine", "9"),
)  # fmt: skip
# What a scanner reads for a letter, so that three to six characters in a hundred are wrong.
_MISREAD = {
    "l": "1", "I": "l", "1": "l", "O": "0", "0": "O", "o": "0", "e": "c", "c": "e", "i": "l", "m": "rn", "h": "b",
    "t": "f", "s": "5", "S": "5", "5": "S", "B": "8", "8": "B", "u": "ii", "n": "ri", " ": "", ".": ",", ",": ".",
}  # fmt: skip
_MISREAD_SHARE = 0.7  # of the characters of a text are in the table above


def saved(s: Setting) -> str:
    """The story as it was first saved: headline, day, text."""
    return page([s.story.title, s.dated(), *s.body()])


def with_page_around(s: Setting) -> str:
    """The same story on another site's page, a day later."""
    return page([*menu(s), s.story.title, s.dated(1), share(s), *s.body(), *related(s, teasers=False), footer(s)])


def straight_quotes(s: Setting) -> str:
    """Curly quotation marks and dashes made straight."""
    return page([s.story.title, *s.body()]).translate(_STRAIGHT)


def wrapped(s: Setting) -> str:
    """Lines broken at 60 columns."""
    return page([textwrap.fill(block, 60) for block in [s.story.title, *s.body()]])


def other_headline(s: Setting) -> str:
    """Under another headline and byline."""
    return page([s.story.also, s.byline(), s.dated(), *s.body()])


def other_lead(s: Setting) -> str:
    """With another first paragraph, and a headline to go with it."""
    rest = s.story.paragraphs[1:]
    return page([s.story.also, s.dated(), s.story.lead, *rest])


def truncated(s: Setting) -> str:
    """The first 40 to 60 percent, up to the end of a sentence."""
    return page([s.story.title, s.dated(), *_first(s.body(), 0.4 + 0.2 * s.chance.random())])


def read_more(s: Setting) -> str:
    """The first 30 to 45 percent on a page with a menu, broken off where the reader should pay."""
    text = "\n\n".join(s.body())
    cut = text[: int(len(text) * (0.3 + 0.15 * s.chance.random()))].rsplit(" ", 1)[0]
    return page([*menu(s), s.story.title, share(s), cut + s.pick(s.words.read_more), footer(s)])


def edited(s: Setting) -> str:
    """One sentence in seven dropped, a few set before their neighbour, some words replaced."""
    return page([s.story.title, s.dated(), *_edited(s.body(), 1 / 7, s)])


def shortened(s: Setting) -> str:
    """Cut to fit by another paper: every third sentence dropped, some words replaced."""
    return page([s.byline(), s.story.title, *_edited(s.body(), 1 / 3, s)])


def retold(s: Setting) -> str:
    """By another paper: its own headline and first paragraph, the rest edited, its own background behind it."""
    rest = _edited(list(s.story.paragraphs[1:]), 1 / 5, s)
    return page([s.story.also, s.byline(), s.dated(1), s.story.lead, *rest, s.background])


def scanned(s: Setting) -> str:
    """Read by a scanner: letters mistaken, spaces lost, words broken; set in narrow lines."""
    share_wrong = (0.03 + 0.03 * s.chance.random()) / _MISREAD_SHARE
    return page([textwrap.fill(_misread(block, share_wrong, s), 66) for block in [s.story.title, *s.body()]])


def with_background(s: Setting) -> str:
    """With the paragraphs that papers print below stories on its subject."""
    return page([s.story.title, s.dated(), *s.body(), s.background])


def day_of_the_visit(s: Setting) -> str:
    """Under a masthead that prints the day on which the page was saved, weeks later."""
    weeks_later = 20 + int(s.chance.random() * 60)
    return page(["Northern Courier", s.day(weeks_later), *menu(s), s.story.title, share(s), *s.body(), footer(s)])


def busy(s: Setting) -> str:
    """On a page with everything that sites print."""
    return page(STYLES["everything at once"](s))


def _first(blocks: list[str], share_kept: float) -> list[str]:
    """The first sentences of `blocks` up to a share of their characters, one sentence at least."""
    room, kept = share_kept * sum(map(len, blocks)), []
    for block in blocks:
        inside = []
        for sentence in sentences(block):
            room -= len(sentence)
            if room < 0 and (kept or inside):
                return [*kept, " ".join(inside)] if inside else kept
            inside.append(sentence)
        kept.append(" ".join(inside))
    return kept


def _edited(body: list[str], dropped: float, s: Setting) -> list[str]:
    """The paragraphs of `body` without that share of the sentences, some set before their neighbour, reworded."""
    blocks = []
    for paragraph in body:
        kept = [one for one in sentences(paragraph) if s.chance.random() > dropped]
        if len(kept) > 2 and s.chance.random() < 0.3:
            kept[1], kept[2] = kept[2], kept[1]
        if kept:
            blocks.append(_reworded(" ".join(kept), s))
    return blocks


def _reworded(text: str, s: Setting) -> str:
    """`text` with about every second word of the table replaced."""
    if s.story.language == "en":
        for word, other in _SYNONYMS:
            if s.chance.random() < 0.5:
                text = text.replace(f" {word} ", f" {other} ")
    return text


def _misread(text: str, share_wrong: float, s: Setting) -> str:
    """`text` with that share of the letters that can be mistaken wrong, and one long word in fifteen broken."""
    read = "".join(_MISREAD[c] if c in _MISREAD and s.chance.random() < share_wrong else c for c in text)
    words = read.split(" ")
    return " ".join(f"{w[:4]}- {w[4:]}" if len(w) > 7 and s.chance.random() < 1 / 15 else w for w in words)


def followed(s: Setting, other: Setting) -> str:
    """With another story behind it, as some crawlers save the next page too."""
    return page([s.story.title, s.dated(), *s.body(), "", other.story.title, other.dated(), *other.body()])


# Variants that always print the day of publication, and all of the text.
DATED = ("exact copy", "page around", "busy page")
# By name: how the copy is made, and which stories have what it takes. What is left of a notice that is broken off
# may not tell of which number it is.
VARIANTS = {
    "exact copy": (saved, lambda _: True),
    "page around": (with_page_around, lambda _: True),
    "busy page": (busy, lambda _: True),
    "straight quotes": (straight_quotes, lambda _: True),
    "wrapped": (wrapped, lambda _: True),
    "other headline": (other_headline, lambda story: story.also),
    "other lead": (other_lead, lambda story: story.lead),
    "truncated": (truncated, lambda story: not story.series),
    "read more": (read_more, lambda story: not story.series),
    "edited": (edited, lambda _: True),
    "shortened": (shortened, lambda story: not story.series),
    "retold": (retold, lambda story: story.lead),
    "scanned": (scanned, lambda story: story.language not in ("ar", "zh")),
    "with background": (with_background, lambda story: story.background),
    "day of the visit": (day_of_the_visit, lambda _: True),
}
