"""Plan: where one stands, what comes if all goes well, and what a change would do before it is saved."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from coach.domain.area_changes import turn_area
from coach.domain.model import (
    Area,
    Change,
    Contraindication,
    Cover,
    Ended,
    GoalSet,
    Session,
    Skin,
    StepLowered,
)
from coach.domain.onboarding.answers import Answers
from coach.domain.ramp.prescriber import prescribe
from coach.domain.ramp.replay import Ramps
from coach.screens.dialogs.confirm import Confirm
from coach.screens.plan.goal_dialog import GoalDialog
from coach.screens.plan.screen import PlanScreen
from coach.store import Store
from coach.widgets.charts.ramp_bars import RampBars, When
from coach.widgets.chrome.key_bar import bar_of
from coach.widgets.reading.item_list import ItemList
from tests.screens.conftest import Bench, flat, seen
from tests.screens.days import lived, session
from tests.screens.parts import text_in

TODAY = date(2026, 1, 5)


async def test_the_steps_show_where_one_stands_and_the_dates_if_all_goes_well(lived_in: Bench) -> None:
    app = lived_in.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("4")
        await pilot.pause()
        lines = {line.id: line for line in app.screen.query_one(ItemList).lines if not line.heading}
        assert (lines["6"].tag, lines["7"].tag) == ("reached", "here, 0 of 2 clean")
        # 12, 12, 15, 15, then bare skin: two days each
        assert (lines["8"].tag, lines["9"].tag) == ("Wed 7 Jan", "Fri 9 Jan")
        assert app.screen.query_one(ItemList).line is lines["7"]
        told = text_in(app, "#rule")
        assert "If all goes well: on bare skin from Fri 9 Jan; your goal on Wed 21 Jan." in told
        assert "At your own pace: on bare skin from Fri 9 Jan; your goal on Wed 21 Jan." in told
        assert "Your pace: a session on 10 of 10 days, not counting pauses; 10 of 10 clean" in told


@pytest.fixture
def every_other_day(ready: Bench) -> Bench:
    """Ten clean sessions, two days apart, the last one yesterday: shirt 12 is due on step 7.

    That is one in 1.9 days: the fifth from today is on day 7, the 17th on day 30.
    """
    sessions: list[Session] = []
    for n in range(10):
        found = prescribe(Ramps(ready.book()._replace(sessions=tuple(sessions))), Area.BACK, day(n))
        assert found.rung is not None
        sessions.append(session(day(n), ready.clock, found.rung.minutes, found.rung.cover, Skin.CLEAR))
    ready.change(lambda _: Change("Lived", put=tuple(sessions)))
    ready.clock.advance(timedelta(minutes=1))
    return ready


def day(n: int) -> date:
    return TODAY - timedelta(days=19 - 2 * n)


async def test_the_dates_are_told_for_both_and_d_turns_from_one_to_the_other(every_other_day: Bench) -> None:
    app = every_other_day.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("4")
        await pilot.pause()
        told = text_in(app, "#rule")
        assert "If all goes well: on bare skin from Fri 9 Jan; your goal on Wed 21 Jan." in told
        assert "At your own pace: on bare skin from Mon 12 Jan; your goal on Wed 4 Feb." in told
        assert "Your pace: a session on 10 of 19 days, not counting pauses; 10 of 10 clean" in told
        assert "dates if all goes well" in seen(app)
        tags = {line.id: line.tag for line in app.screen.query_one(ItemList).lines}
        assert (tags["9"], tags["15"]) == ("Fri 9 Jan", "Wed 21 Jan")
        bars = app.screen.query_one(RampBars).bars
        await pilot.press("d")
        await pilot.pause()
        assert "dates at your own pace" in seen(app)
        tags = {line.id: line.tag for line in app.screen.query_one(ItemList).lines}
        assert (tags["9"], tags["15"]) == ("Mon 12 Jan", "Wed 4 Feb")
        assert app.screen.query_one(RampBars).bars == bars  # as many sessions, only later
        await pilot.press("d")
        await pilot.pause()
        assert "dates if all goes well" in seen(app)


async def test_before_there_is_a_rate_the_plan_says_how_much_is_missing(ready: Bench) -> None:
    lived(Store(ready.path, ready.clock), ready.clock, 4)
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("4", "d")
        await pilot.pause()
        assert "Your own pace shows after 3 more days with a session." in text_in(app, "#rule")
        assert "Your rate:" not in flat(app)
        assert "dates if all goes well" in seen(app)
        assert "plan-rate" not in [entry.id for entry in bar_of(app.screen)], "there is nothing to turn to"


async def test_a_new_goal_has_a_date_for_both(every_other_day: Bench) -> None:
    app = every_other_day.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("4", "c")
        await pilot.pause()
        now = "step 7 of 15, 12 minutes in a T-shirt; the goal on Wed 21 Jan if all goes well, on Wed 4 Feb"
        assert f"Now: {now} at your own pace." in text_in(app, "#goal-preview")
        await pilot.press("2")
        await pilot.pause()
        then = "step 7 of 10, 12 minutes in a T-shirt; the goal on Sun 11 Jan if all goes well, on Fri 16 Jan"
        assert f"Then: {then} at your own pace." in text_in(app, "#goal-preview")


async def test_the_bars_are_the_past_today_and_the_days_to_the_goal(lived_in: Bench) -> None:
    app = lived_in.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("4")
        await pilot.pause()
        bars = app.screen.query_one(RampBars).bars
    past = [bar.minutes for bar in bars if bar.when is When.PAST]
    assert past == [5, 5, 7, 10, 5, 5, 7, 7, 10, 10]
    assert [bar.minutes for bar in bars if bar.when is When.TODAY] == [12]
    ahead = [bar.minutes for bar in bars if bar.when is When.AHEAD]
    assert ahead == [12, 15, 15, 5, 5, 7, 7, 10, 10, 12, 12, 15, 15, 18, 18, 20]


async def test_the_first_day_has_a_plan_as_well(ready: Bench) -> None:
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("4")
        await pilot.pause()
        assert "here, 0 of 2 clean" in flat(app)
        assert "A first session is short and" in flat(app)


async def test_where_the_questions_lock_the_mat_the_plan_says_so(bench: Bench) -> None:
    bench.set_up(Answers(ticked=frozenset({Contraindication.CLOTS}), tz="UTC"))
    app = bench.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("4")
        await pilot.pause()
        assert "You ticked a blood-clot problem" in flat(app)
        assert not app.screen.query_one(RampBars).display


async def test_looking_at_the_plan_writes_nothing(lived_in: Bench) -> None:
    before = lived_in.path.read_bytes()
    app = lived_in.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("4", "j", "k", "G", "g", "w", "j", "w", "c", "right", "tab", "right", "escape")
        await pilot.press("p", "tab", "plus", "3", "escape", "right_square_bracket", "left_square_bracket")
        await pilot.pause()
        assert isinstance(app.screen, PlanScreen)
    assert lived_in.path.read_bytes() == before


async def test_a_new_goal_shows_what_it_would_change_and_is_saved_with_enter(lived_in: Bench) -> None:
    app = lived_in.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("4", "c")
        await pilot.pause()
        assert isinstance(app.screen, GoalDialog)
        assert "No change yet." in flat(app)
        await pilot.press("1")
        await pilot.pause()
        assert "Now: step 7 of 15, 12 minutes in a T-shirt" in text_in(app, "#goal-preview")
        assert "Then: step 3 of 7, 10 minutes on a towel" in text_in(app, "#goal-preview")
        await pilot.press("enter")
        await pilot.pause()
        assert "Your goal: 20 minutes on a towel. Saved." in flat(app)
    goals = [event for event in lived_in.book().events if isinstance(event, GoalSet)]
    assert [(goal.cover, goal.minutes) for goal in goals] == [(Cover.BARE, 20), (Cover.TOWEL, 20)]


async def test_enter_on_a_lower_step_lowers_it_once_that_is_confirmed(lived_in: Bench) -> None:
    before = lived_in.path.read_bytes()
    app = lived_in.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("4", "k", "k", "enter")
        await pilot.pause()
        assert isinstance(app.screen, Confirm)
        assert "From the next session on: 7 minutes in a T-shirt." in flat(app)
        await pilot.press("escape")
        await pilot.pause()
        assert lived_in.path.read_bytes() == before
        await pilot.press("enter", "y")
        await pilot.pause()
        assert "here" in next(line.tag for line in app.screen.query_one(ItemList).lines if line.id == "5")
    (event,) = (e for e in lived_in.book().events if isinstance(e, StepLowered))
    assert (event.area, event.cover, event.minutes) == (Area.BACK, Cover.SHIRT, 7)


async def test_no_key_raises_the_step(lived_in: Bench) -> None:
    before = lived_in.path.read_bytes()
    app = lived_in.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("4", "j", "enter")
        await pilot.pause()
        assert isinstance(app.screen, PlanScreen)
        assert "Enter" not in seen(app).splitlines()[-1]
        row = next(y for y, line in enumerate(seen(app).splitlines()) if " 8  15 minutes" in line)
        await pilot.click(offset=(10, row))
        await pilot.click(offset=(10, row))
        await pilot.pause()
        assert "Clean sessions lead up. To go down, choose a step below yours." in flat(app)
        await pilot.press("k", "enter")
        await pilot.pause()
        assert isinstance(app.screen, PlanScreen)
        await pilot.press("k")
        await pilot.pause()
        assert "Enter Lower" in seen(app).splitlines()[-1]
    assert lived_in.path.read_bytes() == before


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (45, 20), (40, 12)])
async def test_the_area_its_goal_and_the_bars_are_named(size: tuple[int, int], lived_in: Bench) -> None:
    app = lived_in.app()
    async with app.run_test(size=size) as pilot:
        await pilot.press("4")
        await pilot.pause()
        text = seen(app)
    assert ("Ramp: back" if size[0] >= 80 else "Back: goal") in text
    assert "goal 20 min on bare skin" in text
    if size[0] >= 80:
        assert "\u2588 done  \u2191 today  \u2591 ahead" in text


async def test_the_bar_says_where_w_and_d_lead(lived_in: Bench) -> None:
    app = lived_in.app()
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.press("4")
        await pilot.pause()
        assert "w Scroll" in seen(app).splitlines()[-1]
        await pilot.press("w")
        await pilot.pause()
        assert "w Steps" in seen(app).splitlines()[-1]
    small = lived_in.app()
    async with small.run_test(size=(60, 24)) as pilot:
        await pilot.press("4")
        await pilot.pause()
        assert "w Ahead" in seen(small).splitlines()[-1]


async def test_another_area_has_steps_of_its_own(lived_in: Bench) -> None:
    app = lived_in.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("4", *["right_square_bracket"] * 3)
        await pilot.pause()
        assert "Ramp: feet" in seen(app)
        assert "Seated in socks" in seen(app)
        await pilot.press("left_square_bracket")
        await pilot.pause()
        assert "Ramp: glutes and hips" in seen(app)


async def test_the_bars_of_the_feet_are_named_by_posture_and_barefoot(ready: Bench) -> None:
    ready.change(lambda book: turn_area(book, Area.FEET, ready.clock.now(), on=True))
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("4", "left_square_bracket")
        await pilot.pause()
        assert "Ramp: feet" in seen(app)
        bars = app.screen.query_one(RampBars).bars
        headings = [line.text for line in app.screen.query_one(ItemList).lines if line.heading]
        shown = text_in(app, "RampBars")
    assert list(dict.fromkeys(bar.group for bar in bars)) == ["seated", "standing", "barefoot"]
    assert headings == ["Seated in socks", "Standing in socks", "Standing barefoot"]
    assert "seated standing barefoot" in shown


async def test_below_72_columns_w_shows_the_rules_in_place_of_the_steps(ready: Bench) -> None:
    app = ready.app()
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.press("4")
        await pilot.pause()
        assert "\u2500 Ahead" not in seen(app)
        await pilot.press("w")
        await pilot.pause()
        assert "\u2500 Ahead" in seen(app)
        await pilot.press("G")
        await pilot.pause()
        assert "own rules." in seen(app)
        await pilot.press("escape")
        await pilot.pause()
        assert "\u2500 Ahead" not in seen(app)


async def test_after_a_stop_the_plan_stands_on_what_today_says_of_tomorrow(lived_in: Bench) -> None:
    stopped = session(TODAY, lived_in.clock, 12, Cover.SHIRT, None)._replace(ended=Ended.SENSATION)
    lived_in.change(lambda _: Change("Stopped", put=(stopped,)))
    app = lived_in.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        title, _, cause = text_in(app, "#next").partition(" The last session was ")
        today = "Tomorrow \u00b7 "
        assert title == "Tomorrow \u00b7 one step down, 10 minutes in a T-shirt"
        reason, _, _ = cause.partition(" The skin check comes first.")
        await pilot.press("4")
        await pilot.pause()
        told = text_in(app, "#rule")
        assert f"Tomorrow, if your skin is clear: {title.removeprefix(today)}" in told
        assert reason in told
        lines = {line.id: line for line in app.screen.query_one(ItemList).lines if not line.heading}
        assert (lines["6"].tag, lines["7"].tag) == ("here, 0 of 2 clean", "Thu 8 Jan")


async def test_after_a_clean_session_the_plan_counts_it(lived_in: Bench) -> None:
    done = session(TODAY, lived_in.clock, 12, Cover.SHIRT, None)
    lived_in.change(lambda _: Change("Well", put=(done,)))
    app = lived_in.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("4")
        await pilot.pause()
        assert "here, 1 of 2 clean" in flat(app)
        assert "1 of the 2 clean sessions" in text_in(app, "#rule")


async def test_open_safety_questions_stand_before_the_plan_and_no_date_does(lived_in: Bench) -> None:
    lived_in.clock.advance(timedelta(days=40))
    app = lived_in.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("4")
        await pilot.pause()
        told = text_in(app, "#rule")
        assert told.startswith("39 days without a session: has anything changed")
        assert "If all goes well" not in told
        tags = [line.tag for line in app.screen.query_one(ItemList).lines]
        assert not any("Feb" in tag or "Mar" in tag for tag in tags)
        await pilot.press("a")
        await pilot.pause()
        assert "safety questions first" in flat(app)
        assert "has anything changed" in text_in(app, "#area-page")
