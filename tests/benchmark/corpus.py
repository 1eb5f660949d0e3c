"""Where stories are laid for both programs: the made ones, or those of a folder; each corpus once as Markdown for
Backfile, once as a Hugo site, and once as saved pages.
"""

import shutil
import sys
from pathlib import Path

from stories import COUNTRIES, story

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
from generator.manuscript import article_file  # noqa: E402  (found beside this folder)
from generator.text.plain import to_plain_text  # noqa: E402

SITE = 'title = "The Measured Archive"\nbase_url = "https://archive.example/"\n'
_SWITCHES = ("search", "map", "charts", "related", "markdown_copies", "entity_feeds")
_ARTICLES, _HUGO = "content/articles", "hugo/content/articles"
_A_FOLDER = 1000  # articles in a folder: more than that is slow to list for people and code hosts


def switched(*, on):
    """The text of site.toml with all parts of the site that can be switched on or off."""
    return SITE + "\n[output]\n" + "".join(f"{name} = {str(on).lower()}\n" for name in _SWITCHES)


def make(folder, count):
    """Lay `count` made stories into `folder`."""
    shutil.copytree(Path(__file__).parent / "hugo", folder / "hugo")
    _put(folder / "content/site.toml", switched(on=False))
    for number in range(count):
        one = story(number)
        name = f"{number // _A_FOLDER}/{one.slug}"
        for articles in (_ARTICLES, _HUGO):
            _put(folder / articles / f"{name}.md", one.markdown)
        _put(folder / f"pages/{name}.txt", one.page)
        for code in one.countries:
            _put(folder / f"hugo/content/countries/{code.lower()}/_index.md", f'---\ntitle: "{COUNTRIES[code]}"\n---\n')


def take(given, folder, times):
    """Lay the corpus of the folder `given` (content/ and hugo/) into `folder`, every article `times` times."""
    for name in ("content", "hugo"):
        _copy(given / name, folder / name, without=("sources", "register.jsonl", "public", "resources"))
    for articles in (_ARTICLES, _HUGO):
        for path in sorted((folder / articles).rglob("*.md")):
            text = path.read_text(encoding="utf-8")
            for time in range(1, times):
                _put(path.with_stem(f"{path.stem}-{time}"), _again(text, path.stem, time))
    if times == 1 and (given / "content/sources").is_dir():
        _copy(given / "content/sources", folder / "pages")
        return
    for path in sorted((folder / _ARTICLES).rglob("*.md")):
        read = article_file.parse_article(path.name, path.read_bytes()).value
        if read:
            day = read.article.printed.date.iso if read.article.printed.date else ""
            page = "\n\n".join(filter(None, [read.article.printed.title, day, to_plain_text(read.article.body)]))
            _put(folder / "pages" / path.relative_to(folder / _ARTICLES).with_suffix(".txt"), page + "\n")


def _again(text, stem, time):
    """An article as another one: with a slug, an id and a text of its own."""
    lines = []
    for line in text.split("\n"):
        if line.startswith("slug:"):
            lines.append(f'slug: "{line[5:].strip().strip(chr(34))}-{time}"')
        elif not line.startswith(("id:", "aliases:")):
            lines.append(line)
    if not any(line.startswith("slug:") for line in lines):
        lines.insert(1, f'slug: "{stem}-{time}"')
    end = lines.index("---", 1)
    return "\n".join([*lines[: end + 1], "", f"Edition {time}.", *lines[end + 1 :]])


def _copy(given, folder, without=()):
    """Copy all files below a folder, and not who may write there."""
    for path in given.rglob("*"):
        inside = path.relative_to(given)
        if path.is_file() and inside.parts[0] not in without:
            (folder / inside).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, folder / inside)


def _put(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
