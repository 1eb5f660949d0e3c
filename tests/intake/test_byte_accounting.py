"""Every byte of every saved page is exactly one of article, duplicate, furniture, rejected: and this is checked."""

import codecs
import json
import re
import shutil
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from support.archive import Archive
from support.paths import CHECKOUT

from generator import report
from generator.ingest.cut import byte_accounting
from generator.ingest.cut.byte_accounting import ByteTotals
from generator.ingest.cut.decode import decode
from generator.ingest.reading import read_stories
from generator.ingest.reading.label import Labeller
from generator.ingest.reading.read_stories import segment_page
from generator.model.article import ArticleId
from generator.model.capture import Capture
from generator.model.problem import Severity
from generator.model.source import Block, Label, Provenance

quick = settings(derandomize=True, deadline=None, max_examples=150, suppress_health_check=list(HealthCheck))

PROSE = (
    "The mill by the river was opened again on Monday after two years of repairs that cost more than the town had.",
    "The first to enter it were the children of the school on the other bank, who had gone there by boat since May.",
    "Work on the second mill, which stands a mile down the river, will begin when the ice has gone from the harbour.",
)
STORY = "Mill Opens Again After Repairs\n\nPublished 1 March 2024\n\nOSLO: " + "\n\n".join(PROSE)
MENU = "* Home\n* World\n"
TAIL = "\n\nSubscribe to our newsletter\n"

LINES = st.sampled_from(
    ["", "", "", "", "Share", "* Home", "-", "(AP)", "World", "Bridge Opens Again After Repairs", "By Jane Moss",
     "June 1, 2016", "A boat in the harbour. (AP)", "Home > World > Africa", "Related stories", "Read more:",
     "A version of this article appeared in the print edition of The Hill Courier on May 3, 2018, on page 2.",
     "© 2019 The Hill Courier. All rights reserved.", "3 Comments", "\u200b", "\ufeff", "\xa0", "\x00", "\f", " \t",
     "\x85", "\u2028", "a", "- 3 -", "PARIS: ",
     "在山下开通的隧道长五十七公里，工人们在山体深处工作了十七年，火车从南北出发。",
     "a line of old mail that has been broken at a fixed width as was the", "custom once, and goes on here",
     *PROSE, *PROSE]
)  # fmt: skip
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
PAGES = st.tuples(
    st.lists(LINES | TEXT, max_size=30), st.sampled_from(["\n", "\r\n", "\r", "\n\n"]), st.sampled_from(["", "\n"])
).map(lambda made: made[1].join(made[0]) + made[2])
ENCODED = st.tuples(PAGES, st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-32", "cp1252"])).map(
    lambda made: (codecs.BOM_UTF16_BE if made[1] == "utf-16-be" else b"") + made[0].encode(made[1], "replace")
)
# A page whose last letter was cut off, or that is broken in the middle.
BROKEN = st.tuples(ENCODED, st.integers(0, 400), st.binary(max_size=3)).map(
    lambda made: made[0][: made[1]] + made[2] + made[0][made[1] + 1 :]
)


def cut(data):
    """The document in `data` and its segments."""
    document = decode("a.txt", data).value
    return document, segment_page(document) if document else ()


def balanced(data, document, segments):
    """What is found wrong with the page `data` when it is cut into `segments`."""
    made = byte_accounting.build_account(Capture.from_text("a.txt", data), document, segments)
    copies = {ArticleId(str(n)): (told.source,) for n, told in enumerate(made.stories)}
    return byte_accounting.compute_totals([made], copies, {"a.txt": len(data)})


def counts(archive):
    """What `check --json` counts."""
    archive.run("check", "--json")
    return {key.removeprefix("bytes_"): n for key, n in json.loads(archive.output)["counts"].items() if "bytes" in key}


def accounting(archive):
    """The findings of `check` that are about the accounting."""
    archive.run("check", "--json")
    return [found for found in json.loads(archive.output)["findings"] if found["kind"] == "accounting"]


