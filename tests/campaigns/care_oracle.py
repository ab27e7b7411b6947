"""What the coach has to ask for: written from DESIGN §3 (and §5, §6) before the coach's own rules were read.

It is slow and plain: each question is answered from all that is on record. Where it and the coach
differed, the text decided; where the text leaves room, the more careful reading was taken, and such choices
stand at the head of each of its modules (ladders, caps, rules, fold). Here:
- an area that was turned on is open, whatever the back has done;
- on the day of a session that implies that broken skin has healed the area still counts as locked;
- a first session of a day that came within six hours takes the place of the planned one.
"""

from __future__ import annotations

from datetime import date, datetime
from itertools import combinations, pairwise
from typing import NamedTuple

from tests.campaigns.care_caps import barred, closes, left, lock, rests, session_cap
from tests.campaigns.care_fold import above, fold
from tests.campaigns.care_ladders import first_step, ladder_at, stand
from tests.campaigns.care_records import AREAS, HOURS, Life, answers, corrected, counts, day_of, latest, past
from tests.campaigns.care_rules import due

QUIET = 30
NEAR = 7
OFF_BY_DEFAULT = ("stomach", "face")


class Asked(NamedTuple):
    """The answer for an area at a moment."""

    gate: str
    """screening, skin, closed, rest, done, soon, wait, free (too few minutes left) or due."""
    code: str
    step: int
    cover: str
    minutes: int
    cleans: int
    """Clean sessions at the step so far."""
    steps: int
    needs_check: bool
    opens_at: datetime | None
    left: float
    asks: bool
    """Whether safety questions are open."""


def needs_check(life: Life, area: str, day: date, now: datetime) -> bool:
    """Whether the question about the skin is open: asked from the next day on, and again after a rest."""
    sessions = past(life, now, area)
    if not sessions or sessions[-1].day >= day:
        return False
    last = [each for each in sessions if each.day == sessions[-1].day]
    said = answers(life, area, now)
    marks = [e for e in said if e.skin != "clear" and any(counts(e, one) for one in last)]
    rested = max((each.day for each in marks), default=None)
    found = [each for each in said if each.skin == "clear" and counts(each, sessions[-1])]
    clear = [each for each in found if rested is None or each.day > rested]
    return not clear and rested != day


def asks(life: Life, day: date, now: datetime) -> bool:
    """Whether safety questions are open.

    After 30 days without any session, after an illness, where an older coach asked fewer of them, and since
    skin was numb, or a second session was stopped because of dizziness, in a row or within 7 days.
    """
    said = latest(life.screenings, now)
    if said is None:
        return True
    since = day_of(said.at)
    days = sorted({since, day, *(e.day for e in past(life, now) if since <= e.day <= day)})
    numb = [each.end for each in past(life, now) if each.skin_after == "numb"]
    for area in AREAS if any(each.skin == "numb" for each in life.checks) else ():
        numb += [each.at for each in answers(corrected(life, area, now), area, now) if each.skin == "numb"]
    lain = past(life, now)
    dizzy = [two.end for one, two in pairwise(lain) if one.dizzy and two.dizzy]
    stops = [each for each in lain if each.dizzy]
    dizzy += [two.end for one, two in combinations(stops, 2) if (two.day - one.day).days <= NEAR]
    ill = [each.last for each in life.illnesses if each.at <= now]
    return (
        said.older
        or any((two - one).days - 1 >= QUIET for one, two in pairwise(days))
        or any(each > said.at for each in numb + dizzy)
        or any(day_of(said.at) <= last < day for last in ill)
    )


def opens(life: Life, area: str, day: date, now: datetime) -> bool:
    """Whether an area is open: turned on, or by the back's towel 10 clean or the back above it."""
    said = latest([each for each in life.turned if each.area == area], now)
    if said is not None:
        return said.on
    if area == "back":
        return True
    if area in OFF_BY_DEFAULT:
        return False
    begun = min((each.start for each in life.sessions if each.area == "back"), default=now)
    if any(first_step(life, "back", each.at) > 2 for each in life.starts if each.at <= min(begun, now)):
        return True
    if _reached(life, day, now):
        return True
    # once open they stay open, whatever was answered since
    long = [each for each in past(life, now, "back") if each.minutes >= 9]
    right = corrected(life, "back", now)
    answered = [each.at for each in answers(right, "back", now)] if long else []
    return any(_reached(right, day_of(at), at) for at in answered if at > long[0].end)


def _reached(life: Life, day: date, now: datetime) -> bool:
    back = fold(life, "back", now)
    found = due(corrected(life, "back", now), "back", back, day, now, final=True)
    return back.opened or above(found)


_LAST: list[tuple[Life, str, datetime, Asked]] = []
"""What was answered last: it is often asked twice."""


def asked(life: Life, area: str, day: date, now: datetime) -> Asked:
    """What an area is asked for on a day, at a moment of it."""
    if not (_LAST and _LAST[0][0] is life and _LAST[0][1:3] == (area, now)):
        _LAST[:] = [(life, area, now, _asked(life, area, day, now))]
    return _LAST[0][3]


def _asked(life: Life, area: str, day: date, now: datetime) -> Asked:
    put_right = corrected(life, area, now)
    standing = fold(life, area, now)
    sessions = past(life, now, area)
    base = standing.base
    if base is not None and base.day == day and standing.rung is not None:
        rungs = ladder_at(life, area, base.start)
        step, code, count = stand(rungs, standing.rung), standing.code, standing.count
    else:
        open_check = needs_check(put_right, area, day, now)
        found = due(put_right, area, standing, day, now, final=not open_check)
        rungs, step, code, count = found.rungs, found.step, found.code, found.cleans
    opens_at = max((each.end + HOURS for each in sessions), default=now)
    rest = left(life, area, day, now)
    this_day = tuple(each for each in put_right.sessions if each.day != day or each.area != area)
    held = [lock(put_right, area, now), lock(put_right._replace(sessions=this_day), area, now)]
    today = day in (base and base.day, standing.soon)
    shut = any(closes(each) and each.day == day for each in sessions)
    if barred(life, area, now):
        gate = "screening"
    elif any(each.heals is not None for each in held):
        gate = "skin"
    elif rests(put_right, area, day, now):
        gate = "rest"
    elif not opens(life, area, day, now):
        gate = "closed"
    elif today:
        gate = "done" if base is not None and base.day == day else "soon"
    elif opens_at > now:
        gate = "wait"
    elif shut or rest < rungs[step].minutes:
        gate = "free"
    else:
        gate = "due"
    check = needs_check(put_right, area, day, now)
    waits = opens_at if opens_at > now else None
    rung = rungs[step]
    return Asked(
        gate,
        code,
        step + 1,
        rung.cover,
        rung.minutes,
        count,
        len(rungs),
        check,
        waits,
        rest,
        asks(life, day, now),
    )


def free_cap(life: Life, area: str, cover: str, day: date, now: datetime) -> float:
    """The longest free session that may start now."""
    standing = fold(life, area, now)
    asked_now = due(corrected(life, area, now), area, standing, day, now, final=True)
    most = min(left(life, area, day, now), session_cap(area, cover, trial=asked_now.trial))
    if asked_now.step > 0 or (standing.left_first and not asked_now.anew):
        return most
    return min(most, 10)
