"""The pieces that the input of a terminal is cut into."""

from __future__ import annotations

from enum import Enum, auto
from typing import NamedTuple


class PieceKind(Enum):
    """The kinds of pieces."""

    KEY = auto()
    """One character as a key sends it; Esc among them."""
    ALT = auto()
    """The character of a key that was pressed with Alt."""
    SEQUENCE = auto()
    """A whole control sequence in its 7-bit form; `key_protocols` decides whether it means anything."""
    PASTE = auto()
    """A pasted text."""


class Piece(NamedTuple):
    """One thing that the terminal has sent."""

    kind: PieceKind
    text: str
