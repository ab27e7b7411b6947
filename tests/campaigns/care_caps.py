"""What may be lain at most, and what is closed, from DESIGN §3, §5 and §6.

Choices where the text leaves room:
- glutes count as capped at 20 minutes a session, since a day holds no more;
- of a session that lies across the edge of the six hours all minutes count;
- an imported answer `clear` without a date opens no lock;
- a gap of 90 days without any session begins the first 14 again whether or not the sessions around it say
  their cover.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from tests.campaigns.care_records import HOURS, WOUNDED, Lain, Life, answers, counts, latest, past

FIRST, AT_FIRST, A_DAY, LONGEST, BARE = 14, 20, 30, 30, 10
LONGEST_OF = {"feet": 10, "stomach": 10, "face": 6, "glutes": 20}
DAY_OF = {"glutes": 20}
AGREEABLE = frozenset({"pregnant", "thinners", "feeling", "heart"})
ANEW = 90


def session_cap(area: str, cover: str | None, *, trial: bool) -> int:
    """The longest session of an area on a cover; `trial` tells whether bare 10 was clean."""
    most = LONGEST_OF.get(area, LONGEST)
    return min(most, BARE) if cover == "bare" and not trial else most


def first_sessions(life: Life, day: date, at: datetime) -> int:
    """How many of the first 14 lie on days before this one."""
    count, last = 0, None
    for each in past(life, at):
        if each.day >= day:
            break
        if last is not None and (each.day - last).days - 1 >= ANEW:
            count = 0
        count, last = count + (each.cover is not None), each.day
    return 0 if last is not None and (day - last).days - 1 >= ANEW else count


def day_cap(life: Life, day: date, at: datetime) -> int:
    """The minutes of a day in all."""
    return AT_FIRST if first_sessions(life, day, at) < FIRST else A_DAY


def lain(life: Life, day: date, now: datetime, area: str | None = None) -> float:
    """The minutes of a day and of the six hours before, together."""
    return sum(e.minutes for e in past(life, now, area) if e.day == day or e.end > now - HOURS)


def left(life: Life, area: str, day: date, now: datetime) -> float:
    """The minutes that a session may still have which starts now, whatever its cover."""
    rest = day_cap(life, day, now) - lain(life, day, now)
    if area in DAY_OF:
        rest = min(rest, DAY_OF[area] - lain(life, day, now, area))
    return max(0.0, min(rest, LONGEST_OF.get(area, LONGEST)))


def grew(session: Lain) -> bool:
    """Whether soreness was 2 and more higher after than before."""
    return session.before is not None and session.after is not None and session.after - session.before >= 2


def closes(session: Lain) -> bool:
    """Whether no further session is started in its area on its day."""
    sharp = session.sharpness is not None and session.sharpness >= 6
    return sharp or session.ended == "sensation" or session.skin_after in ("sore", *WOUNDED)


def barred(life: Life, area: str, at: datetime) -> bool:
    """Whether the safety answers lock an area.

    A pregnancy keeps the stomach closed, and a part without feeling itself, even when a doctor agreed.
    """
    said = latest(life.screenings, at)
    if said is None:
        return False
    if area in said.numb and "feeling" in said.ticked:
        return True
    if area == "stomach" and "pregnant" in said.ticked:
        return True
    return bool(said.ticked - (said.agreed & AGREEABLE))


def rests(life: Life, area: str, day: date, now: datetime, *, before: datetime | None = None) -> bool:
    """Whether a check of a day made it a rest day of an area, by what was answered up to `before`."""
    sessions = past(life, now, area)
    return any(
        each.day == day
        and each.skin in ("pink", "sore")
        and (before is None or each.at <= before)
        and any(counts(each, one) for one in sessions)
        for each in answers(life, area, now)
    )


def safe(life: Life, day: date, now: datetime) -> bool:
    """Whether the coach itself closed a day, so that it is a rest day at least, never missed."""
    sessions = [each for each in past(life, now) if each.day == day]
    if any(closes(each) or grew(each) for each in sessions):
        return True
    used = {each.area for each in sessions}
    return any(rests(life, area, day, now) and not used for area in {each.area for each in life.sessions})


def calm(session: Lain) -> bool:
    """Whether nothing about a session warns, so that it may tell that broken skin has healed."""
    sharp = (session.sharpness or 0) >= 6 or session.ended == "sensation"
    hurt = session.skin_after in ("sore", *WOUNDED) or session.skin_next in ("pink", "sore", *WOUNDED)
    return not (sharp or hurt or grew(session))


class Lock:
    """The lock of broken skin, as a fold over answers and sessions."""

    def __init__(self) -> None:
        self.since: date | None = None
        """The earliest day that any answer names."""
        self.heals: date | None = None
        self.ever = False
        """Whether the skin ever was broken."""

    def hurt(self, day: date) -> None:
        """An answer said that the skin is broken or numb."""
        self.ever = True
        self.since = day if self.since is None else min(self.since, day)
        heals = day + timedelta(7)
        self.heals = heals if self.heals is None else max(self.heals, heals)

    def may_heal(self, day: date) -> bool:
        """Whether a `clear` or a session of a day says that it has healed."""
        return self.heals is not None and day >= self.heals

    def heal(self) -> None:
        """It has healed."""
        self.since = self.heals = None


def lock(life: Life, area: str, now: datetime, *, beside: str = "") -> Lock:
    """The lock as it stands, by all but one session."""
    found = Lock()
    hurt = any(each.skin_after in WOUNDED or each.skin_next in WOUNDED for each in life.sessions)
    if not hurt and not any(each.skin in WOUNDED for each in life.checks):
        return found
    events: list[tuple[datetime, int, date, str]] = []
    sessions = [each for each in past(life, now, area) if each.id != beside]
    for each in sessions:
        if calm(each):
            events.append((each.start, 0, each.day, "session"))
        if each.skin_after in WOUNDED:
            events.append((each.end, 1, each.day, "hurt"))
    for said in answers(life, area, now):
        if any(counts(said, one) for one in sessions) or said.skin in WOUNDED:
            kind = "hurt" if said.skin in WOUNDED else "" if said.of else said.skin
            events.append((said.at, 2, said.day, kind))
    for _, _, day, kind in sorted(events):
        if kind == "hurt":
            found.hurt(day)
        elif kind in ("session", "clear") and found.may_heal(day):
            found.heal()
    return found
