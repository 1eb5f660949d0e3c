"""The press, second half: from views and templates to the bytes of pages. No disk."""
