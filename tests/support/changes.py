"""Changes to articles as editors, their programs and git make them, and what a preview must show after each.

    changes = Changes(archive_root, seed=1)
    changes.lay()
    changes.make(60, preview.asks)    # raises nothing: what was not shown in time is in `changes.missed`

Every article has an address of its own and, in its text, a word that no other has and that is new with each save. So
after a change the page with the word must be there, and the page of what was deleted must not have its last word.
"""

import os
import random
import re
import shutil
import subprocess
import time
from collections import Counter

from support.waiting import PATIENCE

GIT = shutil.which("git")
# An old time stamp, as a backup or an unpacked archive brings it.
_OLD = 946_684_800
_FOLDERS = ("north", "east", "south", "west", "harbour")
_SLUG, _WORD = re.compile(r"^slug: (\S+)$", re.MULTILINE), re.compile(r"\bword\d+z\b")
_NAMED = ("-c", "user.name=Editor", "-c", "user.email=editor@example.org", "-c", "core.autocrlf=false")
# So many of the articles are others on the second branch.
_ON_BRANCH = 8


def text_of(slug, word):
    """An article's file."""
    return (
        f"---\ntitle: Notes From {slug.title()}\nslug: {slug}\n---\n\nThe log of this day says {word}, and no more.\n"
    )


