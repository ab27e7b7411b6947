"""Records to store, one by one and at random, and looks into the file behind the store's back."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from hypothesis import strategies as st

from coach.domain.model import (
    Area,
    AreaTurned,
    Book,
    Change,
    Check,
    Contraindication,
    Cover,
    DayNote,
    Ended,
    GoalSet,
    Live,
    Pause,
    PauseFor,
    Posture,
    Record,
    RhythmSet,
    Screening,
    Session,
    Settings,
    Skin,
    Span,
    Start,
    StartSaid,
    StepLowered,
    TipState,
)

_R = TypeVar("_R")

MORNING = datetime(2026, 1, 5, 7, 0, tzinfo=UTC)
NOW = MORNING + timedelta(minutes=30)
"""The present of the fixed clock."""


def session(minutes: float = 5, at: datetime = MORNING, note: str = "", id_: str = "") -> Session:
    """A session on the back."""
    return Session(
        id=id_, area=Area.BACK, started_at=at, day=at.date(), done_min=minutes, cover=Cover.TOWEL, note=note
    )


def live(at: datetime = MORNING) -> Live:
    """A running session on the back."""
    return Live(
        area=Area.BACK,
        cover=Cover.TOWEL,
        planned_min=5,
        cap_min=10,
        started_at=at,
        day=at.date(),
        boot="boot-1",
        booted_s=1000.0,
    )


def putting(*records: Record, label: str = "Put") -> Callable[[Book], Change]:
    """Decide to put these, whatever is there."""
    return lambda book: Change(label, put=records)


def dropping(*records: Record) -> Callable[[Book], Change]:
    """Decide to drop these."""
    return lambda book: Change("Dropped", drop=records)


def raw(path: Path) -> dict[str, dict[str, dict[str, Any]]]:
    found: dict[str, dict[str, dict[str, Any]]] = json.loads(path.read_text(encoding="utf-8"))
    return found


def documents(path: Path, table: str) -> list[dict[str, Any]]:
    return list(raw(path)[table].values())


def edit(path: Path, table: str, **fields: object) -> None:
    """Change the first document of a table as a text editor would."""
    tables = raw(path)
    next(iter(tables[table].values())).update(fields)
    path.write_text(json.dumps(tables), encoding="utf-8")


_days = st.dates(date(1970, 1, 1), date(2199, 12, 31))
_zones = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
_instants = st.datetimes(datetime(1970, 1, 2), datetime(2199, 12, 30), timezones=_zones)  # noqa: DTZ001
_scores = st.none() | st.integers(0, 10)
_minutes = st.floats(0, 30, exclude_min=True, allow_subnormal=False)
_notes = st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from("\n\t"), max_size=60)
_postures = st.sampled_from(Posture).map(str)
_areas, _covers, _skins = st.sampled_from(Area), st.sampled_from(Cover), st.sampled_from(Skin)


def _built(kind: Callable[..., _R], **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[_R]:
    """Records with these fields; `st.builds` would make up those that a named tuple has a default for."""
    return st.fixed_dictionaries(fields).map(lambda given: kind(**given))


sessions = _built(
    Session,
    area=_areas,
    started_at=_instants,
    day=_days,
    done_min=_minutes,
    cover=st.none() | _covers,
    planned_min=st.none() | _minutes,
    ended=st.sampled_from(Ended),
    sharpness=_scores,
    skin_after=st.none() | _skins,
    skin_next=st.none() | _skins,
    skin_next_on=st.none() | _days,
    before=_scores,
    after=_scores,
    note=_notes,
    backfilled=st.booleans(),
).map(lambda each: each if each.skin_next else each._replace(skin_next_on=None))
"""Sessions whose answer is their own, for no check is beside them."""
_settings = _built(
    Settings,
    tz=st.sampled_from(["", "Europe/Berlin"]),
    rollover=st.integers(0, 12),
    grace=st.integers(0, 2),
    area=_areas,
    marks=st.sampled_from(["auto", "unicode", "ascii"]),
    bell=st.booleans(),
    keymap=st.dictionaries(_notes, _notes, max_size=3).map(MappingProxyType),
)
_lives = _built(
    Live,
    area=_areas,
    cover=_covers,
    planned_min=_minutes,
    cap_min=_minutes,
    started_at=_instants,
    day=_days,
    boot=st.just("boot-1"),
    booted_s=st.floats(0, 1e9),
    pauses=st.lists(_built(Span, start=st.floats(0, 1e6), end=st.none() | st.floats(0, 1e6)), max_size=3).map(
        tuple
    ),
    asked_s=st.none() | st.floats(0, 1e6),
    asked_stop=st.booleans(),
    before=_scores,
    free=st.booleans(),
)


def _pause(first: date, days: int | None, at: datetime, why: PauseFor | None) -> Pause:
    last = None if days is None else min(first + timedelta(days), date(2199, 12, 31))
    return Pause(first=first, last=last, at=at, why=why)


records: st.SearchStrategy[Record] = st.one_of(
    sessions,
    _settings,
    _lives,
    _built(Check, day=_days, area=_areas, skin=_skins, at=_instants),
    st.builds(
        _pause,
        st.dates(date(1970, 1, 1), date(2199, 1, 1)),
        st.none() | st.integers(0, 90),
        _instants,
        st.none() | st.sampled_from(PauseFor),
    ),
    _built(DayNote, day=_days, text=_notes),
    _built(
        TipState,
        id=st.sampled_from(["lie-down", "breathe", "towel-first"]),
        read=st.booleans(),
        favourite=st.booleans(),
        got_it=st.booleans(),
        seen=st.none() | _days,
        again=st.booleans(),
    ),
    _built(
        Screening,
        at=_instants,
        ticked=st.frozensets(st.sampled_from(Contraindication)),
        agreed=st.frozensets(st.sampled_from(Contraindication)),
        asked=st.frozensets(st.sampled_from(Contraindication)),
        numb_areas=st.none() | st.frozensets(_areas),
        asked_at=st.none() | _instants,
        heard=st.none()
        | st.lists(st.sampled_from(["check:01", "after:" + 64 * "x"]), unique=True).map(tuple),
    ),
    _built(StartSaid, at=_instants, start=st.sampled_from(Start), sensitive=st.booleans()),
    _built(GoalSet, at=_instants, cover=_covers, minutes=st.integers(10, 30)),
    _built(
        StepLowered,
        at=_instants,
        area=_areas,
        cover=_covers,
        minutes=st.integers(1, 30),
        posture=st.sampled_from(Posture).map(str),
    ),
    _built(AreaTurned, at=_instants, area=_areas, on=st.booleans()),
    _built(RhythmSet, at=_instants, days=st.integers(3, 7), first=_days),
)
"""Any record, new to the store."""
