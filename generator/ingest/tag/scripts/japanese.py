"""Find people in Japanese texts: a family name and a given name before a title, Katakana names with a dot.

In: the paragraphs of a story, the tables of Japanese names and of names in Katakana. Out: mentions with their evidence.
"""

import re
from collections.abc import Collection, Iterator, Sequence

from generator.authority.name_tables import ScriptNames
from generator.ingest.tag.scripts.script_mention import ScriptMention

_HAN = r"[\u4e00-\u9fff々]"
_RUN = re.compile(rf"{_HAN}+[ 　]?{_HAN}*")
_KATAKANA = re.compile(r"[ァ-ヴー]{2,}(?:[・＝=][ァ-ヴー]{1,})+")
_TITLES = (
    "首相 大統領 総理 大臣 外相 財務相 防衛相 環境相 副大臣 次官 長官 知事 副知事 市長 副市長 町長 村長 区長"
    " 議員 議長 副議長 委員長 会長 副会長 社長 副社長 頭取 所長 局長 部長 課長 室長 院長 校長 学長 館長 園長"
    " 署長 隊長 船長 機長 監督 選手 投手 捕手 主将 コーチ"
    " 教授 准教授 名誉教授 助教 講師 博士 医師 弁護士 判事 裁判長 裁判官 検事 被告 容疑者 受刑者 死刑囚"
    " 元首相 前首相 代表 幹事長 書記長 総書記 国家主席 主席 総裁 理事長 理事 記者 編集長 作家 監督 俳優 女優"
    " 歌手 画伯 横綱 大関 関脇 小結 棋士 名人 竜王 九段 八段 七段 六段 五段 四段 三段 王将 本因坊"
    " 国家主席 国務委員 国王 皇太子 王子 天皇 皇后 法王 教皇 大使 公使 報道官 広報官 司令官 大将 中将 少将"
    " 元帥 氏 様 君 殿 さん ちゃん くん さま 夫妻 容疑者ら 氏ら さんら 市議 県議 都議 社員 理事官 参与 顧問"
    " 住職 師匠 師 嬢 夫人 助手 研究員 警部 警視 巡査"
).split()
_TITLE = re.compile(rf"(?:元|前|副|名誉|新|同)?(?:{'|'.join(sorted(_TITLES, key=len, reverse=True))})")
_ROLE_BEFORE = re.compile(
    r"(?:の|、|。|「|（|・|は|で|と|や|が|に|を|GK|FW|MF|DF|[A-Za-z]|^|\s|長|員|者|家|手|人|師|士|官|監督"
    r"|選手|代表|大統領|首相|大臣|弟子|妻|夫|父|母|兄|弟|姉|妹|長男|次男|長女|次女)$"
)
_FAMILY_ALONE = re.compile(rf"(?<!{_HAN})({_HAN}{{2,3}}?){_TITLE.pattern}(?!{_HAN})")
_TWO, _MAX_GIVEN = 2, 3
_AGE = re.compile(r"\s?[（(]\s?[\d０-９]{1,3}\s?[）)]|\s?[（(][\d０-９]{1,3}歳")
_SUBJECT = re.compile(r"[はがもとのをに、，]")
# A credit: Direction: Ryuji Mizutani.
_CREDIT = re.compile(
    r"(?:演出|出演|監督|脚本|語り|講談|朗読|司会|講師|指揮|作曲|作詞|主演|振付|原作|音楽|企画|構成|声|歌|笛|尺八|琵琶|ピアノ|ギター)[:：]\s?$"
)
_BYLINE = re.compile(r"(?:記者|文・|取材・文|構成|撮影|写真|編集|文＝|取材|カメラ)[：:＝=・/]?\s*$")
_BYLINE_AFTER = re.compile(r"記者|特派員|[）】]\s*$")
# Family names of Koreans and Chinese in the Japanese press.
_NEIGHBOURS = frozenset("朴金李崔鄭姜趙尹張韓呉徐申黄安宋劉王陳胡周温蔡馬楊許郭孫習毛鄧文盧全洪柳")
_NO_FAMILY = frozenset("中国 韓国 米国 英国 同 大 元 前 新 東京 大阪 北京 日本".split())
_NOT_GIVEN = frozenset("県市区町村駅大学校社会党省庁署店号線山川島年月日人的性化中内外前後上下")


