"""Bytes to lines: code pages by language, several encodings in a file, invisible signs, and files that are no text."""

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.ingest.cut.decode import decode
from generator.ingest.cut.file_kinds import find_kind

quick = settings(derandomize=True, deadline=None, max_examples=150)

# Code pages with a sentence of a language that is written in them.
WRITTEN = [
    ("windows-1254", "Köprü yeniden açıldı, çünkü fırtınadan sonra üç hafta boyunca kapalı kalmıştı, dedi başkan."),
    ("windows-1250", "Most byl znovu otevřen, protože po bouři zůstal tři týdny zavřený, řekla starostka města."),
    (
        "windows-1250",
        "Most je spet odprt, ker je bil po neurju tri tedne zaprt, je povedala županja; ljudje čakajo v vrsti.",
    ),
    ("windows-1250", "Most został znów otwarty, ponieważ po burzy był zamknięty przez trzy tygodnie, mówi wójt."),
    (
        "windows-1250",
        "A hidat újra megnyitották, mert a vihar után három hétig zárva volt, mondta a főjegyző, és örül.",
    ),
    ("windows-1250", "Podul a fost redeschis după furtună, a anunţat primăria, şi maşinile circulă din nou."),
    ("windows-1250", "Most je ponovno otvoren jer je nakon oluje bio zatvoren, kaže načelnica općine, a žene čekaju."),
    ("iso8859-2", "Most został znów otwarty, ponieważ po burzy był zamknięty, a ludzie się śmiali i ściskali."),
    ("windows-1257", "Tiltas vėl atidarytas, nes po audros tris savaites buvo uždarytas, sakė merė, žmonės džiūgavo."),
    (
        "windows-1257",
        "Tilts atkal ir atvērts, jo pēc vētras tas trīs nedēļas bija slēgts, sacīja mērs; ļaudis gavilēja.",
    ),
    (
        "windows-1252",
        "Die Brücke ist wieder geöffnet, weil sie für drei Wochen gesperrt gewesen war, sagte die Bürgermeisterin.",
    ),
    ("windows-1252", "Le pont a été rouvert après trois semaines, a déclaré la mairesse, où l’été s’achève déjà."),
    (
        "windows-1252",
        "El puente se abrió otra vez después de tres semanas, según dijo la alcaldesa del pequeño pueblo.",
    ),
    ("windows-1252", "A ponte não abriu até à manhã de terça, disse a presidente, e as ações continuam."),
    ("windows-1252", "Il ponte è stato riaperto perché la città così ha voluto, e più gente è già passata."),
    ("windows-1252", "Bron är öppen igen sedan tre veckor, sade borgmästaren på måndagen, och folk jublade."),
    ("windows-1252", "Brúin er opin aftur eftir þrjár vikur, sagði bæjarstjórinn og það þótti góð frétt."),
    ("cp1251", "Мост снова открыт после бури, сказала глава города, и люди стоят в очереди."),
    ("cp1253", "Η γέφυρα άνοιξε ξανά μετά από τρεις εβδομάδες, είπε η δήμαρχος της πόλης."),
    ("cp1255", "הגשר נפתח שוב אחרי שלושה שבועות, אמרה ראשת העיר, והאנשים שמחו מאוד."),
    ("cp1256", "فتح الجسر مرة أخرى بعد ثلاثة أسابيع من العاصفة، كما قالت رئيسة البلدية."),
    ("gb18030", "大桥在暴风雨三个星期之后重新开放，市长在桥头对记者表示，居民们感到高兴。"),
]


def lines_of(data):
    document = decode("a.txt", data).value
    return [line.text for line in document.lines]


def notices(data):
    return [(problem.kind, problem.fact) for problem in decode("a.txt", data).problems]


@pytest.mark.parametrize(("code_page", "text"), WRITTEN)
def test_a_code_page_is_told_by_the_language(code_page, text):
    data = f"{text}\n\n{text}\n".encode(code_page)
    assert lines_of(data) == [text, "", text]
    ((kind, fact),) = notices(data)
    assert kind == "decoded"
    assert fact.startswith("decoded from ")


class TestSeveralEncodings:
    def test_are_read_line_by_line(self):
        data = "The bridge – the old one – is open.\n".encode() + "The mayor’s word: “yes” – at last.\n".encode(
            "cp1252"
        )
        assert lines_of(data) == ["The bridge – the old one – is open.", "The mayor’s word: “yes” – at last."]
        assert notices(data) == [("decoded", "decoded from UTF-8, and 1 of its lines from windows-1252")]

    def test_signs_pasted_into_a_line_of_utf_8_are_read_too(self):
        data = b"The bridge\xe2\x80\x99s \x93new\x94 keeper \x97 a woman."
        assert lines_of(data) == ["The bridge’s “new” keeper — a woman."]

    def test_a_page_cut_in_the_midst_of_a_letter_stays_utf_8(self):
        data = "Die Brücke ist geöffnet, sagte die Behörde am Mittag: schö".encode()[:-1]
        assert lines_of(data) == ["Die Brücke ist geöffnet, sagte die Behörde am Mittag: sch\ufffd"]
        assert notices(data)[0][0] == "bytes not decoded"