class Changes:
    """A script of changes below `folder` of the archive at `root`."""

    def __init__(self, root, *, seed=0, folder="content/articles/changing", count=30, limit=PATIENCE):
        self.root, self._limit, self._asks = root, limit, None
        self._chance = random.Random(seed)
        self.base, self._count = root / folder, count
        self._words = 0
        self._gone = {}  # slug: the place and text of an article that was deleted
        self._last = {}  # slug: the last word that it had
        self._title = 0
        self.missed, self.kinds, self.waits = [], Counter(), []
        self._has_branches = False
        self._kinds = {
            "save": self._save,
            "atomic rename": self._rename,
            "delete": self._delete,
            "restore with an old time stamp": self._restore,
            "move of a folder": self._move,
            "closer than 50 ms": self._burst,
            "during a whole pass": self._during,
            "branch switch": self._switch,
        }

    def lay(self, *, branches=True):
        """Lay the articles, and two branches where git is there."""
        for n in range(self._count):
            self._put(self.base / _FOLDERS[n % len(_FOLDERS)] / f"a{n}.md", f"log-{n}")
        if branches and GIT:
            self._git("init", "-q", "-b", "main")
            (self.root / ".git/info/exclude").write_text(".backfile/\noutput/\n*.backfile-part\n", encoding="utf-8")
            self._commit()
            self._git("checkout", "-q", "-b", "other")
            for place in sorted(self.base.rglob("*.md"))[:_ON_BRANCH]:
                self._save_at(place)
            self._commit()
            self._git("checkout", "-q", "main")
            self._has_branches = True
        self._last = self.expected()

    def make(self, count, asks, tell=lambda _: None):
        """Make so many changes of kinds in an order of chance, each waited for; how many it were.

        `asks` answers a path of the preview with status and body; `tell` is called with how many were made.
        """
        self._asks = asks
        names = [name for name in self._kinds if self._has_branches or name != "branch switch"]
        made = 0
        while made < count:
            kind = self._chance.choice(names)
            before = time.monotonic()
            made += self._kinds[kind]()
            self._awaits(kind, before)
            self.kinds[kind] += 1
            tell(made)
        return made

    def expected(self):
        """The word of each article that is there, by slug."""
        found = {}
        for place in self.base.rglob("*.md"):
            text = place.read_text(encoding="utf-8")
            found[_SLUG.search(text)[1]] = _WORD.search(text)[0]
        return found

    # Kinds of changes: each returns how many it made.

    def _save(self):
        self._save_at(self._one())
        return 1

    def _rename(self):
        """As editors do: a trial file, a backup, a file beside, which takes the place of the article."""
        place = self._one()
        trial, beside = place.with_name("4913"), place.with_name(f".{place.name}.swp")
        trial.touch()
        trial.unlink()
        text = place.read_text(encoding="utf-8")
        place.with_name(f"{place.name}~").write_text(text, encoding="utf-8")
        beside.write_text(_WORD.sub(self._word(), text), encoding="utf-8")
        beside.replace(place)
        place.with_name(f"{place.name}~").unlink()
        return 1

    def _delete(self):
        place = self._one()
        text = place.read_text(encoding="utf-8")
        self._gone[_SLUG.search(text)[1]] = (place, text)
        place.unlink()
        return 1

    def _restore(self):
        there = self.expected()
        gone = [slug for slug in self._gone if slug not in there]
        if not gone:
            return self._delete()
        place, text = self._gone.pop(self._chance.choice(gone))
        if place.exists():  # another has come there with a folder
            place = place.with_name(f"again-{self._word()}.md")
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
        os.utime(place, (_OLD, _OLD))
        return 1

    def _move(self):
        folder = self._chance.choice(sorted({place.parent for place in self.base.rglob("*.md")}))
        folder.rename(self.base / f"moved-{self._word()}")
        return 1

    def _burst(self):
        count = self._chance.randint(3, 6)
        for _ in range(count):
            self._chance.choice((self._save, self._rename, self._delete, self._restore))()
            time.sleep(self._chance.uniform(0, 0.045))
        return count

    def _during(self):
        """Something that takes a whole pass, and changes while it is at work."""
        if self._chance.random() < 0.5:
            settings = self.root / "content/site.toml"
            self._title += 1
            text = re.sub(
                r"^title = .*$", f'title = "The File {self._title}"', settings.read_text(), flags=re.MULTILINE
            )
            settings.write_text(text, encoding="utf-8")
        else:
            page = self.root / f"content/sources/{self._word()}.txt"
            page.parent.mkdir(parents=True, exist_ok=True)
            page.write_text(
                f"Ferry {self._words} Comes In\n\nOSLO: The ferry {self._words} came in.\n", encoding="utf-8"
            )
        count = self._chance.randint(1, 3)
        for _ in range(count):
            time.sleep(self._chance.uniform(0, 0.25))
            self._chance.choice((self._save, self._rename, self._delete))()
        return count + 1

    def _switch(self):
        """Commit, and go to the other branch. A pass that writes the register meanwhile keeps git from it a moment."""
        for _ in range(20):
            other = "main" if self._git("branch", "--show-current") == "other" else "other"
            if self._commit() and self._git("checkout", "-q", other, may_fail=True) is not None:
                return 1
            time.sleep(0.2)
        raise AssertionError("git would not go to the other branch")

    # Beneath them.

    def _awaits(self, kind, before):
        """Wait until all is served as it is on disk; what is not in time was missed."""
        there = self.expected()
        until = time.monotonic() + self._limit
        wanted = {slug: word for slug, word in there.items() if self._last.get(slug) != word}
        unwanted = {slug: word for slug, word in self._last.items() if slug not in there}
        while wanted or unwanted:
            wanted = {slug: word for slug, word in wanted.items() if word not in self._page(slug)}
            unwanted = {slug: word for slug, word in unwanted.items() if word in self._page(slug)}
            if time.monotonic() > until:
                self.missed += [(kind, slug, word) for slug, word in (wanted | unwanted).items()]
                break
            if wanted or unwanted:
                time.sleep(0.01)
        self.waits.append(time.monotonic() - before)
        self._last = there

    def _page(self, slug):
        return self._asks(f"/articles/{slug}.html")[1]

    def _one(self):
        """An article of those that are there; a new one where there are too few."""
        places = sorted(self.base.rglob("*.md"))
        if len(places) < self._count // 2:
            place = self.base / "north" / f"{self._word()}.md"
            self._put(place, f"log-{self._words}-late")
            return place
        return self._chance.choice(places)

    def _put(self, place, slug):
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text_of(slug, self._word()), encoding="utf-8")

    def _save_at(self, place):
        place.write_text(_WORD.sub(self._word(), place.read_text(encoding="utf-8")), encoding="utf-8")

    def _word(self):
        self._words += 1
        return f"word{self._words}z"

    def _commit(self):
        """Whether all is committed; git gives up where a file goes while it looks at it."""
        added = self._git("add", "-A", may_fail=True) is not None
        return added and self._git("commit", "-q", "--allow-empty", "-m", "Articles", may_fail=True) is not None

    def _git(self, *arguments, may_fail=False):
        """What git says; None where it fails and may."""
        done = subprocess.run(
            [GIT, *_NAMED, *arguments], cwd=self.root, capture_output=True, encoding="utf-8", check=False
        )
        if done.returncode and may_fail:
            return None
        assert not done.returncode, (arguments, done.stderr)
        return done.stdout.strip()
