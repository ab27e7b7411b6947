"""A form over a screen: it stays open with its answers until they are on the disk."""

from __future__ import annotations

from collections.abc import Callable

from textual.screen import ModalScreen

from coach.context import AppContext
from coach.domain.model import Book, Change, Refused
from coach.domain.session.confirmations import Unconfirmed
from coach.save_queue import LOCKED_OR_GONE
from coach.screens.shared.faults import waits
from coach.store import Applied, StoreError


class AnswerForm(ModalScreen[str | None]):
    """Closes with what was saved, in words; None where it was closed without saving."""

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self.context = context

    def tell(self, text: str) -> None:
        """Says beside the answers why they are not saved."""
        raise NotImplementedError

    def submit(
        self,
        decide: Callable[[Book], Change | None],
        then: Callable[[Applied], object],
        asks: Callable[[Unconfirmed], object] | None = None,
    ) -> None:
        """Saves what `decide` makes of the answers; while the file does not take them they are held here.

        `asks` hears of what the user has to confirm first.
        """

        def fails(error: Refused | StoreError) -> None:
            if asks is not None and isinstance(error, Unconfirmed):
                asks(error)
            else:
                self.tell(str(error))

        self.context.save(
            decide,
            then=then,
            fails=fails,
            waits=lambda error: self.tell(waits(error)),
            owner=self,
            waits_for=LOCKED_OR_GONE,
        )

    def on_unmount(self) -> None:
        """Gives up what waits: it was closed, and nobody was told that it is saved."""
        self.context.queue.drop(self)
