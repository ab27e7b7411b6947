"""Which sessions were guided, and where an area stands after them, as the oracle reads DESIGN §3.

Choices where the text leaves room:
- within six hours of any session of the area, a free one too, a session is free;
- 90 days off also bring back the ten minutes of a free session before the first step is left;
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from tests.campaigns.care_caps import BARE, Lock, barred, calm, lock, rests
from tests.campaigns.care_ladders import Place
from tests.campaigns.care_records import HOURS, Lain, Life, answers, corrected, counts, past
from tests.campaigns.care_rules import TOWEL_10, due, moved
from tests.campaigns.care_standing import Due, Standing, enters, is_long, is_sharp


def fold(life: Life, area: str, now: datetime) -> Standing:
    """The sessions of an area up to now, one by one, as corrected up to now."""
    right = corrected(life, area, now)
    standing = Standing()
    sessions = past(right, now, area)
    hurt = lock(right, area, now).ever
    for number, each in enumerate(sessions):
        earlier = sessions[:number]
        held = lock(right, area, each.start, beside=each.id) if hurt else Lock()
        shut = held.heals is not None and not (calm(each) and held.may_heal(each.day))
        closed = shut or barred(right, area, each.start)
        closed = closed or rests(right, area, each.day, each.start, before=each.start)
        first = not closed and not any(e.day == each.day for e in earlier)
        soon = any(each.start < e.end + HOURS for e in earlier)
        if first and soon:
            standing = replace(standing, soon=each.day)
        until = sessions[number + 1].start if number + 1 < len(sessions) else now
        if first and not soon:
            asked = due(right, area, standing, each.day, each.start, final=True)
            standing = _after(standing, asked, each)
            continue
        if standing.later is None and standing.base is not None and each.day > standing.base.day:
            standing = replace(standing, later=each.start)
        trial = standing.trial
        if each.cover == "bare" and each.minutes > BARE and standing.base is not None:
            trial = due(right, area, standing, each.day, each.start, final=True).trial
        if _enters(right, each, trial, until):
            standing = replace(
                standing,
                extras=(*standing.extras, each),
                places=(
                    *standing.places,
                    _place(right, area, standing, each) if enters(each, trial) else None,
                ),
                long=standing.long or is_long(each, trial),
            )
    return standing


def _enters(life: Life, session: Lain, trial: bool, until: datetime) -> bool:
    """Whether one of rules 2 to 7 fits a free session, by what was said of it up to the next one."""
    return enters(session, trial) or any(
        each.skin != "clear" and counts(each, session) for each in answers(life, session.area, until)
    )


def _place(life: Life, area: str, standing: Standing, session: Lain) -> Place:
    """Where the area stood when a free session was recorded."""
    if standing.base is None:
        first = due(life, area, Standing(), session.day, session.start, final=True)
        return first.rungs[first.step].place
    rungs, step, _ = moved(life, area, standing, session.start)
    return rungs[step].place


def _after(standing: Standing, asked: Due, session: Lain) -> Standing:
    """The standing once a planned session was recorded."""
    rung = asked.rungs[asked.step]
    last, place = standing.base, standing.rung.place if standing.rung else None
    for each, at_ in zip(standing.extras, standing.places, strict=True):
        if at_ is not None:
            last, place = each, at_
    same = place == rung.place
    kept = standing.left_first and not asked.anew
    return Standing(
        rung=rung,
        count=asked.cleans,
        best=asked.best,
        trial=asked.trial,
        left_first=kept or asked.step > 0,
        base=session,
        soon=standing.soon,
        sharp_before=last is not None and is_sharp(last) and same,
        run=asked.run,
        code=asked.code,
        opened=standing.opened or above(asked),
    )


def above(asked: Due) -> bool:
    """Whether the back has had towel 10 clean, or is above it."""
    return asked.reached or asked.rungs[asked.step].place > TOWEL_10
