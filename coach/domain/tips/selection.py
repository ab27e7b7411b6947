"""Selection of tips: the tip of the day, and those that come next in a review."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from math import inf
from typing import NamedTuple
from zlib import crc32

from coach.domain.model import Area, Contraindication, TipState
from coach.domain.tips.tip import Moment, Tip, Topic

AGAIN_DAYS = 3
"""Days after which a tip that was asked for again counts as unopened."""

FAVOURITE_DAYS = 30
"""Days after which a favourite counts as unopened."""

GOT_IT_FACTOR = 4
"""How many times slower a tip that the user has got comes back than others."""

GOT_IT_DAYS = 60
"""Days for which a review leaves out a tip that the user has got."""

SHORTEST_ROUND = 7
"""The fewest tips that take turns, so that the last unopened one does not stay for days."""


STANDING = frozenset({Moment.AREA, Moment.LONG_HOLD})
"""Moments that may last for months; they get every third day, so that the other tips come round as well."""

_WHY = {
    Moment.FIRST_WEEK: "You are in your first days on the mat.",
    Moment.NEW_COVER: "You have only just moved to this cover.",
    Moment.FIRST_BARE: "Today is your first session on bare skin.",
    Moment.HURT: "Your skin was hurt or numb.",
    Moment.LOCKED: "Your safety answers keep the mat closed.",
    Moment.SORE_SKIN: "Your skin was not clear last time you looked.",
    Moment.SHARP: "The last session was sharp.",
    Moment.WORSE: "The soreness was worse after the last session than before it.",
    Moment.AREA: "It is about today's area.",
    Moment.MISSED_DAY: "A day went by without the mat.",
    Moment.AFTER_BREAK: "You are back after some days off.",
    Moment.NEW_STREAK: "Your streak is a new one.",
    Moment.LONG_HOLD: "You have been on the same step for a while.",
    Moment.QUIET: "It is the tip of the day; new ones come first.",
}


class Situation(NamedTuple):
    """The situation of a day, which its tip answers to."""

    day: date
    moments: tuple[Moment, ...] = ()
    """All that is going on, the weightiest first."""
    area: Area = Area.BACK
    ticks: frozenset[Contraindication] = frozenset()
    """What was ticked in the safety questions and keeps the mat closed."""


def opened(tip_id: str, state: TipState | None, day: date) -> TipState:
    """Returns the state of a tip after it was opened on a day.

    The time before is kept beside it, so that the tip of that day stays the same.
    """
    old = state or TipState(id=tip_id)
    earlier = old.seen if old.seen and old.seen < day else old.seen_before
    return old._replace(read=True, seen=day, seen_before=earlier)


def tip_of_the_day(tips: Sequence[Tip], states: Mapping[str, TipState], situation: Situation) -> Tip:
    """Returns the tip of a day: of the weightiest moment that has any, the one not opened for longest.

    Showing a tip records nothing, so the day itself moves on among tips that were unopened for equally long.
    Opening one counts from the next day on: the tip of a day stays. Raises ValueError without any tips.
    """
    pool, turn = _pool(tips, situation)
    if not pool:
        raise ValueError("there are no tips to choose from")
    ages = {tip.id: _age(states.get(tip.id), situation.day) for tip in pool}
    ranked = sorted(pool, key=lambda tip: (-ages[tip.id], _shuffled(tip)))
    longest = sum(ages[tip.id] == ages[ranked[0].id] for tip in ranked)
    return ranked[turn % max(longest, min(SHORTEST_ROUND, len(ranked)))]


def why(tip: Tip, situation: Situation) -> str:
    """Returns the answer to "why do I see this?" about the tip of the day, in one sentence."""
    for moment in situation.moments:
        if _answers(tip, moment, situation.area):
            return _WHY[moment]
    return _WHY[Moment.QUIET]


def by_topic(tips: Iterable[Tip]) -> dict[Topic, tuple[Tip, ...]]:
    """Returns the tips of each topic that has any, in the order of the topics."""
    listed = tuple(tips)
    grouped = {topic: tuple(tip for tip in listed if tip.topic is topic) for topic in Topic}
    return {topic: members for topic, members in grouped.items() if members}


def review(tips: Iterable[Tip], states: Mapping[str, TipState], day: date, count: int = 5) -> tuple[Tip, ...]:
    """Returns the next few tips to go through: asked for again, then unread, then not opened for longest."""

    def rank(tip: Tip) -> tuple[int, date]:
        state = states.get(tip.id) or TipState(id=tip.id)
        if state.again:
            return 0, state.seen or date.min
        return (2, state.seen or date.min) if state.read else (1, date.min)

    due = [tip for tip in tips if not _got_lately(states.get(tip.id), day)]
    return tuple(sorted(due, key=rank)[:count])


def why_reviewed(state: TipState | None) -> str:
    """Returns the answer to "why do I see this?" about a tip in a review, in one sentence."""
    if state is not None and state.again:
        return "You asked to see it again."
    if state is None or not state.read:
        return "You have not opened it yet."
    return "You have not opened it for a long time."


def _pool(tips: Sequence[Tip], situation: Situation) -> tuple[list[Tip], int]:
    """Returns the tips that take turns on a day, and the number of the turn, which grows by one each time."""
    # Moments that last for months get every third day. The other days count on without a gap, so that no tip
    # is skipped in its turn.
    third, rest = divmod(situation.day.toordinal(), 3)
    standing = [m for m in situation.moments if m in STANDING and _answering(tips, m, situation.area)]
    for moment in situation.moments:
        if moment not in STANDING and (pool := _answering(tips, moment, situation.area)):
            about = [tip for tip in pool if tip.ticks & situation.ticks] if moment is Moment.LOCKED else []
            # Someone who ticked one thing would look for it in vain among tips on another.
            return about or pool, situation.day.toordinal()
    quiet = _answering(tips, Moment.QUIET, situation.area) or list(tips)
    if not standing:
        return quiet, situation.day.toordinal()
    if rest:
        return quiet, 2 * third + rest
    turn, which = divmod(third, len(standing))
    return _answering(tips, standing[which], situation.area), turn


def _answering(tips: Iterable[Tip], moment: Moment, area: Area) -> list[Tip]:
    return [tip for tip in tips if _answers(tip, moment, area)]


def _answers(tip: Tip, moment: Moment, area: Area) -> bool:
    if moment is Moment.AREA:
        return area in tip.areas
    return moment in tip.moments and (not tip.areas or area in tip.areas)


def _age(state: TipState | None, day: date) -> float:
    """Returns the days since a tip was last opened before the day; infinite if it never was."""
    earlier = [seen for seen in (state.seen, state.seen_before) if seen and seen < day] if state else []
    if state is None or not earlier:
        return inf
    age = (day - max(earlier)).days
    if (state.again and age >= AGAIN_DAYS) or (state.favourite and age >= FAVOURITE_DAYS):
        return inf
    return age / GOT_IT_FACTOR if state.got_it and not (state.again or state.favourite) else age


def _got_lately(state: TipState | None, day: date) -> bool:
    if state is None or state.again or not state.got_it or state.seen is None:
        return False
    return (day - state.seen).days < GOT_IT_DAYS


def _shuffled(tip: Tip) -> int:
    """Returns a place in a fixed order that keeps the tips of a topic apart."""
    return crc32(tip.id.encode())
