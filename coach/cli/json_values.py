"""The parts that the JSON of several commands has in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.content.citations import rests_on
from coach.domain.model import Settings

if TYPE_CHECKING:
    from coach.domain.habit.streak import Streak
    from coach.domain.model import Rung
    from coach.domain.ramp.reasons import Reason
    from coach.store import Applied


def reason_values(reason: Reason) -> dict[str, object]:
    """Returns a reason with its code, its sentences and the facts that it rests on."""
    return {"code": reason.code, "text": reason.full_text, "facts": list(rests_on(reason.facts))}


def ids_of(applied: Applied) -> list[str]:
    """Returns the ids of the records that a change put, in their order; settings have none."""
    return [each.id for each in applied.put if not isinstance(each, Settings)]


def rung_values(rung: Rung | None) -> dict[str, object]:
    """Returns what a step of the ladder asks for; each value is None if there is no step."""
    return {
        "cover": rung.cover if rung else None,
        "minutes": rung.minutes if rung else None,
        "posture": (rung.posture or None) if rung else None,
    }


def streak_values(streak: Streak) -> dict[str, object]:
    """Returns a streak with its unit; of `grace_left` and `week` one is None, since weeks need no grace."""
    week = streak.week
    return {
        "unit": streak.unit,
        "current": streak.current,
        "best": streak.best,
        "best_other": streak.best_other,
        "grace_left": streak.grace_left if week is None else None,
        "week": None
        if week is None
        else {
            "first": week.first.isoformat(),
            "last": week.last.isoformat(),
            "kept": week.kept,
            "asked": week.asked,
            "met": week.is_met,
        },
        "total_days": streak.total_days,
        "consistency": round(streak.consistency, 3),
    }
