"""How the coach opens: from a picture of Today that stands there already, and with one for the next time."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING, Final, NamedTuple

from textual.events import Event, InputEvent, Key, MouseMove, Paste

from coach.clock import zone_warning
from coach.faults import KEPT, LOST
from coach.first_picture.key import PICTURE, has_own_size, key
from coach.first_picture.spawn import spawn_painter
from coach.screens.shared.screen_registry import first_screen
from coach.store.file.conflict_files import conflict_copies
from coach.terminal.diff_app import DiffApp
from coach.terminal.textual_private.lapses import short_notice

if TYPE_CHECKING:
    from coach.context import AppContext
    from coach.domain.model import Book
    from coach.first_picture.read import Shown

REST_S: Final = 60
"""The coach rests if nobody did anything from one look to the next, so many seconds later."""

CTRL_C: Final = b"\x03"
"""What a terminal sends for ctrl+c while the coach has it."""

FAULTS: Final = frozenset({1, KEPT, LOST})
"""The exit statuses after which there is nothing good to show: an error, and answers that are not saved."""


class Launch(NamedTuple):
    """A start of the coach by someone, from a shell."""

    words: tuple[str, ...]
    """Those after the program's name."""
    shown: Shown | None = None
    """The first picture, if it stands on the terminal already."""


class Handover:
    """The way from the first picture to the app, and from the app to the next first picture."""

    def __init__(self, context: AppContext, launch: Launch | None) -> None:
        """Without a `launch` there is no picture, and none is painted."""
        self._context = context
        self._launch = launch
        self.shown = launch.shown if launch is not None else None
        """The picture on the terminal."""
        self.has_dropped = False
        """Whether something was dropped that was typed at it."""
        self._was_used = False
        self._painted: Book | None = None
        """The book of which the last picture was painted."""
        self._painter: int | None = None

    @property
    def means_another_day(self) -> bool:
        """Whether keys typed at the picture were meant for something else than there is to do."""
        return self.shown is not None and self.shown.meaning != self._context.today().meaning

    def drop(self, typed: bytes) -> bool:
        """Notes that something was dropped; returns whether that was the wish to leave."""
        self.has_dropped = self.has_dropped or bool(typed)
        return CTRL_C in typed

    def note_input(self) -> None:
        """Notes that someone is there, so that the coach does not rest."""
        self._was_used = True

    def rest(self, size: tuple[int, int]) -> None:
        """Has a picture painted of what was changed, if nobody did anything since the last call."""
        self._let_painter_go()
        if not self._was_used and self._context.book is not self._painted:
            self.paint_next(size)
        self._was_used = False

    def paint_next(self, size: tuple[int, int]) -> None:
        """Has the picture of the next start painted, unless that one has none to show."""
        self._painted = self._context.book
        # where the size is set by hand, no picture is shown
        if self._launch is not None and not has_own_size(os.environ) and may_be_kept(self._context):
            self._painter = spawn_painter(key(PICTURE, list(self._launch.words), size), os.environ)

    def _let_painter_go(self) -> None:
        """Lets the system forget a painter that has ended."""
        if self._painter is not None:
            with suppress(ChildProcessError):
                if os.waitpid(self._painter, os.WNOHANG) == (0, 0):
                    return  # it still paints
            self._painter = None


class OpeningApp(DiffApp):
    """An app that goes on from the first picture, and drops what was typed at one of something else."""

    def open_from(self, context: AppContext, launch: Launch | None) -> None:
        """Takes over the picture of a launch, if it has one."""
        self.opening = Handover(context, launch)
        self.shown, self.ignores_input = self.opening.shown, self.opening.means_another_day

    def drop(self, typed: bytes) -> None:
        """Drops what was typed at a picture of something else, but for the wish to leave."""
        if self.opening.drop(typed):
            self.call_later(self.run_action, "leave")

    def drops(self, event: Event) -> bool:
        """Drops an event if it was meant for another picture, and returns whether it did."""
        if not self.ignores_input or not isinstance(event, InputEvent | Paste):
            return False
        if not isinstance(event, MouseMove):  # by which nobody means anything
            self.drop(CTRL_C if isinstance(event, Key) and event.key == "ctrl+c" else b"\0")
        return True

    def take_input(self) -> None:
        """Takes what is typed from now on, since Today can be seen; says once if something was dropped."""
        self.ignores_input = False
        if self.opening.has_dropped:
            self.tell("Your day had changed as the coach opened, so the keys before that did nothing.")

    def tell(self, text: str) -> None:
        """Shows a message where the app has a place for it."""


def may_be_kept(context: AppContext) -> bool:
    """Returns whether a start may show a picture: of a Today with no session, and no answers waiting."""
    book = context.book
    if context.error is not None or book.live is not None or context.drafts.may_exist():
        return False
    return first_screen(context) == "today" and book.settings.first_picture


def notices(context: AppContext) -> str:
    """Returns what is to be said once at the start: of zones, of Textual, of a copy that a sync tool left."""
    if context.error is not None:
        return ""
    said = [*filter(None, (zone_warning(context.book.settings.tz), short_notice()))]
    if found := conflict_copies(context.store.path):
        said.append(f"{found[0].name} is a conflicting copy of your file; `:` Backups merges it.")
    return " ".join(said)
