"""The session that comes next, named by its day, once nothing more starts today."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from coach.domain import labels
from coach.domain.model import Area
from coach.domain.ramp.gates import Gate
from coach.domain.ramp.prescriber import tomorrow
from coach.domain.ramp.prescription import Prescription
from coach.domain.ramp.replay import Ramps
from coach.domain.session.day_over import say_pause

_CHECK_FIRST = "The skin check comes first."
_TOMORROW = "Tomorrow"


class NextDay(NamedTuple):
    """A session to come, named by its day, and the reason for it."""

    when: str
    """The day, or the time of today, as in "Tomorrow" or "From 13:30"."""
    what: str
    """The session, or what keeps it off; empty where the reason says it all."""
    why: str
    """The reason in sentences; empty where the title says it all."""
    facts: tuple[str, ...] = ()
    """The ids of the facts behind it."""
    opens: bool = True
    """Whether there is a session: not on a day of a pause, of rest or of a lock."""

    @property
    def title(self) -> str:
        """The day and the session, as in "Tomorrow · 15 minutes in a T-shirt"."""
        return " \u00b7 ".join(filter(None, (self.when, self.what)))


def next_day(ramps: Ramps, area: Area, day: date) -> NextDay:
    """Returns what the day after `day` asks for: a session, or the pause, rest or lock that it lies in."""
    if pause := say_pause(ramps.book, day + timedelta(days=1)):
        return NextDay(_TOMORROW, pause, "", opens=False)
    then = tomorrow(ramps, area, day)
    reason = then.reason
    if then.rung is None:
        return NextDay(_TOMORROW, reason.ask, reason.cause_text, reason.facts, opens=False)
    return NextDay(_TOMORROW, reason.ask, f"{reason.cause_text} {_CHECK_FIRST}", reason.facts)


def later(prescription: Prescription) -> NextDay | None:
    """Returns the session that a rest day or some hours put off; None if the day has no such session."""
    if prescription.gate is Gate.REST and prescription.after_rest is not None:
        return NextDay(_TOMORROW, labels.session(prescription.after_rest), _CHECK_FIRST)
    if prescription.rung is None or prescription.opens_at is None:
        return None
    at, what = prescription.opens_at, labels.session(prescription.rung)
    return NextDay(f"From {at:%H:%M}" if prescription.waits_hours else _TOMORROW, what, "")
