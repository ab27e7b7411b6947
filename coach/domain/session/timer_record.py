"""The record of a running timer in the file, and the timer read back from it."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from coach.domain.dates import moved
from coach.domain.instants import instant
from coach.domain.model import Live
from coach.domain.ramp.limits import SESSION
from coach.domain.session.timer import Timer


def to_live(
    timer: Timer, *, day: date, boot: str, elapsed_now: float, wall_now: datetime,
    before: int | None = None, free: bool = False,
) -> Live:  # fmt: skip
    """Returns the first record of a timer that runs.

    `elapsed_now` and `wall_now` have to be read together: the start by the wall clock is made from both.
    """
    return Live(
        area=timer.area,
        cover=timer.cover,
        planned_min=timer.planned_s / 60,
        cap_min=timer.cap_s / 60,
        extra_min=timer.extra_s / 60,
        started_at=moved(wall_now, timedelta(seconds=timer.began_s - elapsed_now)),
        day=day,
        boot=boot,
        booted_s=timer.began_s,
        pauses=timer.pauses,
        asked_s=timer.asked_s,
        asked_stop=timer.asked_stop,
        before=before,
        free=free,
    )


def renewed(live: Live, timer: Timer, boot: str) -> Live:
    """Returns the record after a press that changes how the session runs; its start stays the same instant.

    After a restart of the machine the elapsed clock of the new boot takes over from the wall clock, unless it
    began to count later than the session did.
    """
    record = live._replace(
        pauses=timer.pauses,
        extra_min=timer.extra_s / 60,
        asked_s=timer.asked_s,
        asked_stop=timer.asked_stop,
    )
    # The file takes no `booted_s` below 0; the wall clock then goes on counting.
    return record._replace(boot=boot, booted_s=timer.began_s) if timer.began_s >= 0 else record


def from_live(live: Live, *, boot: str, elapsed_now: float, wall_now: datetime) -> Timer:
    """Returns the timer of a record, on the elapsed clock of this boot.

    In the boot in which the session began only the elapsed clock counts, so setting the wall clock does not
    move it. After another boot, or if the boot is not known, the wall clock has to do. Neither is believed if
    it puts the present before the start or before a press on record.
    """
    pauses = (mark for span in live.pauses for mark in (span.start, span.end))
    marks = [mark for mark in (*pauses, live.asked_s) if mark is not None]
    same_boot = bool(boot) and boot == live.boot
    measured = (
        elapsed_now - live.booted_s
        if same_boot
        else (instant(wall_now) - instant(live.started_at)).total_seconds()
    )
    # What is on record has happened: a clock that says less is wrong.
    since_start = max([0.0, measured, *marks])
    began_s = live.booted_s if same_boot else elapsed_now - since_start
    return Timer(
        area=live.area,
        cover=live.cover,
        planned_s=live.planned_min * 60,
        cap_s=min(live.cap_min, SESSION) * 60,
        extra_s=live.extra_min * 60,
        began_s=began_s,
        last_s=began_s + since_start,
        pauses=live.pauses,
        asked_s=live.asked_s,
        asked_stop=live.asked_stop,
    )
