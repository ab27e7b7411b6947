"""The clock that end-to-end tests move from outside."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.e2e.clock import Hands, ShiftedClock

START = datetime(2026, 1, 5, 7, 30, tzinfo=UTC)
SOON = timedelta(seconds=30)
"""More than a slow machine needs between two lines, and less than any step below."""


@pytest.fixture
def hands(tmp_path: Path) -> Hands:
    return Hands(tmp_path / "clock.json", START)


@pytest.fixture
def shifted(hands: Hands) -> ShiftedClock:
    return ShiftedClock(hands.file)


def test_it_starts_where_it_is_set(shifted: ShiftedClock) -> None:
    assert START <= shifted.now() < START + SOON


def test_time_goes_by_on_both_clocks(hands: Hands, shifted: ShiftedClock) -> None:
    before = shifted.elapsed()
    hands.advance(timedelta(minutes=10))
    assert START + timedelta(minutes=10) <= shifted.now() < START + timedelta(minutes=10) + SOON
    assert 600 <= shifted.elapsed() - before < 600 + SOON.total_seconds()


def test_the_wall_clock_is_set_alone(hands: Hands, shifted: ShiftedClock) -> None:
    before = shifted.elapsed()
    hands.set(START - timedelta(days=1))
    assert shifted.now() < START - timedelta(days=1) + SOON
    assert 0 <= shifted.elapsed() - before < SOON.total_seconds()


def test_a_reboot_counts_from_0_under_another_name(hands: Hands, shifted: ShiftedClock) -> None:
    assert shifted.boot() == "boot-1"
    hands.reboot("boot-2")
    assert shifted.boot() == "boot-2"
    assert 0 < shifted.elapsed() < SOON.total_seconds()


def test_a_still_clock_shows_what_it_was_told(tmp_path: Path) -> None:
    hands = Hands(tmp_path / "still.json", START, still=True)
    shifted = ShiftedClock(hands.file)
    before = shifted.elapsed()
    hands.advance(timedelta(minutes=10))
    assert shifted.now() == START + timedelta(minutes=10)
    assert shifted.elapsed() == before + 600
    hands.set(START)
    assert (shifted.now(), shifted.elapsed()) == (START, before + 600)
    hands.reboot("boot-2")
    assert (shifted.now(), shifted.elapsed()) == (START, 1.0)
