"""Three months of someone's life with the mat, lived by what the coach asked for, and the report of them.

`python -m tests.report.three_months [FILE]` prints it as text, or writes FILE, which ends with .html or .md.
"""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from coach.domain.model import (
    Area,
    Book,
    Check,
    Contraindication,
    DayNote,
    Ended,
    GoalSet,
    Pause,
    PauseFor,
    Rung,
    Screening,
    Session,
    Settings,
    Skin,
    StartSaid,
    StopReason,
)
from coach.domain.ramp.prescriber import prescribe
from coach.domain.ramp.replay import Ramps
from coach.report.builder import report
from coach.report.kinds import KINDS, rendered

FIRST = date(2026, 1, 5)
DAYS = 92
_AWAY = range(60, 66)
_UNANSWERED = (3, 17, 18, 40, 71)
_SORENESS = ((6, 4), (5, 4), (6, 5), (5, 3), (4, 4))


def book() -> Book:
    """A new mat, a few bad days, a week away, some questions not answered."""
    began = datetime.combine(FIRST, time(6), UTC)
    found = Book(
        settings=Settings(tz="UTC"),
        events=(
            Screening(
                at=began,
                ticked=frozenset({Contraindication.THINNERS, Contraindication.HEART}),
                agreed=frozenset({Contraindication.THINNERS, Contraindication.HEART}),
            ),
            StartSaid(at=began),
            GoalSet(at=began),
        ),
        pauses=(
            Pause(
                first=FIRST + timedelta(days=60), last=FIRST + timedelta(days=65), at=began,
                why=PauseFor.HOLIDAY,
            ),
        ),
        notes=(DayNote(day=FIRST + timedelta(days=30), text="Slept through the night for once."),),
    )  # fmt: skip
    for number in range(DAYS):
        if number in _AWAY or number % 11 == 10:
            continue
        day = FIRST + timedelta(days=number)
        rung = prescribe(Ramps(found), Area.BACK, day).rung
        if rung is None:
            continue
        found = _lived(found, number, day, rung)
    return found._replace(now=datetime.combine(FIRST + timedelta(days=DAYS), time(20), UTC))


def _lived(found: Book, number: int, day: date, rung: Rung) -> Book:
    minutes = rung.minutes
    at = datetime.combine(day, time(20 if number % 3 else 7), UTC)
    before, after = _SORENESS[number % len(_SORENESS)]
    session = Session(
        area=Area.BACK,
        started_at=at,
        day=day,
        done_min=minutes,
        cover=rung.cover,
        planned_min=minutes,
        sharpness={22: 7, 45: 8}.get(number, 2 + number % 3),
        skin_after=Skin.CLEAR,
        skin_next=Skin.PINK if number == 33 else Skin.CLEAR,
        skin_next_on=day + timedelta(days=1),
        before=before,
        after=7 if number == 52 else after,
        id=f"{number:03}",
    )
    if number in _UNANSWERED:
        session = session._replace(sharpness=None, before=None, after=None)
    if number == 80:
        session = session._replace(
            done_min=4, ended=Ended.SENSATION, stopped_for=StopReason.DIZZY, note="Stood up slowly after it."
        )
    check = Check(
        day=day + timedelta(days=1),
        area=Area.BACK,
        skin=session.skin_next or Skin.CLEAR,
        at=at + timedelta(hours=12),
        id=f"c{number:03}",
    )
    return found._replace(sessions=(*found.sessions, session), checks=(*found.checks, check))


def main() -> None:
    """Write the report, or print it."""
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    if target is not None and target.suffix.lstrip(".") not in KINDS:
        sys.exit(f"{target} ends with neither .html nor .md, the two kinds that there are.")
    lived = book()
    assert lived.now is not None
    text = rendered(report(lived, lived.now), target.suffix.lstrip(".") if target else "md")
    if target is None:
        sys.stdout.write(text)
    else:
        target.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
