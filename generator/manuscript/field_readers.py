"""Read front matter values of each kind: plain values in, typed values or a problem out."""

import difflib
import re

from generator.manuscript.frontmatter import SplitFile, parse_texts
from generator.manuscript.frontmatter_fast import PlainValue
from generator.manuscript.hiding_keys import find_hiding_keys
from generator.model.article import Correction, DateBasis, Figure, PartialDate
from generator.model.problem import Place, Problem, Severity
from generator.model.source import Provenance
from generator.text.markup_limits import find_excessive_markup
from generator.text.slugs import is_slug
from generator.text.web_addresses import is_web_address

_BASES = {basis.value: basis for basis in DateBasis}
_FLAGS = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False, "": False}


SLUG_RULE = "use up to 80 letters a-z, digits and hyphens, and no reserved file name"
_WIKIDATA_ITEM = re.compile(r"Q[1-9][0-9]{0,11}")
# So many brackets have no effect on how long a parser takes.
_MANY = 20
_MARKED_LINE = re.compile(r"^[ \t]*(?:[-+*>#=]|\d{1,9}[.)])", re.MULTILINE)
_PICTURE = re.compile(r"!\[[^\]]*\][(\[]|!\[[^\]]+\](?!\()")
_OFFSET = re.compile(r"[0-9]{1,15}")


