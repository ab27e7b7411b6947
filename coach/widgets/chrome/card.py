"""Containers with a thin border."""

from __future__ import annotations

from textual import events
from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget

from coach.text.clean import clean_lines
from coach.widgets.chrome.key_bar import key_name


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
        self._key = ""
        self.title = title
        self.subtitle = subtitle

    def on_resize(self) -> None:
        """Sets the class `-cut` if there is too little room."""
        if self._least_rows:
            self.set_class(self.outer_size.height < self._least_rows, "-cut")

    def hint(self, key: str, words: str) -> None:
        """Puts a key and what it does into the lower border; a click on them presses the key.

        Without a key nothing stands there.
        """
        self._key = key
        said = f"{key_name(key)} {words}" if key else ""
        if said == self._subtitle:
            return  # a new border repaints all that it holds
        self._subtitle = said
        self.border_subtitle = Content.assemble((key_name(key), "bold $accent"), f" {words}") if key else None

    def on_click(self, event: events.Click) -> None:
        """Presses the key that the lower border names."""
        # Of a click on a child the offset within that child comes up; the place on the screen is the same.
        region = self.region
        words = range(region.right - len(self.subtitle) - 4, region.right - 2)
        if self._key and event.screen_y == region.bottom - 1 and event.screen_x in words:
            event.stop()
            self.app.simulate_key(self._key)

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
