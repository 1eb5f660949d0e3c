"""Where one thing is done in two ways, the fast way does what the general one does.

A fast way serves the common case and leaves all others to the general one; here both are asked.
"""

import string
import unicodedata

import msgspec
import numpy as np
import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.paths import CHECKOUT

from generator.authority import country_index
from generator.ingest.cut import decode
from generator.ingest.reading import vocabulary
from generator.ingest.tag import capital_runs
from generator.manuscript import frontmatter, frontmatter_fast
from generator.reference import tables
from generator.text import dates, normalise
from generator.text.date_tokens import tokenise

pytestmark = pytest.mark.slow

many = settings(derandomize=True, deadline=None, max_examples=400, suppress_health_check=list(HealthCheck))

ASCII = st.text(st.sampled_from(string.printable + "\0\x1c\x1f\x7f"), max_size=40)
_ODD = "äéñøßÆŁŠжя漢ا’‘“”–—…\u2028\u200f\xa0\xad\x85\ufffe😀"
PRINTED = st.text(st.sampled_from(string.printable + _ODD), max_size=24)
SCALARS = PRINTED | st.text(st.characters(exclude_categories=["Cs"]), max_size=12) | st.sampled_from(
    ["NO", "~", "1984", "12:30", "-", "- a", "? a", "a: b", "a :b", "a #b", "a# b", "#a", "'a'", '"', "%", "@a", "`",
     "&a", "*a", "!a", "|", ">", "[a]", "{a}", "---", "...", "=", "<<",
     "a ", " a", "a  b", "a\nb", "a\tb", "", "a:", ":a", "a, b", "a,"]
)  # fmt: skip
KEYS = st.sampled_from(["title", "date_basis", "countries", "people", "x"])
SPANS = st.tuples(st.integers(0, 10**7), st.integers(0, 10**7)).map(lambda both: frontmatter.build_span(*both))
ITEMS = st.dictionaries(KEYS, SCALARS | SPANS, max_size=4)
VALUES = SCALARS | SPANS | st.lists(SCALARS, max_size=4) | st.lists(ITEMS, max_size=3) | ITEMS


@many
@given(st.dictionaries(KEYS, VALUES, min_size=1, max_size=5))
def test_front_matter_is_what_the_library_writes(values):
    assert frontmatter.join(values, "") == f"---\n{frontmatter._dump(values)}---\n\n\n"


@pytest.mark.parametrize(
    "value",
    ["Bridge opens again", "2016-11-30", ["Angela Merkel", "Élodie O’Hara"],
     [{"path": "content/sources/a.txt", "sha256": "0a", "span": frontmatter.build_span(0, 2511)}]],
)  # fmt: skip
def test_common_front_matter_takes_the_fast_way(value):
    assert frontmatter._format_plain("x", value)


@many
@given(ASCII)
def test_words_of_plain_letters_are_those_of_any(text):
    general = normalise._NOT_WORD.sub(" ", normalise.fold(text)).strip()
    assert normalise.fold_key(text) == general
    assert normalise.fold_words(text) == general.split()


@many
@given(PRINTED | st.text(st.sampled_from("aΣσςİıﬁǅŻ̧ऍ़가豈Ⅷ½'’_- "), max_size=24) | st.text(max_size=12))
def test_folds_of_single_characters_are_those_of_the_text(text):
    """A character is folded once and its fold is looked up afterwards; only sigma depends on its neighbours."""
    letters = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    general = letters.lower().translate(normalise._QUOTES).translate(normalise._LETTERS)
    words = normalise._NOT_WORD.sub(" ", general).split()
    assert normalise.fold(text) == general
    assert normalise.fold_words(text) == words
    assert normalise.fold_key(text) == " ".join(words)


