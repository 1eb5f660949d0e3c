"""Tables: JSON lines and CSV, each record a story, and none of them able to stop a run."""

import csv
import gzip
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.ingest.inputs.open_input import load_captures, open_input
from generator.ingest.inputs.table_record import read_record_day

LOCK = (
    "The harbour of Esbjerg will get a second lock for ferries, the town council decided on Tuesday evening.",
    "Work on the lock is to begin in the spring and will take three years, according to the mayor, Karen Holm.",
    "Fishermen had asked for it since a storm closed the harbour for nine days in the winter of 2014.",
    "The ministry of transport in Copenhagen pays half of the cost, which is put at ninety million kroner.",
)
BRIDGE = (
    "The old bridge over the Gudenå was opened to cyclists again on Friday, after two years of repairs.",
    "Its beams of oak had rotted where rain collected, an engineer of the municipality, Lars Bo, told the council.",
    "The repairs cost four million kroner, a third more than planned, because the work stopped in both winters.",
    "Cars will keep to the new bridge, which was built beside the old one in 1962 and is wide enough for lorries.",
)
RECORD = {
    "title": "A Second Lock for the Harbour",
    "text": "\n\n".join(LOCK),
    "date": "2019-03-05T10:00:00Z",
    "authors": ["Ida Lund", "Per Friis"],
    "url": "https://coast-post.example/second-lock",
    "source": "The Coast Post",
    "category": "Ports",
    "description": "The council of Esbjerg wants ferries to wait no longer.",
    "image_url": "https://coast-post.example/lock.jpg",
}
OTHER = {"title": "Old Bridge Opens Again", "text": "\n\n".join(BRIDGE), "date": "20190412"}


def as_lines(*records):
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


def as_csv(*records, delimiter=","):
    names = list(dict.fromkeys(name for record in records for name in record))
    file = io.StringIO(newline="")
    writer = csv.DictWriter(file, names, delimiter=delimiter)
    writer.writeheader()
    for record in records:
        writer.writerow({name: ", ".join(item) if isinstance(item, list) else item for name, item in record.items()})
    return file.getvalue()


def titles(archive):
    return sorted(line["title"] for line in archive.export())


BOTH = sorted((RECORD["title"], OTHER["title"]))


class TestRecords:
    @pytest.mark.parametrize(
        ("name", "data"),
        [
            ("a.jsonl", as_lines(RECORD, OTHER)),
            ("a.ndjson", as_lines(RECORD, OTHER)),
            ("a.json", as_lines(RECORD, OTHER)),
            ("a.jsonl", "\ufeff" + as_lines(RECORD, OTHER).replace("\n", "\r\n\r\n")),
            ("a.jsonl.gz", gzip.compress(as_lines(RECORD, OTHER).encode())),
            ("a.csv", as_csv(RECORD, OTHER)),
            ("a.csv", "\ufeff" + as_csv(RECORD, OTHER, delimiter=";")),
            ("a.tsv", as_csv(RECORD, OTHER, delimiter="\t")),
            ("a.csv.gz", gzip.compress(as_csv(RECORD, OTHER).encode())),
        ],
    )
    def test_each_is_a_story_and_every_byte_is_counted(self, archive, name, data):
        archive.source(name, data).build()
        assert titles(archive) == BOTH
        archive.run("check")
        assert archive.exit_code == 0, archive.output

    @pytest.mark.parametrize(("name", "write"), [("a.jsonl", as_lines), ("a.csv", as_csv)])
    def test_have_their_fields(self, archive, name, write):
        archive.source(name, write(RECORD)).build()
        (story,) = archive.export()
        assert story["date"] == "2019-03-05"
        assert story["date_basis"] == "record"
        assert story["byline"] == "Ida Lund, Per Friis"
        assert story["publication"] == "The Coast Post"
        assert story["section"] == "Ports"
        text = archive.text("content/articles/2019/a-second-lock-for-the-harbour.md")
        assert "url: https://coast-post.example/second-lock\n" in text
        assert "summary: The council of Esbjerg wants ferries to wait no longer.\n" in text
        assert all(paragraph in text for paragraph in LOCK)

    def test_name_their_line_and_the_bytes_of_it(self, archive):
        data = as_lines(OTHER, RECORD)
        archive.source("a.jsonl", data).build()
        (source,) = next(line for line in archive.export() if line["title"] == RECORD["title"])["sources"]
        start = len(as_lines(OTHER).encode())
        assert source["record"] == f"line 2, bytes {start}-{len(data.encode())}"

    def test_with_html_are_read_as_html(self, archive):
        text = "".join(f"<p>{paragraph.replace('Esbjerg', '<b>Esbjerg</b>')}</p>" for paragraph in LOCK)
        archive.source("a.jsonl", as_lines({**RECORD, "text": text})).build()
        (story,) = archive.export()
        assert story["title"] == RECORD["title"]
        assert "<" not in story["text"]
        assert "The harbour of Esbjerg will get" in story["text"]

    def test_with_sections_have_their_paragraphs(self, archive):
        body = {"summary": [], "sections": [{"headline": [], "paragraphs": list(LOCK)}]}
        archive.source("a.jsonl", as_lines({"title": RECORD["title"], "body": body})).build()
        (story,) = archive.export()
        assert all(paragraph in story["text"] for paragraph in LOCK)

    def test_are_one_story_with_the_page_that_has_the_same_text(self, archive):
        page = f"{RECORD['title']}\n\n{RECORD['text']}\n"
        archive.source("a.jsonl", as_lines(RECORD)).source("a.txt", page).build()
        (story,) = archive.export()
        assert len(story["sources"]) == 2

    def test_stay_the_same_articles_when_the_table_is_packed_or_gets_a_line_more(self, archive):
        archive.source("a.jsonl", as_lines(RECORD)).build()
        before = archive.export()[0]["id"]
        (archive.root / "content/sources/a.jsonl").unlink()
        archive.source("a.jsonl.gz", gzip.compress(as_lines(OTHER, RECORD).encode())).build()
        assert titles(archive) == BOTH
        assert before in {line["id"] for line in archive.export() if line["title"] == RECORD["title"]}

    def test_a_day_after_the_capture_is_not_used(self, archive):
        archive.source("a.jsonl", as_lines(OTHER, {**RECORD, "date_download": "2019-02-01"})).build()
        assert next(line for line in archive.export() if line["title"] == RECORD["title"])["date"] is None
        assert (
            "notice: content/sources/a.jsonl:2: the stated day of publication, 2019-03-05 (column date), is not used; "
            "the page was saved before, on 2019-02-01 (column date_download); "
            "give the article its `date` if you know it"
        ) in archive.findings()


