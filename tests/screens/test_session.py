"""The session screen: its keys, its cues, and what it leaves in the file."""

from __future__ import annotations

from datetime import timedelta

import pytest

from coach.domain.cues import OVERTIME
from coach.domain.model import Area, Cover, Ended
from coach.domain.running import plan as plan_of
from coach.screens.checkin import CheckInScreen
from coach.screens.confirm import Confirm
from coach.screens.recovery import RecoveryScreen
from coach.screens.session import SessionScreen
from coach.screens.today import TodayScreen
from coach.store import NotWritable
from coach.terminal.alarm import BELL
from coach.widgets.big_clock import BigClock
from coach.widgets.breath_line import BreathLine
from coach.widgets.time_bar import TimeBar
from tests.screens.conftest import Bench, flat

SIZE = (80, 24)


def shown(screen: object) -> str:
    """What the big clock says."""
    assert isinstance(screen, SessionScreen)
    return screen.query_one(BigClock).text


async def test_settling_down_writes_nothing_and_starts_by_itself(ready: Bench) -> None:
    """After 30 seconds the clock runs; the record says when it began, whenever that was looked at."""
    before = ready.path.read_bytes()
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter")
        assert shown(app.screen) == "0:30"
        assert "Settle down" in flat(app)
        assert "Lie flat on your back" in flat(app)
        began = ready.clock.now() + timedelta(seconds=30)
        await ready.wait(pilot, 29)
        assert shown(app.screen) == "0:01"
        assert ready.path.read_bytes() == before
        await ready.wait(pilot, 3)
        assert shown(app.screen) == "4:58"
        live = ready.live()
        assert live.started_at == began
        assert live.day == began.date()
        assert (live.area, live.cover, live.planned_min) == (Area.BACK, Cover.TOWEL, 5)


@pytest.mark.parametrize("key", ["enter", "space"])
async def test_a_key_skips_the_rest_of_settling(ready: Bench, key: str) -> None:
    """Whoever lies already need not wait."""
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter")
        await ready.wait(pilot, 4)
        await pilot.press(key)
        assert shown(app.screen) == "5:00"
        assert ready.live().started_at == ready.clock.now()


async def test_not_now_leaves_no_trace(ready: Bench) -> None:
    """Esc while settling down leads back to Today, and nothing was written."""
    before = ready.path.read_bytes()
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "escape")
        await pilot.pause()
        assert isinstance(app.screen, TodayScreen)
        assert "Nothing was started." in flat(app)
    assert ready.path.read_bytes() == before


@pytest.mark.parametrize("key", ["q", "ctrl+q", "ctrl+c"])
async def test_while_settling_down_there_is_nothing_to_ask(ready: Bench, key: str) -> None:
    """Nothing runs yet: the coach closes at once, and leaves no trace."""
    before = ready.path.read_bytes()
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", key)
        await pilot.pause()
    assert app.return_code == 0
    assert ready.path.read_bytes() == before


async def test_sixty_ticks_write_nothing(ready: Bench) -> None:
    """The bytes and the times of the file are those of the start."""
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "space")
        before, stat = ready.path.read_bytes(), ready.path.stat()
        for second in range(60):
            await ready.wait(pilot, 1)
            left = 300 - second - 1
            assert shown(app.screen) == f"{left // 60}:{left % 60:02}"
        assert ready.path.read_bytes() == before
        assert ready.path.stat().st_mtime_ns == stat.st_mtime_ns
        assert ready.path.stat().st_ino == stat.st_ino


async def test_a_look_between_two_seconds_shows_the_second_that_runs(ready: Bench) -> None:
    """A new number comes with its whole second, so that none is skipped and 0:00 is the end."""
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "space")
        await ready.wait(pilot, 0.5)
        assert shown(app.screen) == "5:00"
        screen = app.screen
        assert isinstance(screen, SessionScreen)
        assert screen.sitting is not None
        assert screen.sitting.to_next_second() == pytest.approx(0.5)
        await ready.wait(pilot, 299.25)
        assert shown(app.screen) == "0:01"
        await ready.wait(pilot, 0.25)
        assert shown(app.screen) == "+0:00"


