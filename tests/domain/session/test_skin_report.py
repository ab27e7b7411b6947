"""From when an answer on the skin counts, and which one does."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from coach.domain.model import Area, Check, Session, Skin
from coach.domain.ramp.replay import Ramps
from coach.domain.session.skin_report import (
    can_report,
    clear_means,
    marks_count_from,
    say_counts_from,
    say_stricter,
)
from tests.domain.histories import BACK, Life, at, on, stood


@pytest.mark.parametrize(("hour", "counts"), [(8, at(1, 3)), (23, at(1, 5, 5))])
def test_marks_count_from_the_next_day_and_six_hours_on(hour: int, counts: datetime) -> None:
    life = Life()
    life.does(0, hour=hour)
    ramps = Ramps(life.book)
    assert marks_count_from(ramps, BACK, at(0, 23, 30)) == counts
    assert marks_count_from(ramps, BACK, counts) is None


def test_nothing_to_report_on_before_the_first_session() -> None:
    assert marks_count_from(Ramps(Life().book), BACK, at(0)) is None
    assert not can_report(Ramps(Life().book), BACK)
    life = Life()
    life.does(0)
    assert can_report(Ramps(life.book), BACK)
    assert not can_report(Ramps(life.book), Area.LEGS)


def test_the_turn_of_a_day_that_the_clocks_skipped() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    began = datetime(2026, 3, 28, 9, tzinfo=berlin)
    session = Session(area=BACK, started_at=began, day=began.date(), done_min=5, sharpness=2)
    life = Life()
    book = life.book._replace(sessions=(session,), settings=life.book.settings._replace(rollover=2))
    counts = marks_count_from(Ramps(book), BACK, began.replace(hour=20))
    assert counts == datetime(2026, 3, 29, 3, tzinfo=berlin)


def test_it_says_the_day_where_that_is_another() -> None:
    assert say_counts_from(at(1, 3), at(0, 9)).endswith("clear and pink count from 03:00 on Tue 6 Jan on.")
    assert say_counts_from(at(1, 5), at(1, 4)).endswith("clear and pink count from 05:00 on.")


def test_the_worst_answer_since_the_session_is_named() -> None:
    life = Life()
    life.does(0)
    said = Check(day=on(1), area=BACK, skin=Skin.SORE, at=at(1))
    book = life.book._replace(checks=(said,))
    assert say_stricter(book, BACK, Skin.CLEAR).startswith("You said sore earlier")
    assert say_stricter(book, BACK, Skin.SORE) == ""
    assert say_stricter(book, BACK, Skin.NUMB) == ""
    assert say_stricter(book, Area.LEGS, Skin.CLEAR) == ""
    later = said._replace(day=on(2), skin=Skin.CLEAR, at=at(2))
    both = book._replace(checks=(said, later))
    assert say_stricter(both, BACK, Skin.CLEAR).startswith("You said sore earlier")
    pink = book._replace(checks=(said._replace(skin=Skin.PINK), said._replace(at=at(1, 20))))
    assert say_stricter(pink, BACK, Skin.CLEAR).startswith("You said sore earlier")
    life.does(1, 2, hour=20)
    free = life.book._replace(checks=(said,))
    assert say_stricter(free, BACK, Skin.CLEAR).startswith("You said sore earlier")
    early = book._replace(checks=(said._replace(at=at(0, 7), day=on(0)),))
    assert say_stricter(early, BACK, Skin.CLEAR) == ""


@pytest.mark.parametrize("skin", [Skin.BROKEN, Skin.NUMB])
def test_after_a_lock_nothing_of_before_its_healing_counts(skin: Skin) -> None:
    """The answer that opens an area is not followed by one that would close it again."""
    life = Life()
    life.does(0)
    life.answers(1, Skin.SORE)
    life.answers(2, skin)
    assert say_stricter(life.book, BACK, Skin.PINK).startswith(f"You said {skin} earlier")
    life.answers(9)
    assert life.asks(9).rung is not None
    assert say_stricter(life.book, BACK, Skin.CLEAR) == ""
    life.answers(10, Skin.SORE)
    life.answers(11)
    assert say_stricter(life.book, BACK, Skin.CLEAR).startswith("You said sore earlier")


def test_what_a_clear_answer_says_of_a_locked_area() -> None:
    """The lock asks for the same: that it has healed, and on the softest cover or after numbness a doctor."""
    life, n = stood(9)
    life.does(n)
    assert clear_means(Ramps(life.book), BACK) == ""
    life.answers(n + 1, Skin.BROKEN)
    assert clear_means(Ramps(life.book), BACK) == "it has healed"
    assert "that it has healed." in life.asks(n + 1).reason.text
    life.answers(n + 2, Skin.NUMB)
    assert clear_means(Ramps(life.book), BACK) == "no numbness is left and a doctor has seen it"
    assert "that no numbness is left and a doctor has seen it." in life.asks(n + 2).reason.text
    life = Life()
    life.does(0)
    life.answers(1, Skin.BROKEN)
    assert clear_means(Ramps(life.book), BACK) == "it has healed and a doctor has seen it"
