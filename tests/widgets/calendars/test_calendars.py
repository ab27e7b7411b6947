"""The month and the year: what they show, and how the cursor walks."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from textual.app import App, ComposeResult

from coach.text.glyphs import DayMark, DayStyle
from coach.widgets.calendars.day_cursor import EARLIEST, LATEST, DayCursor, in_month
from coach.widgets.calendars.month_calendar import MonthCalendar
from coach.widgets.calendars.year_calendar import YearCalendar, month_names
from tests.widgets.screens import rows_of, updates

TODAY = date(2026, 11, 21)
DAYS = {
    date(2026, 11, 16): DayStyle(DayMark.DONE),
    date(2026, 11, 17): DayStyle(DayMark.KEPT),
    date(2026, 11, 18): DayStyle(DayMark.MISSED),
    date(2026, 11, 19): DayStyle(DayMark.REST),
    date(2026, 11, 20): DayStyle(DayMark.PAUSE),
}


class Alone(App[None]):
    """One calendar and nothing else, not even styles."""

    def __init__(self, calendar: DayCursor) -> None:
        super().__init__()
        self.calendar = calendar
        self.heard: list[tuple[str, date]] = []

    def compose(self) -> ComposeResult:
        yield self.calendar

    def on_day_cursor_day_highlighted(self, message: DayCursor.DayHighlighted) -> None:
        self.heard.append(("highlighted", message.day))

    def on_day_cursor_day_opened(self, message: DayCursor.DayOpened) -> None:
        self.heard.append(("opened", message.day))

    def on_month_calendar_month_changed(self, message: MonthCalendar.MonthChanged) -> None:
        self.heard.append(("month", message.month))


def month(**given: object) -> MonthCalendar:
    calendar = MonthCalendar(passive=bool(given.pop("passive", False)))
    calendar.today, calendar.month, calendar.days = TODAY, TODAY, DAYS
    for name, value in given.items():
        setattr(calendar, name, value)
    return calendar


async def test_the_compact_month_shows_every_state_and_today_in_brackets() -> None:
    app = Alone(month())
    async with app.run_test(size=(30, 8)) as pilot:
        await pilot.pause()
        rows = [row.rstrip() for row in rows_of(app)[:7]]
    assert rows[0] == " Mo  Tu  We  Th  Fr  Sa  Su"
    assert rows[1] == "                          1\u00b7"
    assert rows[2] == "  2\u00b7  3\u00b7  4\u00b7  5\u00b7  6\u00b7  7\u00b7  8\u00b7"
    assert rows[4] == " 16\u25a0 17\u2584 18\u00d7 19\u25cb 20\u2500[21] 22"
    assert rows[5] == " 23  24  25  26  27  28  29"


async def test_a_kept_today_shows_its_mark_within_the_brackets() -> None:
    app = Alone(month(days={TODAY: DayStyle(DayMark.DONE)}))
    async with app.run_test(size=(30, 8)) as pilot:
        await pilot.pause()
        assert "[21\u25a0]22" in rows_of(app)[4]


async def test_weeks_start_where_the_user_says() -> None:
    app = Alone(month(week_start=6))
    async with app.run_test(size=(30, 8)) as pilot:
        await pilot.pause()
        rows = rows_of(app)
    assert rows[0].split() == ["Su", "Mo", "Tu", "We", "Th", "Fr", "Sa"]
    assert rows[1].split()[0].startswith("1")


async def test_a_note_has_its_sign() -> None:
    app = Alone(month(days={date(2026, 11, 16): DayStyle(DayMark.DONE, note=True)}))
    async with app.run_test(size=(30, 8)) as pilot:
        await pilot.pause()
        assert "16\u25a0'17" in rows_of(app)[4]


@pytest.mark.parametrize(
    ("keys", "day"),
    [
        ("h", 20), ("left", 20), ("l", 22), ("k", 14), ("j", 28), ("up", 14), ("down", 28), ("g", 1),
        ("G", 30), ("h,h,k", 12),
    ],
)  # fmt: skip
async def test_keys_walk_within_the_month(keys: str, day: int) -> None:
    app = Alone(month())
    async with app.run_test(size=(30, 8)) as pilot:
        await pilot.pause()
        await pilot.press(*keys.split(","))
        assert app.calendar.cursor == date(2026, 11, day)
        await pilot.pause()
        assert app.heard[-1] == ("highlighted", date(2026, 11, day))


@pytest.mark.parametrize(
    ("key", "day"),
    [("pageup", date(2026, 10, 21)), ("pagedown", date(2026, 12, 21))],
)
async def test_a_page_is_a_month_and_the_screen_hears_of_it(key: str, day: date) -> None:
    app = Alone(month())
    async with app.run_test(size=(30, 8)) as pilot:
        await pilot.pause()
        await pilot.press(key)
        await pilot.pause()
        assert app.calendar.cursor == day
        assert ("month", day.replace(day=1)) in app.heard


async def test_enter_opens_the_day_and_a_second_click_does() -> None:
    app = Alone(month())
    async with app.run_test(size=(30, 8)) as pilot:
        await pilot.pause()
        await pilot.press("h", "enter")
        await pilot.click(offset=(2, 4))
        await pilot.click(offset=(2, 4))
        await pilot.pause()
    assert [day for what, day in app.heard if what == "opened"] == [date(2026, 11, 20), date(2026, 11, 16)]


async def test_a_passive_month_takes_no_focus_and_has_no_tiles() -> None:
    app = Alone(month(passive=True))
    async with app.run_test(size=(30, 8)) as pilot:
        await pilot.pause()
        assert app.focused is None
        assert list(app.calendar.children) == []
        assert "[21]" in rows_of(app)[4]


async def test_a_step_sends_two_days_and_little_more() -> None:
    app = Alone(month())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("h")
        for key in "hjkl":
            with updates(app) as sent:
                await pilot.press(key)
                await pilot.pause()
            assert 0 < len("".join(sent).encode()) <= 370, key


def year(**given: object) -> YearCalendar:
    calendar = YearCalendar()
    calendar.today, calendar.days = TODAY, DAYS
    for name, value in given.items():
        setattr(calendar, name, value)
    return calendar


@pytest.mark.parametrize(("width", "pitch"), [(80, 1), (120, 2)])
async def test_the_year_ends_with_today_and_names_its_months(width: int, pitch: int) -> None:
    app = Alone(year())
    async with app.run_test(size=(width, 10)) as pilot:
        await pilot.pause()
        rows = rows_of(app)
        last = 3 + 52 * pitch
        assert {app.calendar.day_at(x, 6) for x in range(last, last + pitch)} == {TODAY}
        assert app.calendar.day_at(last + pitch, 6) is None
    assert rows[6][last] == "@"
    assert rows[0].split()[-1] == "Nov"
    assert rows[1][last] == "\u25a0"


@pytest.mark.parametrize(("key", "days"), [("h", -7), ("l", 7), ("k", -1), ("j", 1)])
async def test_the_year_walks_by_weeks_and_days(key: str, days: int) -> None:
    app = Alone(year())
    async with app.run_test(size=(80, 10)) as pilot:
        await pilot.pause()
        await pilot.press(key)
        await pilot.pause()
        assert app.calendar.cursor == TODAY + timedelta(days=days)
        first, last = app.calendar.span()
        assert first <= app.calendar.cursor <= last


@pytest.mark.parametrize(("width", "weeks"), [(120, 53), (57, 53), (56, 53), (55, 27), (40, 27), (20, 17)])
async def test_the_year_is_always_whole_or_half(width: int, weeks: int) -> None:
    app = Alone(year())
    async with app.run_test(size=(width, 10)) as pilot:
        await pilot.pause()
        first, last = app.calendar.span()
    assert ((last - first).days + 1, first <= TODAY <= last) == (7 * weeks, True)


async def test_the_cursor_turns_the_halves_of_a_year_and_comes_back_to_the_last() -> None:
    app = Alone(year())
    async with app.run_test(size=(40, 10)) as pilot:
        await pilot.pause()
        first, last = app.calendar.span()
        app.calendar.cursor = first
        await pilot.press("left")
        await pilot.pause()
        assert app.calendar.span() == (first - timedelta(weeks=26), last - timedelta(weeks=26))
        await pilot.press("right", "right")
        await pilot.pause()
        assert app.calendar.span() == (first, last)
        app.calendar.go(TODAY - timedelta(days=3000))
        begin, end = app.calendar.span()
        assert begin <= TODAY - timedelta(days=3000) <= end
        app.calendar.go(LATEST)
        assert app.calendar.span()[0] <= LATEST
        app.calendar.go(TODAY)
        assert app.calendar.span() == (first, last)


async def test_a_narrower_window_keeps_the_day_in_sight() -> None:
    app = Alone(year())
    async with app.run_test(size=(80, 10)) as pilot:
        await pilot.pause()
        app.calendar.go(app.calendar.span()[0])
        await pilot.resize_terminal(40, 10)
        await pilot.pause()
        begin, end = app.calendar.span()
        assert app.calendar.cursor is not None
        assert begin <= app.calendar.cursor <= end


async def test_a_step_in_the_year_costs_little() -> None:
    app = Alone(year())
    async with app.run_test(size=(120, 24)) as pilot:
        await pilot.pause()
        for key in "hkhk":
            with updates(app) as sent:
                await pilot.press(key)
                await pilot.pause()
            assert 0 < len("".join(sent).encode()) <= 370, key


def test_a_month_back_from_the_last_day_is_the_last_day() -> None:
    assert in_month(date(2026, 3, 31), -1) == date(2026, 2, 28)
    assert in_month(date(2024, 1, 31), 1) == date(2024, 2, 29)
    assert in_month(EARLIEST, -5) == EARLIEST


def test_names_of_months_do_not_run_into_each_other() -> None:
    assert month_names(date(2026, 8, 31), 10, 1) == "Sep Oct "


@pytest.mark.parametrize(("height", "rise"), [(8, 1), (12, 1), (13, 2), (18, 2), (19, 3), (40, 3)])
async def test_the_weeks_of_a_month_stand_apart_where_there_is_room(height: int, rise: int) -> None:
    calendar = MonthCalendar()
    calendar.styles.height = height
    calendar.today = TODAY
    app = Alone(calendar)
    async with app.run_test(size=(60, 42)) as pilot:
        calendar.go(date(2026, 3, 10))
        await pilot.pause()
        rows = rows_of(app)
        first = next(y for y, row in enumerate(rows) if row.strip().startswith("9"))
        second = next(y for y, row in enumerate(rows) if row.strip().startswith("16"))
        assert second - first == rise
        assert {calendar.day_at(x, second) for x in range(8)} == {date(2026, 3, 16)}
