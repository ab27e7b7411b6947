"""Keeps what `coach status` printed, so that the next prompt has it without loading anything."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

from coach.first_picture.keep import KeptSpan, code_stamps, data_stamps, has_settled, keep
from coach.first_picture.key import LINE, key
from coach.paths import state_folder

if TYPE_CHECKING:
    from coach.cli.command_context import CommandContext
    from coach.domain.model import Book


class KeptLine:
    """The output of one command, kept unless the file changes while it is worked out."""

    def __init__(self, context: CommandContext) -> None:
        """Looks at the file before it is read."""
        self._context = context
        # On a terminal the lines are broken by its width, and a person is not in that much of a hurry.
        self._words = None if sys.stdout.isatty() else context.words
        self._before: list[bytes] = []
        try:
            if self._words is not None:
                self._before = data_stamps(context.path, state_folder())
        except (ValueError, RuntimeError):
            self._words = None  # a name that takes more than one line, or a user without a home

    def keep(self, book: Book, text: str) -> None:
        """Keeps the text until the next instant at which it can be another; nothing while a session runs."""
        context, words = self._context, self._words
        if words is None or book.live is not None or book.now is None or context.store.warning:
            return
        if not book.settings.first_picture:
            return
        from coach.domain.instants import nanoseconds
        from coach.domain.next_change import next_change

        # What is printed was worked out between the reading, from which the end is counted, and now.
        until = nanoseconds(next_change(book, book.now))
        try:
            stamps = [*self._before, *code_stamps(book.settings.tz)]
        except ValueError:  # a zone of a name that no file can have
            return
        settled = has_settled(context.store.target, time.time_ns())
        if settled and self._before == data_stamps(context.path, state_folder()):
            encoded = text.encode(sys.stdout.encoding or "utf-8", "replace")
            # the clock may have been set back meanwhile
            since = max(nanoseconds(book.now), time.time_ns())
            keep(LINE, key(LINE, list(words)), stamps, [KeptSpan(since, until, "", encoded)])
