"""The commands of `backfile`, one module each, with the name of the command. cli.py imports the one that runs.

A command module imports at its top only what its `--help` needs, and everything else inside its functions.
"""
