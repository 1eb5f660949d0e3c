"""A build that has nothing to do ends at once, and says what it would have said."""

import os
import shutil
import sys

import pytest
from support.archive import Archive

from generator import layout, pipeline
from generator.store import file_stats, last_build
from generator.store.last_build import LastBuild

ARTICLE = "---\ntitle: The {}\nid: {}\nsumary: A typo\n---\n\nThe {} opens on Monday.\n"
PAGE = "The Quay\n\n3 May 2024\n\nThe old quay of the town opens on Monday after four years of works, the mayor said.\n"


pytestmark = pytest.mark.usefixtures("fine_clock")


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The archive after its first build."""
    archive = Archive(tmp_path_factory.mktemp("last") / "archive")
    for name in ("mill", "barn"):
        archive.put(f"content/articles/{name}.md", ARTICLE.format(name.title(), name, name))
    return archive.source("quay.txt", PAGE).build().root


@pytest.fixture
def archive(built, tmp_path):
    """An archive of which all is built, on a disk whose times tell every change at once."""
    shutil.copytree(built, tmp_path / "archive")
    return Archive(tmp_path / "archive", site_toml=None).build()


@pytest.fixture
def builds(monkeypatch):
    """How many builds are really done from now on."""
    done, build = [], pipeline.build
    monkeypatch.setattr(pipeline, "build", lambda *args, **options: done.append(1) or build(*args, **options))
    return done


def heard(archive, *options):
    archive.run("build", *options)
    return archive.output, archive.exit_code


@pytest.mark.parametrize("options", [(), ("--json",), ("--quiet",), ("--strict",), ("--frozen",), ("--jobs", "1")])
def test_says_the_same_and_does_nothing(archive, builds, options):
    archive.run("build", *options)
    kept = (archive.root / layout.LAST_BUILD).read_bytes()
    (archive.root / layout.LAST_BUILD).unlink()
    long = heard(archive, *options)
    assert (archive.root / layout.LAST_BUILD).read_bytes() == kept
    assert len(builds) >= 1
    builds.clear()
    before = archive.files("content") | archive.files("output")
    assert heard(archive, *options) == long
    assert archive.files("content") | archive.files("output") == before
    assert builds == []


def restored(archive):
    path = archive.root / "content/articles/mill.md"
    times = path.stat()
    path.write_text(path.read_text().replace("Monday", "Friday"))
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))


def replaced(archive):
    """Another file of the same size and age in its place."""
    path = archive.root / "content/articles/mill.md"
    other = path.with_name("other")
    other.write_text(path.read_text().replace("Monday", "Friday"))
    os.utime(other, ns=(path.stat().st_atime_ns, path.stat().st_mtime_ns))
    other.replace(path)


CHANGES = {
    "an article is edited": lambda a: a.put("content/articles/mill.md", ARTICLE.format("Mill", "mill", "pub")),
    "an article is edited, its time restored": restored,
    "an article is replaced by one as old": replaced,
    "an article is deleted": lambda a: (a.root / "content/articles/mill.md").unlink(),
    "an article is renamed": lambda a: (a.root / "content/articles/mill.md").rename(a.root / "content/articles/a.md"),
    "a saved page comes": lambda a: a.source("barn.txt", PAGE.replace("quay", "barn")),
    "a saved page goes": lambda a: (a.root / "content/sources/quay.txt").unlink(),
    "a setting is changed": lambda a: a.put("content/site.toml", 'title = "New"\nbase_url = "https://a.example/"\n'),
    "a decision is made": lambda a: a.put(
        "content/decisions/a.jsonl", '{"kind": "source", "a": "content/sources/quay.txt", "ruling": "ignore",'
        ' "by": "x", "on": "2024-05-04", "why": "y"}\n'
    ),
    "a template is overridden": lambda a: a.put("templates/404.html", "<!doctype html><title>None</title>"),
    "an asset comes": lambda a: a.put("templates/static/own.css", "p { color: black }"),
    "the register is lost": lambda a: (a.root / "content/register.jsonl").unlink(),
    "a page is deleted": lambda a: (a.root / "output/articles/the-mill.html").unlink(),
    "a page is altered": lambda a: a.put("output/articles/the-mill.html", "?"),
    "a stray page comes": lambda a: a.put("output/articles/stray.html", "?"),
    "the hidden file is deleted": lambda a: (a.root / "output/.nojekyll").unlink(),
    "the site is deleted": lambda a: shutil.rmtree(a.root / "output"),
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_change_is_seen(archive, builds, change, tmp_path):
    change(archive)
    archive.run("build")
    assert builds == [1]
    fresh = tmp_path / "fresh"
    shutil.copytree(archive.root, fresh, ignore=lambda _, names: {".backfile", "output"} & set(names))
    assert Archive(fresh, site_toml=None).run("build").files("output") == archive.files("output")


def test_another_program_or_library_is_another_build(archive, builds, monkeypatch, tmp_path):
    monkeypatch.syspath_prepend(tmp_path / "library")
    (tmp_path / "library").mkdir()
    archive.run("build")
    (tmp_path / "library/module.py").touch()
    archive.run("build")
    monkeypatch.setattr(sys, "version", "4.0")
    archive.run("build")
    assert builds == [1, 1, 1]


def test_after_an_edit_one_build_is_enough(archive, builds):
    archive.put("content/articles/mill.md", ARTICLE.format("Mill", "mill", "pub")).build()
    archive.build()  # it is the first that was edited, which the register notes
    builds.clear()
    archive.put("content/articles/mill.md", ARTICLE.format("Mill", "mill", "inn")).build()
    archive.build()
    assert builds == [1]
    assert "0 files written" in archive.output


def test_what_somebody_saves_during_a_build_is_not_passed_over(archive, monkeypatch):
    build = pipeline.build

    def interrupted(*given, **options):
        done = build(*given, **options)
        archive.put("content/articles/barn.md", ARTICLE.format("Barn", "barn", "dance"))
        return done

    monkeypatch.setattr(pipeline, "build", interrupted)
    archive.put("content/articles/mill.md", ARTICLE.format("Mill", "mill", "pub")).build()
    monkeypatch.undo()
    archive.build()
    assert "The dance opens" in archive.text("output/articles/the-barn.html")


@pytest.mark.parametrize("damage", [b"", b"1\n{}", b"x", None], ids=["empty", "altered", "no number", "cut"])
def test_what_is_damaged_is_not_believed(archive, builds, damage):
    place = archive.root / layout.LAST_BUILD
    place.write_bytes(place.read_bytes()[:200] if damage is None else damage)
    archive.run("build")
    assert builds == [1]


def test_pages_that_are_damaged_are_rendered_again(archive):
    place, site = archive.root / layout.LAST_BUILD, archive.files("output")
    data = place.read_bytes()
    assert last_build.load(archive.root).pages
    for damaged in (data[:-9], data[:-9] + bytes(9), data + b"x"):
        place.write_bytes(damaged)
        assert last_build.load(archive.root) == LastBuild()
    archive.put("content/articles/mill.md", ARTICLE.format("Mill", "mill", "pub")).build()
    archive.put("content/articles/mill.md", ARTICLE.format("Mill", "mill", "mill")).build()
    assert archive.files("output") == site
    assert last_build.load(archive.root).pages


def test_nothing_is_kept_where_a_folder_is_a_link(archive, builds, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (archive.root / "templates/static").mkdir(parents=True, exist_ok=True)
    (archive.root / "templates/static/linked").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    archive.run("build").run("build")
    assert builds == [1, 1]


def test_nothing_is_kept_while_a_change_may_not_show(archive, builds, monkeypatch):
    monkeypatch.setattr(file_stats, "_COMMON_GRAIN_NS", 10**12)
    monkeypatch.setattr(file_stats, "_GRAIN_NS", 10**12)
    (archive.root / layout.LAST_BUILD).unlink()
    archive.run("build").run("build")
    assert builds == [1, 1]
    left = last_build.load(archive.root)
    assert left.pages
    assert left.report is None


def test_timings_tell_every_stage_and_what_went_through_it(archive):
    archive.put("content/articles/mill.md", ARTICLE.format("Mill", "mill", "pub")).run("build", "--timings")
    told = {line.split("%  ")[1] for line in archive.output.splitlines() if "%  " in line}
    assert {
        "register and decisions: 3 articles known",
        "read articles: 3 files",
        "read saved pages: 1 page",
        "find copies: 1 story",
        "site as a whole: 3 stories",
    } <= told
    assert any(line.startswith("pages, data, links: ") for line in told)
    assert archive.output.splitlines()[-2].endswith(" s       in all")
    archive.run("build", "--timings").run("build", "--timings")  # nothing to do
    assert " in all" in archive.output
    assert "read articles" not in archive.output
