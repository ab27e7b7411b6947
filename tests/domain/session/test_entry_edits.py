"""An entry made from a session leaves it as it is; one field changed changes that alone."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from coach.domain.model import Area, Book, Cover, Ended, Session, Skin, StopReason
from coach.domain.session import entry_edits
from coach.domain.session.confirmations import Confirmation, Unconfirmed
from coach.domain.session.corrections import edit
from coach.domain.session.entry_edits import entry_of

NOW = datetime(2026, 1, 5, 7, 30, tzinfo=UTC)
FULL = Session(
    id="A",
    area=Area.FEET,
    started_at=datetime(2026, 1, 4, 7, 0, 12, tzinfo=UTC),
    day=date(2026, 1, 4),
    done_min=4.8,
    cover=Cover.SOCKS,
    planned_min=5,
    ended=Ended.SENSATION,
    stopped_for=StopReason.NUMB,
    sharpness=6,
    skin_after=Skin.SORE,
    before=3,
    after=4,
    note="calm\nand slow",
)
STRAY = FULL._replace(stopped_for=None, ended=Ended.STOPPED, sharpness=None, before=None, unattended=True)


@pytest.mark.parametrize("session", [FULL, STRAY])
def test_an_entry_of_a_session_leaves_it_as_it_is(session: Session) -> None:
    assert edit(Book(sessions=(session,)), session, entry_of(session), NOW).session == session


def test_a_reason_to_stop_and_an_end_go_together() -> None:
    entry = entry_of(FULL._replace(ended=Ended.COMPLETED, stopped_for=None))
    stopped = entry_edits.stopped_for(entry, StopReason.SHARP)
    assert (stopped.ended, stopped.stopped_for) == (Ended.SENSATION, StopReason.SHARP)
    early = entry_edits.ended(stopped, Ended.STOPPED)
    assert (early.ended, early.stopped_for) == (Ended.STOPPED, None)


PLAIN = FULL._replace(ended=Ended.COMPLETED, stopped_for=None, sharpness=3, skin_after=None, note="")


@pytest.mark.parametrize("shown", [{}, {"on": PLAIN.day, "at": time(7, 0)}], ids=["command", "form"])
def test_what_another_process_changed_meanwhile_stays(shown: dict[str, object]) -> None:
    """Each of two that read the same session corrects what it was told to, and nothing else."""
    later = PLAIN.started_at - timedelta(days=1)
    current = PLAIN._replace(
        started_at=later, day=later.date(), skin_after=Skin.SORE, before=9, after=10, note="theirs"
    )
    mine = entry_of(PLAIN)._replace(sharpness=7, after=5, **shown)  # type: ignore[arg-type]
    edited = edit(Book(sessions=(current,)), PLAIN, mine, NOW, agreed=tuple(Confirmation)).session
    assert edited == current._replace(sharpness=7, after=5)


def test_a_day_and_time_that_are_typed_still_move_a_session_that_was_changed_meanwhile() -> None:
    current = PLAIN._replace(note="theirs")
    mine = entry_of(PLAIN)._replace(on=date(2026, 1, 3), at=time(8, 30))
    edited = edit(Book(sessions=(current,)), PLAIN, mine, NOW).session
    assert (edited.note, edited.day) == ("theirs", date(2026, 1, 3))
    assert edited.started_at == datetime(2026, 1, 3, 8, 30, tzinfo=UTC)


def test_a_stop_that_was_recorded_meanwhile_is_not_half_taken_back() -> None:
    """The end and the reason to stop are one answer: the one that is saved last is asked about."""
    current = PLAIN._replace(ended=Ended.SENSATION, stopped_for=StopReason.DIZZY)
    book = Book(sessions=(current,))
    assert edit(book, PLAIN, entry_of(PLAIN)._replace(note="mine"), NOW).session == current._replace(
        note="mine"
    )
    early = entry_edits.ended(entry_of(PLAIN), Ended.STOPPED)
    with pytest.raises(Unconfirmed, match="dizzy or faint"):
        edit(book, PLAIN, early, NOW)
    edited = edit(book, PLAIN, early, NOW, agreed=tuple(Confirmation)).session
    assert (edited.ended, edited.stopped_for) == (Ended.STOPPED, None)
