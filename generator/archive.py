"""The archive as one value, read once a run and passed to every stage.

In: the archive's root. Out: settings, what editors wrote beside articles, and the register, all read together. If
somebody saves one of these files during a run, the run ends with what it began with, and the next run sees the change.

Saved pages and articles are not part of it: there are too many, and `load_sources` and `load_articles` read only those
that changed. Templates are read by `render_site`, because `ingest` needs none.
"""

from itertools import chain
from pathlib import Path

import msgspec

from generator.authority.known_people import KnownPeople
from generator.config import SiteConfig
from generator.editorial import EditorialInput, resolve_editorial
from generator.model.article import FreePage
from generator.model.authority import Country
from generator.model.decision import Decision
from generator.model.problem import Problem
from generator.model.publication import Publication
from generator.model.register import Register
from generator.reference import tables as reference_tables
from generator.reference.tables import Tables
from generator.store import content, register_file, spacy_model
from generator.store.spacy_model import SpacyModel


class Archive(msgspec.Struct, frozen=True):
    """The archive at `root` as a run found it.

    `profiles` are those of publications; `editorial` is what follows from decisions and authority records; `model` is
    the spaCy pipeline that the settings name. `problems` are those of all files read, except those of free pages:
    `page_problems`. If the register is not `is_register_readable`, nothing may be written.
    """

    root: Path
    settings: SiteConfig
    profiles: tuple[Publication, ...]
    decisions: tuple[Decision, ...]
    editorial: EditorialInput
    free_pages: tuple[FreePage, ...]
    register: Register
    model: SpacyModel | None
    tables: Tables
    is_register_readable: bool
    problems: tuple[Problem, ...]
    page_problems: tuple[Problem, ...]

    @property
    def amended_countries(self) -> tuple[Country, ...]:
        """The countries that authority records change."""
        return self.editorial.country_changes.countries

    @property
    def known_people(self) -> KnownPeople:
        """The people whom records and decisions name, and the names that are no person."""
        return self.editorial.known_people

    @property
    def cache_version(self) -> str:
        """A digest that changes with everything that the cached results of intake depend on, beside the files."""
        return reference_tables.compute_version(
            self.profiles,
            spacy_model.get_version(self.model),
            self.settings.reading,
            self.settings.recognition.people_from,
        )


def load_archive(root: Path, tables: Tables | None = None) -> Archive:
    """Read the archive at `root`.

    Raises ConfigError if there is no archive, its settings are invalid, or they name a model that is not installed.
    """
    settings = content.load_settings(root)
    register = register_file.load(root)
    decisions, records = content.load_decisions(root), content.load_records(root)
    editorial = resolve_editorial(decisions.value, records.value, register.value.people)
    profiles, free_pages = content.load_publications(root), content.load_free_pages(root)
    results = (settings, register, decisions, records, editorial, profiles)
    return Archive(
        root=root,
        settings=settings.value,
        profiles=profiles.value,
        decisions=decisions.value,
        editorial=editorial.value,
        free_pages=free_pages.value,
        register=register.value,
        model=spacy_model.find_model(root, settings.value),
        tables=tables or Tables(),
        is_register_readable=not register.problems,
        problems=(
            *chain.from_iterable(result.problems for result in results),
            *content.find_picture_faults(root),
        ),
        page_problems=free_pages.problems,
    )
