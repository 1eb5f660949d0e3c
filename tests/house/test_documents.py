"""The documents describe what exists: commands, options, settings, front matter, invariants, files."""

import importlib.util
import os
import re
import shlex
import subprocess
import sys
import zipfile

import click
import pytest
from click.testing import CliRunner
from support.commands_page import PAGE, commands_page
from support.optional import needs
from support.paths import CHECKOUT, PACKAGE, TESTS

from generator import config
from generator.cli import COMMANDS, cli
from generator.commands.docs import TOPICS, format_for_terminal
from generator.config import Output, PeopleConfig, Recognition, SiteConfig
from generator.manuscript.article_file import KEYS, parse_article
from generator.manuscript.decision_lines import parse_decisions
from generator.manuscript.record_file import COUNTRY_KEYS, PERSON_KEYS, parse_person
from generator.model.errors import UsageError

README = (CHECKOUT / "README.md").read_text(encoding="utf-8")
MAP = (PACKAGE / "README.md").read_text(encoding="utf-8")
PAGES = {
    f"{reader}/{topic}": PACKAGE / "docs" / reader / f"{topic}.md" for reader in TOPICS for topic in TOPICS[reader]
}
DOCUMENTS = [
    *(
        "README.md",
        "CONTRIBUTING.md",
        "generator/README.md",
        "content/README.md",
        "templates/README.md",
        "tests/README.md",
    ),
    *(path.relative_to(CHECKOUT).as_posix() for path in PAGES.values()),
]


def page(name):
    return PAGES[name].read_text(encoding="utf-8")


def run(*arguments):
    return CliRunner().invoke(cli, arguments, standalone_mode=False)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_has_help(name):
    command = cli.get_command(None, name)
    assert command.help.partition("\n")[0] == COMMANDS[name]
    subcommands = command.commands.values() if isinstance(command, click.Group) else [command]
    for option in (option for subcommand in subcommands for option in subcommand.params):
        assert isinstance(option, click.Argument) or option.help, option.name


