"""Backups put back, and copies that grew apart brought in, without a shell."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest
from textual.widgets import OptionList

from coach.app import CoachApp
from coach.domain.model import Change
from coach.screens.dialogs.confirm import Confirm
from coach.screens.settings.backups_dialog import BackupsDialog
from coach.store import Store
from coach.store.backup import backups
from tests.screens.conftest import Bench, flat
from tests.store.samples import MORNING, putting, session

SIZE = (80, 24)
ABOUT_SETTINGS = {"created": MORNING.isoformat(), "updated": "2030-01-01T00:00:00+00:00", "rev": 9}


def copied(bench: Bench) -> Path:
    """A copy as Syncthing names it, with a session that the file has not."""
    copy = bench.path.with_name("coach.sync-conflict-20260105-080000-ABCDEFG.json")
    copy.write_bytes(bench.path.read_bytes())
    Store(copy, bench.clock).change(putting(session(7, bench.clock.now(), note="from the laptop")))
    return copy


def notes(bench: Bench) -> set[str]:
    return {each.note for each in bench.book().sessions}


def lines(app: CoachApp) -> list[str]:
    options = app.screen.query_one(OptionList)
    return [str(options.get_option_at_index(at).prompt) for at in range(options.option_count)]


async def test_a_copy_beside_the_file_is_told_of_and_brought_in(ready: Bench) -> None:
    """Nothing of either side is lost, and one undo takes it back."""
    copy = copied(ready)
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        assert copy.name in flat(app)
        app.push_screen(BackupsDialog(app.context))
        await pilot.pause()
        assert copy.name in lines(app)[0]
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, Confirm)
        assert "Would add 1 record" in flat(app)
        assert "from the laptop" not in notes(ready)
        await pilot.press("y")
        await pilot.pause()
        assert "from the laptop" in notes(ready)
        assert copy.exists()
        app.action_leave()
    store = Store(ready.path, ready.clock)
    store.undo()
    assert "from the laptop" not in notes(ready)


async def test_a_copy_with_nothing_new_may_go(ready: Bench) -> None:
    """Merging twice changes nothing, and says so before it asks."""
    copy = copied(ready)
    Store(ready.path, ready.clock).change(putting(session(3, ready.clock.now() + timedelta(days=1))))
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        for _ in range(2):
            app.push_screen(BackupsDialog(app.context))
            await pilot.pause()
            await pilot.press("enter")
            await pilot.pause()
            if isinstance(app.screen, Confirm):
                await pilot.press("y")
                await pilot.pause()
        assert isinstance(app.screen, BackupsDialog)
        assert "everything is here already" in flat(app)
        assert copy.exists()


async def test_a_backup_is_put_back_and_that_can_be_undone(ready: Bench) -> None:
    """The file as it was before is backed up first."""
    store = Store(ready.path, ready.clock)
    store.change(putting(session(4, ready.clock.now(), note="kept")))
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        app.push_screen(BackupsDialog(app.context))
        await pilot.pause()
        await pilot.press("c")
        await pilot.pause()
        assert "kept" in notes(ready)
        ready.clock.advance(timedelta(minutes=1))
        store.change(lambda book: Change("Dropped", drop=(book.sessions[0],)))
        assert "kept" not in notes(ready)
        app.push_screen(BackupsDialog(app.context))
        await pilot.pause()
        assert lines(app)[0].startswith("restore  Today, ")
        await pilot.press("enter")
        await pilot.pause()
        assert "it has 1 session; your file has 0 sessions." in flat(app)
        await pilot.press("enter")  # the first answer leaves it
        await pilot.pause()
        assert "kept" not in notes(ready)
        await pilot.press("enter", "y")
        await pilot.pause()
        assert "kept" in notes(ready)
    store.undo()
    assert "kept" not in notes(ready)


async def test_another_persons_file_is_named_and_brings_no_answers(ready: Bench) -> None:
    """It is asked about as what it is; their goal and settings stay out."""
    copy = copied(ready)
    tables = json.loads(copy.read_text())
    next(iter(tables["meta"].values()))["id"] = "another"
    next(each for each in tables["profile"].values() if each["kind"] == "goal")["minutes"] = 12
    tables["profile"] = {n: each for n, each in tables["profile"].items() if each["kind"] != "settings"}
    tables["profile"]["99"] = {**ABOUT_SETTINGS, "id": "settings", "kind": "settings", "rollover": 9}
    copy.write_text(json.dumps(tables))
    before = ready.book()
    app = ready.app()
    async with app.run_test(size=(120, 40)) as pilot:
        app.push_screen(BackupsDialog(app.context))
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, Confirm)
        assert "Merge another person's file?" in flat(app)
        assert "but never its answers, goal or settings" in flat(app)
        await pilot.press("n")
        await pilot.pause()
        assert ready.book() == before
        await pilot.press("enter", "y")
        await pilot.pause()
        app.action_leave()
    assert "from the laptop" in notes(ready)
    assert (ready.book().settings, ready.book().events) == (before.settings, before.events)


async def test_a_damaged_backup_is_not_put_back(ready: Bench) -> None:
    """It says why, and the file stays as it is."""
    store = Store(ready.path, ready.clock)
    store.change(putting(session(4, ready.clock.now())))
    for each in backups.listing(ready.path):
        each.path.write_bytes(b"torn")
    before = ready.path.read_bytes()
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        app.push_screen(BackupsDialog(app.context))
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, BackupsDialog)
        assert "the copy was damaged after it was made" in flat(app)
    assert ready.path.read_bytes() == before


async def test_before_the_first_backup_it_says_when_there_will_be_one(bench: Bench) -> None:
    app = bench.app()
    async with app.run_test(size=SIZE) as pilot:
        app.push_screen(BackupsDialog(app.context))
        await pilot.pause()
        assert "the first change of each day makes one" in flat(app)
        await pilot.press("c")
        await pilot.pause()
        assert "nothing to back up" in flat(app)


async def test_a_locked_down_account_has_no_such_entry(ready: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing there writes a file but the coach's own."""
    copied(ready)
    monkeypatch.setenv("COACH_LOCKED", "1")
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        assert "grew apart" not in flat(app)
        await pilot.press("colon", *"backups")
        await pilot.pause()
        assert "Put one back" not in flat(app)
