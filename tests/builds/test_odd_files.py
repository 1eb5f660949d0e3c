"""No file that is no file, no number, no nesting and no name ends a run in a traceback or lets it wait for ever."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from support.paths import CHECKOUT
from support.waiting import PATIENCE

FOLDERS = {
    "articles": "md",
    "pages": "md",
    "people": "md",
    "countries": "md",
    "decisions": "jsonl",
    "publications": "toml",
    "figures": "png",
    "sources": "txt",
}
DIGITS = "9" * 5000
STORY = "---\ntitle: Our Own\n---\n\nWords.\n"


def make_pipe(place):
    os.mkfifo(place)


def link_to_itself(place):
    place.symlink_to(place.name)


def link_to_a_device(place):
    place.symlink_to("/dev/zero")


def put(archive, path, make):
    place = archive.root / path
    place.parent.mkdir(parents=True, exist_ok=True)
    make(place)
    return archive.put("content/articles/own.md", STORY)


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes in folders")
@pytest.mark.parametrize("make", [make_pipe, link_to_itself, link_to_a_device])
@pytest.mark.parametrize("folder", FOLDERS)
def test_what_is_no_file_in_the_content_is_said_with_its_name(archive, folder, make):
    path = f"content/{folder}/odd.{FOLDERS[folder]}"
    put(archive, path, make).run("build")
    assert archive.exit_code == (1 if folder != "sources" or make is link_to_itself else 0), archive.output
    assert f"{path}: this" in archive.output
    assert "Words." in archive.text("output/articles/our-own.html")


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes in folders")
@pytest.mark.parametrize("make", [make_pipe, link_to_itself, link_to_a_device])
@pytest.mark.parametrize("path", ["templates/static/odd.css", "templates/odd.html"])
def test_what_is_no_file_in_the_templates_is_said_or_an_error(archive, path, make):
    put(archive, path, make).run("build")
    assert archive.exit_code in {0, 3}
    assert path in archive.output


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="names are UTF-8 there")
@pytest.mark.parametrize(
    "folder", ["content/figures", "content/sources", "content/pages", "templates/static", "templates"]
)
def test_a_name_that_is_not_utf_8_is_said(archive, folder):
    archive.put("content/articles/own.md", STORY)
    (archive.root / folder).mkdir(parents=True, exist_ok=True)
    suffix = b".md" if folder == "content/pages" else b".html" if folder == "templates" else b".txt"
    Path(os.fsdecode(os.fsencode(archive.root / folder) + b"/odd-\xff" + suffix)).write_text("x", encoding="utf-8")
    archive.run("build")
    assert archive.exit_code == 1
    assert "the name of this file is not UTF-8" in archive.output.replace("its name is", "the name of this file is")
    assert "Words." in archive.text("output/articles/our-own.html")


@pytest.mark.parametrize(
    ("path", "text", "code", "words"),
    [
        ("content/site.toml", f'title = "x"\nbase_url = "https://example.org"\nn = {DIGITS}\n', 2, "too many digits"),
        (
            "content/site.toml",
            f'title = "x"\nbase_url = "https://example.org"\nn = {DIGITS[:30]}\n',
            2,
            "too many digits",
        ),
        ("content/site.toml", f'title = "x"\nn = 0x{"f" * 5000}\n', 2, "too many digits"),
        ("templates/odd.html", f"{{{{ {'(' * 3000}1{')' * 3000} }}}}", 0, ""),
        ("content/site.toml", f'title = "x"\nn = {"[" * 5000}', 2, "nested too deeply"),
        ("content/publications/a.toml", f'name = "x"\nn = {DIGITS}\n', 1, "too many digits"),
        ("content/publications/a.toml", f"n = {'[' * 5000}", 1, "nested too deeply"),
        ("content/register.jsonl", "[" * 100_000, 1, "content/register.jsonl:1"),
        ("content/register.jsonl", '{"id": "x", "zz": ' + '{"a": ' * 100_000, 1, "content/register.jsonl:1"),
        ("content/decisions/a.jsonl", '{"a": ' * 100_000, 1, "content/decisions/a.jsonl:1"),
        ("content/articles/a.md", f"---\ntitle: x\npeople: {'[' * 100_000}\n---\n", 1, "content/articles/a.md"),
        ("content/articles/a.md", f"---\ntitle: x\ndate: {DIGITS}\n---\n", 1, "content/articles/a.md:3"),
        ("content/articles/a.md", f"---\ntitle: x\nsources:\n- path: a\n  span: [{DIGITS}, 1]\n---\n", 1, "a.md:3"),
        ("content/articles/a.md", f"---\ntitle: x &#{DIGITS};\n---\n\n*Some* &#{DIGITS};\n", 0, ""),
        ("content/articles/a.md", f"---\ntitle: x &#{DIGITS};\nwithdrawn: true\n---\n\n*Some* &#{DIGITS};\n", 0, ""),
        ("content/articles/a.md", f"---\ntitle: x\n---\n\n[a](http://example.org:{DIGITS}/) [b](http://[::1)\n", 0, ""),
        ("content/sources/a.txt", f"The Quay &#{DIGITS};\n\n{DIGITS} May 2024\n\nIt opens {DIGITS}/{DIGITS}.\n", 0, ""),
        ("templates/article.html", "{{ 10 ** 5000 }}", 1, "templates/article.html"),
        ("templates/article.html", "{{ '\\ud800' }}", 1, "this prints half of a character"),
        ("templates/article.html", "{{ '\\udfff' ~ view.headline }}", 1, "this prints half of a character"),
        ("templates/article.html", "{% if 1 %}" * 300 + "{% endif %}" * 300, 1, "templates/article.html"),
        ("templates/article.html", f"{{{{ {'(' * 3000}1{')' * 3000} }}}}", 1, "templates/article.html"),
        ("templates/article.html", "{{ 1 / 0 }}", 1, "templates/article.html:1"),
        ("templates/article.html", "{{ (1).to_bytes(-1, 'big') }}", 1, "templates/article.html:1"),
    ],
)
def test_what_is_too_much_is_a_problem_with_its_place(archive, path, text, code, words):
    archive.put("content/articles/own.md", STORY).put(path, text)
    for command in ("build", "check"):
        archive.run(command)
        assert archive.exit_code == code, archive.output
        assert words in archive.output


@pytest.mark.skipif(sys.platform == "win32", reason="closes streams with a shell")
@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", ">&- 2>&-", "<&- >&- 2>&-", "> /dev/full"])
@pytest.mark.parametrize("command", ["check", "docs", "review", "build --no-search", "--help"])
def test_a_closed_stream_is_no_matter(archive, closed, command):
    archive.put("content/articles/own.md", STORY)
    root = "" if command in {"docs", "--help"} else f"--root {archive.root}"
    line = f"{sys.executable} -m generator {command} {root} {closed}"
    environment = os.environ | {"PYTHONPATH": str(CHECKOUT)}
    done = subprocess.run(
        line, shell=True, capture_output=True, text=True, env=environment, timeout=PATIENCE, check=False
    )
    assert "Traceback" not in done.stderr + done.stdout
    assert done.returncode == (3 if closed == "> /dev/full" else 0)


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes in folders")
@pytest.mark.parametrize("make", [make_pipe, link_to_itself, link_to_a_device])
@pytest.mark.parametrize("name", ["last-build", "intake.sqlite", "search-work"])
def test_what_is_no_file_among_the_saved_results_is_passed_over(archive, name, make):
    put(archive, f".backfile/{name}", make).build()
    assert "Words." in archive.text("output/articles/our-own.html")
