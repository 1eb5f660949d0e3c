"""The one format that editors touch: Markdown with front matter, read and written. Pure."""
