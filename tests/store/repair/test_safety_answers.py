"""No backup and no undo of one brings back a state in which a newer safety answer is forgotten."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from coach.domain.model import (
    Area,
    Check,
    Contraindication,
    Ended,
    Pause,
    PauseFor,
    Screening,
    Skin,
    StartSaid,
    StopReason,
)
from coach.domain.onboarding.answers import Answers
from coach.domain.onboarding.setup import set_up
from coach.domain.onboarding.user_profile import current_answer
from coach.domain.ramp.gates import Gate
from coach.domain.ramp.replay import Ramps, area_state_on
from coach.domain.safety.screening import AskWhy, open_questions
from coach.store import Store
from coach.store.backup import backups
from coach.store.repair.repair import back_up
from tests.conftest import FixedClock
from tests.store.samples import MORNING, NOW, putting, session

CLOTS = frozenset({Contraindication.CLOTS})


def answered(store: Store, ticked: frozenset[Contraindication]) -> None:
    store.change(lambda book: set_up(book, Answers(ticked=ticked), store._clock.now()))


@pytest.fixture
def store(store_path: Path, clock: FixedClock) -> Store:
    """A file with no tick, and a backup of it."""
    store = Store(store_path, clock)
    answered(store, frozenset())
    store.change(putting(session(5)))
    back_up(store.path, clock.now())
    return store


def oldest(store: Store) -> str:
    return backups.listing(store.path)[-1].path.name


def ticked(store: Store) -> frozenset[Contraindication]:
    found = current_answer(store.read(), Screening)
    assert found is not None
    return found.ticked


def test_a_lock_that_was_said_since_stays_and_undo_of_the_restoring_keeps_it(
    store: Store, clock: FixedClock
) -> None:
    name = backups.listing(store.path)[0].path.name
    store.change(putting(session(6, MORNING + timedelta(minutes=10))))
    answered(store, CLOTS)
    store.restore(name)
    assert len(store.read().sessions) == 1
    assert ticked(store) == CLOTS
    answered(store, CLOTS | {Contraindication.WOUND})
    clock.advance(timedelta(hours=1))
    store.change(putting(session(7, MORNING + timedelta(minutes=20))))
    store.restore(name)
    assert ticked(store) == CLOTS | {Contraindication.WOUND}
    store.undo()
    assert len(store.read().sessions) == 2
    assert ticked(store) == CLOTS | {Contraindication.WOUND}


@pytest.mark.parametrize("damage", [False, True])
def test_broken_skin_stays_locked_through_a_restore(store: Store, clock: FixedClock, damage: bool) -> None:
    hurt = session(6, MORNING + timedelta(minutes=10))._replace(skin_after=Skin.BROKEN)
    store.change(putting(hurt))
    store.change(putting(Check(day=MORNING.date(), area=Area.LEGS, skin=Skin.BROKEN, at=clock.now())))
    if damage:
        data = store.path.read_bytes()
        store.path.write_bytes(data.replace(b'"tips": {', b'"tips": {,'))
    store.restore(oldest(store))
    ramps = Ramps(store.read())
    for area in (Area.BACK, Area.LEGS):
        assert area_state_on(ramps.of(area), MORNING.date() + timedelta(days=2)).gate is Gate.LOCKED, area


def test_sensitive_skin_and_a_stop_for_dizziness_stay_through_a_restore(
    store: Store, clock: FixedClock
) -> None:
    name = backups.listing(store.path)[0].path.name
    store.change(lambda book: set_up(book, Answers(sensitive=True), clock.now()))
    dizzy = session(2, MORNING + timedelta(minutes=10))._replace(
        ended=Ended.SENSATION, stopped_for=StopReason.DIZZY
    )
    store.change(putting(dizzy, session(6, MORNING + timedelta(minutes=20))))
    store.restore(name)
    book = store.read()
    start = current_answer(book, StartSaid)
    assert start is not None
    assert start.sensitive
    assert [each.stopped_for for each in book.sessions] == [None, StopReason.DIZZY]


@pytest.mark.parametrize("why", [PauseFor.ILLNESS, PauseFor.HOLIDAY])
def test_the_question_after_an_illness_stays_open_through_a_restore(
    store: Store, clock: FixedClock, why: PauseFor
) -> None:
    pause = Pause(MORNING.date(), clock.now(), MORNING.date() + timedelta(days=1), why)
    store.change(putting(pause))
    store.restore(oldest(store))
    clock.advance(timedelta(days=3))
    ask = open_questions(store.read(), clock.now())
    assert (ask and ask.why) == (AskWhy.ILLNESS if why is PauseFor.ILLNESS else None)


def test_an_answer_that_was_undone_stays_undone(store: Store, clock: FixedClock) -> None:
    answered(store, CLOTS)
    backup = back_up(store.path, clock.now())
    assert backup is not None
    clock.advance(timedelta(minutes=1))
    store.undo()
    assert ticked(store) == frozenset()
    store.restore(backup.path.name)
    assert ticked(store) == frozenset()


def test_a_backup_dated_ahead_is_not_the_newest_good_one(store: Store, clock: FixedClock) -> None:
    clock.set(NOW + timedelta(days=900))
    store.change(putting(session(9)))
    ahead = back_up(store.path, clock.now())
    assert ahead is not None
    clock.set(NOW + timedelta(minutes=5))
    store.change(putting(session(6, MORNING + timedelta(minutes=10))))
    newer = back_up(store.path, clock.now())
    found = backups.newest_good(store.path, clock.now())
    assert found is not None
    assert newer is not None
    assert found[0] == newer
    assert backups.listing(store.path)[0] != newer
    assert back_up(store.path, clock.now()) == newer, "the same bytes are not copied twice"


def test_where_all_are_dated_ahead_the_newest_of_them_is_taken(store: Store) -> None:
    found = backups.newest_good(store.path, NOW - timedelta(days=900))
    assert found is not None
    assert found[0] == backups.listing(store.path)[0]
