"""What waits for a person, and what an answer writes: the same for the terminal and the browser."""
