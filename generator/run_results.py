"""What the runs of the pipeline return, as values: ingest, build, scan, check."""

import msgspec

from generator.archive import Archive
from generator.ingest.copies.doubts import Doubts
from generator.ingest.cut.byte_accounting import ByteTotals, PageAccount
from generator.ingest.cut.page_context import PageContext
from generator.ingest.plan import Plan
from generator.ingest.tally import PageCounts, StoryCounts, count_pages
from generator.load_articles import Articles
from generator.load_sources import PageContexts
from generator.model.problem import Problem
from generator.model.register import Register
from generator.site.model import Site
from generator.site_state import SiteState
from generator.store.output import PublishCounts
from generator.suggest_tags import TagSuggestion

NO_DOUBTS = Doubts()


class IngestResult(msgspec.Struct, frozen=True):
    """What intake made of the sources: an account of each page, what became of the stories, the plan, all problems.

    `articles` are those on disk, None if the plan wrote some, so that they have to be read again. `contexts` are what
    pages were read with. `doubts` are what intake is not sure of; they are only collected for a scan. If there are
    `blockers`, stories would be lost, and nothing is brought in or withdrawn.
    """

    accounts: tuple[PageAccount, ...]
    story_counts: StoryCounts
    plan: Plan
    problems: tuple[Problem, ...]
    articles: Articles | None
    contexts: PageContexts
    doubts: Doubts = NO_DOUBTS
    blockers: tuple[Problem, ...] = ()

    @property
    def pages(self) -> tuple[str, ...]:
        """The paths of all saved pages."""
        return tuple(account.path for account in self.accounts)

    @property
    def story_count(self) -> int:
        """The number of stories on all saved pages."""
        return sum(msgspec.structs.astuple(self.story_counts))

    @property
    def page_counts(self) -> PageCounts:
        """The saved pages by what became of them."""
        return count_pages(self.accounts)

    def get_context(self, key: str) -> PageContext:
        """Return what the page with `key` was read with."""
        return self.contexts.get_context(key)


class SiteBuild(msgspec.Struct, frozen=True):
    """What a build made: intake, the site, how many files differed, all problems.

    `pending_paths` are the files of `content/` that a frozen build would have written.
    """

    intake: IngestResult
    site: Site
    published: PublishCounts
    problems: tuple[Problem, ...]
    pending_paths: tuple[str, ...] = ()

    @property
    def next_build(self) -> "SiteBuild":
        """What another build would make of the same content: the same site, with nothing to write or remove."""
        published = self.published
        return msgspec.structs.replace(self, published=PublishCounts(0, published.changed + published.unchanged, 0))


class ArchiveScan(msgspec.Struct, frozen=True):
    """What is in the archive and what waits there: intake with its doubts, the articles, the site of them.

    `tag_suggestions` are for stories that list no countries or no people.
    """

    archive: Archive
    intake: IngestResult
    articles: Articles
    site_state: SiteState
    tag_suggestions: tuple[TagSuggestion, ...] = ()

    @property
    def site(self) -> Site:
        """The site of the articles on disk."""
        return self.site_state.site

    @property
    def register(self) -> Register:
        """The register that belongs to the site."""
        return self.site_state.register

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All problems of the archive and its site."""
        return self.site_state.problems


class CheckResult(msgspec.Struct, frozen=True):
    """What a check found: the scan, how many files the site has, what the bytes of the sources count as, all problems.

    `pending_paths` are the files of `content/` that a build would write.
    """

    scan: ArchiveScan
    file_count: int
    totals: ByteTotals
    problems: tuple[Problem, ...]
    pending_paths: tuple[str, ...]
