"""A line that is said in fewer words where there is less room."""

from __future__ import annotations

from rich.cells import cell_len
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from coach.widgets.chrome.card import shown


class Fitting(Widget):
    """Shows the first of some wordings that fits, so that no word is cut; never read as markup."""

    DEFAULT_CSS = """
    Fitting { width: 1fr; height: 1; }
    """

    wordings: reactive[tuple[str, ...]] = reactive(())
    """The same in ever fewer words."""

    def render(self) -> Content:
        """Returns the one that fits."""
        return Content(fitting(self.wordings, self.content_size.width))


def fitting(wordings: tuple[str, ...], width: int) -> str:
    """Returns the first wording of at most `width` cells; the shortest where none is."""
    told = [shown(each) for each in wordings]
    fits = (each for each in told if cell_len(each) <= width)
    return next(fits, min(told, key=cell_len, default=""))
