"""What a program has switched on in a terminal and not off again."""

from __future__ import annotations

import re

SEQUENCE = re.compile(
    rb"\x1b\[[0-?]*[ -/]*[@-~]"
    rb"|\x1b\](?:[^\x07\x1b]|\x1b(?!\\))*(?:\x07|\x1b\\)"
    rb"|\x1b[PX^_](?:[^\x1b]|\x1b(?!\\))*\x1b\\"
    rb"|\x1b[ -/]+[0-~]|\x1b[0-OQ-WYZ\\`-~]"
)
UNFINISHED = re.compile(
    rb"\x1b(?:\[[0-?]*[ -/]*|\](?:[^\x07\x1b]|\x1b(?!\\))*\x1b?|[PX^_](?:[^\x1b]|\x1b(?!\\))*\x1b?|[ -/]*)$"
)

_NORMALLY_ON = {7: "no line wrap", 25: "hidden cursor"}
_STYLE = re.compile(rb"\x1b\[([0-9;:]*)m")
_PRIVATE = re.compile(rb"\x1b\[\?([0-9;]+)([hl])")


class Modes:
    """Follows the sequences that a program sends."""

    def __init__(self) -> None:
        self.on: dict[int, bool] = {}
        self.kitty = 0
        self.titles = 0
        self.styled = False
        """Whether text would come out in another style than the plain one."""

    def see(self, sequence: bytes) -> None:
        """Take note of one whole sequence."""
        if private := _PRIVATE.fullmatch(sequence):
            for number in private[1].split(b";"):
                self.on[int(number)] = private[2] == b"h"
        elif style := _STYLE.fullmatch(sequence):
            self.styled = style[1] not in {b"", b"0"}
        elif sequence.startswith(b"\x1b[>") and sequence.endswith(b"u"):
            self.kitty += 1
        elif sequence.startswith(b"\x1b[<") and sequence.endswith(b"u"):
            self.kitty = max(0, self.kitty - 1)
        elif sequence.startswith(b"\x1b[22;") and sequence.endswith(b"t"):
            self.titles += 1
        elif sequence.startswith(b"\x1b[23;") and sequence.endswith(b"t"):
            self.titles = max(0, self.titles - 1)

    def left(self) -> set[str]:
        """What is not as a program finds it; empty where all was given back."""
        found = {f"?{number}" for number, on in self.on.items() if on and number not in _NORMALLY_ON}
        found |= {name for number, name in _NORMALLY_ON.items() if self.on.get(number) is False}
        if self.kitty:
            found.add("kitty keys")
        if self.titles:
            found.add("title put aside")
        if self.styled:
            found.add("style")
        return found
