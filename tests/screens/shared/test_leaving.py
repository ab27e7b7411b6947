"""Leaving with something unsaved: a key stays once, a signal puts it away, the next start offers it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from coach.app import CoachApp
from coach.domain.model import Session, Skin
from coach.domain.session.corrections import delete
from coach.faults import KEPT, LOST
from coach.screens.dialogs.confirm import Confirm
from coach.screens.session.check_in import CheckInScreen
from coach.screens.today.screen import TodayScreen
from coach.store import Busy
from tests.screens.conftest import Bench, flat
from tests.screens.shared.full_disk import TERMINATED, sees, settled

SIZE = (80, 24)


async def answers(app: CoachApp, pilot: Pilot[None], session: Session) -> None:
    """Sharp 3, clear skin, and half a note."""
    app.push_screen(CheckInScreen(app.context, session))
    await pilot.pause()
    await pilot.press("3", "tab", "tab", "tab", "1", "tab", *"war")
    await pilot.pause()


async def left_unsaved(ready: Bench, session: Session, full: object, *, status: int = TERMINATED) -> CoachApp:
    """An app that was told to end while the disk was full, with a check-in open."""
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await answers(app, pilot, session)
        app.context.store.change = full  # type: ignore[method-assign,assignment]
        app.exit(return_code=status)
        await pilot.pause()
    return app


async def test_on_a_signal_what_can_be_saved_is_saved_and_the_status_is_the_signals(
    ready: Bench, session: Session
) -> None:
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await answers(app, pilot, session)
        app.exit(return_code=TERMINATED)
        await pilot.pause()
    assert (app.return_code, app.leaving.message) == (TERMINATED, "")
    assert (ready.only_session().note, ready.only_session().sharpness) == ("war", 3)
    assert not app.context.drafts.may_exist()


async def test_on_a_signal_what_cannot_be_saved_waits_and_a_line_says_so(
    ready: Bench, session: Session, full: Callable[..., object]
) -> None:
    """The next start offers it by name and time; saved once, it is offered no more."""
    app = await left_unsaved(ready, session, full)
    assert app.return_code == KEPT
    assert "the disk is full" in app.leaving.message
    assert "kept" in app.leaving.message
    assert ready.only_session() == session
    ready.clock.advance(timedelta(minutes=3))
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await sees(pilot, "closed today at 07:30")
        assert isinstance(app.screen, Confirm)
        assert "sharpness 3" in flat(app)
        await pilot.press("s")
        await sees(pilot, "Checked in on the back")
        assert isinstance(app.screen, TodayScreen)
    assert (ready.only_session().note, ready.only_session().sharpness) == ("war", 3)
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        assert isinstance(app.screen, TodayScreen)


@pytest.mark.parametrize("key", ["q", "ctrl+q", "ctrl+c"])
async def test_a_key_stays_with_the_reason_and_leaves_at_the_second_press(
    ready: Bench, session: Session, full: Callable[..., object], key: str
) -> None:
    """An answer that was added in between is told of as well."""
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await answers(app, pilot, session)
        await pilot.press("shift+tab")  # q is a letter in a note
        app.context.store.change = full  # type: ignore[method-assign,assignment]
        await pilot.press(key)
        assert "he disk is full" in flat(app)
        assert "Leave again" in flat(app)
        await pilot.press("2", key)
        assert "he disk is full" in flat(app)
        assert app.return_code is None
        await pilot.press(key)
        await pilot.pause()
    assert app.return_code == KEPT
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await sees(pilot, "skin after pink")


async def test_it_can_be_looked_at_put_off_and_thrown_away(
    ready: Bench, session: Session, full: Callable[..., object]
) -> None:
    await left_unsaved(ready, session, full)
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        await pilot.press("escape")
        await sees(pilot, "offered at the next start")
        assert isinstance(app.screen, TodayScreen)
        await pilot.press("q")
        await pilot.pause()
    assert app.return_code == 0
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        await pilot.press("o")
        await settled(pilot)
        assert isinstance(app.screen, CheckInScreen)
        assert app.screen.query_one("#note", Input).value == "war"
        await pilot.press("4")
        app.exit(return_code=TERMINATED)
        await pilot.pause()
    assert app.return_code == TERMINATED
    assert (ready.only_session().note, ready.only_session().sharpness) == ("war", 4)
    assert not app.context.drafts.may_exist()


async def test_thrown_away_it_is_gone(ready: Bench, session: Session, full: Callable[..., object]) -> None:
    await left_unsaved(ready, session, full)
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        await pilot.press("t")
        await settled(pilot)
        assert not app.context.drafts.may_exist()
    assert ready.only_session() == session


async def test_where_the_file_still_refuses_it_goes_on_waiting(
    ready: Bench, session: Session, full: Callable[..., object]
) -> None:
    await left_unsaved(ready, session, full)
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        app.context.store.change = full  # type: ignore[method-assign,assignment]
        await pilot.press("s")
        await sees(pilot, "he disk is full")
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await sees(pilot, "Not saved yet")
        assert isinstance(app.screen, Confirm)


async def test_of_two_terminals_one_is_asked(
    ready: Bench, session: Session, full: Callable[..., object]
) -> None:
    """The other opens as ever; once the first has gone without an answer, a third one is asked."""
    await left_unsaved(ready, session, full)
    first, second = ready.app(), ready.app()
    async with first.run_test(size=SIZE) as pilot, second.run_test(size=SIZE) as other:
        await settled(pilot)
        await settled(other)
        assert isinstance(first.screen, Confirm) is not isinstance(second.screen, Confirm)
        first.exit()
        second.exit()
        await settled(pilot)
    third = ready.app()
    async with third.run_test(size=SIZE) as pilot:
        await settled(pilot)
        assert isinstance(third.screen, Confirm)


async def test_answers_on_a_session_that_is_gone_say_so(
    ready: Bench, session: Session, full: Callable[..., object]
) -> None:
    await left_unsaved(ready, session, full)
    ready.change(lambda book: delete(book, book.sessions[0], ready.clock.now()).change)
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        assert "Look at it" not in flat(app)
        await pilot.press("s")
        await sees(pilot, "was deleted")


async def test_where_nothing_takes_it_the_line_says_what_is_lost(
    ready: Bench,
    session: Session,
    full: Callable[..., object],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    (tmp_path / "in the way").write_text("", encoding="utf-8")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "in the way"))
    app = await left_unsaved(ready, session, full)
    assert app.return_code == LOST
    assert app.leaving.message.startswith("Lost: the check-in after 5 minutes on the back")


async def test_a_held_lock_is_not_waited_for_on_leaving(
    ready: Bench, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second is all there is; the lock has five."""
    waits: list[float | None] = []
    app = ready.app()

    def busy(_decide: object) -> object:
        waits.append(app.context.store.wait_s)
        raise Busy(ready.path, "process 7")

    before = app.context.store.wait_s = 5.0
    async with app.run_test(size=SIZE) as pilot:
        await answers(app, pilot, session)
        monkeypatch.setattr(app.context.store, "change", busy)
        app.exit(return_code=129)
        await pilot.pause()
    assert waits
    assert set(waits) == {0.0}
    assert app.context.store.wait_s == before
    assert "process 7" in app.leaving.message


