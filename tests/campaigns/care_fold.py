"""Which sessions were guided, and where an area stands after them, as the oracle reads DESIGN §3.

Choices where the text leaves room:
- within six hours of any session of the area, a free one too, a session is free;
- 90 days off also bring back the ten minutes of a free session before the first step is left;
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from tests.campaigns.care_caps import barred, lock, rests
from tests.campaigns.care_records import HOURS, Lain, Life, corrected, past
from tests.campaigns.care_rules import Due, Standing, due, enters, is_sharp

TOWEL_10 = (0, 0, 10)


def is_free(life: Life, session: Lain, earlier: list[Lain]) -> bool:
    """Whether a session is free: not the first of its day, within six hours, or on a day of lock or rest."""
    area, day, at = session.area, session.day, session.start
    if any(each.day == day for each in earlier):
        return True
    if any(at < each.end + HOURS for each in earlier):
        return True
    if barred(life, area, at):
        return True
    return rests(life, area, day, session.start, before=at)


def fold(life: Life, area: str, now: datetime) -> Standing:
    """The sessions of an area up to now, one by one, as corrected up to now."""
    right = corrected(life, area, now)
    standing = Standing()
    earlier: list[Lain] = []
    for each in past(right, now, area):
        held = lock(right, area, each.start, beside=each.id)
        shut = held.heals is not None and not held.may_heal(each.day)
        if shut or is_free(right, each, earlier):
            standing = replace(standing, extras=(*standing.extras, each))
        else:
            asked = due(right, area, standing, each.day, each.start, final=True)
            standing = _after(standing, asked, each)
        earlier.append(each)
    return standing


def _after(standing: Standing, asked: Due, session: Lain) -> Standing:
    """The standing once a guided session was recorded."""
    rung = asked.rungs[asked.step]
    old = standing.base
    same = standing.rung is not None and standing.rung.place == rung.place
    entered = [e for e in standing.extras if enters(e, standing.trial)]
    last = entered[-1] if entered else old
    sharp = last is not None and is_sharp(last) and same
    clean = standing.clean | {old.id} if asked.clean and old else standing.clean
    gone = standing.left_first and not asked.anew
    return Standing(
        rung=rung,
        count=asked.count,
        best=asked.best,
        trial=asked.trial,
        left_first=gone or asked.step > 0,
        base=session,
        sharp_before=sharp,
        run=asked.run,
        code=asked.code,
        guided=standing.guided | {session.id},
        clean=clean,
        opened=standing.opened or above(asked),
    )


def above(asked: Due) -> bool:
    """Whether the back has had towel 10 clean, or is above it."""
    return (asked.best or (0, 0, 0)) >= TOWEL_10 or asked.rungs[asked.step].place > TOWEL_10
