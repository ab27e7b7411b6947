"""Shared by all tests: an environment without anyone's settings, a fixed clock, a place for the file."""

from __future__ import annotations

import os
import signal
from datetime import UTC, datetime, timedelta
from pathlib import Path

import hypothesis
import pytest

hypothesis.settings.register_profile("no threshold of time", deadline=None)
hypothesis.settings.load_profile("no threshold of time")

_PERSONAL = (
    "NO_COLOR",
    "COLORTERM",
    "TEXTUAL_THEME",
    "TEXTUAL_COLOR_SYSTEM",
    "TEXTUAL_ANIMATIONS",
    "TEXTUAL_DRIVER",
    "COACH_DATA",
    "XDG_DATA_HOME",
    "XDG_STATE_HOME",
    "TMUX",
    "SSH_CONNECTION",
    "SSH_CLIENT",
    "SSH_TTY",
    "LC_ALL",
    "LC_CTYPE",
    "LC_TIME",
    "TZDIR",
    "COLUMNS",
    "LINES",
)


def pytest_configure() -> None:
    """Makes sure that what the tests start hears every signal, even if the tests themselves ignore some.

    A shell without job control has SIGINT ignored in the background, and `nohup` SIGHUP; programs that are
    started inherit that, but they do not inherit a handler. So they begin as from a shell, while the tests go
    on when their terminal hangs up, as someone who used `nohup` asked for.
    """
    for number in (signal.SIGHUP, signal.SIGQUIT, signal.SIGTERM, signal.SIGTSTP, signal.SIGWINCH):
        if signal.getsignal(number) is signal.SIG_IGN:
            signal.signal(number, lambda _number, _frame: None)
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_xdist_auto_num_workers() -> int:
    """Returns twice the number of cores: half of its time a test waits for what it has started."""
    return 2 * (os.cpu_count() or 1)


class FixedClock:
    """A clock that stands still until it is moved."""

    def __init__(self, now: datetime) -> None:
        self._now = now
        self._elapsed = 1000.0
        self.boot_id = "boot-1"

    def now(self) -> datetime:
        return self._now

    def elapsed(self) -> float:
        return self._elapsed

    def boot(self) -> str:
        return self.boot_id

    def advance(self, by: timedelta) -> None:
        """Lets time go by."""
        self._now += by
        self._elapsed += by.total_seconds()

    def set(self, now: datetime) -> None:
        """Sets the wall clock, as a person or a time server does; no time goes by."""
        self._now = now

    def reboot(self, name: str) -> None:
        """Restarts the machine: what counts from the start of the system begins again."""
        self.boot_id = name
        self._elapsed = 0.0


@pytest.fixture(autouse=True)
def _nobodys_environment(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    for name in _PERSONAL:
        monkeypatch.delenv(name, raising=False)
    # What a test leaves unsaved is offered to nobody else.
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path_factory.getbasetemp() / f"state-{os.urandom(6).hex()}"))
    # No hooks of whoever runs the tests are found, wherever they lie.
    monkeypatch.setenv("XDG_CONFIG_HOME", os.devnull)
    # nothing is kept for a next start, in which there is none; what is kept in a test says so itself
    monkeypatch.setenv("XDG_CACHE_HOME", os.devnull)
    # Wherever they run: what is tried in other zones and languages says so itself.
    monkeypatch.setenv("TZ", "UTC")
    monkeypatch.setenv("LANG", "C.UTF-8")


@pytest.fixture
def clock() -> FixedClock:
    """Returns a clock that shows Monday, 5 January 2026, 07:30 UTC."""
    return FixedClock(datetime(2026, 1, 5, 7, 30, tzinfo=UTC))


@pytest.fixture
def store_path(tmp_path: Path) -> Path:
    """Returns where a data file may be made; nothing is there yet."""
    return tmp_path / "coach" / "coach.json"
