"""The answers of the skin check on a day: how commands print them, and how one of them is named."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from coach.cli.days.day_sessions import ask_which, read_target
from coach.domain import labels
from coach.domain.day_records import details_of
from coach.domain.local_time import zone_of
from coach.domain.model import Area, Book, Check, Refused
from coach.text import format
from coach.text.format import long_date

if TYPE_CHECKING:
    from datetime import date

    from coach.cli.command_context import CommandContext


def checks_on(book: Book, day: date, area: Area | None = None) -> Sequence[Check]:
    """Returns the answers of a day in the order of their numbers, those dated ahead included."""
    found = {each.id: each for each in (*book.checks, *book.checks_ahead) if each.day == day}
    return [each for each in found.values() if area in (None, each.area)]


def find_check(context: CommandContext, text: str, area: Area | None) -> Check:
    """Returns the answer that `DATE` or `DATE/N` names; asks which one if there are several.

    Raises `UsageError` if the words name none, and `Refused` if there is no answer on that day.
    """
    book = context.read()
    now = context.now(book)
    day, number = read_target("on", text, context.day(book))
    # A number counts all answers of the day, as `coach day` prints them, whatever the area.
    found = checks_on(book, day, area if number is None else None)
    if not found:
        where = f" for the {labels.AREA[area]}" if area else ""
        raise Refused(f"There is no skin check{where} on {long_date(day)}; see coach day {day}.")
    if number is None and len(found) > 1:
        every = checks_on(book, day)
        numbered = {at: _in_short(each, now) for at, each in enumerate(every, 1) if each in found}
        like = f"--on {day}/{next(iter(numbered))}"
        number, found = ask_which(numbered, f"skin checks on {long_date(day)}", like), every
    number = 1 if number is None else number
    if not 1 <= number <= len(found):
        many = format.count(len(found), "skin check")
        raise Refused(f"There is no skin check {number} on {long_date(day)}; it has {many}.")
    return found[number - 1]


def check_lines(checks: Sequence[Check], now: datetime) -> Iterable[str]:
    """Yields the answers of a day, numbered where there are several."""
    for number, each in enumerate(checks, 1):
        which = f" {number}" if len(checks) > 1 else ""
        more = details_of(each)
        yield f"Skin check{which}, {_in_short(each, now)}.{f' {more}' if more else ''}"


def check_values(number: int, check: Check) -> dict[str, object]:
    """Returns an answer as it stands in JSON."""
    return {
        "number": number,
        "id": check.id,
        "area": check.area,
        "skin": check.skin,
        "also": check.also,
        "at": check.at.isoformat(),
    }


def _in_short(check: Check, now: datetime) -> str:
    at = check.at.astimezone(zone_of(check.at, now.tzinfo))
    return f"{labels.AREA[check.area]}, at {at:%H:%M}: {labels.SKIN[check.skin]}"
