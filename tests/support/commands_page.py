"""The page generator/docs/publishers/commands.md, written from the click commands.

`BACKFILE_REPIN=1 pytest tests/house/test_documents.py` writes it.
"""

import re

import click

from generator.cli import COMMANDS, cli
from support.paths import PACKAGE

PAGE = PACKAGE / "docs" / "publishers" / "commands.md"
COMMON = ("--root", "--quiet", "--json", "--strict")
HEAD = """\
# Commands

<!-- Written from the program: BACKFILE_REPIN=1 pytest tests/house/test_documents.py -->

You can see the same in your terminal: `backfile --help` lists the commands, and `backfile build --help` describes one.

| command | what it does |
|---|---|
"""
COMMON_HEAD = """
Most commands have these options too:

| option | effect |
|---|---|
"""


def commands_page() -> str:
    """Return the text that the page must have."""
    rows = [f"| [`backfile {name}`](#{anchor(name)}) | {text} |\n" for name, text in COMMANDS.items()]
    common = {option.opts[0]: option for option in cli.get_command(None, "build").params}
    shared_rows = [f"| `{flag}` | {common[flag].help} |\n" for flag in COMMON]
    shared_help = {common[flag].help for flag in COMMON}
    sections = [
        section for name in COMMANDS for section in command_sections(f"backfile {name}", command(name), shared_help)
    ]
    return HEAD + "".join(rows) + COMMON_HEAD + "".join(shared_rows) + "".join(sections)


def anchor(name: str) -> str:
    """Return the place of a command on the page; of a group, that of its first command."""
    found = command(name)
    return f"backfile-{name}" + (f"-{next(iter(found.commands))}" if isinstance(found, click.Group) else "")


def command(name: str) -> click.Command:
    """Return a command by name."""
    found = cli.get_command(None, name)
    assert found, name
    return found


def command_sections(name: str, described: click.Command, shared_help: set[str]) -> list[str]:
    """Return the section of a command, or of each command in a group."""
    if isinstance(described, click.Group):
        return [
            section
            for subname, subcommand in described.commands.items()
            for section in command_sections(f"{name} {subname}", subcommand, shared_help)
        ]
    arguments = " ".join(argument(item) for item in described.params if isinstance(item, click.Argument))
    lines = [f"\n## {name}\n", f"\n    {name} {arguments}".rstrip() + "\n", f"\n{as_markdown(described.help)}\n"]
    options = [item for item in described.params if isinstance(item, click.Option)]
    own = [item for item in options if item.help not in shared_help]
    if own:
        lines += ["\n| option | effect |\n|---|---|\n", *map(option_row, own)]
    shared = [f"`{item.opts[0]}`" for item in options if item.help in shared_help]
    if shared:
        lines.append(f"\nAlso: {', '.join(shared)}.\n")
    return lines


def argument(item: click.Argument) -> str:
    """Return an argument as a usage line shows it."""
    name = item.metavar or (item.name or "").upper()
    return name if item.required else f"[{name}]"


def option_row(item: click.Option) -> str:
    """Return the row of an option."""
    is_flag = item.is_flag or item.flag_value is False
    metavar = "" if is_flag else f" {item.metavar or item.type.name.split()[0].upper()}"
    if isinstance(item.type, click.Choice):
        metavar = " KIND"
        choices = f" One of {', '.join(f'`{choice}`' for choice in item.type.choices)}."
    else:
        choices = ""
    default = f" Default: `{item.default}`." if item.show_default else ""
    return f"| `{item.opts[0]}{metavar}` | {item.help}{choices}{default} |\n"


def as_markdown(text: str | None) -> str:
    """Return a help text with its paragraphs on one line each."""
    return "\n\n".join(re.sub(r"\s+", " ", paragraph.strip()) for paragraph in (text or "").strip().split("\n\n"))
