"""Answers to the skin check that are corrected on their day."""

from __future__ import annotations

from datetime import timedelta

import pytest

from coach.domain.model import Area, Book, Change, Session, Skin
from coach.domain.session.skin_check import answer_check
from coach.screens.calendar.session_form import SessionForm
from coach.screens.dialogs.confirm import Confirm
from coach.store import Store
from coach.widgets.forms.choice import Choice
from tests.screens.calendar.open_days import SIZES, asked, on_the_day
from tests.screens.conftest import Bench, flat
from tests.screens.days import lived
from tests.screens.parts import text_in


def slipped(bench: Bench, skin: Skin) -> tuple[Session, Session]:
    """Two days of use, and a wrong answer this morning, after which something else was recorded."""
    sessions = lived(Store(bench.path, bench.clock), bench.clock, 2, answered=False)
    bench.change(lambda book: answer_check(book, Area.BACK, skin, bench.clock.now()))
    bench.settings(grace=1)
    first, second = sessions
    return first, second


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("skin", [Skin.PINK, Skin.SORE, Skin.BROKEN])
async def test_a_wrong_answer_is_corrected_on_its_session(
    skin: Skin, size: tuple[int, int], ready: Bench
) -> None:
    _, second = slipped(ready, skin)
    app = ready.app()
    async with app.run_test(size=size) as pilot:
        await on_the_day(pilot, 1)
        await pilot.press("e")
        await pilot.pause()
        app.screen.query_one("#skin-next", Choice).value = "clear"
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, Confirm)
        assert f"the skin of your back was {skin}. Was it a slip?" in asked(app)
        await pilot.press("y")
        await pilot.pause()
        assert not isinstance(app.screen, SessionForm | Confirm)
        await pilot.press("1")
        await pilot.pause()
        assert app.context.today().prescription.can_start
    assert_answer(ready.book(), second, Skin.CLEAR, skin)


def assert_answer(book: Book, session: Session, skin: Skin, also: Skin) -> None:
    """The answer stands in both places, and what was said first is kept."""
    assert next(s.skin_next for s in book.sessions if s.id == session.id) is skin
    assert [(c.skin, c.also) for c in book.checks] == [(skin, also)]


async def test_a_no_leaves_the_answer(ready: Bench) -> None:
    _, second = slipped(ready, Skin.SORE)
    before = ready.path.read_bytes()
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("2", "e", "1")
        await pilot.pause()
        await pilot.press("n")
        await pilot.pause()
        await pilot.press("e", "escape", "e", "enter")
        await pilot.pause()
    assert ready.path.read_bytes() == before
    assert next(s for s in ready.book().sessions if s.id == second.id).skin_next is Skin.SORE


async def test_an_answer_is_corrected_or_taken_away_on_its_day(ready: Bench) -> None:
    _, second = slipped(ready, Skin.BROKEN)
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("2")
        await pilot.pause()
        assert "07:30 skin check, back: broken" in flat(app)
        await pilot.press("e", "3")
        await pilot.pause()
        await pilot.press("y")
        await pilot.pause()
        assert "07:30 skin check, back: sore" in flat(app)
        assert "There was also the answer broken; that was a slip." in text_in(app, "#day-about")
        assert_answer(ready.book(), second, Skin.SORE, Skin.BROKEN)
        await pilot.press("d")
        await pilot.pause()
        await pilot.press("y")
        await pilot.pause()
        assert "Deleted the skin check of the back" in flat(app)
    assert not ready.book().checks
    assert next(s for s in ready.book().sessions if s.id == second.id).skin_next is None


async def test_broken_taken_back_a_day_later_says_that_it_stays(ready: Bench) -> None:
    slipped(ready, Skin.BROKEN)
    ready.clock.advance(timedelta(days=1))
    app = ready.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await on_the_day(pilot, 1)
        await pilot.press("e", "1")
        await pilot.pause()
        assert "Broken skin can be taken back only on the day it was reported" in asked(app)
        await pilot.press("y")
        await pilot.pause()
        assert "There was also the answer clear; broken counts." in flat(app)
        before = ready.path.read_bytes()
        await pilot.press("d")
        await pilot.pause()
        await pilot.press("y")
        await pilot.pause()
        assert "no mat on your back until" in flat(app)
        assert ready.path.read_bytes() == before
    assert ready.book().checks[0].skin is Skin.BROKEN


async def test_of_several_records_one_is_chosen_first(ready: Bench) -> None:
    """Neither e nor d takes one that the cursor is not on."""
    (session,) = lived(Store(ready.path, ready.clock), ready.clock, 1)
    later = session._replace(id="", started_at=session.started_at + timedelta(hours=1))
    ready.change(lambda _: Change("two", put=(later,)))
    before = ready.path.read_bytes()
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await on_the_day(pilot, 1)
        await pilot.press("d")
        await pilot.pause()
        assert "Choose one with the arrows, then press d again." in flat(app)
        assert ready.path.read_bytes() == before
        await pilot.press("down", "d", "y")
        await pilot.pause()
    assert [s.id for s in ready.book().sessions] == [session.id]
