"""Detect the language of a text from its letters, or else from its most frequent short words.

In: some sentences. Out: an ISO 639-1 code, or None if it is not clear. A library for a hundred languages takes longer
than all the rest of intake (py3langid: 1 ms a text).
"""

import re
from collections import Counter

from generator.text.normalise import fold_words

_ARABIC = re.compile(r"[\u0600-\u06ff]")
_SCRIPTS = (  # letters that only one of the languages in this script uses, then the script itself
    (re.compile(r"[ٹڈڑے]"), "ur"),
    (re.compile(r"[پچژگ]"), "fa"),
    (_ARABIC, "ar"),
    (re.compile(r"[\u05d0-\u05ea]"), "he"),
    (re.compile(r"[\u0370-\u03ff]"), "el"),
    (re.compile(r"[\u0e00-\u0e7f]"), "th"),
    (re.compile(r"[\u3040-\u30ff]"), "ja"),
    (re.compile(r"[\uac00-\ud7a3]"), "ko"),
    (re.compile(r"[\u4e00-\u9fff]"), "zh"),
    (re.compile(r"[\u10d0-\u10ff]"), "ka"),
    (re.compile(r"[\u0530-\u058f]"), "hy"),
    (re.compile(r"[\u1200-\u137f]"), "am"),
    (re.compile(r"[\u0980-\u09ff]"), "bn"),
    (re.compile(r"[\u0b80-\u0bff]"), "ta"),
)
# A foreign word or name does not make a foreign story.
_SCRIPT_SHARE = 0.3
# The most frequent short words of each language, folded (without diacritics); shared words prove little.
_SMALL_WORDS = {
    "en": "the of and to in that is was for on with as at by from has were said would which are his it have he be this",
    "fr": "le la les des et du dans une pour que qui sur est au par plus pas ont avec aux cette ses mais ete son il ce",
    "de": "der die und das den von zu mit des im dem ist ein eine auf nicht sich fur auch als nach bei aus wurde hat",
    "es": "el la de que los en las del por una con para se su al es lo mas como pero fue sus este ha entre desde hasta",
    "it": "il di che la per una con del della sono dei nel alla gli le non dal anche piu si come ha alle questo stato",
    "pt": "o que os da do em uma para com nao no na por dos das mais foi ao se como sua tem pela ele entre ate sao",
    "nl": "de het een van en in is dat op te voor met zijn niet aan er ook als om door bij naar werd heeft wordt zij",
    "sv": "och att det som en pa ar av for med den till inte har de ett om var fran han sig kan vid efter men",
    "da": "og at det er en af til pa som for med den har ikke de et der var om fra han kan sig efter ved men blev",
    "no": "og at det er en av til pa som for med den har ikke de et var om fra han kan seg etter ved men ble dette",
    "fi": "ja on ei se etta han oli mutta kun joka ovat myos kuin niin tai jos hanen ole sen ovat mukaan",
    "pl": "i w na z do sie nie ze jest to o jak po za przez ale dla od co tym jego byl oraz przed tylko",
    "cs": "a v se na je ze s to z do o ve ktery by za po jako pro ale byl jeho jsou podle take nebo",
    "hu": "a az es hogy nem is egy volt meg de ez azt csak mint van mar ki el lesz utan szerint",
    "ro": "si de in la a cu nu din pe care ca o pentru este sa au mai fost prin unui sunt dupa intre",
    "tr": "ve bir bu da de icin ile olarak daha cok gibi kadar sonra olan ancak ise oldu dedi tarafindan yeni",
    "id": "dan yang di dengan untuk dari ini itu pada tidak dalam akan adalah telah oleh juga tersebut kepada",
    "sq": "dhe te ne nje e per me se qe nga ka eshte si por do kete pas tij kane",
    "hr": "i je u na se da su za od s kao nije koji o to iz te ali bio koja",
    "ru": "и в не на что с по как это но из к у за от был его для года также при",
    "uk": "і в не на що з як та до у від це про за але його для року також при є",
    "bg": "и на в за да се от че с по не са е като това ще при към след го",
    "sr": "и је у на се да су за од са као није који о то из те али био која",
}
_WORDS_BY_LANGUAGE = {code: frozenset(small_words.split()) for code, small_words in _SMALL_WORDS.items()}
_LANGUAGES_BY_WORD = {
    word: tuple(code for code, small_words in _WORDS_BY_LANGUAGE.items() if word in small_words)
    for word in frozenset().union(*_WORDS_BY_LANGUAGE.values())
}
# The minimum number of short words of one language, and its minimum lead in weight over the next.
_MIN_COUNT = 3
_MIN_MARGIN = 1.3


def detect_language(text: str) -> str | None:
    """Return the language of `text`, None if it is not clear; a few sentences are enough."""
    if not text.isascii():
        letters = sum(map(str.isalpha, text))
        for pattern, code in _SCRIPTS:
            block = _ARABIC if code in ("ur", "fa") else pattern
            if pattern.search(text) and len(block.findall(text)) > _SCRIPT_SHARE * letters:
                return code
    counts = dict.fromkeys(_SMALL_WORDS, 0)
    weights = counts.copy()
    for word, count in Counter(filter(_LANGUAGES_BY_WORD.__contains__, fold_words(text))).items():
        weight = count * (12 // len(_LANGUAGES_BY_WORD[word]))
        for code in _LANGUAGES_BY_WORD[word]:
            counts[code] += count
            weights[code] += weight
    second_weight, top_weight = sorted(weights.values())[-2:]
    best = next(code for code, weight in weights.items() if weight == top_weight)
    return best if counts[best] >= _MIN_COUNT and top_weight >= _MIN_MARGIN * second_weight else None
