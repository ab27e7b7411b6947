"""What a hook is told, as variables of its environment: short words and numbers, and never a note."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from coach.domain import labels
from coach.domain.session import timer
from coach.domain.session.cues import Cue, CueCode
from coach.domain.today import Today
from coach.hooks.hook_files import Hook
from coach.text import format
from coach.text.clean import brief

if TYPE_CHECKING:
    from pathlib import Path

    from coach.domain.model import Session
    from coach.domain.session.timer import Timer

_MOST_CHARACTERS = 500


def hook_of(cue: Cue) -> Hook:
    """Returns the hook that a cue rings: the end has one of its own."""
    return Hook.END if cue.code is CueCode.END else Hook.CUE


def for_cue(cue: Cue, of: Timer, now: float, today: Today, data: Path) -> dict[str, str]:
    """Returns what the cue hook is told, or with the cue of the end, what the end hook is told."""
    return _common(hook_of(cue), cue.text, today, data) | {
        "COACH_CUE": cue.code.value,
        "COACH_AREA": of.area.value,
        "COACH_COVER": of.cover.value,
        "COACH_MINUTES": _number(of.target_s / 60),
        "COACH_ELAPSED_S": str(round(timer.elapsed_s(of, now))),
        "COACH_LEFT_S": str(round(timer.left_s(of, now))),
    }


def for_saved(session: Session, today: Today, data: Path) -> dict[str, str]:
    """Returns what the hook of a recorded session is told."""
    text = f"{format.minutes(session.done_min)} on the {labels.AREA[session.area]} recorded."
    return _common(Hook.SAVED, text, today, data) | {
        "COACH_AREA": session.area.value,
        "COACH_COVER": session.cover.value if session.cover else "",
        "COACH_MINUTES": _number(session.done_min),
        "COACH_DAY": session.day.isoformat(),
        "COACH_ENDED": session.ended.value,
    }


def for_due(text: str, today: Today, data: Path) -> dict[str, str]:
    """Returns what the hook of a reminder is told: its line, and the step that is due."""
    rung = today.prescription.rung
    return _common(Hook.DUE, text, today, data) | {
        "COACH_AREA": today.area.value,
        "COACH_COVER": rung.cover.value if rung else "",
        "COACH_MINUTES": _number(float(rung.minutes)) if rung else "",
    }


def _common(hook: Hook, text: str, today: Today, data: Path) -> dict[str, str]:
    return {
        "COACH_EVENT": hook.value,
        "COACH_TEXT": brief(text, _MOST_CHARACTERS),
        "COACH_STATE": today.state.value,
        "COACH_STREAK": str(today.streak.current),
        "COACH_STREAK_UNIT": today.streak.unit.value,
        # so that a coach in the hook reads the same file
        "COACH_DATA": os.fspath(data),
    }


def _number(minutes: float) -> str:
    return f"{minutes:.2f}".rstrip("0").rstrip(".")
