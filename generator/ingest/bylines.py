"""The byline of a story: who wrote it, in the languages of the press.

In: a line of a page, or all lines and where a story's headline and text stand. Out: the byline as printed, with its names.
A label makes a byline of a line ("By", "Von", "Автор:", "记者"); names alone are believed only beside headline and date.
"""

import re
from collections import Counter
from collections.abc import Sequence

import msgspec

from generator.ingest.agencies import find_agency, is_agency
from generator.ingest.given_names import GIVEN_NAMES
from generator.text.dates import read_date_line
from generator.text.normalise import fold

_LONGEST = 160
# Labels with a colon, or before a capital. Longer ones first, since the first that fits is taken.
_VERBS = (
    "written|reported|posted|published|reporting|compiled|edited|created|submitted|contributed|uploaded|words|text|story|report"
    "|article|analysis|review|interview|opinion|guest post|guest post written|added|authored|produced"
)
_LABELS = rf"""
    post\sauthor\sby(?=\s)|(?:(?:{_VERBS}|medically reviewed|exclusive|column)\s)?by(?:\s?:|(?=\s))|from(?=\s(?:our|a|the)\s|\s\w+\s\w+\s*,)
    |(?:written|words|text|story|author|authors|writer|reporter|reported|contributor|columnist|byline|article\sby|about\sthe\sauthor)(?:\(s\))?\s?[:|]
    |author(?=\s)(?!\sof\b)
    |(?:ein\s)?(?:(?:gast)?beitrag|artikel|kommentar|kolumne|analyse|interview|bericht|reportage|gastkommentar|geschrieben|verfasst|erstellt|veröffentlicht|gespeichert|eingestellt|eine\s\w+)\svon(?=\s)
    |text\svon(?=\s)|von(?:\s?:|(?=\s))|(?:text|autor|autorin|autoren|autor\*in|autor:in|redaktion|redakteur|redakteurin|verfasser|verfasst\svon|bericht|protokoll)\s?(?::|\|)|autor(?:in)?(?=\s)
    |(?:écrit|publié|rédigé|propos\srecueillis|posté|texte)\spar(?=\s)|par(?:\s?:|(?=\s))|(?:auteure?s?|texte|rédaction|rédacteur)\s?:
    |(?:escrito|publicado|redactado|elaborado|texto|enviado)\spor(?=\s)|por(?:\s?:|(?=\s))|(?:autora?|autores|texto|redactora?|redacción|periodista|fuente|reportagem|redação)\s?:
    |(?:scritto|pubblicato|a\scura)\s(?:da|di)(?=\s)|di(?:\s?:|(?=\s))|da(?=\s)|(?:autore|autrice|testo)\s?:
    |(?:geschreven\s)?door(?:\s?:|(?=\s))|(?:auteur|tekst)\s?:|(?:skriven\s|skrevet\s|publisert\s)?a[vf](?:\s?:|(?=\s))|(?:text|tekst|journalist|skribent|forfatter|författare|teksti|kirjoittaja|toimittaja)\s?:
    |(?:autor|autorka|autorzy|tekst|opracował|opracowała|oprac\.?|napisał|napisała|rozmawiał|rozmawiała|red\.|dodał|dodała)(?:\s?:|(?=\s))
    |(?:napsala?|připravila?|autor\sčlánku|zpracovala?)(?:\s?:|(?=\s))|(?:írta|szerző|szerzők)\s?:|(?:scris\sde|autor|autori|publicat\sde|de)\s?:
    |(?:piše|autor|autorica|napisao|napisala|pripremio|objavio|avtor)\s?:?(?=\s)|(?:автор|аутор|пише)(?:\s?:|(?=\s))
    |(?:авторы?|автор\sтекста|автор\sстатьи|текст|подготовила?|журналист|корреспондент|беседовала?|редактор|автори|автор\sпубликации)\s?:|автор(?=\s)|от(?=\s)
    |(?:yazan|yazar|haber|muhabir|hazırlayan|kaynak)\s?:
    |(?:γράφει\s(?:ο|η|του|της)|γράφουν(?:\s(?:οι))?|του|της|συντάκτης|συντάκτρια|αρθρογράφος|από)(?:\s?:|(?=\s))
    |(?:بقلم|كتبت?|تقرير|إعداد|اعداد|تحرير|من|المصدر|الكاتب|الكاتبة|نوشته|نویسنده|خبرنگار|گزارش|گردآوری)(?:\s?:|(?=\s))
    |(?:מאת|כתב|כתבה)(?:\s?:|(?=\s))
    |(?:लेखक|लेखिका|रिपोर्ट|रिपोर्टर|द्वारा|संवाददाता|লেখক|প্রতিবেদক)(?:\s?:|(?=\s))|(?:โดย|ผู้เขียน|เรื่อง)(?:\s?:|\s?)
    |(?:oleh|penulis|reporter|editor|wartawan|jurnalis)(?:\s?:|(?=\s))|(?:bởi|tác\sgiả|theo|người\sviết|bài\sviết)(?:\s?:|(?=\s))
    |(?:本報記者|本报记者|特約記者|记者|記者|作者|撰文|撰稿|文字|執筆|著者|投稿者|筆者|ライター|取材・文|取材|文責|編集|文|글|作\s者)(?:\s?[:：/／|｜丨·]\s?|\s|(?=[\u3400-\u9fff]{{2,4}}$))
    |(?:责任编辑|責任編輯|责编|編輯|编辑)\s?[:：]\s?
"""
_LABEL = re.compile(f"(?:{_LABELS.strip()})", re.VERBOSE | re.IGNORECASE)
_LABEL_ALONE = re.compile(
    r"(?:(?:about the |post |the )?author(?:\(s\)|s)?(?: of the article)?|autor(?:/in|\*in|:in|_in|en)|(?:(?:written|posted|published|reported|words|story|article|text) )?by|author|authors|written by|von|text|autor|autorin|autoren|par|auteur|por"
    r"|autora|di|autore|door|av|af|tekst|автор|авторы|текст|yazar|yazan|бял|بقلم|الكاتب|כתב|מאת|记者|記者|作者|文|글|oleh|penulis|writer|reporter|autorzy)\s?[:：]?",
    re.IGNORECASE,
)
# These labels are words of their own too: names must follow in capitals, and nothing else.
_WEAK = frozenset("by author autorin автор von par por di da door av af from от του της από من de theo tekst autor текст".split())
_EDITORS = re.compile(r"(?:责任编辑|責任編輯|责编|編輯|编辑|editor|редактор|المصدر|kaynak|fuente)", re.IGNORECASE)
_ADDRESS = re.compile(r"[|,;(<\[]*\s*(?:e-?mail\s?:?\s*)?(?:[\w.+-]+@[\w-]+\.[\w.-]+|@\w{2,30}(?![\w.-])|https?://\S+|www\.\S+)\s*[>)\]]*")
_JOINT = re.compile(
    r"\s*(?:,|;|&|\+|/|／|、|،|\||\s(?:and|und|et|y|e|en|og|och|i|и|й|та|a|ja|és|și|ve|και|with|mit|avec|con|com|med|z|с|dan|và|و|και)\s)\s*"
)
_PARTICLES = frozenset(
    """de del della di da dal dos das do du des la le les van von vom zu zum zur der den ter ten te af av el al bin bint ibn ben abu
    mc mac st y e i und and o san santa della degli ul ur jr sr ii iii iv""".split()
)
_TITLES = re.compile(r"(?:dr|prof|mag|dipl|ing|mr|mrs|ms|rev|sir|dame|lord|capt|col|gen|lt|sgt|hon)\b\.?", re.IGNORECASE)
_CASED_NAME = re.compile(r"[^\W\d_][\w'’.\-\u00ad]*")
_FAR_EASTERN = re.compile(r"[\u3400-\u9fff\u3040-\u30ff·・]{2,12}|[\uac00-\ud7a3]{2,4}")
_CASELESS = re.compile(r"[\u0590-\u06ff\u0900-\u0eff\u10a0-\u10ff]")
_KOREAN = re.compile(r"(?P<name>[\uac00-\ud7a3]{2,4})\s?(?:선임기자|수습기자|인턴기자|기자|특파원|논설위원|통신원)(?:\s?=|\s외\s\d명)?")
_CHINESE_REPORT = re.compile(r"[〔【\[(（]?(?:本報|本报)?(?:記者|记者)\s?(?P<name>[\u3400-\u9fff]{2,4})\s?[／/]?.{0,12}?(?:報導|报道)[〕】\])）]?")
# A line of names begins with two words in capitals, or with signs of a script that has none.
_BARE = re.compile(r"(?:[^\W\d_a-z][^\s]*,?\s+(?:(?:de|del|della|di|da|dos|du|la|le|van|von|der|den|al|el|bin)\s+)*[^\W\d_a-z]|[\u3040-\ud7a3])")
_OURS = re.compile(
    r"(?:our|a|an|the)\s(?:own\s|special\s|staff\s|foreign\s)?(?:correspondents?|reporters?|staff|writers?|editors?|bureau|foreign desk)\b.{0,40}"
    r"|(?:staff|agency|web|news)\s(?:reporters?|writers?|correspondents?|desk|report|and agencies).{0,20}|(?:unsere[rmn]?|onze|notre|nos|nuestr[oa]|noss[oa]|nostr[oa])\s\w+.{0,40}"
    r"|(?:la\s)?(?:redacción|rédaction|redazione|redação|редакции|redaksi|redaktion|redactie)$",
    re.IGNORECASE,
)
# What stands behind a name and is its office or place.
_ROLE = re.compile(
    r"\b(?:staff|writer|reporter|correspondent|editor|columnist|contributor|contributing|freelance|journalist|bureau|chief|special to|for (?:the|dailymail)|producer"
    r"|redakteur|redakteurin|korrespondent|korrespondentin|autor|autorin|reporterin|redaktion|volontär|chefredakteur|journaliste|correspondante?|rédact\w+|envoyée? spéciale?"
    r"|periodista|redactora?|corresponsal|jornalista|repórter|giornalista|redattore|inviato|inviata|redacteur|verslaggever|journalistin|корреспондент|журналист|обозреватель|редактор|muhabiri|editörü"
    r"|publisher|president|director|professor|fellow|analyst|expert|author|blogger|experte|expertin|team|desk|news|press|agency)\b",
    re.IGNORECASE,
)
# Family names of China and Korea: a line of two to four signs that begins so may be a name.
_FAMILIES = frozenset(
    "王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何高林罗羅郑鄭梁谢謝宋唐许許韩韓冯馮邓鄧曹彭曾肖蕭田董袁潘于蒋蔣蔡余杜叶葉程苏蘇魏吕呂丁任沈姚卢盧姜崔钟鍾谭譚陆陸汪范金石"
    "廖贾賈夏韦韋付方白邹鄒孟熊秦邱江尹薛闫段雷侯龙龍史陶黎贺賀顾顧毛郝龚龔邵万萬钱錢严嚴覃武戴莫孔向汤湯焦岳牛김이박최정강조윤장임한오서신권황안송류홍전고문양손배백허유남심노하곽성차주우구민"
)
_NO_FAMILY_END = tuple("社部局報报網网版聞闻室会會区區县縣省市国國化学學性")
# Three kana or more are a word of Japanese; names in signs have two to five.
_BARE_SIGNS = re.compile(r"[\u3400-\u9fff]{2,5}|[\uac00-\ud7a3]{3}|[\u3400-\u9fff]{1,3}[ \u3000][\u3400-\u9fff\u3040-\u30ff]{1,4}")
# Words that names of persons do not have; a line with one is a section, a button or a place.
_NO_NAME = frozenset(
    """the our your my this that news home world politics business sports sport opinion culture video videos photo photos image images share comments
    comment menu search login sign subscribe newsletter privacy policy terms cookies read more about contact us advertisement related latest top
    story stories topics tags category categories live breaking facebook twitter whatsapp email print copy link save follow instagram youtube
    linkedin pinterest telegram reddit next previous back week day month year today new best how why what when where who is are was were will can
    from to on in at for with without into over under after before not no yes all any free online deals guide review reviews health science
    tech technology travel food money market markets finance education entertainment music movies books games weather local national international
    media group company inc ltd llc gmbh press digital daily times post journal gazette herald magazine sunday monday tuesday wednesday thursday friday saturday
    january february march april june july august september october november december
    und oder der die das den dem ein eine für mit auf bei nach aus im am zum zur startseite wirtschaft politik kultur gesellschaft wissen
    panorama leben reise digital ratgeber themen suche anmelden abo teilen drucken merken kommentare mehr weitere nachrichten foto bild quelle
    inicio noticias política economía deportes cultura sociedad opinión compartir más temas accueil actualité économie société partager
    главная новости политика экономика общество культура спорт поделиться читайте ещё фото видео
    middle east north south america europe asia africa united states kingdom white house street city council""".split()
)
_DOUBLED = re.compile(r"(.{4,40}?),? \1")
# What stands behind the names of a byline in its line ("in Kultur", "Kategorien: Mode").
_BEHIND_NAMES = re.compile(r"(?:\s+(?:in|on|at|am|um|im|für|aus|unter|sur|dans|en)\s.*|\s+[^\s,]+:\s.*|\s+[|·•—–]\s.*|\s+\d.*)$", re.DOTALL)
_IN_PLACE = re.compile(r"\s+(?:in|à|en|aus|i|w|em|a|te|v)\s[^\W\d_a-z][\w'’.-]*(?:[\s,]+[^\W\d_a-z][\w'’.-]*){0,3}(?:[\s,]+(?:and|und|et)\s.{3,40})?")
# Pictures, arrows and other signs before a byline.
_SIGNS = re.compile(r"^[\W_]*[\u2190-\u2bff\U0001f000-\U0001faff\ufe0f\u2022\u00b7*#>|]+[\s\ufe0f]*")
_NO_BARE = re.compile(r"[\d:;?!…»«„“”\"]|\.\w{3}|\w{3}\.\s\w")
_NAME_WORDS = range(1, 6)
_MOST_NAMES = 8
_PLACE_WORDS = 4


