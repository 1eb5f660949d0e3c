"""Questions that wait for a person, and what each answer writes: the same in the terminal and the browser."""
