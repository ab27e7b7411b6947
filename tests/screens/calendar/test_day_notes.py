"""Notes of a day and of a session: written, changed, and read to their end."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from textual.widgets import Input

from coach.domain.day_notes import note_day
from coach.widgets.calendars.month_calendar import MonthCalendar
from tests.conftest import FixedClock
from tests.screens import files
from tests.screens.conftest import Bench, flat, seen
from tests.screens.days import coach, set_up_on, text_of
from tests.screens.parts import text_in


async def test_notes_are_shown_as_typed(store_path: Path, clock: FixedClock) -> None:
    set_up_on(store_path, clock)
    app = coach(store_path, clock)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("2", "left", "b", "5")
        app.screen.query_one("#note").value = "[red]not markup[/] \u202egnp.exe [/"  # type: ignore[attr-defined]
        await pilot.press("enter")
        await pilot.pause()
        assert "[red]not markup[/]" in text_of(app)
        assert "\u202e" not in text_of(app)


async def test_a_note_is_written_changed_removed_and_brought_back(ready: Bench) -> None:
    day = ready.clock.now().date() - timedelta(days=1)
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("2", "left", "n", *"slept", "enter")
        await pilot.pause()
        assert [(note.day, note.text) for note in ready.book().notes] == [(day, "slept")]
        assert "Wrote a note on Sun 4 Jan 2026. Saved." in flat(app)
        assert "slept" in text_in(app, "#day-about")
        await pilot.press("n", *" well", "enter")
        await pilot.pause()
        assert [note.text for note in ready.book().notes] == ["slept well"]
        await pilot.press("n", *["backspace"] * 10, "space", "space", "enter")
        await pilot.pause()
        assert ready.book().notes == ()
        assert "Removed the note on Sun 4 Jan 2026. Saved." in flat(app)
        await pilot.press("u")
        await pilot.pause()
        assert [note.text for note in ready.book().notes] == ["slept well"]
        before = ready.path.read_bytes()
        await pilot.press("n", "enter", "n", "escape")
        await pilot.pause()
    assert ready.path.read_bytes() == before


async def test_a_note_of_several_lines_is_kept_where_it_is_not_touched(ready: Bench) -> None:
    day = ready.clock.now().date()
    ready.change(lambda book: note_day(book, day, "one\ntwo", day))
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("2", "n", "enter")
        await pilot.pause()
        assert ready.book().notes[0].text == "one\ntwo"
        await pilot.press("n")
        await pilot.pause()
        app.screen.query_one(Input).value = "one \u202etwo\x1b[2J"
        await pilot.press("enter")
        await pilot.pause()
    assert ready.book().notes[0].text.isprintable()


@pytest.mark.parametrize("size", [(80, 24), (45, 20), (40, 12)])
@pytest.mark.parametrize("records", [True, False])
async def test_a_long_note_can_be_read_to_its_end_by_keys(
    size: tuple[int, int], bench: Bench, *, records: bool
) -> None:
    files.month(bench)
    day = bench.clock.now().date() - timedelta(days=1 if records else 12)
    words = " ".join(f"word{n}" for n in range(60))
    bench.change(lambda book: note_day(book, day, f"{words} the-end", bench.clock.now().date()))
    app = bench.app()
    async with app.run_test(size=size) as pilot:
        await pilot.press("2", *["left"] * (1 if records else 12))
        await pilot.pause()
        assert "the-end" not in seen(app)
        await pilot.press(*(("enter", "tab") if records else ("tab",)), "G")
        await pilot.pause()
        assert "the-end" in seen(app)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.focused, MonthCalendar)
        assert app.focused.region.height >= 7
