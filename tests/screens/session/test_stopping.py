"""Asking for an end stops the clock at the press, however late the question behind it is answered."""

from __future__ import annotations

from datetime import time, timedelta

import pytest
from textual.pilot import Pilot

from coach.app import CoachApp
from coach.domain.drafts import SessionDraft
from coach.domain.model import Area, Ended, StopReason
from coach.domain.session.manual_entry import ManualEntry, log
from coach.screens.dialogs.confirm import Confirm
from coach.screens.session.after_save_screen import AfterSaveScreen
from coach.screens.session.check_in import CheckInScreen
from coach.screens.session.screen import SessionScreen
from coach.screens.today.screen import TodayScreen
from coach.store import NotWritable
from coach.terminal.notifications import BELL
from coach.widgets.clock.big_clock import BigClock
from tests.screens.conftest import Bench, flat, seen

SIZE = (80, 24)
STOPPING = "Stop because of what you feel?"


def clock_of(app: object) -> str:
    """What the big clock says, also below a question."""
    found = next(each for each in app.screen_stack if isinstance(each, SessionScreen))  # type: ignore[attr-defined]
    return found.query_one(BigClock).text


def what(bench: Bench) -> tuple[float, Ended, StopReason | None]:
    """The one session that was recorded: its minutes, how it ended, and for what."""
    session = bench.only_session()
    assert session.ended_at is not None
    assert session.ended_at - session.started_at == timedelta(seconds=90)
    assert bench.book().live is None
    return session.done_min, session.ended, session.stopped_for


DIZZY = (1.5, Ended.SENSATION, StopReason.DIZZY)
STOPPED = (1.5, Ended.SENSATION, None)
FINISHED = (1.5, Ended.STOPPED, None)


@pytest.mark.parametrize(("keys", "recorded"), [
    ("xd", DIZZY), ("xx", STOPPED), ("xf", FINISHED), ("ff", FINISHED),
])  # fmt: skip
async def test_a_late_answer_does_not_lengthen_it(
    ready: Bench, keys: str, recorded: tuple[float, Ended, StopReason | None]
) -> None:
    """The clock stands from the press on, on the screen as in the record."""
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "space")
        await ready.wait(pilot, 90)
        await pilot.press(keys[0])
        for _ in range(11):
            await ready.wait(pilot, 10)
        assert clock_of(app) == "3:30"
        await pilot.press(keys[1])
        await pilot.pause()
        assert isinstance(app.screen, CheckInScreen)
    assert what(ready) == recorded


@pytest.mark.parametrize("size", [(28, 8), (40, 12), (45, 20), (80, 24)])
async def test_each_answer_is_in_sight_at_every_size(ready: Bench, size: tuple[int, int]) -> None:
    app = ready.app()
    async with app.run_test(size=size) as pilot:
        await pilot.press("enter", "space", "x")
        await pilot.pause()
        for answer in (
            "x  Stop now",
            "d  Stop: dizzy or faint",
            "n  Stop: numb",
            "f  Finish",
            "k  Keep going",
        ):
            assert answer in seen(app)


@pytest.mark.parametrize(("key", "recorded"), [("x", STOPPED), ("f", FINISHED)])
async def test_a_question_that_nobody_answers_is_answered_by_the_press(
    ready: Bench, sent: list[str], key: str, recorded: tuple[float, Ended, StopReason | None]
) -> None:
    """Someone who fell asleep over it has stopped all the same, and is rung for."""
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "space")
        await ready.wait(pilot, 90)
        await pilot.press(key)
        for _ in range(12):
            await ready.wait(pilot, 10)
        assert isinstance(app.screen, CheckInScreen)
        assert "Get up slowly. Any key stops the alarm." in flat(app)
        sent.clear()
        await ready.wait(pilot, 31)
        assert sent == [BELL]
    assert what(ready) == recorded


@pytest.mark.parametrize("lost", [False, True])
async def test_why_one_stopped_can_still_be_said_at_the_check_in(ready: Bench, lost: bool) -> None:
    """By the key that the question had, also for someone whose line was lost over it."""
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "space")
        await ready.wait(pilot, 90)
        await pilot.press("x")
        if not lost:
            await ready.wait(pilot, 130)
            await _says_dizzy(app, pilot)
    if lost:
        ready.clock.advance(timedelta(hours=1))
        again = ready.app()
        async with again.run_test(size=SIZE) as pilot:
            await pilot.pause()
            await _says_dizzy(again, pilot)
    assert what(ready) == DIZZY


