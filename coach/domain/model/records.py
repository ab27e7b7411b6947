"""The kinds of record, each as an immutable value."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import NamedTuple

from coach.domain.model.areas import Area
from coach.domain.model.enums import Contraindication, Cover, Ended, PauseFor, Skin, Start, StopReason
from coach.domain.model.settings import Settings

LONGEST_RECORD = timedelta(hours=12)
"""The longest session that can be recorded."""

RULES_SINCE = 3
"""The schema since which the rules of now hold, but for one."""
OUTSIDE_SINCE = 5
"""The schema since which sessions of which only the minutes are known stand outside the ramp."""
LONGEST_NOTE = 4000
"""Characters of a note that the file can hold."""


class Session(NamedTuple):
    """One time on the mat."""

    area: Area
    started_at: datetime
    """Aware."""
    day: date
    """The user's own day, which begins at the rollover; it is fixed when the session is recorded."""
    done_min: float
    """Minutes on the mat, more than 0 and at most 720; the timer closes at 30 (A12)."""
    cover: Cover | None = None
    planned_min: float | None = None
    """The minutes that the timer was set to. Only shown; the rules compare with the day's prescription."""
    ended: Ended = Ended.COMPLETED
    sharpness: int | None = None
    """0 (none) to 10 (unbearable), for the last minute."""
    skin_after: Skin | None = None
    skin_next: Skin | None = None
    """The first answer of the next skin check."""
    skin_next_on: date | None = None
    """The day of that answer; None where it was imported."""
    from_check: bool = False
    """Whether `skin_next` is read from the `Check` of `skin_next_on`; the file then has it in that alone."""
    before: int | None = None
    """Soreness of the area before, 0 to 10."""
    after: int | None = None
    """Soreness of the area after, 0 to 10."""
    note: str = ""
    backfilled: bool = False
    """Whether it was recorded by hand rather than by the timer."""
    stopped_for: StopReason | None = None
    """Why it was stopped for the sensation; None where that was not said."""
    unattended: bool = False
    """Whether the timer closed it and nobody has said yet how long it really was."""
    from_comfort: bool = False
    """Whether its sharpness is an unconfirmed answer of 8 to 10 to the old question on comfort."""
    ended_at: datetime | None = None
    """The instant at which it ended, aware; None if it was not noted (see `instants.end_of`)."""
    while_locked: bool = False
    """Whether it was recorded by hand while broken skin kept its area closed; it is no sign of healing."""
    seen: tuple[str, ...] = ()
    """If the skin was broken after it: the ids of the sessions and checks that were dated ahead then.

    They were recorded before that answer, so none of them is a sign that the skin has healed.
    """
    id: str = ""
    """A ULID, unique across machines and sorting by time; empty until it is stored."""

    @property
    def only_minutes(self) -> bool:
        """Whether nothing but its minutes is known, as of one from another tracker.

        Such a session counts for streak and calendar, and stands outside the ramp.
        """
        answers = (self.cover, self.sharpness, self.skin_after, self.skin_next, self.before, self.after)
        return self.ended is Ended.COMPLETED and all(each is None for each in answers)


class Check(NamedTuple):
    """One answer to the skin check."""

    day: date
    area: Area
    skin: Skin
    """The answer that counts."""
    at: datetime
    also: Skin | None = None
    """The other answer, if one of the two was a slip; it is kept, but has no effect."""
    seen: tuple[str, ...] = ()
    """For `broken`: the ids of the sessions and checks that were dated ahead then; see `Session.seen`."""
    id: str = ""


class Pause(NamedTuple):
    """Days off that the user announced: holiday, illness, or a day's rest."""

    first: date
    at: datetime
    """When it was announced."""
    last: date | None = None
    """The last day of it; None while its end is open."""
    why: PauseFor | None = None
    id: str = ""

    @property
    def is_rest_day(self) -> bool:
        """Whether it is a rest day that the user took: one day without a reason (DESIGN §2)."""
        return self.first == self.last and self.why is None


class DayNote(NamedTuple):
    """A note on a day as a whole."""

    day: date
    text: str
    id: str = ""


class Screening(NamedTuple):
    """An answer to the safety questions, which holds until another one replaces it."""

    at: datetime
    ticked: frozenset[Contraindication] = frozenset()
    agreed: frozenset[Contraindication] = frozenset()
    """The ticks that a doctor agreed to (B19)."""
    asked: frozenset[Contraindication] = frozenset(Contraindication)
    """The questions that were asked; an older coach asked fewer."""
    numb_areas: frozenset[Area] | None = None
    """The areas that cannot be felt well; they stay closed (C09). None where nobody said which."""
    asked_at: datetime | None = None
    """The last time all questions were answered, if this answer changed only some of them; else None."""
    heard: tuple[str, ...] | None = None
    """The reports of dizziness and numbness that existed when all questions were last answered.

    None if it is from an older coach, which compared times only.
    """
    over: tuple[str, ...] | None = None
    """The ids of the answers of its kind that it replaces; None if it is older than schema 2."""
    id: str = ""