class Byline(msgspec.Struct, frozen=True, gc=False):
    """A byline as printed, without its date and addresses. `is_marked` says that a label makes it certain."""

    text: str
    names: tuple[str, ...]
    agency: str | None = None
    is_marked: bool = False


def parse_byline(text: str) -> Byline | None:
    """The byline that the line `text` is, by its label or by being nothing but names."""
    if not 1 < len(text) <= _LONGEST:
        return None
    text = " ".join(_SIGNS.sub("", text).split())
    line = read_date_line(text) if any(map(str.isdigit, text)) else None
    if line and line.is_whole:
        return None
    pieces = line.rest.split(" | ") if line and line.mentions else [text]
    bare = None
    for piece in pieces:
        plain = _ADDRESS.sub(" ", piece).strip(" |,;–—-·•")
        byline = _parse_marked(plain, is_dated=line is not None)
        if byline:
            return byline
        bare = bare or _parse_bare(plain)
    return bare


def is_byline(text: str) -> bool:
    """Whether the line `text` is a byline by its label."""
    byline = parse_byline(text)
    return byline is not None and byline.is_marked


def is_byline_label(text: str) -> bool:
    """Whether the line `text` is nothing but the label of a byline, which follows below."""
    return len(text) <= 24 and bool(_LABEL_ALONE.fullmatch(text.strip()))


