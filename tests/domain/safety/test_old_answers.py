"""Old answers of 8 to 10: counted, asked about once, and settled in one step."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from coach.domain.model import Area, Book, Session
from coach.domain.safety.old_answers import ComfortMeaning, brief, doubtful, question, settle
from coach.domain.session.long_sessions import long_sessions

AT = datetime(2026, 3, 2, 7, tzinfo=UTC)


def session(days: int = 0, minutes: float = 5, *, old: bool = True) -> Session:
    at = AT + timedelta(days=days)
    return Session(
        area=Area.BACK, started_at=at, day=at.date(), done_min=minutes, sharpness=9, from_comfort=old,
        id=f"{days}",
    )  # fmt: skip


def test_they_are_those_in_doubt_also_where_dated_ahead() -> None:
    book = Book(sessions=(session(0), session(1, old=False)), ahead=(session(5),))
    assert [each.id for each in doubtful(book)] == ["0", "5"]


def test_the_question_tells_how_many_and_of_when() -> None:
    assert question(Book()) == brief(Book(), "o", 80) == ""
    assert question(Book(sessions=(session(0),))) == (
        "1 old answer of 8 to 10 is from when sharpness was called comfort (2 Mar 2026): did it mean"
        " unbearable?"
    )
    several = Book(sessions=(session(0), session(3)))
    assert question(several) == (
        "2 old answers of 8 to 10 are from when sharpness was called comfort (2 Mar 2026 to 5 Mar 2026): did"
        " they mean unbearable?"
    )
    assert brief(several, "o", 78) == "2 old comfort answers of 8 to 10: o asks what was meant"
    assert brief(several, "o", 43) == "2 old answers on comfort: o asks"


@pytest.mark.parametrize(
    ("meant", "sharpness"), [(ComfortMeaning.UNBEARABLE, 9), (ComfortMeaning.COMFORTABLE, None)]
)
def test_both_answers_settle_all_of_them(meant: ComfortMeaning, sharpness: int | None) -> None:
    change = settle(Book(sessions=(session(0), session(1, old=False))), meant)
    assert change is not None
    assert change.put == (session(0)._replace(from_comfort=False, sharpness=sharpness),)
    assert change.drop == ()


def test_without_any_there_is_nothing_to_settle() -> None:
    assert settle(Book(sessions=(session(0, old=False),)), ComfortMeaning.COMFORTABLE) is None


def test_long_sessions_are_told_once_for_all() -> None:
    assert long_sessions([session(0, 30)]) == ""
    assert long_sessions([session(0, 30.5), session(1, 30)]).startswith("1 session is over 30 minutes,")
    assert long_sessions([session(0, 31), session(1, 720)]).startswith("2 sessions are over 30 minutes,")
