"""What is page and not story, told by its words: tables of rules, one place to add another.

In: one line of text. Out: the name of the rule that calls it furniture, or None. What repetition or
position betrays is seen in segment.py, where the neighbours are known.
"""

import re

# Each rule is matched from the start of a line, without regard to case. A rule that only fits when
# nothing else stands on the line ends in `$`.
_LINES: dict[str, tuple[str, ...]] = {
    "share mark": (
        r"(?:share (?:this|on|via|it)|sharing is|follow us|send (?:this|to)|tweet (?:this|with)|recommend this)\b.{0,60}$",
        r"(?:print|save|email|bookmark) (?:this )?(?:article|story|page)\b.{0,20}$",
        r"(?:text size|font size|listen to (?:this )?(?:article|story)|read aloud)\b.{0,40}$",
        r"شارك(?: (?:المقال|الخبر|هذا))?.{0,30}$",
    ),
    "comment box": (
        r"your feedback is important",
        r"we (?:invite|encourage|welcome) (?:all )?(?:our )?readers to (?:share|send|comment)",
        r"disclaimer:? .*comments?",
        r"(?:comments|opinions) (?:submitted|posted|expressed|made) (?:by|here|in the)",
        r"(?:please )?(?:log ?in|sign in|register) (?:or \w+ )?to (?:post|leave|add|write|submit|view|read|comment)",
        r"(?:alert|note): if you are (?:facing|having) problems",
        r"comments powered by|please enable javascript|view the discussion thread|leave a (?:comment|reply)",
        r"(?:post|add|write|submit) (?:a |your )?comment|(?:read|view|show|see) (?:all |more )?comments?\b.{0,20}$",
        r"your e-?mail address will not be published|be the first to comment|join the (?:conversation|discussion)",
        r"(?:to comment|house rules|comments? policy|comments on this page|if your comment|write to the editor"
        r"|letters to the editor|join the discussion|do you (?:know|have) (?:more|a story|information|news))\b",
        r"comments? (?:are|is) (?:closed|open|loading|moderated|disabled|reviewed)|no comments|sort by\b.{0,60}$",
        r"(?:\d+ )?(?:responses?|comments?|replies)(?: to .{0,200}|:)?$",
    ),
    "newsletter box": (
        r"(?:sign up|subscribe|register)\b.{0,40}\b(?:newsletters?|updates?|alerts?|e-?mails?|inbox|to (?:our|the|read)|today|now|here|free)\b",
        r"(?:get|receive) .{0,60}\b(?:inbox|newsletter|by e-?mail|delivered)\b",
        r".{0,60}\b(?:free|daily|weekly|our) newsletters?\b",
        r"by (?:signing up|subscribing|submitting|clicking|registering)\b",
        r"(?:enter|type) your e-?mail|thank you for subscribing|already a subscriber|subscribe(?: now)?$",
        r"(?:support|donate|become a member)\b.{0,50}$",
    ),
    "cookie notice": (
        r"(?:this|our) (?:web)?site uses cookies|(?:we|and our partners) (?:and our partners )?use cookies",
        r"(?:by continuing|by using) (?:to (?:use|browse) )?(?:this|our|the) ?(?:web)?site",
        r"(?:accept|reject|manage)(?: all)?(?: cookies)?$|cookie (?:policy|settings|preferences|notice)\b.{0,40}$",
    ),
    "rights notice": (
        r"(?:copyright\b|©|\(c\) ?(?:19|20)\d\d)",
        r"all rights reserved",
        r"(?:the )?[\w ]{3,40} (?:is not responsible|cannot answer|accepts no responsibility|assumes no responsibility) for\b",
        r"this material may not be (?:published|reproduced)|no part of this",
        r"(?:terms (?:of (?:use|service)|and conditions|& conditions)|privacy (?:policy|notice)|contact us|about us"
        r"|advertise(?: with us)?|site ?map|careers|help|imprint|legal)\s*(?:[|·•,/&].{0,200})?$",
        r"جميع الحقوق محفوظة|حقوق (?:النشر|الطبع)",
    ),
    "related stories": (
        r"(?:related(?: (?:stories|articles?|topics?|news|content|posts|links|coverage|reading))?|more (?:from|on|in|about|stories"
        r"|news|headlines)\b.{0,50}|read (?:more|also|next|the full story)\b.{0,80}|see also\b.{0,80}|also read\b.{0,80}"
        r"|you (?:may|might) (?:also |be )?(?:like|interested).{0,40}|most (?:read|popular|viewed|shared|recent)\b.{0,30}"
        r"|latest (?:news|stories|headlines)\b.{0,30}|trending(?: now)?|recommended(?: (?:for you|stories|reading))?|editor'?s'? picks?"
        r"|top stories|don'?t miss|in this (?:section|story)|up next|further reading|interested in knowing more\b.{0,60}"
        r"|you are (?:here|at)|previous (?:article|story|post)|next (?:article|story|post)|اقرأ (?:أيضا|أيضاً|المزيد).{0,80}"
        r"|(?:أخبار|مواضيع|مقالات) ذات صلة|اخترنا لك)\s*[:>»…]*\s*$",
        r"(?:read more|see also|related|also read|more)\s*[:>»]\s.{0,150}$",
    ),
    "advertisement": (
        r"(?:story|article|text|report) continues below\b.{0,40}$|view this post on\b.{0,40}$",
        r"(?:advertisement|ads?|sponsored(?: (?:content|by .{0,40}))?|promoted|إعلان)\s*[:.]?$",
    ),
    "navigation": (
        r"(?:menu|search|home|log ?in|sign in|sign up|register|skip to .{0,40}|back to top|top|close|open|toggle .{0,30}|(?:click|tap) here\b.{0,60}"
        r"|show (?:more|less|all)|load more|view all|see all|next|previous|continue(?: reading)?|loading|live(?: tv)?|watch(?: live| tv)?"
        r"|breaking(?: news)?|sections?|tags?|topics?|categories|archives?|الرئيسية|بحث|القائمة)\s*[:>»›…]*$",
        r"(?:home|الرئيسية|start|news)\s*(?:[>»›/|→-]\s*[^>»›/|→]{1,40}){1,5}$",
        r"(?:tags?|filed under|topics?|categories|posted in|keywords)\s*:",
        r"[\w &'’.-]{2,30}(?:\s+[|•·]\s+[\w &'’.-]{2,30}){2,}$",
        r"(?:https?://|www\.)\S+$",
        r"\(?(?:continued (?:on|from) page|see page|page) [a-z]?\d+.{0,20}$|jump to\b.{0,40}$",
    ),
}
# After one of these the story is over: what follows is page until another story begins.
_TAIL = {"comment box", "related stories", "rights notice", "print edition"}
_TAIL_NEVER_INSIDE = {"comment box", "rights notice", "print edition"}

