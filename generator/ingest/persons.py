"""Persons named in a story: in running text a full name, later short forms that belong to it.

In: paragraphs, the table of names, what is a place. Out: the fullest form of each person's name, in the
order of first mention. Captions and bylines are not looked at: photographers are not people of the story.

1. Runs of capitalised words are taken from the text, particles between them included.
2. Titles, nationalities and the like are cut off at the front; words of organisations and places end a run.
3. What is left is a person when the name table or the words around it say so.
4. Short forms and weaker spellings of a person already found are that person.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache

import msgspec

from generator.authority.countries import CountryIndex
from generator.authority.names import NameTable
from generator.text.names import PARTICLES, SUFFIXES, is_initial, tokens
from generator.text.normalise import fold

_CAP = r"[^\W\d_a-zß-öø-ÿ][^\W\d_]*(?:['’][^\W\d_]+)*"
_BOUND = r"(?:[Aa]l|[Ee]l|[Aa]s|[Aa]sh|[Aa]d|[Aa]n|[Aa]t|[Aa]r|[Aa]z|[Uu]l|[Bb]in|[Bb]en|[Ii]bn)[-‑]"
_WORD = rf"(?:{_BOUND})?{_CAP}(?:[-‑](?:{_BOUND})?[^\W\d_]+)*"
_LINK = r"(?:al|el|bin|ben|ibn|bint|abu|de|da|do|dos|das|del|della|di|du|la|le|van|von|der|den|ter|ten|zu|af|av|y|e)"
# A nickname in quotes or brackets between two names: Nathan "leaf" Orf.
_NICK = r"""(?:\s(?:["“‘']\s?[^\s"“”‘’'()](?:[^"“”()\n]{0,20}?[^\s])?\s?["”’']|\(\s?[A-Z][a-z]{1,12}\s?\)))?"""
_REGNAL = r"(?:\s(?:Jr|Sr|I{1,3}|IV|VI{0,3}|IX|XI{0,3}|XIV|XVI?)\b\.?)?"
_RUN = re.compile(rf"(?:[A-Z]\.[ -]?)*{_WORD}(?:{_NICK}(?:\s{_LINK}){{0,3}}\s(?:[A-Z]\.[ -]?)*{_WORD})*{_REGNAL}")
_CAPITAL = re.compile(r"[^\W\d_a-zß-öø-ÿ]")
_JOINED = re.compile(rf"{_BOUND}$")
_SENTENCE_START = re.compile(r"(?:^|[.!?…:]['\"”’»)]*\s|[“\"‘«(—–]\s?)$")
_SAYS = re.compile(
    r"\s*(?:,\s+\d{1,3}\s*,|,\s+(?:a|an|the|who|whose|his|her|chief|head|director|leader|spokes|minister|president|former)\b"
    r"|\s(?:said|says|told|added|adds|who|whose|was|has|had|is|will|would|did|and\s(?:his|her)|also|met|called|declined|hit|took|made|won|[a-z]{2,12}ed)\b)"
)
# These are named by one name.
_RULERS = frozenset("king queen pope sheikh sheikha emir sultan emperor empress prince princess ayatollah".split())
# Only persons meet others and tell reporters.
_MEETS = re.compile(r"\s(?:met\s|told\s(?:reporters|a\s|the\s|journalists))")
# A full name, then an age.
_AGED = re.compile(r"\s*,\s+\d{1,3}\s*,")
_WORD_BEFORE = re.compile(r"\b([a-z-]{3,})\s$")
_TITLE_REACH = 24
# Elizabeth I, Henry VIII.
_REGNALS = frozenset("I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI".split())
_FORMER = frozenset("ex co vice then former".split())
# "Van Poppel" is a surname with its particle, and no full name.
_SURNAME_PARTICLES = frozenset("van de der du von la le".split())
_LONG_FORM = 4
# A person has a given name and a family name at least.
_FEWEST_WORDS = 2
# Words and phrases come again and again; so many are remembered with what they are.
_REMEMBERED = 1 << 16
_POSSESSIVE = re.compile(r"['’]s?$")

# "Berlin-based", "Moscow-backed": what stands before a name.
_COMPOUND = re.compile(
    r"-(?:based|listed|born|powered|backed|led|owned|controlled|registered|trained|language|area|style)$"
)
# Words that stand before a name and are no part of it.
TITLES = frozenset(
    """president vice deputy prime minister premier chancellor secretary general foreign defense defence interior finance
    oil energy trade health justice education labor labour agriculture transport environment economy economic industry
    information culture interim acting former ex late then incoming outgoing elect designate chief head leader commander
    chairman chairwoman chair chairperson director governor mayor senator sen representative rep congressman congresswoman
    congressmen assemblyman councillor councilman lawmaker speaker ambassador envoy consul commissioner attorney judge
    chief-justice king queen prince princess crown emperor sultan emir sheikh sheik shaikh shah duke duchess earl baron
    lord lady sir dame count countess pope cardinal archbishop bishop patriarch rabbi imam ayatollah mullah father mother
    brother sister reverend rev saint pastor mr mrs ms miss mx dr prof professor doctor gen lt col maj capt cpl sgt cmdr adm
    lieutenant colonel major captain corporal sergeant admiral marshal brigadier field private officer inspector detective
    sheriff constable superintendent air vice-president secretary-general undersecretary coach manager player striker
    goalkeeper quarterback singer actor actress author writer poet novelist director producer journalist reporter editor
    columnist correspondent photographer analyst economist strategist expert scientist researcher historian engineer
    architect lawyer attorney advocate spokesman spokeswoman spokesperson founder cofounder co-founder owner ceo cfo coo
    cto chief-executive executive managing partner candidate nominee opposition rebel warlord militant activist dissident
    democrat republican labour tory liberal conservative socialist communist democratic premier-designate
    special presidential royal state national federal military police army navy supreme grand high first second third
    senior junior assistant associate principal permanent political religious spiritual veteran hardline moderate
    comrade citizen mister madam madame monsieur mme mlle herr frau señor senor señora senora don doña dona signor
    president-elect prime-minister-designate chairman-elect widow wife husband son daughter nephew uncle aunt cousin""".split()
)
# Titles that are family names too: behind another name they belong to it.
_TITLE_SURNAMES = frozenset(
    "king prince pope bishop judge marshal major duke earl baron dean chancellor abbott".split()
)
# Words of organisations, things and events: a run that holds one is no person, or ends before it.
_THINGS = frozenset(
    """army council party ministry government parliament congress senate house assembly court committee commission
    agency bank fund group company corp corporation inc ltd plc co university college school institute academy hospital
    church mosque temple cathedral street road avenue square bridge river sea ocean lake gulf bay strait channel canal
    island islands mountain mountains mount valley desert peninsula airport port harbour harbor station park stadium
    museum theatre theater hotel palace castle tower building centre center club league cup games olympics championship
    award awards prize festival day week month year war treaty agreement accord act bill law plan programme program
    project initiative union federation association organisation organization society foundation trust front movement
    brotherhood forces force guard guards corps brigade battalion division squadron command service services department
    office bureau board authority administration republic kingdom state states nations emirates province county district
    region city town village times post news herald journal gazette tribune guardian telegraph mail press today magazine
    radio television tv channel network media books records pictures studios films ship airlines airways railway motors
    industries energy petroleum oil gas steel electric systems technologies technology software bancorp holdings partners
    securities capital management insurance financial stock exchange index nobel peace world european north south east
    west northern southern eastern western central upper lower great greater new old big red black white green blue
    constitution constitutional sovereign revolutionary liberation rescue support rapid security summit conference forum
    conference talks meeting crisis pact protocol convention charter declaration resolution article section chapter note
    the a an this that these those it its he she they we you i his her their our my your in on at by for from to of and or
    but if as so not no yes when while where what who why how after before since until because although though however
    meanwhile earlier later also still even only just now then there here both all some many most more few several
    another other each every either neither such much own same than too very can could may might must shall should will
    would do does did has have had is are was were be been being according despite during under over between among
    against without within through about above below near since speaking asked one two three four five six seven eight
    nine ten monday tuesday wednesday thursday friday saturday sunday january february march april june july august
    september october november december spring summer autumn winter christmas easter ramadan god islam
    brokers motor controls pharmaceuticals communications cables daily standard open rangers indians giants formula show
    deal virus film films chemical bros medical sports hole final golf tour masters traffic safety campaign highway rolls
    matin spiegel banks bancshares international associates brothers sons catholic cricket rugby football hockey
    pictures airlines foods stores labs laboratories semiconductor healthcare worldwide
    internet facebook twitter google apple amazon microsoft youtube instagram netflix""".split()
)


def finder(names: NameTable, countries: CountryIndex) -> "Finder":
    """What finds persons with these tables: places are the countries' and cities' names."""
    adjectives = frozenset(
        fold(word)
        for country in countries.countries.values()
        for word in (*country.adjectives, *country.demonyms, *country.historic)
        if " " not in word
    )
    return Finder(names, countries, adjectives)


# Common words that are family names behind a given name: Theresa May, Betty White.
_THING_SURNAMES = frozenset("may day park church west north black white green law press bill castle".split())
# The name table knows these as names, but before a name they are the calendar or the map.
_NO_GIVEN = frozenset(
    """january february march april may june july august september october november december
    monday tuesday wednesday thursday friday saturday sunday spring summer autumn winter day week month year
    north south east west northern southern eastern western central new old great big""".split()
)
# These stand before a name and say what somebody is; inside a name they are part of it (Mohammed Shia al-Sudani).
_CREEDS = frozenset(
    "islamic islamist muslim christian jewish catholic protestant orthodox hindu buddhist sunni shiite shia kurdish"
    " arab african asian latin western".split()
)


class Finder:
    """Finds persons in stories with the tables of names and places; `adjectives` are those of countries, folded."""

    def __init__(self, names: NameTable, places: CountryIndex, adjectives: frozenset[str]) -> None:
        self._names = names
        self._begins_place = places.begins_place
        self._is_place = lru_cache(maxsize=_REMEMBERED)(places.is_place)
        self._adjectives = adjectives

    def find(self, paragraphs: Iterable[str]) -> tuple[str, ...]:
        """The fullest form of each person's name in `paragraphs`, in the order of first mention."""
        found: list[_Candidate] = []
        for paragraph in paragraphs:
            for match in _runs(paragraph):
                found += self._candidates(paragraph, match)
        return _merged(found)

    def _candidates(self, paragraph: str, match: re.Match[str]) -> Iterator["_Candidate"]:
        """The persons in one run of capitalised words, usually one or none."""
        words = match[0].split()
        if len(words) < _FEWEST_WORDS:
            return
        starts = bool(_SENTENCE_START.search(paragraph[max(0, match.start() - 4) : match.start()]) or not match.start())
        follows = bool(_SAYS.match(paragraph, match.end()))
        told = _is_told_before(paragraph, match.start())
        aged = bool(_AGED.match(paragraph, match.end()) or _MEETS.match(paragraph, match.end()))
        if len(words) == _FEWEST_WORDS and (whole := self._pair(words, certain=aged)):
            yield _candidate(whole)
            return
        for titled, part in self._parts(words):
            last = part is words or part[-1] == words[-1]
            titled = titled or (told and part[0] == words[0]) or (aged and last)  # noqa: PLW2901
            name = [_POSSESSIVE.sub("", word) for word in part]
            if self._is_person(name, titled=titled, follows=follows and last, starts=starts and part[0] == words[0]):
                yield _candidate(" ".join(name))

    def _pair(self, words: list[str], *, certain: bool) -> str:
        """Two words that are a person as they stand: a ruler by one name, or any two names that meet others.

        Empty where they are not told so.
        """
        first, last = (_plain(word) for word in words)
        if not certain and first not in _RULERS:
            return ""
        name = _POSSESSIVE.sub("", " ".join(words))
        if self._is_place(name) or last in _THINGS or _is_title(last) or words[1].isupper():
            return ""
        if first in _RULERS and (certain or self._names.flags(last).strip("wp")):
            return name
        common = first in _THINGS or _is_title(first) or first in self._adjectives or _COMPOUND.search(first)
        known = "w" not in self._names.flags(first) and "w" not in self._names.flags(last)
        place = self._is_place(words[1]) and not self._names.is_name(first)
        return name if certain and known and not common and not place else ""

    def _parts(self, words: list[str]) -> Iterator[tuple[bool, list[str]]]:
        """The run cut at words that no name holds: whether a title stands before it, and the words."""
        titled, part = False, list[str]()
        skip = 0
        for n, word in enumerate([*words, ""]):
            if n < skip:
                continue
            if length := self._place_length(words, n):  # "the United Arab Emirates"
                if part:
                    yield titled, part
                titled, part, skip = False, [], n + length
                continue
            plain = _plain(word)
            is_title = _is_title(plain)
            ends = self._ends(word, plain, words, n, part)
            if not part and self._is_before_name(word, plain, words[n + 1 : n + 2]):
                continue
            if (is_title and not (part and plain in _TITLE_SURNAMES)) or ends:
                if part:
                    yield titled, part
                titled, part = is_title, []
            else:
                part.append(word)
                if _POSSESSIVE.search(word) and not word.endswith(("s'", "s’")):
                    yield titled, part
                    titled, part = False, []

    def _ends(self, word: str, plain: str, words: list[str], n: int, part: list[str]) -> bool:
        """Whether no name goes on over the n-th word of a run; `part` is the name so far."""
        if part and word in _REGNALS:
            return False
        if not plain or (part and _COMPOUND.search(plain)):
            return True
        return plain in _THINGS and not self._is_name_here(plain, words, n, part)

    def _is_before_name(self, word: str, plain: str, after: list[str]) -> bool:
        """Whether a word stands before a name and says where somebody is from, or what; it is no name itself here.

        "Christian" is a creed, and a given name before a word that is none ("Christian Blanc").
        """
        if plain in _CREEDS and after and "g" in self._names.flags(plain):
            follower = _plain(after[0])
            return follower in _THINGS or _is_title(follower) or "w" in self._names.flags(follower)
        return bool(
            _COMPOUND.search(plain) or plain in self._adjectives or plain in _CREEDS or self._is_bare_place(word, plain)
        )

    def _is_person(self, name: list[str], *, titled: bool, follows: bool, starts: bool) -> bool:
        """Whether the words of `name` are a person's."""
        while name and fold(name[-1]) in PARTICLES:
            name.pop()
        parts = tokens(" ".join(name))
        if min(len(name), len(parts)) < _FEWEST_WORDS or len(parts) > 6 or all(is_initial(part) for part in parts):
            return False
        if all(word.isupper() for word in name):
            return self._is_known(parts) and not self._is_place(" ".join(name))
        if name[-1] in _REGNALS and len(name) == _FEWEST_WORDS:
            return self._given(parts[0]) or titled
        return not _is_form(name, titled=titled) and self._is_told(name, parts, titled, follows, starts)

    def _is_told(self, name: list[str], parts: tuple[str, ...], titled: bool, follows: bool, starts: bool) -> bool:  # noqa: FBT001
        """Whether the name table, a title or the words around say that `name` (its tokens: `parts`) is a person's."""
        printed = " ".join(name)
        if self._is_place(printed) or (self._is_place(name[0]) and not self._given(parts[0])):
            return False
        known = [self._names.flags(part) for part in parts]
        first, last = known[0], known[-1]
        if "g" in first and ("w" not in first or not starts or "f" in last):
            return "p" not in last or "f" in last or not self._is_place(name[-1])
        if is_initial(parts[0]):
            return "f" in last or "g" in last or titled
        if titled:
            return True
        begins, ends = self._names.is_name(parts[0]), self._names.is_name(parts[-1])
        if begins:
            return ends or "f" in last or follows
        return ends and not starts and ("w" not in first or follows)

    def _is_known(self, parts: tuple[str, ...]) -> bool:
        """Whether a name in capitals is one beyond doubt: a given name and a family name, neither a common word."""
        first, last = self._names.flags(parts[0]), self._names.flags(parts[-1])
        return "g" in first and "w" not in first and "f" in last and "w" not in last

    def _place_length(self, words: list[str], n: int) -> int:
        """How many words from the n-th on are a place of several words, 0 where none begins there."""
        if not words[n : n + 1] or not self._begins_place(words[n]):
            return 0
        for length in (4, 3, 2):
            place = _POSSESSIVE.sub("", " ".join(words[n : n + length]))
            if len(words) >= n + length and self._is_place(place) and not self._given(fold(words[n])):
                return length
        return 0

    def _is_name_here(self, plain: str, words: list[str], n: int, part: list[str]) -> bool:
        """Whether a common word is a name where it stands: Bill before Clinton, May behind Theresa."""
        flags = self._names.flags(plain)
        if part:
            last = n == len(words) - 1 and len(part) == 1
            return plain in _THING_SURNAMES and last and self._given(fold(part[0]))
        after = fold(words[n + 1]) if n + 1 < len(words) else ""
        return "g" in flags and plain not in _NO_GIVEN and after not in _THINGS and "f" in self._names.flags(after)

    def _is_bare_place(self, word: str, plain: str) -> bool:
        """Whether a word is a place and no given name: "US" before a title, but not "Virginia" before "Woolf"."""
        return "g" not in self._names.flags(plain) and self._is_place(_POSSESSIVE.sub("", word))

    def _given(self, token: str) -> bool:
        return "g" in self._names.flags(token)


