"""Turns what a terminal sends into Textual's events, whatever it sends."""

from __future__ import annotations

from codecs import getincrementaldecoder
from typing import TYPE_CHECKING

from textual import events

from coach.terminal.control_codes import ESC
from coach.terminal.input_filter import InputFilter
from coach.terminal.input_pieces import Piece, PieceKind
from coach.terminal.key_protocols import normalized
from coach.terminal.textual_private.input_tables import is_waiting, key_name, new_parser

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from textual.message import Message


class InputReader:
    """Lets Textual's parser read one piece after the other, and replaces it when it stumbles.

    The parser never sees the beginning of a sequence without its end. So it never waits, and what it cannot
    read cannot become keys.
    """

    def __init__(self, escape_delay: float, *, debug: bool = False) -> None:
        """Takes the seconds that a lone Esc waits; `debug` writes Textual's log of keys."""
        self._filter = InputFilter(escape_delay)
        # A byte that is no UTF-8 may be an 8-bit control code, whose letters would be left as keys.
        self._decode = getincrementaldecoder("utf-8")("surrogateescape").decode
        self._debug = debug
        self._parser = new_parser(debug=debug)

    @property
    def deadline(self) -> float | None:
        """The time at which `tick` is due; None while nothing is waited for."""
        return self._filter.deadline

    def feed(self, data: bytes, now: float) -> Iterator[Message]:
        """Takes the bytes that were read at a time in seconds; returns the events that they make."""
        return self._events(self._filter.feed(self._decode(data), now))

    def tick(self, now: float) -> Iterator[Message]:
        """Returns the events of input whose rest has not come in time."""
        return self._events(self._filter.tick(now))

    def _events(self, pieces: Iterable[Piece]) -> Iterator[Message]:
        for kind, text in pieces:
            if kind is PieceKind.PASTE:
                yield events.Paste(_decoded(text))
            elif kind is PieceKind.ALT:
                yield _with_alt(text)
            elif text == ESC:
                yield events.Key("escape", ESC)
            elif (sequence := normalized(text) if kind is PieceKind.SEQUENCE else text) is not None:
                yield from self._parsed(sequence)

    def _parsed(self, sequence: str) -> list[Message]:
        try:
            found = list(self._parser.feed(sequence))
        except Exception:
            # Whatever it is that Textual cannot read, it was no key, and the app goes on.
            found = []
        else:
            if not is_waiting(self._parser):
                return found
        self._restart()
        return []

    def _restart(self) -> None:
        old, self._parser = self._parser, new_parser(debug=self._debug)
        # What the terminal has reported so far holds for the new parser as well.
        self._parser.mouse_pixels = old.mouse_pixels
        self._parser.terminal_size = old.terminal_size
        self._parser.terminal_pixel_size = old.terminal_pixel_size
        self._parser.last_x, self._parser.last_y = old.last_x, old.last_y


def _decoded(text: str) -> str:
    """Returns a pasted text with a sign in place of each byte that is no UTF-8, and without NUL."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace").replace("\0", "")


def _with_alt(character: str) -> events.Key:
    """Returns the key of a character with Alt, as Textual names it: `alt+q`, `alt+shift+q`, `alt+slash`."""
    name = key_name(character)
    shift = "shift+" if len(name) == 1 and name.isupper() else ""
    # Without the character, so that no field takes it for typed.
    return events.Key(f"alt+{shift}{name.lower() if shift else name}", None)
