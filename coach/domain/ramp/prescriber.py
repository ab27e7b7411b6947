"""How the prescription of an area is made for a day."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from coach.domain import labels
from coach.domain.current_answers import placed
from coach.domain.dates import day_of
from coach.domain.instants import end_of, instant
from coach.domain.local_time import begins
from coach.domain.model import Area, Book, Contraindication, Session
from coach.domain.ramp import reasons
from coach.domain.ramp.area_day import day_in
from coach.domain.ramp.gates import AreaState, Gate
from coach.domain.ramp.limits import BETWEEN_SESSIONS, TRAILING, caps, recent
from coach.domain.ramp.prescription import Next, Prescription
from coach.domain.ramp.reasons import Reason
from coach.domain.ramp.replay import Ramps, area_state_on
from coach.domain.ramp.rules import HURT, Code, DayOver, StepDecision, day_over
from coach.domain.ramp.state import Ramp, RampState
from coach.domain.safety.screening import open_questions


def prescribe(ramps: Ramps, area: Area, day: date, now: datetime | None = None) -> Prescription:
    """Returns the prescription of an area for today, as `day_in` tells it, or for a later day.

    After the day's planned session it stays what was asked for; `tomorrow` returns what follows. With `now`
    it is for a session that starts then, so the six hours after the last one and open safety questions count.
    """
    found = _prescribed(ramps, area, day, now)
    return found if now is None else found._replace(open_questions=open_questions(ramps.book, now))


def _prescribed(ramps: Ramps, area: Area, day: date, now: datetime | None) -> Prescription:
    """Returns the prescription without open safety questions."""
    book = ramps.book
    moment = now or book.now
    if moment is not None and day == day_of(moment, book.settings.rollover):
        day = day_in(book, area, moment)
    today = [s for s in book.sessions if s.area is area and s.day == day]
    ramp = ramps.of(area, day) if _goes_on(book, area, day) else ramps.of(area)
    # a session that came too soon after the last one takes the place of the day's guided one
    done = bool(today) and any(
        t.guided or t.too_soon for t in ramps.of(area).outcomes if t.session.day == day
    )
    view = area_state_on(ramp, day, assume_clear=not done)
    blocked = _blocked(today, book, area, day)
    if view.gate is Gate.OPEN and not ramps.open(area):
        return _closed(ramps, ramp, view, area, day, reasons.say_closed(area))
    if view.code is Code.LOCKED_SCREENING:
        assert ramp.screening is not None
        return _closed(ramps, ramp, view, area, day, reasons.say_locked_screening(ramp.screening, area))
    if view.gate is Gate.LOCKED:
        return _closed(ramps, ramp, view, area, day, _say_locked_skin(ramp))
    # The step is that from before the day's session, but skin that is hurt by it locks or rests at once.
    since = area_state_on(ramps.of(area), day) if today else view
    if since.gate is Gate.LOCKED and since.code is Code.LOCKED_SKIN:
        return _closed(ramps, ramps.of(area), since, area, day, _say_locked_skin(ramps.of(area)))
    if view.gate is Gate.REST or since.gate is Gate.REST:
        # sore skin counts from the end of the session on, also on the same day
        rested = ramp if view.gate is Gate.REST else ramps.of(area)
        after = area_state_on(rested, day + timedelta(days=1))
        return _closed(ramps, rested, after, area, day, reasons.say_rest(after.decision))
    found = _opened(ramps, ramp, view, area, day, done=done, blocked=blocked, now=now)
    if done or now is None:
        return found
    opens_at = next_start(book, area, now)
    if found.is_over and not found.needs_check:
        opens = _fits_from(ramps, found, now, not_before=opens_at)
        if day_of(opens, book.settings.rollover) > day:
            # the reason stays that of the step, which the next day has room for
            return found._replace(opens_at=opens)
        own = opens_at is not None and instant(opens) == instant(opens_at)
        says = reasons.say_wait if own else reasons.say_room
        return found._replace(opens_at=opens, reason=says(opens))
    if opens_at is None:
        return found
    opens_at = opens_at.astimezone(now.tzinfo)
    return found._replace(opens_at=opens_at, reason=reasons.say_wait(opens_at))


def next_start(book: Book, area: Area, now: datetime) -> datetime | None:
    """Returns when the next planned session of an area may start, in UTC; None if that is now."""
    ends = [end_of(each) for each in recent(book, now) if each.area is area]
    return max(ends) + BETWEEN_SESSIONS if ends else None


def _fits_from(ramps: Ramps, found: Prescription, now: datetime, *, not_before: datetime | None) -> datetime:
    """Returns the first moment, in the user's zone, at which the caps leave enough minutes for the session.

    There are more minutes when a day begins, and six hours after the end of a session, because the minutes of
    a late evening count towards the next day as well.
    """
    book, area = ramps.book, found.area
    next_day = begins(found.day + timedelta(days=1), book.settings.rollover, now)
    moments = sorted({next_day, *(end_of(each) + TRAILING for each in recent(book, now))}, key=instant)
    for moment in moments:
        there = moment.astimezone(now.tzinfo)
        day = max(found.day, day_of(there, book.settings.rollover))
        too_soon = not_before is not None and instant(moment) < instant(not_before)
        if too_soon or (found.blocked is not None and day == found.day):
            continue
        then = found if day == found.day else prescribe(ramps, area, day)
        most = min(then.caps.session_min, caps(book, area, day, now=there).day_left_min)
        if then.rung is None or then.rung.minutes <= most:
            return there
    return moments[-1].astimezone(now.tzinfo)


def _goes_on(book: Book, area: Area, day: date) -> bool:
    """Returns whether there are records of the day or later that its prescription must not know."""
    return (
        any(s.area is area and s.day >= day for s in book.sessions)
        or any(c.area is area and c.day > day for c in book.checks)
        or any(place.day > day for place, _ in placed(book))
    )


def ramp_on(ramps: Ramps, area: Area, day: date) -> tuple[Ramp, AreaState]:
    """Returns the ramp of an area and its state on a day, after the day's session if there is one."""
    if any(s.area is area and s.day == day for s in ramps.book.sessions):
        ramp = ramps.of(area)
        return ramp, area_state_on(ramp, day + timedelta(days=1))
    ramp = ramps.of(area, day)
    return ramp, area_state_on(ramp, day)