def _runs(text: str) -> Iterator[re.Match[str]]:
    """The runs of capitalised words in `text`, as `_RUN.finditer` would find them, at a third of its time.

    A run begins with a capital, or with a particle that a hyphen joins to one.
    """
    end = 0
    for capital in _CAPITAL.finditer(text):
        at = capital.start()
        if at < end:
            continue
        if at and text[at - 1] in "-‑" and (joined := _JOINED.search(text, max(end, at - 4), at)):
            at = joined.start()
        if match := _RUN.match(text, at):
            end = match.end()
            yield match


@lru_cache(maxsize=_REMEMBERED)
def _plain(word: str) -> str:
    """A word as it is looked up: folded, without possessive and full stop."""
    return fold(_POSSESSIVE.sub("", word)).strip(".")


def _is_told_before(text: str, at: int) -> bool:
    """Whether the word before `at` is a title in lower case ("party leader Megawati Sukarnoputri")."""
    before = _WORD_BEFORE.search(text, max(0, at - _TITLE_REACH), at)
    return before is not None and _is_title(before[1])


def _is_title(plain: str) -> bool:
    """Whether a folded word is a title, alone or joined to another ("major-general", "ex-president", "co-founder")."""
    if plain in TITLES or plain.removesuffix("s") in TITLES:
        return True
    first, hyphen, last = plain.partition("-")
    return (
        bool(hyphen)
        and (first in _FORMER or first in TITLES)
        and (first in _FORMER or last.removesuffix("s") in TITLES)
    )


