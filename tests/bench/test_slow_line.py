"""A key over the worst line that people still use: 9,600 bits a second and 300 ms there and back."""

from __future__ import annotations

import shlex
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest

from tests.bench.slow_line import SlowLine
from tests.e2e import sshd
from tests.e2e.clock import Hands
from tests.e2e.launch import command
from tests.e2e.person import Person
from tests.e2e.term import ROOT, Terminal, environment

pytestmark = pytest.mark.bench

NO_SSHD = sshd.missing()
BITS = 9_600
ROUND_TRIP_S = 0.3
PRESSES = 9
TICKS_S = 10.0


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sshd.Server]:
    if NO_SSHD is not None:
        pytest.skip(NO_SSHD)
    surroundings = {"PYTHONPATH": str(ROOT), "TZ": "UTC", "COLORTERM": "truecolor"}
    with sshd.running(tmp_path_factory.mktemp("sshd"), surroundings) as made:
        yield made


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


def test_a_key_is_answered_within_a_second(tmp_path: Path, server: sshd.Server) -> None:
    lines = [f"\n{'':10}{'median':>9}{'slowest':>9}{'bytes a tick':>14}"]
    found = {}
    for name, options in (("ssh -C", ("-C",)), ("ssh", ())):
        taken, tick = answers(tmp_path / name.replace(" ", ""), server, *options)
        found[name] = taken
        lines.append(f"{name:10}{median(taken):>7.2f} s{max(taken):>7.2f} s{tick:>14.0f}")
    sys.stdout.write("\n".join(lines) + "\n")
    assert max(found["ssh -C"]) <= 1
