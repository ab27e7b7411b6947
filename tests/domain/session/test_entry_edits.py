"""An entry made from a session leaves it as it is; one field changed changes that alone."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from coach.domain.model import Area, Book, Cover, Ended, Session, Skin, StopReason
from coach.domain.session import entry_edits
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
