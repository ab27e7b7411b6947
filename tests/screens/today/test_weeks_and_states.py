"""Today in each state: its own words, the last five weeks, and the question after a missed day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from textual.pilot import Pilot

from coach.domain.model import Area, Change, Cover
from coach.screens.calendar.screen import CalendarScreen
from coach.screens.calendar.session_form import SessionForm
from coach.screens.today.screen import TodayScreen
from coach.widgets.calendars.recent_weeks import RecentWeeks
from coach.widgets.chrome.action_button import ActionButton
from tests.screens import files, troubled_files
from tests.screens.conftest import Bench, flat
from tests.screens.days import session, text_of
from tests.screens.parts import rows_in, text_in

QUESTION = "Was there a session yesterday?"


def bar(pilot: Pilot[None]) -> str:
    return text_of(pilot.app).splitlines()[-1]  # type: ignore[arg-type]


@pytest.mark.parametrize(("made", "starts", "rests"), [
    (files.nothing, "", ""),
    (files.first_day, "Enter Start ", "r Rest day"),
    (files.month, "Enter Answer the skin check", "r Rest day"),
    (files.checked, "Enter Start ", "r Rest day"),
    (files.done, "Enter Read a tip", ""),
    (files.resting, "Enter Read a tip", ""),
    (files.locked, "Enter ", ""),
    (files.quiet_month, "Enter ", "r Rest day"),
    (files.paused, "Enter End the pause", ""),  # s and r do the same
    (files.taken_off, "Enter End the rest day", ""),
])  # fmt: skip
async def test_the_bar_says_what_its_keys_do_now(
    made: Callable[[Bench], None], starts: str, rests: str, bench: Bench
) -> None:
    """In each state, and a key that does nothing is not there."""
    made(bench)
    async with bench.app().run_test(size=(120, 24)) as pilot:
        await pilot.pause()
        if not isinstance(pilot.app.screen, TodayScreen):
            return
        assert starts in bar(pilot)
        assert rests in bar(pilot)
        assert ("  r " in bar(pilot)) is bool(rests)
        assert ("e Easier" in bar(pilot)) is (starts == "Enter Start ")


async def test_a_key_that_is_hidden_does_nothing(bench: Bench) -> None:
    files.done(bench)
    before = bench.path.read_bytes()
    async with bench.app().run_test(size=(80, 24)) as pilot:
        await pilot.press("r", "e")
        await pilot.pause()
        assert isinstance(pilot.app.screen, TodayScreen)
    assert bench.path.read_bytes() == before


async def test_a_day_that_is_over_names_tomorrow_and_shows_no_large_minutes(bench: Bench) -> None:
    files.done(bench)
    app = bench.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert text_in(app, "#reason") == "Done today: 20 minutes in a T-shirt."
        told = [row.strip() for row in rows_in(app, "#next") if row.strip()]
        assert told[0].startswith("Tomorrow \u00b7 20 minutes on bare skin")
        assert told[-1].startswith("Based on"), "the sources belong to the sentence above them"
        assert not app.screen.query_one("#hero").display


async def test_hours_to_wait_hide_the_minutes_and_name_the_time(ready: Bench) -> None:
    late = session(ready.clock.now().date() - timedelta(days=1), ready.clock, 5, Cover.TOWEL, None)
    ready.clock.set(late.started_at.replace(hour=6, minute=0) + timedelta(days=1))
    late = late._replace(started_at=ready.clock.now() - timedelta(hours=3))
    ready.change(lambda _: Change("Late", put=(late,)))
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        if app.screen.query_one("#hero").display:
            # the skin check is open: the step that a clear answer opens is what it is about
            assert "Answer the skin check" in text_of(app)
        else:
            assert "From " in text_in(app, "#next")


async def test_the_last_five_weeks_are_never_blank_and_name_their_months(bench: Bench) -> None:
    """On the first of a month as on any other day."""
    files.first_of_a_month(bench)
    app = bench.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        rows = [row.rstrip() for row in rows_in(app, "RecentWeeks")]
    assert rows[1].split() == ["Dec"] or len(rows) == 8
    assert sum("\u25a0" in row for row in rows) == 5
    named = next(at for at, row in enumerate(rows) if row.strip() == _month_after(bench))
    first = rows[named + 1].index("[ 1]" if "[ 1]" in rows[named + 1] else " 1")
    assert abs(rows[named].index(rows[named].strip()) - first) <= 1, "the name stands above the first"


def _month_after(bench: Bench) -> str:
    return f"{bench.clock.now():%b}"


async def test_the_chosen_day_is_told_in_place_and_enter_opens_it_in_the_calendar(bench: Bench) -> None:
    files.lived_with_fractions(bench)
    app = bench.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        today = app.context.day()
        assert "nothing yet" in text_in(app, "#chosen")
        await pilot.press("tab", "left")
        await pilot.pause()
        assert text_in(app, "#chosen").endswith("done, 28 min in 3 sessions (back, feet and legs)")
        await pilot.press("left", "left")
        await pilot.pause()
        assert text_in(app, "#chosen").endswith("no session")
        await pilot.press("escape")
        await pilot.pause()
        assert app.focused is app.screen.query_one(ActionButton)
        assert "nothing yet" in text_in(app, "#chosen")
        await pilot.press("tab", "enter")
        await pilot.pause()
        assert isinstance(app.screen, CalendarScreen)
        assert app.screen.day == today - timedelta(days=3)
        await pilot.press("1", "2")
        await pilot.pause()
        assert isinstance(app.screen, CalendarScreen)
        assert app.screen.day == today - timedelta(days=3), "it was asked for once"


async def test_a_click_chooses_a_day_and_a_second_one_opens_it(bench: Bench) -> None:
    files.checked(bench)
    app = bench.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        weeks = app.screen.query_one(RecentWeeks)
        wanted = app.context.day() - timedelta(days=1)
        at = next(
            (x, y) for y in range(weeks.size.height) for x in range(weeks.size.width)
            if weeks.day_at(x, y) == wanted
        )  # fmt: skip
        await pilot.click(weeks, offset=at)
        await pilot.pause()
        assert weeks.cursor == wanted
        assert "done" in text_in(app, "#chosen")
        await pilot.click(weeks, offset=at)
        await pilot.pause()
        assert isinstance(app.screen, CalendarScreen)
        assert app.screen.day == wanted


async def test_the_cursor_stays_among_the_days_that_are_shown(bench: Bench) -> None:
    files.checked(bench)
    app = bench.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("tab", *["up"] * 9, "pageup", "g")
        await pilot.pause()
        weeks = app.screen.query_one(RecentWeeks)
        assert weeks.cursor == weeks.span()[0]
        await pilot.press("G", "pagedown", *["down"] * 9)
        await pilot.pause()
        assert weeks.cursor == weeks.span()[1]


async def test_every_mark_that_is_shown_has_its_word(bench: Bench) -> None:
    files.paused(bench)
    app = bench.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        weeks = " ".join(rows_in(app, "RecentWeeks"))
        legend = text_in(app, "#streak Legend")
    for mark, word in (("\u25a0", "done"), ("\u00d7", "missed"), ("\u2500", "pause")):
        assert mark in weeks
        assert f"{mark} {word}" in legend
    assert "'" not in weeks
    assert "rest day" not in legend, "there is none"


async def test_after_a_missed_day_b_adds_to_it_and_the_question_is_gone(bench: Bench) -> None:
    files.after_a_miss(bench)
    app = bench.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        yesterday = app.context.day() - timedelta(days=1)
        assert QUESTION in text_of(app)
        assert "b Add yesterday" in bar(pilot)
        await pilot.press("b")
        await pilot.pause()
        assert isinstance(app.screen, SessionForm)
        assert f"Day {yesterday.isoformat()}" in flat(app)
        await pilot.press("escape")
        await pilot.pause()
        assert QUESTION not in text_of(app)
        await pilot.press("b")
        await pilot.pause()
        assert f"Day {app.context.day().isoformat()}" in flat(app)


async def test_a_click_on_the_question_adds_to_the_missed_day(bench: Bench) -> None:
    files.after_a_miss(bench)
    app = bench.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.click("#forgotten", offset=(3, 0))
        await pilot.pause()
        assert f"Day {(app.context.day() - timedelta(days=1)).isoformat()}" in flat(app)


@pytest.mark.parametrize("key", ["n", "a", "r", "2", "enter"])
async def test_another_key_that_acts_settles_the_question(key: str, bench: Bench) -> None:
    files.after_a_miss(bench)
    app = bench.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("down")
        assert QUESTION in text_of(app), "reading on settles nothing"
        await pilot.press(key)
        await pilot.pause()
        app.go("today" if app.context.book.live is None else "session")
        await pilot.pause()
        assert QUESTION not in text_of(app)


@pytest.mark.parametrize("made", [
    files.first_day, files.checked, files.done, files.paused, files.back_after_a_while,
])  # fmt: skip
async def test_nobody_is_asked_on_another_day(made: Callable[[Bench], None], bench: Bench) -> None:
    made(bench)
    app = bench.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert QUESTION not in text_of(app)


async def test_imported_years_are_no_first_fourteen_days(bench: Bench) -> None:
    troubled_files.imported_years(bench)
    lain = session(bench.clock.now().date(), bench.clock, 20, Cover.BARE, None)
    bench.change(lambda _: Change("Done", put=(lain,)))
    app = bench.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "of your first 14" not in text_of(app)
        assert app.context.area is Area.BACK
        await pilot.press("m")
        await pilot.pause()
        assert "Your history goes back further than 14 days." in flat(app)


async def test_the_year_is_always_twelve_months_with_its_shades_and_marks(bench: Bench) -> None:
    files.after_a_miss(bench)
    app = bench.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        names = rows_in(app, "YearCalendar")[0].split()
        assert len(names) == 12
        legend = text_in(app, "#year Legend")
    for words in ("to 5", "15+ min", "kept", "missed", "rest day", "pause", "no session", "@ today"):
        assert words in legend
