"""A proof of the archive, for a preview: gone through as a build does it, with pages on demand.

In: the archive's root, the day of accession. Out: the proof, pages of it, and what is wrong with them.
"""

from collections.abc import Mapping
from pathlib import Path

import msgspec

from generator import pipeline, render_site
from generator.load_articles import Articles
from generator.model.problem import Found, Problem
from generator.pipeline import Ingested
from generator.reference.tables import Tables
from generator.render.on_demand import OnDemand
from generator.render_site import Editorial
from generator.site_state import Edition, Wish
from generator.store import content, disk, register_file


class Proof(msgspec.Struct, frozen=True):
    """The archive before it is published: intake, the articles, the site that readers see, that of editors.

    Editors `see` drafts and withdrawn stories too, marked as such.
    """

    ingested: Ingested
    articles: Articles
    public: Edition
    seen: Edition


def pull(root: Path, day: str, given: Tables, base_url: str) -> Proof:
    """Bring in what is new as a build does, with its register, and the site of it; no page is made."""
    content.settings(root)
    disk.sweep(root / "content")
    ingested = pipeline.ingest(root, day)
    there = ingested.articles or pipeline.articles_again(root)
    public = pipeline.edition_of(root, ingested, there, given, Wish(base_url))
    if ingested.readable:
        register_file.save(root, public.register)
    hidden = any(one.article.draft or one.article.withdrawn for one in there.manuscripts)
    seen = pipeline.edition_of(root, ingested, there, given, Wish(base_url, hidden=True)) if hidden else public
    return Proof(ingested, there, public, seen)


def seen_with(root: Path, proof: Proof, there: Articles, given: Tables, base_url: str) -> Edition:
    """What editors see when the articles are those that are `there`, and all else stands as it did."""
    return pipeline.edition_of(root, proof.ingested, there, given, Wish(base_url, hidden=True))


def on_demand(root: Path, edition: Edition, given: Tables, templates: Mapping[str, str]) -> Found[OnDemand]:
    """The pages of an edition in `templates`, each made when it is asked for; what is wrong with their pictures."""
    shown = render_site.illustrated(root, edition.site, edition.register)
    found = render_site.gazetteer(edition.countries, given, edition.site)
    return Found(OnDemand(shown.value, templates, found.places, found.atlas), shown.problems)


def faults(root: Path, edition: Edition, files: OnDemand) -> tuple[Problem, ...]:
    """What a build would say of the pages of an edition; those with links are made for it."""
    editorial = Editorial(edition.register, edition.records)
    return render_site.faults(root, files.site, editorial, files, edition.kept)
