"""From saved pages to articles, in the order of the data; pure. Knows nothing about the website."""
