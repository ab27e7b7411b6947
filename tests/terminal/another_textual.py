"""A Textual of another version: its source is changed as it is imported, and the coach runs on it.

`python -m tests.terminal.another_textual ALTERATIONS CLOCK_FILE [ARGUMENT...]`, where the first is a list in
JSON, of pairs of a regular expression and what takes its place. Both are applied to all of Textual, so that a
name that is changed is changed wherever Textual itself uses it, as a release would do.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from importlib.util import spec_from_file_location
from pathlib import Path
from types import CodeType, ModuleType

Alteration = tuple[str, str]

MOVED = "_moved"
"""The end of the name of a module that was renamed; it lies in the file of before."""


class Altered:
    """A finder of Textual's modules that changes their source."""

    def __init__(self, alterations: Sequence[Alteration]) -> None:
        self._alterations = [(re.compile(pattern), put) for pattern, put in alterations]
        self._gone = {name for name, put in alterations if put.endswith(MOVED)}

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Return the spec of a module of Textual whose source is another now; None for all others."""
        if not name.startswith("textual."):
            return None
        if any(re.search(pattern, name) for pattern in self._gone):
            raise ModuleNotFoundError(name, name=name)
        there = PathFinder.find_spec(name.removesuffix(MOVED), path)
        if there is None or not isinstance(there.loader, SourceFileLoader) or there.origin is None:
            return None
        source = Path(there.origin).read_text(encoding="utf-8")
        altered = source
        for pattern, put in self._alterations:
            altered = pattern.sub(put, altered)
        if altered == source and name == there.name:
            return None
        return spec_from_file_location(
            name,
            there.origin,
            loader=_AlteredLoader(name, there.origin, altered),
            submodule_search_locations=there.submodule_search_locations,
        )


class _AlteredLoader(SourceFileLoader):
    def __init__(self, name: str, path: str, source: str) -> None:
        super().__init__(name, path)
        self._source = source

    def get_code(self, fullname: str) -> CodeType:
        return compile(self._source, self.path, "exec", dont_inherit=True)


def install(alterations: Sequence[Alteration]) -> None:
    """Change Textual in this process, which must not have imported it yet."""
    assert not any(name.startswith("textual.") for name in sys.modules)
    sys.meta_path.insert(0, Altered(alterations))


def renamed(name: str) -> Alteration:
    """Return the alteration in which a name is another everywhere."""
    return rf"(?<!\w){name}(?!\w)", f"{name}_of_old"


def moved(module: str) -> Alteration:
    """Return the alteration in which a module of Textual's own is another."""
    return rf"\btextual\.{module}\b", f"textual.{module}{MOVED}"


def with_one_more(method: str) -> Alteration:
    """Return the alteration in which a function or a method takes a further parameter."""
    return rf"(def {method}\([^)]*?),?(\s*\)(?: ->[^:]+)?:\n)", r"\1, changed=None\2"


if __name__ == "__main__":
    install(json.loads(sys.argv[1]))
    from coach.cli import main
    from tests.e2e.clock import ShiftedClock

    sys.exit(main(sys.argv[3:], ShiftedClock(Path(sys.argv[2]))))
