"""Containers with a thin border."""

from __future__ import annotations

from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget

from coach.text.clean import clean_lines


class Card(Vertical):
    """A group with a title in its upper border and a fact in the lower one; bright while it has the focus."""

    DEFAULT_CSS = """
    Card { height: auto; border: solid $border-blurred; padding: 0 1; }
    """

    def __init__(
        self,
        *children: Widget,
        title: str = "",
        subtitle: str = "",
        least_rows: int = 0,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        """Holds the children; with fewer rows than `least_rows` the card has the class `-cut`."""
        super().__init__(*children, id=id, classes=classes)
        self._least_rows = least_rows
        self._title = self._subtitle = ""
        self.title = title
        self.subtitle = subtitle

    def on_resize(self) -> None:
        """Sets the class `-cut` if there is too little room."""
        if self._least_rows:
            self.set_class(self.outer_size.height < self._least_rows, "-cut")

    @property
    def title(self) -> str:
        """The words in the upper border; never read as markup."""
        return self._title

    @title.setter
    def title(self, text: str) -> None:
        if text == self._title:
            return  # a new border repaints all that it holds
        self._title = text
        self.border_title = Content(clean_lines(text)) if text else None

    @property
    def subtitle(self) -> str:
        """The words in the lower border; never read as markup."""
        return self._subtitle

    @subtitle.setter
    def subtitle(self, text: str) -> None:
        if text == self._subtitle:
            return
        self._subtitle = text
        self.border_subtitle = Content(clean_lines(text)) if text else None
