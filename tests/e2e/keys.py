"""What a terminal sends for a key."""

from __future__ import annotations

NAMED = {
    "enter": "\r",
    "tab": "\t",
    "shift+tab": "\x1b[Z",
    "space": " ",
    "backspace": "\x7f",
    # As the kitty protocol has it: a lone ESC could be the start of what is sent next.
    "escape": "\x1b[27u",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "home": "\x1b[H",
    "end": "\x1b[F",
    "delete": "\x1b[3~",
    "pageup": "\x1b[5~",
    "pagedown": "\x1b[6~",
    "f1": "\x1bOP",
    "f5": "\x1b[15~",
}


def sent_for(key: str) -> bytes:
    """The bytes of a key: one of `NAMED`, `ctrl+` and a letter, or a character that is itself."""
    if key in NAMED:
        return NAMED[key].encode()
    if key.startswith("ctrl+") and len(key) == 6:
        return bytes([ord(key[-1]) & 0x1F])
    if len(key) != 1:
        raise ValueError(f"no such key: {key!r}")
    return key.encode()
