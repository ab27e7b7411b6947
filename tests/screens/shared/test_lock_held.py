"""While another process holds the lock the screen goes on, says who it is, and saves once it is free."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest

from coach.app import CoachApp, run
from coach.domain.model import Change, Contraindication, Ended
from coach.domain.onboarding.answers import Answers
from coach.domain.onboarding.setup import set_up
from coach.faults import LOST
from coach.screens.calendar.session_form import SessionForm
from coach.screens.plan.goal_dialog import GoalDialog
from coach.screens.plan.pause_dialog import PauseDialog
from coach.screens.plan.screen import PlanScreen
from coach.screens.session.check_in import CheckInScreen
from coach.screens.session.screen import SessionScreen
from coach.screens.setup.screen import SetupScreen
from coach.screens.tips.review import Review
from coach.screens.today.screen import TodayScreen
from coach.store.file.file_names import lock_of
from coach.widgets.clock.big_clock import BigClock
from tests.screens.conftest import Bench, flat

SIZE = (80, 24)
HOLDER = "process 4711 on box"


@contextmanager
def held(bench: Bench) -> Iterator[None]:
    """Hold the lock as another process does, and sign it."""
    with lock_of(bench.path).open("r+", encoding="utf-8") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.write(HOLDER)
        file.flush()
        yield
        file.truncate(0)


async def test_a_session_goes_on_and_takes_its_keys(ready: Bench, sent: list[str]) -> None:
    """The clock, a cue and its bell; of two presses the last is what is saved, once."""
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "space")
        revision = ready.path.read_bytes()
        with held(ready):
            await ready.wait(pilot, 10)
            await pilot.press("space")
            await ready.wait(pilot, 20)
            assert f"Not saved yet: {HOLDER} is writing the file" in flat(app)
            assert "Paused" in flat(app)
            await pilot.press("space")
            before = len(sent)
            await ready.wait(pilot, 21)
            assert app.screen.query_one(BigClock).text == "4:29"
            assert any("\a" in each for each in sent[before:]), "the cue at half a minute rings"
            assert ready.path.read_bytes() == revision
        await ready.wait(pilot, 1)
        assert "Not saved yet" not in flat(app)
        pauses = ready.live().pauses
        assert [(round(each.start), round(each.end or 0)) for each in pauses] == [(10, 30)]


async def test_a_session_ends_and_waits_to_be_recorded(ready: Bench) -> None:
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "space")
        await ready.wait(pilot, 120)
        with held(ready):
            await pilot.press("x", "x")
            await ready.wait(pilot, 60)
            assert isinstance(app.screen, SessionScreen)
            assert "is writing the file" in flat(app)
        await ready.wait(pilot, 1)
        assert isinstance(app.screen, CheckInScreen)
    assert (ready.only_session().done_min, ready.only_session().ended) == (2, Ended.SENSATION)


async def test_what_was_pressed_comes_in_its_order(ready: Bench) -> None:
    """Two changes of different screens wait; both are saved, first come first, and told."""
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        with held(ready):
            await pilot.press("r")
            await pilot.pause()
            assert f"Not saved yet: {HOLDER}" in flat(app)
            await pilot.press("3", "f")
            await pilot.pause()
            assert "Not saved yet" in flat(app)
            assert len(app.context.queue.pending) == 2
            await pilot.press("4")
            await ready.look(pilot)
            assert "Not saved yet" in flat(app), "the screen that is shown tells it"
        await ready.look(pilot)
        assert "Saved." in flat(app)
        assert not app.context.queue.pending
    book = ready.book()
    assert len(book.pauses) == 1
    assert any(each.favourite for each in book.tips.values())


async def test_pressed_twice_it_is_saved_once(ready: Bench) -> None:
    """A form that waits is not sent twice."""
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("b", "7")
        with held(ready):
            await pilot.press("enter", "enter", "enter")
            await pilot.pause()
            assert isinstance(app.screen, SessionForm)
            assert "is writing the file" in flat(app)
        await ready.look(pilot)
        assert isinstance(app.screen, TodayScreen)
    assert ready.only_session().done_min == 7


@pytest.mark.parametrize("dialog", [GoalDialog, PauseDialog])
async def test_a_form_of_the_plan_says_who_holds_the_lock_and_saves_once_it_is_free(
    dialog: type[GoalDialog | PauseDialog], ready: Bench
) -> None:
    app = ready.app()
    before = ready.path.read_bytes()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("4", *(("c", "2") if dialog is GoalDialog else ("p",)))
        await pilot.pause()
        with held(ready):
            await pilot.press("enter")
            await pilot.pause()
            assert isinstance(app.screen, dialog)
            assert f"Not saved yet: {HOLDER} is writing the file" in flat(app)
            await pilot.press("tab")
            await pilot.pause()
            assert (HOLDER in flat(app)) is (dialog is GoalDialog), "the pause shows its effects again"
            assert ready.path.read_bytes() == before
        await ready.look(pilot)
        assert isinstance(app.screen, PlanScreen)
    assert ready.path.read_bytes() != before


async def test_a_review_says_who_holds_the_lock_and_goes_on_once_it_is_free(ready: Bench) -> None:
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("3", "v")
        await pilot.pause()
        with held(ready):
            await pilot.press("y")
            await pilot.pause()
            assert isinstance(app.screen, Review)
            assert f"Not saved yet: {HOLDER} is writing the file" in flat(app)
            assert app.screen.place == 0
        await ready.look(pilot)
        assert app.screen.place == 1
        assert HOLDER not in flat(app)
    assert any(each.got_it for each in ready.book().tips.values())


async def test_a_skin_answer_counts_for_when_it_was_given(ready: Bench) -> None:
    """However late the lock is free."""
    ready.clock.advance(timedelta(days=1))
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("b", "7", "enter")
        ready.clock.advance(timedelta(days=1))
        await ready.look(pilot)
        said_at = ready.clock.now()
        with held(ready):
            await pilot.press("enter")
            await pilot.pause()
            await pilot.press("1", "enter")
            await ready.wait(pilot, 3600)
        await ready.look(pilot)
    (check,) = ready.book().checks
    assert check.at == said_at


async def test_setup_waits_on_the_page_that_is_being_saved(bench: Bench) -> None:
    """And goes on by itself, to the next page once."""
    bench.path.parent.mkdir()
    lock_of(bench.path).touch()
    app = bench.app()
    async with app.run_test(size=(80, 40)) as pilot:
        assert isinstance(app.screen, SetupScreen)
        with held(bench):
            for _ in app.screen.steps:
                await pilot.press("enter")
                await pilot.pause()
            assert app.screen.at == 1
            assert "is writing the file" in flat(app)
        await bench.look(pilot)
        assert isinstance(app.screen, SetupScreen)
        assert app.screen.at == 2
    assert len(bench.book().events) == 1


async def test_a_change_that_cannot_be_any_more_is_told(ready: Bench) -> None:
    """While it waited the file changed: it is decided on what is there then."""
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("b", "7", "enter")
        await pilot.press("2", "e")
        await pilot.pause()
        with held(ready):
            await pilot.press("enter")
            await pilot.pause()
            assert "is writing the file" in flat(app), flat(app)
        ready.change(lambda book: Change("Deleted", drop=book.sessions))
        await ready.look(pilot)
        assert "That session is no longer there." in flat(app)
    assert not ready.book().sessions


@pytest.mark.parametrize("keys", [("u",), ("6", "enter"), ("3", "y"), ("4", "p", "enter")])
async def test_no_key_waits_on_the_screen(
    ready: Bench, monkeypatch: pytest.MonkeyPatch, keys: tuple[str, ...]
) -> None:
    """A try never sleeps longer than the app lets it; here that is not at all."""
    slept: list[float] = []
    monkeypatch.setattr("time.sleep", slept.append)
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        with held(ready):
            await pilot.press(*keys)
            await pilot.pause()
    assert not slept


def test_the_app_waits_for_the_lock_too_short_to_be_seen(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A command waits for seconds; on a screen the clock would stand still."""
    opened: list[CoachApp] = []

    def runs(app: CoachApp, *_: object) -> int:
        opened.append(app)
        return 0

    monkeypatch.setattr("coach.app.run_app", runs)
    run(bench.path, bench.clock)
    wait_s = opened[0].context.store.wait_s
    assert wait_s is not None
    assert wait_s <= 0.2


