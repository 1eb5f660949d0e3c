"""The table of personal names: which words are names, and which are spellings of one name.

In: the text of names.tsv. Out: flags and symbols of a folded token. Symbols are Wikidata items for names: Sergei and
Sergey share one, as do Gadhafi and Qaddafi.
"""

from collections.abc import Callable, Mapping


class ScriptNames:
    """Names in one script: flags and the usual Latin spellings by normalised token (text/scripts.py)."""

    def __init__(self, rows: Mapping[str, str]) -> None:
        self._rows = rows

    def __contains__(self, token: str) -> bool:
        return token in self._rows

    def get_flags(self, token: str) -> str:
        """Return the flags of `token` (see reference/data/README.md); "" if it is unknown."""
        return self._rows.get(token, "").partition("\t")[0]

    def get_latin(self, token: str) -> tuple[str, ...]:
        """Return the Latin spellings of `token`: none if it is unknown, several if it writes several names."""
        spellings = self._rows.get(token, "").partition("\t")[2]
        return tuple(spellings.split(",")) if spellings else ()


NO_SCRIPT_NAMES = ScriptNames({})


class NameTable:
    """Name flags and symbols by folded token; made by `parse_name_table`.

    `load_script` returns the text of the table of another script, or "" if there is none; each is parsed on first use.
    """

    def __init__(self, rows: Mapping[str, str], load_script: Callable[[str], str] | None = None) -> None:
        self._rows = rows
        self._load_script = load_script
        self._scripts: dict[str, ScriptNames] = {}

    def get_script(self, script: str) -> ScriptNames:
        """Return the names in a script other than the Latin one (a key of text/scripts.py)."""
        if self._load_script is None:
            return NO_SCRIPT_NAMES
        if script not in self._scripts:
            self._scripts[script] = ScriptNames(_parse_rows(self._load_script(script)))
        return self._scripts[script]

    def get_flags(self, token: str) -> str:
        """Return the flags of `token`: g given name, f family name, w common word, p place; "" if none."""
        return self._rows.get(token, "").partition("\t")[0]

    def is_name(self, token: str) -> bool:
        """Return whether `token` is a name of any kind and not a common word."""
        return token in self._rows and "w" not in self.get_flags(token)

    def is_family(self, token: str) -> bool:
        """Return whether `token` is a known family name."""
        return "f" in self.get_flags(token)

    def get_symbols(self, token: str) -> frozenset[str]:
        """Return the name symbols of `token`; none if it is no known name."""
        symbols = self._rows.get(token, "").partition("\t")[2]
        return frozenset(symbols.split(",")) if symbols else frozenset()


def parse_name_table(text: str, load_script: Callable[[str], str] | None = None) -> NameTable:
    """Parse a table of lines `token TAB flags TAB symbols`, after lines that begin with `#`."""
    return NameTable(_parse_rows(text), load_script)


def _parse_rows(text: str) -> dict[str, str]:
    """Return the lines of a table by their token."""
    rows = (line.split("\t", 1) for line in text.splitlines() if line and line[0] != "#")
    return dict(row for row in rows if len(row) == 2)
