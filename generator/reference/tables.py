"""The tables that come with the program: countries, cities, names. Each is loaded once a run, on first use."""

import gzip
import sys
from collections.abc import Iterator
from functools import cached_property, lru_cache
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path

import msgspec

import generator
from generator.authority.country_index import CountryIndex, index_countries
from generator.authority.known_people import NO_KNOWN_PEOPLE, KnownPeople, KnownPeopleFinder
from generator.authority.name_tables import NameTable, parse_name_table
from generator.ingest.tag.find_persons import PEOPLE_FROM, FinderTables, PersonFinder
from generator.ingest.tag.person_weights import parse_person_weights
from generator.ingest.tag.word_kinds import WordTables
from generator.model.authority import City, Country, CountryCode
from generator.model.publication import Publication
from generator.model.thresholds import Thresholds
from generator.site.atlas import Atlas
from generator.site.atlas import parse_atlas as _atlas
from generator.text import digest

# What intake depends on: its own rooms and modules, and the libraries that read pages and write articles.
_INTAKE_PACKAGES = ("authority", "ingest", "manuscript", "model", "reference", "text")
_INTAKE_MODULES = ("load_sources.py", "load_articles.py", "store/intake_cache.py", "store/spacy_model.py")
_INTAKE_LIBRARIES = ("charset_normalizer", "yaml")
_SUFFIXES = {".py", ".jsonl", ".tsv", ".txt", ".gz"}
_DATA = files("generator.reference") / "data"
_DEFAULT_THRESHOLDS = Thresholds()


@lru_cache(maxsize=1)
def load_countries() -> tuple[Country, ...]:
    """Load the program's table of countries, by code."""
    decoder = msgspec.json.Decoder(Country)
    return tuple(decoder.decode(line) for line in (_DATA / "countries.jsonl").read_bytes().splitlines()[1:])


def build_country_index(amended_countries: tuple[Country, ...] = ()) -> CountryIndex:
    """Build the index of all countries and cities; `amended_countries` are those that records change."""
    return _build_country_index(amended_countries)


@lru_cache(maxsize=2)
def _build_country_index(amended_countries: tuple[Country, ...]) -> CountryIndex:
    amended_by_code = {country.code: country for country in amended_countries}
    return index_countries(
        [amended_by_code.get(country.code, country) for country in load_countries()],
        _load_cities(),
        _load_states(),
        _read_country_names,
    )


def _read_country_names(language: str) -> str | None:
    """Read the names of countries in `language`, an ISO 639-1 code; None if there is no table."""
    path = _DATA / "country_names" / f"{language}.tsv"
    return path.read_text("utf-8") if language.isalpha() and path.is_file() else None


def load_atlas() -> Atlas:
    """Load the shapes of countries."""
    return _atlas((_DATA / "world.tsv").read_text("utf-8"))


@lru_cache(maxsize=1)
def load_names() -> NameTable:
    """Load the table of personal names."""
    return parse_name_table(_read_table("names"), load_script_names)


def load_script_names(script: str) -> str:
    """Return the text of the table of names in another script; "" if there is none."""
    return _read_table(f"scripts/{script}")


def _read_table(name: str) -> str:
    """Return the text of a packed table; "" if there is none."""
    compressed_file = _DATA / f"{name}.tsv.gz"
    return gzip.decompress(compressed_file.read_bytes()).decode("utf-8") if compressed_file.is_file() else ""


@lru_cache(maxsize=1)
def load_word_tables() -> WordTables:
    """Load the words of languages that tell people from other things."""
    common_words = _DATA / "common_words.txt.gz"
    return WordTables(
        (_DATA / "person_words.tsv").read_text("utf-8"), gzip.decompress(common_words.read_bytes()).decode("utf-8")
    )


def load_finder_tables(amended_countries: tuple[Country, ...] = ()) -> FinderTables:
    """Load the tables of the finder of people; `amended_countries` are those that records change."""
    weights = parse_person_weights((_DATA / "person_weights.tsv").read_text("utf-8"))
    return FinderTables(load_names(), build_country_index(amended_countries), load_word_tables(), weights)


