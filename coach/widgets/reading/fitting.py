"""A line that uses fewer words if there is less room."""

from __future__ import annotations

from rich.cells import cell_len
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from coach.text.clean import clean_lines


class Fitting(Widget):
    """A line that shows the first wording that fits, so that no word is cut; never read as markup."""

    DEFAULT_CSS = """
    Fitting { width: 1fr; height: 1; }
    """

    wordings: reactive[tuple[str, ...]] = reactive(())
    """Wordings of the same sentence, each shorter than the one before."""

    def render(self) -> Content:
        """Returns the wording that fits."""
        return Content(fitting(self.wordings, self.content_size.width))


def fitting(wordings: tuple[str, ...], width: int) -> str:
    """Returns the first wording of at most `width` cells; the shortest if none fits."""
    cleaned = [clean_lines(each) for each in wordings]
    fits = (each for each in cleaned if cell_len(each) <= width)
    return next(fits, min(cleaned, key=cell_len, default=""))
