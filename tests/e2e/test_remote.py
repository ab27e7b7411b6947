"""The driver at the other end of a real SSH connection, and in tmux; the coach itself has its own tests."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e import sshd
from tests.e2e.term import ROOT, Terminal, comes_true, environment
from tests.terminal.programs import PROBE, SMALL_APP
from tests.tools import require


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sshd.Server]:
    require(*sshd.PROGRAMS)
    with sshd.running(tmp_path_factory.mktemp("sshd"), {"PYTHONPATH": str(ROOT), "TZ": "UTC"}) as made:
        yield made


def test_an_app_runs_through_ssh_and_hands_its_status_on(server: sshd.Server, tmp_path: Path) -> None:
    left = tmp_path / "left"
    with Terminal(server.client(sys.executable, str(SMALL_APP), str(left)), environment()) as terminal:
        terminal.wait_for("ready")
        terminal.send("x")
        terminal.wait_for("key x")
        terminal.send("q")
        assert terminal.wait_exit() == 0
        assert left.exists()
        assert terminal.residue() == set()


def test_a_client_that_is_killed_ends_the_app_in_order(server: sshd.Server, tmp_path: Path) -> None:
    left = tmp_path / "left"
    with Terminal(server.client(sys.executable, str(SMALL_APP), str(left)), environment()) as terminal:
        terminal.wait_for("ready")
        terminal.kill(signal.SIGKILL)
        assert terminal.wait_exit() == -signal.SIGKILL
        assert comes_true(left.exists)


def test_without_a_terminal_there_is_one_plain_line(server: sshd.Server) -> None:
    client = server.client(sys.executable, str(PROBE), options=("-T",))
    done = subprocess.run(client, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    assert done.returncode == 64
    assert done.stderr.count(b"\n") == 1
    assert b"\x1b" not in done.stdout + done.stderr


def test_an_app_in_tmux_outlives_its_terminal(tmp_path: Path) -> None:
    require("tmux")
    left = tmp_path / "left"
    tmux = ["tmux", "-S", str(tmp_path / "socket"), "-f", "/dev/null"]
    surroundings = environment(PYTHONPATH=str(ROOT), SHELL="/bin/sh")
    with Terminal([*tmux, "new-session", sys.executable, SMALL_APP, left], surroundings) as first:
        first.wait_for("ready")
        first.hang_up()
        first.wait_exit()
    assert not left.exists()
    with Terminal([*tmux, "attach"], surroundings, cols=60, rows=20) as second:
        second.wait_for("ready")
        second.send("x")
        second.wait_for("key x")
        second.send("q")
        assert second.wait_exit() == 0
    assert left.exists()
