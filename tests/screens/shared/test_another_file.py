"""Another file, or none but backups, in the place of one's own: taken on, restored, or begun anew."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from textual.pilot import Pilot

from coach.domain.model import Change
from coach.screens.setup.screen import SetupScreen
from coach.screens.shared.missing_file import MissingFileScreen
from coach.screens.today.screen import TodayScreen
from coach.store import Store
from coach.store.repair.repair import back_up
from tests.screens.conftest import Bench, flat
from tests.screens.shared.vanishing import GONE, Elsewhere
from tests.store.samples import putting, session

SIZE = (80, 24)


async def test_a_start_offers_the_backups(backed_up: Bench) -> None:
    """No setup, and after a question the newest backup is the file."""
    backed_up.path.unlink()
    app = backed_up.app()
    async with app.run_test(size=SIZE) as pilot:
        assert isinstance(app.screen, MissingFileScreen)
        assert "Newest good backup: 2026-01-05 07:30, with " in flat(app)
        await pilot.press("b")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert not backed_up.path.exists(), "the first answer is to wait"
        await pilot.press("b")
        await pilot.pause()
        await pilot.press("y")
        await backed_up.look(pilot)
        assert isinstance(app.screen, TodayScreen)
        assert "Restored the backup" in flat(app)
    assert len(backed_up.book().sessions) == 1


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


async def test_a_start_without_a_good_backup_offers_none(backed_up: Bench) -> None:
    backed_up.path.unlink()
    for each in (backed_up.path.parent / "backups").iterdir():
        each.write_bytes(b"spoilt")
    app = backed_up.app()
    async with app.run_test(size=SIZE) as pilot:
        assert "No good backup" in flat(app)
        await pilot.press("b")
        await pilot.pause()
        assert isinstance(app.screen, MissingFileScreen)


@pytest.mark.parametrize("opens_on_it", [True, False])
async def test_it_is_begun_anew_after_a_question(
    backed_up: Bench, elsewhere: Elsewhere, opens_on_it: bool
) -> None:
    """The first questions come again, and their answers make a new file."""
    if opens_on_it:
        elsewhere.file()
    app = backed_up.app()
    async with app.run_test(size=(80, 40)) as pilot:
        if not opens_on_it:
            elsewhere.file()
            await backed_up.look(pilot)
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
    assert not backed_up.book().sessions
    assert (elsewhere.away / backed_up.path.name).exists()


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
async def test_another_persons_file_is_never_written(backed_up: Bench, tmp_path: Path, where: str) -> None:
    """Its bytes stay as they are whatever is pressed; the own file is taken on again when it is back."""
    theirs, mine = another(backed_up, tmp_path), backed_up.path.read_bytes()
    app = backed_up.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        backed_up.path.write_bytes(theirs)
        await INTRUDED[where](pilot, backed_up)  # type: ignore[misc]
        await backed_up.look(pilot)
        assert "nother file" in flat(app)
        assert sha256(backed_up.path.read_bytes()).digest() == sha256(theirs).digest()
        backed_up.path.write_bytes(mine)
        await backed_up.look(pilot)
        assert not isinstance(app.screen, MissingFileScreen)
    assert len(backed_up.book().sessions) == (2 if where == "entry" else 1)


async def test_a_restore_does_not_replace_another_persons_file(backed_up: Bench, tmp_path: Path) -> None:
    """Not even from the list of backups, before the coach has looked."""
    theirs = another(backed_up, tmp_path)
    app = backed_up.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("colon", *"backups", "enter")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        backed_up.path.write_bytes(theirs)
        await pilot.press("y")
        await pilot.pause()
    assert backed_up.path.read_bytes() == theirs


async def test_the_other_file_can_be_taken_on(backed_up: Bench, tmp_path: Path) -> None:
    """After a question, for one may have put it there oneself."""
    theirs = another(backed_up, tmp_path)
    app = backed_up.app()
    async with app.run_test(size=SIZE) as pilot:
        backed_up.path.write_bytes(theirs)
        await backed_up.look(pilot)
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
    assert backed_up.path.read_bytes() == theirs


async def test_a_copy_of_ones_own_file_is_no_stranger(backed_up: Bench, tmp_path: Path) -> None:
    """As where a sync tool brings what another machine wrote."""
    copy = tmp_path / "laptop" / "coach.json"
    copy.parent.mkdir()
    shutil.copy(backed_up.path, copy)
    Store(copy, backed_up.clock).change(putting(session(6)))
    app = backed_up.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        copy.replace(backed_up.path)
        await backed_up.look(pilot)
        assert isinstance(app.screen, TodayScreen)
        assert len(app.context.book.sessions) == 2


async def test_one_fault_after_the_other(backed_up: Bench, elsewhere: Elsewhere, tmp_path: Path) -> None:
    """Gone, then half there, then another's, then the own one: each is told in its turn."""
    mine = backed_up.path.read_bytes()
    app = backed_up.app()
    async with app.run_test(size=SIZE) as pilot:
        elsewhere.file()
        await backed_up.look(pilot)
        assert GONE in flat(app)
        backed_up.path.write_bytes(mine[: len(mine) // 2])
        await backed_up.look(pilot)
        await pilot.pause()
        assert "cannot be read" in flat(app)
        backed_up.path.write_bytes(another(backed_up, tmp_path))
        await backed_up.look(pilot)
        await pilot.pause()
        assert "Another file" in flat(app)
        backed_up.path.write_bytes(mine)
        await backed_up.look(pilot)
        await pilot.pause()
        assert isinstance(app.screen, TodayScreen)
        assert len(app.screen_stack) == 1
