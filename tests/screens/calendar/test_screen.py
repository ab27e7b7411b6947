"""The calendar: walking, opening, adding, editing, deleting, undoing."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from textual.app import App
from textual.widgets import OptionList

from coach.domain.model import Change, Cover, Session, Skin
from coach.screens.calendar.screen import CalendarScreen
from coach.screens.calendar.session_form import SessionForm
from coach.screens.today.screen import TodayScreen
from coach.store import Store
from coach.widgets.base.theme import contrast
from coach.widgets.calendars.month_calendar import MonthCalendar
from coach.widgets.calendars.year_calendar import YearCalendar
from tests.conftest import FixedClock
from tests.screens import files
from tests.screens.conftest import Bench, flat, seen
from tests.screens.days import coach, lived, set_up_on, text_of
from tests.screens.parts import text_in


def bar(app: App[None]) -> str:
    """The words of the bar of keys."""
    return seen(app).splitlines()[-1]


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
        assert "Too short: it takes 2" in text_of(app)
        assert "1:30 min" in text_of(app)


async def test_a_day_after_a_session_that_was_too_short_is_not_before_the_first(
    store_path: Path, clock: FixedClock
) -> None:
    store = set_up_on(store_path, clock)
    lived(store, clock, 1)
    store.change(
        lambda book: Change("Short", put=tuple(each._replace(done_min=1.5) for each in book.sessions))
    )
    clock.advance(timedelta(days=2))
    app = coach(store_path, clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("2", "left")
        await pilot.pause()
        assert "No session." in text_of(app)
        await pilot.press("left", "left", "left")
        await pilot.pause()
        assert "Before your first session." in text_of(app)


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
        assert "06:30  7 min, back, towel" in text_of(app)
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
        assert "type it like 07:30" in " ".join(text_of(app).split())
        await pilot.press("shift+tab", "shift+tab", "shift+tab", *["backspace"] * 4, *"06:45", "enter")
        await pilot.pause()
        assert not isinstance(app.screen, SessionForm)
    (found,) = sessions_of(store)
    assert (found.done_min, found.cover, found.sharpness) == (7, Cover.TOWEL, 3)
    assert f"{found.started_at:%Y-%m-%d %H:%M}" == "2026-01-04 06:45"
    assert found.backfilled


@pytest.mark.parametrize(
    ("minutes", "says"), [("45", "over 30"), ("0", "not a time on the mat"), ("abc", "is not a number")]
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
        assert "Delete the 5 minutes at 06:30, Sun 4 Jan 2026?" in flat(app)
        await pilot.press("n")
        await pilot.pause()
        assert len(sessions_of(store)) == 2
        await pilot.press("d", "y")
        await pilot.pause()
        assert [s.id for s in sessions_of(store)] == [first.id]
        assert "Deleted the 5 minutes at 06:30. Press u to undo it." in flat(app)
        await pilot.press("u")
        await pilot.pause()
        assert [s.id for s in sessions_of(store)] == [first.id, second.id]


async def test_no_session_on_a_day_to_come(store_path: Path, clock: FixedClock) -> None:
    set_up_on(store_path, clock)
    before = store_path.read_bytes()
    app = coach(store_path, clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("2", "right", "b", "enter", "d", "e", "n")
        await pilot.pause()
        assert isinstance(app.screen, CalendarScreen)
        assert "Still to come." in text_of(app)
        assert not {"Add", "Edit", "Delete", "Note"} & set(bar(app).split())
    assert store_path.read_bytes() == before


@pytest.mark.parametrize("chosen", [0, 1, 2])
@pytest.mark.parametrize(("enters", "down"), [("enter", "down"), ("d", "down"), ("enter", "j")])
async def test_of_several_sessions_on_a_day_the_one_under_the_cursor_is_deleted(
    enters: str, down: str, chosen: int, ready: Bench
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
        await pilot.press("2", "left", enters, *[down] * chosen, "d")
        await pilot.pause()
        minutes, hour = (("5", 6), ("2", 7), ("3", 8))[chosen]
        assert f"Delete the {minutes} minutes at 0{hour}:30, Sun 4 Jan 2026?" in flat(app)
        await pilot.press("enter")
        await pilot.pause()
        assert f"Deleted the {minutes} minutes at 0{hour}:30." in flat(app)
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
        assert "A rest day." in text_in(app, "#day-says")
        await pilot.press("r")
        await pilot.pause()
        assert ready.book().pauses == ()
        assert "A rest day." not in text_in(app, "#day-says")


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


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (70, 20), (45, 20), (40, 12)])
async def test_the_month_and_the_day_are_named_at_every_size(size: tuple[int, int], bench: Bench) -> None:
    files.two_a_day(bench)
    app = bench.app()
    async with app.run_test(size=size) as pilot:
        await pilot.press("2", "left")
        await pilot.pause()
        assert "January 2026" in seen(app)
        assert "Sunday 4 January 2026" in seen(app)
        await pilot.press("pageup")
        await pilot.pause()
        assert "December 2025" in seen(app)
        assert "Thursday 4 December 2025" in seen(app)


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (45, 20), (40, 12)])
async def test_of_ten_sessions_on_a_day_each_can_be_chosen_and_is_told(
    size: tuple[int, int], bench: Bench
) -> None:
    files.ten_on_a_day(bench)
    app = bench.app()
    async with app.run_test(size=size) as pilot:
        await pilot.press("2", "left", "enter")
        for hour in range(6, 16):
            await pilot.pause()
            rows = seen(app).splitlines()
            (line,) = [row for row in rows if f"{hour:02}:30" in row]
            assert "min" in line
            assert "Sharpness 3." in flat(app)
            await pilot.press("j")
        await pilot.press("k", "d")
        await pilot.pause()
        assert "Delete the 4:24 minutes at 14:30," in flat(app)


@pytest.mark.parametrize("theme", ["dusk", "dawn", "ansi-dark", "ansi-light"])
async def test_the_chosen_session_can_be_read(theme: str, bench: Bench) -> None:
    """Its words stand out by 4.5 to 1, or are reversed in the terminal's own colours."""
    files.two_a_day(bench)
    bench.settings(theme=theme)
    app = bench.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("2", "left", "enter", "down")
        await pilot.pause()
        strips = app.screen._compositor.render_strips()
        (strip,) = [strip for strip in strips if "18:30" in strip.text]
        (style,) = {part.style for part in strip if "18:30" in part.text}
        assert style is not None
        assert style.reverse
        if theme.startswith("d"):
            assert style.color is not None
            assert style.bgcolor is not None
            assert contrast(style.color.name, style.bgcolor.name) >= 4.5