def _parse_marked(text: str, *, is_dated: bool) -> Byline | None:
    """The byline that a label announces."""
    for shape in (_KOREAN, _CHINESE_REPORT):
        match = shape.fullmatch(text)
        if match:
            return Byline(text, (match["name"],), find_agency(text), is_marked=True)
    match = _LABEL.match(text)
    if not match or match.end() == len(text):
        return None
    label = match[0].strip(" :：|/／").lower()
    rest = text[match.end() :].strip()
    if doubled := _DOUBLED.fullmatch(rest):  # the picture of the writer is called so too
        rest = doubled[1]
    further = _LABEL.match(rest)
    if further and not _has_name_shape(rest.split(" ")[0]):
        rest = rest[further.end() :].strip()
    if _OURS.match(rest):
        return Byline(text, (), find_agency(text), is_marked=True)
    is_weak = label in _WEAK and not re.search(r"[:：|]\s*$", match[0])
    if is_weak and rest.endswith(".") and rest[-3:-2] not in (" ", "") and not rest.lower().endswith(("jr.", "sr.")):
        return None
    own = _BEHIND_NAMES.sub("", rest) if is_weak or is_dated else rest
    names = _split_names(own, is_weak=is_weak)
    if not names and not is_weak and " " not in own and own.isalnum():
        names = (own,)
    if not names and is_weak and is_dated and " " not in own and own.isalnum():
        names = (own,)
    if not names:
        return None
    behind = rest[len(own) :]
    if behind and not _IN_PLACE.fullmatch(behind):
        text = text[: text.rindex(rest)] + own
    return Byline(text, names, find_agency(text), is_marked=not _EDITORS.match(label))


