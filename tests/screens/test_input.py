"""Capitals, line feeds and pastes, as screens and fields take them; lists that have no room for a line."""

from __future__ import annotations

import pytest
from textual.app import App, ComposeResult
from textual.events import Event, Key, Paste
from textual.pilot import Pilot
from textual.widgets import Input

from coach.domain.model import Area
from coach.screens.calendar.session_form import SessionForm
from coach.screens.dialogs.confirm import Answer, Confirm
from coach.screens.dialogs.prompt import Prompt
from coach.screens.palette.command_palette import Palette
from coach.screens.plan.goal_dialog import GoalDialog
from coach.screens.plan.pause_dialog import PauseDialog
from coach.screens.settings.backups_dialog import BackupsDialog
from coach.screens.settings.keymap_dialog import PressKey
from coach.screens.shared.base import CoachScreen
from coach.store import Store
from coach.terminal.key_queue import KeyQueue
from coach.widgets.chrome.message_line import MessageLine
from coach.widgets.forms.options import Options
from coach.widgets.forms.pasting import fitted
from tests.conftest import FixedClock
from tests.screens.conftest import Bench, flat
from tests.screens.days import lived

SIZE = (80, 24)
LOW = (80, 3)


async def pressed(pilot: Pilot[None], *keys: str) -> None:
    """Keys as the terminal's driver sends them; Pilot would make `G` of `shift+g`."""
    for key in keys:
        pilot.app.post_message(Key(key, key if len(key) == 1 else None))
        await pilot.pause()
        await pilot.pause()


async def pasted(pilot: Pilot[None], text: str) -> None:
    pilot.app.post_message(Paste(text))
    await pilot.pause()
    await pilot.pause()


async def test_a_capital_acts_as_its_small_letter_where_it_is_not_bound_itself(ready: Bench) -> None:
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pressed(pilot, "3")
        await pressed(pilot, "J")
        first = flat(app)
        await pressed(pilot, "K", "j")
        assert flat(app) == first
        await pressed(pilot, "G")
        last = flat(app)
        await pressed(pilot, "g", "end")
        assert flat(app) == last != first


async def test_a_capital_of_a_keymap_is_itself(ready: Bench) -> None:
    ready.settings(keymap={"help": "A"})
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pressed(pilot, "A")
        assert "Help" in flat(app)[:200]


async def test_answers_of_a_question_may_be_capitals(ready: Bench) -> None:
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        said: list[str | None] = []
        answers = (Answer("no", "n", "No"), Answer("yes", "y", "Yes"))
        app.push_screen(Confirm("Sure?", "Are you?", answers), said.append)
        await pilot.pause()
        await pressed(pilot, "Y")
        assert said == ["yes"]
        app.push_screen(Confirm("Sure?", "Are you?", answers), said.append)
        await pilot.pause()
        await pressed(pilot, "ctrl+j")
        assert said == ["yes", "no"]


async def test_what_is_typed_or_chosen_as_a_key_stays_a_capital(ready: Bench) -> None:
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        app.push_screen(Prompt("Words", "Some words", "", lambda _: None))
        await pilot.pause()
        await pressed(pilot, "A", "b")
        assert app.screen.query_one(Input).value == "Ab"
        keys: list[str] = []
        app.push_screen(PressKey("Help", keys.append))
        await pilot.pause()
        await pressed(pilot, "A")
        assert keys == ["A"]


@pytest.mark.parametrize(
    ("text", "room", "kept", "said"),
    [
        ("two\r\nlines\n", 20, "two lines", ""),
        ("a\tb\x0bc\u2028d\x85e", 20, "a b c d e", ""),
        ("abcdef", 3, "abc", "Cut to 9 letters."),
        ("abcdef", 0, "", "Cut to 9 letters."),
        ("", 3, "", ""),
        ("\n\n", 3, "", ""),
    ],
)
def test_a_pasted_text_is_fitted(text: str, room: int, kept: str, said: str) -> None:
    assert fitted(text, room, 9) == (kept, said)


def test_control_characters_of_a_paste_are_replaced_and_told() -> None:
    text, said = fitted("a\x1b[31m\x9bb\x7f", 20, 20)
    assert text.isprintable()
    assert said == "Control codes replaced."
    assert fitted("\x1b" * 30, 20, 20).notice == "Cut to 20 letters. Control codes replaced."


