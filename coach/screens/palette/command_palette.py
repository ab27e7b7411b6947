"""The command palette: what the present screen can do, the other screens, the themes, undo and export."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Any

from textual.app import ComposeResult
from textual.binding import Binding
from textual.command import CommandInput, CommandList, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from coach.domain.dated_ahead import count_ahead
from coach.domain.model import Refused
from coach.domain.setting_changes import set_value
from coach.paths import STYLES, is_locked_down
from coach.screens.shared.base import CoachScreen
from coach.screens.shared.common_keys import COMMON, GO
from coach.screens.shared.export import export_beside
from coach.screens.shared.key_reference import named
from coach.store import StoreError
from coach.terminal.textual_private.screen_hooks import PaletteHook
from coach.text.clean import clean_lines
from coach.widgets.base.theme import THEME_NAMES, THEMES
from coach.widgets.chrome.key_bar import SUBMIT, KeyBar

_HIDDEN = ("commands", "quit-at-once")
"""The ids of bindings that make no sense in the palette."""

NAME_WIDTH = 17
KEY_WIDTH = 8
"""Cells for the name and the key before what a command is for."""


@dataclass(frozen=True, slots=True)
class PaletteCommand:
    """Something that can be done, with its name and its key."""

    name: str
    about: str
    run: Callable[[], Any]
    key: str = ""
    listed: bool = True
    """Whether it is shown before anything is typed."""


class Commands(Provider):
    """Finds the commands of the screen that the palette was opened on."""

    async def discover(self) -> Hits:
        """Yields the commands that are listed before anything is typed."""
        async for hit in self._hits(""):
            yield hit

    async def search(self, query: str) -> Hits:
        """Yields the commands that match the words."""
        async for hit in self._hits(query):
            yield hit

    async def _hits(self, query: str) -> AsyncIterator[DiscoveryHit | Hit]:
        screen = self.screen
        if not isinstance(screen, CoachScreen):
            return
        matcher = self.matcher(query)
        for command in commands_of(screen):
            if not query:
                if command.listed:
                    yield DiscoveryHit(_row(Content(command.name), command), command.run, command.name)
            elif (score := matcher.match(f"{command.name} {command.about}")) > 0:
                row = _row(matcher.highlight(command.name), command)
                yield Hit(score, row, command.run, command.name)


class Palette(PaletteHook):
    """Textual's palette with the coach's commands; nothing in it blinks."""

    CSS_PATH = STYLES / "palette.tcss"
    BINDINGS = [
        Binding("down", "cursor_down", "Next", id="palette-next", tooltip="The command below", priority=True),
        Binding(
            "up",
            "command_list('cursor_up')",
            "Previous",
            id="palette-before",
            tooltip="The command above",
            priority=True,
        ),
        Binding("escape", "escape", "Back", id="palette-back", tooltip="Close the commands"),
        Binding("pagedown", "page('down')", "Next", id="palette-down", tooltip="A page down", show=False),
        Binding("pageup", "page('up')", "Previous", id="palette-up", tooltip="A page up", show=False),
    ]

    def __init__(self) -> None:
        super().__init__([Commands], placeholder="What do you want to do?")

    def compose(self) -> ComposeResult:
        """Yields Textual's line and list over the bar of keys."""
        yield from super().compose()
        yield KeyBar()

    def key_label(self, id: str) -> str:
        """Returns what Enter does with the line under the cursor."""
        return "Do it" if id == SUBMIT else ""

    def on_mount(self) -> None:
        """Stops the cursor from blinking, which would send bytes while nothing happens."""
        self.query_one(CommandInput).cursor_blink = False

    def action_page(self, direction: str) -> None:
        """Goes a page down or up, unless the list has no line, as in a window of three rows."""
        for found in self.query(CommandList):
            with suppress(KeyError):  # that is what it raises then
                getattr(found, f"action_page_{direction}")()


