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


class NextDay(NamedTuple):
    """A session to come, named by its day, and the reason for it."""

    title: str
    """The day and the session, as in "Tomorrow · 15 minutes in a T-shirt"."""
    why: str
    """The reason in sentences; empty where the title says it all."""
    facts: tuple[str, ...] = ()
    """The ids of the facts behind it."""


def next_day(ramps: Ramps, area: Area, day: date) -> NextDay:
    """Returns what the day after `day` asks for: a session, or the pause, rest or lock that it lies in."""
    if pause := say_pause(ramps.book, day + timedelta(days=1)):
        return NextDay(f"Tomorrow \u00b7 {pause}", "")
    then = tomorrow(ramps, area, day)
    reason = then.reason
    if then.rung is None:
        what = f" \u00b7 {reason.ask}" if reason.ask else ""
        return NextDay(f"Tomorrow{what}", reason.cause_text, reason.facts)
    return NextDay(f"Tomorrow \u00b7 {reason.ask}", f"{reason.cause_text} {_CHECK_FIRST}", reason.facts)


def later(prescription: Prescription) -> NextDay | None:
    """Returns the session that a rest day or some hours put off; None if the day has no such session."""
    if prescription.gate is Gate.REST and prescription.after_rest is not None:
        return NextDay(f"Tomorrow \u00b7 {labels.session(prescription.after_rest)}", _CHECK_FIRST)
    if prescription.rung is None or prescription.opens_at is None:
        return None
    at, what = prescription.opens_at, labels.session(prescription.rung)
    if prescription.waits_hours:
        return NextDay(f"From {at:%H:%M} \u00b7 {what}", "")
    return NextDay(f"Tomorrow \u00b7 {what}", "")
