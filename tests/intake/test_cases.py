"""Saved pages and what should come of them, a text file each: see "Add a case" in tests/README.md.

Every page is also read as other crawlers would have left it: nothing of that may change a story. A field
that is named without a value must be absent; `caption` and `credit` may stand once for each figure. In
`structure/`, the text is written as Markdown.
"""

import re

import pytest
from support.paths import TESTS

from generator.ingest.cut.decode import decode
from generator.ingest.cut.parse_page import parse_page
from generator.ingest.reading.read_stories import read_stories
from generator.manuscript.escape import format_body
from generator.model.capture import Capture, Media

CASES = sorted((TESTS / "cases").rglob("*.txt"))
HTML_CASES = sorted((TESTS / "cases").rglob("*.html"))
FIELDS = ("title", "date", "date_basis", "publication", "section", "byline", "dateline", "language", "summary")
FIGURE = ("caption", "credit")

# The same page, saved with other habits.
HABITS = {
    "as it is": lambda page: page.encode(),
    "CRLF": lambda page: page.replace("\n", "\r\n").encode(),
    "CR": lambda page: page.replace("\n", "\r").encode(),
    "UTF-8 with a mark": lambda page: b"\xef\xbb\xbf" + page.encode(),
    "UTF-16": lambda page: page.encode("utf-16"),
    "trailing spaces": lambda page: page.replace("\n", " \t\n").encode(),
    "indented": lambda page: re.sub(r"^(?=.)", "    ", page, flags=re.MULTILINE).encode(),
    "blank lines doubled": lambda page: re.sub(r"\n(?=\n)", "\n\n", page).encode(),
    "one blank line more": lambda page: re.sub(r"\n\n+", r"\g<0>\n", page).encode(),
}


def wanted(text):
    """The stories below the line: fields as a mapping to lists of values, and paragraphs."""
    stories = []
    for story in re.split(r"^-----$", text, flags=re.MULTILINE):
        if not story.strip():
            continue
        head, _, rest = story.strip("\n").partition("\n\n")
        named = [re.fullmatch(rf"({'|'.join(FIELDS + FIGURE)}):(.*)", line) for line in head.split("\n")]
        if not all(named):
            named, rest = [], story
        fields = {}
        for match in named:
            fields.setdefault(match[1], []).append(match[2].strip())
        stories.append((fields, [" ".join(part.split()) for part in re.split(r"\n\n+", rest.strip("\n")) if part]))
    return stories


def printed(story, field):
    """The values of `field` in a story that was read, as a case writes them."""
    if field in FIGURE:
        return [getattr(figure, field) or "" for figure in story.printed.figures] or [""]
    value = getattr(story.printed, field)
    if field == "date":
        return [value.iso if value else ""]
    return [value.value if field == "date_basis" and value else value or ""]


def text_of(story, case):
    """The paragraphs of a story, or the parts of its Markdown."""
    if case.parent.name != "structure":
        return list(story.paragraphs)
    return [" ".join(part.split()) for part in format_body(story.paragraphs, story.kinds).split("\n\n")]


HTML_HABITS = {
    **{name: HABITS[name] for name in ("as it is", "CRLF", "CR", "UTF-8 with a mark", "UTF-16", "trailing spaces")},
    "on one line": lambda page: page.replace("\n", " ").encode(),
    "tags in capitals": lambda page: re.sub(r"</?[a-z]\w*", lambda match: match[0].upper(), page).encode(),
}


def cut(data):
    document = decode("page.txt", data).value
    return [story for _, story in read_stories(document)]


def cut_html(data):
    return list(parse_page(Capture(path="page.html", payload=data, media=Media.HTML)).stories)


@pytest.mark.parametrize("habit", HTML_HABITS)
@pytest.mark.parametrize("case", HTML_CASES, ids=lambda path: path.stem)
def test_an_html_page_gives_the_stories_of_its_case(case, habit):
    page, _, result = case.read_text(encoding="utf-8").partition("\n=====\n")
    stories, expected = cut_html(HTML_HABITS[habit](page)), wanted(result)
    found = [
        ({field: printed(story, field) for field in fields}, text_of(story, case))
        for story, (fields, _) in zip(stories, expected, strict=False)
    ]
    assert found == expected
    assert [story.printed.title for story in stories[len(expected) :]] == []


@pytest.mark.parametrize("habit", HABITS)
@pytest.mark.parametrize("case", CASES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_saved_page_gives_the_stories_of_its_case(case, habit):
    page, _, result = case.read_text(encoding="utf-8").partition("\n=====\n")
    stories, expected = cut(HABITS[habit](page)), wanted(result)
    found = [
        ({field: printed(story, field) for field in fields}, text_of(story, case))
        for story, (fields, _) in zip(stories, expected, strict=False)
    ]
    assert found == expected
    assert [story.printed.title for story in stories[len(expected) :]] == []


def test_every_case_has_a_line_between_page_and_result():
    assert [path.name for path in (*CASES, *HTML_CASES) if "\n=====\n" not in path.read_text(encoding="utf-8")] == []
