"""Folds that go on from an earlier one come to what a fold from the beginning does, and take records once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from random import Random

import pytest

from coach.domain.model import Area, Book, Cover, GoalSet, Skin
from coach.domain.ramp import shared_folds
from coach.domain.ramp.forecast import forecast
from coach.domain.ramp.history import RampHistory
from coach.domain.ramp.prescriber import prescribe, tomorrow
from coach.domain.ramp.projection import days_ahead
from coach.domain.ramp.replay import Ramps, fold
from coach.domain.ramp.shared_folds import SharedFolds
from tests.domain.histories import BACK, Life, at, on, random_book

BOOKS = 50
CHANGES = 12


def changed(random: Random, book: Book, other: Book) -> Book:
    """The book after a change such as a screen or a command makes, or as it is read on another day."""
    sessions = list(book.sessions)
    place = random.randrange(max(1, len(sessions) // 2), len(sessions)) if len(sessions) > 1 else 0
    match random.randrange(9):
        case 0 if sessions:
            del sessions[place]
        case 1 if sessions:
            sessions[place] = sessions[place]._replace(sharpness=random.choice((None, 3, 7, 9)))
        case 2 if sessions:
            sessions[place] = sessions[place]._replace(skin_next=random.choice((None, *Skin)))
        case 3 if sessions:
            # of another area, before the end: only the caps of the days behind it can change
            new = sessions[place]._replace(id=f"n{random.random()}", area=random.choice(list(Area)))
            sessions.insert(place, new._replace(cover=random.choice((None, Cover.TOWEL))))
        case 4:
            return book._replace(events=other.events[: random.randrange(len(other.events) + 1)])
        case 5:
            return book._replace(checks=other.checks)
        case 6 if sessions:
            now = at(0) + timedelta(days=random.randrange(60), hours=3)
            return book._replace(now=random.choice((None, now)))
        case 7:
            return book._replace(settings=book.settings._replace(rollover=random.choice((0, 3, 5))))
        case _:
            return book
    return book._replace(sessions=tuple(sessions))


@pytest.mark.parametrize("former", [None, 2, 4])
def test_over_any_changes_it_is_what_a_fold_from_the_beginning_is(former: int | None) -> None:
    compared = 0
    for seed in range(BOOKS):
        random = Random(seed)
        book, other = random_book(random, 12), random_book(random, 12)
        folds = SharedFolds()
        for _ in range(CHANGES):
            days = [each.day for each in book.sessions] or [on(0)]
            for _ in range(2):
                area = random.choice([BACK, *{each.area for each in book.sessions}])
                until = random.choice((None, random.choice(days) + timedelta(days=random.randrange(3))))
                found = fold(book, area, until, former=former, folds=folds)
                again = fold(book, area, until, former=former, folds=SharedFolds())
                assert found == again, (seed, area, until)
                # the very records of this book, in their own zones
                own = {id(each) for each in book.sessions}
                assert all(id(each.session) in own for each in found.outcomes)
                compared += len(found.outcomes)
            book = changed(random, book, other)
    assert compared > 3_000


def test_sessions_of_another_area_change_the_caps_of_the_days_behind_them() -> None:
    life = Life(GoalSet(at=at(-9), cover=Cover.TOWEL, minutes=30))
    life.good_days(0, 20)
    legs = life.book.sessions[0]._replace(area=Area.LEGS, started_at=at(0, 19))
    more = tuple(legs._replace(id=f"x{n}") for n in range(3))
    then, folds = life.book._replace(sessions=(*more, *life.book.sessions)), SharedFolds()
    before = fold(life.book, BACK, folds=folds)
    assert fold(then, BACK, folds=folds) == fold(then, BACK, folds=SharedFolds()) != before


def test_what_goes_on_from_a_fold_never_changes_it() -> None:
    """Whoever goes on from a place may take in anything: the next one finds the place as it was."""
    for seed in range(BOOKS):
        book = random_book(Random(seed), 12)
        folds = SharedFolds()
        for area in {each.area for each in book.sessions}:
            first = folds.history(book, area, None, former=None)
            for each in (*book.sessions, *book.checks, *book.events):
                first.take(each, on(400))
            first.first_sessions.add(on(400))
            assert fold(book, area, folds=folds) == fold(book, area, folds=SharedFolds()), (seed, area)


def mutable(value: object, seen: dict[int, object]) -> Iterator[object]:
    """Everything reachable that could be changed in place."""
    if id(value) in seen:
        return
    seen[id(value)] = value
    if isinstance(value, list | set | dict):
        yield value
    if type(value).__module__.startswith("coach.domain.ramp") and hasattr(value, "__dict__"):
        yield value
        for each in vars(value).values():
            yield from mutable(each, seen)


def test_a_branch_shares_nothing_that_can_change() -> None:
    """Also what is added to the fold one day has to be copied by its branch."""
    book = random_book(Random(3), 12)
    history = SharedFolds().history(book, BACK, None, former=None)
    branch = history.branch(history.first_sessions.copy())
    ours = {id(each) for each in mutable(history, {})}
    assert len(ours) > 10
    assert not [each for each in mutable(branch, {}) if id(each) in ours]


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """The records of books that any fold takes in, those that a plan makes up left out."""
    found: list[object] = []
    take = RampHistory.take

    def noted(self: RampHistory, what: object, day: object) -> None:
        if getattr(what, "id", ""):
            found.append(what)
        take(self, what, day)  # type: ignore[arg-type]

    monkeypatch.setattr(RampHistory, "take", noted)
    return found


def read_anew(life: Life) -> Book:
    """A book of which nothing was folded yet."""
    return life.book._replace(sessions=tuple(each._replace() for each in life.book.sessions))


def test_a_plan_folds_the_history_once(taken: list[object], monkeypatch: pytest.MonkeyPatch) -> None:
    life = Life()
    life.good_days(0, 60)
    listed: list[Book] = []
    in_order = shared_folds._in_order

    def noted(book: Book, area: Area) -> object:
        listed.append(book)
        return in_order(book, area)

    monkeypatch.setattr(shared_folds, "_in_order", noted)
    taken.clear()
    ramps = Ramps(read_anew(life))
    forecast(ramps, BACK, on(61))
    days_ahead(ramps, BACK, on(61), 30)
    prescribe(ramps, BACK, on(61))
    assert len(taken) <= len(life.book.sessions) + len(life.book.events) + len(life.book.checks) + LAST_DAYS
    # the book as it is, and with the open skin check answered
    assert len(listed) == 2


def test_another_answer_on_the_last_session_folds_only_the_last_days(taken: list[object]) -> None:
    life = Life()
    life.good_days(0, 60)
    book = read_anew(life)
    *others, last = book.sessions
    Ramps(book).of(BACK)
    taken.clear()
    Ramps(book._replace(sessions=(*others, last._replace(sharpness=8)))).of(BACK)
    assert 0 < len(taken) <= LAST_DAYS


def test_a_change_of_the_last_days_folds_only_those(taken: list[object]) -> None:
    life = Life()
    life.good_days(0, 60)
    Ramps(life.book).of(BACK)
    taken.clear()
    life.good_day(61)
    after = life.book
    ramps = Ramps(after)
    prescribe(ramps, BACK, on(61), at(61, 20))
    tomorrow(ramps, BACK, on(61))
    assert 0 < len(taken) <= LAST_DAYS


LAST_DAYS = 12
"""More than the records of the last few days, and far fewer than those of the history."""
