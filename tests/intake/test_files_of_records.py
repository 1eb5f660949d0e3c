"""A file of many records: each is a page of its own, read alone, cached, accounted for and named in what is written.

The kind of this test keeps a story between lines of equals signs: nothing else is tried than the way of records.
"""

import pytest

from generator.ingest.inputs import kinds
from generator.ingest.inputs.kinds import InputKind
from generator.ingest.inputs.records import RecordListing
from generator.model.capture import Capture, Media, Metadata, Stated
from generator.model.problem import Problem, Result

RULE = b"=====\n"
FERRY = (
    "Ferry Runs Again\n\nThe ferry to the islands ran again on Monday, after nine weeks in the yard at Skagen.\n\n"
    "Its new engines need a third less oil, said the captain, who has sailed on this line for twenty-two years.\n"
)
BRIDGE = (
    "Bridge Stays Closed\n\nThe bridge at Hadsund stays closed until the end of June, the road office said Tuesday.\n\n"
    "Divers found cracks in two of its piers, and lorries have to drive around the fjord for the time being.\n"
)


def list_records(source):
    """The records with their bytes, "record 1" to the last."""
    data = source.file.read()
    records = data.split(RULE)
    rules = (len(records) - 1) * len(RULE)
    return RecordListing(
        tuple(f"record {n}" for n in range(1, len(records) + 1)),
        (("pages", len(data) - rules), ("rules", rules)),
    )


def load_records(source, locators):
    payloads = source.file.read().split(RULE)
    for locator in locators:
        yield load_record(source.path, payloads[int(locator.split()[1]) - 1], locator)


def load_record(path, payload, locator):
    if payload.startswith(b"broken"):
        return Result(None, (Problem.notice(path, "damaged record", f"{locator} cannot be read", "get it again"),))
    metadata = Metadata(publication=Stated(text="The Sound Mail", rule="record"))
    return Result(Capture(path=path, payload=payload, media=Media.TEXT, locator=locator, metadata=metadata))


@pytest.fixture(autouse=True)
def _kind(monkeypatch):
    kind = InputKind("records", Media.TEXT, lambda name, _: name.endswith(".records"), list_records, load_records)
    monkeypatch.setattr(kinds, "KINDS", (*kinds.KINDS, kind))


def put(archive, *records):
    return archive.source("all.records", "=====\n".join(records))


def sources_of(archive):
    return {
        line["title"]: [(source["path"].rpartition("/")[2], source["record"]) for source in line["sources"]]
        for line in archive.export()
    }


def test_every_record_is_a_page_and_named_by_its_locator(archive):
    put(archive, FERRY, BRIDGE).build()
    assert sources_of(archive) == {
        "Ferry Runs Again": [("all.records", "record 1")],
        "Bridge Stays Closed": [("all.records", "record 2")],
    }
    assert {line["publication"] for line in archive.export()} == {"The Sound Mail"}
    (article,) = (archive.root / "content/articles").rglob("ferry*.md")
    assert "record: record 1" in article.read_text(encoding="utf-8")


def test_a_second_build_changes_nothing_and_check_counts_every_byte(archive):
    put(archive, FERRY, BRIDGE).build()
    before = archive.files("content")
    archive.build()
    assert archive.files("content") == before
    archive.run("check")
    assert archive.exit_code == 0, archive.output


def test_a_story_keeps_its_article_when_records_move(archive):
    ids = {line["title"]: line["id"] for line in put(archive, FERRY, BRIDGE).build().export()}
    put(archive, "Weather\n\nRain.\n", BRIDGE, FERRY).build()
    assert {line["title"]: line["id"] for line in archive.export()} == ids
    assert sources_of(archive)["Ferry Runs Again"][0] == ("all.records", "record 3")


def test_a_copy_as_a_file_of_its_own_is_the_same_story(archive):
    put(archive, FERRY, BRIDGE).source("ferry.txt", FERRY).build()
    assert len(archive.export()) == 2
    assert sorted(sources_of(archive)["Ferry Runs Again"], key=str) == [
        ("all.records", "record 1"),
        ("ferry.txt", None),
    ]


def test_a_damaged_record_costs_only_itself_and_is_told_again(archive):
    put(archive, FERRY, "broken", BRIDGE).build()
    assert len(archive.export()) == 2
    for _ in range(2):
        archive.run("check", "--all")
        assert [line for line in archive.findings() if "record 2 cannot be read" in line]


def test_explain_shows_every_record(archive):
    put(archive, FERRY, BRIDGE)
    archive.run("ingest", "--explain", str(archive.root / "content/sources/all.records"))
    assert "content/sources/all.records, record 1" in archive.output
    assert "content/sources/all.records, record 2" in archive.output
    assert "Bridge Stays Closed" in archive.output


def test_a_file_whose_parts_do_not_add_up_is_a_problem(archive, monkeypatch):
    def lose_bytes(source):
        listing = list_records(source)
        return RecordListing(listing.locators, listing.parts[:1])

    kind = InputKind("records", Media.TEXT, lambda name, _: name.endswith(".records"), lose_bytes, load_records)
    monkeypatch.setattr(kinds, "KINDS", (*kinds.KINDS[:-1], kind))
    put(archive, FERRY, BRIDGE).run("check")
    assert archive.exit_code == 1
    assert any("its parts come to" in line for line in archive.findings())
