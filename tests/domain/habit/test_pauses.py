"""Another last day for a pause: later, earlier or open, and what it may not be."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from coach.domain.habit.pauses import change_end
from coach.domain.model import Book, Pause, PauseFor, Refused

TODAY = date(2026, 1, 5)
NOW = datetime(2026, 1, 5, 8, tzinfo=UTC)


def pause(first: int, last: int | None, why: PauseFor | None = None, id: str = "p") -> Pause:
    end = None if last is None else TODAY + timedelta(days=last)
    return Pause(at=NOW, first=TODAY + timedelta(days=first), last=end, why=why, id=id)


@pytest.mark.parametrize("before", [3, 0, None])
@pytest.mark.parametrize(
    ("last", "says"),
    [
        (9, "Changed the pause for a holiday: now from Sat 3 Jan 2026 to Wed 14 Jan 2026"),
        (0, "Changed the pause for a holiday: now from Sat 3 Jan 2026 to Mon 5 Jan 2026"),
        (None, "Changed the pause for a holiday: now from Sat 3 Jan 2026"),
    ],
)
def test_a_pause_under_way_gets_another_last_day(before: int | None, last: int | None, says: str) -> None:
    found = pause(-2, before, PauseFor.HOLIDAY)
    changed = pause(-2, last, PauseFor.HOLIDAY)
    change = change_end(Book(pauses=(found,)), found, changed.last, TODAY)
    assert (change.label, change.put) == ("" if before == last else says, (changed,))
    assert not change.drop


def test_the_same_last_day_changes_nothing() -> None:
    for found in (pause(-2, 3), pause(-2, None)):
        assert change_end(Book(pauses=(found,)), found, found.last, TODAY).label == ""


def test_a_rest_day_that_is_made_longer_is_a_pause() -> None:
    found = pause(0, 0)
    change = change_end(Book(pauses=(found,)), found, TODAY + timedelta(days=1), TODAY)
    assert change.label == "Changed the pause: now from Mon 5 Jan 2026 to Tue 6 Jan 2026"


@pytest.mark.parametrize(
    ("found", "last", "says"),
    [
        (pause(-2, 3), -1, "With Sun 4 Jan 2026 as its last day the pause is over by then; end it instead."),
        (pause(2, 3), 1, "With Tue 6 Jan 2026 as its last day the pause ends before it begins."),
        (pause(-9, -2), 3, "That pause is over."),
    ],
)
def test_it_cannot_end_before_today_nor_before_it_begins(found: Pause, last: int, says: str) -> None:
    with pytest.raises(Refused) as refused:
        change_end(Book(pauses=(found,)), found, TODAY + timedelta(days=last), TODAY)
    assert str(refused.value) == says


def test_it_cannot_reach_into_another_one_nor_come_back() -> None:
    found, later = pause(-2, 3), pause(6, 6, id="q")
    book = Book(pauses=(found, later))
    assert change_end(book, found, TODAY + timedelta(days=5), TODAY).put
    for last in (TODAY + timedelta(days=6), None):
        with pytest.raises(Refused, match="There is already a rest day on Sun 11 Jan 2026: cancel it"):
            change_end(book, found, last, TODAY)
    with pytest.raises(Refused, match="is over"):
        change_end(Book(pauses=(later,)), found, TODAY, TODAY)