@pytest.mark.parametrize(("seconds", "recorded"), [(90, [1.5]), (20, [])])
@pytest.mark.parametrize("first", ["file", "clock", "key"])
async def test_a_session_that_was_never_written_is_recorded_where_an_answer_locks_its_area(
    ready: Bench, first: str, seconds: int, recorded: list[float]
) -> None:
    """Whether the screen hears of it by the file, by its clock or by a key: no minute is lost."""
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter")
        with held(ready):
            await pilot.press("space")
            await ready.wait(pilot, seconds)
        assert ready.book().live is None
        clots = Answers(ticked=frozenset({Contraindication.CLOTS}))
        ready.change(lambda book: set_up(book, clots, ready.clock.now()))
        screen = app.screen
        assert isinstance(screen, SessionScreen)
        if first == "clock":
            screen.look()
        elif first == "key":
            await pilot.press("space")
        else:
            await ready.look(pilot)
        await pilot.pause()
        assert isinstance(app.screen, CheckInScreen if recorded else TodayScreen)
        assert "blood-clot" in flat(app)
    assert ready.book().live is None
    assert [each.done_min for each in ready.book().sessions] == recorded


async def test_a_change_and_answers_that_wait_are_both_told_at_the_first_try_to_leave(ready: Bench) -> None:
    """The second leaves."""
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        with held(ready):
            await pilot.press("r")
            await pilot.pause()
            await pilot.press("b")
            await pilot.pause()
            assert isinstance(app.screen, SessionForm)
            await pilot.press("7", "ctrl+q")
            await pilot.pause()
            assert "Leave again" in flat(app)
            assert "This would be lost: Took a rest day" in flat(app)
            await pilot.press("ctrl+q")
            await pilot.pause()
    assert app.return_code == LOST
