"""The text of a paste while it arrives."""

from __future__ import annotations

import re
from typing import Final

LONGEST_PASTE: Final = 1 << 14
"""Characters of a paste that are kept; no field takes more than a part of them."""

_ENDS: Final = re.compile("(?:\x1b\\[|[\x9b\udc9b])201~")
_MAY_END: Final = re.compile("(?:\x1b(?:\\[(?:2(?:0(?:1)?)?)?)?|[\x9b\udc9b](?:2(?:0(?:1)?)?)?)\\Z")


class PasteBuffer:
    """Collects a paste up to its closing sequence, which may be split over reads anywhere."""

    def __init__(self) -> None:
        self._text = ""
        self._tail = ""
        """Characters that may be the beginning of the closing sequence."""

    def take(self, data: str) -> int | None:
        """Takes the next characters; returns how many of them belong to it if they close it, else None."""
        before = len(self._tail)
        data = self._tail + data
        end = _ENDS.search(data)
        if end is not None:
            self._keep(data[: end.start()])
            return end.end() - before
        begun = _MAY_END.search(data, max(0, len(data) - 5))
        self._tail = begun[0] if begun else ""
        self._keep(data[: len(data) - len(self._tail)])
        return None

    def closes_in(self, data: str) -> bool:
        """Returns whether the next characters hold the end of the closing sequence."""
        return _ENDS.search(self._tail + data) is not None

    def empty(self) -> str:
        """Returns the text, and makes room for the next paste."""
        text, self._text, self._tail = self._text, "", ""
        return text

    def _keep(self, text: str) -> None:
        self._text += text[: LONGEST_PASTE - len(self._text)]
