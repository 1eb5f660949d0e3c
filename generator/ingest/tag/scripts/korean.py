"""Find people in Korean texts: a family name of one syllable and a given name of two, beside a title.

In: the paragraphs of a story, the table of names in Hangul. Out: mentions with their evidence. Particles at the end of
a word are taken off.
"""

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence

import msgspec

from generator.authority.name_tables import ScriptNames
from generator.ingest.tag.scripts.script_mention import ScriptMention

_WORD = re.compile(r"[\uac00-\ud7a3]+")
_PARTICLE = re.compile(
    r"(?:에게서|으로부터|이라고|이라며|라고|라며|에게|께서|이라는|라는|으로|부터|까지|이나|이며|이고|와의"
    r"|과의|에서|처럼|보다|은|는|이|가|을|를|의|와|과|도|만|로|에|랑|께)$"
)
_FAMILY = frozenset(
    "김 이 박 최 정 강 조 윤 장 임 한 오 서 신 권 황 안 송 전 홍 유 고 문 양 손 배 백 허 남 심 노 하 곽 성 차"
    " 주 우 구 나 민 진 지 엄 채 원 천 방 공 현 함 변 염 여 추 도 소 석 선 설 마 길 연 위 표 명 기 반 왕 금"
    " 옥 육 인 맹 제 모 탁 국 어 은 편 용 류 리 라 림 피 감 봉 사 빈 복 태 목 형 두 예 경 석".split()
)
_DOUBLE = frozenset("남궁 황보 제갈 선우 독고 사공 서문 동방 망절".split())
_TITLES = (
    "대통령 총리 장관 차관 의원 대표 위원장 위원 총재 총장 원장 회장 부회장 사장 부사장 이사장 이사 본부장"
    " 실장 국장 과장 팀장 부장 센터장 소장 관장 교장 학장 시장 부시장 도지사 지사 군수 구청장 청장 서장"
    " 경찰청장 대장 장군 중장 소장 대령 중령 소령 감독 코치 선수 투수 포수 골키퍼 공격수 수비수 주장"
    " 교수 박사 연구원 소방대장 의사 변호사 판사 부장판사 검사 검찰총장 작가 시인 화가 배우 가수 기수 앵커"
    " 아나운서 피디 감독 씨 군 양 옹 여사 선생 선생님 후보 예비후보 당선인 대변인 비서관 수석 보좌관 특보"
    " 고문 명예교수 스님 신부 목사 추기경 주교 교황 국왕 왕자 왕세자 여왕 총서기 주석 외무상 국무위원장 대사"
    " 전무 상무 학생 어린이 장인 제자 아내 남편 아들 딸 어머니 아버지 원내대표 최고위원 직무대행 사무총장"
    " 정책위의장 의장 부의장 처장 차장 단장 부총리 국무총리 前대표"
).split()
_TITLE = re.compile(rf"(?:[\uac00-\ud7a3]{{0,6}})(?:{'|'.join(sorted(_TITLES, key=len, reverse=True))})$")
_TITLE_FIRST = re.compile(rf"^(?:{'|'.join(sorted(_TITLES, key=len, reverse=True))})")
_BYLINE = re.compile(r"\s?(?:기자|특파원|인턴기자|객원기자|논설위원|글·사진|디자인기자)")
_AGE = re.compile(r"\s?[(（,]\s?\d{1,3}\s?[)）세]|\s?\(\d{1,3}")
_TWO = 2
_NAME_FLAGS = frozenset("gf")
_FAMILY_ALONE = re.compile(rf"(?<![\uac00-\ud7a3])([\uac00-\ud7a3]{{1,2}}) (?:{'|'.join(_TITLES)}|전 )")
_CLEAR = frozenset({"title near", "title after", "title before", "age", "short form"})
# Last syllables of verbs and of institutions.
_NO_ENDING = "다위회부당청"
_COMMON = frozenset(
    "이번에 이날은 이것은 정부가 정부는 주민들 오늘은 한국은 한국의 한국과 한국에 지난해 우리는 우리가 모두가"
    " 하지만 이라고 이어서 전국의 국민의 국민들 시민들 사람들 서울의 서울시 경기도 강원도 전라도 경상도"
    " 제주도 인천시 대구시 부산시 대전시 울산시 지방자 신문사 방송사 이탈리 조사단 조선일 고등학 중학교"
    " 초등학 대학교 대학원 장애인 노동자 소비자 여성이 남성이"
    " 이어진 원내대 최고위 전당대 한국인 미국인 일본인 중국인 외국인 연합뉴 기자회 위원회 국회의 정치권"
    " 주식시 경제부 주가는 신규로 전문가 관계자 유권자 후보자 지지자 지도부 민주당 한나라 새누리 국민당"
    " 정의당 진보당 이재용".split()
) - {"이재용"}


