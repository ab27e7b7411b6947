"""Starting, changing and ending the session that runs; there is never a second one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from coach.domain import labels
from coach.domain.dates import day_of
from coach.domain.model import (
    Area,
    Book,
    Change,
    Cover,
    Ended,
    Live,
    Posture,
    Refused,
    Rung,
    Session,
    StopReason,
    softness,
)
from coach.domain.ramp.gates import Gate
from coach.domain.ramp.limits import BARE_FACTS, SESSION, SHORTEST_MIN
from coach.domain.ramp.prescriber import prescribe
from coach.domain.ramp.prescription import Prescription
from coach.domain.ramp.replay import Ramps
from coach.domain.ramp.rules import Code
from coach.domain.session.day_over import USED_UP
from coach.domain.session.readiness import what_comes_first
from coach.domain.session.session_times import SessionTimes, day_begun
from coach.text import format

LEAST_MIN = 0.01
"""The minutes recorded for a session that was stopped for the sensation as it began."""


@dataclass(frozen=True, slots=True)
class SessionPlan:
    """A session that is about to start."""

    area: Area
    cover: Cover
    minutes: float
    cap_min: float
    """The minutes after which it closes by itself at the latest."""
    free: bool
    rung: Rung
    trial: bool = False
    """Whether it closes at ten minutes because bare skin is still new (A24)."""


def plan(
    ramps: Ramps,
    area: Area,
    now: datetime,
    *,
    free: bool = False,
    rung: Rung | None = None,
    minutes: float | None = None,
) -> SessionPlan:
    """Returns the session that may start now; raises Refused, with the reason, if none may.

    `rung` asks for an easier step than the prescribed one. `minutes` is for a free session, which gets no
    more than the day has left.
    """
    book = ramps.book
    found = _prescribed(ramps, area, now)
    if (why := what_comes_first(book, found)) or found.rung is None:
        raise Refused(why)
    target = rung or found.rung
    if rung is not None and not easier(found, rung):
        raise Refused("Only an easier step than the prescribed one can be chosen.")
    wanted = float(target.minutes)
    if free or found.done:
        free = True
        wanted = min(minutes if minutes is not None else wanted, found.free_min)
    left = found.free_min if free else found.caps.now_min
    # The six hours after a session hold back a planned one only: a free one may use what the day has left.
    if found.waits_hours and (left < SHORTEST_MIN or not free):
        raise Refused(found.reason.full_text)
    if left < SHORTEST_MIN:
        raise Refused(f"{USED_UP} The mat waits for tomorrow.")
    if not free and left < wanted:
        raise Refused(
            f"Today has {format.minutes_left(left)} left: start a free session, or wait for tomorrow."
        )
    if wanted <= 0:
        raise Refused("A session needs more than 0 minutes.")
    return SessionPlan(area, target.cover, wanted, left, free, target, _is_trial(found, target.cover))


def on_trial(ramps: Ramps, live: Live, now: datetime) -> bool:
    """Returns whether a session that runs closes at ten minutes because bare skin is still new (A24)."""
    return _is_trial(_prescribed(ramps, live.area, now), live.cover)


def _prescribed(ramps: Ramps, area: Area, now: datetime) -> Prescription:
    return prescribe(ramps, area, day_of(now, ramps.book.settings.rollover), now)


def _is_trial(found: Prescription, cover: Cover) -> bool:
    return cover is Cover.BARE and found.caps.session_facts == BARE_FACTS


def lock_reason(ramps: Ramps, area: Area, now: datetime) -> str | None:
    """Returns why a session that runs in the area has to end; None if it may go on.

    A safety answer or broken skin that another terminal or a merge brings locks the area at once, even for
    someone who is on the mat.
    """
    found = _prescribed(ramps, area, now)
    # The code alone is not enough: on the first day after broken skin has healed the area is open, and the
    # prescription still gives the lock as its reason.
    is_locked = found.gate is Gate.LOCKED and found.reason.code in (Code.LOCKED_SCREENING, Code.LOCKED_SKIN)
    return found.reason.full_text if is_locked else None


def easier(found: Prescription, rung: Rung) -> bool:
    """Returns whether a step is no harder than the prescribed one.

    It may have no thinner cover and no more minutes, and it may not ask to stand instead of to sit.
    """
    return (
        found.rung is not None
        and (rung.posture is not Posture.STANDING or found.rung.posture is Posture.STANDING)
        and softness(rung.cover) <= softness(found.rung.cover)
        and rung.minutes <= found.rung.minutes
    )


def start(book: Book, live: Live) -> Change:
    """Records the start of a session; raises Refused if one runs already, or if an answer locked the area."""
    if book.live is not None:
        raise Refused("A session is running already, in another terminal.")
    if book.now is not None and (why := lock_reason(Ramps(book), live.area, book.now)):
        raise Refused(why)
    return Change(f"Started {format.minutes(live.planned_min)} on the {labels.AREA[live.area]}", put=(live,))


def change(book: Book, live: Live, *, goes_on: bool = False) -> Change:
    """Records a press that changes how the session runs; raises Refused if it has ended.

    `goes_on` says that the press takes back the end that the user asked for. No other press does that.
    """
    if book.live is None or book.live.id != live.id:
        raise Refused("The session has ended in another terminal.")
    # Another terminal may not have read yet that the user asked to stop: its pause must not wipe that out.
    if not goes_on and book.live.asked_s is not None and not live.asked_stop:
        live = live._replace(asked_s=book.live.asked_s, asked_stop=book.live.asked_stop)
    return Change(f"Changed the running session on the {labels.AREA[live.area]}", put=(live,), step=False)


def finish(
    book: Book,
    live: Live,
    *,
    done_min: float,
    ended: Ended,
    times: SessionTimes | None = None,
    stopped_for: StopReason | None = None,
    unattended: bool = False,
) -> Change:
    """Turns the running session into a recorded one, once.

    Under a minute nothing is recorded, unless it was stopped for the sensation. `times` are its start and end
    in the user's zone, if they are known. Raises Refused if it was ended elsewhere.
    """
    if book.live is None or book.live.id != live.id:
        raise Refused("The session was ended in another terminal, and recorded there.")
    if done_min < SHORTEST_MIN and ended is not Ended.SENSATION:
        return Change(f"Ended the session{_area_and_day(live)}, under a minute", drop=(live,))
    return record(
        book,
        live,
        done_min=done_min,
        ended=ended,
        times=times,
        stopped_for=stopped_for,
        unattended=unattended,
    )


def record(
    book: Book,
    live: Live,
    *,
    done_min: float,
    ended: Ended,
    times: SessionTimes | None = None,
    stopped_for: StopReason | None = None,
    unattended: bool = False,
) -> Change:
    """Records a session that is over, whether or not the file has it running.

    `unattended` is for one that closed by itself with no key pressed after its end.
    """
    session = Session(
        id=live.id,
        area=live.area,
        started_at=times.started_at if times else live.started_at,
        ended_at=times.ended_at if times else None,
        day=day_begun(live, times, book.settings.rollover) if times else live.day,
        # A session stopped at once did begin, and the file takes no session of 0 minutes.
        done_min=max(LEAST_MIN, min(done_min, float(SESSION), live.cap_min)),
        cover=live.cover,
        planned_min=live.planned_min,
        ended=ended,
        before=live.before,
        stopped_for=stopped_for,
        unattended=unattended,
    )
    day = f", {format.short_date(session.day)}" if ended is Ended.RECOVERED else ""
    return Change(
        f"Recorded {format.minutes(session.done_min)} on the {labels.AREA[live.area]}{day}",
        put=(session,),
        drop=(live,),
    )


def discard(book: Book, live: Live) -> Change:
    """Ends the running session without a record; raises Refused if it has ended already."""
    if book.live is None or book.live.id != live.id:
        raise Refused("The session has ended already.")
    return Change(f"Discarded the session{_area_and_day(live)}", drop=(live,))


def _area_and_day(live: Live) -> str:
    """Returns the area and day of a session, as the end of a label."""
    return f" on the {labels.AREA[live.area]}, {format.short_date(live.day)}"
