"""The templates and assets: the default theme, and what an archive puts in place of single files of it."""

import difflib
from collections.abc import Mapping
from pathlib import Path

import generator
from generator.model.errors import TemplateError, UsageError
from generator.store import disk

_PACKAGE = Path(generator.__file__).parent
FOLDER = "templates"
_STATIC = "static"
_TEMPLATE = ".html"


def default_folder() -> Path:
    """The default theme: in the installed package, else beside it in a checkout."""
    packaged = _PACKAGE / "theme"
    return packaged if packaged.is_dir() else _PACKAGE.parent / "templates"


def templates(root: Path) -> dict[str, str]:
    """Every template by name, those of the archive at `root` over the default ones."""
    return _templates(_files(root))


def default_templates() -> dict[str, str]:
    """Every template of the default theme by name."""
    return _templates(default())


def _templates(files: Mapping[str, bytes]) -> dict[str, str]:
    """The templates among `files`."""
    return {
        name: _text(name, data)
        for name, data in files.items()
        if name.endswith(_TEMPLATE) and not name.startswith(f"{_STATIC}/")
    }


def _text(name: str, data: bytes) -> str:
    """The source of a template. Raises TemplateError where it is not UTF-8."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise TemplateError(f"templates/{name}:{line}: this is not UTF-8; save the file as UTF-8") from None


def assets(root: Path) -> dict[str, bytes]:
    """Every asset by its URL (`static/style.css`), those of the archive over the default ones."""
    return {name: data for name, data in _files(root).items() if name.startswith(f"{_STATIC}/")}


def default() -> dict[str, bytes]:
    """Every file of the default theme by its path."""
    return _read(default_folder())


def own(root: Path) -> dict[str, bytes]:
    """Every file that the archive at `root` has of its own; none where its folder is the default theme itself."""
    folder = root / FOLDER
    return {} if folder.resolve() == default_folder().resolve() else _read(folder)


def copy(root: Path, name: str) -> Path:
    """Put a copy of the default file `name` into the archive's templates, to be edited.

    Raises UsageError where there is no such file, or the archive has it already.
    """
    known = {one: data for one, data in default().items() if not one.endswith(".md")}
    if name not in known:
        near = difflib.get_close_matches(name, known, n=1)
        meant = f"did you mean {near[0]}? " if near else ""
        raise UsageError(f"{name}: there is no such template; {meant}there are {', '.join(sorted(known))}")
    target = root / FOLDER / name
    if target.exists():
        raise UsageError(f"{FOLDER}/{name}: this is there already; edit it, or delete it first")
    disk.write(target, known[name])
    return target


def _files(root: Path) -> dict[str, bytes]:
    """Every file of the theme by its path, the archive's own over the default."""
    return default() | own(root)


def _read(folder: Path) -> dict[str, bytes]:
    return {name: disk.read(folder / name) for name in disk.files(folder)}
