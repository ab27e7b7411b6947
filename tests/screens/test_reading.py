"""What a screen shows a command tells in plain lines: the list of a guide, figure by figure."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from coach.cli import main
from coach.domain.model import Book
from coach.domain.ramp.replay import Ramps
from coach.domain.setting_values import setting_groups
from tests.screens.conftest import Bench, seen
from tests.screens.scenes import staged

_LINE = re.compile(r"^([A-Z][\w ,-]+): (`coach .+)\.$", re.MULTILINE)
_GUIDE = Path(__file__).parents[2] / "coach" / "content" / "guides" / "screen-reader.md"
_LIST = _GUIDE.read_text(encoding="utf-8")
COMMANDS = {row[1]: re.findall(r"`coach ([^`]+)`", row[2]) for row in _LINE.finditer(_LIST)}
"""The commands by the screen whose content they tell."""

SCENES = {
    "today-first": "Today",
    "today-check": "Today",
    "today-due": "Today",
    "today-rest": "Today",
    "today-paused": "Today",
    "calendar": "Calendar",
    "tips": "Tips",
    "plan": "Plan",
    "insights": "Insights",
    "insights-empty": "Insights",
    "settings": "Settings",
    "areas": "Areas",
}
_FIGURE = re.compile(r"(?<![\w.:])\d+(?:[.:,]\d+)*(?![\w:])")
_HOURS = re.compile(r"(\d+) h(?: (\d+) min)?")
_INSTANT = re.compile(r"(\d)T(\d\d:\d\d):\d\d")
SCALES = {
    "Insights": {"0", "10", "14", "12", "2025", "2026"},
    "Plan": {"0", *map(str, range(1, 16))},
}
"""What stands at the axes of pictures, how far they look back, and the places of steps in a list."""


def figures(text: str) -> set[str]:
    """The numbers in a text; hours and minutes as minutes."""
    text = _INSTANT.sub(r"\1 \2", text)
    said = _HOURS.sub(lambda found: str(int(found[1]) * 60 + int(found[2] or 0)), text)
    return {each.lstrip("0") or "0" for each in _FIGURE.findall(said)}


def told(bench: Bench, commands: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    """What the commands print."""
    capsys.readouterr()
    for command in commands:
        assert main(["--data", str(bench.path), *command.split()], clock=bench.clock) == 0, command
    return capsys.readouterr().out


@pytest.mark.parametrize("scene", SCENES)
async def test_every_figure_of_a_screen_is_in_what_its_command_prints(
    scene: str, bench: Bench, capsys: pytest.CaptureFixture[str]
) -> None:
    screen = SCENES[scene]
    async with staged(scene, "120x40", "dusk", bench) as app:
        shown = "\n".join(seen(app).splitlines()[1:-1])
    year = str(bench.clock.now().year)
    commands = [command.replace("2026", year).replace("WORDS", "ache spikes") for command in COMMANDS[screen]]
    out = told(bench, commands, capsys)
    assert figures(shown) - figures(out) - SCALES.get(screen, set()) == set()


def test_the_list_names_every_screen_of_the_coach() -> None:
    screens = {name for cell in COMMANDS for name in cell.split(", ")}
    assert {"Today", "Calendar", "Tips", "Plan", "Insights", "Settings", "Session", "Check-in"} <= screens


def in_words(book: Book) -> dict[str, tuple[str, str]]:
    """The label of each setting and its value in words, by its id."""
    return {line.id: (line.label, line.value) for _, lines in setting_groups(Ramps(book)) for line in lines}


def test_settings_are_told_in_the_words_of_the_screen(
    ready: Bench, capsys: pytest.CaptureFixture[str]
) -> None:
    ready.settings(cue_sentence="[b]tea", keymap={"backfill": "f5"}, bell=False, tz="Europe/Zurich")
    out = told(ready, ["settings"], capsys)
    for label, value in in_words(ready.book()).values():
        assert re.search(rf"^  {re.escape(label)} +{re.escape(value)}$", out, re.MULTILINE), label
    assert "[b]tea" in out
    assert "1 of your own" in out


async def test_the_screen_lists_what_the_command_lists(ready: Bench) -> None:
    from coach.widgets.reading.item_list import ItemList

    app = ready.app()
    async with app.run_test(size=(120, 60)) as pilot:
        await pilot.press("6")
        await pilot.pause()
        listed = {each.id: (each.text, each.tag) for each in app.screen.query_one(ItemList).lines if each.id}
    told = in_words(ready.book())
    assert {id: listed[id] for id in told} == told
    assert set(listed) - set(told) == {"test", "file", "backups", "export", "undo"}
