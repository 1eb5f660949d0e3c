"""The templates and assets: the default theme, and what an archive puts in place of single files of it."""

import difflib
from collections.abc import Mapping
from pathlib import Path

import generator
from generator import layout
from generator.model.errors import TemplateError, UsageError
from generator.model.problem import Place, Problem
from generator.store import disk

_PACKAGE = Path(generator.__file__).parent
_STATIC = "static"
_TEMPLATE_SUFFIX = ".html"


def find_default_folder() -> Path:
    """The default theme: in the installed package, else beside it in a checkout."""
    installed_folder = _PACKAGE / "theme"
    return installed_folder if installed_folder.is_dir() else _PACKAGE.parent / layout.TEMPLATES


def load_templates(root: Path) -> dict[str, str]:
    """Every template by name, those of the archive at `root` over the default ones."""
    return _select_templates(_load_files(root))


def load_default_templates() -> dict[str, str]:
    """Every template of the default theme by name."""
    return _select_templates(load_default_files())


def _select_templates(files: Mapping[str, bytes]) -> dict[str, str]:
    """The templates among `files`."""
    return {
        name: _decode_template(name, data)
        for name, data in files.items()
        if name.endswith(_TEMPLATE_SUFFIX) and not name.startswith(f"{_STATIC}/")
    }


def _decode_template(name: str, data: bytes) -> str:
    """The source of a template. Raises TemplateError where it is not UTF-8."""
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


def load_assets(root: Path) -> dict[str, bytes]:
    """Every asset by its URL (`static/style.css`), those of the archive over the default ones."""
    return {name: data for name, data in _load_files(root).items() if name.startswith(f"{_STATIC}/")}


def load_default_files() -> dict[str, bytes]:
    """Every file of the default theme by its path."""
    return _read_files(find_default_folder())


def load_own_files(root: Path) -> dict[str, bytes]:
    """Every file that the archive at `root` has of its own; none where its folder is the default theme itself."""
    folder = root / layout.TEMPLATES
    return {} if folder.resolve() == find_default_folder().resolve() else _read_files(folder)


def copy_file(root: Path, name: str) -> Path:
    """Put a copy of the default file `name` into the archive's templates, to be edited.

    Raises UsageError where there is no such file, or the archive has it already.
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


def _load_files(root: Path) -> dict[str, bytes]:
    """Every file of the theme by its path, the archive's own over the default."""
    return load_default_files() | load_own_files(root)


def _read_files(folder: Path) -> dict[str, bytes]:
    return {name: disk.read(folder / name) for name in disk.list_files(folder)}
