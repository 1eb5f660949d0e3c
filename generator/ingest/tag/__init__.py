"""Recognise the countries and people that a story names."""
