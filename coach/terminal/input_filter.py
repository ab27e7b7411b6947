"""Cuts what a terminal sends into keys, whole sequences and pastes, and drops everything else.

A terminal also sends answers, to what another program asked without waiting, or to nothing at all. Read as
keys they would press some (`ESC ] 11 ; rgb:…` has an `r` in it), so strings (OSC, DCS, APC, PM, SOS) are
dropped whole, and what begins as a sequence never ends as letters, even if its rest never comes. Every
decision depends on what comes and when, never on how it was split over reads.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.terminal.control_codes import ESC, INTRODUCERS, STRING_ENDS, STRINGS
from coach.terminal.input_limits import APART_S, BULK, LONGEST_CSI, LONGEST_STRING, PASTE_S, REST_S, WHOLE_S
from coach.terminal.input_pieces import Piece, PieceKind
from coach.terminal.paste_buffer import PasteBuffer
from coach.terminal.textual_private.input_tables import KEY_SEQUENCES

if TYPE_CHECKING:
    from collections.abc import Callable


class InputFilter:
    """A state machine that takes the input with its time, and returns each piece once it is certain."""

    def __init__(self, escape_delay: float) -> None:
        """Takes the seconds for which a sequence may still follow Esc, or Esc and one letter."""
        self.deadline: float | None = None
        """The time at which `tick` is due; None while nothing is waited for."""
        self._escape_delay = escape_delay
        self._state: Callable[[str], None] = self._ground
        self._pieces: list[Piece] = []
        self._now = 0.0
        self._began_at = 0.0
        """When the sequence began, or when so much of it came that it was sure to go on."""
        self._last_at = 0.0
        """When the last character before the present Esc came."""
        self._sequence = ""
        """The sequence so far."""
        self._may_be_alt = False
        """Whether the sequence may turn out to be a key pressed with Alt."""
        self._length = 0
        """Characters of the present string so far, or bytes that a mouse report still lacks."""
        self._paste_buffer = PasteBuffer()
        self._paste_stalled = False
        self._trickled = 0
        """Characters of the paste since so much came of it that it was sure to go on."""

    def feed(self, data: str, now: float) -> list[Piece]:
        """Takes what was read at a time in seconds, and returns what has become certain.

        The text is decoded with `surrogateescape`.
        """
        self._now = now
        if len(data) >= BULK:
            # Nobody types so much: what is open goes on, and so does a paste that was given up too early.
            self._began_at = now
            self._trickled = 0
            if self._paste_stalled and data[0] != ESC:
                self._state = self._paste
        elif self._state == self._paste:
            self._trickle(data)
        elif self._state != self._ground and now >= self._began_at + WHOLE_S:
            # Its end was lost, and these are keys, each of which would put off the deadline.
            self._expire()
        self._paste_stalled = False
        at = 0
        while at < len(data):
            if self._state == self._paste:
                at = self._take_paste(data, at)
            elif self._state == self._string and self._length:
                at = self._take_string(data, at)
            else:
                self._state(data[at])
                at += 1
        return self._take_pieces()

    def tick(self, now: float) -> list[Piece]:
        """Decides on what was waited for and did not come; returns what has become certain."""
        self._now = now
        if self.deadline is not None and now >= self.deadline:
            self._expire()
        return self._take_pieces()

    def _take_pieces(self) -> list[Piece]:
        given, self._pieces = self._pieces, []
        return given

    def _emit(self, kind: PieceKind, text: str) -> None:
        self._pieces.append(Piece(kind, text))

    def _wait(self, state: Callable[[str], None], seconds: float) -> None:
        self._state = state
        self.deadline = self._now + seconds

    def _reset(self) -> None:
        """Returns to the ground state, in which nothing is open."""
        self._state = self._ground
        self.deadline = None

    def _expire(self) -> None:
        """Gives up waiting: what may have been a key is one, what was sure to be a sequence is dropped."""
        state = self._state
        self._reset()
        if state == self._escape:
            self._emit(PieceKind.KEY, ESC)
        elif state == self._string_escape:
            self._escape_in_string()
        elif state == self._paste:
            self._end_paste()
            self._paste_stalled = True
        elif state in (self._csi, self._ss3, self._string):
            self._abandon()

    def _abandon(self) -> None:
        """Drops a sequence that was cut off, unless it is whole after all, or a key pressed with Alt."""
        if self._may_be_alt:
            self._emit(PieceKind.ALT, self._sequence[1])
        elif self._sequence.endswith("$") and self._sequence in KEY_SEQUENCES:
            self._emit(PieceKind.SEQUENCE, self._sequence)

    def _interrupt(self, char: str) -> None:
        """Gives up the sequence at a character that cannot be part of it, and begins again with that one."""
        self._reset()
        self._abandon()
        self._ground(char)

    # The states of the machine: each takes one character.

    def _ground(self, char: str) -> None:
        if char == ESC:
            self._last_at = self._began_at = self._now
            self._wait(self._escape, self._escape_delay)
        elif (letter := INTRODUCERS.get(char)) is not None:
            self._began_at = self._now
            self._introduce(letter, by_key=False)
        elif "\udc80" <= char <= "\udcff":
            if char > "\udc9f":  # no control code, but a letter in another encoding
                self._emit(PieceKind.KEY, "\ufffd")
        elif not "\x80" <= char <= "\x9f":
            self._emit(PieceKind.KEY, char)

    def _introduce(self, letter: str, *, by_key: bool) -> None:
        self._sequence = ESC + letter
        self._may_be_alt = by_key
        self._length = 0
        state = self._csi if letter == "[" else self._ss3 if letter == "O" else self._string
        self._wait(state, self._escape_delay if by_key else REST_S)

    def _escape(self, char: str) -> None:
        if char == ESC:
            self._emit(PieceKind.KEY, ESC)
            self._wait(self._escape, self._escape_delay)
        elif char in "[O" or char in STRINGS:
            self._introduce(char, by_key=True)
        elif ESC + char in KEY_SEQUENCES:
            self._reset()
            self._emit(PieceKind.SEQUENCE, ESC + char)
        elif char < " " or "\x7f" <= char <= "\x9f" or "\udc80" <= char <= "\udcff":
            # Enter right behind Esc, as over a slow line: two keys.
            self._reset()
            self._emit(PieceKind.KEY, ESC)
            self._ground(char)
        else:
            self._reset()
            self._emit(PieceKind.ALT, char)

    def _csi(self, char: str) -> None:
        if self._sequence == "\x1b[" and char in "M[":
            self._may_be_alt = False
            self._length = 3  # bytes of the mouse report: the button, the column and the row
            self._wait(self._x10_mouse if char == "M" else self._console_key, REST_S)
        elif " " <= char <= "?":
            self._may_be_alt = False
            if len(self._sequence) < LONGEST_CSI:
                self._sequence += char
            # rxvt ends Shift and Home in `$`, which elsewhere announces one more character
            is_key = char == "$" and self._sequence in KEY_SEQUENCES
            self._wait(self._csi, self._escape_delay if is_key else REST_S)
        elif "@" <= char <= "~":
            self._reset()
            sequence = self._sequence + char
            if sequence == "\x1b[200~":
                self._trickled = 0
                self._wait(self._paste, PASTE_S)
            elif len(sequence) < LONGEST_CSI:
                self._emit(PieceKind.SEQUENCE, sequence)
        else:
            self._interrupt(char)

    def _x10_mouse(self, char: str) -> None:
        """Skips a mouse report of three bytes, from terminals that know no later protocol."""
        if char < " ":
            # Every byte of a report is a blank or more, so this one was cut off.
            self._reset()
            self._ground(char)
            return
        # Two of its bytes may have been decoded as one character.
        self._length -= len(char.encode("utf-8", "surrogateescape"))
        if self._length <= 0:
            self._reset()

    def _console_key(self, char: str) -> None:
        """Takes F1 to F5 of the Linux console: `CSI [ A` to `CSI [ E`."""
        self._reset()
        if "A" <= char <= "E":
            self._emit(PieceKind.SEQUENCE, f"\x1b[[{char}")
        else:
            self._ground(char)

    def _ss3(self, char: str) -> None:
        if char in "0123456789;":
            self._may_be_alt = False
            if len(self._sequence) < LONGEST_CSI:
                self._sequence += char
            self._wait(self._ss3, REST_S)
        elif "@" <= char <= "~":
            self._reset()
            self._emit(PieceKind.SEQUENCE, self._sequence + char)
        else:
            self._interrupt(char)

    def _string(self, char: str) -> None:
        """Takes the first character of a string; `_take_string` takes the others."""
        # Enter right behind Alt and a bracket: no string begins with a control character.
        if self._may_be_alt and (char < " " or char == "\x7f") and not STRING_ENDS.match(char):
            self._interrupt(char)
        else:
            self._take_string(char, 0)

    def _take_string(self, data: str, at: int) -> int:
        self._may_be_alt = False
        end = STRING_ENDS.search(data, at)
        after = end.end() if end else len(data)
        self._length += after - at
        if end is None and self._length < LONGEST_STRING:
            self._last_at = self._now
            self._wait(self._string, REST_S)
        elif end is not None and end[0] == ESC:
            if end.start() > at:
                self._last_at = self._now
            self._began_at = self._now
            self._wait(self._string_escape, self._escape_delay)
        else:
            self._reset()
        return after

    def _string_escape(self, char: str) -> None:
        """Takes the character after an Esc in a string: a backslash ends it, others begin something else."""
        if char == "\\":
            self._reset()
        elif char == ESC:
            self._escape_in_string()
            self._wait(self._escape, self._escape_delay)
        else:
            self._escape(char)

    def _escape_in_string(self) -> None:
        """Emits the Esc as a key, unless it came right behind the string, as one half of its end."""
        if self._began_at - self._last_at >= APART_S:
            self._emit(PieceKind.KEY, ESC)

    def _paste(self, char: str) -> None:
        self._take_paste(char, 0)

    def _take_paste(self, data: str, at: int) -> int:
        """Takes what belongs to a paste; returns where the next thing begins."""
        closed = self._paste_buffer.take(data[at:])
        if closed is not None:
            self._end_paste()
            return at + closed
        self._wait(self._paste, PASTE_S)
        return len(data)

    def _trickle(self, data: str) -> None:
        """Ends a paste of which no more comes than somebody types: its end was lost, and those are keys."""
        self._trickled += len(data)
        if self._trickled >= BULK:
            self._began_at, self._trickled = self._now, 0
        elif self._now >= self._began_at + WHOLE_S and not self._paste_buffer.closes_in(data):
            self._expire()

    def _end_paste(self) -> None:
        self._reset()
        self._emit(PieceKind.PASTE, self._paste_buffer.empty())
