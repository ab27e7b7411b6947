"""A text of which as much is shown as there is room for."""

from __future__ import annotations

from textwrap import wrap

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from coach.text.clean import clean_lines


class Excerpt(Widget):
    """A wrapped text that ends in three dots if it does not fit; never read as markup."""

    DEFAULT_CSS = """
    Excerpt { width: 1fr; height: 1fr; }
    """

    text: reactive[str] = reactive("")
    """The text to show."""

    def render(self) -> Content:
        """Returns the lines that fit."""
        width, height = self.content_size
        return Content("\n".join(excerpt(self.text, width, height)))


def excerpt(text: str, width: int, height: int) -> list[str]:
    """Returns at most `height` lines of at most `width` characters; three dots end a text that was cut."""
    if width < 1 or height < 1:
        return []
    return wrap(clean_lines(text), width, max_lines=height, placeholder=" ...")
