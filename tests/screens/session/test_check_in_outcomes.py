"""What the questions say of tomorrow at each answer, before it is saved."""

from __future__ import annotations

from datetime import timedelta

import pytest

from coach.domain.model import Area, Change, Cover, Ended, Pause, Session, Skin, StopReason
from coach.screens.session.after_save_screen import AfterSaveScreen
from coach.screens.session.check_in import CheckInScreen
from coach.screens.session.check_in_form import OPEN
from coach.widgets.chrome.action_button import ActionButton
from tests.screens.conftest import Bench, flat

SIZE = (80, 24)


@pytest.mark.parametrize(
    ("keys", "says"),
    [
        ([], OPEN),
        (["3", "tab", "tab", "tab", "1"], "You have 1 of the 2 clean sessions that this step needs."),
        (
            ["7"],
            "Sharpness was 7 in the last minute. Your clean sessions on this step start again from zero.",
        ),
        (["9"], "Sharpness was 9 in the last minute. Stop as soon as it hurts; stopping is always right."),
        (["3", "tab", "tab", "tab", "3"], "Your skin was sore right after the last session"),
        (["3", "tab", "tab", "tab", "4"], "no mat on your back for 7 days"),
    ],
)
async def test_it_says_at_once_what_tomorrow_becomes(
    ready: Bench, session: Session, keys: list[str], says: str
) -> None:
    """With each answer anew, and nothing is written for it."""
    before = ready.path.read_bytes()
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        app.push_screen(CheckInScreen(app.context, session))
        await pilot.pause()
        await pilot.press(*keys)
        await pilot.pause()
        assert says in flat(app)
        broken = "4" in keys
        assert ("Tomorrow: no mat on your back for 7 days" in flat(app)) is broken
        assert ("Tomorrow, if your skin is clear: 5 minutes on a towel" in flat(app)) is not broken
    assert ready.path.read_bytes() == before


async def test_the_day_after_the_second_clean_one_is_longer(ready: Bench, session: Session) -> None:
    """Two clean sessions leave the first step."""
    ready.change(lambda book: Change("yesterday", put=(_yesterday(book.sessions[0]),)))
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        app.push_screen(CheckInScreen(app.context, session))
        await pilot.pause()
        await pilot.press("2", "tab", "tab", "tab", "1")
        await pilot.pause()
        assert "Tomorrow, if your skin is clear: 7 minutes on a towel." in flat(app)


async def test_sore_skin_closes_the_area_for_the_day(ready: Bench, session: Session) -> None:
    """Said before it is saved, in the colour of a warning."""
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        app.push_screen(CheckInScreen(app.context, session))
        await pilot.pause()
        assert not app.screen.query_one("#now").display
        await pilot.press("tab", "tab", "tab", "3")
        await pilot.pause()
        assert app.screen.query_one("#now").display
        assert app.screen.query_one("#follows").has_class("-stop")


ANCHORS = "0 none, 3 strong but fine, 6 too sharp, 10 unbearable"


@pytest.mark.parametrize("size", [(80, 24), (45, 20), (120, 40)])
async def test_each_answer_says_what_it_does(ready: Bench, session: Session, size: tuple[int, int]) -> None:
    """Below the scale, at every size, with what its numbers mean and the button in sight."""
    app = ready.app()
    async with app.run_test(size=size) as pilot:
        app.push_screen(CheckInScreen(app.context, session).fit(app.size))
        await pilot.pause()
        assert ANCHORS in flat(app)
        assert "[ Save ]" in flat(app)
        assert "Check-in" in flat(app)
        for key, says in (("3", "3: the same step again tomorrow"), ("6", "6: the same step again tomorrow")):
            await pilot.press(key)
            await pilot.pause()
            assert says in flat(app)
            assert ANCHORS in flat(app)
            assert "[ Save ]" in flat(app)


async def test_soreness_before_is_asked_only_where_it_was_skipped(ready: Bench, session: Session) -> None:
    """What was answered on the way in stays as it is."""
    (asked,) = ready.change(lambda _: Change("asked", put=(session._replace(before=2),))).sessions
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        app.push_screen(CheckInScreen(app.context, asked))
        await pilot.pause()
        assert "Soreness before" not in flat(app)
        assert "it was 2 before" in flat(app)
        await pilot.press("3", "tab", "1", "enter")
        await pilot.pause()
    saved = ready.only_session()
    assert (saved.sharpness, saved.before, saved.after) == (3, 2, 1)