async def test_a_pause_is_written_once_and_stands_still(ready: Bench) -> None:
    """The time in it is not on the mat; resuming is written once as well."""
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "space")
        await ready.wait(pilot, 60)
        await pilot.press("space")
        assert shown(app.screen) == "4:00"
        assert app.screen.query_one(BigClock).muted
        (span,) = ready.live().pauses
        assert (span.start, span.end) == (60, None)
        before = ready.path.read_bytes()
        await ready.wait(pilot, 130)
        assert shown(app.screen) == "4:00"
        assert "paused for 2 minutes" in flat(app)
        assert ready.path.read_bytes() == before
        await pilot.press("space")
        (span,) = ready.live().pauses
        assert (span.start, span.end) == (60, 190)
        await ready.wait(pilot, 10)
        assert shown(app.screen) == "3:50"


async def test_plus_adds_a_minute_up_to_the_cap(ready: Bench) -> None:
    """20 minutes a day is the cap at first: 15 more than the 5 prescribed, and then it says so."""
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "space", "+")
        assert shown(app.screen) == "6:00"
        assert ready.live().extra_min == 1
        assert app.screen.query_one(TimeBar).total == 360
        await pilot.press(*["+"] * 14)
        assert shown(app.screen) == "20:00"
        await pilot.press("+")
        assert shown(app.screen) == "20:00"
        assert "No more minutes" in flat(app)
        assert ready.live().planned_min == 5


async def test_finishing_early_asks_and_then_records(ready: Bench) -> None:
    """f and Enter; what was lain is kept, and the check-in follows."""
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "space")
        await ready.wait(pilot, 90)
        await pilot.press("f")
        assert isinstance(app.screen, Confirm)
        assert "1:30 on the mat so far" in flat(app)
        await pilot.press("escape")
        assert isinstance(app.screen, SessionScreen)
        await pilot.press("f", "k")
        assert ready.book().live is not None
        await pilot.press("f", "enter")
        await pilot.pause()
        assert isinstance(app.screen, CheckInScreen)
    session = ready.only_session()
    assert (session.done_min, session.ended, session.planned_min) == (1.5, Ended.STOPPED, 5)
    assert ready.book().live is None


async def test_a_session_of_less_than_a_minute_is_let_go_and_says_so(ready: Bench) -> None:
    """Before and after the answer."""
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "space")
        await ready.wait(pilot, 59)
        await pilot.press("f")
        assert "it would not be recorded" in flat(app)
        await pilot.press("f")
        await pilot.pause()
        assert isinstance(app.screen, TodayScreen)
        assert "Under a minute: nothing was recorded." in flat(app)
    assert ready.book().sessions == ()
    assert ready.book().live is None


@pytest.mark.parametrize("confirm", ["x", "enter"])
async def test_x_stops_for_discomfort_with_one_more_key(ready: Bench, confirm: str) -> None:
    """The record says why, however long it was."""
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "space")
        await ready.wait(pilot, 290)
        await pilot.press("x", confirm)
        await pilot.pause()
        assert isinstance(app.screen, CheckInScreen)
    assert ready.only_session().ended is Ended.SENSATION


@pytest.mark.parametrize("key", ["q", "ctrl+q", "ctrl+c"])
async def test_leaving_asks_first(ready: Bench, key: str) -> None:
    """Enter keeps going; also from within the question, ctrl+q only asks again."""
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "space")
        await ready.wait(pilot, 70)
        await pilot.press(key)
        assert isinstance(app.screen, Confirm)
        await pilot.press("ctrl+q")
        assert isinstance(app.screen, Confirm)
        assert len(app.screen_stack) == 3
        await pilot.press("enter")
        assert isinstance(app.screen, SessionScreen)
        assert app._exit is False


async def test_one_can_close_the_coach_and_leave_it_running(ready: Bench) -> None:
    """The session goes on in the file, and the next start is back in it."""
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "space")
        await ready.wait(pilot, 70)
        await pilot.press("q", "l")
        await pilot.pause()
    assert app.return_code == 0
    assert ready.book().live is not None
    ready.clock.advance(timedelta(seconds=38))
    again = ready.app()
    async with again.run_test(size=SIZE) as pilot:
        await pilot.pause()
        assert isinstance(again.screen, SessionScreen)
        assert shown(again.screen) == "3:12"
        assert "3:12 left, still lying there?" in flat(again)
        await pilot.press("q", "f")
        await pilot.pause()
        assert isinstance(again.screen, CheckInScreen)
    assert ready.only_session().done_min == 1.8


