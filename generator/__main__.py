"""Run Backfile with `python -m generator`, which is the same program as `backfile`."""

from generator.cli import main

main()
