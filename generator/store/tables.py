"""The tables that come with the program: countries, cities, names. Read once a run, when first needed."""

import gzip
from collections.abc import Iterator
from importlib.resources import files

import msgspec

from generator.authority.countries import CountryIndex, index
from generator.authority.names import NameTable, table
from generator.model.authority import City, Country, CountryCode

_DATA = files("generator.authority") / "data"


def countries() -> CountryIndex:
    """The index of all countries and cities."""
    decoder = msgspec.json.Decoder(Country)
    lines = (_DATA / "countries.jsonl").read_bytes().splitlines()
    return index([decoder.decode(line) for line in lines[1:]], _cities(), _states())


def names() -> NameTable:
    """The table of personal names."""
    packed = _DATA / "names.tsv.gz"
    data = gzip.decompress(packed.read_bytes()) if packed.is_file() else (_DATA / "names.tsv").read_bytes()
    return table(data.decode("utf-8"))


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
