"""Give an archive one hostile thing: every command ends with a message, in time, and the rest of the site is there.

Each input runs in a process of its own, forked from this one, so that a thousand take minutes and one that hangs can be
ended.
"""

import os
import random
import select
import shutil
import signal
import time

from support.archive import Archive

PATIENCE = 60
GOOD = "---\ntitle: A Good Story\n---\n\nWords that stay.\n"
SIGNS = [
    "[",
    "](",
    "![",
    "*",
    "_",
    "`",
    "<",
    ">",
    "|",
    "#",
    "- ",
    "1. ",
    "&#",
    "\\",
    "\n",
    "\n\n",
    "    ",
    "<!--",
    '"',
    "'",
]
SIGNS += [
    "<script>",
    "</b>",
    "<a href=",
    "{{",
    "}}",
    "---\n",
    ": ",
    "!",
    "&",
    "%",
    "@",
    "\t",
    "\0",
    "\u2028",
    "\ud7ff",
    "🙂",
    "ا",
]
DIGITS = ["9" * 400, "9" * 5000, "-1", "1e999", "0x" + "f" * 5000, "٣٤", "NaN"]
KEYS = ["title", "slug", "id", "date", "modified", "people", "countries", "mentions", "figures", "sources", "aliases"]
KEYS += ["draft", "withdrawn", "corrections", "url", "language", "summary", "kicker", "page", "date_basis", "doubt"]
ODD_PATHS = ["content/articles/odd.md", "content/articles/odd", "content/pages/odd.md", "content/people/odd.md"]
ODD_PATHS += ["content/figures/odd.png", "content/sources/odd.txt", "content/decisions/odd.jsonl", "templates/odd.html"]
ODD_PATHS += ["templates/static/odd.css", "output/articles", "output/odd.html", "output/static", ".backfile/last-build"]
ODD_PATHS += [".backfile/intake.sqlite", "content/people", "content/pages", "content/decisions", "content/figures"]
EXPRESSIONS = ["10 ** 5000", "'\\ud800'", "1 / 0", "view.nothing", "view.__class__.__mro__", "[1]|sum('a')", "none()"]
EXPRESSIONS += [
    "'x'|wordwrap(0)",
    "'%d'|format('x')",
    "view|tojson",
    "view.headline|attr('x')()",
    "(" * 500 + "1" + ")" * 500,
]


def make_noise(chance):
    """Return a text of signs that mean something somewhere, many of one or a mixture."""
    if chance.random() < 0.4:
        return chance.choice(SIGNS) * chance.choice([10, 300, 5000])
    return "".join(
        chance.choice([*SIGNS, "word ", "Kofi Annan ", chance.choice(DIGITS)]) for _ in range(chance.randint(1, 300))
    )


def put_body(archive, chance):
    archive.put("content/articles/odd.md", f"---\ntitle: Odd\n---\n\n{make_noise(chance)}\n".encode("utf-8", "replace"))


def put_front_matter(archive, chance):
    lines = [f"{chance.choice(KEYS)}: {make_noise(chance)[:2000]}" for _ in range(chance.randint(1, 4))]
    text = "---\ntitle: Odd\n" + "\n".join(lines) + "\n---\n\nBody.\n"
    archive.put(
        f"content/{chance.choice(['articles', 'pages', 'people', 'countries'])}/odd.md", text.encode("utf-8", "replace")
    )


def put_bytes(archive, chance):
    folder, suffix = chance.choice(
        [("articles", "md"), ("sources", "txt"), ("sources", "html"), ("decisions", "jsonl"), ("publications", "toml")]
    )
    archive.put(f"content/{folder}/odd.{suffix}", chance.randbytes(chance.choice([1, 100, 5000])))


def put_source(archive, chance):
    text = (
        f"The Quay {make_noise(chance)[:300]}\n\n3 May 2024\n\n{make_noise(chance)}\n\nThe old quay opens on Monday.\n"
    )
    archive.put(f"content/sources/odd.{chance.choice(['txt', 'html'])}", text.encode("utf-8", "replace"))


def put_lines(archive, chance):
    path = chance.choice(["content/decisions/odd.jsonl", "content/register.jsonl"])
    deep = chance.choice(["[", '{"a":']) * chance.choice([5, 100_000])
    value = chance.choice([deep, make_noise(chance), '{"kind": "article"}', f'{{"id": {chance.choice(DIGITS)}}}'])
    archive.put(path, (value + "\n").encode("utf-8", "replace"))