async def test_digits_do_nothing_here(ready: Bench) -> None:
    """A session is not left by a slip."""
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", *"123456", "space", *"123456")
        assert isinstance(app.screen, SessionScreen)
        assert ready.book().live is not None


async def test_overtime_counts_up_and_f_ends_it_without_a_question(ready: Bench) -> None:
    """Over the minutes, finishing is no longer early."""
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "space")
        await ready.wait(pilot, 342)
        assert shown(app.screen) == "+0:42"
        assert "It closes by itself at 10:00" in flat(app)
        await pilot.press("f")
        await pilot.pause()
        assert isinstance(app.screen, CheckInScreen)
    session = ready.only_session()
    assert (session.done_min, session.ended) == (5.7, Ended.COMPLETED)


async def test_it_closes_by_itself_once(ready: Bench, sent: list[str]) -> None:
    """Five minutes over, also behind a question; it rings, and is recorded a single time."""
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "space")
        await ready.wait(pilot, 299)
        await pilot.press("q")
        for _ in range(30):
            await ready.wait(pilot, 10)
        assert isinstance(app.screen, Confirm)
        sent.clear()
        await ready.wait(pilot, 10)
        assert isinstance(app.screen, CheckInScreen)
        assert sent.count(BELL) == 1
    assert ready.only_session().done_min == 10
    assert ready.book().live is None


async def test_a_machine_that_slept_through_the_end_asks(ready: Bench) -> None:
    """Nobody need have lain there for the hours that a lid was shut."""
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "space")
        await ready.wait(pilot, 120)
        await ready.wait(pilot, 3 * 3600)
        assert isinstance(app.screen, RecoveryScreen)
        assert "Your 5 minutes ended at 07:35. Stayed to the end?" in flat(app)
    assert ready.book().sessions == ()
    assert ready.book().live is not None


async def test_cues_ring_when_they_are_due(ready: Bench, sent: list[str]) -> None:
    """At 30 seconds, in the middle, at the last minute and at the end, each once."""
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "space")
        rung = []
        for second in range(1, 301):
            ready.clock.advance(timedelta(seconds=1))
            screen = app.screen
            assert isinstance(screen, SessionScreen)
            before = len(sent)
            screen.look()
            if BELL in sent[before:]:
                rung.append(second)
            if second == 31:
                await pilot.pause()
                assert "It is sharpest at first. Breathe out slowly." in flat(app)
                assert "The next cue comes at 2:30" in flat(app)
        assert rung == [30, 150, 240, 300]


async def test_after_a_stall_only_the_latest_cue_rings(ready: Bench, sent: list[str]) -> None:
    """Three bells in a row would say nothing."""
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "space")
        sent.clear()
        await ready.wait(pilot, 245)
        assert sent.count(BELL) == 1
        assert "One minute left." in flat(app)


async def test_overtime_reminds(ready: Bench, sent: list[str]) -> None:
    """Every ten seconds at first."""
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "space")
        await ready.wait(pilot, 301)
        sent.clear()
        for _ in range(30):
            await ready.wait(pilot, 1)
        assert sent.count(BELL) == 3
        assert OVERTIME.text in flat(app)


async def test_mute_silences_this_session(ready: Bench, sent: list[str]) -> None:
    """Bell and banner; the cue is shown all the same."""
    ready.settings(notify="osc9")
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "space", "m")
        assert "muted" in flat(app)
        await ready.wait(pilot, 31)
        assert not any(text == BELL or "]9;" in text for text in sent)
        assert "It is sharpest at first." in flat(app)
        await pilot.press("m")
        await ready.wait(pilot, 120)
        assert any("]9;Mat: Halfway" in text for text in sent)


async def test_without_cues_only_the_end_rings(ready: Bench, sent: list[str]) -> None:
    """Whoever turned them off in the settings still wants to know when to come off."""
    ready.settings(cues=False)
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "space")
        for _ in range(29):
            await ready.wait(pilot, 10)
        assert BELL not in sent
        await ready.wait(pilot, 10)
        assert BELL in sent


