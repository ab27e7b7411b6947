"""A file that is gone under the open coach, or another in its place: told, nothing written, all held."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from textual.pilot import Pilot

from coach.app import CoachApp
from coach.domain.model import Change, Ended
from coach.screens.calendar.session_form import SessionForm
from coach.screens.session.after_save_screen import AfterSaveScreen
from coach.screens.session.check_in import CheckInScreen
from coach.screens.session.screen import SessionScreen
from coach.screens.setup.screen import SetupScreen
from coach.screens.shared.missing_file import MissingFileScreen
from coach.screens.tips.screen import TipsScreen
from coach.screens.today.screen import TodayScreen
from coach.store import Store
from coach.store.repair.repair import back_up
from tests.screens.conftest import Bench, flat, seen
from tests.store.samples import putting, session

SIZE = (80, 24)
GONE = "our file is gone"


class Elsewhere:
    """Takes the file or its folder away, and brings it back."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.away = path.parent.with_name("away")

    def file(self) -> None:
        """Remove the file alone."""
        self.away.mkdir()
        self.path.rename(self.away / self.path.name)

    def folder(self) -> None:
        """Rename the folder, as where a disk is unmounted whose folder goes with it."""
        self.path.parent.rename(self.away)

    def mount(self) -> None:
        """Leave an empty folder in the place, as an unmounted disk does."""
        self.folder()
        self.path.parent.mkdir()

    def back(self) -> None:
        """Bring it back as it was."""
        if (self.away / "backups").exists() or not self.path.parent.exists():
            if self.path.parent.exists():
                self.path.parent.rmdir()
            self.away.rename(self.path.parent)
        else:
            (self.away / self.path.name).rename(self.path)


@pytest.fixture
def ready(bench: Bench) -> Bench:
    """Set up, and with a backup, on the second day of use."""
    bench.set_up()
    bench.change(putting(session(5)))
    back_up(bench.path, bench.clock.now())
    return bench


@pytest.fixture
def elsewhere(ready: Bench) -> Elsewhere:
    return Elsewhere(ready.path)


WAYS = ("file", "folder", "mount")


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("key", ["1", "2", "3", "4", "5", "6", "colon", "e", "question_mark"])
async def test_every_screen_tells_it_and_shows_itself_again(
    ready: Bench, elsewhere: Elsewhere, way: str, key: str
) -> None:
    """Also over a question; nothing is made in its place, and once it is back all is as it was."""
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press(key)
        await pilot.pause()
        before = app.screen
        getattr(elsewhere, way)()
        await ready.look(pilot)
        assert isinstance(app.screen, MissingFileScreen)
        assert GONE in flat(app)
        await pilot.press("r")
        await pilot.pause()
        assert "It is still not there." in flat(app)
        assert not ready.path.exists()
        elsewhere.back()
        await ready.look(pilot)
        assert app.screen is before
    assert len(ready.book().sessions) == 1


@pytest.mark.parametrize("way", WAYS)
async def test_a_key_that_changes_something_is_refused_at_once(
    ready: Bench, elsewhere: Elsewhere, way: str
) -> None:
    """Before the coach has looked: nothing is saved, no folder, no lock file and no second file is made."""
    ready.clock.advance(timedelta(days=1))  # a day with a session is offered no rest
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        getattr(elsewhere, way)()
        before = sorted(ready.path.parent.rglob("*")) if ready.path.parent.exists() else None
        await pilot.press("r")
        await pilot.pause()
        assert isinstance(app.screen, MissingFileScreen)
        after = sorted(ready.path.parent.rglob("*")) if ready.path.parent.exists() else None
        assert before == after
        elsewhere.back()
    assert not ready.book().pauses


@pytest.mark.parametrize("way", WAYS)
async def test_the_answers_of_a_form_are_held_and_saved(ready: Bench, elsewhere: Elsewhere, way: str) -> None:
    """The form stays, says why, takes changes of mind meanwhile, and closes once it is saved."""
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("b", *"12")
        getattr(elsewhere, way)()
        await ready.look(pilot)
        assert isinstance(app.screen, SessionForm)
        assert GONE in flat(app)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, SessionForm)
        assert "Not saved yet" in flat(app)
        await pilot.press("backspace", "1")
        await pilot.press("enter", "enter")
        elsewhere.back()
        await ready.look(pilot)
        assert isinstance(app.screen, TodayScreen)
    assert sorted(each.done_min for each in ready.book().sessions) == [5, 11]


