"""The review queue in the browser: its pages, their guards, and the answers that they write."""
