"""Read what a page prints about its publication: the paper, its publisher, its own address.

In: lines of a page. Out: names and addresses as printed. A print-edition line names a paper; a © line names the holder
of the rights, who may publish many papers, and counts only if nothing else names one.
"""

import re
from collections.abc import Sequence

import msgspec

from generator.model.article import PartialDate

_PRINTED_IN = re.compile(
    r"(?:(?i:print(?:ed)? edition of|edition of|(?:in|from) print in|printed in|appeared in|published in|from))\s+"
    r"(?:(?i:print) (?:on|of)\s[^,]{3,30}(?:,\s\d{4})?,\sin\s)?"
    r"(?P<name>(?:[Tt]he |[Ll]e |[Ll]a |[Ee]l |[Dd]ie |[Dd]er )?[A-ZÀ-Þ][^,.;:()\d]{1,60}?)"
    r"(?=\s*(?:,|\.|;|\(|$)|\s+(?:on|of|dated|for|from|under|with|at|in|as|print)\b|['’]s\b)"
)
_RIGHTS = re.compile(
    r"(?i:(?:©|\(c\)|&copy;|copyright|copr\.)(?:\s*(?:©|\(c\)|copyright|(?:19|20)\d\d(?:\s*[-–—/]\s*\d{2,4})?|by|,|:"
    r"|-|–|the copyright of))*)\s*"
    r"(?P<name>[^\W\d_a-z][\w'’&+-]*(?:\.\w+)*(?:\s(?:[^\W\d_a-z][\w'’&+-]*(?:\.\w+)*|of|de|del|la|le|les|des|du|der"
    r"|die|das|and|und|et|y|e|&)){0,6})"
)
# The year after the name: "The Hill Courier © 2019".
_RIGHTS_BEHIND = re.compile(r"(?P<name>[^\W\d_a-z][^|©]{2,50}?)\s*(?:©|\(c\))\s*(?:(?:19|20)\d\d)?\s*\.?$")
_NO_NAME = re.compile(
    r"(?:all|copyright|rights|reserved|inc|ltd|site|powered|alle|todos|tous|tutti|wszelkie|все|the copyright|terms"
    r"|privacy|photo|image|getty)\b",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"[\s,.|·–-]+(?:all rights.*|alle rechte.*|todos los derechos.*|tous droits.*|tutti i diritti.*|todos os "
    r"direitos.*|reserved.*|inc|ltd|llc|llp|plc|gmbh(?: & co\.? kg)?"
    r"|ag|s\.?a\.?|s\.?l\.?|s\.?p\.?a\.?|s\.?r\.?l\.?|b\.?v\.?|n\.?v\.?|oy|ab|a/s|as|sp\. z o\.o|limited|corp"
    r"|corporation|co|company|pty|pte)\.?$",
    re.IGNORECASE,
)
# Publishers of many papers, agencies, and makers of web software: their names are no paper's.
_HOUSES = frozenset(
    """gannett|news corp|news corporation|news corp australia|news limited|newsquest|newsquest media group|reach
    |reach plc|trinity mirror|johnston press|jpimedia|national world
    |guardian news & media|guardian news and media|guardian news & media limited|telegraph media group
    |associated newspapers|dmg media|news group newspapers|news uk|times newspapers
    |advance local media|advance publications|condé nast|conde nast|hearst|hearst communications|hearst magazines
    |hearst newspapers|meredith|dotdash meredith|tribune publishing|tronc
    |mediaNews group|medianews group|digital first media|lee enterprises|mcclatchy|scripps|e.w. scripps
    |gatehouse media|tegna|nexstar|nexstar media|sinclair|sinclair broadcast group|gray television
    |postmedia|postmedia network|torstar|bell media|rogers|quebecor|nine entertainment|fairfax media|fairfax|stuff
    |nzme|nzme publishing|seven west media|independent media|media24|naspers|arena holdings|tiso blackstar
    |axel springer|springer|burda|hubert burda media|bertelsmann|gruner + jahr|funke|funke mediengruppe|madsack
    |verlagsgruppe madsack|dumont|dumont mediengruppe|ippen|ippen digital|holtzbrinck|mediengruppe oberfranken
    |ringier|tamedia|tx group|ch media|amag|mediaset|gedi|gedi gruppo editoriale|rcs|rcs mediagroup
    |rcs mediagroup spa|cairo|monrif|prisa|prisa media|vocento|unidad editorial|grupo godó|godo|henneo|prensa ibérica
    |atresmedia
    |groupe le monde|groupe figaro|lagardère|lagardere|altice|bayard|rossel|mediahuis|dpg media|persgroep|roularta
    |sanoma|bonnier|bonnier news|schibsted|amedia|aller|aller media|egmont|jp/politikens hus|berlingske media|alma media
    |agora|polska press|grupa wirtualna polska|ringier axel springer|czech news center|mafra|economia
    |vltava labe media|globo|grupo globo|grupo abril|grupo folha|editora abril|grupo clarín|grupo clarin|televisa
    |doğan|demirören|demirören medya|turkuvaz|ciner|hürriyet gazetecilik|ht media|the times group|bennett coleman
    |bennett, coleman|living media|abp|jagran prakashan|db corp|dainik bhaskar|network18|thg publishing
    |singapore press holdings|sph|sph media|mediacorp|bernama|nikkei|kadokawa|yahoo|yahoo japan|aol|oath
    |verizon media|msn|microsoft|google|meta|vox media|buzzfeed|g/o media|gizmodo media group|future|future plc
    |future us|ziff davis|valnet|static media|bustle digital group
    |reuters|thomson reuters|associated press|the associated press|afp|agence france-presse|dpa|dpa-infocom|efe
    |agencia efe|ansa|tass|xinhua|bloomberg|bloomberg l.p|upi|united press international|press association|pa media
    |getty images|wordpress|automattic|blogger|medium
    |wix|squarespace|webflow|joomla|drupal|typo3|ghost|substack|wpml|elementor|freepik|shutterstock|creative commons
    |facebook|twitter|google llc|media group|cable news network|turner broadcasting system|a warner bros discovery
    |warner bros|discovery|viacom|paramount|nbcuniversal|comcast|fox corporation|disney
    |abc news internet ventures""".replace("\n", "")
    .replace("    ", "")
    .lower()
    .split("|")
)
_HOUSE_WORD = re.compile(
    r"\b(?:media|group|gruppe|groupe|grupo|gruppo|holdings?|communications|publishing|publications?|publishers"
    r"|verlag\w*|medien\w*|éditions?|editorial|editora|editrice|edizioni"
    r"|ventures|networks?|interactive|digital|enterprises|broadcasting|entertainment|wydawnictwo|издательство"
    r"|холдинг|yayıncılık)\b",
    re.IGNORECASE,
)
_URL = re.compile(r"https?://[^\s<>\"'“”«»|\\^`{}\[\]]{4,2000}")
_URL_TAIL = ".,;:!?)’”\u2026"
# The day in full after the month: "/2015/08/150803-".
_URL_DAY = re.compile(
    r"https?://\S{0,300}?/(?P<century>19|20)(?P<year>\d\d)/(?P<month>\d\d)/(?P=year)(?P=month)(?P<day>\d\d)\D"
)
_URL_DATE = re.compile(r"https?://\S{0,300}?/((?:19|20)\d\d)[/-](\d\d)(?:[/-](\d\d))?(?=\D|$)")
_URL_LABEL = re.compile(
    r"(?:source|original(?: (?:article|url|source))?|url|link|permalink|web|address|canonical|this article(?: "
    r"was)?.{0,40}|article url|retrieved from|saved from|from|quelle|originalartikel|adresse|lien"
    r"|source originale|fuente|enlace|dirección|fonte|indirizzo|bron|källa|kilde|lähde|źródło|adres|zdroj|источник"
    r"|ссылка|kaynak|πηγή|المصدر|الرابط|מקור|出典|来源|來源|原文|链接|連結|本文地址|원문|출처)\s?[:：-]?\s*(?:<|\()?$",
    re.IGNORECASE,
)
# Addresses of pages without a story.
_NO_STORY = re.compile(
    r"https?://(?:[\w-]+\.)*(?:facebook|twitter|x|t|linkedin|pinterest|reddit|whatsapp|telegram|instagram|youtube"
    r"|youtu|google|apple|amazon|mailto|addtoany|vk|ok|weibo|flipboard|getpocket)\.\w{2,3}(?:/|$)|\.(?:jpe?g|png|gif"
    r"|svg|webp|css|js|pdf|mp[34])(?:$|\?)",
    re.IGNORECASE,
)
_FAR = 40


