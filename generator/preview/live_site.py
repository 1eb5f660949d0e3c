"""The site of a preview in memory, and what a change makes of it.

Only the owner thread (`owner.py`) calls `LiveSite`, which publishes each new state as a `PreviewSite` for browsers. If
something is broken, the last version that worked stays on screen with the problems above it.
"""

import contextlib
import time
from collections.abc import Callable, Collection, Mapping

import msgspec

from generator import layout, report
from generator.model.errors import GeneratorError
from generator.model.problem import Problem
from generator.preview.overlay_problems import OverlayProblems
from generator.preview.preview_site import PreviewFiles, PreviewSite
from generator.preview.scheduler import ARTICLES, TEMPLATES
from generator.preview.snapshot import (
    PreviewSource,
    Snapshot,
    keep_last_articles,
    list_changed_articles,
    render_on_demand,
    update_articles,
)
from generator.site.model import Site
from generator.store import theme

EVERYTHING = "*"
_EVERYTHING = frozenset({EVERYTHING})
# What can keep the site from being shown as it is on disk.
_TEMPLATE_FAILURE, _SCAN_FAILURE = "templates", "archive"
_STATIC = f"{layout.TEMPLATES}/static/"
_PICTURES = f"{layout.FIGURES}/"
_LAST_VERSION_STAYS = "the preview keeps the last version that worked; fix this and save"
_FILES_ARE_CHECKED = "the preview still checks all files every few seconds"


class PreviewConsole(msgspec.Struct, frozen=True):
    """Where lines are printed: `info` for news, `error` for problems."""

    info: Callable[..., None]
    error: Callable[..., None]


class BrowserCalls(msgspec.Struct, frozen=True):
    """How browsers hear of a change: `reload` takes the URL of an asset or picture, or "*" for all pages.

    `announce` is called once, when the first site can be seen.
    """

    reload: Callable[[str], None]
    announce: Callable[[], None]