def _row(name: Content, command: PaletteCommand) -> Content:
    """Returns the name in bold, its key, and what it is for, in one row."""
    key = " " * max(2, NAME_WIDTH - len(command.name)) + command.key.ljust(KEY_WIDTH)
    return Content.assemble(name.stylize("bold"), key, command.about)


def commands_of(screen: CoachScreen) -> Iterable[PaletteCommand]:
    """Yields what the screen itself can do, by its bindings, then what can be done from every screen."""
    everywhere = {binding.id for binding in (*GO, *COMMON)}
    own: list[PaletteCommand] = []
    common: list[PaletteCommand] = []
    seen: set[str] = set()
    for active in list(screen.active_bindings.values()):
        binding, node = active.binding, active.node
        about = binding.tooltip
        if not about or not active.enabled or binding.id in _HIDDEN or binding.action in seen:
            continue
        if not isinstance(node, CoachScreen):
            continue
        seen.add(binding.action)
        # The tooltip of a way to a screen is a name by itself, "Go to Plan"; its description only "Plan".
        name = about if binding.id in {go.id for go in GO} else binding.description
        key = named(screen.context.book.settings.keymap.get(binding.id or "", binding.key)).split()[0]
        act = partial(screen.app.run_action, binding.action, node)
        if binding.id in ("undo", "redo"):
            about = _last_change(screen, binding.id)
        command = PaletteCommand(name, "" if about == name else about, act, key)
        (common if binding.id in everywhere else own).append(command)
    yield from own
    yield from common
    about = "Go back to before one of the last changes"
    yield PaletteCommand("Undo several", about, screen.action_undo_list)
    if "milestones" not in seen:
        yield PaletteCommand(
            "Milestones", "Your first 14 days and what you have reached", partial(_show_milestones, screen)
        )
    if "ahead" not in seen and count_ahead(screen.context.book):
        yield PaletteCommand(
            "Dated ahead", "Records ahead of the clock: set them right", partial(_show_dated_ahead, screen)
        )
    if not is_locked_down():
        yield PaletteCommand(
            "Backups", "Put one back, make one, or merge a copy", partial(_show_backups, screen)
        )
        yield PaletteCommand("Export", "Everything, into a file beside the data", partial(_export, screen))
        if "report" not in seen:
            about = "A page to print, or to take to a physiotherapist"
            yield PaletteCommand("Report", about, partial(_report, screen))
    ours = {each.name for each in THEMES}
    for theme in THEME_NAMES:
        run = partial(_take_theme, screen, theme)
        yield PaletteCommand(f"Theme: {theme}", "Change the colours", run, listed=theme in ours)


def _last_change(screen: CoachScreen, stack: str) -> str:
    """Returns the change that undo or redo (`stack`) would take back."""
    store = screen.context.store
    last = store.undoable() if stack == "undo" else store.redoable()
    return last or f"nothing to {stack}"


def _show_milestones(screen: CoachScreen) -> None:
    from coach.screens.shared.milestones import show

    show(screen)


def _show_dated_ahead(screen: CoachScreen) -> None:
    from coach.screens.today.dated_ahead import show

    show(screen)


def _show_backups(screen: CoachScreen) -> None:
    from coach.screens.settings.backups_dialog import BackupsDialog

    def done(text: str | None) -> None:
        screen.renew()
        if text:
            screen.say(text)

    screen.app.push_screen(BackupsDialog(screen.context), done)


def _export(screen: CoachScreen) -> None:
    try:
        screen.say(f"Exported to {clean_lines(str(export_beside(screen.context)))}")
    except (Refused, StoreError, OSError) as error:
        screen.say(str(error))


def _report(screen: CoachScreen) -> None:
    from coach.screens.shared.report_dialog import ask_for_report

    ask_for_report(screen)


def _take_theme(screen: CoachScreen, theme: str) -> None:
    def saved(_: object) -> None:
        screen.app.theme = theme

    screen.save(lambda book: set_value(book.settings, "theme", theme), then=saved)
