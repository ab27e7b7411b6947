"""`coach today`: what to do today, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.cli import arguments
from coach.cli.json_values import reason_values, rung_values, streak_values
from coach.cli.next_command import next_line
from coach.cli.old_comfort import COMMAND
from coach.cli.output import joined, say, write_json
from coach.cli.sentences import (
    area_option,
    check_options,
    missed_lines,
    open_question_lines,
    streak_line,
)
from coach.cli.today_view import TodayView, view_today
from coach.content.citations import rests_on, source_line
from coach.content.loader import load_tips
from coach.domain import labels
from coach.domain.dated_ahead import count_ahead
from coach.domain.habit.greetings import Occasion, cue
from coach.domain.habit.pauses import say_day_off
from coach.domain.habit.streak import is_kept
from coach.domain.habit.streak_words import DAY_NEEDS, optional_words
from coach.domain.ramp.rules import Code
from coach.domain.safety.old_answers import doubtful, question
from coach.domain.session.day_over import done_today, minutes_left, say_full, say_tomorrow, tomorrow_facts
from coach.domain.stats import first_fortnight
from coach.domain.tips.selection import tip_of_the_day, why
from coach.domain.today import TodayState
from coach.text.format import capital, day_name, listed, long_date, sentence

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterable
    from datetime import datetime

    from coach.cli.command_context import CommandContext
    from coach.domain.model import Book
    from coach.domain.tips.tip import Tip
    from coach.domain.today import Today


def add_arguments(parser: ArgumentParser) -> None:
    """Declares the area, and the option for JSON."""
    arguments.add_area(parser)
    arguments.add_json(parser)


def run(given: Namespace, context: CommandContext) -> int:
    """Prints what to do today, and why; writes nothing to the file."""
    area = arguments.area(given.area)
    book = context.read()
    found = view_today(context, book, area)
    tip = tip_of_the_day(load_tips(), book.tips, found.today.situation)
    if given.json:
        write_json(as_json(found, tip, book))
    else:
        _say(found, tip, book, context.now(book))
    return 0


def as_json(found: TodayView, tip: Tip, book: Book) -> dict[str, object]:
    """Returns today with the keys of DESIGN §10, and some more."""
    today, asked = found.today, found.today.prescription
    live = found.running
    return {
        "date": today.day.isoformat(),
        "state": today.state,
        "area": today.area,
        **rung_values(found.rung),
        "how": labels.how(today.area, found.rung),
        "sources_differ": today.area.spec.differ,
        "step": found.step,
        "steps": asked.steps,
        "reason": reason_values(asked.reason),
        "next": None
        if asked.next is None
        else {"cover": asked.next.cover, "minutes": asked.next.minutes, "text": asked.next.text},
        "opens_at": asked.opens_at.isoformat(timespec="seconds") if asked.opens_at else None,
        "needs_check": found.needs_check,
        "optional": today.is_optional,
        "streak": streak_values(today.streak),
        "caps": {"session_min": asked.caps.session_min, "day_left_min": asked.caps.day_left_min},
        "rules_changed": today.rules_changed or None,
        "old_answers": len(doubtful(book)),
        "cue": cue(book.settings) or None,
        "greeting": None
        if today.greeting is None
        else {"occasion": today.greeting.occasion, "text": today.greeting.text},
        "fortnight": None
        if today.fortnight is None
        else {"day": today.fortnight.days, "days": first_fortnight.DAYS, "over": today.fortnight.over},
        "milestones": [{"id": each.id, "text": each.text} for each in today.reached],
        "minutes_today": round(today.days.minutes.get(today.day, 0.0), 2),
        "pause": None
        if today.pause is None
        else {
            "first": today.pause.first.isoformat(),
            "last": today.pause.last.isoformat() if today.pause.last else None,
        },
        "running": None
        if live is None
        else {"phase": live.phase, "planned_min": live.planned_min, "left_min": live.left_min},
        "tip": {
            "id": tip.id,
            "title": tip.title,
            "text": tip.text,
            "source": source_line(tip),
            "why": why(tip, today.situation),
        },
    }


def _say(found: TodayView, tip: Tip, book: Book, now: datetime) -> None:
    today, asked = found.today, found.today.prescription
    option = area_option(today.area, book.settings.area)
    say(joined((long_date(today.day), f"your {labels.AREA[today.area]}", _state_words(found))), "")
    if today.state is TodayState.ASK and asked.open_questions is not None:
        say(
            *open_question_lines(book, asked.open_questions),
            *filter(None, (today.rules_changed, _say_old(book))),
        )
        return
    if today.pause is not None and today.state is TodayState.PAUSED:
        say(say_day_off(today.pause, today.day))
        _say_check(found, book)
        _say_rest(found, tip, book)
        return
    over = today.state is TodayState.DONE
    if over:
        say(done_today(today.ramps, today.area, today.day))
        if not is_kept(today.days.minutes.get(today.day, 0.0)):
            free = f" A free session can still do that: coach session --free{option}"
            say(f"{sentence(DAY_NEEDS)}{free if asked.can_start_free else ''}")
    elif found.rung is not None:
        session = labels.session(found.rung)
        say(f"{capital(session)}, step {found.step} of {asked.steps}.")
    if (found.rung is not None or asked.reason.code is Code.CLOSED_AREA) and not over:
        say(f"{labels.how(today.area, found.rung)}.")
    if today.is_optional:
        say(optional_words(today.streak))
    greeting = today.greeting
    back = greeting is not None and greeting.occasion is Occasion.RETURN
    if over:
        say(say_tomorrow(today.ramps, today.area, today.day))
    else:
        say(greeting.text if greeting is not None and back else asked.reason.full_text)
    if today.rules_changed:
        say(today.rules_changed)
    facts = tomorrow_facts(today.ramps, today.area, today.day) if over else asked.reason.facts
    if facts:
        say(f"This is based on {listed(rests_on(facts))}.")
    if notice := today.area.spec.differ:
        say(notice)
    _say_check(found, book)
    if asked.blocked and not over:
        say(asked.blocked)
    if asked.next is not None and not over:
        say(asked.next.text)
    say(*missed_lines(today))
    if today.state is TodayState.DUE and (plan := cue(book.settings)):
        say(plan)
    say("")
    if full := say_full(book, asked):
        say(f"{full} A free session: coach session --free{option}" if asked.can_start_free else full)
    elif left := minutes_left(asked):
        say(left)
    _say_rest(found, tip, book)


def _say_check(found: TodayView, book: Book) -> None:
    if found.needs_check:
        area = found.today.area
        say(
            f"How is the skin of your {labels.AREA[area]} after the last session?"
            f" Answer with: {check_options(area, book.settings.area)}"
        )


def _say_rest(found: TodayView, tip: Tip, book: Book) -> None:
    """Prints what stands below every kind of day: old answers, records dated ahead, streak and tip."""
    today = found.today
    if old := _say_old(book):
        say(old)
    if waiting := count_ahead(book):
        what = "1 record is" if waiting == 1 else f"{waiting:,} records are"
        say(f"{what} dated ahead of the clock, and left out for now; coach doctor says more.")
    say(
        streak_line(today.streak),
        *(f"{line}." for line in _quiet(today)),
        "",
        f"Tip: {tip.title}",
        f"  {tip.text}",
        f"  {source_line(tip)}",
        f"  Why today: {why(tip, today.situation)}",
        "",
        next_line(today),
    )


def _say_old(book: Book) -> str:
    """Returns the question on old answers, with the command that answers it; empty if there are none."""
    old = question(book)
    return f"{old} Say: {COMMAND}." if old else ""


def _quiet(today: Today) -> Iterable[str]:
    """Returns the milestones of today, and the first 14 days while they last and as they end."""
    yield from (each.text for each in today.reached)
    first = today.fortnight
    if first is not None and not first.over:
        yield first_fortnight.headline(first)
    elif first is not None and first.is_news:
        yield f"{first_fortnight.headline(first)} are over: coach fortnight shows how they went"


def _state_words(found: TodayView) -> str:
    match found.today.state:
        case TodayState.ASK:
            return "safety questions first"
        case TodayState.SETUP:
            return "a preview; to start, run coach setup"
        case TodayState.LOCKED:
            return "no mat for now"
        case TodayState.PAUSED:
            pause = found.today.pause
            if pause and pause.is_rest_day:
                return "rest day"
            until = f" until {day_name(pause.last, found.today.day)}" if pause and pause.last else ""
            return f"paused{until}"
        case TodayState.RUNNING:
            live = found.running
            if live is not None and live.area is not found.today.area:
                return f"a session of your {labels.AREA[live.area]} is running"
            return live.words if live is not None else "on the mat"
        case TodayState.REST:
            return "rest day"
        case TodayState.DONE:
            return "done"
        case TodayState.WAIT:
            asked = found.today.prescription
            return f"from {asked.opens_at:%H:%M} on" if asked.opens_at and asked.waits_hours else "tomorrow"
        case TodayState.DUE:
            return "optional" if found.today.is_optional else "to do"
