"""What is recorded, each kind as a value of its own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import NamedTuple

from coach.domain.model.enums import Area, Contraindication, Cover, Ended, PauseFor, Skin, Start, StopReason

LONGEST_RECORD = timedelta(hours=12)
"""The longest session that can be recorded."""


class Session(NamedTuple):
    """One time on the mat."""

    area: Area
    started_at: datetime
    """Aware."""
    day: date
    """The local day as the user lived it, fixed when the session is recorded."""
    done_min: float
    """Minutes on the mat, more than 0 and at most 720; the timer closes at 30 (A12)."""
    cover: Cover | None = None
    planned_min: float | None = None
    """Kept for information; the rules compare with the prescription of the day."""
    ended: Ended = Ended.COMPLETED
    sharpness: int | None = None
    """0 (none) to 10 (unbearable), for the last minute."""
    skin_after: Skin | None = None
    skin_next: Skin | None = None
    """The first answer of the next skin check."""
    skin_next_on: date | None = None
    """The day of that answer; None where it was imported."""
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
    """Whether it closed by itself and nobody has said yet how long it really was."""
    from_comfort: bool = False
    """Whether its sharpness is an answer of 8 to 10 to the old question on comfort, not confirmed since."""
    ended_at: datetime | None = None
    """The instant at which it ended, aware; None where nobody noted it (see `instants.end_of`)."""
    while_locked: bool = False
    """Whether it was recorded by hand while broken skin kept its area closed: it tells of no healing."""
    seen: tuple[str, ...] = ()
    """Where the skin was broken after it: the ids of sessions and checks that were dated ahead then.

    They were recorded before that answer, so that none of them tells that the skin has healed.
    """
    id: str = ""
    """A ULID, unique across machines and sorting by time; empty until it is stored."""


class Check(NamedTuple):
    """One answer to the skin check."""

    day: date
    area: Area
    skin: Skin
    """What counts."""
    at: datetime
    also: Skin | None = None
    """The other answer, where one of the two was a slip; kept, and counts for nothing."""
    seen: tuple[str, ...] = ()
    """For `broken`: the ids of sessions and checks that were dated ahead then, and tell of no healing."""
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
    """An answer to the safety questions; holds until another one replaces it."""

    at: datetime
    ticked: frozenset[Contraindication] = frozenset()
    agreed: frozenset[Contraindication] = frozenset()
    """Which of the ticks a doctor agreed to (B19)."""
    asked: frozenset[Contraindication] = frozenset(Contraindication)
    """The questions that were asked; an older coach asked fewer."""
    numb_areas: frozenset[Area] | None = None
    """The areas that cannot be felt well; they stay closed (C09). None where nobody said which."""
    asked_at: datetime | None = None
    """When all questions were last gone through, where this answer changed some of them only; else None."""
    heard: tuple[str, ...] | None = None
    """The reports of dizziness and numbness that were there when all questions were last gone through.

    None where it is from a coach that went by the time alone.
    """
    over: tuple[str, ...] | None = None
    """The ids of the answers of its kind that it replaces; None where it is from before schema 2."""
    id: str = ""


class StartSaid(NamedTuple):
    """Where someone begins on the back's ladder."""

    at: datetime
    start: Start = Start.NEW
    sensitive: bool = False
    """Sensitive skin begins at step 1 whatever else was said (A21-A23)."""
    over: tuple[str, ...] | None = None
    """The ids of the answers of its kind that it replaces; None where it is from before schema 2."""
    seen: tuple[str, ...] = ()
    """The ids of sessions and answers that were there by then though they are dated later."""
    id: str = ""


class GoalSet(NamedTuple):
    """The longest session and the thinnest cover that someone wants to reach."""

    at: datetime
    cover: Cover = Cover.BARE
    """`towel`, `shirt` or `bare`."""
    minutes: int = 20
    """A rung of the ladder, from 10 to 30."""
    bare_confirmed: bool = False
    """For sensitive skin: that bare skin is wanted although the spikes can pierce it (A21)."""
    over: tuple[str, ...] | None = None
    """The ids of the answers of its kind that it replaces; None where it is from before schema 2."""
    seen: tuple[str, ...] = ()
    """The ids of sessions and answers that were there by then though they are dated later."""
    id: str = ""


