"""In a copy of the tree: which tests enter which functions, and which test notices a change.

Run as `python -B -m tests.mutant_runs`, with a task a line on stdin and an answer a line on stdout. Each task
has a process of its own, forked from one that has imported what stands outside of the tree.
"""

from __future__ import annotations

import builtins
import contextlib
import json
import os
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import hypothesis  # noqa: F401 - these are imported once here rather than in each fork
import pytest
import textual.app
import textual.widgets  # noqa: F401

from tests.mutating import recorded

HANGS_S = 1800
"""Seconds after which a run is held to hang, which is noticed as well."""


class Task(NamedTuple):
    """Tests to run: with a module as `text` has it, or, without one, to see what they enter."""

    tests: list[str]
    path: str = ""
    text: str = ""


class Failures:
    """A plugin of pytest that keeps the names of what failed."""

    def __init__(self) -> None:
        self.names: list[str] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.names.append(report.nodeid)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self.names.append(report.nodeid)


class Entered:
    """A plugin of pytest that keeps the functions that each test enters."""

    def __init__(self) -> None:
        self.by_test: dict[str, list[str]] = {}
        self._now: set[str] = set()
        vars(builtins)["_entered"] = self._now.add

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        self._now.clear()
        result = yield
        self.by_test[item.nodeid] = sorted(self._now)
        return result


def run(tests: list[str], *options: str, plugin: object) -> None:
    """Runs tests, quietly; their names come from a file, for there may be many."""
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        names = Path(folder, "names")
        names.write_text("\n".join(tests), encoding="utf-8")
        quiet = ("-q", "-n", "0", "--tb=no", "--assert=plain", "-p", "no:cacheprovider")
        pytest.main([f"@{names}", *quiet, f"--basetemp={folder}/base", *options], [plugin])


def first_failure(tests: list[str]) -> str:
    """The first test that fails; empty where none does."""
    failures = Failures()
    run(tests, "-x", plugin=failures)
    return failures.names[0].removeprefix("tests/") if failures.names else ""


def entered(tests: list[str]) -> str:
    """The functions that each test enters, as JSON."""
    for module in Path("coach").rglob("*.py"):
        module.write_text(recorded(module, module.read_text(encoding="utf-8")), encoding="utf-8")
    plugin = Entered()
    run(tests, plugin=plugin)
    return json.dumps(plugin.by_test)


def forked(act: Callable[[list[str]], str], tests: list[str], hangs_s: int = 0) -> str:
    """What `act` returns, from a process that takes in the modules as they are on the disk now.

    Where it takes more than `hangs_s` seconds, 0 being no limit, it is ended.
    """
    get, put = os.pipe()
    child = os.fork()
    if child == 0:
        os.setsid()
        signal.alarm(hangs_s)
        silent = os.open(os.devnull, os.O_RDWR)
        for number in (0, 1, 2):
            os.dup2(silent, number)
        with os.fdopen(put, "w", encoding="utf-8") as tell:
            tell.write(act(tests))
        os._exit(0)
    os.close(put)
    with os.fdopen(get, encoding="utf-8") as told:
        found = told.read()
    _, status = os.waitpid(child, 0)
    with contextlib.suppress(ProcessLookupError):  # what the tests started, if they did not come to end it
        os.killpg(child, signal.SIGKILL)
    if os.WIFEXITED(status) and status != 0:
        raise RuntimeError(f"a run ended with {os.WEXITSTATUS(status)}")
    return found if status == 0 else f"ended by signal {os.WTERMSIG(status)}"


def main() -> None:
    """Does each task of stdin."""
    for line in sys.stdin:
        task = Task(*json.loads(line))
        if not task.path:
            answer = forked(entered, task.tests)
        else:
            module = Path(task.path)
            whole = module.read_text(encoding="utf-8")
            module.write_text(task.text, encoding="utf-8")
            try:
                answer = forked(first_failure, task.tests, HANGS_S)
            finally:
                module.write_text(whole, encoding="utf-8")
        sys.stdout.write(f"{answer}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
