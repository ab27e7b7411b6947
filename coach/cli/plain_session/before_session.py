"""What comes before a session in lines: what to do today and why, the skin check, and what holds it back."""

from __future__ import annotations

from functools import partial

from coach.cli.next_command import next_line
from coach.cli.plain_session.talk import SKIN_MEANS, SKIN_WORDS, Talk, skin_or_meaning
from coach.cli.sentences import missed_lines, next_step_lines, open_question_lines
from coach.context import AppContext
from coach.domain import labels
from coach.domain.habit.greetings import Occasion
from coach.domain.model import Area, Refused, Rung, Skin, is_set_up
from coach.domain.ramp.prescription import Prescription
from coach.domain.session.cautions import NUMB_SKIN
from coach.domain.session.live import SessionPlan, easier, plan
from coach.domain.session.skin_check import answer_check
from coach.domain.session.skin_report import clear_means, marks_count_from, say_counts_from, say_stricter
from coach.domain.today import Today, TodayState, why_no_session
from coach.text.format import capital, day_name, listed, long_date, number

_OFTEN = 3
"""The times after which what stays the same every evening is said only when it is asked for."""


def planned(talk: Talk, area: Area, minutes: float | None, *, free: bool) -> SessionPlan:
    """Returns the session that may start now, after the questions before it; raises Refused if none may."""
    context = talk.context
    _say_today(talk, area, free=free)
    book = context.book
    if not is_set_up(book):
        raise Refused("Answer the setup questions first. They are asked one by one by: coach setup")
    found = context.today().prescription
    if found.open_questions is not None and found.rung is not None:
        talk.say(*open_question_lines(book, found.open_questions))
        raise Refused("No session starts before the safety questions are answered.")
    if found.needs_check:
        _check_skin(talk, area)
        found = context.today().prescription
    instead = " For a free session, run: coach session --free" if found.can_start_free and not free else ""
    if why := why_no_session(context.today(), free=free):
        planned_off = context.today().state is TodayState.PAUSED
        raise Refused(f"{why} {next_line(context.today())}{'' if planned_off else instead}")
    rung = None if free or minutes is None else _easier(context, found, minutes)
    try:
        return plan(context.ramps, area, context.now(), free=free, rung=rung, minutes=minutes)
    except Refused as refused:
        raise Refused(f"{refused} {next_line(context.today())}{instead}") from None


def _say_today(talk: Talk, area: Area, *, free: bool) -> None:
    today = talk.context.today()
    asked = today.prescription
    talk.say(f"{long_date(today.day)}, your {labels.AREA[area]}.")
    if today.state is TodayState.SETUP or asked.rung is None or asked.open_questions is not None:
        return
    if not free:
        if today.state in (TodayState.PAUSED, TodayState.DONE):
            return
        session = labels.session(asked.rung)
        talk.say(f"{capital(session)}, step {asked.step} of {asked.steps}.", _why(today, session))
    before = sum(each.area is area for each in talk.context.book.sessions)
    talk.say(
        f"{labels.how(area, asked.rung)}." if before < _OFTEN else "",
        area.spec.differ or "",
        *(() if free else (today.rules_changed, *missed_lines(today))),
    )


def _why(today: Today, session: str) -> str:
    """Returns the reason; without the session if it asks for no more than what has just been said."""
    reason, greeting = today.prescription.reason, today.greeting
    if greeting is not None and greeting.occasion is Occasion.RETURN:
        return greeting.text
    return reason.cause_text if reason.ask in (session, f"{session} again") else reason.full_text


def _check_skin(talk: Talk, area: Area) -> None:
    """Asks how the skin is, and records the answer; raises Refused if it lets no session start today."""
    context = talk.context
    last = context.ramps.of(area).state.last_day
    when = day_name(last, context.day()) if last else "before"
    counts, clear = (
        marks_count_from(context.ramps, area, context.now()),
        clear_means(context.ramps, area),
    )
    means = SKIN_MEANS if sum(each.area is area for each in context.book.checks) < _OFTEN else ()
    talk.say(
        "Look, and touch.",
        *means,
        f"Clear says here that {clear}." if clear else "",
        say_counts_from(counts, context.now()) if counts else "",
    )

    def read(typed: str) -> Skin:
        skin = skin_or_meaning(talk, typed)
        if skin is None:
            raise Refused(f"Nothing is chosen yet. Type a word or its number: {SKIN_WORDS}.")
        applied = context.change(lambda book: answer_check(book, area, skin, context.now()))
        said = NUMB_SKIN if skin is Skin.NUMB else say_stricter(applied.book, area, skin)
        talk.say(f"{applied.label}. Saved." if applied.label else "", said)
        return skin

    talk.ask(
        f"How is the skin of your {labels.AREA[area]}? Last session: {when}."
        f" Type a word or its number: {SKIN_WORDS}; ? says what they mean.",
        read,
    )
    found = context.today().prescription
    if found.rung is None or found.needs_check:
        talk.say(*next_step_lines(context.book, area, context.now()))
        raise Refused(f"No session starts today. {next_line(context.today(), told=True)}".rstrip())


def _easier(context: AppContext, found: Prescription, minutes: float) -> Rung | None:
    """Returns the easier step of so many minutes; None if the day asks for just that."""
    if found.rung is None or found.step is None or minutes == found.rung.minutes:
        return None
    steps = context.ramps.of(found.area).state.rungs[: found.step - 1]
    below = list(filter(partial(easier, found), steps))
    fits = [each for each in below if each.minutes == minutes]
    if fits:
        return fits[-1]
    choice = listed(dict.fromkeys(number(each.minutes) for each in below), last=" or ")
    softer = f" Easier steps have {choice} minutes." if below else ""
    raise Refused(f"Today asks for {labels.session(found.rung)}.{softer} For any other length, add --free.")
