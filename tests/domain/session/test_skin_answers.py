"""Correcting what was said of the skin."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest

from coach.domain.model import Area, Refused, Session, Skin
from coach.domain.ramp.replay import Ramps, area_state_on, fold
from coach.domain.session.confirmations import Confirmation, Unconfirmed
from coach.domain.session.corrections import delete, edit
from coach.domain.session.skin_answers import correct_check
from tests.domain.histories import BACK, Life, at, on, stood
from tests.domain.session.correcting import answers, as_shown, corrected, saved


@pytest.mark.parametrize("skin", [Skin.PINK, Skin.SORE])
def test_a_slip_in_the_skin_answer_is_asked_about_once_and_folded_anew(skin: Skin) -> None:
    life, n = stood(3)
    life.does(n)
    session = life.last
    life.answers(n + 1, skin)
    life.does(n + 2)
    assert fold(life.book, BACK).outcomes[-1].step == 1
    now = at(n + 2, 20)
    said = as_shown(life.recall(session), now)._replace(skin_next=Skin.CLEAR)
    with pytest.raises(Unconfirmed, match=f"the skin of your back was {skin}. Was it a slip?") as doubt:
        edit(life.book, life.recall(session), said, now)
    assert doubt.value.about is Confirmation.SLIP
    corrected(life, session, now, skin_next=Skin.CLEAR)
    assert answers(life.book, BACK, on(n + 1)) == {("check", Skin.CLEAR), ("session", Skin.CLEAR)}
    assert [c.also for c in life.book.checks if c.day == on(n + 1)] == [skin]
    assert fold(life.book, BACK).outcomes[-1].step == 4


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
    before = fold(life.book, BACK).outcomes[-1].step
    corrected(life, session, at(n + 2), skin_next=Skin.CLEAR)
    assert life.recall(session).skin_next is Skin.CLEAR
    assert fold(life.book, BACK).outcomes[-1].step == before
    assert life.asks(n + 2).needs_check, "it says nothing of the last session"
    corrected(life, session, at(n + 2), skin_next=Skin.SORE)
    assert fold(life.book, BACK).outcomes[-1].step == 1


@pytest.mark.parametrize("day", [0, 1])
def test_an_answer_that_a_check_has_is_not_repeated_in_a_session_of_before(day: int) -> None:
    """Beside the session that the check answered for, or alone on the day after that."""
    life, n = stood(3)
    answered = life.does(n)
    life.answers(n + 2)
    later = life.does(n + day, hour=18)
    corrected(life, later, at(n + 2, 20), skin_next=Skin.CLEAR)
    assert [(life.recall(s).skin_next, life.recall(s).from_check) for s in (answered, later)] == [
        (Skin.CLEAR, True)
    ] * 2
    corrected(life, later, at(n + 2, 21), skin_next=Skin.SORE)
    assert [life.recall(s).skin_next for s in (answered, later)] == [Skin.SORE] * 2
    assert [c.skin for c in life.book.checks if c.day == on(n + 2)] == [Skin.SORE]


def test_a_late_answer_is_the_sessions_own() -> None:
    life, n = stood(3)
    first, second = life.does(n, hour=8), life.does(n, hour=18)
    life.does(n + 1)
    checks = life.book.checks
    corrected(life, first, at(n + 2), skin_next=Skin.PINK)
    assert [(life.recall(s).skin_next, life.recall(s).from_check) for s in (first, second)] == [
        (Skin.PINK, False)
    ] * 2
    assert life.book.checks == checks


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
    assert area_state_on(fold(life.book, BACK), on(n + 2)) == area_state_on(fold(before, BACK), on(n + 2))


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


def test_a_slip_that_was_said_within_six_hours_leaves_the_question_open() -> None:
    life, n = stood(3)
    session = life.does(n, hour=23)
    life.answers(n + 1, Skin.SORE, hour=4)
    check = life.book.checks[-1]
    found = correct_check(life.book, check, Skin.CLEAR, at(n + 1, 5), agreed=(Confirmation.SLIP,))
    life.put(*found.change.put)
    assert life.recall(session).skin_next is None
    assert life.asks(n + 1).needs_check
    life.answers(n + 1, Skin.CLEAR, hour=8)
    assert life.asks(n + 1).can_start