async def test_the_bar_says_what_the_keys_do_on_the_day(bench: Bench) -> None:
    files.two_a_day(bench)
    app = bench.app()
    async with app.run_test(size=(140, 30)) as pilot:
        await pilot.press("2")
        await pilot.pause()
        assert "Enter Open  b Add  e Edit  d Delete  n Note  r Rest day  y Year" in bar(app)
        await pilot.press("left")
        await pilot.pause()
        assert "Enter Choose  b Add  e Edit  d Delete" in bar(app)
        await pilot.press("pageup")
        await pilot.pause()
        assert bar(app).split("n Note")[0].strip() == "b Add"
        await pilot.press("r", "left", "right")
        await pilot.pause()
        assert "r End rest day" in bar(app)
        await pilot.press("y")
        await pilot.pause()
        assert "y Month" in bar(app)


@pytest.mark.parametrize("size", [(45, 20), (40, 12), (70, 20)])
async def test_where_only_one_has_room_y_turns_from_the_month_to_the_year(
    size: tuple[int, int], bench: Bench
) -> None:
    files.half_a_year(bench)
    app = bench.app()
    async with app.run_test(size=size) as pilot:
        await pilot.press("2", "y")
        await pilot.pause()
        year = app.screen.query_one(YearCalendar)
        assert year.region.height >= 8
        assert app.focused is year
        begin, end = year.span()
        assert (end - begin).days + 1 == 7 * (53 if size[0] == 70 else 27)
        assert "Monday 5 January 2026" in seen(app)
        await pilot.press(*["left"] * 27)
        await pilot.pause()
        assert "Monday 30 June 2025" in seen(app)
        begin, end = year.span()
        assert begin <= date(2025, 6, 30) <= end
        assert {begin, end} <= set(year.days)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, CalendarScreen)
        assert app.screen.query_one(MonthCalendar).region.height >= 7
        assert "June 2025" in seen(app)


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (70, 20), (45, 20)])
async def test_every_mark_and_shade_of_the_year_has_its_word(size: tuple[int, int], bench: Bench) -> None:
    files.half_a_year(bench)
    app = bench.app()
    async with app.run_test(size=size) as pilot:
        await pilot.press("2", "y")
        await pilot.pause()
        text = seen(app)
    for word in ("\u25a0 done", "\u2584 kept", "\u00d7 missed", "\u25cb rest day", "\u2500 pause",
                 "\u00b7 no session", "@ today", "' note", "\u25a0 to 5", "\u25a0 5+", "\u25a0 10+",
                 "\u25a0 15+ min"):  # fmt: skip
        assert word in text, word


async def test_a_mouse_that_clicks_and_drags_everywhere_changes_nothing(bench: Bench) -> None:
    files.ten_on_a_day(bench)
    before = bench.path.read_bytes()
    app = bench.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("2", "left")
        for y in range(1, 23, 5):
            for x in range(2, 78, 19):
                await pilot.mouse_down(offset=(x, y))
                await pilot.hover(offset=((x + 9) % 80, (y + 3) % 23))
                await pilot.mouse_up(offset=((x + 9) % 80, (y + 3) % 23))
                await pilot.click(offset=(x, y), times=2)
                if not isinstance(app.screen, CalendarScreen):
                    await pilot.press("escape")
        await pilot.pause()
    assert bench.path.read_bytes() == before