def test_the_page_of_commands_is_current():
    if os.environ.get("BACKFILE_REPIN"):
        PAGE.write_text(commands_page(), encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == commands_page()


def test_every_setting_is_documented():
    text = page("publishers/settings")
    settings = SiteConfig.__struct_fields__
    tables = {key for key in settings if f"| `[{key}]` |" in text}
    assert tables == {"output", "people", "reading", "recognition"}
    for key in (*settings, *Output.__struct_fields__, *PeopleConfig.__struct_fields__, *Recognition.__struct_fields__):
        assert key in tables or f"| `{key}` |" in text, key


def test_every_key_of_front_matter_is_documented():
    for name, keys in (("articles", KEYS), ("people-and-countries", (*PERSON_KEYS, *COUNTRY_KEYS))):
        for key in keys:
            assert f"`{key}`" in page(f"editors/{name}").partition("|---|")[2], key


def test_the_examples_are_valid():
    def block(name, start):
        indented = re.search(rf"^    {re.escape(start)}\n(?:    .*\n|\n(?=    ))*", page(name), re.MULTILINE)
        return re.sub("^    ", "", indented[0], flags=re.MULTILINE).encode()

    article = parse_article("content/articles/a.md", block("editors/articles", "---"))
    person = parse_person("content/people/a.md", block("editors/people-and-countries", "---"))
    (decision,) = re.findall(r'^    (\{"kind".*)$', page("editors/decisions"), re.MULTILINE)
    decisions = parse_decisions("content/decisions/a.jsonl", decision.encode())
    assert (article.problems, person.problems, decisions.problems) == ((), (), ())
    assert article.value.article.printed.title == "Bridge Reopens After Repairs"
    assert person.value.variants == ("Kofi Atta Annan",)
    examples = re.findall(r"```toml\n(.*?)```", page("publishers/settings"), re.DOTALL)
    assert len(examples) == 2
    settings = config.parse("\n".join(examples))
    assert settings.problems == ()
    assert settings.value.recognition.model == "en_core_web_md"


def test_every_exit_code_is_documented():
    text = page("publishers/json-and-exit-codes")
    assert re.findall(r"^\| (\d) \|", text, re.MULTILINE) == ["0", "1", "2", "3"]


def test_the_tests_that_keep_the_invariants_exist():
    tests = "".join(path.read_text(encoding="utf-8") for path in (CHECKOUT / "tests").rglob("*.py"))
    names = re.findall(r"`((?:test_|Test)\w+)`", MAP)
    assert len(names) >= 8
    assert [name for name in names if f"def {name}(" not in tests and f"{name} = " not in tests] == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_the_files_that_documents_name_exist(document):
    path = CHECKOUT / document
    text = path.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(((?!https?:)[^)#]+)\)", text):
        assert path.parent.joinpath(target).exists(), target
    for named_path in re.findall(r"`((?:tests|templates|generator)/[\w./-]+)`", text):
        assert (CHECKOUT / named_path).exists(), named_path


@pytest.mark.parametrize("document", DOCUMENTS)
def test_the_commands_that_documents_name_exist(document):
    """In blocks and within sentences; a command in a sentence may be cut short."""
    text = (CHECKOUT / document).read_text(encoding="utf-8")
    for line in re.findall(r"^    (backfile .*)$|`(backfile [^`]*)`", text, re.MULTILINE):
        _, *arguments = shlex.split("".join(line))
        command = cli
        while isinstance(command, click.Group) and arguments and not arguments[0].startswith("-"):
            name, *arguments = arguments
            command = command.get_command(None, name)
            assert command, line
        flags = {flag for option in command.params for flag in option.opts} | {"--help", "--version"}
        assert {argument for argument in arguments if argument.startswith("--")} <= flags, line


def test_every_room_is_on_the_map():
    rooms = {path.name for path in PACKAGE.iterdir() if path.is_dir()} - {"__pycache__", "starter"}
    assert [room for room in rooms if f"`{room}/`" not in MAP] == []


def test_every_folder_and_every_mark_of_the_tests_is_described(request):
    text = (TESTS / "README.md").read_text(encoding="utf-8")
    folders = {path.name for path in TESTS.iterdir() if path.is_dir() and not path.name.startswith((".", "_"))}
    rows = "".join(line.split("|")[1] for line in text.splitlines() if line.startswith("| `"))
    assert set(re.findall(r"`(\w+)/`", rows)) == folders
    marks = {line.partition(":")[0] for line in request.config.getini("markers")}
    assert {"browser", "slow", "histories"} <= marks & set(re.findall(r"^- `(\w+)`:", text, re.MULTILINE))


@pytest.mark.parametrize("text", [README, MAP], ids=["README.md", "generator/README.md"])
def test_overviews_stay_short(text):
    assert len(text.splitlines()) <= 150


def test_the_glossary_stays_short():
    assert 10 <= MAP.partition("\n## Glossary\n")[2].count("\n| ") - 1 <= 25


def test_user_documents_speak_plainly_to_the_reader():
    """At least 15 "you" and at most 20 relative pronouns in a thousand words, code and links aside."""
    text = "\n".join([README, *(page(name) for name in PAGES)])
    text = re.sub(r"```.*?```|<!--.*?-->|^    .*?$|`[^`]*`|\]\([^)]*\)", " ", text, flags=re.DOTALL | re.MULTILINE)
    words = [word.lower() for word in re.findall(r"[A-Za-z][A-Za-z'’-]*", text)]
    relative_words = ("that", "which", "what", "where", "who", "whose", "whom")
    assert 1000 * words.count("you") / len(words) >= 15
    assert 1000 * sum(map(words.count, relative_words)) / len(words) <= 20


class TestTheTour:
    """The five minutes of the README, from an empty folder."""

    def test_leads_to_a_site_with_the_reader_s_own_story(self, tmp_path, monkeypatch):
        tour = README.partition("\n## Five minutes")[2].partition("\n## ")[0]
        monkeypatch.chdir(tmp_path)
        commands = re.findall(r"^    (backfile .*|cd .*)$", tour, re.MULTILINE)
        assert [line.split()[1] for line in commands] == ["init", "my-archive", "build", "serve", "check"]
        assert run(*commands[0].split()[1:]).return_value == 0
        monkeypatch.chdir(tmp_path / "my-archive")
        ferry = re.sub(r"^    ", "", tour.partition("ferry.txt`:\n\n")[2].partition("\n**4.")[0], flags=re.MULTILINE)
        (tmp_path / "my-archive/content/sources/ferry.txt").write_text(ferry, encoding="utf-8")
        built = run("build", "--no-search")
        assert built.return_value == 0
        assert "2 saved pages read: 2 with stories\n2 stories: 2 published\n" in built.output
        (story,) = (tmp_path / "my-archive/content/articles/2023").iterdir()
        text = story.read_text(encoding="utf-8")
        assert "title: Ferry Service Returns to the Sound\n" in text
        assert "- Norway\n" in text
        assert "Subscribe" not in text
        assert (tmp_path / "my-archive/output/index.html").is_file()
        free_pages = sorted(path.name for path in (tmp_path / "my-archive/output/pages").iterdir())
        assert free_pages == ["about.html"]  # content/README.md is for editors
        checked = run("check")
        assert checked.return_value == 0
        assert "nothing here needs an editor" in checked.output


class TestDocs:
    def test_lists_every_topic_with_its_title(self):
        lines = run("docs").output
        for name, path in PAGES.items():
            title = path.read_text(encoding="utf-8").splitlines()[0]
            assert title.startswith("# ")
            assert re.search(rf"^  {name.partition('/')[2]} +{re.escape(title[2:])}$", lines, re.MULTILINE)

    def test_has_no_page_without_a_topic(self):
        assert set((PACKAGE / "docs").rglob("*.md")) == set(PAGES.values())

    @pytest.mark.parametrize("topic", ["first-day", "editors/first-day.md", "First-Day"])
    def test_prints_a_page_as_it_is(self, topic):
        assert run("docs", topic).output == page("editors/first-day")

    def test_offers_the_nearest_topic(self):
        error = run("docs", "frist-day").exception
        assert isinstance(error, UsageError)
        assert str(error) == "frist-day: no such topic; did you mean `first-day`?; `backfile docs` lists all topics"

    def test_in_a_terminal_has_bold_headings_and_no_addresses(self):
        text = "# A\n\n<!-- note -->\n\nSee [B](b.md#c) and ![d](e.png).\n\n```toml\nx = 1\n```\n"
        assert format_for_terminal(text, 80, colour=False) == "A\n\nSee B and d.\n\nx = 1\n"
        assert format_for_terminal(text, 80, colour=True).startswith("\x1b[1mA\x1b[0m\n")

    def test_in_a_terminal_has_tables_that_fit(self):
        text = "| key | meaning |\n|---|---|\n| `a` | one two three four five six seven eight nine ten |\n"
        shown = format_for_terminal(text, 45, colour=False)
        assert shown == "  key  meaning\n  `a`  one two three four five six seven\n       eight nine ten\n"


def test_the_wheel_holds_documents_theme_and_starter(tmp_path):
    needs("hatchling", present=bool(importlib.util.find_spec("hatchling")))
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=CHECKOUT, check=True, capture_output=True, timeout=60)
    (wheel,) = tmp_path.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    documents = {f"generator/docs/{name}.md" for name in PAGES}
    assert documents | {"generator/theme/article.html", "generator/starter/content/README.md"} <= names
    assert {"generator/docs/images/site.png", "generator/docs/images/desk.png"} <= names