def _parse_bare(text: str) -> Byline | None:
    """The byline that is nothing but names, or an agency."""
    if is_agency(text):
        return Byline(text, (), text)
    if doubled := _DOUBLED.fullmatch(text):
        text = doubled[1]
    if not _BARE.match(text) or _LABEL.match(text) or _NO_BARE.search(text):
        return None
    if text.endswith((".", "!", "?", ":", "…")) and not text.lower().endswith(("jr.", "sr.")):
        return None
    names = _split_names(text, is_weak=True)
    own = _name_before_office(text) if not names else ""
    names = names or ((own,) if own else ())
    if not names or "/" in text or text.count("(") != text.count(")"):
        return None
    if " " not in text and not _is_name_in_signs(text):
        return None
    if any(word.strip(".,").lower() in _NO_NAME for word in names[0].split()):
        return None
    return Byline(text, names, find_agency(text))


def _is_name_in_signs(text: str) -> bool:
    """Whether `text`, without a space, is a name in Chinese, Japanese or Korean writing."""
    if not _BARE_SIGNS.fullmatch(text) or text.endswith(_NO_FAMILY_END):
        return False
    return text[0] in _FAMILIES or (len(text) >= 4 and "\u3400" <= text[0] <= "\u9fff")


def _split_names(text: str, *, is_weak: bool) -> tuple[str, ...]:
    """The names in `text`; none if it is anything else. Offices and places may stand behind them."""
    plain = re.sub(r"\s*[(（][^()（）]{1,40}[)）]\s*", " ", text).strip(" .|-–—:")
    parts = [part for part in _JOINT.split(f" {plain} ") if part and part.strip()]
    names: list[str] = []
    for n, part in enumerate(parts):
        part = part.strip()
        if is_agency(part) and n:
            continue
        if _has_name_shape(part):
            names.append(part)
        elif n and (_ROLE.search(part) or len(part.split()) <= _PLACE_WORDS) and not part.endswith(("!", "?")):
            continue  # an office or a place behind the names
        elif not n and is_weak and (own := _name_before_office(part)):
            names.append(own)
        elif not n or is_weak:
            return ()
    return tuple(names) if len(names) <= _MOST_NAMES else ()


