"""The desk: the review queue in the browser, with its pages, its guards and the answers that it writes."""