class TestMap:
    DATA = as_lines({"Kopf": RECORD["title"], "Fliess": RECORD["text"], "date": "2001-01-01", "stand": "2019-03-05"})
    MAP = 'title = "Kopf"\ntext = "Fliess"\ndate = ["erschienen", "stand"]\n'

    def test_says_which_columns_are_read(self, archive):
        archive.source("a.jsonl", self.DATA).source("a.map.toml", self.MAP).build()
        (story,) = archive.export()
        assert (story["title"], story["date"]) == (RECORD["title"], "2019-03-05")

    def test_is_asked_for_if_no_column_has_text_and_read_when_it_comes_and_goes(self, archive):
        archive.source("a.csv.gz", gzip.compress(as_csv(json.loads(self.DATA)).encode())).run("build")
        assert archive.exit_code == 1
        assert archive.findings() == [
            "problem: content/sources/a.csv.gz: no column has the text of stories; "
            "its columns are `Kopf`, `Fliess`, `date`, `stand`; "
            'say which it is in content/sources/a.map.toml, in a line such as text = "COLUMN"'
        ]
        archive.source("a.map.toml", self.MAP).build()
        assert titles(archive) == [RECORD["title"]]
        archive.source("a.map.toml", self.MAP.replace("stand", "date")).build()
        assert archive.export()[0]["date"] == "2001-01-01"

    @pytest.mark.parametrize(
        ("data", "message"),
        [
            ('titel = "Kopf"\n', "`titel` is not a field of a story; use one of these: title, text, date, modified, "
             "url, byline, standfirst, section, language, publication, picture, captured"),
            ("title = 3\n", '`title` is neither the name of a column nor a list of names; write title = "COLUMN"'),
            ("title\n", "invalid TOML: Expected '=' after a key in a key/value pair (at line 1, column 6); "
             "fix the map; the table is read when it is valid"),
        ],
    )  # fmt: skip
    def test_that_is_invalid_is_a_problem_with_it(self, archive, data, message):
        archive.source("a.jsonl", as_lines(RECORD)).source("a.map.toml", data).run("build")
        assert archive.exit_code == 1
        assert f"problem: content/sources/a.map.toml: {message}" in archive.findings()


