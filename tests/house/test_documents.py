"""The documents tell what is there: commands, options, settings, front matter, invariants, files."""

import re

import pytest
from support.paths import CHECKOUT

from generator.cli import COMMANDS, cli
from generator.config import Output, PeopleConfig, SiteConfig
from generator.manuscript.article_file import KEYS
from generator.manuscript.record_file import COUNTRY_KEYS, PERSON_KEYS

README = (CHECKOUT / "README.md").read_text(encoding="utf-8")
MAP = (CHECKOUT / "generator" / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_in_the_readme_and_has_help(name):
    command = cli.get_command(None, name)
    assert f"`backfile {name}" in README
    assert command.help.partition("\n")[0] == COMMANDS[name]
    for option in command.params:
        for flag in option.opts:
            if flag.startswith("--"):
                assert option.help, flag
                assert flag in README, flag


def test_every_setting_is_in_the_readme():
    for key in (*SiteConfig.__struct_fields__, *Output.__struct_fields__, *PeopleConfig.__struct_fields__):
        assert f"`{key}`" in README or f"`[{key}]`" in README, key


def test_every_key_of_front_matter_is_in_the_readme():
    for key in (*KEYS, *PERSON_KEYS, *COUNTRY_KEYS):
        assert f"`{key}`" in README, key


def test_every_exit_code_is_in_the_readme():
    assert re.findall(r"^\| (\d) \|", README, re.MULTILINE) == ["0", "1", "2", "3"]


def test_the_tests_that_keep_the_invariants_are_there():
    tests = "".join(path.read_text(encoding="utf-8") for path in (CHECKOUT / "tests").rglob("*.py"))
    named = re.findall(r"`((?:test_|Test)\w+)`", MAP)
    assert len(named) >= 8
    assert [name for name in named if f"def {name}(" not in tests and f"{name} = " not in tests] == []


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md", "generator/README.md", "content/README.md"])
def test_the_files_that_documents_name_are_there(document):
    text = (CHECKOUT / document).read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#]+)\)", text):
        assert (CHECKOUT / document).parent.joinpath(target).exists(), target
    for path in re.findall(r"`((?:tests|templates|generator)/[\w./-]+)`", text):
        assert (CHECKOUT / path).exists(), path


def test_every_room_is_on_the_map():
    rooms = {path.name for path in (CHECKOUT / "generator").iterdir() if path.is_dir()} - {"__pycache__", "starter"}
    assert [room for room in rooms if f"`{room}/`" not in MAP] == []
