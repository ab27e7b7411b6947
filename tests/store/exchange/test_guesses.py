"""What is said once for a whole file is a guess: it raises no limit of a beginner, whatever is combined."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import product
from pathlib import Path

import pytest

from coach.domain.model import Area, Book, Cover, Session
from coach.domain.ramp.limits import DAY_AT_FIRST, caps
from coach.domain.ramp.replay import Ramps, area_state_on
from coach.store.exchange.column_map import MapOptions, read_mapped
from coach.store.exchange.csv_dates import DateOrder

TODAY = date(2026, 1, 5)
NOW = datetime(2026, 1, 5, 7, 30, tzinfo=UTC)
DAYS = [TODAY - timedelta(days=n) for n in range(1, 41)]
ANSWERS = "sharpness", "skin_after"


def table(fields: tuple[str, ...], covers: int = 0) -> bytes:
    """Forty days with a cell for each field; the first `covers` rows say a cover as well."""
    cells = {"minutes": "20", "area": "back", "sharpness": "2", "skin_after": "clear", "note": "calm"}
    lines = [",".join(("date", *fields, "cover"))]
    lines += [
        ",".join((f"{day}", *(cells[each] for each in fields), "bare" if n < covers else ""))
        for n, day in enumerate(DAYS)
    ]
    return "\n".join(lines).encode()


def sessions(
    data: bytes, fields: tuple[str, ...], minutes: float | None, cover: Cover | None, area: Area | None
) -> tuple[Session, ...]:
    columns = {each: each for each in ("date", *fields, "cover")}
    options = MapOptions(columns, minutes=minutes, cover=cover, dates=DateOrder.DAY_FIRST)
    found = read_mapped(data, Path("in.csv"), options, area=area or Area.BACK, tz=UTC, rollover=3)
    assert len(found.rows) == len(DAYS), found.bad
    return tuple(row.session for row in reversed(found.rows))


@pytest.mark.parametrize("covers", [0, 10])
def test_no_combination_of_options_raises_a_beginners_limits(covers: int) -> None:
    others = [(), ("area",), ("note",), ANSWERS, ("area", *ANSWERS)]
    for more, measured in product(others, (True, False)):
        fields = (*(("minutes",) if measured else ()), *more)
        data = table(fields, covers)
        guess = None if measured else 20
        alone = Book(sessions=sessions(data, fields, guess, None, None))
        for cover, area in product((None, *Cover), (None, *Area)):
            book = Book(sessions=sessions(data, fields, guess, cover, area))
            where = f"{fields} {cover} {area}"
            for asked, on in product(Area, (None, *Cover)):
                mine, theirs = caps(book, asked, TODAY, on, now=NOW), caps(alone, asked, TODAY, on, now=NOW)
                assert mine == theirs, where
                assert mine.day_left_min <= DAY_AT_FIRST, where
            if area is None or "area" in fields:
                states = [area_state_on(Ramps(each).of(Area.BACK), TODAY) for each in (book, alone)]
                assert states[0] == states[1], where


def test_the_note_keeps_what_was_guessed() -> None:
    (first, *_) = sessions(table(("note",)), ("note",), 10, Cover.BARE, None)
    assert (first.note, first.cover) == ("calm (minutes guessed; on bare skin, guessed)", None)