class TestAnyPage:
    @pytest.mark.slow
    @quick
    @given(st.binary(max_size=300) | ENCODED | BROKEN)
    @example(b"")
    @example(b"\xff\xfe")
    @example(b"\xff\xfea\x00\n")
    @example(codecs.BOM_UTF16_LE + STORY.encode("utf-16-le") + b"\n")
    @example(codecs.BOM_UTF16_LE + STORY.encode("utf-16-le") + b"\x00\xd8\x41")
    @example(codecs.BOM_UTF32_LE + STORY.encode("utf-32-le") + b"\x41\x00\x00")
    @example(codecs.BOM_UTF8 + b"\n\n\f\r\n" + STORY.encode() + b"\xc3")
    def test_is_accounted_for_to_the_last_byte(self, data):
        document, segments = cut(data)
        found = balanced(data, document, segments)
        assert found.problems == ()
        totals = found.value
        assert totals.size == len(data)
        assert totals.article + totals.duplicate + totals.furniture + totals.rejected == len(data)
        assert totals.rejected == (0 if segments else len(data))

    @quick
    @given(ENCODED | BROKEN)
    def test_is_tiled_without_gap_or_overlap(self, data):
        _, segments = cut(data)
        at = 0
        for span in byte_accounting.build_spans(len(data), segments):
            assert span.start == at < span.end
            at = span.end
        assert at == len(data)

    @pytest.mark.parametrize("case", sorted((CHECKOUT / "tests/cases").rglob("*.txt")), ids=lambda path: path.stem)
    def test_of_the_cases_is_accounted_for(self, case):
        data = case.read_text(encoding="utf-8").partition("\n=====\n")[0].replace("\n", "\r\n").encode()
        assert balanced(data, *cut(data)).problems == ()


class TestAFault:
    """The check is no tautology: whatever a labelling could get wrong, it finds."""

    DATA = (MENU + "\n" + STORY + TAIL).encode()

    def faults(self, change, data=DATA):
        """What is found when the blocks of the page are changed."""
        document, (whole,) = cut(data)
        changed = msgspec.structs.replace(whole, blocks=tuple(change(list(whole.blocks))))
        return [problem.fact for problem in balanced(data, document, (changed,)).problems]

    def test_is_not_found_if_there_is_none(self):
        assert self.faults(lambda blocks: blocks) == []

    @pytest.mark.parametrize("n", range(8))
    def test_is_found_where_any_block_is_missing(self, n):
        missing = cut(self.DATA)[1][0].blocks[n]
        (fact,) = self.faults(lambda blocks: blocks[:n] + blocks[n + 1 :])
        assert re.fullmatch(r"bytes \d+ to \d+ \(“.+”\) are in no part of it", fact)
        assert missing.text[:20] in fact

    @pytest.mark.parametrize("n", range(8))
    def test_is_found_where_any_block_stands_twice(self, n):
        block = cut(self.DATA)[1][0].blocks[n]
        assert self.faults(lambda blocks: [*blocks[:n], block, *blocks[n:]]) == [
            f"bytes {block.start} to {block.end} are counted twice"
        ]

    @pytest.mark.parametrize("n", range(1, 8))
    def test_is_found_where_two_blocks_share_a_byte(self, n):
        def wider(blocks):
            above = msgspec.structs.replace(blocks[n - 1], end=blocks[n].start + 1)
            return [*blocks[: n - 1], above, *blocks[n:]]

        (fact,) = self.faults(wider)
        assert "are counted twice" in fact

    @pytest.mark.parametrize("n", range(8))
    def test_is_found_where_a_block_ends_too_early(self, n):
        def shorter(blocks):
            return [*blocks[:n], msgspec.structs.replace(blocks[n], end=blocks[n].end - 3), *blocks[n + 1 :]]

        (fact,) = self.faults(shorter)
        assert "are in no part of it" in fact

    def test_is_found_where_a_block_ends_behind_the_file(self):
        size = len(self.DATA)
        behind = Block("more", size, size + 4, Label.FURNITURE, "after the story")
        assert self.faults(lambda blocks: [*blocks, behind]) == [
            f"a part of it ends at byte {size + 4}, behind its {size} bytes"
        ]

    def test_is_found_where_text_of_a_story_stands_outside_of_it(self):
        def relabelled(blocks):
            return [*blocks[:-1], msgspec.structs.replace(blocks[-1], label=Label.BODY)]

        (fact,) = self.faults(relabelled)
        assert "has a part outside of it" in fact

    def test_is_found_in_utf_16_too(self):
        assert self.faults(lambda blocks: blocks[1:], self.DATA.decode().encode("utf-16")) == [
            "bytes 0 to 16 (“* Home”) are in no part of it"
        ]


