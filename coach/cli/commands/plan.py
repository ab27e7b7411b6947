"""`coach plan`: the steps ahead, if all goes well and at the user's own pace."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from coach.cli import arguments
from coach.cli.errors import UsageError
from coach.cli.json_values import reason_values, rung_values
from coach.cli.outcome import tell_outcome
from coach.cli.output import say, write_json
from coach.cli.prompt import ask
from coach.cli.sentences import open_question_lines
from coach.domain import labels
from coach.domain.area_changes import lower_step, say_lowered, step_below
from coach.domain.day_states import DAY_STATES, DayState
from coach.domain.ramp.forecast import Forecast, forecast, say_own, say_rate, say_well
from coach.domain.ramp.prescriber import prescribe
from coach.domain.ramp.prescription import Prescription
from coach.domain.ramp.projection import PlannedDay, ProjectedDates, days_ahead
from coach.domain.ramp.replay import Ramps
from coach.domain.ramp.rule_summary import RULES
from coach.domain.safety.screening import open_questions
from coach.text.format import day_and_month, days

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

    from coach.cli.command_context import CommandContext
    from coach.cli.parser import Parser
    from coach.domain.model import Area

DAYS = 30
MOST_DAYS = 366


def add_arguments(parser: Parser) -> None:
    """Declares the area, how many days to look ahead, the rate, and the option for JSON."""
    arguments.add_area(parser)
    parser.add_argument("--days", metavar="N", help=f"how many days, starting today; {DAYS} if left out")
    which = parser.add_alternatives()
    which.add_argument("--own", action="store_true", help="the days at your own pace so far")
    which.add_argument(
        "--lower", metavar="STEP", help="lower your step for good, to the number of a step below it"
    )
    parser.add_argument("--yes", action="store_true", help="lower it without asking")
    which.add_argument("--rules", action="store_true", help="the rules that move you up and down, in words")
    arguments.add_json(parser, "write JSON, with both paces")


def run(given: Namespace, context: CommandContext) -> int:
    """Prints which step falls on which day; only --lower writes to the file."""
    if given.days is not None and (given.rules or given.lower is not None):
        raise UsageError("--days is for the days ahead; --lower and --rules tell of none.")
    if given.yes and given.lower is None:
        raise UsageError("--yes goes with --lower.")
    if given.rules and given.json:
        write_json({"rules": [{"name": name, "text": text} for name, text in RULES]})
        return 0
    if given.rules:
        say(*(f"{name}: {text}" for name, text in RULES))
        return 0
    asked = arguments.area(given.area)
    if given.lower is not None:
        return _lower(given, context, asked)
    count = DAYS if given.days is None else arguments.whole("days", given.days, 1, MOST_DAYS)
    book = context.read()
    area, day = asked or book.settings.area, context.day(book)
    ramps = Ramps(book)
    found = forecast(ramps, area, day)
    well = days_ahead(ramps, area, day, count)
    own = days_ahead(ramps, area, day, count, found.pace) if found.own_days else ()
    now = prescribe(ramps, area, day)._replace(open_questions=open_questions(book, context.now(book)))
    if given.json:
        write_json(_as_json(found, well, own, now))
    elif now.open_questions is not None:
        # While locked, the reason for that comes first; otherwise nothing comes before the questions.
        say(
            *([now.reason.full_text] if now.rung is None else []),
            *open_question_lines(book, now.open_questions),
        )
    elif given.own and well and not own:
        say(say_own(found, day_and_month) or now.reason.full_text)
    elif well:
        how = "At your own pace" if given.own else "If all goes well, with a session a day"
        _say(f"{how}, for your {labels.AREA[area]}:", own if given.own else well)
        _say_dates(found)
    else:
        say(now.reason.full_text)
    return 0


def _lower(given: Namespace, context: CommandContext, asked: Area | None) -> int:
    """Lowers the step of an area for good, after the question that the screen asks."""
    book = context.read()
    area, ramps = asked or book.settings.area, Ramps(book)
    count = len(ramps.of(area).state.rungs)
    number = arguments.whole("lower", given.lower, 1, count)
    rung = step_below(ramps, area, number, context.day(book))
    if not given.yes:
        ask(f"{say_lowered(rung)} Lower to step {number} of {count}?", "plan")
    applied = context.change(lambda book, now: lower_step(book, area, rung, now))
    lines, facts = [f"{applied.label}.", say_lowered(rung)], {"area": area, "step": number}
    return tell_outcome(context, applied.label, lines, as_json=given.json, facts=facts)


def _as_json(
    found: Forecast, well: Sequence[PlannedDay], own: Sequence[PlannedDay], now: Prescription
) -> dict[str, object]:
    rate = found.pace
    return {
        "area": now.area,
        "steps": now.steps,
        "ask": now.open_questions.text if now.open_questions else None,
        "reason": None if well else reason_values(now.reason),
        **_dates(found.well),
        "days": [_day(each) for each in well],
        "own_rate": {
            "enough": rate.enough,
            "missing": rate.missing,
            "days": rate.days,
            "days_with_session": rate.used,
            "sessions": rate.judged,
            "clean_sessions": rate.clean,
            **_dates(found.own),
        },
        "own_days": [_day(each) for each in own],
    }


def _dates(found: ProjectedDates) -> dict[str, object]:
    level = found.level if found.level_on is not None else None
    return {
        "next_cover": None
        if level is None or found.level_on is None
        else {
            "cover": level.cover,
            "posture": level.posture or None,
            "date": found.level_on.isoformat(),
        },
        "goal": found.goal_on.isoformat() if found.goal_on else None,
    }


def _day(each: PlannedDay) -> dict[str, object]:
    return {
        "date": each.day.isoformat(),
        "kind": each.kind,
        "step": each.step,
        **rung_values(each.rung),
        "code": each.code,
    }


def _say(heading: str, found: Sequence[PlannedDay]) -> None:
    say(heading, "")
    for (kind, step), same in groupby(found, key=lambda each: (each.kind, each.step)):
        run_of = list(same)
        first = run_of[0]
        what = (
            DAY_STATES[kind].word if first.rung is None else f"step {step:>2}  {labels.session(first.rung)}"
        )
        done = "" if kind is not DayState.DONE else ", done" if first.whole else ", not in full"
        say(f"  {day_and_month(first.day):11} {days(len(run_of)):>8}  {what}{done}")


def _say_dates(found: Forecast) -> None:
    lines = (say_well(found, day_and_month), say_own(found, day_and_month), say_rate(found))
    say("", *filter(None, lines))
    if any(lines):
        say("Your skin and the sharpness decide, not the calendar.")
