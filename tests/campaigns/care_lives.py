"""Random lives on the mat, weighted so that each rule is met often."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import cache
from random import Random

from tests.campaigns import care_oracle as oracle
from tests.campaigns import care_records as records
from tests.campaigns.care_both import Both
from tests.campaigns.care_ladders import first_step, ladder_at
from tests.campaigns.care_records import AREAS, Goal, Lain, Screened, Start, Turned, day_of

FIRST = datetime(2026, 1, 5, tzinfo=UTC)
MINUTES = (10, 12, 15, 18, 20, 25, 30)
TICKS = ("wound", "skin", "clots", "pregnant", "thinners", "feeling", "heart", "fever", "unsure")
MOODS = (
    "steady", "steady", "sharp", "sore", "worse", "careless", "away", "free", "import", "broken",
    "long", "fickle", "far", "dizzy",
)  # fmt: skip
Look = Callable[[str, datetime], None]


_BEHIND = 66


@cache
def _all_clean(area: str, goal: Goal, start: Start) -> list[tuple[float, str]]:
    """What is asked for on so many days in a row, each of them clean."""
    screened, on = Screened(start.at), Turned(start.at, area, on=True)
    life = records.Life(goals=(goal,), starts=(start,), screenings=(screened,), turned=(on,))
    found = []
    for n in range(_BEHIND):
        at = FIRST + timedelta(n, hours=7)
        asked = oracle.asked(life, area, at.date(), at)
        found.append((float(asked.minutes), asked.cover))
        end = at + timedelta(minutes=asked.minutes)
        lain = Lain(str(n), area, at, end, at.date(), asked.minutes, asked.cover, skin_next="clear")
        life = life._replace(sessions=(*life.sessions, lain))
    return found


class Life:
    """Someone's weeks, and a look at both readers before and after each session."""

    def __init__(self, seed: int, both: Both, look: Look) -> None:
        self.random = Random(seed)
        self.look = look
        self.both = both
        self.mood = self.random.choice(MOODS)
        self.kinds: set[str] = {self.mood}
        self.area = "back" if self.chance(0.76) else self.random.choice(AREAS[1:])
        self.day = FIRST
        self.clock = FIRST
        """The moment up to which all is recorded."""

    def chance(self, share: float) -> bool:
        """Whether something that rare happens now."""
        return self.random.random() < share

    def live(self) -> None:
        """All of it."""
        self._set_up()
        days = self.random.choice((3, 5) if self.day > FIRST else (3, 4, 6, 7, 8, 9, 11, 13, 16))
        if self.mood == "far":
            days = max(days, 15)
        for _ in range(days):
            self._a_day()
            self.day += timedelta(self._gap())

    # before the first day

    def _set_up(self) -> None:
        random, both = self.random, self.both
        at = FIRST - timedelta(hours=30)
        sensitive = self.chance(0.12)
        start = random.choices(("new", "some", "regular"), (18, 12, 70))[0]
        cover = random.choices(("bare", "shirt", "towel"), (80, 10, 10))[0]
        minutes = random.choices(MINUTES, (5, 5, 12, 8, 40, 10, 20))[0]
        if self.mood == "far":
            self.area, start, sensitive = random.choice(("back", "back", "legs")), "new", False
            cover, minutes = "towel", random.choice((25, 30))
        both.screen(Screened(at, older=self.chance(0.1)))
        both.begin(Start(at, start, sensitive))
        both.aim(Goal(at, cover, minutes, confirmed=sensitive and self.chance(0.5)))
        if self.area != "back" and self.chance(0.85):
            both.turn(Turned(at, self.area, on=True))
        if self.area == "back" and first_step(both.life, "back", at) >= 7:
            self.kinds.add("high")
        if self.chance(0.015):
            self.kinds.add("high")
            self._years(both.life.goals[0], both.life.starts[0])

    def _years(self, goal: Goal, start: Start) -> None:
        """Sixty sessions behind, each as it was asked for, from an import."""
        day, random = FIRST, self.random
        for minutes, cover in _all_clean(self.area, goal, start)[: random.randrange(60, _BEHIND)]:
            self._lie(self.area, day + timedelta(hours=7), minutes, cover, skin_next="clear", calm=True)
            day += timedelta(1)
        self.day = self.clock = day

    # a day

    def _gap(self) -> int:
        random = self.random
        if self.mood == "away" and self.chance(0.4):
            return random.choice((3, 4, 5, 6, 7, 8, 9, 14, 15, 29, 30, 31, 45, 90, 91, 120))
        if self.mood == "far":
            return 1
        if self.chance(0.06):
            return random.choice((3, 4, 5, 7, 8, 10, 14, 15, 20, 30, 31, 60, 90, 91, 92, 121))
        return 1 if self.chance(0.93) else 2

    def _a_day(self) -> None:
        random, both = self.random, self.both
        at = self.day.replace(hour=random.choice((6, 7, 7, 8, 12, 18, 21)), minute=random.randrange(60))
        if self.chance(0.04):
            at = self.day.replace(hour=23, minute=random.randrange(30, 55))
        if self.chance(0.02):
            at = self.day + timedelta(days=1, minutes=random.randrange(10, 170))
        # an import tells of a morning what was known by then
        apart = timedelta(hours=7) if self.mood == "import" else timedelta(minutes=25)
        at = max(at, self.clock + apart)
        if self.mood == "import" and day_of(at) <= day_of(self.clock):
            at += timedelta(days=1)
        area = self.area if self.chance(0.9) else random.choice(AREAS)
        anew = self.mood != "far" and self.chance(0.08)
        if anew:
            self._answer_anew(
                area, at - timedelta(minutes=20), ("goal", "goal", "screen", "turn", "pause", "pause")
            )
        right = records.corrected(both.life, area, at)
        answers = 0.6 if self.mood == "careless" else 0.95
        if oracle.needs_check(right, area, day_of(at), at) and self.chance(answers):
            self._check(area, at)
            # a worse answer after a new goal of the same day is not heard in full yet
            if self.chance(0.06) and not anew:
                self._check(area, at + timedelta(minutes=1))
            at += timedelta(minutes=2)
        if self.mood != "far" and self.chance(0.04):
            self._answer_anew(area, at, ("start", "lower"))
            at += timedelta(minutes=1)
        if oracle.asks(both.life, day_of(at), at) and self.chance(0.9):
            said = both.life.screenings[-1]
            both.screen(said._replace(at=at, older=False))
            at += timedelta(minutes=1)
        self.look(area, at)
        self.clock = at
        asked = oracle.asked(both.life, area, day_of(at), at)
        if asked.gate in ("due", "free") or self.chance(0.25):
            at = self._session(area, asked, at)
            if self.mood == "import":
                if self.chance(0.06):
                    self._lie(area, at + timedelta(hours=random.choice((1, 7))), 5.0, asked.cover)
                return  # what comes from elsewhere is looked at on later days
            if self.chance(0.3):
                self.look(area, at)
            self._later(area, at)

    def _later(self, area: str, at: datetime) -> None:
        """What else a day may bring."""
        both, random = self.both, self.random
        if self.chance(0.05):
            self._say(
                area, random.choice(("sore", "broken", "numb", "pink", "clear")), at + timedelta(hours=1)
            )
            at += timedelta(hours=1)
        if self.chance(0.25 if self.mood == "free" else 0.08):
            at += timedelta(minutes=random.choice((10, 60, 240, 361, 400)))
            other = area if self.chance(0.6) else random.choice(AREAS)
            self.look(other, at)
            self._session(other, oracle.asked(both.life, other, day_of(at), at), at)
        elif self.chance(0.1):
            self.clock = at + timedelta(minutes=random.choice((20, 380)))
            self.look(random.choice(AREAS), self.clock)

    def _check(self, area: str, at: datetime) -> None:
        sore = {"sore": 6, "broken": 2}.get(self.mood, 1) if self.mood != "far" else 0
        weights = (
            60,
            3 * sore,
            2 * sore,
            5 if self.mood == "broken" else 0.7 * min(1, sore),
            0.3 * min(1, sore),
        )
        self._say(area, self.random.choices(("clear", "pink", "sore", "broken", "numb"), weights)[0], at)

    def _say(self, area: str, skin: str, at: datetime) -> None:
        id_ = self.both.check(area, skin, at)
        if id_ and self.chance(0.05):
            other = self.random.choice(("clear", "pink", "sore", "broken"))
            self.both.correct(id_, other, at + timedelta(seconds=30))

    def _answer_anew(self, area: str, at: datetime, kinds: tuple[str, ...]) -> None:
        random, both = self.random, self.both
        kind = random.choice(kinds)
        if kind == "goal":
            both.aim(
                Goal(
                    at,
                    random.choice(("bare", "bare", "shirt", "towel")),
                    random.choice(MINUTES),
                    self.chance(0.3),
                )
            )
        elif kind == "lower":
            self._lower(area, at)
        elif kind == "start":
            both.begin(Start(at, random.choice(("new", "some", "regular")), self.chance(0.5)))
        elif kind == "screen":
            ticked = frozenset(random.sample(TICKS, random.choice((0, 0, 1, 1, 2))))
            agreed = frozenset(each for each in ticked if self.chance(0.5))
            numb = frozenset(random.sample(AREAS, 1)) if "feeling" in ticked else frozenset()
            both.screen(Screened(at, ticked, agreed, numb))
        elif kind == "turn":
            both.turn(Turned(at, area, on=self.chance(0.7)))
        else:
            both.pause(at, random.randrange(5), ill=self.chance(0.9))

    def _lower(self, area: str, at: datetime) -> None:
        asked = oracle.asked(self.both.life, area, day_of(at), at)
        rungs = ladder_at(self.both.life, area, at)[: asked.step - 1]
        steps = [step for step, rung in enumerate(rungs, 1) if rung.minutes < asked.minutes]
        if steps:
            self.both.lower(area, self.random.choice(steps), at)

    # a session

    def _session(self, area: str, asked: oracle.Asked, at: datetime) -> datetime:
        random, mood = self.random, self.mood
        minutes, cover = float(asked.minutes), asked.cover
        if mood != "far":
            if self.chance(0.06):
                minutes *= random.choice((0.5, 0.89, 0.9, 0.95))
            if self.chance(0.3 if mood == "long" else 0.02):
                minutes = random.choice((minutes + 1, minutes + 4.5, 11.0, 30.0, 30.5, 45.0, 120.0))
            if self.chance(0.04):
                cover = random.choice(("towel", "shirt", "bare"))
            if self.chance(0.03):
                minutes = random.choice((0.5, 1.0, 1.5))
        minutes = round(minutes, 2)
        return self._lie(area, at, minutes, None if mood != "far" and self.chance(0.03) else cover)

    def _lie(
        self,
        area: str,
        at: datetime,
        minutes: float,
        cover: str | None,
        *,
        skin_next: str | None = None,
        calm: bool = False,
    ) -> datetime:
        random, mood = self.random, self.mood
        calm = calm or mood == "far"
        bad = mood if not calm else ""
        sharpness: int | None = random.choice((0, 2, 3, 5))
        ended, before, after, unattended = "completed", None, None, False
        if not calm:
            hot = 0.75 if bad == "sharp" else 0.04
            if self.chance(hot):
                sharpness = random.choice((6, 6, 6, 6, 7, 7, 7, 7, 8, 10))
            if self.chance(0.25 if bad == "careless" else 0.02):
                sharpness = None
            if self.chance(0.04):
                ended = random.choice(("stopped", "sensation", "recovered"))
            if self.chance(0.95 if bad == "worse" else 0.55):
                before = random.randrange(8)
                grown = self.chance(0.85 if bad == "worse" else 0.04)
                after = min(10, before + (random.randrange(2, 5) if grown else random.choice((-1, 0, 1))))
                after = max(after, 0)
            elif self.chance(0.1):
                after = random.choice((3, 9, 10))
            unattended = self.chance(0.02)
        hurt = 3.0 if bad in ("sore", "broken") else 0.0 if calm else 0.5
        skin = random.choices(
            ("clear", None, "pink", "sore", "broken", "numb"), (80, 5, 8, 2 * hurt, 0.8 * hurt, 0.2)
        )[0]
        if mood == "import" and not calm and self.chance(0.7):
            skin_next = random.choices(("clear", "pink", "sore", "broken"), (80, 6, 4, 1))[0]
        dizzy = ended != "recovered" and self.chance(0.5 if bad == "dizzy" else 0.01 if bad else 0.0)
        session = Lain(
            self.both.name(), area, at, at + timedelta(minutes=minutes), day_of(at), minutes, cover,
            "sensation" if dizzy else ended, sharpness, "clear" if calm else skin, skin_next, before, after,
            unattended and not dizzy, dizzy,
        )  # fmt: skip
        self.both.lie(session)
        self.clock = session.end
        return session.end
