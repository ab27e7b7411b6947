"""Cautions: a record is over a limit, or an answer is a sign to be careful."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from coach.domain.model import Book, Cover, Ended, Session, Skin, StopReason
from coach.domain.ramp import limits
from coach.domain.ramp.limits import BARE_TRIAL
from coach.domain.ramp.replay import Ramps
from coach.domain.ramp.rules import closes_day, soreness_grew
from coach.domain.session.cues import DIZZY, DIZZY_AGAIN, NUMB, NUMB_AGAIN
from coach.text import format

IN_TIME = "You stopped in time; your streak is safe today."
"""Thanks to someone who obeyed a warning."""

NUMB_SKIN = "Numbness or tingling: see a doctor before the next session."
"""The caution wherever someone answers `numb`."""

_BARE = (
    f"On bare skin {limits.BARE_TRIAL} minutes is the limit until that went well once: RunnerClick's guide"
    " would begin with 3 to 10 (Side effects)."
)


def long_caution(session: Session) -> str:
    """Returns the caution about a session over 30 minutes, the most at a time; empty for others (A12)."""
    if not limits.exceeds(session.done_min, limits.SESSION):
        return ""
    return (
        f"{format.minutes(session.done_min)} is over {limits.SESSION} at a time, the limit in"
        " RunnerClick's guide (How to use): longer may inflame or bruise the skin."
    )


def over_caps(book: Book, session: Session) -> tuple[str, ...]:
    """Returns the cautions about limits that a record is over, but for its length; it is kept anyway."""
    found = (*(said for _, said in over_minutes(book, [session])), bare_caution(book, session))
    return tuple(each for each in found if each)


def over_minutes(book: Book, sessions: Sequence[Session]) -> Iterator[tuple[Session, str]]:
    """Yields the cautions about the minutes of a day or an area, for many records at once, each with it."""
    # Gathered once, because an import asks for thousands. An edited record takes the place of the old one.
    known = {each.id: each for each in (*book.sessions, *sessions)}
    firsts = limits.FirstSessions(known.values())
    days: dict[date, list[Session]] = {each.day: [] for each in sessions}
    for each in known.values():
        if each.day in days:
            days[each.day].append(each)
    for each in sessions:
        before = [other for other in days[each.day] if other.id != each.id]
        yield from ((each, said) for said in _over_minutes(each, before, firsts.cap(each.day)))


def _over_minutes(session: Session, before: list[Session], limit: int) -> Iterator[str]:
    # A sum of fractions is compared as it is said, or 20 minutes could be over 20.
    total = format.as_said(limits.minutes_on(before, session.day) + session.done_min)
    if limits.exceeds(total, limit):
        yield _over_day(total, limit, session)
    of_session, of_day = session.area.spec.session_limit, session.area.spec.day_limit
    if of_session is not None and limits.exceeds(session.done_min, of_session.minutes):
        yield of_session.caution.format(most=of_session.minutes)
    beside = limits.minutes_on((s for s in before if s.area is session.area), session.day)
    on_area = format.as_said(beside + session.done_min)
    if of_day is not None and limits.exceeds(on_area, of_day.minutes):
        yield of_day.caution.format(most=of_day.minutes)


def bare_caution(book: Book, session: Session) -> str:
    """Returns the caution about a bare session too long for skin not used to the spikes; empty for others.

    This goes through the whole history before it.
    """
    if session.cover is not Cover.BARE or not limits.exceeds(session.done_min, BARE_TRIAL):
        return ""
    before = tuple(s for s in book.sessions if s.id != session.id)
    trial = Ramps(book._replace(sessions=before)).of(session.area, session.day)
    return "" if trial.state.bare_trial_over else _BARE


def warnings(book: Book, session: Session) -> tuple[str, ...]:
    """Returns all cautions about a record: that it is long, and the other limits that it is over."""
    long = long_caution(session)
    return (*([long] if long else []), *over_caps(book, session))


def say_growth(session: Session, effect: str = "") -> str:
    """Returns the advice to someone whose soreness has grown; empty if it has not.

    `effect` is what happens to the next day's step, in a few words.
    """
    if not soreness_grew(session):
        return ""
    does = f": {effect}" if effect else ""
    return (
        f"Soreness grew by {_growth(session)}{does}."
        " Stop when it grows; ask a professional if it keeps growing."
    )


def thanks(session: Session) -> str:
    """Returns thanks to someone who came off early at a warning; empty for others."""
    early = session.ended in (Ended.SENSATION, Ended.STOPPED)
    return IN_TIME if early and closes_day(session) else ""


def advice_at_once(session: Session, today: date, *, again: bool = False) -> tuple[str, ...]:
    """Returns the advice that goes with the answers on a session, in sentences.

    What to do at a stop is said only on its own day, while it helps. `again` is whether the dizziness or
    numbness that it was stopped for has come back.
    """
    mind = stop_advice(session, again=again) if session.day == today else ""
    numb = NUMB_SKIN if Skin.NUMB in (session.skin_after, session.skin_next) else ""
    return tuple(filter(None, (mind, numb, say_growth(session), thanks(session))))


def stop_advice(session: Session, *, again: bool = False) -> str:
    """Returns the advice to someone who stopped because of dizziness or numbness; empty for others.

    `again` is whether it has come back.
    """
    match session.stopped_for:
        case StopReason.DIZZY:
            return DIZZY_AGAIN.text if again else DIZZY.text
        case StopReason.NUMB:
            return NUMB_AGAIN.text if again else NUMB.text
        case _:
            return ""


def _over_day(total: float, limit: int, session: Session) -> str:
    if limit == limits.DAY_AT_FIRST:
        why = "in the first 14 sessions, since both articles speak of 10 to 20 at first"
    else:
        why = "by the coach's own rule, since most people stay at 15 to 30 (the article on sore legs)"
    day = format.short_date(session.day)
    return f"That makes {format.minutes(total)} on {day}: {limit} a day is the limit {why}."


def _growth(session: Session) -> int:
    return (session.after or 0) - (session.before or 0)
