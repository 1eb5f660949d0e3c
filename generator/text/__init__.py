"""Pure string tools. Nothing here knows what an article is."""
