"""Random lives on the mat against an oracle that was written from DESIGN §3 without reading the rules.

The whole campaign: `pytest -m long -s tests/campaigns/test_care_lives.py`.
"""

from __future__ import annotations

import ast
import os
import sys
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from datetime import timedelta
from multiprocessing import get_context
from pathlib import Path

import pytest

from coach.domain.habit import day_history
from coach.domain.model import Goal, GoalSet, Session
from coach.domain.ramp import (
    days_off,
    decision,
    given_answers,
    history,
    limits,
    reductions,
    skin_history,
    state,
)
from coach.domain.ramp.rules import Code
from coach.domain.safety.screening import AskWhy
from coach.domain.session import skin_report
from tests.campaigns import (
    care_caps,
    care_fold,
    care_ladders,
    care_oracle,
    care_records,
    care_rules,
    care_standing,
)
from tests.campaigns.care_both import Both
from tests.campaigns.care_compare import Differs, Looks
from tests.campaigns.care_lives import Life
from tests.campaigns.care_promises import Breaks

SAMPLE, LIVES, SLICE = 300, 100_000, 500
ENOUGH = 1_000
"""How often each reason, area and cause of safety questions has to be met in the whole campaign."""
MODEL = (care_caps, care_fold, care_ladders, care_oracle, care_records, care_rules, care_standing)


def live(seed: int) -> Counter[str]:
    """One life, compared at each look; tells what was met in it."""
    both = Both()
    looks = Looks(both)
    life = Life(seed, both, looks)
    try:
        life.live()
        looks.promises.closed_days(life.day + timedelta(days=3))
    except AssertionError as error:
        error.add_note(f"life {seed}, {life.mood}")
        raise
    return looks.hits + Counter({"lives": 1, "lives that begin high": "high" in life.kinds})


def lives(seeds: range) -> Counter[str]:
    """Several lives."""
    return sum(map(live, seeds), Counter[str]())


def test_the_oracle_knows_nothing_of_the_coach() -> None:
    own = {module.__name__ for module in MODEL}
    for module in MODEL:
        tree = ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8"))
        names = [each.name for node in ast.walk(tree) if isinstance(node, ast.Import) for each in node.names]
        names += [str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
        assert {name for name in names if name.partition(".")[0] not in sys.stdlib_module_names} <= own


def test_lives_are_led_as_the_design_says() -> None:
    found = lives(range(SAMPLE))
    assert found["lives that begin high"] >= 0.3 * SAMPLE


@pytest.mark.long
def test_a_hundred_thousand_lives() -> None:
    slices = [range(first, first + SLICE) for first in range(1_000_000, 1_000_000 + LIVES, SLICE)]
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")) as pool:
        found = sum(pool.map(lives, slices), Counter[str]())
    said = "\n".join(f"{what}: {count}" for what, count in sorted(found.items()))
    sys.stdout.write(f"\n{said}\n")
    assert found["lives that begin high"] >= 0.3 * LIVES
    seldom = [code for code in Code if found[f"code {code}"] < ENOUGH]
    assert not seldom
    assert all(found[f"area {area}"] >= ENOUGH for area in care_records.AREAS)
    assert [why for why in AskWhy if found[f"asks {why}"] < ENOUGH] == []


# the campaign itself: what it has to find


def thirty_minutes_at_once(patch: pytest.MonkeyPatch) -> None:
    """The first sessions have no cap of their own."""
    patch.setattr(limits, "DAY_AT_FIRST", limits.DAY)


def answers_forgotten(patch: pytest.MonkeyPatch) -> None:
    """What is answered after a session takes nothing away."""
    patch.setattr(skin_history.SkinHistory, "_warn", lambda *_: None)


def checks_at_once(patch: pytest.MonkeyPatch) -> None:
    """A clear skin is believed before marks had time to show."""
    for module in (history, skin_history, skin_report):
        patch.setattr(module, "BETWEEN_SESSIONS", timedelta())


def blind_to_soreness(patch: pytest.MonkeyPatch) -> None:
    """Soreness that grows changes nothing."""
    for module in (history, reductions):
        patch.setattr(module, "soreness_grew", lambda _: False)


def blind_to_length(patch: pytest.MonkeyPatch) -> None:
    """A session may be as long as it likes."""
    patch.setattr(reductions, "session_cap", lambda *_, **__: (720.0, ()))


def nothing_forgotten(patch: pytest.MonkeyPatch) -> None:
    """After a year the ramp goes on where it was, a cover lower."""
    *bands, thirty, _ = days_off.BANDS
    patch.setattr(days_off, "BANDS", (*bands, thirty._replace(last=None)))


def missed_after_all(patch: pytest.MonkeyPatch) -> None:
    """A day that the coach closed counts as missed."""
    patch.setattr(day_history, "closes_day", lambda _: False)


def bare_for_everyone(patch: pytest.MonkeyPatch) -> None:
    """Sensitive skin climbs to bare skin unasked."""

    def unlimited(goal: GoalSet | None, **_: bool) -> Goal:
        return Goal(goal.cover, goal.minutes) if goal else Goal()

    patch.setattr(given_answers, "limited_goal", unlimited)


@pytest.mark.parametrize(
    "fault",
    [
        thirty_minutes_at_once,
        answers_forgotten,
        checks_at_once,
        blind_to_soreness,
        blind_to_length,
        nothing_forgotten,
        missed_after_all,
        bare_for_everyone,
    ],
)
def test_the_lives_find_a_coach_that_breaks_its_promises(
    fault: Callable[[pytest.MonkeyPatch], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    fault(monkeypatch)
    with pytest.raises((Differs, Breaks)):
        lives(range(400))


def locks_of_two_days(patch: pytest.MonkeyPatch) -> None:
    """Broken skin is taken for healed after two days."""
    patch.setattr(state, "HEALING_DAYS", 2)


def any_session_counts(patch: pytest.MonkeyPatch) -> None:
    """A session on a day of rest shortens days off."""
    as_it_is = history.RampHistory._session

    def shortens(self: history.RampHistory, session: Session) -> None:
        as_it_is(self, session)
        self.state.days_off_since = session.day

    patch.setattr(history.RampHistory, "_session", shortens)


def no_hold_cap(patch: pytest.MonkeyPatch) -> None:
    """More is asked for than the day may hold."""
    patch.setattr(decision, "_within_day_cap", lambda _, found, __: found)


@pytest.mark.parametrize(
    "fault",
    [
        thirty_minutes_at_once,
        answers_forgotten,
        blind_to_soreness,
        missed_after_all,
        locks_of_two_days,
        any_session_counts,
        no_hold_cap,
    ],
)
def test_the_promises_find_it_without_the_oracle(
    fault: Callable[[pytest.MonkeyPatch], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Looks, "_same", lambda *_: None)
    fault(monkeypatch)
    with pytest.raises(Breaks):
        lives(range(400))
