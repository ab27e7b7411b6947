"""Whatever clock, zone and day it is, what was said last holds: random lives against a separate model.

The whole campaign: `pytest -m long -s tests/campaigns/test_clock_lives.py`.
"""

from __future__ import annotations

import ast
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from datetime import timedelta
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from coach.domain import current_answers
from coach.domain.current_answers import _moment
from coach.domain.onboarding import safety_answers, setup, user_profile
from coach.domain.ramp import history, limits, prescriber, skin_history
from coach.domain.ramp.healing import Healing
from coach.domain.session import skin_report
from coach.store import reader
from coach.store.repair import repair
from tests.campaigns import clock_model, clock_records
from tests.campaigns.clock_lives import Life
from tests.campaigns.clock_records import Broken

LIVES, BY_COMMAND = 5_000, 100
SAMPLE, SAMPLE_BY_COMMAND = 36, 4
MUST_REACH = ("lock", "undo", "merge", "restore", "ahead", "zone change")
MEMORY = Path("/dev/shm")
"""Where files are quick, on most machines."""
ENOUGH = 500
"""How many of the lives have to reach each of these."""


def _no_fsync(fd: object) -> None:
    pass


@pytest.fixture(autouse=True)
def _no_waiting_for_the_drive(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", _no_fsync)
    monkeypatch.setenv("TZ", "UTC")


def live(seed: int, *, by_command: bool = False) -> Counter[str]:
    """One life in a folder of its own; raises Broken, with the life up to then, where a promise is broken."""
    with TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder:
        life = Life(seed, Path(folder), by_command=by_command)
        try:
            return life.run()
        except Exception as error:
            kind = ", by command" if by_command else ""
            told = "\n".join(life.told[-20:])
            raise Broken(f"life {seed}{kind}: {type(error).__name__}: {error}\n{told}") from error


def lives(seeds: Iterable[int], by_command: bool = False) -> Counter[str]:
    """Several lives; what they reached, in how many of them."""
    os.fsync = _no_fsync
    found: Counter[str] = Counter()
    for seed in seeds:
        found += live(seed, by_command=by_command) + Counter(lives=1)
    return found


def test_the_model_knows_nothing_of_the_coach() -> None:
    for module in (clock_model, clock_records):
        tree = ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8"))
        names = [each.name for node in ast.walk(tree) if isinstance(node, ast.Import) for each in node.names]
        names += [str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
        theirs = {name for name in names if name.partition(".")[0] not in sys.stdlib_module_names}
        assert theirs <= {clock_records.__name__}


def test_lives_with_wrong_clocks() -> None:
    found = sum((live(seed) for seed in range(SAMPLE)), Counter[str]())
    assert set(MUST_REACH) <= set(found)


def test_lives_with_wrong_clocks_by_command() -> None:
    for seed in range(SAMPLE_BY_COMMAND):
        live(seed, by_command=True)


@pytest.mark.long
def test_five_thousand_lives_with_wrong_clocks() -> None:
    slices = [(range(first, first + 50), False) for first in range(10_000, 10_000 + LIVES, 50)]
    slices += [(range(first, first + 10), True) for first in range(10_000, 10_000 + BY_COMMAND, 10)]
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")) as pool:
        found = sum(pool.map(lives, *zip(*slices, strict=True)), Counter[str]())
    count = found.pop("lives")
    said = ", ".join(f"{what} {count}" for what, count in found.most_common())
    sys.stdout.write(f"\n{count} lives, of which reached: {said}\n")
    assert all(found[what] >= ENOUGH for what in MUST_REACH)


# the campaign itself: what it has to find


def by_the_wall_clock(patch: pytest.MonkeyPatch) -> None:
    """The answer with the latest instant holds."""
    for module in (current_answers, user_profile):
        patch.setattr(module, "current", lambda answers: tuple(sorted(answers, key=_moment)[-1:]))


def no_six_hours(patch: pytest.MonkeyPatch) -> None:
    """A planned session may follow at once, on the next day."""
    patch.setattr(prescriber, "next_start", lambda *_: None)


def checks_at_once(patch: pytest.MonkeyPatch) -> None:
    """A clear skin is believed before marks had time to show."""
    for module in (history, skin_history, skin_report):
        patch.setattr(module, "BETWEEN_SESSIONS", timedelta())


def nothing_ahead(patch: pytest.MonkeyPatch) -> None:
    """What is dated ahead counts at once."""
    patch.setattr(reader, "as_of", lambda book, now: book._replace(now=now))


def no_trailing_hours(patch: pytest.MonkeyPatch) -> None:
    """Minutes of before the turn of the day are forgotten."""
    patch.setattr(limits, "recent", lambda *_: [])


def forgetful_restores(patch: pytest.MonkeyPatch) -> None:
    """A backup takes back the safety answers that are newer than it."""
    patch.setattr(repair, "keep_answers", lambda *_: 0)


def locks_that_lift(patch: pytest.MonkeyPatch) -> None:
    """What was dated ahead when the skin broke says on its day that it has healed."""

    def may_end(self: Healing, _: str, day: object) -> bool:
        return self.state.heals_on is not None and day >= self.state.heals_on  # type: ignore[operator]

    patch.setattr(Healing, "may_end", may_end)


def over_lost_in_moving(patch: pytest.MonkeyPatch) -> None:
    """An answer does not say which it replaces."""
    for module in (safety_answers, setup):
        patch.setattr(module, "replaced_by", lambda _: ())


def first_found(fault: Callable[[pytest.MonkeyPatch], None], most: int) -> str:
    """What the first life says that breaks with a fault in the coach."""
    with pytest.MonkeyPatch.context() as patch:
        fault(patch)
        for seed in range(most):
            try:
                live(seed)
            except Broken as broken:
                return str(broken)
    return ""


@pytest.mark.parametrize(
    "fault", [by_the_wall_clock, checks_at_once, nothing_ahead, no_trailing_hours, forgetful_restores]
)
def test_the_lives_find_a_coach_that_breaks_its_promises(fault: Callable[[pytest.MonkeyPatch], None]) -> None:
    assert first_found(fault, 100)


@pytest.mark.long
@pytest.mark.parametrize("fault", [no_six_hours, locks_that_lift, over_lost_in_moving])
def test_they_find_rarer_ones(fault: Callable[[pytest.MonkeyPatch], None]) -> None:
    assert first_found(fault, 1_000)
