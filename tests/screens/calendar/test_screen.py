"""The calendar: walking, opening, adding, editing, deleting, undoing."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from textual.widgets import OptionList

from coach.domain.model import Change, Cover, Session, Skin
from coach.screens.calendar.screen import CalendarScreen
from coach.screens.calendar.session_form import SessionForm
from coach.screens.today.screen import TodayScreen
from coach.store import Store
from coach.widgets.calendars.month_calendar import MonthCalendar
from tests.conftest import FixedClock
from tests.screens.conftest import Bench, flat
from tests.screens.days import coach, lived, set_up_on, text_of
from tests.screens.parts import text_in


def sessions_of(store: Store) -> tuple[Session, ...]:
    return store.read().sessions


@pytest.mark.parametrize("ago", [0, 1])
async def test_a_day_too_short_to_count_does_not_say_that_there_was_nothing(
    store_path: Path, clock: FixedClock, ago: int
) -> None:
    store = set_up_on(store_path, clock)
    lived(store, clock, 3)
    store.change(
        lambda book: Change("Short", put=tuple(each._replace(done_min=1.5) for each in book.sessions[-1:]))
    )
    clock.advance(timedelta(days=ago - 1))
    app = coach(store_path, clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("2", *["left"] * ago)
        await pilot.pause()
        assert "Under two minutes" in text_of(app)
        assert "1.5" in text_of(app)


async def test_the_cursor_walks_over_the_days_and_shows_each(store_path: Path, clock: FixedClock) -> None:
    store = set_up_on(store_path, clock)
    lived(store, clock, 4, missed=(2,))
    app = coach(store_path, clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("2")
        await pilot.pause()
        assert "January 2026" in text_of(app)
        assert "Nothing yet today." in text_of(app)
        await pilot.press("left")
        await pilot.pause()
        assert "06:30  7 of 7 min" in text_of(app)
        await pilot.press("h")
        await pilot.pause()
        assert "No session." in text_of(app)
        await pilot.press("pageup", "t")
        await pilot.pause()
        assert app.screen.query_one(MonthCalendar).cursor == clock.now().date()


async def test_a_day_can_be_filled_in(store_path: Path, clock: FixedClock) -> None:
    store = set_up_on(store_path, clock)
    app = coach(store_path, clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("2", "left", "enter")
        await pilot.pause()
        assert isinstance(app.screen, SessionForm)
        await pilot.press("7", "tab", *"0645", "tab", "tab", "1", "tab", "3")
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, SessionForm)
        assert "give a time as 07:30" in " ".join(text_of(app).split())
        await pilot.press("shift+tab", "shift+tab", "shift+tab", *["backspace"] * 4, *"06:45", "enter")
        await pilot.pause()
        assert not isinstance(app.screen, SessionForm)
    (found,) = sessions_of(store)
    assert (found.done_min, found.cover, found.sharpness) == (7, Cover.TOWEL, 3)
    assert f"{found.started_at:%Y-%m-%d %H:%M}" == "2026-01-04 06:45"
    assert found.backfilled


@pytest.mark.parametrize(
    ("minutes", "says"), [("45", "over 30"), ("0", "not a time on the mat"), ("abc", "give a number")]
)
async def test_a_form_with_bad_minutes_stays_and_writes_nothing(
    minutes: str, says: str, store_path: Path, clock: FixedClock
) -> None:
    set_up_on(store_path, clock)
    before = store_path.read_bytes()
    app = coach(store_path, clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("2", "b", *minutes, "enter")
        await pilot.pause()
        assert says in " ".join(text_of(app).split())
        await pilot.press("escape")
    assert store_path.read_bytes() == before


async def test_a_session_is_edited_where_it_is(store_path: Path, clock: FixedClock) -> None:
    store = set_up_on(store_path, clock)
    lived(store, clock, 2)
    app = coach(store_path, clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("2", "left", "e")
        await pilot.pause()
        await pilot.press("backspace", "4", "enter")
        await pilot.pause()
        assert "Edited 4 minutes on the back, Sun 4 Jan 2026" in text_of(app)
    last = sessions_of(store)[-1]
    assert (last.done_min, last.sharpness, last.skin_after) == (4, 3, Skin.CLEAR)


async def test_delete_and_undo(store_path: Path, clock: FixedClock) -> None:
    store = set_up_on(store_path, clock)
    first, second = lived(store, clock, 2)
    app = coach(store_path, clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("2", "left", "d")
        await pilot.pause()
        assert [s.id for s in sessions_of(store)] == [first.id]
        assert "u brings it back" in text_of(app)
        await pilot.press("u")
        await pilot.pause()
        assert [s.id for s in sessions_of(store)] == [first.id, second.id]


async def test_no_session_on_a_day_to_come(store_path: Path, clock: FixedClock) -> None:
    set_up_on(store_path, clock)
    before = store_path.read_bytes()
    app = coach(store_path, clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("2", "right", "b")
        await pilot.pause()
        assert "still to come" in text_of(app)
        await pilot.press("d", "e")
    assert store_path.read_bytes() == before


async def test_notes_are_shown_as_typed(store_path: Path, clock: FixedClock) -> None:
    set_up_on(store_path, clock)
    app = coach(store_path, clock)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("2", "left", "b", "5")
        app.screen.query_one("#note").value = "[red]not markup[/] \u202egnp.exe [/"  # type: ignore[attr-defined]
        await pilot.press("enter")
        await pilot.pause()
        assert "[red]not markup[/]" in text_of(app)
        assert "\u202e" not in text_of(app)


@pytest.mark.parametrize("chosen", [0, 1, 2])
@pytest.mark.parametrize("enters", ["enter", "d"])
async def test_of_several_sessions_on_a_day_the_one_under_the_cursor_is_deleted(
    enters: str, chosen: int, ready: Bench
) -> None:
    """Whichever it is, and none of another day."""
    day_before, first = lived(Store(ready.path, ready.clock), ready.clock, 2)
    later = [
        first._replace(id="", started_at=first.started_at + timedelta(hours=n), done_min=1 + n)
        for n in (1, 2)
    ]
    ready.change(lambda _: Change("More", put=tuple(later)))
    (second, third) = ready.book().sessions[2:]
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("2", "left", enters, *["down"] * chosen, "d")
        await pilot.pause()
        assert "Deleted; u brings it back." in flat(app)
    left = [day_before, first, second, third]
    del left[1 + chosen]
    assert ready.book().sessions == tuple(left)


@pytest.mark.parametrize("moves", [("left",), ("right", "right"), ()])
async def test_r_takes_a_rest_day_on_the_day_under_the_cursor_and_ends_it_again(
    moves: tuple[str, ...], ready: Bench
) -> None:
    day = ready.clock.now().date() + timedelta(days={(): 0, ("left",): -1}.get(moves, 2))
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("2", *moves, "r")
        await pilot.pause()
        assert [(each.first, each.last) for each in ready.book().pauses] == [(day, day)]
        assert "A rest day; the streak" in text_in(app, "#day-says")
        await pilot.press("r")
        await pilot.pause()
        assert ready.book().pauses == ()
        assert "A rest day;" not in text_in(app, "#day-says")


async def test_esc_goes_from_the_records_to_the_month_and_then_to_today(ready: Bench) -> None:
    lived(Store(ready.path, ready.clock), ready.clock, 1)
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("2", "left", "enter")
        await pilot.pause()
        assert isinstance(app.focused, OptionList)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, CalendarScreen)
        assert isinstance(app.focused, MonthCalendar)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, TodayScreen)


async def test_t_brings_the_cursor_and_the_focus_back_to_today(ready: Bench) -> None:
    lived(Store(ready.path, ready.clock), ready.clock, 1)
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("2", "left", "enter", "t")
        await pilot.pause()
        assert app.screen.query_one(MonthCalendar).cursor == ready.clock.now().date()
        assert isinstance(app.focused, MonthCalendar)
        assert "Nothing yet today." in text_in(app, "#day-says")
