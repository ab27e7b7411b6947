"""A session in lines, run in this process with scripted answers."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from coach.cli.plain_session import whole_session
from tests.cli.conftest import Said, Shell
from tests.cli.plain_session.scripted import Entry, Scripted

Lie = Callable[..., Said]


@pytest.fixture
def lie(ready: Shell, monkeypatch: pytest.MonkeyPatch) -> Lie:
    """Someone who runs `coach session` and types these lines."""

    def run(*entries: Entry, words: str = "", is_terminal: bool = True) -> Said:
        script = Scripted(ready.clock, *entries, is_terminal=is_terminal)
        monkeypatch.setattr(whole_session, "standard_input", lambda: script)
        said = ready("session", *words.split())
        assert all(char >= " " or char in "\n\a" for char in said.out + said.err)
        return said

    return run