_PRINT_EDITION = re.compile(
    r"(?:an?|this) (?:version|edition) of this (?:article|story|report|piece) (?:was (?:first |also )?|first |also |has )?"
    r"(?:appear(?:s|ed)|ran|was printed|printed|published)"
    r"|(?:from|in) the print edition\b"
    r"|(?:first |originally |as )?(?:published|appeared|printed|ran) in (?:the )?print\b"
    r"|(?:this (?:article|story|report) )?(?:was |has )?(?:first |originally )?(?:been )?(?:printed|published|appeared|appears|ran) in\b"
    r"(?=.{0,160}\b(?:page|edition|issue)\b).{0,200}$",
    re.IGNORECASE,
)
_TRAIL = re.compile(r"(?:home|start|news|الرئيسية)\s*(?:[>»›/|→]\s*[^>»›/|→]{1,60}){1,5}", re.IGNORECASE)
_RULES = {
    name: re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)
    for name, patterns in _LINES.items()
}
# Longer lines are paragraphs; only the boilerplate that is written in paragraphs is looked for in them.
_LONGEST_LINE = 260
# A line of nothing but these words, signs and counts is a bar of share marks.
_SHARE_WORDS = frozenset(
    """share shares tweet tweets email mail e print pin it save like likes copy link facebook twitter x whatsapp whats app
    linkedin telegram pinterest reddit flipboard pocket viber messenger instagram youtube rss more comment comments view
    views a aa aaa tt f t in g p k m bluesky threads mastodon tumblr line wechat weibo vk شارك مشاركة""".split()
)
# Three or more sections of a newspaper in one line, and nothing else, are its menu.
_SECTION_WORDS = frozenset(
    """home world news business politics sport sports opinion video videos culture arts life lifestyle tech technology
    science health travel education environment local national international europe asia africa americas middle east us
    uk latin money markets economy finance entertainment weather photos audio podcasts podcast live tv radio
    magazine features comment analysis blogs letters editorial columns property motoring food fashion books film music
    jobs classifieds archive newsletters search menu login more about contact subscribe shop games crime
    society religion obituaries media multimedia gallery galleries""".split()
)
_FEWEST_SECTIONS = 3
_SHARE_PARTS = re.compile(r"[\W_\d]+")
_MOST_SHARE_WORDS = 16
_PARAGRAPHS = ("comment box", "newsletter box", "cookie notice", "rights notice")


def rule(text: str) -> str | None:
    """The name of the rule that calls the line `text` furniture, or None. Time is linear in a bounded part."""
    if _PRINT_EDITION.match(text):
        return "print edition"
    names = _RULES if len(text) <= _LONGEST_LINE else _PARAGRAPHS
    head = text[:_LONGEST_LINE]
    found = next((name for name in names if _RULES[name].match(head)), None)
    if found is None and len(text) <= _LONGEST_LINE:
        return "share mark" if _is_share_bar(text) else "navigation" if _is_menu_bar(text) else None
    return found


def _is_share_bar(text: str) -> bool:
    """Whether `text` is a bar of share marks ("f t in", "Share 12 Tweet Print")."""
    parts = [part for part in _SHARE_PARTS.split(text.lower()) if part]
    return 0 < len(parts) <= _MOST_SHARE_WORDS and all(part in _SHARE_WORDS for part in parts)


def _is_menu_bar(text: str) -> bool:
    """Whether `text` is a line of nothing but sections ("Home World Business Sport")."""
    parts = [part for part in text.lower().split() if part not in ("&", "and")]
    return len(parts) >= _FEWEST_SECTIONS and all(part.strip(",|·•/") in _SECTION_WORDS for part in parts)


def is_trail(text: str) -> bool:
    """Whether `text` is a trail of sections such as "Home > World > Europe"."""
    return bool(_TRAIL.fullmatch(text))


def sections(trail: str) -> tuple[str, ...]:
    """The sections that a trail names, from the outermost, without its home page."""
    parts = [part.strip() for part in re.split(r"[>»›/|→]", trail)]
    return tuple(part for part in parts[1:] if part)


def ends_story(name: str | None) -> bool:
    """Whether furniture of the rule `name` usually stands after a story."""
    return name in _TAIL


def never_inside(name: str | None) -> bool:
    """Whether furniture of the rule `name` never stands inside a story, so that prose after it is page."""
    return name in _TAIL_NEVER_INSIDE