async def test_a_form_that_was_closed_meanwhile_saves_nothing(ready: Bench, elsewhere: Elsewhere) -> None:
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("b", *"12")
        elsewhere.file()
        await pilot.press("enter", "escape")
        await ready.look(pilot)
        assert isinstance(app.screen, MissingFileScreen)
        elsewhere.back()
        await ready.look(pilot)
        assert "Your file is back." in flat(app)
    assert len(ready.book().sessions) == 1


@pytest.mark.parametrize("way", WAYS)
async def test_a_session_goes_on_and_is_saved_once_the_file_is_back(
    ready: Bench, elsewhere: Elsewhere, way: str
) -> None:
    """The clock, its keys, and its end; the check-in opens when the minutes are recorded."""
    app = ready.app()
    ready.clock.advance(timedelta(days=1))
    async with app.run_test(size=SIZE) as pilot:
        await start(pilot, ready)
        await ready.wait(pilot, 30)
        getattr(elsewhere, way)()
        await ready.wait(pilot, 30)
        assert isinstance(app.screen, SessionScreen)
        assert GONE in flat(app)
        assert "The clock goes on." in flat(app)
        await pilot.press("space")
        await ready.wait(pilot, 60)
        assert "Paused" in flat(app)
        await pilot.press("space")
        await ready.wait(pilot, 60)
        await pilot.press("f", "f")
        await pilot.pause()
        assert isinstance(app.screen, SessionScreen)
        assert GONE in flat(app)
        assert not ready.path.exists()
        await ready.wait(pilot, 500)
        elsewhere.back()
        await ready.wait(pilot, 2)
        assert isinstance(app.screen, CheckInScreen)
    recorded = ready.book().sessions[-1]
    assert (recorded.done_min, recorded.ended) == (2, Ended.STOPPED)


async def test_a_pause_pressed_meanwhile_is_in_the_file_afterwards(
    ready: Bench, elsewhere: Elsewhere
) -> None:
    app = ready.app()
    ready.clock.advance(timedelta(days=1))
    async with app.run_test(size=SIZE) as pilot:
        await start(pilot, ready)
        elsewhere.file()
        await ready.wait(pilot, 30)
        await pilot.press("space")
        elsewhere.back()
        await ready.wait(pilot, 2)
        assert GONE not in flat(app)
        assert "Paused" in flat(app)
        assert ready.live().pauses[0].end is None


async def test_what_another_terminal_pressed_counts_after_the_file_was_gone(
    ready: Bench, elsewhere: Elsewhere
) -> None:
    """Nothing of this terminal's own is open, so it takes over what the file brings."""
    app, other = ready.app(), ready.app()
    ready.clock.advance(timedelta(days=1))
    async with app.run_test(size=SIZE) as pilot, other.run_test(size=SIZE) as second:
        await start(pilot, ready)
        await ready.look(second)
        await second.press("enter")
        await second.pause()
        elsewhere.file()
        await ready.wait(pilot, 30)
        elsewhere.back()
        await second.press("space")
        await second.pause()
        await ready.wait(pilot, 2)
        assert "Paused" in flat(app)
        assert ready.live().pauses


async def test_an_older_copy_brought_back_takes_the_session_on(ready: Bench, elsewhere: Elsewhere) -> None:
    """A backup of before the session took the place of the file: the session is not ended by that."""
    app = ready.app()
    ready.clock.advance(timedelta(days=1))
    older = ready.path.read_bytes()
    async with app.run_test(size=SIZE) as pilot:
        await start(pilot, ready)
        elsewhere.file()
        await ready.wait(pilot, 60)
        ready.path.write_bytes(older)
        await ready.wait(pilot, 60)
        assert isinstance(app.screen, SessionScreen)
        assert ready.live().started_at == ready.clock.now() - timedelta(seconds=120)
        await pilot.press("f", "f")
        await pilot.pause()
        assert isinstance(app.screen, CheckInScreen)
    assert ready.book().sessions[-1].done_min == 2