async def test_every_field_keeps_what_fits_of_a_paste_and_says_what_was_cut(ready: Bench) -> None:
    app = ready.app()
    context = app.context
    day, area = context.day(), Area.BACK
    async with app.run_test(size=SIZE) as pilot:
        for screen in (
            Prompt("Words", "Some words", "", lambda _: None),
            SessionForm(context, day, area),
            PauseDialog(context, area),
        ):
            app.push_screen(screen)
            await pilot.pause()
            for field in screen.query(Input):
                field.focus()
                field.value = ""
                await pilot.pause()
                await pasted(pilot, "1\r2 " + "a" * 4000)
                assert field.value == ("1 2 " + "a" * 4000)[: field.max_length]
                assert f"Cut to {field.max_length} letters." in flat(app)
            await pilot.press("escape")
        await pressed(pilot, "3", "slash")
        await pasted(pilot, "no\rsuch" + "a" * 4000)
        assert app.screen.query_one(Input).value == ("no such" + "a" * 4000)[:80]
        assert "Cut to 80 letters." in str(app.screen.query_one(MessageLine).render())


async def test_a_paste_takes_the_place_of_what_is_selected(ready: Bench) -> None:
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        app.push_screen(Prompt("Words", "Some words", "abcd", lambda _: None, longest=4))
        await pilot.pause()
        field = app.screen.query_one(Input)
        field.action_select_all()
        await pasted(pilot, "wxyz")
        assert field.value == "wxyz"


async def test_keys_before_and_behind_a_paste_keep_their_places(ready: Bench) -> None:
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        app.push_screen(Prompt("Words", "Some words", "", lambda _: None))
        await pilot.pause()
        for event in (Key("a", "a"), Key("backspace", None), Paste("b\nc"), Key("home", None), Key("d", "d")):
            app.post_message(event)
        await pilot.pause()
        await pilot.pause(0.1)
        assert app.screen.query_one(Input).value == "db c"


async def test_the_palette_takes_a_paste_of_lines(ready: Bench) -> None:
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        app.push_screen(Palette())
        await pilot.pause()
        await pasted(pilot, "plan\nahead" + "a" * 4000)
        assert app.screen.query_one(Input).value == ("plan ahead" + "a" * 4000)[:200]


@pytest.mark.parametrize("page", ["pagedown", "pageup"])
async def test_a_page_where_no_line_fits_is_no_fault(ready: Bench, page: str, clock: FixedClock) -> None:
    lived(Store(ready.path, clock), clock, 9)
    app = ready.app()
    async with app.run_test(size=LOW) as pilot:
        await pressed(pilot, "colon", page, page, "escape")
        for screen in (
            BackupsDialog(app.context),
            Confirm("Sure?", "Are you?", (Answer("no", "n", "No"), Answer("yes", "y", "Yes"))),
        ):
            app.push_screen(screen)
            await pilot.pause()
            for options in screen.query(Options):
                options.focus()
            await pressed(pilot, page, page)
            screen.dismiss(None)
            await pilot.pause()
        await pressed(pilot, "2")
        for options in app.screen.query(Options):
            options.focus()
        await pressed(pilot, page, page)
        assert isinstance(app.screen, CoachScreen)


class _NoRoom(App[None]):
    """A list of options whose border takes all of its room."""

    CSS = "Options { width: 2; height: 2; border: solid white; padding: 0; }"

    def compose(self) -> ComposeResult:
        yield Options("one", "two", "three")


async def test_a_page_of_a_list_without_room_is_one_option() -> None:
    app = _NoRoom()
    async with app.run_test() as pilot:
        options = app.query_one(Options)
        options.highlighted = 0
        await pilot.press("pagedown", "pagedown")
        assert options.highlighted == 2
        await pilot.press("pageup")
        assert options.highlighted == 1


class _Keys(App[None]):
    """Hands keys out by turns, and notes them."""

    def __init__(self, handled: list[str]) -> None:
        super().__init__()
        self.handled = handled
        self.turns = KeyQueue(self, self._handle)

    async def _handle(self, event: Event) -> None:
        assert isinstance(event, Key)
        self.handled.append(event.key)

    async def on_key_done(self) -> None:
        await self.turns.done()


async def test_ctrl_c_passes_keys_that_wait_and_a_few_go_before_it() -> None:
    """Twenty keys wait while the first is being done: they are dropped. Three go first."""
    for waiting, done in ((20, ["a", "ctrl+c"]), (3, ["a", "b", "b", "b", "ctrl+c"])):
        handled: list[str] = []
        app = _Keys(handled)
        async with app.run_test() as pilot:
            for key in ("a", *["b"] * waiting, "ctrl+c"):
                await app.turns.take(Key(key, None))
            for _ in range(waiting):
                await pilot.pause()
        assert handled == done


async def test_a_goal_before_the_first_questions_is_refused_in_the_form(bench: Bench) -> None:
    """One gets there by Help and the palette; random keys did."""
    app = bench.app()
    async with app.run_test(size=SIZE) as pilot:
        app.push_screen(GoalDialog(app.context, Area.BACK))
        await pilot.pause()
        await pressed(pilot, "1")
        assert "Answer the safety questions first" in flat(app)