class StepLowered(NamedTuple):
    """The user lowered the step of an area for good."""

    at: datetime
    area: Area
    cover: Cover
    minutes: int
    posture: str = ""
    """Tells apart two rungs of the feet with the same cover and minutes."""
    seen: tuple[str, ...] = ()
    """The ids of sessions and answers that were there by then though they are dated later."""
    id: str = ""


class AreaTurned(NamedTuple):
    """The user turned an area on or off in the settings."""

    at: datetime
    area: Area
    on: bool
    over: tuple[str, ...] | None = None
    """The ids of the answers of its kind that it replaces; None where it is from before schema 2."""
    id: str = ""


class Upgrade(NamedTuple):
    """The file was brought to a newer schema by a coach with other rules."""

    at: datetime
    from_schema: int
    id: str = ""


Event = Screening | StartSaid | GoalSet | StepLowered | AreaTurned
"""A dated fact about the user that the ramp's fold takes in among the sessions."""


class Settings(NamedTuple):
    """What the user chose; one document."""

    id: str = "settings"
    tz: str = ""
    """An IANA zone; empty means the machine's own."""
    rollover: int = 3
    """The hour at which a day begins, 0 to 12."""
    week_start: int = 0
    """0 Monday to 6 Sunday."""
    grace: int = 2
    """Missed days that a streak outlives within 7 days, 0 to 2."""
    area: Area = Area.BACK
    """The area that Today opens with."""
    ready_s: int = 30
    """Seconds to settle down before the clock runs, 0 to 300."""
    theme: str = "dusk"
    marks: str = "auto"
    """`auto`, `unicode` or `ascii`."""
    bell: bool = True
    notify: str = "off"
    """`off`, `osc9` or `osc777`."""
    cues: bool = True
    breathing: bool = False
    animation: bool = False
    cue_sentence: str = ""
    """After what the user rolls out the mat."""
    keymap: Mapping[str, str] = MappingProxyType({})
    """Keys by binding id."""


class TipState(NamedTuple):
    """What the user did with a tip; its id is the tip's."""

    id: str
    read: bool = False
    favourite: bool = False
    got_it: bool = False
    seen: date | None = None
    """The day on which it was last opened."""
    seen_before: date | None = None
    """The last day before that; what is opened on a day does not change the tip of that day."""
    again: bool = False
    """Asked to be shown again."""


class Span(NamedTuple):
    """A pause within a running session; open while `end` is None."""

    start: float
    """Seconds after the session's start."""
    end: float | None = None


class Live(NamedTuple):
    """The running session: written at its start and at each press that alters it, removed at its end."""

    area: Area
    cover: Cover
    planned_min: float
    cap_min: float
    """The session cap in minutes: it closes by itself there, or 5 minutes after the planned time."""
    started_at: datetime
    """The instant at which the clock began to run."""
    day: date
    boot: str
    """Names the run of the machine in which `booted_s` counts."""
    booted_s: float
    """The machine's elapsed seconds at `started_at`."""
    extra_min: float = 0.0
    """Minutes that the user added as it ran; they earn no progress."""
    pauses: tuple[Span, ...] = ()
    asked_s: float | None = None
    """When an end was asked for, in seconds after the start, while nobody has confirmed it."""
    asked_stop: bool = False
    """Whether that was because of the sensation."""
    before: int | None = None
    free: bool = False
    """A session beside the guided one; earns no progress."""
    id: str = ""
    """Becomes the id of the session."""


Record = (
    Session | Check | Pause | DayNote | Settings | TipState | Live
    | Screening | StartSaid | GoalSet | StepLowered | AreaTurned | Upgrade
)  # fmt: skip
"""Whatever the store keeps."""
