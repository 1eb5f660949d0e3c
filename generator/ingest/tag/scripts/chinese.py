"""Find people in Chinese texts: a family name and one or two characters between words that surround names.

In: the paragraphs of a story, the table of family names, frequent words, and characters of foreign names. Out: mentions
with their evidence. Foreign names are known by the dot between their parts. Nothing is segmented: a name must have
evidence on both sides.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence

from generator.authority.name_tables import ScriptNames
from generator.ingest.tag.scripts.script_mention import ScriptMention

# Signs between the parts of a foreign name; "" is no sign.
_DOTS = tuple("·•・‧∙")
_HAN = r"[\u4e00-\u9fff]"
_FOREIGN = re.compile(rf"({_HAN}{{1,9}})[·•・‧‧∙]({_HAN}{{1,8}}(?:[·•・‧∙]{_HAN}{{1,8}})*)")
_RUN = re.compile(rf"{_HAN}+")
_TITLES = (
    "总统 總統 主席 总理 總理 部长 部長 书记 書記 市长 市長 副市长 省长 省長 县长 縣長 局长 局長 院长 院長"
    " 校长 校長 会长 會長 社长 社長 董事长 董事長 总裁 總裁 经理 經理 总监 總監 主任 处长 處長 科长 队长 隊長"
    " 所长 所長 厅长 廳長 秘书长 秘書長 发言人 發言人"
    " 委员 委員 议员 議員 立委 代表 大使 将军 將軍 上将 司令 教授 博士 医生 醫生 醫師 医师 律师 律師 法官"
    " 检察官 导演 導演 演员 演員 歌手 作家 诗人 画家 教练 教練 球员 球員 队员 门将 前锋 后卫 选手 選手 冠军"
    " 专家 專家 学者 學者 研究员 研究員 分析师 创始人 創辦人 老板 老闆"
    " 老师 老師 学生 同学 村民 农民 市民 居民 工人 匠人 徒弟 妻子 丈夫 儿子 女儿 父亲 母亲 哥哥 弟弟 姐姐"
    " 妹妹 女士 先生 小姐 同志 同学 嫌犯 被告 候选人 候選人 负责人 負責人 官员 官員 设计师 工程师 主播 明星"
    " 男子 女子 国王 首相 外长 外長 财长 防长 皇帝 司机 理事长 理事長 国家主席 总书记 员工 导师 记者"
).split()
_AFTER_TITLES = (
    "先生 女士 小姐 主席 总统 總統 总理 總理 部长 部長 市长 市長 院长 院長 校长 校長 教授 博士 老师 老師 医生"
    " 醫師 同志 表示 指出 局长 書記 书记 主任 委員 委员 董事長 董事长 会长 會長 议员 議員 夫妇 夫婦 一家 等人"
    " 本人"
).split()
_VERBS = (
    "说 說 称 稱 指 认为 認為 表示 指出 强调 強調 介绍 介紹 告诉 告訴 回忆 提醒 宣布 透露 坦言 解释 解釋 补充"
    " 補充 建议 建議 呼吁 呼籲 承认 否认 写道 笑着 笑說 回应 回應 透過 会见 會見 出席 接受 担任 擔任 曾任 率"
    " 当选 發表 发表 把奖 获得 今年 生前 主持 代表 致辞 批评 批評 感谢 感謝 称赞 要走"
).split()
_BREAKS = (
    "周一 周二 周三 周四 周五 周六 周日 周天 星期 日前 今天 昨天 今日 昨日 当天 近日 上午 下午 晚上 随后 去世"
    " 病逝 逝世 夺 获 涉 因涉 的 在 将 將 和 与 與 及 等 对 對 向 从 從 因 以 于 已 也 还 還 都 则 則 是 为"
    " 為 被 把 让 曾 又 就 则 不 最 去 来 到 用 有 今 并 並 再 没 沒 当 當 给 給 身 带 跟 同"
).split()
_BEFORE_BREAKS = (
    "和 与 與 及 由 对 對 向 把 被 让 是 为 為 跟 同 的 叫 给 称 随 随着 请 找 像 任命 会见 見 导演 而 但 但是 当 當"
).split()
_WORDS = frozenset(
    "白皮书 白皮書 黄金周 马拉松 高科技 高血压 高血壓 高速路 金字塔"
    " 万里行 万人次 安理会 安理會 黄牛党 石家庄 连云港 马来人".split()
)
_TITLE_WORDS = (
    frozenset(_TITLES) | frozenset(_AFTER_TITLES) | frozenset("某某 某 老 太太 总 總 局 姓 氏 家 姓男".split())
)
# Places and words of two characters that begin as a name, in traditional characters (the table has simplified words).
_TRADITIONAL = frozenset(
    "江蘇 許多 關於 關係 關心 關鍵 關注 馬上 馬來 馬路 馬力 萬元 萬人 萬一 萬年 黃金 黃色 張開 張貼 張力 陳述"
    " 陳列 楊柳 孫子 孫女 鄭重 謝謝 韓國 葉子 蘇聯 鍾愛 陸續 陸軍 陸上 範圍 龍頭 顧客 顧問 嚴重 嚴格 湯匙"
    " 溫度 溫泉 莊嚴 紀錄 紀念 費用 寧可 藍色"
    " 賀歲 方面 周年 高興 于是 石油 安全 金融 白天 任何 成為 何時 程度 程式 管理 管道 安排 安裝 段時 史上"
    " 洪水 洪災 江南 曾經 曾任 時候".split()
)
_NO_GIVEN = frozenset(
    "的了在是和与與及为為等这這那不没沒有也都就而且或但把被对對向从從到于以之其个個中上下年月日时時说說称稱指将將会會可能要去来來元人市省县縣区區村镇鎮州府局部院校社司厂廠店行路街号號点點分秒家国國大小多少前后後里裡内內外间間约約超达達各每该該此某"
    "仍均皆亦已曾却並并再又才刚剛很更最太舊旧只还還所因由给給让讓使把请請做作用听聽看见見想知道方"
) - frozenset("大小国國家中")
_BYLINE = re.compile(r"(?:记者|記者|通讯员|通訊員|编辑|編輯|责编|作者|图|摄影|攝影|文)[：:/\s　]*$")
_BYLINE_AFTER = re.compile(r"[\s　]*(?:摄|攝|[/／]|报道|報導|编辑)")
_MARK = re.compile(r"[0-9０-９，。、；：！？“”「」『』（）()《》〈〉\s,.;:!?\"'—…]")
_TITLE_INSIDE = re.compile("|".join(_TITLES))
_TITLE_BEFORE = re.compile(rf"(?:{'|'.join(_TITLES)})$")
_TITLE_AFTER = re.compile(rf"(?:{'|'.join(_AFTER_TITLES)})")
_VERB_AFTER = re.compile(rf"(?:{'|'.join(_VERBS)})")
_BREAK_AFTER = re.compile(rf"(?:{'|'.join(_BREAKS)})")
_BREAK_BEFORE = re.compile(rf"(?:{'|'.join(_BEFORE_BREAKS)})$")
_AGE = re.compile(r"[（(，,]\s*\d{1,3}\s*[岁歲）)]")


def find_chinese(paragraphs: Sequence[str], table: ScriptNames) -> list[ScriptMention]:
    """Return the possible names of people in `paragraphs`."""
    mentions: list[ScriptMention] = []
    for number, text in enumerate(paragraphs):
        mentions += _find_foreign(text, number, table)
        for match in _RUN.finditer(text):
            for n in range(match.start(), match.end() - 1):
                mentions += _read_names(text, n, match.end(), number, table)
    sides: dict[str, set[str]] = defaultdict(set)
    for mention in mentions:
        sides[mention.name].update(mention.evidence)
    supported = [mention for mention in mentions if _has_both_sides(sides[mention.name], mention.evidence)]
    names = {mention.name for mention in supported}
    return [mention for mention in supported if not _is_cut(mention.name, names, paragraphs)]


def _extend_end(text: str, start: int, end: int, limit: int) -> int:
    """Return the end of a foreign name: a character or two more if what is behind them ends a name clearly."""
    if _list_right(text, start + end):
        return end
    return next((longer for longer in (end + 1, end + 2) if longer <= limit and _list_right(text, start + longer)), end)


def _has_both_sides(evidence: Collection[str], own_evidence: Collection[str]) -> bool:
    """Return whether both sides of a name speak for it; if in two places, one of them clearly."""
    if "separator" in evidence or (_LEFT.intersection(own_evidence) and _RIGHT.intersection(own_evidence)):
        return True
    return bool(_LEFT.intersection(evidence) and _RIGHT.intersection(evidence) and _CLEAR.intersection(evidence))


def _is_cut(name: str, names: Collection[str], paragraphs: Sequence[str]) -> bool:
    """Return whether a longer name begins like this and is printed as often: 欧阳雪 of 欧阳雪梅."""
    return any(
        longer != name
        and longer.startswith(name)
        and sum(text.count(longer) for text in paragraphs) >= sum(text.count(name) for text in paragraphs)
        for longer in names
    )


def _find_foreign(text: str, number: int, table: ScriptNames) -> Iterator[ScriptMention]:
    """Yield foreign names: parts in the characters that write them, with a dot between."""
    for match in _FOREIGN.finditer(text):
        first = match[1]
        start, least = len(first), max((title.end() for title in _TITLE_INSIDE.finditer(first)), default=0)
        while start > least and "t" in table.get_flags(first[start - 1]):
            start -= 1
        last = match[2]
        end = 0
        while end < len(last) and (last[end] in "·•・‧∙" or "t" in table.get_flags(last[end])):
            end += 1
        if start == len(first) or not end:
            continue
        end = _extend_end(text, match.start(2), end, len(last))
        begin, finish = match.start(1) + start, match.start(2) + end
        evidence = ["separator", *_list_left(text, begin), *_list_right(text, finish)]
        name = text[begin:finish].rstrip("·•・‧∙")
        yield ScriptMention(name, tuple(re.split(r"[·•・‧∙]", name)), tuple(evidence), number, begin)


def _read_names(text: str, start: int, end: int, number: int, table: ScriptNames) -> Iterator[ScriptMention]:
    """Yield the names that can begin at `start` and have something on a side that speaks for them."""
    is_double = "f" in table.get_flags(text[start : start + 2])
    if not is_double and "f" not in table.get_flags(text[start]):
        return
    signs_left = _list_left(text, start)
    family = 2 if is_double else 1
    kind = "double family" if is_double else "family name"
    best: list[tuple[int, ScriptMention]] = []
    for given_length in (2, 1):
        stop = start + family + given_length
        name = text[start:stop]
        if (
            stop > end
            or text[stop : stop + 1] in _DOTS
            or name in _WORDS
            or name[family:] in _TITLE_WORDS
            or any(char in _NO_GIVEN for char in name[family:])
            or (not is_double and (name[:2] in _TRADITIONAL or "w" in table.get_flags(name[:2])))
        ):
            continue
        signs_right = _list_right(text, stop)
        if signs_left or signs_right:
            length = "two characters" if stop - start == family + 1 else "three characters"
            evidence = tuple(dict.fromkeys((kind, length, *signs_left, *signs_right)))
            best.append((_rank(signs_right), ScriptMention(name, (name,), evidence, number, start)))
    if best:
        top = max(rank for rank, _ in best)
        yield from (mention for rank, mention in best if rank == top)


def _rank(evidence: Sequence[str]) -> int:
    """Return how clearly a name ends, by what is behind it."""
    return max((_RANKS.get(item, 0) for item in evidence), default=0)


_RANKS = {"speech": 3, "title after": 3, "age": 3, "end": 2, "word after": 1}
_LEFT = frozenset({"title before", "beginning", "word before"})
_RIGHT = frozenset({"title after", "speech", "age", "end", "word after"})
_CLEAR = frozenset({"title before", "title after", "speech", "age"})


def _list_left(text: str, start: int) -> list[str]:
    """Return what speaks for a name that begins at `start`."""
    before = text[max(0, start - 8) : start]
    if _BYLINE.search(before):
        return ["byline"]
    if _TITLE_BEFORE.search(before):
        return ["title before"]
    if not before or _MARK.match(before[-1]):
        return ["beginning"]
    return ["word before"] if _BREAK_BEFORE.search(before) else []


def _list_right(text: str, end: int) -> list[str]:
    """Return what speaks for a name that ends at `end`."""
    if _BYLINE_AFTER.match(text, end):
        return ["byline", "end"]
    if _AGE.match(text, end):
        return ["age"]
    if _TITLE_AFTER.match(text, end):
        return ["title after"]
    if _VERB_AFTER.match(text, end):
        return ["speech"]
    if end >= len(text) or _MARK.match(text[end]):
        return ["end"]
    return ["word after"] if _BREAK_AFTER.match(text, end) else []
