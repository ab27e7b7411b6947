"""`coach calendar`: a month or a year of days, as a picture made of text or as a line for each day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from coach.cli import arguments
from coach.cli.days.day_list import day_lines
from coach.cli.glyphs import dot, marks
from coach.cli.json_values import streak_values
from coach.cli.output import say, write_json
from coach.cli.sentences import streak_line
from coach.domain import dates
from coach.domain.day_states import DAY_STATES, LEGEND, DayState
from coach.domain.habit.day_history import days
from coach.domain.habit.milestones import Milestone, milestones
from coach.domain.habit.quiet_days import shown_states
from coach.domain.habit.streak import Days, streak
from coach.domain.ramp.replay import Ramps
from coach.text.format import WEEKDAYS, day_and_month, month
from coach.text.glyphs import DayMark, Glyphs

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Mapping, Sequence

    from coach.cli.command_context import CommandContext
    from coach.cli.parser import Parser
    from coach.domain.model import Book


def add_arguments(parser: Parser) -> None:
    """Declares the options for a month, a year, lines and ASCII marks."""
    which = parser.add_alternatives()
    which.add_argument(
        "--month", metavar="MONTH", help="a month, such as 2026-01 or jan; by default this one"
    )
    which.add_argument("--year", metavar="YYYY", help="a year")
    how = parser.add_alternatives()
    how.add_argument("--ascii", action="store_true", help="use ASCII marks only")
    how.add_argument("--list", action="store_true", help="tell the days in words, to be heard")
    arguments.add_json(parser)


def run(given: Namespace, context: CommandContext) -> int:
    """Prints the days; writes nothing to the file."""
    year = arguments.optional(arguments.year, given.year)
    first = arguments.optional(lambda text: arguments.month(text, context.today()), given.month)
    book = context.read()
    ramps = Ramps(book)
    known = days(ramps, context.day(book))
    signs = marks(book, ascii=given.ascii)
    first = first or known.today.replace(day=1)
    wanted = (year, None) if year is not None else (first.year, first.month)
    reached = [
        each
        for each in milestones(ramps, known)
        if wanted in ((each.day.year, None), (each.day.year, each.day.month))
    ]
    span = (first, dates.month_end(first)) if year is None else (date(year, 1, 1), date(year, 12, 31))
    if given.json:
        write_json(_as_json(span, known, book, reached))
        return 0
    if given.list:
        say(*day_lines(known, *span, _noted(book)))
    elif year is not None:
        _year(year, known, book, signs)
    else:
        _month(first, known, book, signs)
    if reached:
        say("", *(f"{day_and_month(each.day)}: {each.text}." for each in reached))
    legend = [] if given.list else [_legend(signs, signs.today if year is not None else "[ ]")]
    say("", *legend, streak_line(streak(known)))
    return 0


def _legend(signs: Glyphs, today: str) -> str:
    shown = [(signs.days[mark], word) for mark, word in LEGEND]
    shown += [(signs.days[DayMark.NONE], "no session"), (today, "today")]
    return "   ".join(f"{glyph} {word}" for glyph, word in shown)


def _as_json(
    span: tuple[date, date], known: Days, book: Book, reached: Sequence[Milestone]
) -> dict[str, object]:
    noted = _noted(book)
    return {
        "first": span[0].isoformat(),
        "last": span[1].isoformat(),
        "today": known.today.isoformat(),
        "days": [
            {
                "date": day.isoformat(),
                "state": state,
                "minutes": round(known.minutes.get(day, 0.0), 2),
                "note": day in noted,
            }
            for day, state in shown_states(known, *span).items()
        ],
        "milestones": [{"day": each.day.isoformat(), "id": each.id, "text": each.text} for each in reached],
        "streak": streak_values(streak(known)),
    }


def _month(first: date, known: Days, book: Book, signs: Glyphs) -> None:
    noted = _noted(book)
    found = shown_states(known, first, dates.month_end(first))
    say(f"{month(first)} {first.year}", "")
    say(
        "".join(f"  {WEEKDAYS[number][:2]}  " for number in dates.weekdays(book.settings.week_start)).rstrip()
    )
    for week in dates.month(first.year, first.month, book.settings.week_start):
        say("".join(_cell(day, known.today, found, signs, noted) for day in week).rstrip())
    if any(day in noted for day in found):
        say("", "A ' after a mark means that the day has a note.")


def _cell(
    day: date | None, today: date, found: Mapping[date, DayState], signs: Glyphs, noted: set[date]
) -> str:
    """Returns a day in six columns: its number, its mark, a sign if it has a note; today is in brackets."""
    if day is None:
        return " " * 6
    mark = signs.days[DAY_STATES[found[day]].mark]
    note = "'" if day in noted else ""
    inner = f"{day.day:2}{mark}{note}"
    return f"{f'[{inner}]' if day == today else f' {inner}':6}"


def _year(year: int, known: Days, book: Book, signs: Glyphs) -> None:
    start = book.settings.week_start
    weeks = dates.calendar_year(year, start)
    found = shown_states(known, date(year, 1, 1), date(year, 12, 31))
    heading = [" "] * (len(weeks) + 4)
    for column, day in dates.month_labels(weeks):
        heading[column : column + 3] = month(day)[:3]
    say(str(year), "", f"    {''.join(heading).rstrip()}")
    for row, number in enumerate(dates.weekdays(start)):
        line = "".join(dot(each, known.today, found, signs) if (each := week[row]) else " " for week in weeks)
        say(f" {WEEKDAYS[number][:2]} {line}".rstrip())


def _noted(book: Book) -> set[date]:
    return {note.day for note in book.notes} | {each.day for each in book.sessions if each.note}
