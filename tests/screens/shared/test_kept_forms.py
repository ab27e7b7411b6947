"""Forms and ends of a session that could not be saved on leaving, at the next start."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from coach.app import CoachApp
from coach.domain.model import Ended, Session
from coach.faults import KEPT
from coach.screens.calendar.session_form import SessionForm
from coach.screens.session.after_save_screen import AfterSaveScreen
from coach.screens.today.screen import TodayScreen
from coach.store import MissingFile
from tests.screens.conftest import Bench, flat
from tests.screens.shared.full_disk import TERMINATED, sees, settled

SIZE = (80, 24)


@pytest.mark.parametrize("typed", ["7", "7x"])
@pytest.mark.parametrize("key", ["ctrl+q", None])
async def test_a_form_is_kept_as_it_was_left_and_recorded_once(
    ready: Bench, typed: str, key: str | None
) -> None:
    """Nobody saved it, so nothing is recorded; filled in again, Enter does it."""
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        await pilot.press("b")
        await settled(pilot)
        assert isinstance(app.screen, SessionForm)
        await pilot.press(*typed, "tab", *"06:10")
        if key:
            await pilot.press(key)
            assert isinstance(app.screen, SessionForm)
            assert "Leave again" in flat(app)
            await pilot.press(key)
        else:
            app.exit(return_code=TERMINATED)
        await pilot.pause()
    assert app.return_code == KEPT
    assert ready.book().sessions == ()
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await sees(pilot, f"minutes {typed}")
        await pilot.press("o")
        await settled(pilot)
        await pilot.press("escape")
        await sees(pilot, "offered at the next start")  # looked at and left is not thrown away
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await sees(pilot, f"minutes {typed}")
        assert "Save it now" not in flat(app)
        await pilot.press("o")
        await settled(pilot)
        assert isinstance(app.screen, SessionForm)
        assert app.screen.query_one("#at", Input).value == "06:10"
        await pilot.press(*["backspace"] * 4, *"7", "enter")
        await sees(pilot, "Saved.")
        assert isinstance(app.screen, TodayScreen)
        assert not app.context.drafts.may_exist()
    assert ready.only_session().done_min == 7
    assert f"{ready.only_session().started_at:%H:%M}" == "06:10"


async def test_a_form_that_was_recorded_before_its_draft_went_is_not_recorded_twice(ready: Bench) -> None:
    """As after a power cut between the two."""
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        await pilot.press("b", "7")
        await settled(pilot)
        form = app.screen
        assert isinstance(form, SessionForm)
        draft = form.draft()
        assert draft is not None
        await pilot.press("enter")
        await settled(pilot)
        app.context.drafts.put(draft)
        app.exit()
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        await pilot.press("o")
        await settled(pilot)
        await pilot.press("enter")
        await sees(pilot, "recorded already")
    ready.only_session()


async def test_a_change_of_a_session_is_kept_as_well(ready: Bench, session: Session) -> None:
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        app.push_screen(SessionForm(app.context, session.day, session.area, session))
        await settled(pilot)
        await pilot.press("backspace", "4")
        app.exit(return_code=TERMINATED)
        await pilot.pause()
    assert app.return_code == KEPT
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await sees(pilot, "a change of a session")
        await pilot.press("o")
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
    assert (ready.only_session().id, ready.only_session().done_min) == (session.id, 4)


@pytest.mark.parametrize("keys", [[], ["7", "backspace"], ["7", "escape"]])
async def test_a_form_without_an_answer_is_nothing(ready: Bench, keys: list[str]) -> None:
    """Just opened, emptied again, or closed by Esc."""
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        await pilot.press("b", *keys)
        await settled(pilot)
        await pilot.press("ctrl+q")
        await pilot.pause()
    assert app.return_code == 0
    assert not app.context.drafts.may_exist()


async def test_an_end_that_could_not_be_written_waits(ready: Bench, full: Callable[..., object]) -> None:
    """Its start is in the file: it is asked before the file's own record of it is taken for running."""
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        await pilot.press("enter", "enter")
        await ready.wait(pilot, 300)
        app.context.store.change = full  # type: ignore[method-assign,assignment]
        await pilot.press("f")
        await sees(pilot, "he disk is full")
        await pilot.press("q")
        assert "Leave again" in flat(app)
        await pilot.press("q")
        await pilot.pause()
    assert app.return_code == KEPT
    ready.clock.advance(timedelta(hours=1))
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await sees(pilot, "the end of 5 minutes")
        await pilot.press("s")
        await sees(pilot, "How was it?")
        await pilot.press("escape")
        await settled(pilot)
        assert isinstance(app.screen, AfterSaveScreen)
    assert (ready.only_session().done_min, ready.only_session().ended) == (5, Ended.COMPLETED)
    assert ready.book().live is None


async def test_a_session_that_was_never_written_goes_on_at_the_next_start(
    ready: Bench, full: Callable[..., object]
) -> None:
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        app.context.store.change = full  # type: ignore[method-assign,assignment]
        await pilot.press("enter")
        await ready.wait(pilot, 60)
        app.exit(return_code=129)
        await pilot.pause()
    assert app.return_code == KEPT
    assert ready.book().live is None
    ready.clock.advance(timedelta(seconds=60))
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await sees(pilot, "a session of 5 minutes")
        await pilot.press("s")
        await settled(pilot)
        await pilot.press("q")
        await pilot.pause()
    assert ready.live().planned_min == 5
    assert ready.live().started_at == ready.clock.now() - timedelta(seconds=120)


async def waits_to_be_saved(app: CoachApp, pilot: Pilot[None]) -> None:
    """A session to record, submitted while the file is gone."""
    app.context.store.change = gone  # type: ignore[method-assign,assignment]
    await pilot.press("b")
    await pilot.pause()
    assert isinstance(app.screen, SessionForm)
    await pilot.press("7", "enter")
    await sees(pilot, "Not saved yet")


def gone(_decide: object) -> object:
    raise MissingFile(Path("coach.json"), was_read=True)


@pytest.mark.parametrize("key", ["ctrl+q", "ctrl+c"])
async def test_a_form_that_waits_for_the_file_is_kept_at_the_second_press(ready: Bench, key: str) -> None:
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await waits_to_be_saved(app, pilot)
        await pilot.press(key)
        assert app.return_code is None
        await pilot.press(key)
        await pilot.pause()
    assert app.return_code == KEPT
    assert "It is kept" in app.leaving.message
    assert "Lost" not in app.leaving.message


async def test_nothing_is_tried_any_more_once_the_coach_closes(ready: Bench) -> None:
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await waits_to_be_saved(app, pilot)
        app.exit(return_code=TERMINATED)
        assert app.context.queue.pending == ()
        await pilot.pause()
    assert app.return_code == KEPT
