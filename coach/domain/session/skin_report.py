"""Reports on the skin: when one can be made, from when it counts, and what is said of it."""

from __future__ import annotations

from datetime import datetime, timedelta

from coach.domain.instants import instant
from coach.domain.local_time import begins
from coach.domain.model import GENTLEST_FIRST, Area, Book, Skin
from coach.domain.ramp.area_day import day_in
from coach.domain.ramp.causes import needs_doctor, was_numb
from coach.domain.ramp.limits import BETWEEN_SESSIONS
from coach.domain.ramp.replay import Ramps
from coach.text import format


def marks_count_from(ramps: Ramps, area: Area, now: datetime) -> datetime | None:
    """Returns when `clear` and `pink` begin to count after the last session; None if they count already.

    Marks need six hours to show, and the night as well.
    """
    ramp = ramps.of(area)
    last = ramp.state.last_day
    if last is None or ramp.last_end is None:
        return None
    found = ramp.last_end + BETWEEN_SESSIONS
    if last >= day_in(ramps.book, area, now):
        found = max(found, begins(last + timedelta(days=1), ramps.book.settings.rollover, now))
    return found.astimezone(now.tzinfo) if found > instant(now) else None


def say_counts_from(moment: datetime, now: datetime) -> str:
    """Returns the sentence that says from when an answer counts."""
    day = "" if moment.date() == now.date() else f" on {format.day_and_month(moment.date())}"
    return (
        "Sore, broken or numb skin counts at once. Marks need time to show, so clear and pink count from"
        f" {moment:%H:%M}{day} on."
    )


def can_report(ramps: Ramps, area: Area) -> bool:
    """Returns whether there is a session in an area whose skin can be reported on."""
    return ramps.of(area).state.last_day is not None


def clear_means(ramps: Ramps, area: Area) -> str:
    """Returns what a clear answer means for an area that is locked by the skin; empty if it is not locked."""
    state = ramps.of(area).state
    if not state.locked:
        return ""
    doctor = " and a doctor has seen it" if needs_doctor(state) else ""
    return f"no numbness is left{doctor}" if was_numb(state) else f"it has healed{doctor}"


def say_stricter(book: Book, area: Area, skin: Skin) -> str:
    """Returns the sentence that a worse answer since the last session counts; empty if there is none."""
    ramp = Ramps(book).of(area)
    # The ramp keeps them until the next planned session; a free one on a day of rest does not end that.
    reported = ramp.state.skin_warnings
    opened = ramp.state.healed and ramp.locks[-1][1]
    if skin is Skin.CLEAR and opened:
        # The area is open again: what was said while the skin kept it closed is settled by its healing.
        reported = reported & {c.skin for c in book.checks if c.area is area and c.day > opened}
    worst = max(reported, key=GENTLEST_FIRST.index, default=skin)
    if GENTLEST_FIRST.index(worst) <= GENTLEST_FIRST.index(skin):
        return ""
    return f"You said {worst} earlier: until the next session the worst answer counts."
