"""Clock times of a place turned into moments, also on the nights when the clocks are changed."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, tzinfo

from coach.domain.instants import instant
from coach.domain.model import Refused


def shown_at(on: date, at: time, zone: tzinfo | None) -> tuple[datetime, ...]:
    """Returns the moments at which the clocks of a zone showed a time, earliest first.

    There are two of them in an hour that the clocks repeat, and none in an hour that they skip.
    """
    wanted = datetime.combine(on, at)
    found: list[datetime] = []
    for fold in (0, 1):
        moment = wanted.replace(tzinfo=zone, fold=fold)
        there_and_back = moment.astimezone(UTC).astimezone(zone).replace(tzinfo=None)
        if there_and_back == wanted and all(instant(moment) != instant(each) for each in found):
            found.append(moment)
    return tuple(sorted(found, key=instant))


def began(day: date, at: time, rollover: int, latest: datetime) -> datetime:
    """Returns when a session began, from the user's day and the clock time, in the zone of `latest`.

    Hours before the rollover belong to the night after the day. If the clocks showed the time twice, the
    later moment is meant, unless it lies after `latest`. Raises `Refused` for a time that was skipped.
    """
    on = day + timedelta(days=1) if at.hour < rollover else day
    moments = shown_at(on, at, latest.tzinfo)
    if not moments:
        raise Refused(
            f"at: there was no {at:%H:%M} on {on}, because the clocks went forward;"
            " give the time they showed."
        )
    return next((each for each in reversed(moments) if instant(each) <= instant(latest)), moments[0])


def begins(day: date, rollover: int, now: datetime) -> datetime:
    """Returns when the user's day begins in the zone of `now`, as a moment in UTC."""
    try:
        return instant(began(day, time(rollover), rollover, now))
    except Refused:
        # the clocks skipped the hour of the rollover, so the day begins with the hour after it
        return instant(began(day, time(rollover + 1), rollover, now))


def zone_of(moment: datetime, zone: tzinfo | None) -> tzinfo | None:
    """Returns `zone` if its clocks showed the moment as it was recorded, else the recorded offset.

    So a session recorded on a journey keeps the clock time of that place when it is edited at home.
    """
    there = moment.astimezone(zone)
    return zone if there.utcoffset() == moment.utcoffset() else moment.tzinfo
