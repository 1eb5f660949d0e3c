"""Recognise boilerplate by its words: tables of rules, so that another rule is one line.

In: one line of text. Out: the name of the rule that calls it furniture, or None. The reader uses the rules as features,
and some of them as certain.
"""

import re
from collections.abc import Collection
from functools import lru_cache

# Rules that begin with any word cost as much as all the others; `_may_match_broadly` says which lines need them.
_NEWSLETTERS = r".{0,60}\b(?:free|daily|weekly|our) newsletters?\b"
_DISCLAIMER = r"(?:the )?[\w ]{3,40} (?:is not responsible|cannot answer|accepts no responsibility|assumes no responsibility) for\b"
_MENU = r"[\w &'’.-]{2,30}(?<=\S)(?:\s+[|•·]\s+(?=\S)[\w &'’.-]{2,30}(?<=\S)){2,}$"
# Each rule is matched from the start of a line, ignoring case. A rule that must match the whole line ends in `$`. No
# rule may match one line in many ways (two adjacent parts that accept the same letters): every `+` and `*` in a
# repeated group has one place to end.
_LINES: dict[str, tuple[str, ...]] = {
    "share mark": (
        r"(?:share (?:this|on|via|it)|sharing is|follow us|send (?:this|to)|tweet (?:this|with)|recommend this)\b.{0,60}$",
        r"follow \w+ on\b.{0,40}$|like this (?:story|article)\?|(?:we )?also on [\w.]+\.\w+\b",
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
        r"(?:blog )?comments powered by|please enable javascript|view the discussion thread|leave a (?:comment|reply)",
        r"(?:post|add|write|submit) (?:a |your )?comment|(?:read|view|show|see) (?:all |more )?comments?\b.{0,20}$",
        r"your e-?mail address will not be published|be the first to comment|join the (?:conversation|discussion)",
        r"(?:to comment|house rules|comments? policy|comments on this page|if your comment|write to the editor"
        r"|letters to the editor|join the discussion|do you (?:know|have) (?:more|a story|information|news))\b",
        r"comments? (?:are|is) (?:closed|open|loading|moderated|disabled|reviewed)|no comments|sort by\b.{0,60}$",
        r"(?:what (?:our )?readers (?:say|think)|reader(?:s['’]?)? (?:comments?|reactions?)|have your say|your (?:comments?|say)"
        r"|discussion|kommentare?|commentaires?|comentarios|comentários|commenti|reacties|комментарии|التعليقات)\b.{0,30}$",
        r"(?:top|most|best) (?:rated |liked )?comments?\b.{0,20}$|\(?(?:view|show) all\)?$",
        r"(?:\d+ )?(?:responses?|comments?|replies)(?: to .{0,200}|\s?\(\d+\)|:)?$",
    ),
    "newsletter box": (
        r"(?:sign up|subscribe|register)\b.{0,40}\b(?:newsletters?|updates?|alerts?|e-?mails?|inbox|to (?:our|the|read)|today|now|here|free)\b",
        r"(?:get|receive) .{0,60}\b(?:inbox|newsletter|by e-?mail|delivered)\b",
        _NEWSLETTERS,
        r"(?:breaking )?news e-?mails?$|you have success?fully subscribed|let our news meet|no thanks$",
        r"(?:start|end) your (?:day|morning|week|evening) with\b.{0,120}$|(?:your )?e-?mail address\s*[:*]?$|(?:the )?morning briefing$",
        r"by (?:signing up|subscribing|submitting|clicking|registering)\b",
        r"(?:enter|type) your e-?mail|thank you for subscribing|already a subscriber|subscribe(?: now)?$",
        r"(?:support|donate|become a member)\b.{0,50}$",
    ),
    "cookie notice": (
        r"(?:ce|notre) site (?:web )?utilise des cookies|nous utilisons des cookies|en poursuivant votre navigation",
        r"(?:diese (?:web)?site|diese seite|unsere (?:web)?(?:site|seite)) (?:verwendet|nutzt|benutzt) cookies"
        r"|wir (?:verwenden|nutzen|setzen) (?:\w+ )?cookies|mit der (?:weiteren )?nutzung",
        r"(?:este sitio(?: web)?|esta web|nuestro sitio) (?:utiliza|usa) cookies|(?:utilizamos|usamos) cookies|al continuar",
        r"(?:este site|o nosso site) (?:utiliza|usa) cookies|(?:questo sito|il nostro sito) (?:utilizza|usa) (?:i )?cookie",
        r"utilizziamo (?:i )?cookie|deze (?:web)?site (?:gebruikt|maakt gebruik van) cookies|wij gebruiken cookies"
        r"|(?:bu|web) site(?:si|miz)? .{0,20}çerez|(?:этот |наш )?сайт использует (?:файлы )?cookie|мы используем (?:файлы )?cookie"
        r"|يستخدم (?:هذا )?الموقع ملفات|نستخدم ملفات",
        r"(?:this|our) (?:web)?site uses cookies|(?:we|and our partners) (?:and our partners )?use cookies",
        r"(?:strictly )?necessary cookies|any cookies that|this website uses|privacy overview$|cookie consent",
        r"(?:by continuing|by using) (?:to (?:use|browse) )?(?:this|our|the) ?(?:web)?site",
        r"(?:accept|reject|manage)(?: all)?(?: cookies)?$|cookie (?:policy|settings|preferences|notice)\b.{0,40}$",
    ),
    "rights notice": (
        r"(?:copyright\b|©|\(c\) ?(?:19|20)\d\d)",
        r"all rights reserved",
        r"(?:the )?(?:views|opinions)(?: and opinions)? expressed (?:here|above|in this (?:article|piece|column|commentary|op-?ed))\b",
        r"you(?:['’]re| are) receiving this (?:e-?mail|newsletter|message)\b",
        r"our standards\s?:\s.{0,80}$",
        _DISCLAIMER,
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
        r"|(?:أخبار|مواضيع|مقالات) ذات صلة|اخترنا لك)\s*+[:>»…]*+\s*+$",
        r"about the (?:author|writer|reporter)s?\s*:?$|sobre (?:o|a|el|la) autora?$|über (?:den autor|die autorin)$"
        r"|à propos de l['’]auteure?$",
        r"(?:related roundup|buyer['’]s guide)\s*:\s.{0,80}$",
        r"(?:das könnte (?:sie|dich) auch|lesen sie auch|mehr zum thema|weitere (?:artikel|meldungen|themen)|zum thema|ähnliche artikel"
        r"|meistgelesen|à lire aussi|lire aussi|sur le même (?:sujet|thème)|articles? (?:liés|associés|similaires)|les plus lus"
        r"|noticias relacionadas|lea también|le puede interesar|te puede interesar|más noticias|lo más (?:leído|visto)|artículos relacionados"
        r"|leia (?:também|mais)|notícias relacionadas|mais lidas|veja também|leggi anche|articoli correlati|potrebbe interessarti|i più letti"
        r"|lees ook|meer over dit onderwerp|gerelateerde|meest gelezen|læs også|läs också|les også|czytaj także|zobacz (?:także|też)"
        r"|читайте также|по теме|другие новости|самое читаемое|ещё по теме|материалы по теме"
        r"|ilgili haberler|bunlar da ilginizi|benzer haberler|çok okunanlar|diğer haberler|相关新闻|相关阅读|相关文章|延伸阅读|推荐阅读|関連記事|관련 기사"
        r"|الأكثر قراءة|قد يعجبك|موضوعات متعلقة|اقرأوا أيضا)\b.{0,60}$",
        r"(?:read more|see also|related|also read|more)\s*[:>»]\s.{0,150}$",
    ),
    "sign-off": (
        r"(?:reuters?|ap|afp|upi|dpa|efe|ansa|tass|xinhua|(?:رويترز|أ ف ب|وكالات))(?:\s?/\s?[\w ]{2,30})?\.?$",
    ),
    "advertisement": (
        r"(?:story|article|text|report) continues below\b.{0,40}$|view this post on\b.{0,40}$",
        r"(?:advertisement|ads?|sponsored(?: (?:content|by .{0,40}))?|promoted|إعلان)\s*[:.]?$",
    ),
    "markup": (
        r"(?:</?(?:span|div|p|a|img|script|style|iframe|br|table|td|tr|ul|li|h\d|figure)(?:\s[^<>]{0,200})?/?>\W{0,5})+$",
    ),
    "picture mark": (r"(?:image|photo|media|video|picture) (?:copyright|source|credit|playback)\b.{0,80}$",),
    "navigation": (
        r"(?:menu|search|home|log ?in|sign in|sign up|register|skip to .{0,40}|back to top|top|close|open|toggle .{0,30}|(?:click|tap) here\b.{0,60}"
        r"|show (?:more|less|all)|load more|view all|see all|next|previous|continue(?: reading)?|loading|live(?: tv)?|watch(?: live| tv)?"
        r"|breaking(?: news)?|sections?|tags?|topics?|categories|archives?|الرئيسية|بحث|القائمة)\s*[:>»›…]*$",
        r"(?:home|الرئيسية|start|news)\s*+(?:(?:[>»›/|→]|\B-|-\B)\s*+(?:[^>»›/|→-]|\b-\b){1,40}+){1,9}$",
        r"(?:tags?|filed under|topics?|categories|posted in|keywords)\s*:",
        r"(?:(?:posted|published|updated) )?(?:an?|\d+) (?:min(?:ute)?|hour|hr|day|week|month|year)s? ago\b.{0,40}$",
        _MENU,
        r"(?:https?://|www\.)\S+$",
        r"\(?(?:continued (?:on|from) page|see page|page) [a-z]?\d+.{0,20}$|jump to\b.{0,40}$",
    ),
}
# Lines from a publication's profile.
PUBLICATION, PUBLICATION_ENDS = "publication's furniture", "publication's end of a story"
_PRINT_EDITION = re.compile(
    r"(?:an?|this) (?:version|edition) of this (?:article|story|report|piece) (?:was (?:first |also )?|first |also |has )?"
    r"(?:appear(?:s|ed)|ran|was printed|printed|published)"
    r"|(?:from|in) the print edition\b"
    r"|(?:first |originally |as )?(?:published|appeared|printed|ran) in (?:the )?print\b"
    r"|(?:this (?:article|story|report) )?(?:was |has )?(?:first |originally )?(?:been )?(?:printed|published|appeared|appears|ran) in\b"
    r"(?=.{0,160}\b(?:page|edition|issue)\b).{0,200}$",
    re.IGNORECASE,
)
_TRAIL = re.compile(r"(?:home|start|news|الرئيسية)\s*(?:[>»›/|→]\s*+[^>»›/|→]{1,60}){1,5}", re.IGNORECASE)
# Longer lines are paragraphs; they are searched only for boilerplate that is written in paragraphs.
_LONGEST_LINE = 260
_PARAGRAPHS = ("comment box", "newsletter box", "cookie notice", "rights notice")