def _name_before_office(text: str) -> str:
    """The name that stands before an office, or house, in `text` ("Sina Zehrfeld Landespolitische Korrespondentin")."""
    office = _ROLE.search(text)
    words = text[: office.start()].split() if office else []
    for count in (min(len(words), 3), 2):
        if len(words) >= count >= 2 and _has_name_shape(" ".join(words[:count])):
            return " ".join(words[:count])
    return ""


def _has_name_shape(text: str) -> bool:
    """Whether `text` has the shape of a person's name in its script."""
    if _FAR_EASTERN.fullmatch(text):
        return True
    words = _TITLES.sub("", text).replace("\u00ad", "").split()
    if len(words) not in _NAME_WORDS or len(text) > 60:
        return False
    if _CASELESS.match(text):
        return all(_CASED_NAME.fullmatch(word) or _CASELESS.match(word) for word in words) and len(words) <= 4
    capitals = [word for word in words if word[:1].isupper()]
    if not capitals or not all(_CASED_NAME.fullmatch(word) for word in words):
        return False
    return all(word[:1].isupper() or word.lower().rstrip(".") in _PARTICLES or _joins(word) for word in words)


def _joins(word: str) -> bool:
    """Whether a name has a capital behind a joint ("al-Masri", "d'Estaing")."""
    return bool(re.match(r"(?:al|el|as|ad|an|ar|d|l|o)[-'’]\w", word, re.IGNORECASE))


