"""A talk in lines: what is said, rung and asked."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import TypeVar

from coach.cli import arguments
from coach.cli.errors import UsageError
from coach.cli.output import say
from coach.cli.plain_session.line_reader import Lines
from coach.context import AppContext
from coach.domain.model import Refused, Skin
from coach.terminal.notifications import alarm

Answer = TypeVar("Answer")

SKIN_WORDS = ", ".join(f"{number} {each}" for number, each in enumerate(Skin, 1))


class Talk:
    """A talk with whoever reads or hears the lines of a session."""

    def __init__(self, lines: Lines, context: AppContext) -> None:
        self.lines = lines
        self.context = context
        self.muted = False

    def say(self, *lines: str) -> None:
        """Says lines, at once."""
        say(*filter(None, lines))
        sys.stdout.flush()

    def ring(self, text: str) -> None:
        """Rings as the settings say, with `text` in the notification; only a terminal is rung."""
        settings = self.context.book.settings
        if self.muted or not sys.stdout.isatty():
            return
        notify = "off" if os.environ.get("TERM") == "dumb" else settings.notify
        sys.stdout.write(alarm("Mat", text, bell=settings.bell, notify=notify, environ=os.environ))
        sys.stdout.flush()

    def answer(self, idle: Callable[[], None] | None = None) -> str:
        """Returns the next line that is typed; calls `idle` about once a second until then."""
        while True:
            line = self.lines.read(1.0 if idle is not None else None)
            if line is not None:
                return line.strip()
            if idle is not None:
                idle()

    def ask(
        self,
        question: str,
        read: Callable[[str], Answer],
        idle: Callable[[], None] | None = None,
    ) -> Answer:
        """Asks until `read` takes the answer; what it refuses is said."""
        self.say(question)
        while True:
            try:
                return read(self.answer(idle))
            except (Refused, UsageError) as refused:
                self.say(str(refused))


def scale_of(typed: str, field: str) -> int | None:
    """Returns an answer from 0 to 10; None for an empty one. Raises UsageError for others."""
    if not typed:
        return None
    try:
        return arguments.scale(field, typed)
    except UsageError:
        raise Refused(f"{field}: type a whole number from 0 to 10, or Enter alone to skip it.") from None


def skin_of(typed: str) -> Skin | None:
    """Returns the answer on the skin, by its word or its number; None for an empty one."""
    if not typed:
        return None
    word, skins = typed.lower(), list(Skin)
    if word.isdecimal() and 1 <= int(word) <= len(skins):
        return skins[int(word) - 1]
    found = [each for each in skins if each.value == word or (len(word) > 1 and each.value.startswith(word))]
    if len(found) != 1:
        raise Refused(f"skin: type one of these words or its number: {SKIN_WORDS}.")
    return found[0]
