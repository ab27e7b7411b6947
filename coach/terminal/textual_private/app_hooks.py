"""What an app overrides of Textual's to draw only the cells that differ, and to end well after a fault."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from textual.app import App

from coach.terminal.textual_private.names import ALERTS, DRAWING, FAULTS, LAYOUT
from coach.terminal.textual_private.probe import only_with

if TYPE_CHECKING or DRAWING.holds:
    from textual._compositor import ChopsUpdate, LayoutUpdate

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.segment import Segment
    from textual.driver import Driver
    from textual.screen import Screen


class Piece(NamedTuple):
    """A run of cells in one row, of which the part between two columns is to be drawn."""

    y: int
    x: int
    segments: Iterable[Segment]
    left: int
    right: int


class Picture(NamedTuple):
    """All that is to be drawn, and the size of the screen that it is drawn on."""

    width: int
    height: int
    pieces: Iterable[Piece]


def picture_of(update: object) -> Picture | None:
    """Returns what one of Textual's updates draws; None for an update of a kind that is not known here."""
    if isinstance(update, LayoutUpdate) and not update.region.offset:
        width, height = update.region.size
        rows = (Piece(y, 0, chain.from_iterable(strips), 0, width) for y, strips in enumerate(update.strips))
        return Picture(width, height, rows)
    if isinstance(update, ChopsUpdate):
        return Picture(max(ends[-1] for ends in update.chop_ends), len(update.chops), _changed(update))
    return None


def _changed(update: ChopsUpdate) -> Iterable[Piece]:
    for y, left, right in update.spans:
        for (x, strip), end in zip(update.chops[y].items(), update.chop_ends[y], strict=False):
            if strip is not None and x < right and end > left:
                yield Piece(y, x, strip, left, right)


def driver_of(app: App[Any]) -> Driver | None:
    """Returns the driver of an app; None before it runs, and where Textual does not tell."""
    return app._driver if ALERTS.holds else None


@only_with(FAULTS)
class FaultHook(App[None]):
    """An app that is asked first what is to become of a fault."""

    def take_fault(self, fault: Exception) -> bool:
        """Returns whether Textual is to end the app in its own way after a fault."""
        return True

    def _handle_exception(self, error: Exception) -> None:
        if self.take_fault(error):
            super()._handle_exception(error)


@only_with(DRAWING)
class DrawingHook(App[None]):
    """An app that may draw its pictures itself."""

    def draw(self, driver: Driver, update: RenderableType) -> bool:
        """Draws an update, and returns whether it did; Textual draws it otherwise."""
        return False

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        driver = self._driver
        shows = DRAWING.holds and self.is_running and not self._batch_count
        if driver is None or driver.is_inline or renderable is None or not shows:
            super()._display(screen, renderable)
            return
        try:
            drawn = self.draw(driver, renderable)
        except Exception as error:
            raise_in(self, error)
            return
        if drawn:
            self.post_display_hook()
        else:
            super()._display(screen, renderable)


def examine(app: App[Any]) -> None:
    """Looks at an app for what only an instance can show, before anything is drawn."""
    DRAWING.examine(app)
    LAYOUT.examine(app)


def leave_out_extras(app: App[Any]) -> None:
    """Makes screens without a tooltip and a place for toasts, with their styles; the coach has neither."""
    if LAYOUT.holds:
        app._disable_notifications = app._disable_tooltips = True


def raise_in(app: App[Any], error: Exception) -> None:
    """Makes an error one of the app's own: it may come from another thread."""
    app.call_later(_raise, error)


def _raise(error: Exception) -> None:
    raise error
