"""A file that is gone under the open coach, or another in its place: told, nothing written, all held."""

from __future__ import annotations

from datetime import timedelta

import pytest
from textual.pilot import Pilot

from coach.app import CoachApp
from coach.domain.model import Ended
from coach.screens.calendar.session_form import SessionForm
from coach.screens.session.after_save_screen import AfterSaveScreen
from coach.screens.session.check_in import CheckInScreen
from coach.screens.session.screen import SessionScreen
from coach.screens.shared.missing_file import MissingFileScreen
from coach.screens.tips.screen import TipsScreen
from coach.screens.today.screen import TodayScreen
from tests.screens.conftest import Bench, flat, seen
from tests.screens.shared.vanishing import GONE, Elsewhere

SIZE = (80, 24)
WAYS = ("file", "folder", "mount")


@pytest.mark.parametrize(
    ("key", "way"),
    [
        # each key once and each way three times
        pytest.param(key, way, marks=[] if (at + row) % 3 == 0 else [pytest.mark.long])
        for at, key in enumerate(("1", "2", "3", "4", "5", "6", "colon", "e", "question_mark"))
        for row, way in enumerate(WAYS)
    ],
)
async def test_every_screen_tells_it_and_shows_itself_again(
    backed_up: Bench, elsewhere: Elsewhere, way: str, key: str
) -> None:
    """Also over a question; nothing is made in its place, and once it is back all is as it was."""
    app = backed_up.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press(key)
        await pilot.pause()
        before = app.screen
        getattr(elsewhere, way)()
        await backed_up.look(pilot)
        assert isinstance(app.screen, MissingFileScreen)
        assert GONE in flat(app)
        await pilot.press("r")
        await pilot.pause()
        assert "It is still not there." in flat(app)
        assert not backed_up.path.exists()
        elsewhere.back()
        await backed_up.look(pilot)
        assert app.screen is before
    assert len(backed_up.book().sessions) == 1


@pytest.mark.parametrize("way", WAYS)
async def test_a_key_that_changes_something_is_refused_at_once(
    backed_up: Bench, elsewhere: Elsewhere, way: str
) -> None:
    """Before the coach has looked: nothing is saved, no folder, no lock file and no second file is made."""
    backed_up.clock.advance(timedelta(days=1))  # a day with a session is offered no rest
    app = backed_up.app()
    async with app.run_test(size=SIZE) as pilot:
        getattr(elsewhere, way)()
        before = sorted(backed_up.path.parent.rglob("*")) if backed_up.path.parent.exists() else None
        await pilot.press("r")
        await pilot.pause()
        assert isinstance(app.screen, MissingFileScreen)
        after = sorted(backed_up.path.parent.rglob("*")) if backed_up.path.parent.exists() else None
        assert before == after
        elsewhere.back()
    assert not backed_up.book().pauses


@pytest.mark.parametrize("way", WAYS)
async def test_the_answers_of_a_form_are_held_and_saved(
    backed_up: Bench, elsewhere: Elsewhere, way: str
) -> None:
    """The form stays, says why, takes changes of mind meanwhile, and closes once it is saved."""
    app = backed_up.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("b", *"12")
        getattr(elsewhere, way)()
        await backed_up.look(pilot)
        assert isinstance(app.screen, SessionForm)
        assert GONE in flat(app)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, SessionForm)
        assert "Not saved yet" in flat(app)
        await pilot.press("backspace", "1")
        await pilot.press("enter", "enter")
        elsewhere.back()
        await backed_up.look(pilot)
        assert isinstance(app.screen, TodayScreen)
    assert sorted(each.done_min for each in backed_up.book().sessions) == [5, 11]


async def test_a_form_that_was_closed_meanwhile_saves_nothing(backed_up: Bench, elsewhere: Elsewhere) -> None:
    app = backed_up.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("b", *"12")
        elsewhere.file()
        await pilot.press("enter", "escape")
        await backed_up.look(pilot)
        assert isinstance(app.screen, MissingFileScreen)
        elsewhere.back()
        await backed_up.look(pilot)
        assert "Your file is back." in flat(app)
    assert len(backed_up.book().sessions) == 1


@pytest.mark.parametrize("way", WAYS)
async def test_a_session_goes_on_and_is_saved_once_the_file_is_back(
    backed_up: Bench, elsewhere: Elsewhere, way: str
) -> None:
    """The clock, its keys, and its end; the check-in opens when the minutes are recorded."""
    app = backed_up.app()
    backed_up.clock.advance(timedelta(days=1))
    async with app.run_test(size=SIZE) as pilot:
        await start(pilot, backed_up)
        await backed_up.wait(pilot, 30)
        getattr(elsewhere, way)()
        await backed_up.wait(pilot, 30)
        assert isinstance(app.screen, SessionScreen)
        assert GONE in flat(app)
        assert "The clock goes on." in flat(app)
        await pilot.press("space")
        await backed_up.wait(pilot, 60)
        assert "Paused" in flat(app)
        await pilot.press("space")
        await backed_up.wait(pilot, 60)
        await pilot.press("f", "f")
        await pilot.pause()
        assert isinstance(app.screen, SessionScreen)
        assert GONE in flat(app)
        assert not backed_up.path.exists()
        await backed_up.wait(pilot, 500)
        elsewhere.back()
        await backed_up.wait(pilot, 2)
        assert isinstance(app.screen, CheckInScreen)
    recorded = backed_up.book().sessions[-1]
    assert (recorded.done_min, recorded.ended) == (2, Ended.STOPPED)


