"""`backfile serve` for tests: a process of its own, what it says, and what it answers."""

import http.client
import os
import queue
import signal
import socket
import subprocess
import sys
import threading
import time
from urllib.parse import quote, urlencode
from urllib.request import urlopen

from support.paths import CHECKOUT
from support.waiting import PATIENCE

# A preview that does not wait long until it is quiet.
SOON = """
import sys
from pathlib import Path
from generator.preview.serve import Pauses, serve_preview
from generator.desk_web.guards import Address
from generator.preview.live_site import PreviewConsole
say = lambda *lines: print(*lines, sep="\\n", flush=True)
serve_preview(Path(sys.argv[1]), Address("127.0.0.1", int(sys.argv[2])), lambda: "2024-11-21", PreviewConsole(say, say),
              open_browser=False, pauses=Pauses(rescan=0.2, idle=0.4))
"""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Preview:
    """A running `backfile serve`, what it says, and what it answers. Another `command` gets the root and the port."""

    def __init__(self, root, *, port=None, command=None, **environment):
        self.root, self.port = root, port or free_port()
        self.url = f"http://127.0.0.1:{self.port}/"
        self.said = queue.Queue()
        environment |= {"PATH": os.environ["PATH"], "PYTHONPATH": str(CHECKOUT), "PYTHONUNBUFFERED": "1"}
        self.process = subprocess.Popen(
            [*command, str(root), str(self.port)]
            if command
            else [sys.executable, "-m", "generator", "serve", "--root", str(root), "--port", str(self.port)],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()

    def _listen(self):
        for line in self.process.stdout:
            self.said.put(line.rstrip("\n"))

    def is_deaf(self):
        """Whether nobody listens at its port yet."""
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) != 0

    def waits_for(self, words):
        """The first line from now on that holds `words`, with all before it."""
        lines, until = [], time.monotonic() + PATIENCE
        while time.monotonic() < until:
            try:
                lines.append(self.said.get(timeout=0.2))
            except queue.Empty:
                assert self.process.poll() is None, lines
                continue
            assert "Traceback" not in lines[-1], lines
            if words in lines[-1]:
                return lines
        raise AssertionError(f"{words!r} was not said in {PATIENCE} s, but {lines}")

    def falls_silent(self):
        """Wait until a second has passed in which nothing was said."""
        try:
            while self.said.get(timeout=1):
                pass
        except queue.Empty:
            return

    def asks(self, path, **headers):
        """Status and body of the answer to a request whose path is sent as it stands."""
        status, _, body = self.sends("GET", path, **headers)
        return status, body

    def sends(self, method, path, form=None, **headers):
        """Status, headers and body of the answer to a request; `form` is sent as a browser sends one."""
        body = urlencode(form).encode() if form is not None else b""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        try:
            connection.putrequest(method, path, skip_host="Host" in named)
            if form is not None:
                connection.putheader("Content-Type", "application/x-www-form-urlencoded")
                connection.putheader("Content-Length", str(len(body)))
            for name, value in named.items():
                connection.putheader(name, value)
            connection.endheaders(body or None)
            answer = connection.getresponse()
            body = b"" if answer.status == 101 else answer.read()
            return answer.status, answer.headers, body.decode("utf-8", "replace")
        finally:
            connection.close()

    def gets(self, url):
        """The bytes of a file of the site."""
        with urlopen(f"{self.url}{quote(url)}", timeout=PATIENCE) as answer:
            return answer.read()

    def saves(self, path, text):
        """Write a file as an editor's program does."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def ends(self):
        """Interrupt it, as Ctrl-C does; its exit code."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        try:
            return self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise
        finally:
            self._listener.join(PATIENCE)
            self.process.stdout.close()
