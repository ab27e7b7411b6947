"""What differs between systems, tried on this one."""

from __future__ import annotations

import ctypes
import fcntl
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from coach import clock
from coach.store.file import atomic

ROOT = Path(__file__).parents[1]

WINDOWS = """
import sys
sys.platform = "win32"
for name in ("fcntl", "termios", "tty", "pwd", "grp", "resource", "syslog"):
    sys.modules[name] = None
sys.argv[1:] = {words!r}
from coach.__main__ import main
raise SystemExit(main())
"""


@pytest.mark.parametrize("words", [[], ["log", "5"], ["--help"], ["doctor"]])
def test_windows_is_told_in_one_sentence(words: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", WINDOWS.format(words=words)],
        cwd=ROOT, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "coach: the coach does not run on Windows itself;"
        " use it in WSL, or over ssh on a machine that has it.\n"
    )


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (["remind"], 3),
        (["--data", "f", "remind", "--streak"], 3),
        (["--data=f", "remind"], 3),
        (["note", "remind"], 1),
        (["--data", "remind", "today"], 1),
    ],
)
def test_only_a_reminder_ends_there_with_a_status_of_its_own(words: list[str], status: int) -> None:
    done = subprocess.run(
        [sys.executable, "-c", WINDOWS.format(words=words)],
        cwd=ROOT,
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == status


class Flushes:
    """What was asked of the system to bring data to the disk."""

    FULL = 51

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *, knows: bool) -> None:
        self.asked: list[str] = []
        self._knows = knows
        monkeypatch.setattr(fcntl, "F_FULLFSYNC", self.FULL, raising=False)
        monkeypatch.setattr(fcntl, "fcntl", self._fcntl)
        monkeypatch.setattr(os, "fsync", lambda handle: self.asked.append("fsync"))

    def _fcntl(self, handle: int, command: int) -> int:
        assert command == self.FULL
        self.asked.append("full")
        if not self._knows:
            raise OSError(45, "Operation not supported")
        return 0


def test_macos_flushes_to_the_drive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    flushes = Flushes(monkeypatch, knows=True)
    atomic.replace(tmp_path / "coach.json", b"x")
    assert flushes.asked == ["full", "full"], "the file, and the folder that names it"


def test_a_file_system_that_knows_no_such_flush_gets_the_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    flushes = Flushes(monkeypatch, knows=False)
    atomic.replace(tmp_path / "coach.json", b"x")
    assert flushes.asked == ["full", "fsync", "full", "fsync"]


class Kernel:
    """A C library that answers to one name."""

    def __init__(self, answers: bytes | None) -> None:
        self._answers = answers

    def sysctlbyname(self, name: bytes, text: Any, size: Any, new: object, length: object) -> int:
        if self._answers is None or name != b"kern.bootsessionuuid":
            return -1
        ctypes.memmove(text, self._answers + b"\0", len(self._answers) + 1)
        return 0


@pytest.mark.parametrize("told", [b"1E5F-44", None])
def test_the_run_of_the_machine_has_a_name_on_macos(
    told: bytes | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "_BOOT_ID", tmp_path / "none")
    monkeypatch.setattr(ctypes, "CDLL", lambda name: Kernel(told))
    assert clock.SystemClock().boot() == (told or b"").decode()


def test_a_system_that_names_no_run_is_no_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "_BOOT_ID", tmp_path / "none")
    assert clock.SystemClock().boot() == ""
