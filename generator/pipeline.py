"""From saved pages to the website, one stage a line: the page to read first.

    ingest: sources -> segments -> stories -> clusters -> plan -> articles and register
    build:  ingest, then articles -> identity -> people -> site -> pages -> links

In: the archive's root and the day of accession. Out: what was done and what was found wrong. Decisions are
made in the pure packages, reading and writing in store.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

from generator import load_decisions, render_site, withdrawals
from generator.ingest.copies.copy_differences import noted
from generator.ingest.copies.doubts import Doubts, doubts
from generator.ingest.copies.duplicates import clusters
from generator.ingest.cut import byte_accounting
from generator.ingest.cut.byte_accounting import Account, Totals
from generator.ingest.cut.page_context import House
from generator.ingest.plan import Archive, ArticleFile, Create, Plan, Refresh, plan
from generator.load_articles import Articles, articles
from generator.load_decisions import Curated
from generator.load_sources import Houses, holdings
from generator.model.article import ArticleId
from generator.model.errors import MachineError
from generator.model.problem import Found, Place, Problem, Severity, by_place
from generator.model.register import Register, State
from generator.reference import tables
from generator.reference.tables import Tables
from generator.render_site import Editorial, Printed, Way
from generator.site import urls
from generator.site.model import Site
from generator.site.search_documents import documents
from generator.site_state import AS_SET, Edition, Wish, edition
from generator.store import (
    content,
    disk,
    intake_cache,
    last_build,
    output,
    page_keys,
    processes,
    register_file,
    search_index,
    spacy_model,
)
from generator.store.output import Published
from generator.store.processes import Crew
from generator.text import digest
from generator.timings import Watch, unwatched

NO_DOUBTS = Doubts()


class Ingested(msgspec.Struct, frozen=True):
    """What intake made of the sources: an account of each, how many stories, the plan, what was found wrong.

    Where the register is not `readable` the plan does nothing. `articles` are those on disk now (None where some were
    written, so that they have to be read again), `curated` what editors wrote, `houses` what is known of pages,
    `doubts` what intake is not sure of, where that was asked for.
    """

    accounts: tuple[Account, ...]
    stories: int
    plan: Plan
    problems: tuple[Problem, ...]
    readable: bool
    articles: Articles | None
    curated: Curated
    houses: Houses
    doubts: Doubts = NO_DOUBTS

    @property
    def pages(self) -> tuple[str, ...]:
        """The paths of all saved pages."""
        return tuple(account.path for account in self.accounts)

    def house(self, path: str) -> House:
        """What is known of a saved page beside its bytes."""
        return self.houses.of(path)


class Built(msgspec.Struct, frozen=True):
    """What a build made: intake, the site, the files, what was found wrong.

    `pending` are the files of `content/` that a frozen build would have written. A check adds up in `totals` what the
    bytes of the sources count as, and keeps what it `surveyed`.
    """

    ingested: Ingested
    site: Site
    published: Published
    problems: tuple[Problem, ...]
    pending: tuple[str, ...] = ()
    totals: Totals | None = None
    surveyed: "Surveyed | None" = None

    @property
    def again(self) -> "Built":
        """What another build would make of the same content: nothing that is not there."""
        done = self.published
        return msgspec.structs.replace(self, published=Published(0, done.written + done.unchanged, 0))


def ingest(  # noqa: PLR0913  (where, when; and four ways in which a run may differ)
    root: Path, day: str, *, write: bool = True, jobs: int = 0, doubting: bool = False, watch: Watch | None = None
) -> Ingested:
    """Bring what is in `content/sources/` into the archive at `root`; `day` is the day of accession.

    Without `write` nothing is changed, and the plan is what would be done. `jobs` processes work on it (0: one for
    each core). With `doubting` what it is not sure of is told, which takes longer.
    """
    watch = watch or unwatched()
    with watch.stage("register and decisions") as stage:
        registered = register_file.load(root)
        curated = load_decisions.curated(root, registered.value)
        stage.of(len(registered.value.articles), "articles known")
    ignored, amended = curated.value.rulings.sources.ignored, curated.value.amended.countries
    profiles = content.publications(root)
    model = spacy_model.chosen(root)
    version = tables.version(profiles.value, spacy_model.version(model))
    with processes.crew(jobs) as crew:
        with intake_cache.opened(root, version, write=write) as kept:
            with watch.stage("read articles") as stage:
                there = articles(root, kept, crew)
                stage.of(len(there.paths), "files")
            with watch.stage("read saved pages") as stage:
                held = holdings(root, ignored, kept, crew, profiles.value, model=model, amended=amended)
                stage.of(len(held.accounts), "pages")
            with watch.stage("find copies") as stage:
                found = clusters(held.outlines, held.text)
                stage.of(len(held.outlines), "stories")
            copies = [[held.outlines[n] for n in cluster] for cluster in found]
            archive = Archive(register=registered.value, files=there.files, paths=there.paths, day=day)
            with watch.stage("plan and draft articles") as stage:
                made = noted(plan(copies, archive, held.write), held.look)
                held.tidy()
                stage.of(len(_writes(made)), "drafts")
            told = (held.outlines, held.text), found, held.accounts, made.copies
            unsure = doubts(*told) if doubting else NO_DOUBTS
        problems = held.problems
        if registered.problems:
            made = Plan(actions=(), register=registered.value, copies=made.copies)
        elif write:
            with watch.stage("write articles"):
                problems += _carry_out(root, made, there.files, crew)
    return Ingested(
        accounts=held.accounts,
        stories=len(held.outlines),
        plan=made,
        problems=(
            *problems,
            *registered.problems,
            *curated.problems,
            *profiles.problems,
            *there.problems,
            *_newly_withdrawn(registered.value, made.register),
        ),
        readable=not registered.problems,
        articles=None if write and _writes(made) else there,
        curated=curated.value,
        houses=held.houses,
        doubts=unsure,
    )


def build(  # noqa: PLR0913  (where, when, with what; and four ways in which a build may differ)
    root: Path,
    day: str,
    given: Tables,
    *,
    frozen: bool = False,
    jobs: int = 0,
    search: bool = True,
    watch: Watch | None = None,
) -> Built:
    """Ingest, then make the website in `output/`. Raises TemplateError before anything is swapped.

    A frozen build changes nothing in `content/` and tells what it would have written there. Without `search` there is
    no search page.
    """
    content.settings(root)  # an archive that cannot be built is not ingested either
    folder = root / output.FOLDER
    watch = watch or unwatched()
    if not frozen:
        _sweep(root, folder)
    ingested = ingest(root, day, write=not frozen, jobs=jobs, watch=watch)
    with watch.stage("site as a whole") as stage:
        there = ingested.articles or articles_again(root, jobs)
        edition = edition_of(root, ingested, there, given, Wish(search=search))
        stage.of(len(edition.site.entries), "stories")
    with output.swept(folder):
        with watch.stage("pages, data, links") as stage:
            known = page_keys.known(root)
            way = Way(folder, laid=True, jobs=jobs, known=known, stamp=_stamp(edition))
            made = _printed(root, edition, given, way)
            stage.of(len(made.files), "files")
        pending = _pending(root, ingested.plan, edition.register) if frozen else ()
        if not frozen and ingested.readable:
            register_file.save(root, edition.register)
        with watch.stage("put in place") as stage:
            records = edition.keeps_records
            published = output.publish(folder, made.files, made.pictures, edition.kept, keep_records=records)
            page_keys.keep(root, folder, made.files.keys_of_pages, known)
            stage.of(published.written, "files differed")
    with watch.stage("search index"):
        unsearched = _searchable(root, edition.site)
    problems = (*edition.problems, *made.problems, *unsearched)
    return Built(ingested, edition.site, published, by_place(problems), pending)


def check(root: Path, day: str, given: Tables) -> Built:
    """Everything that a build would report, and what waits, without writing anything."""
    surveyed = survey(root, day, given)
    ingested, edition = surveyed.ingested, surveyed.edition
    made = _printed(root, edition, given, Way(thorough=True))
    pending = _pending(root, ingested.plan, edition.register)
    totals = byte_accounting.balance(ingested.accounts, ingested.plan.copies, content.sizes(root))
    withdrawn = withdrawals.findings(root, surveyed.articles.manuscripts, edition.register)
    problems = by_place((*edition.problems, *made.problems, *totals.problems, *withdrawn))
    published = Published(0, len(made.files), 0)
    return Built(ingested, edition.site, published, problems, pending, totals.value, surveyed)


def unbuilt(root: Path, day: str, given: Tables) -> Found[tuple[str, ...]]:
    """The files of `content/` and `output/` that a build would write or delete now: none where the site is finished.

    A site without a search page is finished without one. With them comes what the site shows of withdrawn stories.
    """
    ingested = ingest(root, day, write=False)
    site = root / output.FOLDER
    has_search = (site / urls.SEARCH).is_file()
    there = ingested.articles or articles_again(root)
    edition = edition_of(root, ingested, there, given, Wish(search=has_search))
    made = _printed(root, edition, given, Way(site))
    wanted = {*made.files, *made.pictures, *edition.kept}
    differing = output.differing(site, made.files, made.pictures)
    gone = output.stale(site, wanted, keep_records=edition.keeps_records)
    index = (
        has_search
        and edition.site.config.output.search
        and not search_index.stands(root, site, documents(edition.site))
    )
    waiting = (*differing, *gone, *([f"{search_index.FOLDER}/"] if index else ()))
    pending = _pending(root, ingested.plan, edition.register)
    return Found(
        (*pending, *(f"{output.FOLDER}/{url}" for url in waiting)),
        tuple(withdrawals.findings(root, there.manuscripts, edition.register)),
    )


def _stamp(edition: Edition) -> str:
    """A digest that changes with what pages depend on and neither site nor templates tell."""
    return digest.sha256(msgspec.json.encode((last_build.program(), list(edition.countries.countries.values()))))


def _printed(root: Path, edition: Edition, given: Tables, way: Way) -> Printed:
    """The files of the site."""
    editorial = Editorial(edition.register, edition.records)
    gazetteer = render_site.gazetteer(edition.countries, given, edition.site)
    return render_site.printed(root, edition.site, editorial, gazetteer, edition.kept, way=way)


class Surveyed(msgspec.Struct, frozen=True):
    """What stands in the archive and what waits in it: intake with its doubts, articles, and the site of them."""

    ingested: Ingested
    articles: Articles
    edition: Edition

    @property
    def site(self) -> Site:
        """The site of what is on disk."""
        return self.edition.site

    @property
    def register(self) -> Register:
        """The register that belongs to it."""
        return self.edition.register

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was found wrong."""
        return self.edition.problems


