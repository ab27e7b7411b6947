"""Lives on the mat: one written day by day through the coach's own decisions, and random ones."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from itertools import count
from random import Random

from coach.domain.check_answers import answered, first_answers
from coach.domain.model import (
    SOFTEST_FIRST,
    Area,
    AreaTurned,
    Book,
    Change,
    Check,
    Contraindication,
    Cover,
    Ended,
    Event,
    GoalSet,
    Pause,
    Record,
    RhythmSet,
    Screening,
    Session,
    Skin,
    Start,
    StartSaid,
    StepLowered,
    StopReason,
)
from coach.domain.onboarding.user_profile import goal_of
from coach.domain.ramp.ladder import GOAL_COVERS, GOAL_MINUTES, ladder
from coach.domain.ramp.prescriber import prescribe
from coach.domain.ramp.prescription import Prescription
from coach.domain.ramp.replay import Ramps, area_state_on
from coach.domain.session.skin_check import answer_check

FIRST = date(2026, 1, 5)
"""Day 0 of every life; a Monday."""


BACK = Area.BACK


def on(n: int) -> date:
    """The day of that number."""
    return FIRST + timedelta(days=n)


def at(n: int, hour: int = 8, minute: int = 0) -> datetime:
    """A moment of the day of that number."""
    day = on(n)
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=UTC)


def kept(book: Book, put: Iterable[Record], drop: Iterable[Record] = ()) -> Book:
    """The book with records put in order, as the store would."""
    sessions = {s.id: s for s in book.sessions}
    checks = {c.id: c for c in book.checks}
    events: dict[str, Event] = {e.id: e for e in book.events}
    pauses = {p.id: p for p in book.pauses}
    rhythms = {r.id: r for r in book.rhythms}
    for record in drop:
        for table in (sessions, checks, events, pauses):
            table.pop(getattr(record, "id", ""), None)
    for record in put:
        match record:
            case Session():
                sessions[record.id] = record
            case Check():
                checks[record.id] = record
            case Pause():
                pauses[record.id] = record
            case Screening() | StartSaid() | GoalSet() | StepLowered() | AreaTurned():
                events[record.id] = record
            case RhythmSet():
                rhythms[record.id] = record
            case _:
                raise TypeError(type(record).__name__)
    first = first_answers(checks.values())
    return book._replace(
        sessions=tuple(
            answered(s, first) for s in sorted(sessions.values(), key=lambda s: (s.started_at, s.id))
        ),
        checks=tuple(sorted(checks.values(), key=lambda c: (c.at, c.id))),
        events=tuple(sorted(events.values(), key=lambda e: e.at)),
        pauses=tuple(pauses.values()),
        rhythms=tuple(sorted(rhythms.values(), key=lambda r: r.at)),
    )


class Life:
    """A person who is asked and answers by day numbers; the area is the back unless said."""

    def __init__(self, *said: Record, area: Area = Area.BACK) -> None:
        self.area = area
        self.book = Book()
        self._ids = (f"{n:06}" for n in count(1))
        self.put(Screening(at=at(-9)), StartSaid(at=at(-9)), GoalSet(at=at(-9)))
        self.said(*said)

    def put(self, *records: Record) -> None:
        """Keeps records, with an id where they have none."""
        self.book = kept(self.book, [r if getattr(r, "id", "") else self._named(r) for r in records])

    def said(self, *records: Record) -> None:
        """Answers of the setup, which take the place of those it begins with where they are of one kind."""
        kinds = {type(r) for r in records if r.__class__ in (StartSaid, GoalSet)}
        first = {type(e): e for e in reversed(self.book.events) if type(e) in kinds}
        if not self.book.sessions:
            self.book = kept(self.book, (), first.values())
        self.put(*records)

    def _named(self, record: Record) -> Record:
        name = next(self._ids)
        match record:
            case Session():
                return record._replace(id=name)
            case Check():
                return record._replace(id=name)
            case Pause():
                return record._replace(id=name)
            case Screening():
                return record._replace(id=name)
            case StartSaid():
                return record._replace(id=name)
            case GoalSet():
                return record._replace(id=name)
            case StepLowered():
                return record._replace(id=name)
            case AreaTurned():
                return record._replace(id=name)
            case RhythmSet():
                return record._replace(id=name)
            case _:
                raise TypeError(type(record).__name__)

    def asks(self, n: int, area: Area | None = None) -> Prescription:
        """What the coach asks for on a day."""
        return prescribe(Ramps(self.book), area or self.area, on(n))

    def does(
        self,
        n: int,
        minutes: float | None = None,
        cover: Cover | None = None,
        *,
        sharpness: int | None = 3,
        after: Skin | None = Skin.CLEAR,
        ended: Ended = Ended.COMPLETED,
        stopped_for: StopReason | None = None,
        hour: int = 8,
        area: Area | None = None,
    ) -> Session:
        """A session: by default the one that the fold will have asked for, and a good one."""
        area = area or self.area
        ramp = Ramps(self.book).of(area, on(n))
        rung = ramp.state.rungs[area_state_on(ramp, on(n), assume_clear=False).decision.step - 1]
        session = Session(
            id=next(self._ids),
            area=area,
            started_at=at(n, hour),
            day=on(n),
            done_min=rung.minutes if minutes is None else minutes,
            cover=cover or rung.cover,
            sharpness=sharpness,
            skin_after=after,
            ended=ended,
            stopped_for=stopped_for,
        )
        self.put(session)
        return session

    def answers(self, n: int, skin: Skin = Skin.CLEAR, *, hour: int = 7, area: Area | None = None) -> None:
        """An answer to the skin check, recorded as the coach decides."""
        found: Change | None = answer_check(self.book, area or self.area, skin, at(n, hour))
        if found is not None:
            self.put(*found.put)

    def good_day(self, n: int, area: Area | None = None) -> None:
        """Clear skin, then the session asked for."""
        self.answers(n, area=area)
        self.does(n, area=area)

    def good_days(self, first: int, last: int, area: Area | None = None) -> None:
        """Good days from the first to the last, both included."""
        for n in range(first, last + 1):
            self.good_day(n, area)

    def climbs(self, step: int, n: int = 0) -> int:
        """Good days until a step is asked for the first time; the number of that day, its check answered."""
        while True:
            self.answers(n)
            found = self.asks(n)
            if found.step == step:
                return n
            self.does(n)
            n += 1
            assert n < 400, "that step is never asked for"

    @property
    def last(self) -> Session:
        """The latest session."""
        return self.book.sessions[-1]

    def recall(self, session: Session) -> Session:
        """A session as it is now recorded."""
        return next(s for s in self.book.sessions if s.id == session.id)


def stood(step: int, *said: Record, area: Area = Area.BACK) -> tuple[Life, int]:
    """A life that climbed to a step, and the day on which it is asked for first (no session there yet)."""
    life = Life(*said, area=area)
    if area is not Area.BACK:
        life.put(AreaTurned(at=at(-9), area=area, on=True))
    return life, life.climbs(step)


def asked(found: Prescription) -> tuple[int | None, str]:
    return found.step, found.reason.code.value


def goal(n: int, minutes: int, cover: Cover = Cover.BARE) -> GoalSet:
    return GoalSet(at=at(n, 6), cover=cover, minutes=minutes)


def lowered(n: int, minutes: int, cover: Cover, hour: int = 6) -> StepLowered:
    return StepLowered(at=at(n, hour), area=BACK, cover=cover, minutes=minutes)


SKINS = (Skin.CLEAR, Skin.PINK, Skin.SORE, Skin.BROKEN, Skin.NUMB)
LENGTHS = (0.4, 1.0, 2.5, 5.0, 9.0, 10.0, 10.5, 17.0, 20.0, 30.0, 31.0, 240.0)
"""Minutes of random sessions; under one minute nothing is kept unless the sensation ended it."""
GAPS = (1, 1, 1, 1, 1, 1, 1, 2, 2, 3, 4, 6, 7, 8, 14, 15, 30, 31, 90, 91)


def random_book(random: Random, sessions: int = 14) -> Book:
    """A book of random sessions, answers and decisions; good ones come often enough to climb."""
    good = random.choice((0.5, 0.8, 0.95))
    areas = random.choices(list(Area), k=2) if random.random() < 0.3 else [Area.BACK]
    records: list[Record] = []
    ids = count(1)
    if random.random() < 0.8:
        records.append(Screening(id=f"e{next(ids)}", at=at(-2)))
        records.append(
            StartSaid(
                id=f"e{next(ids)}",
                at=at(-2),
                start=random.choice(list(Start)),
                sensitive=random.random() < 0.1,
            )
        )
        records.append(_goal(random, -2, f"e{next(ids)}"))
    n = 0
    book = kept(Book(), records)
    for _ in range(sessions):
        n += 1 if random.random() < 0.8 else random.choice(GAPS)
        for area in random.sample(areas, random.randint(1, len(areas))):
            book = _random_day(random, book, area, n, good, ids)
    return book


def _goal(random: Random, n: int, name: str) -> GoalSet:
    return GoalSet(
        id=name,
        at=at(n, 6),
        cover=random.choice(GOAL_COVERS),
        minutes=random.choice(GOAL_MINUTES),
        bare_confirmed=random.random() < 0.5,
    )


def _random_day(random: Random, book: Book, area: Area, n: int, good: float, ids: count[int]) -> Book:
    put: list[Record] = []
    if random.random() < 0.06:
        put.append(_random_event(random, book, area, n, f"e{next(ids)}"))
    if random.random() < 0.05:
        put.append(Pause(id=f"p{next(ids)}", first=on(n), last=on(n + 2), at=at(n)))
    last = max((s.day for s in book.sessions if s.area is area), default=None)
    for hour in (7,) if random.random() < 0.9 else (7, 20):
        if random.random() > 0.93:
            continue
        skin = Skin.CLEAR if random.random() < good else random.choice(SKINS)
        put.append(Check(id=f"c{next(ids)}", day=on(n), area=area, skin=skin, at=at(n, hour)))
        put += [
            s._replace(skin_next_on=on(n), from_check=True)
            if random.random() < 0.9
            else s._replace(skin_next=skin)
            for s in book.sessions
            if s.area is area and s.day == last and s.day < on(n) and s.skin_next is None and hour == 7
        ]
    book = kept(book, put)
    for hour in (8,) if random.random() < 0.85 else (8, 18):
        if random.random() < 0.05:
            continue
        book = kept(book, [_random_session(random, book, area, n, hour, good, f"s{next(ids):05}")])
    return book


def _random_session(
    random: Random, book: Book, area: Area, n: int, hour: int, good: float, name: str
) -> Session:
    ramp = Ramps(book).of(area, on(n))
    rung = ramp.state.rungs[area_state_on(ramp, on(n), assume_clear=False).decision.step - 1]
    well = random.random() < good
    ended = Ended.COMPLETED if well else random.choice(list(Ended))
    lengths = LENGTHS if ended is Ended.SENSATION else LENGTHS[1:]
    return Session(
        id=name,
        area=area,
        started_at=at(n, hour, random.randint(0, 30)),
        day=on(n),
        done_min=float(rung.minutes) if well else random.choice(lengths),
        cover=rung.cover if well else random.choice((*SOFTEST_FIRST, None)),
        ended=ended,
        sharpness=random.randint(0, 5) if well else random.choice((None, 2, 5, 6, 6, 7, 8, 10)),
        skin_after=random.choice((Skin.CLEAR, Skin.PINK, None)) if well else random.choice(SKINS),
        before=random.choice((None, 2, 3)),
        after=random.choice((None, 0, 3)) if well else random.choice((None, 3, 5, 9)),
        unattended=not well and random.random() < 0.1,
    )


def _random_event(random: Random, book: Book, area: Area, n: int, name: str) -> Event:
    kind = random.randrange(5)
    if kind == 0:
        return _goal(random, n, name)
    if kind == 1:
        rung = random.choice(ladder(area, goal_of(book)))
        return StepLowered(
            id=name, at=at(n, 6), area=area, cover=rung.cover, minutes=rung.minutes, posture=str(rung.posture)
        )
    if kind == 2:
        none = frozenset[Contraindication]()
        feeling = frozenset({Contraindication.FEELING})
        ticked = random.choice((none, frozenset({Contraindication.WOUND}), none, feeling))
        return Screening(id=name, at=at(n, 6), ticked=ticked, agreed=random.choice((none, feeling)))
    if kind == 3:
        return StartSaid(
            id=name, at=at(n, 6), start=random.choice(list(Start)), sensitive=random.random() < 0.3
        )
    return AreaTurned(id=name, at=at(n, 6), area=area, on=random.random() < 0.8)
