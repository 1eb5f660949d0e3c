"""Recognise by its name a file that a program made beside another: a conflict copy, a duplicate, a backup.

In: a file's path, and the paths of all files. Out: the path of the file it was copied from, and how certain that is.
The names are those of Dropbox, OneDrive, Google Drive, iCloud, Nextcloud, Seafile, Syncthing and Synology, of Windows,
macOS and Linux desktops, of git's merge tools and of text editors.
"""

import re
from collections.abc import Container
from enum import IntEnum

from generator.model.problem import Place, Problem


class Certainty(IntEnum):
    """How certain it is that a file is a copy: people may choose such a name; few do; nobody does."""

    POSSIBLE = 1
    LIKELY = 2
    CERTAIN = 3


_KIND = "copy of a file"
_CONFLICT = r"(?:conflict|konflikt|conflit|conflito|конфл[иі]к|konflik|競合|冲突|衝突|충돌)"
_COPY = r"(?:copy|kopie|copie|copia|cópia|kopia|kopi|kopio|копия|копія|のコピー|コピー|副本|拷贝|복사본)"
_PATTERNS = (
    (
        Certainty.CERTAIN,
        re.compile(
            rf"(?P<stem>.+?)(?: ?[(\[][^()\[\]]*{_CONFLICT}[^()\[\]]*[)\]]"
            r"|\.sync-conflict-\d{8}-\d{6}(?:-\w+)?|~\d{8}-\d{6}|[_-]conflict-\d{8}-\d{6}"
            r"|_[^/]+_\w{3}-\d\d-\d{6}-\d{4}_conflict|\.conflict(?:-?\d+)?|_(?:BACKUP|BASE|LOCAL|REMOTE)_\d+)",
            re.IGNORECASE,
        ),
    ),
    (
        Certainty.LIKELY,
        re.compile(
            rf"(?P<stem>.+?)(?:(?: -)? {_COPY}(?: \(?\d+\)?)?| \((?:\w+ )?{_COPY}(?: \d+)?\))",
            re.IGNORECASE,
        ),
    ),
    (
        Certainty.LIKELY,
        re.compile(rf"{_COPY}(?: \(\d+\))? (?:of|de|di|von|van|av|af|z) (?P<stem>.+)", re.IGNORECASE),
    ),
    (Certainty.POSSIBLE, re.compile(r"(?P<stem>.+?)(?: \d{1,2}| ?\(\d{1,3}\)|-[A-Z][A-Z0-9]+(?:-[A-Z0-9]+)*)")),
)
# What a name has if it fits one of the patterns.
_HINT = re.compile(r"[ (\[~]|(?i:conflict)|_(?i:BACKUP|BASE|LOCAL|REMOTE)_|-[A-Z]")
_BACKUP = re.compile(r".+(?:~|\.(?:bak|orig|rej|swp|swo|tmp|old|save|backup))|#.+#", re.IGNORECASE)


def find_original(path: str, paths: Container[str]) -> tuple[str, Certainty] | None:
    """Return which of `paths` the file at `path` is a copy of by its name, and how certain that is; None if of none."""
    folder, separator, name = path.rpartition("/")
    if not _HINT.search(name):  # nearly all names, and the patterns take their time
        return None
    stem, dot, suffix = name.rpartition(".")
    for certainty, pattern in _PATTERNS:
        match = pattern.fullmatch(stem)
        if match:
            original = f"{folder}{separator}{match['stem']}{dot}{suffix}"
            if original in paths:
                return original, certainty
            if first_original := find_original(original, paths):  # a copy of a copy
                return first_original[0], certainty
    return None


def is_backup(path: str) -> bool:
    """Return whether a text editor or a merge left the file at `path` beside another."""
    return bool(_BACKUP.fullmatch(path.rpartition("/")[2]))


def build_name_problem(path: str, original: str) -> Problem:
    """Return the problem of a file that is not read because by its name it is a copy of `original`."""
    return Problem.must_fix(
        path,
        _KIND,
        fact=f"by its name this is a copy of {original}, so it is not read",
        cause="a program that keeps folders in step, or a file manager, made it",
        step=f"put what you want to keep into {original} and delete this file, or rename it if it is no copy",
    )


def build_id_problem(place: Place, original: str, identifier: str) -> Problem:
    """Return the problem of an article that is not read because `original` has its id."""
    return Problem.must_fix(
        place,
        _KIND,
        fact=f"{original} has the same id `{identifier}`, so this file is not read",
        step=f"put what you want to keep into {original} and delete this file, or remove its `id` if it is no copy",
    )
