"""What each page shows, as frozen values: strings and relative links, ready for a template."""
