"""Correcting sessions that were recorded."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from coach.domain.instants import end_of, instant
from coach.domain.model import Area, Cover, Ended, Refused, Skin, StopReason
from coach.domain.onboarding.answers import Answers
from coach.domain.onboarding.setup import set_up
from coach.domain.ramp.replay import fold
from coach.domain.safety.screening import open_questions
from coach.domain.session.confirmations import Confirmation, Unconfirmed
from coach.domain.session.corrections import delete, edit
from coach.domain.session.manual_entry import ManualEntry, log
from tests.domain.histories import BACK, Life, at, on, stood
from tests.domain.session.correcting import AGREED, as_shown, corrected, saved


def test_an_edit_is_checked_as_a_log() -> None:
    life = Life()
    session = life.does(0)
    for said in (
        ManualEntry(minutes=31),
        ManualEntry(minutes=5, sharpness=11),
        ManualEntry(minutes=5, at=time(21)),
        ManualEntry(minutes=5, at=time(19, 56)),
        ManualEntry(minutes=5, on=on(1)),
        ManualEntry(minutes=5, on=date(1969, 1, 1)),
    ):
        with pytest.raises(Refused):
            edit(life.book, session, said, at(0, 20))
    found = edit(
        life.book, session, ManualEntry(minutes=4, sharpness=2, cover=Cover.SHIRT, at=time(8)), at(0, 20)
    )
    assert found.change.put == (found.session,)
    assert (found.session.id, found.session.day) == (session.id, on(0))
    assert (found.session.done_min, found.session.sharpness, found.session.cover) == (4, 2, Cover.SHIRT)
    with pytest.raises(Refused, match="no longer there"):
        edit(life.book, session._replace(id="gone"), ManualEntry(minutes=5), at(0, 20))


def test_an_edit_to_the_full_minutes_completes_a_logged_session() -> None:
    life = Life()
    session = log(life.book, ManualEntry(minutes=1), at(0)).session._replace(id="x")
    life.put(session)
    assert session.ended is Ended.STOPPED
    assert edit(life.book, session, ManualEntry(minutes=2), at(0, 20)).session.ended is Ended.STOPPED
    assert edit(life.book, session, ManualEntry(minutes=5), at(0, 20)).session.ended is Ended.COMPLETED
    life.put(session._replace(backfilled=False))
    assert edit(life.book, session, ManualEntry(minutes=5), at(0, 20)).session.ended is Ended.STOPPED
    assert edit(
        life.book, session, ManualEntry(minutes=5, ended=Ended.SENSATION), at(0, 20)
    ).session.ended is (Ended.SENSATION)


def test_what_the_form_does_not_show_stays() -> None:
    life = Life()
    life.does(0)
    began = datetime(2026, 1, 5, 8, 0, 41, 5, tzinfo=UTC)
    session = life.last._replace(
        started_at=began, planned_min=5, ended_at=began + timedelta(minutes=7), backfilled=False
    )
    life.put(session)
    found = edit(life.book, session, as_shown(session, at(3)), at(3)).session
    assert found == session
    longer = edit(life.book, session, as_shown(session, at(3))._replace(minutes=6), at(3)).session
    assert end_of(longer) == began + timedelta(minutes=8)  # two minutes of it were a pause
    moved = edit(life.book, session, as_shown(session, at(3))._replace(on=on(1)), at(3)).session
    assert (moved.day, moved.started_at) == (on(1), began + timedelta(days=1))
    assert end_of(moved) - instant(moved.started_at) == timedelta(minutes=7)
    assert moved.planned_min == 5


def test_what_is_recorded_already_changes_nothing() -> None:
    life = Life()
    life.does(0)
    life.answers(1)
    shown = as_shown(life.last, at(2))
    found = edit(life.book, life.last, shown, at(2), agreed=AGREED)
    assert (found.change.label, found.change.drop, saved(life.book, found.change)) == ("", (), life.book)
    assert edit(life.book, life.last, shown._replace(note="calm"), at(2), agreed=AGREED).change.label


def test_only_a_day_that_is_named_moves_a_session() -> None:
    """A session of Tokyo keeps its day and its clock when it is edited in Berlin."""
    life = Life()
    tokyo = timezone(timedelta(hours=9))
    began = datetime(2026, 1, 6, 4, tzinfo=tokyo)  # the 5th, 20:00 in Berlin
    life.put(life.does(0)._replace(started_at=began, day=date(2026, 1, 6)))
    now = datetime(2026, 1, 9, 12, tzinfo=ZoneInfo("Europe/Berlin"))
    corrected(life, life.last, now, sharpness=1)
    assert (life.last.started_at, life.last.day) == (began, date(2026, 1, 6))
    corrected(life, life.last, now, at=time(4, 30))
    assert life.last.started_at.isoformat() == "2026-01-06T04:30:00+09:00"
    corrected(life, life.last, now, at=time(1))
    assert (life.last.started_at.isoformat(), life.last.day) == (
        "2026-01-07T01:00:00+09:00", date(2026, 1, 6),
    )  # fmt: skip
    corrected(life, life.last, now, on=date(2026, 1, 4))
    assert (life.last.started_at.isoformat(), life.last.day) == (
        "2026-01-05T01:00:00+09:00", date(2026, 1, 4),
    )  # fmt: skip


def test_a_day_that_another_rollover_gave_keeps_its_date() -> None:
    life = Life()
    life.put(life.does(0)._replace(started_at=at(1, 8)))  # of day 0, as it was counted then
    corrected(life, life.last, at(4), at=time(9))
    assert (life.last.day, life.last.started_at) == (on(0), at(1, 9))


def test_a_moved_session_counts_where_it_now_lies() -> None:
    """Recorded on the wrong day, the second session came too late for the skin test of two days."""
    life = Life()
    life.does(0)
    life.does(2, hour=7)
    corrected(life, life.last, at(3), on=on(1))
    assert [s.day for s in life.book.sessions] == [on(0), on(1)]
    assert [t.session.day for t in fold(life.book, BACK).outcomes] == [on(0), on(1)]


def test_moving_onto_the_minutes_of_another_asks() -> None:
    life = Life()
    life.does(0)
    life.does(1)
    session = life.last
    said = as_shown(session, at(3))._replace(on=on(0))
    with pytest.raises(Unconfirmed) as doubt:
        edit(life.book, session, said, at(3))
    assert doubt.value.about is Confirmation.OVERLAP
    assert edit(life.book, session, said, at(3), agreed=AGREED).session.day == on(0)
    assert edit(life.book, session, said._replace(at=time(8, 5)), at(3)).session.started_at == at(0, 8, 5)


def test_an_answer_in_place_is_edited_without_the_question_of_overlap() -> None:
    """Two records of the same minutes that are there already do not stand in each other's way."""
    life = Life()
    life.does(0)
    life.put(life.last._replace(id="twin"))
    session = life.last
    assert edit(life.book, session, as_shown(session, at(3))._replace(sharpness=1), at(3))


