"""The form of a session, and the Calendar's corrections of answers."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from coach.domain.instants import end_of
from coach.domain.model import Change, Ended, StopReason
from coach.screens.calendar.session_form import SessionForm
from coach.screens.dialogs.confirm import Confirm
from coach.store import Store
from coach.widgets.forms.choice import Choice
from coach.widgets.forms.scale import Scale
from tests.screens.calendar.open_days import SIZES, asked, on_the_day
from tests.screens.conftest import Bench, flat, seen
from tests.screens.days import lived

LABELS = (
    "Edit a session", "Day", "Minutes", "Began at", "Area", "Cover", "Sharpness", "Sore before", "Sore after",
    "Skin after", "Next check", "Ended", "Note", "[ Save ]", "Esc Back",
)  # fmt: skip

FIELDS = ("on", "minutes", "at", "area", "cover", "sharpness", "before", "after", "skin", "note")


async def typed(pilot: Pilot[None], field: str, text: str) -> None:
    """Type into a field in place of what is there."""
    found = pilot.app.screen.query_one(f"#{field}", Input)
    found.focus()
    found.value = ""
    await pilot.press(*text)


@pytest.mark.parametrize(
    "size", [SIZES[1], *(pytest.param(each, marks=pytest.mark.long) for each in (SIZES[0], SIZES[2]))]
)
async def test_every_answer_and_save_are_in_sight(size: tuple[int, int], ready: Bench) -> None:
    lived(Store(ready.path, ready.clock), ready.clock, 2)
    app = ready.app()
    async with app.run_test(size=size) as pilot:
        await on_the_day(pilot, 1)
        await pilot.press("e")
        await pilot.pause()
        shown = seen(app)
        for label in LABELS:
            assert label in shown, label
        for field in (*FIELDS, "skin-next", "ended"):
            found = app.screen.query_one(f"#{field}")
            found.focus()
            await pilot.pause()
            assert app.screen.region.contains_region(found.region)
            if isinstance(found, Choice | Scale):
                await pilot.press("4")
                await pilot.press(*["right"] * 12)
                await pilot.pause()
                last = f"[{found.cells()[-1][0]}]"
                assert last in seen(app), f"the answer of {field} is out of sight"


async def test_a_session_is_moved_to_the_day_on_which_it_was(ready: Bench) -> None:
    lived(Store(ready.path, ready.clock), ready.clock, 3, missed=(2,))
    before = ready.book().sessions
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await on_the_day(pilot, 1)
        await pilot.press("e")
        await pilot.pause()
        await typed(pilot, "on", "2026-01-03")
        await typed(pilot, "at", "21:15")
        await pilot.pause()
        assert "Sat 3 Jan 2026" in flat(app)
        assert "to 21:20" in flat(app)
        await pilot.press("enter")
        await pilot.pause()
        assert not isinstance(app.screen, SessionForm)
        assert "Moved 5 minutes on the back, Sun 4 Jan 2026 to Sat 3 Jan 2026. Saved." in flat(app)
        moved = ready.book().sessions[-1]
        assert (moved.day, f"{moved.started_at:%d %H:%M}") == (date(2026, 1, 3), "03 21:15")
        assert (
            moved._replace(started_at=before[-1].started_at, day=before[-1].day, ended_at=None) == before[-1]
        )
        await pilot.press("u")
        await pilot.pause()
        await pilot.press("y")  # where undo asks
        await pilot.pause()
    assert ready.book().sessions == before


@pytest.mark.parametrize(
    ("words", "place", "day", "says"),
    [
        ("2.1.", "en_US.UTF-8", date(2026, 1, 2), "Fri 2 Jan 2026"),
        ("yesterday", "C", date(2026, 1, 4), "Sun 4 Jan 2026"),
        ("1/2", "en_US.UTF-8", date(2026, 1, 2), "If you mean Sat 1 Feb 2025, type 1 feb."),
        ("1/2", "de_CH.UTF-8", date(2025, 2, 1), "If you mean Fri 2 Jan 2026, type 2 jan."),
    ],
)
@pytest.mark.parametrize("size", [pytest.param((80, 24), marks=pytest.mark.long), (45, 20)])
async def test_a_day_is_typed_as_people_write_it_and_said_in_full_before_it_is_saved(
    words: str, place: str, day: date, says: str, size: tuple[int, int], ready: Bench,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setenv("LC_ALL", place)
    app = ready.app()
    async with app.run_test(size=size) as pilot:
        await pilot.press("2", "b")
        await typed(pilot, "on", words)
        await pilot.pause()
        assert says in flat(app)
        assert ready.book().sessions == ()
        await typed(pilot, "minutes", "5")
        await pilot.pause()
        assert says in flat(app)
        await pilot.press("enter")
        await pilot.pause()
    assert ready.only_session().day == day


@pytest.mark.parametrize(
    ("field", "text", "says"),
    [
        ("on", "2026-01-06", "is in the future"),
        ("on", "31.2.", "31.2. is not a day; type it as 7.3., 7 mar"),
        ("on", "", "day: type a day, as 7.3., 7 mar"),
        ("on", "1969-12-31", "is before 1970"),
        ("at", "25:00", "type it like 07:30"),
        pytest.param("at", "0730Z", "type it like 07:30", marks=pytest.mark.long),
        pytest.param("at", "7:5", "type it like 07:30", marks=pytest.mark.long),
        ("minutes", "0", "is not a time on the mat"),
        ("minutes", "nan", "is not a number"),
        pytest.param("minutes", "-inf", "is not a number", marks=pytest.mark.long),
        pytest.param("minutes", "1e300", "is not a number", marks=pytest.mark.long),
    ],
)
async def test_a_day_or_time_that_cannot_be_stays_in_the_form(
    field: str, text: str, says: str, ready: Bench
) -> None:
    lived(Store(ready.path, ready.clock), ready.clock, 2)
    before = ready.path.read_bytes()
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await on_the_day(pilot, 1)
        await pilot.press("e")
        await pilot.pause()
        await typed(pilot, field, text)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, SessionForm)
        assert says in flat(app)
    assert ready.path.read_bytes() == before


async def test_what_the_fields_show_rounded_or_on_one_line_stays_as_it_was(ready: Bench) -> None:
    (session,) = lived(Store(ready.path, ready.clock), ready.clock, 1)
    odd = session._replace(
        done_min=4.8312, note="one\ntwo " + "x" * 600, ended=Ended.RECOVERED,
        started_at=session.started_at + timedelta(seconds=41),
    )  # fmt: skip
    ready.change(lambda _: Change("odd", put=(odd,)))
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await on_the_day(pilot, 1)
        await pilot.press("e")
        await pilot.pause()
        app.screen.query_one("#sharpness", Scale).value = 1
        await pilot.press("enter")
        await pilot.pause()
        assert not isinstance(app.screen, SessionForm)
    assert ready.only_session() == odd._replace(sharpness=1)


async def test_a_form_that_is_saved_as_it_opened_says_that_nothing_was_changed(ready: Bench) -> None:
    lived(Store(ready.path, ready.clock), ready.clock, 1)
    before = ready.path.read_bytes()
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await on_the_day(pilot, 1)
        await pilot.press("e")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert "Nothing was changed." in flat(app)
    assert ready.path.read_bytes() == before


async def test_a_session_of_today_is_proposed_as_just_over(ready: Bench) -> None:
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("b", *"20")
        await pilot.pause()
        assert app.screen.query_one("#at", Input).placeholder == "07:10"
        assert "to 07:30" in flat(app)
        await typed(pilot, "at", "7x")
        assert "to 07:30" not in flat(app), "an end without a beginning"
        app.screen.query_one("#at", Input).value = ""
        ready.clock.advance(timedelta(minutes=1))
        await pilot.press("enter")
        await pilot.pause()
    session = ready.only_session()
    assert (f"{session.started_at:%H:%M}", f"{end_of(session):%H:%M}") == ("07:11", "07:31")


async def test_a_form_that_was_open_as_the_day_turned_keeps_what_was_meant(ready: Bench) -> None:
    ready.clock.set(datetime(2026, 1, 6, 2, 55, tzinfo=UTC))
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("b", *"20")
        ready.clock.advance(timedelta(minutes=10))
        await pilot.press("enter")
        await pilot.pause()
    session = ready.only_session()
    assert (session.day, f"{end_of(session):%d %H:%M}") == (date(2026, 1, 5), "06 03:05")


async def test_the_same_minutes_are_asked_about(ready: Bench) -> None:
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        for _ in range(2):
            await pilot.press("b", "5", "enter")
            await pilot.pause()
        assert isinstance(app.screen, Confirm)
        assert "already a session on the back from 07:25 to 07:30 on Mon 5 Jan 2026" in asked(app)
        await pilot.press("enter")  # goes back to the form
        await pilot.pause()
        assert isinstance(app.screen, SessionForm)
        assert len(ready.book().sessions) == 1
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("y")
        await pilot.pause()
        assert not isinstance(app.screen, SessionForm)
    assert len(ready.book().sessions) == 2


async def recording(pilot: Pilot[None]) -> None:
    """Open the form for yesterday."""
    await on_the_day(pilot, 1)
    await pilot.press("b")
    await pilot.pause()


@pytest.mark.parametrize("size", SIZES)
async def test_a_long_session_says_its_caution_and_asks(size: tuple[int, int], ready: Bench) -> None:
    """Beside the answers, with the button in sight; a yes saves it, and says what follows."""
    app = ready.app()
    async with app.run_test(size=size) as pilot:
        await recording(pilot)
        await pilot.press("4", "5")
        await pilot.pause()
        assert "45 minutes is over 30 at a time, the limit in RunnerClick's guide" in flat(app)
        assert "[ Save ]" in flat(app)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, Confirm)
        assert "longer may inflame or bruise the skin." in asked(app)
        await pilot.press("n")
        await pilot.pause()
        assert ready.book().sessions == ()
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("y")
        await pilot.pause()
        assert not isinstance(app.screen, SessionForm)
        assert "What follows: " in flat(app)
    assert [session.done_min for session in ready.book().sessions] == [45]


async def test_under_a_minute_is_kept_where_it_was_a_stop(ready: Bench) -> None:
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await recording(pilot)
        await pilot.press("0", ".", "5", "enter")
        await pilot.pause()
        assert "is under a minute" in flat(app)
        app.screen.query_one("#stopped").focus()
        await pilot.press("2")
        await pilot.pause()
        assert "You stopped in time; your streak is safe today." in flat(app)
        await pilot.press("enter")
        await pilot.pause()
        assert "You stopped in time; your streak is safe today." in flat(app)
    (session,) = ready.book().sessions
    assert (session.done_min, session.ended, session.stopped_for) == (
        0.5,
        Ended.SENSATION,
        StopReason.DIZZY,
    )


async def test_how_it_ended_and_what_for_say_the_same(ready: Bench) -> None:
    """A reason makes it a stop; another end takes the reason away."""
    lived(Store(ready.path, ready.clock), ready.clock, 2)
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await on_the_day(pilot, 1)
        await pilot.press("e")
        await pilot.pause()
        stopped, ended = app.screen.query_one("#stopped", Choice), app.screen.query_one("#ended", Choice)
        stopped.focus()
        await pilot.press("1")
        await pilot.pause()
        assert ended.value == Ended.SENSATION
        ended.focus()
        await pilot.press("1")
        await pilot.pause()
        assert stopped.value is None


@pytest.mark.parametrize(
    ("keys", "is_open"), [(("enter",), True), (("tab", "1", "enter"), False), (("7", "enter"), False)]
)
async def test_the_minutes_of_one_that_closed_by_itself_are_answered_here_too(
    ready: Bench, keys: tuple[str, ...], *, is_open: bool
) -> None:
    *_, session = lived(Store(ready.path, ready.clock), ready.clock, 2)
    ready.change(lambda _: Change("alone", put=(session._replace(unattended=True),)))
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await on_the_day(pilot, 1)
        assert "It closed by itself" in flat(app)
        await pilot.press("e")
        await pilot.pause()
        assert "not known yet" in flat(app)
        await pilot.press(*keys)
        await pilot.pause()
    assert ready.book().sessions[-1].unattended is is_open


async def test_where_there_is_little_width_the_answers_in_hand_are_all_in_sight(ready: Bench) -> None:
    app = ready.app()
    async with app.run_test(size=(45, 20)) as pilot:
        await pilot.press("b")
        for _ in range(8):
            await pilot.press("tab")
        await pilot.pause()
        assert app.focused is app.screen.query_one("#stopped")
        assert "1 too sharp  2 dizzy  3 numb  4 other" in seen(app)
        await pilot.press("shift+tab", "shift+tab")
        await pilot.pause()
        assert "0  1  2  3  4  5  6  7  8  9  10" in seen(app)
