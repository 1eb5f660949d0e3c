"""The names of an archive's folders and files, relative to its root, with `/`."""

# Written by editors; Backfile adds articles and the register.
CONTENT = "content"
SETTINGS = "content/site.toml"
REGISTER = "content/register.jsonl"
SOURCES = "content/sources"
ARTICLES = "content/articles"
FIGURES = "content/figures"
PAGES = "content/pages"
PEOPLE = "content/people"
COUNTRIES = "content/countries"
PUBLICATIONS = "content/publications"
DECISIONS = "content/decisions"
TEMPLATES = "templates"

# Folders whose files are editors' own or cannot be made again.
EDITORS_FOLDERS = (CONTENT, SOURCES, ARTICLES, FIGURES, PAGES, PEOPLE, COUNTRIES, PUBLICATIONS, DECISIONS, TEMPLATES)

# Written by a build.
OUTPUT = "output"

# Backfile's own, for faster runs: it can be deleted at any time.
WORK = ".backfile"
INTAKE_CACHE = ".backfile/intake.sqlite"
LAST_BUILD = ".backfile/last-build"
PREVIEW = ".backfile/preview"

_UNDATED = "undated"


def get_article_folder(year: int | None) -> str:
    """Return the folder of the articles of a year; of those without a date if it is None."""
    return f"{ARTICLES}/{_UNDATED if year is None else f'{year:04}'}"