def _compile_rules(names: Collection[str], omitted: Collection[str] = ()) -> re.Pattern[str]:
    """Compile one expression for the rules of these names, each a group, for lines in lower case."""
    rules = {name: "|".join(rule for rule in _LINES[name] if rule not in omitted) for name in names}
    return re.compile("|".join(f"(?P<{name.replace(' ', '_').replace('-', '__')}>{rules[name]})" for name in names))


_LINE_RULES, _PARAGRAPH_RULES = _compile_rules(_LINES), _compile_rules(_PARAGRAPHS)
_NARROW_RULES = _compile_rules(_LINES, omitted=(_NEWSLETTERS, _DISCLAIMER, _MENU))
_NAMES = {name.replace(" ", "_").replace("-", "__"): name for name in _LINES}
_SIGN_OFF = _compile_rules(["sign-off"])
# What a page says about the writer in a short paragraph: a part that it contains, then the whole.
_WRITER = ("follow ", "reached ", "write to ", "mail to ", "porter ", "spondent ", "ditor ", "lumnist ", "riter ")
_BIOGRAPHY = re.compile(
    r"\b(?:follow (?:him|her|them) on|can be reached (?:at|on|by)|(?:write|e-?mail) to (?:him|her|them)"
    r"|(?:is|was) (?:a|an|the) .{0,60}\b(?:reporter|correspondent|editor|columnist|writer) (?:at|for|with) (?-i:(?:the |this )?[A-Z]))",
    re.IGNORECASE,
)
_LONGEST_BIOGRAPHY, _BIOGRAPHY_SPACES = 500, 2
_LONGEST_SIGN_OFF = 30
# A line of only these words, symbols and counts is a share bar.
_SHARE_WORDS = frozenset(
    """share shares tweet tweets email mail e print pin it save like likes copy link facebook twitter x whatsapp whats app
    linkedin telegram pinterest reddit flipboard pocket viber messenger instagram youtube rss more comment comments view
    views a aa aaa tt f t in g p k m bluesky threads mastodon tumblr line wechat weibo vk شارك مشاركة""".split()
)
# Three or more newspaper sections in one line, and nothing else, are a menu.
_SECTION_WORDS = frozenset(
    """home world news business politics sport sports opinion video videos culture arts life lifestyle tech technology
    science health travel education environment local national international europe asia africa americas middle east us
    uk latin money markets economy finance entertainment weather photos audio podcasts podcast live tv radio
    magazine features comment analysis blogs letters editorial columns property motoring food fashion books film music
    jobs classifieds archive newsletters search menu login more about contact subscribe shop games crime
    society religion obituaries media multimedia gallery galleries""".split()
)
_FEWEST_SECTIONS = 3
_SHARE_WORD = re.compile(r"[^\W_\d]+")
_SHARE_PARTS = re.compile(r"[\W_\d]+")
_MOST_SHARE_WORDS = 16


