from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator

import pytest

from coach.terminal.shutdown import HANGUP, Shutdown


class Log:
    """What was asked for, in order, and by which status."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, int]] = []
        self.died = threading.Event()

    def leave(self, status: int) -> None:
        self.calls.append(("leave", status))

    def restore(self) -> None:
        self.calls.append(("give back", 0))

    def die(self, status: int) -> None:
        self.calls.append(("die", status))
        self.died.set()


@pytest.fixture
def log() -> Log:
    return Log()


@pytest.fixture(autouse=True)
def _signals_as_before() -> Iterator[None]:
    """Once the end was ordered they stay ignored, which is not for the other tests."""
    before = {number: signal.getsignal(number) for number in (signal.SIGHUP, signal.SIGINT, signal.SIGTERM)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.fixture
def exits(log: Log) -> Iterator[Shutdown]:
    made = Shutdown(log.leave, log.restore, grace=0, die=log.die)
    made.watch()
    yield made
    made.close()


@pytest.mark.parametrize(
    ("number", "status"), [(signal.SIGHUP, 129), (signal.SIGINT, 130), (signal.SIGTERM, 143)]
)
def test_a_signal_asks_first_and_forces_then(
    exits: Shutdown, log: Log, number: signal.Signals, status: int
) -> None:
    os.kill(os.getpid(), number)
    assert log.died.wait(10)
    assert log.calls == [("leave", status), ("give back", 0), ("die", status)]


def test_the_first_order_counts(exits: Shutdown, log: Log) -> None:
    exits.request(HANGUP)
    exits.request(143)
    assert log.died.wait(10)
    assert [status for name, status in log.calls if name == "die"] == [129]


def test_signals_go_back_to_whom_they_belonged(log: Log) -> None:
    before = [signal.getsignal(number) for number in (signal.SIGHUP, signal.SIGINT, signal.SIGTERM)]
    exits = Shutdown(log.leave, log.restore, die=log.die)
    exits.watch()
    exits.close()
    after = [signal.getsignal(number) for number in (signal.SIGHUP, signal.SIGINT, signal.SIGTERM)]
    assert after == before
    assert log.calls == []


def test_an_ignored_signal_stays_ignored(log: Log) -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    exits = Shutdown(log.leave, log.restore, die=log.die)
    try:
        exits.watch()
        assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
    finally:
        exits.close()
        signal.signal(signal.SIGHUP, before)


def test_once_the_end_was_ordered_no_other_signal_counts_any_more(exits: Shutdown, log: Log) -> None:
    exits.request(143)
    exits.close()
    for number in (signal.SIGHUP, signal.SIGINT, signal.SIGTERM):
        os.kill(os.getpid(), number)
    assert log.died.wait(10)
    assert log.calls[0] == ("leave", 143)
