"""Breaks the code in many small ways, one at a time, and tells which test of its package notices.

    python -m tests.mutants --count 100 --seed 7           random ones from all of the code
    python -m tests.mutants coach/screens --kinds nothing --names action_
                                                           every action of the screens that does nothing
    python -m tests.mutants --listed                       those of `breakages.toml`

Each is made in a copy of the tree, and met by those tests of its package that enter the function; which they
are is found out first, and kept with `--map FILE` for the next time. Processes that tests start are not
followed: what survives, all tests of the package meet with `--all`. Nothing in the tree itself is changed.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from tests.mutant_runs import Task
from tests.mutating import KINDS, Mutant, mutants_of, replaced, silenced

ROOT = Path(__file__).resolve().parents[1]
LISTED = Path(__file__).with_name("breakages.toml")
PACKAGES = {
    "app": ("screens", "terminal"), "context": ("screens",), "save_queue": ("screens", "test_save_queue.py"),
    "__main__": ("cli",), "installation": ("cli", "test_installation.py"), "paths": ("cli", "test_paths.py"),
    "clock": ("cli", "test_clock.py"), "demo": ("demo", "screens/test_demo.py", "e2e/test_demo.py"),
    "widgets": ("widgets", "screens"),
    "session_control": ("screens/session",), "hooks": ("hooks", "e2e/test_hooks.py"), "faults": ("screens",),
    "opening": ("test_opening.py", "e2e"), "painter": ("painter", "e2e"),
    "detached_process": ("test_detached_process.py",),
}  # fmt: skip
"""Where the tests of a package, or of a module in none, are not in the one folder of its name."""


class Named(NamedTuple):
    """A mutant, what it is called, and the tests that are to notice it, if the table names them."""

    called: str
    mutant: Mutant
    tests: tuple[str, ...] = ()


def package_of(path: Path) -> str:
    """The package of a module of the coach, or the module itself."""
    return path.parts[1].removesuffix(".py")


def package_tests(package: str) -> list[str]:
    """The tests of a package."""
    return [f"tests/{each}" for each in PACKAGES.get(package, (package,))]


def breakage(row: dict[str, Any]) -> Mutant:
    """The mutant of a row of the table; raises LookupError for one that cannot be made any more."""
    path = Path(row["path"])
    text = (ROOT / path).read_text(encoding="utf-8")
    if "silenced" in row:
        return silenced(path, text, row["silenced"])
    return replaced(path, text, row["old"], row["new"])


def listed() -> Iterator[Named]:
    """The breakages of the table."""
    for each in tomllib.loads(LISTED.read_text(encoding="utf-8"))["breakages"]:
        yield Named(each["what"], breakage(each), tuple(each["tests"]))


@contextmanager
def a_copy() -> Iterator[subprocess.Popen[str]]:
    """A copy of the tree, with a process in it that does tasks."""
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        copy = Path(folder) / "tree"
        leave = shutil.ignore_patterns("__pycache__", "*.pyc", ".venv", ".git", ".*_cache")
        shutil.copytree(ROOT, copy, ignore=leave, symlinks=True)
        with subprocess.Popen(
            [sys.executable, "-B", "-m", "tests.mutant_runs"],
            cwd=copy,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(copy)},
        ) as worker:
            yield worker
            assert worker.stdin is not None
            worker.stdin.close()


def done(worker: subprocess.Popen[str], task: Task) -> str:
    """The answer to a task; raises RuntimeError if there is none."""
    assert worker.stdin is not None
    assert worker.stdout is not None
    worker.stdin.write(json.dumps(task) + "\n")
    worker.stdin.flush()
    if not (line := worker.stdout.readline()):
        raise RuntimeError("the process in the copy has ended")
    return line.strip()


def entered(tests: list[str]) -> dict[str, list[str]]:
    """The functions that each test enters."""
    with a_copy() as worker:
        found: dict[str, list[str]] = json.loads(done(worker, Task(tests)))
    return found


def meeting(mutant: Mutant, by_test: dict[str, list[str]]) -> list[str]:
    """The tests that enter the function, or, of what is in none, its module; the smallest tests first."""
    place = f"{mutant.path}:{mutant.function}"
    found = [test for test, names in by_test.items() if place in names]
    if not found:
        within = f"{mutant.path}:"
        found = [test for test, names in by_test.items() if any(name.startswith(within) for name in names)]
    return sorted(found, key=lambda test: len(by_test[test]))


def chosen(given: argparse.Namespace) -> list[Named]:
    """The mutants that the arguments ask for."""
    if given.listed:
        return [each for each in listed() if given.names in each.called]
    paths = [
        path for start in given.paths for path in sorted([start, *start.rglob("*.py")]) if path.is_file()
    ]
    found = [
        mutant
        for path in paths
        for mutant in mutants_of(path.relative_to(ROOT), path.read_text(encoding="utf-8"), given.kinds)
        if given.names in mutant.function
    ]
    if given.count:
        found = random.Random(given.seed).sample(found, min(given.count, len(found)))
    return [Named(f"{each.path}:{each.line} {each.function}: {each.change}", each) for each in found]


def known_tests(given: argparse.Namespace, packages: set[str]) -> dict[str, list[str]]:
    """The functions that each test of the packages enters, from the file of the last time if there is one."""
    if given.map and given.map.exists():
        kept: dict[str, list[str]] = json.loads(given.map.read_text(encoding="utf-8"))
        return kept
    found = entered(sorted({test for package in packages for test in package_tests(package)}))
    if given.map:
        given.map.write_text(json.dumps(found), encoding="utf-8")
    return found


def say(line: str) -> None:
    """Prints a line at once: what comes next may take minutes."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> None:
    """Reads the arguments, makes the mutants, and prints what survived."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("paths", nargs="*", type=lambda name: ROOT / name, default=[ROOT / "coach"])
    parser.add_argument("--count", type=int, default=0, help="so many at random; all without it")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--kinds", nargs="+", choices=KINDS, default=KINDS)
    parser.add_argument("--names", default="", help="only in functions whose name has this in it")
    parser.add_argument("--listed", action="store_true", help="those of the table")
    parser.add_argument(
        "--all", action="store_true", help="all tests of the package, not only those that enter it"
    )
    parser.add_argument("--map", type=Path, help="where to keep which test enters what")
    given = parser.parse_args()
    mutants = chosen(given)
    packages = {package_of(each.mutant.path) for each in mutants}
    by_test = {} if given.all or given.listed else known_tests(given, packages)
    caught: Counter[str] = Counter()
    of: Counter[str] = Counter()
    survived = []
    with a_copy() as worker:
        for called, mutant, named in mutants:
            package = package_of(mutant.path)
            tests = list(named) or (package_tests(package) if given.all else meeting(mutant, by_test))
            by = done(worker, Task(tests, str(mutant.path), mutant.text)) if tests else ""
            of[package] += 1
            caught[package] += bool(by)
            if not by:
                survived.append(called)
            say(f"{called}  ->  {by or ('SURVIVED' if tests else 'NEVER ENTERED')}")
    say("")
    for package, number in sorted(of.items()):
        say(f"{package:<14} {caught[package]} of {number}")
    say(f"{'all':<14} {caught.total()} of {of.total()}")
    for called in survived:
        say(f"survived: {called}")


if __name__ == "__main__":
    main()
