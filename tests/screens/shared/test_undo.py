"""Undo and redo on screens: small things at once and named, the rest after a look at what would go."""

from __future__ import annotations

from datetime import timedelta

import pytest
from textual.pilot import Pilot

from coach.domain.day_notes import note_day
from coach.domain.habit.pauses import announce
from coach.domain.model import Change, Contraindication, Ended, Live, Refused, Screening, Skin
from coach.domain.onboarding.answers import Answers
from coach.domain.onboarding.setup import set_up
from coach.domain.onboarding.user_profile import current_answer
from coach.domain.session.manual_entry import ManualEntry, check_in, log
from coach.screens.session.check_in import CheckInScreen
from coach.screens.session.screen import SessionScreen
from coach.screens.shared.undo_dialog import UndoDialog
from coach.widgets.reading.item_list import ItemList
from tests.screens.conftest import Bench, flat, seen

SIZES = [(80, 24), (120, 40), (45, 20), (40, 12)]
CLOTS = frozenset({Contraindication.CLOTS})


def logged(bench: Bench, minutes: float = 12) -> None:
    bench.change(lambda book: log(book, ManualEntry(minutes), bench.clock.now()).change)


def noted(bench: Bench, text: str) -> None:
    bench.change(lambda book: note_day(book, bench.clock.now().date(), text, bench.clock.now().date()))


def ticked(bench: Bench) -> frozenset[Contraindication] | None:
    found = current_answer(bench.book(), Screening)
    return found and found.ticked


async def press(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await pilot.pause()
    await pilot.pause()


@pytest.mark.parametrize("size", SIZES)
async def test_a_session_goes_only_after_a_look_at_its_name_and_time(
    size: tuple[int, int], ready: Bench
) -> None:
    logged(ready)
    app = ready.app()
    async with app.run_test(size=size) as pilot:
        await press(pilot, "u")
        assert isinstance(app.screen, UndoDialog)
        assert "Undo: Logged 12 minutes on the back" in flat(app)
        assert "Mon 5 Jan 2026, today 07:30?" in flat(app).replace(" │", "").replace("│ ", "")
        bar = seen(app).splitlines()[-1]
        assert "Enter Undo" in bar
        assert "Esc Leave it" in bar
        assert len(ready.book().sessions) == 1
        await press(pilot, "u", "u", "u")
        assert len(ready.book().sessions) == 1, "the key that opened it does not answer it"
        await press(pilot, "escape")
        assert len(ready.book().sessions) == 1
        await press(pilot, "u", "enter")
        assert ready.book().sessions == ()
        assert "Undone: Logged 12 minutes" in flat(app)
        await press(pilot, "ctrl+r")
        assert len(ready.book().sessions) == 1
        assert "Redone: Logged 12 minutes" in flat(app)
        await press(pilot, "ctrl+r")
        assert "Nothing to redo." in flat(app)


async def test_four_presses_never_take_more_than_was_shown(ready: Bench) -> None:
    """As on the second day: the setup, a session, its check-in, the skin check."""
    logged(ready, 5)
    session = ready.only_session()
    ready.change(
        lambda _: check_in(session, sharpness=3, skin=Skin.CLEAR, before=None, after=None, note="good")
    )
    book = ready.book()
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "u", "u", "u", "u")
        assert "Checked in on the back, Mon 5 Jan 2026" in flat(app)
        assert (ready.book().sessions, ready.book().events) == (book.sessions, book.events)


@pytest.mark.parametrize("tab", "123456")
async def test_u_and_ctrl_r_work_on_each_screen(tab: str, ready: Bench) -> None:
    noted(ready, "slept badly")
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, tab, "u")
        assert ready.book().notes == ()
        assert "Undone: Wrote a note on Mon 5 Jan 2026." in flat(app)
        await press(pilot, "ctrl+r")
        assert len(ready.book().notes) == 1


async def test_in_a_text_field_both_are_left_alone(ready: Bench) -> None:
    noted(ready, "first")
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "u")
        await press(pilot, "3", "slash", "u", "ctrl+r")
        assert ready.book().notes == ()


@pytest.mark.parametrize(
    "decide",
    [
        lambda book, now: announce(book, now, now.date(), now.date()),
        lambda book, now: set_up(book, Answers(goal_minutes=15), now),
        lambda book, now: Change("Set", put=(book.settings._replace(grace=1),)),
    ],
)
async def test_small_things_are_undone_at_once(decide: object, ready: Bench) -> None:
    before = ready.book()
    ready.change(lambda book: decide(book, ready.clock.now()))  # type: ignore[operator]
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "u")
        assert not isinstance(app.screen, UndoDialog)
        assert "Undone: " in flat(app)
    found = ready.book()
    assert (found.pauses, found.events, found.settings) == (before.pauses, before.events, before.settings)


async def test_a_lock_lifts_only_after_it_was_said_what_holds_then(ready: Bench) -> None:
    ready.clock.advance(timedelta(days=2))
    ready.change(lambda book: set_up(book, Answers(ticked=CLOTS), ready.clock.now()))
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "u")
        said = "The safety answers of Mon 5 Jan 2026 hold again: nothing applies."
        assert said in flat(app)
        assert ticked(ready) == CLOTS
        await press(pilot, "y")
        assert said in flat(app)
        assert ticked(ready) == frozenset()
        await press(pilot, "ctrl+r")
        assert ticked(ready) == CLOTS
        assert "blood-clot problem" in flat(app)


