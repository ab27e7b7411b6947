"""A fortnight by commands alone comes to the same as on screens, whose test has it worked out by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.app import CoachApp
from coach.context import AppContext
from coach.store import Store
from coach.terminal.capabilities import detect
from tests.cli.plain_session.fortnight_in_lines import Prompt, is_away, live
from tests.e2e.fortnight_days import FORTNIGHT
from tests.e2e.test_fortnight import comes_back, evening, marks
from tests.screens.conftest import flat


def test_the_same_days_ramp_and_streak(store_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    at = Prompt(store_path)
    told = live(at)
    lived = [day for day in FORTNIGHT if day.minutes or day.check]
    for day, found in zip(lived, told, strict=True):
        streak = found["streak"]
        expected = evening(day)
        assert {name: found[name] for name in expected if name not in ("code", "streak")} == {
            name: value for name, value in expected.items() if name not in ("code", "streak")
        }, day
        assert found["reason"]["code"] == expected["code"]
        assert (streak["current"], streak["best"], streak["grace_left"]) == expected["streak"]
    text = at.transcript.getvalue()
    assert all(char >= " " or char == "\n" for char in text)


def test_days_off_a_slip_and_its_undo_come_to_the_same(
    store_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "dumb")
    at = Prompt(store_path)
    live(at)
    assert is_away(at)[1:3] == ["too-much", "advance"]
    comes_back(at.asks)


async def test_the_app_shows_the_same_file(store_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    at = Prompt(store_path)
    live(at)
    monkeypatch.setenv("TERM", "xterm-256color")
    app = CoachApp(AppContext(Store(store_path, at.clock), at.clock), detect({}))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        shown = flat(app)
        assert "12-day streak" in shown
        assert "step 3 of 15" in shown
        assert {day.january: day.mark for day in FORTNIGHT} == marks(shown)