class LiveSite:
    """The site as it is now. `preview_site` is the only part that other threads read."""

    def __init__(self, source: PreviewSource, console: PreviewConsole, browser_calls: BrowserCalls) -> None:
        self._source, self._browser_calls = source, browser_calls
        self._print_info, self._print_error = console.info, console.error
        # The clock makes versions differ from those of an earlier preview at the same address.
        self.preview_site = PreviewSite(version=time.time_ns() // 1_000_000)
        self._snapshot: Snapshot | None = None
        self._templates = _TemplateHistory()
        self._problems = OverlayProblems()
        self._picture_problems: tuple[Problem, ...] = ()
        self._changed_pictures: set[str] = set()
        self._is_index_stale = True
        self._reported_page_problems: set[tuple[Problem, ...]] = set()
        self._last_report: tuple[str, ...] = ()
        self._last_error: tuple[Problem, ...] = ()
        self._last_summary = ""

    @property
    def snapshot(self) -> Snapshot | None:
        """The archive as it is shown; None before the first scan is over."""
        return self._snapshot

    def show_changes(self, paths: Collection[str]) -> None:
        """Show the articles and templates among the changed `paths` (from the root)."""
        self._problems.touch(paths)
        if self._snapshot is None:
            return
        self._changed_pictures |= {path for path in paths if path.startswith(_PICTURES)}
        article_paths = {path for path in paths if path.startswith(ARTICLES)}
        template_paths = {path for path in paths if path.startswith(TEMPLATES)}
        if article_paths:
            self._show_articles(self._snapshot, article_paths)
        if template_paths:
            self._show_templates(self._snapshot, template_paths)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show the result of a scan, and let browsers reload what it changed."""
        previous, old_snapshot, old_templates = self.preview_site, self._snapshot, self._templates.current
        if old_snapshot is not None:
            snapshot = keep_last_articles(self._source, snapshot, old_snapshot.articles)
        self._snapshot = snapshot
        self._problems.set_failure(_SCAN_FAILURE, ())
        if previous.files is None:  # rendering a sample of pages would delay the first site
            self._templates.use_untried(_load_templates_or_default(self._source))
            self._show_site(snapshot)
            self._browser_calls.announce()
        self._try_templates(snapshot)
        files = self._show_site(snapshot)
        is_same = (
            previous.files is not None
            and previous.files.pages.site == files.pages.site
            and old_snapshot is not None
            and old_snapshot.site_state.countries is snapshot.site_state.countries
        )
        self._is_index_stale = self._is_index_stale or not is_same
        if (
            previous.files is None
            or not is_same
            or previous.problems != self.preview_site.problems
            or old_templates != self._templates.current
        ):
            self._reload_urls()
        else:
            changed_assets = {url for url, _ in previous.files.assets.items() ^ files.assets.items()}
            self._reload_urls(changed_assets | {path.removeprefix("content/") for path in self._changed_pictures})
        self._changed_pictures = set()

    def show_failure(self, problems: tuple[Problem, ...], source: str = _SCAN_FAILURE) -> None:
        """Keep the last version, with `problems` above it."""
        self._problems.set_failure(source, problems)
        overlay_problems = self._select_problems()
        if overlay_problems != self.preview_site.problems:
            self._publish(self.preview_site.files, overlay_problems)
            self._reload_urls()
        self._report_once((*map(format_error, problems), _LAST_VERSION_STAYS))

    def report_findings(self, page_problems: tuple[Problem, ...]) -> None:
        """Print what a build would report now; `page_problems` are those of the pages."""
        if self._snapshot is None:
            return
        problems = (*self._snapshot.site_state.problems, *page_problems)
        self._report_once(() if self._problems.failures else tuple(report.format_findings(problems)))
        self._problems.forget_fixed_files(problems)

    def report_page_failure(self, problems: tuple[Problem, ...]) -> None:
        """Print why a page cannot be rendered, once for each set of templates."""
        if problems not in self._reported_page_problems:
            self._reported_page_problems.add(problems)
            self._print_error(*map(format_error, problems), _LAST_VERSION_STAYS)

    def report_error(self, problems: tuple[Problem, ...]) -> None:
        """Print that part of the preview's own work failed, once for as long as it fails in the same way."""
        if problems != self._last_error:
            self._last_error = problems
            self._print_error(*map(format_error, problems), _FILES_ARE_CHECKED)

    def take_site_to_index(self) -> Site | None:
        """Return the site if its search index is out of date, and count the index as updated; else None."""
        if not (self._is_index_stale and self._snapshot and self._snapshot.site_state.site.config.output.search):
            return None
        self._is_index_stale = False
        return self._snapshot.site_state.site

    def _show_articles(self, snapshot: Snapshot, paths: set[str]) -> None:
        """Show articles as they are now."""
        article_paths = list_changed_articles(self._source.root, snapshot.articles, paths)
        self._snapshot = new_snapshot = update_articles(self._source, snapshot, article_paths)
        is_same = new_snapshot.site_state.site is snapshot.site_state.site
        if is_same and self._select_problems() == self.preview_site.problems:
            return
        self._is_index_stale = True
        self._show_site(new_snapshot)
        self._reload_urls()

    def _show_templates(self, snapshot: Snapshot, paths: set[str]) -> None:
        """Show the site in the templates and with the assets as they are now."""
        if not self._try_templates(snapshot):
            return
        self._show_site(snapshot)
        are_assets = all(path.startswith(_STATIC) for path in paths)
        self._reload_urls({path.removeprefix(TEMPLATES) for path in paths} if are_assets else _EVERYTHING)

    def _try_templates(self, snapshot: Snapshot) -> bool:
        """Use the templates on disk if one page of each kind can be rendered in them; else keep the last ones."""
        try:
            templates = theme.load_templates(self._source.root)
            if templates != self._templates.proven:
                files, _ = render_on_demand(self._source, snapshot.site_state, templates, templates)
                for url in files.pages.select_sample_urls():
                    files.pages[url]
                self._templates.prove(templates)
                self._reported_page_problems.clear()
        except GeneratorError as error:
            self._templates.current = self._templates.proven
            self.show_failure(error.problems, _TEMPLATE_FAILURE)
            return False
        self._templates.current = self._templates.proven
        self._problems.set_failure(_TEMPLATE_FAILURE, ())
        return True

    def _show_site(self, snapshot: Snapshot) -> PreviewFiles:
        """Publish the site of `snapshot` in the current templates."""
        files, self._picture_problems = render_on_demand(
            self._source, snapshot.site_state, self._templates.current, self._templates.earlier
        )
        self._publish(files, self._select_problems())
        summary = report.describe_site(snapshot.site_state.site)
        if summary != self._last_summary:
            self._last_summary = summary
            self._print_info(summary)
        return files

    def _publish(self, files: PreviewFiles | None, problems: tuple[Problem, ...]) -> None:
        self.preview_site = PreviewSite(self.preview_site.version + 1, files, problems)

    def _select_problems(self) -> tuple[Problem, ...]:
        """Return what the overlay shows: failures, and what is wrong in files that editors touched."""
        if self._snapshot is None:
            return self._problems.failures
        state_problems, article_problems = self._snapshot.site_state.problems, self._snapshot.articles.problems
        return self._problems.select((*state_problems, *article_problems, *self._picture_problems))

    def _reload_urls(self, urls: Collection[str] = _EVERYTHING) -> None:
        for url in sorted(urls):
            self._browser_calls.reload(url)

    def _report_once(self, lines: tuple[str, ...]) -> None:
        """Print `lines` unless they were the last ones printed."""
        if lines != self._last_report:
            self._last_report = lines
            self._print_error(*lines)


class _TemplateHistory:
    """Template sources by name: the `current` ones, the last `proven` to render a page of each kind, and `earlier`."""

    def __init__(self) -> None:
        self.current: Mapping[str, str] = {}
        self.proven: Mapping[str, str] = {}
        self.earlier: Mapping[str, str] = {}

    def use_untried(self, templates: Mapping[str, str]) -> None:
        """Start with `templates`; the default theme stands in for pages that fail in them."""
        self.current = templates
        self.proven = self.earlier = theme.load_default_templates()

    def prove(self, templates: Mapping[str, str]) -> None:
        """Note that pages of each kind can be rendered in `templates`."""
        self.earlier, self.proven = self.proven, templates


def format_error(problem: Problem) -> str:
    """Return the line that the terminal prints for what stops the preview."""
    return f"error: {problem.format_message() if problem.place.path else problem.fact}"


def _load_templates_or_default(source: PreviewSource) -> Mapping[str, str]:
    """Return the templates of the archive; the default ones if they cannot be read."""
    with contextlib.suppress(GeneratorError):
        return theme.load_templates(source.root)
    return theme.load_default_templates()