def tomorrow(ramps: Ramps, area: Area, day: date) -> Prescription:
    """Returns the prescription of the day after `day`, if the skin is clear then."""
    return prescribe(ramps, area, day + timedelta(days=1))


def _opened(
    ramps: Ramps,
    ramp: Ramp,
    view: AreaState,
    area: Area,
    day: date,
    *,
    done: bool,
    blocked: str | None,
    now: datetime | None,
) -> Prescription:
    """Returns the prescription of an area that is open."""
    state, decision = ramp.state, view.decision
    rungs = state.rungs
    rung = rungs[decision.step - 1]
    trial = state.bare_trial_over and not decision.first_again
    limits = caps(ramps.book, area, day, rung.cover, bare_trial_over=trial, now=now)
    reason = reasons.say_open(state, decision, rung)
    # years from another tracker stand beside a first session, which must not look like a mistake
    if reason.code is Code.FIRST and any(s.only_minutes and s.area is area for s in ramps.book.sessions):
        reason = reason._replace(advice=f"{reasons.OF_OTHER_DAYS} {reason.advice}".strip())
    return Prescription(
        area=area,
        day=day,
        gate=Gate.OPEN,
        reason=reason,
        steps=len(rungs),
        step=decision.step,
        rung=rung,
        next=_next(ramp, decision, day),
        needs_check=view.needs_check and not done,
        caps=limits,
        done=done,
        blocked=blocked,
        left_first_step=decision.step > 1 or (state.left_first_step and not decision.first_again),
        decision=decision,
    )


def _closed(ramps: Ramps, ramp: Ramp, view: AreaState, area: Area, day: date, reason: Reason) -> Prescription:
    """Returns the prescription of an area that is locked or resting."""
    rungs = ramp.state.rungs
    resting = reason.code is Code.REST_SKIN
    return Prescription(
        area=area,
        day=day,
        gate=Gate.REST if resting else Gate.LOCKED,
        reason=reason,
        steps=len(rungs),
        step=None,
        rung=None,
        next=None,
        needs_check=view.needs_check and reason.code is Code.LOCKED_SKIN,
        caps=caps(ramps.book, area, day),
        done=False,
        after_rest=rungs[view.decision.step - 1] if resting else None,
    )


def _next(ramp: Ramp, decision: StepDecision, day: date) -> Next:
    """Returns what follows if the prescribed session is clean."""
    state = ramp.state
    rungs, step = state.rungs, decision.step
    here = RampState(state.area, state.goal, step=step, clean=decision.clean_so_far, best=decision.best_step)
    here.rungs = rungs
    more = max(0, here.clean_needed - decision.clean_so_far - 1)
    above = rungs[step] if step < len(rungs) else None
    # an advance waits until a day may have as many minutes
    waits = above is not None and above.minutes > ramp.first_sessions.cap_after(day)
    after = above if above is not None and more == 0 and not waits else rungs[step - 1]
    known = step < decision.best_step
    text = reasons.say_next(rungs[step - 1], above, decision, more=more, waits=waits, known=known)
    return Next(after.cover, after.minutes, text)


def _say_locked_skin(ramp: Ramp) -> Reason:
    thinners = ramp.screening is not None and Contraindication.THINNERS in ramp.screening.ticked
    return reasons.say_locked_skin(ramp.state, thinners=thinners)


def _blocked(today: list[Session], book: Book, area: Area, day: date) -> str | None:
    """Returns why no further session starts in an area today, as a sentence; None if one may."""
    no_more = f"there is no second session on your {labels.AREA[area]} today."
    found = {day_over(session) for session in today}
    if DayOver.STOPPED in found:
        return f"After a stop {no_more}"
    if DayOver.SHARP in found:
        return f"After a sharp session {no_more}"
    answers = {s.skin_after for s in today}
    answers |= {c.skin for c in book.checks if c.area is area and c.day == day}
    if today and (hurt := [skin for skin in HURT if skin in answers]):
        return f"Your skin is {hurt[-1]}, so {no_more}"
    return None