async def test_the_title_says_the_minutes(ready: Bench, sent: list[str]) -> None:
    """By the minute, and no more often."""
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "space")
        for _ in range(20):
            await ready.wait(pilot, 5)
        titles = [text for text in sent if text.startswith("\x1b]2;")]
        assert titles == [
            f"\x1b]2;coach: {what}\x07" for what in ("settle down", "5 minutes left", "4 minutes left")
        ]
        await pilot.press("space")
        assert sent[-1] == "\x1b]2;coach: paused\x07"
        await pilot.press("x", "x")
        await pilot.pause()
        assert sent[-1] == "\x1b]2;coach\x07"


async def test_the_breath_guide_is_there_when_asked_for(ready: Bench) -> None:
    """Four seconds in, six out."""
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "space")
        assert "breathe" not in flat(app)
        await pilot.press("b")
        await ready.wait(pilot, 1)
        assert app.screen.query_one(BreathLine).breath == (False, 1, 4)
        assert "breathe in" in flat(app)
        await ready.wait(pilot, 4)
        assert app.screen.query_one(BreathLine).breath == (True, 1, 6)
        assert "breathe out" in flat(app)
        await pilot.press("b")
        await pilot.pause()
        assert "breathe" not in flat(app)


async def test_when_to_stop_is_always_there(ready: Bench) -> None:
    """While settling, on the mat, paused and over time; in words, with the key."""
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        for key, seconds in (("enter", 1), ("space", 60), ("space", 5), ("space", 245)):
            await pilot.press(key)
            await ready.wait(pilot, seconds)
            assert "Stop if it turns to pain" in flat(app)
            assert "x stops" in flat(app)


async def test_below_60_by_16_one_line_says_it_all(ready: Bench) -> None:
    """The same keys, and when to stop beneath."""
    app = ready.app()
    async with app.run_test(size=(40, 12)) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        assert "0:30 to settle \u00b7 enter start \u00b7 esc back" in flat(app)
        await pilot.press("enter")
        await ready.wait(pilot, 36)
        assert flat(app) == (
            "4:24 on the mat \u00b7 space pause \u00b7 x stop"
            " Stop if discomfort grows or stays, or at numbness."
        )
        await pilot.press("space")
        await pilot.pause()
        assert "4:24 paused \u00b7 space go on \u00b7 x stop" in flat(app)
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert "When to stop" in flat(app)


async def test_setting_the_wall_clock_does_not_move_it(ready: Bench) -> None:
    """Back by a day: the time on the mat and the day of the session stay what they are."""
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "space")
        day = ready.live().day
        await ready.wait(pilot, 60)
        ready.clock.set(ready.clock.now() - timedelta(days=1))
        await ready.wait(pilot, 60)
        assert shown(app.screen) == "3:00"
        await pilot.press("f", "f")
        await pilot.pause()
    session = ready.only_session()
    assert (session.done_min, session.day) == (2, day)


async def test_two_terminals_have_one_session(ready: Bench) -> None:
    """The second shows the same countdown; what one does the other shows; it is recorded once."""
    one, other = ready.app(), ready.app()
    async with one.run_test(size=SIZE) as first, other.run_test(size=SIZE) as second:
        await first.press("enter", "space")
        await ready.wait(first, 20)
        await ready.look(second)
        await second.press("enter")
        await second.pause()
        assert isinstance(other.screen, SessionScreen)
        assert shown(other.screen) == shown(one.screen) == "4:40"
        await second.press("space")
        await ready.look(first)
        assert "Paused" in flat(one)
        await first.press("space")
        await ready.look(second)
        assert "On the mat" in flat(other)
        await ready.wait(first, 60)
        await first.press("q")
        await second.press("f", "f")
        await second.pause()
        assert isinstance(other.screen, CheckInScreen)
        await ready.look(first)
        assert isinstance(one.screen, TodayScreen)
        assert "ended in another terminal; recorded: 1.3 minutes" in flat(one)
    assert ready.only_session().done_min == 1.33


async def test_two_that_settle_at_once_become_one(ready: Bench) -> None:
    """Whoever starts second joins the first, and does not start anew."""
    one, other = ready.app(), ready.app()
    async with one.run_test(size=SIZE) as first, other.run_test(size=SIZE) as second:
        await first.press("enter")
        await second.press("enter")
        await first.press("space")
        ready.clock.advance(timedelta(seconds=7))
        id_of = ready.live().id
        await second.press("space")
        assert ready.live().id == id_of
        assert shown(other.screen) == "4:53"


