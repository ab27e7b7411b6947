"""The breath guide: four seconds in, six out."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

IN_S = 4.0
OUT_S = 6.0


class BreathPhase(StrEnum):
    """The direction of the breath."""

    IN = "in"
    OUT = "out"


@dataclass(frozen=True, slots=True)
class Breath:
    """A moment of a breath."""

    phase: BreathPhase
    fraction: float
    """The part of the phase that is over, from 0 up to but not including 1."""
    left_s: float
    """Seconds until it turns."""


def breath(elapsed_s: float) -> Breath:
    """Returns the moment of the breath after so many seconds on the mat; the first breath goes in."""
    into = elapsed_s % (IN_S + OUT_S)
    if into < IN_S:
        return Breath(BreathPhase.IN, into / IN_S, IN_S - into)
    return Breath(BreathPhase.OUT, (into - IN_S) / OUT_S, IN_S + OUT_S - into)
