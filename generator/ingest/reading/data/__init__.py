"""What the reader was fitted to, and how good it is (README.md)."""
