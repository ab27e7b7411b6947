"""Every label of the bar does what it says, by its key and by a click; what is drawn to be pressed can be."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from coach.screens.dialogs.dialog import Dialog
from coach.widgets.chrome.key_bar import LAST, WALKS, KeyBar, KeyBarItem, bar_of
from coach.widgets.chrome.page_indicator import PageIndicator
from coach.widgets.chrome.tab_row import TabRow
from tests.screens.pressing import Stage, drawn_to_be_pressed, entries_in, stage
from tests.screens.scenes import SCENES

SAMPLE = ("today-due", "entry", "undo-several", "palette", "session-running", "setup-3")
"""The scenes of the default run: screens, forms, lists and fields. The long run goes through all."""

TO_CLICK = (
    *("today-due", "known", "setup-2", "tips", "today-missed"),
    *("unreadable", "session-ready", "session-running", "help-words"),
)

Promise = Callable[[Stage], bool]

PROMISES: dict[str, Promise] = {
    **dict.fromkeys(("Help", "Commands", "Areas", "Add", "Review", "Evidence", "Goal"), lambda s: s.opened),
    **dict.fromkeys(("Quit",), lambda s: bool(s.left) or s.asked),
    **dict.fromkeys(("Back", "Later", "Leave it", "Just today", "Do it"), lambda s: s.closed),
    **dict.fromkeys(("Rest day", "Save", "Delete", "Undo", "For good", "Pause"), lambda s: s.saved),
}
"""What a label promises; whatever has no line here has to do something that can be seen."""

MUTE = {
    ("Choose", "SkinCheckDialog"),  # nothing is chosen there, and the line that says so may be there already
    ("To the list", "TipsScreen"),
}


def keeps(entry: KeyBarItem, shown: Stage) -> bool:
    """Whether the label of an entry kept its promise."""
    promise = PROMISES.get(entry.label)
    return promise(shown) if promise else shown.changed


BOTH = ("key", "click")


async def tried(scene: str, folder: Path, ids: frozenset[str], *, in_turn: bool = False) -> None:
    """Presses each entry of a scene that is not among `ids` by its key and by a click; or by one, in turn."""
    async with stage(scene, "80x24", folder / "look") as shown:
        entries = entries_in(shown.app)
        where = type(shown.app.screen).__name__
    assert entries, "a bar without a key"
    for at, (entry, _) in enumerate(entries):
        if not entry.enabled or entry.id in ids or (entry.label, where) in MUTE:
            continue
        for by in (BOTH[at % 2],) if in_turn else BOTH:
            async with stage(scene, "80x24", folder / f"{at}-{by}") as shown:
                if by == "key":
                    await shown.press(entry)
                else:
                    await shown.click(entries[at][1])
                assert keeps(entry, shown), (
                    f"{scene}: {entry.label} ({entry.key}, by {by}) does nothing of that"
                )


@pytest.mark.parametrize("scene", SAMPLE)
async def test_a_label_does_what_it_says(scene: str, tmp_path: Path) -> None:
    await tried(scene, tmp_path, frozenset(LAST) if scene != SAMPLE[0] else frozenset(), in_turn=True)


@pytest.mark.long
@pytest.mark.parametrize("scene", SCENES)
async def test_every_label_of_every_scene_does_what_it_says(scene: str, tmp_path: Path) -> None:
    await tried(scene, tmp_path, frozenset())


async def clicked(scene: str, size: str, folder: Path) -> int:
    """Clicks on all that a scene draws like a button, a key or a tab; returns how much that was."""
    async with stage(scene, size, folder / "look") as shown:
        found = [*drawn_to_be_pressed(shown.app)]
    for at, (text, cell) in enumerate(found):
        async with stage(scene, size, folder / str(at)) as shown:
            await shown.click(cell)
            assert shown.changed, f"{scene}: {text!r} at {cell} looks as if it could be clicked"
    return len(found)


async def test_what_is_drawn_like_a_button_or_a_key_can_be_clicked(tmp_path: Path) -> None:
    numbers = [await clicked(scene, "120x40", tmp_path / scene) for scene in TO_CLICK]
    assert numbers[0] >= 4, "the button, two keys beside it, and that of the next tip"


@pytest.mark.long
@pytest.mark.parametrize("size", ["80x24", "120x40"])
@pytest.mark.parametrize("scene", SCENES)
async def test_whatever_is_drawn_like_a_button_or_a_key_can_be_clicked(
    scene: str, size: str, tmp_path: Path
) -> None:
    await clicked(scene, size, tmp_path / scene)


@pytest.mark.parametrize("scene", ["tips", "insights"])
async def test_the_tabs_beside_the_active_one_can_be_clicked(scene: str, tmp_path: Path) -> None:
    async with stage(scene, "80x24", tmp_path / scene) as shown:
        (row,) = [
            each
            for each in shown.app.screen.query("*")
            if isinstance(each, TabRow | PageIndicator) and each.display
        ]
        text = "".join(part for part, _ in row.row(0))
        after = text.index("]") + 3
        assert await shown.pilot.click(row, offset=(after, 0))
        await shown.pilot.pause()
        assert "".join(part for part, _ in row.row(0)).index("[") > text.index("[")


@pytest.mark.parametrize(
    "scene", ["entry", "zone", "undo", "skin", "palette", "keys", "press-key", "goal", "review"]
)
async def test_a_dialog_has_the_bar_in_the_last_row_and_a_way_out_in_it(scene: str, tmp_path: Path) -> None:
    async with stage(scene, "45x20", tmp_path / scene) as shown:
        screen = shown.app.screen
        assert isinstance(screen, Dialog) or scene == "palette"
        assert screen.query_one(KeyBar).region.y == 19
        assert "escape" in [entry.key for entry in bar_of(screen)]
        assert any(entry.key == "escape" for entry, _ in entries_in(shown.app)), (
            "also where there is little room"
        )


@pytest.mark.parametrize(
    ("scene", "label", "then", "acts"),
    [
        ("calendar-none", "Today", "left", True),
        ("palette-why-not", "Do it", "down", True),
        ("undo", "Later", "down", True),
        ("own-file", "Next", "up", False),
    ],
)
async def test_a_key_that_does_nothing_here_is_dimmed(
    scene: str, label: str, then: str, *, acts: bool, tmp_path: Path
) -> None:
    async with stage(scene, "80x24", tmp_path / scene) as shown:

        def enabled() -> bool:
            bar = shown.app.screen.query_one(KeyBar)
            return next(entry.enabled for entry in bar._entries if entry.label == label)

        assert not enabled()
        await shown.pilot.press(then)
        await shown.pilot.pause()
        assert enabled() == acts


async def test_the_keys_of_suggestions_are_dimmed_while_there_is_none(tmp_path: Path) -> None:
    async with stage("zone", "80x24", tmp_path / "zone") as shown:

        def enabled() -> set[bool]:
            bar = shown.app.screen.query_one(KeyBar)
            return {entry.enabled for entry in bar._entries if entry.label in ("Next", "Previous")}

        assert enabled() == {True}
        await shown.pilot.press("q")
        await shown.pilot.pause()
        assert enabled() == {False}
        await shown.pilot.press("backspace", "down")
        await shown.pilot.pause()
        assert enabled() == {False}, "the only one is taken"


async def test_a_key_that_would_leave_a_list_at_its_end_is_dimmed(tmp_path: Path) -> None:
    async with stage("setting-pick", "80x24", tmp_path / "list") as shown:

        def walks() -> dict[str, bool]:
            bar = shown.app.screen.query_one(KeyBar)
            return {entry.key: entry.enabled for entry in bar._entries if entry.id in WALKS}

        assert walks() == {"down": True, "up": False}
        await shown.pilot.press("j")
        assert walks() == {"down": True, "up": True}
        await shown.pilot.press("G")
        assert walks() == {"down": False, "up": True}