def test_delete() -> None:
    life = Life()
    session = life.does(0)
    found = delete(life.book, session, at(1))
    assert (found.change.drop, found.change.label) == (
        (session,), "Deleted 5 minutes on the back, Mon 5 Jan 2026",
    )  # fmt: skip
    assert not found.change.put
    assert not found.notes
    with pytest.raises(Refused):
        delete(Life().book, session, at(1))


@pytest.mark.parametrize("stop", [StopReason.DIZZY, StopReason.NUMB])
@pytest.mark.parametrize("first", [True, False])
def test_the_question_after_two_stops_is_closed_by_an_answer_and_not_by_deleting_one(
    stop: StopReason, first: bool
) -> None:
    life = Life()
    stops = [life.does(n, ended=Ended.SENSATION, stopped_for=stop) for n in (0, 2)]
    session = life.recall(stops[0] if first else stops[1])
    before = open_questions(life.book, at(3))
    assert before is not None
    with pytest.raises(Refused, match="See a doctor"):
        delete(life.book, session, at(3))
    shown = as_shown(session, at(30))._replace(stopped_for=stop)
    if not first:
        life.does(10)
        with pytest.raises(Refused, match="these sessions stay"):
            edit(life.book, session, shown._replace(on=on(20)), at(30), agreed=AGREED)
    assert edit(life.book, session, shown._replace(note="dizzy"), at(30)), "what closes nothing is free"
    slip = edit(life.book, session, shown._replace(stopped_for=StopReason.SHARP), at(3), agreed=AGREED)
    assert open_questions(saved(life.book, slip.change), at(3)) is None, "a slip is taken back"
    answer = set_up(life.book, Answers(ticked=frozenset()), at(3))
    assert answer is not None
    answered = saved(life.book, answer)
    assert open_questions(answered, at(3)) is None
    assert delete(answered, session, at(3)).change.drop == (session,)


def test_of_three_stops_one_can_go_while_the_others_keep_the_question_open() -> None:
    life = Life()
    stops = [life.does(n, ended=Ended.SENSATION, stopped_for=StopReason.DIZZY) for n in (0, 2, 4)]
    assert delete(life.book, life.recall(stops[0]), at(5))


@pytest.mark.parametrize(
    ("fields", "milder", "text"),
    [
        ({"sharpness": 9}, {"sharpness": 2}, "Sharpness 9 was recorded"),
        ({"sharpness": 9}, {"sharpness": 7}, "Sharpness 9 was recorded"),
        ({"sharpness": 6}, {"sharpness": None}, "Sharpness 6 was recorded"),
        ({"skin_after": Skin.SORE}, {"skin": Skin.CLEAR}, "Sore skin was recorded"),
        ({"skin_after": Skin.NUMB}, {"skin": Skin.BROKEN}, "Numb skin was recorded"),
        ({"before": 2, "after": 5}, {"after": 3}, "Soreness 2 before and 5 after was recorded"),
        ({"before": 8, "after": 9}, {"after": 8}, "Soreness 9 after was recorded"),
        ({"after": 9}, {"after": None}, "Soreness 9 after was recorded"),
        ({"ended": Ended.SENSATION}, {"ended": Ended.COMPLETED}, "A stop for what you felt was recorded"),
    ],
)
def test_an_answer_that_warned_is_taken_back_after_a_question(
    fields: dict[str, Any], milder: dict[str, Any], text: str
) -> None:
    life, n = stood(8)
    session = life.does(n)._replace(**fields)
    life.put(session)
    said = as_shown(session, at(n, 12))._replace(**milder)
    with pytest.raises(Unconfirmed, match=f"^{text} for this session on your back. Was it a slip[?]$"):
        edit(life.book, session, said, at(n, 12))
    edit(life.book, session, said, at(n, 12), agreed={Confirmation.SLIP})
    worse = as_shown(session, at(n, 12))._replace(sharpness=10, skin=Skin.NUMB, after=10)
    edit(life.book, session, worse, at(n, 12))


def test_a_session_that_warns_moves_to_another_area_after_a_question() -> None:
    life, n = stood(8)
    session = life.does(n, after=Skin.BROKEN)
    said = as_shown(session, at(n, 12))._replace(area=Area.FEET)
    with pytest.raises(Unconfirmed, match=r"^Broken skin was recorded for this session on your back"):
        edit(life.book, session, said, at(n, 12))
    edit(life.book, session, said, at(n, 12), agreed={Confirmation.SLIP})
