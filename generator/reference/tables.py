"""The tables that come with the program: countries, cities, names. Read once a run, when first needed."""

import gzip
import sys
from collections.abc import Iterator
from functools import cached_property, lru_cache
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path

import msgspec

import generator
from generator.authority.country_index import CountryIndex, index
from generator.authority.name_tables import NameTable, table
from generator.ingest.tag.find_persons import Finder, finder
from generator.model.authority import City, Country, CountryCode
from generator.model.publication import Publication
from generator.site.atlas import Atlas
from generator.site.atlas import atlas as _atlas
from generator.text import digest

# What intake depends on: its own rooms and modules, and the libraries that read pages and write articles.
_INTAKE = ("authority", "ingest", "manuscript", "model", "reference", "text")
_MODULES = ("load_sources.py", "load_articles.py", "store/intake_cache.py", "store/spacy_model.py")
_LIBRARIES = ("charset_normalizer", "yaml")
_KINDS = {".py", ".jsonl", ".tsv", ".txt", ".gz"}
_DATA = files("generator.reference") / "data"


@lru_cache(maxsize=1)
def known_countries() -> tuple[Country, ...]:
    """All countries as the program knows them, by code."""
    decoder = msgspec.json.Decoder(Country)
    return tuple(decoder.decode(line) for line in (_DATA / "countries.jsonl").read_bytes().splitlines()[1:])


def countries(amended: tuple[Country, ...] = ()) -> CountryIndex:
    """The index of all countries and cities; `amended` are the countries that records change."""
    return _countries(amended)


@lru_cache(maxsize=2)
def _countries(amended: tuple[Country, ...]) -> CountryIndex:
    own = {country.code: country for country in amended}
    return index([own.get(country.code, country) for country in known_countries()], _cities(), _states())


def atlas() -> Atlas:
    """The shapes of countries."""
    return _atlas((_DATA / "world.tsv").read_text("utf-8"))


@lru_cache(maxsize=1)
def names() -> NameTable:
    """The table of personal names."""
    packed = _DATA / "names.tsv.gz"
    data = gzip.decompress(packed.read_bytes()) if packed.is_file() else (_DATA / "names.tsv").read_bytes()
    return table(data.decode("utf-8"))


def persons(amended: tuple[Country, ...] = ()) -> Finder:
    """What finds persons in a story; `amended` are the countries that records change."""
    return _persons(amended)


@lru_cache(maxsize=2)
def _persons(amended: tuple[Country, ...]) -> Finder:
    return finder(names(), countries(amended))


def version(publications: tuple[Publication, ...] = (), model: str = "") -> str:
    """A digest that changes with what intake depends on: the program, the profiles of publications, a `model`."""
    profiles = msgspec.json.encode(publications).decode()
    return digest.short(_program(), profiles, model) if publications or model else _program()


@lru_cache(maxsize=1)
def _program() -> str:
    """A digest that changes with the bytes of the program, with Python, with the places of libraries and their times.

    The times of the program's own files would not do: some installers give all files the same.
    """
    package = Path(generator.__file__).parent
    found = [path for part in _INTAKE for path in (package / part).rglob("*") if path.suffix in _KINDS]
    found += [package / name for name in _MODULES]
    parts = [f"{path.relative_to(package).as_posix()} {digest.sha256(path.read_bytes())}" for path in sorted(found)]
    return digest.short(generator.__version__, sys.version, *parts, *map(_installed, _LIBRARIES))


def _installed(library: str) -> str:
    """Where a library is and since when, without importing it, which takes time."""
    spec = find_spec(library)
    origin = spec.origin if spec and spec.origin else ""
    return f"{origin} {Path(origin).stat().st_mtime_ns}" if origin else library


def _states() -> Iterator[str]:
    """The American states, by name and as the press shortens them."""
    for line in (_DATA / "us_states.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            name, _, short = line.split("\t")
            yield from (name, short)


def _cities() -> Iterator[City]:
    """The cities, their flags read."""
    for line in (_DATA / "cities.tsv").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        name, code, _, population, flags = line.split("\t")
        yield City(name=name, code=CountryCode(code), population=int(population), plain=not flags)


class Tables:
    """The tables that come with the program, each read when it is first asked for."""

    @cached_property
    def countries(self) -> CountryIndex:
        """Countries and cities."""
        return countries()

    @cached_property
    def atlas(self) -> Atlas:
        """The shapes of countries."""
        return atlas()

    @cached_property
    def names(self) -> NameTable:
        """Personal names."""
        return names()

    @cached_property
    def persons(self) -> Finder:
        """What finds persons in a story by rules alone."""
        return persons()

    def amended(self, countries: tuple[Country, ...]) -> CountryIndex:
        """Countries and cities, where records change these `countries`."""
        return _countries(countries) if countries else self.countries
