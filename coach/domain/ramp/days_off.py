"""Days off: what a number of days without a session asks for (rules 4 and 9), and how that is said.

A new band is a row of `BANDS`: the rules, their reasons and all sentences on days off go by it.
"""

from __future__ import annotations

from typing import NamedTuple

from coach.domain import labels
from coach.domain.ramp.rules import Code
from coach.text import format


class DaysOffBand(NamedTuple):
    """Numbers of days off that ask for the same."""

    first: int
    last: int | None
    """None for the last band, which has no end."""
    code: Code | None = None
    """The code of its rule; None if so few days change nothing."""
    steps_down: int | None = None
    """How many steps it leads down; None if its cover says where."""
    softer_cover: bool = False
    """Whether it leads to the first step of the next softer cover."""
    first_again: bool = False
    """Whether it is a first time again: it leads to the first step, and what was reached is forgotten."""
    words: str = ""
    """What it asks for, after "after 7 days off"."""
    words_alone: str = ""
    """The same where no sentence is around it; empty if the words are good for that too."""


BANDS = (
    DaysOffBand(0, 2),
    DaysOffBand(3, 6, Code.RETURN_REPEAT, words="the same once more"),
    DaysOffBand(7, 13, Code.RETURN, steps_down=2, words="two steps down"),
    DaysOffBand(14, 29, Code.RETURN, steps_down=4, words="four"),
    DaysOffBand(30, 89, Code.RETURN, softer_cover=True, words="a softer cover"),
    DaysOffBand(
        90,
        None,
        Code.RETURN,
        first_again=True,
        words="you start again as if for the first time",
        words_alone="from the start",
    ),
)
"""The bands, from the fewest days on; the coach's own rule."""

REPEATS_FROM = next(band.first for band in BANDS if band.code is Code.RETURN_REPEAT)
"""The fewest days off after which a step is repeated, even if an advance was due (rule 9)."""

FIRST_AGAIN_FROM = next(band.first for band in BANDS if band.first_again)
"""The fewest days off after which it is a first time again."""

DOWN_FROM = next(band.first for band in BANDS if band.code is Code.RETURN)


class DaysOff(NamedTuple):
    """Days off as the cause of a prescription."""

    days: int
    first_again: bool = False
    """Whether it is a first time again."""

    def __str__(self) -> str:
        named = f"{self.days} days off"
        return (
            f"after {named} you start again as if for the first time"
            if self.first_again
            else f"you had {named}"
        )


def band_of(days_off: int) -> DaysOffBand:
    """Returns the band of a number of days off."""
    # a plain loop, because the fold asks several times for each session
    for band in BANDS:
        if band.last is None or days_off <= band.last:
            return band
    raise AssertionError("the last band has no end")


def leads_down(days_off: int) -> bool:
    """Returns whether so many days off lead down (rule 4)."""
    return band_of(days_off).code is Code.RETURN


def step_after(step: int, softer_cover: int, days_off: int) -> int:
    """Returns the step to which days off lead; below 1 for more steps down than there are.

    `softer_cover` is the first step of the next softer cover.
    """
    band = band_of(days_off)
    if band.first_again:
        return 1
    return softer_cover if band.softer_cover else step - (band.steps_down or 0)


def say_way_down(days_off: int, step: int, origin: int) -> str:
    """Returns where days off lead from the step `origin`, as in "two steps down"."""
    if band_of(days_off).steps_down is not None:
        return f"{labels.steps(origin - step)} down"
    return "back to the first step" if step == 1 else "back to a softer cover"


def say_bands() -> str:
    """Returns all bands in one sentence, for the summary of the rules."""
    parts = [
        f"after {band.first}{f' to {band.last}' if band.code is Code.RETURN_REPEAT else ''} {band.words}"
        for band in BANDS
        if band.code is not None
    ]
    return f"{format.listed(parts, last=', and ')}."


def say_bands_down() -> str:
    """Returns the bands that lead down, each in a sentence of its own, for someone who plans a pause."""
    parts: list[str] = []
    for band in (each for each in BANDS if each.code is Code.RETURN):
        span = f"{band.first} to {band.last}" if band.steps_down is not None else f"{band.first} or more"
        days_off = "" if parts else " days off"
        parts.append(f"{span}{days_off}: {band.words_alone or band.words}.")
    return " ".join(parts)


def say_open_end() -> str:
    """Returns what a pause without an end leads to: "After a week or more the next session is softer"."""
    days_off = "a week" if DOWN_FROM == 7 else format.days(DOWN_FROM)
    return f"After {days_off} or more the next session is softer"
