"""The content of each page as frozen values: strings and relative links, ready for a template."""