@pytest.mark.parametrize("size", SIZES)
async def test_several_are_undone_down_to_a_chosen_one_after_another_question(
    size: tuple[int, int], ready: Bench
) -> None:
    for text in ("a", "b"):
        noted(ready, text)
    logged(ready)
    app = ready.app()
    async with app.run_test(size=size) as pilot:
        await press(pilot, "u", "j", "down")
        assert "Undo this change and the 2 after it?" in flat(app)
        await press(pilot, "k", "j", "enter")
        assert "Undo 3 changes?" in flat(app)
        await press(pilot, "n")
        assert len(ready.book().sessions) == 1
        await press(pilot, "enter", "y")
        assert (ready.book().sessions, ready.book().notes) == ((), ())
        for _ in range(3):
            await press(pilot, "ctrl+r")
        assert [note.text for note in ready.book().notes] == ["b"]
        assert len(ready.book().sessions) == 1


async def test_what_another_terminal_did_meanwhile_is_not_undone(ready: Bench) -> None:
    logged(ready)
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "u")
        noted(ready, "from elsewhere")
        await press(pilot, "enter")
        assert "changed in the meantime" in flat(app)
    assert (len(ready.book().sessions), len(ready.book().notes)) == (1, 1)


async def test_both_are_in_the_palette_and_in_help(ready: Bench) -> None:
    noted(ready, "x")
    app = ready.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "colon", *"undo")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "Wrote a note on Mon 5 Jan 2026" in flat(app)
        assert "Undo several" in flat(app)
        await press(pilot, "escape", "question_mark", "slash", *"undo")
        assert "Undo the last change" in flat(app)
        assert "Redo what was just undone" in flat(app)


async def test_the_start_of_a_session_that_runs_is_undone_after_a_question(ready: Bench) -> None:
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "enter", "enter", "space", "space")
        assert isinstance(app.screen, SessionScreen)
        await press(pilot, "u")
        assert "Undo: Started 5 minutes on the back" in flat(app)
        assert "nothing of it is recorded" in flat(app)
        assert ready.live()
        await press(pilot, "enter")
        assert ready.book().live is None
        assert not isinstance(app.screen, SessionScreen)
        await press(pilot, "ctrl+r")
        assert ready.live()


@pytest.mark.parametrize("later", [0, 150])
async def test_a_session_ended_by_mistake_goes_on(ready: Bench, later: int) -> None:
    """Also when the question about that end would have run out by now."""
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "enter", "enter")
        await ready.wait(pilot, 90)
        await press(pilot, "f", "f")
        assert isinstance(app.screen, CheckInScreen)
        assert ready.book().live is None
        await ready.wait(pilot, later)
        await press(pilot, "u", "y")
        assert isinstance(app.screen, SessionScreen)
        assert (ready.book().sessions, isinstance(ready.live(), Live)) == ((), True)


@pytest.mark.parametrize("later", [30, 150])
async def test_a_stop_that_is_undone_is_asked_about_again_and_never_lost(ready: Bench, later: int) -> None:
    """Within two minutes it can be taken back where it was meant for; after that it stays a stop."""
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "enter", "enter")
        await ready.wait(pilot, 90)
        await press(pilot, "x", "d")
        assert isinstance(app.screen, CheckInScreen)
        await ready.wait(pilot, later)
        await press(pilot, "u")
        assert "The question about why you stopped is open again." in flat(app)
        await press(pilot, "y")
        await ready.wait(pilot, 1)
        if later > 120:
            (stopped,) = ready.book().sessions
            assert (stopped.done_min, stopped.ended) == (1.5, Ended.SENSATION)
            return
        live = ready.book().live
        assert live is not None
        assert (live.asked_s, live.asked_stop) == (90, True)


async def test_the_start_is_not_undone_while_it_is_asked_why_someone_stopped(ready: Bench) -> None:
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "enter", "enter")
        await ready.wait(pilot, 20)
        await press(pilot, "x")
        (step,) = [each for each in app.context.store.steps() if each.label.startswith("Started")]
        with pytest.raises(Refused, match="say why first"):
            app.context.undo([step.id])
        assert ready.live()


async def test_opening_tips_leaves_nothing_to_undo(ready: Bench) -> None:
    before = ready.book()
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "3", "enter", "enter", "enter", "escape")
        assert sum(state.read for state in ready.book().tips.values()) == 3
        await press(pilot, "u")
        assert "Undo: Answered the setup questions" in flat(app)
        await press(pilot, "escape")
    assert ready.book().events == before.events


async def test_the_notches_of_a_setting_are_undone_in_one(ready: Bench) -> None:
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "6")
        app.screen.query_one(ItemList).go("ready_s")
        await press(pilot, "enter", "j", "enter")
        await press(pilot, "enter", "j", "j", "enter")
        assert ready.book().settings.ready_s == 90
        await press(pilot, "u")
        assert 'Undone: Set "Settle down" to 90 seconds.' in flat(app)
        assert ready.book().settings.ready_s == 30


async def test_a_hostile_label_is_shown_as_plain_text(ready: Bench) -> None:
    """Labels come from the file, and a merged or edited one may hold anything."""
    ready.change(
        lambda book: Change(
            "x\x1b]0;y\x07[bold]", put=(log(book, ManualEntry(5), ready.clock.now()).session, book.settings)
        )
    )
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "u")
        assert "Undo: x\u241b]0;y\u2407[bold], today" in flat(app)
        await press(pilot, "y")
        assert "Undone: x\u241b]0;y\u2407[bold]." in flat(app)
        assert "\x1b" not in seen(app)