async def _says_dizzy(app: CoachApp, pilot: Pilot[None]) -> None:
    assert isinstance(app.screen, CheckInScreen)
    assert "Why you stopped" in flat(app)
    await pilot.press("d")
    await pilot.pause()
    assert "stay down until it passes" in flat(app)
    await pilot.press("enter")
    await pilot.pause()
    assert isinstance(app.screen, AfterSaveScreen)


async def test_who_skipped_the_reason_is_not_asked_again(ready: Bench) -> None:
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "space")
        await ready.wait(pilot, 90)
        await pilot.press("x", "x")
        await pilot.pause()
        assert "Why you stopped" not in flat(app)


async def test_an_answer_as_the_question_runs_out_still_says_why(ready: Bench) -> None:
    """Before the coach has looked at the clock: it is no completed session that was stopped for dizziness."""
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "space")
        await ready.wait(pilot, 90)
        await pilot.press("x")
        ready.clock.advance(timedelta(hours=1))
        await pilot.press("d")
        await pilot.pause()
        assert isinstance(app.screen, CheckInScreen)
    assert what(ready) == DIZZY


@pytest.mark.parametrize("key", ["k", "escape"])
@pytest.mark.parametrize("asked", ["x", "f"])
async def test_keeping_going_takes_it_back(ready: Bench, asked: str, key: str) -> None:
    """The time of the question was on the mat; a line lost afterwards goes on as ever."""
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "space")
        await ready.wait(pilot, 90)
        await pilot.press(asked)
        assert (ready.live().asked_s, ready.live().asked_stop) == (90, asked == "x")
        await ready.wait(pilot, 10)
        await pilot.press(key)
        await pilot.pause()
        assert isinstance(app.screen, SessionScreen)
        assert clock_of(app) == "3:20"
        assert (ready.live().asked_s, ready.live().asked_stop) == (None, False)
        await ready.wait(pilot, 130)
        assert clock_of(app) == "1:10"


@pytest.mark.parametrize("away", [30, 3600])
@pytest.mark.parametrize(("key", "recorded"), [("x", DIZZY), ("f", FINISHED)])
async def test_a_line_lost_over_the_question_loses_no_stop(
    ready: Bench, key: str, recorded: tuple[float, Ended, StopReason | None], away: int
) -> None:
    """Soon after, the question is asked again where one comes back; later the press has counted."""
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "space")
        await ready.wait(pilot, 90)
        await pilot.press(key)
    ready.clock.advance(timedelta(seconds=away))
    again = ready.app()
    async with again.run_test(size=SIZE) as pilot:
        await pilot.pause()
        if away == 30:
            assert isinstance(again.screen, Confirm)
            assert clock_of(again) == "3:30"
            await pilot.press("d" if key == "x" else "f")
            await pilot.pause()
        assert isinstance(again.screen, CheckInScreen)
        assert "Any key stops the alarm" not in flat(again), "someone has just come"
    assert what(ready) == (recorded if away == 30 else (1.5, recorded[1], None))


async def test_a_line_lost_over_the_question_in_a_pause(ready: Bench) -> None:
    """No minutes run in a pause, and yet the stop does not wait for ever."""
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "space")
        await ready.wait(pilot, 60)
        await pilot.press("space")
        await ready.wait(pilot, 30)
        await pilot.press("x")
    ready.clock.advance(timedelta(hours=9))
    again = ready.app()
    async with again.run_test(size=SIZE) as pilot:
        await pilot.pause()
        assert isinstance(again.screen, CheckInScreen)
    assert what(ready) == (1, Ended.SENSATION, None)


async def test_a_stop_in_the_first_minute_outlives_the_line_too(ready: Bench) -> None:
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "space")
        await ready.wait(pilot, 20)
        await pilot.press("x")
    ready.clock.advance(timedelta(hours=1))
    again = ready.app()
    async with again.run_test(size=SIZE) as pilot:
        await pilot.pause()
        assert "You stopped in time; your streak is safe today." in flat(again)
    session = ready.only_session()
    assert session.done_min == pytest.approx(0.33)
    assert session.ended is Ended.SENSATION


