"""A run reads the archive once: no file twice, and no state of which a part is older than the rest."""

from collections import Counter
from pathlib import Path

import pytest
from support.archive import Archive

from generator import pipeline
from generator.model.register import ArticleState
from generator.store import disk, register_file, theme

ARTICLE = "---\ntitle: {0} Meets the Mayor\nid: {0}\npeople: [{1} Silva]\n---\n\n{1} Silva came to the town hall.\n"
PAGE = "The Quay\n\n3 May 2024\n\nThe old quay of the town opens on Monday after four years of works, the mayor said.\n"
DECISION = '{{"kind": "person", "a": "A. Silva", "b": "{}", "ruling": "different"}}\n'
FILES = {
    "content/site.toml": 'title = "The Test File"\nbase_url = "https://example.org/file/"\n',
    "content/decisions/2024.jsonl": '{"kind": "person", "a": "Ann Lee", "b": "Anna Leigh", "ruling": "different"}\n',
    "content/people/ana-silva.md": "---\nname: Ana Silva\n---\n\nAna Silva writes novels.\n",
    "content/countries/NO.md": "---\nname: Norway\n---\n\nNorway is in the north.\n",
    "content/publications/gazette.toml": 'name = "The Town Gazette"\nrecognise = ["The Town Gazette"]\n',
    "content/pages/about.md": "---\ntitle: About\n---\n\nAbout this archive.\n",
}
SAVED_DURING_A_BUILD = {
    "settings": ("content/site.toml", FILES["content/site.toml"].replace("Test File", "Other File")),
    "decisions": ("content/decisions/2025.jsonl", DECISION.format("Ana Silva") + DECISION.format("Ada Silva")),
    "a record": ("content/people/ada-silva.md", "---\nname: Ada Silva\nvariants: [A. Silva]\n---\n\nAda Silva rows.\n"),
    "a free page": ("content/pages/method.md", "---\ntitle: Method\n---\n\nHow it is done.\n"),
}


def lay(root):
    archive = Archive(root)
    for path, text in FILES.items():
        archive.put(path, text)
    for name, person in (("one", "Ana"), ("two", "Ada"), ("three", "A.")):
        archive.put(f"content/articles/{name}.md", ARTICLE.format(name, person))
    return archive.source("quay.txt", PAGE)


def result_of(archive):
    """Return what the last command printed, the site, and what Backfile writes in content/."""
    written = archive.files("content/articles") | {"register": archive.text("content/register.jsonl")}
    return archive.output, archive.files("output"), written


@pytest.fixture
def counts(monkeypatch):
    """Count which files are read, and how often the register is loaded and saved."""
    counts = Counter()

    def count(name, function):
        def counted(path, *arguments):
            counts[name or str(path)] += 1
            return function(path, *arguments)

        return counted

    monkeypatch.setattr(disk, "read", count("", disk.read))
    monkeypatch.setattr(register_file, "load", count("register loaded", register_file.load))
    monkeypatch.setattr(register_file, "save", count("register saved", register_file.save))
    return counts


@pytest.mark.parametrize(
    ("command", "saves", "renders"),
    [
        (("build",), 1, 1),
        (("build", "--frozen"), 0, 1),
        (("ingest",), 1, 0),
        (("ingest", "--dry-run"), 0, 0),
        (("ingest", "--explain", "content/sources/quay.txt"), 0, 0),
        (("check",), 0, 1),
        (("review", "--list"), 0, 0),
    ],
)
def test_every_file_that_all_stages_share_is_read_once(tmp_path, counts, command, saves, renders):
    own_template, default_template = "templates/base.html", str(theme.find_default_folder() / "base.html")
    archive = lay(tmp_path / "archive").put(own_template, Path(default_template).read_bytes()).build()
    counts.clear()
    archive.source("new.txt", PAGE.replace("Quay", "Pier").replace("quay", "pier")).run(*command)
    assert {path: counts[str(archive.root / path)] for path in FILES} == dict.fromkeys(FILES, 1)
    assert (counts[str(archive.root / own_template)], counts[default_template]) == (renders, renders)
    assert counts["register loaded"] == 1
    assert counts["register saved"] == saves


@pytest.mark.parametrize("name", SAVED_DURING_A_BUILD)
def test_a_file_that_is_saved_during_a_build_counts_from_the_next(tmp_path, monkeypatch, name):
    path, text = SAVED_DURING_A_BUILD[name]
    before = result_of(lay(tmp_path / "before").build())
    after = result_of(lay(tmp_path / "before").put(path, text).build())
    assert before[0] != after[0] or before[1] != after[1]
    archive, find_clusters = lay(tmp_path / "archive"), pipeline.find_clusters

    def save_meanwhile(*arguments):
        archive.put(path, text)
        return find_clusters(*arguments)

    with monkeypatch.context() as patched:
        patched.setattr(pipeline, "find_clusters", save_meanwhile)
        assert result_of(archive.build()) == before
    assert result_of(archive.build())[1:] == after[1:]


def test_a_register_is_saved_although_no_page_can_be_rendered(tmp_path):
    archive = lay(tmp_path / "archive").put("templates/article.html", "{% if %}")
    archive.run("build")
    assert archive.exit_code != 0
    (path,) = archive.root.glob("content/articles/2024/*.md")
    path.unlink()
    (archive.root / "templates/article.html").unlink()
    archive.build()
    entries = register_file.load(archive.root).value.articles.values()
    assert [entry.state for entry in entries if entry.title == "The Quay"] == [ArticleState.WITHDRAWN]
    assert not path.exists()
