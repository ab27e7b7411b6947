"""One rung of a ladder, and the goal at its end."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from coach.domain.model.enums import Cover


class Posture(StrEnum):
    """The posture on the mat, on ladders where it changes."""

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
    """How many clean sessions lead to the next step."""
    posture: Posture = Posture.NONE

    @property
    def level(self) -> tuple[Cover, Posture]:
        """The cover and posture; rungs with the same level differ only in minutes."""
        return self.cover, self.posture


SOFTEST_FIRST = (Cover.TOWEL, Cover.SOCKS, Cover.SHIRT, Cover.BARE)
"""Covers from the softest to bare skin; socks stand where the feet's towel would."""


def softness(cover: Cover) -> int:
    """Returns the place of a cover between towel (0) and bare skin."""
    return SOFTEST_FIRST.index(cover)
