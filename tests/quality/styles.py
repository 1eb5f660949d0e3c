"""The styles in which sites print a story, and the ways in which saved pages set one story behind another.

In: a setting. Out: the blocks of a page. They are modelled on what crawlers leave: text without markup,
so that menu, notice and story differ in nothing but their words and places.
"""

import textwrap

from quality.material import Setting

# What stands where a site had the buttons for the size of its letters.
_SIZE_MARKS = ("TT", "AA", "A A A", "Text size")
_WIRES = ("GENEVA (Reuters)", "NAIROBI, Kenya (AP)", "CAIRO:", "PARIS (AFP)", "Vienna")


def menu(s: Setting) -> list[str]:
    """The top of a site: its menu as lines, as bullets or on one line, and the trail to the page."""
    entries = s.words.menu
    form = s.pick(["lines", "bullets", "bar"])
    bar = {"lines": "\n".join(entries), "bullets": "\n".join(f"* {one}" for one in entries), "bar": " | ".join(entries)}
    return [bar[form], s.words.trail.format(section=s.section())]


def share(s: Setting) -> str:
    """A bar of share marks, on one line or several."""
    return s.pick(["\n", "  "]).join(s.pick(s.words.share))


def footer(s: Setting) -> str:
    """The foot of a site."""
    return s.pick(["\n", "\n\n"]).join(one.format(y=s.story.date.year + 2) for one in s.words.footer)


def captions(s: Setting) -> str:
    """A caption, once or twice in a row."""
    caption = s.pick(s.words.captions)
    return s.pick([caption, f"{caption}\n{caption}"])


def related(s: Setting, count: int = 4, *, teasers: bool = True) -> list[str]:
    """A list of other stories, with a teaser sentence each or without."""
    bullet, found = s.pick(["* ", "• ", "", "- "]), s.elsewhere(count)
    lines = [f"{title}\n{teaser}" for title, teaser in found] if teasers else ["\n".join(bullet + t for t, _ in found)]
    return [s.pick(s.words.related), *lines]


def comments(s: Setting) -> list[str]:
    """What readers wrote below the story."""
    count = 3 + int(s.chance.random() * 5)
    between = s.pick(["\n", "\n\n"])
    made = [between.join(one) for one in s.several(s.words.comments, count)]
    return [s.pick(s.words.comments_title), *made]


def cookies(s: Setting) -> list[str]:
    """The notice about cookies with its buttons."""
    return [s.pick(s.words.cookies), "\n".join(s.words.cookie_buttons)]


def repeated_headline(s: Setting) -> list[str]:
    """A headline that the page prints twice, around a picture and the marks."""
    caption = s.pick(s.words.captions)
    twice = s.pick([f"{caption}\n{caption}", caption])
    return [s.story.title, f"{twice}\n{s.pick(_SIZE_MARKS)}", s.story.title, twice]


def inside(blocks: list[str], box: list[str], s: Setting) -> list[str]:
    """The story's `blocks` with a box between two of them."""
    at = 1 + int(s.chance.random() * max(1, len(blocks) - 1))
    return [*blocks[:at], *box, *blocks[at:]]


def _plain(s):
    return [s.story.title, *s.body()]


def _menu(s):
    title_tag = s.pick([[], [f"{s.story.title} | Northern Courier"]])
    return [*title_tag, *menu(s), s.story.title, s.dated(), share(s), *s.body(), share(s), footer(s)]


def _captions(s):
    return [*repeated_headline(s), *s.body()]


def _newsletter(s):
    box = s.pick(["\n", "\n\n"]).join(s.pick(s.words.newsletter))
    return [s.section(), s.story.title, f"{s.byline()}\n{s.dated()}", *inside(s.body(), [box], s), footer(s)]


def _related_inside(s):
    box = s.pick([related(s, 2), related(s, 3, teasers=False)])
    return [s.story.title, s.dated(), *inside(s.body(), box, s)]


def _related_after(s):
    return [s.story.title, s.byline(), *s.body(), *related(s), footer(s)]


def _comments(s):
    return [s.story.title, s.dated(), captions(s), *s.body(), share(s), *comments(s), footer(s)]


def _cookies(s):
    return [*cookies(s), s.pick([*menu(s), s.section()]), s.story.title, s.dated(), *s.body()]


