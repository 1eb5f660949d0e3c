"""A key of front matter is changed without another byte of the file; what cannot be changed so is told."""

import os
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.manuscript import article_file, frontmatter
from generator.manuscript.frontmatter_edit import change_keys
from generator.manuscript.utf8 import decode_utf8
from generator.model.article import PartialDate

pytestmark = pytest.mark.slow

thorough = settings(
    derandomize=True,
    deadline=None,
    max_examples=int(os.environ.get("EXAMPLES", "150")),
    suppress_health_check=list(HealthCheck),
)
PATH = "content/articles/x.md"
WORDS = st.text(st.sampled_from("abz ÄłΩ中‌ 07#:,'\"[]{}&*!|>%@-?`~\\$=._\u00a0\u0627"), min_size=1, max_size=12)
ANY = st.text(min_size=0, max_size=12)
TOLD = st.sampled_from(["The Mill", "NO", "1984", "12:30", "true", "~", "2016-11-30"])
VALUES = st.one_of(
    st.none(), st.booleans(), WORDS, TOLD, ANY, st.lists(WORDS | TOLD, max_size=4), st.just(PartialDate(2016, 11))
)
PLAIN = st.sampled_from(["The Mill", "NO", "1984", "Ærø 2", "it's", "a/b - c.", "x", "2016-11-30", "中 文", "true"])
COMMENT = st.sampled_from(["", "", "", " # why", "  # `x: y`"])


def quoted(text):
    return "'" + text.replace("'", "''") + "'"