# So many lines below a byline may hold further names and what joins them.
_NAMES_BELOW = 16
_JOINTS = frozenset(", ; & and und et y e en og och i и та a και ve 、 with mit avec con by von par".split())
# What stands around the name of a writer: "Ann Lee is …", "posts by Ann Lee".
_WRITER_BEHIND = re.compile(r"\s(?:is|was|has|covers|writes|joined|ist|hat|schreibt|est|es|è|é|jest|är|er|—|–|-)\s")
_WRITER_BEFORE = re.compile(r"(?:by|von|par|por|über|about|follow|contact|email|autor|author|автор)\s$", re.IGNORECASE)
# How much speaks for a line being the byline of a story. Fewer than this is none.
_ENOUGH = 2.8
_MARKED, _LABELLED, _DATED = 3.0, 3.0, 2.0
_GIVEN, _NOT_GIVEN = 1.0, 0.6
_LATIN_END = "\u0370"
_SHORT = 60
_ABOVE, _BEHIND, _INSIDE = 10, 16, 8


def choose_byline(lines: Sequence[str], headline: int, first_body: int, last_body: int) -> tuple[int, Byline] | None:
    """The line that is the byline of the story whose headline and text stand at these indexes, with what it says.

    `headline` is -1 if the story has none. Names without a label are believed between headline and text, beside a date, and
    more if the page names them again.
    """
    top = (headline if headline >= 0 else first_body) - _ABOVE
    candidates = [
        *range(max(0, top), min(len(lines), first_body + _INSIDE)),
        *range(min(len(lines), last_body + 1), min(len(lines), last_body + 1 + _BEHIND)),
    ]
    counts = Counter(" ".join(line.split()).lower() for line in lines)
    best: tuple[float, int, Byline] | None = None
    for n in dict.fromkeys(candidates):
        byline = parse_byline(lines[n].strip(" *#•·-|"))
        if byline is None:
            continue
        weight = _weigh(lines, n, byline, headline, first_body, last_body, counts)
        if weight >= _ENOUGH and (best is None or weight > best[0]):
            best = (weight, n, byline)
    if best is None:
        return None
    n, byline = best[1], best[2]
    while not byline.is_marked and (above := _find_twin_above(lines, n, byline, headline)) >= 0:
        n, byline = above, parse_byline(lines[above].strip(" *#•·-|")) or byline
    return n, _with_names_below(lines, n, byline)


def _find_twin_above(lines: Sequence[str], n: int, byline: Byline, headline: int) -> int:
    """The line above with names of the same dress as those of `byline`, -1 if there is none below the headline."""
    above = next((m for m in range(n - 1, max(headline, n - 4, -1), -1) if lines[m].strip()), -1)
    further = parse_byline(lines[above].strip(" *#•·-|")) if above >= 0 and byline.names else None
    if not further or further.is_marked or not further.names or not _has_given_name(further.names[0]):
        return -1
    return above if _has_twin_shape(byline.names[0], further.names[0]) else -1


def _with_names_below(lines: Sequence[str], n: int, byline: Byline) -> Byline:
    """`byline` with the names that stand on lines of their own right below ("Ann Lee", "and", "Jan Moss")."""
    text, names, joint = byline.text, list(byline.names), ""
    for line in lines[n + 1 : n + 1 + _NAMES_BELOW]:
        plain = line.strip(" *#•·|")
        if not plain:
            continue
        if plain.lower() in _JOINTS:
            joint = plain
            continue
        if plain.startswith(("(avec ", "(with ", "(mit ", "(con ")) and plain.endswith(")"):
            text += f" {plain}"
            break
        further = _parse_bare(plain.strip(" ,;&"))
        if not further or not further.names or further.names[0] in names or not (joint or byline.names):
            break
        if not joint and not _has_twin_shape(names[-1] if names else "", further.names[0]):
            break
        text += f"{joint} {further.text}" if joint in (",", ";") else f" {joint} {further.text}" if joint else f", {further.text}"
        names += further.names
        joint = ""
    return msgspec.structs.replace(byline, text=text, names=tuple(names))


