"""The session on other terminals, after a crash, and where the file cannot be written."""

from __future__ import annotations

from datetime import timedelta

import pytest

from coach.domain.model import Area, Contraindication, Ended, Skin
from coach.domain.onboarding.answers import Answers
from coach.domain.onboarding.setup import set_up
from coach.domain.session.skin_check import answer_check
from coach.screens.session.check_in import CheckInScreen
from coach.screens.session.screen import SessionScreen
from coach.screens.today.screen import TodayScreen
from coach.store import NotWritable
from coach.widgets.clock.big_clock import BigClock
from tests.screens.conftest import Bench, flat

SIZE = (80, 24)


def shown(screen: object) -> str:
    """What the big clock says."""
    assert isinstance(screen, SessionScreen)
    return screen.query_one(BigClock).text


async def test_two_terminals_have_one_session(ready: Bench) -> None:
    """The second shows the same countdown; what one does the other shows; it is recorded once."""
    one, other = ready.app(), ready.app()
    async with one.run_test(size=SIZE) as first, other.run_test(size=SIZE) as second:
        await first.press("enter", "space")
        await ready.wait(first, 20)
        await ready.look(second)
        await second.press("enter")
        await second.pause()
        assert isinstance(other.screen, SessionScreen)
        assert shown(other.screen) == shown(one.screen) == "4:40"
        await second.press("space")
        await ready.look(first)
        assert "Paused" in flat(one)
        await first.press("space")
        await ready.look(second)
        assert "On the mat" in flat(other)
        await ready.wait(first, 60)
        await first.press("q")
        await second.press("f", "f")
        await second.pause()
        assert isinstance(other.screen, CheckInScreen)
        await ready.look(first)
        assert isinstance(one.screen, TodayScreen)
        assert "ended in another terminal; recorded: 1:20 minutes" in flat(one)
    assert ready.only_session().done_min == 1.33


@pytest.mark.parametrize(("key", "seconds", "recorded"), [
    ("q", 90, [(1.5, Ended.STOPPED)]),
    ("q", 20, []),
    ("x", 90, [(1.5, Ended.SENSATION)]),
    ("x", 20, [(0.33, Ended.SENSATION)]),
])  # fmt: skip
@pytest.mark.parametrize("how", ["screening", "skin"])
async def test_a_lock_that_another_terminal_brings_ends_it_gently(
    ready: Bench, how: str, key: str, seconds: int, recorded: list[tuple[float, Ended]]
) -> None:
    """Over a question, too: it ends with its minutes, or as the stop that was asked for, and says why."""
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "space")
        await ready.wait(pilot, seconds)
        await pilot.press(key)
        if how == "screening":
            clots = Answers(ticked=frozenset({Contraindication.CLOTS}))
            ready.change(lambda book: set_up(book, clots, ready.clock.now() - timedelta(days=9)))
        else:
            ready.change(lambda book: answer_check(book, Area.BACK, Skin.BROKEN, ready.clock.now()))
        await ready.look(pilot)
        wanted = CheckInScreen if recorded else TodayScreen
        assert isinstance(app.screen, wanted)
        assert ("blood-clot" if how == "screening" else "Your skin was hurt") in flat(app)
    assert ready.book().live is None
    assert [(each.done_min, each.ended) for each in ready.book().sessions] == recorded


async def test_a_lock_while_one_settles_down_starts_nothing(ready: Bench) -> None:
    """The reason is told, and nothing runs."""
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter")
        clots = Answers(ticked=frozenset({Contraindication.CLOTS}))
        ready.change(lambda book: set_up(book, clots, ready.clock.now()))
        await pilot.press("space")  # before the change was looked at
        await pilot.pause()
        assert isinstance(app.screen, TodayScreen)
        assert "blood-clot" in flat(app)
    assert ready.book().live is None


async def test_two_that_settle_at_once_become_one(ready: Bench) -> None:
    """Whoever starts second joins the first, and starts no other."""
    one, other = ready.app(), ready.app()
    async with one.run_test(size=SIZE) as first, other.run_test(size=SIZE) as second:
        await first.press("enter")
        await second.press("enter")
        await first.press("space")
        ready.clock.advance(timedelta(seconds=7))
        id_of = ready.live().id
        await second.press("space")
        assert ready.live().id == id_of
        assert shown(other.screen) == "4:53"


async def test_an_end_elsewhere_is_not_ended_again(ready: Bench) -> None:
    """Before the file was looked at again: the key finds out, records nothing, and says so."""
    one, other = ready.app(), ready.app()
    async with one.run_test(size=SIZE) as first, other.run_test(size=SIZE) as second:
        await first.press("enter", "space")
        await ready.wait(first, 100)
        await ready.look(second)
        await second.press("enter")
        await second.pause()
        await second.press("f", "f")
        await second.pause()
        await first.press("f")
        await first.pause()
        assert isinstance(one.screen, TodayScreen)
        assert "ended in another terminal" in flat(one)
    assert len(ready.book().sessions) == 1


async def test_a_crash_loses_nothing(ready: Bench) -> None:
    """The second app knows only the file: pauses, added minutes and the day are as they were."""
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "space", "+")
        await ready.wait(pilot, 60)
        await pilot.press("space")
        await ready.wait(pilot, 30)
        await pilot.press("space")
    ready.clock.advance(timedelta(seconds=45))
    again = ready.app()
    async with again.run_test(size=SIZE) as pilot:
        await pilot.pause()
        assert shown(again.screen) == "4:15"
        await ready.wait(pilot, 255)
        await pilot.press("f")
        await pilot.pause()
    session = ready.only_session()
    assert (session.done_min, session.ended) == (6, Ended.COMPLETED)


async def test_a_file_that_cannot_be_written_does_not_stop_the_clock(
    ready: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It says that it is not saved, tries again, and has it all in the end."""
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter")
        with monkeypatch.context() as patch:
            patch.setattr(app.context.store, "change", _full(ready))
            await pilot.press("space")
            await ready.wait(pilot, 10)
            assert "Not saved yet" in flat(app)
            assert "the disk is full" in flat(app)
            assert shown(app.screen) == "4:50"
            assert ready.book().live is None
        await ready.wait(pilot, 20)
        assert "Not saved yet" not in flat(app)
        assert ready.live().started_at == ready.clock.now() - timedelta(seconds=30)


async def test_an_end_that_cannot_be_written_is_tried_again(
    ready: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The minutes are those of the first try."""
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "space")
        await ready.wait(pilot, 120)
        with monkeypatch.context() as patch:
            patch.setattr(app.context.store, "change", _full(ready))
            await pilot.press("f", "f")
            await pilot.pause()
            assert "Enter tries again" in flat(app)
            await ready.wait(pilot, 300)
            assert isinstance(app.screen, SessionScreen)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, CheckInScreen)
    assert ready.only_session().done_min == 2


async def test_a_file_that_breaks_meanwhile_does_not_end_the_session(ready: Bench) -> None:
    """The clock goes on and says what is wrong; once mended, it is recorded."""
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "space")
        good = ready.path.read_bytes()
        ready.path.write_text("{ oops")
        await ready.wait(pilot, 90)
        assert isinstance(app.screen, SessionScreen)
        assert shown(app.screen) == "3:30"
        assert "not JSON" in flat(app)
        await pilot.press("f", "f")
        await pilot.pause()
        assert isinstance(app.screen, SessionScreen)
        ready.path.write_bytes(good)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, CheckInScreen)
    assert ready.only_session().done_min == 1.5


def _full(bench: Bench) -> object:
    def change(_decide: object) -> object:
        raise NotWritable(bench.path, "the disk is full")

    return change