def doubled(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


@st.composite
def entries(draw, key):
    """The lines of a key with its value, as one of many hands would write it."""
    text, other, comment = draw(PLAIN), draw(PLAIN), draw(COMMENT)
    form = draw(st.integers(0, 13))
    wide = " " * draw(st.integers(1, 3))
    inner = " " * draw(st.integers(1, 4))
    dash = " " * draw(st.integers(0, 3)) + "-" + " " * draw(st.integers(1, 3))
    name = doubled(key) if draw(st.integers(0, 9)) == 0 else key
    return {
        0: [f"{name}:{wide}{text}{comment}"],
        1: [f"{name}:{wide}{quoted(text + ': ' + other)}{comment}"],
        2: [f"{name}:{wide}{doubled(text + ' # ' + other)}{comment}"],
        3: [f"{name}:{comment}"],
        4: [f"{name}: |{comment}", f"{inner}{text}", "", f"{inner}# {other}"],
        5: [f"{name}: >-{comment}", f"{inner}{text}", f"{inner}{other}", ""],
        6: [f"{name}: |+{comment}", f"{inner}{text}", ""],
        7: [f"{name}: [{text}, {quoted(other)}]{comment}"],
        8: [f"{name}:{comment}", f"{dash}{text}{comment}", f"{dash}{quoted(other)}"],
        9: [f"{name}:", f"{dash}{text}", f"  # {other}", f"{dash}{doubled(other)}"],
        10: [f"{name}:", f"- caption: {text}{comment}", f"  credit: {quoted(other)}", f"- caption: {other}"],
        11: [f"{name}:", f"{inner}{text}", f"{inner}{other}{comment}"],
        12: [f"{name}: [{text},", f"{inner}{doubled(other)}]{comment}"],
        13: [f"{name}: {{a: {text}, b: [{quoted(other)}]}}{comment}"],
    }[form]


@st.composite
def files(draw):
    """Bytes of a file, and of each key the lines on which it stands (first, and the first behind it)."""
    keys = draw(st.lists(st.sampled_from([*article_file.KEYS, "zeal", "our own"]), unique=True, max_size=6))
    indent = " " * draw(st.sampled_from([0, 0, 0, 2]))
    lines, places = ["---" + draw(st.sampled_from(["", " "]))], {}
    for key in keys:
        lines += draw(st.lists(st.sampled_from(["", "# above", "  # further in"]), max_size=2))
        made = [indent + line if line else "" for line in draw(entries(key))]
        places[key] = (len(lines), len(lines) + len(made))
        lines += made
        if "|+" in made[0]:  # the blank lines below are its own
            lines += [""] * draw(st.integers(0, 2))
            places[key] = (places[key][0], len(lines))
        if re.search(r": [|>]", made[0]):  # what is further in would be so too
            lines.append("# below")
    lines += draw(st.lists(st.sampled_from(["", "# last"]), max_size=1))
    body = draw(st.sampled_from(["", "\nThe mill.\n", "---\ntitle: no\n---", "\n\n # x\n\u2028y\n"]))
    text = "\n".join([*lines, "---", body])
    end = draw(st.sampled_from(["\n", "\n", "\r\n", "\r"]))
    mark = draw(st.sampled_from(["", "", "\ufeff"]))
    return (mark + text.replace("\n", end)).encode(), places


def split(data):
    return frontmatter.split(PATH, decode_utf8(PATH, data).value).value


def lines_of(data):
    return re.findall(rb"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$", data)


def meant(value):
    if isinstance(value, bool):
        return str(value).lower()
    return value.iso if isinstance(value, PartialDate) else value


@thorough
@given(files(), st.sampled_from([*article_file.KEYS, "zeal", "new"]), VALUES, st.data())
def test_only_the_key_is_changed_and_reads_as_meant(made, key, value, data):
    file, places = made
    if places and data.draw(st.booleans()):
        key = data.draw(st.sampled_from(sorted(places)))
    before = split(file)
    found = change_keys(PATH, file, {key: value})
    if found.value is None:
        # Only where a comment would be lost, or blank lines and comments come to belong to another value.
        assert re.search(rb"#|[|>]\+", file) or "\ud800" <= max(str(value)) <= "\udfff", found.problems
        assert found.problems[0].place.line
        return
    after = split(found.value)
    expected = {name: one for name, one in before.values.items() if name != key}
    assert after.values == expected | ({} if value is None else {key: meant(value)})
    assert after.body == before.body
    old, new = lines_of(file), lines_of(found.value)
    first, last = places.get(key, (None, None))
    if first is None:  # the added lines stand together, and without them the file is what it was
        more = len(new) - len(old)
        assert any([*new[:n], *new[n + more :]] == old for n in range(len(old) + 1))
    else:
        assert new[:first] == old[:first]
        assert new[len(new) - (len(old) - last) :] == old[last:]


@thorough
@given(files(), st.sampled_from(article_file.KEYS), PLAIN)
def test_changed_there_and_back_the_value_is_the_old_one(made, key, text):
    file, _ = made
    before = split(file).values
    there = change_keys(PATH, file, {key: text})
    if there.value is None:
        return
    old = before.get(key)
    if old is None or isinstance(old, str):
        back = change_keys(PATH, there.value, {key: old})
        assert back.value is None or split(back.value).values == before


@pytest.mark.parametrize(
    ("file", "values", "expected"),
    [
        ("x\n", {"title": "The Mill"}, "---\ntitle: The Mill\n---\n\nx\n"),
        ("x\r\ny", {"draft": True, "title": "A: b"}, "---\r\ntitle: 'A: b'\r\ndraft: true\r\n---\r\n\r\nx\r\ny"),
        ("---\n---\nx", {"withdrawn": True}, "---\nwithdrawn: true\n---\nx"),
        ("---\n# mine\n---\n", {"title": "x"}, "---\n# mine\ntitle: x\n---\n"),
        ("---\ntitle: x # c\nbyline: y\n---\n", {"date": "2016"}, "---\ntitle: x # c\ndate: 2016\nbyline: y\n---\n"),
        ("---\ntitle: x\n---\n", {"people": ["a", "b, c"]}, "---\ntitle: x\npeople:\n- a\n- b, c\n---\n"),
        (
            "---\npeople:\n  - A # first\n  # doubtful\n  - 'B'\n  - C\n---\n",
            {"people": ["A", "B", "D", "C"]},
            "---\npeople:\n  - A # first\n  # doubtful\n  - 'B'\n  - D\n  - C\n---\n",
        ),
        ("---\ncountries: [Chad, 'Mali'] # c\n---\n", {"countries": ["Mali"]}, "---\ncountries: ['Mali'] # c\n---\n"),
        ("---\ndraft: yes # soon\ntitle: x\n---\n", {"draft": None}, "---\ntitle: x\n---\n"),
    ],
)
def test_is_written_as_an_editor_would(file, values, expected):
    assert change_keys(PATH, file.encode(), values).value == expected.encode()


@pytest.mark.parametrize(
    ("file", "values", "line", "fact"),
    [
        ("---\n{title: x}\n---\n", {"title": "y"}, 2, "the front matter is written in braces"),
        ("---\nid: &a x\ntitle: *a\n---\n", {"title": "y"}, 3, "a value refers to another one with `*`"),
        (
            "---\ntitle: x\npeople:\n- a\n# doubtful\n- b\n---\n",
            {"people": "c"},
            3,
            "`people` is written in a form that cannot be changed without changing the text around it",
        ),
        ("---\nkicker: |+\n  a\ntitle: x\n\n\n---\n", {"title": None}, 4, "`title` is written in a form"),
        ("---\nsummary: |\n  a\ntitle: x\n  # mine\n---\n", {"title": None}, 4, "`title` is written in a form"),
        ("---\nid: a\ntitle: x\n---\n", {"title": "\ud800"}, 3, "`title` is written in a form"),
        ("---\ntitle: [x\n---\n", {"title": "y"}, 2, "the front matter is invalid YAML"),
        ("---\ntitle: x\n", {"title": "y"}, 1, "the front matter is not closed"),
        ("\xff", {"title": "y"}, 1, "this is not UTF-8"),
    ],
)
def test_what_cannot_be_changed_is_reported_with_its_line(file, values, line, fact):
    found = change_keys(PATH, file.encode("latin-1"), {"slug": "z", **values})
    assert found.value is None
    (problem,) = found.problems
    assert (problem.place.path, problem.place.line) == (PATH, line)
    assert problem.fact.startswith(fact)
