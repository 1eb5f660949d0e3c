"""The archive as it stands in memory, for a preview: gone through as a build does it, with pages on demand.

In: the archive's root, the day of accession. Out: what stands, and pages on demand.
"""

from collections.abc import Mapping
from pathlib import Path

import msgspec

from generator import pipeline, press
from generator.edition import Edition, Wish
from generator.manuscripts import Articles
from generator.model.problem import Found, Problem
from generator.pipeline import Ingested
from generator.press import Editorial
from generator.render.ondemand import OnDemand
from generator.site.site import Site
from generator.store import content, disk, register
from generator.store.tables import Tables


class Standing(msgspec.Struct, frozen=True):
    """The archive as it stands for a preview: intake, the articles, the site that readers see, that of editors.

    Editors `see` drafts and withdrawn stories too, marked as such.
    """

    ingested: Ingested
    articles: Articles
    public: Edition
    seen: Edition


def stand(root: Path, day: str, given: Tables, base_url: str) -> Standing:
    """Bring in what is new as a build does, with its register, and the site of it; no page is made."""
    content.settings(root)
    disk.sweep(root / "content")
    ingested = pipeline.ingest(root, day)
    there = ingested.articles or pipeline.articles_again(root)
    public = pipeline.edition_of(root, ingested, there, given, Wish(base_url))
    if ingested.readable:
        register.save(root, public.register)
    hidden = any(one.article.draft or one.article.withdrawn for one in there.manuscripts)
    seen = pipeline.edition_of(root, ingested, there, given, Wish(base_url, hidden=True)) if hidden else public
    return Standing(ingested, there, public, seen)


def seen_with(root: Path, standing: Standing, there: Articles, given: Tables, base_url: str) -> Edition:
    """What editors see when the articles are those that are `there`, and all else stands as it did."""
    return pipeline.edition_of(root, standing.ingested, there, given, Wish(base_url, hidden=True))


def on_demand(root: Path, edition: Edition, given: Tables, templates: Mapping[str, str]) -> Found[OnDemand]:
    """The pages of an edition in `templates`, each made when it is asked for; what is wrong with their pictures."""
    shown, found = (
        press.illustrated(root, edition.site, edition.register),
        press.gazetteer(edition.countries, given, edition.site),
    )
    return Found(OnDemand(shown.value, templates, found.places, found.atlas), shown.problems)


def assets(root: Path, site: Site) -> dict[str, bytes]:
    """The assets of a site by URL."""
    return press.assets(root, site)


def proofs(root: Path, edition: Edition, files: OnDemand) -> tuple[Problem, ...]:
    """What a build would say of the pages of an edition; those with links are made for it."""
    editorial = Editorial(edition.register, edition.records)
    return press.proofs(root, files.site, editorial, files, edition.kept)
