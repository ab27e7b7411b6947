"""Points in time, compared in UTC whatever zone they were written in."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from coach.domain.model import Session


def instant(moment: datetime) -> datetime:
    """Returns an aware moment in UTC.

    Only so do comparisons, sorting and subtraction mean what they say: between two moments of one zone Python
    compares the hands of the clock, which show an hour twice on one night of the year.
    """
    return moment.astimezone(UTC)


def end_of(session: Session) -> datetime:
    """Returns when a session ended, in UTC: as noted, and no earlier than its minutes took."""
    shortest = instant(session.started_at) + timedelta(minutes=session.done_min)
    return shortest if session.ended_at is None else max(shortest, instant(session.ended_at))
