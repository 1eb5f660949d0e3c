"""Whether two names can be spellings of one person's name, and where to look for such.

In: names as printed. Out: yes or no, and keys under which names that can be one are filed together. By name symbols,
transliteration, initials, short forms and particles; which page a name leads to is decided in people.py.
"""

from collections.abc import Iterator

from generator.authority.names import NameTable
from generator.authority.ruled import Ruled
from generator.model.register import PersonEntry
from generator.text.names import SUFFIXES, is_initial, skeleton, tokens

# Where names that can be one are filed together: a form of the last part, one of the first, its kind, and
# the first letter of a part between ("" for none, "*" for any).
Block = tuple[str, str, str, str]


class Comparer:
    """Compares names, remembering the parts of each."""

    def __init__(self, table: NameTable, ruled: Ruled) -> None:
        self._table = table
        self._ruled = ruled
        self._tokens: dict[str, tuple[str, ...]] = {}
        self._suffixes: dict[str, str] = {}
        self._forms: dict[str, frozenset[str]] = {}

    def kept(self, entry: PersonEntry) -> list[str]:
        """The spellings that the register has for a person, without those that editors ruled to be another."""
        kept = [entry.name]
        for name in entry.spellings:
            if name != entry.name and not any(self._ruled.are_apart(name, other) for other in kept):
                kept.append(name)
        return kept

    def blocks(self, name: str) -> Iterator[Block]:
        """The keys under which `name` is filed: forms of its last and first part, letters of those between.

        A first part that is an initial is filed by the letter; so is every other, apart from it.
        """
        parts = self._parts(name)
        yield _joined(parts), "", "joined", ""
        for middle in (*_letters(parts), "*"):
            for last in sorted(self._form(parts[-1])) if parts else ():
                if is_initial(parts[0]):
                    yield last, parts[0], "initial", middle
                else:
                    yield last, parts[0][0], "letter", middle
                    yield from ((last, first, "form", middle) for first in sorted(self._form(parts[0])))

    def sought(self, name: str) -> Iterator[Block]:
        """The keys under which spellings of `name` are looked for: parts between may be left out."""
        parts = self._parts(name)
        yield _joined(parts), "", "joined", ""
        letters = _letters(parts)
        for middle in ("*",) if letters == ("",) else (*letters, ""):
            for last in sorted(self._form(parts[-1])) if parts else ():
                yield last, parts[0][0], "initial", middle
                if is_initial(parts[0]):
                    yield last, parts[0], "letter", middle
                else:
                    yield from ((last, first, "form", middle) for first in sorted(self._form(parts[0])))

    def is_same(self, a: str, b: str) -> bool:
        """Whether two names can be one person's: they begin and end alike and no part contradicts."""
        parts_a, parts_b = self._parts(a), self._parts(b)
        if not parts_a or not parts_b or self._suffix(a) != self._suffix(b) or self._ruled.are_apart(a, b):
            return False
        if parts_a == parts_b or _joined(parts_a) == _joined(parts_b):  # Deng Xiao-ping, Abdul Hamid
            return True
        if not (self._alike(parts_a[-1], parts_b[-1]) and self._alike(parts_a[0], parts_b[0])):
            return False
        few, many = sorted((parts_a[1:-1], parts_b[1:-1]), key=len)
        if few and all(map(is_initial, few)) and all(map(is_initial, many)):
            return few == many[: len(few)]  # George W. is not George H. W.
        rest = list(many)
        for part in few:
            match = next((other for other in rest if self._alike(part, other)), None)
            if match is None:
                return False
            rest.remove(match)
        return True

    def _suffix(self, name: str) -> str:
        """The suffix that tells father and son apart, "" for none."""
        self._parts(name)
        return self._suffixes[name]

    def _parts(self, name: str) -> tuple[str, ...]:
        """The tokens of `name` without a suffix such as Jr."""
        if name not in self._tokens:
            parts = tokens(name)
            self._tokens[name] = tuple(part for part in parts if part not in SUFFIXES)
            self._suffixes[name] = parts[-1] if parts and parts[-1] in SUFFIXES else ""
        return self._tokens[name]

    def _alike(self, a: str, b: str) -> bool:
        """Whether two parts are spellings of one name, or one is the initial of the other."""
        if a == b or (a[0] == b[0] and (is_initial(a) or is_initial(b))):
            return True
        return bool(self._form(a) & self._form(b))

    def _form(self, token: str) -> frozenset[str]:
        """What spellings of one name share: symbols where the table knows them, and the skeleton."""
        if token not in self._forms:
            known = {token, "~" + skeleton(token), *(f"={name}" for name in _SHORT.get(token, ()))}
            self._forms[token] = frozenset(known) | self._table.symbols(token)
        return self._forms[token]


def _joined(parts: tuple[str, ...]) -> str:
    """The tokens of a name written together: whether given names are joined is a matter of taste."""
    return "".join(parts)


# Short forms under which people are known as well as under the full one.
_SHORT_FORMS = """tony anthony antony|bill will william willie|bob rob robert bobby|jim jimmy james|mike michael mick
    |tom thomas tommy|joe joseph|dick rick rich richard|ted ed edward eddie|ted theodore
    |dan danny daniel|chris christopher|ben benjamin|sam samuel|steve stephen steven
    |liz beth elizabeth betty|kate katherine catherine kathy|dave david|nick nicholas|matt matthew
    |pat patrick|pete peter|ron ronald|ken kenneth|larry lawrence laurence|fred frederick|greg gregory
    |jeff jeffrey geoffrey geoff|andy andrew|tim timothy|don donald|ray raymond|jerry gerald gerry
    |al albert|al alan allan|alex alexander|hank henry harry|jack john johnny|chuck charlie charles
    |sandy alexander|vlad vladimir|gene eugene|walt walter|phil philip phillip|stan stanley|doug douglas
    |jon jonathan|josh joshua|zach zachary|abe abraham|max maximilian|manny manuel|pepe jose
    |paco francisco|lula luiz""".replace("\n    ", "")
_SHORT: dict[str, frozenset[str]] = {
    word: frozenset(group for group in _SHORT_FORMS.split("|") if word in group.split())
    for word in _SHORT_FORMS.replace("|", " ").split()
}


def _letters(parts: tuple[str, ...]) -> tuple[str, ...]:
    """The first letters of the parts between the first and the last, "" alone where there are none."""
    return tuple(sorted({part[0] for part in parts[1:-1]})) or ("",)
