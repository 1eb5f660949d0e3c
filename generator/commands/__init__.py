"""The commands of `backfile`, one module each. cli.py joins them and handles errors.

A command module imports at its top only what `--help` needs. Everything else is imported inside the function that uses
it, because every command module is loaded on every start.
"""
