"""Figures of a run beside those that were recorded: what got worse, and which goals are not reached.

Milliseconds of one machine say little about another, so a figure is a ratio of what was measured in the same
minute: the coach, and a peer. It has got worse if the ratio is above the recorded one by more than a
tolerance. A goal is what the coach wants to come to; one that is not reached is listed, and fails nothing.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import NamedTuple

RECORDED = Path(__file__).with_name("recorded.toml")


class Unit(NamedTuple):
    """How a measured value is written, and how far its ratio may be above the recorded one."""

    write: Callable[[float], str]
    tolerance: float
    """A share of the recorded ratio."""


SECONDS = Unit(lambda value: f"{value * 1000:.{0 if value >= 0.1 else 1}f} ms", 0.25)
CPU = Unit(lambda value: f"{value:.2f} %", 0.35)
MEMORY = Unit(lambda value: f"{value / 1024:.1f} MB", 0.08)
WAKEUPS = Unit(lambda value: f"{value:.1f} /s", 0.5)
SIZE = Unit(lambda value: f"{value:.0f} B", 0.05)
INSTRUCTIONS = Unit(lambda value: f"{value / 1e6:.0f} M", 0.05)
RATE = Unit(lambda value: f"{value:.0f} B/s", 0.1)


@dataclass(frozen=True, slots=True)
class Figure:
    """What was measured of the coach and of its peer, in the same run."""

    name: str
    """Says what was measured, and against what: "settled start / hello"."""
    unit: Unit
    ours: float
    theirs: float
    ratio: float
    goal: float | None = None
    """What the ratio should be at most; None if nothing is aimed at."""
    goal_of_ours: float | None = None
    """The same for the coach's own value, where that is what a user notices."""

    @property
    def goal_text(self) -> str:
        """Returns the goal as the table has it; empty if there is none."""
        if self.goal_of_ours is not None:
            return self.unit.write(self.goal_of_ours)
        return "" if self.goal is None else f"{self.goal:g}"

    @property
    def reached(self) -> bool:
        """Returns whether the goal is reached; true if there is none."""
        return (self.goal is None or self.ratio <= self.goal) and (
            self.goal_of_ours is None or self.ours <= self.goal_of_ours
        )


def against(
    name: str,
    unit: Unit,
    ours: Sequence[float],
    theirs: Sequence[float],
    *,
    goal: float | None = None,
    goal_of_ours: float | None = None,
) -> Figure:
    """Returns a figure of values that were measured in turn.

    Its ratio is the median of those of the single rounds: a busy moment, which hits both, counts little.
    """
    return Figure(name, unit, median(ours), median(theirs), ratio_of(ours, theirs), goal, goal_of_ours)


def ratio_of(ours: Sequence[float], theirs: Sequence[float]) -> float:
    """Returns the median of the ratios of values that were measured in turn."""
    return median(_ratio(one, other) for one, other in zip(ours, theirs, strict=True))


def _ratio(one: float, other: float) -> float:
    return one / other if other else (0.0 if not one else float("inf"))


class Recorded(NamedTuple):
    """What a figure had, and by which share of the ratio another run may be above."""

    ratio: float
    tolerance: float
    ours: str = ""
    """The value of the coach then, as a table shows it."""
    goal: str = ""

    @property
    def limit(self) -> float:
        """Returns the highest ratio that is no worse."""
        return self.ratio * (1 + self.tolerance)


def read_recorded(text: str) -> dict[str, Recorded]:
    """Returns the recorded figures by their names."""
    return {name: Recorded(**each) for name, each in tomllib.loads(text).get("figure", {}).items()}


def write_recorded(runs: Sequence[Sequence[Figure]], before: Mapping[str, Recorded], how: str) -> str:
    """Returns the text of a record: the median of several runs, with the tolerances that were there before.

    A figure that was not measured, as its peer is not installed, stays as it was.
    """
    measured: dict[str, list[Figure]] = {}
    for figures in runs:
        for figure in figures:
            measured.setdefault(figure.name, []).append(figure)
    lines = [f"# {line}" for line in how.splitlines()]
    for name in dict.fromkeys((*before, *measured)):
        if found := measured.get(name):
            unit = found[0].unit
            record = Recorded(
                round(median(each.ratio for each in found), 4),
                before[name].tolerance if name in before else unit.tolerance,
                unit.write(median(each.ours for each in found)),
                found[0].goal_text,
            )
        else:
            record = before[name]
        lines += ["", f'[figure."{name}"]', f"ratio = {record.ratio}", f"tolerance = {record.tolerance}"]
        lines += [f'{key} = "{text}"' for key, text in (("ours", record.ours), ("goal", record.goal)) if text]
    return "\n".join(lines) + "\n"


def regressions(figures: Iterable[Figure], recorded: Mapping[str, Recorded]) -> list[str]:
    """Returns a sentence for each figure that is worse than the recorded one, or that has none."""
    found = []
    for each in figures:
        if each.name not in recorded:
            found.append(f"{each.name} is not recorded: python -m tests.bench.record")
        elif each.ratio > recorded[each.name].limit:
            was = recorded[each.name]
            found.append(
                f"{each.name} is {each.ratio:.3g}; recorded is {was.ratio:.3g}, the most is {was.limit:.3g}"
            )
    return found


def table(figures: Iterable[Figure], recorded: Mapping[str, Recorded]) -> list[str]:
    """Returns the figures as lines, and after them those whose goals are not reached."""
    figures = tuple(figures)
    lines = [f"{'figure':76}{'ours':>10}{'peer':>10}{'ratio':>8}{'recorded':>10}{'goal':>9}"]
    for each in figures:
        was = f"{recorded[each.name].ratio:.3g}" if each.name in recorded else ""
        lines.append(
            f"{each.name:76}{each.unit.write(each.ours):>10}{each.unit.write(each.theirs):>10}"
            f"{each.ratio:>8.3g}{was:>10}{each.goal_text:>9}"
        )
    lines += [f"goal not reached: {each.name}" for each in figures if not each.reached]
    return lines


class Judged(NamedTuple):
    """What came of a measurement."""

    lines: list[str]
    worse: list[str]


def judge(measure: Callable[[], Sequence[Figure]], recorded: Mapping[str, Recorded]) -> Judged:
    """Measures, and once more if a figure got worse: only what is worse both times counts.

    A machine that is busy with something else for a while spoils one run, and seldom two.
    """
    figures = measure()
    lines = table(figures, recorded)
    worse = regressions(figures, recorded)
    if worse:
        suspects = {each.name for each in figures if regressions([each], recorded)}
        again = [each for each in measure() if each.name in suspects]
        worse = regressions(again, recorded)
        lines += ["measured again:", *table(again, recorded)]
    return Judged(lines, worse)