async def test_a_pause_pressed_meanwhile_is_in_the_file_afterwards(
    backed_up: Bench, elsewhere: Elsewhere
) -> None:
    app = backed_up.app()
    backed_up.clock.advance(timedelta(days=1))
    async with app.run_test(size=SIZE) as pilot:
        await start(pilot, backed_up)
        elsewhere.file()
        await backed_up.wait(pilot, 30)
        await pilot.press("space")
        elsewhere.back()
        await backed_up.wait(pilot, 2)
        assert GONE not in flat(app)
        assert "Paused" in flat(app)
        assert backed_up.live().pauses[0].end is None


async def test_what_another_terminal_pressed_counts_after_the_file_was_gone(
    backed_up: Bench, elsewhere: Elsewhere
) -> None:
    """Nothing of this terminal's own is open, so it takes over what the file brings."""
    app, other = backed_up.app(), backed_up.app()
    backed_up.clock.advance(timedelta(days=1))
    async with app.run_test(size=SIZE) as pilot, other.run_test(size=SIZE) as second:
        await start(pilot, backed_up)
        await backed_up.look(second)
        await second.press("enter")
        await second.pause()
        elsewhere.file()
        await backed_up.wait(pilot, 30)
        elsewhere.back()
        await second.press("space")
        await second.pause()
        await backed_up.wait(pilot, 2)
        assert "Paused" in flat(app)
        assert backed_up.live().pauses


async def test_an_older_copy_brought_back_takes_the_session_on(
    backed_up: Bench, elsewhere: Elsewhere
) -> None:
    """A backup of before the session took the place of the file: the session is not ended by that."""
    app = backed_up.app()
    backed_up.clock.advance(timedelta(days=1))
    older = backed_up.path.read_bytes()
    async with app.run_test(size=SIZE) as pilot:
        await start(pilot, backed_up)
        elsewhere.file()
        await backed_up.wait(pilot, 60)
        backed_up.path.write_bytes(older)
        await backed_up.wait(pilot, 60)
        assert isinstance(app.screen, SessionScreen)
        assert backed_up.live().started_at == backed_up.clock.now() - timedelta(seconds=120)
        await pilot.press("f", "f")
        await pilot.pause()
        assert isinstance(app.screen, CheckInScreen)
    assert backed_up.book().sessions[-1].done_min == 2


@pytest.mark.parametrize("way", WAYS)
async def test_answers_of_the_check_in_are_held(backed_up: Bench, elsewhere: Elsewhere, way: str) -> None:
    """Enter says that they are not saved; once the file is back they are, and Today is shown."""
    app = backed_up.app()
    backed_up.clock.advance(timedelta(days=1))
    async with app.run_test(size=SIZE) as pilot:
        await start(pilot, backed_up)
        await backed_up.wait(pilot, 120)
        await pilot.press("f", "f")
        await pilot.pause()
        await pilot.press("3")
        getattr(elsewhere, way)()
        await backed_up.look(pilot)
        assert isinstance(app.screen, CheckInScreen)
        assert GONE in flat(app)
        await pilot.press("enter")
        await pilot.pause()
        assert "Not saved yet" in flat(app)
        elsewhere.back()
        await backed_up.look(pilot)
        assert isinstance(app.screen, AfterSaveScreen)
        assert "Saved." in flat(app)
    assert getattr(backed_up.book().sessions[-1], "sharpness", None) == 3


async def test_letters_of_a_search_are_no_keys_of_the_cover(backed_up: Bench, elsewhere: Elsewhere) -> None:
    """While someone types the screen stays, and says it in its line."""
    app = backed_up.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("3", "slash", *"by")
        elsewhere.file()
        await backed_up.look(pilot)
        await pilot.press(*"by")
        assert isinstance(app.screen, TipsScreen)
        assert not backed_up.path.exists()
        await backed_up.look(pilot)
        assert GONE in flat(app)
        await pilot.press("escape")
        await backed_up.look(pilot)
        assert isinstance(app.screen, MissingFileScreen)
        elsewhere.back()
        await backed_up.look(pilot)
        assert isinstance(app.screen, TipsScreen)


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (45, 20), (40, 12)])
async def test_all_of_it_can_be_read_at_every_size(
    backed_up: Bench, elsewhere: Elsewhere, size: tuple[int, int]
) -> None:
    """At least what is the matter; the rest can be scrolled to."""
    app = backed_up.app()
    async with app.run_test(size=size) as pilot:
        elsewhere.file()
        await backed_up.look(pilot)
        assert "removed or renamed" in flat(app), seen(app)


async def start(pilot: Pilot[None], bench: Bench) -> None:
    """Answer the skin check and begin at once."""
    app = pilot.app
    assert isinstance(app, CoachApp)
    await bench.look(pilot)
    await pilot.press("enter")
    await pilot.pause()
    if isinstance(app.screen, TodayScreen):
        raise AssertionError(flat(app))
    if not isinstance(app.screen, SessionScreen):
        await pilot.press("1")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
    assert isinstance(app.screen, SessionScreen), flat(app)
    await pilot.press("space")
    await pilot.pause()
