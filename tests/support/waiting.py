"""Wait for what another thread or process does.

A machine may be busy, so no test says how soon something must happen: it waits for it, and fails only after a time that
no machine needs. What something costs is bounded in processor time instead, which other programs do not change.
"""

import time

# So many seconds nothing takes, however busy the machine is.
PATIENCE = 60


def wait_until(check, *, pause=0.02):
    """Return what `check` returns as soon as that is true."""
    end = time.monotonic() + PATIENCE
    while not (result := check()):
        assert time.monotonic() < end, f"it did not happen in {PATIENCE} s"
        time.sleep(pause)
    return result
