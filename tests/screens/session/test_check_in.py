"""The check-in: what is answered, what it says at once, and what it saves."""

from __future__ import annotations

from datetime import timedelta
from typing import NoReturn

import pytest
from textual import events
from textual.widgets import Input

from coach.domain.model import Area, Change, Cover, Ended, Pause, Session, Skin, StopReason
from coach.domain.session.corrections import delete
from coach.screens.session.after_save_screen import AfterSaveScreen
from coach.screens.session.check_in import CheckInScreen
from coach.screens.session.check_in_form import OPEN
from coach.store import NotWritable
from coach.widgets.chrome.action_button import ActionButton
from tests.screens.conftest import Bench, flat

SIZE = (80, 24)


@pytest.fixture
def session(ready: Bench) -> Session:
    """Five minutes on a towel, recorded just now."""
    now = ready.clock.now()
    made = Session(
        area=Area.BACK,
        started_at=now - timedelta(minutes=5),
        day=now.date(),
        done_min=5,
        cover=Cover.TOWEL,
        planned_min=5,
    )
    (stored,) = ready.change(lambda _: Change("made", put=(made,))).sessions
    return stored


async def test_all_answers_are_saved_and_today_says_so(ready: Bench, session: Session) -> None:
    """A digit answers the row that has the focus; Tab and the arrows go on; Enter saves."""
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        app.push_screen(CheckInScreen(app.context, session))
        await pilot.pause()
        await pilot.press("3", "tab", "1", "0", "down", "2", "j", "2", "tab", *"warm j k 5", "enter")
        await pilot.pause()
        assert isinstance(app.screen, AfterSaveScreen)
        assert "Checked in on the back" in flat(app)
        assert "Saved." in flat(app)
    saved = ready.only_session()
    assert saved.id == session.id
    assert (saved.sharpness, saved.before, saved.after) == (3, 10, 2)
    assert saved.skin_after is Skin.PINK
    assert saved.note == "warm j k 5"
    assert (saved.done_min, saved.ended) == (5, Ended.COMPLETED)


async def test_every_answer_can_be_left_out(ready: Bench, session: Session) -> None:
    """Enter alone saves what is there: nothing."""
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        app.push_screen(CheckInScreen(app.context, session))
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, AfterSaveScreen)
    assert ready.only_session() == session


async def test_escape_saves_what_was_answered_and_skips_the_rest(ready: Bench, session: Session) -> None:
    """An answer that closes the area is not lost because of the questions after it."""
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        app.push_screen(CheckInScreen(app.context, session))
        await pilot.pause()
        await pilot.press("tab", "tab", "tab", "4", "escape")
        await pilot.pause()
        assert isinstance(app.screen, AfterSaveScreen)
        assert "Saved." in flat(app)
    assert ready.only_session() == session._replace(skin_after=Skin.BROKEN)


async def test_escape_leaves_answers_that_cannot_be_saved_the_second_time(
    ready: Bench, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        app.push_screen(CheckInScreen(app.context, session))
        await pilot.pause()

        def full(*_: object) -> NoReturn:
            raise NotWritable(ready.path, "the disk is full")

        monkeypatch.setattr(app.context.store, "change", full)
        await pilot.press("3", "escape")
        await pilot.pause()
        assert isinstance(app.screen, CheckInScreen)
        assert "the disk is full" in flat(app)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, AfterSaveScreen)


async def test_escape_without_an_answer_leaves_the_session(ready: Bench, session: Session) -> None:
    """The session is on the disk since its end."""
    before = ready.path.read_bytes()
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        app.push_screen(CheckInScreen(app.context, session))
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, AfterSaveScreen)
        assert "5 minutes recorded, without answers." in flat(app)
    assert ready.path.read_bytes() == before


async def test_an_answer_can_be_taken_back(ready: Bench, session: Session) -> None:
    """Arrows step, Backspace clears."""
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        app.push_screen(CheckInScreen(app.context, session))
        await pilot.pause()
        await pilot.press("7", "left", "h", "tab", "4", "backspace", "up", "l", "enter")
        await pilot.pause()
    assert ready.only_session().sharpness == 6
    assert ready.only_session().before is None


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