class JapaneseFinder:
    """Finds people with the tables of Japanese names and of names in Katakana."""

    def __init__(self, japanese: ScriptNames, katakana: ScriptNames) -> None:
        self._japanese, self._katakana = japanese, katakana

    def find(self, paragraphs: Sequence[str]) -> list[ScriptMention]:
        """Return the possible names of people in `paragraphs`."""
        mentions: list[ScriptMention] = []
        families = frozenset(match[1] for text in paragraphs for match in _FAMILY_ALONE.finditer(text))
        for number, text in enumerate(paragraphs):
            mentions += self._find_katakana(text, number)
            for match in _RUN.finditer(text):
                if mention := self._find_in_run(text, match.span(), number, families):
                    mentions.append(mention)
        return mentions

    def _find_katakana(self, text: str, number: int) -> Iterator[ScriptMention]:
        """Yield names in Katakana: at least two parts with a dot between."""
        for match in _KATAKANA.finditer(text):
            parts = re.split("[・＝=]", match[0])
            evidence = ["Katakana given" if "g" in self._katakana.get_flags(parts[0]) else "Katakana"]
            if "f" in self._katakana.get_flags(parts[-1]):
                evidence.append("family name")
            evidence += _list_right(text, match.end())
            yield ScriptMention(match[0], tuple(parts), tuple(evidence), number, match.start())

    def _find_in_run(
        self, text: str, span: tuple[int, int], number: int, families: Collection[str]
    ) -> ScriptMention | None:
        """Return the name in a run of Han characters: at its beginning, or behind a word for somebody."""
        start, end = span
        for begin in range(start, end - 1):
            if begin > start and not _ROLE_BEFORE.search(text[max(0, begin - 4) : begin]):
                continue
            readings = [
                reading
                for family in (3, 2, 1)
                if self._is_family(text[begin : begin + family], families)
                for reading in self._read_given(text, begin, family, end)
            ]
            if readings:
                stop, evidence = max(readings, key=_rank)
                if text[begin : begin + _count_family(evidence)] in families:
                    evidence.append("short form")
                if _CREDIT.search(text[max(0, begin - 6) : begin]):
                    evidence.append("credit")
                elif _BYLINE.search(text[max(0, begin - 6) : begin]) or _BYLINE_AFTER.match(text, stop):
                    evidence.append("byline")
                name = text[begin:stop]
                return ScriptMention(name, (re.sub(r"[ 　]", "", name),), tuple(evidence), number, begin)
        return None

    def _is_family(self, name: str, families: Collection[str]) -> bool:
        """Return whether `name` is a family name, by the table or because it stands before titles in the story."""
        if name in _NO_FAMILY:
            return False
        return name in families or name in _NEIGHBOURS or "f" in self._japanese.get_flags(name)

    def _read_given(self, text: str, begin: int, family: int, end: int) -> Iterator[tuple[int, list[str]]]:
        """Yield the ends of names with a family name of this length, with their evidence."""
        is_neighbour = text[begin : begin + family] in _NEIGHBOURS
        start = begin + family + (text[begin + family : begin + family + 1] in (" ", "　"))
        for given_length in (1, 2, 3, 4):
            stop = start + given_length
            name = text[start:stop]
            if stop > end or " " in name or name[-1] in _NOT_GIVEN or text[begin:stop] in _NO_FAMILY:
                continue
            if _TITLE.match(name) and _TITLE.match(text, begin + family):
                continue
            right = _list_right(text, stop)
            if (not right and stop != end) or (given_length > _MAX_GIVEN and stop != len(text)):
                continue
            evidence = [
                "neighbour's family" if is_neighbour and given_length == _TWO else f"family of {family}",
                *right,
            ]
            if self._japanese.get_flags(name):
                evidence.append("Han given")
            if given_length == _TWO:
                evidence.append("two characters, given")
            if start > begin + family:
                evidence.append("space")
            yield stop, evidence


def _rank(reading: tuple[int, list[str]]) -> tuple[bool, bool, bool, bool]:
    """Return how good a reading is: a title behind it first, then a given name of the table."""
    evidence = reading[1]
    return (
        "title after" in evidence or "age" in evidence,
        "Han given" in evidence,
        _count_family(evidence) > 1,
        "two characters, given" in evidence,
    )


def _count_family(evidence: Sequence[str]) -> int:
    """Return the length of the family name."""
    return int(evidence[0][-1]) if evidence[0].startswith("family of ") else 1


def _list_right(text: str, end: int) -> list[str]:
    """Return what speaks for a name that ends at `end`."""
    if _TITLE.match(text, end):
        return ["title after"]
    if _AGE.match(text, end):
        return ["age"]
    return ["subject, Han"] if _SUBJECT.match(text, end) else []
