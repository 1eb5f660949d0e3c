"""From the bytes of an HTML page to blocks of text with marks, and what the page states about itself."""
