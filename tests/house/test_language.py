"""Names say what they hold and what they do: bounds for the whole package.

A value has a noun, a function begins with a verb, a test of truth with `is_` or `has_`, and one word has one meaning.
The words below are counted; a bound that breaks lists the names to look at.
"""

import ast
from collections import Counter
from pathlib import Path

import pytest
from support.paths import PACKAGE

# Pronouns, participles and adverbs: names that say how a value came about, or that it is there, and not what it is.
VAGUE = frozenset(
    """
    one ones other others another all both each every some any none such this that these those it they them
    here there now then before after again anew still yet away ahead apart aside beside besides beyond
    found made told known given said seen taken left kept held done gone came read written sent asked shown
    wanted meant stood named looked waiting elected issued painted thing things stuff
    """.split()
)
# First words of functions. "is" and the like begin a test of truth; "from", "to", "as", "on" and "with" begin
# converters, handlers and contexts.
VERBS = frozenset(
    """
    add allow append apply arrange ask assemble assign await begin bind break bring build bump bundle cache call
    cancel capture carry check choose chop claim classify clean clear click close cluster collapse collect
    combine commit compare compile complete compose compute configure confirm connect convert copy count crawl
    create cut decide declare decode defer define delete deploy derive describe detect diff discard discover
    dispatch distribute divide do download draw drop dump edit emit encode end ensure enter escape estimate
    evaluate examine exchange exclude execute expand expect explain export extend extract fail feed fetch fill
    filter find finish fit fix flatten flush fold follow forget format freeze gather generate get give go group
    guard guess handle hash hold identify ignore import include index infer ingest init initialize insert
    inspect install invoke issue iter join keep label layout lead learn leave lift limit link list listen load
    locate lock log look make map mark mask match measure mend merge mint mount move name need next normalise
    normalize note notify number offer omit open order pack paint pair parse part patch perform pick place plan
    poll pop post predict prepare print probe process produce prompt propose protect prove prune publish pull
    push put query quote raise rank read rebuild receive recognise recognize record redact redirect reduce
    refresh register reject release reload remember remove rename render reopen repair replace report request
    require rescan reserve reset resolve restore restrict resume retire retry return reuse reverse review revise
    rewrite rotate round rule run sample save say scan schedule score scrub search seed seek segment select send
    separate serialise serialize serve set settle setup share shift shorten show shuffle shut sign skip slice
    sort speak spell split spread squeeze stamp start stay stop store strip subscribe subtract suggest sum
    summarise summarize supply survey swap sweep sync tag take tell test throw tidy tokenise tokenize touch
    trace track train transform translate traverse trim truncate try turn undo unescape unify unite unlock
    unpack unwrap update upgrade upload use validate verify visit wait wake walk warn wash watch weigh widen
    withdraw work wrap write yield
    is has have can could should must may needs was are does
    to from on as with
    """.split()
)


def list_sources(package):
    """The files of the package that people write; tables and the programs that make them are left out."""
    return sorted(path for path in package.rglob("*.py") if "data" not in path.relative_to(package).parts)


class Names:
    """The names that some files bind: variables and arguments, functions, classes, modules."""

    def __init__(self, paths):
        self.variables, self.functions, self.classes, self.modules = [], [], Counter(), Counter()
        for path in paths:
            if path.name != "__init__.py":
                self.modules[path.stem] += 1
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                self._add(node)

    def _add(self, node):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            self.variables.append(node.id)
        elif isinstance(node, ast.arg):
            self.variables.append(node.arg)
        elif isinstance(node, ast.MatchAs | ast.MatchStar | ast.ExceptHandler) and node.name:
            self.variables.append(node.name)
        elif isinstance(node, ast.ClassDef):
            self.classes[node.name.lstrip("_")] += 1
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not is_value(node):
            self.functions.append(node.name)

    def list_vague(self):
        """The variables and arguments, `self` and `_` aside, that are vague."""
        return [name for name in self.variables if name.strip("_") in VAGUE]

    def list_without_verb(self):
        """The functions whose first word is no verb."""
        return [name for name in self.functions if name.lstrip("_").split("_")[0] not in VERBS]


def is_value(function):
    """Whether a function is read like a value (a property), or has its name from Python (`__init__`)."""
    decorators = {getattr(item, "attr", getattr(item, "id", "")) for item in function.decorator_list}
    return function.name.startswith("__") or bool(decorators & {"property", "cached_property", "setter"})


def list_repeated(counts):
    """The names that more than one thing has."""
    return sorted(name for name, count in counts.items() if count > 1)


@pytest.fixture(scope="module")
def names():
    return Names(list_sources(PACKAGE))


def test_at_most_two_percent_of_names_are_vague(names):
    vague = names.list_vague()
    assert len(vague) <= 0.02 * len(names.variables), Counter(vague).most_common()


def test_at_least_sixty_percent_of_functions_begin_with_a_verb(names):
    without_verb = names.list_without_verb()
    assert len(without_verb) <= 0.4 * len(names.functions), Counter(without_verb).most_common()


def test_at_most_five_class_names_are_used_twice(names):
    assert len(list_repeated(names.classes)) <= 5, list_repeated(names.classes)


def test_at_most_five_module_names_are_used_twice(names):
    assert len(list_repeated(names.modules)) <= 5, list_repeated(names.modules)


def test_every_way_of_binding_a_name_is_counted(tmp_path):
    """The counts see what a reader sees; if they were blind, the bounds would hold for any code."""
    package = tmp_path / "package"
    for folder in ("a", "b", "data"):
        (package / folder).mkdir(parents=True)
        (package / folder / "same.py").write_text(SAMPLE, encoding="utf-8")
        (package / folder / "__init__.py").touch()
    (package / "b/same.py").write_text("class Shelf: ...\n", encoding="utf-8")
    names = Names(list_sources(package))
    assert sorted(name.strip("_") for name in names.list_vague()) == sorted(
        "found one given then told other another kept said".split()
    )
    assert names.list_without_verb() == ["articles", "_found_in"]
    assert list_repeated(names.classes) == ["Shelf"]
    assert list_repeated(names.modules) == ["same"]
    assert {"self", "title"} <= set(names.variables)


SAMPLE = """
found = [one for one in ()]

def articles(given, *other, then=None, **another):
    with open(given) as told:
        for title in told: ...
    return lambda _said: _said

class _Shelf:
    def __init__(self): ...
    def is_full(self): ...
    def load_stories(self): ...
    @property
    def stories(self): ...
    async def _found_in(self, path):
        try: ...
        except OSError as kept: ...
        match path:
            case [_, title]: ...
"""


def test_only_a_verb_that_is_its_own_participle_is_on_both_lists():
    assert {"read"} == VAGUE & VERBS


def test_all_of_the_package_is_counted():
    assert len(list_sources(PACKAGE)) > 150
    assert Path("pipeline.py") in {path.relative_to(PACKAGE) for path in list_sources(PACKAGE)}
