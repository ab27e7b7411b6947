"""Pauses and rest days of the user: they bridge the streak, and count as days off for the ramp."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from coach.domain import labels
from coach.domain.model import Book, Change, Pause, PauseFor, Record, Refused
from coach.text import format


def announce(
    book: Book, now: datetime, first: date, last: date | None, why: PauseFor | None = None
) -> Change:
    """Announces a pause from `first` to `last`, both included; without `last` its end stays open.

    One day without a reason is a rest day. Raises Refused if the pause ends before it begins, or if another
    one covers one of its days already.
    """
    if last is not None and last < first:
        raise Refused(f"A pause cannot end before it begins: {last} is before {first}.")
    for pause in book.pauses:
        if (last is None or pause.first <= last) and (pause.last is None or first <= pause.last):
            what = labels.pause(pause)
            raise Refused(f"There is already a {what} {_when(pause)}: {_ends(pause)} first.")
    found = Pause(first=first, last=last, at=now, why=why)
    verb = "Took" if found.is_rest_day else "Set"
    return Change(f"{verb} a {labels.pause(found)} {_when(found)}", put=(found,))


def runs_to_pause(book: Book, days: Iterable[date], most: int) -> list[tuple[date, date]]:
    """Returns the longest runs of two and more days that no pause covers, with their last days, by date."""
    free = sorted(
        day for day in set(days) if not any(p.first <= day <= (p.last or date.max) for p in book.pauses)
    )
    runs: list[tuple[date, date]] = []
    for day in free:
        if runs and runs[-1][1] + timedelta(days=1) == day:
            runs[-1] = runs[-1][0], day
        else:
            runs.append((day, day))
    long = sorted((each for each in runs if each[0] < each[1]), key=lambda run: run[0] - run[1])
    return sorted(long[:most])


def first_free_day(book: Book, today: date) -> date:
    """Returns the first day from today on that no pause covers; today again where one never ends."""
    day = today
    for pause in sorted(book.pauses, key=lambda pause: pause.first):
        if pause.first <= day and pause.last is None:
            return today
        if pause.first <= day and pause.last is not None and day <= pause.last:
            day = pause.last + timedelta(days=1)
    return day


def change_end(book: Book, pause: Pause, last: date | None, today: date) -> Change:
    """Gives a pause another last day, later or earlier; without `last` its end is open.

    Where that is its last day already, the change has no label. Raises Refused if the pause is over or gone,
    if it would end before today or before it begins, or if another one covers one of the days that it would
    get.
    """
    pause = next((each for each in book.pauses if each.id == pause.id), pause)
    if pause not in book.pauses or (pause.last is not None and pause.last < today):
        raise Refused("That pause is over.")
    if last is not None and last < max(pause.first, today):
        what = "ends before it begins" if last < pause.first else "is over by then; end it instead"
        raise Refused(f"With {format.short_date(last)} as its last day the pause {what}.")
    for other in book.pauses:
        reaches = last is None or other.first <= last
        if other is not pause and reaches and (other.last is None or pause.first <= other.last):
            what = labels.pause(other)
            raise Refused(f"There is already a {what} {_when(other)}: {_ends(other)} first.")
    changed = pause._replace(last=last)
    label = "" if changed == pause else f"Changed the {labels.pause(changed)}: now {_when(changed)}"
    return Change(label, put=(changed,))


def open_pause(book: Book, today: date) -> Pause | None:
    """Returns the pause that is under way or announced, the first if there are several; None for none."""
    return next((each for each in book.pauses if each.last is None or each.last >= today), None)


def end(book: Book, day: date) -> Change:
    """Ends the pause that covers `day`, from that day on, or takes back the next one announced.

    Raises Refused if there is none.
    """
    found = [p for p in book.pauses if p.last is None or p.last >= day]
    if not found:
        raise Refused("There is no pause to end.")
    pause = min(found, key=lambda p: p.first)
    if pause.first >= day:
        when = _when(pause) if pause.is_rest_day else f"from {format.short_date(pause.first)}"
        return Change(f"Cancelled the {_name(pause)} {when}", drop=(pause,))
    shortened: Record = pause._replace(last=day - timedelta(days=1))
    return Change(f"Ended the pause from {format.short_date(pause.first)}", put=(shortened,))


def _name(pause: Pause) -> str:
    return "rest day" if pause.is_rest_day else "pause"


def _when(pause: Pause) -> str:
    """Returns its days: "on Mon 5 Jan 2026", "from … to …", or "from …" while its end is open."""
    if pause.first == pause.last:
        return f"on {format.short_date(pause.first)}"
    return f"from {format.short_date(pause.first)}" + (
        f" to {format.short_date(pause.last)}" if pause.last else ""
    )


def _ends(pause: Pause) -> str:
    return "cancel it" if pause.is_rest_day else "end it"


def say_day_off(pause: Pause, day: date) -> str:
    """Returns what a day is that a pause covers: "A pause until Sunday: the streak waits for you."."""
    if pause.is_rest_day:
        return "A rest day today: the streak waits for you."
    until = f" until {format.day_name(pause.last, day)}" if pause.last else ""
    return f"A pause{until}: the streak waits for you."
