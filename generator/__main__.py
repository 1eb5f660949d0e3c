"""`python -m generator` is the same program as `backfile`."""

from generator.cli import main

main()
