"""The theme: templates and assets of Backfile, of which an archive may override single files."""

import difflib
from collections.abc import Mapping
from pathlib import Path

import msgspec

import generator
from generator import layout
from generator.model.errors import TemplateError, UsageError
from generator.model.problem import Place, Problem
from generator.store import disk

_PACKAGE = Path(generator.__file__).parent
_STATIC = "static"
_TEMPLATE_SUFFIX = ".html"


class Theme(msgspec.Struct, frozen=True):
    """The files of a theme by path: the default ones, and those of the archive, which override them."""

    default_files: Mapping[str, bytes]
    archive_files: Mapping[str, bytes]

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
    is_default = folder.resolve() == default_folder.resolve()  # in a checkout of Backfile, which is an archive too
    return Theme(_read_files(default_folder), {} if is_default else _read_files(folder))


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


def _read_files(folder: Path) -> dict[str, bytes]:
    return {name: disk.read(folder / name) for name in disk.list_files(folder)}
