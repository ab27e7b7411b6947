"""A key over the worst line that people still use: 9,600 bits a second and 300 ms there and back."""

from __future__ import annotations

import shlex
import time
from pathlib import Path

from tests.bench.comparison import SECONDS, SIZE, Figure, against
from tests.bench.slow_line import SlowLine
from tests.e2e import sshd
from tests.e2e.clock import Hands
from tests.e2e.launch import command
from tests.e2e.person import Person
from tests.e2e.term import ROOT, Terminal, environment

BITS = 9_600
ROUND_TRIP_S = 0.3
PRESSES = 9
TICKS_S = 10.0


def look_on(terminal: Terminal, seconds: float) -> None:
    end = time.monotonic() + seconds
    terminal.wait_until(lambda: time.monotonic() > end, 2 * seconds)


def answers(folder: Path, server: sshd.Server, *options: str) -> tuple[list[float], float]:
    """Seconds from a key to its answer while a session runs, and bytes of a tick on the wire."""
    folder.mkdir()
    person = Person(folder, now=Hands(folder / "clock.json").now())
    person.hands = Hands(folder / "clock.json")  # it goes on, so that the countdown ticks
    person.prepared(["setup", "--screening", "none", "--start", "new"])
    line = SlowLine(server.port)
    words = shlex.join(command(person.hands, "--data", str(person.file)))
    client = sshd.Server(line.port, server.folder, server.process).client(words, options=("-tt", *options))
    with Terminal(client, environment(), cwd=folder) as terminal:
        terminal.wait_for("[ Start ]")
        terminal.send("enter")
        terminal.wait_for("Settle down")
        terminal.send("enter")
        terminal.wait_for("On the mat")
        line.slow_down(BITS, ROUND_TRIP_S)
        before = line.carried
        look_on(terminal, TICKS_S)
        tick = (line.carried - before) / TICKS_S
        taken = []
        for press in range(PRESSES):
            begin = time.monotonic()
            terminal.send("space")
            terminal.wait_for("Paused" if press % 2 == 0 else "On the mat", deadline=60)
            taken.append(time.monotonic() - begin)
            look_on(terminal, 0.7)
        line.close()
    return taken, tick


def measure(folder: Path) -> list[Figure]:
    """Presses a key over the slow line, with and without compression; its least is the way there and back."""
    folder.mkdir()
    server_folder = folder / "sshd"
    server_folder.mkdir()
    surroundings = {"PYTHONPATH": str(ROOT), "TZ": "UTC", "COLORTERM": "truecolor"}
    with sshd.running(server_folder, surroundings) as server:
        packed, packed_tick = answers(folder / "packed", server, "-C")
        plain, plain_tick = answers(folder / "plain", server)
    least = [ROUND_TRIP_S] * PRESSES
    return [
        against("a key through ssh -C / round trip", SECONDS, packed, least),
        against("the slowest of them / round trip", SECONDS, [max(packed)], [ROUND_TRIP_S], goal_of_ours=1.0),
        against("a key through ssh / round trip", SECONDS, plain, least),
        against("bytes of a tick through ssh -C / ssh", SIZE, [packed_tick], [plain_tick]),
    ]