@pytest.mark.parametrize("way", WAYS)
async def test_answers_of_the_check_in_are_held(ready: Bench, elsewhere: Elsewhere, way: str) -> None:
    """Enter says that they are not saved; once the file is back they are, and Today is shown."""
    app = ready.app()
    ready.clock.advance(timedelta(days=1))
    async with app.run_test(size=SIZE) as pilot:
        await start(pilot, ready)
        await ready.wait(pilot, 120)
        await pilot.press("f", "f")
        await pilot.pause()
        await pilot.press("3")
        getattr(elsewhere, way)()
        await ready.look(pilot)
        assert isinstance(app.screen, CheckInScreen)
        assert GONE in flat(app)
        await pilot.press("enter")
        await pilot.pause()
        assert "Not saved yet" in flat(app)
        elsewhere.back()
        await ready.look(pilot)
        assert isinstance(app.screen, AfterSaveScreen)
        assert "Saved." in flat(app)
    assert getattr(ready.book().sessions[-1], "sharpness", None) == 3


async def test_letters_of_a_search_are_no_keys_of_the_cover(ready: Bench, elsewhere: Elsewhere) -> None:
    """While someone types the screen stays, and says it in its line."""
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("3", "slash", *"by")
        elsewhere.file()
        await ready.look(pilot)
        await pilot.press(*"by")
        assert isinstance(app.screen, TipsScreen)
        assert not ready.path.exists()
        await ready.look(pilot)
        assert GONE in flat(app)
        await pilot.press("escape")
        await ready.look(pilot)
        assert isinstance(app.screen, MissingFileScreen)
        elsewhere.back()
        await ready.look(pilot)
        assert isinstance(app.screen, TipsScreen)


async def test_a_start_offers_the_backups(ready: Bench) -> None:
    """No setup, and after a question the newest backup is the file."""
    ready.path.unlink()
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        assert isinstance(app.screen, MissingFileScreen)
        assert "Newest good backup: 2026-01-05 07:30, with " in flat(app)
        await pilot.press("b")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert not ready.path.exists(), "the first answer is to wait"
        await pilot.press("b")
        await pilot.pause()
        await pilot.press("y")
        await ready.look(pilot)
        assert isinstance(app.screen, TodayScreen)
        assert "Restored the backup" in flat(app)
    assert len(ready.book().sessions) == 1


async def test_of_a_backup_only_what_one_would_have_again_is_counted(bench: Bench) -> None:
    """Not what was deleted, nor the steps of undo and redo."""
    bench.set_up()
    store = Store(bench.path, bench.clock)
    store.change(putting(session(4), session(5)))
    gone = store.read().sessions[0]
    store.change(lambda book: Change("Deleted", drop=(gone,)))
    store.change(putting(session(6)))
    assert store.undo()
    back_up(bench.path, bench.clock.now())
    bench.path.unlink()
    app = bench.app()
    async with app.run_test(size=SIZE):
        assert "with 4 answers and 1 session." in flat(app)


async def test_a_start_without_a_good_backup_offers_none(ready: Bench) -> None:
    ready.path.unlink()
    for each in (ready.path.parent / "backups").iterdir():
        each.write_bytes(b"spoilt")
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        assert "No good backup" in flat(app)
        await pilot.press("b")
        await pilot.pause()
        assert isinstance(app.screen, MissingFileScreen)


@pytest.mark.parametrize("opens_on_it", [True, False])
async def test_it_is_begun_anew_after_a_question(
    ready: Bench, elsewhere: Elsewhere, opens_on_it: bool
) -> None:
    """The first questions come again, and their answers make a new file."""
    if opens_on_it:
        elsewhere.file()
    app = ready.app()
    async with app.run_test(size=(80, 40)) as pilot:
        if not opens_on_it:
            elsewhere.file()
            await ready.look(pilot)
        await pilot.press("a")
        await pilot.pause()
        await pilot.press("y")
        await pilot.pause()
        await pilot.pause()
        assert isinstance(app.screen, SetupScreen)
        for _ in app.screen.steps:
            await pilot.press("enter")
            await pilot.pause()
        assert isinstance(app.screen, TodayScreen)
    assert not ready.book().sessions
    assert (elsewhere.away / ready.path.name).exists()


def another(bench: Bench, tmp_path: Path) -> bytes:
    """Someone else's file."""
    there = tmp_path / "someone" / "coach.json"
    store = Store(there, bench.clock)
    store.change(putting(session(1), session(2), label="Theirs"))
    return there.read_bytes()


