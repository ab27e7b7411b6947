"""The answer to a question that holds: the one given last, whatever its clock showed (DESIGN §3).

Each answer names those that it replaces (`over`). An answer that no other one names is current, so neither a
clock that ran ahead nor a change of zone can bring back an earlier answer. After a merge there may be several
current answers. They are then combined into the most careful reading, until someone answers again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from itertools import chain
from operator import itemgetter
from typing import NamedTuple, TypeVar

from coach.domain.dates import day_of
from coach.domain.instants import instant
from coach.domain.model import (
    Area,
    AreaTurned,
    Book,
    Contraindication,
    Event,
    GoalSet,
    RhythmSet,
    Screening,
    Start,
    StartSaid,
    softness,
)

Answer = Screening | StartSaid | GoalSet | AreaTurned | RhythmSet
"""An answer to a question that may be asked again; the last one holds."""

_A = TypeVar("_A", Screening, StartSaid, GoalSet, AreaTurned, RhythmSet)
_E = TypeVar("_E", bound=Event)

_BY_START = list(Start)


def current(answers: Sequence[_A]) -> tuple[_A, ...]:
    """Returns the answers to one question that hold: usually one, several after a merge.

    Answers from before schema 2 name no others: the latest of them holds until there is a newer kind. If an
    older coach went on in another copy of the file, its later answer is read together with the others. It may
    add a lock, but never removes one.
    """
    naming = [each for each in answers if each.over is not None]
    old = [each for each in answers if each.over is None]
    if not naming:
        return (max(old, key=_moment),) if old else ()
    found: list[_A] = _heads(naming)
    # An answer names every earlier one in its file. An old answer that nobody names was given in another
    # copy. It counts only if it is later: an old export must not bring back answers that are long replaced.
    named = {id_ for each in naming for id_ in each.over or ()}
    after = max(instant(each.at) for each in found)
    unseen = [each for each in old if each.id not in named and instant(each.at) > after]
    if unseen:
        found.append(max(unseen, key=_moment))
    return tuple(found)


def replaced_by(answers: Iterable[_A]) -> tuple[str, ...]:
    """Returns the ids that a new answer to the question has to name: all answers that no other names yet."""
    # That includes answers from before schema 2 that do not hold any more. If the clock has been set back,
    # one of them would otherwise look later than the new answer, as if it came from another copy.
    known = tuple(answers)
    named = {id_ for each in known for id_ in each.over or () if id_ != each.id}
    loose = [each.id for each in known if each.id not in named]
    current_ids = [each.id for each in current(known)]
    return tuple(filter(None, dict.fromkeys(loose + current_ids)))


def screening_of(answers: Sequence[Screening]) -> Screening | None:
    """Returns the safety answers that hold.

    Of several current ones every tick counts, and a doctor's agreement only if all of them have it.
    """
    found = current(answers)
    if len(found) < 2:
        return found[0] if found else None
    # After a merge: a tick in one copy locks, and only what every copy agreed to opens.
    heard = [each.heard for each in found if each.heard is not None]
    return max(found, key=_moment)._replace(
        ticked=frozenset().union(*(each.ticked for each in found)),
        agreed=frozenset.intersection(*(each.agreed for each in found)),
        asked=frozenset.intersection(*(each.asked for each in found)),
        numb_areas=_numb_areas(found),
        asked_at=max((asked_at(each) for each in found), key=instant),
        heard=tuple(dict.fromkeys(chain.from_iterable(heard))) if heard else None,
    )


def asked_at(screening: Screening) -> datetime:
    """Returns when all safety questions were last answered."""
    return screening.asked_at or screening.at


def _numb_areas(found: Iterable[Screening]) -> frozenset[Area] | None:
    """Returns all areas without feeling that several answers name; None if one of them does not say which."""
    named = [each.numb_areas for each in found if Contraindication.FEELING in each.ticked]
    known = [each for each in named if each is not None]
    return frozenset().union(*known) if named and len(known) == len(named) else None


def start_of(answers: Sequence[StartSaid]) -> StartSaid | None:
    """Returns the start that holds: the lowest of the current ones."""
    found = current(answers)
    if len(found) < 2:
        return found[0] if found else None
    return max(found, key=_moment)._replace(
        start=min((each.start for each in found), key=_BY_START.index),
        sensitive=any(each.sensitive for each in found),
    )


def goal_of(answers: Sequence[GoalSet]) -> GoalSet | None:
    """Returns the goal that holds: the softest cover and the fewest minutes of the current ones."""
    found = current(answers)
    if len(found) < 2:
        return found[0] if found else None
    return max(found, key=_moment)._replace(
        cover=min((each.cover for each in found), key=softness),
        minutes=min(each.minutes for each in found),
        bare_confirmed=all(each.bare_confirmed for each in found),
    )


def is_turned_on(answers: Sequence[AreaTurned]) -> bool | None:
    """Returns whether an area was turned on: not if any current answer says off; None without an answer."""
    found = current(answers)
    return all(each.on for each in found) if found else None


def of_kind(book: Book, kind: type[_E]) -> tuple[_E, ...]:
    """Returns all answers of a kind, in the order of their instants."""
    return tuple(each for each in book.events if isinstance(each, kind))


def turned_of(book: Book, area: Area) -> tuple[AreaTurned, ...]:
    """Returns the answers that turned one area on or off."""
    return tuple(each for each in of_kind(book, AreaTurned) if each.area is area)


def first_of(answers: Sequence[_A]) -> _A | None:
    """Returns the answer that was given first: the earliest of those that replace no known answer."""
    known = {each.id for each in answers}
    roots = [each for each in answers if not known.intersection(each.over or ()) - {each.id}]
    return min(roots or answers, key=_moment, default=None)


class Place(NamedTuple):
    """The place of an answer among the sessions; places can be compared."""

    day: date
    at: datetime
    """In UTC."""


def place_of(book: Book, event: Event) -> Place:
    """Returns the place of an answer among the sessions; sessions before it are not affected by the answer.

    That is the day on which it was given, but never later than today. If the clock had been set back, the
    answer is dated before sessions that already existed (`seen`): it then comes after those.
    """
    rollover = book.settings.rollover
    place = Place(day_of(event.at, rollover), instant(event.at))
    if book.now is not None:
        place = Place(min(place.day, day_of(book.now, rollover)), place.at)
    if seen := getattr(event, "seen", ()):
        later = [each for each in book.sessions if instant(each.started_at) > place.at]
        for session in later:
            # This session was recorded after the answer and is dated before the rest of `seen`. So the time
            # of the answer was right, and the remaining sessions were dated by a clock that ran ahead.
            if session.id not in seen:
                break
            place = max(place, Place(session.day, instant(session.started_at)))
    return place


def placed(book: Book) -> tuple[tuple[Place, Event], ...]:
    """Returns all answers with their places, in the order in which they were given.

    That is the order of their times, unless the clock was set back in between: an answer that is dated later
    but already existed (`seen`) was given earlier, and its place is no later.
    """
    if not any(getattr(each, "seen", ()) for each in book.events):
        return tuple((place_of(book, each), each) for each in book.events)
    order = _as_said(book.events)
    places = {number: place_of(book, book.events[number]) for number in order}
    numbers = {each.id: number for number, each in enumerate(book.events)}
    for number in reversed(order):
        for id_ in getattr(book.events[number], "seen", ()):
            if (earlier := numbers.get(id_)) is not None:
                places[earlier] = min(places[earlier], places[number])
    return tuple((places[number], book.events[number]) for number in order)


def readings(
    book: Book, kind: type[_E], read: Callable[[list[_E]], _E | None]
) -> tuple[tuple[Place, _E], ...]:
    """Returns the answer that held from each place on, in the order of the places.

    `read` combines several answers into the one that holds, such as `goal_of`.
    """
    known: list[_E] = []
    found = []
    for place, each in sorted(placed(book), key=itemgetter(0)):
        if not isinstance(each, kind):
            continue
        known.append(each)
        if (holds := read(known)) is not None:
            found.append((place, holds))
    return tuple(found)


def seen_by(book: Book, now: datetime) -> tuple[str, ...]:
    """Returns the ids of sessions and answers that are dated after now, for `seen` of a new answer."""
    latest = instant(now)
    sessions = (*reversed(book.sessions), *book.ahead)
    return (
        *(each.id for each in sessions if instant(each.started_at) > latest),
        *(each.id for each in book.events if instant(each.at) > latest),
    )


def _moment(answer: Answer) -> tuple[datetime, str]:
    return instant(answer.at), answer.id


def _as_said(events: Sequence[Event]) -> list[int]:
    """Returns the positions of answers in the order in which they were given.

    `events` are in the order of their instants; each answer is put behind those that it has `seen`.
    """
    numbers = {each.id: number for number, each in enumerate(events)}
    found: list[int] = []
    begun: set[int] = set()
    ended: set[int] = set()
    # Depth first, with a stack of its own: a chain of answers may be longer than Python can recurse. A number
    # comes off it twice, first before the answers that it has seen, then behind them; circles end as well.
    for first in range(len(events)):
        stack = [first]
        while stack:
            number = stack.pop()
            if number in ended:
                continue
            if number in begun:
                ended.add(number)
                found.append(number)
                continue
            begun.add(number)
            seen = {numbers[id_] for id_ in getattr(events[number], "seen", ()) if id_ in numbers}
            stack += [number, *sorted(seen - begun, reverse=True)]
    return found


def _heads(answers: Sequence[_A]) -> list[_A]:
    """Returns the answers that no other one names, and those that name one another in a circle."""
    by_id = {each.id: each for each in answers}
    named = {id_ for each in answers for id_ in each.over or () if id_ != each.id}
    heads: list[_A] = [each for each in answers if each.id not in named]
    reached: set[str] = set()
    stack = [each.id for each in heads]
    while stack:
        id_ = stack.pop()
        if id_ in by_id and id_ not in reached:
            reached.add(id_)
            stack.extend(by_id[id_].over or ())
    # No head leads to the others: they lie in a circle, as in a file that was tampered with, or behind one.
    # Nobody can tell which of them came last, and leaving one out could remove a lock, so all of them count.
    heads += [each for each in answers if each.id not in reached]
    return heads