class TestBalance:
    DOCUMENT, SEGMENTS = cut(STORY.encode())
    ACCOUNT = byte_accounting.build_account(Capture.from_text("a.txt", STORY.encode()), DOCUMENT, SEGMENTS)
    COPY = ACCOUNT.stories[0].source

    @pytest.mark.parametrize("size", [0, len(STORY) - 1, len(STORY) + 1])
    def test_finds_a_size_on_disk_that_is_another(self, size):
        (problem,) = byte_accounting.compute_totals(
            [self.ACCOUNT], {ArticleId("x"): (self.COPY,)}, {"a.txt": size}
        ).problems
        assert problem.severity is Severity.PROBLEM
        assert problem.format_message() == (
            f"a.txt: its parts come to {len(STORY)} bytes, the file has {size} bytes; it was changed while this ran, "
            "or the program counts wrongly; run this again, and report it if it stays"
        )

    def test_finds_a_file_that_is_gone(self):
        (problem,) = byte_accounting.compute_totals([self.ACCOUNT], {ArticleId("x"): (self.COPY,)}, {}).problems
        assert problem.fact == f"its parts come to {len(STORY)} bytes, the file is gone"

    def test_finds_a_file_that_nobody_counted(self):
        (problem,) = byte_accounting.compute_totals([], {}, {"a.txt": 7}).problems
        assert problem.fact == "no part of it is counted, the file has 7 bytes"

    @pytest.mark.parametrize("owners", ["", "xy"])
    def test_finds_a_story_that_belongs_to_no_article_or_to_two(self, owners):
        copies = {ArticleId(owner): (self.COPY,) for owner in owners}
        (problem,) = byte_accounting.compute_totals([self.ACCOUNT], copies, {"a.txt": len(STORY)}).problems
        assert f"is counted for {len(owners)} articles instead of one" in problem.fact

    def test_counts_a_copy_that_is_not_of_record_as_duplicate(self):
        other = Provenance(path="b.txt", sha256="", start=0, end=1)
        totals = byte_accounting.compute_totals(
            [self.ACCOUNT], {ArticleId("x"): (other, self.COPY)}, {"a.txt": len(STORY)}
        ).value
        assert (totals.article, totals.duplicate, totals.furniture) == (0, len(STORY), 0)

    @pytest.mark.parametrize(
        ("held", "words"),
        [
            ((61, 12, 25, 2), "100 bytes in 3 pages: article 61 %, duplicate 12 %, furniture 25 %, rejected 2 %"),
            ((1, 1, 1, 0), "3 bytes in 3 pages: article 34 %, duplicate 33 %, furniture 33 %, rejected 0 %"),
            ((99999, 0, 0, 1), "100,000 bytes in 3 pages: article 100 %, duplicate 0 %, furniture 0 %, "
             "rejected under 1 %"),
            ((0, 0, 0, 0), "0 bytes in 3 pages"),
        ],
    )  # fmt: skip
    def test_is_given_in_shares_that_add_up_to_a_hundred(self, held, words):
        article, duplicate, furniture, rejected = held
        totals = ByteTotals(
            pages=3, size=sum(held), article=article, duplicate=duplicate, furniture=furniture, rejected=rejected
        )
        assert report.describe_bytes(totals) == words


def spoil(monkeypatch, blocks_of):
    """Have every segment hold other blocks than it should."""
    label_story, label_plain_page = Labeller.label_story, read_stories.label_plain_page

    def spoilt(segment):
        return msgspec.structs.replace(segment, blocks=tuple(blocks_of(segment)))

    def label_wrongly(*arguments):
        segment, signature = label_story(*arguments)
        return spoilt(segment), signature

    monkeypatch.setattr(Labeller, "label_story", label_wrongly)
    monkeypatch.setattr(read_stories, "label_plain_page", lambda *arguments: spoilt(label_plain_page(*arguments)))


