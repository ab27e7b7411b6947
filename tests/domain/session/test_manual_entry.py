from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest

from coach.domain.model import (
    Check,
    Contraindication,
    Cover,
    Ended,
    Refused,
    Screening,
    Session,
    Skin,
    StopReason,
)
from coach.domain.session.confirmations import Confirmation, Unconfirmed
from coach.domain.session.manual_entry import ManualEntry, check_in, log
from tests.domain.histories import BACK, Life, at, on, stood


@pytest.mark.parametrize(("said", "field"), [
    (ManualEntry(minutes=0), "minutes: 0"),
    (ManualEntry(minutes=-3), "minutes: -3"),
    (ManualEntry(minutes=721), "minutes: 721 is over 720"),
    (ManualEntry(minutes=720.01), "minutes: 720.01 is over 720"),
    (ManualEntry(minutes=0.5), "minutes: 0.5 is under a minute"),
    (ManualEntry(minutes=0.99, ended=Ended.STOPPED), "minutes: 0.99 is under a minute"),
    (ManualEntry(minutes=float("nan")), "minutes: nan"),
    (ManualEntry(minutes=float("inf")), "minutes: inf"),
    (ManualEntry(minutes=5, sharpness=11), "sharpness: 11"),
    (ManualEntry(minutes=5, sharpness=-1), "sharpness: -1"),
    (ManualEntry(minutes=5, before=11), "before: 11"),
    (ManualEntry(minutes=5, after=-1), "after: -1"),
    (ManualEntry(minutes=5, on=on(1)), "on: "),
    (ManualEntry(minutes=5, on=date(1969, 12, 31)), "on: "),
    (ManualEntry(minutes=5, at=time(8, 1)), "at: "),
    (ManualEntry(minutes=5, at=time(7, 56)), "at: begun at 07:56, it would end at 08:01"),
    (ManualEntry(minutes=5, on=on(0), at=time(2)), "at: "),
])  # fmt: skip
def test_what_cannot_have_been_is_refused_by_the_name_of_the_field(said: ManualEntry, field: str) -> None:
    with pytest.raises(Refused) as refused:
        log(Life().book, said, at(0, 8))
    assert str(refused.value).startswith(field)


@pytest.mark.parametrize("minutes", [30.01, 45, 720])
def test_over_the_most_is_recorded_once_it_was_agreed_to(minutes: float) -> None:
    with pytest.raises(Unconfirmed, match=r"over 30 at a time, the limit in RunnerClick's guide") as doubt:
        log(Life().book, ManualEntry(minutes=minutes), at(0, 16))
    assert doubt.value.about is Confirmation.LONG
    found = log(Life().book, ManualEntry(minutes=minutes), at(0, 16), agreed={Confirmation.LONG})
    assert (found.session.done_min, found.session.ended_at) == (minutes, at(0, 16))
    assert found.warnings[0] == str(doubt.value)


def test_thirty_minutes_need_no_yes() -> None:
    assert log(Life().book, ManualEntry(minutes=30), at(0)).session.done_min == 30


@pytest.mark.parametrize("said", [
    ManualEntry(minutes=0.5, stopped_for=StopReason.DIZZY), ManualEntry(minutes=0.5, ended=Ended.SENSATION),
])  # fmt: skip
def test_a_stop_within_a_minute_is_kept(said: ManualEntry) -> None:
    session = log(Life().book, said, at(0)).session
    assert (session.done_min, session.ended, session.stopped_for) == (
        0.5, Ended.SENSATION, said.stopped_for,
    )  # fmt: skip


def test_a_plain_log_is_the_session_asked_for() -> None:
    found = log(Life().book, ManualEntry(minutes=5, sharpness=3, skin=Skin.CLEAR, note="[b]x"), at(0, 8))
    session = found.session
    assert found.change.put == (session,)
    assert found.change.label.startswith("Logged 5 minutes on the back, ")
    assert (session.area, session.day, session.started_at, session.cover, session.planned_min) == (
        BACK, on(0), at(0, 7, 55), Cover.TOWEL, 5,
    )  # fmt: skip
    assert session.ended_at == at(0, 8)
    assert (session.ended, session.sharpness, session.note, session.backfilled) == (
        Ended.COMPLETED, 3, "[b]x", True,
    )  # fmt: skip
    assert found.warnings == ()


@pytest.mark.parametrize(("said", "day", "began"), [
    (ManualEntry(minutes=5), 10, at(10, 7, 55)),
    (ManualEntry(minutes=5, on=on(9)), 9, at(9, 12)),
    (ManualEntry(minutes=5, on=on(10)), 10, at(10, 7, 55)),  # noon has not come yet
    (ManualEntry(minutes=5, on=on(9), at=time(22)), 9, at(9, 22)),
    (ManualEntry(minutes=5, at=time(6)), 10, at(10, 6)),
    (ManualEntry(minutes=5, at=time(2)), 9, at(10, 2)),  # the night that is over
    (ManualEntry(minutes=5, at=time(7, 55)), 10, at(10, 7, 55)),
])  # fmt: skip
def test_the_instant_of_a_log(said: ManualEntry, day: int, began: datetime) -> None:
    session = log(Life().book, said, at(10, 8)).session
    assert (session.day, session.started_at) == (on(day), began)


