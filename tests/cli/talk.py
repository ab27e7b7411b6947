"""Someone at a prompt, and all that is typed and said there."""

from __future__ import annotations

import re
from datetime import timedelta
from unittest.mock import patch

from coach.cli.plain_session import whole_session
from tests.cli.conftest import Shell
from tests.cli.plain_session.fortnight_in_lines import Typing
from tests.cli.plain_session.scripted import Entry

HIDDEN = (
    (re.compile(r"\b[0-9A-HJKMNP-TV-Z]{26}\b"), "<id>"),
    (re.compile(r"(?<=Z-)[0-9a-f]{16}\b"), "<digest>"),
    (re.compile(r"(?<=, column )\d+"), "<n>"),
)
"""What is another each time."""


class Talk:
    """Someone at a prompt, and all that is typed and said there."""

    def __init__(self, shell: Shell) -> None:
        self.shell = shell
        self.folder = shell.path.parent.parent
        self._lines: list[str] = []

    def __call__(self, line: str) -> None:
        """Runs a command; what it complains of is marked."""
        said = self.shell(*line.split())
        marked = [f"! {each}" for each in said.err.splitlines()]
        status = [f"-> {said.status}"] if said.status else []
        self._lines += [f"$ coach {line}", *said.out.splitlines(), *marked, *status, ""]

    def lies(self, *entries: Entry, words: str = "") -> None:
        """Runs `coach session` and types these lines, each where it is read."""
        lines = Typing(self.shell.clock, *entries)
        with patch.object(whole_session, "standard_input", lambda: lines):
            self(f"session {words}".rstrip())

    def quietly(self, *lines: str) -> None:
        """Runs commands that other tests are about."""
        for line in lines:
            self.shell(*line.split())

    def waits(self, **time: float) -> None:
        """Lets time go by."""
        self.shell.clock.advance(timedelta(**time))

    def spoils(self, old: bytes, new: bytes, times: int = -1) -> None:
        """Changes the file from beside."""
        data = self.shell.path.read_bytes()
        assert old in data
        self.shell.path.write_bytes(data.replace(old, new, times))

    def writes(self, name: str, text: str) -> None:
        """Writes a file into the folder in which the person is."""
        (self.folder / name).write_text(text, encoding="utf-8")

    def another(self, name: str) -> Talk:
        """The same person on another machine, with a file of its own."""
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        return Talk(Shell(path, self.shell.clock, self.shell._capsys))

    @property
    def text(self) -> str:
        """All that was said."""
        text = "\n".join(self._lines).replace(str(self.folder), "<folder>")
        for pattern, name in HIDDEN:
            text = pattern.sub(name, text)
        return text


def three_days(talk: Talk) -> None:
    talk.quietly("setup --screening none --tz UTC")
    for _ in range(3):
        talk.quietly("log 5 --sharpness 3 --skin clear --before 6 --after 4")
        talk.waits(days=1)
        talk.quietly("check clear")
