"""A start over the worst line that people still use, beside an empty app of Textual over the same line."""

from __future__ import annotations

import shlex
import time
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

from tests.bench.comparison import SECONDS, Figure, against
from tests.bench.home import START, Home, coach
from tests.bench.remote_keys import BITS, ROUND_TRIP_S
from tests.bench.slow_line import SlowLine
from tests.bench.starts import HELLO
from tests.bench.years import years
from tests.e2e import sshd
from tests.e2e.term import Terminal, environment

ROUNDS = 5
READY = "logged in"


class Program(NamedTuple):
    """What is started over the line."""

    argv: tuple[str, ...]
    wanted: str
    leave: str


COACH = Program(coach(), START, "q")
EMPTY = Program(HELLO, "hello", "ctrl+q")


def measure(folder: Path) -> list[Figure]:
    """Opens both over the line in turn, with and without compression."""
    folder.mkdir()
    home = Home(folder / "home", years(folder / "years.json"))
    server_folder = folder / "sshd"
    server_folder.mkdir()
    plain: dict[str, list[float]] = defaultdict(list)
    packed: dict[str, list[float]] = defaultdict(list)
    with sshd.running(server_folder, home.surroundings(TERM="xterm-256color")) as server:
        seen(server, home, COACH)  # what it keeps for the next login
        for _ in range(ROUNDS):
            for name, program in {"coach": COACH, "hello": EMPTY}.items():
                plain[name].append(seen(server, home, program))
                packed[name].append(seen(server, home, program, "-C"))
    return [
        against("Today through ssh / hello through ssh", SECONDS, plain["coach"], plain["hello"]),
        against("Today through ssh -C / hello through ssh -C", SECONDS, packed["coach"], packed["hello"]),
        against("Today through ssh -C / ssh", SECONDS, packed["coach"], plain["coach"]),
    ]


def seen(server: sshd.Server, home: Home, program: Program, *options: str) -> float:
    """Logs in, starts a program with Enter once the line is slow, and returns how long its text took."""
    line = SlowLine(server.port)
    words = f"echo {READY}; read -r _; exec {shlex.join(program.argv)}"
    client = sshd.Server(line.port, server.folder, server.process).client(words, options=("-tt", *options))
    with Terminal(client, environment(), cwd=home.folder) as terminal:
        terminal.wait_for(READY)
        line.slow_down(BITS, ROUND_TRIP_S)
        begin = time.monotonic()
        terminal.send("enter")
        terminal.wait_for(program.wanted, deadline=60)
        taken = time.monotonic() - begin
        terminal.send(program.leave)
        terminal.wait_exit(60)
    line.close()
    home.rest()
    return taken
