"""The characters that begin and end what a terminal sends besides keys."""

from __future__ import annotations

import re
from typing import Final

ESC: Final = "\x1b"

STRINGS: Final = frozenset("]PX^_")
"""The letters that begin a string when they follow Esc: OSC, DCS, SOS, PM and APC."""
_C1: Final = {0x8F: "O", 0x90: "P", 0x98: "X", 0x9B: "[", 0x9D: "]", 0x9E: "^", 0x9F: "_"}
"""The 8-bit forms of the introducers, by the letter that follows Esc in the 7-bit form."""
INTRODUCERS: Final = {
    form: letter for code, letter in _C1.items() for form in (chr(code), chr(0xDC00 + code))
}
"""The same as characters: decoded from UTF-8, or as a lone byte that `surrogateescape` stands for."""
STRING_ENDS: Final = re.compile("[\x07\x18\x1a\x1b\x9c\udc9c]")
"""The characters that end a string or may begin its end: BEL, CAN, SUB, Esc and ST."""
