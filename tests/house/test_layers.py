"""The house keeps its shape: imports point downwards, and the core knows no disk, clock or chance."""

import ast
from functools import cache

import pytest
from support.paths import PACKAGE

from generator import layout

# From the top down; what stands on one line is side by side and does not know its neighbours.
LAYERS = (
    ("__main__",),
    ("cli",),
    ("commands",),
    ("preview",),
    ("desk_web",),
    ("review_terminal",),
    ("console",),
    ("report", "explain_text"),
    ("desk",),
    ("explain", "edits", "deploy"),
    ("pipeline",),
    ("run_results", "render_site"),
    ("site_state",),
    ("losses",),
    ("load_sources", "load_articles", "suggest_tags", "withdrawals"),
    ("read_pages",),
    ("archive",),
    ("editorial",),
    ("store", "render"),
    ("reference", "timings"),
    ("ingest", "site"),
    ("authority", "manuscript"),
    ("text", "config"),
    ("model",),
    ("layout",),
)
# Neighbours that may know one another, with the reason.
ALLOWED = {
    ("store", "ingest"),  # the store hands over what plan asks for, in plan's own terms
    ("render", "site"),  # a page is a view set into its template
    ("text", "model"),  # dates are values of the model
}
CORE = ("model", "text", "authority", "manuscript", "ingest", "site")
NOT_IN_CORE = {
    "asyncio", "glob", "io", "logging", "multiprocessing", "os", "pathlib", "random", "requests",
    "secrets", "shutil", "socket", "subprocess", "tempfile", "threading", "time", "uuid",
}  # fmt: skip
# Heavy imports wait until they are needed: for these commands in the module, for the reason given there.
LAZY = {
    *(
        f"commands/{name}.py"
        for name in ("build", "check", "deploy", "docs", "ingest", "init", "new", "review", "serve", "tag", "withdraw")
    ),
    "ingest/cut/decode.py",
    "ingest/copies/duplicates.py",
    "ingest/copies/recurring_reports.py",
    "ingest/cut/parse_page.py",
    "ingest/inputs/kinds.py",
    "ingest/inputs/read_capture.py",
    "ingest/cut/encodings.py",
    "ingest/copies/copy_differences.py",
    "store/last_build.py",
    "store/spacy_model.py",
    "store/search_index.py",
    "store/search_scratch.py",
    "text/plain.py",
    "text/shingles.py",
    "console.py",
}

MODULES = sorted(
    path for path in PACKAGE.rglob("*.py") if not {"data", "starter"} & set(path.relative_to(PACKAGE).parts)
)


@cache
def parse(path):
    return ast.parse(path.read_text(encoding="utf-8"))


def room(path):
    """The layer that a module belongs to."""
    relative = path.relative_to(PACKAGE)
    return relative.parts[0] if len(relative.parts) > 1 else relative.stem


def imports(path):
    """The modules that a file imports, with the line."""
    for node in ast.walk(parse(path)):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: relative import"
            if node.module == "generator":
                yield from ((f"generator.{alias.name}", node.lineno) for alias in node.names)
            else:
                yield node.module, node.lineno


def rank(name):
    return next(n for n, layer in enumerate(LAYERS) if name in layer)


def test_every_module_has_its_layer():
    named = {name for layer in LAYERS for name in layer}
    assert {room(path) for path in MODULES} - {"__init__"} == named


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_imports_point_downwards(path):
    here = room(path)
    if here == "__init__":
        return
    for name, line in imports(path):
        if not name.startswith("generator.") or name.split(".")[1] in (here, "__version__"):
            continue
        there = name.split(".")[1]
        assert (here, there) in ALLOWED or rank(here) < rank(there), f"{path}:{line}: {here} imports {there}"


@pytest.mark.parametrize("half", [("ingest", ("site", "render")), ("site", ("ingest",)), ("render", ("ingest",))])
def test_ingest_and_site_do_not_know_each_other(half):
    here, forbidden = half
    for path in MODULES:
        if room(path) == here:
            for name, line in imports(path):
                assert not name.startswith(tuple(f"generator.{other}" for other in forbidden)), f"{path}:{line}"


@pytest.mark.parametrize(
    "path", [p for p in MODULES if room(p) in CORE], ids=lambda p: p.relative_to(PACKAGE).as_posix()
)
def test_the_core_has_no_disk_clock_chance_or_environment(path):
    for name, line in imports(path):
        assert name.split(".")[0] not in NOT_IN_CORE, f"{path}:{line}: imports {name}"
    called = {
        node.func.id for node in ast.walk(parse(path)) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    assert not called & {"open", "print", "input"}, path
    asked = {
        node.func.attr
        for node in ast.walk(parse(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    }
    assert not asked & {"now", "today", "utcnow", "getenv"}, path


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_imports_stand_at_the_top(path):
    if path.relative_to(PACKAGE).as_posix() in LAZY:
        return
    tree = parse(path)
    top = {node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            assert node in top, f"{path}:{node.lineno}: import inside a function"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_modules_and_functions_stay_small(path):
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 420, f"{path} is long enough to hold two modules"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            length = node.end_lineno - node.lineno + 1
            assert length <= 60, f"{path}:{node.lineno}: {node.name} has {length} lines"


def test_every_module_says_what_it_is():
    for path in MODULES:
        assert ast.get_docstring(parse(path)), path


def test_no_module_keeps_state():
    """What a function writes to stands in no module: names are bound there once, and no value of theirs is changed."""
    for path in MODULES:
        tree = parse(path)
        bound = {
            name.id
            for node in tree.body
            if isinstance(node, ast.Assign)
            for name in ast.walk(node)
            if isinstance(name, ast.Name)
        }
        for function in ast.walk(tree):
            if not isinstance(function, ast.FunctionDef):
                continue
            own = {argument.arg for argument in ast.walk(function) if isinstance(argument, ast.arg)}
            own |= {n.id for n in ast.walk(function) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
            for node in ast.walk(function):
                assert not isinstance(node, ast.Global), f"{path}:{node.lineno}: global"
                for changed in written_to(node):
                    assert changed not in bound - own, f"{path}:{node.lineno}: {changed} is changed"


def written_to(node):
    """The names whose value a statement or call changes."""
    if isinstance(node, ast.Assign | ast.AugAssign | ast.Delete):
        targets = [node.target] if isinstance(node, ast.AugAssign) else node.targets
        yield from (t.value.id for t in targets if isinstance(t, ast.Subscript) and isinstance(t.value, ast.Name))
    changing = {"append", "add", "update", "setdefault", "extend", "pop", "clear", "remove", "insert"}
    call = node.func if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) else None
    if call and call.attr in changing and isinstance(call.value, ast.Name):
        yield call.value.id


def test_folders_of_an_archive_are_named_in_one_place():
    """No other module writes out a path of `layout`; texts for people may mention one."""
    paths = {value for name, value in vars(layout).items() if name.isupper() and ("/" in value or value[0] == ".")}
    assert len(paths) > 10
    for path in MODULES:
        for node in ast.walk(parse(path)):
            if path.name != "layout.py" and isinstance(node, ast.Constant) and isinstance(node.value, str):
                assert node.value.rstrip("/") not in paths, f"{path}:{node.lineno}: {node.value} belongs to layout"