def _has_twin_shape(name: str, further: str) -> bool:
    """Whether two lines are names of the same dress: of as many words, with a given name in front of both."""
    return name.isupper() == further.isupper() and abs(len(name.split()) - len(further.split())) <= 1 and " " in further


def _weigh(
    lines: Sequence[str], n: int, byline: Byline, headline: int, first_body: int, last_body: int, counts: Counter[str]
) -> float:
    """How much speaks for the line at `n`."""
    above, below = _neighbour(lines, n, -1), _neighbour(lines, n, 1)
    weight = _MARKED if byline.is_marked else 0.0
    if is_byline_label(above):
        weight += _LABELLED - (2.0 if byline.is_marked else 0.0)
    weight += _weigh_place(n, headline, first_body, last_body, is_marked=byline.is_marked)
    if not byline.is_marked:
        weight += _weigh_names(lines, n, byline, counts, (above, below), range(first_body, last_body + 1))
    if re.match(r"(?:photo|foto|image|bild|picture|credit|crédit|©|fotograf)", above, re.IGNORECASE):
        weight -= 2.0
    return weight


def _weigh_place(n: int, headline: int, first_body: int, last_body: int, *, is_marked: bool) -> float:
    """What the place of a line is worth: most between headline and text."""
    if headline < n < first_body:  # the farther below the headline, the less
        return 2.0 - 0.05 * max(0, n - headline - 6) if headline >= 0 else 2.0 - 0.1 * (first_body - n)
    if n < first_body:
        return 0.3 - 0.1 * (headline - n)
    if n <= last_body:
        return 0.8 - 0.1 * (n - first_body)
    return 0.8 - 0.08 * (n - last_body) - (0.0 if is_marked else 0.8)


def _weigh_names(
    lines: Sequence[str], n: int, byline: Byline, counts: Counter[str], neighbours: tuple[str, str], body: range
) -> float:
    """What speaks for names without a label."""
    weight = 0.0
    own = read_date_line(lines[n])
    if own and any(mention.date for mention in own.mentions):
        weight += _DATED
    elif any((line := read_date_line(other)) and line.mentions for other in neighbours):
        weight += 1.0
    if any(len(other) <= _SHORT and _ROLE.search(other) for other in neighbours[1:]):
        weight += 0.8
    name = byline.names[0] if byline.names else byline.text
    if 2 <= len(name.split()) <= 3 or _FAR_EASTERN.fullmatch(name):
        weight += 0.3
    if byline.names and name[0] < _LATIN_END:
        weight += _GIVEN if _has_given_name(name) else -_NOT_GIVEN
    if byline.names:
        weight += _weigh_other_prints(lines, n, name, body)
    weight -= 1.0 if counts[byline.text.lower()] > 6 else 0.0
    return weight


def _has_given_name(name: str) -> bool:
    """Whether `name` begins with a given name."""
    return re.split(r"[\s.-]", fold(_TITLES.sub("", name)).strip())[0] in GIVEN_NAMES


def _weigh_other_prints(lines: Sequence[str], n: int, name: str, body: range) -> float:
    """What other lines with a name are worth: it stands alone behind the text, or a page says who the writer is."""
    others = [m for m, line in enumerate(lines) if name in line and m != n and (m not in body or m >= body.stop - 2)]
    for m in others[:8]:
        before, _, behind = lines[m][:200].partition(name)
        if not behind.strip() or _WRITER_BEHIND.match(behind) or _WRITER_BEFORE.search(before):
            return 0.9
    return 0.0


def _neighbour(lines: Sequence[str], n: int, step: int) -> str:
    """The next line above or below that is not blank, at most three away."""
    for m in range(n + step, n + 4 * step, step):
        if 0 <= m < len(lines) and lines[m].strip():
            return lines[m].strip(" *#•·-|")
    return ""
