"""The table of personal names: which words are names, and which are spellings of one name.

In: the text of names.tsv. Out: flags and symbols of a folded token. Symbols are Wikidata items for names: Sergei and
Sergey share one, as do Gadhafi and Qaddafi.
"""

from collections.abc import Mapping


class NameTable:
    """Name flags and symbols by folded token; made by `parse_name_table`."""

    def __init__(self, rows: Mapping[str, str]) -> None:
        self._rows = rows

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


def parse_name_table(text: str) -> NameTable:
    """Parse a table of lines `token TAB flags TAB symbols`, after lines that begin with `#`."""
    rows = (line.split("\t", 1) for line in text.splitlines() if line and line[0] != "#")
    return NameTable(dict(row for row in rows if len(row) == 2))
