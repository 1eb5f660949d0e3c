"""Backfile: from saved news pages to a curated archive and its website.

The map of this package is README.md beside this file; the page to read first is pipeline.py.
"""

__version__ = "0.1.0"