_WEIGHED = "by the Bürgermeister März ἔργον фото said x".lower().split()
_PAGE_WORDS = st.lists(
    st.sampled_from(
        ["by", "By", "THE", "the", "Bürgermeister", "März", "ἔργον", "фото", "said", "x", "y", "unweighed", "12", "3rd",
         "a_b", "½", "Ⅷ", "٣", "x²", "e\u0301", "\u2009", "\udc80", "ǅ", "İ", "—", "\n", "\n\n", "\r", "\x85", "\u2028"]
    ),
    max_size=12,
)  # fmt: skip


@many
@given(_PAGE_WORDS.map(" ".join) | _PAGE_WORDS.map("".join) | st.text(max_size=12))
def test_words_looked_up_by_hash_are_those_looked_up_by_themselves(text):
    quick = vocabulary.build_vocabulary({word: n + 1.0 for n, word in enumerate(_WEIGHED)})
    plain = msgspec.structs.replace(quick, hashes=np.zeros(0, np.uint64))
    for numbers, general in zip(
        vocabulary._number_words(text, quick), vocabulary._number_words(text, plain), strict=True
    ):
        assert numbers.tolist() == general.tolist()


@pytest.mark.parametrize(
    ("text", "is_hashed"), [("Ein Wort\nund März", True), ("漢字 and words", False), ("😀 a", False)]
)
def test_words_in_letters_of_the_basic_plane_are_looked_up_by_hash(text, is_hashed):
    assert (vocabulary._hash_words(text) is not None) == is_hashed


@many
@given(st.text(st.sampled_from("ab .\t \n"), max_size=40).map(lambda text: text.replace("\t", "")))
def test_lines_of_plain_text_are_those_of_any(text):
    data = text.encode()
    general, start = [], 0
    for match in decode._LINE_END.finditer(data):
        general.append(decode._build_line(data[start : match.start()], "utf-8", start))
        start = match.end()
    if start < len(data):
        general.append(decode._build_line(data[start:], "utf-8", start))
    assert decode._split_lines(data, "utf-8", 0) == general


DATED = st.lists(
    st.sampled_from(
        ["3 March 2018", "March 3, 2018", "3rd of March, 2018", "March 2018", "2018-03-03", "2018-03-03T12:00",
         "2018/03/03", "12", "1618", "2018", "2017-18", "March", "3", "٣ مارس ٢٠١٨",
         "3 de marzo de 2018", "at noon", ",", "x" * 60, "—", "20180303"]
    ),
    max_size=7,
).map(" ".join)  # fmt: skip


@many
@given(DATED | st.tuples(DATED, DATED).map("".join))
def test_dates_near_a_year_are_all_dates(text):
    everywhere = [mention for _, _, mention in dates._find_spans(tokenise(text), "", frozenset()) if mention.date]
    assert list(dates.find_dates(text)) == everywhere


NAMED = st.lists(
    st.sampled_from(
        ["Angela", "Merkel", "al-Sadr", "Al-Sadr", "al", "bin", "van", "der", "de", "J.", "J. R.", "O’Hara", "Jean-Luc",
         "(Bob)", '"leaf"', "“The Rock”", "III", "Jr.", "II", "-", "al-", "the", "said",
         ",", ".", "", "McX", "abd", "ibn-Saud", "x-Bin-Y",
         "١", "王", "ÉLAN", "aL-Qa", "e", "y"]
    ),
    max_size=9,
)  # fmt: skip


@many
@given(NAMED.map(" ".join) | NAMED.map("".join))
def test_runs_of_two_words_are_those_of_the_expression(text):
    longer = [match.span() for match in capital_runs.RUN.finditer(text) if " " in match[0]]
    assert [(run.start, run.end) for run in capital_runs.find_runs(text)] == longer


@many
@given(st.text(st.sampled_from("AbZ.' ’-1_\n\t"), max_size=30) | ASCII)
def test_capitalised_words_of_plain_letters_are_those_of_any(text):
    if text.isascii():
        general, plain = country_index._CAPITALISED, country_index._CAPITALISED_ASCII
        assert [one.span() for one in plain.finditer(text)] == [one.span() for one in general.finditer(text)]