def find_rule(text: str) -> str | None:
    """Return the name of the rule that calls the line `text` furniture, or None. Time is linear in a bounded part."""
    return _find_line_rule(text) if len(text) <= _LONGEST_LINE else _find_paragraph_rule(text)


@lru_cache(maxsize=8192)  # the pages of a folder share their menus and notices, and callers ask several times
def _find_line_rule(text: str) -> str | None:
    """Return the rule that a line of at most _LONGEST_LINE characters matches."""
    if _PRINT_EDITION.match(text):
        return "print edition"
    line = text.lower()
    match = (_LINE_RULES if _may_match_broadly(line) else _NARROW_RULES).match(line)
    if match:
        return _NAMES[match.lastgroup or ""]
    spaces = line.count(" ")
    if spaces >= _BIOGRAPHY_SPACES and any(map(line.__contains__, _WRITER)) and _BIOGRAPHY.search(text):
        return "biography"
    if spaces >= _MOST_SHARE_WORDS:
        return None
    return "share mark" if _is_share_bar(line) else "navigation" if _is_menu_bar(line) else None


def _may_match_broadly(line: str) -> bool:
    """Return whether a line in lower case has a sign without which no broad rule matches."""
    if "|" in line or "•" in line or "·" in line:
        return True
    return "newsletter" in line or "responsib" in line or "cannot answer for" in line