async def test_an_end_elsewhere_is_not_ended_again(ready: Bench) -> None:
    """Before the file was looked at again: the key finds out, records nothing, and says so."""
    one, other = ready.app(), ready.app()
    async with one.run_test(size=SIZE) as first, other.run_test(size=SIZE) as second:
        await first.press("enter", "space")
        await ready.wait(first, 100)
        await ready.look(second)
        await second.press("enter")
        await second.pause()
        await second.press("f", "f")
        await second.pause()
        await first.press("f", "f")
        await first.pause()
        assert isinstance(one.screen, TodayScreen)
        assert "ended in another terminal" in flat(one)
    assert len(ready.book().sessions) == 1


async def test_a_crash_loses_nothing(ready: Bench) -> None:
    """The second app knows only the file: pauses, added minutes and the day are as they were."""
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "space", "+")
        await ready.wait(pilot, 60)
        await pilot.press("space")
        await ready.wait(pilot, 30)
        await pilot.press("space")
    ready.clock.advance(timedelta(seconds=45))
    again = ready.app()
    async with again.run_test(size=SIZE) as pilot:
        await pilot.pause()
        assert shown(again.screen) == "4:15"
        await ready.wait(pilot, 255)
        await pilot.press("f")
        await pilot.pause()
    session = ready.only_session()
    assert (session.done_min, session.ended) == (6, Ended.COMPLETED)


async def test_a_file_that_cannot_be_written_does_not_stop_the_clock(
    ready: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It says that it is not saved, tries again, and has it all in the end."""
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter")
        with monkeypatch.context() as patch:
            patch.setattr(app.desk.store, "change", _full(ready))
            await pilot.press("space")
            await ready.wait(pilot, 10)
            assert "Not saved yet" in flat(app)
            assert "the disk is full" in flat(app)
            assert shown(app.screen) == "4:50"
            assert ready.book().live is None
        await ready.wait(pilot, 20)
        assert "Not saved yet" not in flat(app)
        assert ready.live().started_at == ready.clock.now() - timedelta(seconds=30)


async def test_an_end_that_cannot_be_written_is_tried_again(
    ready: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The minutes are those of the first try."""
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "space")
        await ready.wait(pilot, 120)
        with monkeypatch.context() as patch:
            patch.setattr(app.desk.store, "change", _full(ready))
            await pilot.press("f", "f")
            await pilot.pause()
            assert "Enter tries again" in flat(app)
            await ready.wait(pilot, 300)
            assert isinstance(app.screen, SessionScreen)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, CheckInScreen)
    assert ready.only_session().done_min == 2


async def test_a_file_that_breaks_meanwhile_does_not_end_the_session(ready: Bench) -> None:
    """The clock goes on and says what is wrong; once mended, it is recorded."""
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "space")
        good = ready.path.read_bytes()
        ready.path.write_text("{ oops")
        await ready.wait(pilot, 90)
        assert isinstance(app.screen, SessionScreen)
        assert shown(app.screen) == "3:30"
        assert "not JSON" in flat(app)
        await pilot.press("f", "f")
        await pilot.pause()
        assert isinstance(app.screen, SessionScreen)
        ready.path.write_bytes(good)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, CheckInScreen)
    assert ready.only_session().done_min == 1.5


async def test_a_free_session_says_so(ready: Bench) -> None:
    """And is written as one."""
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        planned = plan_of(app.desk.book, Area.BACK, app.desk.now(), free=True, minutes=3)
        app.push_screen(SessionScreen(app.desk, planned))
        await pilot.pause()
        await pilot.press("space")
        await pilot.pause()
        assert "3 minutes, free" in flat(app)
    assert ready.live().free


async def _lapse(bench: Bench, *, minutes: float) -> None:
    app = bench.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "space")
    bench.clock.advance(timedelta(minutes=minutes))


async def test_a_session_that_is_over_asks_and_records_what_is_said(ready: Bench) -> None:
    """Enter: stayed to the end; recorded as recovered, on the day that it began."""
    await _lapse(ready, minutes=60)
    day = ready.live().day
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, RecoveryScreen)
        assert "Your 5 minutes ended at 07:35. Stayed to the end?" in flat(app)
        assert "10 minutes at most" in flat(app)
        await pilot.press("y")
        await pilot.pause()
        assert isinstance(app.screen, CheckInScreen)
    session = ready.only_session()
    assert (session.done_min, session.ended, session.day) == (5, Ended.RECOVERED, day)
    assert ready.book().live is None


