"""The facts of a recorded session as an entry, and the entry with one of them changed."""

from __future__ import annotations

from datetime import tzinfo

from coach.domain.local_time import zone_of
from coach.domain.model import Ended, Session, StopReason
from coach.domain.session.manual_entry import ManualEntry

_END = {"ended", "stopped_for"}
"""The two fields of an entry that say how the session ended."""


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


def carried_over(entry: ManualEntry, read: Session, current: Session, zone: tzinfo | None) -> ManualEntry:
    """Returns an entry for a session as it is now, made from the session as it was read.

    A form or a command reads a session, and another process may change it before the entry is saved. What the
    entry leaves as it was read then stays as it is now, so that neither change takes the other one back.
    """
    if current == read:
        return entry
    was, now = entry_of(read)._asdict(), entry_of(current)._asdict()
    kept = {name: now[name] for name, value in entry._asdict().items() if value == was[name]}
    # The reason to stop and the end go together: where one of them was changed, neither is taken from before.
    if not kept.keys() >= _END:
        kept = {name: value for name, value in kept.items() if name not in _END}
    # The day and time that a form shows are no answer unless they were changed.
    if entry.on == read.day:
        kept["on"] = None
    began = read.started_at.astimezone(zone_of(read.started_at, zone))
    if entry.at == began.time().replace(second=0, microsecond=0, fold=0):
        kept["at"] = None
    return entry._replace(**kept)


def stopped_for(entry: ManualEntry, why: StopReason | None) -> ManualEntry:
    """Returns the entry with a reason to stop, which tells how it ended; None takes the reason away."""
    return entry._replace(stopped_for=why, ended=Ended.SENSATION if why else entry.ended)


def ended(entry: ManualEntry, how: Ended | None) -> ManualEntry:
    """Returns the entry with another end; the reason to stop goes unless it ended for the sensation."""
    return entry._replace(ended=how, stopped_for=entry.stopped_for if how is Ended.SENSATION else None)
