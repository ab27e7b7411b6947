"""What a life on the mat leaves on record, for an oracle that knows nothing of the coach."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import NamedTuple, TypeVar

HOURS = timedelta(hours=6)
"""Between planned sessions, before `clear` and `pink` count, and for minutes that count whatever the date."""
WOUNDED = ("broken", "numb")
AREAS = ("back", "legs", "glutes", "feet", "stomach", "face")
ROLLOVER = 3


class Lain(NamedTuple):
    """One session."""

    id: str
    area: str
    start: datetime
    end: datetime
    day: date
    minutes: float
    cover: str | None = "towel"
    ended: str = "completed"
    sharpness: int | None = 2
    skin_after: str | None = "clear"
    skin_next: str | None = None
    """Imported without a date: it names the day after."""
    before: int | None = None
    after: int | None = None
    unattended: bool = False
    dizzy: bool = False
    """Stopped because of it."""


class Check(NamedTuple):
    """An answer about the skin of an area; `corrects` is the id of the one that it calls a slip."""

    id: str
    area: str
    at: datetime
    day: date
    skin: str
    corrects: str | None = None


class Goal(NamedTuple):
    """What is aimed for, and whether bare skin was confirmed with it after A21."""

    at: datetime
    cover: str
    minutes: int
    confirmed: bool = False


class Start(NamedTuple):
    """How much someone has used a mat: `new`, `some` or `regular`."""

    at: datetime
    start: str
    sensitive: bool = False


class Lowered(NamedTuple):
    """A step lowered for good: its number on the ladder of that moment."""

    at: datetime
    area: str
    step: int


class Screened(NamedTuple):
    """The safety answers."""

    at: datetime
    ticked: frozenset[str] = frozenset()
    agreed: frozenset[str] = frozenset()
    numb: frozenset[str] = frozenset()
    older: bool = False
    """Answered to an older coach, which asked fewer questions."""


class Illness(NamedTuple):
    """A pause for an illness, which is over after its last day."""

    at: datetime
    last: date


class Turned(NamedTuple):
    """An area turned on or off."""

    at: datetime
    area: str
    on: bool


T = TypeVar("T", Goal, Start, Screened, Turned)


class Life(NamedTuple):
    """All that is on record."""

    sessions: tuple[Lain, ...] = ()
    checks: tuple[Check, ...] = ()
    goals: tuple[Goal, ...] = ()
    starts: tuple[Start, ...] = ()
    lowered: tuple[Lowered, ...] = ()
    screenings: tuple[Screened, ...] = ()
    turned: tuple[Turned, ...] = ()
    illnesses: tuple[Illness, ...] = ()


class Answer(NamedTuple):
    """A skin answer as it counts: in its place, after corrections."""

    at: datetime
    day: date
    skin: str
    of: str = ""
    """The session of an imported answer; a `clear` among them is about that one alone."""


_SESSIONS: dict[str | None, tuple[tuple[Lain, ...], list[Lain]]] = {}
_ANSWERS: dict[str, tuple[tuple[Lain, ...], tuple[Check, ...], list[Answer]]] = {}
"""What was last put in order, by area: a life is asked many times before it goes on."""


def past(life: Life, now: datetime, area: str | None = None) -> list[Lain]:
    """The sessions that have begun, oldest first."""
    kept = _SESSIONS.get(area)
    if kept is None or kept[0] is not life.sessions:
        found = [each for each in life.sessions if area in (None, each.area)]
        kept = life.sessions, sorted(found, key=lambda each: (each.start, each.id))
        _SESSIONS[area] = kept
    return kept[1][: bisect_right(kept[1], now, key=lambda each: each.start)]


def answers(life: Life, area: str, now: datetime) -> list[Answer]:
    """The skin answers of an area that were given up to now, corrections apart (see `corrected`).

    An imported answer without an instant is placed on the morning after its session; `clear` six hours after
    its end at the earliest.
    """
    kept = _ANSWERS.get(area)
    if kept is None or kept[0] is not life.sessions or kept[1] is not life.checks:
        kept = life.sessions, life.checks, sorted(_answers(life, area))
        _ANSWERS[area] = kept
    return kept[2][: bisect_right(kept[2], now, key=lambda each: each.at)]


def _answers(life: Life, area: str) -> Iterable[Answer]:
    for said in life.checks:
        if said.area == area and said.corrects is None and not _too_early(life, said):
            yield Answer(said.at, said.day, said.skin)
    for each in life.sessions:
        if each.area == area and each.skin_next is not None:
            next_day = each.day + timedelta(1)
            morning = datetime.combine(next_day, time(ROLLOVER), each.start.tzinfo)
            shown = max(morning, each.end + HOURS) if each.skin_next == "clear" else morning
            yield Answer(shown, next_day, each.skin_next, each.id)


def _too_early(life: Life, said: Check) -> bool:
    """Whether `clear` was said too soon after the last session: it counts for none.

    Nobody can say `pink` too soon. Where a record that came later stands right before it, it was about an
    earlier session, and an answer is never dropped because of a later one.
    """
    if said.skin != "clear":
        return False
    before = [each for each in life.sessions if each.area == said.area and each.start <= said.at]
    return any(said.day <= each.day or said.at < each.end + HOURS for each in before)


def corrected(life: Life, area: str, now: datetime) -> Life:
    """The life with each slip already put right where it stood.

    An answer `broken` or `numb` is a slip only where that was said on its own day; later it stays.
    """
    said = [each for each in life.checks if each.area == area and each.at <= now]
    if not any(each.corrects for each in said):
        return life
    by_id = {each.id: each for each in said}
    slips = {}
    for each in sorted(said, key=lambda each: each.at):
        if each.corrects and (
            by_id[each.corrects].skin not in WOUNDED or by_id[each.corrects].day == each.day
        ):
            slips[each.corrects] = each.skin
    return life._replace(
        checks=tuple(e._replace(skin=slips.get(e.id, e.skin)) for e in said if e.corrects is None)
    )


def day_of(at: datetime) -> date:
    """The day that it is for the user."""
    return (at - timedelta(hours=ROLLOVER)).date()


def counts(answer: Answer, session: Lain) -> bool:
    """Whether an answer counts for a session: `clear` needs the next day and six hours."""
    if answer.of and answer.skin == "clear":
        return answer.of == session.id
    if answer.of:
        return answer.day == session.day + timedelta(1)
    if answer.skin == "clear":
        return answer.day > session.day and answer.at >= session.end + HOURS
    return answer.at >= session.end


def latest(said: Iterable[T], at: datetime) -> T | None:
    """What was said last up to a moment."""
    found = [each for each in said if each.at <= at]
    return max(found, key=lambda each: each.at) if found else None