async def test_each_answer_waits_from_the_moment_it_is_given(ready: Bench, session: Session) -> None:
    """A process that is killed says nothing any more; at rest nothing is written."""
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await answers(app, pilot, session)
        (file,) = app.context.drafts.root.rglob("*.json")
        first = file.stat().st_mtime_ns, file.stat().st_ino
        await ready.look(pilot)
        assert (file.stat().st_mtime_ns, file.stat().st_ino) == first
        assert '"war"' in file.read_text(encoding="utf-8")
        app.context.drafts.close()  # as the kernel does it
        other = ready.app()
        async with other.run_test(size=SIZE) as again:
            await settled(again)
            await again.press("s")
            await settled(again)
    assert ready.only_session().note == "war"
    assert list(app.context.drafts.root.parent.iterdir()) == []


async def test_answers_that_warn_count_at_the_next_start_without_a_question(
    ready: Bench, session: Session
) -> None:
    """Else a session could start on skin that was just called broken."""
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        app.push_screen(CheckInScreen(app.context, session))
        await pilot.pause()
        await pilot.press("tab", "tab", "tab", "4")
        await settled(pilot)
        app.context.drafts.close()  # as the kernel does it
        other = ready.app()
        async with other.run_test(size=SIZE) as again:
            await settled(again)
            assert isinstance(other.screen, TodayScreen)
            assert "Checked in on the back" in flat(other)
            assert "Your skin was hurt" in flat(other)
    assert ready.only_session().skin_after is Skin.BROKEN


@pytest.mark.parametrize("form", ["entry", "check-in"])
async def test_why_the_coach_stays_open_is_not_covered_by_what_is_known_already(
    ready: Bench, session: Session, form: str
) -> None:
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        if form == "entry":
            await pilot.press("b")
            await pilot.pause()
            await pilot.press("7")
        else:
            await answers(app, pilot, session)
        ready.path.unlink()
        app.file_watch.look()
        await sees(pilot, "Your file is gone")
        await pilot.press("ctrl+c")
        app.file_watch.look()
        await settled(pilot)
        assert "Leave again" in flat(app)