@pytest.mark.parametrize(
    "note",
    [
        "[b]bold[/b] [link=x] [",
        "\u05e9\u05dc\u05d5\u05dd back",
        "\U0001f642 \u4e16\u754c",
        "a\\[b",
        "it's \u201cfine\u201d",
    ],
)
async def test_a_note_is_text_and_nothing_else(ready: Bench, session: Session, note: str) -> None:
    """Brackets, right-to-left letters, wide characters: saved as typed, shown as typed."""
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        app.push_screen(CheckInScreen(app.context, session))
        await pilot.pause()
        field = app.screen.query_one("#note", Input)
        field.focus()
        await pilot.pause()
        field.post_message(events.Paste(note))
        await pilot.pause()
        assert note.split()[0] in flat(app)
        await pilot.press("enter")
        await pilot.pause()
    assert ready.only_session().note == note


async def test_control_characters_never_reach_the_note(ready: Bench, session: Session) -> None:
    """What is pasted cannot command the terminal, now or whenever it is shown again."""
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        app.push_screen(CheckInScreen(app.context, session))
        await pilot.pause()
        field = app.screen.query_one("#note", Input)
        field.focus()
        await pilot.pause()
        field.post_message(events.Paste("a\x1b[31mred\x07\u202eb\nsecond line"))
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
    note = ready.only_session().note
    assert note.isprintable()
    assert note.startswith("a\u241b[31mred\u2407"), "a picture stands for each"


async def test_the_cursor_of_the_note_stands_still(ready: Bench, session: Session) -> None:
    """A blinking one sends bytes all the time."""
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        app.push_screen(CheckInScreen(app.context, session))
        await pilot.pause()
        assert app.screen.query_one("#note", Input).cursor_blink is False