async def test_growing_soreness_says_at_once_to_stop(ready: Bench, session: Session) -> None:
    """What it does to the next day, and whom to ask."""
    (asked,) = ready.change(lambda _: Change("asked", put=(session._replace(before=2),))).sessions
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        app.push_screen(CheckInScreen(app.context, asked))
        await pilot.pause()
        await pilot.press("3", "tab", "3")
        await pilot.pause()
        assert "Soreness grew" not in flat(app)
        await pilot.press("9")
        await pilot.pause()
        assert "Soreness grew by 7: the same step again tomorrow. Stop when it grows;" in flat(app)
        assert "ask a professional if it keeps growing." in flat(app)


async def test_numb_says_to_see_a_doctor(ready: Bench, session: Session) -> None:
    """As soon as it is chosen."""
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        app.push_screen(CheckInScreen(app.context, session))
        await pilot.pause()
        await pilot.press("tab", "tab", "tab", "5")
        await pilot.pause()
        assert "Numbness or tingling: see a doctor before the next session." in flat(app)
        await pilot.press("enter")
        await pilot.pause()
    assert ready.only_session().skin_after is Skin.NUMB


async def test_dizzy_twice_promises_no_session_but_the_questions_and_a_doctor(
    ready: Bench, session: Session
) -> None:
    dizzy = session._replace(ended=Ended.SENSATION, stopped_for=StopReason.DIZZY)
    before = dizzy._replace(id="", started_at=dizzy.started_at - timedelta(days=3), ended_at=None,
                            day=dizzy.day - timedelta(days=3))  # fmt: skip
    book = ready.change(lambda _: Change("stopped", put=(before, dizzy)))
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        app.push_screen(CheckInScreen(app.context, book.sessions[-1]))
        await pilot.pause()
        assert "It has come back, so see a doctor." in flat(app)
        assert "if it comes back" not in flat(app)
        assert "Before the next session: the safety questions." in flat(app)
        assert "if your skin is clear" not in flat(app)


async def test_a_pause_announced_for_tomorrow_is_told_and_no_session(ready: Bench, session: Session) -> None:
    tomorrow = session.day + timedelta(days=1)
    ready.change(lambda _: Change("off", put=(Pause(tomorrow, session.started_at, tomorrow),)))
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        app.push_screen(CheckInScreen(app.context, session))
        await pilot.pause()
        assert "Tomorrow: a rest day." in flat(app)
        assert "if your skin is clear" not in flat(app)
        await pilot.press("8")
        await pilot.pause()
        assert "Tomorrow: a rest day. Stop as soon as it hurts" in flat(app)


async def test_who_stopped_in_time_is_thanked(ready: Bench, session: Session) -> None:
    """At the check-in, and once it is saved."""
    stopped = session._replace(ended=Ended.SENSATION, done_min=0.5)
    (stopped,) = ready.change(lambda _: Change("stopped", put=(stopped,))).sessions
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        app.push_screen(CheckInScreen(app.context, stopped))
        await pilot.pause()
        assert "You stopped in time; your streak is safe today." in flat(app)
        await pilot.press("9", "enter")
        await pilot.pause()
        assert isinstance(app.screen, AfterSaveScreen)
        assert "You stopped in time; your streak is safe today." in flat(app)


def _yesterday(session: Session) -> Session:
    day = session.day - timedelta(days=1)
    return Session(
        area=Area.BACK,
        started_at=session.started_at - timedelta(days=1),
        day=day,
        done_min=5,
        cover=Cover.TOWEL,
        planned_min=5,
        sharpness=3,
        skin_after=Skin.CLEAR,
        skin_next=Skin.CLEAR,
        skin_next_on=session.day,
    )


async def test_what_follows_can_be_read_to_its_end_before_it_is_saved(ready: Bench) -> None:
    """Also on a small screen after a stop, which has the most to say."""
    app = ready.app()
    async with app.run_test(size=(45, 20)) as pilot:
        await pilot.press("enter", "enter")
        await ready.wait(pilot, 70)
        await pilot.press("x", "s")
        await pilot.pause()
        for _ in range(5):
            await pilot.press("tab")
        await pilot.pause()
        assert isinstance(app.focused, ActionButton)
        assert "Tomorrow, if your skin is clear" in flat(app)
        assert "After a stop there is no second session on your back today." in flat(app)
