"""Which keys the JSON of each command has, and which ones the guide `json` documents."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from coach.content.guides import Guide, Kind

_SEE = re.compile(r"\(see (A [a-z ]+)\)")
_HAS = re.compile(r"It has the keys of (A [a-z ]+) as well")
FREE = frozenset({"keymap", "rescue.kept", "rescue.from_backup", "rescue.missing", "times"})
"""Objects whose keys are words of the user's or of the file, and not keys of ours."""


def keys_of(value: Any, path: str = "") -> Iterator[str]:
    """Yields the path of each key in an object: `streak.best`, and `days[].date` in a list of objects."""
    if isinstance(value, list):
        for each in value:
            yield from keys_of(each, f"{path}[]")
    elif isinstance(value, Mapping) and path not in FREE:
        for name, inner in value.items():
            here = f"{path}.{name}" if path else name
            yield here
            yield from keys_of(inner, here)


def documented(guide: Guide) -> dict[str, set[str]]:
    """Returns the keys by heading; the parts that several commands have are put in where they are named."""
    parts: dict[str, dict[str, str]] = {}
    also: dict[str, str] = {}
    heading = ""
    for block in guide.blocks:
        if block.kind is Kind.HEADING:
            heading = block.text
        elif block.kind is Kind.TABLE:
            parts.setdefault(heading, {}).update({key.strip("`"): text for key, text in block.rows})
        elif found := _HAS.search(block.text):
            also[heading] = found[1]
            parts.setdefault(heading, {})

    def whole(name: str) -> set[str]:
        found = set()
        for key, text in parts[name].items():
            found.add(key.removesuffix("[]"))
            if see := _SEE.search(text):
                found |= {f"{key}.{inner}" for inner in whole(see[1])}
        return found | (whole(also[name]) if name in also else set())

    return {name: whole(name) for name in parts}
