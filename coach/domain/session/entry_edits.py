"""The facts of a recorded session as an entry, and the entry with one of them changed."""

from __future__ import annotations

from coach.domain.model import Ended, Session, StopReason
from coach.domain.session.manual_entry import ManualEntry


def entry_of(session: Session) -> ManualEntry:
    """Returns an entry that, given to `corrections.edit`, leaves a session as it is."""
    return ManualEntry(
        minutes=session.done_min,
        area=session.area,
        cover=session.cover,
        ended=session.ended,
        stopped_for=session.stopped_for,
        sharpness=session.sharpness,
        skin=session.skin_after,
        skin_next=session.skin_next,
        before=session.before,
        after=session.after,
        note=session.note,
    )


def stopped_for(entry: ManualEntry, why: StopReason | None) -> ManualEntry:
    """Returns the entry with a reason to stop, which tells how it ended; None takes the reason away."""
    return entry._replace(stopped_for=why, ended=Ended.SENSATION if why else entry.ended)


def ended(entry: ManualEntry, how: Ended | None) -> ManualEntry:
    """Returns the entry with another end; the reason to stop goes unless it ended for the sensation."""
    return entry._replace(ended=how, stopped_for=entry.stopped_for if how is Ended.SENSATION else None)