def test_what_ended_after_the_turn_of_the_day_belongs_to_the_day_on_which_it_began() -> None:
    session = log(Life().book, ManualEntry(minutes=20), at(10, 3, 5)).session
    assert (session.day, session.started_at, session.ended_at) == (on(9), at(10, 2, 45), at(10, 3, 5))
    session = log(Life().book, ManualEntry(minutes=20, at=time(2, 40)), at(10, 3, 5)).session
    assert (session.day, session.started_at) == (on(9), at(10, 2, 40))
    with pytest.raises(Refused, match=r"^on: .* has no room for 20 minutes yet"):
        log(Life().book, ManualEntry(minutes=20, on=on(10)), at(10, 3, 5))


def test_an_hour_before_the_rollover_belongs_to_the_day_before() -> None:
    session = log(Life().book, ManualEntry(minutes=5, on=on(8), at=time(1)), at(10)).session
    assert (session.day, session.started_at) == (on(8), at(9, 1))
    session = log(Life().book, ManualEntry(minutes=5), at(10, 1)).session
    assert (session.day, session.started_at) == (on(9), at(10, 0, 55))


@pytest.mark.parametrize("state", ["screening", "rest", "lock", "open check"])
def test_nothing_refuses_a_record_of_the_past(state: str) -> None:
    life, n = stood(5)
    life.does(n)
    if state == "screening":
        life.put(Screening(at=at(n + 1, 6), ticked=frozenset({Contraindication.CLOTS})))
    elif state == "rest":
        life.answers(n + 1, Skin.SORE)
    elif state == "lock":
        life.answers(n + 1, Skin.BROKEN)
    found = log(life.book, ManualEntry(minutes=5), at(n + 1, 9))
    assert found.session.day == on(n + 1)
    assert found.warnings == ()
    assert (found.session.planned_min is None) == (state != "open check")


def test_a_log_with_an_open_check_is_held_against_what_the_fold_asks_for() -> None:
    """Towel 10 was done, unanswered; shirt 5 is only what a clear answer would give."""
    life, n = stood(3)
    life.does(n)
    session = log(life.book, ManualEntry(minutes=10), at(n + 1)).session
    assert (session.cover, session.planned_min, session.ended) == (Cover.TOWEL, 10, Ended.COMPLETED)


@pytest.mark.parametrize(("minutes", "ended"), [
    (4.5, Ended.COMPLETED), (4.4, Ended.STOPPED), (20, Ended.COMPLETED),
])  # fmt: skip
def test_ninety_per_cent_are_completed(minutes: float, ended: Ended) -> None:
    assert log(Life().book, ManualEntry(minutes=minutes), at(0)).session.ended is ended


def test_a_second_log_of_the_day_is_free() -> None:
    life = Life()
    life.does(0, hour=7)
    session = log(life.book, ManualEntry(minutes=1), at(0, 20)).session
    assert (session.ended, session.planned_min) == (Ended.COMPLETED, None)


def test_a_check_in_answers_and_refuses() -> None:
    session = Life().does(0)
    change = check_in(session, sharpness=4, skin=Skin.PINK, before=7, after=3, note="warm")
    assert change.put == (
        session._replace(sharpness=4, skin_after=Skin.PINK, before=7, after=3, note="warm"),
    )  # fmt: skip
    with pytest.raises(Refused, match=r"^sharpness: 11"):
        check_in(session, sharpness=11, skin=None, before=None, after=None, note="")
    with pytest.raises(Refused, match=r"^after: 99"):
        check_in(session, sharpness=None, skin=None, before=0, after=99, note="")


def test_an_old_answer_on_comfort_is_confirmed_by_another_one() -> None:
    session = Life().does(0)._replace(sharpness=9, from_comfort=True)
    for sharpness, open_still in ((9, True), (2, False), (None, False)):
        change = check_in(session, sharpness=sharpness, skin=None, before=None, after=None, note="")
        (put,) = change.put
        assert isinstance(put, Session)
        assert put.from_comfort is open_still


def test_a_moved_session_is_answered_on_the_day_after_at_the_earliest() -> None:
    """An answer dated before its session, as an import may bring, counts from the next day."""
    life, n = stood(6)
    session = life.does(n)
    life.put(session._replace(skin_next=Skin.BROKEN, skin_next_on=on(n) - timedelta(days=9)))
    life.put(Check(day=on(n + 7), area=BACK, skin=Skin.CLEAR, at=at(n + 7)))
    assert life.asks(n + 7).reason.code.value == "locked-skin"
    assert life.asks(n + 7).rung is None