def _is_form(name: list[str], *, titled: bool) -> bool:
    """Whether a name is an acronym's, ends in a company's form (SA, SE, AG), or is a surname with its particle."""
    if not titled and any(word.isupper() and len(word) >= _LONG_FORM and "-" not in word for word in name):
        return True
    particle = len(name) == _FEWEST_WORDS and name[0].lower() in _SURNAME_PARTICLES
    return particle or (name[-1].isupper() and 1 < len(name[-1]) < _LONG_FORM and fold(name[-1]) not in SUFFIXES)


class _Candidate(msgspec.Struct, frozen=True):
    """A name as printed, its tokens, and its tokens without a suffix such as Jr."""

    name: str
    tokens: tuple[str, ...]
    core: tuple[str, ...]


def _candidate(name: str) -> _Candidate:
    parts = tokens(name)
    return _Candidate(name, parts, tuple(part for part in parts if part not in SUFFIXES) or parts)


# More persons of one story who end alike and begin with one letter are a list, and compared with these only.
_MOST_ALIKE = 40


def _merged(found: list[_Candidate]) -> tuple[str, ...]:
    """One name for each person: the fullest form in the story, the earliest of equally full ones."""
    people: list[_Candidate] = []
    alike: dict[tuple[str, str], list[int]] = defaultdict(list)
    for candidate in found:
        block = alike[candidate.core[-1], candidate.core[0][0]]
        for n in block[:_MOST_ALIKE]:
            if fuller := _same(people[n], candidate):
                people[n] = fuller
                break
        else:
            block.append(len(people))
            people.append(candidate)
    return tuple(person.name for person in people)


def _same(a: _Candidate, b: _Candidate) -> _Candidate | None:
    """The fuller of two names that end alike, when one holds the other; else None."""
    if a.tokens == b.tokens:
        return a
    if (a.tokens[-1] in SUFFIXES) != (b.tokens[-1] in SUFFIXES):
        return None
    if a.core[0] != b.core[0] and not (is_initial(a.core[0]) or is_initial(b.core[0])):
        return None
    middle_a, middle_b = set(a.core[1:-1]), set(b.core[1:-1])
    if middle_a <= middle_b or middle_b <= middle_a:
        return b if len(b.name) > len(a.name) and middle_a <= middle_b else a
    return None