async def test_the_question_stands_on_every_terminal(ready: Bench) -> None:
    """One that joins asks it as well, and an answer at either closes it at both."""
    one, other = ready.app(), ready.app()
    async with one.run_test(size=SIZE) as first, other.run_test(size=SIZE) as second:
        await first.press("enter", "space")
        await ready.wait(first, 90)
        await first.press("x")
        await ready.look(second)
        await second.press("enter")
        await second.pause()
        assert STOPPING in flat(other)
        assert clock_of(one) == clock_of(other) == "3:30"
        await second.press("k")
        await second.pause()
        await ready.look(first)
        assert isinstance(one.screen, SessionScreen)
        await first.press("x")
        await ready.look(second)
        assert STOPPING in flat(other)
        await second.press("d")
        await second.pause()
        assert isinstance(other.screen, CheckInScreen)
        await ready.look(first)
        assert isinstance(one.screen, TodayScreen)
    assert what(ready) == DIZZY


async def test_a_press_elsewhere_does_not_take_the_stop_back(ready: Bench) -> None:
    """A pause at a terminal that has not yet heard of it: the stop stands, and is asked about there."""
    one, other = ready.app(), ready.app()
    async with one.run_test(size=SIZE) as first, other.run_test(size=SIZE) as second:
        await first.press("enter", "space")
        await ready.look(second)
        await second.press("enter")
        await second.pause()
        await ready.wait(first, 90)
        await first.press("x")
        await second.press("space")
        await second.pause()
        assert STOPPING in flat(other)
        await first.press("d")
        await first.pause()
    assert what(ready) == DIZZY


@pytest.mark.parametrize(("key", "recorded"), [("x", True), ("f", False)])
async def test_ctrl_c_over_the_question(ready: Bench, key: str, recorded: bool) -> None:
    """A stop stands and is recorded on leaving; an early end is asked about anew, as any running session."""
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "space")
        await ready.wait(pilot, 90)
        await pilot.press(key)
        await ready.wait(pilot, 10)
        await pilot.press("ctrl+c")
        await pilot.pause()
        assert app._exit is recorded
        if not recorded:
            assert "A session is running" in flat(app)
            assert ready.live().asked_s is None
    if recorded:
        assert what(ready) == STOPPED


async def test_a_disk_that_is_full_loses_no_stop(ready: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """The press is kept beside the file at once, and the question goes on."""

    def full(_decide: object) -> object:
        raise NotWritable(ready.path, "the disk is full")

    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "space")
        await ready.wait(pilot, 90)
        with monkeypatch.context() as patch:
            patch.setattr(app.context.store, "change", full)
            await pilot.press("x")
            [screen] = [each for each in app.screen_stack if isinstance(each, SessionScreen)]
            draft = screen.draft()
            assert isinstance(draft, SessionDraft)
            assert (draft.live.asked_s, draft.live.asked_stop) == (90, True)
            assert screen._draft_key == draft.key
            assert STOPPING in flat(app)
        await ready.wait(pilot, 20)
        assert ready.live().asked_s == 90
        await pilot.press("d")
        await pilot.pause()
    assert what(ready) == DIZZY


async def test_a_machine_that_slept_over_the_question_asks_nothing_more(ready: Bench) -> None:
    """How long it was is known: until the press."""
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "space")
        await ready.wait(pilot, 90)
        await pilot.press("x")
        await ready.wait(pilot, 3 * 3600)
        assert isinstance(app.screen, CheckInScreen)
    assert what(ready) == STOPPED


async def test_an_end_on_leaving_that_comes_after_it_has_closed_is_no_second_end(ready: Bench) -> None:
    """It closed at its time, with nobody at a key then: how long it was is asked."""
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "space")
        await ready.wait(pilot, 200)
        await pilot.press("q")
        ready.clock.advance(timedelta(hours=1))
        await pilot.press("f")
        await pilot.pause()
        assert "How long really" in flat(app)
    session = ready.only_session()
    assert (session.done_min, session.ended, session.unattended) == (10, Ended.COMPLETED, True)
    assert session.ended_at is not None
    assert session.ended_at - session.started_at == timedelta(minutes=10)


@pytest.mark.parametrize("before", [0.0, 5.0])
async def test_an_end_before_the_day_counts_is_told_before_it_is_chosen(before: float, ready: Bench) -> None:
    """Of the day all minutes count, not those of this session alone."""
    if before:
        entry = ManualEntry(before, area=Area.LEGS, at=time(4, 0))
        ready.change(lambda book: log(book, entry, ready.clock.now()).change)
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", "enter")
        await ready.wait(pilot, 95)
        await pilot.press("f")
        await pilot.pause()
        assert "1:35 so far; it will be saved." in flat(app)
        assert ("It takes 2 minutes for a day to count." in flat(app)) == (not before)
