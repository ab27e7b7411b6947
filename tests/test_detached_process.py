"""Processes of the coach's own that outlive it: started where that can be, and no harm where it cannot."""

from __future__ import annotations

import errno
import os
from typing import Any

import pytest

from coach import detached_process

STATEMENT = "sys.exit(int(sys.argv[2]))"


def status(number: int | None) -> int:
    assert number is not None
    return os.waitstatus_to_exitcode(os.waitpid(number, 0)[1])


def test_it_runs_a_statement_with_its_words() -> None:
    assert status(detached_process.start(STATEMENT, ["7"], os.environ, [])) == 7


def test_without_setsid_in_the_c_library_it_calls_it_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    spawn = os.posix_spawn

    def plain(*words: Any, setsid: bool = False, **more: Any) -> int:
        if setsid:
            raise NotImplementedError
        return spawn(*words, **more)

    monkeypatch.setattr(os, "posix_spawn", plain)
    own = "sys.exit(os.getsid(0) != os.getpid())"
    assert status(detached_process.start(own, [], os.environ, [])) == 0


@pytest.mark.parametrize("first", [OSError(errno.EAGAIN, "none left"), NotImplementedError()])
def test_where_there_can_be_none_nothing_fails(monkeypatch: pytest.MonkeyPatch, first: Exception) -> None:
    faults = iter((first, OSError(errno.EAGAIN, "none left")))

    def spawn(*_: Any, **__: Any) -> int:
        raise next(faults)

    monkeypatch.setattr(os, "posix_spawn", spawn)
    assert detached_process.start(STATEMENT, ["7"], os.environ, []) is None
    monkeypatch.setattr("sys.executable", "")
    assert detached_process.start(STATEMENT, ["7"], os.environ, []) is None
