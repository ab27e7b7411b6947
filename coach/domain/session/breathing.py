"""The breath guide: four seconds in, six out."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

IN_S = 4.0
OUT_S = 6.0


class BreathPhase(StrEnum):
    """Which way the breath goes."""

    IN = "in"
    OUT = "out"


@dataclass(frozen=True, slots=True)
class Breath:
    """Where a breath is."""

    phase: BreathPhase
    fraction: float
    """How much of the phase is over, from 0 up to but not including 1."""
    left_s: float
    """Seconds until it turns."""


def breath(elapsed_s: float) -> Breath:
    """Returns where the guide stands after so many seconds on the mat; it begins with breathing in."""
    into = elapsed_s % (IN_S + OUT_S)
    if into < IN_S:
        return Breath(BreathPhase.IN, into / IN_S, IN_S - into)
    return Breath(BreathPhase.OUT, (into - IN_S) / OUT_S, IN_S + OUT_S - into)
