"""The skin check: nothing is preselected, and what shows later can be reported from Today."""

from __future__ import annotations

from datetime import timedelta

import pytest
from textual.pilot import Pilot

from coach.domain.model import Area, Change, Skin
from coach.domain.onboarding.answers import Answers
from coach.domain.onboarding.setup import set_up
from coach.domain.session.skin_check import answer_check
from coach.screens.today.screen import TodayScreen
from coach.screens.today.skin_check_dialog import SkinCheckDialog
from coach.store import Store
from coach.widgets.forms.options import Options
from tests.screens.conftest import Bench, flat
from tests.screens.days import lived

SIZES = [(80, 24), (45, 20), (120, 40)]
ANSWERS = (
    "1 Clear: no marks", "2 Pink: marks still there", "3 Sore: red, itchy or tender",
    "4 Broken: open skin, a blister, a bruise or a rash", "5 Numb: no feeling, or tingling an hour later",
)  # fmt: skip


@pytest.fixture
def day_two(ready: Bench) -> Bench:
    """A session yesterday, its skin check open."""
    lived(Store(ready.path, ready.clock), ready.clock, 1, answered=False)
    return ready


async def opened(pilot: Pilot[None], key: str = "enter") -> None:
    await pilot.pause()
    await pilot.press(key)
    await pilot.pause()
    assert isinstance(pilot.app.screen, SkinCheckDialog)


@pytest.mark.parametrize("size", SIZES)
async def test_it_has_every_answer_its_title_and_its_keys(day_two: Bench, size: tuple[int, int]) -> None:
    app = day_two.app()
    async with app.run_test(size=size) as pilot:
        await opened(pilot)
        for words in (
            "Skin check",
            *ANSWERS,
            "Enter Choose",
            "Esc Later",
            "at least a week off",
            "see a doctor",
        ):
            assert words in flat(app), words


async def test_an_answer_that_is_too_early_says_from_when_it_counts(ready: Bench) -> None:
    """Marks need time to show: clear and pink count from six hours after the session on, sore at once."""
    lived(Store(ready.path, ready.clock), ready.clock, 1, answered=False)
    last = ready.book().sessions[-1]
    late = last._replace(started_at=ready.clock.now() - timedelta(hours=2))
    ready.change(lambda _: Change("Late", put=(late,)))
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, "c")
        assert "1 Clear: no marks (counts from today " in flat(app)
        assert "2 Pink: marks still there (counts from today " in flat(app)
        assert "3 Sore: red, itchy or tender 4 Broken" in flat(app)


@pytest.mark.parametrize("size", SIZES)
async def test_enter_alone_answers_nothing_and_says_so(day_two: Bench, size: tuple[int, int]) -> None:
    """The daily Enter, Enter, Enter is no answer."""
    app = day_two.app()
    async with app.run_test(size=size) as pilot:
        await opened(pilot)
        assert app.screen.query_one(Options).highlighted is None
        await pilot.press("enter", "enter", "enter")
        await pilot.pause()
        assert isinstance(app.screen, SkinCheckDialog)
        assert "Nothing is chosen yet." in flat(app)
    assert day_two.book().checks == ()


@pytest.mark.parametrize(
    ("keys", "skin"),
    [
        (("1",), Skin.CLEAR),
        (("down", "enter"), Skin.CLEAR),
        (("down", "down", "enter"), Skin.PINK),
        (("up", "enter"), Skin.NUMB),
        (("5",), Skin.NUMB),
    ],
)
async def test_a_digit_or_a_walk_answers(day_two: Bench, keys: tuple[str, ...], skin: Skin) -> None:
    app = day_two.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await pilot.press(*keys)
        await pilot.pause()
        assert isinstance(app.screen, TodayScreen)
        assert ("see a doctor before the next session" in flat(app)) is (skin is Skin.NUMB)
    assert [check.skin for check in day_two.book().checks] == [skin]


async def test_what_shows_after_an_answer_is_reported_with_the_same_key(day_two: Bench) -> None:
    """It stands in the bar, and opens the check again."""
    app = day_two.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await pilot.press("1")
        await pilot.pause()
        assert "[ Start ]" in flat(app)
        await opened(pilot, "c")
        await pilot.press("escape")
        await pilot.pause()
        assert "c Skin" in flat(app)
        await opened(pilot, "c")
        await pilot.press("3")
        await pilot.pause()
        assert "[ Start ]" not in flat(app)
    assert {check.skin for check in day_two.book().checks} == {Skin.CLEAR, Skin.SORE}


@pytest.mark.parametrize(
    ("digit", "counts"), [("1", False), ("2", False), ("3", True), ("4", True), ("5", True)]
)
async def test_an_hour_after_the_session_only_hurt_skin_counts(
    ready: Bench, digit: str, *, counts: bool
) -> None:
    """Clear and pink say from when they do."""
    lived(Store(ready.path, ready.clock), ready.clock, 1, answered=False)
    ready.clock.set(ready.book().sessions[-1].started_at + timedelta(hours=1))
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, "c")
        assert "Sore, broken or numb skin counts at once." in flat(app)
        assert "clear and pink count from 03:00" in flat(app)
        await pilot.press(digit)
        await pilot.pause()
        assert isinstance(app.screen, TodayScreen)
        assert ("clear and pink count from 03:00" in flat(app)) is not counts
    assert bool(ready.book().checks) is counts


async def test_there_is_nothing_to_report_before_the_first_session(ready: Bench) -> None:
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "c Skin" not in flat(app)
        await pilot.press("c")
        await pilot.pause()
        assert isinstance(app.screen, TodayScreen)


@pytest.mark.parametrize("size", SIZES)
async def test_after_numbness_clear_says_what_the_lock_asks_for(ready: Bench, size: tuple[int, int]) -> None:
    lived(Store(ready.path, ready.clock), ready.clock, 1, answered=False)
    ready.change(lambda book: answer_check(book, Area.BACK, Skin.NUMB, ready.clock.now()))
    ready.change(lambda book: set_up(book, Answers(ticked=frozenset()), ready.clock.now()))
    ready.clock.advance(timedelta(days=7))
    app = ready.app()
    async with app.run_test(size=size) as pilot:
        await opened(pilot)
        assert "1 Clear: no numbness is left and a doctor has seen it" in flat(app)
        await pilot.press("1")
        await pilot.pause()
        assert "the worst answer counts" not in flat(app)


async def test_on_the_lowest_screen_the_answers_are_in_sight(day_two: Bench) -> None:
    """The dialog scrolls to them; its question gives way."""
    async with day_two.app().run_test(size=(28, 8)) as pilot:
        await opened(pilot)
        shown = flat(pilot.app)
        assert all(answer[:9] in shown for answer in ANSWERS[1:])
