"""Where an area stands, and what its last sessions say, as the oracle reads DESIGN §2 and §3."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from tests.campaigns.care_caps import grew, session_cap
from tests.campaigns.care_ladders import Place, Rung
from tests.campaigns.care_records import WOUNDED, Lain, Life, answers, counts


@dataclass(frozen=True)
class Standing:
    """Where an area stands after its planned sessions."""

    rung: Rung | None = None
    count: int = 0
    """Clean sessions at the step before the last one."""
    best: Place | None = None
    trial: bool = False
    left_first: bool = False
    base: Lain | None = None
    """The last planned session, from which days off are counted."""
    later: datetime | None = None
    """When the next session on a later day began: what is answered after it is about that one."""
    soon: date | None = None
    """The last day whose first session came within six hours, and took the place of the planned one."""
    extras: tuple[Lain, ...] = ()
    """The free ones since that entered as well, and those before the first guided one."""
    places: tuple[Place | None, ...] = ()
    """Where the area stood at each of them; None for one that only a later answer lets enter."""
    long: bool = False
    """Whether one of them was longer than its area and cover allowed then."""
    sharp_before: bool = False
    """Whether what entered before the last guided one was sharp (6 or 7) at the same step."""
    run: int = 0
    """Planned sessions in a row, before the base, after which soreness had grown."""
    code: str = "first"
    """What the day of the last one was asked for by."""
    opened: bool = False
    """Whether the back's towel 10 was clean, or the back above it: the other areas then stay open."""


class Due(NamedTuple):
    """What an area is asked for, locks apart."""

    step: int
    code: str
    cleans: int
    rungs: list[Rung]
    best: Place | None
    trial: bool
    clean: bool
    run: int
    anew: bool = False
    reached: bool = False
    """Whether towel 10 was clean, or the last session was on a step above it."""


@dataclass
class Said:
    """What the answers since the last planned session say of it."""

    answered: bool = False
    hurt: bool = False
    marks: bool = False
    spoilt: bool = False
    """Whether one of the answers before the next session on a later day was no `clear`."""


def said_since(life: Life, area: str, standing: Standing, at: datetime) -> Said:
    found = Said()
    since = [each for each in (standing.base, *standing.extras) if each is not None]
    for each in answers(life, area, at):
        if any(counts(each, one) for one in since):
            found.hurt |= each.skin in WOUNDED
            found.marks |= each.skin in ("pink", "sore")
            base = standing.base
            if base is not None and (counts(each, base) or each.of == base.id):
                in_time = standing.later is None or each.at < standing.later or each.of == base.id
                found.answered |= in_time
                found.spoilt |= in_time and each.skin != "clear"
    found.hurt |= any(each.skin_after in WOUNDED for each in since)
    return found


def is_sharp(session: Lain) -> bool:
    return session.sharpness in (6, 7)


def is_long(session: Lain, trial: bool) -> bool:
    return session.minutes > session_cap(session.area, session.cover, trial=trial)


def too_much(session: Lain) -> bool:
    return (session.sharpness or 0) >= 8 or session.ended == "sensation"


def enters(session: Lain, trial: bool) -> bool:
    """Whether one of rules 2 to 7 fits a free session, by what it says itself."""
    sore = session.skin_after in ("sore", *WOUNDED)
    return too_much(session) or is_long(session, trial) or is_sharp(session) or sore or grew(session)


def sharp_twice(standing: Standing) -> bool:
    before = standing.sharp_before
    place = standing.rung.place if standing.rung else None
    entered = [(one, at_) for one, at_ in zip(standing.extras, standing.places, strict=True) if at_]
    if standing.base is not None and place is not None:
        entered.insert(0, (standing.base, place))
    for each, at_ in entered:
        if is_sharp(each) and before and at_ == (place or at_):
            return True
        before, place = is_sharp(each), at_
    return False


def clean_by_itself(session: Lain, rung: Rung, trial: bool) -> bool:
    return (
        session.minutes * 10 >= rung.minutes * 9 - 1e-9
        and session.cover == rung.cover
        and session.ended == "completed"
        and session.sharpness is not None
        and session.sharpness <= 5
        and not grew(session)
        and (session.after or 0) < 9
        and session.skin_after not in ("sore", *WOUNDED)
        and not session.unattended
        and not is_long(session, trial)
    )
