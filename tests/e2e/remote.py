"""A person at the coach through `ssh -tt`, the ways to lose the line, and what is left running then."""

from __future__ import annotations

import os
import select
import shlex
import signal
import socket
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from types import TracebackType

from tests.e2e.launch import command
from tests.e2e.person import Person
from tests.e2e.sshd import Server
from tests.e2e.term import Terminal, comes_true, environment
from tests.tools import require_proc

KEEP_ALIVE = ("-oServerAliveInterval=1", "-oServerAliveCountMax=2")
"""A client that gives up on a silent line after three seconds."""


class Relay:
    """Hands bytes on between a client and a server, until it swallows them without a word."""

    def __init__(self, port: int) -> None:
        """Listens on a port of its own for connections to `port`, both on the loopback."""
        self._to = port
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listening.getsockname()[1])
        self._swallows = threading.Event()
        self._ends = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def swallow(self) -> None:
        """Lose every byte from now on; both ends stay connected."""
        self._swallows.set()

    def close(self) -> None:
        """Cut all connections."""
        self._ends.set()
        self._thread.join()

    def _run(self) -> None:
        other: dict[socket.socket, socket.socket] = {}
        while not self._ends.is_set():
            for ready in select.select([self._listening, *other], [], [], 0.05)[0]:
                if ready is self._listening:
                    near = self._listening.accept()[0]
                    far = socket.create_connection(("127.0.0.1", self._to))
                    other |= {near: far, far: near}
                    continue
                data = ready.recv(65536)
                if not data:
                    other[ready].close()
                    ready.close()
                    del other[other.pop(ready)]
                    break
                if not self._swallows.is_set():
                    other[ready].sendall(data)
        for each in (self._listening, *other):
            each.close()


class Traveller(Person):
    """One who reaches the coach through a server; the file and the clock are there."""

    def __init__(self, folder: Path, now: datetime, server: Server, *, tz: str = "UTC") -> None:
        """Somebody with nothing recorded; the server has to have the time zone `tz`."""
        super().__init__(folder, now, tz=tz)
        self.server = server
        self.relay: Relay | None = None
        """What the next connection goes through, if anything."""
        self._relays: list[Relay] = []

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        super().__exit__(kind, error, where)
        for relay in self._relays:
            relay.close()

    def goes_through_a_relay(self) -> None:
        """Open the next connection through something that can swallow it."""
        self.relay = Relay(self.server.port)
        self._relays.append(self.relay)

    def coaches(self) -> list[int]:
        """The processes of the coach that run for this person on the server."""
        require_proc()
        return [
            pid for pid, argv in _processes() if "tests.e2e.launch" in argv and str(self.hands.file) in argv
        ]

    def leaves_nothing_running(self) -> bool:
        """Whether the server has ended all of it, sooner or later."""
        return comes_true(lambda: not self.coaches())

    def _started(self, cols: int, rows: int) -> Terminal:
        words = shlex.join(command(self.hands, "--data", str(self.file)))
        if self.relay is None:
            client = self.server.client(words)
        else:
            client = replace(self.server, port=self.relay.port).client(words, options=("-tt", *KEEP_ALIVE))
        return Terminal(client, environment(), cols, rows, cwd=self.folder)


Loss = Callable[[Traveller], None]


def client_is_killed(person: Traveller) -> None:
    """Lose the client, at once."""
    person.is_killed()


def server_is_killed(person: Traveller) -> None:
    """Lose the processes of sshd that serve the connection: one, or from OpenSSH 9.8 on several."""
    [pid] = person.coaches()
    serving = []
    while (pid := _parent(pid)) != person.server.process.pid:
        if Path(f"/proc/{pid}/comm").read_text(encoding="utf-8").startswith("sshd"):
            serving.append(pid)
    for each in reversed(serving):
        os.kill(each, signal.SIGKILL)
    assert person.at.wait_exit() == 255
    person.terminal = None


def line_is_silent(person: Traveller) -> None:
    """Lose every byte, as in a tunnel, until the client gives up; the server does not know yet."""
    assert person.relay is not None
    person.relay.swallow()
    person.relay = None
    assert person.at.wait_exit() == 255
    person.terminal = None


def _processes() -> list[tuple[int, list[str]]]:
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdecimal():
            try:
                argv = (folder / "cmdline").read_bytes().decode(errors="replace").split("\0")
            except OSError:
                continue
            found.append((int(folder.name), argv))
    return found


def _parent(pid: int) -> int:
    stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    return int(stat.rpartition(")")[2].split()[1])