async def presses(pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await pilot.pause()


INTRUDED: dict[str, Callable[[Pilot[None], Bench], object]] = {
    "today": lambda pilot, _: presses(pilot, "r"),
    "calendar": lambda pilot, _: presses(pilot, "2", "r", "d"),
    "settings": lambda pilot, _: presses(pilot, "6", "enter", "down", "enter"),
    "entry": lambda pilot, _: presses(pilot, "b", "9", "enter", "enter"),
    "undo": lambda pilot, _: presses(pilot, "u"),
}


@pytest.mark.parametrize("where", INTRUDED)
async def test_another_persons_file_is_never_written(ready: Bench, tmp_path: Path, where: str) -> None:
    """Its bytes stay as they are whatever is pressed; the own file is taken on again when it is back."""
    theirs, mine = another(ready, tmp_path), ready.path.read_bytes()
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        ready.path.write_bytes(theirs)
        await INTRUDED[where](pilot, ready)  # type: ignore[misc]
        await ready.look(pilot)
        assert "nother file" in flat(app)
        assert sha256(ready.path.read_bytes()).digest() == sha256(theirs).digest()
        ready.path.write_bytes(mine)
        await ready.look(pilot)
        assert not isinstance(app.screen, MissingFileScreen)
    assert len(ready.book().sessions) == (2 if where == "entry" else 1)


async def test_a_restore_does_not_replace_another_persons_file(ready: Bench, tmp_path: Path) -> None:
    """Not even from the list of backups, before the coach has looked."""
    theirs = another(ready, tmp_path)
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("colon", *"backups", "enter")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        ready.path.write_bytes(theirs)
        await pilot.press("y")
        await pilot.pause()
    assert ready.path.read_bytes() == theirs


async def test_the_other_file_can_be_taken_on(ready: Bench, tmp_path: Path) -> None:
    """After a question, for one may have put it there oneself."""
    theirs = another(ready, tmp_path)
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        ready.path.write_bytes(theirs)
        await ready.look(pilot)
        assert "Another file" in flat(app)
        await pilot.press("o")
        await pilot.pause()
        assert "It has 2 sessions" in flat(app)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, MissingFileScreen)
        await pilot.press("o")
        await pilot.pause()
        await pilot.press("y")
        await pilot.pause()
        await pilot.pause()
        assert not isinstance(app.screen, MissingFileScreen)
        assert len(app.context.book.sessions) == 2
    assert ready.path.read_bytes() == theirs


async def test_a_copy_of_ones_own_file_is_no_stranger(ready: Bench, tmp_path: Path) -> None:
    """As where a sync tool brings what another machine wrote."""
    copy = tmp_path / "laptop" / "coach.json"
    copy.parent.mkdir()
    shutil.copy(ready.path, copy)
    Store(copy, ready.clock).change(putting(session(6)))
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        copy.replace(ready.path)
        await ready.look(pilot)
        assert isinstance(app.screen, TodayScreen)
        assert len(app.context.book.sessions) == 2


async def test_one_fault_after_the_other(ready: Bench, elsewhere: Elsewhere, tmp_path: Path) -> None:
    """Gone, then half there, then another's, then the own one: each is told in its turn."""
    mine = ready.path.read_bytes()
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        elsewhere.file()
        await ready.look(pilot)
        assert GONE in flat(app)
        ready.path.write_bytes(mine[: len(mine) // 2])
        await ready.look(pilot)
        await pilot.pause()
        assert "cannot be read" in flat(app)
        ready.path.write_bytes(another(ready, tmp_path))
        await ready.look(pilot)
        await pilot.pause()
        assert "Another file" in flat(app)
        ready.path.write_bytes(mine)
        await ready.look(pilot)
        await pilot.pause()
        assert isinstance(app.screen, TodayScreen)
        assert len(app.screen_stack) == 1


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (45, 20), (40, 12)])
async def test_all_of_it_can_be_read_at_every_size(
    ready: Bench, elsewhere: Elsewhere, size: tuple[int, int]
) -> None:
    """At least what is the matter; the rest can be scrolled to."""
    app = ready.app()
    async with app.run_test(size=size) as pilot:
        elsewhere.file()
        await ready.look(pilot)
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
