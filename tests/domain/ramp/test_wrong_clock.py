"""No lock lifts, and no lowered step rises, on the day that a wrong clock showed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from coach.domain.area_changes import lower_step
from coach.domain.current_answers import of_kind, replaced_by, seen_by
from coach.domain.dated_ahead import ahead_of, as_of
from coach.domain.model import Book, Check, Cover, Rung, Session, Skin, Start, StartSaid, StepLowered
from coach.domain.ramp.gates import Gate
from coach.domain.ramp.limits import caps
from coach.domain.ramp.prescriber import prescribe
from coach.domain.ramp.prescription import Prescription
from coach.domain.ramp.replay import Ramps
from coach.domain.session.corrections import edit
from coach.domain.session.live import lock_reason
from coach.domain.session.manual_entry import ManualEntry, check_in, log
from coach.domain.session.skin_check import answer_check
from tests.domain.histories import BACK, Life, at, on


def session_on(n: int, id_: str) -> Session:
    return Session(id=id_, area=BACK, started_at=at(n), day=on(n), done_min=5, cover=Cover.TOWEL, sharpness=3)


def asks(book: Book, n: int) -> Prescription:
    now = at(n, 20)
    return prescribe(Ramps(as_of(book, now)), BACK, on(n), now)


def broken_by_check(life: Life) -> None:
    change = answer_check(as_of(life.book, at(1)), BACK, Skin.BROKEN, at(1))
    assert change is not None
    life.put(*change.put)


def broken_at_check_in(life: Life) -> None:
    book = as_of(life.book, at(1))
    change = check_in(
        book.sessions[0],
        sharpness=3,
        skin=Skin.BROKEN,
        before=None,
        after=None,
        note="",
        ahead=ahead_of(book, BACK),
    )
    life.put(*change.put)


def broken_as_logged(life: Life) -> None:
    life.put(*log(as_of(life.book, at(1)), ManualEntry(5, skin=Skin.BROKEN), at(1)).change.put)


def broken_by_an_edit(life: Life) -> None:
    book = as_of(life.book, at(1))
    life.put(*edit(book, book.sessions[0], ManualEntry(5, skin=Skin.BROKEN), at(1)).change.put)


@pytest.mark.parametrize("broken", [broken_by_check, broken_at_check_in, broken_as_logged, broken_by_an_edit])
@pytest.mark.parametrize("earlier", ["session", "clear"])
def test_what_was_recorded_before_the_skin_broke_never_says_that_it_has_healed(broken, earlier) -> None:  # type: ignore[no-untyped-def]
    """It was dated ahead, and its time comes while the area is locked."""
    life = Life()
    life.does(0)
    life.put(
        session_on(20, "ahead")
        if earlier == "session"
        else Check(on(20), BACK, Skin.CLEAR, at(20), id="ahead")
    )
    broken(life)
    for n in (1, 9, 20, 21, 40):
        assert asks(life.book, n).gate is Gate.LOCKED, n
    given = answer_check(as_of(life.book, at(41)), BACK, Skin.CLEAR, at(41))
    assert given is not None
    life.put(*given.put)
    assert asks(life.book, 41).gate is Gate.OPEN


def test_an_answer_keeps_what_was_ahead_when_the_skin_was_first_called_broken() -> None:
    session = session_on(0, "first")
    said = {"sharpness": 3, "before": None, "after": None, "note": ""}
    (once,) = check_in(session, skin=Skin.BROKEN, ahead=("a",), **said).put  # type: ignore[arg-type]
    assert isinstance(once, Session)
    assert once.seen == ("a",)
    (again,) = check_in(once, skin=Skin.BROKEN, ahead=(), **said).put  # type: ignore[arg-type]
    assert isinstance(again, Session)
    assert again.seen == ("a",)
    (slip,) = check_in(once, skin=Skin.CLEAR, ahead=("a",), **said).put  # type: ignore[arg-type]
    assert isinstance(slip, Session)
    assert slip.seen == ()


def test_a_step_lowered_after_a_start_of_a_clock_that_ran_ahead_stays_lowered() -> None:
    """The start is dated later, and was said before."""
    life = Life()
    life.put(
        StartSaid(at=at(40), start=Start.SOME, over=replaced_by(of_kind(life.book, StartSaid)), id="start")
    )
    assert asks(life.book, 10).rung == Rung(Cover.SHIRT, 5, 2)
    now = at(10, 21)
    assert "start" in seen_by(as_of(life.book, now), now)
    towel = Rung(Cover.TOWEL, 7, 1)
    (said,) = lower_step(as_of(life.book, now), BACK, towel, now).put
    assert isinstance(said, StepLowered)
    life.put(said)
    for n in (10, 11, 39, 40, 41):
        found = asks(life.book, n).rung
        assert found is not None
        assert found.cover is Cover.TOWEL, n
        assert found.minutes <= 7, n


@pytest.mark.parametrize("skin", [Skin.BROKEN, Skin.PINK])
def test_a_flight_back_over_the_turn_of_the_day_opens_nothing(skin: Skin) -> None:
    """What was answered on the 7th, local time, counts where it is still the 6th."""
    life = Life()
    life.does(0)
    there = timezone(timedelta(hours=14))
    now = datetime(2026, 1, 6, 20, tzinfo=UTC)
    given = answer_check(as_of(life.book, now.astimezone(there)), BACK, skin, now.astimezone(there))
    assert given is not None
    life.put(*given.put)
    here = (now + timedelta(minutes=5)).astimezone(timezone(timedelta(hours=-11)))
    found = prescribe(Ramps(as_of(life.book, here)), BACK, here.date(), here)
    assert found.gate is not Gate.OPEN


def test_broken_skin_of_a_clock_some_minutes_ahead_locks_where_it_is_still_the_day_before() -> None:
    life = Life()
    life.put(session_on(0, "first")._replace(skin_after=Skin.BROKEN))
    now = (at(0) - timedelta(minutes=2)).astimezone(timezone(timedelta(hours=-11)))
    found = prescribe(Ramps(as_of(life.book, now)), BACK, on(0) - timedelta(days=1), now)
    assert found.gate is Gate.LOCKED


def test_where_the_last_day_goes_on_the_minutes_of_both_days_count() -> None:
    """The session that starts now is recorded on the day that it is by the clock."""
    early = session_on(1, "early")._replace(done_min=9)
    late = session_on(1, "late")._replace(started_at=at(2, 1), day=on(2), done_min=6)
    life = Life(early, late)
    now = at(2, 2)
    found = prescribe(Ramps(as_of(life.book, now)), BACK, on(1), now)
    assert found.day == on(2)
    assert found.caps.day_left_min == 20 - 9 - 6
    assert caps(life.book, BACK, on(2)).day_left_min == 20 - 6


def test_once_healed_a_session_starts_again() -> None:
    """The day's reason still names the broken skin, and locks nothing."""
    life = Life()
    life.does(0, after=Skin.BROKEN)
    assert lock_reason(Ramps(life.book), BACK, at(6)) is not None
    life.answers(7)
    assert asks(life.book, 7).gate is Gate.OPEN
    assert lock_reason(Ramps(life.book), BACK, at(7, 20)) is None
