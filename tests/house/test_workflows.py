"""The workflows: what publishes this archive, and what `init` gives a new one."""

import re
import shutil
import subprocess
import tomllib

import pytest
import yaml
from click.testing import CliRunner
from support.paths import CHECKOUT

import generator
from generator.cli import cli

OURS = CHECKOUT / ".github/workflows"


@pytest.fixture(scope="module")
def new(tmp_path_factory):
    """A new archive."""
    folder = tmp_path_factory.mktemp("new") / "archive"
    assert CliRunner().invoke(cli, ["init", str(folder)], standalone_mode=False).return_value == 0
    return folder


def workflow(path):
    return yaml.safe_load(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("ours", [True, False])
def test_publishing_builds_frozen_keeps_hidden_files_and_may_do_no_more_than_it_must(new, ours):
    made = workflow((CHECKOUT if ours else new) / ".github/workflows/pages.yml")
    assert made["permissions"] == {"contents": "read"}
    assert "permissions" not in made["jobs"]["build"]
    assert made["jobs"]["deploy"]["permissions"] == {"pages": "write", "id-token": "write"}
    build, deploy = made["jobs"]["build"]["steps"], made["jobs"]["deploy"]["steps"]
    install = "pip install -c .ci/constraints.txt '.[search]'" if ours else "pip install -r .github/requirements.txt"
    assert [step["run"] for step in build if "run" in step] == [install, "backfile build --frozen --strict"]
    assert build[-1]["with"] == {"path": "output", "include-hidden-files": True}
    for step in (*build, *deploy):
        if "uses" in step:
            version = step["uses"].partition("@")[2].removeprefix("v").split(".")
            assert len(version) == 3, step["uses"]
            assert all(part.isdigit() for part in version), step["uses"]


def test_a_new_archive_installs_the_version_that_made_it(new):
    lines = (new / ".github/requirements.txt").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not line.startswith("#")] == [
        f"backfile[search]=={generator.__version__}",
        "-c constraints.txt",
    ]


PROJECT = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
SEARCH = PROJECT["optional-dependencies"]["search"]


def read_pins(path):
    """Return the version of each package by its name; every line must be a name and an exact version."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    matches = [re.fullmatch(r"([a-z0-9-]+)==([0-9][0-9a-z.]*)", line) for line in lines]
    assert None not in matches, [line for line, match in zip(lines, matches, strict=True) if match is None]
    return {match[1]: match[2] for match in matches}


def read_name(requirement):
    """Return the package that a line of pyproject.toml names, as pip writes it."""
    return re.match(r"[\w-]+", requirement)[0].lower().replace("_", "-")


def test_every_dependency_has_an_exact_version_for_the_machines_that_test_and_publish():
    pins = read_pins(CHECKOUT / ".ci/constraints.txt")
    extras = PROJECT["optional-dependencies"]
    wanted = {read_name(line) for part in ("test", "search", "ner") for line in extras[part]}
    assert wanted | {read_name(line) for line in PROJECT["dependencies"]} <= set(pins)
    assert ".ci/constraints.txt" in (CHECKOUT / ".ci/run").read_text(encoding="utf-8")


def test_a_new_archive_gets_the_versions_that_were_tested(new):
    tested = read_pins(CHECKOUT / ".ci/constraints.txt")
    pins = read_pins(new / ".github/constraints.txt")
    assert {read_name(line) for line in [*PROJECT["dependencies"], *SEARCH]} <= set(pins)
    assert pins.items() <= tested.items()


@pytest.mark.parametrize("requirement", [*PROJECT["dependencies"], *SEARCH])
def test_no_next_major_of_a_dependency_comes_in_by_itself(requirement):
    """Pins hold for the machines of this project; bounds for everybody who installs it."""
    pins = read_pins(CHECKOUT / ".ci/constraints.txt")
    major = int(pins[read_name(requirement)].split(".")[0])
    assert requirement.endswith(f",<{major + 1}"), requirement


def test_what_a_repository_has_already_stays(tmp_path):
    there = tmp_path / ".github/workflows/pages.yml"
    there.parent.mkdir(parents=True)
    there.write_text("name: mine\n")
    assert CliRunner().invoke(cli, ["init", str(tmp_path)], standalone_mode=False).return_value == 0
    assert there.read_text() == "name: mine\n"
    assert (tmp_path / "content/site.toml").is_file()


def test_actionlint_finds_nothing_wrong(new):
    program = shutil.which("actionlint")
    if not program:
        pytest.skip("actionlint is not installed")
    paths = [*OURS.glob("*.yml"), new / ".github/workflows/pages.yml"]
    done = subprocess.run([program, *map(str, paths)], capture_output=True, text=True, check=False, cwd=CHECKOUT)
    assert done.returncode == 0, done.stdout