class StartSaid(NamedTuple):
    """The answer that tells where someone begins on the back's ladder."""

    at: datetime
    start: Start = Start.NEW
    sensitive: bool = False
    """Whether the skin is sensitive: it begins at step 1, whatever the experience (A21-A23)."""
    over: tuple[str, ...] | None = None
    """The ids of the answers of its kind that it replaces; None if it is older than schema 2."""
    seen: tuple[str, ...] = ()
    """The ids of sessions and answers that already existed then, though they are dated later."""
    id: str = ""


class GoalSet(NamedTuple):
    """The longest session and the thinnest cover that someone wants to reach."""

    at: datetime
    cover: Cover = Cover.BARE
    """`towel`, `shirt` or `bare`."""
    minutes: int = 20
    """A rung of the ladder, from 10 to 30."""
    bare_confirmed: bool = False
    """For sensitive skin: whether bare skin is wanted although the spikes can pierce it (A21)."""
    over: tuple[str, ...] | None = None
    """The ids of the answers of its kind that it replaces; None if it is older than schema 2."""
    seen: tuple[str, ...] = ()
    """The ids of sessions and answers that already existed then, though they are dated later."""
    id: str = ""


class StepLowered(NamedTuple):
    """The user lowered the step of an area for good."""

    at: datetime
    area: Area
    cover: Cover
    minutes: int
    posture: str = ""
    """The posture, which tells apart two rungs of the feet with the same cover and minutes."""
    seen: tuple[str, ...] = ()
    """The ids of sessions and answers that already existed then, though they are dated later."""
    id: str = ""


class AreaTurned(NamedTuple):
    """The user turned an area on or off in the settings."""

    at: datetime
    area: Area
    on: bool
    over: tuple[str, ...] | None = None
    """The ids of the answers of its kind that it replaces; None if it is older than schema 2."""
    id: str = ""


class RhythmSet(NamedTuple):
    """The days of a week on which someone wants to lie on the mat; it changes the streak, never the ramp."""

    at: datetime
    days: int
    """3 to 6 days a week, or 7 for every day."""
    first: date
    """The first day of the week from which it holds; all its weeks begin on that weekday."""
    over: tuple[str, ...] | None = None
    """The ids of the answers of its kind that it replaces."""
    id: str = ""


class Upgrade(NamedTuple):
    """The file was brought to a newer schema."""

    at: datetime
    from_schema: int
    id: str = ""

    @property
    def changed_rules(self) -> bool:
        """Whether the rules changed with it; they last did with schema 5."""
        return self.from_schema < OUTSIDE_SINCE

    @property
    def changed_ladders(self) -> bool:
        """Whether it brought the rules of schema 3, and with them other ladders."""
        return self.from_schema < RULES_SINCE


Event = Screening | StartSaid | GoalSet | StepLowered | AreaTurned
"""A dated answer of the user that the ramp's fold takes in among the sessions."""


class TipState(NamedTuple):
    """The user's marks on a tip; its id is the tip's."""

    id: str
    read: bool = False
    favourite: bool = False
    got_it: bool = False
    seen: date | None = None
    """The day on which it was last opened."""
    seen_before: date | None = None
    """The last day before that. The tip of a day goes by it, so that opening a tip does not change it."""
    again: bool = False
    """Whether the user asked to see it again."""


class Span(NamedTuple):
    """A pause within a running session; open while `end` is None."""

    start: float
    """Seconds after the session's start."""
    end: float | None = None


class Live(NamedTuple):
    """The running session: written at its start and at each key that changes it, removed at its end."""

    area: Area
    cover: Cover
    planned_min: float
    cap_min: float
    """The session cap in minutes: it closes by itself there, or 5 minutes after the planned time."""
    started_at: datetime
    """The instant at which the clock began to run."""
    day: date
    boot: str
    """The id of the machine's boot in which `booted_s` counts."""
    booted_s: float
    """Seconds since that boot at `started_at`."""
    extra_min: float = 0.0
    """Minutes that the user added while it ran; they earn no progress."""
    pauses: tuple[Span, ...] = ()
    asked_s: float | None = None
    """The moment of a stop that is not confirmed yet, in seconds after the start."""
    asked_stop: bool = False
    """Whether that stop was because of the sensation."""
    before: int | None = None
    free: bool = False
    """Whether it is a free session, which earns no progress."""
    id: str = ""
    """The id that the recorded session will have."""


Record = (
    Session | Check | Pause | DayNote | Settings | TipState | Live
    | Screening | StartSaid | GoalSet | StepLowered | AreaTurned | RhythmSet | Upgrade
)  # fmt: skip
"""Any record that the store keeps."""
