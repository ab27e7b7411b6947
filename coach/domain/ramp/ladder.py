"""The ladder of each area: its rungs from the softest up to the goal."""

from __future__ import annotations

from functools import cache

from coach.domain.model import SOFTEST_FIRST, Area, Cover, Goal, GoalSet, Posture, Rung, Start, softness

GOAL_COVERS = (Cover.TOWEL, Cover.SHIRT, Cover.BARE)
GOAL_MINUTES = (10, 12, 15, 18, 20, 25, 30)
"""The minutes that can be a goal: rungs of the back's ladder from A10's lower bound to A12's limit."""

_TOWEL = (5, 7, 10)
_SHIRT = (5, 7, 10, 12, 15)
_BARE = (5, 7, 10, 12, 15, 18, 20, 25, 30)


def _clean(minutes: int, base: int = 2) -> int:
    return 3 if minutes >= 25 else base


def _back(goal: Goal) -> list[Rung]:
    rungs = [Rung(Cover.TOWEL, m, 1) for m in _TOWEL]
    if goal.cover is not Cover.TOWEL:
        rungs += [Rung(Cover.SHIRT, m, 2) for m in _SHIRT]
    if goal.cover is Cover.BARE:
        rungs += [Rung(Cover.BARE, m, _clean(m)) for m in _BARE]
    else:
        longest = rungs[-1].minutes
        rungs += [Rung(goal.cover, m, _clean(m)) for m in GOAL_MINUTES if m > longest]
    return [rung for rung in rungs if rung.minutes <= goal.minutes]


@cache
def ladder(area: Area, goal: Goal, *, standing: bool = True) -> tuple[Rung, ...]:
    """Returns the rungs of an area up to the goal; there is always at least one.

    The goal's minutes limit the ladder of the back, and of areas that share it (the glutes to 20 as well,
    A18). Its cover limits every area, so that whoever stays on a cover for good is asked for nothing thinner
    anywhere. Without `standing` the feet stay seated (C09).
    """
    spec = area.spec
    if spec.rungs:
        thinnest = SOFTEST_FIRST.index(goal.cover)
        rungs = [
            rung
            for rung in spec.rungs
            if (softness(rung.cover) <= thinnest or rung.cover is Cover.SOCKS)
            and (standing or rung.posture is not Posture.STANDING)
        ]
    else:
        most = min((goal.minutes, *(limit.minutes for limit in spec.limits)))
        rungs = _back(Goal(goal.cover, most))
    first = rungs[0]
    # every area begins with two clean sessions: a test of the skin on two days
    return (Rung(first.cover, first.minutes, 2, first.posture), *rungs[1:])


def first_of(rungs: tuple[Rung, ...], cover: Cover) -> int:
    """Returns the first step on a cover, from 1, or on the thinnest softer cover if the ladder lacks it."""
    softer = [r.cover for r in rungs if softness(r.cover) <= softness(cover)]
    found = max(softer, key=softness, default=rungs[0].cover)
    return next(n for n, r in enumerate(rungs, 1) if r.cover is found)


def softer(rungs: tuple[Rung, ...], step: int) -> int:
    """Returns the first step on the next softer cover than that of `step`; 1 on the softest."""
    below = [r.cover for r in rungs[: step - 1] if softness(r.cover) < softness(rungs[step - 1].cover)]
    return first_of(rungs, below[-1]) if below else 1


def nearest(rungs: tuple[Rung, ...], rung: Rung) -> int:
    """Returns the step of another ladder that comes nearest to `rung` and asks for no more.

    That is the highest one with the same cover and posture and no more minutes, else the highest one on a
    cover that is no thinner.
    """
    same = [n for n, r in enumerate(rungs, 1) if r.level == rung.level and r.minutes <= rung.minutes]
    if same:
        return same[-1]
    place = softness(rung.cover)
    lower = [n for n, r in enumerate(rungs, 1) if softness(r.cover) <= place and r.minutes <= rung.minutes]
    return lower[-1] if lower else 1


def within_minutes(rungs: tuple[Rung, ...], landing: int, origin: int) -> int:
    """Returns the first step from `landing` down that has no more minutes than `origin`; 1 at the least."""
    while landing > 1 and rungs[landing - 1].minutes > rungs[origin - 1].minutes:
        landing -= 1
    return landing


def limited_goal(goal: GoalSet | None, *, sensitive: bool) -> Goal:
    """Returns the goal up to which a ladder leads.

    For sensitive skin it is no thinner than a T-shirt, until bare skin is confirmed as the goal (A21).
    """
    wanted = Goal(goal.cover, goal.minutes) if goal else Goal()
    confirmed = goal is not None and goal.bare_confirmed
    if sensitive and wanted.cover is Cover.BARE and not confirmed:
        return Goal(Cover.SHIRT, wanted.minutes)
    return wanted


def starting_step(rungs: tuple[Rung, ...], start: Start, *, sensitive: bool) -> int:
    """Returns the step of the back's ladder at which someone begins (A21-A23 for sensitive skin)."""
    if sensitive or start is Start.NEW:
        return 1
    return first_of(rungs, Cover.SHIRT if start is Start.SOME else Cover.BARE)
