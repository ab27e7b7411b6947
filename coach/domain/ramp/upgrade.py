"""The day on which a coach with newer rules took over: what they ask for instead, and why."""

from __future__ import annotations

from datetime import date, datetime

from coach.domain import labels
from coach.domain.dates import day_of
from coach.domain.model import OUTSIDE_SINCE, Area, Book, Rung, softness
from coach.domain.ramp.days_off import FIRST_AGAIN_FROM
from coach.domain.ramp.prescriber import prescribe
from coach.domain.ramp.prescription import Prescription
from coach.domain.ramp.replay import Ramps
from coach.domain.ramp.rules import Code
from coach.text import format

_BECAUSE: dict[Code, str] = {
    Code.HOLD_WORSE: "soreness that is clearly higher after a session now holds or lowers the step",
    Code.WORSE_THRICE: "soreness that grew three sessions in a row now takes the step down",
    Code.TOO_LONG: "a session longer than the area and cover allow now takes the step down",
    Code.HOLD_CAP: "a step now keeps within the minutes of a day",
    Code.HOLD_UNATTENDED: "a session that closed by itself now counts once you say how long it was",
    Code.REST_SKIN: "pink or sore skin now counts whenever it is said, until the next session",
    Code.LOCKED_SKIN: "skin that was hurt now closes the area as soon as it is said",
    Code.LOCKED_SCREENING: "the safety questions now ask for more",
    Code.TOO_MUCH: "a stop because of what you felt now counts however short the session was",
    Code.RETURN: "only a planned session now ends a run of days off",
    Code.RETURN_REPEAT: "only a planned session now ends a run of days off",
    Code.FIRST: f"after {FIRST_AGAIN_FROM} days off you now start again as if for the first time",
}
_SENSITIVE = "sensitive skin now stays on a T-shirt until you confirm that you want bare skin"
_ONLY_MINUTES = "a session of which only the minutes are known now moves no step"
_CAREFULLY = "your answers of earlier sessions now count more carefully"


def upgraded_from(book: Book, now: datetime) -> int | None:
    """Returns the schema from which the file came to newer rules on the day of a moment in the user's zone.

    None if it was upgraded on another day.
    """
    rollover = book.settings.rollover
    day = day_of(now, rollover)
    found = (
        each.from_schema
        for each in book.upgrades
        if each.changed_rules and day_of(each.at.astimezone(now.tzinfo), rollover) == day
    )
    return min(found, default=None)


def rules_changed(ramps: Ramps, asked: Prescription, now: datetime) -> str:
    """Returns the sentence for the day of an upgrade; empty on other days, or if the step is the same.

    `asked` is the prescription of that day by the rules of now.
    """
    schema = upgraded_from(ramps.book, now)
    if schema is None:
        return ""
    former = Ramps(ramps.book, former=schema)
    before = prescribe(former, asked.area, asked.day, now)
    if asked.rung == before.rung:
        return ""
    # only the last change of the rules lies between this schema and now
    latest = Ramps(ramps.book, former=OUTSIDE_SINCE - 1)
    by_minutes = prescribe(latest, asked.area, asked.day, now).rung != asked.rung
    why = _ONLY_MINUTES if by_minutes else _why(ramps, former, asked, before)
    return f"The rules have changed: {_instead(asked, before)}, because {why}."


def _instead(asked: Prescription, before: Prescription) -> str:
    if asked.rung is None:
        return f"no session rather than {_session(before.rung)}"
    if before.rung is not None and before.rung.cover is asked.rung.cover:
        return f"{format.number(asked.rung.minutes)} rather than {_session(before.rung)}"
    return f"{_session(asked.rung)} rather than {_session(before.rung)}"


def _session(rung: Rung | None) -> str:
    return "no session" if rung is None else labels.session(rung)


def _why(ramps: Ramps, former: Ramps, asked: Prescription, before: Prescription) -> str:
    """Returns the rule that makes the difference, on the first day with different prescriptions."""
    day = _first_apart(ramps, former, asked.area)
    if day is not None and day < asked.day:
        asked, before = (prescribe(each, asked.area, day) for each in (ramps, former))
    if softness(ramps.of(asked.area).state.goal.cover) < softness(former.of(asked.area).state.goal.cover):
        return _SENSITIVE
    code = asked.reason.code
    if code is before.reason.code:
        return _CAREFULLY
    return _BECAUSE.get(asked.decision.rule if asked.decision else code, _CAREFULLY)


def _first_apart(ramps: Ramps, former: Ramps, area: Area) -> date | None:
    """Returns the day of the first session with a different prescription by the former rules."""
    both = zip(ramps.of(area).outcomes, former.of(area).outcomes, strict=True)
    apart = (now.session for now, then in both if now.rung != then.rung)
    return next((session.day for session in apart if not session.only_minutes), None)
