"""Which control sequences are keys, mouse events or wanted reports, and how Textual is to read them.

Textual's parser accepts more than it can read: numbers out of range make it fail, and it takes the release of
a key (kitty's event types) for a second press. What passes here is rewritten so that it cannot go wrong; all
else is dropped.
"""

from __future__ import annotations

import re
from typing import Final

from coach.terminal.textual_private.input_tables import FUNCTIONAL_KEYS, KEY_SEQUENCES
from coach.terminal.window_size import LARGEST, clamped

_FOCUS: Final = frozenset({"\x1b[I", "\x1b[O"})
_MODE_REPORT: Final = re.compile(r"\x1b\[\?(?:2026|2048);[0-4]\$y")
_MOUSE: Final = re.compile(r"\x1b\[<(\d{1,3});(\d{1,6});(\d{1,6})[Mm]")
_SIZE: Final = re.compile(r"\x1b\[48" + r";(\d{1,9})(?::[\d:]*)?" * 4 + "t")
_KEY: Final = re.compile(
    r"\x1b\[(?P<code>\d{0,7})(?::(?P<shifted>\d{0,7}))?(?::\d{0,7})?"
    r"(?:;(?P<modifiers>\d{0,3})(?::(?P<event>\d))?(?:;(?P<text>[\d:]*))?)?"
    r"(?P<end>[u~ABCDEFHPQS])"
)

_EXTRA_BUTTONS: Final = 128
"""From this number on a mouse report names buttons that Textual takes for the first three."""
_MOST_TEXT: Final = 16
"""Characters that one key may carry, as an input method sends them."""

_MODIFY_OTHER_KEYS: Final = "27"
"""The number with which xterm marks a key in its own format, `CSI 27 ; modifiers ; code ~`."""
_SHIFT: Final = 1
_CAPS_LOCK: Final = 64
_REAL_MODIFIERS: Final = 0b111111
"""The bits of Shift, Alt, Ctrl, Super, Hyper and Meta; those above are Caps Lock and Num Lock."""


def normalized(sequence: str) -> str | None:
    """Returns a whole control sequence as Textual is to read it; None if the coach has no use for it."""
    if sequence in KEY_SEQUENCES or sequence in _FOCUS or _MODE_REPORT.fullmatch(sequence):
        return sequence
    if mouse := _MOUSE.fullmatch(sequence):
        return sequence if int(mouse[1]) < _EXTRA_BUTTONS else None
    if size := _SIZE.fullmatch(sequence):
        return _size(*(int(number) for number in size.groups()))
    if key := _KEY.fullmatch(sequence):
        return _key(key)
    return None


def _size(rows: int, columns: int, high: int, wide: int) -> str | None:
    """Returns the size report within bounds, in cells where the terminal does not know its pixels.

    Textual then takes the mouse to be reported in cells as well.
    """
    if not rows or not columns:
        return None
    columns, rows = clamped(columns, rows)
    known = columns <= wide <= LARGEST[0] * 256 and rows <= high <= LARGEST[1] * 256
    return f"\x1b[48;{rows};{columns};{high if known else rows};{wide if known else columns}t"


def _key(key: re.Match[str]) -> str | None:
    code, text, end = key["code"], key["text"], key["end"]
    modifiers = int(key["modifiers"] or 1)  # all protocols send the bits plus one
    if key["event"] not in (None, "", "1", "2") or modifiers > 256:
        return None  # a release, first of all
    if end == "~" and code == _MODIFY_OTHER_KEYS and text:
        code, text, end = text, None, "u"
    if end == "u":
        return _any_key(code, key["shifted"], max(0, modifiers - 1), text)
    if text or f"{code or 1}{end}" not in FUNCTIONAL_KEYS:
        return None
    real = max(0, modifiers - 1) & _REAL_MODIFIERS
    return f"\x1b[{code or 1};{real + 1}{end}" if real else f"\x1b[{code or 1}{end}"


def _any_key(code: str, shifted: str | None, bits: int, text: str | None) -> str | None:
    """Returns a key by its character, with the text that it types if the terminal leaves that out."""
    if not code.isdecimal():
        return None
    number = int(code)
    if f"{number}u" not in FUNCTIONAL_KEYS and not (_printable(number) or (number == 0 and text)):
        return None
    typed = [part for part in (text or "").split(":") if part]
    if len(typed) > _MOST_TEXT or not all(_printable(int(part)) for part in typed):
        return None
    real = bits & _REAL_MODIFIERS
    # Only Shift or nothing: with Ctrl or Alt a key types no text.
    if not typed and real | _SHIFT == _SHIFT and f"{number}u" not in FUNCTIONAL_KEYS:
        other = int(shifted or 0)
        typed = _typed(chr(number), chr(other) if _printable(other) else "", bits)
    return f"\x1b[{number};{real + 1 if real else ''};{':'.join(typed)}u"


def _typed(char: str, shifted: str, bits: int) -> list[str]:
    """Returns the text of a key without Ctrl and Alt, as the numbers of its characters.

    Returns none if the text depends on the layout of the keyboard, which is not known.
    """
    if char.isalpha():
        char = char.upper() if bool(bits & _SHIFT) != bool(bits & _CAPS_LOCK) else char
    elif bits & _SHIFT:
        if not shifted and char != " ":
            return []
        char = shifted or char
    return [str(ord(char))] if len(char) == 1 else []


def _printable(number: int) -> bool:
    return number <= 0x10FFFF and chr(number).isprintable()
