"""The situation of today, which the tip of the day answers to."""

from __future__ import annotations

from datetime import date

from coach.domain.dates import days_between
from coach.domain.habit.streak import Streak, Unit
from coach.domain.model import AGREEABLE, Area, Contraindication, Cover
from coach.domain.ramp.days_off import leads_down
from coach.domain.ramp.prescription import Prescription
from coach.domain.ramp.replay import Ramps
from coach.domain.ramp.rules import Code
from coach.domain.tips.selection import Situation
from coach.domain.tips.tip import Moment

LONG_HOLD = 5
"""Planned sessions in a row on one step below the goal that make a long hold."""


NEW_STREAK = {Unit.DAYS: 3, Unit.WEEKS: 1}
"""The length from which a new streak is no longer new; losing a shorter one is not worth a tip."""


_HARD = (
    Code.HOLD_SHARP,
    Code.SHARP_TWICE,
    Code.TOO_MUCH,
    Code.TOO_LONG,
)
"""The reasons of a session that was too much."""


def situation(
    ramps: Ramps, prescription: Prescription, day: date, streak: Streak, *, missed: bool
) -> Situation:
    """Returns the situation of a day, with its moments in the order of their weight."""
    book = ramps.book
    code, rung = prescription.reason.code, prescription.rung
    decision = prescription.decision
    codes = {code, *((decision.rule, *decision.other_rules) if decision else ())}
    moments: list[Moment] = []
    if code is Code.LOCKED_SCREENING:
        moments.append(Moment.LOCKED)
    if code is Code.LOCKED_SKIN:
        moments.append(Moment.HURT)
    if code in (Code.REST_SKIN, Code.LOCKED_SKIN, Code.HOLD_SORE):
        moments.append(Moment.SORE_SKIN)
    if {Code.HOLD_WORSE, Code.WORSE_THRICE} & codes:
        moments.append(Moment.WORSE)
    if code in _HARD:
        moments.append(Moment.SHARP)
    taken = ramps.of(prescription.area).outcomes
    thinner = rung is not None and taken and not any(t.rung and t.rung.cover is rung.cover for t in taken)
    if thinner and rung is not None and rung.cover is Cover.BARE:
        moments.append(Moment.FIRST_BARE)
    earlier = {session.day for session in book.sessions if session.day < day}
    if code in (Code.RETURN, Code.FLOOR) and earlier and leads_down(days_between(max(earlier), day)):
        moments.append(Moment.AFTER_BREAK)
    elif streak.current < NEW_STREAK[streak.unit] <= streak.best:
        moments.append(Moment.NEW_STREAK)
    elif missed:
        moments.append(Moment.MISSED_DAY)
    if len(earlier) < 7:
        moments.append(Moment.FIRST_WEEK)
    if thinner:
        moments.append(Moment.NEW_COVER)
    if _held(ramps, prescription):
        moments.append(Moment.LONG_HOLD)
    if prescription.area is not Area.BACK:
        moments.append(Moment.AREA)
    screening = ramps.of(prescription.area).screening
    locking = (
        screening.ticked - (screening.agreed & AGREEABLE) if screening else frozenset[Contraindication]()
    )
    return Situation(day=day, moments=tuple(moments), area=prescription.area, ticks=locking)


def _held(ramps: Ramps, prescription: Prescription) -> bool:
    steps = [t.step for t in ramps.of(prescription.area).outcomes if t.guided][-LONG_HOLD:]
    return (
        len(steps) == LONG_HOLD
        and set(steps) == {prescription.step}
        and prescription.step != prescription.steps
    )