class TestBroken:
    def test_lines_cost_themselves_only(self, archive):
        data = as_lines(RECORD) + '{"title": "Half a Li\n[1]\n\n' + as_lines({"title": "None"}, OTHER)
        archive.source("a.jsonl", data).build()
        assert titles(archive) == BOTH
        assert [line for line in archive.findings() if "a.jsonl" in line] == [
            "notice: content/sources/a.jsonl: 1 line has no text; nothing to do",
            "notice: content/sources/a.jsonl:2: this line is left out: invalid JSON: invalid character (byte 20); "
            "fix the line if you need its story",
            "notice: content/sources/a.jsonl:3: this line is left out: it is not a JSON object; "
            "fix the line if you need its story",
        ]
        archive.run("check")
        assert archive.exit_code == 0, archive.output

    def test_rows_cost_themselves_only(self, archive):
        header, first, second = (
            "title,text\r\n",
            *(
                as_csv({"title": record["title"], "text": record["text"]}).partition("\r\n")[2]
                for record in (RECORD, OTHER)
            ),
        )
        archive.source("a.csv", header + first + "a,b,c\r\n" + second + 'Nobody,"closes this\r\nquote,or\r\n').build()
        assert titles(archive) == BOTH
        assert [line for line in archive.findings() if "left out" in line] == [
            "notice: content/sources/a.csv:9: this row is left out: it has 3 cells for 2 columns; "
            "fix the row if you need its story",
        ]
        archive.run("check")
        assert archive.exit_code == 0, archive.output

    def test_a_quote_that_nobody_closes_costs_one_row(self, archive):
        last = as_csv({"title": RECORD["title"], "text": " ".join(LOCK)}).partition("\r\n")[2]
        rows = f"A,,{'y' * 40_000}\r\n" * 500 + last
        archive.source("a.csv", f'title,text,note\r\nNobody,"closes this\r\n{rows}').build()
        assert titles(archive) == [RECORD["title"]]
        fact = "it has more than 16 MiB; a quote may not be closed; fix the row if you need its story"
        assert f"notice: content/sources/a.csv:2: this row is left out: {fact}" in archive.findings()

    def test_a_line_without_end_costs_itself_only(self, archive):
        data = as_lines(RECORD).encode() + b'{"text": "' + b"a" * 17_000_000 + b'"}\n' + as_lines(OTHER).encode()
        archive.source("a.jsonl", data).build()
        assert titles(archive) == BOTH
        assert (
            "notice: content/sources/a.jsonl:2: this line is left out: it has more than 16 MiB; "
            "fix the line if you need its story"
        ) in archive.findings()

    @pytest.mark.parametrize("name", ["bomb.jsonl.gz", "bomb.csv.gz"])
    def test_a_bomb_costs_itself_only(self, archive, name):
        archive.source(name, gzip.compress(b"text\n" + b"a" * 100_000_000)).source("b.jsonl", as_lines(RECORD)).build()
        assert titles(archive) == [RECORD["title"]]
        assert any(
            f"{name}: this page is not read: it unpacks to more than 200 times its size" in line
            for line in archive.findings()
        )

    def test_a_table_in_utf_16_says_what_to_do(self, archive):
        archive.source("a.csv", as_csv(RECORD).encode("utf-16")).source("b.jsonl", as_lines(RECORD)).build()
        assert (
            "notice: content/sources/a.csv: this table is in UTF-16, which is not read; save it as CSV UTF-8"
            in archive.findings()
        )

    def test_a_table_in_windows_1252_is_read(self, archive):
        archive.source("a.csv", as_csv({**OTHER, "title": "Gudenå – Old Bridge Opens"}).encode("cp1252")).build()
        assert titles(archive) == ["Gudenå – Old Bridge Opens"]


class TestDays:
    @pytest.mark.parametrize(
        ("text", "day"),
        [
            ("1551780000", "2019-03-05"),
            ("1551780000.5", "2019-03-05"),
            ("1551780000000", "2019-03-05"),
            ("20190305", "2019-03-05"),
            ("20190305101500", "2019-03-05"),
            ("2019-03-05 23:59:00+02:00", "2019-03-05"),
            ("Tue, 05 Mar 2019 10:00:00 GMT", "2019-03-05"),
            ("25/03/2019", "2019-03-25"),
            ("5 mars 2019", "2019-03-05"),
        ],
    )
    def test_are_read(self, text, day):
        assert read_record_day(text).iso == day

    @pytest.mark.parametrize("text", ["03/04/2015", "yesterday", "12", "99999999", "20191340", "", "nan"])
    def test_that_are_uncertain_stay_unread(self, text):
        assert read_record_day(text) is None


CELLS = st.text(max_size=30) | st.sampled_from(["title", "text", "date", '"', "\n", ",", "{", "}"])


class TestAnything:
    @given(
        st.sampled_from(["a.jsonl", "a.csv"]),
        st.binary(max_size=300) | st.lists(CELLS).map(lambda x: "".join(x).encode()),
    )
    def test_is_counted_to_the_last_byte(self, name, data):
        listing = open_input(name, io.BytesIO(b"text,title\n" + data)).value.records
        assert sum(size for _, size in listing.parts) == len(data) + len(b"text,title\n")
        results = (
            list(load_captures(name, io.BytesIO(b"text,title\n" + data), listing.locators)) if listing.locators else []
        )
        assert all(result.value is not None for result in results)

    @given(st.lists(st.fixed_dictionaries({"title": st.text(), "text": st.text(min_size=1)}), min_size=1, max_size=5))
    def test_record_is_one_capture_with_its_text_in_both_kinds(self, records):
        for name, write in (("a.jsonl", as_lines), ("a.csv", as_csv)):
            data = write(*records).encode("utf-8", "replace")
            listing = open_input(name, io.BytesIO(data)).value.records
            captures = list(load_captures(name, io.BytesIO(data), listing.locators)) if listing.locators else []
            texts = [record["text"] for record in records if record["text"].strip()]
            assert len(captures) == len(texts)
            for capture, text in zip(captures, texts, strict=True):
                assert capture.value.payload.endswith(text.encode("utf-8", "replace"))
