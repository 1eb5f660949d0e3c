"""The archive in the hands of editors: what the browser is shown, kept in step with the files.

A saved article or template is shown at once, from what is in memory. When editors pause, the archive is gone through as
a build does it: that brings in what came to the sources, keeps the register, follows links, and puts right whatever the
quick way did not see. Where something is broken, the last good site stays, with what is wrong above it.
"""

import contextlib
import threading
import time
from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path, PurePosixPath

import msgspec

from generator import layout, load_articles, render_site, report
from generator.load_articles import Articles
from generator.model.article import Article, ArticleId
from generator.model.errors import GeneratorError
from generator.model.problem import Problem, Severity
from generator.preview.snapshot import Snapshot, build_editor_state, find_page_problems, load_snapshot, render_on_demand
from generator.reference.tables import Tables
from generator.render.on_demand import OnDemandFiles
from generator.site.patch import is_patchable, patch_site
from generator.site.search_documents import build_documents
from generator.site_state import SiteState  # noqa: TC001  (annotations of locals)
from generator.store import content, disk, lock, search_index, theme

EVERYTHING = "*"
_EVERYTHING = frozenset({EVERYTHING})
# What trouble is with: templates, or the whole of the archive.
_TEMPLATE_TROUBLE, _SCAN_TROUBLE = "templates", "archive"
_TEMPLATES, _STATIC = f"{layout.TEMPLATES}/", f"{layout.TEMPLATES}/static/"
_PICTURES = f"{layout.FIGURES}/"
# Another run may be writing to the archive; wait so many seconds for it.
_PATIENCE = 60
_LAST_GOOD_STAYS = "the last good site stays; mend this and save"


class PreviewSite(msgspec.Struct, frozen=True):
    """What the browser is shown: pages, assets, the pages of output/ that stand in, and what is wrong.

    `find_page_problems` are sentences; a page bears them above the last good site. What is shown later has a higher `version`.
    """

    version: int
    pages: OnDemandFiles
    assets: Mapping[str, bytes]
    kept_urls: frozenset[str] = frozenset()
    faults: tuple[str, ...] = ()


class PreviewConsole(msgspec.Struct, frozen=True):
    """Where lines go: `info` what a person may want to read, `error` what was found wrong."""

    info: Callable[..., None]
    error: Callable[..., None]


