"""The nouns of the project: frozen values that know nothing of disk, clock or settings."""
