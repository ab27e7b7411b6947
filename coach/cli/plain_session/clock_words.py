"""The words of a session in lines: where it stands, and what can be typed."""

from __future__ import annotations

from math import ceil

from coach.domain.session.timer import Phase
from coach.session_control.controller import SessionController
from coach.session_control.session_words import say_so_far
from coach.text.format import capital, count, minutes


def spoken(seconds: float) -> str:
    """Returns a time as it is heard best: "4 minutes 30 seconds", since 4:30 sounds like a time of day."""
    mins, secs = divmod(max(0, round(seconds)), 60)
    parts = (count(mins, "minute") if mins else "", count(secs, "second") if secs or not mins else "")
    return " ".join(filter(None, parts))


def so_far(controller: SessionController) -> str:
    """Returns what an end now would record, with the time as it is heard best."""
    return say_so_far(controller, spoken)


def left(controller: SessionController) -> str:
    """Returns the time left, or how long the minutes are over."""
    if controller.overtime_s:
        return f"{spoken(controller.overtime_s)} over"
    return f"{spoken(ceil(controller.left_s))} left of {minutes(controller.timer.target_s / 60)}"


def state(controller: SessionController) -> str:
    """Returns where the session stands, and the one thing to type."""
    match controller.phase:
        case Phase.READY:
            return (
                f"Settle down. The clock starts in {ceil(controller.ready_left_s)} seconds;"
                " Enter starts it now, q goes back, a number is your soreness before."
            )
        case Phase.PAUSED:
            return f"Paused, {left(controller)}. Enter goes on."
        case Phase.OVERTIME:
            return f"{capital(left(controller))} your minutes. Enter finishes."
        case _:
            return f"{capital(left(controller))}."


def can_type(controller: SessionController) -> str:
    """Returns what can be typed now."""
    match controller.phase:
        case Phase.PAUSED:
            return "Enter goes on, f finishes, x stops, q leaves it paused, ? tells the time left."
        case Phase.OVERTIME:
            return "Enter finishes, x stops because of what you feel, m mutes, q leaves it running."
        case _:
            return (
                "p pauses, f finishes, x stops because of what you feel."
                " Also: + adds a minute, m mutes, q leaves it running, ? tells the time left."
            )
