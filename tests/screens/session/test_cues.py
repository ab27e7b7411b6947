"""The session screen: what it says, rings and writes in the title as time goes by."""

from __future__ import annotations

from datetime import timedelta

import pytest

from coach.domain.model import Start
from coach.domain.onboarding.answers import Answers
from coach.domain.session.cues import OVERTIME
from coach.screens.session.screen import SessionScreen
from coach.terminal.notifications import BELL
from coach.widgets.clock.big_clock import BigClock
from coach.widgets.clock.breath_line import BreathLine
from coach.widgets.clock.time_bar import TimeBar
from tests.screens.conftest import Bench, flat, seen

SIZE = (80, 24)


def shown(screen: object) -> str:
    """What the big clock says."""
    assert isinstance(screen, SessionScreen)
    return screen.query_one(BigClock).text


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


async def test_interval_bells_ring_besides_and_say_how_long_it_has_been(
    ready: Bench, sent: list[str]
) -> None:
    """Not where a cue rings by itself, and muted with all else."""
    ready.settings(interval_bells=2)
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "space")
        sent.clear()
        await ready.wait(pilot, 120.5)
        assert sent.count(BELL) == 1
        assert "2 minutes so far." in flat(app)
        bar = app.screen.query_one(TimeBar)
        assert bar.cues == (30, 150, 240, 300)
        sent.clear()
        await ready.wait(pilot, 120)
        assert sent.count(BELL) == 1
        assert "One minute left." in flat(app)


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
    """While settling, on the mat, paused and over time; in words, with the key once something runs."""
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        for key, seconds in (("enter", 1), ("space", 60), ("space", 5), ("space", 245)):
            await pilot.press(key)
            await ready.wait(pilot, seconds)
            assert "Stop if it turns to pain" in flat(app)
            assert ("x stops" in flat(app)) == (key == "space")


@pytest.mark.parametrize("size", [(28, 8), (39, 11), (45, 20), (60, 16), (79, 23), (80, 24), (120, 40)])
async def test_every_size_names_each_reason_to_stop(bench: Bench, size: tuple[int, int]) -> None:
    """Pain, growing discomfort, dizzy or faint, numb; from 80x24 on hurt skin as well; nothing is cut."""
    bench.set_up(Answers(ticked=frozenset(), start=Start.REGULAR, tz="UTC"))
    app = bench.app()
    async with app.run_test(size=size) as pilot:
        for press, seconds in (("enter", 1), ("space", 60), ("space", 5), ("space", 245)):
            await pilot.press(press)
            await bench.wait(pilot, seconds)
            told = flat(app)
            for reason in ("pain", "discomfort", "dizzy, faint or numb."):
                assert reason in told, press
            if size >= (80, 24):
                assert "for broken skin, a blister, a bruise, a rash or numbness." in told
            if size >= (79, 23):
                assert ("x stops" in told) == (press == "space"), "the lower border is there too"


async def test_the_question_why_does_not_lie_over_the_words_on_when_to_stop(ready: Bench) -> None:
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "enter")
        await ready.wait(pilot, 60)
        await pilot.press("x")
        await ready.wait(pilot, 1)
        assert "Stop because of what you feel?" in flat(app)
        assert "When" not in seen(app)
        await pilot.press("k")
        await ready.wait(pilot, 1)
        assert "When to stop" in flat(app)


async def test_below_28_by_8_plain_lines_say_it_all(ready: Bench) -> None:
    """The same keys, and when to stop below."""
    app = ready.app()
    async with app.run_test(size=(40, 7)) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        assert "0:30 to settle \u00b7 enter start \u00b7 esc back" in flat(app)
        await pilot.press("enter")
        await ready.wait(pilot, 36)
        assert flat(app) == (
            "4:24 on the mat \u00b7 space pause \u00b7 x stop"
            " Stop at pain or growing discomfort, or if you feel dizzy, faint or numb."
        )
        await pilot.press("space")
        await pilot.pause()
        assert "4:24 paused \u00b7 space resume \u00b7 x stop" in flat(app)
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert "When to stop" in flat(app)


@pytest.mark.parametrize(
    "size", [(27, 7), (28, 8), (39, 11), (40, 12), (45, 20), (59, 40), (80, 24), (160, 50)]
)
async def test_the_keys_are_whole_at_every_size(ready: Bench, size: tuple[int, int]) -> None:
    """From 40 columns on in the bar, below that in a line of their own; and when to stop at each step."""
    app = ready.app()
    in_bar = size >= (40, 12)
    async with app.run_test(size=size) as pilot:
        for press, seconds, keys in (
            ("enter", 1, ("Enter Start",) if in_bar else ("enter start", "esc back")),
            ("space", 60, ("Space Pause", "x Stop") if in_bar else ("space pause", "x stop")),
            ("space", 5, ("Space Resume", "x Stop") if in_bar else ("space resume", "x stop")),
            ("space", 245, ("Space Finish", "x Stop") if in_bar else ("space finish", "x stop")),
        ):
            await pilot.press(press)
            await ready.wait(pilot, seconds)
            for key in keys:
                assert key in flat(app), press
            assert "dizzy, faint or numb." in flat(app)
        assert "it up" in flat(app)


@pytest.mark.parametrize("size", [(28, 8), (45, 20), (80, 24), (120, 40)])
async def test_the_first_bare_sessions_say_why_they_close_early(bench: Bench, size: tuple[int, int]) -> None:
    """Before the clock, while it runs, over the time, and on a terminal that joins."""
    bench.set_up(Answers(ticked=frozenset(), start=Start.REGULAR, tz="UTC"))
    why = "Bare is still new, so it closes at 10 minutes. Watch your skin."
    app = bench.app()
    async with app.run_test(size=size) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        small = "Bare is new: closes at 10." if size == (28, 8) else why
        assert ("so watch your skin; it closes at 10." if size[0] >= 60 else small) in flat(app)
        assert "dizzy, faint or numb." in flat(app)
        await pilot.press("enter")
        await bench.wait(pilot, 20)
        assert small in flat(app)
    other = bench.app()
    async with other.run_test(size=size) as pilot:
        await pilot.pause()
        assert isinstance(other.screen, SessionScreen)
        assert why in flat(other) or size == (28, 8)
        await bench.wait(pilot, 290)
        assert ("closes by itself at 10:00, as bare is still new." in flat(other)) is (size[0] >= 45)


async def test_a_session_on_a_towel_closes_for_no_such_reason(ready: Bench) -> None:
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "enter")
        await ready.wait(pilot, 40)
        assert "Bare is" not in flat(app)
        await ready.wait(pilot, 270)
        assert "It closes by itself at 10:00 on the mat." in flat(app)


async def test_setting_the_wall_clock_does_not_move_it(ready: Bench) -> None:
    """Back by a day: the time on the mat stays what it is; its begin is told by the clock as it is then."""
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
    assert (session.done_min, session.day) == (2, day - timedelta(days=1))
    assert session.ended_at is not None
    assert session.ended_at - session.started_at == timedelta(minutes=2)


async def test_on_a_phone_the_bar_has_the_way_to_finish(ready: Bench) -> None:
    app = ready.app()
    async with app.run_test(size=(45, 20)) as pilot:
        for press in ("enter", "enter", "space"):  # on the mat, then paused
            await pilot.press(press)
            await ready.wait(pilot, 1)
        assert "f End" in flat(app)
        assert "Space Resume" in flat(app)
        await pilot.press("f")
        await pilot.pause()
        assert "Finish early?" in flat(app)
