"""A talk in lines: what is said, rung and asked."""

from __future__ import annotations

import os
import re
import signal
import sys
from collections.abc import Callable
from typing import TypeVar

from coach.cli import arguments
from coach.cli.errors import EXIT_FAILED, UsageError
from coach.cli.output import complain, discard_output, note, said
from coach.cli.plain_session.clock_words import spoken
from coach.cli.plain_session.line_reader import Cut, Lines
from coach.context import AppContext
from coach.domain import labels
from coach.domain.model import Refused, Skin
from coach.terminal.notifications import alarm
from coach.text.format import capital

Answer = TypeVar("Answer")

INTERRUPTED = 128 + signal.SIGINT
"""The status after Ctrl+C, as a shell reports it."""
SKIN_WORDS = ", ".join(f"{number} {each}" for number, each in enumerate(Skin, 1))
LONGEST_LINE = 120
"""The most characters of a line with several sentences: whoever hears it goes back a line, not a word."""
_CLOCK = re.compile(r"\b(\d+):(\d\d) minutes")
_SENTENCE_END = re.compile(r"(?<=[.?]) (?=[A-Z])")
SKIN_MEANS = tuple(f"{capital(each)}: {meaning}." for each, meaning in labels.SKIN_MEANING.items())
"""What each answer on the skin means, a line each, since one line with all of them is too long to hear."""


class Talk:
    """A talk with whoever reads or hears the lines of a session."""

    def __init__(self, lines: Lines, context: AppContext) -> None:
        self.lines = lines
        self.context = context
        self.muted = False
        self._is_unheard = False

    def say(self, *lines: str) -> None:
        """Says lines, at once; raises Cut if nobody can read them."""
        shown = [part for each in lines if each for part in _parts(_to_be_heard(each))]
        if self._is_unheard:
            note(" ".join(shown))
        else:
            self._write(said(*shown))

    def cut_off(self) -> None:
        """Says what is left to say on standard error, where it stops nothing if nobody reads it."""
        self._is_unheard = True

    def ring(self, text: str) -> None:
        """Rings as the settings say, with `text` in the notification; only a terminal is rung."""
        settings = self.context.book.settings
        if self.muted or self._is_unheard or not sys.stdout.isatty():
            return
        notify = "off" if os.environ.get("TERM") == "dumb" else settings.notify
        self._write(alarm("Mat", text, bell=settings.bell, notify=notify, environ=os.environ))

    def _write(self, text: str) -> None:
        try:
            sys.stdout.write(text)
            sys.stdout.flush()
        except OSError as error:
            self.cut_off()
            discard_output(sys.stdout)
            if isinstance(error, BrokenPipeError):
                raise Cut(128 + signal.SIGPIPE) from None
            complain(f"The output could not be written: {error.strerror or error}.")
            raise Cut(EXIT_FAILED) from None

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
                self.say(capital(str(refused)))


def _to_be_heard(line: str) -> str:
    """Returns a line without what only an eye takes in.

    A dot between two facts, and the dash in its place, are read out by name, and 4:48 minutes as an hour of
    the day.
    """
    spelled = _CLOCK.sub(lambda found: spoken(60 * int(found[1]) + int(found[2])), line)
    return spelled.replace(" \u00b7 ", ", ")


def _parts(line: str) -> list[str]:
    """Returns a line that is too long to hear at once as its sentences, others whole."""
    return [line] if len(line) <= LONGEST_LINE else _SENTENCE_END.split(line)


def scale_of(typed: str, field: str) -> int | None:
    """Returns an answer from 0 to 10; None for an empty one. Raises UsageError for others."""
    if not typed:
        return None
    try:
        return arguments.scale(field, typed)
    except UsageError:
        raise Refused(f"{field}: type a whole number from 0 to 10, or Enter alone to skip it.") from None


def skin_or_meaning(talk: Talk, typed: str) -> Skin | None:
    """Returns the answer on the skin; says what the words mean after a question mark, and asks again."""
    if typed == "?":
        talk.say(*SKIN_MEANS)
        raise Refused(f"Type a word or its number: {SKIN_WORDS}.")
    return skin_of(typed)


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
