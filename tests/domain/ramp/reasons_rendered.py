"""The sentences of the reasons as they are really made, with what they rest on.

`python -m tests.domain.ramp.reasons_rendered` writes some of each code.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import timedelta
from random import Random
from typing import Any

from coach.content.citations import rests_on
from coach.domain.model import (
    Area,
    AreaTurned,
    Contraindication,
    Cover,
    Ended,
    Screening,
    Skin,
    Start,
    StartSaid,
)
from coach.domain.ramp.prescriber import prescribe
from coach.domain.ramp.reasons import Reason, say_locked_screening, say_wait
from coach.domain.ramp.replay import Ramps
from coach.domain.ramp.rules import Code
from coach.text.format import listed
from tests.domain.histories import BACK, Life, at, goal, lowered, random_book, stood
from tests.domain.ramp.feeling import felt

BOOKS = 250
"""Random lives that are looked at."""


_LAST: tuple[dict[str, Any], ...] = (
    {"ended": Ended.STOPPED},
    {"ended": Ended.RECOVERED},
    {"done_min": 4.8},
    {"cover": Cover.TOWEL},
    {"sharpness": 7},
    {"unattended": True},
    {"skin_after": Skin.SORE},
    {"done_min": 45.0},
)
"""What the last session was like."""


def rendered() -> dict[Code, list[Reason]]:
    """Returns the reasons of many lives by their code, each sentence once."""
    found: dict[Code, dict[str, Reason]] = {}
    for reason in (*_chosen(), *_random()):
        found.setdefault(reason.code, {}).setdefault(reason.full_text, reason)
    return {code: list(found.get(code, {}).values()) for code in Code}


def _random() -> Iterator[Reason]:
    for seed in range(BOOKS):
        book = random_book(Random(seed))
        days = sorted({s.day for s in book.sessions} | {s.day + timedelta(days=1) for s in book.sessions})
        ramps = Ramps(book)
        for area in sorted({s.area for s in book.sessions}):
            for day in days[-3:]:
                yield prescribe(ramps, area, day).reason


def _chosen() -> Iterator[Reason]:
    """States that random lives seldom come to."""
    for step in (7, 8):
        life = Life(goal(-8, 30, Cover.TOWEL), area=BACK if step == 7 else Area.LEGS)
        life.put(AreaTurned(at=at(-9), area=Area.LEGS, on=True))
        yield from (_day(life, n) for n in range(14 + step))
    for before, step in ((1, 8), (2, 6)):
        life, n = stood(step)
        for day in range(n, n + 4):
            life.answers(day)
            felt(life, day, before, before + 3)
        life.answers(n + 4)
        yield from (life.asks(day).reason for day in (n + 3, n + 4))
    for minutes in (5, 7):
        life, n = stood(9)
        life.put(lowered(n, minutes, Cover.SHIRT))
        yield life.asks(n).reason
        life, n = stood(11)
        life.put(goal(n, 20, Cover.SHIRT if minutes == 7 else Cover.TOWEL))
        yield life.asks(n).reason
        life, n = stood(9 + minutes - 5)
        life.put(StartSaid(at=at(n, 6), sensitive=True))
        yield life.asks(n).reason
    for step in (5, 7):
        for how in _LAST:
            life, n = stood(step)
            life.put(life.does(n)._replace(**how))
            life.answers(n + 1)
            yield life.asks(n + 1).reason
        life, n = stood(step)
        for day in (n, n + 1):
            life.answers(day)
            life.does(day, sharpness=6)
        life.answers(n + 2)
        yield life.asks(n + 2).reason
    for ticks in ((Contraindication.PREGNANT,), (Contraindication.FEVER, Contraindication.HEART)):
        yield say_locked_screening(Screening(at=at(0), ticked=frozenset(ticks)), BACK)
    for hour in (9, 18):
        yield say_wait(at(0, hour))
    for start in Start:
        yield Life(StartSaid(at=at(-8), start=start)).asks(0).reason
    for area in Area:
        yield Life().asks(0, area).reason
    for skin in (Skin.BROKEN, Skin.NUMB):
        life, n = stood(12)
        life.does(n)
        life.answers(n + 1, skin)
        yield life.asks(n + 1).reason
        life.answers(n + 8)
        yield life.asks(n + 8).reason
    for off in (5, 8, 20, 44, 90, 400):
        life, n = stood(11)
        life.good_day(n)
        life.answers(n + 1)
        yield life.asks(n + 1 + off).reason


def _day(life: Life, n: int) -> Reason:
    life.answers(n)
    found = life.asks(n).reason
    life.does(n)
    return found


def main() -> None:
    """Writes some sentences of each code, with what they rest on."""
    for code, reasons in rendered().items():
        sys.stdout.write(f"{code}: {len(reasons)} sentences\n")
        for reason in reasons[:3]:
            sys.stdout.write(f"  {reason.full_text}\n    [{listed(rests_on(reason.facts))}]\n")


if __name__ == "__main__":
    main()