def _terminal(s):
    return [textwrap.fill(block, 72, break_on_hyphens=False) for block in [s.story.title, s.dated(), *s.body()]]


def _wire(s):
    """As agencies sent it: paragraphs begin with an indent and no line is blank."""
    lines = [textwrap.fill(one, 64, initial_indent="    ", break_on_hyphens=False) for one in s.body()]
    return ["\n".join([s.story.title.upper(), *lines, " Reuter"])]


def _dense(s):
    return ["\n".join([*s.words.menu[:6], s.story.title, s.byline(), s.dated(), *s.body(), *s.words.footer[:3]])]


def _capitals(s):
    return [s.story.title.upper(), s.byline().upper(), *s.body()]


def _newspaper(s):
    printed = s.words.print_edition.format(day=s.day(1))
    tail = [s.words.tags.format(section=s.section()), printed]
    return [s.section(), s.story.title, captions(s), s.byline(), s.dated(), *s.body(), *tail]


def _most_read(s):
    numbered = s.pick(["{n}. {title}", "{n}\n{title}", "{title}"])
    read = [numbered.format(n=n, title=title) for n, (title, _) in enumerate(s.elsewhere(5), start=1)]
    return [s.story.title, s.dated(), *s.body(), s.pick(s.words.most_read), "\n".join(read), footer(s)]


def _advertisements(s):
    blocks = s.body()
    for _ in range(2):
        blocks = inside(blocks, [s.pick(s.words.continue_ad)], s)
    return [*menu(s), s.story.title, share(s), s.byline(), *inside(blocks, [captions(s)], s), footer(s)]


def _teasers_before(s):
    before = ["\n".join(one) for one in s.elsewhere(3)]
    return [*menu(s), *before, s.section(), s.story.title, s.dated(), *s.body(), footer(s)]


def _biography(s):
    name = s.byline().split(" ", 1)[-1]
    return [s.story.title, s.byline(), *s.body(), s.words.biography.format(name=name), *related(s, teasers=False)]


def _busy(s):
    box = s.pick([s.pick(s.words.newsletter), related(s, 3, teasers=False), [s.pick(s.words.continue_ad)]])
    top = [*cookies(s), *menu(s), *repeated_headline(s), f"{s.byline()}\n{s.dated()}", share(s)]
    return [*top, *inside(s.body(), ["\n".join(box)], s), share(s), *related(s), *comments(s), footer(s)]


# One story on a page, by the name of the style.
STYLES = {
    "plain": _plain,
    "menu, trail and share marks": _menu,
    "headline repeated around captions": _captions,
    "newsletter box inside": _newsletter,
    "related stories inside": _related_inside,
    "related stories after": _related_after,
    "comments after": _comments,
    "cookie notice first": _cookies,
    "wrapped at 72 columns": _terminal,
    "wire with indents": _wire,
    "no blank lines": _dense,
    "headline in capitals": _capitals,
    "newspaper lines": _newspaper,
    "most read after": _most_read,
    "advertisements inside": _advertisements,
    "teasers before": _teasers_before,
    "biography after": _biography,
    "everything at once": _busy,
}

# How the second and every later story of a page is set behind the one before it.
SEPARATORS = {
    "blank lines": lambda s: ["", s.story.title, *s.body()],
    "headline in capitals only": lambda s: [s.story.title.upper(), *s.body()],
    "headline and dateline": lambda s: [s.story.title, *s.body(dateline=s.pick(_WIRES))],
    "dateline without headline": lambda s: ["", *s.body(dateline=s.pick(_WIRES))],
    "three stars": lambda s: ["* * *", s.story.title, *s.body()],
    "rule and section": lambda s: ["-" * 40, s.section().upper(), s.story.title, *s.body()],
    "headline, date and byline": lambda s: [s.story.title, f"{s.dated()}\n{s.byline()}", *s.body()],
    "headline repeated": lambda s: [*repeated_headline(s), *s.body()],
    "headline repeated, blank lines": lambda s: ["", *repeated_headline(s), *s.body()],
    "page behind page": lambda s: ["", *_menu(s)],
    "wire behind wire": lambda s: ["", *_wire(s)],
    "busy page behind busy page": lambda s: ["", *_busy(s)],
    "no blank lines": lambda s: ["\n".join([s.story.title, s.dated(), *s.body()])],
}
