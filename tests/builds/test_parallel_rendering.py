"""Pages made by several processes are those made by one."""

import multiprocessing
import os
import sys

import pytest
from support.archive import Archive

from generator import pipeline
from generator.model.errors import MachineError, TemplateError
from generator.reference import tables
from generator.render import site_files as rendering
from generator.store import processes

DAY = "2024-11-21"
NUMBER = 19
on_linux = pytest.mark.skipif(sys.platform != "linux", reason="this system starts processes in another way")
forking = pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
ways = pytest.mark.parametrize("way", [pytest.param("fork", marks=[on_linux, forking]), "spawn"])


@pytest.fixture
def archive(tmp_path, monkeypatch):
    """An archive whose stories are handed out two at a time."""
    monkeypatch.setattr(rendering, "_PIECE", 2)
    archive = Archive(tmp_path / "archive")
    for n in range(NUMBER):
        text = f"Kofi Annan came to Ghana and to Norway on the {n}th boat.\n"
        head = f"title: Boat {n}\nid: boat-{n}\ndate: 2018-03-{n + 1:02}\ncountries: [Ghana]\npeople: [Kofi Annan]"
        archive.put(f"content/articles/{n}.md", f"---\n{head}\n---\n\n{text}")
    return archive


@pytest.fixture
def started(monkeypatch):
    """A mark for each process that is started from now on to make pages."""
    found, member = [], processes._start_member
    monkeypatch.setattr(processes, "_start_member", lambda *given: found.append(1) or member(*given))
    return found


def built(archive, jobs):
    made = pipeline.build(archive.root, DAY, tables.Tables(), jobs=jobs, search=False)
    return archive.files("output"), made.problems


@ways
def test_the_same_bytes_and_findings(archive, started, monkeypatch, way):
    alone = built(archive, 1)
    assert started == []
    monkeypatch.setattr(processes, "_select_context", lambda: multiprocessing.get_context(way))
    assert built(archive, 2) == alone
    assert started == [1, 1]
    assert len(list((archive.root / "output/articles").glob("boat-*.html"))) == NUMBER


@ways
def test_a_broken_template_is_told_as_by_one_and_the_old_site_stays(archive, monkeypatch, way):
    before = built(archive, 1)[0]
    archive.put("templates/article.html", "<title>{{ view.headlin }}</title>\n")
    with pytest.raises(TemplateError) as alone:
        built(archive, 1)
    monkeypatch.setattr(processes, "_select_context", lambda: multiprocessing.get_context(way))
    with pytest.raises(TemplateError) as several:
        built(archive, 2)
    assert str(several.value) == str(alone.value)
    assert "templates/article.html:1" in str(alone.value)
    assert archive.files("output") == before
    assert multiprocessing.active_children() == []


@on_linux
@forking
def test_a_process_that_dies_is_told():
    with pytest.raises(MachineError, match=r"a process that was helping has ended .* run `backfile build --jobs 1`"):
        list(processes.map_shared(_dies_at_five, list(range(8)), 2))
    assert multiprocessing.active_children() == []


@on_linux
@forking
def test_where_no_more_processes_can_be_started_one_does_it_all(monkeypatch):
    member, started = processes._start_member, []

    def second_fails(*given):
        if started:
            raise BlockingIOError("no more processes")
        started.append(member(*given))
        return started[0]

    monkeypatch.setattr(processes, "_start_member", second_fails)
    assert list(processes.map_shared(str, list(range(8)), 2)) == list("01234567")
    assert multiprocessing.active_children() == []


def _dies_at_five(piece):
    if piece == 5:
        os._exit(1)
    return piece