async def test_a_fault_keeps_the_answers_on_the_screen(
    ready: Bench, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It says why; Enter tries again."""

    def full(_decide: object) -> object:
        raise NotWritable(ready.path, "the disk is full")

    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        app.push_screen(CheckInScreen(app.context, session))
        await pilot.pause()
        with monkeypatch.context() as patch:
            patch.setattr(app.context.store, "change", full)
            await pilot.press("4", "enter")
            await pilot.pause()
            assert isinstance(app.screen, CheckInScreen)
            assert "the disk is full" in flat(app)
        await pilot.press("enter")
        await pilot.pause()
    assert ready.only_session().sharpness == 4


async def test_what_others_write_meanwhile_leaves_the_answers(ready: Bench, session: Session) -> None:
    """A change of another terminal, or a file that breaks and is mended, takes no typed word away."""
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        app.push_screen(CheckInScreen(app.context, session))
        await pilot.pause()
        await pilot.press("4", "tab", "tab", "tab", "tab", *"note")
        ready.settings(grace=1)
        await ready.look(pilot)
        good = ready.path.read_bytes()
        ready.path.write_text("oops")
        await ready.look(pilot)
        assert isinstance(app.screen, CheckInScreen)
        ready.path.write_bytes(good)
        await ready.look(pilot)
        await pilot.press("enter")
        await pilot.pause()
    saved = ready.only_session()
    assert (saved.sharpness, saved.note) == (4, "note")
    assert ready.book().settings.grace == 1


async def test_a_session_that_was_deleted_elsewhere_does_not_come_back(
    ready: Bench, session: Session
) -> None:
    """The answers have nothing to be saved with."""
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        app.push_screen(CheckInScreen(app.context, session))
        await pilot.pause()
        ready.change(lambda book: delete(book, book.sessions[0], ready.clock.now()).change)
        await pilot.press("4", "enter")
        await pilot.pause()
        assert "This session was deleted in another terminal. Esc leaves the questions." in flat(app)
    assert ready.book().sessions == ()


@pytest.mark.parametrize("digit", "123456")
async def test_digits_never_lead_away(ready: Bench, session: Session, digit: str) -> None:
    """Not from a row, and not from the button, which takes none."""
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        app.push_screen(CheckInScreen(app.context, session))
        await pilot.pause()
        await pilot.press(digit, "shift+tab", digit)
        assert isinstance(app.screen, CheckInScreen)


async def test_every_row_can_be_reached_at_40_by_12(ready: Bench, session: Session) -> None:
    """It scrolls with the focus."""
    app = ready.app()
    async with app.run_test(size=(40, 12)) as pilot:
        app.push_screen(CheckInScreen(app.context, session))
        await pilot.pause()
        seen_rows = []
        for row in ("Sharpness", "Soreness before", "Soreness after", "Skin now", "Note"):
            seen_rows.append(row in flat(app))
            await pilot.press("tab")
            await pilot.pause()
        assert all(seen_rows)
        assert "[ Save ]" in flat(app)


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


@pytest.fixture
def alone(ready: Bench) -> Session:
    """Ten minutes of an hour ago that closed by themselves."""
    now = ready.clock.now()
    made = Session(
        area=Area.BACK,
        started_at=now - timedelta(hours=2),
        ended_at=now - timedelta(minutes=110),
        day=now.date(),
        done_min=10,
        cover=Cover.TOWEL,
        planned_min=5,
        unattended=True,
    )
    (stored,) = ready.change(lambda _: Change("made", put=(made,))).sessions
    return stored


@pytest.mark.parametrize(
    ("keys", "minutes", "is_open"),
    [
        (("tab", "3", "enter"), 10, True),
        (("enter", "3", "tab", "tab", "tab", "tab", "enter"), 10, False),
        (("4", "5", "tab", "3", "enter"), 45, False),
        (("4", "5", "enter", "enter"), 45, False),
        (("backspace", "tab", "3", "enter"), 10, True),
    ],
)
async def test_a_session_that_closed_by_itself_asks_how_long_it_was(
    ready: Bench, alone: Session, keys: tuple[str, ...], minutes: float, *, is_open: bool
) -> None:
    """Enter on the minutes says that they are right, other ones say so too; left alone it stays open."""
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        app.push_screen(CheckInScreen(app.context, alone))
        await pilot.pause()
        assert "It closed by itself." in flat(app)
        await pilot.press(*keys)
        await pilot.pause()
        assert isinstance(app.screen, AfterSaveScreen)
    saved = ready.only_session()
    assert (saved.done_min, saved.unattended) == (minutes, is_open)
    assert saved.ended_at == alone.started_at + timedelta(minutes=minutes)


@pytest.mark.parametrize("size", [(80, 24), (45, 20), (120, 40)])
async def test_its_minutes_say_the_caution_and_the_source(
    ready: Bench, alone: Session, size: tuple[int, int]
) -> None:
    """Beside the answer, before it is saved; and what it goes over once it is."""
    app = ready.app()
    async with app.run_test(size=size) as pilot:
        app.push_screen(CheckInScreen(app.context, alone).fit(app.size))
        await pilot.pause()
        await pilot.press("4", "5")
        await pilot.pause()
        assert "45 minutes is over 30 at a time, the limit in RunnerClick's guide" in flat(app)
        assert "[ Save ]" in flat(app)
        await pilot.press("enter", "enter")
        await pilot.pause()
        assert "45 minutes is over 30 at a time" in flat(app)


@pytest.mark.parametrize(
    ("typed", "says"), [("900", "over 720"), ("700", "still to come"), ("1.2.3", "is not a number")]
)
async def test_minutes_that_cannot_have_been_are_not_saved(
    ready: Bench, alone: Session, typed: str, says: str
) -> None:
    """It says why, beside the field and at Save, and the answers stay."""
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        app.push_screen(CheckInScreen(app.context, alone))
        await pilot.pause()
        await pilot.press(*typed, "tab", "3")
        await pilot.pause()
        assert says in flat(app)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, CheckInScreen)
    assert ready.only_session() == alone


async def test_a_draft_keeps_how_long_it_really_was(ready: Bench, alone: Session) -> None:
    """Offered again, it is filled in and counts as answered."""
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        app.push_screen(CheckInScreen(app.context, alone))
        await pilot.pause()
        await pilot.press("4", "5", "tab", "3")
        await pilot.pause()
        assert isinstance(app.screen, CheckInScreen)
        draft = app.screen.draft()
        await pilot.press("escape")
        await pilot.pause()
        app.push_screen(CheckInScreen(app.context, alone, draft))
        await pilot.pause()
        assert app.screen.query_one("#real", Input).value == "45"
        await pilot.press("tab", "enter")
        await pilot.pause()
    saved = ready.only_session()
    assert (saved.done_min, saved.unattended, saved.sharpness) == (45, False, 3)


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
