"""Containers with a thin border, and the text in them."""

from __future__ import annotations

from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

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


class TextCard(Static):
    """Text that someone typed, as it is: brackets are no markup, and control characters do nothing."""

    DEFAULT_CSS = """
    TextCard { width: 1fr; height: auto; }
    """

    def __init__(self, text: str = "", *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(clean_lines(text), markup=False, id=id, classes=classes)
        self._text = text

    @property
    def text(self) -> str:
        """The text that was typed."""
        return self._text

    @text.setter
    def text(self, text: str) -> None:
        self._text = text
        self.update(Content(clean_lines(text)))
