"""Find persons with a model of spaCy, which the settings of an archive may name and the user installs.

In: the root, the settings. Out: the model, and a finder of persons that uses it. spaCy is imported only if a model is
named, and only when persons are searched. A model that cannot be used is a ConfigError with the next step.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import msgspec

from generator import config, layout
from generator.config import SiteConfig
from generator.ingest.tag.find_persons import PEOPLE_FROM, PersonFinder
from generator.model.authority import Country
from generator.model.errors import ConfigError
from generator.model.problem import Place
from generator.reference import tables
from generator.store import disk
from generator.text import digest

# The labels of pipelines for persons.
_PERSON_LABELS = frozenset({"PERSON", "PER"})
# Parts of pipelines that find names, and parts that take time and are not needed for it.
_NAME_COMPONENTS = frozenset({"ner", "entity_ruler", "span_ruler", "beam_ner"})
_EXCLUDED_COMPONENTS = ("tagger", "parser", "lemmatizer", "attribute_ruler", "morphologizer", "senter", "textcat")
_META_FILE = "meta.json"
_NO_MODEL = ""


class SpacyModel(msgspec.Struct, frozen=True):
    """A pipeline: its name in the settings, what spaCy loads, a digest that changes with both, the setting's place."""

    name: str
    load_name: str
    version: str
    place: str


def find_model(root: Path, settings: SiteConfig) -> SpacyModel | None:
    """Find the model that the settings of the archive at `root` name; None if they name none. Loads nothing.

    Raises ConfigError if spaCy or the model is not installed.
    """
    name = settings.recognition.model
    if name == _NO_MODEL:
        return None
    text = disk.read(root / layout.SETTINGS).decode("utf-8-sig")
    place = f"{Place(path=layout.SETTINGS, line=config.find_line(text, 'model'))}: `model` in [recognition] is `{name}`"
    spacy = find_spec("spacy")
    if spacy is None or spacy.origin is None:
        raise ConfigError(
            f"{place}, and spaCy is not installed; run `pip install 'backfile[ner]'`, or delete the line: persons are "
            "then found by rules alone"
        )
    folder = root / name
    if not folder.is_dir():
        package = find_spec(name) if name.isidentifier() else None
        if package is None or package.origin is None:
            raise ConfigError(
                f"{place}, and neither a package nor a folder of the archive has this name; run "
                f"`python -m spacy download {name}`, or correct it"
            )
        folder = Path(package.origin).parent
    metas = [
        *folder.glob(_META_FILE),
        *folder.glob(f"*/{_META_FILE}"),
    ]  # a package holds the pipeline in a folder of its own
    if not metas:
        raise ConfigError(f"{place}, and it is not a spaCy pipeline: it has no {_META_FILE}; correct the name")
    try:
        version = str(json.loads(min(metas).read_bytes())["version"])
    except (ValueError, KeyError, TypeError):
        raise ConfigError(f"{place}, and its {_META_FILE} cannot be read; install it again") from None
    load_name = str(root / name) if (root / name).is_dir() else name
    return SpacyModel(
        name,
        load_name,
        digest.compute_short_id(name, version, _compute_stamp(Path(spacy.origin).parent), _compute_stamp(folder)),
        place,
    )


def _compute_stamp(folder: Path) -> str:
    """Return the names, sizes and times of a package's files, without its code: they change if it is updated."""
    places = [folder / "about.py"] if (folder / "about.py").is_file() else sorted(folder.rglob("*"))
    files = [place for place in places if place.is_file() and place.suffix != ".pyc"]
    return " ".join(f"{place.name} {place.stat().st_size} {place.stat().st_mtime_ns}" for place in files)


def get_version(model: SpacyModel | None) -> str:
    """Return a digest that changes with the model; "" for none."""
    return model.version if model else ""


@lru_cache(maxsize=1)
def load_person_finder(
    model: SpacyModel | None, amended_countries: tuple[Country, ...] = (), people_from: float = PEOPLE_FROM
) -> PersonFinder:
    """Return the finder of persons: the tables, and `model` beside them if there is one.

    `amended_countries` are the countries that records change; a name is a person's from the probability `people_from`
    on. Raises ConfigError if spaCy cannot load the model, or if
    it finds no persons.
    """
    if model is None:
        return tables.load_person_finder(amended_countries, people_from)
    return PersonFinder(tables.load_finder_tables(amended_countries), _make_span_finder(model), people_from)


def _make_span_finder(model: SpacyModel) -> Callable[[Sequence[str]], list[list[tuple[int, int]]]]:
    """Return a function that finds the offsets of persons in texts with `model`."""
    pipeline = _load_pipeline(model)

    def find_spans(texts: Sequence[str]) -> list[list[tuple[int, int]]]:
        return [_select_persons(document.ents) for document in pipeline.pipe(texts)]

    return find_spans


def _select_persons(entities: Iterable[Any]) -> list[tuple[int, int]]:
    """Return the offsets of the entities that are persons."""
    return [(entity.start_char, entity.end_char) for entity in entities if entity.label_ in _PERSON_LABELS]


def _load_pipeline(model: SpacyModel) -> Any:  # noqa: ANN401  (spaCy's own type, and spaCy may be absent)
    """Load the pipeline."""
    import spacy  # noqa: PLC0415  (takes seconds, and few archives need it)

    try:
        pipeline = spacy.load(model.load_name, exclude=list(_EXCLUDED_COMPONENTS))
    except (OSError, ValueError, ImportError, AttributeError) as error:
        reason = " ".join(str(error).split())
        raise ConfigError(f"{model.place}, and spaCy cannot load it ({reason}); install one for this spaCy") from None
    if not _NAME_COMPONENTS.intersection(pipeline.pipe_names):
        parts = ", ".join(pipeline.pipe_names) or "none"
        raise ConfigError(f"{model.place}, and it finds no names (its parts: {parts}); name one with a part `ner`")
    return pipeline
