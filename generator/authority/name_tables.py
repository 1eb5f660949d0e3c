"""The table of personal names: which words are names, and which are spellings of one name.

In: the text of data/names.tsv. Out: flags and symbols of a folded token. Symbols are Wikidata's items
for names: Sergei and Sergey carry one, so do Gadhafi and Qaddafi.
"""

from collections.abc import Mapping


class NameTable:
    """Made by `parse_name_table`. A token is asked for in folded form."""

    def __init__(self, rows: Mapping[str, str]) -> None:
        self._rows = rows

    def get_flags(self, token: str) -> str:
        """The letters that hold for `token`: g given name, f family name, w common word, p place; "" if none."""
        return self._rows.get(token, "").partition("\t")[0]

    def is_name(self, token: str) -> bool:
        """Whether `token` is a name and no common word, of whichever kind."""
        return token in self._rows and "w" not in self.get_flags(token)

    def is_family(self, token: str) -> bool:
        """Whether `token` is known to be a family name."""
        return "f" in self.get_flags(token)

    def get_symbols(self, token: str) -> frozenset[str]:
        """The name symbols of `token`, none for a word that is no known name."""
        symbols = self._rows.get(token, "").partition("\t")[2]
        return frozenset(symbols.split(",")) if symbols else frozenset()


def parse_name_table(text: str) -> NameTable:
    """The table whose lines are `token TAB flags TAB symbols`, after lines that begin with `#`."""
    rows = (line.split("\t", 1) for line in text.splitlines() if line and line[0] != "#")
    return NameTable(dict(row for row in rows if len(row) == 2))