def survey(root: Path, day: str, given: Tables) -> Surveyed:
    """What a check would find, with the doubts of intake, and no page made of it."""
    ingested = ingest(root, day, write=False, doubting=True)
    there = ingested.articles or articles_again(root)
    return Surveyed(ingested, there, edition_of(root, ingested, there, given))


def articles_again(root: Path, jobs: int = 0) -> Articles:
    """The articles on disk, where some were written since intake has read them."""
    version = tables.version(content.publications(root).value, spacy_model.version(spacy_model.chosen(root)))
    with processes.crew(jobs) as crew, intake_cache.opened(root, version, write=True) as kept:
        return articles(root, kept, crew)


def edition_of(root: Path, ingested: Ingested, there: Articles, given: Tables, wish: Wish = AS_SET) -> Edition:
    """The site of the articles that are `there`, after what intake found."""
    register_now, found = ingested.plan.register, ingested.problems
    return edition(root, there, register_now, ingested.curated, given, problems=found, wish=wish)


def _searchable(root: Path, site: Site) -> tuple[Problem, ...]:
    """Make the search index of what was published, or take it away; it comes last, so that no page waits for it."""
    folder = root / output.FOLDER
    if site.config.output.search:
        return search_index.refresh(root / search_index.KNOWN, folder, documents(site))
    search_index.remove(folder)
    return ()


