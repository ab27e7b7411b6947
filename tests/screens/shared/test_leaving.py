"""Leaving with something unsaved: a key stays once, a signal puts it away, the next start offers it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static

from coach.app import CoachApp
from coach.domain.model import Area, Change, Cover, Ended, Session, Skin
from coach.domain.session.corrections import delete
from coach.faults import KEPT, LOST
from coach.screens.calendar.session_form import SessionForm
from coach.screens.dialogs.confirm import Confirm
from coach.screens.session.after_save_screen import AfterSaveScreen
from coach.screens.session.check_in import CheckInScreen
from coach.screens.today.screen import TodayScreen
from coach.store import Busy, MissingFile, NotWritable
from tests.screens.conftest import Bench, flat

SIZE = (80, 24)
TERMINATED = 143


@pytest.fixture
def session(ready: Bench) -> Session:
    """Five minutes on a towel, recorded just now."""
    now = ready.clock.now()
    made = Session(Area.BACK, now - timedelta(minutes=5), now.date(), 5, Cover.TOWEL, 5)
    (stored,) = ready.change(lambda _: Change("made", put=(made,))).sessions
    return stored


@pytest.fixture
def full(ready: Bench) -> Callable[..., object]:
    """A change that the disk refuses."""

    def change(_decide: object) -> object:
        raise NotWritable(ready.path, "the disk is full")

    return change


async def settled(pilot: Pilot[None]) -> None:
    """Until what was to be drawn is drawn."""
    for _ in range(4):
        await pilot.pause()


async def sees(pilot: Pilot[None], words: str) -> None:
    """Until the words are on the screen, or in the question over it."""
    for _ in range(100):
        question = " ".join(
            str(each.content) for each in pilot.app.screen.query("#confirm-text").results(Static)
        )
        if words in flat(pilot.app) or words in question:
            return
        await pilot.pause()
    raise AssertionError(f"{words} is not in {flat(pilot.app)}")


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


# The form


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


# The session


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


# A kill


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
