"""One step of a ladder, and the goal to which it leads."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from coach.domain.model.enums import Cover


class Posture(StrEnum):
    """How someone is on the mat, where a ladder changes it."""

    NONE = ""
    SEATED = "seated"
    STANDING = "standing"


class Goal(NamedTuple):
    """The thinnest cover and the longest session that someone wants to reach."""

    cover: Cover = Cover.BARE
    minutes: int = 20


class Rung(NamedTuple):
    """One step of a ramp."""

    cover: Cover
    minutes: int
    clean_needed: int
    """Clean sessions it takes to leave it upwards."""
    posture: Posture = Posture.NONE

    @property
    def level(self) -> tuple[Cover, Posture]:
        """Rungs with the same level differ in minutes alone."""
        return self.cover, self.posture


SOFTEST_FIRST = (Cover.TOWEL, Cover.SOCKS, Cover.SHIRT, Cover.BARE)
"""Covers from the softest to bare skin; socks stand where the feet's towel would."""


def softness(cover: Cover) -> int:
    """Returns the place of a cover between towel (0) and bare skin."""
    return SOFTEST_FIRST.index(cover)
