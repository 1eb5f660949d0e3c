"""Write generator/ingest/reading/given_names.py: the given names that are written most, of those in the table of names.

For development only. Sources: generator/authority/data/names.tsv.gz (its README tells of sources and licences); the
library
wordfreq orders them, no data of it is copied.

    pip install wordfreq
    python tests/quality/make_given_names.py
"""

from __future__ import annotations

import gzip
import textwrap
from pathlib import Path

from wordfreq import zipf_frequency

ROOT = Path(__file__).parents[2]
OUT = ROOT / "generator/ingest/reading/given_names.py"
LANGUAGES = "en de fr es it pt nl sv nb da fi pl cs hu ro tr id".split()
COUNT = 5200
SHORTEST = 3


def main() -> None:
    names = {}
    with gzip.open(ROOT / "generator/authority/data/names.tsv.gz", "rt", encoding="utf-8") as table:
        for line in table:
            name, flags, *_ = (*line.rstrip("\n").split("\t"), "")
            if not line.startswith("#") and "g" in flags and name.isalpha() and len(name) >= SHORTEST:
                names[name] = max(zipf_frequency(name, language) for language in LANGUAGES)
    most = sorted(sorted(names, key=lambda name: (-names[name], name))[:COUNT])
    text = "\n".join(textwrap.wrap(" ".join(most), 118))
    OUT.write_text(
        '"""Given names as the press writes them, folded. Made by tests/quality/make_given_names.py.\n\n'
        f"The {COUNT:,} of the table of names (authority/data) that are written most; sources and licences stand in "
        f"its README.\n"
        f'"""\n\nGIVEN_NAMES = frozenset(\n    """\\\n{text}\n""".split()\n)\n',
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()
