"""The palette: everything that the coach can do, set, open or explain, found by its own and other words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Input

from coach.content.loader import load_command_words
from coach.domain.command_search import Findable, find
from coach.paths import STYLES
from coach.screens.dialogs.dialog import Dialog
from coach.screens.palette import look_ups
from coach.screens.palette.anywhere import anywhere
from coach.screens.palette.palette_entry import PaletteEntry, PaletteGroup
from coach.screens.palette.palette_list import PaletteLine, PaletteList
from coach.screens.palette.screen_actions import actions_elsewhere, actions_here
from coach.screens.shared.base import CoachScreen
from coach.terminal.held_keys import after_key
from coach.widgets.chrome.card import Card
from coach.widgets.chrome.key_bar import SUBMIT
from coach.widgets.reading.item_list import ItemList, Line
from coach.widgets.reading.prose import Prose, plain


class Palette(Dialog[None]):
    """The line for the words, what they find, and the whole description of the line under the cursor."""

    CSS_PATH = STYLES / "palette.tcss"
    BINDINGS = [
        Binding("enter", "run", "Do it", id="palette-run", tooltip="Do or open the line under the cursor"),
        Binding("down", "move(1)", "Down", id="palette-next", tooltip="The line below", show=False),
        Binding("up", "move(-1)", "Up", id="palette-before", tooltip="The line above", show=False),
        Binding("pagedown", "page(1)", "Next", id="palette-down", tooltip="A page down", show=False),
        Binding("pageup", "page(-1)", "Previous", id="palette-up", tooltip="A page up", show=False),
        Binding("escape", "dismiss", "Back", id="palette-back", tooltip="Close the commands"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._listed: tuple[PaletteEntry, ...] = ()
        self._all: tuple[PaletteEntry, ...] = ()
        self._words: str | None = None

    def body(self) -> ComposeResult:
        """Yields the line for the words, the list, and what is said of the line under the cursor."""
        field = Input(placeholder="What do you want to do?", id="palette-words")
        field.cursor_blink = False
        with Card(title="Commands", id="palette-card"), Vertical():
            yield field
            yield PaletteList(id="palette-list")
            yield Prose(id="palette-about")

    def on_mount(self) -> None:
        """Lists what can be done here, and lets one type at once."""
        self._show("")
        self.query_one(Input).focus()

    def key_label(self, id: str) -> str:
        """Returns what Enter does with the line under the cursor."""
        return "Do it" if id == SUBMIT else ""

    def is_idle(self, id: str) -> bool:
        """Returns whether Enter does nothing now: the line under the cursor says why."""
        if id != SUBMIT or not self.query(PaletteList):
            return False
        chosen = self._chosen()
        return chosen is None or bool(chosen.why_not)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._show(event.value)

    @on(ItemList.OptionHighlighted)
    def _highlighted(self) -> None:
        after_key(self, self._explain)

    def _explain(self) -> None:
        entry = self._chosen()
        about = self.query_one("#palette-about", Prose)
        if entry is None:
            about.paragraphs = (plain("Nothing found for these words.", "muted"),)
        elif entry.why_not:
            about.paragraphs = (plain(entry.why_not, "warning"), plain(entry.about, "muted"))
        else:
            about.paragraphs = (plain(entry.about or entry.name),)
        self.refresh_bindings()

    @on(ItemList.OptionSelected)
    @on(Input.Submitted)
    def action_run(self) -> None:
        """Closes the palette and does what the line under the cursor says, unless it cannot be done now."""
        self._show(self.query_one(Input).value)  # the last letter may be newer than the list
        entry = self._chosen()
        if entry is None or entry.why_not:
            return
        below = self._below()
        self.dismiss()
        # The palette has to be gone first, for much of it opens a screen in its place.
        (below or self.app).call_later(entry.run)

    def action_move(self, by: int) -> None:
        """Moves the cursor a line up or down."""
        self.query_one(PaletteList).action_move(by)

    def action_page(self, by: int) -> None:
        """Moves the cursor a page up or down."""
        self.query_one(PaletteList).action_page(by)

    def _below(self) -> CoachScreen | None:
        """Returns the screen that the palette was opened on."""
        others = (each for each in reversed(self.app.screen_stack) if isinstance(each, CoachScreen))
        return next(others, None)

    def _chosen(self) -> PaletteEntry | None:
        line = self.query_one(PaletteList).line
        return next((each for each in self._listed if line is not None and each.id == line.id), None)

    def _show(self, words: str) -> None:
        if words == self._words:
            return
        self._words = words
        screen = self._below()
        if screen is None:
            return
        if not words.strip():
            self._listed = tuple(each for each in commands_of(screen) if each.listed)
        else:
            self._all = self._all or tuple(everything(screen))
            tips = look_ups.tips(screen, words) if screen.context.error is None else ()
            self._listed = matching(self._all, words, tips)
        listed = self.query_one(PaletteList)
        listed.lines = list(_lines(self._listed))
        listed.action_edge(-1)
        self._explain()


def commands_of(screen: CoachScreen) -> Iterable[PaletteEntry]:
    """Yields what the screen itself can do, then what can be done from every screen."""
    own = tuple(actions_here(screen))
    groups = {each.group for each in own}
    for group in PaletteGroup:
        if group in groups:
            yield from (each for each in own if each.group is group)
    if screen.context.error is None:
        yield from anywhere(screen)
        yield from look_ups.themes(screen)


def everything(screen: CoachScreen) -> Iterable[PaletteEntry]:
    """Yields all that can be found by words, but for the tips."""
    first = tuple(commands_of(screen))
    yield from first
    if screen.context.error is not None:
        # Nothing can be read or saved, and there is no screen to go to until the file is whole again.
        yield from look_ups.words(screen)
        return
    yield from actions_elsewhere(screen, (each.name for each in first))
    for source in (look_ups.areas, look_ups.settings, look_ups.topics, look_ups.words, look_ups.shell):
        yield from source(screen)


def matching(
    entries: Sequence[PaletteEntry], words: str, tips: Sequence[PaletteEntry] = ()
) -> tuple[PaletteEntry, ...]:
    """Returns what fits the words in its groups, the group with the best first."""
    by_id = {each.id: each for each in (*entries, *tips)}
    searched = [_findable(each) for each in by_id.values() if each.id != look_ups.SEARCH]
    found = find(searched, words, load_command_words())
    # A tip is found by its text and by words for what worries people as well, which is a search of its own.
    ranked = [by_id[id] for id in dict.fromkeys((*found, *(each.id for each in tips)))]
    groups = dict.fromkeys(each.group for each in ranked)
    return tuple(each for group in groups for each in ranked if each.group is group)


def _findable(entry: PaletteEntry) -> Findable:
    about = "" if entry.group is PaletteGroup.TIPS else entry.about
    return Findable(entry.id, entry.name, about, ready=not entry.why_not)


def _lines(entries: Iterable[PaletteEntry]) -> Iterable[Line]:
    group = None
    for each in entries:
        if each.group is not group:
            group = each.group
            yield Line(group, heading=True)
        pens = ("faint", "faint") if each.why_not else ("foreground", "muted")
        about = each.why_not or ("" if each.group is PaletteGroup.TIPS else each.about.partition(". ")[0])
        yield PaletteLine(each.name, each.key, each.id, pen=pens[0], tag_pen=pens[1], about=about)
