"""Pages made by several processes are those made by one."""

import multiprocessing
import os
import sys
import time
from multiprocessing.process import BaseProcess

import pytest
from support.archive import Archive

from generator import pipeline
from generator.archive import load_archive
from generator.model.errors import MachineError, TemplateError
from generator.reference import tables
from generator.render import site_files as rendering
from generator.store import processes

pytestmark = pytest.mark.slow

DAY = "2024-11-21"
NUMBER = 19
on_linux = pytest.mark.skipif(sys.platform != "linux", reason="this system starts processes in another way")
forking = pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
ways = pytest.mark.parametrize("way", [pytest.param("fork", marks=[on_linux, forking]), "spawn"])


@pytest.fixture
def archive(tmp_path, monkeypatch):
    """An archive whose stories are handed out two at a time."""
    monkeypatch.setattr(rendering, "_PIECE_SIZE", 2)
    archive = Archive(tmp_path / "archive")
    for n in range(NUMBER):
        text = f"Kofi Annan came to Ghana and to Norway on the {n}th boat.\n"
        head = f"title: Boat {n}\nid: boat-{n}\ndate: 2018-03-{n + 1:02}\ncountries: [Ghana]\npeople: [Kofi Annan]"
        archive.put(f"content/articles/{n}.md", f"---\n{head}\n---\n\n{text}")
    return archive


@pytest.fixture
def started(monkeypatch):
    """A mark for each process that is started from now on."""
    marks, start = [], BaseProcess.start
    monkeypatch.setattr(BaseProcess, "start", lambda process: marks.append(1) or start(process))
    return marks


def built(archive, jobs):
    made = pipeline.build(load_archive(archive.root, tables.Tables()), DAY, jobs=jobs, search=False)
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
def test_a_broken_template_is_reported_as_by_one_and_the_old_site_stays(archive, monkeypatch, way):
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
def test_a_process_that_dies_is_reported():
    with pytest.raises(MachineError, match=r"a process that was helping has ended .* run this with `--jobs 1`"):
        list(processes.map_shared(_dies_at_five, list(range(8)), 2))
    assert multiprocessing.active_children() == []


@ways
def test_if_no_more_processes_can_be_started_one_does_it_all(monkeypatch, way):
    monkeypatch.setattr(processes, "_select_context", lambda: multiprocessing.get_context(way))
    start, starts = BaseProcess.start, []

    def second_fails(process):
        starts.append(1)
        if len(starts) > 1:
            raise BlockingIOError("no more processes")
        start(process)

    monkeypatch.setattr(BaseProcess, "start", second_fails)
    assert list(processes.map_shared(str, list(range(8)), 2)) == list("01234567")
    assert len(starts) > 1
    assert multiprocessing.active_children() == []


@ways
def test_shared_arguments_come_before_those_of_each_call(monkeypatch, way):
    monkeypatch.setattr(processes, "_select_context", lambda: multiprocessing.get_context(way))
    with processes.ProcessPool(2, shared=("a", "b")) as pool:
        assert list(pool.map(_join, "xyz")) == ["abx", "aby", "abz"]  # few: in this process
        assert list(pool.map(_join, "vwxyz")) == ["abv", "abw", "abx", "aby", "abz"]
        assert pool.submit(_join, "!").result() == "ab!"
        assert len(multiprocessing.active_children()) == 2
    assert multiprocessing.active_children() == []


@ways
def test_who_stops_asking_for_results_has_no_process_left(monkeypatch, way):
    monkeypatch.setattr(processes, "_select_context", lambda: multiprocessing.get_context(way))
    results = processes.map_shared(_take_a_while, list(range(1000)), 2)
    assert next(results) == 0
    results.close()  # within the time limit of a test: 1,000 pieces would take ten seconds
    assert multiprocessing.active_children() == []


@ways
def test_an_error_is_raised_in_place_of_its_result(monkeypatch, way):
    monkeypatch.setattr(processes, "_select_context", lambda: multiprocessing.get_context(way))
    with processes.ProcessPool(2) as pool:
        results = pool.map(int, ["1", "2", "x", "4", "5"])
        assert [next(results), next(results)] == [1, 2]
        with pytest.raises(ValueError, match="'x'"):
            next(results)


def _dies_at_five(piece):
    if piece == 5:
        os._exit(1)
    return piece


def _join(*parts):
    return "".join(parts)


def _take_a_while(piece):
    time.sleep(0.01)
    return piece
