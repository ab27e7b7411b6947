"""Points in time, compared in UTC whatever zone they were written in."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from coach.domain.model import Session

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def instant(moment: datetime) -> datetime:
    """Returns an aware moment in UTC, for comparing, sorting and subtracting.

    Python compares two moments of the same zone by their clock times, and on one night of the year a clock
    shows the same hour twice.
    """
    return moment.astimezone(UTC)


def nanoseconds(moment: datetime) -> int:
    """Returns an aware moment in nanoseconds since 1970, as `time.time_ns` counts them, without rounding."""
    return (instant(moment) - _EPOCH) // timedelta(microseconds=1) * 1000


def end_of(session: Session) -> datetime:
    """Returns when a session ended, in UTC: the noted end, but never before its minutes were over."""
    shortest = instant(session.started_at) + timedelta(minutes=session.done_min)
    return shortest if session.ended_at is None else max(shortest, instant(session.ended_at))
