"""The last line of a command: what to do next, and the command that does it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from coach.cli.sentences import area_option
from coach.domain import labels
from coach.domain.model import pause_on
from coach.domain.primary_action import PrimaryAction, primary_action
from coach.domain.ramp.rules import Code
from coach.domain.session.next_day import next_day
from coach.domain.today import Today, TodayState, today
from coach.text.format import day_and_month

if TYPE_CHECKING:
    from coach.cli.command_context import CommandContext
    from coach.domain.model import Area, Book

_SET_UP = "coach setup asks about your health, and where you begin"
_NO_END = "coach pause --off, when you want to come back"


def next_after(context: CommandContext, book: Book, area: Area | None = None, *, told: bool = False) -> str:
    """Returns the last line of a command that has changed or shown something of a book."""
    return next_line(today(book, context.now(book), area), told=told)


def next_line(day: Today, *, told: bool = False) -> str:
    """Returns what to do next, with the command for it, as a sentence.

    `told` is whether the session to come and the reason for it stand right before the line: then it does not
    name them again, and it is empty where a command is named there already.
    """
    said = _said(day, told=told)
    # A command at the end of a line is copied with what stands behind it.
    return f"Next: {said}{'' if 'run: ' in said else '.'}" if said else ""


def _said(day: Today, *, told: bool) -> str:
    match primary_action(day):
        case PrimaryAction.SET_UP:
            return _SET_UP
        case PrimaryAction.RETURN_TO_SESSION:
            return "coach session joins the session that runs"
        case PrimaryAction.REVIEW_SAFETY:
            return "coach setup asks again, as soon as something changes"
        case PrimaryAction.CHOOSE_AREA:
            return "coach areas tells which areas are open"
    if day.prescription.open_questions is not None:
        return "" if told else _safety_questions(day)
    if day.state is TodayState.PAUSED:
        return _after_pause(day)
    if day.prescription.reason.code is Code.LOCKED_SKIN:
        return _once_healed(day, told=told)
    match primary_action(day):
        case PrimaryAction.CHECK_SKIN:
            return _begins(day, "" if told else _session(day), asks_skin=True)
        case PrimaryAction.START:
            return _begins(day, "" if told else _session(day))
    return _coming(day, told=told)


def _safety_questions(day: Today) -> str:
    ask = day.prescription.open_questions
    if ask is not None and ask.can_be_unchanged:
        return "coach setup --unchanged, if your safety answers still hold; otherwise coach setup asks them"
    return "coach setup asks the safety questions"


def _once_healed(day: Today, *, told: bool) -> str:
    heals_on = day.ramps.of(day.area).state.heals_on
    says = f"coach check clear{_of(day)}, once your {labels.AREA[day.area]} has healed"
    if day.prescription.needs_check or heals_on is None:
        return "" if told else says
    return f"from {day_and_month(heals_on)} on, {says}"


def _after_pause(day: Today) -> str:
    again = _open_again(day)
    if again is None:
        return _NO_END
    sooner = "lie down today" if day.pause is not None and day.pause.is_rest_day else "come back sooner"
    return f"{_on(again, day)}, coach session{_of(day)}. To {sooner}, run: coach pause --off"


def _open_again(day: Today, after: int = 0) -> date | None:
    """Returns the first day from so many days after today on in no pause; None for a pause without end."""
    again = day.day + timedelta(days=after)
    while (pause := pause_on(day.ramps.book, again)) is not None:
        if pause.last is None:
            return None
        again = pause.last + timedelta(days=1)
    return again


def _on(again: date, day: Today) -> str:
    return "tomorrow" if again == day.day + timedelta(days=1) else f"on {day_and_month(again)}"


def _coming(day: Today, *, told: bool) -> str:
    """Returns the next session by the day or the hour from which it is open."""
    coming = day.coming or next_day(day.ramps, day.area, day.day)
    when = coming.when[:1].lower() + coming.when[1:]
    if coming.opens:
        asks_skin = day.state is TodayState.REST
        return _begins(day, when if told else f"{when}, {coming.what}", asks_skin=asks_skin)
    if pause_on(day.ramps.book, day.day + timedelta(days=1)) is None:
        return f"{when}; coach today{_of(day)} says what comes then"
    again = _open_again(day, after=1)
    return _NO_END if again is None else _begins(day, f"{_on(again, day)}, after {coming.what}")


def _session(day: Today) -> str:
    rung = day.prescription.rung
    session = "" if rung is None else labels.session(rung)
    return f"{session}, if you like" if day.is_optional else session


def _begins(day: Today, what: str, *, asks_skin: bool = False) -> str:
    asks = "asks about your skin, then " if asks_skin else ""
    return f"{what}{'; ' if what else ''}coach session{_of(day)} {asks}begins it"


def _of(day: Today) -> str:
    return area_option(day.area, day.ramps.book.settings.area)
