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

from generator import load_articles, render_site, report
from generator.ingest.plan import FOLDER as ARTICLES
from generator.load_articles import Articles
from generator.model.article import Article, ArticleId
from generator.model.errors import GeneratorError
from generator.model.problem import Problem, Severity
from generator.preview.snapshot import Proof, faults, on_demand, pull, seen_with
from generator.reference.tables import Tables
from generator.render.on_demand import OnDemand
from generator.site import pictures
from generator.site.patch import is_quiet, retouched
from generator.site.search_documents import documents
from generator.site_state import Edition  # noqa: TC001  (annotations of locals)
from generator.store import content, disk, lock, output, register_file, search_index, theme

PLACE = Path(".backfile", "preview")
EVERYTHING = "*"
_EVERYTHING = frozenset({EVERYTHING})
# What trouble is with: templates, or the whole of the archive.
_LOOKS, _PASS = "templates", "archive"
_TEMPLATES, _STATIC = f"{theme.FOLDER}/", f"{theme.FOLDER}/static/"
_PICTURES = f"{pictures.FOLDER}/"
# Another run may be writing to the archive; wait so many seconds for it.
_PATIENCE = 60
_STAYS = "the last good site stays; mend this and save"


class Shown(msgspec.Struct, frozen=True):
    """What the browser is shown: pages, assets, the pages of output/ that stand in, and what is wrong.

    `faults` are sentences; a page bears them above the last good site. What is shown later has a higher `version`.
    """

    version: int
    pages: OnDemand
    assets: Mapping[str, bytes]
    kept: frozenset[str] = frozenset()
    faults: tuple[str, ...] = ()


class Voices(msgspec.Struct, frozen=True):
    """Where lines go: `say` what a person may want to read, `tell` what was found wrong."""

    say: Callable[..., None]
    tell: Callable[..., None]