def put_settings(archive, chance):
    key = chance.choice(
        ["n", "title", "base_url", "language", "[output]\nsearch", "[reading]\npublish", "[people]\npages_from"]
    )
    value = chance.choice([*DIGITS, "true", "[" * 5000, '"' + "x" * 100_000 + '"', "1979-05-27", "{}", "''"])
    archive.put("content/site.toml", f'title = "x"\nbase_url = "https://example.org/"\n{key} = {value}\n')


def put_template(archive, chance):
    name = chance.choice(["article.html", "base.html", "home.html", "odd.html", "static/style.css"])
    text = chance.choice(
        [f"{{{{ {chance.choice(EXPRESSIONS)} }}}}", "{% if 1 %}" * 300 + "{% endif %}" * 300, make_noise(chance)]
    )
    text = chance.choice([text, f"{{% include '{name}' %}}", f"{{% extends '{name}' %}}", ""])
    archive.put(f"templates/{name}", text.encode("utf-8", "replace"))


def put_odd_file(archive, chance):
    path = chance.choice(ODD_PATHS)
    place = archive.root / path
    place.parent.mkdir(parents=True, exist_ok=True)
    if place.is_dir():
        shutil.rmtree(place)
    place.unlink(missing_ok=True)
    how = chance.choice(["pipe", "itself", "nowhere", "folder", "device", "content", "name", "copy"])
    if how == "pipe":
        os.mkfifo(place)
    elif how == "folder":
        place.mkdir()
    elif how == "name":
        archive.put(
            path.replace("odd", chance.choice(["odd\udcff", "odd\n", "o" * 200, "odd 2", " odd", "ODD", "odd~"])), "x"
        )
    elif how == "copy":
        archive.put(path.replace("odd", "good (copy)"), GOOD)
    else:
        targets = {
            "itself": place.name,
            "nowhere": "nowhere",
            "device": "/dev/zero",
            "content": archive.root / "content",
        }
        place.symlink_to(targets[how])


WAYS = (put_body, put_front_matter, put_bytes, put_source, put_lines, put_settings, put_template, put_odd_file)


def run_trials(folder, count, seed):
    """Try `count` inputs; return how many, and a line for each fault."""
    start = Archive(folder / "start").put("content/articles/good.md", GOOD).build()
    faults = []
    for n in range(count):
        way = WAYS[n % len(WAYS)]
        root = folder / "hostile"
        shutil.copytree(start.root, root)
        fault = _try_input(root, way, f"{seed} {n}")
        if fault:
            faults.append(f"{way.__name__} {n}: {fault}")
        shutil.rmtree(root)
    return count, faults


def _try_input(root, way, seed):
    """Try one input in a process of its own; return its fault, empty if there is none."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        try:
            fault = _find_fault(root, way, random.Random(seed))
        except BaseException as error:  # noqa: BLE001
            fault = (str(error).strip().splitlines() or [type(error).__name__])[-1]
        os.write(writer, fault.encode("utf-8", "replace")[:2000])
        os._exit(0)
    os.close(writer)
    began = time.monotonic()
    is_ready = select.select([reader], [], [], PATIENCE)[0]
    if not is_ready:
        os.kill(child, signal.SIGKILL)
    fault = (
        os.read(reader, 4000).decode(errors="replace") if is_ready else f"hangs for {time.monotonic() - began:.0f} s"
    )
    os.close(reader)
    os.waitpid(child, 0)
    return fault


def _find_fault(root, way, chance):
    """Return what is wrong after one hostile thing was put into the archive; an exception of a command is raised."""
    archive = Archive(root, site_toml=None)
    way(archive, chance)
    for command in (("build", "--jobs", "1"), ("check",)):
        archive.run(*command)
        if archive.exit_code not in {0, 1, 2, 3}:
            return f"{command[0]}: exit code {archive.exit_code}"
        if archive.exit_code and not archive.output.strip():
            return f"{command[0]}: no message"
    page = root / "output/articles/a-good-story.html"
    is_there = page.is_file() and "Words that stay." in page.read_text(encoding="utf-8")
    return (
        "" if is_there or way is put_template or not (root / "output/articles").is_dir() else "the good story is gone"
    )
