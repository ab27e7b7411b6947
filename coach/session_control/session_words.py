"""The words around the end of a session: what is asked, what an end would record, who ended it."""

from __future__ import annotations

from collections.abc import Callable

from coach.domain.habit.streak import is_kept
from coach.domain.habit.streak_words import DAY_NEEDS
from coach.domain.model import Session, StopReason
from coach.session_control.controller import SessionController
from coach.text.format import clock, minutes, sentence

STOP_TITLE = "Stop because of what you feel?"
STOP_TEXT = "Stopping is always right, and your streak is safe. The next session will be no harder."
STOP_REASONS: dict[str | None, StopReason | None] = {
    "stop": None,
    **{each.value: each for each in StopReason},
}
"""The reason for a stop by the answer; None for a stop without one. Other answers do not stop."""
FINISH_TITLE = "Finish early?"
UNRECORDED = "Under a minute: nothing was recorded."


def so_far(controller: SessionController) -> str:
    """Returns a sentence about what an end now would record."""
    return say_so_far(controller, clock)


def say_so_far(controller: SessionController, told: Callable[[float], str]) -> str:
    """Returns that sentence with the time as `told` tells seconds."""
    if not controller.enough:
        return "Under a minute so far, so nothing would be saved."
    day = controller.context.today()
    whole = day.days.minutes.get(day.day, 0.0) + controller.elapsed_s / 60
    too_short = "" if is_kept(whole) else f" {sentence(DAY_NEEDS)}"
    return f"{told(controller.elapsed_s)} so far; it will be saved.{too_short}"


def ended_elsewhere(session: Session | None) -> str:
    """Returns that another terminal ended the session, and what it recorded, if anything."""
    what = f"recorded: {minutes(session.done_min)}" if session else "nothing was recorded"
    return f"The session was ended in another terminal; {what}."