def _find_paragraph_rule(text: str) -> str | None:
    """Return the rule that a longer text matches."""
    if _PRINT_EDITION.match(text):
        return "print edition"
    head = text[:_LONGEST_LINE].lower()
    match = _PARAGRAPH_RULES.match(head)
    if match:
        return _NAMES[match.lastgroup or ""]
    if len(text) <= _LONGEST_BIOGRAPHY and any(map(head.__contains__, _WRITER)) and _BIOGRAPHY.search(text):
        return "biography"
    if head.count(" ") >= _MOST_SHARE_WORDS:
        return None
    return "share mark" if _is_share_bar(head) else "navigation" if _is_menu_bar(head) else None


def _is_share_bar(text: str) -> bool:
    """Return whether `text`, in lower case, is a share bar ("f t in", "Share 12 Tweet Print")."""
    first = _SHARE_WORD.search(text)
    if not first or first[0] not in _SHARE_WORDS:
        return False
    parts = [part for part in _SHARE_PARTS.split(text) if part]
    return 0 < len(parts) <= _MOST_SHARE_WORDS and all(part in _SHARE_WORDS for part in parts)


def _is_menu_bar(text: str) -> bool:
    """Return whether `text`, in lower case, has only sections ("Home World Business Sport")."""
    if text.partition(" ")[0].strip(",|·•/") not in _SECTION_WORDS:
        return False
    parts = [part for part in text.split() if part not in ("&", "and")]
    return len(parts) >= _FEWEST_SECTIONS and all(part.strip(",|·•/") in _SECTION_WORDS for part in parts)


def is_print_edition(text: str) -> bool:
    """Return whether a line says which printed paper had the story."""
    return bool(_PRINT_EDITION.match(text))


def is_sign_off(text: str) -> bool:
    """Return whether a line is only the name of an agency, as at the end of wire copy."""
    return len(text) <= _LONGEST_SIGN_OFF and bool(_SIGN_OFF.match(text.strip().lower()))


def is_trail(text: str) -> bool:
    """Return whether `text` is a breadcrumb trail such as "Home > World > Europe"."""
    return bool(_TRAIL.fullmatch(text))


def parse_sections(trail: str) -> tuple[str, ...]:
    """Return the sections of a trail, outermost first, without the home page."""
    parts = [part.strip() for part in re.split(r"[>»›/|→]", trail)]
    return tuple(part for part in parts[1:] if part)
