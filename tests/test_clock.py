"""The machine's own clocks, which all other tests put another clock in the place of."""

from __future__ import annotations

import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from coach import clock
from coach.clock import SystemClock
from tests.e2e.term import ROOT, environment

_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")
_SINCE_BOOT = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)


def test_now_is_the_present_in_utc() -> None:
    before = datetime.now(UTC)
    now = SystemClock().now()
    assert before <= now <= datetime.now(UTC)
    assert now.tzinfo is UTC


def test_now_is_in_utc_whatever_the_zone_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    time.tzset()
    try:
        assert SystemClock().now().utcoffset() == timedelta(0)
    finally:
        monkeypatch.undo()
        time.tzset()


def test_elapsed_is_the_clock_that_counts_since_boot() -> None:
    before = time.clock_gettime(_SINCE_BOOT)
    elapsed = SystemClock().elapsed()
    assert before <= elapsed <= time.clock_gettime(_SINCE_BOOT)


def test_elapsed_and_now_go_on_together() -> None:
    """Over the same stretch of real time, which is at least what lies between their readings."""
    own = SystemClock()
    began, now = own.elapsed(), own.now()
    until = time.monotonic() + 10
    while own.elapsed() - began < 0.05 and time.monotonic() < until:
        pass
    assert own.elapsed() - began >= 0.05
    assert own.now() - now > timedelta(seconds=0.02)


def test_elapsed_never_goes_back() -> None:
    own = SystemClock()
    readings = [own.elapsed() for _ in range(2000)]
    assert readings == sorted(readings)
    assert readings[0] < readings[-1]


def test_without_the_clock_of_linux_the_one_that_never_jumps_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(time, "CLOCK_BOOTTIME", raising=False)
    before = time.monotonic()
    assert before <= SystemClock().elapsed() <= time.monotonic()


@pytest.mark.skipif(not _BOOT_ID.exists(), reason="this system has no boot id of Linux")
def test_the_boot_is_named_by_the_kernel() -> None:
    boot = SystemClock().boot()
    assert boot == _BOOT_ID.read_text(encoding="ascii").strip()
    assert len(boot) == 36


def test_another_process_reads_the_same_clocks() -> None:
    """As the next start of the coach does, which takes up the countdown."""
    own = SystemClock()
    before = own.elapsed()
    code = "from coach.clock import SystemClock as C; print(C().elapsed(), C().boot(), C().now().timestamp())"
    told = subprocess.run(
        [sys.executable, "-c", code],
        env=environment(PYTHONPATH=str(ROOT)),
        capture_output=True,
        text=True,
        check=True,
    ).stdout.rstrip("\n")
    elapsed, boot, now = told.split(" ")
    assert before <= float(elapsed) <= own.elapsed()
    assert boot == own.boot()
    assert float(now) <= own.now().timestamp()


def test_without_a_boot_id_there_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "_BOOT_ID", tmp_path / "none")
    assert SystemClock().boot() == ""
