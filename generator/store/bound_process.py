"""Run another program that ends when the process that started it ends, however that ends.

In: the program and its arguments. Out: its exit code and what it said. A killed process cannot stop its helpers, so a
small process in between waits for the end of its standard input, which only the process that started it holds open.
This file is also the script of that process; it imports nothing of the package.
"""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence


def run(command: Sequence[str]) -> tuple[int, str]:
    """Run `command`; return its exit code and its message: what it wrote to standard error, or else to output."""
    reader, writer = os.pipe()
    try:
        with subprocess.Popen(  # noqa: S603  (arguments go through no shell)
            [sys.executable, "-I", "-S", os.path.abspath(__file__), *command],  # noqa: PTH100
            stdin=reader,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            errors="replace",
        ) as process:
            os.close(reader)
            try:
                output, message = process.communicate()
            except BaseException:
                os.close(writer)  # ends the program, and `with` waits for that
                writer = -1
                raise
    finally:
        if writer >= 0:
            os.close(writer)
    return process.returncode, (message or output).strip()


def _run_until_input_ends(command: Sequence[str]) -> int:
    """Run `command` until it ends or standard input does; return its exit code."""
    signal.signal(signal.SIGINT, lambda *_: None)  # an interrupt is for the process that started this one
    with subprocess.Popen(command, stdin=subprocess.DEVNULL) as process:  # noqa: S603

        def kill_at_end_of_input() -> None:
            sys.stdin.buffer.read()
            process.kill()

        threading.Thread(target=kill_at_end_of_input, daemon=True).start()
        return process.wait()


if __name__ == "__main__":
    os._exit(abs(_run_until_input_ends(sys.argv[1:])))
