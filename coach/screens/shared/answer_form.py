"""The base of forms over a screen: they stay open until their answers are saved."""

from __future__ import annotations

from collections.abc import Callable

from coach.context import AppContext
from coach.domain.model import Book, Change, Refused
from coach.domain.session.confirmations import Unconfirmed
from coach.faults import waits
from coach.save_queue import LOCKED_OR_GONE
from coach.screens.dialogs.dialog import Dialog
from coach.store import Applied, StoreError


class AnswerForm(Dialog[str | None]):
    """A form that closes with a message about what was saved, or with None if nothing was."""

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
        """Saves the change that `decide` makes of the answers; while that is impossible, the form stays open.

        `asks` is called if the user has to confirm something first.
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
            waits_out=LOCKED_OR_GONE,
        )

    def on_unmount(self) -> None:
        """Gives up a change that still waits: the form was closed before it said that it is saved."""
        self.context.queue.drop(self)
