"""Times of day as the clocks of a place showed them, on the nights when they are changed too."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, tzinfo

from coach.domain.instants import instant
from coach.domain.model import Refused


def shown_at(on: date, at: time, zone: tzinfo | None) -> tuple[datetime, ...]:
    """Returns the moments at which the clocks of a zone showed a time, in their order.

    There are two in an hour that the clocks repeat, and none in one that they skip.
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
    """Returns when a session began, from a day of the user and the time that the clocks showed.

    The zone is that of `latest`. The hours before the rollover are those of the night after the day. Of two
    moments in an hour that was repeated, the later one is meant, unless it lies after `latest`. Raises
    Refused for a time that was skipped.
    """
    on = day + timedelta(days=1) if at.hour < rollover else day
    moments = shown_at(on, at, latest.tzinfo)
    if not moments:
        raise Refused(
            f"at: there was no {at:%H:%M} on {on}, since the clocks were put forward over it;"
            " give the time that they showed."
        )
    return next((each for each in reversed(moments) if instant(each) <= instant(latest)), moments[0])


def begins(day: date, rollover: int, now: datetime) -> datetime:
    """Returns when a day of the user begins in the zone of `now`, in UTC."""
    try:
        return instant(began(day, time(rollover), rollover, now))
    except Refused:
        # the clocks were put forward over the turn of the day, which then comes with the next hour
        return instant(began(day, time(rollover + 1), rollover, now))


def zone_of(moment: datetime, zone: tzinfo | None) -> tzinfo | None:
    """Returns `zone` where its clocks showed a moment as it was written down, else the offset written down.

    A session recorded on a journey keeps the time of that place when it is edited at home.
    """
    there = moment.astimezone(zone)
    return zone if there.utcoffset() == moment.utcoffset() else moment.tzinfo