def _sweep(root: Path, site: Path) -> None:
    """Delete what a run that was killed left half written."""
    for folder in (root / "content", site):
        disk.sweep(folder)


def _carry_out(root: Path, made: Plan, planned: Mapping[ArticleId, ArticleFile], crew: Crew) -> tuple[Problem, ...]:
    """Do what the plan says: the articles first, so that the register never names a file that is not there.

    A file that somebody saved since the plan was made is left alone, and told. Where one came at a path that was free,
    nothing is written: raises MachineError.
    """
    for one in made.actions:
        if isinstance(one, Create) and (root / one.path).exists():
            raise MachineError(f"{one.path}: this file came while a story was brought in to it; run this again")
    writes = _writes(made)
    changed = [
        one.path
        for one in made.actions
        if isinstance(one, Refresh) and not content.stands(root, one.path, planned[one.id].sha256)
    ]
    content.put(root, ((path, text) for path, text in writes.items() if path not in changed), crew)
    register_file.save(root, made.register)
    return tuple(_saved_meanwhile(path) for path in changed)


def _writes(made: Plan) -> dict[str, str]:
    """The files that a plan writes in `content/articles/`, by path."""
    return {one.path: one.text for one in made.actions if isinstance(one, Create | Refresh)}


def _newly_withdrawn(before: Register, after: Register) -> Iterator[Problem]:
    """A notice for each article whose file is gone since the last run."""
    for identifier, entry in after.articles.items():
        known = before.articles.get(identifier)
        if known and entry.state is State.WITHDRAWN and known.state is not State.WITHDRAWN:
            yield Problem(
                severity=Severity.NOTICE,
                place=Place(path=entry.path),
                kind="withdrawn",
                fact="this file is gone, so its article is withdrawn from now on",
                step="put the file back if that was not meant",
            )


def _saved_meanwhile(path: str) -> Problem:
    return Problem(
        severity=Severity.NOTICE,
        place=Place(path=path),
        kind="saved meanwhile",
        fact="this was saved while its story was brought in, and is left as it is",
        step="nothing to do: it counts as edited from now on",
    )


def _pending(root: Path, made: Plan, entered: Register) -> tuple[str, ...]:
    """The files of `content/` that a build would write."""
    return (*_writes(made), *([register_file.PATH] if register_file.load(root).value != entered else []))
