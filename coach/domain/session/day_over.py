"""Sentences for when the day's session is over: what was done, and what tomorrow asks for."""

from __future__ import annotations

from datetime import date, timedelta

from coach.domain import labels
from coach.domain.instants import instant
from coach.domain.local_time import begins
from coach.domain.model import Area, Book, pause_on
from coach.domain.ramp.days_off import DaysOff
from coach.domain.ramp.limits import SHORTEST_MIN
from coach.domain.ramp.prescriber import prescribe, tomorrow
from coach.domain.ramp.prescription import Prescription
from coach.domain.ramp.replay import Ramps
from coach.domain.ramp.rules import completed
from coach.domain.safety.screening import AskWhy
from coach.text import format

NO_MORE = "No second session there today."
USED_UP = "Today's minutes are used up."


def done_today(ramps: Ramps, area: Area, day: date) -> str:
    """Returns what was done on a day, as in "Done today: 5 minutes on a towel."; empty if nothing was."""
    sessions = [each for each in ramps.book.sessions if each.area is area and each.day == day]
    if not sessions:
        return ""
    prescription = prescribe(ramps, area, day)
    total = sum(each.done_min for each in sessions)
    what, begins = format.minutes(total), "Done today"
    if len(sessions) > 1:
        what += f" in {len(sessions)} sessions"
    elif prescription.rung is not None and not completed(total, prescription.rung.minutes):
        what, begins = format.part_of(total, prescription.rung.minutes), "Today"
    covers = {each.cover for each in sessions}
    cover = covers.pop() if len(covers) == 1 else None
    sentence = f"{begins}: {what}{f' {labels.on(cover)}' if cover else ''}."
    return f"{sentence} {NO_MORE}" if prescription.blocked else sentence


def say_tomorrow(ramps: Ramps, area: Area, day: date) -> str:
    """Returns what the next day asks for and why, as in "Tomorrow, if your skin is clear: 7 minutes …"."""
    if pause := say_pause(ramps.book, day + timedelta(days=1)):
        return f"Tomorrow: {pause}."
    then = tomorrow(ramps, area, day)
    return then.reason.full_text_for("Tomorrow" if then.rung is None else "Tomorrow, if your skin is clear")


def say_pause(book: Book, day: date) -> str:
    """Returns the pause or rest day that covers a day, as in "a pause until Mon 5 Jan"; empty for none."""
    pause = pause_on(book, day)
    if pause is None:
        return ""
    long = pause.last is not None and pause.last > day
    until = f" until {format.day_and_month(pause.last)}" if pause.last and long else ""
    return f"a {labels.pause(pause)}{until}"


def tomorrow_facts(ramps: Ramps, area: Area, day: date) -> tuple[str, ...]:
    """Returns the ids of the facts behind `say_tomorrow`; none for a day off, which no rule asks for."""
    if pause_on(ramps.book, day + timedelta(days=1)) is not None:
        return ()
    return tomorrow(ramps, area, day).reason.facts


def after_questions(prescription: Prescription) -> str:
    """Returns what comes once the open safety questions are answered; the question itself names days off."""
    reason, ask = prescription.reason, prescription.open_questions
    quiet = ask is not None and ask.why is AskWhy.QUIET
    if quiet and isinstance(reason.cause, DaysOff) and not reason.cause.first_again:
        return reason.ask_for("After that")
    return reason.full_text_for("After that")


def say_full(book: Book, prescription: Prescription) -> str:
    """Returns why the day's session has to wait for tomorrow; empty if it need not.

    It is empty too if the session can start later today: the reason of the prescription says why and when.
    """
    rung, opens_at = prescription.rung, prescription.opens_at
    if (
        rung is None
        or opens_at is None
        or prescription.blocked
        or prescription.waits_hours
        or not prescription.is_over
    ):
        return ""
    left, wanted = prescription.caps.now_min, format.minutes(rung.minutes)
    turn = begins(opens_at.date(), book.settings.rollover, opens_at)
    until = "tomorrow" if instant(opens_at) == turn else f"tomorrow at {opens_at:%H:%M}"
    if left < SHORTEST_MIN:
        return f"{USED_UP} The {wanted} wait until {until}."
    return f"Today has {format.minutes_left(left)} left, too few for the {wanted}, which wait until {until}."


def minutes_left(prescription: Prescription) -> str:
    """Returns how many of the day's minutes are left for a session; empty if none could start today."""
    if prescription.rung is None or prescription.blocked:
        return ""
    left, most = prescription.caps.day_left_min, prescription.caps.session_min
    if left < SHORTEST_MIN:
        # If some of them come back later today, the reason says when.
        return "" if prescription.waits_hours else USED_UP
    at_once = f", {format.minutes_left(most)} at most in one session" if most < left else ""
    return f"Today has {format.minutes_left(left)} left{at_once}."
