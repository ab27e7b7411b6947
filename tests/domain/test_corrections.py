"""Correcting sessions that were recorded."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from coach.domain.confirmations import Confirmation, Unconfirmed
from coach.domain.corrections import delete, edit
from coach.domain.instants import end_of, instant
from coach.domain.local_time import zone_of
from coach.domain.model import Area, Book, Change, Cover, Ended, Refused, Session, Skin
from coach.domain.prescription import Ramps
from coach.domain.ramp import fold, look
from coach.domain.records import Logged, log
from coach.domain.skin_answers import answered_on, first_answer
from tests.domain.histories import BACK, Life, at, kept, on, stood

AGREED = tuple(Confirmation)


def as_shown(session: Session, now: datetime) -> Logged:
    """What the form shows of a session, and saves where nothing is altered."""
    shown = session.started_at.astimezone(zone_of(session.started_at, now.tzinfo))
    return Logged(
        minutes=session.done_min,
        area=session.area,
        cover=session.cover,
        on=session.day,
        at=shown.time().replace(second=0, microsecond=0),
        ended=session.ended,
        comfort=session.comfort,
        skin=session.skin_after,
        skin_next=session.skin_next,
        before=session.before,
        after=session.after,
        note=session.note,
    )


def saved(book: Book, change: Change) -> Book:
    """The book with a change, as the store keeps it."""
    named = [r if getattr(r, "id", "") else r._replace(id=f"new{n}") for n, r in enumerate(change.put)]
    return kept(book, named, change.drop)


def corrected(life: Life, session: Session, now: datetime, **fields: object) -> tuple[str, ...]:
    """Correct some fields of a session as the form does, everything agreed to; what it warns of."""
    session = life.recall(session)
    found = edit(life.book, session, as_shown(session, now)._replace(**fields), now, agreed=AGREED)  # type: ignore[arg-type]
    life.book = saved(life.book, found.change)
    return found.warnings


def answers(book: Book, area: Area, day: date) -> set[tuple[str, Skin]]:
    """Every version of the skin answer of a day: of the first check, and of each session that has it."""
    first = first_answer(book, area, day)
    told = {("check", first.skin)} if first else set()
    return told | {
        ("session", s.skin_next)
        for s in book.sessions
        if s.area is area and s.skin_next_on == answered_on(s) == day and s.skin_next is not None
    }


def test_an_edit_is_checked_as_a_log() -> None:
    life = Life()
    session = life.does(0)
    for said in (
        Logged(minutes=31),
        Logged(minutes=5, comfort=11),
        Logged(minutes=5, at=time(21)),
        Logged(minutes=5, at=time(19, 56)),
        Logged(minutes=5, on=on(1)),
        Logged(minutes=5, on=date(1969, 1, 1)),
    ):
        with pytest.raises(Refused):
            edit(life.book, session, said, at(0, 20))
    found = edit(life.book, session, Logged(minutes=4, comfort=2, cover=Cover.SHIRT, at=time(8)), at(0, 20))
    assert found.change.put == (found.session,)
    assert (found.session.id, found.session.day) == (session.id, on(0))
    assert (found.session.done_min, found.session.comfort, found.session.cover) == (4, 2, Cover.SHIRT)
    with pytest.raises(Refused, match="not there any more"):
        edit(life.book, session._replace(id="gone"), Logged(minutes=5), at(0, 20))


def test_an_edit_to_the_full_minutes_completes_a_logged_session() -> None:
    life = Life()
    session = log(life.book, Logged(minutes=1), at(0)).session._replace(id="x")
    life.put(session)
    assert session.ended is Ended.STOPPED
    assert edit(life.book, session, Logged(minutes=2), at(0, 20)).session.ended is Ended.STOPPED
    assert edit(life.book, session, Logged(minutes=5), at(0, 20)).session.ended is Ended.COMPLETED
    life.put(session._replace(backfilled=False))
    assert edit(life.book, session, Logged(minutes=5), at(0, 20)).session.ended is Ended.STOPPED
    assert edit(life.book, session, Logged(minutes=5, ended=Ended.SENSATION), at(0, 20)).session.ended is (
        Ended.SENSATION
    )


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


def test_only_a_day_that_is_named_moves_a_session() -> None:
    """A session of Tokyo keeps its day and its clock when it is edited in Berlin."""
    life = Life()
    tokyo = timezone(timedelta(hours=9))
    began = datetime(2026, 1, 6, 4, tzinfo=tokyo)  # the 5th, 20:00 in Berlin
    life.put(life.does(0)._replace(started_at=began, day=date(2026, 1, 6)))
    now = datetime(2026, 1, 9, 12, tzinfo=ZoneInfo("Europe/Berlin"))
    corrected(life, life.last, now, comfort=1)
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
    assert [t.session.day for t in fold(life.book, BACK).taken] == [on(0), on(1)]


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
    assert edit(life.book, session, as_shown(session, at(3))._replace(comfort=1), at(3))


@pytest.mark.parametrize("skin", [Skin.PINK, Skin.SORE])
def test_a_slip_in_the_skin_answer_is_asked_about_once_and_folded_anew(skin: Skin) -> None:
    life, n = stood(3)
    life.does(n)
    session = life.last
    life.answers(n + 1, skin)
    life.does(n + 2)
    assert fold(life.book, BACK).taken[-1].step == 1
    now = at(n + 2, 20)
    said = as_shown(life.recall(session), now)._replace(skin_next=Skin.CLEAR)
    with pytest.raises(Unconfirmed, match=f"the skin of your back was {skin}. Was it a slip?") as doubt:
        edit(life.book, life.recall(session), said, now)
    assert doubt.value.about is Confirmation.SLIP
    corrected(life, session, now, skin_next=Skin.CLEAR)
    assert answers(life.book, BACK, on(n + 1)) == {("check", Skin.CLEAR), ("session", Skin.CLEAR)}
    assert [c.also for c in life.book.checks if c.day == on(n + 1)] == [skin]
    assert fold(life.book, BACK).taken[-1].step == 4


def test_a_worse_answer_needs_no_question() -> None:
    life, n = stood(3)
    life.does(n, hour=8)
    life.does(n, hour=18)
    session = life.last
    life.answers(n + 1)
    now = at(n + 1, 20)
    session = life.recall(session)
    found = edit(life.book, session, as_shown(session, now)._replace(skin_next=Skin.SORE), now)
    life.book = saved(life.book, found.change)
    assert answers(life.book, BACK, on(n + 1)) == {("check", Skin.SORE), ("session", Skin.SORE)}
    assert [s.skin_next for s in life.book.sessions if s.day == on(n)] == [Skin.SORE] * 2
    assert life.asks(n + 1).reason.code.value == "rest-skin"


def test_an_answer_can_be_given_later_but_never_raises() -> None:
    life, n = stood(3)
    life.does(n)
    session = life.last
    life.does(n + 1)
    before = fold(life.book, BACK).taken[-1].step
    corrected(life, session, at(n + 2), skin_next=Skin.CLEAR)
    assert life.recall(session).skin_next is Skin.CLEAR
    assert fold(life.book, BACK).taken[-1].step == before
    assert life.asks(n + 2).needs_check, "it says nothing of the last session"
    corrected(life, session, at(n + 2), skin_next=Skin.SORE)
    assert fold(life.book, BACK).taken[-1].step == 1


def test_on_the_last_day_it_answers_the_check_of_today() -> None:
    life, n = stood(3)
    life.does(n)
    corrected(life, life.last, at(n + 1), skin_next=Skin.CLEAR)
    assert answers(life.book, BACK, on(n + 1)) == {("check", Skin.CLEAR), ("session", Skin.CLEAR)}
    assert not life.asks(n + 1).needs_check
    life.does(n + 1)
    with pytest.raises(Refused, match=r"^skin next day: it is asked from tomorrow on"):
        corrected(life, life.last, at(n + 1, 20), skin_next=Skin.CLEAR)


def test_an_answer_is_taken_away_everywhere() -> None:
    life, n = stood(3)
    life.does(n)
    life.answers(n + 1)
    corrected(life, life.last, at(n + 1), skin_next=None)
    assert answers(life.book, BACK, on(n + 1)) == set()
    assert life.asks(n + 1).needs_check


def test_moved_past_its_answer_a_session_is_unanswered_and_moved_back_it_is_answered() -> None:
    life, n = stood(3)
    life.does(n)
    session = life.last
    life.answers(n + 1)
    before = life.book
    corrected(life, session, at(n + 2), on=on(n + 1), at=time(9))
    assert life.recall(session).skin_next is None
    assert life.asks(n + 2).needs_check
    corrected(life, session, at(n + 2), on=on(n), at=time(8))
    assert life.recall(session).skin_next is Skin.CLEAR
    assert look(fold(life.book, BACK), on(n + 2)) == look(fold(before, BACK), on(n + 2))


def test_moved_to_another_area_it_leaves_the_answer_behind() -> None:
    life, n = stood(3)
    life.does(n)
    session = life.last
    life.answers(n + 1, Skin.SORE)
    corrected(life, session, at(n + 2), area=Area.LEGS)
    assert (life.recall(session).area, life.recall(session).skin_next) == (Area.LEGS, None)
    corrected(life, session, at(n + 2), area=BACK)
    assert life.recall(session).skin_next is Skin.SORE


def test_an_imported_answer_lies_nowhere_else_and_moves_along() -> None:
    life, n = stood(3)
    life.does(n)
    session = life.last
    life.put(session._replace(skin_next=Skin.PINK))
    corrected(life, session, at(n + 4), on=on(n + 2))
    assert life.recall(session).skin_next is Skin.PINK
    corrected(life, session, at(n + 4), skin_next=Skin.CLEAR)
    assert life.recall(session).skin_next is Skin.CLEAR


BROKEN_BY = ("after", "check", "import")


def broken(by: str) -> tuple[Life, int, Session, date]:
    """Broken skin after the session of a day, and the day on which that was said."""
    life, n = stood(6)
    life.does(n, after=Skin.BROKEN if by == "after" else Skin.CLEAR)
    session = life.last
    if by == "check":
        life.answers(n + 1, Skin.BROKEN)
    elif by == "import":
        life.put(session._replace(skin_next=Skin.BROKEN))
    return life, n, session, on(n if by == "after" else n + 1)


@pytest.mark.parametrize("by", BROKEN_BY)
def test_broken_is_taken_back_on_the_day_that_it_was_said(by: str) -> None:
    life, n, session, said_on = broken(by)
    now = datetime(said_on.year, said_on.month, said_on.day, 21, tzinfo=UTC)
    field = {"skin": Skin.CLEAR} if by == "after" else {"skin_next": Skin.CLEAR}
    said = as_shown(life.recall(session), now)._replace(**field)  # type: ignore[arg-type]
    with pytest.raises(Unconfirmed, match=r"Was it a slip\?"):
        edit(life.book, life.recall(session), said, now)
    assert corrected(life, session, now, **field) == ()
    assert not Ramps(life.book).of(BACK).locks
    assert life.asks(n + 2).rung is not None


@pytest.mark.parametrize("by", BROKEN_BY)
@pytest.mark.parametrize("later", [1, 3, 6])
@pytest.mark.parametrize("how", ["answer", "delete", "move", "area"])
def test_taken_back_later_it_goes_on_healing(by: str, later: int, how: str) -> None:
    life, n, session, said_on = broken(by)
    day = (said_on - on(0)).days
    now = at(day + later, 21)
    if how == "delete":
        deleted = delete(life.book, life.recall(session), now)
        life.book = saved(life.book, deleted.change)
    else:
        fields: dict[str, dict[str, object]] = {
            "answer": {"skin": Skin.CLEAR, "skin_next": None if by == "after" else Skin.CLEAR},
            "move": {"on": on(n - 30)},
            "area": {"area": Area.LEGS},
        }
        corrected(life, session, now, **fields[how])
    for each in range(day, day + 7):
        assert life.asks(each).reason.code.value == "locked-skin", each
    assert life.asks(day + 7).needs_check
    life.answers(day + 7)
    assert life.asks(day + 7).rung is not None
    assert life.asks(day + 7).rung == _healed(by, day), "the reduction of healed skin stays"


def _healed(by: str, day: int) -> object:
    life, *_ = broken(by)
    life.answers(day + 7)
    return life.asks(day + 7).rung


def test_taking_it_back_too_late_says_so_and_keeps_both_answers() -> None:
    life, n, session, _ = broken("check")
    said = corrected(life, session, at(n + 3), skin_next=Skin.CLEAR)
    assert (
        said
        == (
            "Broken skin can be taken back only on the day it was reported: no mat on your back until"
            " Wed 21 Jan 2026 at the earliest.",
        )
        or "Broken skin can be taken back only on the day it was reported" in said[0]
    )
    (check,) = [c for c in life.book.checks if c.day == on(n + 1)]
    assert (check.skin, check.also) == (Skin.BROKEN, Skin.CLEAR)
    assert life.recall(session).skin_next is Skin.BROKEN


def test_once_healed_the_answer_is_only_history() -> None:
    life, n, session, _ = broken("check")
    life.answers(n + 8)
    low = life.asks(n + 8).step
    corrected(life, session, at(n + 8, 20), skin_next=Skin.CLEAR)
    assert life.recall(session).skin_next is Skin.CLEAR
    found = life.asks(n + 8).step
    assert found is not None
    assert low is not None
    assert found > low


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
