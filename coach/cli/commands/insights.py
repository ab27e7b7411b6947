"""`coach insights`: the figures of what was recorded."""

from __future__ import annotations

from itertools import dropwhile
from typing import TYPE_CHECKING

from coach.cli import arguments
from coach.cli.json_values import streak_values
from coach.cli.output import say, write_json
from coach.domain import labels
from coach.domain.habit import streak_words
from coach.domain.habit.consistency import HALF_LIFE_DAYS
from coach.domain.habit.day_history import days
from coach.domain.model import Area
from coach.domain.ramp.replay import Ramps
from coach.domain.stats import sentences
from coach.domain.stats.summary import figures
from coach.text import format
from coach.text.format import WEEKDAYS, count, day_and_month

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from coach.cli.command_context import CommandContext
    from coach.domain.ramp.timeline import LadderStep
    from coach.domain.stats.aggregates import Mean
    from coach.domain.stats.summary import Figures


def add_arguments(parser: ArgumentParser) -> None:
    """Declares the area, and the option for JSON."""
    parser.add_argument("--area", metavar="A", choices=Area, help="the area; all of them if left out")
    arguments.add_json(parser)


def run(given: Namespace, context: CommandContext) -> int:
    """Prints the figures; writes nothing to the file."""
    area = arguments.area(given.area)
    book = context.read()
    ramps, day = Ramps(book), context.day(book)
    found = figures(ramps, days(ramps, day), area)
    if given.json:
        write_json(as_json(found, book.settings.week_start))
    else:
        say(*_lines(found, book.settings.week_start))
    return 0


def as_json(found: Figures, week_start: int) -> dict[str, object]:
    """Returns the figures, by the same names as elsewhere; a mean of no answers is null."""
    streak = found.streak
    return {
        "date": found.last.isoformat(),
        "area": found.area,
        "sessions": len(found.sessions),
        "minutes": found.minutes,
        "weeks": [
            {
                "first": week.first.isoformat(), "minutes": week.minutes, "sessions": week.sessions,
                "kept_days": week.kept_days,
            }
            for week in found.weeks
        ],
        "streak": streak_values(streak),
        "consistency": {
            "now": round(streak.consistency, 3),
            "weeks": [{"first": first.isoformat(), "score": round(s, 3)} for first, s in found.consistency],
        },
        "ramp": [
            {
                "area": ascent.area,
                "stages": [
                    {
                        "first": stage.first.isoformat(), "last": stage.last.isoformat(), **_step(stage.step),
                        "sessions": stage.sessions,
                    }
                    for stage in ascent.stages
                ],
            }
            for ascent in found.ascents
        ],
        "soreness": {
            "sessions": len(found.points),
            "before": _value(found.before),
            "after": _value(found.after),
            "lower_by": _value(found.relief),
            "missing": found.soreness_needed,
        },
        "sharpness": {
            "sessions": len(found.sharpness_values),
            "mean": _value(found.sharpness),
            "missing": found.sharpness_needed,
            "steps": [
                {"area": step.area, **_step(step), "mean": _value(mean), "sessions": mean.sessions}
                for step, mean in found.sharpness_by_step
            ],
        },
        "weekdays": [
            {"day": WEEKDAYS[(week_start + at) % 7].lower(), "sessions": n}
            for at, n in enumerate(found.weekdays)
        ],
        "times": {part.value: n for part, n in found.dayparts.items()},
    }  # fmt: skip


def _step(step: LadderStep) -> dict[str, object]:
    return {"cover": step.cover, "minutes": step.minutes, "posture": step.posture or None}


def _value(mean: Mean | None) -> float | None:
    return None if mean is None else round(mean.value, 3)


def _lines(found: Figures, week_start: int) -> list[str]:
    """Returns the figures in sentences and rows, with a heading before each kind."""
    area = labels.AREA[found.area] if found.area else "all areas"
    lines = [
        f"Insights, {area}: {count(len(found.sessions), 'session')}, {format.minutes(found.minutes)} in all."
    ]
    lines += [
        "",
        *_weeks(found),
        "",
        *_habit(found),
        "",
        *_ramp(found),
        "",
        *_soreness(found),
        "",
        *_sharpness(found),
    ]
    lines += ["", *_times(found, week_start), "", sentences.NO_CAUSE]
    return lines


def _weeks(found: Figures) -> list[str]:
    weeks = tuple(dropwhile(lambda week: not week.sessions, found.weeks))
    if not weeks:
        none = (
            "nothing in the last 12 weeks."
            if found.sessions
            else "your first figure appears after a session."
        )
        return [f"Minutes a week: {none}"]
    rows = [
        f"  from {day_and_month(week.first):10}  {round(week.minutes):>5,} min"
        f"  {count(week.sessions, 'session')} on {count(week.kept_days, 'kept day')}"
        for week in weeks
    ]
    return [f"Minutes a week, {'the last ' if len(weeks) > 1 else ''}{count(len(weeks), 'week')}:", *rows]


def _habit(found: Figures) -> list[str]:
    streak = found.streak
    lines = [
        f"Streak of all areas: {streak_words.length(streak)}, best {streak_words.best_length(streak)},"
        f" {count(streak.total_days, 'day')} in all; {streak_words.grace_or_week(streak)}."
    ]
    if not found.consistency:
        return [*lines, streak_words.NO_CONSISTENCY]
    lines.append(
        f"Consistency at the end of each week; it forgets slowly, and half is left after {HALF_LIFE_DAYS}"
        " days off:"
    )
    return lines + [f"  from {day_and_month(first):10}  {score:>5.0%}" for first, score in found.consistency]


def _ramp(found: Figures) -> list[str]:
    if not found.ascents:
        return ["Ramp: your first step appears after the first planned session."]
    lines = []
    for ascent in found.ascents:
        lines.append(f"Ramp, {sentences.where(ascent)}")
        for of in ascent.by_step:
            until = f" to {day_and_month(of.last)}" if of.last > of.first else ""
            lines.append(
                f"  {of.step.label}: {count(of.sessions, 'session')}, {day_and_month(of.first)}{until}"
            )
    return lines


def _soreness(found: Figures) -> list[str]:
    lines = [f"Soreness before and after: {sentences.soreness(found)}"]
    if found.before and found.after and not found.soreness_needed:
        lines.append(f"  Mean before {found.before.value:.1f}, after {found.after.value:.1f}, of 10.")
    return lines


def _sharpness(found: Figures) -> list[str]:
    if found.sharpness is None or found.sharpness_needed:
        return [f"Sharpness: {sentences.missing(found.sharpness_needed, 'sharpness')}"]
    mean = found.sharpness
    lines = [
        f"Sharpness, from 0 (none) to 10 (unbearable): {mean.value:.1f} on average in"
        f" {count(mean.sessions, 'answer')}."
    ]
    for step, of in found.sharpness_by_step:
        lines.append(
            f"  {labels.AREA[step.area]}, {step.label}: {of.value:.1f} in {count(of.sessions, 'answer')}"
        )
    return lines


def _times(found: Figures, week_start: int) -> list[str]:
    if found.times_needed:
        return [
            f"When: {count(found.times_needed, 'more session')}, and your usual days and times appear here."
        ]
    weekdays = ", ".join(f"{WEEKDAYS[(week_start + at) % 7]} {n:,}" for at, n in enumerate(found.weekdays))
    parts = ", ".join(f"{part} {n:,}" for part, n in found.dayparts.items())
    return [
        f"Sessions by weekday: {weekdays}.",
        f"Sessions by time of day: {parts}.",
        *filter(None, [sentences.often(found, week_start)]),
    ]
