"""What comes before a session in lines: what to do today and why, the skin check, and what holds it back."""

from __future__ import annotations

from functools import partial

from coach.cli.command_words import in_commands
from coach.cli.output import joined
from coach.cli.plain_session.talk import SKIN_WORDS, Talk, skin_of
from coach.cli.sentences import next_step_lines, open_question_lines
from coach.context import AppContext
from coach.domain import labels
from coach.domain.model import Area, Refused, Rung, Skin, is_set_up
from coach.domain.ramp.prescription import Prescription
from coach.domain.session.cautions import NUMB_SKIN
from coach.domain.session.live import SessionPlan, easier, plan
from coach.domain.session.skin_check import answer_check
from coach.domain.session.skin_report import clear_means, marks_count_from, say_counts_from, say_stricter
from coach.domain.today import TodayState
from coach.text.format import capital, day_name, listed, long_date, number

_SKINS = (
    "Look, and touch. Clear means no marks, pink that marks are still there, sore that it is red, itchy or"
    " tender, broken also a blister, a bruise or a rash, and numb no feeling, or tingling an hour later."
)


def planned(talk: Talk, area: Area, minutes: float | None, *, free: bool) -> SessionPlan:
    """Returns the session that may start now, after the questions before it; raises Refused if none may."""
    context = talk.context
    _say_today(talk, area)
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
    if not free and context.today().state is TodayState.PAUSED:
        raise Refused("Today is a day off. End it with: coach pause --off")
    if not free and found.done:
        raise Refused("Today's session is done. For an extra one, run: coach session --free")
    rung = None if free or minutes is None else _easier(context, found, minutes)
    try:
        return plan(context.ramps, area, context.now(), free=free, rung=rung, minutes=minutes)
    except Refused as refused:
        help_ = "" if free or not found.can_start_free else " A free session: coach session --free"
        raise Refused(f"{refused}{help_}") from None


def _say_today(talk: Talk, area: Area) -> None:
    today = talk.context.today()
    asked = today.prescription
    talk.say(joined((long_date(today.day), f"your {labels.AREA[area]}")))
    if today.state is TodayState.SETUP or asked.rung is None or asked.open_questions is not None:
        return
    talk.say(
        f"{capital(labels.session(asked.rung))}, step {asked.step} of {asked.steps}.",
        in_commands(asked.reason.full_text),
        f"{labels.how(area, asked.rung)}.",
        area.spec.differ or "",
        today.rules_changed,
    )


def _check_skin(talk: Talk, area: Area) -> None:
    """Asks how the skin is, and records the answer; raises Refused if it lets no session start today."""
    context = talk.context
    last = context.ramps.of(area).state.last_day
    when = day_name(last, context.day()) if last else "before"
    counts, clear = (
        marks_count_from(context.ramps, area, context.now()),
        clear_means(context.ramps, area),
    )
    talk.say(
        _SKINS,
        f"Clear says here that {clear}." if clear else "",
        say_counts_from(counts, context.now()) if counts else "",
    )

    def read(typed: str) -> Skin:
        skin = skin_of(typed)
        if skin is None:
            raise Refused(f"Nothing is chosen yet. Type a word or its number: {SKIN_WORDS}.")
        applied = context.change(lambda book: answer_check(book, area, skin, context.now()))
        said = NUMB_SKIN if skin is Skin.NUMB else say_stricter(applied.book, area, skin)
        talk.say(f"{applied.label}. Saved." if applied.label else "", said)
        return skin

    talk.ask(
        f"How is the skin of your {labels.AREA[area]}? Last session: {when}."
        f" Type a word or its number: {SKIN_WORDS}.",
        read,
    )
    found = context.today().prescription
    if found.rung is None or found.needs_check:
        talk.say(*next_step_lines(context.book, area, context.now()))
        raise Refused("No session starts today. The next one begins with: coach session")


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
