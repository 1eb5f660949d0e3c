"""The theme: templates and assets of Backfile, of which an archive may override single files."""

import difflib
import os
import posixpath
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

import generator
from generator import layout
from generator.manuscript import copied_files
from generator.model.errors import TemplateError, UsageError
from generator.model.problem import Place, Problem, Severity
from generator.store import content, disk

_PACKAGE = Path(generator.__file__).parent
_STATIC = "static"
_TEMPLATE_SUFFIX = ".html"


class Theme(msgspec.Struct, frozen=True):
    """The files of a theme by path: the default ones, and those of the archive, which override them.

    `problems` are those of files that do not belong to it: copies and backups of others, names that are not UTF-8.
    """

    default_files: Mapping[str, bytes]
    archive_files: Mapping[str, bytes]
    problems: tuple[Problem, ...] = ()

    @property
    def templates(self) -> dict[str, str]:
        """Every template by name. Raises TemplateError if one is not UTF-8."""
        return _select_templates({**self.default_files, **self.archive_files})

    @property
    def assets(self) -> dict[str, bytes]:
        """Every asset by its URL (`static/style.css`)."""
        files = {**self.default_files, **self.archive_files}
        return {name: data for name, data in files.items() if name.startswith(f"{_STATIC}/")}


def load_theme(root: Path) -> Theme:
    """Read the theme of the archive at `root`."""
    default_folder, folder = find_default_folder(), root / layout.TEMPLATES
    is_default = os.path.realpath(folder) == os.path.realpath(
        default_folder
    )  # in a checkout of Backfile, which is an archive too
    default_files = _read_files(default_folder)
    if is_default:
        return Theme(default_files, {})
    listing = disk.list_folder(folder)
    archive_files = {name: disk.read(folder / name) for name in listing.names}
    problems = dict(_find_stray_files(default_files, archive_files))
    faults = [
        _build_warning(content.format_name(f"{layout.TEMPLATES}/{fault.name}".rstrip("/")), fault.reason)
        for fault in listing.faults
    ]
    return Theme(
        default_files,
        {name: data for name, data in archive_files.items() if name not in problems},
        (*problems.values(), *faults),
    )


def find_default_folder() -> Path:
    """Return the folder of the default theme: in the installed package, or beside it in a checkout."""
    installed_folder = _PACKAGE / "theme"
    return installed_folder if installed_folder.is_dir() else _PACKAGE.parent / layout.TEMPLATES


def load_templates(root: Path) -> dict[str, str]:
    """Read every template of the archive at `root` by name. Raises TemplateError if one is not UTF-8."""
    return load_theme(root).templates


def load_default_templates() -> dict[str, str]:
    """Read every template of the default theme by name."""
    return _select_templates(load_default_files())


def load_default_files() -> dict[str, bytes]:
    """Read every file of the default theme by path."""
    return _read_files(find_default_folder())


def copy_file(root: Path, name: str) -> Path:
    """Copy the default file `name` to the archive's templates, to be edited, and return its path.

    Raises UsageError if there is no such file, or the archive has it already.
    """
    default_files = {path: data for path, data in load_default_files().items() if not path.endswith(".md")}
    if name not in default_files:
        near = difflib.get_close_matches(name, default_files, n=1)
        hint = f"did you mean {near[0]}? " if near else ""
        raise UsageError(f"{name}: there is no such template; {hint}there are {', '.join(sorted(default_files))}")
    target = root / layout.TEMPLATES / name
    if target.exists():
        raise UsageError(f"{layout.TEMPLATES}/{name}: this is there already; edit it, or delete it first")
    disk.write(target, default_files[name])
    return target


def _select_templates(files: Mapping[str, bytes]) -> dict[str, str]:
    """Return the templates among `files`, decoded."""
    return {
        name: _decode_template(name, data)
        for name, data in files.items()
        if name.endswith(_TEMPLATE_SUFFIX) and not name.startswith(f"{_STATIC}/")
    }


def _decode_template(name: str, data: bytes) -> str:
    """Return the source of a template. Raises TemplateError if it is not UTF-8."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        problem = Problem.must_fix(
            Place(path=f"{layout.TEMPLATES}/{name}", line=line),
            "broken template",
            fact="this is not UTF-8",
            step="save the file as UTF-8",
        )
        raise TemplateError.from_problems(problem) from None


def _find_stray_files(
    default_files: Mapping[str, bytes], archive_files: Mapping[str, bytes]
) -> Iterator[tuple[str, Problem]]:
    """Yield the path and the problem of each file of the archive that does not belong to its theme.

    A copy that another file names, such as an image in a style sheet, belongs to it.
    """
    files = {**default_files, **archive_files}
    for name in archive_files:
        path = content.format_name(f"{layout.TEMPLATES}/{name}")
        match = copied_files.find_original(name, files)
        if path != f"{layout.TEMPLATES}/{name}":
            yield name, Problem.must_fix(path, "theme", "the name of this file is not UTF-8", "rename it")
        elif copied_files.is_backup(name):
            yield name, _build_warning(path, "this is a backup that a text editor left, so it is not published")
        elif match and not any(posixpath.basename(name).encode() in data for data in files.values()):
            yield name, _build_warning(path, f"by its name this is a copy of {match[0]}, so it is not used")


def _build_warning(path: str, fact: str) -> Problem:
    step = "delete it, or rename it if the site needs it"
    return Problem(severity=Severity.WARNING, place=Place(path=path), kind="theme", fact=fact, step=step)


def _read_files(folder: Path) -> dict[str, bytes]:
    return {name: disk.read(folder / name) for name in disk.list_files(folder)}
