"""A record of a table as a capture: its headline and text are the payload, its other fields are stated beside it.

In: the columns of a record. Out: the capture. The headline stands above the text, as on a page, so that the record is
read like any other page; if the text begins with it already, it is not repeated.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from html import escape

from generator.ingest.inputs.stated_days import check_days, read_day
from generator.ingest.inputs.table_columns import TEXT, Columns, choose_fields
from generator.model.article import DateBasis, PartialDate
from generator.model.capture import Capture, Media, Metadata, Stated, StatedDay
from generator.model.problem import Result
from generator.text.normalise import clean_line, fold_words

_MARKUP = re.compile(r"<(?:p|div|br|article|section|h[1-6]|ul|ol|html|body|span|blockquote)\b[^<>]*>", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://\S+")
_EPOCH = re.compile(r"\d{9,10}(?:\.\d+)?|\d{12,13}")
_STAMP = re.compile(r"(\d{8})\d{4,6}")
_FIRST_DAY, _SECONDS, _MILLISECONDS = date(1970, 1, 1), 86_400, 10**11
_LONGEST_FIELD = 2000
_NAME_KEYS = ("name", "full_name", "title")
# A summary that is the beginning of the text, cut off, is no standfirst.
_CUT_OFF = ".… "


def build_capture(
    path: str, record: Mapping[str, object], columns: Columns, *, locator: str, line: int
) -> Result[Capture | None]:
    """Return the capture of a record that has text, and notices about what it states."""
    fields = choose_fields(record, columns)
    text = read_text(fields)
    media = Media.HTML if _MARKUP.search(text) else Media.TEXT
    title = _read_field(fields, "title")
    payload = _add_headline(title.text if title else "", text, media)
    metadata, problems = check_days(path, _read_metadata(fields, title, text), line)
    return Result(
        Capture(path=path, payload=payload, media=media, locator=locator, line=line, metadata=metadata), problems
    )


def read_text(fields: Mapping[str, tuple[str, object]]) -> str:
    """Return the text of a record with these fields; empty if it has none."""
    value = fields[TEXT][1] if TEXT in fields else ""
    text = value if isinstance(value, str) else "\n\n".join(_list_paragraphs(value))
    return text if text.strip() else ""


def _list_paragraphs(value: object) -> Iterator[str]:
    """Yield the paragraphs of a text that is a list, or has sections with headlines, each a list."""
    waiting = [value]
    while waiting:
        item = waiting.pop()
        if isinstance(item, str):
            yield item
        elif isinstance(item, list):
            waiting += reversed(item)
        elif isinstance(item, dict):
            waiting += reversed(item.values())


def _add_headline(title: str, text: str, media: Media) -> bytes:
    words = fold_words(title)
    if words and fold_words(re.sub("<[^>]*>", " ", text[: 3 * len(title) + 200]))[: len(words)] != words:
        text = f"<h1>{escape(title, quote=False)}</h1>\n{text}" if media is Media.HTML else f"{title}\n\n{text}"
    return text.encode("utf-8", "replace")


def _read_metadata(fields: Mapping[str, tuple[str, object]], title: Stated | None, text: str) -> Metadata:
    byline, url, day = _read_field(fields, "byline"), _read_field(fields, "url"), _read_day(fields, "date")
    captured = _read_day(fields, "captured")
    summary = _read_field(fields, "standfirst")
    return Metadata(
        url=url if url and _ADDRESS.fullmatch(url.text) else None,
        captured=Stated(text=captured.day.iso, rule=captured.rule) if captured else None,
        titles=(title,) if title else (),
        bylines=(byline,) if byline else (),
        published=(day,) if day else (),
        modified=_read_day(fields, "modified"),
        publication=_read_field(fields, "publication"),
        section=_read_field(fields, "section"),
        language=_read_field(fields, "language"),
        summary=None if summary and _is_beginning(summary.text, text) else summary,
    )


def _is_beginning(summary: str, text: str) -> bool:
    return clean_line(" ".join(text[: 2 * len(summary)].split())).startswith(summary.rstrip(_CUT_OFF))


def _read_field(fields: Mapping[str, tuple[str, object]], field: str) -> Stated | None:
    """Return the text of a field on one line, names of a list with commas; None if it has none."""
    if field not in fields:
        return None
    column, value = fields[field]
    values = value if isinstance(value, list) else [value]
    texts = [clean_line(" ".join(text.split())) for item in values if (text := _read_name(item))]
    text = ", ".join(dict.fromkeys(text for text in texts if text))[:_LONGEST_FIELD]
    return Stated(text=text, rule=f"column {column}") if text else None


def _read_name(value: object) -> str:
    if isinstance(value, dict):
        value = next((value[key] for key in _NAME_KEYS if value.get(key)), "")
    return str(value) if isinstance(value, (str, int, float)) and not isinstance(value, bool) else ""


def _read_day(fields: Mapping[str, tuple[str, object]], field: str) -> StatedDay | None:
    stated = _read_field(fields, field)
    day = read_record_day(stated.text) if stated else None
    return StatedDay(day=day, basis=DateBasis.RECORD, rule=stated.rule) if stated and day else None


def read_record_day(text: str) -> PartialDate | None:
    """Return the day of a time as tables have it: ISO form, YYYYMMDD, seconds or milliseconds since 1970, or in words.

    A day that can be read in two ways (03/04/2015) stays unread.
    """
    if _EPOCH.fullmatch(text):
        number = float(text)
        seconds = number / 1000 if number >= _MILLISECONDS else number
        return PartialDate.from_numbers(*(_FIRST_DAY + timedelta(days=seconds // _SECONDS)).timetuple()[:3])
    stamp = _STAMP.fullmatch(text)
    return read_day(stamp[1] if stamp else text)