class LiveSite:
    """Holds what is shown. `reload` tells browsers that a path changed, "*" for pages.

    What two threads may do at once stands under `_lock`; whole passes are one at a time.
    """

    def __init__(
        self,
        root: Path,
        base_url: str,
        today: Callable[[], str],
        console: PreviewConsole,
        reload: Callable[[str], None],
    ) -> None:
        self._root, self._base_url, self._today = root, base_url, today
        self._print_info, self._print_error, self._reload = console.info, console.error, reload
        self._tables = Tables()
        self._lock, self._scan_lock = threading.RLock(), threading.Lock()
        self._preview_site: PreviewSite | None = None
        self._snapshot: Snapshot | None = None
        self._site_state: SiteState | None = None
        # The templates that are used, the last in which all kinds of page could be made, and those before them.
        self._templates: Mapping[str, str] = {}
        self._proven_templates: Mapping[str, str] = {}
        self._earlier_templates: Mapping[str, str] = {}
        self._reported_failures: set[tuple[str, ...]] = set()
        # What was wrong when the preview was started is told above the site only where its file was touched since.
        self._initial_problems: frozenset[Problem] = frozenset()
        self._picture_problems: tuple[Problem, ...] = ()  # pictures
        self._touched_paths: set[str] = set()
        self._changed_pictures: set[str] = set()
        self._trouble: dict[str, tuple[str, ...]] = {}
        self._change_count = 0
        self._is_index_stale = True
        self._last_report: tuple[str, ...] = ()
        self._last_summary = ""
        # A page that another preview sent, before this one was started, shall not pass for one of this.
        self._version = time.time_ns() // 1_000_000
        self.on_ready: Callable[[], None] = lambda: None

    @property
    def root(self) -> Path:
        """The archive's root."""
        return self._root

    @property
    def preview_site(self) -> PreviewSite | None:
        """What is shown now; None before anything could be made."""
        return self._preview_site

    @property
    def version(self) -> int:
        """That of what is shown; it counts on where only what is wrong is another."""
        return self._version

    @property
    def is_stuck(self) -> bool:
        """Whether the archive could not be gone through the last time."""
        return _SCAN_TROUBLE in self._trouble

    @property
    def trouble(self) -> tuple[str, ...]:
        """What keeps the site from being shown as it is."""
        return tuple(line for lines in self._trouble.values() for line in lines)

    def render_fallback(self, url: str, error: GeneratorError) -> tuple[bytes | None, tuple[str, ...]]:
        """What stands in for a page that could not be made when somebody looked at it, and what is wrong with it.

        That is the page in the templates before these, if it can be made in them. It is the trouble of this page
        alone, so others do not bear it.
        """
        lines, page = _format_error(error), None
        with self._lock:
            assert self._site_state
            with contextlib.suppress(GeneratorError):
                page = render_on_demand(self._root, self._site_state, self._tables, self._earlier_templates).value.get(
                    url
                )
            if lines not in self._reported_failures:
                self._reported_failures.add(lines)
                self._print_error(*lines, _LAST_GOOD_STAYS)
            return page, tuple(dict.fromkeys((*self._list_faults(), *lines)))

    def load_built_file(self, url: str) -> bytes | None:
        """A file of the site as the last build left it: what is shown until the archive was first gone through."""
        folder = (self._root / layout.OUTPUT).resolve()
        with contextlib.suppress(GeneratorError, OSError, ValueError):  # there may be no such file, or name
            file_path = (folder / url).resolve(strict=True)
            if (
                file_path.is_relative_to(folder)
                and is_archive_path(file_path.relative_to(folder).as_posix())
                and file_path.is_file()
            ):
                return disk.read(file_path)
        return None

    def load_kept_file(self, url: str) -> bytes | None:
        """A file that is not made here: a page as the last build left it, or one of the preview's search index."""
        if self._preview_site and url in self._preview_site.kept_urls:
            return self.load_built_file(url)
        folder, name = self._root / layout.PREVIEW, url.removeprefix(f"{search_index.FOLDER}/")
        with contextlib.suppress(GeneratorError):  # a file may go while it is read
            if name != url and name in disk.list_files(folder / search_index.FOLDER):
                return disk.read(folder / url)
        return None

    def show_changes(self, paths: Collection[str]) -> bool:
        """Show what changed at `paths` (from the root). Whether that is all: else a whole pass is due at once."""
        paths = set(paths)
        if self._scan_lock.locked():  # the pass writes it; who else did is seen when all is looked over
            paths -= {layout.REGISTER}
        if not paths:
            return True
        with self._lock:
            self._change_count += 1
            self._touched_paths |= paths
            if self._preview_site is None:
                return False
            self._changed_pictures |= {path for path in paths if path.startswith(_PICTURES)}
            article_paths = {path for path in paths if path.startswith(f"{layout.ARTICLES}/")}
            template_paths = {path for path in paths if path.startswith(_TEMPLATES)}
            if article_paths:
                self._show_articles(self._list_articles(article_paths))
            if template_paths:
                self._show_templates(template_paths)
            return len(article_paths) + len(template_paths) == len(paths)

    def scan_archive(self) -> None:
        """Go through the whole archive, as a build does; what changed meanwhile is left to the next time."""
        with self._scan_lock:
            changes_before = self._change_count
            try:
                with lock.lock_archive(self._root, "serve", wait=_PATIENCE):
                    snapshot = load_snapshot(self._root, self._today(), self._tables, self._base_url)
                self._show_snapshot(snapshot, changes_before)
            except GeneratorError as error:
                self._report_failure(error)
            except Exception as error:  # noqa: BLE001  (a thread that died would let the preview go stale unseen)
                self._report_failure(GeneratorError(f"{type(error).__name__}: {error}"))

    @property
    def needs_index(self) -> bool:
        """Whether there is to be a search index, and what is shown may be another than when it was made."""
        return bool(self._is_index_stale and self._site_state and self._site_state.site.config.output.search)

    def update_index(self) -> None:
        """Bring the search index up to what is shown."""
        with self._lock:
            assert self._site_state
            self._is_index_stale, site = False, self._site_state.site
        folder = self._root / layout.PREVIEW
        try:
            search_index.refresh_noted_index(folder, build_documents(site))
        except GeneratorError as error:
            self._print_error(*_format_error(error))

    # What a change comes to.

    def _list_articles(self, paths: Iterable[str]) -> set[str]:
        """The articles that a change at `paths` may touch: of a folder all that are or were in it."""
        assert self._snapshot
        article_paths, known_paths = set(), self._snapshot.articles.paths
        for path in paths:
            is_folder = (self._root / path).is_dir()
            if path.lower().endswith(".md"):
                article_paths.add(path)
                if path in known_paths and not is_folder:
                    continue
            if is_folder:
                article_paths |= {f"{path}/{name}" for name in disk.list_files(self._root / path, ".md")}
            article_paths |= {known_path for known_path in known_paths if known_path.startswith(f"{path}/")}
        return {
            path for path in article_paths if content.format_name(path) == path
        }  # others are told by the pass, and not read

    def _show_articles(self, paths: set[str]) -> None:
        """Show articles as they are now."""
        assert self._snapshot
        assert self._site_state
        assert self._preview_site
        old_articles = self._snapshot.articles
        new_articles = load_articles.reload_files(self._root, old_articles, paths)
        ingested = msgspec.structs.replace(
            self._snapshot.intake, problems=_remove_problems(self._snapshot.intake.problems, paths)
        )
        self._snapshot = msgspec.structs.replace(self._snapshot, articles=new_articles, intake=ingested)
        self._site_state = msgspec.structs.replace(
            self._site_state, problems=_remove_problems(self._site_state.problems, paths)
        )
        text_changes = self._find_text_changes(old_articles, new_articles, paths)
        if text_changes is None:
            try:
                self._site_state = build_editor_state(self._snapshot, new_articles, self._base_url)
            except GeneratorError:  # told by the pass that follows
                return
        elif text_changes:
            self._site_state = msgspec.structs.replace(
                self._site_state, site=patch_site(self._site_state.site, text_changes)
            )
        elif self._list_faults() == self._preview_site.faults:
            return
        self._is_index_stale = True
        self._show_site()
        self._reload_urls()

    def _find_text_changes(
        self, old_articles: Articles, new_articles: Articles, paths: set[str]
    ) -> dict[ArticleId, Article] | None:
        """The stories of which the words alone are others; None where more has changed."""
        assert self._site_state
        old_texts = {
            manuscript.path: manuscript.article for manuscript in old_articles.manuscripts if manuscript.path in paths
        }
        new_texts = {
            manuscript.path: manuscript.article for manuscript in new_articles.manuscripts if manuscript.path in paths
        }
        if old_texts.keys() != new_texts.keys():
            return None
        ids = {
            entry.path: identifier
            for identifier, entry in self._site_state.register.articles.items()
            if entry.path in paths
        }
        article_ids = {*ids.values()}
        site_articles = {entry.id: entry.article for entry in self._site_state.site.entries if entry.id in article_ids}
        changed_articles = {}
        for path, article in new_texts.items():
            if article == old_texts[path]:
                continue
            site_article = site_articles.get(ids[path]) if path in ids else None
            if site_article is None or article.draft or article.withdrawn or not is_patchable(old_texts[path], article):
                return None
            changed_articles[ids[path]] = msgspec.structs.replace(article, id=site_article.id, slug=site_article.slug)
        return changed_articles

    def _show_templates(self, paths: set[str]) -> None:
        """Show the site in templates and assets as they are now."""
        if not self._try_templates():
            return
        self._show_site()
        are_assets = all(path.startswith(_STATIC) for path in paths)
        self._reload_urls({path.removeprefix(_TEMPLATES) for path in paths} if are_assets else _EVERYTHING)

    def _show_snapshot(self, snapshot: Snapshot, changes_before: int) -> None:
        """Show what a whole pass has found."""
        with self._lock:
            previous, old_state, old_templates = self._preview_site, self._site_state, self._templates
            if previous and self._change_count != changes_before:
                return  # its articles are older than those that are shown
            if previous and self._snapshot:
                snapshot = self._restore_last_good(snapshot, self._snapshot.articles)
            self._snapshot, self._site_state = snapshot, snapshot.editor_state
            self._trouble.pop(_SCAN_TROUBLE, None)
            if previous is None:  # what is shown first is not held up by trying every kind of page
                self._templates = self._proven_templates = self._earlier_templates = theme.load_default_templates()
                with contextlib.suppress(GeneratorError):
                    self._templates = theme.load_templates(self._root)
                self._show_site()
        if previous is None:
            self.on_ready()
        with self._lock:
            self._try_templates()
            preview_site = self._show_site()
            is_new = previous is None or old_state is None or old_state.countries is not snapshot.editor_state.countries
            is_new = is_new or previous is None or previous.pages.site != preview_site.pages.site
            self._is_index_stale = self._is_index_stale or is_new
            if is_new or previous is None or previous.faults != preview_site.faults or old_templates != self._templates:
                self._reload_urls()
            else:
                changed_urls = {url for url, _ in previous.assets.items() ^ preview_site.assets.items()}
                self._reload_urls(changed_urls | {path.removeprefix("content/") for path in self._changed_pictures})
            self._changed_pictures = set()
            pages = preview_site.pages
        problems = (*snapshot.editor_state.problems, *find_page_problems(self._root, snapshot.editor_state, pages))
        report_lines = () if self._trouble else tuple(report.format_findings(problems))
        self._report_once(report_lines)
        with self._lock:
            self._touched_paths &= {problem.place.path for problem in problems} | {
                path for path in self._touched_paths if self._trouble
            }

    def _restore_last_good(self, snapshot: Snapshot, old_articles: Articles) -> Snapshot:
        """What stands, with what articles said last that cannot be used any more."""
        readable_paths = {manuscript.path for manuscript in snapshot.articles.manuscripts}
        lost_manuscripts = [
            manuscript
            for manuscript in old_articles.manuscripts
            if manuscript.path in snapshot.articles.paths and manuscript.path not in readable_paths
        ]
        if not lost_manuscripts:
            return snapshot
        articles = msgspec.structs.replace(
            snapshot.articles, manuscripts=(*snapshot.articles.manuscripts, *lost_manuscripts)
        )
        site_state = build_editor_state(snapshot, articles, self._base_url)
        return msgspec.structs.replace(snapshot, articles=articles, editor_state=site_state)

    # What is shown.

    def _try_templates(self) -> bool:
        """Whether the site can be shown in the templates as they are now; else those before stay."""
        assert self._site_state
        try:
            templates = theme.load_templates(self._root)
            if templates != self._proven_templates:
                rendered_pages = render_on_demand(self._root, self._site_state, self._tables, templates).value
                for url in rendered_pages.select_sample_urls():
                    rendered_pages[url]
                self._earlier_templates, self._proven_templates = self._proven_templates, templates
                self._reported_failures.clear()
        except GeneratorError as error:
            self._templates = self._proven_templates
            self._report_failure(error, _TEMPLATE_TROUBLE)
            return False
        self._templates = self._proven_templates
        self._trouble.pop(_TEMPLATE_TROUBLE, None)
        return True

    def _reload_urls(self, urls: Collection[str] = _EVERYTHING) -> None:
        """Let browsers exchange these assets and pictures, or the page."""
        for url in sorted(urls):
            self._reload(url)

    def _show_site(self) -> PreviewSite:
        """Show what is there now."""
        assert self._site_state
        result = render_on_demand(self._root, self._site_state, self._tables, self._templates)
        self._version += 1
        self._picture_problems = result.problems
        self._preview_site = preview_site = PreviewSite(
            version=self._version,
            pages=result.value,
            assets=render_site.load_assets(self._root, self._site_state.site),
            kept_urls=frozenset(self._site_state.kept_pages),
            faults=self._list_faults(),
        )
        summary = report.describe_site(self._site_state.site)
        if summary != self._last_summary:
            self._last_summary = summary
            self._print_info(summary)
        return preview_site

    def _list_faults(self) -> tuple[str, ...]:
        """What editors must mend: what stops the site, and what is wrong in files that they touched, or went wrong."""
        assert self._site_state
        assert self._snapshot
        all_problems = (*self._site_state.problems, *self._snapshot.articles.problems, *self._picture_problems)
        errors = [problem for problem in all_problems if problem.severity is Severity.PROBLEM]
        self._initial_problems = (
            frozenset(errors) if self._preview_site is None else self._initial_problems.intersection(errors)
        )
        relevant_problems = [
            problem
            for problem in errors
            if problem.place.path in self._touched_paths or problem not in self._initial_problems
        ]
        return tuple(dict.fromkeys((*self.trouble, *report.format_findings(relevant_problems))))

    def _report_failure(self, error: GeneratorError, source: str = _SCAN_TROUBLE) -> None:
        """Let the last good site stay, and say why."""
        with self._lock:
            old_lines, self._trouble[source] = self._trouble.get(source), _format_error(error)
            faults = self._list_faults() if self._preview_site else ()
            if self._preview_site and self._preview_site.faults != faults:
                self._version += 1
                self._preview_site = msgspec.structs.replace(self._preview_site, version=self._version, faults=faults)
                self._reload_urls()
            elif self._preview_site is None and old_lines != self._trouble[source]:
                self._version += 1
                self._reload_urls()
            self._report_once((*_format_error(error), _LAST_GOOD_STAYS))

    def _report_once(self, lines: tuple[str, ...]) -> None:
        """Print what was found, once for as long as it is the same."""
        if lines != self._last_report:
            self._last_report = lines
            self._print_error(*lines)


def is_archive_path(path: str) -> bool:
    """Whether a change at `path` (from the root) is one of the archive: not of what is hidden, or half written."""
    return not any(part.startswith(".") for part in PurePosixPath(path).parts) and not path.endswith(disk.PART_SUFFIX)


def _remove_problems(problems: Iterable[Problem], paths: Collection[str]) -> tuple[Problem, ...]:
    """The findings that are not of the files at `paths`."""
    return tuple(problem for problem in problems if problem.place.path not in paths)


def _format_error(error: GeneratorError) -> tuple[str, ...]:
    return tuple(f"error: {line}" for line in str(error).splitlines())