async def test_minutes_that_cannot_have_been_are_refused(ready: Bench) -> None:
    """It would have closed at 10; typing begins anew, whatever had the focus."""
    await _lapse(ready, minutes=60)
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        await pilot.press(*"11", "enter")
        assert "from 1 to 10 minutes" in flat(app)
        assert ready.book().sessions == ()
        await pilot.press("backspace", "backspace", *"0.5", "enter")
        assert ready.book().sessions == ()
        await pilot.press(*["backspace"] * 3, *"3,5", "enter")
        await pilot.pause()
        assert isinstance(app.screen, CheckInScreen)
    assert ready.only_session().done_min == 3.5


async def test_a_lost_session_can_be_let_go_or_left_for_later(ready: Bench) -> None:
    """d discards it; Esc leaves it in the file, and Today leads back to the question."""
    await _lapse(ready, minutes=60)
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, TodayScreen)
        assert ready.book().live is not None
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, RecoveryScreen)
        await pilot.press("d")
        await pilot.pause()
        assert isinstance(app.screen, TodayScreen)
    assert ready.book().live is None
    assert ready.book().sessions == ()


async def test_a_pause_that_nobody_ended_offers_the_minutes_before_it(ready: Bench) -> None:
    """Nothing after the pause can have been on the mat."""
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "space")
        await ready.wait(pilot, 180)
        await pilot.press("space")
    ready.clock.advance(timedelta(hours=9))
    again = ready.app()
    async with again.run_test(size=SIZE) as pilot:
        await pilot.pause()
        assert "You paused at 07:33, after 3 minutes. Was that all of it?" in flat(again)
        await pilot.press("enter")
        await pilot.pause()
    assert ready.only_session().done_min == 3


async def test_a_lost_session_of_seconds_is_only_let_go(ready: Bench) -> None:
    """There is nothing to record, so no minutes are asked for."""
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "space")
        await ready.wait(pilot, 20)
        await pilot.press("space")
    ready.clock.advance(timedelta(hours=2))
    again = ready.app()
    async with again.run_test(size=SIZE) as pilot:
        await pilot.pause()
        assert "Under a minute is not recorded." in flat(again)
        await pilot.press("enter")
        await pilot.pause()
    assert ready.book().sessions == ()
    assert ready.book().live is None


async def test_after_midnight_the_day_of_the_start_counts(ready: Bench) -> None:
    """Begun at 02:58, a minute and a half before the day turns at three."""
    ready.clock.set(ready.clock.now().replace(hour=2, minute=58))
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "space")
        await ready.wait(pilot, 300)
        await pilot.press("f")
        await pilot.pause()
        assert isinstance(app.screen, CheckInScreen)
    session = ready.only_session()
    assert session.day == ready.clock.now().date() - timedelta(days=1)


async def test_a_session_that_another_started_while_today_stood_open_is_joined(ready: Bench) -> None:
    """Today turns into the way back to it."""
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        other = ready.app()
        async with other.run_test(size=SIZE) as second:
            await second.press("enter", "space")
        live = ready.live()
        await ready.wait(pilot, 5)
        assert "Back to the session" in flat(app)
        await pilot.press("enter")
        await pilot.pause()
        assert shown(app.screen) == "4:55"
        assert ready.live() == live


async def test_a_reboot_goes_on_by_the_wall_clock(ready: Bench) -> None:
    """The elapsed clock of another boot says nothing of this session."""
    await _lapse(ready, minutes=1)
    ready.clock.reboot("boot-2")
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        assert shown(app.screen) == "4:00"


async def test_no_session_at_all_leads_home(ready: Bench) -> None:
    """Asked for without one, the screen has nothing to show."""
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        app.push_screen(SessionScreen(app.desk))
        await pilot.pause()
        await pilot.pause()
        assert isinstance(app.screen, TodayScreen)


def _full(bench: Bench) -> object:
    def change(_decide: object) -> object:
        raise NotWritable(bench.path, "the disk is full")

    return change
