"""Sentences that several commands print."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from coach.domain import labels
from coach.text.format import days

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from coach.domain.habit.streak import Streak
    from coach.domain.model import Area, Book, Screening
    from coach.domain.ramp.prescription import Prescription
    from coach.domain.safety.screening import OpenQuestions
    from coach.domain.today import Today


def streak_line(streak: Streak) -> str:
    """Returns the streak in one line."""
    from coach.domain.habit.streak_words import best_length, grace_or_week, length

    steady = "" if streak.steadiness is None else f", consistency {streak.steadiness:.0%}"
    return (
        f"Streak: {length(streak)}, best {best_length(streak)}, {days(streak.total_days)} in all;"
        f" {grace_or_week(streak)}{steady}."
    )


def missed_lines(today: Today) -> Iterable[str]:
    """Returns some comfort on the day after a miss, and the command for a session that was not recorded."""
    from coach.domain.habit.greetings import Occasion, forgotten_day
    from coach.domain.today import TodayState

    greeting = today.greeting
    if greeting is not None and greeting.occasion is Occasion.MISSED:
        yield greeting.text
    may_be_today = today.state in (TodayState.DUE, TodayState.WAIT)
    if may_be_today and forgotten_day(today.days) is not None:
        yield "Was there a session yesterday? To add it, run: coach log MINUTES --on yesterday"


def open_question_lines(book: Book, ask: OpenQuestions) -> Iterable[str]:
    """Returns why the safety questions are open, and the command that answers them."""
    from coach.domain.model import Screening
    from coach.domain.onboarding.user_profile import current_answer

    yield ask.text
    if ask.can_be_unchanged:
        yield "If nothing has changed, run: coach setup --unchanged"
    screening = current_answer(book, Screening)
    if screening is None or not screening.ticked:
        yield (
            "To hear the questions and say what applies to you, run: coach setup. If you know them, and"
            " nothing applies: coach setup --screening none"
        )
        return
    # Typed as it stands, it takes no tick away.
    yield f"Say what applies to you now. Your earlier answers are: coach setup {_as_options(screening)}."
    yield "Leave out what no longer applies, and add what is new. To hear the questions, run: coach setup"


def _as_options(answers: Screening) -> str:
    """Returns safety answers as the options of `coach setup` that give them again."""
    from coach.domain.model import Area, Contraindication

    given = [f"--screening {','.join(each for each in Contraindication if each in answers.ticked)}"]
    if answers.agreed:
        given.append(
            f"--doctor-agreed {','.join(each for each in Contraindication if each in answers.agreed)}"
        )
    if answers.numb_areas is not None:
        given.append(
            f"--numb-areas {','.join(each for each in Area if each in answers.numb_areas) or 'none'}"
        )
    return " ".join(given)


def symptom_lines(book: Book, now: datetime) -> Iterable[str]:
    """Returns what was reported of dizziness or numbness, if the safety questions are open because of it."""
    from coach.domain.safety.screening import AskWhy, open_questions

    ask = open_questions(book, now)
    if ask is not None and ask.why in (AskWhy.DIZZY, AskWhy.NUMB):
        yield ask.text


def next_step_lines(book: Book, area: Area, now: datetime) -> Iterable[str]:
    """Returns the next step of an area, and why: today's, or tomorrow's if today has no room for a session.

    Open safety questions come in its place, since no session starts before they are answered. If the mat is
    locked, they come after the reason for that.
    """
    from coach.domain.dates import day_of
    from coach.domain.ramp.prescriber import prescribe
    from coach.domain.ramp.replay import Ramps
    from coach.domain.session.day_over import say_tomorrow

    ramps, day = Ramps(book), day_of(now, book.settings.rollover)
    found = prescribe(ramps, area, day, now)
    if found.open_questions is None or found.rung is None:
        yield _step(found, lambda: say_tomorrow(ramps, area, day), book.settings.area)
    if found.open_questions is not None:
        yield from open_question_lines(book, found.open_questions)


def area_option(area: Area, usual: Area) -> str:
    """Returns the option that a command needs for an area; empty for the usual one."""
    return "" if area is usual else f" --area {area}"


def check_options(area: Area, usual: Area) -> str:
    """Returns the command of the skin check with its answers to choose from."""
    return f"coach check{area_option(area, usual)} {labels.SKIN_ANSWERS}"


def _step(found: Prescription, following: Callable[[], str], usual: Area) -> str:
    from coach.domain.session.day_over import minutes_left

    if found.rung is None:
        then = f" When that is so, run: coach check clear{area_option(found.area, usual)}."
        return f"{found.reason.full_text}{then if found.needs_check else ''}"
    if found.done:
        return following()
    if found.needs_check:
        first = f"The skin check comes first: {check_options(found.area, usual)}."
        return f"{found.reason.full_text_for('Today')} {first}"
    if found.is_over and not found.waits_hours:
        return f"{found.blocked or minutes_left(found)} {following()}"
    return found.reason.full_text_for("Today")
