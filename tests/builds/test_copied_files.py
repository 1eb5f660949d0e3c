"""A copy that some program made of a file takes nobody's place and is not published; the file itself stays."""

import pytest

CERTAIN = [
    "{0} (Anna's conflicted copy 2024-03-01)",
    "{0} (In Konflikt stehende Kopie von Anna 2024-03-01)",
    "{0} (Copie en conflit de Anna 2024-03-01)",
    "{0} (конфликтующая копия с ПК Анны)",
    "{0}.sync-conflict-20240301-101010-ABCDEFG",
    "{0}~20240301-101010",
    "{0}_conflict-20240301-101010",
    "{0} (conflict on 2024-03-01)",
    "{0} (SFConflict anna@example.org 2024-03-01-10-10-10)",
    "{0} [Conflict]",
    "{0}_DiskStation_Mar-01-101010-2024_Conflict",
    "{0}_REMOTE_1234",
]
LIKELY = ["{0} copy", "{0} copy 2", "{0} - Copy", "{0} - Copy (2)", "Copy of {0}", "Kopie von {0}", "{0} (copy)"]
POSSIBLE = ["{0} 2", "{0} (1)", "{0}(1)", "{0}-DESKTOP-AB12CD", "{0}-LAPTOP"]
PAGE = "The Quay\n\n3 May 2024\n\nThe old quay of the town opens on Monday after four years of works, the mayor said.\n"


def put_copy(archive, path, pattern, stale=("old", "STALE")):
    """Copy a file as a program would name the copy, with other words in it; return the copy's path."""
    folder, _, name = path.rpartition("/")
    stem, _, suffix = name.rpartition(".")
    copy = f"{folder}/{pattern.format(stem)}.{suffix}"
    archive.put(copy, archive.text(path).replace(*stale))
    return copy


def assert_told_and_unpublished(archive, copy):
    assert archive.exit_code == 1
    (line,) = [line for line in archive.findings() if line.startswith("problem: ")]
    assert line.startswith(f"problem: {copy}:")
    assert "delete this file" in line
    assert not any(b"STALE" in data for data in archive.files("output").values())


@pytest.mark.parametrize("pattern", CERTAIN + LIKELY + POSSIBLE)
def test_a_copy_of_a_machines_story(archive, pattern):
    archive.source("quay.txt", PAGE).build()
    before = archive.files("content/articles"), archive.text("content/register.jsonl"), archive.files("output")
    (path,) = before[0]
    copy = put_copy(archive, path, pattern)
    assert_told_and_unpublished(archive.run("build"), copy)
    assert "The old quay" in archive.text("output/articles/the-quay.html")
    (archive.root / copy).unlink()
    archive.build()
    assert (
        archive.files("content/articles"),
        archive.text("content/register.jsonl"),
        archive.files("output"),
    ) == before


@pytest.mark.parametrize("pattern", CERTAIN + LIKELY + POSSIBLE)
def test_a_copy_of_an_own_story(archive, pattern):
    archive.add_article("mill", "The Mill", "The old mill.").build()
    copy = put_copy(archive, "content/articles/mill.md", pattern)
    assert_told_and_unpublished(archive.run("build"), copy)
    assert "The old mill." in archive.text("output/articles/the-mill.html")


@pytest.mark.parametrize("pattern", CERTAIN + LIKELY + POSSIBLE)
def test_a_copy_of_a_free_page(archive, pattern):
    archive.put("content/pages/about.md", "---\ntitle: About\n---\n\nThe old words.\n").build()
    copy = put_copy(archive, "content/pages/about.md", pattern)
    assert_told_and_unpublished(archive.run("build"), copy)
    assert "The old words." in archive.text("output/pages/about.html")


@pytest.mark.parametrize("pattern", [CERTAIN[0], CERTAIN[4], LIKELY[0], LIKELY[4]])
@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("content/people/ana.md", "---\nname: Ana Silva\n---\n\nAn old note.\n"),
        ("content/countries/NO.md", "---\nname: Norway\n---\n\nAn old note.\n"),
        ("content/publications/gazette.toml", 'name = "The old Gazette"\nrecognise = ["The old Gazette"]\n'),
        ("content/decisions/2024.jsonl", '{"kind": "person", "a": "Ann old", "b": "Ann Lee", "ruling": "same"}\n'),
    ],
)
def test_a_copy_of_what_editors_know(archive, path, text, pattern):
    archive.add_article("mill", "The Mill", countries="[Norway]", people="[Ana Silva]").put(path, text).build()
    copy = put_copy(archive, path, pattern)
    assert_told_and_unpublished(archive.run("build"), copy)


@pytest.mark.parametrize("pattern", CERTAIN + LIKELY + POSSIBLE)
def test_a_copy_of_a_style_sheet(archive, pattern):
    copy = f"templates/static/{pattern.format('style')}.css"
    archive.put(copy, "/* STALE */").build()
    assert [line.split(": ")[:2] for line in archive.findings()] == [["warning", copy]]
    assert not any(b"STALE" in data for data in archive.files("output").values())


@pytest.mark.parametrize("name", ["style.css~", "style.css.bak", "style.css.orig", "#style.css#", "own.js.old"])
def test_a_backup_of_a_text_editor(archive, name):
    archive.put(f"templates/static/{name}", "/* STALE */").build()
    assert archive.findings() == [
        f"warning: templates/static/{name}: this is a backup that a text editor left, so it is not published; delete "
        "it, or rename it if the site needs it"
    ]
    assert not any(b"STALE" in data for data in archive.files("output").values())


def test_names_that_only_look_alike_are_published(archive):
    archive.add_article("sudan", "Sudan").add_article("sudan-conflict", "Conflict").add_article("sudan 2", "Second")
    archive.put("content/pages/plan.md", "---\ntitle: Plan\n---\n").put(
        "content/pages/plan (2).md", "---\ntitle: Plan B\n---\n"
    )
    archive.put("templates/static/logo.png", "x").put("templates/static/logo 2.png", "y")
    archive.put("templates/static/own.css", "a { background: url('logo 2.png') }").build()
    assert len(archive.export()) == 3
    assert (archive.root / "output/static/logo 2.png").is_file()
    assert sorted(path.name for path in (archive.root / "output/pages").iterdir()) == ["plan-2.html", "plan.html"]


def test_a_copy_without_its_original_is_the_story(archive):
    archive.source("quay.txt", PAGE).build()
    (path,) = archive.files("content/articles")
    put_copy(archive, path, "{0} (Anna's conflicted copy 2024-03-01)", ("old quay", "older quay"))
    (archive.root / path).unlink()
    assert "older quay" in archive.build().text("output/articles/the-quay.html")
