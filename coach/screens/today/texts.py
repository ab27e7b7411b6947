"""The words of Today: the reason, what follows, what to press, the streak, the week, and the bars."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from textual.content import Content

from coach.domain import labels
from coach.domain.dated_ahead import clock_of, count_ahead, dated_ahead
from coach.domain.habit import streak_words
from coach.domain.habit.greetings import Occasion
from coach.domain.habit.pauses import say_day_off
from coach.domain.habit.streak import Streak
from coach.domain.model import Book, Rung
from coach.domain.ramp.days_off import say_open_end
from coach.domain.ramp.gates import Gate
from coach.domain.ramp.prescription import Prescription
from coach.domain.ramp.state import SessionOutcome
from coach.domain.session.day_over import (
    after_questions,
    done_today,
    minutes_left,
    say_full,
)
from coach.domain.stats import first_fortnight
from coach.domain.stats.this_week import ThisWeek, sentences
from coach.domain.today import Today, TodayState
from coach.screens.shared.key_reference import hint, key_of
from coach.text import format
from coach.text.format import minutes_short
from coach.widgets.charts.ramp_bars import RampBar, When
from coach.widgets.chrome.key_bar import KeyBarItem

RAMP_PAST = 30
"""Past sessions in the picture of the ramp, at most."""


def streak_lines(streak: Streak, width: int, *, brief: bool) -> Content:
    """Returns the streak, how this week stands, the best one and all days as far as `width` cells go.

    It is one line where it is `brief`, else two.
    """
    run, week = streak_words.headline(streak), streak_words.week_words(streak)
    beside = list(streak_words.beside(streak))
    if not run:
        run = streak_words.fresh_start(streak)
        first = Content.styled(run, "$muted")
    else:
        digits = len(f"{streak.current:,}")
        first = Content.assemble((run[:digits], "bold $accent"), (run[digits:], "bold"))
    if streak.steadiness is not None:
        beside.append(f"consistency {streak.steadiness:.0%}")
    if brief or (week and len(run) + len(week) + 3 <= width):
        more = week or (beside or [""])[0]
        first += Content.styled(f" \u00b7 {more}" if more else "", "$muted")
        week = ""
    if brief:
        return first
    second = ""
    for part in filter(None, (week, *beside)):
        longer = f"{second} \u00b7 {part}" if second else part
        second = longer if len(longer) <= width else second
    return Content("\n").join([first, *([Content.styled(second, "$muted")] if second else [])])


def streak_notes(day: Today, keymap: Mapping[str, str], *, brief: bool) -> Content:
    """Returns what was reached today, and the first 14 days while they run and as they end.

    With `brief`, for narrow windows, only the first line of it.
    """
    lines = [Content(each.text) for each in day.reached]
    fortnight = day.fortnight
    if fortnight is not None and not fortnight.over:
        lines.append(Content.styled(first_fortnight.headline(fortnight), "$muted"))
    elif fortnight is not None and fortnight.is_news:
        if not brief:
            lines.append(Content(f"{first_fortnight.headline(fortnight)} are over"))
        what = "your first 14 days" if brief else "how they went"
        key = key_of(keymap, "milestones", "m")
        lines.append(Content.assemble((key, "bold $accent"), (f" shows {what}", "$muted")))
    return Content("\n").join(lines[:1] if brief else lines)


def reason_text(day: Today) -> str:
    """Returns why the day is as it is; on the first day back, a greeting instead."""
    if day.state is TodayState.ASK and day.prescription.open_questions is not None:
        return day.prescription.open_questions.text
    if day.state is TodayState.DONE:
        return done_today(day.ramps, day.area, day.day)
    if day.state is not TodayState.PAUSED or day.pause is None:
        greeting = day.greeting
        if greeting is not None and greeting.occasion is Occasion.RETURN:
            return greeting.text
        reason = day.prescription.reason.full_text
        return f"{streak_words.optional_words(day.streak)} {reason}" if day.is_optional else reason
    return say_day_off(day.pause, day.day)


def reason_facts(day: Today) -> tuple[str, ...]:
    """Returns the facts behind the reason that is shown; none where it is not the reason of a rule."""
    if day.state in (TodayState.ASK, TodayState.PAUSED, TodayState.DONE):
        return ()
    return day.prescription.reason.facts


def next_text(day: Today, keymap: Mapping[str, str]) -> str:
    """Returns what comes next, or what else there is to know; on the day after a miss, some comfort.

    Each case hides those after it: there is one line for it, and what limits today comes first. Where the
    next session has a name and a day of its own, `Today.coming` says it.
    """
    asked = day.prescription
    if day.state is TodayState.PAUSED:
        return (
            ""
            if day.pause is not None and day.pause.is_rest_day
            else f"{say_open_end()}; the coach says how much."
        )
    if day.state is TodayState.DONE:
        return ""
    if day.state is TodayState.ASK:
        return after_questions(asked)
    if asked.blocked:
        return asked.blocked
    if asked.gate is Gate.REST and asked.after_rest is not None:
        return ""
    if asked.rung is not None and asked.caps.now_min < asked.rung.minutes:
        full = say_full(day.ramps.book, asked)
        if not asked.can_start_free:
            return full or minutes_left(asked)
        free = f"{key_of(keymap, 'free', '+')} starts a free session."
        return f"{full} {free}" if full else f"Today has {minutes_short(asked.caps.now_min)} left: {free}"
    if day.greeting is not None and day.greeting.occasion is Occasion.MISSED:
        return day.greeting.text
    return asked.next.text if asked.next and day.shows_step else ""


def forgotten_line(key: str) -> Content:
    """Returns the question after a missed day, with the key that adds the session."""
    return Content.assemble("Was there a session yesterday?  ", (key, "bold $accent"), (" adds it", "$muted"))


def other_keys(day: Today, keymap: Mapping[str, str]) -> tuple[KeyBarItem, ...]:
    """Returns the keys for what else can be done, as they stand beside the button."""
    if day.state is TodayState.DUE and day.prescription.can_start:
        easier = hint(keymap, "easier", "e", "easier")
        # sore skin in one area makes the day a rest day, and another area may still be used
        return (easier, hint(keymap, "rest", "r", "rest day")) if day.can_rest else (easier,)
    if day.state is TodayState.DONE and day.prescription.can_start_free:
        return (hint(keymap, "free", "plus", "free session"),)
    return ()


def dated_ahead_line(book: Book, key: str, width: int) -> str:
    """Returns a line on the records dated ahead of the clock; empty if there are none.

    Of several wordings it is the longest that fits into `width` cells, or the shortest if none does.
    """
    number = count_ahead(book)
    if not number:
        return ""
    first = dated_ahead(book)[0]
    when = f"{format.plain_date(first.day)} {clock_of(first)}".strip()
    what, them = ("1 record is", "it") if number == 1 else (f"{number:,} records are", "them")
    since = when if number == 1 else f"from {when}"
    does = f"{key} sets {them} right"
    lines = (f"{what} dated ahead of the clock ({since}): {does}", f"{what} dated ahead ({since}): {does}")
    return next((line for line in lines if len(line) <= width), f"{number:,} dated ahead: {does}")


def week_lines(week: ThisWeek) -> Content:
    """Returns the days, the minutes and the soreness of a week, a sentence each."""
    first, *others = (Content(each) for each in sentences(week))
    return Content("\n").join([first.stylize("bold"), *others]) if others else first.stylize("$muted")


def ramp_bars(
    asked: Prescription, taken: Sequence[SessionOutcome], rungs: Sequence[Rung]
) -> Iterable[RampBar]:
    """Yields a bar for each planned session before today, for today's, and for each step ahead."""
    for one in [t for t in taken if t.rung is not None and t.session.day < asked.day][-RAMP_PAST:]:
        assert one.rung is not None
        yield RampBar(one.session.done_min, When.PAST, labels.COVER[one.rung.cover])
    if asked.rung is not None:
        yield RampBar(asked.rung.minutes, When.TODAY, labels.COVER[asked.rung.cover])
    for rung in rungs[asked.step or 0 :]:
        yield RampBar(rung.minutes, When.AHEAD, labels.COVER[rung.cover])
