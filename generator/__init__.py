"""Backfile: from saved news pages to a curated archive and its website.

README.md beside this file is the map of the package; read pipeline.py first.
"""

__version__ = "0.1.0"
