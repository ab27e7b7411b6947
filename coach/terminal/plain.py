"""Text that a terminal cannot mistake for a command."""

from __future__ import annotations

import unicodedata

_REORDERING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_UNSAFE = frozenset({"Cc", "Cs", "Zl", "Zp"})


def plain(text: str, limit: int) -> str:
    """The text on one line, without control and reordering characters, of `limit` characters at most."""
    kept = (
        " " if character.isspace() else character
        for character in text
        if character.isspace() or not _unsafe(character)
    )
    return " ".join("".join(kept).split())[:limit].rstrip()


def _unsafe(character: str) -> bool:
    return character in _REORDERING or unicodedata.category(character) in _UNSAFE
