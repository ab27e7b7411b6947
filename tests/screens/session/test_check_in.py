"""The check-in: what is answered, what it says at once, and what it saves."""

from __future__ import annotations

from datetime import timedelta
from typing import NoReturn

import pytest
from textual import events
from textual.widgets import Input

from coach.domain.model import Area, Change, Cover, Ended, Session, Skin
from coach.domain.session.corrections import delete
from coach.screens.session.after_save_screen import AfterSaveScreen
from coach.screens.session.check_in import CheckInScreen
from coach.store import NotWritable
from tests.screens.conftest import Bench, flat

SIZE = (80, 24)


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