@many
@given(
    st.lists(
        st.sampled_from(
            ["Papua", "New", "Guinea", "South", "Sudan", "Sudan's", "the", ",", "Georgia", "Ga.", "U.S.", "Niger",
             "Congo", "English", "in", "European", "Union", "Jordan", "Michael", "Moscow", "Paris", "Korea", "IN"]
        ),
        max_size=12,
    ),
    st.sets(st.sampled_from("PG GN SD SS GE US NE CD CG GB JO RU FR KR KP".split())),
)  # fmt: skip
def test_mentions_of_some_countries_are_those_among_all(words, codes):
    text, found = " ".join(words), tables.build_country_index()
    wanted = [one for one in found.find(text) if not codes.isdisjoint(one.codes)]
    assert list(found.find(text, None, codes)) == wanted


def read_by_the_library(lines):
    node = yaml.compose("\n".join(lines), Loader=yaml.CSafeLoader)
    return frontmatter._parse_mapping(node)


def agrees(lines):
    """Whether the quick way reads these lines; it must read what the library does, and nothing the library refuses."""
    found = frontmatter_fast.parse_lines(lines)
    if found is not None:
        assert found == read_by_the_library(lines)
    return found is not None


_NAMES = st.sampled_from(["title", "date", "sha256", "x-y", "_a", "NO", "yes", "null", "1"])
_WRITTEN = SCALARS | st.sampled_from(
    ["a, b", "[]", "[a]", "[a, b]", '["a", "b"]', "['a', b]", "[a,b]", "[ a ]", "[a, [b]]", "[0, 2511]", "{a: b}",
     "'it''s'", '"a\\"b"', '"it\'s"', '"a\\\\b"', "''", '""', "a # b", "é", "Ærø", "1987-02-26", "a'b", 'a"b', "&a b",
     "*a", "x: y", "- x", "A <B> C!", "a [b] {c}", "a ?b|c~^`", "a\\\\b", 'a "b"', "a*", "a <", "a >", "a, [b"]
)  # fmt: skip
_LINES = st.one_of(
    st.tuples(_NAMES, _WRITTEN).map(lambda both: f"{both[0]}: {both[1]}"),
    _NAMES.map(lambda name: f"{name}:"),
    _WRITTEN.map(lambda text: f"- {text}"),
    st.tuples(_NAMES, _WRITTEN).map(lambda both: f"- {both[0]}: {both[1]}"),
    st.tuples(_NAMES, _WRITTEN).map(lambda both: f"  {both[0]}: {both[1]}"),
    st.sampled_from(["", " ", "...", "# note", "  - a", "    a: b", "? a", "\ta: b", "a: |", "a: >", "  more"]),
)


@settings(many, max_examples=800)
@given(st.lists(_LINES, max_size=7).map(lambda lines: "\n".join(lines).split("\n")))
def test_front_matter_is_what_the_library_reads(lines):
    agrees(lines)


@many
@given(st.dictionaries(KEYS, VALUES, min_size=1, max_size=5))
def test_front_matter_that_was_written_is_read_as_by_the_library(values):
    agrees(frontmatter.join(values, "").split("\n---\n")[0].split("\n")[1:])


def test_common_front_matter_is_read_the_fast_way():
    lines = [
        "id: e91aa98942", "title: 'Kofi Annan: ''We shall see'''", "date: 1987-02-26", "countries:", "- Ghana",
        "- 'Côte d’Ivoire'", "people: []", 'mentions: ["RU", NO]', "summary:", "sources:",
        "- path: content/sources/a.txt", "  sha256: 0a1b", "  span: [0, 2511]",
    ]  # fmt: skip
    assert agrees(lines)


def test_the_sample_archive_is_read_the_fast_way():
    folder = CHECKOUT / "content/articles"
    heads = [path.read_text("utf-8").split("\n---\n")[0].split("\n")[1:] for path in folder.rglob("*.md")]
    assert sum(map(agrees, heads)) >= 0.9 * len(heads) > 0
