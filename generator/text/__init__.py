"""Pure string tools: nothing here knows what an article is."""
