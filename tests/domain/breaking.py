"""Breaks the rules one by one in a copy of the tree, and tells which test of the default run notices.

Run in the copy as `python -B -m tests.domain.breaking`: reads places in `MUTATIONS` from stdin, a line each,
and answers each with the name of a test, or nothing. A fork for each spares the start of pytest.
"""

from __future__ import annotations

import os
import sys
import tomllib
from pathlib import Path
from typing import NamedTuple

import hypothesis  # noqa: F401 - imported once here rather than in each fork
import pytest

from tests.mutant_runs import Failures


class Mutation(NamedTuple):
    """A rule, and how it is broken: in a module of the domain, `new` for `old`."""

    rule: str
    module: str
    old: str
    new: str

    @property
    def path(self) -> Path:
        """The module, from the root of the tree."""
        return Path("coach", "domain", f"{self.module}.py")


TABLE = Path(__file__).with_name("mutations.toml").read_text(encoding="utf-8")
MUTATIONS = tuple(Mutation(*each) for each in tomllib.loads(TABLE)["mutations"])

TESTS = (
    "ramp/rules", "ramp/given_answers", "ramp/skin_history", "ramp/reductions", "ramp/soreness",
    "ramp/days_off", "ramp/sensitive_skin",
    "ramp/ladder", "ramp/limits", "session/cautions", "ramp/reasons", "session/skin_check",
    "session/manual_entry", "session/live", "onboarding/setup", "habit/day_history", "habit/streak",
    "habit/rhythm", "today", "ramp/projection", "session/unattended", "session/skin_report",
    "safety/screening", "drafts",
    "session/timer", "session/timer_record", "session/recovery", "session/cues", "ramp/six_hours",
    "session/corrections", "session/skin_answers", "ramp/properties", "ramp/pace",
)  # fmt: skip


def file_of(name: str) -> Path:
    """The tests of a module of the domain, by its name or that of what they test."""
    room, slash, stem = name.rpartition("/")
    return Path(f"tests/domain/{room}{slash}test_{stem}.py")


def tests_for(module: str) -> tuple[str, ...]:
    """The tests that may notice a broken rule: the module's own first, then those in `TESTS`."""
    own = (module, module.rpartition("/")[2])
    others = sorted(TESTS, key=lambda name: name not in own)
    return tuple(dict.fromkeys(([module] if file_of(module).is_file() else []) + others))


def first_failure(module: str) -> str:
    """The first test that fails, those of the module before the others; empty where none does."""
    for name in tests_for(module):
        failures = Failures()
        file = str(file_of(name))
        pytest.main([file, "-x", "-q", "--assert=plain", "--tb=no", "-p", "no:cacheprovider"], [failures])
        if failures.names:
            return failures.names[0].removeprefix("tests/domain/")
    return ""


def forked(module: str) -> str:
    """The same in a process of its own, which takes in the modules as they are on the disk now."""
    get, put = os.pipe()
    child = os.fork()
    if child == 0:
        silent = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silent, 1)
        os.dup2(silent, 2)
        os.write(put, first_failure(module).encode())
        os._exit(0)
    os.close(put)
    with os.fdopen(get, "rb") as told:
        found = told.read().decode()
    _, status = os.waitpid(child, 0)
    return found if status == 0 else f"ended with {status}"


def main() -> None:
    """Answers until stdin ends; -1 breaks nothing."""
    for line in sys.stdin:
        place = int(line)
        if place < 0:
            sys.stdout.write(f"{forked('')}\n")
        else:
            each = MUTATIONS[place]
            whole = each.path.read_text(encoding="utf-8")
            each.path.write_text(whole.replace(each.old, each.new), encoding="utf-8")
            try:
                sys.stdout.write(f"{forked(each.module)}\n")
            finally:
                each.path.write_text(whole, encoding="utf-8")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
