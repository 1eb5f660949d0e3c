"""The countries and people that a story names."""
