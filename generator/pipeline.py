"""From saved pages to the website, one stage a line: the page to read first.

    ingest: sources -> segments -> stories -> clusters -> plan -> articles and register
    build:  ingest, then articles -> identity -> people -> site -> pages

In: the archive's root and the day of accession. Out: what was done and what was found wrong. Decisions are
made in the pure packages, reading and writing in store.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path

import msgspec

from generator import withdrawals
from generator.accession import Houses, holdings
from generator.authority.articles import identify
from generator.authority.asked import Asked, waiting
from generator.authority.countries import CountryIndex
from generator.authority.decisions import settle
from generator.authority.names import NameTable
from generator.authority.people import unify
from generator.ingest import ledger
from generator.ingest.doubts import Doubts, doubts
from generator.ingest.duplicates import clusters
from generator.ingest.house import House
from generator.ingest.ledger import Account, Totals
from generator.ingest.persons import Finder
from generator.ingest.plan import Archive, ArticleFile, Create, Plan, Refresh, plan
from generator.ingest.witness import noted
from generator.manuscripts import Articles, articles
from generator.model.article import ArticleId, Manuscript
from generator.model.decision import Rulings
from generator.model.problem import Found, Place, Problem, Severity, by_place
from generator.model.register import Register, State
from generator.render.site import pages
from generator.site import urls
from generator.site.assemble import assemble
from generator.site.checks import shared
from generator.site.site import Site
from generator.site.views.jobs import addresses
from generator.store import cache, content, disk, output, register, tables, theme, workers
from generator.store.output import Published
from generator.store.workers import Crew

NO_DOUBTS = Doubts()


class Tables:
    """The tables that come with the program, each read when it is first asked for."""

    @cached_property
    def countries(self) -> CountryIndex:
        """Countries and cities."""
        return tables.countries()

    @cached_property
    def names(self) -> NameTable:
        """Personal names."""
        return tables.names()

    @cached_property
    def persons(self) -> Finder:
        """What finds persons in a story."""
        return tables.persons()


class Ingested(msgspec.Struct, frozen=True):
    """What intake made of the sources: an account of each, how many stories, the plan, what was found wrong.

    Where the register is not `readable` the plan does nothing. `articles` are those on disk now (None where some were
    written, so that they have to be read again), `rulings` what editors decided, `houses` what is known of pages,
    `doubts` what intake is not sure of, where that was asked for.
    """

    accounts: tuple[Account, ...]
    stories: int
    plan: Plan
    problems: tuple[Problem, ...]
    readable: bool
    articles: Articles | None
    rulings: Rulings
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


def ingest(root: Path, day: str, *, write: bool = True, jobs: int = 0, doubting: bool = False) -> Ingested:
    """Bring what is in `content/sources/` into the archive at `root`; `day` is the day of accession.

    Without `write` nothing is changed, and the plan is what would be done. `jobs` processes work on it (0: one for
    each core). With `doubting` what it is not sure of is told, which takes longer.
    """
    decided = _decided(root)
    registered = register.load(root)
    profiles = content.publications(root)
    with workers.crew(jobs) as crew:
        with cache.opened(root, tables.version(profiles.value), write=write) as kept:
            there = articles(root, kept, crew)
            held = holdings(root, decided.value.sources.ignored, kept, crew, profiles.value)
            found = clusters(held.outlines, held.text)
            copies = [[held.outlines[n] for n in cluster] for cluster in found]
            archive = Archive(register=registered.value, files=there.files, paths=there.paths, day=day)
            made = noted(plan(copies, archive, held.write), held.look)
            held.tidy()
            told = (held.outlines, held.text), found, held.accounts, made.copies
            unsure = doubts(*told) if doubting else NO_DOUBTS
        problems = held.problems
        if registered.problems:
            made = Plan(actions=(), register=registered.value, copies=made.copies)
        elif write:
            problems += _carry_out(root, made, there.files, crew)
    return Ingested(
        accounts=held.accounts,
        stories=len(held.outlines),
        plan=made,
        problems=(
            *problems,
            *registered.problems,
            *decided.problems,
            *profiles.problems,
            *there.problems,
            *_newly_withdrawn(registered.value, made.register),
        ),
        readable=not registered.problems,
        articles=None if write and _writes(made) else there,
        rulings=decided.value,
        houses=held.houses,
        doubts=unsure,
    )


def build(  # noqa: PLR0913  (where from, when, with what; and three ways in which a build may differ)
    root: Path,
    day: str,
    given: Tables,
    *,
    frozen: bool = False,
    into: Path | None = None,
    base_url: str = "",
    jobs: int = 0,
) -> Built:
    """Ingest, then make the website in `output/` (or `into`). Raises TemplateError before anything is swapped.

    A frozen build changes nothing in `content/` and tells what it would have written there. `base_url`
    stands in for that of site.toml, for a preview.
    """
    content.settings(root)  # an archive that cannot be built is not ingested either
    if not frozen:
        _sweep(root, into or root / output.FOLDER)
    ingested = ingest(root, day, write=not frozen, jobs=jobs)
    edition = _edition(root, ingested, ingested.articles or _articles(root, jobs), given, base_url)
    files = dict(pages(edition.site, theme.templates(root))) | theme.assets(root)
    pending = _pending(root, ingested.plan, edition.register) if frozen else ()
    if not frozen and ingested.readable:
        register.save(root, edition.register)
    published = output.publish(
        into or root / output.FOLDER, files, keep=edition.kept, keep_records=edition.keeps_records
    )
    return Built(ingested, edition.site, published, edition.problems, pending)


def check(root: Path, day: str, given: Tables) -> Built:
    """Everything that a build would report, and what waits, without writing anything."""
    surveyed = survey(root, day, given)
    ingested = surveyed.ingested
    made = sum(1 for _ in pages(surveyed.site, theme.templates(root)))
    pending = _pending(root, ingested.plan, surveyed.register)
    totals = ledger.balance(ingested.accounts, ingested.plan.copies, content.sizes(root))
    withdrawn = withdrawals.findings(root, surveyed.articles.manuscripts, surveyed.register)
    problems = by_place((*surveyed.problems, *totals.problems, *withdrawn))
    return Built(ingested, surveyed.site, Published(0, made, 0), problems, pending, totals.value, surveyed)


class Surveyed(msgspec.Struct, frozen=True):
    """What stands in the archive and what waits in it: intake with its doubts, articles, register, site, findings."""

    ingested: Ingested
    articles: Articles
    register: Register
    site: Site
    problems: tuple[Problem, ...]


def survey(root: Path, day: str, given: Tables) -> Surveyed:
    """What a check would find, with the doubts of intake, and no page made of it."""
    ingested = ingest(root, day, write=False, doubting=True)
    there = ingested.articles or _articles(root)
    edition = _edition(root, ingested, there, given)
    return Surveyed(ingested, there, edition.register, edition.site, edition.problems)


class _Edition(msgspec.Struct, frozen=True):
    """The site of what is on disk now, the register that belongs to it, pages to keep, and all findings."""

    site: Site
    register: Register
    kept: tuple[str, ...]
    keeps_records: bool
    problems: tuple[Problem, ...]


def _articles(root: Path, jobs: int = 0) -> Articles:
    """The articles on disk, where some were written since intake has read them."""
    profiles = content.publications(root).value
    with workers.crew(jobs) as crew, cache.opened(root, tables.version(profiles), write=True) as kept:
        return articles(root, kept, crew)


def _edition(root: Path, ingested: Ingested, there: Articles, given: Tables, base_url: str = "") -> _Edition:
    """The site of the articles on disk."""
    config = content.settings(root)
    settings = msgspec.structs.replace(config.value, base_url=base_url or config.value.base_url)
    identified = identify(there.manuscripts, ingested.plan.register.articles, there.paths)
    unread = _unread(there.problems, there.manuscripts)
    shown = [one.article for one in identified.manuscripts if not (one.article.draft or one.article.withdrawn)]
    named = [article.people for article in shown]
    people = unify(named, ingested.plan.register.people, given.names, ingested.rulings.people)
    entered = Register(articles=identified.entries, people=people.entries)
    free = content.free_pages(root)
    site = assemble(
        identified.manuscripts,
        config=settings,
        register=entered,
        people=people.people,
        countries=given.countries,
        pages=free.value,
        rulings=ingested.rulings.articles,
        unread=unread,
    )
    entered = _published(entered, site.value)
    problems = (*config.problems, *ingested.problems, *there.problems, *free.problems, *site.problems)
    asked = Asked(content.decisions(root).value, people.entries)
    problems += waiting(people.suggestions, asked, people.people.by_name)
    return _Edition(
        site=site.value,
        register=entered,
        kept=_last_good(unread, entered),
        keeps_records=bool(unread),
        problems=by_place((*problems, *shared(addresses(site.value)))),
    )


def _decided(root: Path) -> Found[Rulings]:
    """What the editors ruled, and what contradicts itself or cannot be read."""
    read = content.decisions(root)
    settled = settle(read.value)
    return Found(settled.value, (*read.problems, *settled.problems))


def _sweep(root: Path, site: Path) -> None:
    """Delete what a run that was killed left half written."""
    for folder in (root / "content", site):
        disk.sweep(folder)


def _carry_out(root: Path, made: Plan, planned: Mapping[ArticleId, ArticleFile], crew: Crew) -> tuple[Problem, ...]:
    """Do what the plan says: the articles first, so that the register never names a file that is not there.

    A file that somebody saved since the plan was made is left alone, and told.
    """
    writes = _writes(made)
    changed = [
        one.path
        for one in made.actions
        if isinstance(one, Refresh) and not content.stands(root, one.path, planned[one.id].sha256)
    ]
    content.put(root, ((path, text) for path, text in writes.items() if path not in changed), crew)
    register.save(root, made.register)
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
    return (*_writes(made), *([register.PATH] if register.load(root).value != entered else []))


def _unread(problems: Iterable[Problem], read: Iterable[Manuscript]) -> frozenset[str]:
    """The paths of article files that cannot be read now."""
    known = {one.path for one in read}
    broken = {problem.place.path for problem in problems if problem.severity is Severity.PROBLEM}
    return frozenset(broken - known)


def _last_good(unread: Collection[str], entered: Register) -> tuple[str, ...]:
    """The pages of articles that cannot be read now: they keep their last good page."""
    return tuple(
        urls.article(entry.slugs[-1]) for entry in entered.articles.values() if entry.path in unread and entry.slugs
    )


def _published(entered: Register, site: Site) -> Register:
    """The register that knows which articles have been on the site."""
    shown = {entry.id for entry in site.entries}
    articles = {
        identifier: msgspec.structs.replace(entry, published=True) if identifier in shown else entry
        for identifier, entry in entered.articles.items()
    }
    return Register(articles=articles, people=entered.people)
