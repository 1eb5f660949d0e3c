"""From views and templates to the bytes of pages. Reads and writes no files."""
