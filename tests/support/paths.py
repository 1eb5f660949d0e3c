"""Where the files are that tests read."""

from pathlib import Path

CHECKOUT = Path(__file__).parents[2]
TESTS = CHECKOUT / "tests"
PACKAGE = CHECKOUT / "generator"
TEMPLATES = CHECKOUT / "templates"
# The real saved pages are not ours to publish, so they stay outside the repository.
SEEDS = CHECKOUT.parent / "shared" / "seeds"
