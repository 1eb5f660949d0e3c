"""One reader for each kind of front matter value: plain values in, typed values or a problem out."""

import difflib
import re

from generator.manuscript.frontmatter import Raw, texts
from generator.manuscript.frontmatter_fast import Plain
from generator.model.article import DateBasis, Figure, PartialDate
from generator.model.problem import Place, Problem, Severity
from generator.model.source import Provenance
from generator.text.slugs import is_slug

_BASES = {basis.value: basis for basis in DateBasis}
_TRUE = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False, "": False}


SLUG_RULE = "use up to 80 letters a-z, digits and hyphens, and no reserved file name"
_ITEM = re.compile(r"Q[1-9][0-9]{0,11}")
_OFFSET = re.compile(r"[0-9]{1,15}")


class Reader:
    """Reads the fields of one file and collects what is wrong in `problems`."""

    def __init__(self, path: str, raw: Raw) -> None:
        self.path = path
        self.raw = raw
        self.problems: list[Problem] = []
        self.is_usable = True

    def wrong(self, key: str, fact: str, step: str, cause: str = "") -> None:
        """Note that the value of `key` cannot be used, and the article with it."""
        self.is_usable = False
        self._note(Severity.PROBLEM, key, fact, cause, step)

    def text(self, key: str) -> str | None:
        """A text, None where the key is absent or empty."""
        value = self.raw.values.get(key, "")
        if isinstance(value, str):
            return value.strip() or None
        self.wrong(key, f"`{key}` is {_kind(value)}, not a text", "write one text behind the colon")
        return None

    def title(self, what: str) -> str:
        """The title, without which an article or page (`what`) cannot be used."""
        return self.needed("title", what)

    def needed(self, key: str, what: str) -> str:
        """A text without which `what` cannot be used."""
        value = self.text(key)
        if value is None and isinstance(self.raw.values.get(key, ""), str):
            self.wrong(key, f"the {what} has no `{key}`", f"add a line `{key}: …` to its front matter")
        return value or ""

    def wikidata(self, key: str) -> str:
        """The number of an item in Wikidata, empty where the key is absent."""
        value = self.text(key) or ""
        if value and not _ITEM.fullmatch(value):
            self.wrong(key, f"`{value[:100]}` is no item of Wikidata", "write its number, such as Q1254")
            return ""
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts without repeats, in order."""
        value = texts(self.raw.values.get(key, ""))
        if value is None:
            self.wrong(key, f"`{key}` is no list of texts", "write one `- name` on each line below it")
            return ()
        return tuple(dict.fromkeys(item.strip() for item in value if item.strip()))

    def flag(self, key: str) -> bool:
        """True or false, false where the key is absent."""
        value = self.raw.values.get(key, "")
        known = _TRUE.get(value.lower()) if isinstance(value, str) else None
        if known is None:
            self.wrong(key, f"`{key}` is neither true nor false", "write `true` or delete the line")
        return bool(known)

    def date(self, key: str) -> PartialDate | None:
        """A day, month or year."""
        printed = self.text(key)
        date = PartialDate.parse(printed) if printed else None
        if printed and date is None:
            fact = f"`{printed}` is no date of the calendar"
            self.wrong(key, fact, "write it as 2016-11-30, 2016-11 or 2016")
        return date

    def basis(self, key: str) -> DateBasis | None:
        """How the date is known."""
        printed = self.text(key)
        if printed is None or printed in _BASES:
            return _BASES[printed] if printed else None
        near = difflib.get_close_matches(printed, _BASES, n=1)
        fact = f"`{printed}` is no basis of a date"
        self.wrong(key, fact, f"use one of: {', '.join(_BASES)}", f"did you mean `{near[0]}`?" if near else "")
        return None

    def figures(self, key: str) -> tuple[Figure, ...]:
        """The figures: each a mapping with `caption` and perhaps `credit` and `file`."""
        return tuple(
            Figure(
                caption=str(item.get("caption", "")),
                credit=str(item.get("credit", "")) or None,
                file=str(item.get("file", "")) or None,
            )
            for item in self._mappings(key, "caption")
        )

    def sources(self, key: str) -> tuple[Provenance, ...]:
        """The saved copies: each a mapping with `path`, `sha256` and `span`."""
        made = []
        for item in self._mappings(key, "path"):
            span = texts(item.get("span", ""))
            if not span or len(span) != 2 or not all(_OFFSET.fullmatch(part.strip()) for part in span):
                self.wrong(key, "a source has no `span` of two byte offsets", "write `span: [0, 2511]`")
                continue
            start, end = map(int, span)
            if start > end:
                self.wrong(
                    key, f"the `span` of a source ends before it starts: {start}, {end}", "write the lower offset first"
                )
                continue
            made.append(
                Provenance(path=str(item.get("path", "")), sha256=str(item.get("sha256", "")), start=start, end=end)
            )
        return tuple(made)

    def aliases(self, key: str) -> tuple[str, ...]:
        """The slugs that can be addresses; one that cannot is a problem, but the article is used without it."""
        found = self.texts(key)
        for alias in found:
            if not is_slug(alias):
                self._note(
                    Severity.PROBLEM, key, f"`{alias[:100]}` in `{key}` cannot stand in an address", "", SLUG_RULE
                )
        return tuple(alias for alias in found if is_slug(alias))

    def unknown(self, known: tuple[str, ...], *, misspelt: Severity = Severity.WARNING) -> dict[str, object]:
        """The keys that nobody knows, with a warning for each and the nearest known one.

        One that is like a known key is `misspelt`: how loud that is.
        """
        extra = {key: value for key, value in self.raw.values.items() if key not in known}
        for key in extra:
            near = difflib.get_close_matches(key, known, n=1)
            cause = f"did you mean `{near[0]}`?" if near else ""
            severity = misspelt if near else Severity.WARNING
            step = "correct it" if severity is Severity.PROBLEM else "it is kept as it is"
            self._note(severity, key, f"`{key}` is no key that Backfile knows", cause, step)
        return dict(extra)

    def _mappings(self, key: str, needed: str) -> list[dict[str, Plain]]:
        """The list of mappings under `key`; those without `needed` are wrong."""
        value = self.raw.values.get(key) or []
        if not isinstance(value, list) or not all(isinstance(item, dict) and needed in item for item in value):
            self.wrong(key, f"`{key}` is no list of entries with `{needed}`", f"begin each with `- {needed}: …`")
            return []
        return [item for item in value if isinstance(item, dict)]

    def _note(self, severity: Severity, key: str, fact: str, cause: str, step: str) -> None:
        place = Place(path=self.path, line=self.raw.lines.get(key, 1))
        self.problems.append(
            Problem(severity=severity, place=place, kind="front matter", fact=fact, cause=cause, step=step)
        )


def _kind(value: object) -> str:
    return "a list" if isinstance(value, list) else "a mapping"