class TestCheck:
    @pytest.fixture
    def archive(self, archive):
        """Two copies of a story, and one file of each kind that gives none."""
        archive.source("a.txt", STORY + TAIL).source("b.txt", MENU + "\n" + STORY + TAIL)
        archive.source("menu.txt", MENU * 20).source("empty.txt", " \n").source("page.html", "<p>saved</p>")
        archive.source("photo.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\x01\x02" * 3).source("ignored.txt", STORY)
        ruling = {"kind": "source", "a": "content/sources/ignored.txt", "ruling": "ignore"}
        return archive.put("content/decisions/a.jsonl", json.dumps(ruling) + "\n")

    def test_counts_every_byte_once_and_exactly(self, archive):
        sizes = {Path(path).name: len(data) for path, data in archive.files("content/sources").items()}
        assert counts(archive) == {
            "bytes": sum(sizes.values()),
            "article": len(STORY),
            "duplicate": len(STORY),
            "furniture": 2 * len(TAIL) + len(MENU) + 1,
            "markup": 0,
            "rejected": sum(size for name, size in sizes.items() if name not in ("a.txt", "b.txt")),
        }

    def test_lists_the_shares(self, archive):
        archive.run("check")
        size = sum(map(len, archive.files("content/sources").values()))
        (line,) = [line for line in archive.output.splitlines() if " bytes in " in line]
        assert line.startswith(f"{size:,} bytes in 7 pages: article ")
        assert sum(map(int, re.findall(r"(\d+) %", line))) == 100

    def test_counts_the_same_once_articles_are_edited_and_withdrawn(self, archive):
        before = counts(archive)
        archive.build()
        assert counts(archive) == before
        (path,) = (archive.root / "content/articles").rglob("*.md")
        path.write_text(path.read_text(encoding="utf-8").replace("mill", "windmill"), encoding="utf-8")
        assert counts(archive.build()) == before
        path.unlink()
        assert counts(archive.build()) == before

    def test_counts_the_same_where_the_register_cannot_be_read(self, archive):
        before = counts(archive)
        archive.build().put("content/register.jsonl", archive.text("content/register.jsonl")[:-9])
        assert counts(archive) == before

    def test_has_nothing_to_say_of_an_archive_without_pages(self, archive):
        shutil.rmtree(archive.root / "content/sources")
        archive.run("check")
        assert "0 bytes in 0 pages\n" in archive.output
        assert archive.exit_code == 0

    def test_counts_links_and_odd_names(self, archive):
        before = counts(archive)
        (archive.root / "content/sources/gone.txt").symlink_to("nowhere.txt")
        (archive.root / "content/sources/again.html").symlink_to("page.html")
        Path(str(archive.root / "content/sources") + "/\udcff.txt").write_bytes(b"four")
        assert accounting(archive) == []
        assert counts(archive)["rejected"] == before["rejected"] + len("<p>saved</p>") + 4

    def test_fails_where_text_is_left_out(self, archive, monkeypatch):
        archive.run("check")
        assert archive.exit_code == 0
        spoil(monkeypatch, lambda segment: segment.blocks[:-1])
        archive.run("check")
        assert archive.exit_code == 1
        assert archive.findings()[0] == (
            f"problem: content/sources/a.txt: bytes {len(STORY)} to {len(STORY + TAIL)} "
            "(“Subscribe to our newsletter”) are in no part of it; the program cuts this page wrongly; look at it with "
            "`backfile ingest --explain content/sources/a.txt` and report it"
        )
        archive.run("ingest", "--explain", "content/sources/a.txt")
        left_out = (
            rf"{len(STORY)}–{len(STORY + TAIL)}\s+left out\s+Subscribe to our newsletter\s+in no part of the page"
        )
        assert re.search(left_out, archive.output)

    def test_fails_where_a_part_is_counted_twice(self, archive, monkeypatch):
        spoil(monkeypatch, lambda segment: (*segment.blocks[:1], *segment.blocks))
        archive.run("check")
        assert archive.exit_code == 1
        assert [found["fact"] for found in accounting(archive)] == [
            "bytes 0 to 30 are counted twice",
            "bytes 0 to 6 are counted twice",
        ]


@pytest.mark.slow
def test_the_sample_archive_is_accounted_for(tmp_path):
    shutil.copytree(CHECKOUT / "content", tmp_path / "content")
    sample = Archive(tmp_path, site_toml=None)
    held = counts(sample)
    assert sample.exit_code == 0
    files = sample.files("content/sources")
    table = files.pop("content/sources/2024-12-export/north-sea-observer.jsonl")
    payloads = [f"{record['title']}\n\n{record['text']}".encode() for record in map(json.loads, table.splitlines())]
    assert held.pop("bytes") == sum(held.values()) == sum(map(len, (*files.values(), *payloads)))
    assert all(held.values())
