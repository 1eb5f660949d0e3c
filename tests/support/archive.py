"""A tiny archive in a temporary folder, and what one does with it: put files, run commands, look.

    archive.source("a.txt", "…").build().page("articles/x.html").shows("…")

Every command runs in this process through the real command line, so exit codes and messages are those
that a person gets.
"""

import json
import re
import traceback
from pathlib import Path

from click.testing import CliRunner

from generator.cli import cli
from generator.model.errors import GeneratorError
from support.texts import article_file

SITE_TOML = 'title = "The Test File"\nbase_url = "https://example.org/file/"\n'
DAY = "1732147200"  # 2024-11-21


class Archive:
    """An archive at `root`. Methods that do something return the archive, those that look return what is there.

    A search index takes Pagefind a while, so builds make none unless `search` is set.
    """

    search = False

    def __init__(self, root: Path, site_toml: str | None = SITE_TOML) -> None:
        self.root = root
        self.exit_code = 0
        self.output = ""
        self.said = ""
        if site_toml is not None:
            self.put("content/site.toml", site_toml)

    def put(self, path: str, text: str | bytes) -> "Archive":
        """Write a file, making its folders."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode("utf-8") if isinstance(text, str) else text)
        return self

    def source(self, name: str, text: str | bytes) -> "Archive":
        """Put a saved page into content/sources."""
        return self.put(f"content/sources/{name}", text)

    def add_article(self, name: object, title: str, *body_and_front: str, **keys: object) -> "Archive":
        """Write the article `name`; the rest are the arguments of `article_file`."""
        return self.put(f"content/articles/{name}.md", article_file(title, *body_and_front, **keys))

    def run(self, *arguments: str, env: dict[str, str] | None = None) -> "Archive":
        """Run a command on this archive; what it printed is in `output`, with the root taken out."""
        if arguments[0] == "build" and not self.search:
            arguments = (*arguments, "--no-search")
        result = CliRunner().invoke(
            cli,
            [*arguments, "--root", str(self.root)],
            env={"SOURCE_DATE_EPOCH": DAY} | (env or {}),
            standalone_mode=False,
        )
        self.exit_code, error = result.return_value or 0, result.exception
        self.output = result.output
        if isinstance(error, GeneratorError):
            self.exit_code, self.output = (
                error.exit_code,
                self.output + "".join(f"error: {line}\n" for line in str(error).splitlines()),
            )
        elif error is not None and hasattr(error, "exit_code"):
            self.exit_code = error.exit_code
            self.output += error.format_message()
        elif error is not None and not isinstance(error, SystemExit):
            raise AssertionError("".join(traceback.format_exception(error)))
        self.output = self.output.replace(str(self.root.resolve()), "ROOT").replace(str(self.root), "ROOT")
        return self

    def build(self, *options: str) -> "Archive":
        """Run `backfile build`; it must end with exit code 0."""
        self.run("build", *options)
        assert self.exit_code == 0, self.output
        return self

    def findings(self) -> list[str]:
        """The lines of the last run that are findings."""
        return [line for line in self.output.splitlines() if re.match(r"(notice|warning|problem|error|frozen): ", line)]

    def text(self, path: str) -> str:
        """What a file of the archive says."""
        return (self.root / path).read_text(encoding="utf-8")

    def main(self, url: str) -> str:
        """What stands in the <main> of a page of the site."""
        page = self.text(f"output/{url}")
        return page[page.index("<main") : page.index("</main>")]

    def words(self, url: str) -> str:
        """The words that a reader sees in the <main> of a page."""
        return " ".join(re.sub(r"<[^>]+>", " ", self.main(url)).split())

    def export(self) -> list[dict]:
        """The lines of the data export."""
        return [json.loads(line) for line in self.text("output/data/articles.jsonl").splitlines()]

    def article(self, title: str) -> dict:
        """The line of the data export whose title begins so."""
        found = [line for line in self.export() if line["title"].startswith(title)]
        assert len(found) == 1, [line["title"] for line in self.export()]
        return found[0]

    def files(self, folder: str = "content") -> dict[str, bytes]:
        """Every file below a folder with its bytes."""
        base = self.root / folder
        return {
            path.relative_to(self.root).as_posix(): path.read_bytes()
            for path in sorted(base.rglob("*"))
            if path.is_file()
        }