class Rights(msgspec.Struct, frozen=True, gc=False):
    """The holder of the rights in a page; `is_house` for a publisher of many papers."""

    name: str
    is_house: bool


def find_print_publication(text: str) -> str | None:
    """Return the paper that a print-edition line names."""
    match = _PRINTED_IN.search(text)
    return match["name"].strip() if match else None


def find_rights_holder(text: str) -> Rights | None:
    """Return the holder of the rights that the © line `text` names."""
    match = _RIGHTS.match(text.strip()) or (
        _RIGHTS_BEHIND.match(text.strip()) if "©" in text or "(c)" in text.lower() else None
    )
    if not match or _NO_NAME.match(match["name"]):
        return None
    printed = match["name"].strip(" .,|·–-")
    name = printed
    while (shorter := _TAIL.sub("", name)) != name and shorter:
        name = shorter
    is_house = name.lower() in _HOUSES or printed.lower() in _HOUSES or bool(_HOUSE_WORD.search(printed))
    return Rights(name.strip(" &"), is_house) if len(name) > 1 else None


def find_url(lines: Sequence[str], headline: int = -1) -> str | None:
    """Return the printed address of the story: after a label, or alone at the head or foot of the page."""
    alone: list[tuple[int, str]] = []
    for n, line in enumerate(lines):
        if "://" not in line:
            continue
        for match in _URL.finditer(line):
            url = _trim(match[0])
            if _NO_STORY.search(url):
                continue
            before = line[: match.start()].strip(" *•·-") or (lines[n - 1].strip() if n else "")
            if _URL_LABEL.fullmatch(before[-60:]) and _has_story_path(url):
                return url
            if line.strip(" <>()*•").rstrip(_URL_TAIL) == url.rstrip(_URL_TAIL) and _has_story_path(url):
                alone.append((n, url))
    near = [url for n, url in alone if n < max(3, headline + 3) or n >= len(lines) - 3]
    return near[0] if near and len({url for _, url in alone}) <= 2 else None


def _trim(url: str) -> str:
    """Return `url` without the punctuation around it."""
    while url and url[-1] in _URL_TAIL and not (url[-1] == ")" and url.count("(") >= url.count(")")):
        url = url[:-1]
    return url


def _has_story_path(url: str) -> bool:
    """Return whether `url` is longer than that of a home page or a section."""
    path = url.split("://", 1)[1].partition("/")[2].strip("/")
    return bool(path) and (len(path) >= _FAR or bool(re.search(r"\d{4}|[-_/].+[-_]|\.html?|=\d+", path)))


def read_url_date(text: str) -> PartialDate | None:
    """Return the day in the path of an address in `text`."""
    if match := _URL_DAY.search(text):
        return PartialDate.from_numbers(int(match["century"] + match["year"]), int(match["month"]), int(match["day"]))
    match = _URL_DATE.search(text)
    return PartialDate.from_numbers(*(int(part or 0) for part in match.groups())) if match else None
