"""What is said beside an answer: that a record goes over a limit, and what the body may be telling."""

from __future__ import annotations

from coach.domain import caps, names
from coach.domain.caps import BARE_TRIAL
from coach.domain.model import Area, Book, Cover, Ended, Session, Skin
from coach.domain.prescription import Ramps
from coach.domain.verdict import HURT, SHARP

GROWTH = 2
"""How much higher the soreness is after than before where it has grown."""

IN_TIME = "You stopped in time; this day is safe."
"""Thanks to someone who obeyed a warning."""

NUMB = "Numbness or tingling: see a doctor before the next session."
"""Said wherever someone answers `numb`."""

_AREA_DAY = "{most} minutes a day is the most on the chair, as RunnerClick's guide has it (4 other ways)."
_AREA_SESSION = {
    Area.FEET: "The coach's own rule has 10 minutes as the most at a time for the feet.",
    Area.STOMACH: "The coach's own rule has 10 minutes as the most at a time for the stomach.",
    Area.FACE: "6 minutes at a time is the most for the face: RunnerClick's guide speaks of a few on each"
    " side (4 other ways).",
}
_BARE = (
    f"{BARE_TRIAL} minutes is the most on bare skin until they went well once: RunnerClick's guide would"
    " begin with 3 to 10 (Side effects)."
)


def long_caution(session: Session) -> str:
    """Returns the caution about a session that was longer than the most at a time; empty for others (A12)."""
    if session.done_min <= caps.SESSION:
        return ""
    return (
        f"{names.minutes(session.done_min)} is over {caps.SESSION} at a time, the most in RunnerClick's guide"
        " (How to use): longer may inflame or bruise the skin."
    )


def over_caps(book: Book, session: Session) -> tuple[str, ...]:
    """Returns what a record of the past goes over, in sentences; it is kept all the same."""
    before = [s for s in book.sessions if s.id != session.id]
    found = [long_caution(session)]
    limit = caps.day_cap(before, session.day)
    total = caps.minutes_on(before, session.day) + session.done_min
    if total > limit:
        found.append(_over_day(total, limit, session))
    if session.done_min > caps.AREA_SESSION.get(session.area, session.done_min):
        found.append(_AREA_SESSION[session.area])
    on_area = caps.minutes_on((s for s in before if s.area is session.area), session.day) + session.done_min
    if on_area > caps.AREA_DAY.get(session.area, on_area):
        found.append(_AREA_DAY.format(most=caps.AREA_DAY[session.area]))
    if session.cover is Cover.BARE and session.done_min > BARE_TRIAL:
        trial = Ramps(book._replace(sessions=tuple(before))).of(session.area, session.day)
        if not trial.standing.bare_trial_over:
            found.append(_BARE)
    return tuple(each for each in found if each)


def grew(session: Session) -> bool:
    """Returns whether the area was clearly sorer after a session than before it (B16, B33)."""
    return session.before is not None and session.after is not None and _growth(session) >= GROWTH


def say_growth(session: Session, effect: str = "") -> str:
    """Returns what someone whose soreness has grown should know; empty where it has not.

    `effect` is what it makes of the next day.
    """
    if not grew(session):
        return ""
    does = f": {effect}" if effect else ""
    return (
        f"Soreness grew by {_growth(session)}{does}."
        " Stop when it grows; ask a professional if it keeps growing."
    )


def stopped_in_time(session: Session) -> bool:
    """Returns whether a session tells of a warning that was obeyed: its day is safe, however short it was."""
    return (
        session.ended is Ended.SENSATION
        or (session.sharpness or 0) >= SHARP
        or session.skin_after in HURT
        or grew(session)
    )


def thanks(session: Session) -> str:
    """Returns thanks to someone who came off early at a warning; empty for others."""
    early = session.ended in (Ended.SENSATION, Ended.STOPPED)
    return IN_TIME if early and stopped_in_time(session) else ""


def said_at_once(session: Session) -> tuple[str, ...]:
    """Returns what is said at once of the answers on a session, in sentences."""
    numb = NUMB if Skin.NUMB in (session.skin_after, session.skin_next) else ""
    return tuple(filter(None, (numb, say_growth(session), thanks(session))))


def _over_day(total: float, limit: int, session: Session) -> str:
    if limit == caps.DAY_AT_FIRST:
        why = "in the first 14 sessions, since both articles speak of 10 to 20 at first"
    else:
        why = "by the coach's own rule, since most people stay at 15 to 30 (the article on sore legs)"
    return f"That makes {names.minutes(total)} on {names.day(session.day)}: {limit} is the most a day {why}."


def _growth(session: Session) -> int:
    return (session.after or 0) - (session.before or 0)
