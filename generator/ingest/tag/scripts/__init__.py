"""Finders of people's names by script: each returns mentions with their evidence; script_names.py weighs it."""
