"""Kinds of files in `content/sources/`, and how each becomes captures: saved pages or records, all read alike.

To add a kind, write a module here and add its `InputKind` to `KINDS` in `kinds.py`:

- *One page a file* (an HTML export, a text dump): `InputKind(name, media, recognise)`. The file is the payload.
- *Many records a file* (JSON lines, CSV, WARC, ZIP): also `list_records`, which returns where the records with text are
  and what all other bytes of the file are, and `load_records`, which reads them again. Both get an open file and
  may not read all of it at once. A locator is a short text that people can read ("line 812, bytes a-b"); it becomes
  `record` in front matter. Files compressed by gzip are opened already.

A capture has a payload and what is stated beside it (`Metadata`). Identity is the digest of the payload. `read_capture`
turns it into lines; the reader in `ingest/reading` does the rest for every kind. Nothing else has to know the kind.
Limits stand in `limits.py`: what breaks one raises `LimitError` and costs that file or record, never the run.
"""