def load_person_finder(amended_countries: tuple[Country, ...] = (), people_from: float = PEOPLE_FROM) -> PersonFinder:
    """Load the finder of people in a story; `amended_countries` are those that records change.

    A name is a person's from the probability `people_from` on.
    """
    return _load_person_finder(amended_countries, people_from)


@lru_cache(maxsize=2)
def _load_person_finder(amended_countries: tuple[Country, ...], people_from: float) -> PersonFinder:
    return PersonFinder(load_finder_tables(amended_countries), people_from=people_from)


@lru_cache(maxsize=2)
def build_known_people_finder(known_people: KnownPeople) -> KnownPeopleFinder | None:
    """Build the finder of people whom editors know; None if they said nothing about anybody."""
    if known_people == NO_KNOWN_PEOPLE:
        return None
    english = load_word_tables().build_language("en")
    return KnownPeopleFinder(known_people, load_names(), lambda word: bool(english.get_commonness(word)))


def compute_version(
    publications: tuple[Publication, ...] = (),
    model: str = "",
    thresholds: Thresholds = _DEFAULT_THRESHOLDS,
    people_from: float = PEOPLE_FROM,
) -> str:
    """Return a digest of what intake depends on: the program, the publications' profiles, a model, the settings."""
    if not publications and not model and thresholds == _DEFAULT_THRESHOLDS and people_from == PEOPLE_FROM:
        return _compute_program_digest()
    settings = msgspec.json.encode((publications, thresholds, people_from)).decode()
    return digest.compute_short_id(_compute_program_digest(), settings, model)


@lru_cache(maxsize=1)
def _compute_program_digest() -> str:
    """Return a digest of the program's bytes, of Python, and of the paths and times of libraries.

    The times of the program's own files are not used: some installers give all files the same time.
    """
    package = Path(generator.__file__).parent
    paths = [path for part in _INTAKE_PACKAGES for path in (package / part).rglob("*") if path.suffix in _SUFFIXES]
    paths += [package / name for name in _INTAKE_MODULES]
    parts = [f"{path.relative_to(package).as_posix()} {digest.sha256(path.read_bytes())}" for path in sorted(paths)]
    return digest.compute_short_id(
        generator.__version__, sys.version, *parts, *map(_describe_library, _INTAKE_LIBRARIES)
    )


def _describe_library(library: str) -> str:
    """Return the path and time of a library without importing it, which takes time."""
    spec = find_spec(library)
    origin = spec.origin if spec and spec.origin else ""
    return f"{origin} {Path(origin).stat().st_mtime_ns}" if origin else library


def _load_states() -> Iterator[str]:
    """Yield the US states, by name and as the press abbreviates them."""
    for line in (_DATA / "us_states.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            name, _, abbreviation = line.split("\t")
            yield from (name, abbreviation)


def _load_cities() -> Iterator[City]:
    """Yield the cities, their flags parsed."""
    for line in (_DATA / "cities.tsv").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        name, code, _, population, flags = line.split("\t")
        yield City(name=name, code=CountryCode(code), population=int(population), plain=not flags)


class Tables:
    """The tables that come with the program, each loaded on first use."""

    @cached_property
    def countries(self) -> CountryIndex:
        """Countries and cities."""
        return build_country_index()

    @cached_property
    def atlas(self) -> Atlas:
        """The shapes of countries."""
        return load_atlas()

    @cached_property
    def names(self) -> NameTable:
        """Personal names."""
        return load_names()

    @cached_property
    def person_finder(self) -> PersonFinder:
        """The finder of people by rules alone."""
        return load_person_finder()

    def get_country_index(self, countries: tuple[Country, ...]) -> CountryIndex:
        """Return countries and cities; if records change some, `build_country_index` builds a new index."""
        return _build_country_index(countries) if countries else self.countries
