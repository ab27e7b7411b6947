"""A file that cannot be read: said plainly, never written, and gone on with once it is mended."""

from __future__ import annotations

import pytest

from coach.domain.model import Book
from coach.screens.setup.screen import SetupScreen
from coach.screens.shared.damaged_file import DamagedFileScreen
from coach.screens.today.easier_dialog import EasierDialog
from coach.screens.today.screen import TodayScreen
from coach.store import Store
from coach.store.file.file_names import backups_of
from coach.store.repair.repair import back_up
from tests.screens.conftest import Bench, flat
from tests.store.samples import putting, session

SIZE = (80, 24)


async def test_it_says_what_and_where_and_writes_nothing(ready: Bench) -> None:
    """File, line and column; and what there is to do."""
    damage = b'{"meta": {\n  "1": oops'
    ready.path.write_bytes(damage)
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        assert isinstance(app.screen, DamagedFileScreen)
        assert str(ready.path) in flat(app).replace(" ", "")
        assert "Line 2, column 8: not JSON" in flat(app)
        assert "Nothing in it was changed" in flat(app)
        await pilot.press(*"123456", "r")
        await pilot.pause()
        assert isinstance(app.screen, DamagedFileScreen)
        assert "It still cannot be read." in flat(app)
        await pilot.press("q")
        await pilot.pause()
    assert app.return_code == 0
    assert ready.path.read_bytes() == damage


@pytest.mark.parametrize("key", ["r", "enter"])
async def test_once_mended_it_goes_on(ready: Bench, key: str) -> None:
    """With the screen that the coach would have opened."""
    good = ready.path.read_bytes()
    ready.path.write_text("[]")
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        ready.path.write_bytes(good)
        await pilot.press(key)
        await pilot.pause()
        assert isinstance(app.screen, TodayScreen)
        assert "The file can be read again." in flat(app)


async def test_a_file_that_was_taken_away_leads_to_setup(bench: Bench) -> None:
    """No file is a first run."""
    bench.path.parent.mkdir()
    bench.path.write_text("")
    app = bench.app()
    async with app.run_test(size=SIZE) as pilot:
        assert isinstance(app.screen, DamagedFileScreen)
        bench.path.unlink()
        await pilot.press("r")
        await pilot.pause()
        assert isinstance(app.screen, SetupScreen)


async def test_it_comes_and_goes_while_the_coach_is_open(ready: Bench) -> None:
    """Also over a question that stands open; mended, it goes by itself, and the question is there again."""
    good = ready.path.read_bytes()
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("e")
        ready.path.write_text("{ oops")
        await ready.look(pilot)
        assert isinstance(app.screen, DamagedFileScreen)
        ready.path.write_text("{ oops, and oops")
        await ready.look(pilot)
        assert isinstance(app.screen, DamagedFileScreen)
        ready.path.write_bytes(good)
        await ready.look(pilot)
        assert isinstance(app.screen, EasierDialog)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, TodayScreen)
        assert "5" in flat(app)


async def test_a_newer_file_asks_for_a_newer_coach(ready: Bench) -> None:
    """It is whole, so there is nothing to mend."""
    text = ready.path.read_text()
    ready.path.write_text(text.replace('"schema": 5', '"schema": 99'))
    app = ready.app()
    async with app.run_test(size=SIZE):
        assert "A newer coach wrote it: schema 99" in flat(app)
        assert "Update the coach" in flat(app)


def damaged(ready: Bench) -> tuple[Book, bytes]:
    """A file with a session and a backup, of which a part was overwritten; what it was, and what it is."""
    store = Store(ready.path, ready.clock)
    store.change(putting(session(5)))
    back_up(ready.path, ready.clock.now())
    book, data = store.read(), ready.path.read_bytes()
    begin = data.index(b'"sessions": {') + 60
    damage = data[:begin] + b"\0" * 40 + data[begin + 40 :]
    ready.path.write_bytes(damage)
    return book, damage


async def test_what_is_readable_and_the_newest_backup_are_told(ready: Bench) -> None:
    """And on d all that the doctor has to say; nothing is written."""
    _, damage = damaged(ready)
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        assert "Readable in it:" in flat(app)
        assert "A repair would keep:" in flat(app)
        assert "Newest good backup: 2026-01-05 07:30" in flat(app)
        await pilot.press("d")
        await pilot.pause()
        assert "coach.json:" in flat(app)
        assert "from the backup it adds 1 session" in flat(app)
        await pilot.press("d")
        await pilot.pause()
        assert "from the backup it adds" not in flat(app)
    assert ready.path.read_bytes() == damage


@pytest.mark.parametrize(("keys", "restored"), [("by", True), ("bn", False), (("b", "enter"), False)])
async def test_b_asks_before_it_restores(ready: Bench, keys: tuple[str, ...], restored: bool) -> None:
    """The damaged file is kept, and the coach goes on."""
    book, damage = damaged(ready)
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press(*keys)
        await pilot.pause()
        if restored:
            assert isinstance(app.screen, TodayScreen)
            assert "Restored the backup of" in flat(app)
        else:
            assert isinstance(app.screen, DamagedFileScreen)
    kept = list(ready.path.parent.glob("quarantine/*"))
    if restored:
        assert ready.book() == book
        assert [each.read_bytes() for each in kept] == [damage]
    else:
        assert ready.path.read_bytes() == damage
        assert kept == []


async def test_without_a_good_backup_there_is_no_b(bench: Bench) -> None:
    """What is not there is not offered."""
    bench.path.parent.mkdir()
    bench.path.write_text("")
    app = bench.app()
    async with app.run_test(size=SIZE) as pilot:
        assert "There is no good backup." in flat(app)
        await pilot.press("b")
        await pilot.pause()
        assert isinstance(app.screen, DamagedFileScreen)
    assert bench.path.read_bytes() == b""


async def test_a_backup_that_fails_is_told_once_with_what_was_saved(ready: Bench) -> None:
    """The change itself is on the disk."""
    backups_of(ready.path).write_text("a file in its place")
    app = ready.app()
    async with app.run_test(size=(120, 40)) as pilot:
        screen = app.screen
        assert isinstance(screen, TodayScreen)
        screen.save(putting(session(5), label="Logged"))
        await pilot.pause()
        assert "Logged. Saved. No backup could be made" in flat(app)
        screen.save(putting(session(6), label="Logged"))
        await pilot.pause()
        assert "No backup could be made" not in flat(app)
    assert len(ready.book().sessions) == 2