class Studio:
    """Holds what is shown. `reload` tells browsers that a path changed, "*" for pages.

    What two threads may do at once stands under `_hands`; whole passes are one at a time.
    """

    def __init__(
        self, root: Path, base_url: str, today: Callable[[], str], voices: Voices, reload: Callable[[str], None]
    ) -> None:
        self._root, self._base_url, self._today = root, base_url, today
        self._say, self._tell, self._reload = voices.say, voices.tell, reload
        self._tables = Tables()
        self._hands, self._passing = threading.RLock(), threading.Lock()
        self._shown: Shown | None = None
        self._proof: Proof | None = None
        self._seen: Edition | None = None
        # The templates that are used, the last in which all kinds of page could be made, and those before them.
        self._templates: Mapping[str, str] = {}
        self._proven: Mapping[str, str] = {}
        self._earlier: Mapping[str, str] = {}
        self._failed: set[tuple[str, ...]] = set()
        # What was wrong when the preview was started is told above the site only where its file was touched since.
        self._known: frozenset[Problem] = frozenset()
        self._missing: tuple[Problem, ...] = ()  # pictures
        self._touched: set[str] = set()
        self._pictures: set[str] = set()
        self._trouble: dict[str, tuple[str, ...]] = {}
        self._changes = 0
        self._unindexed = True
        self._last_told: tuple[str, ...] = ()
        self._held = ""
        # A page that another preview sent, before this one was started, shall not pass for one of this.
        self._version = time.time_ns() // 1_000_000
        self.ready: Callable[[], None] = lambda: None

    @property
    def root(self) -> Path:
        """The archive's root."""
        return self._root

    @property
    def shown(self) -> Shown | None:
        """What is shown now; None before anything could be made."""
        return self._shown

    @property
    def version(self) -> int:
        """That of what is shown; it counts on where only what is wrong is another."""
        return self._version

    @property
    def is_stuck(self) -> bool:
        """Whether the archive could not be gone through the last time."""
        return _PASS in self._trouble

    @property
    def trouble(self) -> tuple[str, ...]:
        """What keeps the site from being shown as it is."""
        return tuple(line for lines in self._trouble.values() for line in lines)

    def instead(self, url: str, error: GeneratorError) -> tuple[bytes | None, tuple[str, ...]]:
        """What stands in for a page that could not be made when somebody looked at it, and what is wrong with it.

        That is the page in the templates before these, if it can be made in them. It is the trouble of this page
        alone, so others do not bear it.
        """
        lines, page = _lines(error), None
        with self._hands:
            assert self._seen
            with contextlib.suppress(GeneratorError):
                page = on_demand(self._root, self._seen, self._tables, self._earlier).value.get(url)
            if lines not in self._failed:
                self._failed.add(lines)
                self._tell(*lines, _STAYS)
            return page, tuple(dict.fromkeys((*self._faults(), *lines)))

    def built(self, url: str) -> bytes | None:
        """A file of the site as the last build left it: what is shown until the archive was first gone through."""
        folder = (self._root / output.FOLDER).resolve()
        with contextlib.suppress(GeneratorError, OSError, ValueError):  # there may be no such file, or name
            place = (folder / url).resolve(strict=True)
            if place.is_relative_to(folder) and concerns(place.relative_to(folder).as_posix()) and place.is_file():
                return disk.read(place)
        return None

    def stands_in(self, url: str) -> bytes | None:
        """A file that is not made here: a page as the last build left it, or one of the preview's search index."""
        if self._shown and url in self._shown.kept:
            return self.built(url)
        folder, name = self._root / PLACE, url.removeprefix(f"{search_index.FOLDER}/")
        with contextlib.suppress(GeneratorError):  # a file may go while it is read
            if name != url and name in disk.files(folder / search_index.FOLDER):
                return disk.read(folder / url)
        return None

    def take(self, paths: Collection[str]) -> bool:
        """Show what changed at `paths` (from the root). Whether that is all: else a whole pass is due at once."""
        paths = set(paths)
        if self._passing.locked():  # the pass writes it; who else did is seen when all is looked over
            paths -= {register_file.PATH}
        if not paths:
            return True
        with self._hands:
            self._changes += 1
            self._touched |= paths
            if self._shown is None:
                return False
            self._pictures |= {path for path in paths if path.startswith(_PICTURES)}
            texts = {path for path in paths if path.startswith(f"{ARTICLES}/")}
            looks = {path for path in paths if path.startswith(_TEMPLATES)}
            if texts:
                self._take_articles(self._files(texts))
            if looks:
                self._take_templates(looks)
            return len(texts) + len(looks) == len(paths)

    def go_through(self) -> None:
        """Go through the whole archive, as a build does; what changed meanwhile is left to the next time."""
        with self._passing:
            before = self._changes
            try:
                with lock.held(self._root, "serve", wait=_PATIENCE):
                    proof = pull(self._root, self._today(), self._tables, self._base_url)
                self._took(proof, before)
            except GeneratorError as error:
                self._stuck(error)
            except Exception as error:  # noqa: BLE001  (a thread that died would let the preview go stale unseen)
                self._stuck(GeneratorError(f"{type(error).__name__}: {error}"))

    @property
    def is_unindexed(self) -> bool:
        """Whether there is to be a search index, and what is shown may be another than when it was made."""
        return bool(self._unindexed and self._seen and self._seen.site.config.output.search)

    def index(self) -> None:
        """Bring the search index up to what is shown."""
        with self._hands:
            assert self._seen
            self._unindexed, site = False, self._seen.site
        folder = self._root / PLACE
        try:
            search_index.refresh(folder / "search", folder, documents(site))
        except GeneratorError as error:
            self._tell(*_lines(error))

    # What a change comes to.

    def _files(self, paths: Iterable[str]) -> set[str]:
        """The articles that a change at `paths` may touch: of a folder all that are or were in it."""
        assert self._proof
        found, known = set(), self._proof.articles.paths
        for path in paths:
            is_folder = (self._root / path).is_dir()
            if path.lower().endswith(".md"):
                found.add(path)
                if path in known and not is_folder:
                    continue
            if is_folder:
                found |= {f"{path}/{name}" for name in disk.files(self._root / path, ".md")}
            found |= {one for one in known if one.startswith(f"{path}/")}
        return {path for path in found if content.shown(path) == path}  # others are told by the pass, and not read

    def _take_articles(self, paths: set[str]) -> None:
        """Show articles as they are now."""
        assert self._proof
        assert self._seen
        assert self._shown
        before = self._proof.articles
        there = load_articles.reread(self._root, before, paths)
        ingested = msgspec.structs.replace(
            self._proof.ingested, problems=_without(self._proof.ingested.problems, paths)
        )
        self._proof = msgspec.structs.replace(self._proof, articles=there, ingested=ingested)
        self._seen = msgspec.structs.replace(self._seen, problems=_without(self._seen.problems, paths))
        words = self._words(before, there, paths)
        if words is None:
            try:
                self._seen = seen_with(self._root, self._proof, there, self._tables, self._base_url)
            except GeneratorError:  # told by the pass that follows
                return
        elif words:
            self._seen = msgspec.structs.replace(self._seen, site=retouched(self._seen.site, words))
        elif self._faults() == self._shown.faults:
            return
        self._unindexed = True
        self._show()
        self._exchange()

    def _words(self, before: Articles, there: Articles, paths: set[str]) -> dict[ArticleId, Article] | None:
        """The stories of which the words alone are others; None where more has changed."""
        assert self._seen
        old = {one.path: one.article for one in before.manuscripts if one.path in paths}
        new = {one.path: one.article for one in there.manuscripts if one.path in paths}
        if old.keys() != new.keys():
            return None
        ids = {entry.path: key for key, entry in self._seen.register.articles.items() if entry.path in paths}
        wanted = {*ids.values()}
        on_it = {entry.id: entry.article for entry in self._seen.site.entries if entry.id in wanted}
        found = {}
        for path, article in new.items():
            if article == old[path]:
                continue
            shown = on_it.get(ids[path]) if path in ids else None
            if shown is None or article.draft or article.withdrawn or not is_quiet(old[path], article):
                return None
            found[ids[path]] = msgspec.structs.replace(article, id=shown.id, slug=shown.slug)
        return found

    def _take_templates(self, paths: set[str]) -> None:
        """Show the site in templates and assets as they are now."""
        if not self._dressed():
            return
        self._show()
        are_assets = all(path.startswith(_STATIC) for path in paths)
        self._exchange({path.removeprefix(_TEMPLATES) for path in paths} if are_assets else _EVERYTHING)

    def _took(self, proof: Proof, before: int) -> None:
        """Show what a whole pass has found."""
        with self._hands:
            was, seen, looks = self._shown, self._seen, self._templates
            if was and self._changes != before:
                return  # its articles are older than those that are shown
            if was and self._proof:
                proof = self._with_last_good(proof, self._proof.articles)
            self._proof, self._seen = proof, proof.seen
            self._trouble.pop(_PASS, None)
            if was is None:  # what is shown first is not held up by trying every kind of page
                self._templates = self._proven = self._earlier = theme.default_templates()
                with contextlib.suppress(GeneratorError):
                    self._templates = theme.templates(self._root)
                self._show()
        if was is None:
            self.ready()
        with self._hands:
            self._dressed()
            shown = self._show()
            is_new = was is None or seen is None or seen.countries is not proof.seen.countries
            is_new = is_new or was is None or was.pages.site != shown.pages.site
            self._unindexed = self._unindexed or is_new
            if is_new or was is None or was.faults != shown.faults or looks != self._templates:
                self._exchange()
            else:
                others = {url for url, _ in was.assets.items() ^ shown.assets.items()}
                self._exchange(others | {path.removeprefix("content/") for path in self._pictures})
            self._pictures = set()
            pages = shown.pages
        problems = (*proof.seen.problems, *faults(self._root, proof.seen, pages))
        told = () if self._trouble else tuple(report.findings(problems))
        self._told(told)
        with self._hands:
            self._touched &= {one.place.path for one in problems} | {path for path in self._touched if self._trouble}

    def _with_last_good(self, proof: Proof, before: Articles) -> Proof:
        """What stands, with what articles said last that cannot be used any more."""
        read = {one.path for one in proof.articles.manuscripts}
        lost = [one for one in before.manuscripts if one.path in proof.articles.paths and one.path not in read]
        if not lost:
            return proof
        there = msgspec.structs.replace(proof.articles, manuscripts=(*proof.articles.manuscripts, *lost))
        seen = seen_with(self._root, proof, there, self._tables, self._base_url)
        return msgspec.structs.replace(proof, articles=there, seen=seen)

    # What is shown.

    def _dressed(self) -> bool:
        """Whether the site can be shown in the templates as they are now; else those before stay."""
        assert self._seen
        try:
            templates = theme.templates(self._root)
            if templates != self._proven:
                made = on_demand(self._root, self._seen, self._tables, templates).value
                for url in made.samples():
                    made[url]
                self._earlier, self._proven = self._proven, templates
                self._failed.clear()
        except GeneratorError as error:
            self._templates = self._proven
            self._stuck(error, _LOOKS)
            return False
        self._templates = self._proven
        self._trouble.pop(_LOOKS, None)
        return True

    def _exchange(self, urls: Collection[str] = _EVERYTHING) -> None:
        """Let browsers exchange these assets and pictures, or the page."""
        for url in sorted(urls):
            self._reload(url)

    def _show(self) -> Shown:
        """Show what is there now."""
        assert self._seen
        made = on_demand(self._root, self._seen, self._tables, self._templates)
        self._version += 1
        self._missing = made.problems
        self._shown = shown = Shown(
            version=self._version,
            pages=made.value,
            assets=render_site.assets(self._root, self._seen.site),
            kept=frozenset(self._seen.kept),
            faults=self._faults(),
        )
        held = report.holds(self._seen.site)
        if held != self._held:
            self._held = held
            self._say(held)
        return shown

    def _faults(self) -> tuple[str, ...]:
        """What editors must mend: what stops the site, and what is wrong in files that they touched, or went wrong."""
        assert self._seen
        assert self._proof
        every = (*self._seen.problems, *self._proof.articles.problems, *self._missing)
        found = [one for one in every if one.severity is Severity.PROBLEM]
        self._known = frozenset(found) if self._shown is None else self._known.intersection(found)
        mine = [one for one in found if one.place.path in self._touched or one not in self._known]
        return tuple(dict.fromkeys((*self.trouble, *report.findings(mine))))

    def _stuck(self, error: GeneratorError, where: str = _PASS) -> None:
        """Let the last good site stay, and say why."""
        with self._hands:
            before, self._trouble[where] = self._trouble.get(where), _lines(error)
            faults = self._faults() if self._shown else ()
            if self._shown and self._shown.faults != faults:
                self._version += 1
                self._shown = msgspec.structs.replace(self._shown, version=self._version, faults=faults)
                self._exchange()
            elif self._shown is None and before != self._trouble[where]:
                self._version += 1
                self._exchange()
            self._told((*_lines(error), _STAYS))

    def _told(self, lines: tuple[str, ...]) -> None:
        """Print what was found, once for as long as it is the same."""
        if lines != self._last_told:
            self._last_told = lines
            self._tell(*lines)


def concerns(path: str) -> bool:
    """Whether a change at `path` (from the root) is one of the archive: not of what is hidden, or half written."""
    return not any(part.startswith(".") for part in PurePosixPath(path).parts) and not path.endswith(disk.TEMPORARY)


def _without(problems: Iterable[Problem], paths: Collection[str]) -> tuple[Problem, ...]:
    """The findings that are not of the files at `paths`."""
    return tuple(one for one in problems if one.place.path not in paths)


def _lines(error: GeneratorError) -> tuple[str, ...]:
    return tuple(f"error: {line}" for line in str(error).splitlines())
