"""The templates and assets: the default theme, and what an archive puts in place of single files of it."""

from pathlib import Path

import generator
from generator.model.errors import TemplateError
from generator.store import disk

_PACKAGE = Path(generator.__file__).parent
_STATIC = "static"
_TEMPLATE = ".html"


def default_folder() -> Path:
    """The default theme: in the installed package, else beside it in a checkout."""
    packaged = _PACKAGE / "theme"
    return packaged if packaged.is_dir() else _PACKAGE.parent / "templates"


def templates(root: Path) -> dict[str, str]:
    """Every template by name, those of the archive at `root` over the default ones."""
    return {
        name: _text(name, data)
        for name, data in _files(root).items()
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


def _files(root: Path) -> dict[str, bytes]:
    """Every file of the theme by its path, the archive's own over the default."""
    found: dict[str, bytes] = {}
    own = root / "templates"
    for folder in dict.fromkeys((default_folder(), own)):
        found |= {name: disk.read(folder / name) for name in disk.files(folder)}
    return found
