"""The base of everything that opens over a screen: what it asks, and the bar with the keys that act now."""

from __future__ import annotations

from typing import TypeVar

from textual.app import ComposeResult
from textual.screen import ModalScreen

from coach.widgets.chrome.key_bar import KeyBar

T = TypeVar("T")


class Dialog(ModalScreen[T]):
    """A dialog or a form; its bar lies where that of the screen below it is, which holds no longer."""

    def compose(self) -> ComposeResult:
        """Yields the body over the bar of keys."""
        yield from self.body()
        yield KeyBar()

    def body(self) -> ComposeResult:
        """Yields the card."""
        raise NotImplementedError

    def key_label(self, id: str) -> str:
        """Returns what the key of a binding does in the present state; empty if its own label is true."""
        return ""
