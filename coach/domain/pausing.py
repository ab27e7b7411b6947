"""Pauses that the user announces: they bridge the streak, and count as days off for the ramp."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from coach.domain import names
from coach.domain.model import Book, Change, Pause, PauseFor, Record, Refused


def announce(
    book: Book, now: datetime, first: date, last: date | None, why: PauseFor | None = None
) -> Change:
    """Announces a pause from `first` to `last`, both included; without `last` its end stays open.

    Raises Refused where it ends before it begins, or where a pause covers one of its days already.
    """
    if last is not None and last < first:
        raise Refused(f"A pause ends on or after the day on which it begins: {last} is before {first}.")
    for pause in book.pauses:
        if (last is None or pause.first <= last) and (pause.last is None or first <= pause.last):
            end = f"to {names.day(pause.last)}" if pause.last else "with an open end"
            raise Refused(f"There is a pause already from {names.day(pause.first)} {end}: end it first.")
    label = f"Announced a {names.PAUSE[why]}"
    if last == first:
        label += f" on {names.day(first)}"
    else:
        label += f" from {names.day(first)}" + (f" to {names.day(last)}" if last else "")
    return Change(label, put=(Pause(first=first, last=last, at=now, why=why),))


def end(book: Book, day: date) -> Change:
    """Ends the pause that covers `day`, from that day on, or takes back the next one announced.

    Raises Refused where there is none.
    """
    found = [p for p in book.pauses if p.last is None or p.last >= day]
    if not found:
        raise Refused("There is no pause to end.")
    pause = min(found, key=lambda p: p.first)
    if pause.first >= day:
        return Change(f"Took back the pause from {names.day(pause.first)}", drop=(pause,))
    kept: Record = pause._replace(last=day - timedelta(days=1))
    return Change(f"Ended the pause from {names.day(pause.first)}", put=(kept,))
