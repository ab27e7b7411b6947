"""Help: no key that it does not tell, the keys of where one came from first, and the safety sentence."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pkgutil import walk_packages

import pytest
from textual.binding import Binding
from textual.dom import DOMNode
from textual.pilot import Pilot

from coach import screens, widgets
from coach.app import CoachApp
from coach.content.glossary import load_glossary
from coach.content.guides import load_guides
from coach.screens.dialogs.confirm import Confirm
from coach.screens.help.help_pages import GUIDE_CELLS, WORD_CELLS
from coach.screens.help.screen import ELSEWHERE, HelpScreen
from coach.screens.shared.key_reference import groups
from coach.screens.shared.screen_table import EVERYWHERE
from coach.screens.today.screen import TodayScreen
from coach.widgets.reading.prose import Prose
from tests.screens.conftest import Bench, flat, seen
from tests.screens.scenes import staged


def bound() -> Iterator[tuple[str, Binding]]:
    """Every binding that a screen or a widget of the coach declares, and who does.

    The keys of the answers to a question are left out: the question shows each beside its answer.
    """
    for package in (screens, widgets):
        for found in walk_packages(package.__path__, f"{package.__name__}."):
            for owner in vars(import_module(found.name)).values():
                if isinstance(owner, type) and issubclass(owner, DOMNode) and owner.__module__ == found.name:
                    for binding in owner.__dict__.get("BINDINGS", ()):
                        assert isinstance(binding, Binding), owner
                        if not (owner is Confirm and binding.action.startswith("answer(")):
                            yield owner.__name__, binding


def test_the_bindings_of_every_room_are_found() -> None:
    assert {"TodayScreen", "SessionForm", "UndoDialog", "ActionButton"} <= {owner for owner, _ in bound()}


def test_no_key_exists_that_help_does_not_tell() -> None:
    told = {line.id for group in groups({}) for line in group.lines}
    missing = [f"{owner}: {binding.key}" for owner, binding in bound() if binding.id not in told]
    assert missing == []


def test_every_binding_has_an_id_and_a_sentence() -> None:
    wanting = [
        f"{owner}: {binding.key}" for owner, binding in bound() if not (binding.id and binding.tooltip)
    ]
    assert wanting == []


def test_a_keymap_shows_in_help() -> None:
    (today, *_) = groups({"backfill": "f5"}, here=("screens.today.screen.TodayScreen",))
    assert [line.keys for line in today.lines if line.id == "backfill"] == ["F5"]


@pytest.mark.parametrize(
    ("digit", "first"), [("1", "Today"), ("3", "Tips"), ("4", "Plan"), ("6", "Settings")]
)
async def test_help_begins_with_the_screen_that_one_came_from(digit: str, first: str, ready: Bench) -> None:
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(digit, "question_mark")
        await pilot.pause()
        assert isinstance(app.screen, HelpScreen)
        rows = [line.strip() for line in seen(app).splitlines()]
        assert rows[2] == "[Keys] Words  Guides"
        assert rows[4] == first


async def test_help_says_what_the_coach_is_not_when_to_stop_and_where_the_data_is(ready: Bench) -> None:
    app = ready.app()
    async with app.run_test(size=(120, 60)) as pilot:
        await pilot.press("question_mark", "slash", *"medical")
        await pilot.pause()
        assert "not a medical device" in flat(app)
        await pilot.press(*["backspace"] * 7, *"numbness", "enter")
        await pilot.pause()
        assert "Stop at once at pain that is sharp" in flat(app)
        await pilot.press("escape", "slash", *"one file")
        await pilot.pause()
        assert str(ready.path) in seen(app).replace("\n", "").replace(" ", "")


async def test_words_leave_out_what_does_not_match_and_escape_brings_it_back(ready: Bench) -> None:
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("question_mark", "slash", *"backfill")
        await pilot.pause()
        assert "Go to Today" not in flat(app)
        await pilot.press(*"zzz")
        await pilot.pause()
        assert 'Nothing in Help matches "backfillzzz". Esc clears.' in flat(app)
        await pilot.press("escape")
        await pilot.pause()
        assert "Start the session" in flat(app)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, TodayScreen)


@pytest.mark.parametrize("key", ["q", "question_mark", "escape"])
async def test_a_key_that_closes_help_closes_nothing_else(key: str, ready: Bench) -> None:
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("2", "question_mark", key)
        await pilot.pause()
        assert app.is_running
        assert not isinstance(app.screen, HelpScreen)
        assert app.current_mode == "calendar"


async def test_help_scrolls_by_rows_pages_and_to_its_ends(ready: Bench) -> None:
    app = ready.app()
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.press("question_mark")
        await pilot.pause()
        top = seen(app)
        for there, back in (("j", "k"), ("down", "up"), ("pagedown", "pageup"), ("G", "g"), ("end", "home")):
            await pilot.press(there)
            await pilot.pause()
            assert seen(app) != top
            await pilot.press(back)
            await pilot.pause()
            assert seen(app) == top


async def test_help_writes_nothing(ready: Bench) -> None:
    before = ready.path.read_bytes()
    app: CoachApp = ready.app()
    async with app.run_test(size=(40, 12)) as pilot:
        await pilot.press("question_mark", "G", "escape")
        await pilot.pause()
    assert ready.path.read_bytes() == before


def test_what_works_everywhere_comes_right_after_the_screen() -> None:
    titles = [group.title for group in groups({}, here=("screens.plan.screen.PlanScreen",))]
    assert titles[:2] == ["Plan", EVERYWHERE]


async def test_a_screen_that_no_digit_leads_away_from_does_not_tell_of_them(ready: Bench) -> None:
    app = ready.app()
    async with app.run_test(size=(80, 60)) as pilot:
        await pilot.press("question_mark")
        await pilot.pause()
        assert "Go to Insights" in flat(app)
        await pilot.press("escape", "s")
        await pilot.pause()
        await pilot.press("question_mark")
        await pilot.pause()
        assert isinstance(app.screen, HelpScreen)
        assert "Finish; every minute counts" in "".join(told(app))
        assert "Go to Insights" not in told(app)[0]


def told(app: CoachApp) -> tuple[str, str]:
    """What Help tells of the keys of the screen below, and of all others."""
    paragraphs = app.screen.query_one("#help-text", Prose).paragraphs
    here, _, rest = "\n".join("".join(text for text, _ in each.spans) for each in paragraphs).partition(
        ELSEWHERE
    )
    return here, rest


@pytest.mark.parametrize(
    ("scene", "acts", "waits"),
    [
        ("setup-2", "Save the answer and go on", ""),
        ("session-ready", "Start the clock", "Finish; every minute counts"),
        ("today-due", "Another tip", "Old answers of 8 to 10"),
    ],
)
async def test_it_begins_with_the_keys_that_act_there_and_no_others(
    scene: str, acts: str, waits: str, bench: Bench
) -> None:
    async with staged(scene, "80x24", "dusk", bench) as app:
        await Pilot(app).press("question_mark")
        await Pilot(app).pause()
        here, rest = told(app)
        assert acts in here
        assert waits in rest
        assert not waits or waits not in here
        assert ("Go to Calendar" in here) == (scene == "today-due")
        assert "Topic" not in here, "that is a key of Tips"


async def test_it_says_what_the_button_says_and_how_text_is_copied(ready: Bench) -> None:
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("question_mark")
        await pilot.pause()
        here, _ = told(app)
    assert "Enter Space Start" in " ".join(here.split())
    assert "hold Shift (on a Mac, Option or Fn)" in here


def test_words_and_titles_end_before_the_column_beside_them() -> None:
    assert max(len(each.word) for each in load_glossary()) < WORD_CELLS
    assert max(len(each.title) for each in load_guides()) < GUIDE_CELLS
