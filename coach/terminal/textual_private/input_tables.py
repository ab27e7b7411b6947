"""Textual's parser of input and its tables of keys."""

from __future__ import annotations

from collections.abc import Container
from importlib import import_module
from typing import TYPE_CHECKING, Final

from textual import keys

from coach.terminal.textual_private.names import INPUT

if TYPE_CHECKING:
    from textual._xterm_parser import XTermParser


def _table(module: str, name: str) -> Container[str]:
    return getattr(import_module(module), name) if INPUT.holds else frozenset()


KEY_SEQUENCES: Final = _table("textual._ansi_sequences", "ANSI_SEQUENCES_KEYS")
"""The sequences that are keys."""

FUNCTIONAL_KEYS: Final = _table("textual._keyboard_protocol", "FUNCTIONAL_KEYS")
"""The keys that kitty's protocol names by a number and a letter."""


def new_parser(*, debug: bool) -> XTermParser:
    """Returns a parser that has read nothing yet; `debug` writes Textual's log of keys."""
    from textual._xterm_parser import XTermParser

    return XTermParser(debug)


def is_waiting(parser: XTermParser) -> bool:
    """Returns whether a parser waits for the rest of something."""
    return parser._awaiting.timeout is not None


def key_name(character: str) -> str:
    """Returns the name of a character as Textual's bindings have it."""
    return keys._character_to_key(character)