class KoreanFinder:
    """Finds people with the table of names in Hangul."""

    def __init__(self, table: ScriptNames) -> None:
        self._table = table

    def find(self, paragraphs: Sequence[str]) -> list[ScriptMention]:
        """Return the possible names of people in `paragraphs`."""
        mentions: list[ScriptMention] = []
        families = frozenset(match[1] for text in paragraphs for match in _FAMILY_ALONE.finditer(text))
        words = Counter(_strip(match[0]) for text in paragraphs for match in _WORD.finditer(text))
        for number, text in enumerate(paragraphs):
            matches = list(_WORD.finditer(text))
            n = 0
            while n < len(matches):
                mention = self._read_native(text, matches, n, families, words) or self._read_foreign(text, matches, n)
                if mention:
                    mentions.append(msgspec.structs.replace(mention, paragraph=number))
                n += len(mention.key) if mention else 1
        return mentions

    def _read_native(
        self,
        text: str,
        matches: Sequence[re.Match[str]],
        n: int,
        families: Collection[str],
        words: Mapping[str, int],
    ) -> ScriptMention | None:
        """Return the Korean name at the n-th word: a family name and a given name of one or two syllables."""
        word = matches[n][0]
        for name in dict.fromkeys((word, _strip(word), _cut_title(word))):
            family = _count_family(name)
            given_name = name[family:]
            if not family or len(given_name) not in (1, _TWO) or name in _COMMON or given_name[-1] in _NO_ENDING:
                continue
            if len(name) == _TWO and name != word:
                continue
            evidence = self._list_evidence(text, matches, n, name)
            if name[:family] in families:
                evidence.append("short form")
            is_recurring = given_name in self._table and name != word and words[name] > 1
            if is_recurring or _CLEAR.intersection(evidence):
                start = matches[n].start()
                return ScriptMention(name, (name,), ("Hangul family", *evidence), 0, start)
        return None

    def _list_evidence(self, text: str, matches: Sequence[re.Match[str]], n: int, name: str) -> list[str]:
        """Return what speaks for a Korean name at the n-th word."""
        evidence = _list_surroundings(text, matches, n, matches[n].start() + len(name))
        family = _count_family(name)
        if len(name) == _TWO:
            evidence.append("two syllables")
        if family == _TWO:
            evidence.append("double family")
        if name[family:] in self._table:
            evidence.append("Hangul given")
        return evidence

    def _read_foreign(self, text: str, matches: Sequence[re.Match[str]], n: int) -> ScriptMention | None:
        """Return a foreign name of two words, of which the table has the first."""
        if n + 1 >= len(matches) or text[matches[n].end() : matches[n + 1].start()] != " ":
            return None
        first, whole = matches[n][0], matches[n + 1][0]
        second = _strip(whole)
        if len(first) < _TWO or len(second) < _TWO or not _NAME_FLAGS.intersection(self._table.get_flags(first)):
            return None
        if _TITLE.match(second) or _TITLE.match(first):
            return None
        family = whole if whole in self._table else second
        start, end = matches[n].start(), matches[n + 1].start() + len(family)
        evidence = ["Hangul foreign", *_list_surroundings(text, matches, n, end, words=2)]
        if "f" in self._table.get_flags(family):
            evidence.append("family name")
        return ScriptMention(text[start:end], (first, family), tuple(evidence), 0, start)


def _strip(word: str) -> str:
    """Return a word without its particle."""
    return _PARTICLE.sub("", word) if len(word) > 1 else word


def _cut_title(word: str) -> str:
    """Return the name before a title in the same word: 문유성씨와."""
    for length in (3, 4, 2):
        if _TITLE_FIRST.match(word[length:]):
            return word[:length]
    return word


def _count_family(name: str) -> int:
    """Return the number of syllables of the family name that a name begins with; 0 if none."""
    return _TWO if name[:_TWO] in _DOUBLE else int(name[:1] in _FAMILY)


def _list_surroundings(text: str, matches: Sequence[re.Match[str]], n: int, end: int, words: int = 1) -> list[str]:
    """Return the evidence of the words around a name of some `words` from the n-th on."""
    evidence = []
    if _BYLINE.match(text, end):
        return ["byline"]
    last = matches[n + words - 1]
    following = matches[n + words] if n + words < len(matches) else None
    if (
        end == last.end() and following and text[end : following.start()] == " " and _TITLE.match(_strip(following[0]))
    ) or (end < last.end() and _TITLE_FIRST.match(text[end : last.end()])):
        evidence.append("title after")
    elif end == last.end() and _is_title_near(text, matches, n + words):
        evidence.append("title near")
    if n and text[matches[n - 1].end() : matches[n].start()] == " " and _TITLE.fullmatch(matches[n - 1][0]):
        evidence.append("title before")
    if _AGE.match(text, end):
        evidence.append("age")
    if end < last.end() and _PARTICLE.fullmatch(text[end : last.end()]):
        evidence.append("particle after")
    return evidence


def _is_title_near(text: str, matches: Sequence[re.Match[str]], n: int) -> bool:
    """Return whether a title is the second or third word from the n-th on, behind a party or 전 (former)."""
    for index in (n, n + 1):
        if index + 1 >= len(matches) or text[matches[index].end() : matches[index + 1].start()] != " ":
            return False
        if _strip(matches[index][0]) != matches[index][0]:
            return False
        if _TITLE.match(_strip(matches[index + 1][0])):
            return text[matches[n - 1].end() : matches[n].start()] == " "
    return False