class TestSigns:
    def test_entities_are_what_they_stand_for(self):
        assert lines_of(b"Fish &amp; chips: it&#8217;s &ldquo;fine&rdquo; &#x2013; R&D, AT&T; &amp;nbsp;") == [
            "Fish & chips: it’s “fine” – R&D, AT&T;"
        ]

    def test_marks_of_direction_and_signs_of_objects_are_gone(self):
        assert lines_of("\u200f3\u200f مارس\u200e\u2067 2021\u2069 a\ufffcb\u061c".encode()) == ["3 مارس 2021 ab"]

    def test_joiners_of_words_stay(self):
        assert lines_of("می\u200cخواهم".encode()) == ["می\u200cخواهم"]

    def test_separators_of_unicode_end_a_line(self):
        data = "one\u2028two\u2029three\u0085four".encode()
        document = decode("a.txt", data).value
        assert [data[line.start : line.end].decode() for line in document.lines] == ["one", "two", "three", "four"]
        assert lines_of("one\u2028two".encode("utf-16")) == ["one", "two"]

    def test_the_ellipsis_of_a_code_page_ends_no_line(self):
        assert lines_of("Déjà vu… encore".encode("cp1252")) == ["Déjà vu… encore"]

    def test_soft_hyphens_are_gone_and_one_at_the_end_of_a_line_is_printed(self):
        assert lines_of("the fer\u00adry be\u00ad\ntween".encode()) == ["the ferry be-", "tween"]


KINDS = {
    b"<!DOCTYPE html>\n<html><body>Text</body></html>": "HTML",
    b"\xef\xbb\xbf<html lang=en>": "HTML",
    b"<!-- saved -->\n<html>": "HTML",
    b"<div class='a'><p>One</p><p>Two</p><p><b>Three</b></p></div>": "HTML",
    b'{"title": "Ferry", "body": "It runs."}\n': "JSON",
    b'[{"title": "Ferry"}]': "JSON",
    b"%PDF-1.7\n%\xe2\xe3": "a PDF",
    b"{\\rtf1\\ansi Text}": "RTF",
    b"From: a@b.example\r\nTo: c@d.example\r\nSubject: Ferry\r\nMIME-Version: 1.0\r\n\r\nIt runs.": "a mail message",
    b"Return-Path: <a@b>\nReceived: from b\nDate: Wed, 3 Mar 2021\nSubject: x\n\nText": "a mail message",
    b"<?xml version='1.0'?>\n<rss><channel/></rss>": "XML",
    b"PK\x03\x04\x14\x00": "a ZIP archive or office document",
}


@pytest.mark.parametrize("data", KINDS)
def test_a_file_that_is_no_plain_text_is_a_notice_and_no_prose(data):
    found = decode("content/sources/a.txt", data)
    assert found.value is None
    (problem,) = found.problems
    assert (problem.kind, problem.fact) == ("not plain text", f"this file is {KINDS[data]}, not plain text")


@pytest.mark.parametrize(
    "data",
    [
        b"Ferry Runs Again\n\nDate: 3 March 2021\nFrom: our correspondent\n\nIt runs.",
        b"[Music] plays on the pier\n\nIt runs.",
        b"{Ferry}", b"<3 this ferry\n\nIt runs.", b"Subject to change: the ferry\n\nIt runs.", b"a < b and c > d",
        b"Subject: the ferry\nThe council met.\n\nIt runs.",
    ],
)  # fmt: skip
def test_text_that_only_looks_like_another_kind_is_text(data):
    assert find_kind(data) is None
    assert decode("a.txt", data).value


@quick
@given(
    st.lists(
        st.sampled_from([*(text for _, text in WRITTEN), "&amp; &#10;", "\u2028", "soft\u00ad", "", "\ufffd"]),
        max_size=6,
    ),
    st.lists(st.sampled_from(["utf-8", "cp1252", "windows-1250", "cp1251"]), min_size=1, max_size=3),
    st.sampled_from([b"\n", b"\r\n", b"\r"]),
)
def test_lines_tile_the_file_whatever_its_lines_are_written_in(texts, code_pages, end):
    data = b"".join(text.encode(code_pages[n % len(code_pages)], "replace") + end for n, text in enumerate(texts))
    document = decode("a.txt", data).value
    at = 0
    for line in document.lines if document else ():
        assert data[at : line.start].strip(b"\r\n\x85\xc2\xe2\x80\xa8\xa9") == b""
        assert line.start <= line.end
        assert "\n" not in line.text
        assert "\u2028" not in line.text
        at = line.end
    assert data[at:].strip() == b""


@quick
@given(st.binary(max_size=200) | st.binary(max_size=60).map(lambda data: data * 20))
def test_any_bytes_are_decoded_or_refused(data):
    found = decode("a.txt", data)
    if found.value:
        assert found.value.size == len(data)
    assert all(problem.step for problem in found.problems)


def test_a_mark_names_the_encoding():
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        document = decode("a.txt", mark + "Schön".encode(encoding)).value
        assert (document.encoding, document.lines[0].text) == (encoding, "Schön")