class FieldReader:
    """Reads the fields of one file and collects faults in `problems`.

    `is_hidden` if a key that Backfile does not know, or a value that it cannot read, was meant to hide the page.
    """

    def __init__(self, path: str, file: SplitFile) -> None:
        self.path = path
        self.file = file
        self.problems: list[Problem] = []
        self.is_usable = True
        self.is_hidden = False

    def add_problem(self, key: str, fact: str, step: str, cause: str = "") -> None:
        """Add the problem that the value of `key` cannot be used, and the article with it."""
        self.is_usable = False
        self._note(Severity.PROBLEM, key, fact, cause, step)

    def read_text(self, key: str) -> str | None:
        """Read a text; None if the key is absent or empty."""
        value = self.file.values.get(key, "")
        if isinstance(value, str):
            return value.strip() or None
        self.add_problem(key, f"`{key}` is {_describe_kind(value)}, not a text", "write one text after the colon")
        return None

    def read_title(self, kind: str) -> str:
        """Read the title, which an article or page (`kind`) must have."""
        return self.read_required("title", kind)

    def read_required(self, key: str, kind: str) -> str:
        """Read a text that `kind` must have."""
        value = self.read_text(key)
        if value is None and isinstance(self.file.values.get(key, ""), str):
            self.add_problem(key, f"the {kind} has no `{key}`", f"add a line `{key}: …` to its front matter")
        return value or ""

    def read_wikidata(self, key: str) -> str:
        """Read the number of a Wikidata item; empty if the key is absent."""
        value = self.read_text(key) or ""
        if value and not _WIKIDATA_ITEM.fullmatch(value):
            self.add_problem(key, f"`{value[:100]}` is not a Wikidata item", "write its number, such as Q1254")
            return ""
        return value

    def read_texts(self, key: str) -> tuple[str, ...]:
        """Read a list of texts in order, without repeats."""
        value = parse_texts(self.file.values.get(key, ""))
        if value is None:
            self.add_problem(key, f"`{key}` is not a list of texts", "write one `- name` on each line below it")
            return ()
        return tuple(dict.fromkeys(item.strip() for item in value if item.strip()))

    def read_flag(self, key: str) -> bool:
        """Read true or false; false if the key is absent."""
        value = self.file.values.get(key, "")
        flag = _FLAGS.get(value.lower()) if isinstance(value, str) else None
        if flag is None:
            step = "write `true` or delete the line; until then the page stays off the site"
            self._note(Severity.PROBLEM, key, f"`{key}` is neither true nor false", "", step)
            self.is_hidden = True
        return bool(flag)

    def read_date(self, key: str) -> PartialDate | None:
        """Read a day, month or year."""
        text = self.read_text(key)
        date = PartialDate.parse(text) if text else None
        if text and date is None:
            fact = f"`{text}` is not a valid date"
            self.add_problem(key, fact, "write it as 2016-11-30, 2016-11 or 2016")
        return date

    def read_date_basis(self, key: str) -> DateBasis | None:
        """Read how the date is known."""
        text = self.read_text(key)
        if text is None or text in _BASES:
            return _BASES[text] if text else None
        near = difflib.get_close_matches(text, _BASES, n=1)
        fact = f"`{text}` is not a valid date basis"
        self.add_problem(key, fact, f"use one of: {', '.join(_BASES)}", f"did you mean `{near[0]}`?" if near else "")
        return None

    def read_url(self, key: str) -> str | None:
        """Read an absolute http or https address."""
        text = self.read_text(key)
        if text and not is_web_address(text):
            fact = f"`{text[:100]}` is not a web address"
            self.add_problem(key, fact, "write it in full, such as https://example.org/lake.html")
            return None
        return text

    def read_corrections(self, key: str) -> tuple[Correction, ...]:
        """Read the corrections: mappings with `date` and `text`."""
        corrections = []
        for item in self._read_mappings(key, "date"):
            text = str(item.get("text", "")).strip()
            date = PartialDate.parse(str(item["date"]))
            if date is None or not text:
                fact = "a correction has no text" if date else f"`{str(item['date'])[:100]}` is not a valid date"
                self.add_problem(key, fact, "write `- date: 2016-11-30` and below it `text: …`")
                continue
            corrections.append(Correction(date=date, text=text))
        return tuple(corrections)

    def read_figures(self, key: str) -> tuple[Figure, ...]:
        """Read the figures: mappings with `caption` and optional `credit` and `file`."""
        return tuple(
            Figure(
                caption=str(item.get("caption", "")),
                credit=str(item.get("credit", "")) or None,
                file=str(item.get("file", "")) or None,
            )
            for item in self._read_mappings(key, "caption")
        )

    def read_sources(self, key: str) -> tuple[Provenance, ...]:
        """Read the saved copies: mappings with `path`, `sha256`, `span`, and `record` if the file has many."""
        sources = []
        for item in self._read_mappings(key, "path"):
            span = parse_texts(item.get("span", ""))
            if not span or len(span) != 2 or not all(_OFFSET.fullmatch(part.strip()) for part in span):
                self.add_problem(key, "a source has no `span` of two byte offsets", "write `span: [0, 2511]`")
                continue
            start, end = map(int, span)
            if start > end:
                self.add_problem(
                    key, f"the `span` of a source ends before it starts: {start}, {end}", "write the lower offset first"
                )
                continue
            sources.append(
                Provenance(
                    path=str(item.get("path", "")),
                    sha256=str(item.get("sha256", "")),
                    start=start,
                    end=end,
                    locator=str(item.get("record", "")),
                )
            )
        return tuple(sources)

    def read_aliases(self, key: str) -> tuple[str, ...]:
        """Read the slugs that can be addresses; an invalid one is a problem, but the article is used without it."""
        aliases = self.read_texts(key)
        for alias in aliases:
            if not is_slug(alias):
                self._note(
                    Severity.PROBLEM, key, f"`{alias[:100]}` in `{key}` is not valid in an address", "", SLUG_RULE
                )
        return tuple(alias for alias in aliases if is_slug(alias))

    def collect_unknown(
        self, known_keys: tuple[str, ...], *, misspelling_severity: Severity = Severity.WARNING
    ) -> dict[str, object]:
        """Return the unknown keys, with a warning for each and the nearest known key.

        A key that resembles a known one is reported with `misspelling_severity`.
        """
        extra = {key: value for key, value in self.file.values.items() if key not in known_keys}
        hiding_keys = set(find_hiding_keys(extra))
        for key in extra:
            if key in hiding_keys:
                fact = f"`{key}` is not a known key, but it seems to hide this page, so the page stays off the site"
                step = "write `draft: true` to hide it, or delete the line to publish it"
                self._note(Severity.PROBLEM, key, fact, "", step)
                self.is_hidden = True
                continue
            near = difflib.get_close_matches(key, known_keys, n=1)
            cause = f"did you mean `{near[0]}`?" if near else ""
            severity = misspelling_severity if near else Severity.WARNING
            step = "correct it" if severity is Severity.PROBLEM else "it is kept unchanged"
            self._note(severity, key, f"`{key}` is not a known key", cause, step)
        return dict(extra)

    def read_body(self) -> str:
        """Return the body, after reporting what in it the page does not show as it is written."""
        body = self.file.body
        if body.count("[") > _MANY or _MARKED_LINE.search(body):
            line = find_excessive_markup(body)
            if line:
                fact = "this paragraph has more markup than can be read, so the text is shown as it is written"
                cause = "brackets that do not close, or lists in lists"
                self._note_line(
                    Severity.PROBLEM, line, fact, cause, "close the brackets, or put a backslash before each"
                )
        if "![" in body:
            line = next((n for n, text in enumerate(body.split("\n"), start=1) if _PICTURE.search(text)), 0)
            if line:
                fact = "a picture in the text is not shown, only its description"
                step = "put the file into content/figures/ and list it under `figures` in the front matter"
                self._note_line(Severity.WARNING, line, fact, "", step)
        return body

    def _note_line(self, severity: Severity, line: int, fact: str, cause: str, step: str) -> None:
        """Add a finding about a line of the body, counted from 1."""
        place = Place(path=self.path, line=self.file.body_line + line - 1)
        self.problems.append(Problem(severity=severity, place=place, kind="text", fact=fact, cause=cause, step=step))

    def _read_mappings(self, key: str, required_key: str) -> list[dict[str, PlainValue]]:
        """Read the list of mappings under `key`; those without `required_key` are problems."""
        value = self.file.values.get(key) or []
        if not isinstance(value, list) or not all(isinstance(item, dict) and required_key in item for item in value):
            self.add_problem(
                key, f"`{key}` is not a list of entries with `{required_key}`", f"begin each with `- {required_key}: …`"
            )
            return []
        return [item for item in value if isinstance(item, dict)]

    def _note(self, severity: Severity, key: str, fact: str, cause: str, step: str) -> None:
        place = Place(path=self.path, line=self.file.lines.get(key, 1))
        self.problems.append(
            Problem(severity=severity, place=place, kind="front matter", fact=fact, cause=cause, step=step)
        )


def _describe_kind(value: object) -> str:
    return "a list" if isinstance(value, list) else "a mapping"
